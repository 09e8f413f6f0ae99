"""Code against code: what one evaluator gave where another gave something else."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations

from qualcode.core.analysis.reconcile.differences import Difference
from qualcode.core.analysis.reconcile.listing import Comparison, Listed
from qualcode.core.ids import CodeId

#: one evaluator's code and the other's; None where they did not mark
Cell = tuple[CodeId | None, CodeId | None]


@dataclass(frozen=True)
class Confusion:
    """How often one evaluator's code met another's, in places.

    Attributes:
        counts: places by the code of the earlier and of the later evaluator. Where both gave the
            same code they agree on it, if not always on the words.
        disagreements: of these, how many are listed as disagreements.
    """

    counts: Mapping[Cell, int] = field(default_factory=dict)
    disagreements: Mapping[Cell, int] = field(default_factory=dict)

    def rows(self) -> list[CodeId | None]:
        """The codes of the earlier evaluator; None, if it is there, last."""
        return _in_order(cell[0] for cell in self.counts)

    def columns(self) -> list[CodeId | None]:
        """The codes of the later evaluator; None, if it is there, last."""
        return _in_order(cell[1] for cell in self.counts)


def confusion(comparison: Comparison, listed: Iterable[Listed] | None = None) -> Confusion:
    """Code against code, over every pair of the compared evaluators.

    Args:
        listed: the disagreements that are counted, beside what is agreed; all if not said.
    """
    counts: Counter[Cell] = Counter()
    disagreements: Counter[Cell] = Counter()
    for one in comparison.all_listed if listed is None else listed:
        for cell in cells(one.difference):
            counts[cell] += 1
            disagreements[cell] += 1
    for some in comparison.agreed.values():
        for difference in some:
            counts.update(cells(difference))
    return Confusion(dict(counts), dict(disagreements))


def cells(difference: Difference) -> Iterator[Cell]:
    """The cells of a table that a place is counted in, each once."""
    codes: dict[str, dict[CodeId, None]] = defaultdict(dict)
    for piece in difference.pieces:
        codes[piece.coder_id][piece.code_id] = None
    found: dict[Cell, None] = {}
    for one, other in combinations(difference.compared, 2):
        mine, theirs = codes.get(one, {}), codes.get(other, {})
        for code_id in mine:
            if code_id in theirs:
                found[code_id, code_id] = None
        rest = [code_id for code_id in mine if code_id not in theirs]
        others = [code_id for code_id in theirs if code_id not in mine]
        for code_id in rest:
            found.update(dict.fromkeys((code_id, answer) for answer in others or (None,)))
        if not rest:
            found.update(dict.fromkeys((None, answer) for answer in others))
    yield from found


def _in_order(codes: Iterable[CodeId | None]) -> list[CodeId | None]:
    return sorted(set(codes), key=lambda code_id: (code_id is None, code_id or ""))
