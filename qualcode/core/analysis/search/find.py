"""Finding in the texts of a project, in their order, a hit at a time."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, Protocol

from sqlite_utils import Database

from qualcode.core.analysis.narrowing import Narrowing, choose
from qualcode.core.analysis.search.expression import expression, takes_long
from qualcode.core.analysis.search.matching import Matcher, Place
from qualcode.core.analysis.search.places import Places
from qualcode.core.analysis.search.query import Match, Query, read_query
from qualcode.core.analysis.search.regular import RegularExpression
from qualcode.core.analysis.search.vocabulary import Vocabulary, needs_vocabulary
from qualcode.core.analysis.search.wanted import EVERYWHERE, Wanted, Where
from qualcode.core.ids import DocumentId, PersonId
from qualcode.core.model import Document
from qualcode.core.model.paragraphs import paragraph_end, paragraphs, word_pattern
from qualcode.core.model.span import Span
from qualcode.core.store import documents as documents_store
from qualcode.core.store import persons as persons_store
from qualcode.core.store import search as store

#: So many texts are asked for one by one; who has seen nothing till then wants all of them.
_ONE_BY_ONE: Final = 16
#: So far the first text is read itself where the index takes long to answer, in characters.
_READ_FIRST: Final = 60_000

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, repr=False)  # no interview in a report of a crash
class Hit:
    """A place in a document that was looked for, in code points of its text.

    Attributes:
        text_sha256: of that text, for it may be another by the time that the hit is used.
        words: the stretches in it that were asked for; more than one where several words were.
        person_id: the respondent who says it.
    """

    document_id: DocumentId
    text_sha256: str
    start: int
    end: int
    words: tuple[Span, ...]
    person_id: PersonId | None


class Finds(Protocol):
    """What finds something in a paragraph, whose words are as the pattern says."""

    def places(self, text: str, paragraph: Span, pattern: "re.Pattern[str]", /) -> list[Place]: ...


class Finder:
    """Finds in one project. Keep it as long as the project is open: it remembers its words."""

    def __init__(self) -> None:
        self._vocabulary: tuple[int, Vocabulary] | None = None

    def find(
        self,
        db: Database,
        wanted: Wanted,
        where: Where = EVERYWHERE,
        *,
        progress: Progress | None = None,
    ) -> Iterator[Hit]:
        """Every hit, by document in the order in which they are shown, and in the order of the text.

        Args:
            progress: told how many documents of how many are done; may raise to stop.

        Raises:
            Refused: if nothing is asked for, or a pattern can't be read or takes too long.
        """
        chosen, persons = _chosen(db, where)
        if wanted.match is Match.REGEX:
            every = _EveryParagraph()
            pattern = RegularExpression(wanted.written)
            yield from _hits(db, pattern, every, chosen, where, persons, progress)
            return
        query = self._expanded(db, read_query(wanted.written, wanted.match), chosen)
        told = expression(query)
        rows = _Rows(db, told, slow=takes_long(query)) if told else _EveryParagraph()
        yield from _hits(db, Matcher(query), rows, chosen, where, persons, progress)

    def _expanded(self, db: Database, query: Query, documents: list[Document]) -> Query:
        if not needs_vocabulary(query):
            return query
        languages = sorted({document.language for document in documents})
        return self._words(db).expanded(query, languages)

    def _words(self, db: Database) -> Vocabulary:
        """The project's words, read anew when there are other texts."""
        texts = max(store.numbers(db).values(), default=0)
        if self._vocabulary is None or self._vocabulary[0] != texts:
            self._vocabulary = texts, Vocabulary(store.vocabulary(db))
        return self._vocabulary[1]


def _chosen(db: Database, where: Where) -> tuple[list[Document], frozenset[PersonId] | None]:
    """The documents that are searched, and whose words in them; None for anybody's."""
    documents = [one for one in documents_store.all_documents(db) if _is_in(one, where)]
    if where.narrowing == Narrowing():
        return documents, None
    persons = {one.id: one for one in persons_store.all_persons(db)}
    chosen = choose(db, where.narrowing, documents, persons)
    return list(chosen.documents.values()), chosen.persons


def _is_in(document: Document, where: Where) -> bool:
    return (where.document_ids is None or document.id in where.document_ids) and (
        where.kinds is None or document.kind in where.kinds
    )


def _hits(
    db: Database,
    finds: Finds,
    rows: "_Rows | _EveryParagraph",
    documents: list[Document],
    where: Where,
    persons: frozenset[PersonId] | None,
    progress: Progress | None,
) -> Iterator[Hit]:
    for number, document in enumerate(documents):
        if progress is not None:
            progress(number, len(documents))
        text = _Text(db, document.text_sha256)
        places: Places | None = None
        for start in rows.of(text):
            for place in _in_paragraph(finds, text.read(), start):
                places = places or Places(db, document.id, where, persons)
                if places.is_in(place.start, place.end):
                    yield Hit(
                        document.id,
                        document.text_sha256,
                        place.start,
                        place.end,
                        place.words,
                        places.respondent_at(place.start),
                    )


def _in_paragraph(finds: Finds, text: str, start: int) -> list[Place]:
    span = Span(start, paragraph_end(text, start))
    return finds.places(text, span, word_pattern(text[span.start : span.end]))


class _Text:
    """A document's text, read when it is needed."""

    def __init__(self, db: Database, sha256: str) -> None:
        self._db = db
        self.sha256 = sha256
        self._text: str | None = None

    def read(self) -> str:
        if self._text is None:
            self._text = store.text_of(self._db, self.sha256)
        return self._text


class _EveryParagraph:
    """Where the paragraphs of a text begin, where no index can tell which are of use."""

    def of(self, text: _Text) -> Iterator[int]:
        return (span.start for span in paragraphs(text.read()))


class _Rows:
    """Where the paragraphs of a text begin that the index says are of use."""

    def __init__(self, db: Database, expression: str, *, slow: bool) -> None:
        self._db = db
        self._expression = expression
        self._slow = slow
        self._numbers = store.numbers(db)
        self._all: dict[int, list[int]] | None = None
        self._asked = 0

    def of(self, text: _Text) -> Iterator[int]:
        read = 0
        if self._slow and not self._asked:
            for span in paragraphs(text.read()):
                if span.start >= _READ_FIRST:
                    break
                yield span.start
                read = span.start + 1
        self._asked += 1
        yield from (start for start in self._rows(self._numbers[text.sha256]) if start >= read)

    def _rows(self, number: int) -> list[int]:
        if self._all is None and not self._slow and self._asked <= _ONE_BY_ONE:
            return store.paragraphs_in(self._db, self._expression, number)
        if self._all is None:
            self._all = store.paragraphs_with(self._db, self._expression)
        return self._all.get(number, [])
