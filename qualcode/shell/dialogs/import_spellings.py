"""A label that may be another one, misspelled: joined or kept apart."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from qualcode.core.importers.spellings import Spelling
from qualcode.core.translate import _
from qualcode.shell.panels.form_button import form_button
from qualcode.shell.theme import set_kind


class SpellingBar(QWidget):
    """One proposal at a time.

    Signals:
        joined(label, other): the first is the second.
        kept_apart(label, other): it is not.
    """

    joined = Signal(str, str)
    kept_apart = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.proposal: Spelling | None = None
        set_kind(self, "bar")
        self.text = QLabel(self)
        self.text.setWordWrap(True)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.join_button = form_button(
            _("&Join"), self, lambda: self._answer(self.joined), kind="chip"
        )
        self.apart_button = form_button(
            _("They are two"), self, lambda: self._answer(self.kept_apart), kind="chip"
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.addWidget(self.text, 1)
        row.addWidget(self.join_button)
        row.addWidget(self.apart_button)
        self.hide()

    def show_proposals(self, proposals: Sequence[Spelling]) -> None:
        """Show the first of these, or nothing."""
        self.proposal = proposals[0] if proposals else None
        if self.proposal is not None:
            text = _("“{label}” may be “{other}”, spelled otherwise.")
            self.text.setText(text.format(label=self.proposal.label, other=self.proposal.other))
        self.setVisible(self.proposal is not None)

    def _answer(self, signal: object) -> None:
        if self.proposal is not None:
            signal.emit(self.proposal.label, self.proposal.other)  # type: ignore[attr-defined]
