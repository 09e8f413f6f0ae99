"""Rich Text as Word, WordPad, TextEdit and LibreOffice write it."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.core import importers
from qualcode.core.errors import ImportRefused
from qualcode.core.importers import rtf
from qualcode.core.importers.transcript import Reading

HEAD = (
    r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss\fcharset0 Arial;}{\f1\fcharset204 Arial Cyr;}"
    r"{\f2\fcharset2 Symbol;}{\f3\fcharset128 MS Mincho;}{\f4\fcharset77 Geneva{\*\falt Arial};}}"
    r"{\colortbl;\red0\green0\blue0;}{\stylesheet{\s0 Normal;}}{\info{\title Hemlig}}"
    r"{\*\generator Riched20 10.0}\viewkind4\uc1\pard\f0\fs22 "
)


def reading(body: str, head: str = HEAD) -> Reading:
    return rtf.parse(f"{head}{body}}}".encode("latin-1"), "a.rtf")


def text_of(body: str, head: str = HEAD) -> str:
    return reading(body, head).text


def as_unicode(character: str) -> str:
    units = character.encode("utf-16-le")
    numbers = (int.from_bytes(units[i : i + 2], "little", signed=True) for i in (0, 2) if units[i:])
    return "".join(rf"\u{number}?" for number in numbers)


def written(line: str) -> str:
    """A paragraph as the writers of the format put it."""
    plain = {"\\": "\\\\", "{": r"\{", "}": r"\}", "\t": r"\tab "}
    return "".join(plain.get(c) or (c if c.isascii() else as_unicode(c)) for c in line)


CHARACTERS = st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("\t\\{} åäö")


@given(st.lists(st.text(CHARACTERS, max_size=30), min_size=1, max_size=9))
def test_paragraphs_of_any_characters_arrive_verbatim(lines: list[str]) -> None:
    body = "".join(rf"{written(line)}\par" + "\r\n" for line in lines)
    assert text_of(body) == "\n".join(lines)


@given(
    st.text(st.sampled_from("åäöÅÄÖ”“’–…€ éàx7-'"), max_size=40),
    st.sampled_from(["cp1252", "mac_roman"]),
)
def test_bytes_of_a_code_page_arrive_verbatim(line: str, page: str) -> None:
    head = HEAD if page == "cp1252" else r"{\rtf1\mac "
    body = "".join(c if c.isascii() else rf"\'{c.encode(page)[0]:02x}" for c in line)
    assert text_of(body, head) == line


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (r"för- och\par Kost-\par nad", "för- och\nKost-\nnad"),
        (r"rad\line ny\page sida\tab x\~y\-z\_\emdash\endash ", "rad\nny\nsida\tx\u00a0y\u00adz\u2011—–"),
        (r"\ldblquote x\rdblquote\lquote y\rquote\bullet", "“x”‘y’•"),
        (r"{\f1\'cf\'f0\'e8} {\f2\'61} {\f3\'83A\'83\'42} {\f4\'8c}", "При α アィ å"),
        (r"\u228\'e4\uc2\u228\'c3\'a4{\uc0\u228 ä}\u228{}x", "äääääx"),
        (r"\u8220\ldblquote x\u8221\rdblquote\par y", "“x”\ny"),
        (r"\u-10179?\u-8704? \u55357 x \u56832?", "😀 \ufffd \ufffd"),
        (r"{\upr{abc}{\*\ud{\u229 abc}}}", "åbc"),
        (r"{\field{\*\fldinst HYPERLINK x}{\fldrslt l\'e4nk}}", "länk"),
        (r"{\*\bkmkstart x}a{\*\bkmkend x}{\header H}{\pict 00ff}{\*\nonsense z}b", "ab"),
        (r"{\b Anna:} {\i ja}{\v0 , nej}\plain .", "Anna: ja, nej."),
        ("rad ett\r\n och\r\ntv\\'e5\\\nny", "rad ett ochtvå\nny"),
        (r"{\listtext 1.\tab}punkt\par{\pntext\'b7\tab}bock", "1.\tpunkt\n·\tbock"),
        (r"\bin5 }}}}}x", "x"),
    ],
)  # fmt: skip
def test_text_is_what_word_shows(body: str, text: str) -> None:
    assert text_of(body) == text


def test_each_cell_of_a_table_is_a_line() -> None:
    row = r"\trowd\cellx1\cellx2\pard\intbl {}\cell {}\par {}\cell\row "
    assert text_of(row.format("A", "B", "C") + row.format("", "D", "E") + r"\pard slut") == (
        "A\nB\nC\n\nD\nE\nslut"
    )


def test_notes_and_boxes_follow_their_paragraph() -> None:
    body = (
        r"Ord{\super\chftn}{\footnote\pard {\super\chftn} Noten.\par Mer} slut{\super\chftn}"
        r"{\footnote\ftnalt {\super\chftn} Sist}.{\shp{\*\shpinst{\sp{\sn a}{\sv b}}{\shptxt Ruta\par}}"
        r"{\shprslt Ruta}}\par Sen\aftnnrlc{\super\chftn}{\footnote\ftnalt{\chftn}x}"
    )
    assert text_of(body) == "Ord1 slut1.\n1 Noten.\nMer\n1 Sist\nRuta\nSenii\niix"


def test_changes_are_accepted_and_said() -> None:
    found = reading(r"Kvar{\deleted  borta\par}{\revised  nytt}{\v  dold}.")
    assert found.text == "Kvar nytt dold."
    assert found.notes == (
        "The document holds tracked changes. They were read as accepted.",
        "The document holds hidden text. It was imported too.",
    )


def test_a_file_that_ends_too_early_says_so() -> None:
    found = rtf.parse((HEAD + r"{\b Anna: ja").encode(), "a.rtf")
    assert (found.text, len(found.notes)) == ("Anna: ja", 1)
    assert reading("a").notes == ()


def test_what_is_no_rich_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.rtf").write_bytes(b"PK\x03\x04")
    with pytest.raises(ImportRefused, match="is not a text with formatting"):
        importers.read(tmp_path / "a.rtf")


@pytest.mark.parametrize("piece", ["{", "{\\b ", "\\'e4", "\\u228?", "{\\f1 a}", "\\par ", "\\"])
def test_text_made_to_be_slow_is_not(piece: str) -> None:
    start = time.process_time()
    try:
        text_of(piece * 100_000)
    except ImportRefused as error:
        assert "is damaged" in str(error)  # noqa: PT017
    assert time.process_time() - start < 5


def test_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rtf, "MAX_TOKENS", 100)
    with pytest.raises(ImportRefused, match="million characters"):
        text_of(r"a\par " * 100)
