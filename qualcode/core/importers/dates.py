"""Dates as people write them, in Swedish and English."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

_PLAIN: Final = re.compile(
    r"(?P<year>(?:19|20)\d\d)(?:[-. /]?(?P<month>\d\d)(?:[-. /]?(?P<day>\d\d))?)?$"
    r"|(?P<short>\d\d)(?P<m>\d\d)(?P<d>\d\d)$"
)
_MONTHS: Final = [
    "jan",
    "feb",
    "mar",
    "apr",
    "ma[ijy]",
    "jun",
    "jul",
    "aug",
    "sep",
    "o[kc]t",
    "nov",
    "dec",
]
_MONTH: Final = rf"(?P<month>{'|'.join(_MONTHS)})[^\W\d_]*\.?"
_YEAR: Final = r"(?P<year>(?:19|20)\d\d)\b"
_WORDED: Final = (
    re.compile(rf"(?:[^\W\d_]+\s+)?(?:den\s+)?(?P<day>\d{{1,2}})(?:st|nd|rd|th|:?e)?\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}", re.IGNORECASE),
    re.compile(rf"(?:[^\W\d_]+,?\s+)?{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR}", re.IGNORECASE),
    re.compile(rf"(?P<day>){_MONTH},?\s+{_YEAR}", re.IGNORECASE),
)  # fmt: skip
# “14/6 2016” is Swedish; of “4/6/2016” nobody knows which is the month.
_SWEDISH: Final = re.compile(rf"(?P<day>\d{{1,2}})/(?P<month>\d{{1,2}})\s+(?:-\s*)?{_YEAR}")
_POINTS: Final = re.compile(rf"(?P<day>\d{{1,2}})\.\s?(?P<month>\d{{1,2}})\.\s?{_YEAR}")
_SLASHES: Final = re.compile(rf"(?P<one>\d{{1,2}})[/-](?P<other>\d{{1,2}})[/-]{_YEAR}")
_CLOCK: Final = re.compile(
    r"[\s,]+(?:(?:kl|klockan|at)\.?\s*)?\d{1,2}[:.]\d\d(?:\s*[-–]\s*\d{1,2}[:.]\d\d)?\s*$"
)


def plain_date(words: str) -> str | None:
    """A date as 2026-05-31, or as much of it as is said in figures; None for what is none."""
    match = _PLAIN.match(words.strip())
    if match is None:
        return None
    year = match["year"] or f"20{match['short']}"
    return _checked(year, match["month"] or match["m"], match["day"] or match["d"])


def spoken_date(words: str) -> str | None:
    """Likewise, also of “14 juni 2016”, “June 14th, 2016”, “14/6 2016” and with the time of day."""
    said = _CLOCK.sub("", " ".join(words.split()))
    if (found := plain_date(said)) is not None:
        return found
    for pattern in _WORDED:
        if match := pattern.fullmatch(said):
            return _checked(match["year"], _month(match["month"]), match["day"])
    for pattern in (_SWEDISH, _POINTS):
        if match := pattern.fullmatch(said):
            return _checked(match["year"], match["month"], match["day"])
    if match := _SLASHES.fullmatch(said):
        return _told(match["year"], int(match["one"]), int(match["other"]))
    return None


def _told(year: str, one: int, other: int) -> str | None:
    """The day and the month in either order, where one of them can't be a month."""
    if one > _LAST >= other:
        return _checked(year, str(other), str(one))
    if other > _LAST >= one:
        return _checked(year, str(one), str(other))
    return None


_LAST: Final = 12


def _month(word: str) -> str:
    return str(next(n for n, one in enumerate(_MONTHS, 1) if re.match(one, word, re.IGNORECASE)))


def _checked(year: str, month: str | None, day: str | None) -> str | None:
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    return "-".join((year, *(part.zfill(2) for part in (month, day) if part)))
