"""Times as the clock on the wall shows them, days as one speaks of them."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QDate, QLocale

from qualcode.core.translate import _, language


def local(stored: str) -> dt.datetime:
    """A stored time as the clock here showed it."""
    return dt.datetime.fromisoformat(stored).astimezone()


def clock(stored: str) -> str:
    """“14:05”"""
    return f"{local(stored):%H:%M}"


def today() -> dt.date:
    """The day that it is here."""
    return dt.datetime.now().astimezone().date()


def day_name(day: dt.date) -> str:
    """“Today”, “Yesterday”, or “Sunday 22 November 2026”."""
    if day == today():
        return _("Today")
    if day == today() - dt.timedelta(days=1):
        return _("Yesterday")
    pattern = "dddd d MMMM" if day.year == today().year else "dddd d MMMM yyyy"
    words = QLocale(language()).toString(QDate(day.year, day.month, day.day), pattern)
    return words[:1].upper() + words[1:]


def day_and_time(stored: str) -> str:
    """“Today 14:05”"""
    return _("{day} {time}").format(day=day_name(local(stored).date()), time=clock(stored))
