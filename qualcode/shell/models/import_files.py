"""The files of one import, as a list."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from qualcode.core.ids import DocumentId
from qualcode.core.translate import _
from qualcode.shell.models.import_file import BRING_IN, ImportFile
from qualcode.shell.models.import_found import Found
from qualcode.shell.models.roles import IS_WARNING, STATUS
from qualcode.shell.models.speakers import SpeakerSheet

Index = QModelIndex | QPersistentModelIndex


class ImportFilesModel(QAbstractListModel):
    """The files in the order in which they come in."""

    def __init__(self, files: Iterable[ImportFile], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.files = list(files)
        self.documents_with: Callable[[str], list[str]] = lambda _sha256: []
        self.earlier_of: Callable[[str], tuple[DocumentId, str] | None] = lambda _name: None

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.files)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not 0 <= index.row() < len(self.files):
            return None
        file = self.files[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return file.title
        if role == STATUS:
            return file.status()
        if role == IS_WARNING:
            return bool(file.refusal or file.is_doubtful or len(file.choices) > 1)
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{file.path.name}\n{file.refusal or file.status()}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _("{title}: {status}").format(title=file.title, status=file.status())
        return None

    def take(self, file: ImportFile, found: Found | str) -> None:
        """A file has been read; `say_changed` when all have that were waited for."""
        if file not in self.files:  # left out meanwhile
            return
        file.take(found)
        if file.transcript:
            file.already = tuple(self.documents_with(file.transcript.file_sha256))
            file.earlier = self.earlier_of(file.transcript.file_name)

    def leave_out(self, file: ImportFile) -> None:
        """Take a file out of the list; it is not imported."""
        row = self.files.index(file)
        self.beginRemoveRows(QModelIndex(), row, row)
        del self.files[row]
        self.endRemoveRows()
        self.say_changed()

    def say_changed(self) -> None:
        """Find out anew what is in the list twice, and show everything."""
        seen: dict[str, str] = {}
        for file in self.files:
            if file.transcript is None:
                continue
            sha256 = file.transcript.file_sha256
            file.twice = (seen[sha256],) if sha256 in seen else ()
            seen.setdefault(sha256, file.title)
        if self.files:
            self.dataChanged.emit(self.index(0), self.index(len(self.files) - 1))

    # Asking

    @property
    def waiting(self) -> list[ImportFile]:
        return [file for file in self.files if file.is_waiting]

    @property
    def refused(self) -> list[ImportFile]:
        return [file for file in self.files if file.refusal]

    def labels_beside(self, file: ImportFile) -> list[str]:
        """The labels of speakers in the other files."""
        return [row.label for one in self.sheets if one is not file.sheet for row in one.accepted]

    def of_fate(self, fate: str) -> list[ImportFile]:
        """The files with which this will be done."""
        return [file for file in self.files if file.fate == fate]

    @property
    def sheets(self) -> list[SpeakerSheet]:
        """The speakers of the files that come in as documents of their own."""
        return [file.sheet for file in self.of_fate(BRING_IN) if file.sheet]
