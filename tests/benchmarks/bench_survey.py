"""A survey: read, proposed and imported."""

import random
import shutil
from pathlib import Path

import xlsxwriter

from qualcode.core.operations.coders import ensure_coder
from qualcode.core.operations.history import undo
from qualcode.core.operations.survey_removal import delete_surveys
from qualcode.core.operations.surveys import import_survey
from qualcode.core.project import Project
from qualcode.core.store import surveys
from qualcode.core.surveys.guessing import propose
from qualcode.core.surveys.plan import CLOSED, OPEN
from qualcode.core.surveys.reading import read
from tests.benchmarks.harness import Bench, benchmark

ROWS, COLUMNS, OPEN_QUESTIONS = 5_000, 60, 5
TEXT = "vi ser att samverkan har blivit bättre men tiden räcker inte för mötena i kommunen"
WORDS = TEXT.split()
ANSWERS = ("Instämmer inte alls", "Instämmer delvis", "Instämmer helt", "Vet ej")


def write_survey(path: Path) -> None:
    chance = random.Random(5)
    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    sheet = book.add_worksheet()
    closed = COLUMNS - OPEN_QUESTIONS - 3
    headers = ["E-post", "Kön", "Kommun"]
    headers += [f"Hur ser du på påstående {number}?" for number in range(closed)]
    headers += [f"Beskriv med egna ord {number}" for number in range(OPEN_QUESTIONS)]
    sheet.write_row(0, 0, headers)
    for number in range(1, ROWS + 1):
        cells: list[str | int] = [
            f"person{number}@example.org",
            chance.choice(("Kvinna", "Man")),
            f"Kommun {chance.randrange(20)}",
        ]
        cells += [
            chance.choice(ANSWERS) if at % 2 else chance.randint(1, 5) for at in range(closed)
        ]
        cells += [
            " ".join(chance.choices(WORDS, k=12)) if chance.random() < 0.6 else ""
            for _question in range(OPEN_QUESTIONS)
        ]
        sheet.write_row(number, 0, cells)
    book.close()


@benchmark("import a survey", size=f"{ROWS} rows × {COLUMNS} columns", budget=5)
def from_survey(bench: Bench) -> None:
    path = bench.once("survey.xlsx", write_survey)
    with Project.create(bench.fresh() / "survey.qualcode", name="Survey", language="sv") as project:
        coder = ensure_coder(project, "Anna")
        with bench.timed():
            plan = propose(read(path))
            import_survey(project, coder, plan)
        found = [column.role for column in plan.columns]
        if (
            found.count(OPEN) != OPEN_QUESTIONS
            or found.count(CLOSED) != COLUMNS - OPEN_QUESTIONS - 3
        ):
            raise ValueError(f"columns: {found}")


def make_imported(path: Path) -> None:
    sheet = path.with_suffix(".xlsx")
    write_survey(sheet)
    with Project.create(path, name="Survey", language="sv") as project:
        import_survey(project, ensure_coder(project, "Anna"), propose(read(sheet)))


def _imported(bench: Bench) -> Project:
    made = bench.once("survey.qualcode", make_imported)
    return Project.open(Path(shutil.copy(made, bench.fresh())))


# Each of 300 000 rows goes with its image to the journal: a job, with its progress.
@benchmark("delete a survey", size=f"{ROWS} rows × {COLUMNS} columns", budget=4)
def delete(bench: Bench) -> None:
    with _imported(bench) as project:
        coder = ensure_coder(project, "Anna")
        with bench.timed():
            delete_surveys(project, coder, [surveys.all_surveys(project.db)[0].id])


@benchmark("undo the import of a survey", size=f"{ROWS} rows × {COLUMNS} columns", budget=4)
def take_back(bench: Bench) -> None:
    with _imported(bench) as project:
        coder = ensure_coder(project, "Anna")
        with bench.timed():
            undo(project, coder)
