"""What a column's cells must be: words, or some of the values that stand there."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from qualcode.core.translate import _
from qualcode.shell.models.grid import Filter
from qualcode.shell.panels.painting import px
from qualcode.shell.theme import set_kind

#: more values than these are found by words
_MOST_VALUES: Final = 200


class ColumnFilter(QFrame):
    """A small panel under a column's heading. It closes by Esc or a click elsewhere.

    Signals:
        changed(Filter): while it is being said.
    """

    changed = Signal(object)

    def __init__(
        self, heading: str, values: list[str], now: Filter, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        set_kind(self, "popup")
        self.setAccessibleName(_("Filter {column}").format(column=heading))
        self._label = QLabel(_("Show rows where {column} is").format(column=heading), self)
        set_kind(self._label, "label")
        self.words = QLineEdit(now.words, self)
        self.words.setPlaceholderText(_("Words in the cell"))
        self.words.setAccessibleName(_("Words in the cell"))
        self.words.setClearButtonEnabled(True)
        self.list = self._make_list(values, now)
        self.clear_button = QPushButton(_("Show all"), self)
        set_kind(self.clear_button, "flat")
        self.clear_button.clicked.connect(self._clear)
        self.words.textChanged.connect(lambda _text: self._tell())
        self.list.itemChanged.connect(lambda _item: self._tell())
        column = QVBoxLayout(self)
        column.setContentsMargins(px(12), px(10), px(12), px(10))
        column.setSpacing(px(8))
        for part in (self._label, self.words, self.list):
            column.addWidget(part)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.clear_button)
        column.addLayout(row)
        self.setFixedWidth(px(260))

    def _make_list(self, values: list[str], now: Filter) -> QListWidget:
        made = QListWidget(self)
        made.setAccessibleName(_("Values"))
        made.setSizeAdjustPolicy(QListWidget.SizeAdjustPolicy.AdjustToContents)
        made.setMaximumHeight(px(240))
        if len(values) > _MOST_VALUES:
            made.hide()
            return made
        for value in values:
            item = QListWidgetItem(value or _("(empty)"))
            item.setData(Qt.ItemDataRole.UserRole, value)
            item.setSizeHint(QSize(0, px(26)))
            checked = now.values is None or value in now.values
            item.setCheckState(Qt.CheckState.Checked if checked else Qt.CheckState.Unchecked)
            made.addItem(item)
        return made

    def show_below(self, point: QPoint) -> None:
        """Open at a point of the screen, and let words be written."""
        self.adjustSize()
        room = self.screen().availableGeometry()
        left = max(room.left(), min(point.x(), room.right() - self.width()))
        self.move(left, min(point.y(), room.bottom() - self.height()))
        self.show()
        self.words.setFocus()

    def answer(self) -> Filter:
        items = [self.list.item(row) for row in range(self.list.count())]
        checked = [item for item in items if item.checkState() == Qt.CheckState.Checked]
        values = frozenset(item.data(Qt.ItemDataRole.UserRole) for item in checked)
        return Filter(self.words.text(), None if len(checked) == len(items) else values)

    def _tell(self) -> None:
        self.changed.emit(self.answer())

    def _clear(self) -> None:
        self.list.blockSignals(True)
        for row in range(self.list.count()):
            self.list.item(row).setCheckState(Qt.CheckState.Checked)
        self.list.blockSignals(False)
        self.words.clear()
        self._tell()
        self.close()
