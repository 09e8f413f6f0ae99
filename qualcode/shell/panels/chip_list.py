"""All codes at a place, in a list that comes up: where there are too many for chips."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Signal
from PySide6.QtWidgets import QWidget

from qualcode.core.store.connection import casefold
from qualcode.core.translate import _
from qualcode.shell.keys import give_back
from qualcode.shell.overrides import called_by_qt
from qualcode.shell.panels.chip import ChipView
from qualcode.shell.panels.painting import px
from qualcode.shell.panels.palette_rows import Candidate
from qualcode.shell.panels.pick_list import PickList

WIDTH, HEIGHT = 320, 360


class ChipList(PickList):
    """Signals: chosen(coding_id)."""

    chosen = Signal(str)

    def __init__(self, chips: Sequence[ChipView], parent: QWidget) -> None:
        super().__init__(_("Find a code here"), _("Codes here"), parent)
        self.setProperty("kind", "popup")
        self.setAccessibleName(_("Codes here"))
        self._chips = list(chips)
        self._page = parent
        self._before: QWidget | None = None
        self.setFixedSize(px(WIDTH), px(HEIGHT))
        self._find("")

    def open_at(self, point: QPoint) -> None:
        """Come up within the page, at a point of the screen."""
        page = self._page
        place = page.mapFromGlobal(point)
        x = min(place.x(), page.width() - self.width())
        y = min(place.y(), page.height() - self.height())
        self.move(max(0, x), max(0, y))
        self._before = page.window().focusWidget()
        self.show()
        self.raise_()
        self.field.setFocus()

    def leave(self) -> None:
        """Go; the keys go back to where they were."""
        had_keys = self.field.hasFocus()
        self.field.removeEventFilter(self)
        self.hide()
        self.deleteLater()
        if had_keys:
            give_back(self._before)

    def _find(self, letters: str) -> None:
        wanted = casefold(letters.strip()) or ""
        self._shown = [chip for chip in self._chips if wanted in (casefold(chip.name) or "")]
        self.model.set_rows(
            [
                Candidate(chip.name, chip.owner.name, chip.code_id, colour=chip.colour)
                for chip in self._shown
            ]
        )
        self.list.setCurrentIndex(self.model.index(0, 0))

    def _take(self) -> None:
        row = self.list.currentIndex().row()
        if 0 <= row < len(self._shown):
            coding_id = self._shown[row].coding_id
            self.leave()
            self.chosen.emit(coding_id)

    @called_by_qt
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and self.isVisible():
            self.leave()
        return super().eventFilter(watched, event)
