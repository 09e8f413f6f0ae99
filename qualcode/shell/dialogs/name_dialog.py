"""A name, asked for in one field."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from qualcode.shell.dialogs.form import FormDialog
from qualcode.shell.panels.painting import px


class NameDialog(FormDialog):
    """Attributes: field: where the name stands."""

    def __init__(
        self, title: str, label: str, name: str, accept: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(title, accept, parent)
        self.field = QLineEdit(name, self)
        self.field.selectAll()
        self.field.textChanged.connect(
            lambda text: self.accept_button.setEnabled(bool(text.strip()))
        )
        self.add_field(label, self.field)
        self.accept_button.setEnabled(bool(name.strip()))
        self.setMinimumWidth(px(360))

    @classmethod
    def ask(
        cls, title: str, label: str, name: str, accept: str, parent: QWidget | None = None
    ) -> str | None:
        """The name; None if the user thought better of it."""
        dialog = cls(title, label, name, accept, parent)
        accepted = dialog.exec() == cls.DialogCode.Accepted
        found = dialog.field.text().strip()
        dialog.deleteLater()
        return found if accepted and found else None
