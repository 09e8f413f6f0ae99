"""What was deleted and is kept, told once for each time that somebody deleted something."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from qualcode.core.merge.plan import KeptLine

#: Of what was deleted at one go, the first of these tables that is in it is what somebody meant.
_WHOLES: Final = (
    *("surveys", "documents", "codes", "cases", "folders", "attributes", "boards", "memos"),
    *("persons", "segments"),
)


@dataclass(frozen=True, slots=True)
class KeptTogether:
    """What one deletion would have taken.

    Attributes:
        first: what was deleted, or the first of several that are called the same.
        number: how many those are.
        parts: so many rows of other tables that went with it, by table.
        is_used: whether somebody else used or changed any of it.
    """

    first: KeptLine
    number: int
    parts: tuple[tuple[str, int], ...]
    is_used: bool


def kept_together(lines: Iterable[KeptLine]) -> list[KeptTogether]:
    """Of each deletion what was deleted, with the number of what went with it. Where several were
    deleted at one go, each stands by itself, and the first has the numbers."""
    by_deed: dict[tuple[str, ...], list[KeptLine]] = defaultdict(list)
    for line in lines:
        by_deed[(line.deed,) if line.deed else ("", line.table, line.row_id)].append(line)
    return [one for some in by_deed.values() for one in _of_one_deletion(some)]


def _of_one_deletion(lines: list[KeptLine]) -> list[KeptTogether]:
    tables = {line.table for line in lines}
    leading = next((table for table in _WHOLES if table in tables), lines[0].table)
    wholes: dict[str, list[KeptLine]] = defaultdict(list)
    for line in lines:
        if line.table == leading:
            wholes[line.what].append(line)
    parts = Counter(line.table for line in lines if line.table != leading)
    is_used = not all(line.only_with for line in lines)
    return [
        KeptTogether(some[0], len(some), () if at else tuple(parts.items()), is_used)
        for at, some in enumerate(wholes.values())
    ]
