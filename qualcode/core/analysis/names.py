"""Where people's real names may stand inside what is printed: a warning, not a cure."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from qualcode.core.ids import DocumentId
from qualcode.core.model import Person
from qualcode.core.translate import _, ngettext

#: so many places are named in a sentence; whoever reads them has learnt what to look for
MOST_PLACES: Final = 10

_WORD = re.compile(r"[^\W\d_]{3,}")
_PARENTHESES = re.compile(r"\([^()]*\)")


@dataclass(frozen=True, slots=True)
class NamePlace:
    """A line in which somebody's real name seems to stand, for a person to read.

    Attributes:
        document: the title as it is printed.
        line: from 1; None where the text under the mark is gone.
    """

    document: str
    document_id: DocumentId
    line: int | None


def name_words(persons: Iterable[Person]) -> frozenset[str]:
    """The words, of three letters or more, in real names that a pseudonym stands for, and their
    genitives."""
    return frozenset(
        form
        for person in persons
        if person.name and person.name != person.pseudonym
        for word in _WORD.findall(_without_place(person.name))
        if word[0].isupper() and word not in person.pseudonym
        for form in (word, f"{word}s")
    )


def _without_place(name: str) -> str:
    """“Fatima Haddad (Kalmar)” is Fatima Haddad, and Kalmar is nobody's name; in “SK (Eva Ek)” and
    “Eva (Ek)” the name, or some of it, may be what stands in parentheses."""
    outside = _PARENTHESES.sub(" ", name)
    capitalised = [word for word in _WORD.findall(outside) if word[0].isupper()]
    return outside if len(capitalised) > 1 else name


def name_at(text: str, words: frozenset[str]) -> int | None:
    """Where the first of these words stands in the text, written just so; None if none does."""
    if words.isdisjoint(_WORD.findall(text)):
        return None
    return next(found.start() for found in _WORD.finditer(text) if found[0] in words)


def in_order(places: Iterable[NamePlace]) -> tuple[NamePlace, ...]:
    """Each place once: the documents as they come, and in each the lines from the top."""
    lines: dict[DocumentId, set[NamePlace]] = defaultdict(set)
    for place in places:
        lines[place.document_id].add(place)
    return tuple(
        place for some in lines.values() for place in sorted(some, key=lambda one: one.line or 0)
    )


def places_in_words(places: Sequence[NamePlace], most: int = MOST_PLACES) -> str:
    """“Interview 1”, line 4; “Interview 2”, line 7; and 3 more. Never the names themselves."""
    shown = [
        _("“{name}”").format(name=place.document)
        if place.line is None
        else _("“{document}”, line {line}").format(document=place.document, line=place.line)
        for place in places[:most]
    ]
    if left := len(places) - len(shown):
        shown.append(ngettext("and {number} more", "and {number} more", left).format(number=left))
    return "; ".join(shown)
