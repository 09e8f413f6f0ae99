"""Which document of the project a file with comments was written from."""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Final

from sqlite_utils import Database

from qualcode.core.analysis.passages import Turns
from qualcode.core.analysis.shown_text import ShownText, shown_text
from qualcode.core.analysis.tally import gather_turns
from qualcode.core.ids import DocumentId
from qualcode.core.importers.margin import Comment, Highlight, Margin
from qualcode.core.importers.speakers import find, guess_speakers
from qualcode.core.importers.transcript import Transcript
from qualcode.core.model.anchoring import Alignment, align
from qualcode.core.model.span import Span, trim
from qualcode.core.report.characters import Characters
from qualcode.core.store import documents as document_store
from qualcode.core.store import persons as person_store
from qualcode.core.store import summary as reads
from qualcode.core.store.rows import storable

#: Three words in a row are seldom two texts' by chance.
_ROW: Final = 3
#: Of longer texts the rows that begin with every sixteenth word are enough: a hundred and more.
_LONG_TEXT: Final = 2000
_SIXTEENTH: Final = 16
#: Who speaks is written otherwise in a file without names.
_LABEL: Final = re.compile(r"^[^\n:]{1,60}:", re.MULTILINE)
#: So many of a file's rows of words must be a document's. Of two interviews with the same
#: questions, a fifth are.
_LEAST_SHARE: Final = 0.5
#: What is so much alike and comes from a file of the same name is a new version of it.
_NEARLY_EQUAL: Final = 0.95


@dataclass(frozen=True, slots=True)
class Known:
    """The document that a file was written from.

    Attributes:
        shown: its text as it was written into the file.
        is_same: whether that is the file's text still.
    """

    document_id: DocumentId
    title: str
    shown: ShownText
    is_same: bool


class KnownTexts:
    """The texts of a project, each as it is and as it leaves the house."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._by_text: dict[str, tuple[DocumentId, bool]] = {}
        self._titles: dict[DocumentId, str] = {}
        persons = {person.id: person for person in person_store.all_persons(db)}
        turns = gather_turns(reads.turns(db), persons)
        for document in document_store.all_documents(db):
            text = document_store.text(db, document.id)
            nameless = (turns.get(document.id) or Turns((), {})).nameless(text).read(0, len(text))
            self._titles[document.id] = document.title
            self._by_text.setdefault(text_key(text), (document.id, True))
            self._by_text.setdefault(text_key(nameless), (document.id, False))

    def find(self, text: str) -> Known | None:
        """The document with this text, or most of it; None if there is none."""
        found = self._by_text.get(text_key(text))
        if found is not None:
            document_id, real_names = found
            shown = shown_text(self._db, document_id, real_names=real_names)
            return Known(document_id, self._titles[document_id], shown, is_same=True)
        alike = self._most_alike(text)
        if alike is None:
            return None
        variants = [shown_text(self._db, alike, real_names=real) for real in (False, True)]
        shown = max(variants, key=lambda one: len(_first_words(one.text) & _first_words(text)))
        return Known(alike, self._titles[alike], shown, is_same=False)

    @cached_property
    def _rows(self) -> dict[DocumentId, _Rows]:
        return {one: _Rows(document_store.text(self._db, one)) for one in self._titles}

    def _most_alike(self, text: str) -> DocumentId | None:
        rows = _Rows(text)
        shares = [(rows.share_in(theirs), one) for one, theirs in self._rows.items()]
        best = max(shares, key=lambda share: share[0], default=None)
        return best[1] if best is not None and best[0] >= _LEAST_SHARE else None


def is_new_version(db: Database, document_id: DocumentId, text: str) -> bool:
    """Whether a text is nearly the document's, with real names or without."""
    stored = shown_text(db, document_id, real_names=True)
    return (
        align(stored.stored, text).likeness >= _NEARLY_EQUAL
        or align(shown_text(db, document_id, real_names=False).text, text).likeness >= _NEARLY_EQUAL
    )


def text_key(text: str) -> str:
    """Equal for texts that are equal in a Word file, which can't hold every character."""
    clean = Characters().clean(str(storable(text)))
    return hashlib.sha256(clean.encode()).hexdigest()


class _Rows:
    """The words of a text, three and three in a row, as numbers; of a long text a sample, which is
    the same rows in every text."""

    def __init__(self, text: str) -> None:
        words = _LABEL.sub("", text.casefold()).split()
        self._is_long = len(words) > _LONG_TEXT
        picked = [at for at in range(len(words) - _ROW + 1) if _is_picked(words[at])]
        self._picked = frozenset(_number(words, at) for at in picked)
        starts = range(0 if self._is_long else len(words) - _ROW + 1)
        self._all = frozenset(_number(words, at) for at in starts)

    def share_in(self, other: _Rows) -> float:
        """How many of these are the other text's too, from 0 to 1."""
        is_sample = self._is_long or other._is_long
        mine, theirs = (one._picked if is_sample else one._all for one in (self, other))
        return len(mine & theirs) / len(mine) if mine else 0.0


def _number(words: Sequence[str], at: int) -> int:
    return zlib.crc32(" ".join(words[at : at + _ROW]).encode(errors="replace"))


@lru_cache(maxsize=100_000)
def _is_picked(word: str) -> bool:
    return zlib.crc32(word.encode(errors="replace")) % _SIXTEENTH == 0


def _first_words(text: str) -> set[str]:
    return {words[0] for line in text.split("\n") if (words := line.split(maxsplit=1))}


def on_stored(margin: Margin, text: str, known: Known) -> Margin:
    """A file's margin at its places in the document's own text, which stays as it is.

    A comment whose words the document does not have is put beside the paragraph where they were
    written, and is doubtful.
    """
    alignment = None if known.is_same else align(text, known.shown.text)
    comments = []
    for comment in margin.comments:
        span, doubtful = _carried(comment, alignment, known.shown)
        if span is not None:
            is_doubtful = comment.is_doubtful or doubtful
            comments.append(
                replace(comment, start=span.start, end=span.end, is_doubtful=is_doubtful)
            )
    highlights = []
    for one in margin.highlights:
        span, doubtful = _carried(one, alignment, known.shown)
        if span is not None and not doubtful:
            highlights.append(replace(one, start=span.start, end=span.end))
    lost = len(margin.comments) - len(comments)
    return Margin(tuple(comments), tuple(highlights), margin.homeless + lost)


def _carried(
    one: Comment | Highlight, alignment: Alignment | None, shown: ShownText
) -> tuple[Span | None, bool]:
    """Where it is in the document, and whether that is only the paragraph."""
    if alignment is None:
        return trim(shown.stored, *shown.to_stored(one.start, one.end)), False
    place = alignment.carry(one.start, one.end)
    if place is not None:
        return trim(shown.stored, *shown.to_stored(place.start, place.end)), False
    at = alignment.place(one.start)
    start = shown.text.rfind("\n", 0, at) + 1
    end = shown.text.find("\n", at)
    line = shown.to_stored(start, len(shown.text) if end < 0 else end)
    return trim(shown.stored, *line), True


def with_names(transcript: Transcript, known: Known) -> Transcript:
    """The file with the document's own labels where it shows pseudonyms for them, to correct the
    document with it."""
    rewritten = known.shown.rewritten(transcript.text)
    if rewritten.stored == transcript.text:
        return transcript
    text = rewritten.stored
    speeches = find(text)

    def move(one: Comment | Highlight) -> Span:
        return rewritten.to_stored(one.start, one.end)

    return replace(
        transcript,
        text=text,
        speeches=speeches,
        speakers=guess_speakers(text, speeches),
        time_codes=(),
        pages=(),
        headings=(),
        removals=(),
        margin=Margin(
            tuple(
                replace(c, start=move(c).start, end=move(c).end) for c in transcript.margin.comments
            ),
            tuple(
                replace(h, start=move(h).start, end=move(h).end)
                for h in transcript.margin.highlights
            ),
            transcript.margin.homeless,
        ),
    )
