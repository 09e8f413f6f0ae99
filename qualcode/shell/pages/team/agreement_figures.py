"""The few numbers that are told first, each with what it says and what not."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from qualcode.core.analysis.agreement import meaning
from qualcode.core.report import agreement_parts as report
from qualcode.core.report.agreement_parts import Part
from qualcode.core.translate import one_by_one
from qualcode.shell.overrides import called_by_qt
from qualcode.shell.panels.painting import px
from qualcode.shell.theme import set_kind

_NARROW: Final = 560
_LEAST: Final = 200


class Figures(QWidget):
    """Each measure has a line of numbers and a sentence under it, at any width.

    Attributes:
        sentences: by measure.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.sentences: dict[str, QLabel] = {}
        self._labels: list[QLabel] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, px(4), 0, px(4))
        self._grid.setHorizontalSpacing(px(28))
        self._grid.setVerticalSpacing(px(2))

    def show_part(self, part: Part) -> None:
        """Show what is told first of all codes together."""
        for label in self._labels:
            self._grid.removeWidget(label)
            label.hide()
            label.deleteLater()
        self._labels, self.sentences = [], {}
        columns = len(part.headings)
        for column in range(1, columns):
            self._put(part.headings[column], "label", 0, column)
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 0)
        self._grid.setColumnStretch(columns, 1)
        for number, (key, cells) in enumerate(zip(part.keys, report.cells(part), strict=True)):
            row = 1 + 2 * number
            for column, text in enumerate(cells):
                label = self._put(text, "heading" if column < 2 else "", row, column)
                label.setContentsMargins(0, px(8), 0, 0)
                if column:
                    label.setAccessibleName(f"{cells[0]}, {part.headings[column]}: {text}")
            words = meaning.meaning(key)
            if None in part.rows[number]:
                words = one_by_one([words, meaning.undefined()])
            sentence = self._put(words, "soft", row + 1, 0, columns + 1)
            self.sentences[key] = sentence
        self._wrap()

    def _wrap(self) -> None:
        """Where there is little room, names and headings take several lines."""
        is_narrow = self.width() < px(_NARROW)
        for label in self._labels:
            label.setWordWrap(is_narrow or label in self.sentences.values())

    @called_by_qt
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._wrap()

    def minimumSizeHint(self) -> QSize:
        return QSize(px(_LEAST), super().minimumSizeHint().height())

    def text(self, key: str, column: int = 1) -> str:
        """A number as it is shown."""
        row = 1 + 2 * list(self.sentences).index(key)
        item = self._grid.itemAtPosition(row, column)
        label = item.widget() if item is not None else None
        return label.text() if isinstance(label, QLabel) else ""

    def _put(self, text: str, kind: str, row: int, column: int, span: int = 1) -> QLabel:
        label = QLabel(text, self)
        set_kind(label, kind)
        label.setTextFormat(Qt.TextFormat.PlainText)
        self._grid.addWidget(label, row, column, 1, span)
        self._labels.append(label)
        return label
