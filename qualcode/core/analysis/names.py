"""Where people's real names may stand inside what is printed: a warning, not a cure."""

import re
from collections.abc import Iterable

from qualcode.core.model import Person

_WORD = re.compile(r"[^\W\d_]{3,}")


def name_words(persons: Iterable[Person]) -> frozenset[str]:
    """The words, of three letters or more, in real names that a pseudonym stands for, and their
    genitives."""
    return frozenset(
        form
        for person in persons
        if person.name and person.name != person.pseudonym
        for word in _WORD.findall(person.name)
        if word[0].isupper() and word not in person.pseudonym
        for form in (word, f"{word}s")
    )


def with_names(texts: Iterable[str], words: frozenset[str]) -> int:
    """How many of the texts hold one of these words, written just so."""
    if not words:
        return 0
    return sum(not words.isdisjoint(_WORD.findall(text)) for text in texts)
