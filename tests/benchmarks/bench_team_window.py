"""How long the window is kept from answering in the work of several evaluators: when each part of the
team's page is first opened after a merge, when the history is, and when the merge is undone and done
again."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from qualcode.core.merge.apply import merge
from qualcode.core.project import Project
from tests.benchmarks.bench_merge import copy_coded_by, first_coder
from tests.benchmarks.harness import Bench, benchmark

#: Opens one after the other, and says on stderr how long the window's thread worked at one go, at
#: most, in the processor's time.
LONGEST_WORK = """
import gc, sys, time
from pathlib import Path
from importlib import import_module
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from qualcode.core import logs, settings
from qualcode.core.collector import set_aside_after_pauses
from qualcode.core.settings import Settings
from qualcode.shell import ahead
from qualcode.shell.app import Program
from qualcode.shell.pages.team.parts import PARTS

app = QApplication([])
for name in ahead.in_order(ahead.DOORS):
    import_module(name)
gc.freeze()  # as `qualcode` does
set_aside_after_pauses()
settings.save(Settings(coder_name="Cleo", coder_initials="C", coder_colour="#3d7ea6"))
program = Program(app, settings.load(), logs.Trail())
program.start(Path(sys.argv[1]))
session, pages = program.session, program.window.work.pages
work, last, quiet = [], [time.thread_time()], [0]

def beat():
    now = time.thread_time()
    work.append(now - last[0])
    last[0] = now
    quiet[0] = 0 if session.running else quiet[0] + 1
    if quiet[0] > 60 and steps:
        quiet[0] = 0
        steps.pop(0)()

def part(key):
    return lambda: pages.widget("team").list.chosen.emit(key)

def end():
    print("work", max(work), file=sys.stderr, flush=True)
    session.close()
    app.quit()

ways = {
    "parts": [lambda: pages.show_page("team"), *[part(place.key) for place in PARTS]],
    "steps": [lambda: pages.open_drawer("history"), session.undo, session.redo],
}
steps = [work.clear, *ways[sys.argv[2]], end]
timer = QTimer(interval=5)
timer.timeout.connect(beat)
timer.start()
app.exec()
"""


def _longest_work(bench: Bench, way: str) -> float:
    def build(path: Path) -> None:
        shutil.copy(copy_coded_by(bench, "Cleo", 25_000), path)
        with Project.open(path) as project:
            merge(project, first_coder(project), [copy_coded_by(bench, "Dan", 25_000)])

    home = bench.fresh()
    path = Path(shutil.copy(bench.once("merged.qualcode", build), home))
    own = {name: str(home) for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "APPDATA")}
    ended = subprocess.run(
        [sys.executable, "-c", LONGEST_WORK, path, way],
        env={**os.environ, **own, "QT_QPA_PLATFORM": "offscreen", "LANGUAGE": "en"},
        check=True,
        capture_output=True,
        text=True,
    )
    (work,) = re.findall(r"work (\S+)", ended.stderr)  # Qt has remarks of its own there
    return float(work)


SIZE = "25 000 codings merged into 25 000"


@benchmark("longest work for the parts of the team's page", size=SIZE, budget=0.05)
def parts(bench: Bench) -> float:
    return _longest_work(bench, "parts")


@benchmark("longest work to undo a merge and do it again", size=SIZE, budget=0.05)
def steps(bench: Bench) -> float:
    return _longest_work(bench, "steps")
