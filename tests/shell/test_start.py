"""What the program leaves aside until it is needed, so that its window is there at once."""

import subprocess
import sys

import pytest

from qualcode.core import settings
from qualcode.core.settings import Settings

#: Runs the real program on a project; what its window needed until it has no more to do is printed.
LOADED = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from qualcode.core.store.early import import_database
import_database()
from qualcode.shell import app

start = app.Program.start
def started(program, path):
    start(program, path)
    assert program.window.work.pages.current == "read" and program.session.project is not None
    def tell():
        print(*sys.modules)
        program.window.close()
    QTimer.singleShot(0, tell)
app.Program.start = started
sys.exit(app.main(Path(sys.argv[1])))
"""

#: Modules that only some of what one can do needs; a name stands for all below it too.
NOT_YET = [
    "docx",
    "lxml",
    "numpy",
    "openpyxl",
    "pypdfium2",
    "rapidfuzz",
    "simplemma",
    "spacy",
    "xlsxwriter",
    "qualcode.core.analysis.agreement",
    "qualcode.core.analysis.reconcile",
    "qualcode.core.analysis.search.find",
    "qualcode.core.importers",
    "qualcode.core.interchange",
    "qualcode.core.merge.match",
    "qualcode.core.merge.plan",
    "qualcode.core.model.anchoring",
    "qualcode.core.operations.corrections",
    "qualcode.core.operations.guide",
    "qualcode.core.operations.importing",
    "qualcode.core.report.export",
    "qualcode.shell.pages.board",
    "qualcode.shell.pages.categories",
    "qualcode.shell.pages.correction",
    "qualcode.shell.pages.documents_grid",
    "qualcode.shell.pages.meaning_units",
    "qualcode.shell.pages.team",
    "qualcode.shell.panels.command_palette",
    "qualcode.shell.panels.history_drawer",
    "qualcode.shell.panels.memos_drawer",
    "qualcode.shell.panels.search_drawer",
    "qualcode.shell.panels.tour",
]


@pytest.fixture
def loaded(material):
    settings.save(Settings(coder_name="Anna", language="en"))
    ended = subprocess.run(
        [sys.executable, "-c", LOADED, str(material)],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout.split()


def test_a_window_with_a_project_needs_only_what_one_reads_with(loaded):
    early = [
        name
        for name in loaded
        if any(name == late or name.startswith(f"{late}.") for late in NOT_YET)
    ]
    assert "qualcode.shell.pages.read_and_code" in loaded
    assert not early
