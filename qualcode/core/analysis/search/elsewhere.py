"""Finding words in what is not a transcript: titles, codes, comments, memos, persons.

All of it is read through. A project has some thousands of these at most, and none is long.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Final

from sqlite_utils import Database

from qualcode.core.analysis.search.find import Finds
from qualcode.core.analysis.search.matching import Matcher, Place
from qualcode.core.analysis.search.query import Match, read_query
from qualcode.core.analysis.search.regular import RegularExpression
from qualcode.core.analysis.search.vocabulary import Vocabulary
from qualcode.core.analysis.search.wanted import Wanted
from qualcode.core.model.paragraphs import paragraphs, word_pattern, words_in
from qualcode.core.model.span import Span
from qualcode.core.store import project_info
from qualcode.core.store import search as store


class Section(Enum):
    """Where something was found, in the order in which that is shown."""

    TITLES = "titles"
    CODES = "codes"
    PERSONS = "persons"
    COMMENTS = "comments"
    CONDENSED = "condensed"
    INTERPRETATIONS = "interpretations"
    QUOTES = "quotes"
    MEMOS = "memos"


_LOOKED_IN: Final[tuple[tuple[Section, str, tuple[str, ...]], ...]] = (
    (Section.TITLES, "documents", ("title",)),
    (Section.CODES, "codes", ("name", "definition", "when_to_use", "when_not_to_use", "example")),
    (Section.PERSONS, "persons", ("pseudonym",)),
    (Section.COMMENTS, "codings", ("comment",)),
    (Section.CONDENSED, "segments", ("condensed",)),
    (Section.INTERPRETATIONS, "segments", ("interpretation",)),
    (Section.QUOTES, "quotes", ("text",)),
    (Section.MEMOS, "memos", ("title", "text")),
)


@dataclass(frozen=True, slots=True, repr=False)  # no interview in a report of a crash
class Mention:
    """A row in which something was found.

    Attributes:
        table, row_id, column: where it stands.
        text: all that is written there.
        places: in it, in order.
    """

    section: Section
    table: str
    row_id: str
    column: str
    text: str
    places: tuple[Place, ...]


def mentions(db: Database, wanted: Wanted) -> Iterator[Mention]:
    """What was written about the texts and has the words.

    Raises:
        Refused: as `Finder.find`.
    """
    finds = _finds(db, wanted)
    for section, table, row_id, column, text in _fields(db):
        places = tuple(_places(finds, text))
        if places:
            yield Mention(section, table, row_id, column, text, places)


def _fields(db: Database) -> Iterator[tuple[Section, str, str, str, str]]:
    for section, table, columns in _LOOKED_IN:
        for row_id, column, text in store.fields_with_text(db, table, columns):
            yield section, table, row_id, column, text


def _finds(db: Database, wanted: Wanted) -> Finds:
    if wanted.match is Match.REGEX:
        return RegularExpression(wanted.written)
    query = read_query(wanted.written, wanted.match)
    if wanted.match is Match.FORMS:
        written = {word for *_where, text in _fields(db) for word in _words(text)}
        query = Vocabulary(written).expanded(query, [project_info.read(db).language])
    return Matcher(query)


def _words(text: str) -> tuple[str, ...]:
    return words_in(text, Span(0, len(text))).folded


def _places(finds: Finds, text: str) -> Iterator[Place]:
    pattern = word_pattern(text)
    for span in paragraphs(text):
        yield from finds.places(text, span, pattern)
