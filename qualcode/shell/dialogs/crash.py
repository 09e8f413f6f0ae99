"""An unexpected exception: what happened, whether the project is safe, and a report to send."""

from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialogButtonBox, QFileDialog, QPlainTextEdit, QWidget

from qualcode.core.translate import _
from qualcode.shell.dialogs.form import FormDialog
from qualcode.shell.theme import set_kind


class CrashDialog(FormDialog):
    """Copy or save the report, then go on or quit."""

    def __init__(
        self, report: str, parent: QWidget | None = None, *, is_damaged: bool = False
    ) -> None:
        super().__init__(
            _("Something went wrong"),
            _("&Go on"),
            parent,
            explanation=_damaged() if is_damaged else _safe(),
        )
        self._report = report
        self.report = QPlainTextEdit(report, self)
        self.report.setReadOnly(True)
        self.report.setAccessibleName(_("Report"))
        self.report.setTabChangesFocus(True)
        self.report.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.column.insertWidget(1, self.report, 10)
        role = QDialogButtonBox.ButtonRole
        self.copy = self.add_button(_("&Copy the report"), role.ActionRole)
        self.copy.clicked.connect(self._copy)
        self.save = self.add_button(_("&Save the report…"), role.ActionRole)
        self.save.clicked.connect(self._save)
        self.cancel_button.setText(_("&Quit"))
        self.cancel_button.setAccessibleName(_("Quit"))
        set_kind(self.accept_button, "primary")
        self.set_size(660, 440)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report)

    def _save(self) -> None:
        file = QFileDialog.getSaveFileName(
            self, _("Save the report"), str(Path.home() / "qualcode-report.txt")
        )[0]
        if not file:
            return
        try:
            Path(file).write_text(self._report, encoding="utf-8")
        except OSError:
            self.complain(
                _("“{file}” could not be written. Choose another folder.").format(
                    file=Path(file).name
                )
            )

    @classmethod
    def ask(cls, report: str, parent: QWidget | None = None, *, is_damaged: bool = False) -> bool:
        """Whether to go on; False is to quit.

        Args:
            is_damaged: something in a project's file could not be read.
        """
        dialog = cls(report, parent, is_damaged=is_damaged)
        accepted = bool(dialog.exec())
        dialog.deleteLater()
        return accepted


def _safe() -> str:
    return _(
        "Qualcode has made a mistake. Your project is safe: everything you did before is "
        "saved in its file. The report below helps to put it right. It holds no text of "
        "your interviews, and nothing is sent unless you send it."
    )


def _damaged() -> str:
    return _(
        "Something in the project’s file can’t be read: the file is damaged, and some of your work "
        "may be missing from it. Change nothing more in it. Close it, make a copy of the file, and "
        "open the newest backup that lies beside it. The report below helps to find out why. It "
        "holds no text of your interviews, and nothing is sent unless you send it."
    )
