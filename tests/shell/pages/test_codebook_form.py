"""The codebook as a form: written in one code after the other from the keyboard."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from qualcode.core.operations.codes import NewCode, create_code, recolour_code
from qualcode.core.store import codes
from qualcode.shell.models.codebook import Codebook
from qualcode.shell.models.codebook_table import Column
from qualcode.shell.pages.categories.codebook_part import CodebookPart
from tests.core.material import Material


class Form:
    def __init__(self, part, session, qtbot):
        self.part, self.session, self.qtbot = part, session, qtbot
        session.changed.connect(lambda _changes: self.read())
        self.read()

    def read(self):
        self.part.set_codebook(Codebook.of(codes.all_codes(self.session.project.db)))

    def code(self, name):
        found = codes.all_codes(self.session.project.db)
        return next(code for code in found if code.name == name)

    def go_to(self, row, column):
        self.part.view.setCurrentIndex(self.part.model.index(row, column))
        self.part.view.setFocus()

    def names(self):
        model = self.part.model
        return [model.index(row, 0).data() for row in range(model.rowCount())]

    def editor(self):
        self.qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QPlainTextEdit))
        editor = QApplication.focusWidget()
        assert isinstance(editor, QPlainTextEdit)
        return editor


@pytest.fixture
def form(qtbot, session, tmp_path):
    made = Material(tmp_path)
    made.code("Mandat", definition="Rätten att besluta.")
    made.code("Otydligt", "Mandat")
    made.code("Roller")
    session.open(made.project)
    part = CodebookPart(session, None)
    part.set_writable(True)
    part.resize(1100, 500)
    part.show()
    qtbot.waitExposed(part)
    part.activateWindow()
    yield Form(part, session, qtbot)
    session.close()
    part.close()
    part.deleteLater()


def test_definitions_are_written_one_below_the_other_with_enter(form, qtbot):
    form.go_to(1, Column.DEFINITION)
    qtbot.keyClick(form.part.view, Qt.Key.Key_Return)
    form.editor().insertPlainText("När det är oklart.")
    qtbot.keyClick(form.editor(), Qt.Key.Key_Return)
    form.editor().insertPlainText("Vem som gör vad.")
    qtbot.keyClick(form.editor(), Qt.Key.Key_Return)
    assert form.code("Otydligt").definition == "När det är oklart."
    assert form.code("Roller").definition == "Vem som gör vad."


def test_tab_goes_to_the_next_column_and_shift_enter_begins_a_line(form, qtbot):
    form.go_to(2, Column.DEFINITION)
    qtbot.keyClick(form.part.view, Qt.Key.Key_F2)
    form.editor().insertPlainText("Ett")
    qtbot.keyClick(form.editor(), Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    form.editor().insertPlainText("Två")
    qtbot.keyClick(form.editor(), Qt.Key.Key_Tab)
    form.editor().insertPlainText("Alltid")
    qtbot.keyClick(form.editor(), Qt.Key.Key_Return)
    code = form.code("Roller")
    assert (code.definition, code.when_to_use) == ("Ett\nTvå", "Alltid")


def test_escape_leaves_what_was_there(form, qtbot):
    form.go_to(0, Column.DEFINITION)
    qtbot.keyClick(form.part.view, Qt.Key.Key_F2)
    form.editor().insertPlainText("Fel")
    qtbot.keyClick(form.editor(), Qt.Key.Key_Escape)
    assert form.code("Mandat").definition == "Rätten att besluta."


def test_what_is_written_stays_when_other_codes_come_meanwhile(form, qtbot):
    form.go_to(1, Column.DEFINITION)
    qtbot.keyClick(form.part.view, Qt.Key.Key_F2)
    qtbot.keyClicks(form.editor(), "Oklart")
    form.session.run(recolour_code, form.code("Otydligt").id, "#237200")
    form.session.run(create_code, NewCode("Ansvar"))
    qtbot.keyClicks(form.editor(), " uppdrag")
    qtbot.keyClick(form.editor(), Qt.Key.Key_Return)
    assert form.code("Otydligt").definition == "Oklart uppdrag"
    qtbot.waitUntil(lambda: "Ansvar" in form.names())


def test_name_level_and_colour_are_set_in_the_table_and_undone(form):
    model = form.part.model
    model.setData(model.index(2, Column.NAME), "Uppdrag")
    model.setData(model.index(2, Column.LEVEL), "theme")
    model.setData(model.index(2, Column.COLOUR), "#237200")
    code = form.code("Uppdrag")
    assert (code.level, code.colour) == ("theme", "#237200")
    assert model.index(2, Column.COLOUR).data() == "Green"
    for _ in range(3):
        form.session.undo()
    assert form.names() == ["Mandat", "Otydligt", "Roller"]


def test_those_without_a_definition_are_shown_and_stay_while_one_writes(form):
    part = form.part
    part.filter.setCurrentIndex(1)
    part.filter.activated.emit(1)
    assert part.filter.currentText() == "Without a definition (2)"
    assert form.names() == ["Otydligt", "Roller"]
    part.model.setData(part.model.index(0, Column.DEFINITION), "Oklart.")
    assert form.names() == ["Otydligt", "Roller"]
    assert part.filter.currentText() == "Without a definition (1)"
    part.filter.activated.emit(1)
    assert form.names() == ["Roller"]


def test_a_name_that_is_taken_is_refused_and_nothing_changes(form, qtbot):
    with qtbot.waitSignal(form.session.refused):
        form.part.model.setData(form.part.model.index(2, Column.NAME), "Mandat")
    assert form.names() == ["Mandat", "Otydligt", "Roller"]


def test_nothing_is_written_where_nothing_can_be(form):
    form.part.set_writable(False)
    index = form.part.model.index(0, Column.DEFINITION)
    assert not form.part.model.flags(index) & Qt.ItemFlag.ItemIsEditable


def test_it_is_painted_with_a_name_of_ten_thousand_letters(form, qtbot):
    form.session.run(create_code, NewCode("x" * 400, definition="ord " * 3000))
    form.part.view.viewport().repaint()
    assert form.part.view.indexAt(QPoint(5, 5)).isValid()
