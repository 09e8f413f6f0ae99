"""Import: files are looked at, decided on, and brought in as one step."""

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit

from qualcode.core import translate
from qualcode.core.errors import ProjectError
from qualcode.core.ids import CodeId
from qualcode.core.operations.codes import NewCode, create_code
from qualcode.core.operations.passages import code_passage
from qualcode.core.project import Project
from qualcode.core.store import codings as codings_store
from qualcode.core.store import documents as document_store
from qualcode.core.store import persons as person_store
from qualcode.shell.dialogs import import_margin_known, import_planning, import_preview
from qualcode.shell.dialogs.import_dialog import ImportDialog
from qualcode.shell.jobs import Job
from qualcode.shell.models.import_file import ImportFile
from qualcode.shell.models.import_files import ImportFilesModel
from qualcode.shell.models.import_status import status_of
from qualcode.shell.models.speakers_table import Column
from qualcode.shell.theme import LIGHT, apply
from tests.shell.legible import cut_words

TALK = """\
Intervjuare: Hur ser uppdraget ut?
Karin: Det är otydligt, tycker jag.
Exempel: ett möte i maj
Intervjuare: Och sedan?
Karin: Sedan blev det bättre.
Exempel: ett möte i juni
"""
GROUP = "Moderator: Välkomna.\nIP1: Tack.\nIP2: Tack.\nModerator: Varsågoda.\nIP1: Ja.\nIP2: Ja.\n"


@pytest.fixture
def project(session, tmp_path):
    session.open(Project.create(tmp_path / "Samverkan.qualcode", language="sv"))
    session.set_coder("Anna Lindqvist")
    return session.project


@pytest.fixture
def file(tmp_path):
    """Writes a file to import."""

    def file(name, text=TALK, encoding="utf-8"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
        return path

    return file


@pytest.fixture
def ask(session, project, qtbot):
    """Opens the dialog and waits until the files have been read."""
    dialogs = []

    def ask(*paths) -> ImportDialog:
        dialog = ImportDialog.ask(session, list(paths), None)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        dialogs.append(dialog)
        qtbot.addWidget(dialog)
        qtbot.waitUntil(lambda: not dialog.foot.bar.isVisible())
        return dialog

    yield ask
    for dialog in dialogs:
        dialog.close()


def bring_in(dialog, session, qtbot):
    with qtbot.waitSignals([session.changed, dialog.finished]):
        qtbot.mouseClick(dialog.foot.import_button, Qt.MouseButton.LeftButton)
    assert not dialog.isVisible()


def documents(project):
    return document_store.all_documents(project.db)


def persons(project):
    return {person.pseudonym: person for person in person_store.all_persons(project.db)}


def choose(dialog, number):
    dialog.list.setCurrentIndex(dialog.files.index(number))


def cell(dialog, label, column):
    model = dialog.panel.parts.speakers.model
    return model.index(model.row_of(label), column)


def press(dialog, qtbot, label, column, key):
    table = dialog.panel.parts.speakers.table
    table.setFocus()
    table.setCurrentIndex(cell(dialog, label, column))
    qtbot.keyClick(table.viewport(), key)


def editor(dialog, kind):
    """The field in the cell that is edited."""
    return dialog.panel.parts.speakers.table.findChildren(kind)[-1]


def notes(dialog):
    return [
        label.text() for label in dialog.panel.notes.findChildren(QLabel) if not label.isHidden()
    ]


# Reading and importing


def test_files_come_in_with_their_speakers_as_one_step(ask, file, session, project, qtbot):
    dialog = ask(file("Intervju Almby.txt"), file("Gruppintervju.txt", GROUP))
    assert dialog.foot.import_button.text() == "&Import 2 documents"
    bring_in(dialog, session, qtbot)
    assert [(d.title, d.kind) for d in documents(project)] == [
        ("Intervju Almby", "interview"),
        ("Gruppintervju", "group-interview"),
    ]
    session.undo()
    assert documents(project) == []


def test_the_text_is_shown_as_it_is_stored(ask, file, session, project, qtbot):
    dialog = ask(file("Almby.txt", "\n  " + TALK + "\t\n"))
    shown = dialog.panel.parts.speakers.reader.text()
    bring_in(dialog, session, qtbot)
    assert shown == document_store.text(project.db, documents(project)[0].id)


def test_what_is_made_ahead_too_late_takes_away_nothing(ask, file):
    dialog = ask(file("Almby.txt"))
    dialog.panel.parts.prepare()
    assert dialog.panel.parts.speakers.reader.text() == TALK
    assert cell(dialog, "Karin", Column.PSEUDONYM).data() == "Respondent 1"


def test_a_person_is_printed_as_the_table_shows(ask, file, session, project, qtbot):
    dialog = ask(file("One.txt"), file("Two.txt", TALK + "Tack.\n"))
    choose(dialog, 1)
    shown = cell(dialog, "Karin", Column.PSEUDONYM).data()
    assert shown == "Respondent 2"
    bring_in(dialog, session, qtbot)
    assert persons(project)[shown].name == "Karin"


def test_what_is_typed_is_stored(ask, file, session, project, qtbot):
    dialog = ask(file("Almby.txt"))
    for column, text in ((Column.PSEUDONYM, "Samordnare A"), (Column.GROUP, "Samordnare")):
        press(dialog, qtbot, "Karin", column, Qt.Key.Key_F2)
        field = editor(dialog, QLineEdit)
        qtbot.keyClicks(field, text)
        qtbot.keyClick(field, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda at=(column, text): cell(dialog, "Karin", at[0]).data() == at[1])
    bring_in(dialog, session, qtbot)
    assert persons(project)["Samordnare A"].reporting_group == "Samordnare"


def test_the_kind_of_a_speaker_is_chosen_by_keys(ask, file, qtbot):
    dialog = ask(file("Almby.txt"))
    press(dialog, qtbot, "Karin", Column.KIND, Qt.Key.Key_Return)
    box = editor(dialog, QComboBox)
    qtbot.keyClick(box, Qt.Key.Key_Down)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert cell(dialog, "Karin", Column.KIND).data() == "Interviewer"
    assert dialog.isVisible()


def test_a_label_that_is_no_name_is_printed_itself(ask, file, session, project, qtbot):
    dialog = ask(file("Almby.txt"))
    press(dialog, qtbot, "Karin", Column.NAME, Qt.Key.Key_Space)
    assert cell(dialog, "Karin", Column.PSEUDONYM).data() == "Karin"
    bring_in(dialog, session, qtbot)
    assert persons(project)["Karin"].name is None


def test_what_is_said_of_several_rows_is_said_at_once(ask, file, qtbot):
    dialog = ask(file("Gruppintervju.txt", GROUP))
    dialog.panel.parts.speakers.table.selectAll()
    press_all = dialog.panel.parts.speakers.model
    dialog.panel.parts.speakers._say_of_selected(
        Column.KIND, "respondent", Qt.ItemDataRole.EditRole
    )
    assert {row.kind for row in press_all.sheet.rows} == {"respondent"}


def test_a_refused_label_belongs_to_whoever_was_speaking(ask, file, session, project, qtbot):
    dialog = ask(file("Almby.txt", TALK.replace("Exempel", "Anteckning")))
    press(dialog, qtbot, "Anteckning", Column.LABEL, Qt.Key.Key_Space)
    bring_in(dialog, session, qtbot)
    document = documents(project)[0]
    text = document_store.text(project.db, document.id)
    turns = document_store.turns(project.db, document.id)
    said = [text[turn.speech_start : turn.end] for turn in turns if turn.label == "Karin"]
    assert said[0] == "Det är otydligt, tycker jag.\nAnteckning: ett möte i maj"


def test_no_speakers_in_an_interview_is_one_respondent(ask, file, session, project, qtbot):
    dialog = ask(file("Almby.txt"))
    qtbot.mouseClick(dialog.panel.parts.speakers.nobody, Qt.MouseButton.LeftButton)
    assert dialog.panel.parts.speakers.found.text() == "One respondent, since nobody is labelled"
    bring_in(dialog, session, qtbot)
    assert list(persons(project)) == ["Respondent 1"]


def test_an_interview_without_labels_has_one_respondent(ask, file, session, project, qtbot):
    dialog = ask(file("Almby.txt", "Hon säger att det är otydligt."))
    assert status_of(dialog.files.files[0]) == "One respondent"
    assert dialog.panel.parts.speakers.found.text() == "One respondent, since nobody is labelled"
    bring_in(dialog, session, qtbot)
    assert len(persons(project)) == 1


def test_kind_and_language_can_be_those_of_all_files(ask, file, session, project, qtbot):
    dialog = ask(file("One.txt"), file("Two.txt", TALK + "Tack.\n"))
    dialog.panel.kind.setCurrentIndex(dialog.panel.kind.findData("workshop"))
    dialog.panel.kind.activated.emit(dialog.panel.kind.currentIndex())
    dialog.panel.for_all.click()
    bring_in(dialog, session, qtbot)
    assert [document.kind for document in documents(project)] == ["workshop", "workshop"]


def test_the_language_is_that_of_the_text(ask, file):
    dialog = ask(file("One.txt"), file("Two.txt", "And that is what they said to us. " * 5))
    assert [found.language for found in dialog.files.files] == ["sv", "en"]


# Files that can't be read, or not surely


def test_a_bad_file_must_be_left_out_before_the_others_come_in(ask, file, session, project, qtbot):
    dialog = ask(file("Almby.txt"), file("Broken.docx", b"PK no archive"))
    assert not dialog.foot.import_button.isEnabled()
    assert "1 file can’t be read" in dialog.foot.warning.text()
    choose(dialog, 1)
    assert "Broken.docx" in dialog.panel.parts.refusal.text()
    qtbot.mouseClick(dialog.panel.parts.leave_out, Qt.MouseButton.LeftButton)
    bring_in(dialog, session, qtbot)
    assert [document.title for document in documents(project)] == ["Almby"]


def test_a_file_that_is_left_out_stays_in_the_list(ask, file, session, project, qtbot):
    dialog = ask(file("One.txt"), file("Two.txt", TALK + "Tack.\n"))
    dialog.activateWindow()
    dialog.list.setFocus()
    for _press in range(2):
        qtbot.keyClick(dialog.list, Qt.Key.Key_Delete)
    assert status_of(dialog.files.files[0]) == "Is left out"
    assert dialog.panel.title.text() == "One"
    bring_in(dialog, session, qtbot)
    assert [document.title for document in documents(project)] == ["Two"]


def test_a_file_that_was_left_out_is_taken_in_after_all(ask, file, session, project, qtbot):
    dialog = ask(file("One.txt"))
    dialog.leaving_out.one.click()
    assert not dialog.foot.import_button.isEnabled()
    assert dialog.foot.warning.text().startswith("All files are left out.")
    assert dialog.leaving_out.one.accessibleName() == "Take it in after all"
    dialog.leaving_out.one.click()
    bring_in(dialog, session, qtbot)
    assert [document.title for document in documents(project)] == ["One"]


def test_all_that_can_t_be_read_is_left_out_at_once(ask, file, session, project, qtbot):
    bad = [file(f"{number}.docx", b"PK no archive") for number in range(3)]
    dialog = ask(*bad, file("Almby.txt"))
    assert dialog.leaving_out.refused.isVisible()
    dialog.leaving_out.refused.click()
    assert not dialog.leaving_out.refused.isVisible()
    bring_in(dialog, session, qtbot)
    assert [document.title for document in documents(project)] == ["Almby"]


def test_what_would_be_lost_is_said_no_more_when_one_goes_on(ask, file):
    dialog = ask(file("One.txt"), file("Two.txt", TALK + "Tack.\n"))
    dialog.leaving_out.leave_out()
    dialog.reject()
    assert "Press Esc once more" in dialog.foot.warning.text()
    choose(dialog, 1)
    assert not dialog.foot.warning.text()
    dialog.reject()
    assert dialog.isVisible()


def test_a_label_keeps_its_number_whatever_comes_in_before_it(ask, file, session, project, qtbot):
    named = file("a.txt", "Eva Ek: Ja.\nIntervjuare: Så?\n" * 3)
    numbered = file("b.txt", "Respondent 1: Ja.\nIntervjuare: Så?\n" * 3)
    dialog = ask(named, numbered)
    bring_in(dialog, session, qtbot)
    heard = {one.title: one for one in documents(project)}
    printed = {
        title: {person.pseudonym for person in person_store.in_document(project.db, one.id)}
        for title, one in heard.items()
    }
    assert printed == {"a": {"Intervjuare", "Respondent 2"}, "b": {"Intervjuare", "Respondent 1"}}


def test_another_encoding_is_read_anew(ask, file, session, project, qtbot):
    dialog = ask(file("Almby.txt", "å ä ö " * 20, "cp1252"))
    box = dialog.panel.encoding
    assert box.currentText() == "Detected: Windows-1252 (Western European)"
    box.setCurrentIndex(box.findData("mac_roman"))
    box.activated.emit(box.currentIndex())
    qtbot.waitUntil(dialog.foot.import_button.isEnabled)
    assert dialog.panel.parts.speakers.reader.text().startswith("Â ‰")
    bring_in(dialog, session, qtbot)
    assert documents(project)[0].encoding == "mac_roman"


def test_an_encoding_that_does_not_fit_can_be_taken_back(ask, file, qtbot):
    dialog = ask(file("Almby.txt", "å ä ö " * 20, "cp1252"))
    for name in ("utf-8", ""):
        dialog.panel.encoding.setCurrentIndex(dialog.panel.encoding.findData(name))
        dialog.panel.encoding.activated.emit(0)
        qtbot.waitUntil(lambda: not dialog.foot.bar.isVisible())
        assert dialog.foot.import_button.isEnabled() == (name == "")


def test_letters_that_may_be_wrong_are_said(ask, file):
    dialog = ask(file("Lag.txt", b"se \xa7 4 i lagen"))
    assert status_of(dialog.files.files[0]) == "Look at its letters"
    assert "may be wrong" in notes(dialog)[0]


def test_a_file_that_is_here_already_is_left_out(ask, file, session, project, qtbot):
    bring_in(ask(file("Almby.txt")), session, qtbot)
    dialog = ask(file("Copy.txt"), file("Copy again.txt"), file("Other.txt", TALK + "Tack.\n"))
    assert notes(dialog) == ["This very file is in the project already, as “Almby”."]
    assert status_of(dialog.files.files[0]) == "Is left out: it is here already"
    choose(dialog, 1)
    assert "This very file is in the list already, as “Copy”." in notes(dialog)
    bring_in(dialog, session, qtbot)
    assert [document.title for document in documents(project)] == ["Almby", "Other"]


def test_a_file_that_is_here_already_comes_in_once_more_if_wanted(
    ask, file, session, project, qtbot
):
    bring_in(ask(file("Almby.txt")), session, qtbot)
    dialog = ask(file("Copy.txt"))
    assert not dialog.foot.import_button.isEnabled()
    decide(dialog, "bring-in")
    bring_in(dialog, session, qtbot)
    assert [document.title for document in documents(project)] == ["Almby", "Copy"]


def decide(dialog, fate):
    box = dialog.panel.fate.box
    box.setCurrentIndex(box.findData(fate))
    box.activated.emit(box.currentIndex())


def test_a_new_version_can_correct_the_document_and_its_marks_stay(
    ask, file, session, project, qtbot
):
    bring_in(ask(file("Almby.txt")), session, qtbot)
    document = documents(project)[0]
    code = CodeId(create_code(project, session.coder_id, NewCode("Mandat")).first("codes"))
    start = TALK.index("otydligt")
    code_passage(project, session.coder_id, document.id, start, start + 8, [code])
    dialog = ask(file("Almby.txt", "Ny rad.\n" + TALK))
    assert "This is a new version of “Almby”" in notes(dialog)[0]
    decide(dialog, "correct")
    qtbot.waitUntil(lambda: any("1 place differs" in note for note in notes(dialog)))
    bring_in(dialog, session, qtbot)
    (after,) = documents(project)
    assert (after.id, after.characters) == (document.id, len(TALK) + 8)
    (segment,) = codings_store.segments_in(project.db, document.id)
    assert (segment.start, segment.quote) == (start + 8, "otydligt")
    session.undo()
    assert documents(project)[0].characters == len(TALK)


def test_a_window_that_is_closed_while_two_versions_are_compared_takes_nothing_of_it(
    ask, file, session, project, qtbot, monkeypatch
):
    go_on = threading.Event()
    compare = import_planning.plan

    def slow(*arguments, **keywords):
        go_on.wait(10)
        return compare(*arguments, **keywords)

    monkeypatch.setattr(import_planning, "plan", slow)
    bring_in(ask(file("Almby.txt")), session, qtbot)
    dialog = ask(file("Almby.txt", "Ny rad.\n" + TALK))
    decide(dialog, "correct")
    one = dialog.current
    dialog.leave()
    go_on.set()
    qtbot.waitUntil(lambda: not session.running)
    assert one.planned == ""


def test_a_look_for_known_texts_that_breaks_is_not_begun_again_and_again(
    ask, file, session, project, qtbot, monkeypatch
):
    looks = []
    session.job_started.connect(lambda job: looks.append(job.title))

    def failing(*_arguments, **_keywords):
        raise ProjectError("It broke.")

    monkeypatch.setattr(import_margin_known, "find_known", failing)
    monkeypatch.setattr(ImportFile, "is_to_be_known", property(lambda _file: True))
    ask(file("Almby.txt"))
    qtbot.waitUntil(lambda: not session.running)
    assert looks.count("Looking for documents that are here already…") == 1


def test_a_file_of_the_same_name_may_be_another_document(ask, file, session, project, qtbot):
    bring_in(ask(file("Almby.txt")), session, qtbot)
    bring_in(ask(file("Almby.txt", GROUP)), session, qtbot)
    assert [document.title for document in documents(project)] == ["Almby", "Almby (2)"]


# The preview


def test_respondents_are_tinted_and_interviewers_stand_back(ask, file):
    reader = ask(file("Almby.txt")).panel.parts.speakers.reader
    marked = [TALK[mark.start : mark.end].split(":")[0] for mark in reader.marks()]
    assert "Karin" in marked
    assert "Intervjuare" not in marked


def test_a_turn_that_is_clicked_chooses_its_speaker(ask, file):
    dialog = ask(file("Almby.txt"))
    panel = dialog.panel.parts.speakers
    panel.reader.set_caret(TALK.index("otydligt"))
    assert panel.model.row_at(panel.table.currentIndex()).label == "Karin"


def test_a_very_long_text_is_shown_in_part_until_all_is_wanted(ask, file, monkeypatch, qtbot):
    monkeypatch.setattr(import_preview, "LONGEST_AT_ONCE", 200)
    monkeypatch.setattr(import_preview, "SHOWN_FIRST", 100)
    text = TALK * 10
    panel = ask(file("Almby.txt", text)).panel.parts.speakers
    assert panel.reader.text() == text[:100]
    assert panel.more.isVisible()
    qtbot.mouseClick(panel._more_button, Qt.MouseButton.LeftButton)
    assert panel.reader.text() == text
    assert not panel.more.isVisible()


def test_real_interviews_are_shown_with_their_speakers(ask, shared_data):
    paths = sorted((shared_data / "coded-interviews").glob("*.txt"))
    dialog = ask(*paths)
    assert all("1 respondent" in status_of(found) for found in dialog.files.files)


# Stopping


def test_closing_while_files_are_read_leaves_nothing(session, project, file, qtbot):
    dialog = ImportDialog.ask(session, [file(f"{n}.txt") for n in range(50)], None)
    dialog.reject()
    qtbot.waitUntil(lambda: not session._jobs)
    assert documents(project) == []


def test_reading_that_was_stopped_is_said_of_each_file(session, project, file, qtbot):
    session.job_started.connect(Job.cancel)
    dialog = ImportDialog.ask(session, [file("One.txt"), file("Two.txt")], None)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(dialog)
    qtbot.waitUntil(lambda: not dialog.foot.bar.isVisible())
    assert dialog.files.files[1].refusal == "“Two.txt” was not read: reading was stopped."
    dialog.close()


def test_an_import_that_is_cancelled_leaves_nothing_and_can_be_tried_again(
    ask, file, session, project, qtbot
):
    dialog = ask(*(file(f"{n}.txt", TALK + f"Tack {n}.\n") for n in range(20)))
    session.job_started.connect(Job.cancel)  # before it has begun, or it might be too fast
    dialog.bring_in()
    session.job_started.disconnect(Job.cancel)
    dialog.foot.cancel_button.click()
    qtbot.waitUntil(dialog.panel.isEnabled)
    assert dialog.isVisible()
    assert documents(project) == []
    bring_in(dialog, session, qtbot)
    assert len(documents(project)) == 20


def test_a_project_that_can_only_be_read_takes_no_files(session, project, file, qtbot):
    path = project.path
    session.close()
    session.open(Project.open(path, read_only=True))
    dialog = ImportDialog.ask(session, [file("Almby.txt")], None)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(dialog)
    qtbot.waitUntil(lambda: not dialog.foot.bar.isVisible())
    assert not dialog.foot.import_button.isEnabled()
    dialog.close()


# Room


@pytest.fixture
def appearance(qapp):
    """Shows everything at a size."""
    before = qapp.palette(), qapp.font(), qapp.style().name()
    yield lambda scale: apply(qapp, LIGHT, scale)
    qapp.setStyleSheet("")
    qapp.setPalette(before[0])
    qapp.setFont(before[1])
    qapp.setStyle(before[2])


@pytest.mark.parametrize("language", ["en", "sv"])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_no_word_is_cut_on_a_small_screen(ask, file, appearance, language, scale):
    translate.set_language(language)
    appearance(scale)
    dialog = ask(file("Intervju Almby.txt"), file("Gruppintervju.txt", GROUP), file("x.doc", b""))
    dialog.resize(1280, 720)
    for number in range(3):
        choose(dialog, number)
        QApplication.sendPostedEvents()
        assert (dialog.width(), dialog.height()) == (1280, 720)
        assert cut_words(dialog) == []


def test_the_list_says_what_a_row_is(ask, file):
    dialog = ask(file("Almby.txt"))
    assert isinstance(dialog.files, ImportFilesModel)
    said = dialog.files.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("Almby: ")


def test_enter_in_the_list_of_files_imports(ask, file, session, project, qtbot):
    dialog = ask(file("a.txt"), file("b.txt", GROUP))
    dialog.list.setFocus()
    with qtbot.waitSignals([session.changed, dialog.finished]):
        qtbot.keyClick(dialog.list, Qt.Key.Key_Return)
    assert len(documents(project)) == 2


def test_a_real_name_is_a_box_to_tick_and_its_state_is_said(ask, file):
    dialog = ask(file("a.txt"))
    name = cell(dialog, "Karin", Column.NAME)
    assert name.data(Qt.ItemDataRole.DisplayRole) == ""
    assert name.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
    assert name.data(Qt.ItemDataRole.AccessibleTextRole) == "A real name"


def test_who_is_called_as_the_evaluator_is_an_interviewer(ask, file):
    dialog = ask(file("Almby.txt", TALK.replace("Intervjuare", "anna  lindqvist".title())))
    rows = {row.label: row.kind for row in dialog.current.sheet.rows}
    assert set(rows.values()) == {"interviewer", "respondent"}
    assert rows["Karin"] == "respondent"


# Leaving


def test_esc_says_first_what_would_be_lost(ask, file, qtbot):
    dialog = ask(file("Almby.txt"))
    press(dialog, qtbot, "Karin", Column.NAME, Qt.Key.Key_Space)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert dialog.foot.warning.text().startswith("What you decided here would be lost.")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_what_is_decided_after_it_was_said_is_asked_for_again(ask, file, qtbot):
    dialog = ask(file("Almby.txt"))
    press(dialog, qtbot, "Karin", Column.NAME, Qt.Key.Key_Space)
    assert not dialog.close()
    press(dialog, qtbot, "Karin", Column.NAME, Qt.Key.Key_Space)
    assert not dialog.close()
    assert dialog.close()


def test_cancel_leaves_at_once(ask, file, qtbot):
    dialog = ask(file("Almby.txt"))
    press(dialog, qtbot, "Karin", Column.NAME, Qt.Key.Key_Space)
    qtbot.mouseClick(dialog.foot.cancel_button, Qt.MouseButton.LeftButton)
    assert not dialog.isVisible()


def test_esc_leaves_at_once_where_nothing_was_decided(ask, file, qtbot):
    dialog = ask(file("Almby.txt"), file("Gruppintervju.txt", GROUP))
    choose(dialog, 1)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
