"""The files of one import, as a list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from operator import methodcaller
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from qualcode.core.ids import DocumentId
from qualcode.core.importers.rules import Rules
from qualcode.core.importers.speakers import plain
from qualcode.core.operations.importing import NewDocument
from qualcode.core.operations.margin_intake import Returned
from qualcode.core.operations.margin_names import CodeNames
from qualcode.core.translate import _, ngettext
from qualcode.shell.models.import_file import BRING_IN, CORRECT, TAKE_IN, ImportFile
from qualcode.shell.models.import_found import Found
from qualcode.shell.models.import_status import status_of
from qualcode.shell.models.roles import IS_FAINT, IS_WARNING, STATUS
from qualcode.shell.models.speakers import Proposed, SpeakerSheet

Index = QModelIndex | QPersistentModelIndex


class ImportFilesModel(QAbstractListModel):
    """The files in the order in which they come in."""

    def __init__(self, files: Iterable[ImportFile], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.files = list(files)
        self._kinds: dict[str, str] = {}
        self._same_titles: set[str] = set()
        self.documents_with: Callable[[str], list[str]] = lambda _sha256: []
        self.documents_with_text: Callable[[str, str], list[str]] = lambda _text, _key: []
        self.earlier_of: Callable[[str], tuple[DocumentId, str] | None] = lambda _name: None

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.files)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not 0 <= index.row() < len(self.files):
            return None
        file = self.files[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._title(file)
        if role == STATUS:
            return status_of(file)
        if role == IS_WARNING:
            return not file.left_out and bool(
                file.refusal or file.is_doubtful or len(file.choices) > 1
            )
        if role == IS_FAINT:
            return file.left_out
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{file.path.name}\n{file.refusal or status_of(file)}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _("{title}: {status}").format(title=self._title(file), status=status_of(file))
        return None

    def _title(self, file: ImportFile) -> str:
        """A file's title; its whole name where another has the same title."""
        return file.path.name if file.title in self._same_titles else file.title

    def take(self, file: ImportFile, found: Found | str) -> None:
        """A file has been read; `say_changed` when all have that were waited for."""
        file.take(found)
        self._carry_to(file)
        if file.transcript:
            file.already = tuple(self.documents_with(file.transcript.file_sha256))
            same = self.documents_with_text(file.transcript.text, file.text_key)
            file.same_here = tuple(same)
            file.earlier = self.earlier_of(file.transcript.file_name)

    def carry(self, file: ImportFile) -> str:
        """Let who is named in a file be of the same kind in the others, unless the user has said
        otherwise there; a label such as “Speaker 1” may be somebody else in each. Returns what is
        to be known of it, in a sentence.
        """
        said = {
            plain(row.label): row
            for row in (file.sheet.rows if file.sheet else ())
            if row.kind_said and row.is_name
        }
        self._kinds |= {label: row.kind for label, row in said.items()}
        last, number = "", 0
        for one in self.files:
            for row in self._carry_to(one) if one is not file else ():
                last, number = row.label, number + 1
        if not number:
            return ""
        text = ngettext(
            "“{label}” is taken for the same in {number} other file.",
            "“{label}” is taken for the same in {number} other files.",
            number,
        )
        return text.format(label=last, number=number)

    def _carry_to(self, file: ImportFile) -> list[Proposed]:
        """Those of a file who are of another kind than they seemed, for it was said elsewhere."""
        rows = file.sheet.rows if file.sheet else []
        wanted = [(row, self._kinds.get(plain(row.label))) for row in rows if not row.kind_said]
        changed = [(row, kind) for row, kind in wanted if kind and kind != row.kind]
        for row, kind in changed:
            row.kind = kind
        return [row for row, _kind in changed]

    def leave_out(self, file: ImportFile) -> None:
        """A file is not imported; it stays in the list, and can be taken in after all."""
        file.left_out = True
        self.say_changed()

    def leave_out_refused(self) -> None:
        """Leave out all that can't be read."""
        for file in self.refused:
            file.left_out = True
        self.say_changed()

    def do_like(self, chosen: ImportFile) -> None:
        """Give every file what was chosen for one."""
        meanings = {one.label: one.meaning for one in chosen.details}
        for file in self.files:
            file.set_kind(chosen.kind)
            file.set_language(chosen.language)
            file.mean(meanings)
            file.choice = chosen.choice or file.choice
            if chosen.margin.sheet is not None:
                file.decide_margin(methodcaller("use", chosen.margin.as_rules(Rules())))

    def new_documents(
        self, printed: dict[Proposed, str], codes: CodeNames | None, *, in_folder: bool
    ) -> list[NewDocument]:
        """The documents that come in; `printed` is what speakers will be printed as."""
        found = []
        for file in self.of_fate(BRING_IN):
            sheet = file.margin.sheet
            wishes = sheet.wishes(codes) if sheet and codes else ()
            found.append(replace(file.new_document(printed, in_folder=in_folder), wishes=wishes))
        return found

    def returned(self) -> list[Returned]:
        """The files of documents that are here already."""
        return [one.returned() for fate in (CORRECT, TAKE_IN) for one in self.of_fate(fate)]

    def say_changed(self) -> None:
        """Find out anew what is in the list twice, and of whom it is said, and show everything."""
        for file in self.files:
            file.tell_speakers()
        titles = Counter(file.title for file in self.files)
        self._same_titles = {title for title, number in titles.items() if number > 1}
        seen: dict[str, str] = {}
        for file in self.files:
            if file.transcript is None or file.left_out:
                continue
            sha256 = file.transcript.file_sha256
            file.twice = (seen[sha256],) if sha256 in seen else ()
            seen.setdefault(sha256, file.title)
        self._find_same_texts()
        if self.files:
            self.dataChanged.emit(self.index(0), self.index(len(self.files) - 1))

    def _find_same_texts(self) -> None:
        """The same words in several formats are one document, unless the user says otherwise."""
        seen: dict[str, str] = {}
        for file in self.files:
            key = file.text_key
            file.same_text = (seen[key],) if key in seen else ()
            if key and file.fate in (BRING_IN, CORRECT):
                seen.setdefault(key, file.title)

    def name_guide(self, path: Path | None) -> None:
        """The file that is the interview guide is no interview."""
        for file in self.files:
            file.is_guide = path is not None and file.path.absolute() == path.absolute()

    # Asking

    @property
    def waiting(self) -> list[ImportFile]:
        return [file for file in self.files if file.is_waiting]

    @property
    def refused(self) -> list[ImportFile]:
        """Those that can't be read, as far as they are not left out."""
        return [file for file in self.files if file.refusal and not file.left_out]

    @property
    def kept(self) -> list[ImportFile]:
        """Those that are not left out."""
        return [file for file in self.files if not file.left_out]

    def labels_beside(self, file: ImportFile) -> list[str]:
        """The labels of speakers in the other files."""
        return [row.label for one in self.sheets if one is not file.sheet for row in one.accepted]

    def readable(self, fate: str) -> list[ImportFile]:
        """The files with which this will be done, as far as they can be read."""
        return [file for file in self.of_fate(fate) if not file.refusal]

    @property
    def new_comments(self) -> int:
        """How many comments will be new to documents that are here already."""
        return sum(file.margin.new or 0 for file in self.of_fate(TAKE_IN))

    @property
    def returning(self) -> list[ImportFile]:
        """The files whose comments go to documents that are here already."""
        found = [*self.of_fate(TAKE_IN), *self.of_fate(CORRECT)]
        return [file for file in found if file.margin.can_be_taken_in]

    def of_fate(self, fate: str) -> list[ImportFile]:
        """The files with which this will be done."""
        return [file for file in self.files if file.fate == fate]

    @property
    def sheets(self) -> list[SpeakerSheet]:
        """The speakers of the files that come in as documents of their own."""
        return [file.sheet for file in self.of_fate(BRING_IN) if file.sheet]
