"""How long the window is kept from answering when a page of a large survey comes into view."""

import shutil
from pathlib import Path

from qualcode.core.operations.codes import NewCode, create_code
from qualcode.core.operations.many_passages import code_passages
from qualcode.core.project import Project
from qualcode.core.store import coders, documents
from tests.benchmarks.bench_survey import COLUMNS, ROWS, make_imported
from tests.benchmarks.harness import Bench, benchmark
from tests.benchmarks.in_window import longest_work

#: of each open answer's document
PASSAGES = 100
#: Shows a page, another, and it again when something has changed.
STEPS = """
from qualcode.core.operations.persons import PersonDetails, edit_person
from qualcode.core.store import persons

def show(wanted):
    return lambda: pages.show_page(wanted)

def change():
    one = persons.all_persons(session.project.db)[7]
    details = PersonDetails(one.name, "Anders", one.kind, one.role, one.reporting_group)
    session.run(edit_person, one.id, details)
    last[0] = time.thread_time()

page = sys.argv[2]
steps = [work.clear, show(page), show("read"), change, show(page)]
"""


def _make_coded(path: Path) -> None:
    make_imported(path)
    with Project.open(path) as project:
        coder = coders.all_coders(project.db)[0].id
        create_code(project, coder, NewCode("Tid"))
        (code,) = project.db["codes"].rows
        places = [
            (document.id, at * 60, at * 60 + 30)
            for document in documents.all_documents(project.db)
            for at in range(PASSAGES)
        ]
        code_passages(project, coder, places, [code["id"]])


def _longest_work(bench: Bench, page: str) -> float:
    made = bench.once("survey-coded.qualcode", _make_coded)
    return longest_work(bench, Path(shutil.copy(made, bench.fresh())), STEPS, page)


SIZE = f"{ROWS} respondents × {COLUMNS} columns"


@benchmark("longest work for the page of documents", size=SIZE, budget=0.1)
def documents_page(bench: Bench) -> float:
    return _longest_work(bench, "documents")


@benchmark("longest work for the page of meaning units", size=SIZE, budget=0.1)
def units_page(bench: Bench) -> float:
    return _longest_work(bench, "units")


@benchmark("longest work for the page of categories", size=SIZE, budget=0.1)
def categories_page(bench: Bench) -> float:
    return _longest_work(bench, "categories")
