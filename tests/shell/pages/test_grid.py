"""The grid: looked over, sorted and filtered, filled in singly and in blocks."""

import threading
import time

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

from qualcode.core.operations import attributes, cases, readings
from qualcode.core.operations.attributes import NewAttribute
from qualcode.core.operations.documents import delete_documents
from qualcode.core.operations.grid import Cell, fill_in
from qualcode.core.project import Project
from qualcode.core.store import documents as documents_store
from qualcode.core.store import folders as folders_store
from qualcode.core.store import persons as persons_store
from qualcode.shell.chosen import Chosen
from qualcode.shell.models import grid as grid_model
from qualcode.shell.models.grid import HIDDEN, Filter
from qualcode.shell.pages.documents_grid import DocumentsPage
from qualcode.shell.panels import grid_panel
from qualcode.shell.panels.grid_table import as_tsv, from_tsv
from tests.core.material import Material

CONTROL = Qt.KeyboardModifier.ControlModifier

#: lists that come up, where there is no screen
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


class Sheet:
    """The page, in the words of somebody who works in it."""

    def __init__(self, page, session, made, qtbot):
        self.page, self.session, self.made, self.qtbot = page, session, made, qtbot

    @property
    def db(self):
        return self.session.project.db

    @property
    def grid(self):
        return self.page.grid

    @property
    def table(self):
        return self.grid.table

    def key(self, heading):
        return next(c.key for c in self.grid.model.grid.columns if c.heading == heading)

    def headings(self):
        return [column.heading for column in self.grid.model.columns]

    def cell(self, name, heading):
        model = self.grid.model
        row_id = self.made.documents.get(name, name)
        return model.place(row_id, self.key(heading))

    def column(self, heading):
        """What stands in a column, from the top."""
        place = self.headings().index(heading)
        model = self.grid.model
        return [model.index(row, place).data() for row in range(model.rowCount())]

    def choose(self, *cells):
        """A block from the first to the last of these cells."""
        first, last = self.cell(*cells[0]), self.cell(*cells[-1])
        rows = sorted((first.row(), last.row()))
        columns = sorted((first.column(), last.column()))
        self.table.choose_block(range(rows[0], rows[1] + 1), range(columns[0], columns[1] + 1))
        self.table.setFocus()

    def press(self, key, modifier=Qt.KeyboardModifier.NoModifier):
        self.page.activateWindow()
        self.qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
        self.qtbot.keyClick(QApplication.focusWidget(), key, modifier)

    def write(self, text):
        """Typed over the current cell, and Enter."""
        self.press(Qt.Key.Key_F2)
        editor = QApplication.focusWidget()
        editor.selectAll()
        self.qtbot.keyClicks(editor, text)
        self.enter(editor)

    def enter(self, editor):
        """Enter, and until the editor has closed."""
        self.qtbot.keyClick(editor, Qt.Key.Key_Return)
        self.qtbot.waitUntil(lambda: QApplication.focusWidget() is not editor)

    def attribute(self, name="Ålder", kind="number", about="documents", choices=()):
        new = NewAttribute(name, about, kind, choices)
        return self.session.run(attributes.create_attribute, new).first("attributes")

    def document(self, title):
        return documents_store.get(self.db, self.made.documents[title])


@pytest.fixture
def made(tmp_path):
    made = Material(tmp_path)
    made.document("Intervju 10", "I: Hur?\nKarin: Det är oklart, tyvärr.")
    made.document("Intervju 2", "I: Och?\nIP2: Det blir bättre.")
    made.document("Workshop", "Lappar på väggen", kind="workshop")
    made.code("Mandat")
    yield made
    made.project.close()


@pytest.fixture
def sheet(qtbot, session, made):
    chosen = Chosen(session)
    page = DocumentsPage(session, chosen)
    page.resize(1280, 720)
    session.open(made.project)
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()
    page.came()
    yield Sheet(page, session, made, qtbot)
    session.close()
    page.close()
    page.deleteLater()
    chosen.deleteLater()


def test_a_row_for_each_document_with_what_is_known_of_it(sheet):
    assert sheet.column("Title") == ["Intervju 10", "Intervju 2", "Workshop"]
    assert sheet.column("Kind") == ["Interview", "Interview", "Workshop"]
    assert sheet.column("Persons")[1] == "IP2"
    assert sheet.page.total.text() == "3 documents"


def test_a_cell_is_written_in_place(sheet):
    sheet.choose(("Intervju 10", "Wave"))
    sheet.write("2")
    assert sheet.document("Intervju 10").wave == "2"
    assert sheet.column("Wave") == ["2", "", ""]
    sheet.session.undo()
    assert sheet.column("Wave") == ["", "", ""]


def test_what_is_written_goes_into_all_chosen_cells_of_the_column(sheet):
    sheet.choose(("Intervju 10", "Wave"), ("Workshop", "Wave"))
    sheet.write("2")
    assert sheet.column("Wave") == ["2", "2", "2"]
    sheet.session.undo()
    assert sheet.column("Wave") == ["", "", ""]


def test_a_text_that_does_not_fit_stays_in_the_cell_with_a_sentence_under_it(sheet):
    sheet.attribute()
    sheet.choose(("Intervju 10", "Ålder"))
    refused = []
    sheet.session.refused.connect(refused.append)
    sheet.write("tre")
    sheet.qtbot.waitUntil(lambda: "no number" in sheet.table.note)
    assert QApplication.focusWidget().text() == "tre"
    assert refused == []
    assert sheet.column("Ålder") == ["", "", ""]
    QApplication.focusWidget().setText("3,5")
    sheet.enter(QApplication.focusWidget())
    assert sheet.column("Ålder") == ["3.5", "", ""]
    assert sheet.table.note == ""


def test_two_documents_never_get_one_title(sheet):
    sheet.choose(("Intervju 10", "Title"))
    sheet.write("workshop")
    sheet.qtbot.waitUntil(lambda: "already a document" in sheet.table.note)
    sheet.press(Qt.Key.Key_Escape)
    assert sheet.column("Title")[0] == "Intervju 10"


def test_a_block_goes_to_the_clipboard_and_comes_back(sheet):
    sheet.attribute()
    QApplication.clipboard().setText("Intervju 10\t1\nSamtal\t2\n")
    sheet.page.grid.set_hidden({"folder", "kind", "date", "language", "file"})
    sheet.choose(("Intervju 10", "Title"))
    sheet.press(Qt.Key.Key_V, CONTROL)
    assert sheet.column("Title") == ["Intervju 10", "Samtal", "Workshop"]
    assert sheet.column("Wave") == ["1", "2", ""]
    sheet.table.choose_block(range(2), range(2))
    sheet.press(Qt.Key.Key_C, CONTROL)
    assert QApplication.clipboard().text() == "Intervju 10\t1\nSamtal\t2\n"


def test_one_value_is_pasted_into_all_chosen_cells(sheet):
    QApplication.clipboard().setText("Norr")
    sheet.choose(("Intervju 10", "Case"), ("Intervju 2", "Case"))
    sheet.press(Qt.Key.Key_V, CONTROL)
    assert sheet.column("Case") == ["Norr", "Norr", ""]
    assert [case.name for case in persons_store.all_cases(sheet.db)] == ["Norr"]


def test_a_block_in_which_a_cell_does_not_fit_is_not_pasted_and_the_cell_is_marked(sheet):
    own = sheet.attribute()
    QApplication.clipboard().setText("3\ntre\n4")
    sheet.choose(("Intervju 10", "Ålder"))
    sheet.press(Qt.Key.Key_V, CONTROL)
    assert sheet.column("Ålder") == ["", "", ""]
    assert list(sheet.grid.model.problems) == [
        (sheet.made.documents["Intervju 2"], f"attribute:{own}")
    ]
    assert "no number" in sheet.page.notice.text


def test_a_block_that_is_too_large_is_pasted_only_if_that_is_wanted(sheet):
    QApplication.clipboard().setText("1\n2\n3")
    sheet.choose(("Intervju 2", "Wave"))
    sheet.press(Qt.Key.Key_V, CONTROL)
    assert "3 rows" in sheet.page.notice.text
    assert sheet.column("Wave") == ["", "", ""]
    sheet.page.notice.buttons[0].click()
    assert sheet.column("Wave") == ["", "1", "2"]


def test_columns_that_are_counted_are_passed_over(sheet):
    sheet.page.grid.set_hidden({"language", "file", "characters", "coverage"})
    QApplication.clipboard().setText("Norr\t12\t12")
    sheet.choose(("Intervju 2", "Case"))
    sheet.press(Qt.Key.Key_V, CONTROL)
    assert sheet.column("Case")[1] == "Norr"
    assert "Passages" in sheet.page.notice.text


def test_ctrl_d_fills_down_and_delete_empties(sheet):
    sheet.choose(("Intervju 10", "Wave"))
    sheet.write("2")
    sheet.choose(("Intervju 10", "Wave"), ("Workshop", "Wave"))
    sheet.press(Qt.Key.Key_D, CONTROL)
    assert sheet.column("Wave") == ["2", "2", "2"]
    sheet.choose(("Intervju 2", "Wave"), ("Workshop", "Wave"))
    sheet.press(Qt.Key.Key_Delete)
    assert sheet.column("Wave") == ["2", "", ""]


def test_a_folder_is_made_by_writing_its_name(sheet):
    sheet.choose(("Workshop", "Folder"))
    sheet.write("Övrigt > Lappar")
    assert [one.name for one in folders_store.all_folders(sheet.db)] == ["Övrigt", "Lappar"]
    assert sheet.column("Title")[0] == "Workshop"


def test_rows_are_sorted_as_people_do_and_empty_cells_come_last(sheet):
    sheet.attribute()
    sheet.choose(("Intervju 10", "Ålder"))
    sheet.write("9")
    sheet.choose(("Workshop", "Ålder"))
    sheet.write("10")
    sheet.grid.sort("title")
    assert sheet.column("Title") == ["Intervju 2", "Intervju 10", "Workshop"]
    sheet.grid.sort(sheet.key("Ålder"))
    assert sheet.column("Ålder") == ["9", "10", ""]
    sheet.grid.sort(sheet.key("Ålder"), descending=True)
    assert sheet.column("Ålder") == ["10", "9", ""]


def test_a_click_on_a_heading_sorts_up_then_down_then_as_everywhere(sheet):
    header = sheet.table.horizontalHeader()
    seen = []
    for _ in range(3):
        point = QPoint(header.sectionViewportPosition(0) + 10, header.height() // 2)
        sheet.qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=point)
        seen.append(sheet.column("Title")[0])
    assert seen == ["Intervju 2", "Workshop", "Intervju 10"]


def test_rows_are_filtered_by_a_column_and_by_words(sheet):
    asking = sheet.grid.ask_filter("kind")
    assert [asking.list.item(n).text() for n in range(asking.list.count())] == [
        "Interview",
        "Workshop",
    ]
    asking.list.item(0).setCheckState(Qt.CheckState.Unchecked)
    asking.close()
    assert sheet.column("Title") == ["Workshop"]
    assert "1 shown" in sheet.page.total.text()
    sheet.page.clear_filters.click()
    sheet.page.search.setText("ip2 interview")
    sheet.qtbot.waitUntil(lambda: sheet.column("Title") == ["Intervju 2"])
    sheet.page.clear_filters.click()
    assert len(sheet.column("Title")) == 3
    assert sheet.page.search.text() == ""


def test_empty_cells_can_be_asked_for():
    assert Filter(values=frozenset([""])).accepts("")
    assert not Filter(values=frozenset([""])).accepts("x")
    assert Filter("a b").accepts("B och A")
    assert not Filter()


def test_columns_are_hidden_and_that_is_remembered(sheet, tmp_path):
    sheet.attribute()
    sheet.grid.set_hidden({"kind", "folder"})
    sheet.grid.sort("title", descending=True)
    sheet.page.tabs.setCurrentIndex(1)
    state = sheet.page.state()
    assert "Intervju" not in str(state)
    sheet.session.open(Project.create(tmp_path / "annat.qualcode"))
    assert sheet.grid.model.rowCount() == 0
    sheet.session.open(Project.open(sheet.made.project.path))
    sheet.page.restore_state(state)
    assert sheet.grid.about == "persons"
    sheet.page.tabs.setCurrentIndex(0)
    assert "Kind" not in sheet.headings() and "Ålder" in sheet.headings()
    assert sheet.column("Title")[0] == "Workshop"


@pytest.mark.parametrize("state", [{}, {"tab": 3, "grids": {"documents": {"widths": "x"}}}])
def test_a_state_that_makes_no_sense_does_no_harm(sheet, state):
    sheet.page.restore_state(state)
    assert len(sheet.column("Title")) == 3


def test_what_is_chosen_elsewhere_is_chosen_here_and_back(sheet):
    chosen = sheet.page._chosen
    chosen.choose_document(sheet.made.documents["Workshop"])
    assert sheet.grid.model.row_at(sheet.table.currentIndex()) == sheet.made.documents["Workshop"]
    sheet.table.setCurrentIndex(sheet.cell("Intervju 2", "Wave"))
    assert chosen.document_id == sheet.made.documents["Intervju 2"]
    with sheet.qtbot.waitSignal(sheet.page.passage_wanted) as wanted:
        sheet.press(Qt.Key.Key_Return, CONTROL)
    assert wanted.args == [sheet.made.documents["Intervju 2"], 0, 0]


def test_the_grid_follows_what_is_done_elsewhere(sheet):
    own = sheet.attribute("Kommun", "choice", choices=("Heby", "Tierp"))
    assert sheet.headings().count("Kommun") == 1
    sheet.session.run(
        attributes.edit_attribute, own, name="Ort", kind="choice", choices=("Heby", "Knivsta")
    )
    assert "Ort" in sheet.headings()
    sheet.session.run(attributes.delete_attributes, [own])
    assert "Ort" not in sheet.headings()
    sheet.made.document("Ny", "IP: Ja.")
    sheet.session.undo()
    sheet.session.redo()
    assert sheet.column("Title") == ["Intervju 10", "Intervju 2", "Workshop", "Ny"]


def test_what_is_coded_is_counted_as_it_is_coded(sheet):
    from qualcode.core.operations.passages import code_passage

    document = sheet.made.documents["Workshop"]
    sheet.session.run(code_passage, document, 0, 6, [sheet.made.codes["Mandat"]])
    assert sheet.column("Passages") == ["0", "0", "1"]
    assert sheet.column("AL · coverage")[2] == "33 %"


def test_one_s_own_state_is_set_and_that_of_others_only_seen(sheet):
    bo = sheet.made.coder("Bo Ek")
    readings.set_reading(sheet.made.project, bo, [sheet.made.documents["Workshop"]], "done")
    sheet.page._of = None
    sheet.page._opened()
    sheet.page._progress._of = None
    sheet.page._progress._opened()
    assert sheet.column("BE · state") == ["", "", "Done"]
    assert not sheet.cell("Workshop", "BE · state").flags() & Qt.ItemFlag.ItemIsEditable
    sheet.choose(("Intervju 10", "AL · state"), ("Intervju 2", "AL · state"))
    sheet.page.rows.done.trigger()
    assert sheet.column("AL · state") == ["Done", "Done", ""]
    assert sheet.page.done.text() == "AL 2 of 3 done, BE 1 of 3"


def test_names_are_hidden_until_asked_for_and_again_afterwards(sheet):
    sheet.page.tabs.setCurrentIndex(1)
    assert "Name" not in sheet.headings()
    sheet.page.names.setChecked(True)
    assert "Karin" in sheet.column("Name")
    sheet.page.went()
    assert "Name" not in sheet.headings()
    sheet.grid.set_hidden(set())
    assert set(sheet.column("Name")) <= {HIDDEN, ""}
    place = sheet.headings().index("Name")
    assert not sheet.grid.model.index(0, place).flags() & Qt.ItemFlag.ItemIsEditable


def test_a_case_is_made_and_named_at_once(sheet, answer):
    sheet.page.rows.new_case.trigger()
    editor = QApplication.focusWidget()
    editor.selectAll()
    sheet.qtbot.keyClicks(editor, "Norr")
    sheet.enter(editor)
    assert sheet.column("Name") == ["Norr"]
    sheet.table.choose_block(range(1), range(1))
    answer(lambda dialog: dialog.accept())
    sheet.page.rows.delete_case.trigger()
    assert sheet.grid.model.rowCount() == 0
    assert sheet.grid._empty.isVisible()


def test_where_a_person_belongs_is_said_in_rows(sheet, answer):
    sheet.page.tabs.setCurrentIndex(1)
    place = sheet.column("Printed as").index("IP2")
    sheet.table.choose_block(range(place, place + 1), range(1))

    def act(dialog):
        for column, text in enumerate(("AF", "chef", "Uppsala", "Norr")):
            dialog.table.item(0, column).setText(text)
        dialog.table.item(1, 0).setText("FK")
        assert dialog.table.rowCount() == 3
        dialog.accept()

    answer(act)
    sheet.page.rows.belongs.trigger()
    assert sheet.column("Organisation")[place] == "AF; FK"
    assert sheet.column("Case")[place] == "Norr"
    sheet.table.setCurrentIndex(sheet.grid.model.index(place, sheet.headings().index("Place")))
    sheet.page.activateWindow()
    sheet.qtbot.waitUntil(sheet.page.isActiveWindow)
    sheet.table.setFocus()
    sheet.qtbot.waitUntil(sheet.table.hasFocus)
    sheet.write("Heby")
    sheet.qtbot.waitUntil(lambda: "several places" in sheet.table.note)
    sheet.press(Qt.Key.Key_Escape)


def test_a_new_attribute_gets_its_column_and_the_keys(sheet, answer):
    def act(dialog):
        dialog.name.setText("Kommun")
        dialog.kind.setCurrentIndex(dialog.kind.findData("choice"))
        dialog.choices.setPlainText("Heby\nTierp")
        dialog.accept()

    answer(act)
    sheet.page.rows.new_attribute.trigger()
    assert sheet.table.currentIndex().column() == sheet.headings().index("Kommun")


def test_a_kind_that_does_not_fit_is_said_before_it_is_saved(sheet, answer):
    sheet.attribute("Not", "text")
    sheet.choose(("Intervju 10", "Not"))
    sheet.write("tre")
    seen = []

    def act(dialog):
        dialog.kind.setCurrentIndex(dialog.kind.findData("number"))
        seen.append((dialog.wrong.text(), dialog.accept_button.isEnabled()))
        dialog.reject()

    answer(act)
    sheet.page.rows._edit_attribute(sheet.grid.model.grid.column(sheet.key("Not")))
    assert seen == [("Intervju 10: “tre” is no number. Write it like 12 or 3.5.", False)]


def test_an_attribute_is_edited_and_deleted_by_the_menu(sheet, answer):
    rows = sheet.page.rows
    sheet.attribute("Not", "text")
    sheet.choose(("Intervju 10", "Wave"))
    assert not rows.edit_attribute.isEnabled()
    sheet.choose(("Intervju 10", "Not"))
    assert sheet.page.total.text() == "3 documents · Intervju 10"
    answer(lambda dialog: (dialog.name.setText("Anteckning"), dialog.accept()))
    rows.edit_attribute.trigger()
    sheet.choose(("Intervju 10", "Anteckning"))
    answer(lambda dialog: dialog.accept())
    rows.delete_attribute.trigger()
    assert "Anteckning" not in sheet.headings()


def test_last_work_is_shown_if_it_is_asked_for(sheet):
    assert "AL · last work" not in sheet.headings()
    hidden = sheet.grid.model.hidden - {sheet.key("AL · last work")}
    sheet.grid.set_hidden(set(hidden))
    sheet.attribute()
    assert "AL · last work" in sheet.headings()


def test_deleting_an_attribute_says_what_goes(sheet, answer):
    sheet.attribute("Not", "text")
    sheet.choose(("Intervju 10", "Not"), ("Intervju 2", "Not"))
    sheet.write("x")
    said = []
    answer(lambda dialog: (said.append(dialog.words), dialog.accept()))
    sheet.page.rows._delete_attribute(sheet.grid.model.grid.column(sheet.key("Not")))
    assert said == ["“Not” will be deleted, with 2 values in it. It can be undone."]
    assert "Not" not in sheet.headings()


def test_a_sheet_is_shown_before_it_is_filled_in(sheet, answer, tmp_path):
    from qualcode.shell.dialogs.attributes_sheet import take_in

    path = tmp_path / "om.csv"
    path.write_text("title,Ålder\nIntervju 2,45\nBorta,3\n", encoding="utf-8")
    seen = []

    def act(dialog):
        seen.append(dialog.table.item(0, 3).text())
        assert not dialog.accept_button.isEnabled()
        dialog.partial.setChecked(True)
        dialog.accept()

    answer(act)
    take_in(sheet.session, path, "documents", sheet.page.notice, sheet.page)
    sheet.qtbot.waitUntil(lambda: "filled in" in sheet.page.notice.text)
    assert seen == ["45"]
    assert sheet.column("Ålder") == ["", "45", ""]


def test_the_grid_is_written_to_a_file(sheet, tmp_path):
    from qualcode.shell.dialogs.export_grid import write_to

    out = tmp_path / "grid.csv"
    write_to(sheet.session, out, "persons", sheet.page.notice, real_names=False)
    sheet.qtbot.waitUntil(lambda: "is written" in sheet.page.notice.text)
    assert "Karin" not in out.read_text("utf-8-sig")


def test_a_large_block_is_written_beside_the_window(sheet, monkeypatch):
    monkeypatch.setattr("qualcode.shell.commands.grid_cells._MANY", 1)
    sheet.choose(("Intervju 10", "Wave"), ("Workshop", "Wave"))
    QApplication.clipboard().setText("7")
    with sheet.qtbot.waitSignal(sheet.session.changed):
        sheet.press(Qt.Key.Key_V, CONTROL)
    assert sheet.column("Wave") == ["7", "7", "7"]
    sheet.attribute()
    sheet.choose(("Intervju 10", "Ålder"), ("Workshop", "Ålder"))
    QApplication.clipboard().setText("x")
    with sheet.qtbot.waitSignal(sheet.session.refused):
        sheet.press(Qt.Key.Key_V, CONTROL)
    sheet.qtbot.waitUntil(lambda: len(sheet.grid.model.problems) == 3)


def test_values_are_read_beside_the_window_where_there_are_many(sheet, monkeypatch):
    monkeypatch.setattr("qualcode.shell.panels.grid_panel._MANY_VALUES", -1)
    sheet.grid.start_over()
    sheet.session.run(cases.create_case, cases.CaseDetails("Syd"))
    sheet.qtbot.waitUntil(lambda: sheet.grid.model.rowCount() == 3)
    assert sheet.column("Title")[0] == "Intervju 10"


def test_where_very_many_values_changed_all_are_read_anew(sheet, monkeypatch):
    sheet.attribute()
    document_id = sheet.document("Workshop").id
    column = next(one for one in sheet.grid.model.columns if one.heading == "Ålder").key
    sheet.session.run(fill_in, "documents", [Cell(document_id, column, "45")])
    monkeypatch.setattr(grid_panel, "_MANY_CHANGED", 0)
    before = sheet.grid.model.grid
    sheet.session.undo()
    assert sheet.grid.model.grid is not before
    assert sheet.column("Ålder") == ["", "", ""]


def test_a_tab_that_is_not_seen_is_read_when_it_is_where_there_is_much(sheet, monkeypatch):
    monkeypatch.setattr(grid_panel, "_MANY_TURNS", 0)
    sheet.choose(("Intervju 2", "Wave"))
    hidden = sheet.page.grids["documents"]
    before = hidden.model.grid
    sheet.page.tabs.setCurrentIndex(1)
    sheet.qtbot.waitUntil(lambda: bool(sheet.grid.model.rows))
    document_id = sheet.document("Workshop").id
    sheet.session.run(fill_in, "documents", [Cell(document_id, "wave", "7")])
    assert before.value(document_id, "wave") is None or before.value(document_id, "wave") == ""
    sheet.page.tabs.setCurrentIndex(0)
    sheet.qtbot.waitUntil(lambda: sheet.column("Wave") == ["", "", "7"])
    assert hidden.model.grid is not before
    assert hidden.words().endswith("Intervju 2")


def test_of_a_cell_with_thousands_of_names_as_much_is_shown_as_is_for_a_glance(sheet, monkeypatch):
    monkeypatch.setattr(grid_model, "_LONGEST", 8)
    index = sheet.cell("Intervju 10", "Title")
    assert index.data() == "Intervj…"
    assert index.data(Qt.ItemDataRole.ToolTipRole) == "Intervj…"
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Title: Intervj…"
    assert index.data(Qt.ItemDataRole.EditRole) == "Intervju 10"
    sheet.page.search.setText("vju 10")
    sheet.qtbot.waitUntil(lambda: len(sheet.grid.model.rows) == 1)


def test_what_there_is_no_room_for_is_found_under_one_button(sheet):
    sheet.page.resize(1280, 600)
    sheet.qtbot.waitUntil(lambda: not sheet.page.tools.more.isVisible())
    sheet.page.resize(520, 600)
    sheet.qtbot.waitUntil(sheet.page.tools.more.isVisible)
    there = [one.text() for one in sheet.page.tools.more.menu().actions()]
    seen = [one.text() for one in sheet.page.tools.buttons.values() if one.isVisible()]
    assert seen + there == ["New &attribute…", "From a s&heet…", "E&xport…"]


def test_a_read_only_project_is_looked_at(qtbot, session, made):
    made.project.close()
    session.open(Project.open(made.project.path, read_only=True))
    chosen = Chosen(session)
    page = DocumentsPage(session, chosen)
    page.show()
    qtbot.waitExposed(page)
    assert page.grid.model.rowCount() == 3
    assert not page.rows.new_attribute.isEnabled()
    assert not page.grid.model.index(0, 0).flags() & Qt.ItemFlag.ItemIsEditable
    assert page.rows.export.isEnabled()
    session.close()
    page.close()
    page.deleteLater()


def test_everything_that_takes_the_keys_has_a_name(sheet):
    for tab in range(3):
        sheet.page.tabs.setCurrentIndex(tab)
        nameless = [
            widget
            for widget in sheet.page.findChildren(QWidget)
            if widget.isVisible()
            and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
            and not (widget.accessibleName() or getattr(widget, "text", str)())
            and not widget.objectName().startswith("qt_")
        ]
        assert nameless == []


@pytest.mark.parametrize(
    "rows", [[["a", "b"], ["c", ""]], [["a\nb", '"x"'], ["\t", "ö"]], [["x"]], [["", ""]]]
)
def test_a_block_is_the_same_after_the_clipboard(rows):
    assert from_tsv(as_tsv(rows)) == rows


def test_rows_of_a_spreadsheet_are_made_of_one_length():
    assert from_tsv("a\tb\r\nc\r\n") == [["a", "b"], ["c", ""]]


def test_the_keys_for_copying_are_taken_before_the_window_s(sheet):
    assert QKeySequence(QKeySequence.StandardKey.Copy) == QKeySequence("Ctrl+C")
    sheet.choose(("Intervju 2", "Title"))
    sheet.press(Qt.Key.Key_C, CONTROL)
    assert QApplication.clipboard().text() == "Intervju 2\n"


def now_at(sheet):
    """The row and the column that have the keys."""
    index = sheet.table.currentIndex()
    return sheet.grid.model.row_at(index), sheet.grid.model.column_at(index).heading


def test_enter_takes_what_is_suggested_and_goes_down_and_tab_to_the_right(sheet):
    sheet.choose(("Intervju 10", "Folder"))
    sheet.write("Runda ett")
    assert now_at(sheet) == (sheet.made.documents["Intervju 2"], "Folder")
    sheet.write("ru")
    assert now_at(sheet) == (sheet.made.documents["Workshop"], "Folder")
    sheet.write("Runda två")
    assert now_at(sheet) == (sheet.made.documents["Workshop"], "Folder")  # the last row
    assert sorted(sheet.column("Folder")) == ["Runda ett", "Runda ett", "Runda två"]
    sheet.press(Qt.Key.Key_F2)
    sheet.press(Qt.Key.Key_Tab)
    assert now_at(sheet) == (sheet.made.documents["Workshop"], "Kind")


def test_enter_in_a_list_takes_what_it_shows_and_goes_down(sheet):
    sheet.choose(("Intervju 10", "Kind"))
    sheet.press(Qt.Key.Key_Return)
    sheet.press(Qt.Key.Key_Down)
    sheet.enter(QApplication.focusWidget())
    assert sheet.column("Kind") == ["Group interview", "Interview", "Workshop"]
    assert now_at(sheet) == (sheet.made.documents["Intervju 2"], "Kind")


def test_a_suggestion_that_was_taken_away_is_not_written(sheet):
    sheet.choose(("Intervju 10", "Folder"))
    sheet.write("Runda ett")
    sheet.press(Qt.Key.Key_F2)
    editor = QApplication.focusWidget()
    sheet.qtbot.keyClicks(editor, "ru")
    sheet.qtbot.keyClick(editor, Qt.Key.Key_Delete)
    sheet.enter(editor)
    assert "ru" in sheet.column("Folder")


@pytest.fixture
def other_work(sheet):
    """Begins work that writes and goes on until it is let end: a function that lets it."""
    go_on = threading.Event()

    def begin(operation, *arguments):
        def work(project, coder_id, *, progress):
            go_on.wait()
            return operation(project, coder_id, *arguments)

        sheet.session.start_operation("…", work)

    def end():
        go_on.set()
        sheet.qtbot.waitUntil(lambda: not sheet.session.is_busy)

    yield begin, end
    end()


def open_cell(sheet, *cell):
    sheet.choose(cell)
    sheet.press(Qt.Key.Key_F2)
    return QApplication.focusWidget()


def test_a_cell_stays_open_while_other_work_brings_a_column(sheet, other_work):
    begin, end = other_work
    editor = open_cell(sheet, "Intervju 10", "Wave")
    sheet.qtbot.keyClicks(editor, "Vå")
    begin(attributes.create_attribute, NewAttribute("Ålder", "documents", "number", ()))
    end()
    assert QApplication.focusWidget() is editor
    sheet.qtbot.keyClicks(editor, "ren")
    sheet.enter(editor)
    sheet.qtbot.waitUntil(lambda: "Ålder" in sheet.headings())
    assert sheet.document("Intervju 10").wave == "Våren"
    assert sheet.column("Wave")[0] == "Våren"


def test_words_of_a_cell_wait_until_other_work_is_over(sheet, other_work):
    begin, end = other_work
    editor = open_cell(sheet, "Intervju 10", "Wave")
    sheet.qtbot.keyClicks(editor, "Våren")
    begin(attributes.create_attribute, NewAttribute("Ålder", "documents", "number", ()))
    sheet.enter(editor)
    end()
    assert sheet.document("Intervju 10").wave == "Våren"


def test_words_for_a_row_that_other_work_removed_are_refused_in_a_sentence(sheet, other_work):
    begin, end = other_work
    told = []
    sheet.session.refused.connect(told.append)
    editor = open_cell(sheet, "Intervju 10", "Wave")
    sheet.qtbot.keyClicks(editor, "Våren")
    begin(delete_documents, [sheet.made.documents["Intervju 10"]])
    end()
    sheet.enter(editor)
    assert [one for one in told if "removed meanwhile" in one]
    sheet.qtbot.waitUntil(lambda: sheet.grid.model.rowCount() == 2)


def test_a_column_that_is_hidden_while_a_cell_is_open_takes_no_words_along(sheet):
    editor = open_cell(sheet, "Intervju 10", "Wave")
    sheet.qtbot.keyClicks(editor, "Våren")
    sheet.grid.columns.show([sheet.key("Kind")], False)
    assert sheet.document("Intervju 10").wave == "Våren"


def test_a_reading_of_the_rows_that_is_cancelled_says_so_and_can_be_begun_again(sheet, monkeypatch):
    monkeypatch.setattr(grid_panel, "_MANY_VALUES", -1)
    stop = sheet.session.job_started.connect(lambda job: job.cancel())
    sheet.session.open(Project.open(sheet.session.project.path))
    sheet.qtbot.waitUntil(lambda: sheet.page.notice.text == "The rows were not read.")
    sheet.session.job_started.disconnect(stop)
    sheet.page.notice.buttons[0].click()
    sheet.qtbot.waitUntil(lambda: sheet.grid.model.rowCount() == 3)
    assert sheet.page.notice.text == ""


def test_words_for_many_cells_wait_and_are_written_beside_the_window(
    sheet, other_work, monkeypatch
):
    monkeypatch.setattr("qualcode.shell.commands.grid_cells._MANY", 1)
    begin, end = other_work
    editor = open_cells(sheet)
    begin(attributes.create_attribute, NewAttribute("Ålder", "documents", "number", ()))
    jobs = []
    sheet.session.job_started.connect(jobs.append)
    sheet.qtbot.keyClicks(editor, "7")
    sheet.enter(editor)
    assert not [job for job in jobs if job.writes]
    end()
    assert [job.title for job in jobs if job.writes] == ["Filling in…"]
    assert sheet.column("Wave") == ["7", "7", "7"]


def test_words_for_many_cells_that_wait_are_kept_when_the_project_closes(sheet, monkeypatch):
    monkeypatch.setattr("qualcode.shell.commands.grid_cells._MANY", 1)
    editor = open_cells(sheet)
    sheet.session.start_operation("…", lambda *_who, progress: _until_stopped(progress))
    sheet.qtbot.keyClicks(editor, "7")
    sheet.enter(editor)
    path = sheet.session.project.path
    sheet.session.close()
    with Project.open(path) as project:
        assert {one.wave for one in documents_store.all_documents(project.db)} == {"7"}


def open_cells(sheet):
    """A cell that is written in for all that are chosen."""
    sheet.choose(("Intervju 10", "Wave"), ("Workshop", "Wave"))
    sheet.press(Qt.Key.Key_F2)
    return QApplication.focusWidget()


def _until_stopped(progress):
    while True:
        progress(0, 0)
        time.sleep(0.001)


def test_words_for_many_cells_of_a_row_that_goes_meanwhile_are_refused_in_a_sentence(
    sheet, other_work, monkeypatch
):
    monkeypatch.setattr("qualcode.shell.commands.grid_cells._MANY", 1)
    begin, end = other_work
    editor = open_cells(sheet)
    told, broken = [], []
    sheet.session.refused.connect(told.append)
    sheet.session.job_started.connect(lambda job: job.broke.connect(broken.append))
    begin(delete_documents, [sheet.made.documents["Workshop"]])
    sheet.qtbot.keyClicks(editor, "7")
    sheet.enter(editor)
    end()
    sheet.qtbot.waitUntil(lambda: bool(told or broken))
    assert "removed meanwhile" in told[0]
    assert broken == []
