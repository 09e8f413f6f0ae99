"""Which of two values is the other one without names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

#: What stands in the place of a name.
PSEUDONYM: Final = re.compile(r"\[[^\[\]]+\]")


def lacks_names(values: Sequence[object], others: Sequence[object]) -> bool:
    """Whether these values are as a copy without names has them, and the others as its project
    does: with something where nothing is, or a pseudonym in brackets."""
    pairs = [(value, other) for value, other in zip(values, others, strict=True) if value != other]
    return bool(pairs) and all(
        other is not None if value is None else _could_be_named(value, other)
        for value, other in pairs
    )


def _could_be_named(value: object, other: object) -> bool:
    """Whether words where brackets stand make of the one text the other."""
    if not (isinstance(value, str) and isinstance(other, str)):
        return False
    first, *more = PSEUDONYM.split(value)
    if not more or not other.startswith(first):
        return False
    at = len(first)
    for part in more[:-1]:
        at = other.find(part, at + 1)
        if at < 0:
            return False
        at += len(part)
    return other.endswith(more[-1]) and len(other) - len(more[-1]) > at
