"""What rows of the lists show."""

import pytest
from PySide6.QtGui import QStandardItem, QStandardItemModel

from qualcode.shell.panels.delegates import _without_folder


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Enkät – Vad fungerar?", "Vad fungerar?"),
        ("Enkät 2 – Vad fungerar?", "Enkät 2 – Vad fungerar?"),
        ("Enkät", "Enkät"),
    ],
)
def test_a_title_is_shown_without_the_folder_it_begins_with(qapp, title, shown):
    model = QStandardItemModel()
    folder = QStandardItem("Enkät")
    folder.appendRow(QStandardItem(title))
    model.appendRow(folder)
    index = model.index(0, 0, model.index(0, 0))
    assert _without_folder(title, index) == shown
    assert _without_folder("Enkät – 1", model.index(0, 0)) == "Enkät – 1"
