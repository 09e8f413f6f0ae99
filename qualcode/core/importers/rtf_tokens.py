"""The words of Rich Text Format, and what they stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Final, NamedTuple

_TOKEN: Final = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})?[ ]?"
    rb"|\\'(?P<hex>[0-9a-fA-F]{2})"
    rb"|\\(?P<symbol>[^a-zA-Z])"
    rb"|(?P<open>\{)|(?P<close>\})"
    rb"|(?P<text>[^\\{}\r\n\0]+)|[\r\n\0]+|\\",
    re.DOTALL,
)


class Kind(StrEnum):
    """What a token is."""

    WORD = "word"
    HEX = "hex"
    SYMBOL = "symbol"
    OPEN = "open"
    CLOSE = "close"
    TEXT = "text"


class Token(NamedTuple):
    """A piece of the file: `text` is the word, the bytes or the symbol as written. There may be
    millions."""

    kind: Kind
    text: bytes = b""
    number: int | None = None


_KINDS: Final = {kind.value: kind for kind in Kind}


def tokens(data: bytes) -> Iterator[Token]:
    """The tokens of a file, without line ends and without what `\\bin` holds."""
    at = 0
    while match := _TOKEN.match(data, at):
        at = match.end()
        name = match.lastgroup or ""
        if name in ("word", "number"):
            word, digits = match.group("word", "number")
            number = int(digits) if digits else None
            if word == b"bin":
                at += max(0, number or 0)
            else:
                yield Token(Kind.WORD, word, number)
        elif name:
            yield Token(_KINDS[name], match[name])


SPECIAL: Final = {
    b"tab": "\t",
    b"line": "\n",
    b"softline": "\n",
    b"page": "\n",
    b"column": "\n",
    b"emdash": "—",
    b"endash": "–",
    b"emspace": "\u2003",
    b"enspace": "\u2002",
    b"qmspace": "\u2005",
    b"bullet": "•",
    b"lquote": "‘",
    b"rquote": "’",
    b"ldblquote": "“",
    b"rdblquote": "”",
    b"zwj": "\u200d",
    b"zwnj": "\u200c",
    b"zwbo": "\u200b",
    b"zwnbo": "\u2060",
    b"ltrmark": "\u200e",
    b"rtlmark": "\u200f",
}
SYMBOLS: Final = {
    b"\\": "\\",
    b"{": "{",
    b"}": "}",
    b"~": "\u00a0",
    b"-": "\u00ad",
    b"_": "\u2011",
    b"\t": "\t",
}
#: groups of text that no reader sees
SKIPPED: Final = frozenset(
    b"stylesheet info pict header headerl headerr headerf footer footerl footerr footerf "
    b"filetbl fldinst ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn template rxe tc tcn xe pntxta "
    b"pntxtb sp shprslt nonesttables objdata objclass objname nextfile comment doccomm title "
    b"mmathPict listtable listoverridetable revtbl rsidtbl themedata colorschememapping datastore "
    b"latentstyles generator bkmkstart bkmkend private".split()
)
#: groups that a reader who doesn't know them is to skip, but that are known here
KNOWN: Final = frozenset(
    b"shpinst ud do shptxt dptxbxtext footnote annotation atrfstart atrfend atnid atnauthor atnref "
    b"atndate atnparent moMath moMathPara mmath".split()
)
