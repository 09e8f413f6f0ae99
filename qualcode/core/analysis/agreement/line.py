"""Chosen stretches of documents as one continuum."""

from collections.abc import Mapping, Sequence
from itertools import accumulate

import numpy as np

from qualcode.core.analysis.agreement.marks import Numbers
from qualcode.core.ids import DocumentId


class Line:
    """The allowed stretches of all documents, one after the other.

    Attributes:
        ends: where each document ends.
    """

    def __init__(self, allowed: Mapping[DocumentId, Sequence[tuple[int, int]]]) -> None:
        self._stretches: dict[DocumentId, tuple[Numbers, Numbers, Numbers]] = {}
        self._lengths = {
            document_id: sum(end - start for start, end in spans)
            for document_id, spans in allowed.items()
        }
        before = accumulate(self._lengths.values(), initial=0)
        for (document_id, spans), base in zip(allowed.items(), before, strict=False):
            table = np.array(spans, dtype=np.int64).reshape(-1, 2)
            lengths = table[:, 1] - table[:, 0]
            self._stretches[document_id] = (table[:, 0], lengths, base + lengths.cumsum() - lengths)
        self.ends: Numbers = np.cumsum(list(self._lengths.values()), dtype=np.int64)
        self.length = sum(self._lengths.values())

    def length_of(self, document_id: DocumentId) -> int:
        return self._lengths[document_id]

    def places(self, document_id: DocumentId, positions: Numbers) -> Numbers:
        """Where positions of a document are on the line; those outside, at the nearest edge."""
        starts, lengths, bases = self._stretches[document_id]
        if not starts.size:
            return np.zeros_like(positions)
        at = np.maximum(np.searchsorted(starts, positions, "right") - 1, 0)
        within: Numbers = np.clip(positions - starts[at], 0, lengths[at])
        return bases[at] + within


def cut(
    allowed: Sequence[tuple[int, int]], turns: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """The allowed stretches cut where a turn begins: no word or sentence goes from one to another."""
    begins = sorted({start for start, _end in turns})
    found = []
    at = 0
    for start, end in allowed:
        while at < len(begins) and begins[at] < end:
            if begins[at] > start:
                found.append((start, begins[at]))
                start = begins[at]
            at += 1
        found.append((start, end))
    return found
