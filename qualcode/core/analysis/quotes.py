"""Passages as they may be printed: with line and speakers, without real names."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlite_utils import Database

from qualcode.core.analysis.passages import NamelessText, Passage, Turns
from qualcode.core.analysis.printed import check_printed
from qualcode.core.ids import CoderId, DocumentId, PersonId
from qualcode.core.model import Coder, Document, Person
from qualcode.core.model.span import Lines
from qualcode.core.store import documents as document_store
from qualcode.core.store.quotes import PrintedRow

#: shorter names are too often ordinary words
_SHORTEST_NAME = 3


@dataclass(frozen=True, slots=True)
class Quote:
    """A printed passage: the union of marks that overlap under one category.

    Attributes:
        document: the document's title; `printed_title` is the same without real names.
        language: of the document, ``sv`` or ``en``.
        text: verbatim, but a speaker label that is a real name is the pseudonym in brackets.
        printed: the words that an evaluator has given it for the report, if any.
        unlike: words of those that the passage does not hold; empty where there are none.
        chosen: whether an evaluator has chosen it for the report.
        attribution: what an evaluator wants printed after it, if anything.
        persons: the respondents whose turns it touches, in the order in which they speak.
            `pseudonyms`, `roles` and `groups` go with them, one for each.
        by_interviewer: whether an interviewer says it and no respondent.
        coders: the evaluators' names; `initials` go with them.
        line: the number, from 1, of the text's line where it starts.
    """

    document_id: DocumentId
    document: str
    printed_title: str
    language: str
    start: int
    end: int
    line: int
    text: str
    persons: tuple[PersonId, ...]
    pseudonyms: tuple[str, ...]
    roles: tuple[str | None, ...]
    groups: tuple[str | None, ...]
    coders: tuple[str, ...]
    initials: tuple[str, ...]
    comments: tuple[str, ...]
    by_interviewer: bool
    printed: str | None = None
    unlike: tuple[str, ...] = ()
    chosen: bool = False
    attribution: str | None = None

    @property
    def words(self) -> str:
        """What is printed."""
        return self.text if self.printed is None else self.printed


@dataclass(frozen=True, slots=True)
class _Page:
    """A document, ready to be quoted from."""

    document: Document
    title: str
    text: NamelessText
    lines: Lines
    turns: Turns

    def nameless(self, words: str, passage: Passage) -> str:
        """Words of a passage's printed form; a speaker's label that is a real name is replaced."""
        for label, shown in self.text.hidden(passage.start, passage.end):
            pattern = rf"(?<!\w){re.escape(label)}(?=\s*:)"
            words = re.sub(pattern, shown.replace("\\", r"\\"), words)
        return words


class Quoter:
    """Makes quotes; each document's text is read when it is first quoted from."""

    def __init__(
        self,
        db: Database,
        documents: Mapping[DocumentId, Document],
        turns: Mapping[DocumentId, Turns],
        persons: Mapping[PersonId, Person],
        coders: Mapping[CoderId, Coder],
    ) -> None:
        self._db = db
        self._documents = documents
        self._turns = turns
        self._persons = persons
        self._coders = coders
        self._pages: dict[DocumentId, _Page] = {}
        self._described: dict[tuple[PersonId, ...], tuple[tuple[Any, ...], ...]] = {}
        self._signed: dict[tuple[CoderId, ...], tuple[tuple[str, ...], ...]] = {}

    def lost(self, document_id: DocumentId, words: str) -> str:
        """What a passage said whose place in the text is gone, as it may be printed."""
        turns = self._turns.get(document_id)
        return turns.nameless_words(words) if turns else words

    def quote(self, document_id: DocumentId, passage: Passage) -> Quote:
        page = self._pages.get(document_id) or self._open(document_id)
        start, end, coder_ids, comments = passage
        persons = page.turns.respondents(start, end)
        pseudonyms, roles, groups = self._described.get(persons) or self._describe(persons)
        names, initials = self._signed.get(coder_ids) or self._sign(coder_ids)
        return Quote(
            document_id,
            page.document.title,
            page.title,
            page.document.language,
            start,
            end,
            page.lines.number(start),
            page.text.read(start, end),
            persons,
            pseudonyms,
            roles,
            groups,
            names,
            initials,
            comments,
            not persons and page.turns.by_interviewer(start, end),
        )

    def as_printed(
        self, document_id: DocumentId, rows: Sequence[PrintedRow], coder_ids: tuple[CoderId, ...]
    ) -> Quote:
        """The quote of a passage that has a printed form; `rows` are those of its span."""
        first = rows[0]
        passage = Passage(first.start, first.end, coder_ids, ())
        quote = self.quote(document_id, passage)
        worded = next((row for row in reversed(rows) if row.text is not None), None)
        attributions = (row.attribution for row in reversed(rows) if row.attribution)
        words = None if worded is None or worded.text is None else worded.text
        return replace(
            quote,
            printed=None if words is None else self._pages[document_id].nameless(words, passage),
            unlike=check_printed(words, first.own_words).foreign if words else (),
            chosen=any(row.chosen for row in rows),
            attribution=next(attributions, None),
        )

    def _describe(self, person_ids: tuple[PersonId, ...]) -> tuple[tuple[Any, ...], ...]:
        """Pseudonyms, roles and groups; the same few persons speak in thousands of quotes."""
        persons = [self._persons[person_id] for person_id in person_ids]
        self._described[person_ids] = (
            tuple(person.pseudonym for person in persons),
            tuple(person.role for person in persons),
            tuple(person.reporting_group for person in persons),
        )
        return self._described[person_ids]

    def _sign(self, coder_ids: tuple[CoderId, ...]) -> tuple[tuple[str, ...], ...]:
        """Names and initials."""
        coders = [self._coders[coder_id] for coder_id in coder_ids]
        self._signed[coder_ids] = (
            tuple(coder.name for coder in coders),
            tuple(coder.initials for coder in coders),
        )
        return self._signed[coder_ids]

    def printed_title(self, document: Document) -> str:
        """The title; a respondent's real name in it is the pseudonym in brackets."""
        turns = self._turns.get(document.id)
        return nameless_title(document.title, turns.names) if turns else document.title

    def _open(self, document_id: DocumentId) -> _Page:
        document = self._documents[document_id]
        text = document_store.text(self._db, document_id)
        turns = self._turns.get(document_id) or Turns((), {})
        page = _Page(
            document, self.printed_title(document), turns.nameless(text), Lines(text), turns
        )
        self._pages[document_id] = page
        return page


def nameless_title(title: str, persons: Mapping[str, Person]) -> str:
    """The title with these names replaced by the persons' pseudonyms: as words and in the genitive
    (“Karins intervju”), between underscores or digits as files have them, and without the dots and
    rings that file systems lose (“03_Aberg”). A first and a last name become one pseudonym."""
    shown = {
        _bare(name): f"[{person.pseudonym}]"
        for name, person in persons.items()
        if len(name) >= _SHORTEST_NAME
    }
    if not shown:
        return title
    title = unicodedata.normalize("NFC", title)
    longest_first = sorted(shown, key=lambda name: (-len(name), name))
    pattern = "|".join(map(_as_word, longest_first))
    pieces, at = [], 0
    for match in re.finditer(pattern, _bare(title)):
        pieces += [title[at : match.start()], shown[match[0]]]
        at = match.end()
    found = "".join([*pieces, title[at:]])
    for put in set(pieces[1::2]):
        once = re.escape(put)
        found = re.sub(rf"({once})(?:[\s_.,-]*{once})+(?![^\W\d_])", r"\1", found)
    return found


def _as_word(name: str) -> str:
    """A pattern for a name between what are no letters; one that ends in a digit is not the
    beginning of a longer number."""
    before = r"(?<!\d)" if name[0].isdigit() else ""
    after = r"(?!\d)" if name[-1].isdigit() else ""
    return rf"{before}(?<![^\W\d_]){re.escape(name)}{after}(?=s?(?![^\W\d_]))"


def _bare(text: str) -> str:
    """In small letters and without diacritics, each character in its place."""
    folded = unicodedata.normalize("NFC", text)
    return "".join(unicodedata.normalize("NFD", one.lower())[0] for one in folded)
