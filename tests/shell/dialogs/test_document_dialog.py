"""About a document, and its speakers found again."""

import pytest
from PySide6.QtCore import Qt

from qualcode.core.project import Project
from qualcode.core.store import documents as document_store
from qualcode.core.store import persons as person_store
from qualcode.shell.dialogs.document_dialog import DocumentDialog
from qualcode.shell.dialogs.speakers_dialog import SpeakersDialog
from qualcode.shell.models.speakers_table import Column
from tests.core.material import Material
from tests.shell.legible import cut_words

TALK = "I: Hur är det?\nKarin: Det är oklart.\nI: Och nu?\nKarin: Nu är det bättre."


@pytest.fixture
def documents(session, tmp_path):
    """The ids of two documents in the open project, by title."""
    made = Material(tmp_path)
    made.document("Almby", TALK)
    made.document("Sjövik", "Hon säger att det är oklart.")
    made.describe("Karin", "Almby", role="Samordnare", pseudonym="Samordnare A")
    made.project.close()
    session.open(Project.open(made.project.path))
    return made.documents


def document(session, document_id):
    return document_store.get(session.project.db, document_id)


def persons(session):
    return {p.pseudonym: p for p in person_store.all_persons(session.project.db)}


# About the document


def test_what_was_changed_is_one_step(session, documents, qtbot, answer):
    def act(dialog):
        qtbot.keyClicks(dialog.title, "Intervju Almby")
        dialog.kind.setCurrentIndex(dialog.kind.findData("workshop"))
        qtbot.keyClicks(dialog.date, "2016-06-14")
        qtbot.keyClick(dialog.wave, Qt.Key.Key_Return)

    before = document(session, documents["Almby"])
    answer(act)
    DocumentDialog.ask(session, documents["Almby"], None)
    found = document(session, documents["Almby"])
    assert (found.title, found.kind, found.date) == ("Intervju Almby", "workshop", "2016-06-14")
    session.undo()
    assert document(session, documents["Almby"]) == before


def test_a_title_that_is_taken_is_said_in_the_dialog(session, documents, qtbot):
    dialog = DocumentDialog(session, documents["Almby"])
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.title.setText("Sjövik")
    qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    assert "already a document “Sjövik”" in dialog._complaint.text()
    assert dialog.isVisible()
    dialog.reject()


def test_without_a_title_nothing_is_saved(session, documents, qtbot):
    dialog = DocumentDialog(session, documents["Almby"])
    qtbot.addWidget(dialog)
    dialog.title.setText("  ")
    assert not dialog.accept_button.isEnabled()


def test_nothing_changed_leaves_nothing_in_the_history(session, documents, qtbot):
    before = session.undo_label()
    dialog = DocumentDialog(session, documents["Almby"])
    qtbot.addWidget(dialog)
    dialog.accept()
    assert session.undo_label() == before


# Its speakers


@pytest.fixture
def ask(session, qtbot):
    """Opens the dialog and waits until the speakers have been looked for."""
    dialogs = []

    def ask(document_id) -> SpeakersDialog:
        dialog = SpeakersDialog.ask(session, document_id, None)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        dialogs.append(dialog)
        qtbot.addWidget(dialog)
        qtbot.waitUntil(lambda: not dialog.bar.isVisible())
        return dialog

    yield ask
    for dialog in dialogs:
        dialog.close()


def test_those_who_are_known_are_shown_as_they_are_known(ask, documents):
    model = ask(documents["Almby"]).panel.model
    row = model.row_of("Karin")
    assert model.index(row, Column.PSEUDONYM).data() == "Samordnare A"
    assert model.index(row, Column.ROLE).data() == "Samordnare"


def test_using_them_as_they_are_changes_nothing(ask, documents, session):
    before = session.undo_label()
    dialog = ask(documents["Almby"])
    dialog.accept_button.click()
    dialog._job.wait()
    assert session.undo_label() == before


def test_a_label_can_be_refused_later(ask, documents, session, qtbot):
    dialog = ask(documents["Almby"])
    model = dialog.panel.model
    index = model.index(model.row_of("I"), Column.LABEL)
    dialog.panel.table.setCurrentIndex(index)
    qtbot.keyClick(dialog.panel.table.viewport(), Qt.Key.Key_Space)
    with qtbot.waitSignal(session.changed):
        qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    turns = document_store.turns(session.project.db, documents["Almby"])
    assert {turn.label for turn in turns} == {"Karin"}
    assert persons(session)["Samordnare A"].role == "Samordnare"


def test_the_one_respondent_is_described_here(ask, documents, session, qtbot):
    dialog = ask(documents["Sjövik"])
    assert dialog.panel.found.text() == "One respondent, since nobody is labelled"
    model = dialog.panel.model
    model.setData(model.index(0, Column.PSEUDONYM), "Samordnare B")
    with qtbot.waitSignal(session.changed):
        dialog.accept_button.click()
    assert "Samordnare B" in persons(session)


def test_leaving_while_speakers_are_looked_for_leaves_nothing(session, documents, qtbot):
    before = session.undo_label()
    SpeakersDialog.ask(session, documents["Almby"], None).reject()
    qtbot.waitUntil(lambda: not session._jobs)
    assert session.undo_label() == before


def test_no_word_is_cut(ask, documents):
    assert cut_words(ask(documents["Almby"])) == []
