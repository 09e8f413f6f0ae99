"""What holds for every test.

No network socket, no screen, no one's real settings, English texts; and a test fails that leaves
a thread or an open window behind, or logs a warning which it does not expect.
"""

import itertools
import logging
import os
import runpy
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from qualcode.core import translate

ROOT = Path(__file__).resolve().parent.parent
GUARD = Path(__file__).resolve().parent / "guard"
SECONDS_TO_END = 2.0

runpy.run_path(str(GUARD / "sitecustomize.py"))
os.environ["PYTHONPATH"] = os.pathsep.join(
    filter(None, [str(GUARD), os.environ.get("PYTHONPATH", "")])
)
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["LANGUAGE"] = "en"
os.environ["LC_ALL"] = "C.UTF-8"

settings.register_profile(
    "default", deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("thorough", settings.get_profile("default"), max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))

_numbers = itertools.count()


@pytest.fixture(scope="session")
def root() -> Path:
    """The top of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Real reports, interviews and projects of other programs; skips where they are absent."""
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("there is no ../shared/data here")
    return folder


@pytest.fixture
def set_language() -> Callable[[str], None]:
    """Switches the language of the texts; it is English again after the test."""
    return translate.set_language


@pytest.fixture
def swedish() -> None:
    """The test sees Swedish texts."""
    translate.set_language("sv")


@pytest.fixture(scope="session")
def _home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(autouse=True)
def _own_settings(_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test is a person of its own, who has not started the program yet."""
    here = _home / str(next(_numbers))
    for variable in ("HOME", "USERPROFILE", "XDG_CACHE_HOME"):
        monkeypatch.setenv(variable, str(_home))
    for variable in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "APPDATA"):
        monkeypatch.setenv(variable, str(here))
    for variable in ("LOCALAPPDATA", "WIN_PD_OVERRIDE_LOCAL_APPDATA", "WIN_PD_OVERRIDE_APPDATA"):
        monkeypatch.setenv(variable, str(here))


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    translate.set_language("en")
    yield
    translate.set_language("en")


@pytest.fixture(autouse=True)
def _no_unexpected_log(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A test that expects a warning asserts on it, then calls caplog.clear()."""
    yield
    records = [*caplog.get_records("setup"), *caplog.get_records("call")]
    unexpected = [r.getMessage() for r in records if r.levelno >= logging.WARNING]
    assert not unexpected, f"logged: {unexpected}"


@pytest.fixture(autouse=True)
def _nothing_left_behind() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    end = time.monotonic() + SECONDS_TO_END
    while (left := _threads_since(before)) and time.monotonic() < end:
        time.sleep(0.01)
    assert not left, f"threads left running: {left}"
    if "PySide6.QtWidgets" in sys.modules:
        _no_qt_left_behind()


def _threads_since(before: set[threading.Thread]) -> list[str]:
    """Their names; a dummy is Python's view of a thread that Qt started and looks after."""
    return [
        thread.name
        for thread in threading.enumerate()
        if thread not in before and not isinstance(thread, threading._DummyThread)
    ]


def _no_qt_left_behind() -> None:
    from PySide6.QtCore import QThreadPool
    from PySide6.QtWidgets import QApplication

    if QApplication.instance() is None:
        return
    done = QThreadPool.globalInstance().waitForDone(int(SECONDS_TO_END * 1000))
    assert done, "jobs left running in the thread pool"
    shown = [repr(window) for window in QApplication.topLevelWidgets() if window.isVisible()]
    for window in QApplication.topLevelWidgets():
        window.hide()
    assert not shown, f"windows left open: {shown}"
