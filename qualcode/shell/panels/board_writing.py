"""Writing on a note, or the name of a group, where it lies on the board."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit

from qualcode.core.analysis.board_layout import HEAD
from qualcode.core.ids import BoardItemId
from qualcode.core.translate import _
from qualcode.shell.overrides import called_by_qt
from qualcode.shell.panels.board_surface import BoardSurface
from qualcode.shell.panels.board_things import Thing
from qualcode.shell.panels.painting import px


class InPlace(QPlainTextEdit):
    """A field over the thing. Enter keeps the words, Shift+Enter is a new line on a note.

    Signals:
        written(item_id, text): the words are others now.
        left_empty(item_id): what is new was left without a word.
    """

    written = Signal(str, str)
    left_empty = Signal(str)

    def __init__(self, canvas: BoardSurface) -> None:
        super().__init__(canvas.viewport())
        self._canvas = canvas
        self._thing: Thing | None = None
        self._is_new = False
        self.setTabChangesFocus(True)
        self.setAccessibleName(_("Words of the note"))
        self.hide()

    def open(self, thing: Thing, *, is_new: bool = False) -> None:
        """Write on this."""
        shown = thing.shown
        self._thing, self._is_new = thing, is_new
        self.setAccessibleName(_("Words of the note") if shown.is_note else _("Name"))
        self.setPlainText(shown.text)
        self.selectAll()
        self.follow()
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def follow(self) -> None:
        """Stay over the thing, wherever it is now."""
        if self._thing is None:
            return
        frame = self._thing.scene_frame()
        if self._thing.shown.is_group:
            frame = QRectF(frame.left(), frame.top(), frame.width(), HEAD)
        place = self._canvas.mapFromScene(frame).boundingRect()
        size = place.size().expandedTo(QRect(0, 0, px(150), px(34)).size())
        self.setGeometry(QRect(place.topLeft(), size))

    def cancel(self) -> None:
        """Leave everything as it was."""
        self._thing, self._is_new = None, False
        if self.isVisible():
            had_keys = self.hasFocus()
            self.hide()
            if had_keys:
                self._canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def item_id(self) -> BoardItemId | None:
        """What one is writing in."""
        return None if self._thing is None else self._thing.shown.id

    def keep(self) -> None:
        """Tell what was written."""
        self._leave(self.toPlainText().strip())

    def _leave(self, text: str | None = None) -> None:
        """With these words, or as it was."""
        thing, is_new = self._thing, self._is_new
        self.cancel()
        if thing is None:
            return
        if is_new and not (text or thing.shown.text):
            self.left_empty.emit(thing.shown.id)
        elif text is not None and text != thing.shown.text:
            self.written.emit(thing.shown.id, text)

    @called_by_qt
    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        is_note = self._thing is not None and self._thing.shown.is_note
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        elif enter and not (shift and is_note):
            self.keep()
        else:
            super().keyPressEvent(event)

    @called_by_qt
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason and self._thing is not None:
            self.keep()
