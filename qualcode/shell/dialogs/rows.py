"""A list of sentences that can be read at leisure and copied."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialogButtonBox, QPlainTextEdit, QWidget

from qualcode.core.translate import _
from qualcode.shell.dialogs.form import FormDialog


class RowsDialog(FormDialog):
    """Each row on a line of its own."""

    def __init__(self, title: str, rows: list[str], parent: QWidget | None = None) -> None:
        super().__init__(title, _("Close"), parent)
        self.cancel_button.hide()
        self.text = QPlainTextEdit("\n".join(rows), self)
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(title)
        self.column.insertWidget(0, self.text, 10)
        self.copy = self.add_button(_("&Copy"), QDialogButtonBox.ButtonRole.ActionRole)
        self.copy.clicked.connect(self._copy)
        self.set_size(620, 360)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())

    @classmethod
    def ask(cls, title: str, rows: list[str], parent: QWidget | None = None) -> None:
        dialog = cls(title, rows, parent)
        dialog.exec()
        dialog.deleteLater()
