"""What was done in a file, as a merge sees it.

A deed is an entry of the journal that stands: one that is undone is as if it had never been, and
undoing, redoing and merging are no deeds of their own. Two files have in common the deeds that both
have. A deed follows those that its author's file held when it was done; `stamp` is its time, moved
on where a clock went wrong, so that it is always later than what it follows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from qualcode.core.store.merging import JournalLine

MERGE: Final = "merge"
HANDOUT: Final = "handout"

#: The entry under which a merge notes more of what a deed did that is known in part.
MORE: Final = "more"

Stamp = tuple[str, int]


@dataclass(slots=True)
class Deed:
    """An entry that stands.

    Attributes:
        follows: the deeds right before it.
        more: further lines that tell what it did.
    """

    line: JournalLine
    follows: tuple[str, ...]
    stamp: Stamp
    more: list[JournalLine] = field(default_factory=list)

    @property
    def is_snapshot(self) -> bool:
        """Whether its rows only say what the file began with."""
        return self.line.operation == HANDOUT


class Deeds:
    """The deeds of a file, by id and by number, in order."""

    def __init__(self, lines: Sequence[JournalLine]) -> None:
        self.lines = lines
        self.by_id: dict[str, Deed] = {}
        self.by_seq: dict[int, Deed] = {}
        self.heads: tuple[str, ...] = ()
        self.undone = _undone(lines)
        self._again_in_part = _done_again_in_part(lines)
        self._pasts: dict[str, frozenset[str]] = {}
        self._take(lines)

    def _take(self, lines: Sequence[JournalLine]) -> None:
        merges = _that_bring(lines) - self.undone.keys()
        standing = [line for line in lines if _may_be_a_deed(line) and line.id not in self.undone]
        brought: dict[str, list[JournalLine]] = defaultdict(list)
        for line in standing:
            if line.brought_by is not None:
                brought[line.brought_by].append(line)
        deeds = {line.id for line in standing}
        heads: tuple[str, ...] = ()
        away = _Away()
        for line in lines:
            if line.brought_by is None or line.brought_by in merges:
                heads = (*heads, *away.go_over(line))
            if line.id in merges:
                heads = (*heads, *_heads_of(brought[line.id]))
            if line.id in deeds:
                if line.brought_by is None:
                    self._add(line, self._before(heads, away.take_notice()))
                    heads = (line.id,)
                elif line.operation == MORE and line.brought_by in merges:
                    self._add_more(line)
                elif line.brought_by in merges:
                    known = (one for one in (line.follows or "").split() if one in self.by_id)
                    self._add(line, tuple(known))
        self.heads = tuple(one for one in heads if one in self.by_id)

    def _before(self, heads: Iterable[str], away: Collection[str]) -> tuple[str, ...]:
        """The heads, and in the place of those that were undone just then what these followed: so
        it is told in a copy in which they were not done again."""
        found: dict[str, None] = {}
        waiting = list(heads)[::-1]
        while waiting:
            one = waiting.pop()
            if one not in self.by_id:
                continue
            if one in away:
                waiting += self.by_id[one].follows[::-1]
            else:
                found[one] = None
        return tuple(found)

    def _add(self, line: JournalLine, follows: tuple[str, ...]) -> None:
        latest = max((self.by_id[one].stamp for one in follows), default=("", 0))
        stamp = (line.time, 0) if line.time > latest[0] else (latest[0], latest[1] + 1)
        if line.id in self._again_in_part:
            self.by_id[line.id] = Deed(line._replace(in_part=True), follows, stamp)
            return
        deed = Deed(line, follows, stamp)
        self.by_id[line.id] = deed
        self.by_seq[line.seq] = deed

    def _add_more(self, line: JournalLine) -> None:
        deed = self.by_id.get(_told_by(line))
        if deed is not None and line.seq > self._again_in_part.get(deed.line.id, 0):
            deed.more.append(line)
            self.by_seq[line.seq] = deed

    @property
    def begin_anew(self) -> bool:
        """Whether the file is a copy that knows nothing of what was done before it was made, as
        copies once were."""
        first = next((line for line in self.lines if line.brought_by is None), None)
        return (
            first is not None
            and first.operation == HANDOUT
            and not any(line.in_part and line.brought_by == first.id for line in self.lines)
        )

    def numbers(self, ids: Iterable[str]) -> list[int]:
        """The numbers of all lines that tell of these deeds."""
        deeds = (self.by_id[one] for one in ids)
        told = (line.seq for deed in deeds for line in (deed.line, *deed.more))
        return [seq for seq in told if seq in self.by_seq]

    def numbers_undone(self, one: str) -> list[int]:
        """The numbers of all lines that tell of an entry, though it is undone."""
        return [
            line.seq
            for line in self.lines
            if line.id == one or (line.operation == MORE and _told_by(line) == one)
        ]

    def past_of(self, one: str) -> frozenset[str]:
        """`past` of one deed, which is looked up once: it may have done something to many rows."""
        if one not in self._pasts:
            self._pasts[one] = frozenset(self.past([one]))
        return self._pasts[one]

    def past(self, ids: Iterable[str]) -> set[str]:
        """These deeds and all that they follow, however far back."""
        found: set[str] = set()
        waiting = [one for one in ids if one in self.by_id]
        while waiting:
            one = waiting.pop()
            if one not in found:
                found.add(one)
                waiting += self.by_id[one].follows
        return found


class _Away:
    """Which entries are undone at a place of the journal."""

    def __init__(self) -> None:
        self._ids: set[str] = set()
        self._undid: dict[str, str] = {}
        self._noticed: set[str] = set()

    def take_notice(self) -> Collection[str]:
        """Those that are undone while something else is done."""
        self._noticed |= self._ids
        return self._ids

    def go_over(self, line: JournalLine) -> Iterator[str]:
        """Look at the next line. What it does again is told, if something was done without it."""
        if line.undoes is None:
            return
        again = self._undid.get(line.undoes)
        if again is None:
            self._undid[line.id] = line.undoes
            self._ids.add(line.undoes)
            return
        self._ids.discard(again)
        if again in self._noticed:
            yield again


def _that_bring(lines: Sequence[JournalLine]) -> set[str]:
    """Merges; and the entries with which copies begin, if they tell of what was before."""
    merges = {line.id for line in lines if line.operation == MERGE}
    return merges | {line.brought_by for line in lines if line.in_part and line.brought_by}


def _heads_of(lines: Sequence[JournalLine]) -> list[str]:
    """Those of the entries that none of the others follows."""
    followed = {one for line in lines for one in (line.follows or "").split()}
    return [line.id for line in lines if line.id not in followed]


def _may_be_a_deed(line: JournalLine) -> bool:
    return line.undoes is None and line.operation != MERGE


def _told_by(line: JournalLine) -> str:
    """Of which entry a line tells more; or which one a merge did again in part."""
    return (line.follows or "").partition(" ")[0]


def _done_again_in_part(lines: Sequence[JournalLine]) -> dict[str, int]:
    """Entries that were undone, and of which a file that was taken in then held some: what they did
    is what the merges tell since, after the line with this number."""
    undone = _reversed([line for line in lines if line.brought_by is None])
    found: dict[str, int] = {}
    undid = {line.id: line.undoes for line in lines if line.undoes is not None}
    for line in lines:
        own = undid.get(line.undoes or "")
        if own is None or line.brought_by is None or line.brought_by in undone:
            continue
        if _told_by(line):
            found[own] = line.seq
        else:
            found.pop(own, None)
    return found


def _undone(lines: Iterable[JournalLine]) -> dict[str, str]:
    """The entries that are undone at present, with the entry that undid each.

    What a merge did again counts while that merge stands.
    """
    local = _reversed([line for line in lines if line.brought_by is None])
    standing = [line for line in lines if line.brought_by is None or line.brought_by not in local]
    return _reversed(standing)


def _reversed(lines: Iterable[JournalLine]) -> dict[str, str]:
    undone: dict[str, str] = {}
    undid: dict[str, str] = {}
    for line in lines:
        if line.undoes is None:
            continue
        if line.undoes in undid:
            undone.pop(undid[line.undoes], None)
        else:
            undid[line.id] = line.undoes
            undone[line.undoes] = line.id
    return undone
