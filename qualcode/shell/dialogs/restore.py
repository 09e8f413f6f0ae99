"""The project's backups: go back to one, make one, delete one."""

from pathlib import Path

from PySide6.QtWidgets import QDialogButtonBox, QListWidget, QWidget

from qualcode.core.store.backups import KEPT, Backup, backups_of
from qualcode.core.translate import _, ngettext
from qualcode.shell.dialogs.form import FormDialog, sentence

_BYTES_PER_MB = 1_000_000


class RestoreDialog(FormDialog):
    """The last three, newest first. Deleting one is done at once."""

    def __init__(self, project: Path, parent: QWidget | None) -> None:
        super().__init__(
            _("Restore a backup"),
            _("&Restore"),
            parent,
            explanation=_(
                "The project becomes what it was at that time. What it is now is kept as a "
                "backup too, so that you can come back. The last {number} backups are kept, in "
                "the project’s folder."
            ).format(number=KEPT),
        )
        self._project = project
        self.list = QListWidget(self)
        self.list.setAccessibleName(_("Backups, newest first"))
        self.list.itemDoubleClicked.connect(self.accept)
        self.list.currentRowChanged.connect(self._check)
        self.column.insertWidget(1, self.list)
        self._none = sentence(
            _("There is no backup yet. One is made each day that the project is worked on.")
        )
        self.column.insertWidget(2, self._none)
        self.delete = self.add_button(
            _("&Delete this backup"), QDialogButtonBox.ButtonRole.ActionRole
        )
        self.delete.clicked.connect(self._delete)
        self.set_size(500, 320)
        self._fill()

    def _fill(self) -> None:
        self.list.clear()
        self._backups = backups_of(self._project)
        self.list.addItems([_described(backup) for backup in self._backups])
        self.list.setVisible(self.list.count() > 0)
        self._none.setVisible(self.list.count() == 0)
        self.list.setCurrentRow(0)
        self._check()

    def _check(self) -> None:
        for button in (self.accept_button, self.delete):
            button.setEnabled(self.chosen() is not None)

    def chosen(self) -> Backup | None:
        row = self.list.currentRow()
        return self._backups[row] if row >= 0 else None

    def _delete(self) -> None:
        backup = self.chosen()
        if backup is None:
            return
        try:
            backup.path.unlink(missing_ok=True)
        except OSError:
            self.complain(
                _(
                    "“{file}” could not be deleted: there is no right to write in its folder."
                ).format(file=backup.path.name)
            )
        self._fill()

    @classmethod
    def ask(cls, project: Path, parent: QWidget | None) -> Backup | None:
        """The backup to go back to, or None."""
        dialog = cls(project, parent)
        accepted = dialog.exec()
        dialog.deleteLater()
        return dialog.chosen() if accepted else None


def _described(backup: Backup) -> str:
    size = max(1, round(backup.path.stat().st_size / _BYTES_PER_MB))
    return _("{time} · {size}").format(
        time=f"{backup.time.astimezone():%Y-%m-%d %H:%M}",
        size=ngettext("{number} MB", "{number} MB", size).format(number=size),
    )
