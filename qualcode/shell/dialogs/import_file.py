"""One file of an import: what kind of document it is, how it was read, and who speaks in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from qualcode.core.importers import encodings
from qualcode.core.model import DOCUMENT_KINDS
from qualcode.core.operations.margin_names import CodeNames
from qualcode.core.translate import LANGUAGES, _
from qualcode.shell.dialogs.elided import ElidedLabel
from qualcode.shell.dialogs.import_details import DetailsPanel
from qualcode.shell.dialogs.import_fate import FateBar, notes_of
from qualcode.shell.dialogs.import_margin import MarginPanel
from qualcode.shell.dialogs.import_offers import OffersBar
from qualcode.shell.dialogs.import_preview import SpeakersPanel
from qualcode.shell.dialogs.import_questions import QuestionsPanel
from qualcode.shell.dialogs.import_removals import RemovalsPanel
from qualcode.shell.dialogs.import_spellings import SpellingBar
from qualcode.shell.languages import own_name
from qualcode.shell.models.documents import kind_name
from qualcode.shell.models.import_file import ImportFile
from qualcode.shell.models.speakers import Proposed
from qualcode.shell.panels.flow_layout import FlowLayout
from qualcode.shell.theme import set_kind

_DETECTED: Final = ""


#: The tabs, and the pages of what can't be read and of what has not been read yet.
_SPEAKERS, _QUESTIONS, _DETAILS, _PLACES, _MARGIN = range(5)
_REFUSED, _WAITING = 1, 2


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
        self, codes: Callable[[], CodeNames | None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._codes = codes
        self._file: ImportFile | None = None
        self._printed: dict[Proposed, str] = {}
        self._elsewhere: Sequence[str] = ()
        self.title = ElidedLabel(self)
        set_kind(self.title, "title")
        self.kind = self._box(_("Kind"), [(kind_name(kind), kind) for kind in DOCUMENT_KINDS])
        self.language = self._box(_("Language"), [(own_name(code), code) for code in LANGUAGES])
        self.encoding = self._box(_("Encoding (character set)"), [])
        self.encoding.setToolTip(
            _("How the file’s letters are stored. Choose another if å, ä and ö look odd.")
        )
        self.for_all = self._button(_("&Use for all files"))
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
        self._make_parts()
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.speakers)
        self._stack.addWidget(self._refused_page())
        self._stack.addWidget(self._waiting_page())
        for part in (self.questions, self.details, self.places, self.margin):
            self._stack.addWidget(part)
        self._lay_out()

    def _make_parts(self) -> None:
        """What is decided on: the file itself, what goes out of it, and what was found."""
        self.fate = FateBar(self)
        self.fate.chosen.connect(self.fate_chosen)
        self.spelling = SpellingBar(self)
        self.spelling.joined.connect(self._join)
        self.spelling.kept_apart.connect(self._keep_apart)
        self.offers = OffersBar(self)
        self.offers.chosen.connect(self.removals_chosen)
        self.speakers = SpeakersPanel(self)
        self.speakers.edited.connect(self.edited)
        self.questions = QuestionsPanel(self)
        self.questions.edited.connect(self.edited)
        self.details = DetailsPanel(self)
        self.details.edited.connect(self.details_chosen)
        self.places = RemovalsPanel(self)
        self.places.chosen.connect(self.removals_chosen)
        self.margin = MarginPanel(self._codes, self)
        self.margin.edited.connect(self.edited)
        self.margin.become_chosen.connect(self.comments_chosen)
        self.parts = QTabBar(self)
        self.parts.setAccessibleName(_("What was found"))
        self.parts.setDrawBase(False)
        self.parts.setExpanding(False)
        self.parts.setUsesScrollButtons(False)
        texts = (_("&Speakers"), _("&Questions"), _("&What it says"), _("Place by &place"))
        for name in (*texts, _("In the m&argin")):
            self.parts.addTab(name)
        self.parts.currentChanged.connect(self._show_part)

    def _box(self, name: str, items: list[tuple[str, str]]) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        for text, value in items:
            box.addItem(text, value)
        return box

    def _button(self, text: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setAccessibleName(text.replace("&", ""))
        button.setAutoDefault(False)
        return button

    def _refused_page(self) -> QWidget:
        page = QWidget(self)
        self.refusal = QLabel(page)
        self.refusal.setWordWrap(True)
        self.refusal.setTextFormat(Qt.TextFormat.PlainText)
        self.refusal.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        set_kind(self.refusal, "warning")
        leave = self._button(_("Leave it out"))
        leave.clicked.connect(self.leave_out_wanted)
        self.leave_out = leave
        row = QHBoxLayout()
        row.addWidget(leave)
        row.addStretch(1)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.refusal)
        column.addLayout(row)
        column.addStretch(1)
        return page

    def _waiting_page(self) -> QWidget:
        label = QLabel(_("The file is being read…"), self)
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        set_kind(label, "soft")
        return label

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
        column.addWidget(self.parts)
        column.addWidget(self.spelling)
        column.addWidget(self._stack, 1)

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
        self._elsewhere = elsewhere
        self._file, self._printed = file, printed
        self.setEnabled(file is not None)
        if file is None:
            return
        self.title.setText(file.title)
        self.for_all.setVisible(many)
        self.kind.setCurrentIndex(self.kind.findData(file.kind))
        self.language.setCurrentIndex(self.language.findData(file.language))
        self._show_encodings(file)
        self._show_notes(file)
        self.refusal.setText(file.refusal)
        self.refusal.setAccessibleName(file.refusal)
        self.fate.show_file(file)
        self.offers.show_offers(file.read, file.removed)
        self._show_parts(file)
        self._show_part()

    def _show_parts(self, file: ImportFile) -> None:
        """The tabs of what there is in the file; none where there are only speakers."""
        there = (
            True,
            file.questions is not None,
            bool(file.details),
            bool(file.read and len(file.read.removals) > 1),
            file.margin.sheet is not None,
        )
        for tab, is_there in enumerate(there):
            self.parts.setTabVisible(tab, is_there)
        if not there[self.parts.currentIndex()]:
            self.parts.setCurrentIndex(0)
        self.parts.setVisible(sum(there) > 1 and not file.refusal)
        # A tab that comes back would have no width: Qt measures anew only when a text is set.
        self.parts.setTabText(_SPEAKERS, self.parts.tabText(_SPEAKERS))

    def _show_part(self) -> None:
        """What the chosen tab is of: only one of them lays out its text."""
        file = self._file
        if file is None:
            return
        part = self.parts.currentIndex()
        speaks = file.sheet is not None and part == _SPEAKERS
        self.spelling.show_proposals(
            file.sheet.spellings(self._elsewhere) if file.sheet and speaks else []
        )
        if part == _QUESTIONS:
            self.questions.show_sheet(file.questions)
        elif part == _DETAILS:
            self.details.show_details(file.details)
        elif part == _PLACES:
            self.places.show_offers(file.read, file.removed)
        elif part == _MARGIN:
            self.margin.show_sheet(file.margin.sheet)
        else:
            self.speakers.show_sheet(file.sheet, self._printed, file.removals)
        pages = (self.speakers, self.questions, self.details, self.places, self.margin)
        self._stack.setCurrentWidget(pages[part])
        if file.refusal or file.sheet is None:
            self._stack.setCurrentIndex(_REFUSED if file.refusal else _WAITING)

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

    def _join(self, label: str, other: str) -> None:
        if self._file and self._file.sheet:
            self._file.sheet.join(label, other)
            self.edited.emit()

    def _keep_apart(self, label: str, other: str) -> None:
        if self._file and self._file.sheet:
            self._file.sheet.kept_apart.add((label, other))
            self.edited.emit()

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
