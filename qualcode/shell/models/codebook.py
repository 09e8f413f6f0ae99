"""The codebook as the window knows it: read once, asked often."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from qualcode.core.analysis.counts import CodeCount
from qualcode.core.ids import CodeId
from qualcode.core.model import Code

NO_COUNT = CodeCount(0, 0)


@dataclass(frozen=True)
class Codebook:
    """Every code in tree order, with the ways up and down the tree."""

    codes: dict[CodeId, Code] = field(default_factory=dict)
    below: dict[CodeId | None, list[CodeId]] = field(default_factory=dict)

    @classmethod
    def of(cls, codes: Iterable[Code]) -> Codebook:
        """From codes in tree order."""
        found: dict[CodeId, Code] = {}
        below: dict[CodeId | None, list[CodeId]] = defaultdict(list)
        for code in codes:
            found[code.id] = code
            below[code.parent_id].append(code.id)
        return cls(found, dict(below))

    def __len__(self) -> int:
        return len(self.codes)

    def __contains__(self, code_id: object) -> bool:
        return code_id in self.codes

    def __iter__(self) -> Iterator[Code]:
        return iter(self.codes.values())

    def children(self, code_id: CodeId | None) -> list[CodeId]:
        """The codes directly under one, or at the top."""
        return self.below.get(code_id, [])

    def parent(self, code_id: CodeId) -> CodeId | None:
        """What stands above a code."""
        return self.codes[code_id].parent_id

    def ancestors(self, code_id: CodeId) -> Iterator[CodeId]:
        """The codes above one, the nearest first."""
        above = self.codes[code_id].parent_id
        while above is not None:
            yield above
            above = self.codes[above].parent_id

    def subtree(self, code_ids: Iterable[CodeId]) -> list[CodeId]:
        """Codes with everything under them, each once."""
        found: dict[CodeId, None] = {}
        waiting = list(code_ids)
        while waiting:
            code_id = waiting.pop()
            if code_id not in found:
                found[code_id] = None
                waiting += self.children(code_id)
        return list(found)

    def path(self, code_id: CodeId) -> tuple[str, ...]:
        """The names from the top down to a code."""
        above = [self.codes[other].name for other in self.ancestors(code_id)]
        return (*reversed(above), self.codes[code_id].name)

    def topmost(self, code_ids: Iterable[CodeId]) -> list[CodeId]:
        """Those of the codes that stand under none of the others, in tree order."""
        wanted = {code_id for code_id in code_ids if code_id in self.codes}
        return [
            code_id
            for code_id in self.codes
            if code_id in wanted and wanted.isdisjoint(self.ancestors(code_id))
        ]
