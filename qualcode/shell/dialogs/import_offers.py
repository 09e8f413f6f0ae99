"""What the reader of a PDF offers to take out, with a tick for each kind."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QVBoxLayout, QWidget

from qualcode.core.importers import removals
from qualcode.core.importers.transcript import Transcript
from qualcode.core.translate import N_, _
from qualcode.shell.panels.flow_layout import FlowLayout
from qualcode.shell.theme import set_kind

_NAMES: Final = {
    "headers": N_("Page &headers ({number})"),
    "footers": N_("Page &footers ({number})"),
    "page-numbers": N_("Page num&bers ({number})"),
    "hyphens": N_("Hyphens that only di&vide a word ({number})"),
    "beginning": N_("What the document sa&ys of itself"),
}


class OffersBar(QWidget):
    """Ticks for what may be taken out of a text; nothing is, unless it is ticked.

    Signals: chosen(kinds): what is ticked has changed.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._busy = False
        label = QLabel(_("Take out what is no part of what was said:"), self)
        set_kind(label, "soft")
        self.ticks = {kind: self._tick() for kind in removals.KINDS}
        row = FlowLayout(spacing=12)
        for tick in self.ticks.values():
            row.addWidget(tick)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(label)
        column.addLayout(row)
        self.hide()

    def _tick(self) -> QCheckBox:
        tick = QCheckBox(self)
        tick.toggled.connect(self._toggled)
        return tick

    def show_offers(self, transcript: Transcript | None, removed: frozenset[str]) -> None:
        """Show what is offered of a file as it was read, and what of it is accepted."""
        counts = removals.counts(transcript) if transcript else {}
        self._busy = True
        for kind, tick in self.ticks.items():
            text = _(_NAMES[kind]).format(number=counts.get(kind, 0))
            tick.setText(text)
            tick.setAccessibleName(text.replace("&", ""))
            tick.setChecked(kind in removed)
            tick.setVisible(kind in counts)
        self._busy = False
        self.setVisible(bool(counts))

    def _toggled(self) -> None:
        if not self._busy:
            self.chosen.emit(frozenset(k for k, tick in self.ticks.items() if tick.isChecked()))
