"""A list of a plan: a title, what it says, and what was found of one kind."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from qualcode.core.translate import _
from qualcode.shell.pages.team.merging.deciding import Deciding
from qualcode.shell.pages.team.merging.question import Looked
from qualcode.shell.pages.team.merging.words import TABLES
from qualcode.shell.panels.painting import px
from qualcode.shell.theme import set_kind


class Section(QWidget):
    """One of the lists of a plan: a title, and what it consists of."""

    def __init__(self, title: str, sentence: str, deciding: Deciding, parent: QWidget) -> None:
        super().__init__(parent)
        self.deciding = deciding
        self.setAccessibleName(title)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(px(34), px(28), px(34), px(16))
        self.column.setSpacing(px(10))
        head = QLabel(title, self)
        set_kind(head, "title")
        about = QLabel(sentence, self)
        about.setWordWrap(True)
        set_kind(about, "soft")
        self.column.addWidget(head)
        self.column.addWidget(about)
        deciding.asked.connect(self._follow)

    def _follow(self) -> None:
        if self.deciding.looked is not None:
            self.follow(self.deciding.looked)

    def follow(self, looked: Looked) -> None:
        """Show what was found: each section its own part of it."""


def thing(table: str) -> str:
    """What rows of a table are; empty if that has no name for users."""
    return _(TABLES[table]) if table in TABLES else ""
