"""A field for a few words that are kept when one leaves it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from qualcode.shell.overrides import called_by_qt
from qualcode.shell.panels.painting import px

LEAST_LINES, MOST_LINES = 1, 7


class NoteField(QPlainTextEdit):
    """Grows with its words. What is written is told however one leaves the field.

    Signals:
        written(subject, text): words were changed; `subject` is what they were shown for.
        done(): Ctrl+Enter or Esc: the keys may go elsewhere.
    """

    written = Signal(str, str)
    done = Signal()

    def __init__(self, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._subject = ""
        self._stored: str | None = ""
        self._drafts: dict[str, str] = {}
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self._fit)
        self._fit()

    @property
    def subject(self) -> str:
        return self._subject

    def show_note(self, subject: str, text: str | None, *, editable: bool) -> None:
        """Show the words on a subject. Words being written on it stay as they are."""
        text = text or ""
        if subject == self._subject and self._is_changed():
            return  # words that wait to be kept stay such
        if subject == self._subject and text == self._stored:
            self.setReadOnly(not editable)
            return
        pending = self._take()
        draft = self._drafts.pop(subject, None)
        self.setReadOnly(not editable)
        self._subject, self._stored = subject, text
        if self.toPlainText() != (draft or text):
            self.setPlainText(draft or text)
        if pending is not None:
            self.written.emit(*pending)

    def write_out(self) -> None:
        """Tell of changed words now."""
        pending = self._take()
        if pending is not None:
            self.written.emit(*pending)

    def put_back(self, subject: str, text: str) -> None:
        """The words could not be kept: they stay here, and are told again when one leaves."""
        if subject == self._subject:
            self._stored = None
        else:
            self._drafts[subject] = text

    def _take(self) -> tuple[str, str] | None:
        """The words that are to be kept, and for what; they count as kept from now on."""
        if not self._is_changed() or not self._subject:
            return None
        self._stored = self.toPlainText()
        return self._subject, self._stored

    def _is_changed(self) -> bool:
        return self.toPlainText() != self._stored and not self.isReadOnly()

    @called_by_qt
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.write_out()

    @called_by_qt
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape or (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.write_out()
            self.done.emit()
        else:
            super().keyPressEvent(event)

    def _fit(self) -> None:
        lines = max(self.document().size().height(), LEAST_LINES)
        bar = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            bar.ScrollBarAsNeeded if lines > MOST_LINES else bar.ScrollBarAlwaysOff
        )
        frame = max(self.height() - self.viewport().height(), px(2))
        margins = 2 * round(self.document().documentMargin()) + frame + 2
        height = round(min(lines, MOST_LINES) * self.fontMetrics().lineSpacing()) + margins
        if height != self.height():
            self.setFixedHeight(height)

    @called_by_qt
    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(px(60), self.height())
