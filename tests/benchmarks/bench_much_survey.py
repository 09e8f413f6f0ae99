"""How long the window is kept from answering when a page of a large survey comes into view."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from qualcode.core.operations.codes import NewCode, create_code
from qualcode.core.operations.many_passages import code_passages
from qualcode.core.project import Project
from qualcode.core.store import coders, documents
from tests.benchmarks.bench_survey import COLUMNS, ROWS, make_imported
from tests.benchmarks.harness import Bench, benchmark

#: of each open answer's document
PASSAGES = 100
#: Shows a page, another, and it again when something has changed, and says on stderr how long the
#: window's thread worked at one go, at most, in the processor's time: since the first was asked for.
LONGEST_WORK = """
import sys, time
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from qualcode.core import logs, settings
from qualcode.core.operations.codes import NewCode, create_code
from qualcode.core.settings import Settings
from qualcode.core.store import persons
from qualcode.core.operations.persons import PersonDetails, edit_person
from qualcode.shell import ahead
from qualcode.shell.app import Program
from importlib import import_module

path, key = Path(sys.argv[1]), sys.argv[2]
app = QApplication([])
for name in ahead.in_order(ahead.DOORS):
    import_module(name)
settings.save(Settings(coder_name="Anna", coder_initials="A", coder_colour="#3d7ea6"))
program = Program(app, settings.load(), logs.Trail())
program.start(path)
session, pages = program.session, program.window.work.pages
work, last = [], [time.thread_time()]

def beat():
    now = time.thread_time()
    work.append(now - last[0])
    last[0] = now
    if calm() and steps:
        steps.pop(0)()

quiet = [0]
def calm():
    quiet[0] = 0 if session.running else quiet[0] + 1
    return quiet[0] > 60

def change():
    one = persons.all_persons(session.project.db)[7]
    details = PersonDetails(one.name, "Anders", one.kind, one.role, one.reporting_group)
    session.run(edit_person, one.id, details)
    quiet[0] = 0
    last[0] = time.thread_time()

def show(wanted):
    quiet[0] = 0
    pages.show_page(wanted)

def begin():
    work.clear()
    show(key)

def end():
    print("work", max(work), file=sys.stderr, flush=True)
    session.close()
    app.quit()

steps = [begin, lambda: show("read"), change, lambda: show(key), end]
timer = QTimer(interval=5)
timer.timeout.connect(beat)
timer.start()
app.exec()
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
    home = bench.fresh()
    path = Path(shutil.copy(made, home))
    own = {name: str(home) for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "APPDATA")}
    ended = subprocess.run(
        [sys.executable, "-c", LONGEST_WORK, path, page],
        env={**os.environ, **own, "QT_QPA_PLATFORM": "offscreen", "LANGUAGE": "en"},
        check=True,
        capture_output=True,
        text=True,
    )
    (work,) = re.findall(r"work (\S+)", ended.stderr)  # Qt has remarks of its own there
    return float(work)


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
