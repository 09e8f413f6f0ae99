"""Dates in Excel workbooks: a number of days, and a style that says that it is to be a date."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

# ECMA-376, 18.8.30: the numbers of formats that every workbook has.
_BUILT_IN: Final = frozenset(
    map(str, (*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
)
#: in a format: what stands in quotation marks, behind a backslash, or in brackets
_NO_SIGNS: Final = re.compile(r'"[^"]*"|\\.|_.|\[[^\]]*\]')
_SIGNS: Final = re.compile(r"[ymdhs]", re.IGNORECASE)
#: days before this one are counted wrongly: Excel has a 29th of February 1900
_LEAP_1900: Final = 60
#: the last day of the year 9999
_LAST: Final = 2_958_466
_SECONDS: Final = 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Calendar:
    """How a workbook counts its days, and in which of its styles a number is one."""

    styles: frozenset[str]
    from_1904: bool

    def shown(self, number: float, style: str | None) -> float | str:
        """The number, or the date or time that it is, as ISO 8601 writes it."""
        if style not in self.styles or not 0 <= number < _LAST:
            return number
        if number < 1:
            return _time_of_day(number)
        start = datetime(1904, 1, 1) if self.from_1904 else datetime(1899, 12, 30)  # noqa: DTZ001
        early = not self.from_1904 and number < _LEAP_1900
        try:
            moment = start + timedelta(days=int(number) + early)
        except OverflowError:
            return number
        clock = _time_of_day(number % 1)
        return f"{moment:%Y-%m-%d}" if clock == "00:00" else f"{moment:%Y-%m-%d} {clock}"


def _time_of_day(share: float) -> str:
    seconds = min(round(share * _SECONDS), _SECONDS - 1)
    clock = f"{seconds // 3600:02}:{seconds % 3600 // 60:02}"
    return f"{clock}:{seconds % 60:02}" if seconds % 60 else clock


def is_date_format(number: str, own: Mapping[str | None, str]) -> bool:
    """Whether a number in that format is shown as a date or a time.

    Args:
        own: the workbook's own formats by their numbers.
    """
    if number not in own:
        return number in _BUILT_IN
    return _SIGNS.search(_NO_SIGNS.sub("", own[number].split(";")[0])) is not None
