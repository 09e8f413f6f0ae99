"""Names that gave way to others between two wordings of a text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from qualcode.core.model.anchoring import align
from qualcode.core.model.replacing import CASE, Names, Replacement, replaced

#: No name that somebody replaces is longer.
_LONGEST: Final = 80


def replacements(old: str, new: str) -> Iterator[Replacement]:
    """Words that begin with a capital and gave way to others."""
    for change in align(old, new).changes:
        before = _whole_words(old, change.old_start, change.old_end)
        after = _whole_words(new, change.new_start, change.new_end)
        if before[:1].isupper() and len(before) <= _LONGEST:
            yield from replacement(before, after)


def replacement(old: str, new: str) -> Iterator[Replacement]:
    """The two without their genitives; nothing if the old stands in the new one."""
    if old.endswith("s") and new.endswith("s"):
        old, new = old[:-1], new[:-1]
    one = Replacement(old, new)
    if old.strip() and new.strip() and not any(True for _hit in Names([one]).find(new)):
        yield one


def without(names: Names | None, words: str) -> str:
    """The words without names that are to be replaced."""
    if names is None:
        return words
    return replaced(words, [hit for hit in names.find(words) if hit.sure or hit.sort != CASE])


def _whole_words(text: str, start: int, end: int) -> str:
    while start > 0 and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    return text[start:end].strip(" \n\t.,;:!?()“”\"'")
