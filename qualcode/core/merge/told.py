"""What is said in a plan, in whatever language is in use."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Self

from qualcode.core.merge.plan import ConflictLine, Pair, Written
from qualcode.core.translate import _, ngettext, with_commas


class Told(str):
    """A text that knows how it is told: a report has its own language."""

    __slots__ = ("_tell",)

    _tell: Callable[[], str]

    def __new__(cls, tell: Callable[[], str]) -> Self:
        """Args: tell: says it in the language in use."""
        self = super().__new__(cls, tell())
        self._tell = tell
        return self

    def __deepcopy__(self, _memo: object) -> Self:
        return self


def told_anew(words: str) -> str:
    """The same in the language in use."""
    return words._tell() if isinstance(words, Told) else words


def told_once(pairs: Iterable[Pair]) -> list[Pair]:
    """Without those that say what another has said: of three that are the same, each is found to be
    the same as each other."""
    said = {
        (one.table, one.names, one.by, int(one.likeness * 100), one.stands): one for one in pairs
    }
    return list(said.values())


def told_values(conflict: ConflictLine, side: int) -> tuple[object, ...]:
    """Our value (0) or theirs (1); of a text, what was written into it, and by whom, if several."""
    if not any(conflict.written):
        return conflict.values[side]
    written = conflict.written[side]
    if len(written) < 2:
        return tuple(map(_changes, written))
    told = (
        _("{coder}: {changes}").format(coder=", ".join(one.coders), changes=_changes(one))
        for one in written
    )
    return ("; ".join(told),)


def _changes(written: Written) -> str:
    number = ngettext("{number} place changed", "{number} places changed", written.number)
    told = number.format(number=written.number)
    if not written.words:
        return told
    words = (_("“{word}”").format(word=one) for one in written.words)
    return _("{changes}: {words}").format(changes=told, words=with_commas(words, more=written.more))
