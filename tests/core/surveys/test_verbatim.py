"""The words of each cell arrive as they are, and nothing else does.

What differs, and is tested here: line ends; of a .sav white space at the end of a text, which the
format fills up itself; of a workbook and a .csv rows without any words.
"""

import csv
import tempfile
from pathlib import Path

import openpyxl
import pandas as pd
import pyreadstat
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from qualcode.core.operations.coders import ensure_coder
from qualcode.core.operations.surveys import import_survey
from qualcode.core.project import Project
from qualcode.core.store import documents, persons
from qualcode.core.surveys.guessing import changed_role, propose
from qualcode.core.surveys.plan import FORMS, OPEN
from qualcode.core.surveys.reading import read
from tests.core.survey_material import plan

HEADERS = ["Nummer", "Fråga ett?", "Fråga två?"]
WORDS = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"], exclude_characters="\0"),
        st.sampled_from("åäö \",;\t\n=+-@'|❤️_x0041_"),
    ),
    max_size=30,
)
#: what a workbook can hold: openpyxl refuses the rest
SHEET_WORDS = WORDS.filter(lambda text: not ILLEGAL_CHARACTERS_RE.search(text))
TABLES = st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=6)


def rows_of(cells):
    """With a first cell that is filled, so that no row is empty."""
    return [(f"{number}", *row) for number, row in enumerate(cells, 1)]


def with_line_feeds(rows):
    return tuple(
        tuple(cell.replace("\r\n", "\n").replace("\r", "\n") for cell in row) for row in rows
    )


@settings(max_examples=150)
@given(cells=TABLES, separator=st.sampled_from(",;\t"))
def test_of_a_csv(cells, separator):
    rows = rows_of(cells)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.csv"
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file, delimiter=separator, quoting=csv.QUOTE_ALL)
            writer.writerows([HEADERS, *rows])
        assert read(path).rows == with_line_feeds(rows)


@settings(max_examples=60, deadline=None)
@given(cells=st.lists(st.tuples(SHEET_WORDS, SHEET_WORDS), min_size=1, max_size=6))
def test_of_a_workbook(cells):
    rows = rows_of(cells)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.xlsx"
        book = openpyxl.Workbook()
        book.active.append(HEADERS)
        for at, row in enumerate(rows, 2):
            for place, text in enumerate(row, 1):
                cell = book.active.cell(at, place)
                cell.value = text
                cell.data_type = "s"
        book.save(path)
        assert read(path).rows == with_line_feeds(_as_openpyxl_writes(rows))


def _as_openpyxl_writes(rows):
    """It escapes nothing, so that an escape in a text is read as what it stands for."""
    return [tuple(cell.replace("_x0041_", "A") for cell in row) for row in rows]


@settings(max_examples=8, deadline=None)
@given(cells=TABLES)
def test_of_a_sav(cells):
    rows = rows_of(cells)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.sav"
        frame = pd.DataFrame(rows, columns=["nr", "ett", "tva"])
        pyreadstat.write_sav(frame, str(path))
        found = [tuple(cell.rstrip(" ") for cell in row) for row in with_line_feeds(rows)]
        assert read(path).rows == tuple(found)


@settings(max_examples=60, deadline=None)
@given(cells=TABLES, form=st.sampled_from(FORMS))
def test_of_an_answer_that_becomes_a_turn(cells, form):
    from dataclasses import replace

    made = plan(rows_of(cells), HEADERS)
    for number in (1, 2):
        made = made.with_column(changed_role(made.table, made.columns[number], OPEN))
    made = replace(made, form=form)
    expected = sorted(cell.strip() for row in cells for cell in row if cell.strip())
    with (
        tempfile.TemporaryDirectory() as folder,
        Project.create(Path(folder) / "a.qualcode", name="a", language="sv") as project,
    ):
        if not expected:
            return
        import_survey(project, ensure_coder(project, "Anna"), made)
        spoken, texts = [], []
        for document in documents.all_documents(project.db):
            text = documents.text(project.db, document.id)
            texts.append(text)
            spoken += [
                text[t.speech_start : t.end] for t in documents.turns(project.db, document.id)
            ]
        assert sorted(spoken) == expected
        if form == "question":
            answers = [
                "\n\n".join(cell for cell in column if cell.strip())
                for column in zip(*cells, strict=True)
            ]
            assert sorted(texts) == sorted(filter(None, answers))


def test_each_answer_is_that_of_its_person(tmp_path):
    path = tmp_path / "a.csv"
    lines = [f"kod{n},Svar nummer {n} av dem som kom" for n in range(1, 9)]
    path.write_text("\n".join(["Kod,Vad tycker du?", *lines]), encoding="utf-8")
    with Project.create(tmp_path / "a.qualcode", name="a", language="sv") as project:
        import_survey(project, ensure_coder(project, "Anna"), propose(read(path)))
        (document,) = documents.all_documents(project.db)
        text = documents.text(project.db, document.id)
        named = {one.id: one.pseudonym for one in persons.all_persons(project.db)}
        found = [
            (named[turn.person_id], text[turn.start : turn.end])
            for turn in documents.turns(project.db, document.id)
        ]
    assert found == [(f"Respondent {n}", f"Svar nummer {n} av dem som kom") for n in range(1, 9)]
