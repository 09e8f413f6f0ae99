"""Coded documents leave for Word from the menu, one as a file and several in a folder."""

import pytest

from qualcode.core.importers.transcript import Transcript
from qualcode.core.operations.importing import NewDocument, import_documents
from qualcode.shell.dialogs.export_dialog import ExportDialog

MODULE = "qualcode.shell.dialogs.export_dialog"


@pytest.fixture
def program(start, material):
    return start(material)


def accept(dialog):
    return True


def test_one_document_is_written_and_told(program, monkeypatch, tmp_path, qtbot):
    out = tmp_path / "ut.docx"
    monkeypatch.setattr(ExportDialog, "exec", accept)
    monkeypatch.setattr(f"{MODULE}.ask_target", lambda *_args, **_how: out)
    program.window.exchange.export_margins.trigger()
    qtbot.waitUntil(lambda: "“ut.docx” is written." in program.window.notice.text)
    assert out.is_file()


def test_several_documents_are_written_into_a_folder(program, monkeypatch, tmp_path, qtbot):
    text = Transcript("Intervju 2", "Ja.", "2.txt", "", None, (), (), ())
    program.session.run(import_documents, [NewDocument(text)])
    monkeypatch.setattr(ExportDialog, "exec", accept)
    monkeypatch.setattr(f"{MODULE}.ask_folder", lambda *_args: tmp_path / "ut")
    program.window.exchange.export_margins.trigger()
    qtbot.waitUntil(lambda: "2 documents are written." in program.window.notice.text)
    assert len(list((tmp_path / "ut").glob("*.docx"))) == 2
