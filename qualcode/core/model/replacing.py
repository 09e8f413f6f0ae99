"""Names and what is to stand in their place, found in a text word by word."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from qualcode.core.model.edit import Edit
from qualcode.core.model.words import IN_WORD

#: What Swedish puts after a name or an organisation's name. A colon or an apostrophe before the
#: ending ("SK:s", "Anna's") needs nothing: the name is a word by itself there.
ENDINGS: Final = ("s", "n", "en", "ns", "ens")
_GENITIVE: Final = "s"
#: Names that end so take no genitive ending.
_HISSING: Final = ("s", "x", "z")

EXACT: Final = "exact"
ENDING: Final = "ending"
CASE: Final = "case"


@dataclass(frozen=True, slots=True)
class Replacement:
    """A name, of one word or several, and what is to stand there instead."""

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Found:
    """Where a name stands.

    Attributes:
        put: what would stand there, with the ending that the name has there.
        sort: how it stands there: just so, with an ending, or with other capitals.
        sure: whether it is that name as far as can be told; of what is unsure, a person decides.
    """

    start: int
    end: int
    put: str
    sort: Literal["exact", "ending", "case"]
    sure: bool


class Names:
    """Finds several names at once; where two could stand, the longer one does."""

    def __init__(self, replacements: Iterable[Replacement]) -> None:
        self._by_name: dict[str, Replacement] = {}
        for one in replacements:
            if one.old.strip():
                self._by_name.setdefault(_key(one.old), one)
        names = sorted(self._by_name, key=lambda name: (-len(name), name))
        either = "|".join(_pattern(name) for name in names) or "(?!)"
        endings = "|".join(sorted(ENDINGS, key=len, reverse=True))
        self._pattern = re.compile(
            rf"(?<![{IN_WORD}])(?P<name>{either})(?P<ending>{endings})?(?![{IN_WORD}])",
            re.IGNORECASE,
        )

    def find(self, text: str) -> Iterator[Found]:
        """The names in a text, in order."""
        for match in self._pattern.finditer(text):
            one = self._by_name.get(_key(match["name"]))
            found = self._found(match, one) if one is not None else None
            if found is not None:
                yield found

    def may_end_with(self, part: str) -> bool:
        """Whether the part may be what is left of a name, cut somewhere."""
        part = _key(part)
        return bool(part) and any(word.endswith(part) for word in self._words())

    def may_begin_with(self, part: str) -> bool:
        """Whether the part may be the beginning of a name that was cut."""
        part = _key(part)
        return bool(part) and any(word.startswith(part) for word in self._words())

    def _words(self) -> Iterator[str]:
        return (word for name in self._by_name for word in name.split())

    def _found(self, match: re.Match[str], one: Replacement) -> Found | None:
        name, ending = match["name"], match["ending"] or ""
        # an address is the same whatever its letters' case
        same = _plain(name) == _plain(one.old) or "@" in one.old
        capitals = len(name) > 2 and name.isupper()
        sort: Literal["exact", "ending", "case"] = EXACT
        if not same:
            sort = CASE
        elif ending:
            sort = ENDING
        if sort == CASE and not capitals and ending.casefold() not in ("", _GENITIVE):
            return None  # "annan" is never "Anna"
        genitive = ending.casefold() == _GENITIVE and not one.old.casefold().endswith(_HISSING)
        sure = (same or capitals) and (not ending or genitive)
        return Found(match.start(), match.end(), one.new + ending, sort, sure)


def edits(found: Sequence[Found]) -> list[Edit]:
    """The edits that put the replacements in."""
    return [Edit(one.start, one.end, one.put) for one in found]


def replaced(text: str, found: Iterable[Found]) -> str:
    """The text with the replacements in it."""
    parts, done = [], 0
    for one in found:
        parts += [text[done : one.start], one.put]
        done = one.end
    return "".join((*parts, text[done:]))


def _plain(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).split())


def _key(name: str) -> str:
    return _plain(name).casefold()


def _pattern(name: str) -> str:
    """The name in both normal forms, with any white space between its words."""
    forms = dict.fromkeys(unicodedata.normalize(form, name) for form in ("NFC", "NFD"))
    return "|".join(r"\s+".join(map(re.escape, form.split())) for form in forms)
