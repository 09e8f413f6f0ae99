"""The grid of a large survey: 5 000 answers with sixty questions each."""

import hashlib
import os
import random
from pathlib import Path

from qualcode.core.analysis.grid import Grid
from qualcode.core.analysis.progress import ProgressCounter
from qualcode.core.ids import CoderId, DocumentId, new_ids
from qualcode.core.model import Attribute, AttributeValue, Document
from qualcode.core.operations.attributes import NewAttribute, add_attribute
from qualcode.core.operations.coders import add_coder
from qualcode.core.operations.documents_matching import documents_matching
from qualcode.core.operations.folders import move_into_folder
from qualcode.core.operations.grid import Cell, fill_in
from qualcode.core.project import Project
from tests.benchmarks.harness import Bench, benchmark

DOCUMENTS, ATTRIBUTES = 5_000, 60
SIZE = "5 000 documents, 300 000 values"
KINDS = ("text", "number", "choice", "yes-no")
CHOICES = ("Mycket bra", "Bra", "Varken eller", "Dåligt")


def make_survey(path: Path) -> None:
    """One document for each who answered, and a value for each question."""
    chance = random.Random(1)
    with Project.create(path, name="Survey") as project:
        coder = CoderId(add_coder(project, "Anna Lindqvist").first("coders"))
        with project.operation(coder, "import_documents") as running:
            texts = [f"Svar {number}. Det har blivit bättre." for number in range(DOCUMENTS)]
            hashes = [hashlib.sha256(text.encode()).hexdigest() for text in texts]
            for sha256, text in zip(hashes, texts, strict=True):
                running.store_text(sha256, text)
            ids = [DocumentId(one) for one in new_ids(DOCUMENTS)]
            running.insert_many(
                "documents",
                [
                    Document(
                        *(own, f"Svar {number}", "survey", None, "1", "sv", number, sha256),
                        *(len(texts[number]), None, None, None, running.time, coder),
                    )
                    for number, (own, sha256) in enumerate(zip(ids, hashes, strict=True))
                ],
            )
            for number in range(ATTRIBUTES):
                kind = KINDS[number % len(KINDS)]
                new = NewAttribute(f"Fråga {number}", kind=kind, choices=CHOICES)
                attribute = add_attribute(running, new)
                running.insert_many("attribute_values", values(attribute, ids, chance, running))


def values(attribute: Attribute, ids: list[DocumentId], chance: random.Random, running):  # type: ignore[no-untyped-def]
    made = {
        "text": lambda: f"Så tycker vi {chance.randrange(400)}",
        "number": lambda: str(chance.randrange(100)),
        "choice": lambda: chance.choice(CHOICES),
        "yes-no": lambda: chance.choice(("yes", "no")),
    }[attribute.kind]
    return [
        AttributeValue(own, attribute.id, about, made(), running.time, running.coder_id)
        for own, about in zip(new_ids(len(ids)), ids, strict=True)
    ]


def survey(bench: Bench) -> Path:
    return bench.once("survey.qualcode", make_survey)


def copied(bench: Bench) -> Project:
    path = bench.fresh() / "survey.qualcode"
    path.write_bytes(survey(bench).read_bytes())
    return Project.open(path)


@benchmark("read the whole grid", size=SIZE, budget=2.0)
def read_grid(bench: Bench) -> None:
    with Project.open(survey(bench), read_only=True) as project, bench.timed():
        Grid.read(project.db, "documents")


@benchmark("one cell written and shown", size=SIZE, budget=0.1)
def write_cell(bench: Bench) -> None:
    with copied(bench) as project:
        grid = Grid.read(project.db, "documents")
        coder = CoderId(project.db.execute("SELECT id FROM coders").fetchone()[0])
        cell = Cell(grid.row_ids[2500], grid.columns[-4].key, "ja")
        column = next(c for c in grid.columns if c.kind == "yes-no")
        with bench.timed():
            changes = fill_in(project, coder, "documents", [Cell(cell.row_id, column.key, "nej")])
            grid.follow(project.db, changes)


@benchmark("a column filled down", size=f"{SIZE}, 5 000 cells", budget=2.0)
def fill_column(bench: Bench) -> None:
    with copied(bench) as project:
        grid = Grid.read(project.db, "documents")
        coder = CoderId(project.db.execute("SELECT id FROM coders").fetchone()[0])
        column = next(c for c in grid.columns if c.kind == "number")
        cells = [Cell(row_id, column.key, "7") for row_id in grid.row_ids]
        with bench.timed():
            grid.follow(project.db, fill_in(project, coder, "documents", cells))


@benchmark("documents by an attribute", size=SIZE, budget=0.1)
def by_attribute(bench: Bench) -> None:
    with Project.open(survey(bench), read_only=True) as project:
        grid = Grid.read(project.db, "documents")
        attribute = next(c.attribute for c in grid.columns if c.kind == "choice" and c.attribute)
        with bench.timed():
            documents_matching(project.db, attributes={attribute.id: ["Bra"]})


@benchmark("a document moved past its neighbour", size=SIZE, budget=0.1)
def move_document(bench: Bench) -> None:
    with copied(bench) as project:
        coder = CoderId(project.db.execute("SELECT id FROM coders").fetchone()[0])
        rows = Grid.read(project.db, "documents").row_ids
        with bench.timed():
            move_into_folder(
                project, coder, None, documents=[DocumentId(rows[2500])], position=2499
            )


@benchmark("progress of all documents", size=SIZE, budget=2.0)
def all_progress(bench: Bench) -> None:
    with Project.open(survey(bench), read_only=True) as project:
        ids = [row[0] for row in project.db.execute("SELECT id FROM documents")]
        with bench.timed():
            ProgressCounter().count(project.db, ids)


def _model():  # type: ignore[no-untyped-def]
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    application = QApplication.instance() or QApplication([])
    from qualcode.shell.models.grid import GridModel

    return application, GridModel()


@benchmark("sort the grid by a text", size=SIZE, budget=0.1)
def sort_grid(bench: Bench) -> None:
    _application, model = _model()
    with Project.open(survey(bench), read_only=True) as project:
        model.set_grid(Grid.read(project.db, "documents"))
    column = next(c for c in model.columns if c.attribute and c.kind == "text")
    with bench.timed():
        model.set_sorted(column.key)


@benchmark("find rows by words, first letter", size=SIZE, budget=1.0)
def search_grid(bench: Bench) -> None:
    _application, model = _model()
    with Project.open(survey(bench), read_only=True) as project:
        model.set_grid(Grid.read(project.db, "documents"))
    with bench.timed():
        model.set_search("tycker")


@benchmark("find rows by words, each further letter", size=SIZE, budget=0.1)
def search_grid_on(bench: Bench) -> None:
    _application, model = _model()
    with Project.open(survey(bench), read_only=True) as project:
        model.set_grid(Grid.read(project.db, "documents"))
    model.set_search("tycker")
    with bench.timed():
        model.set_search("tycker vi 3")
