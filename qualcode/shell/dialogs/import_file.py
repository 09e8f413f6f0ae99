"""One file of an import: what kind of document it is, how it was read, and who speaks in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from qualcode.core.importers import encodings
from qualcode.core.model import DOCUMENT_KINDS
from qualcode.core.operations.margin_names import CodeNames
from qualcode.core.translate import LANGUAGES, _
from qualcode.shell.dialogs.elided import ElidedLabel
from qualcode.shell.dialogs.import_fate import FateBar, notes_of
from qualcode.shell.dialogs.import_offers import OffersBar
from qualcode.shell.dialogs.import_parts import FileParts
from qualcode.shell.languages import own_name
from qualcode.shell.models.documents import kind_name
from qualcode.shell.models.import_file import ImportFile
from qualcode.shell.models.speakers import Proposed
from qualcode.shell.panels.flow_layout import FlowLayout
from qualcode.shell.panels.form_button import form_button
from qualcode.shell.theme import set_kind

_DETECTED: Final = ""


class FilePanel(QWidget):
    """The chosen file.

    Signals:
        edited(): something that the list or another file shows was changed.
        encoding_chosen(encoding): read it again, in this encoding or, for None, a detected one.
        fate_chosen(fate): leave the file out, bring it in, or correct a document with it.
        removals_chosen(choice): take this of what is offered out, and nothing else.
        comments_chosen(become): comments in the margin are to become something else.
        details_chosen(): something else is made of what the document says of itself.
        for_all_wanted(): every file is to have this one's kind and language.
        leave_out_wanted(): the file is not to be imported.
    """

    edited = Signal()
    encoding_chosen = Signal(object)
    fate_chosen = Signal(str)
    removals_chosen = Signal(object)
    comments_chosen = Signal(str)
    details_chosen = Signal()
    for_all_wanted = Signal()
    leave_out_wanted = Signal()

    def __init__(
        self,
        codes: Callable[[], CodeNames | None],
        suggestions: Callable[[str], Sequence[str]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._file: ImportFile | None = None
        self.title = ElidedLabel(self)
        set_kind(self.title, "title")
        self.kind = self._box(_("Kind"), [(kind_name(kind), kind) for kind in DOCUMENT_KINDS])
        self.language = self._box(_("Language"), [(own_name(code), code) for code in LANGUAGES])
        self.encoding = self._box(_("Encoding (character set)"), [])
        self.encoding.setToolTip(
            _("How the file’s letters are stored. Choose another if å, ä and ö look odd.")
        )
        self.for_all = form_button(_("&Use for all files"), self)
        self.for_all.setToolTip(
            _(
                "Give every file this kind and this language, and make the same of what it says "
                "of itself. A file that is known is treated like this one."
            )
        )
        self.for_all.clicked.connect(self.for_all_wanted)
        self.kind.activated.connect(self._kind_chosen)
        self.language.activated.connect(self._language_chosen)
        self.encoding.activated.connect(self._encoding_chosen)
        self.notes = QWidget(self)
        self._note_column = QVBoxLayout(self.notes)
        self._note_column.setContentsMargins(0, 0, 0, 0)
        self._note_column.setSpacing(6)
        self.fate = FateBar(self)
        self.fate.chosen.connect(self.fate_chosen)
        self.offers = OffersBar(self)
        self.offers.chosen.connect(self.removals_chosen)
        self.parts = FileParts(codes, suggestions, self)
        self.parts.edited.connect(self.edited)
        self.parts.removals_chosen.connect(self.removals_chosen)
        self.parts.comments_chosen.connect(self.comments_chosen)
        self.parts.details_chosen.connect(self.details_chosen)
        self.parts.leave_out_wanted.connect(self.leave_out_wanted)
        self._lay_out()

    def _box(self, name: str, items: list[tuple[str, str]]) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        for text, value in items:
            box.addItem(text, value)
        return box

    def _lay_out(self) -> None:
        fields = FlowLayout(spacing=8)
        self._encoding_field = _named(_("&Encoding (character set)"), self.encoding, self)
        fields.addWidget(_named(_("&Kind"), self.kind, self))
        fields.addWidget(_named(_("Lan&guage"), self.language, self))
        fields.addWidget(self._encoding_field)
        fields.addWidget(self.for_all)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.title)
        column.addLayout(fields)
        column.addWidget(self.notes)
        column.addWidget(self.fate)
        column.addWidget(self.offers)
        column.addWidget(self.parts, 1)

    # What is shown

    def show_file(
        self,
        file: ImportFile | None,
        printed: dict[Proposed, str],
        *,
        many: bool,
        elsewhere: Sequence[str] = (),
    ) -> None:
        """Show a file; `printed` is what its speakers will be printed as, and `elsewhere` are the
        labels of other files."""
        self._file = file
        self.setEnabled(file is not None)
        if file is None:
            return
        self.title.setText(file.title)
        self.for_all.setVisible(many)
        self.kind.setCurrentIndex(self.kind.findData(file.kind))
        self.language.setCurrentIndex(self.language.findData(file.language))
        self._show_encodings(file)
        self._show_notes(file)
        self.fate.show_file(file)
        self.offers.show_offers(file.read, file.removed)
        self.parts.show_file(file, printed, elsewhere)

    def _show_encodings(self, file: ImportFile) -> None:
        self._encoding_field.setVisible(file.is_plain)
        self.encoding.clear()
        self.encoding.addItem(_detected(file), _DETECTED)
        for choice in encodings.CHOICES:
            self.encoding.addItem(_(choice.label), choice.name)
        self.encoding.setCurrentIndex(max(0, self.encoding.findData(file.encoding or _DETECTED)))

    def _show_notes(self, file: ImportFile) -> None:
        for old in self.notes.findChildren(QLabel):
            self._note_column.removeWidget(old)
            old.hide()
            old.deleteLater()
        for text, kind in _notes(file):
            label = QLabel(text, self.notes)
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setAccessibleName(text)
            set_kind(label, kind)
            self._note_column.addWidget(label)
            label.show()
        self.notes.setVisible(self._note_column.count() > 0)

    # What is chosen

    def _kind_chosen(self) -> None:
        if self._file:
            self._file.set_kind(self.kind.currentData())
            self.edited.emit()

    def _language_chosen(self) -> None:
        if self._file:
            self._file.set_language(self.language.currentData())
            self.edited.emit()

    def _encoding_chosen(self) -> None:
        self.encoding_chosen.emit(self.encoding.currentData() or None)


def _named(name: str, field: QWidget, parent: QWidget) -> QWidget:
    """A field with its name before it, which stay together."""
    pair = QWidget(parent)
    label = QLabel(name, pair)
    label.setBuddy(field)
    set_kind(label, "soft")
    row = QHBoxLayout(pair)
    row.setContentsMargins(0, 0, 6, 0)
    row.setSpacing(6)
    row.addWidget(label)
    row.addWidget(field)
    return pair


def _detected(file: ImportFile) -> str:
    found = file.transcript.encoding if file.transcript else None
    if found is None or file.encoding is not None:
        return _("Detect")
    return _("Detected: {encoding}").format(encoding=encodings.label(found))


def _notes(file: ImportFile) -> list[tuple[str, str]]:
    """What is to be known of a file that can be read, and how each note looks."""
    notes = file.transcript.notes if file.transcript else ()
    return [
        *((text, "warning") for text in notes_of(file)),
        *(((file.margin.sheet.sentences(), "soft"),) if file.margin.sheet else ()),
        *((text, "warning" if file.is_doubtful else "soft") for text in notes),
    ]
