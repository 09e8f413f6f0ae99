"""A text scrolls on while something is held at its upper or lower edge."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractScrollArea

#: so near to an edge, px, it scrolls by so much every so many ms
_EDGE: Final = 28
_STEP: Final = 14
_EVERY: Final = 30


class EdgeScroll(QTimer):
    """Runs while something is held there."""

    def __init__(self, area: QAbstractScrollArea) -> None:
        super().__init__(area, interval=_EVERY)
        self._area = area
        self._step = 0
        self.timeout.connect(self._go_on)

    def hold(self, y: float) -> None:
        """Something is held at this height of the viewport."""
        from_bottom = self._area.viewport().height() - y
        self._step = -_STEP if y < _EDGE else _STEP if from_bottom < _EDGE else 0
        if not self._step:
            self.stop()
        elif not self.isActive():
            self.start()

    def _go_on(self) -> None:
        bar = self._area.verticalScrollBar()
        bar.setValue(bar.value() + self._step)
