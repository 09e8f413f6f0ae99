"""Margins: what it takes to know a file again, to write codes into Word and to read them there."""

import io
import random
from pathlib import Path

from qualcode.core.analysis.margin import MarginPage, Noted
from qualcode.core.ids import DocumentId
from qualcode.core.importers import docx
from qualcode.core.model import Span
from qualcode.core.operations.coders import add_coder
from qualcode.core.operations.importing import NewDocument, import_documents
from qualcode.core.operations.margin_known import KnownTexts
from qualcode.core.project import Project
from qualcode.core.report import margin
from qualcode.core.store import documents as document_store
from tests.benchmarks.bench_import import turns
from tests.benchmarks.harness import Bench, benchmark
from tests.core.whole import transcript

COMMENTS, DOCUMENTS = 1_000, 300
TIME = "2026-03-01T08:00:00.000Z"


def page() -> MarginPage:
    text = "\n".join(turns(random.Random(1)))
    comments = tuple(
        Noted(Span(at, at + 30), f"Kod {at % 40}", "Svårt", "Bo Ek", "BE", TIME)
        for at in range(0, COMMENTS * 40, 40)
    )
    return MarginPage(DocumentId(""), "Intervju", "sv", text, (), comments, 0)


@benchmark("write codes into Word's margin", size=f"{COMMENTS} comments", budget=0.5)
def write(bench: Bench) -> None:
    made = page()
    with bench.timed():
        margin.write_docx(made, None)


@benchmark("read codes in Word's margin", size=f"{COMMENTS} comments", budget=1)
def read(bench: Bench) -> None:
    data = margin.write_docx(page(), None).data
    with bench.timed():
        found = docx.read(io.BytesIO(data), "a.docx")
    if len(found.margin.comments) != COMMENTS:
        raise ValueError(f"comments: {len(found.margin.comments)}")


def fill(path: Path) -> None:
    with Project.create(path) as project:
        anna = add_coder(project, "Anna").first("coders")
        new = [
            NewDocument(transcript(str(at), "\n".join(turns(random.Random(at)))), speakers=[])
            for at in range(DOCUMENTS)
        ]
        import_documents(project, anna, new)  # type: ignore[arg-type]


@benchmark("know a changed file again", size=f"among {DOCUMENTS} documents", budget=3)
def know(bench: Bench) -> None:
    with Project.open(bench.once("margins.qualcode", fill)) as project:
        one = document_store.all_documents(project.db)[7]
        changed = document_store.text(project.db, one.id).replace("IP1: ", "IP1: Ja, ", 3)
        with bench.timed():
            found = KnownTexts(project.db).find(changed)
        if found is None or found.document_id != one.id or found.is_same:
            raise ValueError("the document was not known")
