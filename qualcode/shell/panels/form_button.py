"""Buttons of forms."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QWidget

from qualcode.shell.theme import set_kind


def form_button(
    text: str, parent: QWidget, run: object = None, *, tip: str = "", kind: str = ""
) -> QPushButton:
    """One that Enter presses only when it has the keys.

    Args:
        run: what is called when it is pressed.
        kind: gives it a look of its own.
    """
    made = QPushButton(parent)
    name_button(made, text)
    made.setAutoDefault(False)
    made.setToolTip(tip)
    if kind:
        set_kind(made, kind)
    if run is not None:
        made.clicked.connect(run)
    return made


def name_button(button: QPushButton, text: str) -> None:
    """What stands on it is read aloud without the mark of its key."""
    button.setText(text)
    button.setAccessibleName(text.replace("&", ""))
