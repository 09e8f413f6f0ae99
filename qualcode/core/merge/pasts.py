"""What entries of the journal follow, with what either of two files knows of that."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import Protocol

from qualcode.core.merge.side import Side


class Files(Protocol):
    """Two files of a merge."""

    ours: Side
    theirs: Side


class Pasts:
    """What entries follow, however far back."""

    def __init__(self, files: Files) -> None:
        self._deeds = (files.ours.deeds.by_id, files.theirs.deeds.by_id)
        self._found: dict[str, frozenset[str]] = {}

    def of(self, entry: str) -> frozenset[str]:
        """All that an entry follows."""
        if entry not in self._found:
            found: set[str] = set()
            waiting = list(self._follows(entry))
            while waiting:
                one = waiting.pop()
                if one not in found:
                    found.add(one)
                    waiting += self._follows(one)
            self._found[entry] = frozenset(found)
        return self._found[entry]

    def _follows(self, entry: str) -> Iterable[str]:
        known = (deeds.get(entry) for deeds in self._deeds)
        return chain.from_iterable(deed.follows for deed in known if deed is not None)
