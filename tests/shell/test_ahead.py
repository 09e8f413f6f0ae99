"""What the start leaves aside is loaded while nobody waits."""

import subprocess
import sys

from qualcode.shell.ahead import DOORS
from qualcode.shell.pages.team.parts import PARTS

#: Python loads a package's parts with it where the package itself asks for them.
A_PACKAGE = 30

#: Runs the loading in a new process; printed are the modules that were loaded in the thread, the
#: most that was loaded at once in the window's, and what opening the doors afterwards still loads.
LOADED = """
import sys, threading
from PySide6.QtWidgets import QApplication
from qualcode.shell import ahead
from qualcode.shell.windows import main_window

where = {}
load = ahead.import_module
def import_module(name):
    before = set(sys.modules)
    load(name)
    ours = [one for one in sys.modules if one.startswith("qualcode.") and one not in before]
    where[name] = (threading.current_thread() is threading.main_thread(), len(ours))
ahead.import_module = import_module
app = QApplication([])
first = ahead.Ahead()
first.over.connect(app.quit)
app.exec()
for name in ahead.DOORS:
    assert name in sys.modules, name
print(sum(in_window for in_window, _ in where.values()))
print(sum(not in_window for in_window, _ in where.values()))
print(any(in_window != (not name.startswith("qualcode.core.")) for name, (in_window, _)
    in where.items()))
print(max(number for _, number in where.values()))
"""


def test_few_modules_are_loaded_at_once_and_only_those_with_qt_in_the_windows_thread():
    ended = subprocess.run(
        [sys.executable, "-c", LOADED], capture_output=True, text=True, timeout=60
    )
    assert ended.returncode == 0, ended.stderr
    in_window, in_thread, mixed, most = ended.stdout.split()
    assert int(in_window) > len(DOORS)
    assert int(in_thread) > 0
    assert mixed == "False"
    assert int(most) <= A_PACKAGE


def test_every_part_of_the_team_is_loaded_ahead():
    assert {part.maker.partition(":")[0] for part in PARTS} <= set(DOORS)
