"""A guide's questions in documents that are there already."""

import threading

import pytest
from PySide6.QtCore import Qt

from qualcode.core.importers import read
from qualcode.core.operations.codes import NewCode, create_code
from qualcode.core.operations.importing import NewDocument, import_documents
from qualcode.core.project import Project
from qualcode.core.store import landmarks
from qualcode.shell.dialogs.guide_dialog import GuideDialog
from qualcode.shell.models.questions import Column
from qualcode.shell.models.roles import STATUS
from tests.shell.dialogs.test_import_found import CHECK, GUIDE, TALK


@pytest.fixture
def documents(session, tmp_path):
    """Two interviews in an open project."""
    session.open(Project.create(tmp_path / "Samverkan.qualcode", language="sv"))
    session.set_coder("Anna Lindqvist")
    new = []
    for name, text in (("A", TALK), ("B", TALK.replace("Vem bestämmer då?", "Och sedan?"))):
        path = tmp_path / f"{name}.txt"
        path.write_text(text, encoding="utf-8")
        new.append(NewDocument(read(path)))
    return import_documents(session.project, session.coder_id, new).order["documents"]


@pytest.fixture
def ask(session, documents, tmp_path, qtbot):
    dialogs = []

    def ask(text=GUIDE, chosen=()):
        path = tmp_path / "Guide.txt"
        path.write_text(text, encoding="utf-8")
        dialog = GuideDialog.ask(session, path, chosen, None)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        dialogs.append(dialog)
        qtbot.addWidget(dialog)
        qtbot.waitUntil(lambda: not dialog.bar.isVisible())
        return dialog

    yield ask
    for dialog in dialogs:
        dialog.close()


def placed(session, document):
    found = landmarks.in_document(session.project.db, document, ("question",))
    return [one.label for one in found]


def accept(dialog, session, qtbot):
    with qtbot.waitSignal(session.changed):
        dialog.accept_button.click()
    assert not dialog.isVisible()


def test_all_documents_are_looked_through_and_get_their_questions(ask, session, documents, qtbot):
    dialog = ask()
    told = [dialog.model.index(row, 0).data(STATUS) for row in range(2)]
    assert told == ["2 of 3 questions", "1 of 3 questions"]
    accept(dialog, session, qtbot)
    assert [placed(session, one) for one in documents] == [
        ["Hur ser uppdraget ut i dag?", "Vem bestämmer då?"],
        ["Hur ser uppdraget ut i dag?"],
    ]
    session.undo()
    assert placed(session, documents[0]) == []


def test_only_the_chosen_documents_are_touched(ask, session, documents, qtbot):
    dialog = ask(chosen=documents[1:])
    assert dialog.model.rowCount() == 1
    accept(dialog, session, qtbot)
    assert placed(session, documents[0]) == []


def test_what_is_refused_is_not_stored(ask, session, documents, qtbot):
    dialog = ask()
    model = dialog.panel.model
    model.setData(model.index(0, Column.NUMBER), Qt.CheckState.Unchecked, CHECK)
    assert dialog.model.index(0, 0).data(STATUS) == "1 of 3 questions"
    accept(dialog, session, qtbot)
    assert placed(session, documents[0]) == ["Vem bestämmer då?"]


def test_what_is_no_guide_is_said_and_nothing_can_be_stored(ask):
    dialog = ask("Ja.")
    assert "no interview guide" in dialog.warning.text()
    assert not dialog.accept_button.isEnabled()


def test_leaving_stores_nothing(ask, session, documents):
    ask().reject()
    assert placed(session, documents[0]) == []


def test_it_can_be_used_when_other_work_is_over(ask, session, qtbot):
    go_on = threading.Event()

    def work(project, coder_id, *, progress):
        go_on.wait()
        return create_code(project, coder_id, NewCode("Mandat"))

    session.start_operation("…", work)
    dialog = ask()
    assert not dialog.accept_button.isEnabled()
    go_on.set()
    qtbot.waitUntil(dialog.accept_button.isEnabled)
