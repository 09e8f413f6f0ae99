"""The grid beside the page on which one reads: both follow what is chosen."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.core.material import Material

TITLES = ("Intervju 1", "Intervju 2", "Intervju 3")
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # no screen


@pytest.fixture
def program(start, tmp_path):
    made = Material(tmp_path)
    for title in TITLES:
        made.document(title, "I: Hur?\nKarin: Det är oklart.")
    made.project.close()
    return start(made.project.path)


def test_cells_are_filled_in_down_a_column_with_the_keys_alone(program, qtbot):
    pages = program.window.work.pages
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_5, Qt.KeyboardModifier.ControlModifier)
    grid = pages.widget("documents").grid
    assert grid.table.hasFocus()
    qtbot.keyClick(grid.table, Qt.Key.Key_Right)
    for row, title in enumerate(TITLES):
        index = grid.table.currentIndex()
        assert grid.model.grid.value(grid.model.row_at(index), "title") == title
        assert grid.model.column_at(index).key == "folder"
        qtbot.keyClick(grid.table, Qt.Key.Key_F2)
        editor = QApplication.focusWidget()
        qtbot.keyClicks(editor, "Runda" if row == 0 else "ru")
        qtbot.keyClick(editor, Qt.Key.Key_Return)
        qtbot.waitUntil(grid.table.hasFocus)
    place = [column.key for column in grid.model.columns].index("folder")
    assert [grid.model.index(row, place).data() for row in range(3)] == ["Runda"] * 3
