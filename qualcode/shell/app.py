"""The program with a window: builds the objects and hands them on.

Nothing heavy is imported here or by the modules that this one imports: the window is usable before
Word, Excel and the analysis are needed.
"""

import gc
import signal
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import Any

from PySide6.QtCore import QEvent, QLibraryInfo, QObject, Qt, QTimer, QTranslator, Signal, qVersion
from PySide6.QtGui import QFileOpenEvent, QWindow
from PySide6.QtWidgets import QApplication

from qualcode import __version__
from qualcode.core import logs, settings
from qualcode.core.collector import (
    collect_what_was_set_aside,
    collector_paused,
    set_aside_after_pauses,
)
from qualcode.core.errors import DamagedProject
from qualcode.core.settings import Settings
from qualcode.core.translate import LANGUAGES, language, set_language
from qualcode.shell.ahead import Ahead
from qualcode.shell.enter_presses import EnterPresses
from qualcode.shell.icons import app_icon
from qualcode.shell.jobs import Job
from qualcode.shell.overrides import called_by_qt
from qualcode.shell.session import Session
from qualcode.shell.theme import Appearance, Choice
from qualcode.shell.windows.main_window import MainWindow
from qualcode.shell.windows.on_screen import keep_on_screen


class Application(QApplication):
    """Signals: file_wanted(path): macOS gives a file to a program that runs already."""

    file_wanted = Signal(object)

    @called_by_qt
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent):
            self.file_wanted.emit(Path(event.file()))
            return True
        return super().event(event)


class Program(QObject):
    """What lives as long as the program: the session, the appearance and the window.

    Attributes: session, appearance, enter_presses, window.

    Signals: broke(error): an unexpected exception, from any thread.
    """

    broke = Signal(object)

    def __init__(self, app: QApplication, stored: Settings, trail: logs.Trail) -> None:
        super().__init__()
        self._app = app
        self._trail = trail
        self._telling = False
        self._translator: QTranslator | None = None
        self._speak(stored.language)
        self.appearance = Appearance(app, _choice(stored.theme), stored.text_scale)
        self.session = Session(stored, self)
        self.session.job_started.connect(self._watch)
        self.session.settings_changed.connect(self._follow_settings)
        # A dialog must not come up in the middle of painting: it waits for the event loop.
        self.broke.connect(self.tell_of_crash, Qt.ConnectionType.QueuedConnection)
        self.enter_presses = EnterPresses(app)
        self.window = MainWindow(self.session, self.appearance)
        app.focusWindowChanged.connect(self._focus_changed)
        app.applicationStateChanged.connect(self._state_changed)

    def start(self, path: Path | None = None) -> None:
        """Show the window, and open this project in it."""
        self.window.show()
        if path is not None:
            self.window.file.open_path(path)

    def end(self) -> None:
        """Close what is open; for the end of the program and of a test."""
        self.session.close()
        self.window.hide()
        self.window.deleteLater()
        self.appearance.deleteLater()
        self.enter_presses.deleteLater()
        if self._translator is not None:
            self._app.removeTranslator(self._translator)

    def _focus_changed(self, window: QWindow | None) -> None:
        keep_on_screen(window)

    def _state_changed(self, state: Qt.ApplicationState) -> None:
        """Somebody who is in another program waits for nothing here."""
        if state != Qt.ApplicationState.ApplicationActive:
            collect_what_was_set_aside()

    # Settings

    def _follow_settings(self) -> None:
        stored = self.session.settings
        if self.appearance.choice != _choice(stored.theme):
            self.appearance.set_choice(_choice(stored.theme))
        if self.appearance.scale != stored.text_scale:
            self.appearance.set_scale(stored.text_scale)
        if self._wanted != _known(stored.language):
            self._speak(stored.language)
            # The dialog in which the language was chosen belongs to the window that goes.
            QTimer.singleShot(0, self, self._renew_window)

    def _speak(self, wanted: str | None) -> None:
        """Use this language for our own texts and for those that Qt has itself."""
        self._wanted = _known(wanted)
        set_language(self._wanted)
        if self._translator is not None:
            self._app.removeTranslator(self._translator)
        self._translator = QTranslator(self)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if self._translator.load(f"qtbase_{language()}", folder):
            self._app.installTranslator(self._translator)

    def _renew_window(self) -> None:
        """The same window in another language."""
        old = self.window
        old.leave_field()
        self.session.settle()
        old.remember_all()
        self.window = MainWindow(self.session, self.appearance)
        self.window.show()
        old.hide()
        self._let_go(old)

    def _let_go(self, old: MainWindow) -> None:
        """Work that it began tells it how that ended: it stays until then."""
        if running := self.session.running:
            running[-1].over.connect(lambda: self._let_go(old))
        else:
            old.deleteLater()

    # Bugs

    def _watch(self, job: Job) -> None:
        job.broke.connect(self.tell_of_crash)

    def catch(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """`sys.excepthook`: in whichever thread, told in the window's."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        else:
            self.broke.emit(error)

    def catch_in_thread(self, caught: threading.ExceptHookArgs) -> None:
        """`threading.excepthook`."""
        if caught.exc_value is not None:
            self.catch(caught.exc_type, caught.exc_value, caught.exc_traceback)

    def tell_of_crash(self, error: BaseException) -> None:
        """Show the crash dialog, once at a time; then go on or quit."""
        from qualcode.core.crash_report import kind, report
        from qualcode.shell.dialogs.crash import CrashDialog

        logs.logger.info("crash: %s", kind(error))
        if self._telling:
            return
        self._telling = True
        try:
            text = report(error, done=self._trail.lines(), extra=[f"Qt {qVersion()}"])
            is_damaged = isinstance(error, DamagedProject)
            if not CrashDialog.ask(text, self.window, is_damaged=is_damaged):
                self._app.quit()
            elif is_damaged:
                self.window.file.look_through()
        finally:
            self._telling = False


#: s; how long work in a thread may go on before the window, which asks for its turn anew each time
#: that Qt calls Python, gets it. With Python's own five milliseconds a list paints in a fifth of a
#: second while files are read.
_SHARE = 0.00005


def main(path: Path | None = None) -> int:
    """Run the program with a window until it is closed; returns the exit code."""
    sys.setswitchinterval(_SHARE)
    with collector_paused():
        app, program = _start(path)
        gc.freeze()  # what is there now stays to the end: no need to look through it again
        set_aside_after_pauses()
    code = app.exec()
    program.end()
    logs.stop()
    return code


def _start(path: Path | None) -> tuple[Application, Program]:
    app = make_application()
    trail = logs.start()
    program = Program(app, settings.load(), trail)
    sys.excepthook = program.catch
    threading.excepthook = program.catch_in_thread
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl+C in the terminal; projects can take it
    app.file_wanted.connect(lambda wanted: program.window.take_files([wanted]))
    program.start(path)
    ahead = Ahead(parent=program)
    ahead.over.connect(gc.freeze)
    app.aboutToQuit.connect(ahead.stop)
    return app, program


def make_application() -> Application:
    """The application, as desktops know it."""
    QApplication.setApplicationName("Qualcode")
    QApplication.setApplicationDisplayName("Qualcode")
    QApplication.setApplicationVersion(__version__)
    QApplication.setDesktopFileName("qualcode")
    app = Application(sys.argv[:1])
    app.setWindowIcon(app_icon())
    return app


def _choice(theme: str | None) -> Choice:
    """What `Settings.theme` says; an unknown word follows the system."""
    known: dict[Any, Choice] = {choice.value: choice for choice in Choice}
    return known.get(theme, Choice.SYSTEM)


def _known(wanted: str | None) -> str | None:
    return wanted if wanted in LANGUAGES else None
