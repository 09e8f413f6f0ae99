"""Ways to damage a file, by chance, but the same ways for the same number."""

import io
import random
import zipfile

#: what readers stumble over: ends, counts, marks of other formats, halves of characters
NASTY = (
    b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\r", b"\n\n", b"<", b">", b"&", b"{", b"}",
    b"\\", b'"', b"-->", b"]]>", b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>", b"&b;",
    b"-1", b"0", b"2147483648", b"99999999999999999999", b"NaN", b"1e999", b"\\ud800", b"\\bin9999",
    b"\\u-1?", b"\\'", b"stream", b"endobj", b"/Kids [2 0 R]", b"/Length 99999999", b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0", b"%PDF-", b"{\\rtf1", b"WEBVTT", b"../../x", b"http://127.0.0.1/",
)  # fmt: skip

#: what files hold most of, and what is read with most trust
_LARGE = ("document.xml", "content.xml", "sheet1.xml", "comments.xml", "commentsExtended.xml")


def damaged(data: bytes, number: int) -> bytes:
    """The file, changed at some places: in the parts of a packed file as well as around them."""
    chance = random.Random(number)
    if data.startswith(b"PK") and chance.random() < 0.7:
        return _with_damaged_part(data, chance)
    return _damaged(data, chance)


def _damaged(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 3, 6, 20))):
        _change(changed, chance)
    return bytes(changed)


def _change(changed: bytearray, chance: random.Random) -> None:
    place = chance.randrange(len(changed) + 1)
    size = chance.choice((1, 2, 5, 20, 100, 1000))
    match chance.randrange(8):
        case 0 if place < len(changed):
            changed[place] ^= 1 << chance.randrange(8)
        case 1:
            del changed[place : place + size]
        case 2:
            changed[place:place] = changed[place : place + size] * chance.choice((1, 2, 50))
        case 3:
            changed[place : place + size] = chance.randbytes(min(size, 100))
        case 4:
            changed[place:place] = chance.choice(NASTY)
        case 5:
            changed[place : place + 1] = chance.choice(NASTY)
        case 6:
            other = chance.randrange(len(changed) + 1)
            changed[place : place + size] = changed[other : other + size]
        case _ if chance.random() < 0.2:
            del changed[place:]


def _with_damaged_part(data: bytes, chance: random.Random) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        names = old.namelist()
        large = [name for name in names if name.endswith(_LARGE)]
        victim = chance.choice([*names, *large * len(names)])
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
            for name in names:
                part = old.read(name)
                new.writestr(name, _damaged(part, chance) if name == victim else part)
    return buffer.getvalue()
