"""The memos that speak of something, a line each, to open them by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from qualcode.core.ids import MemoId
from qualcode.core.model import Memo
from qualcode.core.translate import _, ngettext
from qualcode.shell.models.codes import shortened
from qualcode.shell.panels.painting import px

MOST_LINES = 4
LONGEST_LINE = 60


@dataclass(frozen=True, slots=True)
class MemoLine:
    """A memo in a line. `what` says what it is about, where that is not what is looked at."""

    memo_id: MemoId
    title: str
    what: str = ""

    @property
    def text(self) -> str:
        return f"{self.title} · {self.what}" if self.what else self.title


def memo_title(memo: Memo) -> str:
    """The memo's title, or else its first words."""
    words = memo.title or next((line for line in memo.text.splitlines() if line.strip()), "")
    return shortened(" ".join(words.split()), LONGEST_LINE)


class MemoLines(QWidget):
    """Signals: opened(memo_id)."""

    opened = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._shown: tuple[MemoLine, ...] = ()
        self._buttons: list[QPushButton] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(2))

    def show_memos(self, memos: Sequence[MemoLine]) -> None:
        """Show these; of many the first few."""
        if tuple(memos) == self._shown:
            return
        self._shown = tuple(memos)
        for button in self._buttons:
            self._column.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = [self._make(memo, memo.text) for memo in memos[:MOST_LINES]]
        if (left := len(memos) - MOST_LINES) > 0:
            more = ngettext("{number} more memo", "{number} more memos", left)
            self._buttons.append(self._make(memos[MOST_LINES], more.format(number=left)))
        for button in self._buttons:
            self._column.addWidget(button)

    def _make(self, memo: MemoLine, text: str) -> QPushButton:
        button = QPushButton(text.replace("&", "&&"), self)
        button.setProperty("kind", "link")
        button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        button.setToolTip(memo.text)
        button.setAccessibleName(_("Memo: {title}").format(title=memo.text))
        button.clicked.connect(lambda: self.opened.emit(memo.memo_id))
        return button

    @property
    def buttons(self) -> Sequence[QPushButton]:
        return self._buttons
