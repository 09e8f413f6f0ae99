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

_COUNTER_BITS = 12


class _Clock:
    """Milliseconds and a counter that never go backwards within one process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last = 0

    def tick(self) -> int:
        """The next value: 48 bits of milliseconds, then 12 bits of counter."""
        now = (time.time_ns() // 1_000_000) << _COUNTER_BITS
        with self._lock:
            self._last = max(now, self._last + 1)
            return self._last


_clock = _Clock()


def new_id() -> str:
    """A new UUIDv7, greater than every one that this process made before."""
    tick = _clock.tick()
    milliseconds, counter = tick >> _COUNTER_BITS, tick & 0xFFF
    random = int.from_bytes(os.urandom(8), "big") & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
    digits = f"{milliseconds:012x}7{counter:03x}{random:016x}"
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"
