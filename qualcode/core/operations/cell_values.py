"""What people write in a cell, and how it is stored: numbers, dates, choices, yes and no."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import Final

from qualcode.core.errors import Refused
from qualcode.core.store.connection import casefold
from qualcode.core.translate import LANGUAGES, N_, _, speaking

YES: Final = "yes"
NO: Final = "no"
#: between several choices in one cell
SEPARATOR: Final = "; "

_WORDS_FOR_YES: Final = frozenset(("yes", "y", "ja", "j", "x", "1", "true", "sant"))
_WORDS_FOR_NO: Final = frozenset(("no", "n", "nej", "0", "false", "falskt"))
_SPACES: Final = re.compile(r"[\s\u00a0\u202f]")
_NUMBER: Final = re.compile(r"[-+−]?\d+(?:[.,]\d+)?")
#: as ISO 8601 writes it, whole or as far as it is known; a spreadsheet adds a time
_DATE: Final = re.compile(r"(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?)?(?:[ T]\d\d?:.*)?")
_COMPACT_DATE: Final = re.compile(r"(\d{4})(\d\d)(\d\d)")
_DOTTED_DATE: Final = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})")

KIND_NAMES: Final = {
    "text": N_("Text"),
    "number": N_("Number"),
    "date": N_("Date"),
    "choice": N_("Choice"),
    "yes-no": N_("Yes or no"),
}


def parsed(kind: str, text: str, choices: Sequence[str] = ()) -> str:
    """The text as it is stored in an attribute of that kind; empty for an empty cell.

    Raises:
        Refused: in a sentence, if it does not fit.
    """
    text = text.strip()
    if not text:
        return ""
    if kind == "number":
        return _number(text)
    if kind == "date":
        return _date(text)
    if kind == "yes-no":
        return _yes_or_no(text)
    return _choice(text, choices) if kind == "choice" else text


def shown(kind: str, value: str, *, decimal: str = ".") -> str:
    """A stored value as people read it, in the user's language."""
    if kind == "yes-no":
        return {YES: _("Yes"), NO: _("No")}.get(value, value)
    if kind == "choice":
        return value.replace("\n", SEPARATOR)
    return value.replace(".", decimal) if kind == "number" else value


def from_names(text: str, names: Mapping[str, str]) -> str | None:
    """Which of the values is meant by its own word, or by its name in any of the languages."""
    wanted = casefold(text.strip())
    for value, name in names.items():
        if wanted == casefold(value) or wanted in in_all_languages(name):
            return value
    return None


@cache
def in_all_languages(name: str) -> frozenset[str | None]:
    """What a text of the program is called in each of its languages, letter case aside: a sheet
    was perhaps written in another one."""
    found = {casefold(name)}
    for language in LANGUAGES:
        with speaking(language):
            found.add(casefold(_(name)))
    return frozenset(found)


def _number(text: str) -> str:
    bare = _SPACES.sub("", text)
    if not _NUMBER.fullmatch(bare):
        raise Refused(_("“{text}” is no number. Write it like 12 or 3.5.").format(text=_cut(text)))
    sign = "-" if bare[0] in "-−" else ""
    whole, _comma, rest = bare.lstrip("+-−").replace(",", ".").partition(".")
    whole, rest = whole.lstrip("0") or "0", rest.rstrip("0")
    number = f"{whole}.{rest}" if rest else whole
    return number if number == "0" else sign + number


def _date(text: str) -> str:
    found = _DATE.fullmatch(text) or _COMPACT_DATE.fullmatch(text)
    if found:
        year, month, day = found.groups()
    elif dotted := _DOTTED_DATE.fullmatch(text):
        day, month, year = dotted.groups()
    else:
        raise _no_date(text)
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError as error:
        raise _no_date(text) from error
    return "-".join([year, *(f"{int(part):02}" for part in (month, day) if part)])


def _no_date(text: str) -> Refused:
    said = _("“{text}” is no date. Write it like 2026-11-22, or 2026-11, or 2026.")
    return Refused(said.format(text=_cut(text)))


def _yes_or_no(text: str) -> str:
    word = casefold(text) or ""
    if word in _WORDS_FOR_YES:
        return YES
    if word in _WORDS_FOR_NO:
        return NO
    raise Refused(_("“{text}” is neither yes nor no.").format(text=_cut(text)))


def _choice(text: str, choices: Sequence[str]) -> str:
    """One of the choices, or several with a semicolon or on lines of their own."""
    known = {casefold(choice): choice for choice in choices}
    wanted: list[str] = []
    for line in filter(None, map(str.strip, text.split("\n"))):
        # a choice may hold a semicolon itself
        parts = [line] if casefold(line) in known else map(str.strip, line.split(";"))
        wanted += filter(None, parts)
    unknown = next((part for part in wanted if casefold(part) not in known), None)
    if unknown is not None:
        raise Refused(
            _("“{text}” is not among the choices: {choices}.").format(
                text=_cut(unknown), choices=", ".join(choices)
            )
        )
    meant = {known[casefold(part)] for part in wanted}
    return "\n".join(choice for choice in choices if choice in meant)


def _cut(text: str) -> str:
    """Enough of what was written to know it again."""
    text = " ".join(text.split())
    return text if len(text) <= 40 else text[:39].rstrip() + "…"
