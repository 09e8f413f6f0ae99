"""The foot of the import: what is to be known before it, how far it is, and the main button."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from qualcode.core.translate import _, ngettext
from qualcode.shell.models.import_file import LEAVE
from qualcode.shell.models.import_files import ImportFilesModel
from qualcode.shell.theme import set_kind


class Foot(QWidget):
    """One sentence, a bar while something is going on, and two buttons.

    Attributes: state, warning: the sentence; one of the two is shown.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state = self._sentence("soft")
        self.warning = self._sentence("warning")
        self.bar = QProgressBar(self)
        self.bar.setAccessibleName(_("Progress"))
        self.cancel_button = self._button(_("Cancel"))
        self.import_button = self._button("")
        set_kind(self.import_button, "primary")
        self.import_button.setDefault(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self.state, 2)
        row.addWidget(self.warning, 2)
        row.addWidget(self.bar, 1)
        row.addWidget(self.cancel_button)
        row.addWidget(self.import_button)

    def _button(self, text: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setAccessibleName(text.replace("&", ""))
        button.setAutoDefault(False)
        return button

    def _sentence(self, kind: str) -> QLabel:
        label = QLabel(self)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        set_kind(label, kind)
        return label

    def say(self, text: str, kind: str = "soft") -> None:
        """One sentence in the place of the last."""
        for label, its_kind in ((self.state, "soft"), (self.warning, "warning")):
            label.setVisible(kind == its_kind)
            label.setText(text if kind == its_kind else "")

    def show_progress(self, done: int, total: int) -> None:
        """How far something has come."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def show_state(self, files: ImportFilesModel, *, busy: bool, can_write: bool) -> None:
        """What the button will do, and, when nothing is going on, what is to be known before."""
        left = len([file for file in files.of_fate(LEAVE) if not file.refusal])
        number = len(files.files) - left
        text = ngettext("&Import {number} document", "&Import {number} documents", number)
        self.import_button.setText(text.format(number=number))
        self.import_button.setAccessibleName(text.replace("&", "").format(number=number))
        self.import_button.setEnabled(number > 0 and not busy and not files.refused and can_write)
        self.bar.setVisible(busy)
        if not busy:
            self.say(*_what_is_left(files, can_write))


def _what_is_left(files: ImportFilesModel, can_write: bool) -> tuple[str, str]:
    refused = len(files.refused)
    if refused:
        text = ngettext(
            "{number} file can’t be read. Leave it out to import the others.",
            "{number} files can’t be read. Leave them out to import the others.",
            refused,
        )
        return text.format(number=refused), "warning"
    if not can_write:
        return _("This project can only be read here, so nothing can be imported."), "warning"
    if any(file.removed for file in files.files):
        return _(
            "The texts are stored as they are here, without what is struck through. It is one "
            "step, and can be undone."
        ), "soft"
    return _("The texts are stored as they are here. It is one step, and can be undone."), "soft"
