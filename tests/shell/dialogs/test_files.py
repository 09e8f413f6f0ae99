"""Asking for files: which come back, and in what order."""

import subprocess
import sys

import pytest
from PySide6.QtWidgets import QFileDialog, QFileSystemModel, QWidget

from qualcode.core.project import Project
from qualcode.shell.dialogs.files import (
    Kind,
    ask_copies,
    ask_files,
    remember_folder,
    start_folder,
)
from tests.shell.hour.hands import Hands

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # no screen


@pytest.fixture
def choose(session, qtbot, tmp_path):
    """Types these names into the dialog, far from the folder in which they are."""

    def choose(*names: str) -> list[str]:
        there = tmp_path / "there"
        there.mkdir()
        for number in range(200):
            (there / f"Another {number}.txt").touch()
        for name in names:
            (there / name).touch()
        desk = QWidget()
        qtbot.addWidget(desk)
        hands = Hands(qtbot, lambda: desk)
        hands.choose_files(*(there / name for name in names))
        found = ask_files(session, desk, "Files", "Texts", (".txt",))
        assert {path.parent for path in found} <= {there}
        return [path.name for path in found]

    return choose


@pytest.mark.parametrize("names", [("B.txt", "A.txt"), ("A.txt", "B.txt")])
def test_all_names_that_are_typed_come_back_in_order(choose, names):
    assert choose(*names) == ["A.txt", "B.txt"]


def test_one_name_comes_back(choose):
    assert choose("A.txt") == ["A.txt"]


def test_numbers_in_names_count_as_numbers(choose):
    assert choose("Intervju 10.txt", "Intervju 9.txt") == ["Intervju 9.txt", "Intervju 10.txt"]


# Where one begins


def test_what_is_written_is_not_put_among_the_transcripts(session, material, tmp_path):
    raw = tmp_path / "raw"
    raw.mkdir()
    session.open(Project.open(material))
    remember_folder(session, raw / "Intervju.txt", Kind.TRANSCRIPTS)
    assert start_folder(session, Kind.TRANSCRIPTS) == raw
    assert start_folder(session, Kind.COPIES) == start_folder(session, Kind.EXPORTS)
    assert start_folder(session, Kind.COPIES) == material.parent


def test_each_kind_of_file_has_the_folder_it_had_last(session, material, tmp_path):
    folders = {kind: tmp_path / kind.value for kind in Kind}
    for kind, folder in folders.items():
        folder.mkdir()
        remember_folder(session, folder / "file", kind)
    session.open(Project.open(material))
    assert {kind: start_folder(session, kind) for kind in Kind} == folders


def test_a_folder_that_has_gone_is_not_proposed(session, material, tmp_path):
    remember_folder(session, tmp_path / "gone" / "file", Kind.EXPORTS)
    session.open(Project.open(material))
    assert start_folder(session, Kind.EXPORTS) == material.parent


# What a dialog does to the project that is open

READ = """
import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
db.execute("SELECT count(*) FROM codings").fetchone()
db.close()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have dialogs of their own")
def test_another_program_takes_nothing_from_a_project_that_a_dialog_listed(
    session, material, qtbot
):
    session.open(Project.open(material))
    desk = QWidget()
    qtbot.addWidget(desk)

    def look_and_leave(dialog):
        assert isinstance(dialog, QFileDialog)
        model = dialog.findChild(QFileSystemModel)
        assert model is not None
        listed = model.index(str(material))
        qtbot.waitUntil(lambda: bool(model.type(listed)))  # for which Qt opens the file
        dialog.reject()

    Hands(qtbot, lambda: desk).with_dialog(look_and_leave)
    assert ask_copies(session, desk, "Copies") == []
    log = material.with_name(material.name + "-wal")
    before = log.stat().st_ino
    subprocess.run([sys.executable, "-c", READ, str(material)], check=True)
    assert log.exists() and log.stat().st_ino == before
