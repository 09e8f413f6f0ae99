"""E-mail addresses, telephone numbers and personal identity numbers, as people write them.

They point at somebody more surely than a name does. What is found is proposed, and a person decides;
times, years, dates, amounts and other numbers are left alone.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from qualcode.core.analysis.names import MOST_PLACES, NamePlace, places_in_words
from qualcode.core.translate import N_, ngettext

E_MAIL: Final = "e-mail"
TELEPHONE: Final = "telephone"
IDENTITY_NUMBER: Final = "identity number"

#: what is proposed to stand there
INSTEAD: Final = {
    E_MAIL: N_("[e-mail address]"),
    TELEPHONE: N_("[telephone number]"),
    IDENTITY_NUMBER: N_("[personal identity number]"),
}

#: The local part as people have it, not as RFC 5322 allows it: quotes and comments are never seen.
_E_MAIL: Final = re.compile(
    r"(?<![\w.+%@-])[\w.+%'-]{0,63}[\w+%-]@[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{2,}\b"
)
# Swedish: year, month, day (plus 60 in a coordination number) and four digits.
_IDENTITY_NUMBER: Final = re.compile(
    r"(?<![\w+-])(?P<century>1[89]|20)?(?P<date>\d\d(?:0[1-9]|1[0-2])(?:[06][1-9]|[1278]\d|[39][01]))"
    r"(?P<sign>[ \u00a0]?[-–+‑][ \u00a0]?|[ \u00a0]?)(?P<last>\d{4})(?![\w]|[-–]\d)"
)
_SPACE: Final = r"[ \u00a0\u2009\u202f]"
_BETWEEN: Final = rf"(?:{_SPACE}?[-–‑/]{_SPACE}?|{_SPACE})?"


def _area(digits: str) -> str:
    return rf"(?:\({digits}\)|{digits})"


_ABROAD: Final = _area(r"\d{1,4}")
_HOME: Final = _area(r"0[1-9]\d{0,2}")
_AMERICAN: Final = _area(r"[2-9]\d\d")
_TELEPHONE: Final = re.compile(
    rf"(?<![\w,.:/+–-])(?<!\d{_SPACE})(?:"
    # +46 (0)70-123 45 67, 0046 70 …
    rf"(?P<abroad>(?:\+|00(?=[1-9])){_SPACE}?\d{{1,3}}{_BETWEEN}(?:\(0\){_BETWEEN})?"
    rf"{_ABROAD}(?:[.]?{_BETWEEN}\d{{2,4}}){{1,4}})"
    # 018-12 34 56, (0709) 12 34 56, 070 1234567
    rf"|(?P<home>{_HOME}{_BETWEEN}\d{{2,4}}(?:{_BETWEEN}\d{{2,4}}){{0,3}})"
    # (555) 123-4567
    rf"|(?P<american>{_AMERICAN}[- .]{{1,2}}\d{{3}}[-.]\d{{4}})"
    rf")(?![\w]|[:,.]\d|{_SPACE}?%)"
)
#: A number that could be anything is a telephone's after such a word.
_SAID: Final = re.compile(
    rf"(?i:\b(?:tel|tfn|telefon|mobil|mob|phone|mobile|cell|fax)(?:nr|nummer|[ ]number)?)"
    rf"[.:]*{_SPACE}*(?P<number>\d(?:{_BETWEEN}\d){{4,11}})(?!\w)"
)
#: most texts have nothing of the sort, which is seen at once
_MAYBE: Final = re.compile(r"@|\d\D{0,3}\d\D{0,3}\d\D{0,3}\d")
#: 08-09-2024, 0800–0930, 01/02/24
_NO_TELEPHONE: Final = re.compile(
    r"\d{1,2}[-/. ]\d{1,2}[-/. ](?:\d{2}|\d{4})|[012]\d[0-5]\d ?[-–] ?[012]\d[0-5]\d"
    r"|0\d[-–/]\d\d(?:[-–/]\d\d)?"
)
#: a Swedish number without its area code has five digits at least, and one with it no more than ten;
#: ITU-T E.164 allows fifteen
_DIGITS: Final = {"abroad": (8, 15), "home": (7, 11), "american": (10, 10)}


@dataclass(frozen=True, slots=True)
class Contact:
    """Where such a thing stands in a text."""

    start: int
    end: int
    sort: Literal["e-mail", "telephone", "identity number"]


def find_contacts(text: str) -> Iterator[Contact]:
    """All of them, in no order; none within another."""
    if not _MAYBE.search(text):
        return
    ends: list[int] = []
    starts: list[int] = []
    for contact in (*_e_mails(text), *_identity_numbers(text), *_telephones(text)):
        at = bisect_right(ends, contact.start)
        if at == len(starts) or contact.end <= starts[at]:
            ends.insert(at, contact.end)
            starts.insert(at, contact.start)
            yield contact


def _e_mails(text: str) -> Iterator[Contact]:
    if "@" in text:
        for found in _E_MAIL.finditer(text):
            yield Contact(found.start(), found.end(), E_MAIL)


def _identity_numbers(text: str) -> Iterator[Contact]:
    for found in _IDENTITY_NUMBER.finditer(text):
        if found["sign"].strip() or _adds_up(found["date"] + found["last"]):
            yield Contact(found.start(), found.end(), IDENTITY_NUMBER)


def _adds_up(digits: str) -> bool:
    """Whether the last of ten digits is the check digit of the others: the Luhn formula, as the
    Swedish Tax Agency uses it (SKV 704)."""
    doubled = (int(digit) * (2 if at % 2 == 0 else 1) for at, digit in enumerate(digits))
    return sum(number // 10 + number % 10 for number in doubled) % 10 == 0


def _telephones(text: str) -> Iterator[Contact]:
    for found in _TELEPHONE.finditer(text):
        how = found.lastgroup or ""
        least, most = _DIGITS[how]
        number = found[0]
        if least <= sum(map(str.isdigit, number)) <= most and not _NO_TELEPHONE.fullmatch(number):
            yield Contact(found.start(), found.end(), TELEPHONE)
    for found in _SAID.finditer(text):
        yield Contact(found.start("number"), found.end("number"), TELEPHONE)


def contacts_sentence(places: Sequence[NamePlace], most: int = MOST_PLACES) -> str:
    """That such things stand in these lines."""
    return ngettext(
        "An e-mail address, a telephone number or a personal identity number seems to stand "
        "in {number} line of the texts: {places}. Anonymise the texts first.",
        "E-mail addresses, telephone numbers or personal identity numbers seem to stand in "
        "{number} lines of the texts: {places}. Anonymise the texts first.",
        len(places),
    ).format(number=len(places), places=places_in_words(places, most))
