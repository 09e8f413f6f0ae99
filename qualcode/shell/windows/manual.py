"""The manual in a window of its own, beside the work: chapters to the left, the text to the right."""

from __future__ import annotations

import re
from typing import Final

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import (
    QKeySequence,
    QShortcut,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextLength,
    QTextTable,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from qualcode.core.paths import resource
from qualcode.core.translate import _, language
from qualcode.shell.panels.painting import px
from qualcode.shell.theme import set_kind

_SIZE: Final = (940, 700)
_LIST_WIDTH: Final = 270
_CHAPTER: Final = 2  # the level of a chapter's heading
_LINE_HEIGHT: Final = 145.0  # per cent
_PROPORTIONAL: Final = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
_MARGIN: Final = 28
_ABOVE_HEADING, _BELOW_HEADING, _BELOW_PARAGRAPH, _BELOW_ITEM, _CELL = 24, 6, 10, 5, 4
_COLUMNS: Final = (45, 55)  # per cent


class ManualWindow(QWidget):
    """Attributes: chapters: the list; wanted: words to be found; text: what is read."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        set_kind(self, "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(_("Manual"))
        self.setAccessibleName(_("Manual"))
        self.chapters = QListWidget(self)
        self.chapters.setAccessibleName(_("Chapters"))
        self.chapters.setFixedWidth(px(_LIST_WIDTH))
        self.chapters.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.wanted = QLineEdit(self)
        self.wanted.setPlaceholderText(_("Find"))
        self.wanted.setAccessibleName(_("Find in the manual"))
        self.wanted.setClearButtonEnabled(True)
        self.wanted.setFixedWidth(px(_LIST_WIDTH))
        self.text = QTextBrowser(self)
        self.text.setAccessibleName(_("Manual"))
        self.text.setOpenLinks(False)
        self.text.document().setDocumentMargin(px(_MARGIN))
        self.text.setMarkdown(manual_text())
        self._lay_out()
        self._list_chapters()
        row = QHBoxLayout(self)
        row.setContentsMargins(px(10), px(8), 0, 0)
        row.setSpacing(0)
        left = QVBoxLayout()
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(px(8))
        left.addWidget(self.wanted)
        left.addWidget(self.chapters, 1)
        row.addLayout(left)
        row.addWidget(self.text, 1)
        self.chapters.currentItemChanged.connect(self._show_chapter)
        self.text.anchorClicked.connect(self._follow)
        self.wanted.textEdited.connect(lambda _words: self._find(anew=True))
        self.wanted.returnPressed.connect(self._find)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.close)
        QShortcut(QKeySequence.StandardKey.Find, self, self._ask_words)
        self.resize(px(_SIZE[0]), px(_SIZE[1]))

    @classmethod
    def show_for(cls, parent: QWidget) -> ManualWindow:
        """Show the window, the one that there is already if there is one."""
        window = parent.findChild(cls) or cls(parent)
        window.show()
        window.activateWindow()
        window.text.setFocus()
        return window

    def _blocks(self) -> list[QTextBlock]:
        document = self.text.document()
        return [document.findBlockByNumber(n) for n in range(document.blockCount())]

    def _lay_out(self) -> None:
        """Air between lines and paragraphs; Markdown has no say in it."""
        for block in self._blocks():
            level, airy = block.blockFormat().headingLevel(), QTextBlockFormat()
            if level:
                airy.setTopMargin(px(_ABOVE_HEADING if level > 1 else 0))
                airy.setBottomMargin(px(_BELOW_HEADING))
            else:
                airy.setLineHeight(_LINE_HEIGHT, _PROPORTIONAL)
                airy.setBottomMargin(
                    px(_BELOW_ITEM if block.textList() is not None else _BELOW_PARAGRAPH)
                )
            QTextCursor(block).mergeBlockFormat(airy)
        for frame in self.text.document().rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                self._lay_out_table(frame)
        self.text.moveCursor(QTextCursor.MoveOperation.Start)

    def _lay_out_table(self, table: QTextTable) -> None:
        looks = table.format()
        looks.setCellPadding(px(_CELL))
        looks.setCellSpacing(0)
        looks.setBorder(0)
        looks.setTopMargin(px(_CELL))
        looks.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        widths = [QTextLength(QTextLength.Type.PercentageLength, width) for width in _COLUMNS]
        looks.setColumnWidthConstraints(widths)
        table.setFormat(looks)
        tight = QTextBlockFormat()
        tight.setBottomMargin(0)
        for row in range(table.rows()):
            for column in range(table.columns()):
                table.cellAt(row, column).firstCursorPosition().mergeBlockFormat(tight)

    def _list_chapters(self) -> None:
        for block in self._blocks():
            if block.blockFormat().headingLevel() == _CHAPTER:
                item = QListWidgetItem(block.text(), self.chapters)
                item.setData(Qt.ItemDataRole.UserRole, block.position())

    def _show_chapter(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        cursor = QTextCursor(self.text.document())
        cursor.setPosition(item.data(Qt.ItemDataRole.UserRole))
        self.text.moveCursor(QTextCursor.MoveOperation.End)  # so that the chapter comes to the top
        self.text.setTextCursor(cursor)
        bar = self.text.verticalScrollBar()
        bar.setValue(bar.value() + self.text.cursorRect(cursor).top() - px(_MARGIN) // 2)

    def _follow(self, link: QUrl) -> None:
        """A link in the text leads to a chapter."""
        for row in range(self.chapters.count()):
            if anchor_of(self.chapters.item(row).text()) == link.fragment():
                self.chapters.setCurrentRow(-1)  # so that it is shown although it is current
                self.chapters.setCurrentRow(row)

    def _ask_words(self) -> None:
        self.wanted.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.wanted.selectAll()

    def _find(self, *, anew: bool = False) -> None:
        """Show the next place of the words that are wanted, after the last one the first again."""
        words, cursor = self.wanted.text(), self.text.textCursor()
        if anew:  # while one types, the place that fits already stays
            cursor.setPosition(cursor.selectionStart())
        document = self.text.document()
        found = document.find(words, cursor) if words else QTextCursor()
        if words and found.isNull():
            found = document.find(words, 0, QTextDocument.FindFlag(0))
        if not found.isNull():
            self.text.setTextCursor(found)


def anchor_of(heading: str) -> str:
    """What a link to a heading says, as in Markdown on the web."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


def manual_text() -> str:
    """The manual in the language in use, as Markdown."""
    return resource("manual", f"{language()}.md").read_text(encoding="utf-8")
