"""The foot of the import: what is to be known before it, how far it is, and the main button."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QWidget

from qualcode.core.translate import _, ngettext
from qualcode.shell.models.import_file import BRING_IN, CORRECT, TAKE_IN
from qualcode.shell.models.import_files import ImportFilesModel
from qualcode.shell.panels.form_button import form_button, name_button
from qualcode.shell.theme import set_kind

_SEVERAL: Final = 2


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
        self.cancel_button = form_button(_("Cancel"), self)
        self.import_button = form_button("", self)
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
        self.say("")

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
        text = _what_it_does(files)
        name_button(self.import_button, text)
        does_something = any(files.readable(fate) for fate in (BRING_IN, CORRECT, TAKE_IN))
        self.import_button.setEnabled(
            does_something and not busy and not files.refused and can_write
        )
        self.bar.setVisible(busy)
        if not busy:
            self.say(*_what_is_left(files, can_write))


def _what_it_does(files: ImportFilesModel) -> str:
    """The words of the main button; where it does several things, the sentence beside it says
    which."""
    new, corrected, returned = (len(files.readable(fate)) for fate in (BRING_IN, CORRECT, TAKE_IN))
    if not corrected and not returned:
        text = ngettext("&Import {number} document", "&Import {number} documents", new)
        return text.format(number=new)
    if new or (corrected and returned):
        return _("&Import")
    if corrected:
        text = ngettext("&Correct {number} document", "&Correct {number} documents", corrected)
        return text.format(number=corrected)
    number = files.new_comments
    if not number:
        return _("Take in comm&ents")
    text = ngettext("Take in {number} new comm&ent", "Take in {number} new comm&ents", number)
    return text.format(number=number)


def _in_all(files: ImportFilesModel) -> str:
    """What it does, where that is more than the button says; else empty."""
    new, corrected, returned = (len(files.readable(fate)) for fate in (BRING_IN, CORRECT, TAKE_IN))
    if sum(map(bool, (new, corrected, returned))) < _SEVERAL:
        return ""
    comments = files.new_comments
    parts = (
        (new, ngettext("{number} new document", "{number} new documents", new)),
        (corrected, ngettext("{number} corrected", "{number} corrected", corrected)),
        (comments, ngettext("{number} new comment", "{number} new comments", comments)),
    )
    told = [text.format(number=number) for number, text in parts if number]
    return _("{what}. It is one step, and can be undone.").format(what=", ".join(told))


def _what_is_left(files: ImportFilesModel, can_write: bool) -> tuple[str, str]:
    refused = len(files.refused)
    if refused:
        text = ngettext(
            "{number} file can’t be read. Leave it out to import the others.",
            "{number} files can’t be read. Leave them out to import the others.",
            refused,
        )
        return text.format(number=refused), "warning"
    if not files.kept:
        return _("All files are left out. Take one in after all, or cancel."), "warning"
    if not can_write:
        return _("This project can only be read here, so nothing can be imported."), "warning"
    if several := _in_all(files):
        return several, "soft"
    if any(file.removed for file in files.files):
        return _(
            "The texts are stored as they are here, without what is struck through. It is one "
            "step, and can be undone."
        ), "soft"
    return _("The texts are stored as they are here. It is one step, and can be undone."), "soft"
