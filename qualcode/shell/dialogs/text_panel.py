"""What panels have in common that show a text with what is decided of it above."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QSplitter, QWidget

from qualcode.shell.overrides import called_by_qt
from qualcode.shell.panels.painting import current_theme, scaled
from qualcode.shell.text.reader import Reader
from qualcode.shell.text.views import TextStyle

_TEXT_SIZE: Final = 14.0


class TextPanel(QWidget):
    """Its text is in the theme and size of now.

    Attributes: reader: the text; made by whoever inherits, before `_fit`.
    """

    reader: Reader

    def _text_below(self, above: QWidget) -> QSplitter:
        """The text with this above it; the user shares the room between them."""
        splitter = QSplitter(Qt.Orientation.Vertical, self)
        splitter.addWidget(above)
        splitter.addWidget(self.reader)
        splitter.setChildrenCollapsible(False)
        return splitter

    @called_by_qt
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._fit()

    def _fit(self) -> None:
        """The theme or the size is another one."""
        self.reader.set_theme(current_theme())
        self.reader.set_text_style(TextStyle(size=_TEXT_SIZE, zoom=scaled(1.0)))
