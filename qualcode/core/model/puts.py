"""What was done to a text: words put in the place of others, one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from qualcode.core.model.aligning import changes_between
from qualcode.core.model.edit import Edit


class Key(NamedTuple):
    """By which what two put in is the same: whose answer it is, and what was said at first."""

    whose: str
    said: str


class Put(NamedTuple):
    """``[start, end)`` of a text became `words`. The key tells the same from the same words, and
    from words that were corrected since."""

    start: int
    end: int
    words: str
    key: Key | None = None


def puts_between(before: str, after: str) -> list[Put]:
    """What was done to a text. What was only put behind it is known for that, also where it repeats
    what stands there."""
    if after.startswith(before):
        end = len(before)
        return [Put(end, end, after[end:])] if len(after) > end else []
    return [
        Put(one.old_start, one.old_end, after[one.new_start : one.new_end])
        for one in changes_between(before, after)
    ]


def written(text: str, puts: Iterable[Put | Edit]) -> str:
    """The text with everything put in."""
    parts, done = [], 0
    for one in puts:
        parts += [text[done : one.start], one.words]
        done = one.end
    return "".join((*parts, text[done:]))


class _Piece(NamedTuple):
    """``[start, end)`` of the base, or words in its place; `tied` to the words before it, of which
    they were cut off."""

    start: int
    end: int
    words: str | None = None
    key: Key | None = None
    tied: bool = False

    @property
    def length(self) -> int:
        return self.end - self.start if self.words is None else len(self.words)


def composed(base: str, first: Sequence[Put], second: Sequence[Put]) -> list[Put]:
    """How the base becomes what it is after both: `second` is about the text that `first` makes."""
    waiting = list(_pieces(base, first))[::-1]
    found: list[_Piece] = []
    at = 0
    for put in second:
        at = _pass(waiting, found, at, put.start)
        at = _change(waiting, found, at, put)
    return list(_puts([*found, *waiting[::-1]]))


def _pieces(base: str, puts: Sequence[Put]) -> Iterator[_Piece]:
    done = 0
    for one in puts:
        if one.start > done:
            yield _Piece(done, one.start)
        yield _Piece(*one)
        done = one.end
    if done < len(base):
        yield _Piece(done, len(base))


def _puts(pieces: Iterable[_Piece]) -> Iterator[Put]:
    last: Put | None = None
    for piece in pieces:
        if piece.tied and last is not None and piece.words is not None:
            last = last._replace(end=piece.end, words=last.words + piece.words)
            continue
        if last is not None:
            yield last
        last = None if piece.words is None else Put(piece.start, piece.end, piece.words, piece.key)
    if last is not None:
        yield last


def _pass(waiting: list[_Piece], found: list[_Piece], at: int, until: int) -> int:
    """Let stand what ends before a place. Returns how far that reaches."""
    while waiting and at + waiting[-1].length <= until:
        at += waiting[-1].length
        found.append(waiting.pop())
    if at < until and waiting[-1].words is None:
        piece = waiting.pop()
        cut = piece.start + until - at
        found.append(piece._replace(end=cut))
        waiting.append(piece._replace(start=cut))
        return until
    return at


def _change(waiting: list[_Piece], found: list[_Piece], at: int, put: Put) -> int:
    """Make one piece of those that a change touches. Returns how far that reaches."""
    start = end = found[-1].end if found else 0
    before, key, tied = "", put.key, bool(waiting) and waiting[-1].tied
    while waiting and at < put.end:
        piece = waiting.pop()
        left = max(0, at + piece.length - put.end)
        end = piece.end
        if piece.words is None:
            end -= left
            if left:
                waiting.append(piece._replace(start=end))
        else:
            before += piece.words[: max(0, put.start - at)]
            key = key or piece.key
            if left:
                words = piece.words[len(piece.words) - left :]
                waiting.append(_Piece(end, end, words, piece.key, tied=True))
        at += piece.length - left
    found.append(_Piece(start, end, before + put.words, key, tied))
    return max(at, put.end)
