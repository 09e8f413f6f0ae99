"""Whose marks are shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from qualcode.core.ids import CoderId
from qualcode.core.model import Coder
from qualcode.core.translate import _, ngettext
from qualcode.shell.commands.actions import plain
from qualcode.shell.disc import paint_disc
from qualcode.shell.panels.painting import current_theme, px

_DISC = 18
_MOST_DISCS = 4


class EvaluatorsMenu(QMenu):
    """The evaluators of the project, each to be ticked or not.

    Signals: changed(): others are hidden now.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("&Evaluators"), parent)
        self.setAccessibleName(_("Evaluators"))
        self.setToolTipsVisible(True)
        self._actions: dict[CoderId, QAction] = {}
        self.show_coders({}, None)

    def show_coders(self, coders: Mapping[CoderId, Coder], own: CoderId | None) -> None:
        """List these; those who are hidden stay so."""
        hidden = self.hidden()
        self.clear()
        self._actions = {}
        for coder in coders.values():
            name = _("{name} (you)").format(name=coder.name) if coder.id == own else coder.name
            made = self.addAction(plain(f"{coder.initials} · {name}"))
            made.setCheckable(True)
            made.setChecked(coder.id not in hidden)
            made.toggled.connect(lambda _on: self.changed.emit())
            self._actions[coder.id] = made
        if not coders:
            self.addAction(_("Nobody yet")).setEnabled(False)

    def hidden(self) -> frozenset[CoderId]:
        """Whose marks are not shown."""
        return frozenset(
            coder_id for coder_id, made in self._actions.items() if not made.isChecked()
        )

    def set_hidden(self, coder_ids: Iterable[str]) -> None:
        wanted = set(coder_ids)
        for coder_id, made in self._actions.items():
            made.setChecked(coder_id not in wanted)


class EvaluatorsBar(QWidget):
    """Above the text: a button with the discs of those whose marks are shown, only where several
    evaluators work; and what is added to its right."""

    def __init__(self, menu: EvaluatorsMenu, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "ground")
        self.button = QToolButton(self)
        self.button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.button.setMenu(menu)
        self.button.setObjectName("evaluators")
        self.button.setStyleSheet("#evaluators::menu-indicator { image: none; }")
        self.button.setAccessibleName(_("Evaluators"))
        self.button.setToolTip(_("Whose marks are shown"))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(px(8), px(4), px(8), 0)
        self._row.addStretch(1)
        self._row.addWidget(self.button)
        self.button.hide()

    def add(self, widget: QWidget) -> None:
        """Put something to the right of the discs."""
        self._row.addWidget(widget)

    def show_coders(self, coders: Mapping[CoderId, Coder], hidden: frozenset[CoderId]) -> None:
        shown = [coder for coder in coders.values() if coder.id not in hidden]
        self.button.setVisible(len(coders) > 1)
        self.button.setIcon(_discs(shown[:_MOST_DISCS]))
        self.button.setIconSize(QSize(px(_DISC + 3) * max(1, len(shown[:_MOST_DISCS])), px(_DISC)))
        number = len(shown)
        words = ngettext(
            "Marks of {number} evaluator", "Marks of {number} evaluators", number
        ).format(number=number)
        self.button.setAccessibleDescription(words)
        style = Qt.ToolButtonStyle
        self.button.setToolButtonStyle(
            style.ToolButtonIconOnly if shown else style.ToolButtonTextOnly
        )
        self.button.setText(_("No marks are shown"))
        self.button.setToolTip(words)


def _discs(coders: list[Coder]) -> QIcon:
    """Discs side by side, as one picture."""
    size, ratio, theme = px(_DISC), 3, current_theme()
    step = px(_DISC + 3)
    pixmap = QPixmap(QSize(step * max(1, len(coders)), size) * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for number, coder in enumerate(coders):
        place = QRectF(number * step, 0, size, size)
        paint_disc(painter, place, coder.initials, theme.code_colour(coder.colour))
    painter.end()
    return QIcon(pixmap)
