"""Words that one of two moved within their text: what the other did to them is done where they
stand now. Where both moved the same words, they stand where the later put them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from qualcode.core.model.puts import Put, written

#: Fewer characters may well stand elsewhere by chance.
_LEAST: Final = 12
#: So far it is looked for where words begin.
_FARTHEST: Final = 200

Sides = tuple[tuple[Put, ...], tuple[Put, ...]]


class _Move(NamedTuple):
    """``[start, end)`` of the base, which one `taken` away and one `put` in elsewhere."""

    start: int
    end: int
    taken: Put
    put: Put


class Moves:
    """What two did to a text, with each change of moved words where these stand now.

    Attributes:
        sides: what is to be done.
        puts: what of it are words that were moved.
    """

    def __init__(self, base: str, sides: Sequence[Sequence[Put]], stands: int) -> None:
        self._base = base
        self._now: list[dict[Put, Put]] = [{}, {}]
        self._gone: list[set[Put]] = [set(), set()]
        self._left: list[dict[tuple[int, int], str]] = [{}, {}]
        at_words = [list(_at_words(base, side)) for side in sides]
        moves = [list(_moves_in(base, side)) for side in at_words]
        sides = at_words if any(moves) else sides
        for side in (0, 1):
            others = {(one.start, one.end): one for one in moves[1 - side]}
            for move in moves[side]:
                self._now[side].setdefault(move.put, move.put)
                twin = others.get((move.start, move.end))
                if not others:
                    self._follow(side, move, sides[1 - side])
                elif twin is not None and side != stands and twin.put.start != move.put.start:
                    self._become(side, move, "")
        self.sides: Sides = (self._done(0, sides[0]), self._done(1, sides[1]))
        self.puts = {put for now in self._now for put in now.values()}

    def __bool__(self) -> bool:
        return bool(self.puts)

    def wrote(self, side: int, start: int, end: int, words: str) -> str:
        """What one of the two wrote in the place of a part of the base, of which it is known what
        it is to be."""
        if (start, end) in self._left[side]:
            return self._left[side][start, end]
        for before, now in self._now[side].items():
            if start <= now.start and now.end <= end and before.words != now.words:
                words = words.replace(now.words, before.words, 1)
        return words

    def _follow(self, side: int, move: _Move, others: Sequence[Put]) -> None:
        """What the other did within words that one moved is done to them."""
        taken = move.taken
        within = [put for put in others if put.start < taken.end and taken.start < put.end]
        inside = all(move.start <= put.start and put.end <= move.end for put in within)
        if not within or not inside:
            return
        words = _written(self._base, move.start, move.end, within)
        if words.strip():
            self._become(side, move, words)
            self._gone[1 - side].update(within)
            left = _written(self._base, taken.start, taken.end, within)
            self._left[1 - side][taken.start, taken.end] = left

    def _become(self, side: int, move: _Move, words: str) -> None:
        now = self._now[side][move.put]
        new = now.words.replace(self._base[move.start : move.end], words, 1)
        self._now[side][move.put] = now._replace(words=new if words or new.strip() else "")

    def _done(self, side: int, puts: Sequence[Put]) -> tuple[Put, ...]:
        now, gone = self._now[side], self._gone[side]
        return tuple(now.get(put, put) for put in puts if put not in gone)


def _at_words(base: str, puts: Sequence[Put]) -> Iterator[Put]:
    """Words put in, or taken out, from the beginning of a word on, where that is the same: comparing
    may well find that ". Yes" was put in before a full stop."""
    reached = 0
    borders = [*(put.start for put in puts[1:]), len(base)]
    for put, until in zip(puts, borders, strict=False):
        new = put if put.key is not None else _slid(base, put, reached, until)
        reached = new.end
        yield new


def _slid(base: str, put: Put, reached: int, until: int) -> Put:
    if put.start != put.end and put.words:
        return put
    words = put.words or base[put.start : put.end]
    length = put.end - put.start
    for step in (1, -1):
        start, now = put.start, words
        for _ in range(_FARTHEST):
            if not now[0].isspace() and (start == 0 or base[start - 1].isspace()):
                return Put(start, start + length, now if put.words else "")
            if step > 0 and start + length < until and base[start + length] == now[0]:
                now = now[1:] + now[0]
            elif step < 0 and start > reached and base[start - 1] == now[-1]:
                now = now[-1] + now[:-1]
            else:
                break
            start += step
    return put


def _moves_in(base: str, puts: Sequence[Put]) -> Iterator[_Move]:
    every = "\n".join(put.words for put in puts)
    for taken in puts:
        words = base[taken.start : taken.end]
        block = words.strip()
        if taken.words.strip() or len(block) < _LEAST or every.count(block) != 1:
            continue
        start = taken.start + len(words) - len(words.lstrip())
        put = next(put for put in puts if block in put.words)
        if put.key is None and base.count(block) == 1:
            yield _Move(start, start + len(block), taken, put)


def _written(base: str, start: int, end: int, puts: Sequence[Put]) -> str:
    moved = [put._replace(start=put.start - start, end=put.end - start) for put in puts]
    return written(base[start:end], moved)
