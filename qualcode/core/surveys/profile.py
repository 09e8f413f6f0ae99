"""What the cells of a column are like, counted once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from qualcode.core.store.connection import casefold
from qualcode.core.surveys import words

#: of the different texts so many are sentences, if the cells hold words of people's own
_MANY: Final = 0.25


@dataclass(frozen=True)
class Profile:
    """A column's cells that are not empty, without outer white space.

    Attributes:
        rows: how many rows there are, empty or not.
    """

    cells: Sequence[str]
    rows: int

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each text stands there."""
        return Counter(self.cells)

    @cached_property
    def folded(self) -> frozenset[str]:
        """The different texts, letter case aside."""
        return frozenset(casefold(text) or "" for text in self.counts)

    @cached_property
    def mean_length(self) -> float:
        """In characters."""
        return sum(map(len, self.cells)) / len(self.cells) if self.cells else 0.0

    @cached_property
    def longest(self) -> int:
        """In characters."""
        return max(map(len, self.counts), default=0)

    @property
    def filled(self) -> float:
        """The share of rows in which something stands."""
        return len(self.cells) / self.rows if self.rows else 0.0

    @property
    def distinct(self) -> int:
        """How many different texts there are."""
        return len(self.counts)

    @property
    def is_unique(self) -> bool:
        """Whether nearly every row has a text of its own: somebody may have answered twice."""
        return self.filled >= 0.9 and self.distinct >= 0.9 * len(self.cells)

    def all_are(self, pattern: re.Pattern[str]) -> bool:
        """Whether every text is wholly what the pattern says."""
        return bool(self.counts) and all(pattern.fullmatch(text) for text in self.counts)

    def share_of(self, pattern: re.Pattern[str]) -> float:
        """The share of cells that are wholly what the pattern says."""
        fitting = sum(n for text, n in self.counts.items() if pattern.fullmatch(text))
        return fitting / len(self.cells) if self.cells else 0.0

    @cached_property
    def has_sentences(self) -> bool:
        """Whether many of the different texts are sentences, as choices seldom are."""
        sentences = sum(1 for text in self.counts if words.SENTENCE.fullmatch(text))
        return sentences > self.distinct * _MANY

    @property
    def counts_rows(self) -> bool:
        """Whether the cells only number the rows."""
        return list(self.cells) in (
            [str(number) for number in range(first, first + len(self.cells))] for first in (0, 1)
        )

    @property
    def are_ticks(self) -> bool:
        """Whether the cells only say yes or no."""
        return bool(self.folded) and self.folded <= words.TICKED | words.NOT_TICKED


def profile(column: Sequence[str]) -> Profile:
    """The profile of a column's cells."""
    return Profile([text for cell in column if (text := cell.strip())], len(column))
