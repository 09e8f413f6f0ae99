"""What a file's name says of a document, by a pattern such as ``{title}_{kind}_{date}_{*}``.

Each name in braces takes what stands there, up to the characters behind it in the pattern; up to a
date, where one is to follow. “title”, “kind”, “date”, “wave”, “group”, “case” and “role” are known
in Swedish and English; any other name is an attribute of the document, and “*” is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
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
    "case": ("case", "fall"),
    "role": ("role", "roll"),
}
_FIELD: Final = {word: field for field, words in _KNOWN.items() for word in words}
_PLACE: Final = re.compile(r"\{([^{}]*)\}")
_DATE_AT: Final = re.compile(r"(?:19|20)\d\d(?!\d\d\d\d\d)|\d{6}(?!\d)")
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

    def taken(self, stem: str) -> dict[str, str]:
        """What stands where in a name that fits, by the names in the pattern."""
        return dict(zip(self.names, self._taken(stem.strip()) or (), strict=False))

    def _taken(self, stem: str) -> list[str] | None:
        """What each place takes: up to the first of the characters behind it, at least one."""
        begin = self._first.match(stem)
        if begin is None:
            return None
        taken, at = [], begin.end()
        for number, part in enumerate((*self._between, self._last)):
            match = self._end(number, part, stem, at + 1)
            if match is None:
                return None
            taken.append(stem[at : match.start()])
            at = match.end()
        return taken

    def _end(self, number: int, part: re.Pattern[str], stem: str, at: int) -> re.Match[str] | None:
        """What stands behind a place: before a date, if one is to follow and there is one."""
        following = self.names[number + 1 : number + 2]
        if following and _FIELD.get(following[0].casefold()) == "date":
            for match in part.finditer(stem, at):
                if _DATE_AT.match(stem, match.end()):
                    return match
        return part.search(stem, at)


def _facts(found: dict[str, str], others: tuple[tuple[str, str], ...]) -> Facts:
    kind = found.get("kind")
    return Facts(
        title=found.get("title"),
        kind=guess_kind(kind) if kind else None,
        date=plain_date(found["date"]) if "date" in found else None,
        wave=plain_wave(found["wave"]) if "wave" in found else None,
        group=found.get("group"),
        case=found.get("case"),
        role=found.get("role"),
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


_LEAST_PARTS = 2
_MOST_PARTS = 6
_DIVIDERS: Final = ("_", " - ", " – ", ", ", "-", " ")
#: What a part that nothing tells of may be.
_UNKNOWN: Final = (("title", "*"), ("title", "group"), ("group", "title"), ("title", "case"))
_MOST_PROPOSED: Final = 6


def proposals(stems: Sequence[str]) -> tuple[str, ...]:
    """Patterns that all names fit, the likeliest first: to be chosen from by what they say."""
    if not stems:
        return ()
    candidates = [
        pattern
        for divider in _DIVIDERS
        if not any(_divides_dates(divider, stem) for stem in stems)
        for pattern in (*_by_parts(stems, divider), *_by_dates(divider))
    ]
    told = {pattern: _told(pattern, stems) for pattern in dict.fromkeys(candidates)}
    known = sorted((p for p in told if told[p] is not None), key=lambda p: -(told[p] or 0))
    return tuple(known[:_MOST_PROPOSED])


def _divides_dates(divider: str, stem: str) -> bool:
    """Whether the parts would be those of dates such as 2016-06-14, or signs between words."""
    if divider == "-":
        return re.search(r"\d{4}-\d\d", stem) is not None
    return not all(any(map(str.isalnum, part)) for part in stem.split(divider))


def _by_dates(divider: str) -> Iterator[str]:
    for names in (("title", "date"), ("date", "title"), ("kind", "title", "date")):
        yield divider.join(f"{{{name}}}" for name in names)


def _by_parts(stems: Sequence[str], divider: str) -> Iterator[str]:
    """With one place for each part, where all names have as many."""
    split = [stem.split(divider) for stem in stems]
    number = len(split[0])
    same = {len(parts) for parts in split} == {number}
    if not same or not _LEAST_PARTS <= number <= _MOST_PARTS:
        return
    known: list[str] = []
    for column in zip(*split, strict=True):
        name = _recognised(column)
        known.append(name if name and name not in known else "")
    if not any(known) and (divider in (" ", "-") or len(stems) == 1):
        return  # any words
    for first, other in _UNKNOWN:
        rest = iter((first, other))
        names = [name or next(rest, PASSED_OVER) for name in known]
        if "title" in names:
            yield divider.join(f"{{{name}}}" for name in names)


def _told(pattern: str, stems: Sequence[str]) -> int | None:
    """How much a pattern tells of names; None where it does not fit all of them."""
    made = Pattern(pattern)
    for stem in stems:
        facts = made.read(stem)
        if facts is None or ("date" in made.names and not facts.date):
            return None
        if "kind" in made.names and not _KIND.fullmatch(made.taken(stem)["kind"]):
            return None
    return len([name for name in made.names if name in ("date", "wave", "kind")])


def _recognised(column: Iterable[str]) -> str | None:
    words = [word.strip() for word in column]
    if all(plain_date(word) for word in words):
        return "date"
    if all(_WAVE.match(word) for word in words):
        return "wave"
    return "kind" if all(_KIND.fullmatch(word) for word in words) else None
