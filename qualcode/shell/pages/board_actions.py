"""What is done with whole boards: made, laid out, renamed, deleted, written to a file."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMenu, QWidget

from qualcode.core.ids import BoardId
from qualcode.core.model import Board
from qualcode.core.operations import board_codes, boards
from qualcode.core.store import boards as store
from qualcode.core.translate import _
from qualcode.shell.commands.actions import action, fill
from qualcode.shell.dialogs.name_dialog import NameDialog
from qualcode.shell.dialogs.question import Question
from qualcode.shell.pages.board_files import BoardFiles
from qualcode.shell.panels.board_canvas import BoardCanvas
from qualcode.shell.session import Session


class BoardActions(QObject):
    """Attributes:
    new, lay_out, rename, delete, picture, print_outline: the actions.
    menu: of all of them.
    board_id: the board that is shown.
    """

    def __init__(
        self, session: Session, canvas: BoardCanvas, files: BoardFiles, page: QWidget
    ) -> None:
        super().__init__(page)
        self._session, self._canvas, self._files, self._page = session, canvas, files, page
        self.board_id: BoardId | None = None
        self._make_actions()

    def _make_actions(self) -> None:
        self.new = action(self._page, _("&New board…"), self.ask_new, tip=_("Begin another board"))
        self.lay_out = action(
            self._page,
            _("&Lay out the codebook"),
            self.lay_out_codebook,
            tip=_("A new board with the codebook’s categories as groups"),
        )
        self.rename = action(
            self._page,
            _("&Rename the board…"),
            self.ask_rename,
            tip=_("Give the board another name"),
        )
        self.delete = action(
            self._page,
            _("&Delete the board…"),
            self.ask_delete,
            tip=_("The codes stay in the codebook"),
        )
        self.picture = action(
            self._page, _("&Picture…"), self._ask_picture, tip=_("Write the board as PNG or SVG")
        )
        self.print_outline = action(
            self._page,
            _("&Outline…"),
            self._ask_outline,
            tip=_("Write its groups as Word or Markdown"),
        )
        self.menu = QMenu(_("Boar&ds"), self._page)
        self.menu.setAccessibleName(_("Boards"))
        top = [self.new, self.lay_out, None, self.rename, self.delete]
        fill(self.menu, [*top, None, self.picture, self.print_outline])

    def refresh(self, *, has_codes: bool) -> None:
        """What can be done now."""
        can_write = self._session.can_write
        self.new.setEnabled(can_write)
        self.lay_out.setEnabled(can_write and has_codes)
        for one in (self.rename, self.delete):
            one.setEnabled(can_write and self.board_id is not None)
        for one in (self.picture, self.print_outline):
            one.setEnabled(len(self._canvas.content) > 0)

    def make_first(self) -> None:
        """A board to begin with, without a question."""
        self._session.run(boards.create_board, _("Board"))
        self._canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def ask_new(self) -> None:
        """Ask what another board is to be called."""
        name = NameDialog.ask(_("New board"), _("&Name"), _("Board"), _("Make it"), self._page)
        if name is not None:
            self._session.run(boards.create_board, name)

    def lay_out_codebook(self) -> None:
        """A new board with the codebook's tree."""
        self._session.run(board_codes.lay_out_codebook, _("Codebook"))

    def current(self) -> Board | None:
        """The board that is shown."""
        project = self._session.project
        if project is None or self.board_id is None:
            return None
        return store.get(project.db, self.board_id)

    def ask_rename(self) -> None:
        """Ask for another name of the board."""
        board = self.current()
        if board is not None:
            name = NameDialog.ask(
                _("Rename the board"), _("&Name"), board.name, _("Rename"), self._page
            )
            if name is not None:
                self._session.run(boards.rename_board, board.id, name)

    def ask_delete(self) -> None:
        """Ask whether the board may go."""
        board = self.current()
        if board is None:
            return
        words = _("“{name}” goes with its notes and groups. The codes stay. It can be undone.")
        if Question.ask(
            _("Delete the board"), words.format(name=board.name), _("Delete"), self._page
        ):
            self._session.run(boards.delete_board, board.id)

    def _ask_picture(self) -> None:
        self._files.ask_picture(self._canvas.content, self._name())

    def _ask_outline(self) -> None:
        self._files.ask_outline(self._canvas.content, self._name())

    def _name(self) -> str:
        board = self.current()
        return board.name if board is not None else ""
