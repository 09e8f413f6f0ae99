"""Finding the marks that touch a stretch of text, at once, whatever their number and length."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)

# A mark lies in the smallest bin that holds all of it. Bins of a level are eight times as wide as
# those of the level below: 512 characters, 4 096, 32 768 … 134 million. The scheme is that of Kent
# et al., "The Human Genome Browser at UCSC", Genome Research 12:996 (2002).
_SMALLEST = 9
_STEP = 3
_LEVELS = 7


class Intervals(Generic[K]):
    """Keys with half-open ranges. Adding and removing take the same time however many there are."""

    __slots__ = ("_bins", "_spans")

    def __init__(self) -> None:
        self._spans: dict[K, tuple[int, int]] = {}
        self._bins: dict[tuple[int, int], dict[K, tuple[int, int]]] = {}

    def __len__(self) -> int:
        return len(self._spans)

    def __contains__(self, key: K) -> bool:
        return key in self._spans

    def add(self, key: K, start: int, end: int) -> None:
        if key in self._spans:
            self.remove(key)
        self._spans[key] = (start, end)
        self._bins.setdefault(_bin(start, end), {})[key] = (start, end)

    def fill(self, spans: Iterable[tuple[K, int, int]]) -> None:
        """Hold these and no others; each key stands there once."""
        self.clear()
        own, bins = self._spans, self._bins
        for key, start, end in spans:
            own[key] = span = (start, end)
            where = _bin(start, end)
            if where in bins:
                bins[where][key] = span
            else:
                bins[where] = {key: span}

    def remove(self, key: K) -> None:
        """Forget a key; one that is not there is no error."""
        span = self._spans.pop(key, None)
        if span is None:
            return
        where = _bin(*span)
        keys = self._bins[where]
        del keys[key]
        if not keys:
            del self._bins[where]

    def clear(self) -> None:
        self._spans.clear()
        self._bins.clear()

    def touching(self, start: int, end: int) -> Iterator[K]:
        """Keys whose range shares a character with `[start, end)`, in no order."""
        last = max(end - 1, start)
        for level in range(_LEVELS):
            shift = _SMALLEST + _STEP * level
            for number in range(start >> shift, (last >> shift) + 1):
                for key, (from_, to) in self._bins.get((level, number), {}).items():
                    if from_ < end and start < to:
                        yield key


def _bin(start: int, end: int) -> tuple[int, int]:
    """The smallest bin that holds both ends: the highest bit in which they differ tells its level."""
    beyond = (start ^ max(end - 1, start)).bit_length() - _SMALLEST
    level = min(-(-beyond // _STEP), _LEVELS - 1) if beyond > 0 else 0
    return level, start >> _SMALLEST + _STEP * level
