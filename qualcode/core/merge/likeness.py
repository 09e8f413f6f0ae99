"""Which texts of several projects are wordings of one and the same."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import product
from typing import Final
from zlib import crc32

from qualcode.core.model.anchoring import Alignment, align

#: So much of two texts, from 0 to 1, must be alike for them to be taken for one document: two
#: interviews by the same guide share their questions, and those are never half of what is said.
LIKE_ENOUGH: Final = 0.6
#: Words in a row by which texts are compared at first, and how many of the runs are looked at.
_RUN: Final = 3
_ONE_OF: Final = 4
#: So many of the shorter text's runs must stand in the other for the two to be aligned.
_IN_COMMON: Final = 0.1
#: A text of fewer words has too few runs to say anything: all of them are looked at.
_SHORT: Final = 400

#: The wordings of a document: the first, and the one that stands, if it is another.
Wordings = Sequence[str]


def pairs_alike(
    texts: Mapping[str, Wordings], may_be: Callable[[str, str], bool]
) -> list[tuple[float, str, str]]:
    """Pairs of documents, the lower id first, that are wordings of one, with how alike they are.

    Args:
        may_be: whether two can be one at all.
    """
    found = []
    for one, other in _candidates(texts):
        if may_be(one, other):
            likeness = max(
                likeness_of(align(*sorted(pair))) for pair in product(texts[one], texts[other])
            )
            if likeness >= LIKE_ENOUGH:
                found.append((likeness, one, other))
    return found


def likeness_of(alignment: Alignment) -> float:
    """The share of two texts' characters that are alike, from 0 to 1."""
    both = len(alignment.old) + len(alignment.new)
    if not both:
        return 1.0
    lost = sum(
        (1.0 - change.same)
        * (change.old_end - change.old_start + change.new_end - change.new_start)
        for change in alignment.changes
    )
    return max(0.0, round(1.0 - lost / both, 4))


def _candidates(texts: Mapping[str, Wordings]) -> Iterator[tuple[str, str]]:
    """Pairs with so much in common that it is worth while to align them."""
    where: dict[int, list[str]] = defaultdict(list)
    sizes: dict[str, int] = {}
    for other in sorted(texts):
        runs_of = [_runs(text) for text in texts[other]]
        runs, sizes[other] = set[int]().union(*runs_of), min(map(len, runs_of))
        shared = Counter(one for run in runs for one in where.get(run, ()))
        for one, number in sorted(shared.items()):
            if number >= _IN_COMMON * min(sizes[other], sizes[one]):
                yield one, other
        for run in runs:
            where[run].append(other)


def _runs(text: str) -> set[int]:
    """Some of the text's runs of words, the same ones of every text that has them."""
    words = text.casefold().split()
    one_of = _ONE_OF if len(words) >= _SHORT else 1
    size = min(_RUN, len(words)) or 1
    hashes = (
        crc32(" ".join(words[at : at + size]).encode(errors="replace"))
        for at in range(len(words) - size + 1)
    )
    return {found for found in hashes if found % one_of == 0}
