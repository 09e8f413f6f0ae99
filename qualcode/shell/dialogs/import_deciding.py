"""What is decided of the file that is looked at in an import."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from qualcode.core.importers.removals import Choice
from qualcode.shell.dialogs.import_file import FilePanel
from qualcode.shell.models.file_margin import FileMargin
from qualcode.shell.models.import_file import ImportFile
from qualcode.shell.models.import_files import ImportFilesModel


class Deciding(QObject):
    """Keeps with the file, or with all, what its panel tells.

    Signals:
        decided(): the user has decided something, whatever it is.
        edited(): what is shown of the files is something else now.
        to_read(): something of a file is to be read again.
        margin_decided(): other documents may be those which the comments are of.
        carried(what): it was decided for other files too.
    """

    decided = Signal()
    edited = Signal()
    to_read = Signal()
    margin_decided = Signal()
    carried = Signal(str)

    def __init__(
        self,
        panel: FilePanel,
        files: ImportFilesModel,
        current: Callable[[], ImportFile | None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._panel, self._files, self._current = panel, files, current
        for told, keep in (
            (panel.edited, self._carry),
            (panel.encoding_chosen, self._read_again),
            (panel.removals_chosen, self._remove),
            (panel.details_chosen, self._mean),
            (panel.fate_chosen, self._choose),
            (panel.comments_chosen, self._let_comments_become),
            (panel.for_all_wanted, self._do_all_alike),
        ):
            told.connect(keep)
            told.connect(self.decided)

    def _carry(self) -> None:
        """Who somebody is who is named here is decided for the other files too."""
        file = self._current()
        carried = self._files.carry(file) if file else ""
        self.edited.emit()
        if carried:
            self.carried.emit(carried)

    def _read_again(self, encoding: str | None) -> None:
        file = self._current()
        if file is not None and file.encoding != encoding:
            file.read_again(encoding)
            self.edited.emit()
            self.to_read.emit()

    def _remove(self, choice: Choice) -> None:
        file = self._current()
        if file is not None and file.removed != choice:
            file.remove(choice)
            self.to_read.emit()

    def _mean(self) -> None:
        file = self._current()
        if file is not None:
            details = self._panel.parts.details.model.details
            file.mean({one.label: one.meaning for one in details})
            self.edited.emit()

    def _choose(self, fate: str) -> None:
        """Leave it out, bring it in, or correct a document with it."""
        file = self._current()
        if file is not None:
            file.choice = fate
            self.edited.emit()

    def _let_comments_become(self, become: str) -> None:
        file = self._current()
        if file is not None:
            file.decide_margin(partial(_let_become, become))
            self.to_read.emit()
            self.edited.emit()
            self.margin_decided.emit()

    def _do_all_alike(self) -> None:
        """Give every file what was chosen for this one."""
        file = self._current()
        if file is not None:
            self._files.do_like(file)
            self.to_read.emit()
            self.edited.emit()


def _let_become(become: str, margin: FileMargin) -> None:
    if margin.sheet is not None:
        margin.sheet.say(comments=become)
