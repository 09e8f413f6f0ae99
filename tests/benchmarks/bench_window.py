"""How long until the window can be used: from the process's start to its first paint."""

import re
import time
from pathlib import Path

from tests.benchmarks.harness import Bench, benchmark
from tests.benchmarks.in_window import as_installed, told

#: Runs the real program, and says on stderr when its window has been painted and has no more to do.
UNTIL_USABLE = """
import sys, time
from pathlib import Path
from qualcode.core.collector import collector_paused
from qualcode.core.store.early import import_database

with collector_paused():  # as `qualcode` does
    import_database()
    from qualcode.shell import app
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

class Painted(QObject):
    seen = False
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and not self.seen:
            self.seen = True
            QTimer.singleShot(0, self.tell)
        return False
    def tell(self):
        print("usable at", time.time(), file=sys.stderr, flush=True)
        QApplication.instance().quit()

made = app.make_application
def make_application():
    application = made()
    application.painted = Painted(application)
    application.installEventFilter(application.painted)
    return application
app.make_application = make_application
app.main(*map(Path, sys.argv[1:]))
"""


def usable(bench: Bench, *arguments: Path) -> float:
    home = bench.once("home-of-a-window", _first_start)
    start = time.time()
    said = told(UNTIL_USABLE, *arguments, env=as_installed(home))
    (moment,) = re.findall(r"usable at (\S+)", said)
    return float(moment) - start


def _first_start(home: Path) -> None:
    """Somebody who has said who they are."""
    folder = home / "qualcode"
    folder.mkdir(parents=True)
    (folder / "settings.json").write_text('{"coder_name": "Anna", "device": "x"}', "utf-8")


def _example(path: Path) -> None:
    from qualcode.core.demo import build_example

    build_example(path, "en")


@benchmark("window usable after start", budget=0.6)
def window_usable(bench: Bench) -> float:
    return usable(bench)


@benchmark("window usable with the example open", size="4 documents, 166 passages", budget=0.6)
def window_with_example(bench: Bench) -> float:
    folder = bench.once("example-for-a-window", _example)
    project = min(folder.glob("*.qualcode"), key=lambda path: len(path.name))  # not its backups
    return usable(bench, project)
