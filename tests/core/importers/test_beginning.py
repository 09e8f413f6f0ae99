"""What a document says of itself before anybody speaks."""

import io
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from qualcode.core import importers
from qualcode.core.importers import beginning, removals
from qualcode.core.importers.dates import spoken_date
from qualcode.core.importers.transcript import Beginning, Detail
from tests.core.importers.test_odt import packed, written
from tests.core.importers.test_rtf import HEAD
from tests.core.importers.test_rtf import written as in_rtf

TALK = "Intervjuare: Hur är mandatet hos er?\nKarin: Det är oklart.\nIntervjuare: Och rollerna?\nKarin: Dem har vi talat om länge."
ROWS = [
    ("Datum", "14 juni 2016"),
    ("Respondent", "Karin Ek"),
    ("Kommun", "Ålesta"),
    ("Omgång", "Våg 2"),
    ("Intervjuare", "Anna Lind"),
]
SAID = [
    ("Datum", "date"),
    ("Respondent", "name"),
    ("Kommun", "attribute"),
    ("Omgång", "wave"),
    ("Intervjuare", "leave"),
]


def said(found: Beginning | None) -> list[tuple[str, str]]:
    return [(one.label, one.meaning) for one in found.details] if found else []


def word_with(rows, tmp_path: Path, *, before: str = "") -> Path:
    document = Document()
    if before:
        document.add_heading(before)
    made = document.add_table(rows=len(rows), cols=len(rows[0]))
    for row, words in zip(made.rows, rows, strict=True):
        for cell, word in zip(row.cells, words, strict=True):
            cell.text = word
    for line in TALK.split("\n"):
        document.add_paragraph(line)
    path = tmp_path / "Intervju.docx"
    document.save(path)
    return path


def odt_with(rows, tmp_path: Path) -> Path:
    cells = "".join(
        f"<table:table-row>{''.join(f'<table:table-cell>{written(w)}</table:table-cell>' for w in row)}"
        "</table:table-row>"
        for row in rows
    )
    path = tmp_path / "Intervju.odt"
    talk = "".join(map(written, TALK.split("\n")))
    path.write_bytes(packed(f"<table:table>{cells}</table:table>{talk}"))
    return path


def rtf_with(rows, tmp_path: Path) -> Path:
    """As Word writes it: what a row looks like stands before its cells and behind them."""
    head = r"\trowd\cellx4000\cellx8000 "
    body = "".join(
        head + "".join(rf"\pard\intbl {in_rtf(w)}\cell " for w in row) + head + r"\row "
        for row in rows
    )
    talk = "".join(rf"\pard {in_rtf(line)}\par " for line in TALK.split("\n"))
    path = tmp_path / "Intervju.rtf"
    path.write_bytes(f"{HEAD}{body}{talk}}}".encode("latin-1"))
    return path


def page_with(rows, tmp_path: Path) -> Path:
    cells = "".join(f"<tr>{''.join(f'<td><p>{w}</p></td>' for w in row)}</tr>\n" for row in rows)
    talk = "".join(f"<p>{line}</p>" for line in TALK.split("\n"))
    path = tmp_path / "Intervju.html"
    path.write_text(f"<meta charset=utf-8><table>{cells}</table>{talk}", encoding="utf-8")
    return path


@pytest.mark.parametrize("write", [word_with, odt_with, rtf_with, page_with])
def test_a_first_table_says_what_the_document_is(write, tmp_path):
    read = importers.read(write(ROWS, tmp_path))
    assert said(read.beginning) == SAID
    assert read.text == "\n".join(word for row in ROWS for word in row) + "\n" + TALK
    assert [speech.label for speech in read.speeches] == ["Intervjuare", "Karin"] * 2


def test_a_table_may_stand_under_a_title_and_hold_two_pairs_in_a_row(tmp_path):
    rows = [("Datum:", "2016-06-14", "Kommun:", "Ålesta"), ("Roll:", "Chef", "Ålder:", "")]
    read = importers.read(word_with(rows, tmp_path, before="Intervju 3"))
    assert said(read.beginning) == [("Datum", "date"), ("Kommun", "attribute"), ("Roll", "role")]


def test_a_table_may_hold_its_labels_in_the_first_row(tmp_path):
    rows = [("Datum", "Kommun", "Typ"), ("2016-06-14", "Ålesta", "Gruppintervju")]
    read = importers.read(word_with(rows, tmp_path))
    assert said(read.beginning) == [("Datum", "date"), ("Kommun", "attribute"), ("Typ", "kind")]


@pytest.mark.parametrize(
    "rows",
    [
        [("Intervjuare", "Hur är det?"), ("Karin", "Bra."), ("Intervjuare", "Jaha.")],
        [("Intervjuare", "Karin"), ("Hur är mandatet?", "Oklart.")],
        [("Mål", "Uppfyllt"), ("Samsyn", "Delvis")],
        [("Datum", "x" * 400), ("Kommun", "Ålesta")],
        [("Datum", "a\nb\nc\nd\ne"), ("Kommun", "Ålesta")],
        [("Datum", "2016"), ("Kommun", "Å"), ("Datum", "2017")],
    ],
)
def test_other_tables_say_nothing_of_the_document(rows, tmp_path):
    assert importers.read(word_with(rows, tmp_path)).beginning is None


def test_lines_before_the_first_speaker_say_it_too():
    head = "Intervju 3\n\nDatum: 14/6 2016\nKommun: Ålesta\nRespondent: Karin Ek\n\n"
    found = beginning.find(head + TALK)
    assert said(found) == [("Datum", "date"), ("Kommun", "attribute"), ("Respondent", "name")]
    assert (head + TALK)[found.start : found.end] == head[12:].strip()


def test_marks_of_markdown_and_tabs_are_passed_over():
    found = beginning.find(f"**Datum:** 2016-06-14\nKön\tkvinna\n\n{TALK}")
    assert [(one.label, one.value) for one in found.details] == [
        ("Datum", "2016-06-14"),
        ("Kön", "kvinna"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        TALK,
        "Intervjuare: Hej\nKarin: Hej hej\nIntervjuare: Ja",
        "Fråga: Vad är målet?\nSvar: Samverkan.",
        "Målet är klart: vi ska samverka.\nDet är bra.",
        "Kommun: Ålesta\nKommun: Berg",
        "",
    ],
)
def test_talk_is_not_taken_for_it(text):
    assert beginning.find(text) is None


def test_the_first_words_of_a_talk_do_not_belong_to_it():
    found = beginning.find("Datum: 2016-06-14\nIntervjuare: Hej Karin\nKarin: Hej på dig")
    assert said(found) == [("Datum", "date")]


def test_it_is_no_turn_of_anybody(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(f"Datum: 2016-06-14\nIntervjuare: Anna Lind\n\n{TALK}", encoding="utf-8")
    read = importers.read(path)
    assert [speech.label for speech in read.speeches] == ["Intervjuare", "Karin"] * 2
    assert read.text[read.speeches[0].start :] == TALK


def test_it_is_taken_out_only_where_that_is_accepted(tmp_path):
    read = importers.read(word_with(ROWS, tmp_path, before="Intervju 3"))
    assert removals.counts(read) == {"beginning": 1}
    taken = removals.accept(read, removals.of_kinds(read, ["beginning"]))
    assert taken.text == f"Intervju 3\n{TALK}"
    assert [speech.label for speech in taken.speeches] == ["Intervjuare", "Karin"] * 2
    assert said(taken.beginning) == SAID


def test_what_is_known_by_it():
    facts = beginning.facts([*map(Detail, *zip(*ROWS, strict=True), [m for _, m in SAID])])
    assert (facts.date, facts.name, facts.wave) == ("2016-06-14", "Karin Ek", "2")
    assert facts.attributes == (("Kommun", "Ålesta"),)


def test_what_can_t_be_what_it_is_called_is_an_attribute():
    found = beginning.find("Datum: i våras\nTyp: blå\nKommun: Ålesta\n\nHej.")
    assert [one.meaning for one in found.details] == ["attribute"] * 3


def test_rules_say_what_is_made_of_it():
    details = [Detail("Datum", "2016", "date"), Detail("Kommun", "Ålesta", "attribute")]
    assert beginning.by_rules(details, {"*": "proposed"}) == tuple(details)
    (date, town) = beginning.by_rules(details, {"kommun": "case"})
    assert (date.meaning, town.meaning) == ("leave", "case")
    assert beginning.by_rules(details, {"kommun": "date"})[1].meaning == "attribute"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("2016-06-14", "2016-06-14"),
        ("2016-06-14 kl. 13.00", "2016-06-14"),
        ("2016-06-14, 13:00–14:30", "2016-06-14"),
        ("14 juni 2016", "2016-06-14"),
        ("tisdag den 14 juni 2016", "2016-06-14"),
        ("den 1:e maj 2017", "2017-05-01"),
        ("14/6 2016", "2016-06-14"),
        ("14.6.2016", "2016-06-14"),
        ("June 14th, 2016", "2016-06-14"),
        ("14th of October 2016", "2016-10-14"),
        ("14 okt. 2016", "2016-10-14"),
        ("juni 2016", "2016-06"),
        ("25/4/2016", "2016-04-25"),
        ("4/25/2016", "2016-04-25"),
        ("4/5/2016", None),
        ("31 februari 2016", None),
        ("i våras", None),
        ("", None),
    ],
)
def test_dates_as_people_write_them(words, found):
    assert spoken_date(words) == found


@given(st.text(st.sampled_from("Datum:Kommun \n\t*_A1å-"), max_size=200))
def test_whatever_the_text_it_lies_in_it(text):
    found = beginning.find(text)
    if found:
        part = text[found.start : found.end]
        assert part == part.strip("\n")
        assert all(one.value in part for one in found.details)


def test_the_interviews_at_hand_say_nothing_of_themselves(shared_data):
    for path in (shared_data / "coded-interviews").glob("*.txt"):
        assert importers.read(path).beginning is None


def test_a_table_in_a_word_file_is_found_by_its_bytes(word, tmp_path):
    row = "<w:tr><w:tc><w:p><w:r><w:t>Datum</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>2016</w:t></w:r></w:p><w:p/></w:tc></w:tr>"
    path = tmp_path / "a.docx"
    path.write_bytes(io.BytesIO(word(f"<w:tbl>{row}</w:tbl>")).getvalue())
    assert said(importers.read(path).beginning) == [("Datum", "date")]
    assert importers.read(path).removals == ()
