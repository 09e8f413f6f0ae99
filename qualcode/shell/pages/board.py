"""The page on which codes and notes are laid out by hand and grouped into categories."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QEvent, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QWidget,
)

from qualcode.core.analysis.counts import CodeCount
from qualcode.core.changes import Changes
from qualcode.core.ids import BoardId, CodeId
from qualcode.core.project import Project
from qualcode.core.store import boards as store
from qualcode.core.store import codes as codes_store
from qualcode.core.translate import _
from qualcode.shell.chosen import Chosen
from qualcode.shell.commands.board import BoardCommands
from qualcode.shell.models.board import BoardContent
from qualcode.shell.models.codebook import Codebook
from qualcode.shell.overrides import called_by_qt
from qualcode.shell.pages.board_actions import BoardActions
from qualcode.shell.pages.board_files import BoardFiles
from qualcode.shell.pages.board_parts import BoardParts
from qualcode.shell.pages.board_told import ToldOfMoves
from qualcode.shell.pages.counting import Counting, Numbers, Wanted
from qualcode.shell.panels.board_canvas import BoardCanvas
from qualcode.shell.session import Session

#: the numbers are counted anew when nothing has changed for so long, in milliseconds
_CALM: Final = 400


class BoardPage(QWidget):
    """The canvas, with the outline and the codes that are not on it to the left.

    Attributes:
        canvas, outline, tray: the parts.
        commands: what is done with things. whole: what is done with boards.
        files: what is written of the board.

    Signals:
        passage_wanted(document_id, start, end)
        page_wanted(key): the passages of a code are to be shown on another page.
    """

    passage_wanted = Signal(str, int, int)
    page_wanted = Signal(str)

    def __init__(self, session: Session, chosen: Chosen, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._chosen = session, chosen
        self._of: Project | None = None
        self._codebook, self._counts = Codebook(), dict[CodeId, CodeCount]()
        self._counting = Counting(session, self)
        self._stale = True
        self._settling = False
        self._wanted: str | None = None
        self.setAccessibleName(_("Board"))
        self.setProperty("kind", "ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.canvas = BoardCanvas(self)
        self.commands = BoardCommands(session, self.canvas, self)
        self.files = BoardFiles(session, self)
        self.whole = BoardActions(session, self.canvas, self.files, self)
        self._build()
        self._connect()
        self._opened()

    # Building

    def _build(self) -> None:
        parts = BoardParts(self.commands, self.canvas, self.files.notice, self.whole.menu)
        self.parts, self.boards = parts, parts.boards
        self.outline, self.tray = parts.outline, parts.tray
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(parts)
        self.setFocusProxy(self.canvas)

    def _connect(self) -> None:
        session = self._session
        self._calm = QTimer(self, singleShot=True, interval=_CALM)
        self._calm.timeout.connect(self._recount)
        self._counting.counted.connect(self._counted)
        session.opened.connect(self._opened)
        session.closing.connect(self._closing)
        session.settling.connect(self.canvas.settle)
        session.changed.connect(self._changed)
        session.busy_changed.connect(self._refresh)
        self._chosen.changed.connect(self._follow_chosen)
        self.canvas.chosen.connect(self._canvas_chosen)
        self.canvas.opened.connect(self._open)
        self.outline.chosen.connect(self._outline_chosen)
        self.outline.entered_row.connect(lambda _index: self.canvas.open_current())
        self.outline.write_wanted.connect(lambda _item: self.canvas.write_current())
        self.outline.take_off_wanted.connect(self.commands.take_off)
        self.outline.customContextMenuRequested.connect(
            lambda point: self.commands.show_menu(self.outline.viewport().mapToGlobal(point))
        )
        self.tray.put_wanted.connect(self.commands.put_codes)
        self.boards.activated.connect(lambda _row: self.show_board(self.boards.currentData()))
        self.parts.first_step.clicked.connect(self.whole.make_first)
        self.parts.second_step.clicked.connect(self.whole.lay_out_codebook)
        told = ToldOfMoves(session, self.files.notice, self)
        self.commands.moved.connect(told.tell)

    def menu_actions(self) -> dict[str, list[QAction | QMenu | None]]:
        """What the menu bar shows of this page."""
        return {"board": [self.whole.menu, None, *self.commands.menu()]}

    # In step with the project

    def _opened(self) -> None:
        project = self._session.project
        if project is not self._of:
            self._of, self._stale = project, True
            self._counts, self._codebook = {}, Codebook()
            self._counting.start_over(Wanted())
            self._wanted = None
            self.canvas.editor.cancel()
            self.canvas.show_content(BoardContent())
            self.outline.show_content(BoardContent())
        if self.isVisible():
            self._read()
        self._refresh()

    def _closing(self) -> None:
        """What is being written or moved is kept first."""
        self.canvas.editor.keep()
        self.canvas.settle()

    def came(self) -> None:
        """It comes into view."""
        if self._stale:
            self._read()
        self._refresh()
        self._follow_chosen()

    def went(self) -> None:
        """Another page comes into view."""
        self._closing()

    @called_by_qt
    def showEvent(self, event: QEvent) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        if self._stale:
            self._read()

    def _read(self) -> None:
        """The codebook, the list of boards, and the one that is shown."""
        project = self._session.project
        if project is None:
            return
        self._stale = False
        self._codebook = Codebook.of(codes_store.all_codes(project.db))
        self._recount()
        self._show_boards()

    def _show_boards(self) -> None:
        project = self._session.project
        if project is None:
            return
        known = store.all_boards(project.db)
        wanted = next((one for one in known if one.id == self._wanted), known[0] if known else None)
        self.boards.clear()
        for one in known:
            self.boards.addItem(one.name, one.id)
        self.show_board(wanted.id if wanted else None)

    def show_board(self, board_id: str | None) -> None:
        """Show another board, or none."""
        self.canvas.editor.keep()
        self.canvas.settle()
        self._wanted = board_id
        self.boards.setCurrentIndex(max(0, self.boards.findData(board_id)) if board_id else -1)
        self.parts.show_wall(shows=board_id is not None)
        # Tab would stay for ever before something that is not seen.
        self.setFocusProxy(self.canvas if board_id else self.parts.first_step)
        self._show_content()

    def _show_content(self) -> None:
        project = self._session.project
        content = BoardContent()
        if project is not None and self._wanted is not None:
            content = BoardContent.read(
                project.db, BoardId(self._wanted), self._codebook, self._counts
            )
        self._settling = True
        self.canvas.show_content(content)
        self.outline.show_content(content)
        self._settling = False
        self.outline.choose_items(self.canvas.selected())
        self.tray.show_codes(self._codebook, self._counts, content.codes())
        self._refresh()

    def _changed(self, changes: Changes) -> None:
        project = self._session.project
        if project is None or not changes:
            return
        if not self.isVisible():
            self._stale = True
            return
        self.canvas.forget(changes.removed.get("board_items", ()))
        if changes.touches("codes"):
            self._codebook = Codebook.of(codes_store.all_codes(project.db))
        if changes.touches("boards"):
            new = next(iter(changes.added.get("boards", ())), None)
            self._wanted = new or self._wanted
            self._show_boards()
        elif changes.touches("board_items", "codes"):
            self._show_content()
            self._bring_back(changes)
        if changes.touches("codings", "segments", "turns", "persons", "documents", "codes"):
            self._calm.start()
        self._refresh()

    def _bring_back(self, changes: Changes) -> None:
        """After an undo the eye is where something came back or moved."""
        if changes.operation not in ("undo", "redo"):
            return
        touched = {*changes.added.get("board_items", ()), *changes.changed.get("board_items", ())}
        if any(one in self.canvas.content.things for one in touched):
            self.canvas.choose(touched)

    def _recount(self) -> None:
        """Passages and persons of each code."""
        self._counting.count(Wanted(None))

    def _counted(self, numbers: Numbers) -> None:
        counts = dict(numbers.codes)
        if counts != self._counts:
            self._counts = counts
            if self._wanted is not None:
                self._show_content()

    def _refresh(self) -> None:
        session = self._session
        self.canvas.can_write = session.can_write
        self.commands.refresh()
        self.tray.set_writable(
            can_write=session.can_write and self._wanted is not None, why_not=session.why_not
        )
        self.whole.board_id = BoardId(self._wanted) if self._wanted else None
        self.whole.refresh(has_codes=len(self._codebook) > 0)
        self.parts.first_step.setEnabled(self.whole.new.isEnabled())
        self.parts.second_step.setEnabled(self.whole.lay_out.isEnabled())
        self.boards.setVisible(self.boards.count() > 0)

    # What is chosen

    def _canvas_chosen(self) -> None:
        if self._settling:
            return
        self._settling = True
        self.outline.choose_items(self.canvas.selected())
        shown = self.canvas.content.get(self.canvas.current)
        if shown is not None and shown.code is not None:
            self._chosen.choose_code(shown.code.id)
        self._settling = False

    def _outline_chosen(self, item_ids: list[str]) -> None:
        if self._settling:
            return
        self._settling = True
        self.canvas.choose(item_ids)
        shown = self.canvas.content.get(self.canvas.current)
        if shown is not None and shown.code is not None:
            self._chosen.choose_code(shown.code.id)
        self._settling = False

    def _follow_chosen(self) -> None:
        """The code that was chosen elsewhere is chosen here, if its card lies on the board."""
        if self._settling or not self.isVisible():
            return
        current = self.canvas.content.get(self.canvas.current)
        code_id = self._chosen.code_id
        if code_id is None or (current is not None and current.item.code_id == code_id):
            return
        found = [one.id for one in self.canvas.content if one.item.code_id == code_id]
        if found:
            self._settling = True
            self.canvas.choose(found[:1])
            self.outline.choose_items(found[:1])
            self._settling = False

    def _open(self, item_id: str) -> None:
        """Enter on a card: its passages, on the page that shows them."""
        shown = self.canvas.content.get(item_id)
        if shown is not None and shown.code is not None:
            self._chosen.choose_code(shown.code.id)
            self.page_wanted.emit("categories")

    # Places

    def state(self) -> dict[str, Any]:
        """Which board, how near, and where."""
        middle = self.canvas.middle()
        return {
            "board": self._wanted,
            "zoom": self.canvas.zoom_now,
            "at": [middle.x(), middle.y()],
        }

    def restore_state(self, stored: dict[str, Any]) -> None:
        """Go back to how it was left; what can't be such is passed over."""
        board = stored.get("board")
        if isinstance(board, str) and self.boards.findData(board) >= 0:
            self.show_board(board)
        elif isinstance(board, str) and self._stale:
            self._wanted = board
        match stored.get("zoom"), stored.get("at"):
            case [int() | float() as zoom, [int() | float() as x, int() | float() as y]]:
                self.canvas.set_zoom(zoom)
                self.canvas.centerOn(QPointF(x, y))
