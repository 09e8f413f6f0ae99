"""The files of one import: what was read in each, or why it could not be."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from qualcode.core.ids import DocumentId
from qualcode.core.importers import removals
from qualcode.core.importers.file_names import Facts, Pattern
from qualcode.core.importers.guesses import guess_kind
from qualcode.core.importers.guide import Guide
from qualcode.core.importers.rules import NOBODY, Rules
from qualcode.core.importers.transcript import Transcript
from qualcode.core.operations.importing import NewDocument
from qualcode.core.translate import _
from qualcode.shell.models.import_found import Found, Request
from qualcode.shell.models.questions import QuestionSheet
from qualcode.shell.models.removals import Removals
from qualcode.shell.models.roles import IS_WARNING, STATUS
from qualcode.shell.models.speakers import Proposed, SpeakerSheet, speakers_found

Index = QModelIndex | QPersistentModelIndex

#: What is to be done with a file: bring it in, leave it, or put it in a document's place.
BRING_IN, LEAVE, CORRECT = "bring-in", "leave", "correct"

#: Formats whose encoding can be chosen.
PLAIN: Final = (".txt", ".md")


@dataclass(eq=False)
class ImportFile:
    """A file on its way into the project.

    Attributes:
        encoding: chosen by the user; None lets it be detected.
        refusal: why it can't be read, in a sentence; empty if it can.
        sheet: its speakers; None as long as it has not been read.
        read: the file as it was read; `transcript` is without what was removed from it.
        removed: the kinds of removals that are accepted.
        questions: where questions of the guide are asked; None without a guide.
        is_fresh: whether `transcript` and the rest are what the user's choices make of the file.
        already: the titles of documents that came from a file with the same bytes.
        earlier: the document of the project that came from another file of this name, and its title.
        facts: what its name says.
        said, nobody: what rules say of labels, and whether they say that nobody is labelled.
        kind_chosen: whether the user, not the name, has said of what kind it is.
        choice: what the user wants done with it; None does what is usual.
        planned: what correcting `earlier` with it would do, in a sentence.
        twice: the titles of files before it in the list with the same bytes.
    """

    path: Path
    language: str
    kind: str
    encoding: str | None = None
    transcript: Transcript | None = None
    refusal: str = ""
    sheet: SpeakerSheet | None = None
    already: tuple[str, ...] = ()
    twice: tuple[str, ...] = ()
    language_chosen: bool = False
    earlier: tuple[DocumentId, str] | None = None
    facts: Facts = field(default_factory=Facts)
    kind_chosen: bool = False
    said: dict[str, str] = field(default_factory=dict)
    nobody: bool = False
    choice: str | None = None
    planned: str = ""
    read: Transcript | None = None
    removed: frozenset[str] = frozenset()
    guide: Guide | None = None
    questions: QuestionSheet | None = None
    is_fresh: bool = False

    @classmethod
    def at(cls, path: Path, language: str) -> ImportFile:
        """A file that has not been read yet; `language` is the project's."""
        return cls(path, language, guess_kind(path.stem))

    @property
    def title(self) -> str:
        return self.facts.title or (self.transcript.title if self.transcript else self.path.stem)

    @property
    def is_waiting(self) -> bool:
        """Whether it is still to be read."""
        return not self.is_fresh

    @property
    def request(self) -> Request:
        """What reading it would be asked for now."""
        return Request(self.path, self.encoding, self.read, self.removed, self.guide)

    @property
    def choices(self) -> tuple[str, ...]:
        """What can be done with it, the usual first."""
        if self.already or self.twice:
            return (LEAVE, BRING_IN)
        return (BRING_IN, CORRECT, LEAVE) if self.earlier else (BRING_IN,)

    @property
    def fate(self) -> str:
        """What will be done with it. The very file a second time is left out."""
        choices = self.choices
        return self.choice if self.choice in choices else choices[0]

    @property
    def is_plain(self) -> bool:
        """Whether its encoding can be chosen."""
        return self.path.suffix.casefold() in PLAIN

    @property
    def is_doubtful(self) -> bool:
        """Whether the letters may be wrong: the only thing the reader of plain text remarks on."""
        found = self.transcript
        return found is not None and found.encoding is not None and bool(found.notes)

    @property
    def removals(self) -> Removals | None:
        """The file as it was read, with what of it is offered for removal, and what will go."""
        if self.read is None or not self.read.removals:
            return None
        taken = removals.of_kinds(self.read, self.removed) if self.is_fresh else ()
        return Removals(self.read.text, taken, self.read.removals)

    def take(self, found: Found | str) -> None:
        """What the reading came to: what was found, or the sentence that says why nothing was."""
        self.is_fresh = True
        if isinstance(found, str):
            self.read = self.transcript = self.sheet = self.questions = None
            self.refusal = found
            return
        same = self.transcript == found.transcript
        self.read, self.transcript, self.refusal = found.read, found.transcript, ""
        if not self.language_chosen:
            self.language = found.language or self.language
        if self.sheet is None or not same:
            is_first = self.sheet is None
            self.sheet = self._sheet(found.transcript)
            if is_first:
                self._say_of_speakers()
        self.questions = QuestionSheet.of(self.guide, found) if self.guide else None

    def _sheet(self, found: Transcript) -> SpeakerSheet:
        """The speakers; what was said of a label before is said of it still."""
        before = {row.label: row for row in self.sheet.rows} if self.sheet else {}
        rows = [before.get(guess.label) or Proposed.of(guess) for guess in found.speakers]
        for row, guess in zip(rows, found.speakers, strict=True):
            row.turns = guess.turns
        nobody = self.sheet.nobody if self.sheet else False
        for row in rows:
            if not row.is_interviewer and not row.group and row.label not in before:
                row.group = self.facts.group or ""
        sheet = SpeakerSheet(found.text, found.speeches, rows, self.kind, nobody)
        if self.sheet:
            sheet.kept_apart = self.sheet.kept_apart
            for label, other in self.sheet.joined.items():
                sheet.join(label, other)
        return sheet

    def read_again(self, encoding: str | None) -> None:
        """Wait for a reading in this encoding."""
        self.encoding, self.refusal, self.planned, self.is_fresh = encoding, "", "", False
        self.read = self.transcript = self.sheet = self.questions = None

    def use(self, rules: Rules) -> None:
        """Do what rules say; what they say nothing of stays."""
        if rules.kind:
            self.set_kind(rules.kind)
        if rules.language:
            self.set_language(rules.language)
        self.said = {label.casefold(): kind for label, kind in rules.speakers.items()}
        self.nobody = rules.no_speakers
        self._say_of_speakers()
        if rules.encoding and self.is_plain and rules.encoding != self.encoding:
            self.read_again(rules.encoding)
        if frozenset(rules.remove) != self.removed:
            self.removed, self.is_fresh = frozenset(rules.remove), bool(self.refusal)

    def _say_of_speakers(self) -> None:
        if self.sheet is None:
            return
        self.sheet.nobody = self.sheet.nobody or self.nobody
        for row in self.sheet.rows:
            kind = self.said.get(row.label.casefold())
            if kind is not None:
                row.accepted = kind != NOBODY
                row.kind = row.kind if kind == NOBODY else kind

    def remove(self, kinds: frozenset[str]) -> None:
        """Wait until these kinds of removals have been made, and no others."""
        self.removed, self.planned, self.is_fresh = kinds, "", False

    def look_for(self, guide: Guide | None) -> None:
        """Wait until this guide's questions have been looked for."""
        self.guide = guide
        if guide is None:
            self.questions = None
        else:
            self.is_fresh = bool(self.refusal)

    def set_kind(self, kind: str) -> None:
        """Say of what kind it is."""
        self.kind_chosen = True
        self._set_kind(kind)

    def _set_kind(self, kind: str) -> None:
        self.kind = kind
        if self.sheet:
            self.sheet.kind = kind

    def read_name(self, pattern: Pattern | None) -> None:
        """Take what its name says; what the user has said goes before it."""
        before, stem = self.facts.group, self.path.stem
        self.facts = (pattern.read(stem) if pattern else None) or Facts()
        if not self.kind_chosen:
            self._set_kind(self.facts.kind or guess_kind(stem))
        self._fill_groups(before)

    def _fill_groups(self, before: str | None) -> None:
        """The respondents are of the group that the name says, unless the user says another."""
        for row in self.sheet.rows if self.sheet else ():
            if not row.is_interviewer and row.group in ("", before or ""):
                row.group = self.facts.group or ""

    def set_language(self, language: str) -> None:
        self.language, self.language_chosen = language, True

    def new_document(self, printed: dict[Proposed, str]) -> NewDocument:
        """The document that it becomes."""
        if self.transcript is None or self.sheet is None:
            raise ValueError(self.path)
        return NewDocument(
            replace(self.transcript, speeches=self.sheet.speeches),
            kind=self.kind,
            language=self.language,
            speakers=self.sheet.speakers(printed),
            title=self.facts.title,
            date=self.facts.date,
            wave=self.facts.wave,
            asked=self.questions.accepted() if self.questions else (),
            facts=self.facts.attributes,
        )

    def status(self) -> str:
        """What is to be known of it, in a few words."""
        if self.refusal:
            return _("Can’t be read")
        if self.sheet is None:
            return _("Is being read…")
        if self.is_doubtful:
            return _("Look at its letters")
        if self.fate == LEAVE:
            return (
                _("Is left out: it is here already")
                if self.already or self.twice
                else (_("Is left out"))
            )
        if self.fate == CORRECT:
            return _("Corrects a document")
        whole = self.sheet.whole in self.sheet.accepted
        said = _("One respondent") if whole else speakers_found(self.sheet)
        if self.questions is None:
            return said
        return _("{speakers}; {questions}").format(
            speakers=said, questions=self.questions.summary()
        )


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
