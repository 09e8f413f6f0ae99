"""The passage panel in step with the text: what is at the caret, and what is done with it there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QMenu, QWidget

from qualcode.core.changes import Changes
from qualcode.core.ids import CodeId, CoderId, CodingId, SegmentId
from qualcode.core.model import Code, Span
from qualcode.core.operations import meaning, quotes
from qualcode.core.project import Project
from qualcode.core.store import things
from qualcode.core.translate import _
from qualcode.shell.chosen import Chosen
from qualcode.shell.commands.actions import action, choice
from qualcode.shell.commands.coding import CodingCommands
from qualcode.shell.pages.memos_here import MemosHere
from qualcode.shell.pages.passage_view import all_chips, passage_view
from qualcode.shell.pages.shown import ShownDocument
from qualcode.shell.pages.survey_beside import SurveyBeside
from qualcode.shell.panels.chip_list import ChipList
from qualcode.shell.panels.note_field import NoteField
from qualcode.shell.panels.passage import PassagePanel
from qualcode.shell.remembered import recall, remember
from qualcode.shell.session import Session

_CARD = "code_card"


class Beside(QObject):
    """Shows the passage at the caret in the panel beside the text.

    Attributes:
        inspect: go to the panel, and back to the text.
        define: show what the codebook says of the code, or put it away.

    Signals:
        room_wanted(): the panel is to be seen.
        memo_wanted(): a memo is to be written on what is at the caret.
        memo_on_coding(coding_id): the same, on one coding.
        memo_opened(memo_id): a memo is to be read.
    """

    room_wanted = Signal()
    memo_wanted = Signal()
    memo_on_coding = Signal(str)
    memo_opened = Signal(str)

    def __init__(
        self,
        session: Session,
        shown: ShownDocument,
        coding: CodingCommands,
        panel: PassagePanel,
        page: QWidget,
        chosen: Chosen | None = None,
    ) -> None:
        super().__init__(page)
        self._session = session
        self._shown = shown
        self._coding = coding
        self._panel = panel
        self._page = page
        self._chosen = chosen
        self._code_id: CodeId | None = None
        self._memos = MemosHere(session)
        self._surveys = SurveyBeside(session, shown, panel.answers)
        self._surveys.room_changed.connect(panel.share_room)
        self._make_actions()
        self._connect()

    def _make_actions(self) -> None:
        self.inspect = action(
            self._page,
            _("About the passage"),
            self._go_there_or_back,
            shortcut="F4",
            tip=_("Go to what is written of the passage, and back to the text"),
        )
        self.define = choice(
            self._page,
            _("What the code stands for"),
            self._show_card,
            tip=_("Show the code’s definition, when to use it and when not, and an example"),
        )
        self.define.setShortcut("F8")
        self.define.setChecked(bool(recall(self._session, _CARD)))
        for made in (self.inspect, self.define):
            self._page.addAction(made)

    def _connect(self) -> None:
        panel, parts, run = self._panel, self._panel.parts, self._session.run
        panel.chip_chosen.connect(self.choose)
        panel.remove_wanted.connect(self._remove)
        panel.chip_menu_wanted.connect(self._show_menu)
        panel.more_wanted.connect(self._show_all)
        panel.memo_opened.connect(self.memo_opened)
        parts.comment.written.connect(self._keep_comment)
        parts.condensed.written.connect(self._keep_condensed)
        parts.interpretation.written.connect(self._keep_interpretation)
        parts.printed.words.written.connect(self._keep_printed)
        parts.printed.attribution.written.connect(self._keep_attribution)
        parts.weight_wanted.connect(
            lambda one, weight: self._tell(run(meaning.weigh_coding, CodingId(one), weight))
        )
        parts.stance_wanted.connect(
            lambda one, stance: self._tell(run(meaning.take_stance, CodingId(one), stance))
        )
        parts.chosen_wanted.connect(
            lambda one, is_chosen: self._tell(
                run(quotes.choose_quotes, [SegmentId(one)], chosen=is_chosen)
            )
        )
        parts.memo_wanted.connect(self.memo_wanted)
        self._session.changed.connect(self._changed)
        self._shown.shown.connect(self._show_document)

    # In step

    def _show_document(self) -> None:
        document = self._shown.document
        self._memos.show(document.id if document else None)
        if self._chosen is not None and self._is_looked_at():
            self._chosen.choose_document(document.id if document else None)

    def _is_looked_at(self) -> bool:
        """While another page is seen, what is shown anew here is not what is chosen there."""
        assert self._chosen is not None
        return self._page.isVisible() or self._chosen.document_id is None

    def _changed(self, changes: Changes) -> None:
        self._memos.follow(changes)
        if changes.touches("memos", "memo_links", "quotes"):
            self.refresh()

    def refresh(self) -> None:
        """The caret or the selection is elsewhere, or what is there has changed."""
        self._coding.refresh()
        view = None
        if self._session.project is not None and self._shown.document is not None:
            view = passage_view(self._session, self._shown, self._memos)
        self._panel.show_passage(view)
        self._surveys.refresh()
        self._tell_chosen()
        self._refresh_card()

    def _tell_chosen(self) -> None:
        """What is looked at here is chosen everywhere."""
        document = self._shown.document
        if self._chosen is None or document is None or not self._is_looked_at():
            return
        selected, mark = self._shown.reader.selection(), self._shown.current_coding()
        segment = mark.segment if mark and selected is None else None
        if segment is not None and segment.start is not None and segment.end is not None:
            selected = Span(segment.start, segment.end)
        span = Span(*selected) if selected is not None else None
        self._chosen.choose_span(document.id, span, segment.id if segment else None)

    def show_code(self, code_id: CodeId | None) -> None:
        """The code one is at in the codebook, where no passage is looked at."""
        self._code_id = code_id
        if self._chosen is not None:
            self._chosen.choose_code(code_id)
        self._refresh_card()

    def _refresh_card(self) -> None:
        shows = self.define.isChecked() and self._session.project is not None
        if shows:
            self._panel.card.show_code(self._code())
        if shows != self._panel.card.isVisibleTo(self._panel):
            self._panel.show_card(shows=shows)

    def _code(self) -> Code | None:
        """The code that is looked at: of the passage at the caret, or in the codebook."""
        mark = self._shown.current_coding()
        code_id = mark.coding.code_id if mark else self._code_id
        return self._shown.codebook.codes.get(code_id) if code_id else None

    def _show_card(self) -> None:
        remember(self._session, **{_CARD: self.define.isChecked()})
        if self.define.isChecked():
            self.room_wanted.emit()
        self._refresh_card()

    def _go_there_or_back(self) -> None:
        focused: QWidget | None = self._page.window().focusWidget()
        if focused is not None and self._panel.isAncestorOf(focused):
            self._shown.reader.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.room_wanted.emit()
            self._panel.show()
            self._panel.take_focus()

    # Codings

    def choose(self, coding_id: str | None) -> None:
        """Let this coding, of those at the caret, be the one that is looked at."""
        self._shown.choose(CodingId(coding_id) if coding_id else None)
        self.refresh()

    def _show_all(self, point: QPoint) -> None:
        """All codings at the caret, to choose among."""
        found = ChipList(all_chips(self._session, self._shown), self._page)
        found.chosen.connect(self.choose)
        found.open_at(point)

    def _remove(self, coding_id: str) -> None:
        mark = self._shown.coding(CodingId(coding_id))
        if mark is not None:
            self._coding.remove_codings([mark])

    def _show_menu(self, coding_id: str, point: QPoint) -> None:
        self.choose(coding_id)
        menu = QMenu(self._page)
        menu.addActions([self._coding.comment, self._coding.change, self._coding.remove])
        menu.addSeparator()
        memo = menu.addAction(_("Write a memo on this coding"))
        memo.setEnabled(self._session.can_write)
        memo.triggered.connect(lambda: self.memo_on_coding.emit(coding_id))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(point)

    # What is written

    def _tell(self, done: Changes | None) -> None:
        """What was refused is shown as it was."""
        if not done:
            self._panel.parts.show_parts(self._panel.parts.view)

    def _keep_comment(self, coding_id: str, text: str) -> None:
        if not (
            self._is_there("codings", coding_id) and self._coding.write_comment(coding_id, text)
        ):
            self._panel.comment.put_back(coding_id, text)

    def _keep_condensed(self, segment_id: str, text: str) -> None:
        if not (
            self._is_there("segments", segment_id)
            and self._coding.write_condensed(segment_id, text)
        ):
            self._panel.condensed.put_back(segment_id, text)

    def _keep_interpretation(self, segment_id: str, text: str) -> None:
        self._keep(self._panel.parts.interpretation, meaning.interpret, segment_id, text)

    def _keep_printed(self, segment_id: str, text: str) -> None:
        self._keep(self._panel.parts.printed.words, quotes.print_quote, segment_id, text)

    def _keep_attribution(self, segment_id: str, text: str) -> None:
        self._keep(self._panel.parts.printed.attribution, quotes.attribute_quote, segment_id, text)

    def _keep(
        self,
        field: NoteField,
        operation: Callable[[Project, CoderId, SegmentId, str | None], Changes],
        segment_id: str,
        text: str,
    ) -> None:
        """Keep words on a passage; what can't be kept stays in the field as a draft."""
        if (
            not self._is_there("segments", segment_id)
            or self._session.run(operation, SegmentId(segment_id), text) is None
        ):
            field.put_back(segment_id, text)

    def _is_there(self, table: str, row_id: str) -> bool:
        """Whether the passage is still there: it may be undone while one writes on it."""
        # What is kept may change the marks while the caret is on its way to another one.
        QTimer.singleShot(0, self, self.refresh)
        project = self._session.project
        if project is None:
            return False
        if things.live(project.db, table, [row_id]):
            return True
        self._session.refused.emit(
            _(
                "The passage you wrote on is not there any more. "
                "Your words come back if it does: choose Redo."
            )
        )
        return False
