"""A person at a real window, and answers to the dialogs that come up."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication, QDialog

from qualcode.core import logs, settings
from qualcode.core.settings import Settings
from qualcode.shell.app import Program
from qualcode.shell.session import Session
from tests.core.material import Material

#: the steps of an hour's work are no test modules, and say by themselves only that they failed
pytest.register_assert_rewrite("tests.shell.hour")

PERSON = {"coder_name": "Anna Lindqvist", "coder_initials": "AL", "coder_colour": "#3d7ea6"}


@pytest.fixture(autouse=True)
def look(qapp):
    """What a test does to the size and the theme of everything goes with it."""
    font, sheet, colours = qapp.font(), qapp.styleSheet(), qapp.palette()
    yield
    if qapp.font() != font:
        qapp.setFont(font)
    if qapp.styleSheet() != sheet:
        qapp.setPalette(colours)
        qapp.setStyleSheet(sheet)


@pytest.fixture
def start(qapp, qtbot):
    """Starts the program as somebody who has said who they are, in English, and shows it."""
    programs = []

    def start(path: Path | None = None, **values) -> Program:
        settings.save(Settings(**{**PERSON, "language": "en", "theme": "light", **values}))
        program = Program(qapp, settings.load(), logs.Trail())
        programs.append(program)
        program.start(path)
        program.window.activateWindow()
        qtbot.waitUntil(program.window.isActiveWindow)
        return program

    yield start
    for program in programs:
        program.end()
        program.deleteLater()
    let_go()


@pytest.fixture
def window(start):
    """The window before a project is open."""
    return start().window


@pytest.fixture
def material(tmp_path):
    """A small project, closed, in a file: its `path`."""

    def document(made: Material) -> None:
        made.document("Intervju Sjövik", "I: Hur är mandatet?\nKarin: Det är oklart, tyvärr.")
        made.code("Mandat")

    made = Material(tmp_path)
    document(made)
    made.project.close()
    return made.project.path


@pytest.fixture
def session(qapp):
    """A session without a window."""
    made = Session(Settings(**PERSON))
    yield made
    made.close()
    made.deleteLater()
    let_go()


@pytest.fixture
def answer(qtbot):
    """Does something with the next dialog that comes up: ``answer(lambda dialog: …)``."""

    def answer(act: Callable[[QDialog], object]) -> None:
        def when_there() -> None:
            dialog = QApplication.activeModalWidget()
            if dialog is None:
                QTimer.singleShot(5, when_there)
            else:
                act(dialog)

        QTimer.singleShot(0, when_there)

    return answer


def let_go() -> None:
    """Let Qt delete what was told to go."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
