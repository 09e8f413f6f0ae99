"""What a code stands for: its definition, when to use it and when not, an example."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from qualcode.core.model import Code
from qualcode.core.translate import _
from qualcode.shell.models.codes import shortened
from qualcode.shell.panels.painting import current_theme, px

LONGEST_NAME = 80


class CodeCard(QFrame):
    """The codebook's entry on one code."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self._code: Code | None = None
        self.words = QLabel(self)
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.RichText)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(10), px(8), px(10), px(8))
        column.addWidget(self.words)

    @property
    def code(self) -> Code | None:
        return self._code

    def show_code(self, code: Code | None) -> None:
        """Show what the codebook says of a code; None where there is none."""
        self._code = code
        if code is None:
            self.words.setText(
                _("Choose a code in the list, or put the caret in a marked passage.")
            )
            self.setAccessibleName(_("What the code stands for"))
            return
        soft = current_theme().soft_ink
        name = escape(shortened(code.name, LONGEST_NAME))
        parts = [f"<b>{name}</b>"]
        for heading, text in described(code):
            head = f'<span style="color:{soft}">{escape(heading)}</span><br>' if heading else ""
            parts.append(head + escape(text).replace("\n", "<br>"))
        self.words.setText(
            "<br>".join(f"<p>{part}</p>" for part in parts).replace("</p><br>", "</p>")
        )
        self.setAccessibleName(
            ". ".join(
                [code.name, *(f"{heading} {text}".strip() for heading, text in described(code))]
            )
        )


def described(code: Code) -> list[tuple[str, str]]:
    """The parts of a code's entry that are written, each under its heading."""
    parts = (
        ("", code.definition),
        (_("When to use"), code.when_to_use),
        (_("When not to use"), code.when_not_to_use),
        (_("Example"), code.example),
    )
    found = [(heading, text) for heading, text in parts if text]
    return found or [("", _("It has no definition yet."))]
