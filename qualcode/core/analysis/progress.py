"""How far the coding of each document has come, and whose.

The coverage of a document is the share of the respondents' words that stand within marks; of a
document in which no respondent has a turn, such as minutes, all words count. A word belongs to a
mark if it begins there. Only documents that changed need counting anew: their words are kept.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from sqlite_utils import Database

from qualcode.core.ids import CoderId, DocumentId
from qualcode.core.model.span import Span, merge
from qualcode.core.store import documents as documents_store
from qualcode.core.store import progress as store

_WORD: Final = re.compile(r"\w+")
#: the words of so many documents at most are kept, those counted last
_MOST_KEPT: Final = 12


@dataclass(frozen=True, slots=True)
class Share:
    """How much of a document somebody has marked.

    Attributes:
        words: those of the respondents' words that stand in marks.
        last: when the latest of the marks was made; None if there is none.
    """

    passages: int = 0
    words: int = 0
    last: str | None = None


@dataclass(frozen=True, slots=True)
class DocumentProgress:
    """How far the coding of one document has come.

    Attributes:
        words: all that the respondents say, in words.
        codes: how many different codes it has.
        together: what all evaluators have marked.
        by: what each has marked who marked something.
    """

    words: int = 0
    codes: int = 0
    together: Share = Share()
    by: Mapping[CoderId, Share] = field(default_factory=dict)

    def share(self, coder_id: CoderId | None) -> Share:
        """What an evaluator has marked; what all have, for None."""
        return self.together if coder_id is None else self.by.get(coder_id, Share())

    def coverage(self, coder_id: CoderId | None) -> float:
        """The share of the respondents' words that they have marked, from 0 to 1."""
        return self.share(coder_id).words / self.words if self.words else 0.0


class ProgressCounter:
    """Counts documents; keeps the words of those it met last, which mostly come again."""

    def __init__(self) -> None:
        self._words: dict[tuple[str, int], array[int]] = {}

    def count(
        self,
        db: Database,
        document_ids: Iterable[DocumentId],
        *,
        progress: Callable[[int, int], object] | None = None,
    ) -> dict[DocumentId, DocumentProgress]:
        """How far the coding of these documents has come; those that are gone are left out."""
        asked = list(dict.fromkeys(document_ids))
        hashes = {one.id: one.text_sha256 for one in documents_store.documents(db, asked)}
        wanted = [document_id for document_id in asked if document_id in hashes]
        marks: dict[DocumentId, list[tuple[Any, ...]]] = defaultdict(list)
        for document_id, *row in store.marks(db, wanted):
            marks[document_id].append(tuple(row))
        found = {}
        for number, document_id in enumerate(wanted):
            if progress:
                progress(number, len(wanted))
            words = self._words_of(db, document_id, hashes[document_id])
            found[document_id] = _counted(words, marks[document_id])
        return found

    def _words_of(self, db: Database, document_id: DocumentId, sha256: str) -> array[int]:
        turns = store.respondents_turns(db, document_id)
        key = (sha256, hash(tuple(turns)))
        words = self._words.pop(key, None)
        if words is None:
            words = word_starts(documents_store.text(db, document_id), turns)
        self._words[key] = words
        while len(self._words) > _MOST_KEPT:
            del self._words[next(iter(self._words))]
        return words


def word_starts(text: str, turns: Sequence[tuple[int, int]]) -> array[int]:
    """Where each word begins that is spoken in these turns, in order; in the text if there is
    no turn."""
    spans = merge(Span(start, end) for start, end in turns) if turns else [Span(0, len(text))]
    found = array("I")
    for start, end in spans:
        found.extend(word.start() for word in _WORD.finditer(text, start, end))
    return found


def _counted(words: array[int], marks: Sequence[tuple[Any, ...]]) -> DocumentProgress:
    by: dict[CoderId, list[tuple[Any, ...]]] = defaultdict(list)
    for mark in marks:
        by[mark[0]].append(mark)
    return DocumentProgress(
        words=len(words),
        codes=len({mark[2] for mark in marks}),
        together=_share(words, marks),
        by={coder_id: _share(words, some) for coder_id, some in by.items()},
    )


def _share(words: array[int], marks: Sequence[tuple[Any, ...]]) -> Share:
    """Of marks (coder, passage, code, start, end, when)."""
    spans = {Span(mark[3], mark[4]) for mark in marks if mark[3] is not None}
    covered = sum(
        bisect_left(words, end) - bisect_left(words, start) for start, end in merge(spans)
    )
    return Share(
        passages=len({mark[1] for mark in marks}),
        words=covered,
        last=max((mark[5] for mark in marks), default=None),
    )
