"""What stands in the place of the passages while there are none."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from qualcode.core.translate import _
from qualcode.shell.panels.painting import px


class NoPassages(QWidget):
    """In a sentence what will be here, and the first step.

    Attributes: words, first_step: the parts.

    Signals: step_wanted(): the first step.
    """

    step_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.words = QLabel(self)
        self.words.setProperty("kind", "soft")
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.first_step = QPushButton(self)
        self.first_step.clicked.connect(self.step_wanted)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(px(26), px(16), px(26), px(26))
        inside.setSpacing(px(12))
        inside.addWidget(self.words)
        inside.addWidget(self.first_step, 0, Qt.AlignmentFlag.AlignLeft)
        inside.addStretch(1)

    def tell(self, *, has_codes: bool, is_code_chosen: bool) -> None:
        """Say why nothing is shown: there is no code, or none is chosen, or nobody's words have
        the one that is."""
        step = _("Read and code")
        if not has_codes:
            words = _(
                "All passages of a code stand here side by side, with who says them. "
                "Mark some words in a text first."
            )
        elif not is_code_chosen:
            words, step = _("Choose a code to the left to see its passages here."), ""
        else:
            words = _("Nobody’s words have this code yet. Mark some in a text.")
        self.words.setText(words)
        self.first_step.setText(step)
        self.first_step.setAccessibleName(step)
        self.first_step.setVisible(bool(step))
