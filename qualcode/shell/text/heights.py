"""How high each block is, and so where each begins, without adding up the whole document."""

from __future__ import annotations

from array import array
from collections.abc import Iterable

_CHUNK = 128


class Heights:
    """A row of heights that are often summed and sometimes changed."""

    __slots__ = ("_chunks", "_heights", "total")

    def __init__(self, heights: Iterable[float] = (0.0,)) -> None:
        self._heights = array("d", heights)
        self._chunks = array(
            "d", (sum(self._heights[i : i + _CHUNK]) for i in range(0, len(self._heights), _CHUNK))
        )
        self.total = sum(self._chunks)

    def __len__(self) -> int:
        return len(self._heights)

    def __getitem__(self, number: int) -> float:
        return self._heights[number]

    def __setitem__(self, number: int, height: float) -> None:
        more = height - self._heights[number]
        self._heights[number] = height
        self._chunks[number // _CHUNK] += more
        self.total += more

    def top(self, number: int) -> float:
        """Where a block begins: the sum of the heights before it."""
        chunk = number // _CHUNK
        return sum(self._chunks[:chunk]) + sum(self._heights[chunk * _CHUNK : number])

    def at(self, y: float) -> int:
        """The block at a height; the first or last one for what lies outside."""
        top = 0.0
        last = len(self._chunks) - 1
        for chunk, height in enumerate(self._chunks):
            if top + height > y or chunk == last:
                return self._within(chunk * _CHUNK, y - top)
            top += height
        return 0

    def _within(self, number: int, y: float) -> int:
        end = min(number + _CHUNK, len(self._heights)) - 1
        while number < end and y >= self._heights[number]:
            y -= self._heights[number]
            number += 1
        return number
