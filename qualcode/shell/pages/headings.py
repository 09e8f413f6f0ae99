"""The outline of the text in step with what is read."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt

from qualcode.shell.pages.shown import ShownDocument
from qualcode.shell.panels.outline import Outline


class Headings(QObject):
    """Lists the headings and questions of the text that is shown, marks the one where one reads,
    and goes to the one that is chosen."""

    def __init__(self, shown: ShownDocument, outline: Outline, page: QObject) -> None:
        super().__init__(page)
        self._shown = shown
        self._outline = outline
        shown.shown.connect(self._show)
        shown.landmarks_changed.connect(self._show)
        shown.reader.scrolled.connect(self._follow)
        shown.reader.caret_moved.connect(self._follow)
        outline.wanted.connect(self.go_to)

    def _show(self) -> None:
        self._outline.show_landmarks(self._shown.outline())
        self._follow()

    def _follow(self) -> None:
        if self._outline.isVisible():
            self._outline.follow(self._shown.reader.reading_place())

    def go_to(self, position: int) -> None:
        """Show a heading, and let one go on reading from there."""
        reader = self._shown.reader
        reader.go_to(position)
        reader.setFocus(Qt.FocusReason.OtherFocusReason)
        self._outline.follow(position)
