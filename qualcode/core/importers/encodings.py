"""Which encoding the bytes of a plain text are written in, and decoding that loses nothing.

A byte order mark or the absence of any other reading decides where it can. Only between
Windows-1252 and Mac Roman, in which every byte means something, must a score decide: each byte
above 0x7F votes, by what it would be in its surroundings (`_vote`).
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from itertools import islice
from typing import Final

from qualcode.core.errors import ImportRefused
from qualcode.core.importers.transcript import MAX_CHARACTERS, MAX_LINES
from qualcode.core.translate import N_, _


@dataclass(frozen=True, slots=True)
class Encoding:
    """An encoding by Python's name; `sure` is False where a person should look at the letters."""

    name: str
    sure: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """An encoding that a user can choose; `_(choice.label)` is its name for people."""

    name: str
    label: str


CHOICES: Final = (
    Choice("utf-8", N_("UTF-8")),
    Choice("utf-16-le", N_("UTF-16 (little-endian)")),
    Choice("utf-16-be", N_("UTF-16 (big-endian)")),
    Choice("cp1252", N_("Windows-1252 (Western European)")),
    Choice("mac_roman", N_("Mac Roman (older Macs)")),
)

_MARKS: Final = (
    ("utf-8-sig", codecs.BOM_UTF8),
    ("utf-16-le", codecs.BOM_UTF16_LE),
    ("utf-16-be", codecs.BOM_UTF16_BE),
)
_ALIASES: Final = {
    "utf-8": "utf-8",
    "utf-8-sig": "utf-8",
    "utf-16-le": "utf-16-le",
    "utf-16-be": "utf-16-be",
    "cp1252": "cp1252",
    "iso8859-1": "cp1252",  # as browsers do: whoever says Latin-1 nearly always means this
    "ascii": "cp1252",
    "mac-roman": "mac_roman",
    "macroman": "mac_roman",
}

_ONE_BYTE: Final = ("cp1252", "mac_roman")

# In Swedish or English as UTF-16 nearly every other byte is zero; a text in another encoding holds
# none. A third leaves room for a text full of quotes, dashes and emoji.
_UTF16_NULLS = 1 / 3
# A text holds tabs, line ends and page breaks; a program or a picture is a tenth other controls.
_BINARY_CONTROLS = 0.05
_HIGH_BYTE: Final = re.compile(rb"[\x80-\xff]")
_CONTROLS = bytes(set(range(32)) - {9, 10, 11, 12, 13})
# Enough bytes to be certain, few enough to take a millisecond.
_VOTES = 2_000
# The better reading must lead by half a vote for each byte to be called sure.
_SURE_LEAD = 0.5
# So many sound characters for each broken one make a text damaged UTF-8, not another encoding:
# in Windows-1252 pairs such as “Ã¥” hardly stand by chance.
_DAMAGED_UTF8 = 10


def detect(data: bytes) -> Encoding:
    """The encoding of a text. Whether it can be decoded by it, `decode` tells."""
    for name, mark in _MARKS:
        if data.startswith(mark):
            return Encoding(name, sure=True)
    if b"\0" in data:
        return Encoding(_utf16_by_nulls(data) or "utf-8", sure=False)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        if _is_damaged_utf8(data):
            return Encoding("utf-8", sure=False)
        return _windows_or_mac(data)
    return Encoding("utf-8", sure=True)


def decode(
    data: bytes,
    file_name: str,
    *,
    encoding: str | None = None,
    longest: int = MAX_CHARACTERS,
    sheet: bool = False,
) -> tuple[str, Encoding]:
    """The text, without its byte order mark and with ``\\n`` for line ends, and its encoding.

    Args:
        sheet: whether it is one, for which there is no choice of encodings.

    Raises ImportRefused for bytes that are no text, or none in the chosen encoding.
    """
    found = Encoding(_chosen(encoding, data), sure=True) if encoding else detect(data)
    if found.name not in ("utf-16-le", "utf-16-be"):
        _refuse_other_files(data, file_name)
    try:
        text = _without_mark(data, found.name).decode(found.name)
    except UnicodeDecodeError as error:
        refusal = (
            _no_sheet(file_name) if sheet else _undecodable(file_name, found.name, data, error)
        )
        raise ImportRefused(refusal) from error
    if "\0" in text or (found.name in _ONE_BYTE and _is_binary(data)):
        raise ImportRefused(_no_sheet(file_name) if sheet else _no_text(file_name))
    if len(text) > longest:
        raise ImportRefused(too_long(file_name))
    return with_line_feeds(text), found


def with_line_feeds(text: str) -> str:
    """Only ``\\r\\n`` and ``\\r`` become ``\\n``: U+0085 and U+2028 are characters of the text."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def label(name: str) -> str:
    """An encoding's name for people."""
    plain = _ALIASES.get(name, name)
    return next((_(choice.label) for choice in CHOICES if choice.name == plain), name)


def too_long(file_name: str) -> str:
    """The sentence for a text beyond `MAX_CHARACTERS`."""
    return _(
        "“{file}” holds more than {millions} million characters. Divide it into several files, "
        "and import those."
    ).format(file=file_name, millions=MAX_CHARACTERS // 1_000_000)


def too_many_lines(file_name: str) -> str:
    """The sentence for a text beyond `MAX_LINES`."""
    return _(
        "“{file}” has more than {lines} lines. Divide it into several files, and import those."
    ).format(file=file_name, lines=MAX_LINES)


def _chosen(name: str, data: bytes) -> str:
    try:
        python_name = codecs.lookup(name).name
    except LookupError:
        python_name = name.casefold().replace(" ", "").replace("_", "-")
    if python_name == "utf-16":
        detected = detect(data).name
        return detected if detected.startswith("utf-16") else "utf-16-le"
    if python_name not in _ALIASES:
        raise ImportRefused(
            _("There is no encoding “{encoding}” here. Choose one of {choices}.").format(
                encoding=name, choices=", ".join(choice.name for choice in CHOICES)
            )
        )
    return _ALIASES[python_name]


def _without_mark(data: bytes, encoding: str) -> bytes:
    for name, mark in _MARKS:
        if _ALIASES[name] == encoding and data.startswith(mark):
            return data[len(mark) :]
    return data  # utf-8-sig takes its own away


def _utf16_by_nulls(data: bytes) -> str | None:
    units = len(data) // 2
    first, second = data[0 : 2 * units : 2].count(0), data[1 : 2 * units : 2].count(0)
    if second > _UTF16_NULLS * units and not first:
        return "utf-16-le"
    if first > _UTF16_NULLS * units and not second:
        return "utf-16-be"
    return None


def _is_damaged_utf8(data: bytes) -> bool:
    """Whether nearly all bytes above 0x7F belong to sound UTF-8 characters."""
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd") - data.count("\ufffd".encode())
    sound = len(text) - len(text.encode("ascii", errors="ignore")) - broken
    return sound >= _DAMAGED_UTF8 * broken


def _windows_or_mac(data: bytes) -> Encoding:
    windows, mac = _score(data, "cp1252"), _score(data, "mac_roman")
    try:
        data.decode("cp1252")
    except UnicodeDecodeError:  # five bytes mean nothing there; all mean something on a Mac
        return Encoding("mac_roman", sure=mac > _SURE_LEAD)
    best, other = max(windows, mac), min(windows, mac)
    return Encoding("cp1252" if windows >= mac else "mac_roman", best - other >= _SURE_LEAD)


def _score(data: bytes, encoding: str) -> float:
    """How well the bytes read as Swedish or English in this encoding, from -3 to 1."""
    text = data.decode(encoding, errors="replace")  # single bytes: positions stay
    places = [found.start() for found in islice(_HIGH_BYTE.finditer(data), _VOTES)]
    votes = (
        _vote(text[i], text[i - 1 : i] if i else " ", text[i + 1 : i + 2] or " ") for i in places
    )
    return sum(votes) / max(1, len(places))


_SMALL = frozenset("åäöéüæøèàáëêçñíóôï")
_LARGE = frozenset("ÅÄÖÉÜÆØÈÀ")
_SIGNS = frozenset("\u00a0§°½¼%€£´·•«»®©±²³µ×™¿¡ßÁÍÓÑÇËÊÏÔÕÎÂÃìîúùûâãòõÿ")


def _vote(character: str, before: str, after: str) -> float:
    """1 for what Swedish and English texts hold, 0 for what they may, below for what they don't.

    A small letter stands beside a letter, a capital not after a small one, an opening quote not
    after a letter, an ellipsis or a closing quote not at the beginning of a word, a dash beside
    a space or a digit, or between words.
    """
    if character in _SMALL:
        return 1 if before.isalpha() or after.isalpha() else 0
    if character in _LARGE:
        return -1 if before.islower() else (1 if after.isalpha() or before.isalpha() else 0)
    if character in "“‘„‚":
        return -0.5 if before.isalpha() else 1
    if character in "”’":
        return 1
    if character in "–—":
        return 1 if not before.isalpha() or not after.isalpha() else 0.5
    if character == "…":
        return 1 if not before.isspace() or not after.isalpha() else 0
    if character in _SIGNS:
        return 0
    return -3 if character == "\ufffd" else -1


_MAGIC: Final[tuple[tuple[bytes, str], ...]] = (
    (b"PK\x03\x04", N_("a Word document or another packed file")),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", N_("an older Word document")),
    (b"%PDF-", N_("a PDF")),
    (b"{\\rtf", N_("a text with formatting (RTF)")),
)


def _refuse_other_files(data: bytes, file_name: str) -> None:
    kind = next((kind for magic, kind in _MAGIC if data.startswith(magic)), None)
    if kind:
        raise ImportRefused(
            _(
                "“{file}” is not plain text: it looks like {kind}. Give it the ending it should "
                "have, or open it in Word and save it as .docx."
            ).format(file=file_name, kind=_(kind))
        )


def _is_binary(data: bytes) -> bool:
    """For encodings in which all bytes mean something; no program or picture is sound UTF-8."""
    controls = len(data) - len(data.translate(None, _CONTROLS))
    return controls > _BINARY_CONTROLS * len(data)


def _no_text(file_name: str) -> str:
    return _(
        "“{file}” is not plain text: it holds bytes that no text has. Open it in the program it "
        "comes from, and save it as .docx or as plain text."
    ).format(file=file_name)


def _no_sheet(file_name: str) -> str:
    return _(
        "“{file}” can’t be read as text, which such a sheet must be. Open it in the program it "
        "comes from, and save it as .xlsx, or as .csv in UTF-8."
    ).format(file=file_name)


def _undecodable(file_name: str, encoding: str, data: bytes, error: UnicodeDecodeError) -> str:
    line = 1 + data.count(b"\n", 0, error.start)
    return _(
        "“{file}” can’t be read as {encoding}: line {line} holds bytes that mean nothing there. "
        "Choose another encoding, or save the file as UTF-8 in the program it comes from."
    ).format(file=file_name, encoding=label(encoding), line=line)
