"""How the board's page is put together: the bar, the wall, and to the left what lies on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
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

from qualcode.core.translate import _
from qualcode.shell.commands.board import BoardCommands
from qualcode.shell.panels.board_canvas import BoardCanvas
from qualcode.shell.panels.board_outline import BoardOutline, BoardTray
from qualcode.shell.panels.flow_layout import FlowLayout
from qualcode.shell.panels.header import PanelHeader
from qualcode.shell.panels.notice import Notice
from qualcode.shell.panels.painting import px

_SIDE: Final = 250
_WIDEST_SIDE: Final = 360
_NEARER: Final = 1.25


class BoardParts(QSplitter):
    """Attributes:
    canvas, outline, tray: the wall, what lies on it, and what doesn't.
    boards: which board is shown.
    empty_words, first_step, second_step: where no board is.
    """

    def __init__(
        self, commands: BoardCommands, canvas: BoardCanvas, notice: Notice, menu: QMenu
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.canvas, self._commands = canvas, commands
        self._notice, self._menu = notice, menu
        self.outline = BoardOutline(self)
        self.tray = BoardTray(self)
        side = self._make_side()
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self.addWidget(side)
        self.addWidget(self._make_middle())
        self.setStretchFactor(1, 1)
        self.setSizes([min(px(_SIDE), _WIDEST_SIDE), px(900)])
        side.setMinimumWidth(px(150))

    def show_wall(self, *, shows: bool) -> None:
        """Show the board, or what is said where there is none."""
        self._stack.setCurrentIndex(0 if shows else 1)

    def _make_side(self) -> QWidget:
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
        return side

    def _make_middle(self) -> QWidget:
        middle = QWidget(self)
        middle.setProperty("kind", "ground")
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._notice)
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
        self.more = self._button(_("Board"), bar)
        self.more.setMenu(self._menu)
        inner = QWidget(bar)
        flow = FlowLayout(inner, spacing=px(6))
        around = QVBoxLayout(bar)
        around.setContentsMargins(px(14), px(10), px(14), px(8))
        around.addWidget(inner)
        flow.addWidget(self.boards)
        flow.addWidget(self.more)
        for text, tip, made in (
            (_("New note"), _("New note (Ctrl+Alt+N)"), self._commands.note),
            (_("New group"), _("Group what is chosen (Ctrl+Alt+G)"), self._commands.group),
            (_("Tidy up"), _("Lay everything out (Ctrl+Alt+T)"), self._commands.tidy),
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
        self.second_step = QPushButton(_("Lay out the codebook"), empty)
        self.second_step.setAccessibleName(self.second_step.text())
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
