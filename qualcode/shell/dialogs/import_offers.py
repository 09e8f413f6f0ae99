"""What the reader of a PDF offers to take out, with a tick for each kind."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QVBoxLayout, QWidget

from qualcode.core.importers import removals
from qualcode.core.importers.removals import Choice
from qualcode.core.importers.transcript import Transcript
from qualcode.core.translate import N_, _
from qualcode.shell.panels.flow_layout import FlowLayout
from qualcode.shell.theme import set_kind

_NAMES: Final = {
    "headers": N_("Page &headers ({number})"),
    "footers": N_("Page &footers ({number})"),
    "page-numbers": N_("Page num&bers ({number})"),
    "hyphens": N_("H&yphens that only divide a word ({number})"),
    "beginning": N_("What i&t says of itself"),
}


class OffersBar(QWidget):
    """Ticks for what may be taken out of a text; nothing is, unless it is ticked.

    A tick is half where some places of its kind go and others stay.

    Signals: chosen(choice): something else is to be taken out.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._transcript: Transcript | None = None
        self._choice = Choice()
        label = QLabel(_("Take out what is no part of what was said:"), self)
        set_kind(label, "soft")
        self.ticks = {kind: self._tick(kind) for kind in removals.KINDS}
        row = FlowLayout(spacing=12)
        for tick in self.ticks.values():
            row.addWidget(tick)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(label)
        column.addLayout(row)
        self.hide()

    def _tick(self, kind: str) -> QCheckBox:
        tick = QCheckBox(self)
        tick.clicked.connect(lambda: self._clicked(kind))
        return tick

    def show_offers(self, transcript: Transcript | None, choice: Choice) -> None:
        """Show what is offered of a file as it was read, and what of it is accepted."""
        self._transcript, self._choice = transcript, choice
        counts = removals.counts(transcript) if transcript else {}
        taken = choice.taken(transcript) if transcript else {}
        for kind, tick in self.ticks.items():
            text = _(_NAMES[kind]).format(number=counts.get(kind, 0))
            tick.setText(text)
            tick.setAccessibleName(text.replace("&", ""))
            state = _state(taken.get(kind, 0), counts.get(kind, 0))
            tick.setTristate(state == Qt.CheckState.PartiallyChecked)  # no click leads to it
            tick.setCheckState(state)
            tick.setVisible(kind in counts)
        self.setVisible(bool(counts))

    def _clicked(self, kind: str) -> None:
        """All of a kind, or none of it where all of it went."""
        if self._transcript is None:
            return
        offered = removals.counts(self._transcript).get(kind, 0)
        whole = self._choice.taken(self._transcript).get(kind, 0) == offered
        self.chosen.emit(self._choice.with_kind(self._transcript, kind, taken=not whole))


def _state(taken: int, offered: int) -> Qt.CheckState:
    if not taken:
        return Qt.CheckState.Unchecked
    return Qt.CheckState.Checked if taken == offered else Qt.CheckState.PartiallyChecked
