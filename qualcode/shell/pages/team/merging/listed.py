"""A table of a plan, under its heading."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from qualcode.shell.pages.team.plain_table import PlainTable, Row
from qualcode.shell.panels.painting import px
from qualcode.shell.theme import set_kind


class Listed(QWidget):
    """A table under a heading; a sentence in its place if there is nothing."""

    def __init__(
        self,
        title: str,
        nothing: str,
        headings: Sequence[str],
        parent: QWidget,
        *,
        numbers: Sequence[int] = (),
    ) -> None:
        super().__init__(parent)
        self._title, self._nothing = title, nothing
        self.title = QLabel(title, self)
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        set_kind(self.title, "heading")
        self.sentence = QLabel(nothing, self)
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.sentence.setWordWrap(True)
        set_kind(self.sentence, "soft")
        self.table = PlainTable(title, headings, self, numbers=numbers)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        for part in (self.title, self.sentence):
            column.addWidget(part)
        column.addWidget(self.table, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """List these."""
        self.table.show_rows(rows)
        self.table.setVisible(bool(rows))
        self.sentence.setVisible(not rows)
