"""A file of an import: what was read in it, or why it could not be, and what is done with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex

from qualcode.core.ids import DocumentId
from qualcode.core.importers import beginning, rules
from qualcode.core.importers.beginning import ANY, PROPOSED
from qualcode.core.importers.file_names import Facts, Pattern, together
from qualcode.core.importers.guesses import guess_kind
from qualcode.core.importers.guide import Guide
from qualcode.core.importers.removals import Choice
from qualcode.core.importers.rules import NOBODY, Rules
from qualcode.core.importers.speakers import plain
from qualcode.core.importers.transcript import Detail, Transcript
from qualcode.core.operations.importing import NewDocument
from qualcode.core.operations.margin_intake import Returned
from qualcode.core.operations.same_words import words_key
from qualcode.shell.models.file_margin import FileMargin
from qualcode.shell.models.import_found import Answer, Found, Query, Request
from qualcode.shell.models.questions import QuestionSheet
from qualcode.shell.models.removals import Removals
from qualcode.shell.models.speakers import Proposed, SpeakerSheet

Index = QModelIndex | QPersistentModelIndex

#: What is to be done with a file: bring it in, leave it, put it in a document's place, or take its
#: comments into a document.
BRING_IN, LEAVE, CORRECT, TAKE_IN = "bring-in", "leave", "correct", "take-in"
#: The same as rules say it of files that are known.
FATES: Final = {rules.AGAIN: BRING_IN, rules.SKIP: LEAVE, rules.CORRECT: CORRECT}

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
        removed: what is taken out of what is offered.
        questions: where questions of the guide are asked; None without a guide.
        margin: what becomes of comments and colours.
        is_fresh: whether `transcript` and the rest are what the user's choices make of the file.
        already: the titles of documents that came from a file with the same bytes.
        earlier: the document of the project that came from another file of this name, and its title.
        name_facts: what its name says.
        details: what it says of itself, and what is made of it.
        folders: of the project that it may go into, from the top.
        evaluator: who imports it: a speaker of this name is an interviewer.
        facts: what is known by both; its name, read as the user wants, goes first.
        said, nobody: what rules say of labels, and whether they say that nobody is labelled.
        spellings: labels that rules take for other ones, as `plain` has them.
        meanings: what the user or rules say is made of what it says of itself, by label.
        kind_chosen: whether the user, not the name, has said of what kind it is.
        choice: what the user wants done with it; None does what is usual.
        left_out: whether the user does not want it, whatever else is said of it.
        planned: what correcting `earlier` with it would do, in a sentence.
        twice: the titles of files before it in the list with the same bytes.
        text_key: equal for files with the same text; empty as long as it is not known.
        same_text: the titles of files before it that come in with the same text.
        same_here: the titles of documents that are here already with the same text.
        is_guide: whether it is the interview guide whose questions are looked for.
        is_newer: whether it is a new version of `earlier`, by all that it says.
        compared: the text by which that was found out.
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
    name_facts: Facts = field(default_factory=Facts)
    details: list[Detail] = field(default_factory=list)
    folders: tuple[str, ...] = ()
    evaluator: str = ""
    facts: Facts = field(default_factory=Facts)
    kind_chosen: bool = False
    said: dict[str, str] = field(default_factory=dict)
    nobody: bool = False
    spellings: dict[str, str] = field(default_factory=dict)
    meanings: dict[str, str] = field(default_factory=dict)
    choice: str | None = None
    left_out: bool = False
    planned: str = ""
    read: Transcript | None = None
    removed: Choice = field(default_factory=Choice)
    guide: Guide | None = None
    questions: QuestionSheet | None = None
    margin: FileMargin = field(default_factory=FileMargin)
    is_fresh: bool = False
    text_key: str = ""
    same_text: tuple[str, ...] = ()
    same_here: tuple[str, ...] = ()
    is_guide: bool = False
    is_newer: bool = False
    compared: str | None = None

    @classmethod
    def at(
        cls, path: Path, language: str, folders: tuple[str, ...] = (), evaluator: str = ""
    ) -> ImportFile:
        """A file that has not been read yet; `language` is the project's."""
        return cls(path, language, guess_kind(path.stem), folders=folders, evaluator=evaluator)

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
        return Request(
            self.path,
            self.encoding,
            self.read,
            self.removed,
            self.guide,
            self.margin.is_text,
            self.evaluator,
        )

    @property
    def choices(self) -> tuple[str, ...]:
        """What can be done with it, the usual first."""
        take_in = (TAKE_IN,) if self.margin.can_be_taken_in else ()
        if self.already or self.twice:
            return (LEAVE, *take_in, BRING_IN)
        if self.is_guide:
            return (LEAVE, BRING_IN)
        if self.margin.known is not None:
            corrects = () if self.margin.known.is_same else (CORRECT,)
            back = (*corrects, *take_in) if self.is_newer else (*take_in, *corrects)
            return (*back, BRING_IN, LEAVE)
        if self.same_here:
            return (LEAVE, BRING_IN)
        if self.earlier:
            return (CORRECT, BRING_IN, LEAVE) if self.is_newer else (BRING_IN, CORRECT, LEAVE)
        return (LEAVE, BRING_IN) if self.same_text else (BRING_IN,)

    @property
    def fate(self) -> str:
        """What will be done with it. The very file a second time is left out."""
        choices = self.choices
        if self.left_out:
            return LEAVE
        return self.choice if self.choice in choices else choices[0]

    def take_in_after_all(self) -> None:
        """The user wants it, even if it is here already."""
        self.left_out = False
        if self.fate == LEAVE:
            self.choice = BRING_IN

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
        taken = self.removed.of(self.read) if self.is_fresh else ()
        return Removals(self.read.text, taken, self.read.removals)

    def take(self, found: Found | str) -> None:
        """What the reading came to: what was found, or the sentence that says why nothing was."""
        self.is_fresh = True
        if isinstance(found, str):
            self.read = self.transcript = self.sheet = self.questions = None
            self.refusal, self.text_key = found, ""
            self.margin.forget()
            return
        same = self.transcript == found.transcript
        is_new = self.read is None
        self.read, self.transcript, self.refusal = found.read, found.transcript, ""
        self.text_key = found.key or words_key(found.transcript.text)
        if is_new:
            self._learn()
        if not self.language_chosen:
            self.language = found.language or self.language
        if self.sheet is None or not same:
            is_first = self.sheet is None
            self.sheet = self._sheet(found.transcript)
            if is_first:
                self._say_of_speakers()
        self.questions = QuestionSheet.of(self.guide, found) if self.guide else None
        self.margin.take(found.read, found.transcript)

    @property
    def is_to_be_known(self) -> bool:
        """Whether it has to be found out of which document it is a version."""
        if not self.is_fresh or self.transcript is None:
            return False
        is_compared = self.earlier is None or self.compared == self.transcript.text
        return self.margin.is_to_be_looked_for(self.transcript) or not is_compared

    def query(self) -> Query:
        """What is to be found out of it."""
        if self.transcript is None:
            raise ValueError(self.path)
        looks = self.margin.is_to_be_looked_for(self.transcript)
        earlier = self.earlier[0] if self.earlier else None
        return Query(self.transcript, self.margin.rule if looks else None, earlier)

    def know(self, answer: Answer) -> None:
        """What was found out."""
        text = self.transcript.text if self.transcript else None
        self.compared, self.is_newer, self.planned = text, answer.is_newer, ""
        if self.margin.is_to_be_looked_for(self.transcript):
            self.margin.looked_for = text
            self.margin.know(answer.known, answer.before)
            if answer.known is not None:
                self.earlier = (answer.known.document_id, answer.known.title)

    def returned(self) -> Returned:
        """What it is to the document that is here already."""
        if self.earlier is None or self.transcript is None:
            raise ValueError(self.path)
        return Returned(
            self.earlier[0],
            replace(self.transcript, speeches=self.sheet.speeches if self.sheet else ()),
            self.margin.rule,
            self.margin.known,
            corrects=self.fate == CORRECT,
        )

    def _sheet(self, found: Transcript) -> SpeakerSheet:
        """The speakers; what was said of a label before is said of it still."""
        before = {row.label: row for row in self.sheet.rows} if self.sheet else {}
        rows = [before.get(guess.label) or Proposed.of(guess) for guess in found.speakers]
        for row, guess in zip(rows, found.speakers, strict=True):
            row.turns = guess.turns
            if not row.kind_said and row.kind == row.guessed_kind:
                row.kind = row.guessed_kind = guess.kind
        nobody = self.sheet.nobody if self.sheet else False
        sheet = SpeakerSheet(found.text, found.speeches, rows, self.kind, nobody)
        if self.sheet:
            sheet.whole = self.sheet.whole
        if self.sheet:
            sheet.kept_apart = self.sheet.kept_apart
            for label, other in self.sheet.joined.items():
                sheet.join(label, other)
        sheet.fill(self.facts)
        return sheet

    def tell_speakers(self) -> None:
        """Let what is known of the document be known of who answers in it now."""
        if self.sheet:
            self.sheet.fill(self.facts)

    def read_again(self, encoding: str | None) -> None:
        """Wait for a reading in this encoding."""
        self.encoding, self.refusal, self.planned, self.is_fresh = encoding, "", "", False
        self.text_key = ""
        self.read = self.transcript = self.sheet = self.questions = None
        self.margin.forget()

    def use(self, rules: Rules) -> None:
        """Do what rules say; what they say nothing of stays."""
        if rules.kind:
            self.set_kind(rules.kind)
        if rules.language:
            self.set_language(rules.language)
        self.said = {label.casefold(): kind for label, kind in rules.speakers.items()}
        self.nobody = rules.no_speakers
        self.spellings = {plain(label): other for label, other in rules.spellings.items()}
        self._say_of_speakers()
        if rules.encoding and self.is_plain and rules.encoding != self.encoding:
            self.read_again(rules.encoding)
        if Choice(frozenset(rules.remove)) != self.removed:
            self.removed = Choice(frozenset(rules.remove))
            self.is_fresh = bool(self.refusal)
        self.decide_margin(lambda margin: margin.use(rules))
        if rules.details:
            self.mean(rules.details)
        if rules.known:
            self.choice = FATES[rules.known]

    def decide_margin(self, decide: Callable[[FileMargin], None]) -> None:
        """Let something be decided of the margin; wait for the text if that changes it."""
        before = self.margin.is_text
        decide(self.margin)
        if self.margin.is_text != before:
            self.planned, self.is_fresh = "", bool(self.refusal)

    def mean(self, meanings: Mapping[str, str]) -> None:
        """Make this of what it says of itself, by label; what is not named stays."""
        self.meanings |= {label.casefold(): meaning for label, meaning in meanings.items()}
        self._learn()

    def _learn(self) -> None:
        """Find out anew what is known of it; what the user has said goes before it."""
        said = self.read.beginning.details if self.read and self.read.beginning else ()
        self.details = list(beginning.by_rules(said, {ANY: PROPOSED, **self.meanings}))
        self.facts = together(self.name_facts, beginning.facts(self.details))
        if not self.kind_chosen:
            self._set_kind(self.facts.kind or guess_kind(self.path.stem))
        self.tell_speakers()

    def _say_of_speakers(self) -> None:
        if self.sheet is None:
            return
        self.sheet.nobody = self.sheet.nobody or self.nobody
        for label in [row.label for row in self.sheet.rows]:
            if other := self.spellings.get(plain(label)):
                self.sheet.join(label, other)
        for row in self.sheet.rows:
            kind = self.said.get(row.label.casefold())
            if kind is not None:
                row.accepted = kind != NOBODY
                row.kind = row.kind if kind == NOBODY else kind

    def remove(self, choice: Choice) -> None:
        """Wait until this has been taken out, and nothing else."""
        self.removed, self.planned, self.is_fresh = choice, "", False

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
        self.name_facts = (pattern.read(self.path.stem) if pattern else None) or Facts()
        self._learn()

    def set_language(self, language: str) -> None:
        self.language, self.language_chosen = language, True

    def new_document(self, printed: dict[Proposed, str], *, in_folder: bool = False) -> NewDocument:
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
            case=self.facts.case,
            folder=self.folders if in_folder else (),
        )
