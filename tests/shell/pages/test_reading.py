"""How the text is set, and which marks stand out: chosen while one looks at it."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from qualcode.core.operations import passages
from qualcode.core.operations.coders import add_coder
from qualcode.shell.pages.read_and_code import ReadAndCodePage
from qualcode.shell.pages.text_sizes import Reading

UNCLEAR = "Det är oklart, tyvärr."


@pytest.fixture
def panel(work):
    work.page.views.open_panel()
    made = work.page.views._panel
    yield made
    made.hide()


def style(work):
    return work.reader.text_style


def test_the_text_is_set_otherwise_at_once(work, panel):
    panel.size_slider.setValue(40)
    panel.width_slider.setValue(35)
    panel.line_slider.setValue(20)
    assert (style(work).size, style(work).width, style(work).line_height) == (20.0, 700, 2.0)
    assert (panel.size_told.text(), panel.width_told.text()) == ("20", "700")


def test_escape_gives_the_keys_back_and_a_click_elsewhere_puts_the_panel_away(work, panel):
    assert panel.font_box.hasFocus()
    work.press(Qt.Key.Key_Escape)
    assert not panel.isVisible() and work.reader.hasFocus()
    work.page.views.open_panel()
    work.page.codes.view.setFocus()
    assert not panel.isVisible()


def test_the_place_stays_while_the_text_is_set_otherwise(work, panel):
    work.put_caret("vårdcentralen")
    caret = work.reader.caret()
    panel.size_slider.setValue(44)
    assert work.reader.caret() == caret


def test_it_is_remembered_for_the_next_start(work, panel, qtbot):
    panel.width_slider.setValue(40)
    work.page._sizes._keep()
    other = ReadAndCodePage(work.session)
    qtbot.addWidget(other)
    assert other.reader.text_style.width == 800


def test_everything_goes_back_to_what_is_normal(work, panel):
    panel.size_slider.setValue(50)
    panel.line_slider.setValue(24)
    work.page.views._number_choices["lines"].trigger()
    panel.reset_button.click()
    assert (style(work).size, style(work).line_height) == (15.5, 1.68)
    assert style(work).numbers == "lines"


def test_a_serif_of_the_computer_can_be_chosen(work, panel):
    families = [panel.font_box.itemData(row) for row in range(panel.font_box.count())]
    assert families[0] == ""
    for row, family in enumerate(families[1:], start=1):
        panel.font_box.setCurrentIndex(row)
        panel.font_box.activated.emit(row)
        assert style(work).family == family
    panel.font_box.activated.emit(panel.font_box.currentIndex())


def test_a_font_that_is_gone_gives_way_to_the_program_s(work):
    work.page._sizes.choose(family="No Such Font 1923")
    assert style(work).family == "Inter"


@pytest.mark.parametrize(
    "stored",
    [None, 3, [], {"width": True}, {"width": 10**9}, {"line_height": "x"}, {"numbers": "dots"}],
)
def test_what_can_t_be_a_setting_is_passed_over(stored):
    assert Reading.of(stored) == Reading()


def test_the_wheel_and_the_panel_agree(work, panel):
    reader = work.reader
    place = reader.viewport().rect().center()
    wheel = QWheelEvent(
        place, reader.viewport().mapToGlobal(place), QPoint(), QPoint(0, 120),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(reader.viewport(), wheel)
    assert panel.size_told.text().startswith("17")
    panel.size_slider.setValue(31)
    assert reader.text_style.size * reader.text_style.zoom == 15.5


def test_marks_have_the_colours_of_those_who_made_them(work):
    made = work.made
    work.select(UNCLEAR)
    work.press(Qt.Key.Key_1)
    bo = add_coder(made.project, "Bo Ek", colour="#d4a017")
    work.session.changed.emit(bo)
    start = work.reader.text().index(UNCLEAR)
    document, code = work.page.current_document(), work.code("Mandat").id
    changes = passages.code_passage(
        made.project, bo.first("coders"), document, start, start + len(UNCLEAR), [code]
    )
    work.session.changed.emit(changes)
    by_code = work.reader.marks()[0].colour
    work.page.views.by_evaluator.trigger()
    (mark,) = work.reader.marks()
    own = work.page.shown.coders[work.session.coder_id].colour
    assert (mark.colour, mark.further) == (own, ("#d4a017",))
    work.page.views.by_evaluator.trigger()
    assert (work.reader.marks()[0].colour, work.reader.marks()[0].further) == (by_code, ())
