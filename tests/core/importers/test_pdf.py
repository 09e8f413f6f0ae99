"""PDFs, made by hand so that a test shows the order in which they are drawn."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.core import importers
from qualcode.core.errors import ImportRefused
from qualcode.core.importers import apart, pdf, removals
from qualcode.core.importers.transcript import Reading
from tests.core.importers.pdf_maker import Text, column
from tests.core.importers.pdf_maker import pdf as made

Read = Callable[..., importers.Transcript]
LETTERS = st.sampled_from("abcdefåäöÅÄÖ”“’–…!?,.:()0123éü")
WORDS = st.text(LETTERS, min_size=1, max_size=9)
LINES = st.lists(st.lists(WORDS, min_size=1, max_size=8).map(" ".join), min_size=1, max_size=40)
PROSE_1 = [f"vänster spalt rad {n} har en text som" for n in range(12)]
PROSE_2 = [f"den högra spalten rad {n} går vidare" for n in range(12)]


def here(read: apart.Read, path: Path, file_name: str) -> Reading:
    """As `apart.run`, but in this process, which takes a hundredth of the time."""
    return read(path.read_bytes(), file_name, lambda: None)


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Read]:
    path = tmp_path_factory.mktemp("pdf") / "a.pdf"

    def write(data: bytes, **options: bool) -> importers.Transcript:
        path.write_bytes(data)
        return importers.read(path, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(apart, "run", here)
        yield write


def offered(transcript: importers.Transcript, *kinds: str) -> list[tuple[str, str]]:
    return [
        (one.kind, transcript.text[one.start : one.end])
        for one in transcript.removals
        if not kinds or one.kind in kinds
    ]


def body(number: int) -> list[str]:
    """Lines that no other page has."""
    return [f"Text {'abcdefghij'[number] * (n + 1)} om samverkan." for n in range(20)]


@given(LINES)
def test_lines_of_any_words_arrive_verbatim(read: Read, lines: list[str]) -> None:
    assert read(made([column(lines)]), speakers=False).text == "\n".join(lines)


@given(st.lists(LINES, min_size=1, max_size=4))
def test_pages_arrive_one_after_the_other(read: Read, pages: list[list[str]]) -> None:
    transcript = read(made([column(lines) for lines in pages]), speakers=False)
    assert transcript.text == "\n".join(line for lines in pages for line in lines)
    assert [transcript.text[start:].split("\n")[0] for start in transcript.pages] == [
        lines[0] for lines in pages
    ]
    assert transcript.page(len(transcript.text) - 1) == len(pages)


def test_columns_are_read_one_after_the_other_however_they_are_drawn(read: Read) -> None:
    left, right = column(PROSE_1), column(PROSE_2, x=320)
    by_column = [*left, *right]
    by_line = [piece for pair in zip(left, right, strict=True) for piece in pair]
    heading = Text("En rubrik som går över båda spalterna och en bit till på sidan", y=800)
    text = "\n".join([*PROSE_1, *PROSE_2])
    assert read(made([by_column])).text == text
    assert read(made([by_line])).text == text
    assert read(made([[heading, *by_line]])).text == f"{heading.text}\n\n{text}"


def test_three_columns_drawn_together_are_read_one_after_the_other(read: Read) -> None:
    columns = [[f"spalt {c} rad {n} har mer" for n in range(10)] for c in range(3)]
    drawn = [column(lines, x=50 + 180 * c) for c, lines in enumerate(columns)]
    by_line = [piece for row in zip(*drawn, strict=True) for piece in row]
    assert read(made([by_line])).text == "\n".join(line for lines in columns for line in lines)


def test_a_table_is_read_row_by_row(read: Read) -> None:
    rows = [("Anna", "Ja."), ("Bo", "Nej, inte alls."), ("Eva", "Kanske det."), ("Per", "Jo."), ("Siv", "Nja.")]  # fmt: skip
    drawn = [
        Text(cell, x, 700 - 20 * n) for n, row in enumerate(rows) for cell, x in zip(row, (72, 300), strict=True)
    ]  # fmt: skip
    assert read(made([drawn])).text == "\n".join(cell for row in rows for cell in row)


def test_a_page_drawn_in_no_order_is_read_from_top_to_bottom(read: Read) -> None:
    lines = [f"rad {n:02}" for n in range(30)]
    drawn = column(lines)
    shuffled = [drawn[(7 * n) % 30] for n in range(30)]
    assert read(made([shuffled])).text == "\n".join(lines)


def test_words_drawn_later_stand_where_they_belong(read: Read) -> None:
    drawn = [
        Text("Det är", 72),
        Text("viktigt.", 143),
        Text("nästa rad", y=TOP_NEXT),
        Text("mycket", 105),
    ]
    assert read(made([drawn])).text == "Det är mycket viktigt.\nnästa rad"


TOP_NEXT = 756


def test_more_room_than_usual_is_an_empty_line(read: Read) -> None:
    drawn = [*column(["a", "b", "c"]), *column(["d", "e"], top=700)]
    assert read(made([drawn])).text == "a\nb\nc\n\nd\ne"


@pytest.mark.parametrize("rotate", [0, 180])
def test_a_page_is_read_as_it_is_shown(read: Read, rotate: int) -> None:
    lines = ["första raden", "andra raden"]
    drawn = column(lines)
    assert read(made([drawn], rotate=rotate)).text.count("raden") == 2


def test_headers_footers_and_numbers_are_offered_and_kept(read: Read) -> None:
    pages = [
        [
            Text("Rapport om samverkan", 72, 810),
            *column(body(number)),
            Text("Konsult AB", 72, 40),
            Text(f"{number + 4}", 500, 40),
        ]
        for number in range(1, 6)
    ]
    transcript = read(made(pages))
    found = offered(transcript)
    assert [kind for kind, _ in found] == ["header", "footer", "page-number"] * 5
    assert "Rapport om samverkan" in transcript.text
    clean = removals.accept(transcript, transcript.removals)
    assert clean.text == "\n".join(line for number in range(1, 6) for line in body(number))
    assert [clean.page(clean.text.index(body(n)[3])) for n in range(1, 6)] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    "form", ["{}", "- {} -", "Sida {} av 9", "s. {}", "Page {}", "{} (9)", "{}/9"]
)
def test_page_numbers_of_every_form_are_known(read: Read, form: str) -> None:
    pages = [[*column(body(n)), Text(form.format(n), 300, 40)] for n in range(1, 5)]
    assert [kind for kind, _ in offered(read(made(pages)))] == ["page-number"] * 4


def test_roman_page_numbers_are_known(read: Read) -> None:
    pages = [[*column(body(n)), Text(r, 300, 40)] for n, r in enumerate(("ii", "iii", "iv", "v"))]
    assert len(offered(read(made(pages)), "page-number")) == 4


def test_what_people_say_at_the_edge_of_a_page_is_not_offered(read: Read) -> None:
    pages = [
        [*column([f"{n * 3} ja", *body(n)]), Text(f"och så blev det {n * n}", 72, 60)]
        for n in range(5)
    ]
    assert offered(read(made(pages)), "page-number") == []


def test_a_line_of_the_text_that_comes_again_is_no_header(read: Read) -> None:
    pages = [column(["Och så var det med det", *body(n), "Ja, så var det"]) for n in range(5)]
    assert offered(read(made(pages))) == []


def test_bullets_of_symbol_fonts_are_shown(read: Read) -> None:
    cmap = (
        "<< /Length 120 >>\nstream\n/CIDInit /ProcSet findresource begin begincmap "
        "1 beginbfchar <62> <F0B7> endbfchar endcmap end\nendstream"
    )
    font = b"/BaseFont /Helvetica /ToUnicode 6 0 R"
    data = made([column(["b", "a"])], fields=[cmap]).replace(b"/BaseFont /Helvetica", font)
    assert read(data.replace(b"/Annots [6 0 R]", b""), speakers=False).text == "•\na"


def test_hyphens_are_kept_and_those_that_divide_a_word_offered(read: Read) -> None:
    lines = ["lokal sam-", "verkan och samordnar-", "och chefsroller i Bergs-", "Anders by, 2016-", "2018, för-", "äldrar"]  # fmt: skip
    transcript = read(made([column(lines)]))
    assert transcript.text == "\n".join(lines)
    starts = [transcript.text[one.start - 3 : one.end + 3] for one in transcript.removals]
    assert starts == ["sam-\nver", "för-\näld"]
    after = removals.accept(transcript, transcript.removals)
    assert after.text.startswith("lokal samverkan och samordnar-\noch")


def test_speakers_are_found(read: Read) -> None:
    lines = [
        "Intervjuare: Vad är ert",
        "uppdrag?",
        "Anna: Samverkan.",
        "Intervjuare: Hur då?",
        "Anna: Så.",
    ]
    found = [(s.label, s.end - s.speech_start) for s in read(made([column(lines)])).speeches]
    assert found == [("Intervjuare", 19), ("Anna", 10), ("Intervjuare", 7), ("Anna", 3)]


def field(kind: str, box: str, more: str) -> str:
    return f"<< /Type /Annot /Subtype /{kind} /Rect [{box}] /T ({box}) {more} >>"


def test_what_is_filled_in_stands_where_it_is_seen(read: Read) -> None:
    drawn = column(["Namn:", "Vad är viktigt?", "", "", "Tack!", "Ja", "Nej"])
    ticks = "/FT /Btn /V /Yes /AS /{} /AP << /N << /Yes << >> /Off << >> >> >>"
    fields = [
        field("Widget", "110 768 300 780", "/FT /Tx /V (Anna Ek)"),
        field("Widget", "72 718 400 750", "/FT /Tx /Ff 4096 /V (Samsyn.\\rOch tid.)"),
        field("Widget", "95 697 105 709", ticks.format("Yes")),
        field("Widget", "95 683 105 695", ticks.format("Off")),
        field("FreeText", "72 600 400 612", "/Contents (Skrivet ovanp\\345)"),
        field("Text", "500 600 510 612", "/Contents (Kommentar)"),
    ]
    transcript = read(made([drawn], fields=fields), speakers=False)
    lines = [line for line in transcript.text.split("\n") if line]
    assert lines == [
        "Namn: Anna Ek",
        "Vad är viktigt?",
        "Samsyn.",
        "Och tid.",
        "Tack!",
        "Ja ☒",
        "Nej ☐",
        "Skrivet ovanpå",
    ]
    assert transcript.notes == ("1 comment was not imported.",)


def test_a_scan_says_that_it_is_one(read: Read) -> None:
    with pytest.raises(ImportRefused, match=r"only pictures .* text recognition"):
        read(made([[], []]))


def test_pages_without_text_are_named(read: Read) -> None:
    transcript = read(made([column(["a"]), [], [], column(["b"]), []]))
    assert transcript.notes == ("Pages 2–3, 5 hold no text; they may be pictures.",)
    assert (transcript.text, transcript.pages) == ("a\nb", (0, 2, 2, 2, 3))


def test_letters_without_meaning_are_counted_and_marked(read: Read) -> None:
    font = "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1 1] /FontMatrix [1 0 0 1 0 0] /CharProcs << >> /Encoding << /Differences [97 /g1] >> /FirstChar 97 /LastChar 97 /Widths [500] >>"
    data = made([column(["ab", "cd"])]).replace(
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        font.encode(),
    )
    transcript = read(data)
    assert "\ufffd" not in transcript.text or "could not be read" in transcript.notes[0]


def test_a_password_is_said(read: Read) -> None:
    lock = f"/Encrypt << /Filter /Standard /V 1 /R 2 /O <{'41' * 32}> /U <{'42' * 32}> /P -4 >> /ID [<41> <41>]"
    with pytest.raises(ImportRefused, match="protected by a password"):
        read(made([column(["hemligt"])], trailer=lock))


def test_five_thousand_pages_are_refused_at_once(read: Read) -> None:
    data = made([column(["a"])] * 5000)
    start = time.monotonic()
    with pytest.raises(ImportRefused, match=r"may have 1000 pages"):
        read(data)
    assert time.monotonic() - start < 5


def test_a_pdf_that_takes_too_long_is_left(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "SECONDS", -1.0)
    with pytest.raises(ImportRefused, match="takes too long"):
        read(made([column(["a"])]))


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"PK\x03\x04", "is not a PDF"),
        (b"%PDF-1.7\n" + b"\0" * 300, "is damaged"),
        (made([column(["a"])])[:200], "is damaged"),
    ],
)
def test_what_is_no_sound_pdf_is_refused(read: Read, data: bytes, sentence: str) -> None:
    with pytest.raises(ImportRefused, match=sentence):
        read(data)


def test_several_threads_may_read_at_once(tmp_path: Path) -> None:
    paths = [tmp_path / f"{n}.pdf" for n in range(4)]
    for number, path in enumerate(paths):
        path.write_bytes(made([column(body(number))] * 5))
    with ThreadPoolExecutor(4) as pool:
        texts = [transcript.text for transcript in pool.map(importers.read, paths)]
        again = list(pool.map(lambda path: pdf.parse(path.read_bytes(), "a.pdf").text, paths))
    assert texts == again == ["\n".join(body(number) * 5) for number in range(4)]


def test_text_past_all_measure_is_refused(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MAX_CHARACTERS", 20)
    with pytest.raises(ImportRefused, match="million characters"):
        read(made([column(body(1))]))
