"""Asking for files: which come back, and in what order."""

import pytest
from PySide6.QtWidgets import QWidget

from qualcode.shell.dialogs.files import ask_files
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
