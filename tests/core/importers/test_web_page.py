"""What a browser shows of a page arrives, and nothing else."""

import html
import io
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.core import importers
from qualcode.core.errors import ImportRefused
from qualcode.core.importers import web_page

# Characters that HTML can hold; white space is another matter, below.
LETTERS = st.characters(
    exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp"), exclude_characters="\ufeff"
)
WORDS = st.text(LETTERS, min_size=1, max_size=12)
PARAGRAPHS = st.lists(st.lists(WORDS, min_size=1, max_size=8), min_size=1, max_size=12)


def text_of(source: str) -> str:
    return web_page.render(source, "a.html").text


@pytest.fixture
def page(tmp_path: Path) -> Callable[..., importers.Transcript]:
    def read(data: bytes, **options: str) -> importers.Transcript:
        path = tmp_path / "a.html"
        path.write_bytes(data)
        return importers.read(path, **options)

    return read


@given(PARAGRAPHS)
def test_paragraphs_of_any_words_arrive_verbatim(paragraphs: list[list[str]]) -> None:
    source = "".join(f"<p>{html.escape(' '.join(words))}</p>\n" for words in paragraphs)
    assert text_of(source) == "\n".join(" ".join(words) for words in paragraphs)


@given(st.lists(st.text(LETTERS | st.sampled_from(" \u00a0\t"), max_size=30), min_size=1))
def test_preformatted_lines_of_any_characters_arrive_verbatim(lines: list[str]) -> None:
    source = f"<pre>\n{html.escape(chr(10).join([*lines, 'end']))}</pre>"
    assert text_of(source) == "\n".join([*lines, "end"])


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>för- och  nackdelar\n</p><p>Kost-</p>nad", "för- och nackdelar\nKost-\nnad"),
        ("a<br>b<br><br>c<br>", "a\nb\n\nc"),
        ("<p>a<br></p><p><br></p><p>b</p><p></p>", "a\n\nb"),
        ("<b>Anna:</b> <i>ja</i>, <u> nej</u>.", "Anna: ja, nej."),
        ("&aring; &#228; &#xF6; &#146; &amp;lt; &nbsp;x&shy;y", "å ä ö ’ &lt; \u00a0x\u00ady"),
        ("<p>\u00a0\u00a0in</p>", "\u00a0\u00a0in"),
        ("<div>a<div>b</div>c</div>d", "a\nb\nc\nd"),
        ("<span style='white-space: pre-wrap'> a  b\nc</span>", " a  b\nc"),
        ("❤️ 1️⃣ 👩‍👩‍👧 å a\u030a \u2028", "❤️ 1️⃣ 👩‍👩‍👧 å a\u030a \u2028"),
        ("<p>a &lt;skrattar&gt; b", "a <skrattar> b"),
    ],
)
def test_text_is_what_a_browser_shows(source: str, text: str) -> None:
    assert text_of(source) == text


def test_tables_are_read_cell_by_cell() -> None:
    table = "<table><tr><th>Vem<th>Vad<tr><td>Anna<td><p>Ja.</p><p>Nej.</p></table>efter"
    assert text_of(table) == "Vem\nVad\nAnna\nJa.\nNej.\nefter"


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<ul><li>a<li><p>b</p></ul>", "• a\n• b"),
        ("<ol start=3><li>a<li value=7>b<li>c</ol>", "3. a\n7. b\n8. c"),
        ("<ol type=a><li>x<ul><li>y</ul><li>z</ol>", "a. x\n• y\nb. z"),
        ("<ol reversed><li>x<li>y</ol>", "2. x\n1. y"),
        ("<ol style='list-style-type: upper-roman'><li>x</ol>", "I. x"),
        ("<ul style='list-style: none'><li>x</ul>", "x"),
        ("<ol><li><li>x</ol>", "1. \n2. x"),
    ],
)
def test_list_labels_are_written(source: str, text: str) -> None:
    assert text_of(source) == text


def test_what_no_page_shows_is_left_out() -> None:
    source = (
        "<head><title>T</title><style>p{}</style></head><script>x</script><template>y</template>"
        "<!-- z --><p>a<!-- b -->c</p><iframe src='http://example.org'>d</iframe>e"
    )
    assert text_of(source) == "ac\ne"


def test_what_a_form_holds_is_read() -> None:
    source = (
        "<input type=checkbox checked> Ja <input type=radio> Nej <input value='Svar 1'>"
        "<input type=hidden value=x><select><option>a<option selected>b</select>"
        "<textarea>\nrad 1\n rad 2</textarea>"
    )
    assert text_of(source) == "☒ Ja ☐ Nej Svar 1\nb\nrad 1\n rad 2"


def test_hidden_text_stays_and_is_said(page: Callable[..., importers.Transcript]) -> None:
    transcript = page(b"<p>a</p><p hidden>b</p>")
    assert transcript.text == "a\nb"
    assert transcript.notes == ("The page holds hidden text. It was imported too.",)


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("<meta charset='utf-8'>å", "utf-8"),
        ("<meta charset=iso-8859-1>å”", "cp1252"),
        ("<meta http-equiv=x content='text/html; charset=windows-1257'>å", "cp1257"),
        ("<meta charset=nonsense>Där är vårt råd.", "cp1252"),
        ("Där är vårt råd.", "utf-16"),
        ("Där är vårt råd.", "utf-8-sig"),
    ],
)
def test_the_encoding_is_that_of_the_page(
    page: Callable[..., importers.Transcript], data: str, encoding: str
) -> None:
    transcript = page(data.encode(encoding))
    assert transcript.text == data.rpartition(">")[2]
    assert transcript.notes == ()


def test_a_page_that_is_wrong_about_its_encoding_is_still_read(
    page: Callable[..., importers.Transcript],
) -> None:
    assert page("<meta charset=utf-8>Där är vårt råd.".encode("cp1252")).text == "Där är vårt råd."
    assert page("<meta charset=latin1>Där är det.".encode()).text == "Där är det."


def test_a_chosen_encoding_counts(page: Callable[..., importers.Transcript]) -> None:
    assert page(b"<meta charset=utf-8>\x8a", encoding="mac_roman").text == "ä"


def test_speakers_are_found(page: Callable[..., importers.Transcript]) -> None:
    source = "<p><b>Intervjuare:</b> Nå?<p><b>Anna:</b> Ja.<p><b>Anna:</b> Nej."
    assert [s.label for s in page(source.encode()).speeches] == ["Intervjuare", "Anna", "Anna"]


@pytest.mark.parametrize(
    "data", [b"<p>a\0b", b"\x89PNG\r\n\x1a\n\0\0", b"PK\x03\x04\0\0", b"%PDF-1"]
)
def test_what_is_no_page_is_refused(page: Callable[..., importers.Transcript], data: bytes) -> None:
    with pytest.raises(ImportRefused, match=r"“a.html”"):
        page(data)


def test_a_page_without_text_is_refused(page: Callable[..., importers.Transcript]) -> None:
    with pytest.raises(ImportRefused, match="no text"):
        page(b"<script>x</script>")


def test_nesting_without_end_is_refused_and_not_cut_off() -> None:
    with pytest.raises(ImportRefused, match="can’t be read as a web page"):
        text_of("<div>" * 100_000 + "a")


def test_entities_of_its_own_do_not_grow() -> None:
    source = '<!DOCTYPE html [<!ENTITY a "bbbb"><!ENTITY c SYSTEM "file:///etc/passwd">]><p>&a;&c;'
    assert "root:" not in text_of(source) and "bbbb" not in text_of(source).replace('"bbbb"', "")


def test_too_many_tags_are_refused_at_once() -> None:
    start = time.monotonic()
    with pytest.raises(ImportRefused, match="larger than a web page"):
        text_of("<p>" * 4_000_000)
    assert time.monotonic() - start < 5


def test_a_file_too_large_is_refused_unread(
    page: Callable[..., importers.Transcript], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web_page, "MAX_BYTES", 10)
    with pytest.raises(ImportRefused, match="larger than a web page"):
        page(b"a" * 11)


def test_surrogates_and_controls_become_storable() -> None:
    text_of("&#xD800; &#0; &#x1F600; \x01 &#1;").encode("utf-8")
    assert io.StringIO(text_of("a\x0bb\x85c")).read() == "a\x0bb\x85c"
