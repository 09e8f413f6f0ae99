"""Small parts that panels are made of."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from qualcode.core.model.palette import PALETTE
from qualcode.shell.panels.colour_grid import ColourGrid
from qualcode.shell.panels.flow_layout import FlowLayout
from qualcode.shell.panels.header import PanelHeader
from qualcode.shell.panels.note_field import NoteField


@pytest.fixture
def field(qtbot):
    made = NoteField("Write")
    made.resize(200, 40)
    qtbot.addWidget(made)
    made.show()
    made.setFocus()
    return made


@pytest.fixture
def written(field):
    told = []
    field.written.connect(lambda subject, text: told.append((subject, text)))
    return told


def test_a_note_is_told_once_and_for_what_it_was_written(field, written, qtbot):
    field.show_note("one", "", editable=True)
    qtbot.keyClicks(field, "abc")
    field.show_note("two", "", editable=True)
    field.write_out()
    assert written == [("one", "abc")]
    assert field.toPlainText() == ""


def test_a_note_that_was_not_changed_is_not_told(field, written):
    field.show_note("one", "abc", editable=True)
    field.write_out()
    assert written == []


def test_a_note_being_written_is_not_overwritten(field, written, qtbot):
    field.show_note("one", "abc", editable=True)
    qtbot.keyClicks(field, "d")
    field.show_note("one", "xyz", editable=True)
    assert field.toPlainText() != "xyz"


def test_a_note_that_may_only_be_read_is_never_told(field, written, qtbot):
    field.show_note("one", "abc", editable=False)
    qtbot.keyClicks(field, "d")
    field.write_out()
    assert (written, field.toPlainText()) == ([], "abc")


def test_a_note_grows_with_its_words(field):
    before = field.height()
    field.setPlainText("word " * 60)
    assert field.height() > 2 * before
    tall = field.height()
    field.setPlainText("word " * 6000)
    assert field.height() < 3 * tall


def test_widgets_flow_onto_the_next_line(qtbot):
    box = QWidget()
    qtbot.addWidget(box)
    flow = FlowLayout(box, spacing=4)
    buttons = [QPushButton(f"Button {n}") for n in range(6)]
    for button in buttons:
        flow.addWidget(button)
    box.resize(260, 200)
    box.show()
    assert len({button.y() for button in buttons}) > 1
    assert all(button.geometry().right() < 260 for button in buttons)
    assert flow.heightForWidth(260) > flow.heightForWidth(2000)


def test_a_widget_wider_than_the_flow_is_no_wider_than_it(qtbot):
    box = QWidget()
    qtbot.addWidget(box)
    flow = FlowLayout(box)
    button = QPushButton("a very long name " * 10)
    button.setMinimumWidth(10)
    flow.addWidget(button)
    box.resize(120, 60)
    box.show()
    assert button.width() <= 120


def test_every_colour_has_a_name_and_can_be_chosen_by_keys(qtbot):
    grid = ColourGrid()
    qtbot.addWidget(grid)
    grid.show()
    assert [button.accessibleName() for button in grid.buttons] == [
        colour.shown_name() for colour in PALETTE
    ]
    grid.activateWindow()
    grid.buttons[0].setFocus()
    qtbot.keyClick(grid, Qt.Key.Key_Down)
    with qtbot.waitSignal(grid.chosen) as told:
        grid.focusWidget().click()
    assert told.args == [PALETTE[6].light]


def test_a_long_detail_is_shortened_and_can_be_read_whole(qtbot):
    header = PanelHeader("Codes", "passages and persons of everybody")
    qtbot.addWidget(header)
    header.resize(140, 40)
    header.show()
    assert header._detail.text().endswith("…")
    assert header._detail.toolTip() == header.detail == "passages and persons of everybody"
