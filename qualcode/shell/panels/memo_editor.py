"""A memo to read and write in place: its title, its words, what it speaks of."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from qualcode.core.model import Memo
from qualcode.core.translate import _
from qualcode.shell.overrides import called_by_qt
from qualcode.shell.panels.memo_subject import MemoSubject
from qualcode.shell.panels.painting import px
from qualcode.shell.session import Session

LEAST_HEIGHT: Final = 190
_KEYS_OUT: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class MemoEditor(QFrame):
    """What is written is kept when one leaves it, however one does.

    Signals:
        written(memo_id): a new memo was made.
        done(): Ctrl+Enter: the keys may go elsewhere.
        delete_wanted(memo_id)
    """

    written = Signal(str)
    done = Signal()
    delete_wanted = Signal(str)

    def __init__(self, session: Session, placeholder: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._subject: MemoSubject | None = None
        self._kept = ("", "")
        self._is_writing = False
        self._drafts: dict[MemoSubject, tuple[str, str]] = {}
        self.setAccessibleName(_("Memo"))
        self.title = QLineEdit(self)
        self.title.setPlaceholderText(_("Title"))
        self.title.setAccessibleName(_("Title"))
        self.text = QPlainTextEdit(self)
        self.text.setPlaceholderText(placeholder)
        self.text.setAccessibleName(_("Words of the memo"))
        self.text.setTabChangesFocus(True)
        self.setMinimumHeight(px(LEAST_HEIGHT))
        self.byline = QLabel(self)
        self.byline.setProperty("kind", "label")
        self.byline.setTextFormat(Qt.TextFormat.PlainText)
        self.byline.setWordWrap(True)
        self.delete = QPushButton(_("Delete"), self)
        self.delete.setProperty("kind", "flat")
        self.delete.setAccessibleName(_("Delete the memo"))
        self.delete.clicked.connect(self._ask_delete)
        self._arrange()
        for field in (self.title, self.text):
            field.installEventFilter(self)
        self.show_memo(None)

    def _arrange(self) -> None:
        foot = QHBoxLayout()
        foot.addWidget(self.byline, 1)
        foot.addWidget(self.delete)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(px(14), px(8), px(14), px(10))
        self.column.setSpacing(px(6))
        self.column.addWidget(self.title)
        self.column.addWidget(self.text, 1)
        self.column.addLayout(foot)

    @property
    def subject(self) -> MemoSubject | None:
        """What is shown."""
        return self._subject

    # Showing

    def show_memo(self, subject: MemoSubject | None) -> None:
        """Show a memo, or room for a new one; None for neither. Words being written are kept
        first, or stay where they are if it is the same memo."""
        if self._is_writing:
            return  # what is being kept is what is shown
        if subject == self._subject and self._is_changed():
            self._show_state()
            return
        self.write_out()
        self._subject = subject
        memo = self._memo()
        self._kept = (memo.title, memo.text) if memo else ("", "")
        words = self._drafts.pop(subject, self._kept) if subject else self._kept
        if (self.title.text(), self.text.toPlainText()) != words:
            self.title.setText(words[0])
            self.text.setPlainText(words[1])
        self._show_state()

    def refresh(self) -> None:
        """What is shown may have been changed elsewhere."""
        self.show_memo(self._subject)

    def _memo(self) -> Memo | None:
        project = self._session.project
        if project is None or self._subject is None:
            return None
        return self._subject.stored(project.db)

    def _show_state(self) -> None:
        memo = self._memo()
        may_write = self._may_write(memo)
        self.setVisible(self._subject is not None)
        if may_write or not self._is_changed():  # words that wait stay words that are kept
            self.title.setReadOnly(not may_write)
            self.text.setReadOnly(not may_write)
        self.delete.setVisible(memo is not None)
        self.delete.setEnabled(may_write)
        self.byline.setText(self._byline(memo, may_write=may_write))

    def _may_write(self, memo: Memo | None) -> bool:
        """One's own memo, or a new one."""
        if not self._session.can_write or self._subject is None:
            return False
        return memo is None or memo.coder_id == self._session.coder_id

    def _byline(self, memo: Memo | None, *, may_write: bool) -> str:
        if memo is None:
            return self._session.why_not
        from qualcode.shell.models.moments import day_and_time

        said = _("{evaluator}, {time}").format(
            evaluator=self._session.name_of(memo.coder_id), time=day_and_time(memo.created)
        )
        if may_write or not self._session.can_write:
            return said
        return _("{evaluator_and_time}. Only its evaluator writes here.").format(
            evaluator_and_time=said
        )

    # Keeping

    def _words(self) -> tuple[str, str]:
        return self.title.text(), self.text.toPlainText()

    def _is_changed(self) -> bool:
        return self._words() != self._kept and not self.text.isReadOnly()

    def write_out(self) -> bool:
        """Keep what is being written; whether it is kept. What is refused stays as a draft."""
        subject, words = self._subject, self._words()
        if subject is None or not self._is_changed() or self._is_writing:
            return True
        before, self._kept = self._kept, words
        self._is_writing = True
        try:
            kept = subject.write(self._session, *words)
        finally:
            self._is_writing = False
        if kept is None:
            self._kept = before
            self._drafts[subject] = words
            return False
        self._subject = kept
        if kept.memo_id is not None and kept.memo_id != subject.memo_id:
            self.written.emit(kept.memo_id)
        self._show_state()
        return True

    def _ask_delete(self) -> None:
        subject = self._subject
        if subject is not None and subject.memo_id is not None:
            self._kept = self._words()  # what is deleted is not written first
            self.delete_wanted.emit(subject.memo_id)

    def focus_text(self) -> None:
        """Where one writes."""
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)
        self.text.moveCursor(self.text.textCursor().MoveOperation.End)

    @called_by_qt
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            now = QApplication.focusWidget()
            if now is None or not (now is self or self.isAncestorOf(now)):
                self.write_out()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if event.key() in _KEYS_OUT and control:
                self.write_out()
                self.done.emit()
                return True
        return super().eventFilter(watched, event)
