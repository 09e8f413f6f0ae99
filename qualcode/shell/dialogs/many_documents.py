"""What can be said of several documents at once: kind, language, date, wave, folder and case."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QWidget

from qualcode.core.analysis.grid import Grid
from qualcode.core.ids import DocumentId
from qualcode.core.operations.grid import Cell, fill_in
from qualcode.core.translate import _, ngettext
from qualcode.shell.dialogs.form import FormDialog
from qualcode.shell.overrides import called_by_qt
from qualcode.shell.session import Session

_FIELDS: Final = ("kind", "language", "date", "wave", "folder", "case")


class ManyDocumentsDialog(FormDialog):
    """A field for each thing; what is left as it is stays as it is in each document."""

    def __init__(
        self, session: Session, documents: Sequence[DocumentId], parent: QWidget | None = None
    ) -> None:
        number = len(documents)
        said = ngettext("About {number} document", "About {number} documents", number)
        super().__init__(said.format(number=number), _("Save"), parent)
        if session.project is None:
            raise ValueError("no project is open")
        self._session = session
        self._documents = documents
        self._grid = Grid.read(session.project.db, "documents")
        self.fields: dict[str, QComboBox | QLineEdit] = {}
        for key in _FIELDS:
            self.fields[key] = self._field(key)
            self.add_field(_labels()[key], self.fields[key])
        session.busy_changed.connect(self._check)
        self.set_size(460)
        self._check()

    def _same(self, key: str) -> str | None:
        """What all the documents have there; None if they differ."""
        found = {str(self._grid.value(one, key) or "") for one in self._documents}
        return found.pop() if len(found) == 1 else None

    def _field(self, key: str) -> QComboBox | QLineEdit:
        column, same = self._grid.column(key), self._same(key)
        if column is not None and column.choices:
            box = QComboBox(self)
            if same is None:
                box.addItem(_("Differs – left as it is"), None)
            for value, name in column.choices:
                box.addItem(name, value)
            box.setCurrentIndex(max(0, box.findData(same)))
            return box
        line = QLineEdit(same or "", self)
        if same is None:
            line.setPlaceholderText(_("Differs – left as it is"))
        completer = QCompleter(self._grid.in_use(key), line)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        line.setCompleter(completer)
        return line

    def _check(self) -> None:
        self.accept_button.setEnabled(self._session.can_write)

    def answer(self) -> dict[str, str]:
        """What is to stand in each column that was touched."""
        found = {}
        for key, field in self.fields.items():
            if isinstance(field, QComboBox):
                text, touched = field.currentData(), field.currentData() != self._same(key)
            else:
                text, touched = field.text(), field.text() != (self._same(key) or "")
            if touched and text is not None:
                found[key] = text
        return found

    @called_by_qt
    def accept(self) -> None:
        """Save; where that is refused, say why and stay."""
        self.complain("")
        cells = [
            Cell(document_id, key, text)
            for key, text in self.answer().items()
            for document_id in self._documents
        ]
        self._session.refused.connect(self.complain)
        changes = self._session.run(fill_in, "documents", cells)
        self._session.refused.disconnect(self.complain)
        if changes is not None:
            super().accept()

    @classmethod
    def ask(cls, session: Session, documents: Sequence[DocumentId], parent: QWidget | None) -> None:
        """Edit what is said of documents, as one operation."""
        dialog = cls(session, documents, parent)
        dialog.exec()
        dialog.deleteLater()


def _labels() -> dict[str, str]:
    return {
        "kind": _("&Kind"),
        "language": _("&Language"),
        "date": _("&Date"),
        "wave": _("&Wave"),
        "folder": _("&Folder"),
        "case": _("&Case"),
    }
