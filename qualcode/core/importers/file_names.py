"""What a file's name says of a document, by a pattern such as ``{title}_{kind}_{date}_{*}``.

Each name in braces takes what stands there, up to the characters behind it in the pattern. “title”,
“kind”, “date”, “wave” and “group” are known in Swedish and English; any other name is an attribute
of the document, and “*” is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Final

from qualcode.core.errors import Refused
from qualcode.core.importers.dates import plain_date
from qualcode.core.importers.guesses import guess_kind
from qualcode.core.translate import _

PASSED_OVER: Final = "*"
_KNOWN: Final = {
    "title": ("title", "titel", "namn", "name"),
    "kind": ("kind", "typ", "type", "slag"),
    "date": ("date", "datum"),
    "wave": ("wave", "våg", "omgång", "round"),
    "group": ("group", "grupp"),
}
_FIELD: Final = {word: field for field, words in _KNOWN.items() for word in words}
_PLACE: Final = re.compile(r"\{([^{}]*)\}")
_WAVE: Final = re.compile(r"(?:våg|wave|omgång|omg|round|t|r)[ .-]?(\d{1,2})$", re.IGNORECASE)
_KIND: Final = re.compile(
    r"\w*(?:intervju|interview|workshop|observation|enkät|survey|fokusgrupp|rapport|report)\w*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a document; None where nothing is.

    Attributes:
        kind: one of `DOCUMENT_KINDS`.
        date: as 2026, 2026-05 or 2026-05-31.
        group, role, name: of the respondents.
        case: the unit of comparison that it belongs to, by its name.
        attributes: others, by name, in the order in which they stand.
    """

    title: str | None = None
    kind: str | None = None
    date: str | None = None
    wave: str | None = None
    group: str | None = None
    case: str | None = None
    role: str | None = None
    name: str | None = None
    attributes: tuple[tuple[str, str], ...] = ()


class Pattern:
    """A pattern that names can be read by.

    Raises:
        Refused: on being made of a text with nothing in braces, the same thing twice, or two
            things with nothing between them.
    """

    def __init__(self, text: str) -> None:
        self.text = text.strip()
        self.names = [name.strip() for name in _PLACE.findall(self.text)]
        named = [name.casefold() for name in self.names if name != PASSED_OVER]
        fields = [_FIELD.get(name, name) for name in named]
        touching = "" in _PLACE.split(self.text)[2:-1:2]
        if not self.names or "" in named or touching or len(set(fields)) < len(fields):
            raise Refused(
                _(
                    "“{pattern}” can’t be used. Write what the names of files hold in braces, each "
                    "once, such as {example}."
                ).format(pattern=self.text, example="{title}_{kind}_{date}_{*}")
            )
        first, *between = _PLACE.split(self.text)[::2]
        self._first = re.compile(re.escape(first), re.IGNORECASE)
        self._between = [re.compile(re.escape(part), re.IGNORECASE) for part in between[:-1]]
        self._last = re.compile(re.escape(between[-1]) + r"\Z", re.IGNORECASE)

    def read(self, stem: str) -> Facts | None:
        """What a file's name, without its ending, says; None if it does not fit."""
        taken = self._taken(stem.strip())
        if taken is None:
            return None
        found: dict[str, str] = {}
        others = []
        for name, words in zip(self.names, taken, strict=True):
            field, value = _FIELD.get(name.casefold()), " ".join(words.split())
            if field:
                found[field] = value
            elif name != PASSED_OVER:
                others.append((name, value))
        return _facts(found, tuple(others))

    def _taken(self, stem: str) -> list[str] | None:
        """What each place takes: up to the first of the characters behind it, at least one."""
        begin = self._first.match(stem)
        if begin is None:
            return None
        taken, at = [], begin.end()
        for part in (*self._between, self._last):
            match = part.search(stem, at + 1)
            if match is None:
                return None
            taken.append(stem[at : match.start()])
            at = match.end()
        return taken


def _facts(found: dict[str, str], others: tuple[tuple[str, str], ...]) -> Facts:
    kind = found.get("kind")
    return Facts(
        title=found.get("title"),
        kind=guess_kind(kind) if kind else None,
        date=plain_date(found["date"]) if "date" in found else None,
        wave=plain_wave(found["wave"]) if "wave" in found else None,
        group=found.get("group"),
        attributes=others,
    )


def plain_wave(words: str) -> str:
    """The number of a wave, if it is written as one: of “Våg 2” it is 2."""
    numbered = _WAVE.match(words.strip())
    return numbered[1] if numbered else words


def together(first: Facts, second: Facts) -> Facts:
    """Both; where they say the same thing, as the first says it."""
    named = {name.casefold() for name, _value in first.attributes}
    others = tuple(pair for pair in second.attributes if pair[0].casefold() not in named)
    known = {
        one.name: getattr(first, one.name) or getattr(second, one.name) for one in fields(Facts)
    }
    return Facts(**{**known, "attributes": (*first.attributes, *others)})


def propose(stems: Sequence[str]) -> str | None:
    """A pattern that all names fit, where underscores divide them and something is recognised."""
    split = [stem.split("_") for stem in stems]
    if not split or len({len(parts) for parts in split}) != 1 or len(split[0]) < _LEAST_PARTS:
        return None
    names: list[str] = []
    for column in zip(*split, strict=True):
        name = _recognised(column)
        names.append(name if name and name not in names else "")
    if not any(names):
        return None
    for number, name in enumerate(names):
        if not name:
            names[number] = PASSED_OVER if "title" in names else "title"
    return "_".join(f"{{{name}}}" for name in names)


_LEAST_PARTS = 2


def _recognised(column: Iterable[str]) -> str | None:
    words = [word.strip() for word in column]
    if all(plain_date(word) for word in words):
        return "date"
    if all(_WAVE.match(word) for word in words):
        return "wave"
    return "kind" if all(_KIND.fullmatch(word) for word in words) else None
