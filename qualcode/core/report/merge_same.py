"""What was made apart and is the same: in a sentence where there is nothing to look at."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from qualcode.core.merge.plan import FilePlan, Pair
from qualcode.core.merge.told import told_once
from qualcode.core.report.merge_sentences import reason, table_name
from qualcode.core.report.merge_texts import quoted
from qualcode.core.translate import _


class Same(NamedTuple):
    """What a file has that is the same as here.

    Attributes:
        sentences: of what has the same name on both sides, for it is surely the same.
        pairs: the others, one by one.
    """

    sentences: list[str]
    pairs: list[Pair]


def same_in(file: FilePlan) -> Same:
    """Those of a kind and a name told together, if there are several."""
    together: dict[tuple[str, str], list[Pair]] = defaultdict(list)
    pairs = told_once(file.matches)
    for pair in pairs:
        if pair.names[0] == pair.names[1] and pair.likeness == 1.0 and pair.stands is None:
            together[pair.table, pair.by].append(pair)
    several = [found for found in together.values() if len(found) > 1]
    told = {id(pair) for found in several for pair in found}
    return Same(
        [_sentence(file, found) for found in several],
        [pair for pair in pairs if id(pair) not in told],
    )


def _sentence(file: FilePlan, pairs: list[Pair]) -> str:
    words = _("{table}: {number} in “{file}” are the same as here ({reason}): {names}.")
    names = ", ".join(quoted(pair.names[0]) for pair in pairs)
    return words.format(
        table=table_name(pairs[0].table),
        number=len(pairs),
        file=file.file,
        reason=reason(pairs[0]),
        names=names,
    )
