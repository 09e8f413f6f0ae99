"""Ids: UUIDv7 strings, one type for each kind of row.

A UUIDv7 begins with the time it was made, so rows sort in the order in which they were
made and an index on ids stays compact (RFC 9562, section 5.7).
"""

import os
import threading
import time
from typing import NewType

CoderId = NewType("CoderId", str)
DocumentId = NewType("DocumentId", str)
TurnId = NewType("TurnId", str)
PersonId = NewType("PersonId", str)
CaseId = NewType("CaseId", str)
CodeId = NewType("CodeId", str)
SegmentId = NewType("SegmentId", str)
CodingId = NewType("CodingId", str)
MemoId = NewType("MemoId", str)
EntryId = NewType("EntryId", str)
FolderId = NewType("FolderId", str)
LandmarkId = NewType("LandmarkId", str)
QuestionId = NewType("QuestionId", str)
AttributeId = NewType("AttributeId", str)
BoardId = NewType("BoardId", str)
BoardItemId = NewType("BoardItemId", str)
DisagreementId = NewType("DisagreementId", str)
SurveyId = NewType("SurveyId", str)
SurveyColumnId = NewType("SurveyColumnId", str)

_COUNTER_BITS = 12
#: bytes that begin with the bits `10`, as a UUID's third part but one does
_VARIANT = bytes(0x80 | byte & 0x3F for byte in range(256))


class _Clock:
    """Milliseconds and a counter that never go backwards within one process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last = 0

    def tick(self, count: int = 1) -> int:
        """The next value, of so many: 48 bits of milliseconds, then 12 bits of counter."""
        now = (time.time_ns() // 1_000_000) << _COUNTER_BITS
        with self._lock:
            first = max(now, self._last + 1)
            self._last = first + count - 1
            return first


_clock = _Clock()


def new_id() -> str:
    """A new UUIDv7, greater than every one that this process made before."""
    return new_ids(1)[0]


def new_ids(count: int) -> list[str]:
    """So many new ids, in order: for many it takes a quarter of the time."""
    first = _clock.tick(count)
    chance = os.urandom(8 * count)
    variant = bytearray(chance[: 2 * count])
    variant[::2] = variant[::2].translate(_VARIANT)
    parts = zip(
        range(first, first + count),
        variant.hex("-", 2).split("-"),
        chance[2 * count :].hex("-", 6).split("-"),
        strict=False,
    )
    return [
        f"{(time := f'{tick:015x}')[:8]}-{time[8:12]}-7{time[12:]}-{before}-{after}"
        for tick, before, after in parts
    ]
