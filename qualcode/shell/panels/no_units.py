"""What stands where no meaning unit is shown: why, and the way on."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from qualcode.core.translate import _
from qualcode.shell.panels.painting import px


class NoUnits(QWidget):
    """Attributes: words, first_step: a sentence, and a button for the way on."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.words = QLabel(self)
        self.words.setProperty("kind", "soft")
        self.words.setWordWrap(True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.first_step = QPushButton(self)
        self.first_step.setProperty("kind", "primary")
        column = QVBoxLayout(self)
        column.setContentsMargins(px(60), 0, px(60), px(60))
        column.setSpacing(px(16))
        column.addStretch(1)
        column.addWidget(self.words)
        column.addWidget(self.first_step, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)

    def tell(self, *, reads: bool, was_stopped: bool, has_units: bool) -> None:
        """Say why nothing is shown: it is being read, or was not, or none fits, or there is none."""
        first = _("Show all") if has_units else _("Mark a passage")
        if reads:
            self.words.setText(_("The meaning units are being read."))
        elif was_stopped:
            self.words.setText(_("The meaning units were not read."))
            first = _("Read them")
        elif has_units:
            self.words.setText(_("No meaning unit fits what is chosen above."))
        else:
            self.words.setText(
                _(
                    "The passages that you mark will stand here, to be condensed, coded, and "
                    "led to categories and themes."
                )
            )
        self.first_step.setVisible(not reads)
        self.first_step.setText(first)
        self.first_step.setAccessibleName(first)
