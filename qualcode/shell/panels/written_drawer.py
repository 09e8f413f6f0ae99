"""What the drawers have in common in which memos are listed, found and written."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from typing import ClassVar, Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from qualcode.core.changes import Changes
from qualcode.shell.panels.drawer import Drawer, RowList
from qualcode.shell.panels.memo_editor import MemoEditor
from qualcode.shell.panels.two_lines import Index
from qualcode.shell.session import Session

_PAUSE: Final = 150  # ms after the last letter until the list is filtered


class WrittenDrawer(Drawer):
    """Reads its list anew when something has changed, at once or when it is seen.

    Attributes: field, list, editor, new: made by whoever inherits, before `_connect_parts`. What is
        found, the memos, the one that is shown, and the button that begins one.
    """

    #: what is shown of a memo depends on these
    TABLES: ClassVar[tuple[str, ...]] = ()

    field: QLineEdit
    list: RowList
    editor: MemoEditor
    new: QPushButton

    def __init__(self, title: str, session: Session, parent: QWidget | None) -> None:
        super().__init__(title, parent)
        self._session = session
        self._is_stale = True
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE)
        self._timer.timeout.connect(self._filter)

    def _make_field(self, words: str, parent: QWidget) -> QLineEdit:
        field = QLineEdit(parent)
        field.setPlaceholderText(words)
        field.setAccessibleName(words)
        field.setClearButtonEnabled(True)
        field.textChanged.connect(self._timer.start)
        return field

    def _connect_parts(self) -> None:
        editor, session = self.editor, self._session
        self.list.selectionModel().currentChanged.connect(lambda now, _old: self._show_row(now))
        self.list.entered_row.connect(lambda _row: editor.focus_text())
        editor.done.connect(self.list.setFocus)
        editor.delete_wanted.connect(self._delete)
        session.changed.connect(self._changed)
        session.opened.connect(self._opened)
        session.closing.connect(editor.write_out)
        session.busy_changed.connect(self._follow_work)

    @abstractmethod
    def _read(self) -> None:
        """Read the memos anew."""

    @abstractmethod
    def _filter(self) -> None:
        """List those that hold the words of the field."""

    @abstractmethod
    def _row_of(self, memo_id: str | None) -> int:
        """In which row of the list the memo is; -1 if it isn't there."""

    @abstractmethod
    def _show_row(self, index: Index) -> None:
        """Show the memo of a row."""

    @abstractmethod
    def _delete(self, memo_id: str) -> None:
        """Delete the memo that is shown."""

    # In step

    def came(self) -> None:
        """It is seen now."""
        if self._is_stale:
            self._is_stale = False
            self._read()
            self._follow_work()

    def went(self) -> None:
        """It is not seen any more."""
        self.editor.write_out()

    def find_words(self, words: str) -> None:
        """Look for words in what is listed."""
        self.field.setText(words)

    def _opened(self) -> None:
        self.editor.show_memo(None)
        self._is_stale = True
        if self.isVisible():
            self.came()

    def _changed(self, changes: Changes) -> None:
        if changes.touches(*self.TABLES):
            self._is_stale = True
            if self.isVisible():
                self.came()

    def _follow_work(self) -> None:
        """Other work has begun or is over: perhaps nothing can be written meanwhile."""
        self.new.setEnabled(self._session.can_write)
        self.editor.refresh()

    def _keep_current(self, change: Callable[[], object]) -> None:
        """The memo that is shown stays the current row, and stays shown."""
        selection = self.list.selectionModel()
        blocked = selection.blockSignals(True)
        change()
        subject = self.editor.subject
        row = self._row_of(subject.memo_id if subject else None)
        self.list.setCurrentIndex(self.list.model().index(row, 0))
        selection.blockSignals(blocked)
        self.list.viewport().update()
