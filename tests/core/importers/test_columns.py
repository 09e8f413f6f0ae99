"""Talk in tables with a column for each speaker, and on numbered lines."""

from pathlib import Path

import docx
import pytest

from qualcode.core import importers
from qualcode.core.importers import removals
from qualcode.core.importers.speakers import find
from tests.core.importers.test_odt import packed, written

TALK = [
    ("Intervjuare", "IP1"),
    ("Hur är mandatet?", ""),
    ("", "Oklart."),
    ("Och rollerna?", ""),
    ("", "Dem har vi talat om."),
    ("Tack!", "Tack själv."),
]


def word(rows, path: Path, *, before=()) -> importers.Transcript:
    document = docx.Document()
    for one in (*before, rows):
        table = document.add_table(rows=len(one), cols=len(one[0]))
        for row, words in zip(table.rows, one, strict=True):
            for cell, said in zip(row.cells, words, strict=True):
                cell.text = said
    document.save(path / "a.docx")
    return importers.read(path / "a.docx")


def odt(rows, path: Path) -> importers.Transcript:
    body = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell>{written(cell)}</table:table-cell>" for cell in row)
        + "</table:table-row>"
        for row in rows
    )
    (path / "a.odt").write_bytes(packed(f"<table:table>{body}</table:table>"))
    return importers.read(path / "a.odt")


def page(rows, path: Path) -> importers.Transcript:
    body = "".join(f"<tr>{''.join(f'<td>{cell}' for cell in row)}" for row in rows)
    (path / "a.html").write_text(f"<meta charset=utf-8><table>{body}</table>", encoding="utf-8")
    return importers.read(path / "a.html")


def rtf(rows, path: Path) -> importers.Transcript:
    cells = ("".join(rf"\intbl {cell}\cell" for cell in row) for row in rows)
    body = "".join(rf"\trowd {row}\row" for row in cells)
    (path / "a.rtf").write_bytes(rf"{{\rtf1\ansi {body}}}".encode("cp1252"))
    return importers.read(path / "a.rtf")


def turns(read):
    return [(one.label, read.text[one.speech_start : one.end]) for one in read.speeches]


@pytest.mark.parametrize("make", [word, odt, page, rtf])
def test_a_column_is_a_speaker_s(make, tmp_path):
    read = make(TALK, tmp_path)
    assert turns(read) == [
        ("Intervjuare", "Hur är mandatet?"),
        ("IP1", "Oklart."),
        ("Intervjuare", "Och rollerna?"),
        ("IP1", "Dem har vi talat om."),
        ("Intervjuare", "Tack!"),
        ("IP1", "Tack själv."),
    ]
    assert [(one.label, one.kind) for one in read.speakers] == [
        ("Intervjuare", "interviewer"),
        ("IP1", "respondent"),
    ]


def test_a_column_of_times_is_nobody_s(tmp_path):
    rows = [("Tid", *TALK[0]), *((f"00:0{n}", *row) for n, row in enumerate(TALK[1:]))]
    assert {label for label, _said in turns(word(rows, tmp_path))} == {"Intervjuare", "IP1"}


def test_a_table_of_facts_may_stand_before(tmp_path):
    read = word(TALK, tmp_path, before=[[("Datum", "2016-06-14"), ("Kommun", "Ålesta")]])
    assert len(read.speeches) == 6
    assert read.beginning is not None
    taken = removals.accept(read, removals.of_kinds(read, ["beginning"]))
    assert turns(taken) == turns(read)
    assert taken.text.startswith("Intervjuare\nIP1\nHur")


@pytest.mark.parametrize(
    "head", [("Mål", "Uppfyllt"), ("Samverkan", "Mandat"), ("IP1", "IP1"), ("Fråga?", "Svar")]
)
def test_other_tables_are_no_talk(head, tmp_path):
    assert word([head, *TALK[1:]], tmp_path).speeches == ()


def test_a_small_table_in_a_long_text_is_no_talk(tmp_path):
    document = docx.Document()
    document.add_paragraph("Samverkan är viktig. " * 40)
    table = document.add_table(rows=len(TALK), cols=2)
    for row, words in zip(table.rows, TALK, strict=True):
        for cell, said in zip(row.cells, words, strict=True):
            cell.text = said
    document.save(tmp_path / "a.docx")
    assert importers.read(tmp_path / "a.docx").speeches == ()


# Numbered lines


def numbered(lines, form="{n:>3} {line}"):
    return "\n".join(form.format(n=n, line=line) for n, line in enumerate(lines, 1))


LINES = [
    "I: Hur är det?",
    "R: Jo, det är",
    "bra, tror jag.",
    "I: Och sen?",
    "R: Det vet",
    "vi inte.",
]


@pytest.mark.parametrize("form", ["{n:>3} {line}", "{n}.\t{line}", "{n}) {line}", "{n:04}: {line}"])
def test_speakers_are_found_behind_the_numbers_of_lines(form):
    text = numbered(LINES, form)
    found = find(text)
    assert [one.label for one in found] == ["I", "R", "I", "R"]
    assert [text[one.speech_start : one.end].split()[0] for one in found] == [
        "Hur", "Jo,", "Och", "Det",
    ]  # fmt: skip
    assert text[found[0].start : found[0].end] == "I: Hur är det?"


def test_every_fifth_line_may_be_numbered():
    lines = [f"{'I' if n % 2 else 'R'}: Rad som sägs." for n in range(30)]
    text = "\n".join(f"{n:>3} {line}" for n, line in enumerate(lines) if n % 5 == 0)
    assert len(find(text)) == 6


def test_numbers_that_do_not_count_are_words():
    assert find("3 I: Ja.\n1 R: Nej.\n2 I: Jo.\n9 R: Nja.\n4 I: Så.\n") == ()
