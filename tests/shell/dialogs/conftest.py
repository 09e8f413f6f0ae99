"""A project that files are brought into, and the dialog in which they are looked at."""

import pytest
from PySide6.QtCore import Qt

from qualcode.core.project import Project
from qualcode.core.store import documents as document_store
from qualcode.shell.dialogs.import_dialog import ImportDialog


@pytest.fixture
def project(session, tmp_path):
    session.open(Project.create(tmp_path / "Samverkan.qualcode", language="sv"))
    session.set_coder("Anna Lindqvist")
    return session.project


@pytest.fixture
def ask(session, project, qtbot, tmp_path):
    """Opens the dialog on files with these contents, and waits until they have been read."""
    dialogs = []

    def ask(**files) -> ImportDialog:
        paths = []
        for name, content in files.items():
            path = tmp_path / (name if "." in name else name.replace("_", "."))
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
            paths.append(path)
        dialog = ImportDialog.ask(session, paths, None)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        dialogs.append(dialog)
        qtbot.addWidget(dialog)
        qtbot.waitUntil(lambda: not dialog.foot.bar.isVisible())
        return dialog

    yield ask
    for dialog in dialogs:
        dialog.close()


@pytest.fixture
def bring_in(session, qtbot):
    def bring_in(dialog):
        with qtbot.waitSignals([session.changed, dialog.finished]):
            dialog.foot.import_button.click()
        return document_store.all_documents(session.project.db)[-1]

    return bring_in
