"""The rows of the code tree: they stay where they are, take what is dropped, and look whole."""

import pytest
from PySide6.QtCore import QPoint, Qt

from qualcode.shell.panels.painting import px

UNCLEAR = "Det är oklart, tyvärr."
LONG = "Vad gruppen är till för, vilka mål som sätts och hur det mäts år efter år. " * 4


@pytest.fixture
def many(made):
    """So many codes that the tree is full, all with definitions."""
    for number in range(30):
        made.code(f"Kod {number}", definition=LONG)


@pytest.fixture
def full(many, work):
    return work


def lowest(view):
    """The lowest row that is seen, and a point in it."""
    point = QPoint(60, view.viewport().height() - 4)
    return view.indexAt(point), point


def test_a_double_click_on_the_lowest_row_tags(full):
    work, view = full, full.page.codes.view
    work.page.codes.set_current(work.code("Samsyn").id)
    work.select(UNCLEAR)
    index, point = lowest(view)
    name = index.data()
    for send in (work.qtbot.mouseClick, work.qtbot.mouseDClick):
        send(view.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert work.marks() == [(UNCLEAR, name, "AL")]


def test_rows_stay_where_they_are_when_a_code_is_clicked(full):
    work, view = full, full.page.codes.view
    height, place = view.viewport().height(), view.verticalScrollBar().value()
    work.qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(60, 40))
    assert (view.viewport().height(), view.verticalScrollBar().value()) == (height, place)


def test_a_definition_that_is_too_long_ends_in_dots_and_is_whole_in_the_tip(full):
    full.choose_code("Kod 1")
    label = full.page.codes.definition
    assert label.text().endswith("…") and label.toolTip() == LONG.strip()
    assert label.heightForWidth(label.width()) <= label.height()


@pytest.mark.parametrize("place", [0.02, 0.15, 0.5, 0.85, 0.98])
@pytest.mark.parametrize("left", [3, 60])
def test_words_can_be_dropped_anywhere_on_a_row(work, place, left):
    work.select(UNCLEAR)
    view = work.page.codes.view
    row = view.visualRect(work.page.codes.model.index_of(work.code("Otydligt mandat").id))
    point = QPoint(left, row.top() + round(place * (row.height() - 1)))
    assert work.drop(view, work.reader.createMimeDataFromSelection(), point)
    assert work.marks() == [(UNCLEAR, "Otydligt mandat", "AL")]


def test_words_dropped_below_the_rows_change_nothing(work):
    work.select(UNCLEAR)
    view = work.page.codes.view
    point = QPoint(60, view.viewport().height() - 5)
    assert not work.drop(view, work.reader.createMimeDataFromSelection(), point)
    assert work.marks() == []


def test_what_is_dragged_is_small_and_beside_the_pointer(work):
    work.choose_code("Otydligt mandat", "Roller")
    drag = work.page.codes.view.make_drag()
    size = drag.pixmap().deviceIndependentSize()
    assert size.width() < px(220) and size.height() < px(32)
    assert drag.hotSpot().x() < 0 and drag.hotSpot().y() < 0


@pytest.mark.parametrize(("key", "name"), [(Qt.Key.Key_Home, "Mandat"), (Qt.Key.Key_End, "Samsyn")])
def test_the_code_at_the_end_is_lit_and_described(work, key, name):
    work.choose_code("Otydligt mandat")
    work.press(key, Qt.KeyboardModifier.ControlModifier)
    panel = work.page.codes
    assert panel.selected() == [work.code(name).id] == [panel.current()]
    assert panel.definition.text() == (work.code(name).definition or "")
