"""Looking back through a long history, and comparing a printed quote with what was said."""

from pathlib import Path

from PySide6.QtCore import QModelIndex

from qualcode.core.analysis.printed import check_printed
from qualcode.core.ids import DocumentId, new_ids
from qualcode.core.operations.coders import add_coder
from qualcode.core.operations.importing import NewDocument, import_documents
from qualcode.core.operations.steps import StepReader
from qualcode.core.project import Project
from qualcode.core.store import steps
from qualcode.core.store.steps import Wanted
from qualcode.shell.models.steps import StepsModel
from tests.benchmarks.harness import Bench, benchmark
from tests.core.whole import transcript

STEPS = 100_000
SIZE = "100 000 steps"


def _build(path: Path) -> None:
    """A journal as a year of two evaluators' work leaves it; the rows it speaks of are made up."""
    with Project.create(path) as project:
        coders = [add_coder(project, name).first("coders") for name in ("Anna", "Bo")]
        import_documents(project, coders[0], [NewDocument(transcript("Eva", "Eva: Ja."))])
        first = project.db.execute("SELECT max(seq) FROM journal").fetchone()[0] + 1
        entries, rows = new_ids(STEPS), new_ids(STEPS)
        with project.db.atomic():
            project.db.conn.executemany(
                "INSERT INTO journal (seq, id, operation, subject, coder_id, time, device)"
                " VALUES (?, ?, ?, ?, ?, ?, '')",
                (
                    (
                        first + n,
                        entries[n],
                        ("code_passage", "remove_codings", "comment_coding")[n % 3],
                        f"Mandat {n % 40}",
                        coders[n % 2],
                        f"2026-{1 + n // 9000:02}-{1 + n // 400 % 28:02}T10:00:00.000Z",
                    )
                    for n in range(STEPS)
                ),
            )
            project.db.conn.executemany(
                "INSERT INTO journal_rows (entry, position, table_name, row_id, action, before)"
                " VALUES (?, ?, 'codings', ?, ?, ?)",
                (
                    (
                        first + n,
                        0,
                        rows[n - n % 3],
                        action,
                        None if n % 3 == 0 else '{"code_id": "x"}',
                    )
                    for n in range(STEPS)
                    for action in [("insert", "delete", "update")[n % 3]]
                ),
            )


def _project(bench: Bench) -> Project:
    return Project.open(bench.once("history.qualcode", _build), read_only=True)


@benchmark("open the history", size=SIZE, budget=0.05)
def open_history(bench: Bench) -> None:
    with _project(bench) as project:
        model = StepsModel()
        with bench.timed():
            model.show(project.db, Wanted())


@benchmark("scroll the history on by a page", size=SIZE, budget=0.016)
def scroll_history(bench: Bench) -> None:
    with _project(bench) as project:
        model = StepsModel()
        model.show(project.db, Wanted())
        with bench.timed():
            for _page in range(50):
                model.fetchMore(QModelIndex())
        bench.divide(50)


@benchmark("find a step by words that none has", size=SIZE, budget=0.3)
def find_step(bench: Bench) -> None:
    with _project(bench) as project:
        reader = StepReader(project.db)
        with bench.timed():
            reader.page(Wanted(words="tillit"), None, 200)


@benchmark("steps of one document", size=SIZE, budget=1.0)
def steps_of_document(bench: Bench) -> None:
    with _project(bench) as project:
        document = project.db.execute("SELECT id FROM documents").fetchone()[0]
        with bench.timed():
            steps.touching_document(project.db, DocumentId(document))


@benchmark("compare a printed quote with the passage", size="240 words", budget=0.03)
def compare_quote(bench: Bench) -> None:
    own = " ".join(f"ord{number % 90}" for number in range(240))
    with bench.timed():
        check_printed(own.replace("ord7 ", "… "), own)
