"""How long it takes to open a large project, to code one passage, and to code many from a sheet."""

import csv
import json
import random
import shutil
import sys
from functools import partial
from pathlib import Path

from openpyxl import Workbook

from qualcode.core.model.span import trim
from qualcode.core.operations.passages import code_passage
from qualcode.core.project import Project
from qualcode.core.store import coders as coder_store
from qualcode.core.store import codes as code_store
from qualcode.core.store import documents as document_store
from tests.benchmarks.harness import Bench, benchmark
from tests.benchmarks.large import make_project

QUALCODE = Path(sys.executable).with_name("qualcode")
SIZE = "200 documents of 20 000 characters"
MANY = f"{SIZE}, 50 000 codings"
HEADERS = ("document", "code", "start", "end", "quote", "comment")
OPERATIONS = 20


def uncoded(bench: Bench) -> Path:
    return bench.once("uncoded.qualcode", partial(make_project, codings=0))


def coded(bench: Bench) -> Path:
    return bench.once("coded.qualcode", make_project)


def sheet(bench: Bench, suffix: str, codings: int, *, places: bool = True) -> Path:
    """A sheet with passages of the uncoded project, as a program or a colleague would write it."""
    project = uncoded(bench)

    def write(path: Path) -> None:
        WRITERS[suffix](path, list(rows(project, codings, places=places)))

    return bench.once(f"{codings}-{'places' if places else 'quotes'}{suffix}", write)


def rows(path: Path, codings: int, *, places: bool):
    chance = random.Random(2)
    with Project.open(path, read_only=True) as project:
        documents = document_store.all_documents(project.db)
        texts = [document_store.text(project.db, document.id) for document in documents]
    for number in range(codings):
        at = chance.randrange(len(documents))
        start = chance.randrange(19_000)
        span = trim(texts[at], start, start + chance.randrange(80, 300))
        code = f"Category {number % 8} > Code {number % 40}"
        place = span if places else ("", "")
        yield (documents[at].title, code, *place, texts[at][span.start : span.end], "")


def write_csv(path: Path, found: list) -> None:
    with path.open("w", newline="", encoding="utf-8-sig") as file:
        csv.writer(file).writerows([HEADERS, *found])


def write_json(path: Path, found: list) -> None:
    objects = [dict(zip(HEADERS, row, strict=True)) for row in found]
    path.write_text(json.dumps(objects, ensure_ascii=False), encoding="utf-8")


def write_xlsx(path: Path, found: list) -> None:
    book = Workbook(write_only=True)
    page = book.create_sheet()
    for row in (HEADERS, *found):
        page.append(row)
    book.save(path)


WRITERS = {".csv": write_csv, ".json": write_json, ".xlsx": write_xlsx}


def seconds(bench: Bench, suffix: str, codings: int = 50_000, *, places: bool = True) -> float:
    """For the whole command, from its start to its end."""
    rows_of = sheet(bench, suffix, codings, places=places)
    project = bench.fresh() / "copy.qualcode"
    shutil.copy(uncoded(bench), project)
    words = [QUALCODE, "code", project, "--from", rows_of, "--coder", "Ann"]
    return bench.seconds_of(words if places else [*words, "--partial"])


@benchmark("code --from .csv, with places", size=MANY, budget=4)
def from_csv(bench: Bench) -> float:
    return seconds(bench, ".csv")


@benchmark("code --from .csv, with quotes alone", size=MANY, budget=4)
def from_quotes(bench: Bench) -> float:
    return seconds(bench, ".csv", places=False)


@benchmark("code --from .json, with places", size=MANY, budget=4)
def from_json(bench: Bench) -> float:
    return seconds(bench, ".json")


@benchmark("code --from .xlsx, with places", size=MANY, budget=4)
def from_xlsx(bench: Bench) -> float:
    return seconds(bench, ".xlsx")


@benchmark("code --from, twice the codings", size="50 000 against 25 000", budget=2.2, unit="×")
def twice(bench: Bench) -> float:
    """The least of two on each side: what else the machine does only adds."""
    many = min(seconds(bench, ".csv") for _ in range(2))
    return many / min(seconds(bench, ".csv", 25_000) for _ in range(2))


@benchmark("one coding operation", size=MANY, budget=0.002)
def one_coding(bench: Bench) -> None:
    copy = bench.fresh() / "copy.qualcode"
    shutil.copy(coded(bench), copy)
    with Project.open(copy) as project:
        coder_id = coder_store.all_coders(project.db)[0].id
        code_id = code_store.all_codes(project.db)[0].id
        document_id = document_store.all_documents(project.db)[100].id
        with bench.timed():
            for number in range(OPERATIONS):
                start = 401 * number
                code_passage(project, coder_id, document_id, start, start + 150, [code_id])
    bench.divide(OPERATIONS)


@benchmark("open a project, with its lists of documents and codes", size=MANY, budget=0.15)
def open_project(bench: Bench) -> None:
    path = coded(bench)
    with bench.timed(), Project.open(path) as project:
        document_store.all_documents(project.db)
        code_store.all_codes(project.db)
        coder_store.all_coders(project.db)
