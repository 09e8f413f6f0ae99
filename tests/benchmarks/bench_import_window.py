"""How long the window stands still while hundreds of files are opened, read and imported."""

import random
import re
from pathlib import Path

from tests.benchmarks.bench_import import FILES, turns
from tests.benchmarks.bench_window import _example, _first_start
from tests.benchmarks.harness import Bench, benchmark
from tests.benchmarks.in_window import as_installed, told

#: Runs the real program, drops the files on its window, waits until all are read, looks at some,
#: imports them, and says on stderr how long the event loop was away at most: since the files came.
LONGEST_GAP = """
import sys, time
from pathlib import Path
from qualcode.core.collector import collector_paused
from qualcode.core.store.early import import_database

with collector_paused():  # as `qualcode` does
    import_database()
    from qualcode.shell import ahead, app
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

project, folder = map(Path, sys.argv[1:])
files = sorted(folder.iterdir())

class Watch(QObject):
    def __init__(self, program):
        super().__init__(program)
        self.program, self.gaps = program, []
        self.last = time.perf_counter()
        self.beat = QTimer(self, interval=5)
        self.beat.timeout.connect(self.tick)
        self.beat.start()
        self.steps = self.go()
        self.look = QTimer(self, interval=50)
        self.look.timeout.connect(self.go_on)
        self.waits_for = lambda: ready
    def tick(self):
        now = time.perf_counter()
        self.gaps.append(now - self.last)
        self.last = now
    def go_on(self):
        if self.waits_for():
            self.waits_for = next(self.steps)
    def go(self):
        window, session = self.program.window, self.program.session
        self.gaps.clear()
        window.take_files(files)
        yield lambda: QApplication.activeModalWidget() is not None
        dialog = QApplication.activeModalWidget()
        yield dialog.foot.import_button.isEnabled
        for row in range(1, 8):
            dialog.list.setCurrentIndex(dialog.files.index(row))
            yield lambda: True
        dialog.foot.import_button.click()
        yield lambda: not session.is_busy and QApplication.activeModalWidget() is None
        for _moment in range(10):
            yield lambda: True
        number = session.project.db["documents"].count
        print("gap", max(self.gaps), "documents", number, file=sys.stderr, flush=True)
        window.close()
        yield lambda: False

ready = False
def now_ready():
    global ready
    ready = True
made = app.Ahead
def Ahead(**keywords):
    one = made(**keywords)
    one.over.connect(now_ready)
    return one
app.Ahead = Ahead
start = app.Program.start
def started(program, path):
    start(program, path)
    program.watch = Watch(program)
    program.watch.look.start()
app.Program.start = started
app.main(project)
"""


def write_texts(folder: Path) -> None:
    folder.mkdir()
    for number in range(FILES):
        text = "\n".join(turns(random.Random(number)))
        (folder / f"Intervju {number}.txt").write_text(text, encoding="utf-8")


@benchmark(
    "longest pause of the window in an import", size=f"{FILES} × 40 000 characters", budget=0.05
)
def longest_pause(bench: Bench) -> float:
    home = bench.once("home-of-a-window", _first_start)
    folder = bench.once("import-different-txt", write_texts)
    example = bench.fresh() / "example"
    _example(example)
    project = min(example.glob("*.qualcode"), key=lambda path: len(path.name))
    said = told(LONGEST_GAP, project, folder, env=as_installed(home))
    ((gap, documents),) = re.findall(r"gap (\S+) documents (\d+)", said)
    if int(documents) < FILES:
        raise ValueError(f"documents: {documents}")
    return float(gap)
