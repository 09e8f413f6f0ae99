"""How much of the text around a hit becomes a passage."""

from bisect import bisect_right
from collections.abc import Iterable
from enum import Enum

from sqlite_utils import Database

from qualcode.core.analysis.language import sentence_at
from qualcode.core.analysis.search.find import Hit
from qualcode.core.ids import DocumentId
from qualcode.core.model import Document
from qualcode.core.model.span import Span, trim
from qualcode.core.operations.hits import FoundPlace
from qualcode.core.store import documents as documents_store
from qualcode.core.store import search as store


class Extent(Enum):
    """What is marked: the words themselves, or what they stand in."""

    HIT = "hit"
    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"
    TURN = "turn"


def widened(db: Database, hits: Iterable[Hit], extent: Extent) -> list[FoundPlace]:
    """The places to mark for hits, each once, in the order of the hits.

    A paragraph or sentence never takes a speaker's label in, nor the next one's words. Where nobody
    speaks, a turn is the paragraph. A hit whose text is another by now stays as it is, for
    `code_hits` to refuse.
    """
    around: dict[DocumentId, Surroundings] = {}
    found: dict[FoundPlace, None] = {}
    for hit in hits:
        if hit.document_id not in around:
            around[hit.document_id] = Surroundings(db, hit.document_id)
        where = around[hit.document_id]
        span = Span(hit.start, hit.end)
        if where.document is not None and where.document.text_sha256 == hit.text_sha256:
            span = where.of(span, extent)
        found[FoundPlace(hit.document_id, hit.text_sha256, *span)] = None
    return list(found)


class Surroundings:
    """A document's text and turns, to see what a place stands in."""

    def __init__(self, db: Database, document_id: DocumentId) -> None:
        documents = {one.id: one for one in documents_store.all_documents(db)}
        self.document: Document | None = documents.get(document_id)
        self._text = documents_store.text(db, document_id) if self.document else ""
        turns = store.speakers_in(db, document_id)
        self._starts = [turn[0] for turn in turns]
        self._speeches = [Span(turn[2], turn[1]) for turn in turns]

    def of(self, span: Span, extent: Extent) -> Span:
        """The place, or what it stands in, without outer white space."""
        if extent is Extent.HIT:
            return span
        speech = self._speech(span)
        if extent is Extent.TURN and speech is not None:
            return self._trimmed(speech, span)
        line = self._line(span, speech or Span(0, len(self._text)))
        if extent is not Extent.SENTENCE:
            return self._trimmed(line, span)
        return self._sentence(span, line)

    def _speech(self, span: Span) -> Span | None:
        """What is said by whoever says this; None if it is not all said by one."""
        at = bisect_right(self._starts, span.start) - 1
        if at < 0:
            return None
        speech = self._speeches[at]
        return speech if speech.start <= span.start and span.end <= speech.end else None

    def _line(self, span: Span, within: Span) -> Span:
        start = max(within.start, self._text.rfind("\n", 0, span.start) + 1)
        end = self._text.find("\n", span.end)
        return Span(start, min(within.end, len(self._text) if end < 0 else end))

    def _sentence(self, span: Span, line: Span) -> Span:
        assert self.document is not None
        language = self.document.language
        first = sentence_at(self._text, span.start, line, language)
        last = sentence_at(self._text, span.end - 1, line, language)
        if first is None or last is None or first.start > span.start or last.end < span.end:
            return self._trimmed(line, span)
        return Span(first.start, last.end)

    def _trimmed(self, span: Span, otherwise: Span) -> Span:
        return trim(self._text, *span) or otherwise
