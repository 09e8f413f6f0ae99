"""Choices: their order, their labels, and several of them in one cell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from qualcode.core.store.connection import casefold
from qualcode.core.surveys import words
from qualcode.core.surveys.profile import Profile

# A choice is a few words; longer ones are rarely chosen from, and answers rarely shorter.
LONGEST_CHOICE: Final = 90
#: more different texts than this are no choices, however often each comes
MOST_CHOICES: Final = 40
#: a choice stands in so many rows on average; in a small survey fewer
OFTEN: Final = 3.0
OFTEN_IN_SMALL: Final = 1.6
SMALL: Final = 40
#: sentences come again by chance, “I don't know what to say.” as well: so many times as often
SENTENCES: Final = 4.0
_LEADING_NUMBER: Final = re.compile(r"[-−]?\d+(?:[.,]\d+)?")


def distinct_labels(labels: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Value and label, so that no two values are called the same: then the value is told too."""
    taken = [casefold(label) for _value, label in labels]
    return tuple(
        (value, label if label and taken.count(casefold(label)) == 1 else f"{label} ({value})")
        for value, label in labels
    )


def in_order(texts: Iterable[str]) -> tuple[str, ...]:
    """Choices by the number that they begin with, then by the alphabet, and “don't know” last;
    those that only letter case tells apart are one."""
    once: dict[str, str] = {}
    for text in texts:
        once.setdefault(casefold(text) or "", text)
    return tuple(sorted(once.values(), key=_order))


def _order(text: str) -> tuple[bool, float, str]:
    number = _LEADING_NUMBER.match(text)
    folded = casefold(text) or ""
    place = float(number[0].replace(",", ".").replace("−", "-")) if number else float("inf")
    return folded in words.NO_ANSWER, place, folded


def separator_of(about: Profile) -> str:
    """What stands between several choices in a cell; empty if the cells are no such thing."""
    for sign in (";", "\n", ", "):
        holding = sum(n for text, n in about.counts.items() if sign in text.strip(sign))
        trailing = sum(n for text, n in about.counts.items() if text.endswith(sign.strip() or sign))
        ends_all = sign == ";" and trailing == len(about.cells)  # so Forms writes even one choice
        if not holding and not ends_all:
            continue
        if about.has_sentences and not ends_all:
            continue  # a semicolon or a new line stands within what somebody says
        counts: dict[str, int] = {}
        for text, n in about.counts.items():
            for part in split(text, sign):
                counts[part] = counts.get(part, 0) + n
        if ends_all and max(map(len, counts), default=LONGEST_CHOICE + 1) <= LONGEST_CHOICE:
            return sign
        if _are_choices(counts, about, strict=sign == ", "):
            return sign
    return ""


def _are_choices(counts: dict[str, int], about: Profile, *, strict: bool) -> bool:
    """A comma also stands in sentences, so that each choice must come again."""
    if not counts or max(map(len, counts)) > LONGEST_CHOICE or len(counts) > MOST_CHOICES:
        return False
    often = sum(counts.values()) / len(counts)
    if strict:
        alone = sum(1 for n in counts.values() if n == 1)
        return often >= OFTEN and alone <= len(counts) / 4 and _combine(counts, about)
    return often >= often_enough(about)


def often_enough(about: Profile) -> float:
    """How often each choice comes again on average, at least."""
    return (OFTEN if about.rows > SMALL else OFTEN_IN_SMALL) * (
        SENTENCES if about.has_sentences else 1
    )


def _combine(counts: Mapping[str, int], about: Profile) -> bool:
    """Whether parts stand in different company: “Yes, partly” and “Yes, wholly” are no two each."""
    company = Counter(part for text in about.counts for part in split(text, ", "))
    return len(counts) <= about.distinct and sum(1 for n in company.values() if n > 1) > 1


def split(text: str, separator: str) -> list[str]:
    """The choices in a cell."""
    return [part for one in text.split(separator) if (part := " ".join(one.split()))]


def parts_of(about: Profile, separator: str) -> list[str]:
    """All choices that stand in any cell."""
    return list(dict.fromkeys(part for text in about.counts for part in split(text, separator)))
