"""The page on which codes and notes are laid out by hand and grouped into categories."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from PySide6.QtCore import QEvent, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSplitter,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from qualcode.core.analysis.counts import CodeCount, code_counts
from qualcode.core.changes import Changes
from qualcode.core.ids import BoardId, CodeId
from qualcode.core.model import Board
from qualcode.core.operations import board_codes, boards
from qualcode.core.project import Project
from qualcode.core.store import boards as store
from qualcode.core.store import codes as codes_store
from qualcode.core.store import meaning_units as unit_store
from qualcode.core.translate import _
from qualcode.shell.chosen import Chosen
from qualcode.shell.commands.actions import action, fill
from qualcode.shell.commands.board import BoardCommands
from qualcode.shell.dialogs.name_dialog import NameDialog
from qualcode.shell.dialogs.question import Question
from qualcode.shell.jobs import Job, Progress
from qualcode.shell.models.board import BoardContent
from qualcode.shell.models.codebook import Codebook
from qualcode.shell.overrides import called_by_qt
from qualcode.shell.pages.board_files import BoardFiles
from qualcode.shell.pages.board_told import ToldOfMoves
from qualcode.shell.panels.board_canvas import BoardCanvas
from qualcode.shell.panels.board_outline import BoardOutline, BoardTray
from qualcode.shell.panels.flow_layout import FlowLayout
from qualcode.shell.panels.header import PanelHeader
from qualcode.shell.panels.painting import px
from qualcode.shell.session import Session

#: of more codings than these the numbers are counted in a thread
_MANY: Final = 1500
#: the numbers are counted anew when nothing has changed for so long, in milliseconds
_CALM: Final = 400
_SIDE: Final = 250
_WIDEST_SIDE: Final = 360
_NEARER: Final = 1.25


def _count(project: Project, *, progress: Progress) -> dict[CodeId, CodeCount]:
    progress(0, 0)
    return code_counts(project.db)


class BoardPage(QWidget):
    """The canvas, with the outline and the codes that are not on it to the left.

    Attributes:
        canvas, outline, tray: the parts.
        commands: what is done with things. files: what is written of the board.

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
        self._job: Job | None = None
        self._stale = True
        self._settling = False
        self._wanted: str | None = None
        self.setAccessibleName(_("Board"))
        self.setProperty("kind", "ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.canvas = BoardCanvas(self)
        self.outline = BoardOutline(self)
        self.tray = BoardTray(self)
        self.commands = BoardCommands(session, self.canvas, self)
        self.files = BoardFiles(session, self)
        self._make_board_actions()
        self._build()
        self._connect()
        self._opened()

    # Building

    def _make_board_actions(self) -> None:
        self.new = action(self, _("&New board…"), self.ask_new, tip=_("Begin another board"))
        self.lay_out = action(
            self,
            _("&Lay out the codebook"),
            self.lay_out_codebook,
            tip=_("A new board with the codebook’s categories as groups"),
        )
        self.rename = action(
            self, _("&Rename the board…"), self.ask_rename, tip=_("Give the board another name")
        )
        self.delete = action(
            self, _("&Delete the board…"), self.ask_delete, tip=_("The codes stay in the codebook")
        )
        self.picture = action(
            self, _("&Picture…"), self._ask_picture, tip=_("Write the board as PNG or SVG")
        )
        self.print_outline = action(
            self, _("&Outline…"), self._ask_outline, tip=_("Write its groups as Word or Markdown")
        )
        self.board_menu = QMenu(_("Boar&ds"), self)
        self.board_menu.setAccessibleName(_("Boards"))
        top = [self.new, self.lay_out, None, self.rename, self.delete]
        fill(self.board_menu, [*top, None, self.picture, self.print_outline])

    def _build(self) -> None:
        side = QFrame(self)
        side.setProperty("kind", "panel")
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        parts = QSplitter(Qt.Orientation.Vertical, side)
        parts.setHandleWidth(1)
        parts.setChildrenCollapsible(False)
        on_board = QWidget(parts)
        rows = QVBoxLayout(on_board)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(PanelHeader(_("On the board"), parent=on_board))
        rows.addWidget(self.outline, 1)
        parts.addWidget(on_board)
        parts.addWidget(self.tray)
        parts.setStretchFactor(0, 2)
        parts.setStretchFactor(1, 3)
        column.addWidget(parts)
        across = QSplitter(Qt.Orientation.Horizontal, self)
        across.setHandleWidth(1)
        across.setChildrenCollapsible(False)
        across.addWidget(side)
        across.addWidget(self._make_middle())
        across.setStretchFactor(1, 1)
        across.setSizes([min(px(_SIDE), _WIDEST_SIDE), px(900)])
        side.setMinimumWidth(px(150))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(across)
        self.setFocusProxy(self.canvas)

    def _make_middle(self) -> QWidget:
        middle = QWidget(self)
        middle.setProperty("kind", "ground")
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.files.notice)
        column.addWidget(self._make_bar(middle))
        self._stack = QStackedLayout()
        self._stack.addWidget(self.canvas)
        self._stack.addWidget(self._make_empty(middle))
        column.addLayout(self._stack, 1)
        return middle

    def _make_bar(self, parent: QWidget) -> QWidget:
        bar = QWidget(parent)
        self.boards = QComboBox(bar)
        self.boards.setAccessibleName(_("Which board"))
        self.boards.setFixedWidth(px(200))
        self.boards.activated.connect(lambda _row: self.show_board(self.boards.currentData()))
        self.more = self._button(_("Board"), bar)
        self.more.setMenu(self.board_menu)
        inner = QWidget(bar)
        flow = FlowLayout(inner, spacing=px(6))
        around = QVBoxLayout(bar)
        around.setContentsMargins(px(14), px(10), px(14), px(8))
        around.addWidget(inner)
        flow.addWidget(self.boards)
        flow.addWidget(self.more)
        for text, tip, made in (
            (_("New note"), _("New note (Ctrl+Alt+N)"), self.commands.note),
            (_("New group"), _("Group what is chosen (Ctrl+Alt+G)"), self.commands.group),
            (_("Tidy up"), _("Lay everything out (Ctrl+Alt+T)"), self.commands.tidy),
        ):
            flow.addWidget(self._for_action(text, tip, made, bar))
        for text, tip, run in (
            ("−", _("Further away (-)"), lambda: self.canvas.zoom(1 / _NEARER)),
            (_("Show all"), _("Show all of the board (0)"), self.canvas.show_all),
            ("+", _("Nearer (+)"), lambda: self.canvas.zoom(_NEARER)),
        ):
            flow.addWidget(self._for_zoom(text, tip, run, bar))
        return bar

    def _button(self, text: str, parent: QWidget) -> QPushButton:
        button = QPushButton(text, parent)
        button.setAutoDefault(False)
        button.setAccessibleName(text)
        return button

    def _for_action(self, text: str, tip: str, made: QAction, parent: QWidget) -> QPushButton:
        button = self._button(text, parent)
        button.setToolTip(tip)
        button.clicked.connect(made.trigger)
        made.enabledChanged.connect(button.setEnabled)
        button.setEnabled(made.isEnabled())
        return button

    def _for_zoom(
        self, text: str, tip: str, run: Callable[[], object], parent: QWidget
    ) -> QPushButton:
        button = self._button(text, parent)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.clicked.connect(lambda _checked=False: run())
        return button

    def _make_empty(self, parent: QWidget) -> QWidget:
        empty = QWidget(parent)
        self.empty_words = QLabel(
            _(
                "On a board you lay codes and notes out by hand, as on a wall, and group them "
                "into categories."
            ),
            empty,
        )
        self.empty_words.setProperty("kind", "soft")
        self.empty_words.setWordWrap(True)
        self.empty_words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.first_step = QPushButton(_("New board"), empty)
        self.first_step.setProperty("kind", "primary")
        self.first_step.setAccessibleName(self.first_step.text())
        self.first_step.clicked.connect(self.make_first)
        self.second_step = QPushButton(_("Lay out the codebook"), empty)
        self.second_step.setAccessibleName(self.second_step.text())
        self.second_step.clicked.connect(self.lay_out_codebook)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.first_step)
        buttons.addWidget(self.second_step)
        buttons.addStretch(1)
        column = QVBoxLayout(empty)
        column.setContentsMargins(px(60), 0, px(60), px(60))
        column.setSpacing(px(16))
        column.addStretch(1)
        column.addWidget(self.empty_words)
        column.addLayout(buttons)
        column.addStretch(1)
        return empty

    def _connect(self) -> None:
        session = self._session
        self._calm = QTimer(self, singleShot=True, interval=_CALM)
        self._calm.timeout.connect(self._recount)
        session.opened.connect(self._opened)
        session.closing.connect(self._closing)
        session.settling.connect(self.canvas.settle)
        session.changed.connect(self._changed)
        session.busy_changed.connect(lambda _busy: self._refresh())
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
        told = ToldOfMoves(session, self.files.notice, self)
        self.commands.moved.connect(told.tell)

    def menu_actions(self) -> dict[str, list[QAction | QMenu | None]]:
        """What the menu bar shows of this page."""
        return {"board": [self.board_menu, None, *self.commands.menu()]}

    # In step with the project

    def _opened(self) -> None:
        project = self._session.project
        if project is not self._of:
            self._of, self._stale = project, True
            self._counts, self._codebook = {}, Codebook()
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
        self._stack.setCurrentIndex(0 if board_id else 1)
        # Tab would stay for ever before something that is not seen.
        self.setFocusProxy(self.canvas if board_id else self.first_step)
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
        """Passages and persons of each code; in a thread where they are many."""
        project = self._session.project
        if project is None or self._job is not None:
            return
        if unit_store.number(project.db) <= _MANY:
            self._counted(code_counts(project.db))
            return
        self._job = self._session.start_reading(_("Counting passages…"), _count)
        if self._job is not None:
            self._job.done.connect(self._counted)
            self._job.over.connect(self._count_over)

    def _count_over(self) -> None:
        self._job = None

    def _counted(self, counts: Mapping[CodeId, CodeCount]) -> None:
        if self._session.project is self._of and dict(counts) != self._counts:
            self._counts = dict(counts)
            if self._wanted is not None:
                self._show_content()

    def _refresh(self) -> None:
        session = self._session
        self.canvas.can_write = session.can_write
        self.commands.refresh()
        self.tray.set_writable(
            can_write=session.can_write and self._wanted is not None, why_not=session.why_not
        )
        for one in (self.new, self.lay_out, self.first_step, self.second_step):
            one.setEnabled(session.can_write)
        self.lay_out.setEnabled(session.can_write and len(self._codebook) > 0)
        self.second_step.setEnabled(self.lay_out.isEnabled())
        for one in (self.rename, self.delete):
            one.setEnabled(session.can_write and self._wanted is not None)
        for one in (self.picture, self.print_outline):
            one.setEnabled(len(self.canvas.content) > 0)
        self.boards.setVisible(self.boards.count() > 0)

    # Boards

    def make_first(self) -> None:
        """A board to begin with, without a question."""
        self._session.run(boards.create_board, _("Board"))
        self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def ask_new(self) -> None:
        """Ask what another board is to be called."""
        name = NameDialog.ask(_("New board"), _("&Name"), _("Board"), _("Make it"), self)
        if name is not None:
            self._session.run(boards.create_board, name)

    def lay_out_codebook(self) -> None:
        """A new board with the codebook's tree."""
        self._session.run(board_codes.lay_out_codebook, _("Codebook"))

    def current(self) -> Board | None:
        """The board that is shown."""
        project = self._session.project
        if project is None or self._wanted is None:
            return None
        return store.get(project.db, BoardId(self._wanted))

    def ask_rename(self) -> None:
        """Ask for another name of the board."""
        board = self.current()
        if board is not None:
            name = NameDialog.ask(_("Rename the board"), _("&Name"), board.name, _("Rename"), self)
            if name is not None:
                self._session.run(boards.rename_board, board.id, name)

    def ask_delete(self) -> None:
        """Ask whether the board may go."""
        board = self.current()
        if board is None:
            return
        words = _("“{name}” goes with its notes and groups. The codes stay. It can be undone.")
        if Question.ask(_("Delete the board"), words.format(name=board.name), _("Delete"), self):
            self._session.run(boards.delete_board, board.id)

    def _ask_picture(self) -> None:
        self.files.ask_picture(self.canvas.content, self.boards.currentText())

    def _ask_outline(self) -> None:
        self.files.ask_outline(self.canvas.content, self.boards.currentText())

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
