"""What is shown of work that goes on."""

import threading

import pytest
from PySide6.QtWidgets import QProgressBar, QPushButton

from qualcode.shell.panels.job_strip import JobStrip


@pytest.fixture
def strip(session, qtbot):
    made = JobStrip()
    qtbot.addWidget(made)
    session.job_started.connect(made.add)
    return made


def test_short_work_is_not_shown(strip, session, qtbot):
    job = session.start_apart("Reading…", lambda progress: None)
    with qtbot.waitSignal(job.over):
        assert strip.isHidden()
    assert strip.isHidden()


def test_long_work_says_how_far_it_has_come_and_goes_when_it_is_over(strip, session, qtbot):
    go_on = threading.Event()

    def work(progress):
        progress(3, 10, "Reading the third…")
        go_on.wait(5)

    job = session.start_apart("Reading…", work)
    qtbot.waitUntil(strip.isVisible)
    assert strip.findChild(QProgressBar).value() == 3
    with qtbot.waitSignal(job.over):
        go_on.set()
    assert strip.isHidden()


def test_work_can_be_cancelled(strip, session, qtbot):
    def work(progress):
        while True:
            progress(0, 0)
            threading.Event().wait(0.01)

    job = session.start_apart("Reading…", work)
    qtbot.waitUntil(strip.isVisible)
    with qtbot.waitSignal(job.over):
        strip.findChild(QPushButton).click()
    assert strip.isHidden()
