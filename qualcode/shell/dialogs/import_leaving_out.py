"""The buttons below the files of an import: leave one out, or all that can't be read."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qualcode.core.translate import _
from qualcode.shell.dialogs.import_list import FilesList
from qualcode.shell.models.import_files import ImportFilesModel
from qualcode.shell.panels.form_button import form_button, name_button


class LeavingOut(QWidget):
    """What is left out stays in the list, and can be taken in after all.

    Attributes: one: leaves the current file out, or takes it in; refused: leaves out the unreadable.

    Signals: decided(): what comes in is something else now.
    """

    decided = Signal()

    def __init__(self, files: ImportFilesModel, chosen: FilesList, parent: QWidget) -> None:
        super().__init__(parent)
        self._files, self._list = files, chosen
        self.one = form_button(_("&Leave it out"), self)
        self.one.clicked.connect(self.leave_out_or_take_in)
        self.refused = form_button(_("Lea&ve out all unreadable"), self)
        self.refused.setToolTip(_("Leave out all files that can’t be read"))
        self.refused.clicked.connect(self.leave_out_refused)
        chosen.leave_out_wanted.connect(self.leave_out)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for button in (self.one, self.refused):
            column.addWidget(button)

    def leave_out(self) -> None:
        """Leave the current file out; it stays in the list."""
        file = self._list.current()
        if file is not None and self.isEnabled():
            self._files.leave_out(file)
            self.decided.emit()

    def leave_out_or_take_in(self) -> None:
        """What the button says."""
        file = self._list.current()
        if file is None or not file.left_out:
            self.leave_out()
            return
        file.take_in_after_all()
        self.decided.emit()

    def leave_out_refused(self) -> None:
        """Leave out all that can't be read."""
        self._files.leave_out_refused()
        self.decided.emit()

    def follow(self, *, enabled: bool) -> None:
        """Another file is the current one, or they are other than they were."""
        file = self._list.current()
        is_out = file is not None and file.left_out
        name_button(self.one, _("Take it in after a&ll") if is_out else _("&Leave it out"))
        self.refused.setVisible(len(self._files.refused) > 1)
        self.setEnabled(enabled)
