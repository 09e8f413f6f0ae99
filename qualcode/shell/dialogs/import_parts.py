"""What was found in one file of an import, under a tab each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from qualcode.core.operations.margin_names import CodeNames
from qualcode.core.translate import _
from qualcode.shell.dialogs.import_details import DetailsPanel
from qualcode.shell.dialogs.import_margin import MarginPanel
from qualcode.shell.dialogs.import_preview import SpeakersPanel
from qualcode.shell.dialogs.import_questions import QuestionsPanel
from qualcode.shell.dialogs.import_removals import RemovalsPanel
from qualcode.shell.dialogs.import_spellings import SpellingBar
from qualcode.shell.models.import_file import ImportFile
from qualcode.shell.models.speakers import Proposed
from qualcode.shell.theme import set_kind

SPEAKERS, QUESTIONS, DETAILS, PLACES, MARGIN = range(5)
_NAMES: Final = ("speakers", "questions", "details", "places", "margin")
#: ms; between one part and the next that is made ahead
_EVERY: Final = 40


class FileParts(QWidget):
    """The parts of the chosen file, one of which is shown. Each is made when there is something
    for it, one after the other: to make all of them takes longer than one wants to wait.

    Attributes:
        tabs: to choose among the parts that there are.
        suggestions: the roles or groups that are in use, by the name of the field.

    Signals:
        edited(): something that the list or another file shows was changed.
        removals_chosen(choice): take this of what is offered out, and nothing else.
        comments_chosen(become): comments in the margin are to become something else.
        details_chosen(): something else is made of what the document says of itself.
        leave_out_wanted(): the file is not to be imported.
    """

    edited = Signal()
    removals_chosen = Signal(object)
    comments_chosen = Signal(str)
    details_chosen = Signal()
    leave_out_wanted = Signal()

    def __init__(
        self,
        codes: Callable[[], CodeNames | None],
        suggestions: Callable[[str], Sequence[str]],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._codes, self.suggestions = codes, suggestions
        self._file: ImportFile | None = None
        self._printed: dict[Proposed, str] = {}
        self._elsewhere: Sequence[str] = ()
        self.tabs = self._tab_bar()
        self.spelling = SpellingBar(self)
        self.spelling.joined.connect(self._join)
        self.spelling.kept_apart.connect(self._keep_apart)
        self._ahead = QTimer(self, interval=_EVERY, singleShot=True)
        self._ahead.timeout.connect(self._make_next)
        self._stack = QStackedWidget(self)
        self._refused = self._refused_page()
        self._waiting = self._waiting_page()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.tabs)
        column.addWidget(self.spelling)
        column.addWidget(self._stack, 1)

    def _tab_bar(self) -> QTabBar:
        tabs = QTabBar(self)
        tabs.setAccessibleName(_("What was found"))
        tabs.setDrawBase(False)
        tabs.setExpanding(False)
        tabs.setUsesScrollButtons(False)
        texts = (_("&Speakers"), _("&Questions"), _("&What it says"), _("Place by &place"))
        for name in (*texts, _("In the m&argin")):
            tabs.addTab(name)
        tabs.currentChanged.connect(self._show_part)
        return tabs

    def _refused_page(self) -> QWidget:
        page = QWidget(self._stack)
        self.refusal = QLabel(page)
        self.refusal.setWordWrap(True)
        self.refusal.setTextFormat(Qt.TextFormat.PlainText)
        self.refusal.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        set_kind(self.refusal, "warning")
        self.leave_out = QPushButton(_("Leave it out"), page)
        self.leave_out.setAccessibleName(_("Leave it out"))
        self.leave_out.setAutoDefault(False)
        self.leave_out.clicked.connect(self.leave_out_wanted)
        row = QHBoxLayout()
        row.addWidget(self.leave_out)
        row.addStretch(1)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.refusal)
        column.addLayout(row)
        column.addStretch(1)
        self._stack.addWidget(page)
        return page

    def _waiting_page(self) -> QWidget:
        label = QLabel(_("The file is being read…"), self._stack)
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        set_kind(label, "soft")
        self._stack.addWidget(label)
        return label

    # The parts

    @cached_property
    def speakers(self) -> SpeakersPanel:
        panel = SpeakersPanel(self._stack)
        panel.model.suggestions = self.suggestions
        panel.edited.connect(self.edited)
        self._stack.addWidget(panel)
        return panel

    @cached_property
    def questions(self) -> QuestionsPanel:
        panel = QuestionsPanel(self._stack)
        panel.edited.connect(self.edited)
        self._stack.addWidget(panel)
        return panel

    @cached_property
    def details(self) -> DetailsPanel:
        panel = DetailsPanel(self._stack)
        panel.edited.connect(self.details_chosen)
        self._stack.addWidget(panel)
        return panel

    @cached_property
    def places(self) -> RemovalsPanel:
        panel = RemovalsPanel(self._stack)
        panel.chosen.connect(self.removals_chosen)
        self._stack.addWidget(panel)
        return panel

    @cached_property
    def margin(self) -> MarginPanel:
        panel = MarginPanel(self._codes, self._stack)
        panel.edited.connect(self.edited)
        panel.become_chosen.connect(self.comments_chosen)
        self._stack.addWidget(panel)
        return panel

    def prepare(self) -> None:
        """Make what is looked at first, while it is still being read: unless it has been already."""
        if "speakers" not in vars(self):
            self.speakers.show_sheet(None, {})

    def _make_next(self) -> None:
        """Make one part that a tab is there for."""
        for tab, name in enumerate(_NAMES):
            if self.tabs.isTabVisible(tab) and name not in vars(self):
                getattr(self, name)
                self._ahead.start()
                return

    # What is shown

    def show_file(
        self, file: ImportFile, printed: dict[Proposed, str], elsewhere: Sequence[str]
    ) -> None:
        """Show what was found; `printed` is what speakers will be printed as, and `elsewhere` are
        the labels of other files."""
        self._file, self._printed, self._elsewhere = file, printed, elsewhere
        self.refusal.setText(file.refusal)
        self.refusal.setAccessibleName(file.refusal)
        self.leave_out.setVisible(not file.left_out)
        self._show_tabs(file)
        self._show_part()
        if file.sheet is not None:
            self._ahead.start()

    def _show_tabs(self, file: ImportFile) -> None:
        """The tabs of what there is in the file; none where there are only speakers."""
        there = (
            True,
            file.questions is not None,
            bool(file.details),
            bool(file.read and len(file.read.removals) > 1),
            file.margin.sheet is not None,
        )
        for tab, is_there in enumerate(there):
            self.tabs.setTabVisible(tab, is_there)
        if not there[self.tabs.currentIndex()]:
            self.tabs.setCurrentIndex(SPEAKERS)
        self.tabs.setVisible(sum(there) > 1 and not file.refusal)
        # A tab that comes back would have no width: Qt measures anew only when a text is set.
        self.tabs.setTabText(SPEAKERS, self.tabs.tabText(SPEAKERS))

    def _show_part(self) -> None:
        """What the chosen tab is of: only one of them lays out its text."""
        file = self._file
        if file is None:
            return
        speaks = file.sheet is not None and self.tabs.currentIndex() == SPEAKERS
        self.spelling.show_proposals(
            file.sheet.spellings(self._elsewhere) if file.sheet and speaks else []
        )
        if file.refusal or file.sheet is None:
            self._stack.setCurrentWidget(self._refused if file.refusal else self._waiting)
        else:
            self._stack.setCurrentWidget(self._shown(file))

    def _shown(self, file: ImportFile) -> QWidget:
        """The chosen part, which now shows the file."""
        part = self.tabs.currentIndex()
        if part == QUESTIONS:
            self.questions.show_sheet(file.questions)
            return self.questions
        if part == DETAILS:
            self.details.show_details(file.details, file.sheet.respondents if file.sheet else 0)
            return self.details
        if part == PLACES:
            self.places.show_offers(file.read, file.removed)
            return self.places
        if part == MARGIN:
            self.margin.show_sheet(file.margin.sheet)
            return self.margin
        self.speakers.show_sheet(file.sheet, self._printed, file.removals)
        return self.speakers

    # What is chosen

    def _join(self, label: str, other: str) -> None:
        if self._file and self._file.sheet:
            self._file.sheet.join(label, other)
            self.edited.emit()

    def _keep_apart(self, label: str, other: str) -> None:
        if self._file and self._file.sheet:
            self._file.sheet.kept_apart.add((label, other))
            self.edited.emit()
