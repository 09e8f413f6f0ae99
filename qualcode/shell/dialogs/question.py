"""A question in words, before something that takes other things with it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from qualcode.shell.dialogs.form import FormDialog, sentence


class Question(FormDialog):
    """Says what would happen; the button says it too."""

    def __init__(self, title: str, words: str, button: str, parent: QWidget | None = None) -> None:
        super().__init__(title, button, parent)
        self.words = words
        self.column.insertWidget(0, sentence(words, "plain"))
        self.setAccessibleDescription(words)

    @classmethod
    def ask(cls, title: str, words: str, button: str, parent: QWidget | None = None) -> bool:
        """Whether the user wants it."""
        dialog = cls(title, words, button, parent)
        accepted = dialog.exec() == cls.DialogCode.Accepted
        dialog.deleteLater()
        return accepted
