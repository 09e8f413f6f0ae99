"""Importing a survey: columns are looked at, decided on, and answers brought in as one step."""

import csv

import pytest
from openpyxl import Workbook
from PySide6.QtCore import QEvent, QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QMenu

from qualcode.core.project import Project
from qualcode.core.store import documents as document_store
from qualcode.core.store import folders as folder_store
from qualcode.core.store import journal
from qualcode.core.store import persons as person_store
from qualcode.core.store import surveys as survey_store
from qualcode.shell.dialogs import survey_dialog
from qualcode.shell.dialogs.survey_dialog import SurveyDialog
from qualcode.shell.jobs import Job
from qualcode.shell.models.roles import BENEATH
from qualcode.shell.models.survey_columns import Column
from tests.core.survey_material import HEADERS, ROWS

LATER = (
    ("a@x.se", "2026-11-01", "Man", "Missnöjd", "Chef;", "Mötena är slut.", ""),
    ("b@x.se", "2026-11-02", "Man", "Nöjd", "Chef;", "Allt.", "Vi fick tid."),
    ("ny@x.se", "2026-11-03", "Kvinna", "Nöjd", "", "Det märks att chefen är med.", ""),
)


@pytest.fixture
def project(session, tmp_path):
    session.open(Project.create(tmp_path / "Samverkan.qualcode", language="sv"))
    session.set_coder("Anna Lindqvist")
    return session.project


@pytest.fixture
def file(tmp_path):
    """Writes a survey's file."""

    def file(name="Enkät.csv", rows=ROWS, headers=HEADERS, encoding="utf-8"):
        path = tmp_path / name
        if path.suffix == ".xlsx":
            book = Workbook()
            for row in (headers, *rows):
                book.active.append(row)
            book.create_sheet("Tom")
            book.save(path)
            return path
        with path.open("w", encoding=encoding, newline="") as out:
            csv.writer(out, delimiter=",").writerows([headers, *rows])
        return path

    return file


@pytest.fixture
def ask(session, project, qtbot):
    """Opens the dialog and waits until it knows what would come."""
    dialogs = []

    def ask(path) -> SurveyDialog:
        dialog = SurveyDialog.ask(session, path, None)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        dialogs.append(dialog)
        qtbot.addWidget(dialog)
        settle(dialog, qtbot)
        return dialog

    yield ask
    for dialog in dialogs:
        dialog.close()


def settle(dialog, qtbot):
    """Wait until nothing is going on."""
    qtbot.waitUntil(lambda: not dialog.is_busy)


def steps(project):
    return len(journal.entries(project.db))


def bring_in(dialog, session, qtbot):
    with qtbot.waitSignal(session.changed):
        qtbot.mouseClick(dialog.foot.import_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not dialog.isVisible())


def roles(dialog):
    return [column.role for column in dialog.plan.columns]


def texts(project):
    """What stands in each document, by its title."""
    found = document_store.all_documents(project.db)
    return {one.title: document_store.text(project.db, one.id) for one in found}


def go_to(dialog, row, column):
    dialog.columns.table.setFocus()
    dialog.columns.table.setCurrentIndex(dialog.columns.model.index(row, column))


def select(dialog, *rows):
    chosen = dialog.columns.table.selectionModel()
    for row in rows:
        chosen.select(
            dialog.columns.model.index(row, 0),
            QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows,
        )


def choose_by_keys(dialog, qtbot, role):
    """Open the cell one is at with Enter, and choose in its list."""
    table = dialog.columns.table
    qtbot.keyClick(table, Qt.Key.Key_Return)
    box = table.findChildren(QComboBox)[-1]
    names = [box.itemData(at) for at in range(box.count())]
    for _step in range(abs(names.index(role) - box.currentIndex())):
        down = names.index(role) > box.currentIndex()
        qtbot.keyClick(box, Qt.Key.Key_Down if down else Qt.Key.Key_Up)
    qtbot.keyClick(box, Qt.Key.Key_Return)


# What is shown


def test_each_column_is_shown_with_what_it_is_like_and_a_reason(ask, file):
    dialog = ask(file())
    model = dialog.columns.model
    row = [model.index(5, column).data() for column in Column]
    assert row[Column.HEADER] == "Vad fungerar bra?"
    below = [model.index(5, column).data(BENEATH) for column in Column]
    assert below[Column.HEADER].startswith("3 different, 2 empty: Mötena – för det mesta. · Inget")
    assert row[Column.ROLE] == "Open question"
    assert below[Column.ROLE] == "The answers are in words of their own."
    assert roles(dialog)[:4] == ["identity", "time", "background", "closed"]


def test_a_reason_is_seen_whole_in_a_narrow_table_too(ask, file, qtbot):
    dialog = ask(file())
    table = dialog.columns.table
    qtbot.waitUntil(lambda: table.rowHeight(0) != table.rowHeight(5))
    narrow = table.verticalHeader().length()
    dialog.resize(1800, dialog.height())
    qtbot.waitUntil(lambda: table.verticalHeader().length() < narrow)


def test_what_a_column_becomes_is_told_where_one_is(ask, file):
    dialog = ask(file())
    go_to(dialog, 0, Column.ROLE)
    assert dialog.columns.about.text().startswith("Tells who answers, and is never shown.")
    go_to(dialog, 5, Column.ROLE)
    assert "becomes text to code" in dialog.columns.about.text()


def test_who_is_known_again_is_said(ask, file, qtbot):
    dialog = ask(file())
    assert "a later wave finds the same persons" in dialog.foreseen.lines.text()
    go_to(dialog, 0, Column.ROLE)
    choose_by_keys(dialog, qtbot, "ignored")
    settle(dialog, qtbot)
    assert "a later wave can’t find the same persons" in dialog.foreseen.lines.text()


def test_numbers_of_answers_are_said_alike_in_the_table_and_below(ask, tmp_path):
    path = tmp_path / "Id.csv"
    path.write_text("Id,Why?\n1,It is hard to say why.\n2,Nobody told us that.\n", "utf-8")
    dialog = ask(path)
    said = "a later wave finds the same persons only if it numbers them alike"
    assert said in dialog.columns.model.index(0, Column.ROLE).data(BENEATH)
    assert said in dialog.foreseen.lines.text()


def test_what_will_come_is_said_in_numbers(ask, file):
    dialog = ask(file())
    assert dialog.foreseen.found.text() == "5 respondents, 4 with open answers"
    lines = dialog.foreseen.lines.text().split("\n")
    assert lines[0] == "2 open questions → 2 documents in the folder “Enkät”"
    assert dialog.foot.import_button.text() == "&Import 5 respondents"


@pytest.mark.parametrize("form", ["question", "respondent"])
def test_what_is_shown_is_what_is_stored(ask, file, session, project, qtbot, form):
    dialog = ask(file())
    dialog.foreseen.form.setCurrentIndex(dialog.foreseen.form.findData(form))
    dialog.foreseen.form.activated.emit(0)
    settle(dialog, qtbot)
    shown = [one.text for one in dialog.seen.first]
    number = dialog.seen.documents
    bring_in(dialog, session, qtbot)
    stored = list(texts(project).values())
    assert len(stored) == number == len(shown)
    assert shown == stored


def test_the_preview_names_whose_each_answer_is_as_the_project_will(
    ask, file, session, project, qtbot
):
    dialog = ask(file())
    shown = [said.who for said in dialog.seen.first[0].said]
    bring_in(dialog, session, qtbot)
    document = document_store.all_documents(project.db)[0]
    turns = document_store.turns(project.db, document.id)
    assert [turn.label for turn in turns] == shown
    spans = [said.span for said in dialog.seen.first[0].said]
    assert [(turn.start, turn.end) for turn in turns] == [tuple(span) for span in spans]


def test_the_answers_of_the_column_one_is_at_are_shown(ask, file):
    dialog = ask(file())
    go_to(dialog, 6, Column.ROLE)
    assert dialog.foreseen.which.currentText() == "Varför?"
    assert dialog.foreseen.answers.text() == "2 answers"


def test_labels_and_answers_that_say_nothing_are_seen_and_said(ask, file, session, project, qtbot):
    dialog = ask(file())
    go_to(dialog, 3, Column.ROLE)
    answers = dialog.columns.values.answers
    items = [answers.item(row) for row in range(answers.count())]
    assert [item.text() for item in items if item.checkState() == Qt.CheckState.Checked] == [
        "Vet ej"
    ]
    next(item for item in items if item.text() == "Missnöjd").setCheckState(Qt.CheckState.Checked)
    settle(dialog, qtbot)
    bring_in(dialog, session, qtbot)
    survey = survey_store.all_surveys(project.db)[0]
    column = survey_store.columns(project.db, survey.id)[3]
    assert set(column.no_answer.split("\n")) == {"Vet ej", "Missnöjd"}


# Deciding


def test_a_role_is_changed_by_keys(ask, file, qtbot):
    dialog = ask(file())
    go_to(dialog, 5, Column.ROLE)
    choose_by_keys(dialog, qtbot, "ignored")
    settle(dialog, qtbot)
    assert roles(dialog)[5] == "ignored"
    assert dialog.foreseen.lines.text().startswith("1 open question → 1 document")


def test_a_role_is_given_to_all_rows_that_are_selected(ask, file, qtbot):
    dialog = ask(file())
    go_to(dialog, 5, Column.ROLE)
    select(dialog, 6)
    choose_by_keys(dialog, qtbot, "closed")
    settle(dialog, qtbot)
    assert roles(dialog)[5:7] == ["closed", "closed"]
    assert dialog.foreseen.lines.text().startswith("No open answers come")


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_menu_of_the_table_does_the_same(ask, file, qtbot):
    dialog = ask(file())
    go_to(dialog, 5, Column.ROLE)
    place = QPoint(5, 5)
    QApplication.sendEvent(
        dialog.columns.table.viewport(),
        QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, place, place),
    )
    menu = dialog.columns.findChild(QMenu)
    next(one for one in menu.actions() if one.text() == "Left out").trigger()
    menu.close()
    assert roles(dialog)[5] == "ignored"


def test_there_is_one_identity(ask, file, qtbot):
    dialog = ask(file())
    go_to(dialog, 6, Column.ROLE)
    choose_by_keys(dialog, qtbot, "identity")
    settle(dialog, qtbot)
    assert roles(dialog).count("identity") == 1
    assert roles(dialog)[6] == "identity"


def test_a_question_is_written_anew(ask, file, session, project, qtbot):
    dialog = ask(file())
    go_to(dialog, 5, Column.QUESTION)
    qtbot.keyClick(dialog.columns.table, Qt.Key.Key_F2)
    field = dialog.columns.table.findChildren(QLineEdit)[-1]
    field.setText("Vad fungerar?")
    bring_in(dialog, session, qtbot)
    assert "Enkät – Vad fungerar?" in texts(project)


def test_cells_that_cannot_be_of_a_kind_are_named_and_nothing_comes(ask, file, qtbot):
    dialog = ask(file())
    go_to(dialog, 3, Column.KIND)
    dialog.columns.model.setData(dialog.columns.model.index(3, Column.KIND), "number")
    settle(dialog, qtbot)
    assert "Hur nöjd är du?" in dialog.foot.warning.text()
    assert not dialog.foot.import_button.isEnabled()


def test_persons_are_called_what_the_identity_says_only_if_that_is_asked_for(
    ask, file, session, project, qtbot
):
    headers, rows = ("Kod", *HEADERS[1:]), [(f"K{n}", *row[1:]) for n, row in enumerate(ROWS)]
    dialog = ask(file(rows=rows, headers=headers))
    assert not dialog.foreseen.shows_identity.isChecked()
    qtbot.mouseClick(dialog.foreseen.shows_identity, Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    settle(dialog, qtbot)
    assert dialog.seen.first[0].said[0].who == "K0"
    bring_in(dialog, session, qtbot)
    assert {one.pseudonym for one in person_store.all_persons(project.db)} == {
        "K0",
        "K1",
        "K2",
        "K3",
        "K4",
    }


# Bringing in


def test_a_survey_comes_in_as_one_step_and_is_undone_as_one(ask, file, session, project, qtbot):
    before = steps(project)
    bring_in(ask(file()), session, qtbot)
    assert steps(project) == before + 1
    assert [one.name for one in folder_store.children(project.db, None)] == ["Enkät"]
    session.undo()
    assert not texts(project)
    assert not person_store.all_persons(project.db)


def test_ctrl_return_brings_it_in(ask, file, session, project, qtbot):
    dialog = ask(file())
    with qtbot.waitSignal(session.changed):
        qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert len(texts(project)) == 2


def test_what_is_still_being_written_counts(ask, file, session, project, qtbot):
    dialog = ask(file())
    dialog.head.wave.lineEdit().setText("")
    qtbot.keyClicks(dialog.head.wave.lineEdit(), "2026")
    bring_in(dialog, session, qtbot)
    survey = survey_store.all_surveys(project.db)[0]
    assert (survey.title, survey.wave) == ("Enkät", "2026")


def test_a_later_wave_is_known_by_its_questions_and_says_who_is_known(
    ask, file, session, project, qtbot
):
    bring_in(ask(file()), session, qtbot)
    dialog = ask(file("Höstens enkät.csv", LATER))
    assert (dialog.plan.title, dialog.plan.wave) == ("Enkät", "2")
    assert "These are the questions of “Enkät”" in dialog.note.text()
    assert "2 are known, 1 are new." in dialog.foreseen.lines.text()
    assert dialog.foreseen.changes_button.text() == "1 background answer differs"
    qtbot.mouseClick(dialog.foreseen.changes_button, Qt.MouseButton.LeftButton)
    assert dialog.foreseen.changes.item(0).text() == "Respondent 1, Kön: Kvinna → Man"
    bring_in(dialog, session, qtbot)
    assert len(person_store.all_persons(project.db)) == 6


def test_what_was_said_of_the_columns_holds_for_the_next_wave(ask, file, session, project, qtbot):
    first = ask(file())
    go_to(first, 6, Column.ROLE)
    choose_by_keys(first, qtbot, "closed")
    settle(first, qtbot)
    bring_in(first, session, qtbot)
    assert roles(ask(file("Höst.csv", LATER)))[6] == "closed"


def test_the_very_same_file_has_nothing_to_import(ask, file, session, project, qtbot):
    path = file()
    bring_in(ask(path), session, qtbot)
    dialog = ask(path)
    assert dialog.foreseen.warnings.text() == (
        "This very file was imported before, as “Enkät”: nothing to import."
    )
    assert not dialog.foot.import_button.isEnabled()
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert dialog.isVisible()
    assert len(survey_store.all_surveys(project.db)) == 1


def test_the_same_wave_with_more_answers_brings_the_new_rows(ask, file, session, project, qtbot):
    bring_in(ask(file()), session, qtbot)
    more = (*ROWS, ("f@x.se", "2026-05-09", "Man", "Nöjd", "", "Sent svar, men ändå.", ""))
    dialog = ask(file("Enkät igen.csv", more))
    assert (dialog.plan.title, dialog.plan.wave) == ("Enkät", None)
    assert dialog.foreseen.found.text() == "1 respondent, 1 with open answers"
    assert "5 rows are there already and stay as they are." in dialog.foreseen.lines.text()


def test_doubled_identities_are_named_by_their_rows(ask, file):
    others = [(f"{n}@x.se", "", "Man", "Nöjd", "", f"Svar {n} i egna ord.", "") for n in range(9)]
    again = ("a@x.se", "2026-05-09", "Man", "Nöjd", "", "En gång till.", "")
    dialog = ask(file(rows=(*ROWS, again, *others)))
    assert dialog.foreseen.warnings.text().startswith("Row 7 has an identity")


def test_stopping_leaves_nothing_behind(ask, file, session, project, qtbot, monkeypatch):
    def endless(project, coder_id, plan, *, progress):
        while True:
            progress(0, 2, "Svar")

    monkeypatch.setattr(survey_dialog, "bring_in", endless)
    dialog = ask(file())
    before = steps(project)
    qtbot.mouseClick(dialog.foot.import_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: session.is_busy)
    qtbot.mouseClick(dialog.foot.cancel_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not session.is_busy)
    settle(dialog, qtbot)
    assert dialog.isVisible()
    assert steps(project) == before
    assert dialog.columns.isEnabled()


def test_closing_while_a_file_is_read_ends_the_reading(session, project, file, qtbot):
    dialog = SurveyDialog.ask(session, file(), None)
    dialog.close()
    qtbot.waitUntil(lambda: not session.findChildren(Job))
    assert not survey_store.all_surveys(project.db)


# Files


def test_a_file_that_cannot_be_read_says_why(ask, file):
    path = file("Tom.csv", (), ("Fråga",))
    dialog = ask(path)
    assert "“Tom.csv”" in dialog.foot.warning.text()
    assert not dialog.foot.import_button.isEnabled()


def test_another_sheet_is_read(ask, file, qtbot):
    dialog = ask(file("Enkät.xlsx"))
    assert dialog.head.sheet.isVisible()
    dialog.head.sheet.setCurrentText("Tom")
    dialog.head.sheet.activated.emit(1)
    settle(dialog, qtbot)
    assert dialog.foot.warning.text()
    dialog.head.sheet.setCurrentText("Sheet")
    dialog.head.sheet.activated.emit(0)
    settle(dialog, qtbot)
    assert dialog.foreseen.found.text() == "5 respondents, 4 with open answers"


def test_another_encoding_is_read(ask, file, qtbot):
    dialog = ask(file(encoding="cp1252", rows=[[c.replace("❤️", "") for c in r] for r in ROWS]))
    assert dialog.columns.model.index(2, Column.HEADER).data() == "Kön"
    wrong = dialog.head.encoding.findData("mac_roman")
    dialog.head.encoding.setCurrentIndex(wrong)
    dialog.head.encoding.activated.emit(wrong)
    settle(dialog, qtbot)
    assert dialog.columns.model.index(2, Column.HEADER).data() != "Kön"
    assert dialog.head.encoding.currentData() == "mac_roman"


# Rules


def test_rules_are_kept_for_next_time(ask, file, session, project, qtbot):
    first = ask(file())
    go_to(first, 6, Column.ROLE)
    choose_by_keys(first, qtbot, "ignored")
    settle(first, qtbot)
    bring_in(first, session, qtbot)
    headers = (*HEADERS[:2], "Ort", "Betyg?", "Stöd?", "Bra?", "Varför?")
    other = ask(file("Annan.csv", headers=headers))
    assert roles(other)[6] == "open"
    other.rules.use_last()
    assert roles(other)[6] == "ignored"


def test_what_is_kept_for_next_time_holds_no_answers(ask, file, session, qtbot):
    bring_in(ask(file()), session, qtbot)
    kept = str(session.settings.window)
    assert "Hur nöjd är du?" in kept
    assert "Missnöjd" not in kept
    assert "a@x.se" not in kept


def test_rules_are_saved_and_used_from_a_file(ask, file, tmp_path, qtbot):
    dialog = ask(file())
    go_to(dialog, 6, Column.ROLE)
    choose_by_keys(dialog, qtbot, "ignored")
    settle(dialog, qtbot)
    dialog.rules.save_to(tmp_path / "Regler.json")
    dialog.reject()
    other = ask(file("Igen.csv"))
    assert roles(other)[6] == "open"
    other.rules.use(tmp_path / "Regler.json")
    assert roles(other)[6] == "ignored"


# The window


def test_a_survey_that_is_dropped_or_chosen_leads_here(start, material, file, qtbot, answer):
    window = start(material, window={"toured": True}).window
    window.take_files([file()])
    dialog = window.findChild(SurveyDialog)
    settle(dialog, qtbot)
    assert dialog.foreseen.found.text() == "5 respondents, 4 with open answers"
    dialog.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def test_several_surveys_come_one_after_the_other(start, material, file, qtbot):
    window = start(material, window={"toured": True}).window
    window.exchange.import_paths([file("A.csv"), file("B.csv")])
    first = window.findChild(SurveyDialog)
    settle(first, qtbot)
    first.reject()
    qtbot.waitUntil(
        lambda: any(
            one.isVisible() for one in window.findChildren(SurveyDialog) if one is not first
        )
    )
    second = next(one for one in window.findChildren(SurveyDialog) if one is not first)
    settle(second, qtbot)
    assert second.plan.title == "B"
    second.reject()


# Leaving


def test_esc_says_first_what_would_be_lost(ask, file, qtbot):
    dialog = ask(file())
    dialog.head.title.setFocus()
    qtbot.keyClicks(dialog.head.title, " igen")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    settle(dialog, qtbot)
    assert dialog.isVisible()
    assert dialog.foot.warning.text().startswith("What you decided here would be lost.")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_cancel_leaves_at_once_and_so_does_esc_where_nothing_was_decided(ask, file, qtbot):
    dialog = ask(file())
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    dialog = ask(file())
    qtbot.keyClicks(dialog.head.title, " igen")
    qtbot.mouseClick(dialog.foot.cancel_button, Qt.MouseButton.LeftButton)
    assert not dialog.isVisible()


def test_the_wave_that_the_file_names_is_the_one_proposed(ask, file, session, project, qtbot):
    bring_in(ask(file("Enkät våg 1.csv")), session, qtbot)
    dialog = ask(file("Enkät våg 3.csv", LATER))
    assert (dialog.plan.title, dialog.plan.wave) == ("Enkät", "3")
