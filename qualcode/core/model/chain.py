"""From code to theme: where a code and what stands above it belong in the chain of Graneheim and
Lundman (2004): code, sub-category, category, theme."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from qualcode.core.ids import CodeId
from qualcode.core.model.code import LEVELS, Code

CODE, SUB_CATEGORY, CATEGORY, THEME = range(len(LEVELS))
_COLUMNS: Final = len(LEVELS)


@dataclass(frozen=True, slots=True)
class Chain:
    """One code's way up, a place for each of `LEVELS`.

    Attributes:
        places: the code that stands at each level; None where there is none.
        own: the level of the code that the chain begins with.
        unsaid: the levels at which a code stands whose own level says something else.
    """

    places: tuple[CodeId | None, ...] = (None,) * _COLUMNS
    own: int = CODE
    unsaid: frozenset[int] = frozenset()

    def below(self, level: int) -> CodeId | None:
        """The nearest code under a level: what is moved when that level is given another one."""
        return next((code for code in self.places[:level][::-1] if code is not None), None)

    def above(self, level: int) -> CodeId | None:
        """The nearest code over a level: what a new one at that level comes to stand under."""
        return next((code for code in self.places[level + 1 :] if code is not None), None)


#: of a passage without a code
NO_CHAIN: Final = Chain()


def chain(code_id: CodeId, codes: Mapping[CodeId, Code]) -> Chain:
    """The chain of a passage's code.

    - The code itself stands at its own level, whichever that is: a passage may be tagged with a
      category, and its code and sub-category are then empty.
    - Of what is above it, each that says a higher level than all below it stands at that level. A
      level that nobody has is empty: levels may be skipped.
    - A code above that says no higher level (as one that was put over others and is still called a
      code) has a place all the same, between the levels that are said: as the category where it is
      alone and that place is free, else at the lowest level that is free. Such are `unsaid`.
    - What finds no free level is in no place; it is seen in the code's path.
    """
    path = [code_id]
    while (above := codes[path[-1]].parent_id) is not None:
        path.append(above)
    ranks = [LEVELS.index(codes[one].level) for one in path]
    said = _said(ranks)
    places: list[CodeId | None] = [None] * _COLUMNS
    unsaid: set[int] = set()
    for at, (step, rank) in enumerate(said):
        places[rank] = path[step]
        end, limit = said[at + 1] if at + 1 < len(said) else (len(path), _COLUMNS)
        for one, level in _between(path[step + 1 : end], range(rank + 1, limit)):
            places[level] = one
            unsaid.add(level)
    return Chain(tuple(places), ranks[0], frozenset(unsaid))


def _said(ranks: Sequence[int]) -> list[tuple[int, int]]:
    """The steps of the path whose level is higher than all below, with that level."""
    found = [(0, ranks[0])]
    for step, rank in enumerate(ranks):
        if rank > found[-1][1]:
            found.append((step, rank))
    return found


def _between(path: Sequence[CodeId], free: range) -> list[tuple[CodeId, int]]:
    """Places for those that say no level, within the levels that are free."""
    if len(path) == 1 and CATEGORY in free:
        return [(path[0], CATEGORY)]
    return list(zip(path, free, strict=False))
