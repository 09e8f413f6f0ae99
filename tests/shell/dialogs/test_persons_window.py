"""Persons: seen, edited in place, joined, described by a sheet."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from qualcode.core import translate
from qualcode.core.project import Project
from qualcode.core.store import persons as store
from qualcode.shell.dialogs import persons_window
from qualcode.shell.dialogs.persons_window import PersonsWindow
from qualcode.shell.models.persons import HIDDEN, Column
from qualcode.shell.theme import LIGHT, apply
from tests.core.material import Material
from tests.shell.legible import cut_words

ALMBY = "I: Hur är mandatet?\nKarin: Det är oklart.\nBo: Nej, tydligt."
WORKSHOP = "I: Välkomna.\nKarin: Tack.\nIP1: Tack."
SHEET = """\
document,label,name,pseudonym,role,group,interviewer
Almby,Karin,Karin Lund,Samordnare A,Samordnare,Samordnare,no
Workshop,Karin,Karin Lund,Samordnare A,Samordnare,Samordnare,no
"""


@pytest.fixture
def project(session, tmp_path):
    made = Material(tmp_path)
    made.document("Almby", ALMBY, kind="group-interview")
    made.document("Workshop", WORKSHOP, kind="workshop")
    made.code("Mandat")
    made.mark("Mandat", "oklart")
    made.project.close()
    session.open(Project.open(made.project.path))
    return session.project


@pytest.fixture
def window(session, project, qtbot):
    made = PersonsWindow.show_for(session, None)
    qtbot.addWidget(made)
    qtbot.waitUntil(lambda: made.model.index(1, Column.PASSAGES).data() != "…")
    return made


def row(window, pseudonym):
    rows = range(window.filter.rowCount())
    return next(r for r in rows if window.filter.index(r, 0).data() == pseudonym)


def cell(window, pseudonym, column):
    return window.filter.index(row(window, pseudonym), column)


def column(window, which):
    return [window.filter.index(r, which).data() for r in range(window.filter.rowCount())]


def edit(window, qtbot, pseudonym, which, text):
    """Types a text into a cell, by keys."""
    window.table.setFocus()
    window.table.setCurrentIndex(cell(window, pseudonym, which))
    qtbot.keyClick(window.table.viewport(), Qt.Key.Key_F2)
    field = window.table.findChildren(QLineEdit)[-1]
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def person(project, pseudonym):
    return next(p for p in store.all_persons(project.db) if p.pseudonym == pseudonym)


def select(window, *pseudonyms):
    model = window.table.selectionModel()
    for pseudonym in pseudonyms:
        model.select(
            cell(window, pseudonym, 0), model.SelectionFlag.Select | model.SelectionFlag.Rows
        )


# What is seen


def test_persons_are_seen_with_the_places_where_they_are_heard(window):
    assert column(window, Column.PSEUDONYM) == [
        "I",
        "Respondent 1",
        "Respondent 2",
        "I",
        "Respondent 3",
        "IP1",
    ]
    assert cell(window, "IP1", Column.HEARD).data() == "Workshop (IP1, 1 turn)"


def test_names_are_hidden_until_they_are_wanted(window, qtbot):
    assert "Karin" not in "".join(map(str, column(window, Column.NAME)))
    assert cell(window, "Respondent 1", Column.HEARD).data() == f"Almby ({HIDDEN}, 1 turn)"
    qtbot.mouseClick(window.names, Qt.MouseButton.LeftButton)
    assert cell(window, "Respondent 1", Column.NAME).data() == "Karin"
    assert cell(window, "Respondent 1", Column.HEARD).data() == "Almby (Karin, 1 turn)"


def test_a_hidden_name_can_be_neither_edited_nor_found(window):
    assert not cell(window, "Respondent 1", Column.NAME).flags() & Qt.ItemFlag.ItemIsEditable
    window.search.setText("Karin")
    assert window.filter.rowCount() == 0


def test_names_are_hidden_again_when_the_window_comes_back(window, session):
    window.names.setChecked(True)
    window.close()
    window.show()
    assert not window.model.names_shown


def test_passages_are_those_of_the_persons_own_words(window):
    assert cell(window, "Respondent 1", Column.PASSAGES).data() == "1"
    assert cell(window, "Respondent 2", Column.PASSAGES).data() == "0"
    assert cell(window, "I", Column.PASSAGES).data() == "–"


def test_the_list_is_filtered_by_every_word(window, qtbot):
    qtbot.keyClicks(window.search, "workshop respondent")
    assert column(window, Column.PSEUDONYM) == ["Respondent 3", "IP1"]


def test_ten_is_sorted_after_two(window, session, project, qtbot):
    edit(window, qtbot, "Respondent 1", Column.PSEUDONYM, "Respondent 10")
    qtbot.waitUntil(lambda: "Respondent 10" in column(window, 0))
    window.table.sortByColumn(Column.PSEUDONYM, Qt.SortOrder.AscendingOrder)
    shown = [text for text in column(window, Column.PSEUDONYM) if text.startswith("R")]
    assert shown == ["Respondent 2", "Respondent 3", "Respondent 10"]


def test_a_group_of_fewer_than_three_is_said(window, qtbot):
    assert not window.groups.isVisible()
    edit(window, qtbot, "IP1", Column.GROUP, "Ledning")
    qtbot.waitUntil(window.groups.isVisible)
    assert "Ledning" in window.groups.text()


# Editing


def test_each_edit_is_one_step(window, session, project, qtbot):
    with qtbot.waitSignal(session.changed) as told:
        edit(window, qtbot, "Respondent 1", Column.ROLE, "Samordnare")
    assert told.args[0].operation == "edit_person"
    assert person(project, "Respondent 1").role == "Samordnare"
    session.undo()
    assert cell(window, "Respondent 1", Column.ROLE).data() == ""


def test_a_pseudonym_that_is_taken_is_refused_and_the_old_one_stays(window, session, qtbot):
    with qtbot.waitSignal(session.refused):
        edit(window, qtbot, "Respondent 2", Column.PSEUDONYM, "Respondent 1")
    assert "another person’s pseudonym" in window.notice.text
    assert cell(window, "Respondent 2", Column.PSEUDONYM).data() == "Respondent 2"


def test_an_interviewer_is_chosen_by_keys(window, session, project, qtbot):
    window.table.setCurrentIndex(cell(window, "IP1", Column.KIND))
    qtbot.keyClick(window.table.viewport(), Qt.Key.Key_Return)
    box = window.table.findChildren(QComboBox)[-1]
    qtbot.keyClick(box, Qt.Key.Key_Down)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert person(project, "IP1").kind == "interviewer"


def test_persons_who_are_one_are_joined_to_the_one_that_is_kept(
    window, session, project, qtbot, answer
):
    kept = person(project, "Respondent 3")
    select(window, "Respondent 1", "Respondent 3")
    assert window.join_button.isEnabled()

    def keep_the_second(dialog):
        dialog.choices.button(1).setChecked(True)
        qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)

    answer(keep_the_second)
    qtbot.mouseClick(window.join_button, Qt.MouseButton.LeftButton)
    assert len(store.labels(project.db)[kept.id]) == 2
    assert "Respondent 1" not in column(window, 0)


def test_one_alone_can_not_be_joined(window):
    select(window, "Respondent 1")
    assert not window.join_button.isEnabled()


# A sheet


def test_a_sheet_describes_and_joins(window, session, tmp_path, qtbot, monkeypatch):
    path = tmp_path / "persons.csv"
    path.write_text(SHEET, encoding="utf-8")
    monkeypatch.setattr(persons_window, "ask_files", lambda *arguments: [path])
    qtbot.mouseClick(window.sheet_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.notice.text != "")
    assert window.notice.text == ("1 person described, 1 joined with others. It can be undone.")
    assert cell(window, "Samordnare A", Column.ROLE).data() == "Samordnare"


def test_a_sheet_with_rows_that_are_wrong_says_which(window, session, tmp_path, qtbot, monkeypatch):
    path = tmp_path / "persons.csv"
    path.write_text(SHEET.replace("Workshop", "Verkstad"), encoding="utf-8")
    monkeypatch.setattr(persons_window, "ask_files", lambda *arguments: [path])
    window.ask_sheet()
    qtbot.waitUntil(lambda: "3" in window.notice.text)
    assert "Verkstad" in window.notice.text


# The window and the project


def test_there_is_one_window(session, project, qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    one = PersonsWindow.show_for(session, parent)
    assert PersonsWindow.show_for(session, parent) is one
    one.close()


def test_a_project_that_can_only_be_read_is_not_edited(session, project, qtbot):
    path = project.path
    session.close()
    session.open(Project.open(path, read_only=True))
    window = PersonsWindow.show_for(session, None)
    qtbot.addWidget(window)
    assert not cell(window, "IP1", Column.ROLE).flags() & Qt.ItemFlag.ItemIsEditable
    assert not window.sheet_button.isEnabled()
    window.close()


def test_the_window_goes_with_the_project(window, session):
    session.close()
    assert not window.isVisible()


def test_an_empty_project_says_what_will_be_here(session, tmp_path, qtbot):
    session.open(Project.create(tmp_path / "Empty.qualcode"))
    window = PersonsWindow.show_for(session, None)
    qtbot.addWidget(window)
    assert window.empty.isVisible()
    window.close()


@pytest.mark.parametrize("language", ["en", "sv"])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_no_word_is_cut_on_a_small_screen(session, project, qtbot, qapp, language, scale):
    before = qapp.palette(), qapp.font(), qapp.style().name()
    translate.set_language(language)
    apply(qapp, LIGHT, scale)
    window = PersonsWindow.show_for(session, None)
    qtbot.addWidget(window)
    window.resize(1280, 720)
    cut, size = cut_words(window), (window.width(), window.height())
    window.close()
    qapp.setStyleSheet("")
    qapp.setPalette(before[0])
    qapp.setFont(before[1])
    qapp.setStyle(before[2])
    assert (cut, size) == ([], (1280, 720))


def test_where_somebody_belongs_is_said_and_found(window, session, project, answer):
    pseudonym = next(text for text in column(window, Column.PSEUDONYM) if "Respondent" in text)
    select(window, pseudonym)

    def act(dialog):
        for place, text in enumerate(("Försäkringskassan", "handläggare", "Heby", "Norr")):
            dialog.table.item(0, place).setText(text)
        dialog.accept()

    answer(act)
    window.belongs_button.click()
    tip = cell(window, pseudonym, Column.PSEUDONYM).data(Qt.ItemDataRole.ToolTipRole)
    assert tip == "Försäkringskassan · handläggare · Heby · Norr"
    window.search.setText("heby")
    assert column(window, Column.PSEUDONYM) == [pseudonym]
    session.undo()
    assert store.all_cases(project.db) == []
