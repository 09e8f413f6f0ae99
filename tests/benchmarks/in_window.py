"""Runs the program in a process of its own, with settings of its own, for what is measured of the
window's thread."""

import os
import re
import subprocess
import sys
from pathlib import Path

from tests.benchmarks.harness import Bench

#: Opens a project, whose path is the first argument; `steps` are to be put behind it.
_START = """
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
"""
#: Takes one step after the other when nothing is at work any more, and says on stderr how long the
#: window's thread worked at one go, at most, in the processor's time.
_RUN = """
def beat():
    now = time.thread_time()
    work.append(now - last[0])
    last[0] = now
    quiet[0] = 0 if session.running else quiet[0] + 1
    if quiet[0] > 60 and steps:
        quiet[0] = 0
        steps.pop(0)()

def end():
    print("work", max(work), file=sys.stderr, flush=True)
    session.close()
    app.quit()

steps.append(end)
timer = QTimer(interval=5)
timer.timeout.connect(beat)
timer.start()
app.exec()
"""


def environment(home: Path) -> dict[str, str]:
    """For a program that finds its settings in a folder, and no screen."""
    own = {name: str(home) for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "APPDATA")}
    return {**os.environ, **own, "QT_QPA_PLATFORM": "offscreen", "LANGUAGE": "en"}


def as_installed(home: Path) -> dict[str, str]:
    """The same. An installed program has its bytecode; here the first run writes it."""
    own = {"PYTHONPYCACHEPREFIX": str(home / "bytecode"), "PYTHONDONTWRITEBYTECODE": ""}
    return environment(home) | own


def told(script: str, *arguments: str | Path, env: dict[str, str]) -> str:
    """What a script says on stderr, where Qt has remarks of its own."""
    command = [sys.executable, "-c", script, *arguments]
    return subprocess.run(command, env=env, check=True, capture_output=True, text=True).stderr


def longest_work(bench: Bench, project: Path, steps: str, *arguments: str) -> float:
    """How many seconds the window works at one go, at most.

    Args:
        steps: lines that give the name `steps` to a list of functions without arguments. They may
            use `session`, `pages`, and `work`, which is cleared where measuring begins.
    """
    said = told(_START + steps + _RUN, project, *arguments, env=environment(bench.fresh()))
    (work,) = re.findall(r"work (\S+)", said)
    return float(work)
