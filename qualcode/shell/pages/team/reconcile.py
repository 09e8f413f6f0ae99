"""Evaluators' marks side by side: what differs is walked through and settled, place by place."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qualcode.core.analysis.reconcile.confusion import Cell, confusion
from qualcode.core.analysis.reconcile.listing import Listed
from qualcode.core.analysis.reconcile.other_words import words_of_its_own
from qualcode.core.changes import Changes
from qualcode.core.ids import CodeId, DocumentId
from qualcode.core.model.span import Span
from qualcode.core.model.team import DISAGREEMENT_STATES
from qualcode.core.store import documents as documents_store
from qualcode.core.store import memos as memos_store
from qualcode.core.translate import _
from qualcode.shell.chosen import Chosen
from qualcode.shell.overrides import called_by_qt
from qualcode.shell.pages.team.reconcile_deeds import Deeds
from qualcode.shell.pages.team.reconcile_export import ExportButton
from qualcode.shell.pages.team.reconcile_head import ReconcileHead
from qualcode.shell.pages.team.reconcile_keys import make_keys
from qualcode.shell.pages.team.reconcile_list import Asked
from qualcode.shell.pages.team.reconcile_place import PlacePanel
from qualcode.shell.pages.team.reconcile_room import Room
from qualcode.shell.pages.team.reconcile_side import ReconcileSide
from qualcode.shell.pages.team.reconcile_tables import code_rows, document_rows
from qualcode.shell.pages.team.reconcile_text import ReconcileText
from qualcode.shell.pages.team.reconcile_work import ReconcileWork
from qualcode.shell.panels.notice import Notice, Step
from qualcode.shell.panels.painting import current_theme, px
from qualcode.shell.session import Session

#: px: lower than this the choices above the places are folded away
_LOW: Final = 420
_LEAST: Final = 200


class ReconcilePart(QWidget):
    """Puts the parts together and keeps them in step.

    Attributes:
        work: what is compared. head: who, and how far one has come. side: the list and the tables.
        deeds: what can be done. text: what the reader shows. place: what is done about one disagreement.
        asked: what is let through to the list.

    Signals:
        passage_wanted(document_id, start, end): a place is to be shown where one reads and codes.
        part_wanted(key): another part of the page is.
    """

    passage_wanted = Signal(str, int, int)
    part_wanted = Signal(str)

    def __init__(self, session: Session, chosen: Chosen, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._chosen = chosen
        self._of: object = session.project
        self._is_stale = True
        self._following = False
        self._wanted_place: tuple[DocumentId, int] | None = None
        self.asked = Asked()
        self.setAccessibleName(_("Reconcile"))
        self.work = ReconcileWork(session, self)
        self.head = ReconcileHead(self)
        self.notice = Notice(self)
        self.export = ExportButton(
            session, lambda: self.work.evaluators, lambda: self.asked, self.notice, self
        )
        self.head.add(self.export)
        self.side = ReconcileSide(self._text_of, self)
        self.text = ReconcileText(session, self)
        self.place = PlacePanel(self)
        self._arrange()
        self.deeds = Deeds(
            session, self.work, self.side, self.text.reader, self.place, lambda: self.asked
        )
        self._connect()
        make_keys(
            self.side, self.text, self.place, leave_text=self._leave_text, write=self.deeds.write
        )
        self.setFocusProxy(self.side.list)

    def _arrange(self) -> None:
        self.room = Room(self.side, self.text.reader, self.place, self)
        self.room.hide()  # until there is something to compare
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.head)
        whole.addWidget(self.notice)
        whole.addWidget(self.room, 1)
        whole.addStretch(0)  # with nothing to compare what is above stays together

    def minimumSizeHint(self) -> QSize:
        """Its parts scroll: it doesn't say how low the window may be."""
        return QSize(super().minimumSizeHint().width(), px(_LEAST))

    @called_by_qt
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.head.set_low(low=self.height() < px(_LOW))

    def _connect(self) -> None:
        session = self._session
        session.opened.connect(self._opened)
        session.changed.connect(self._changed)
        session.busy_changed.connect(self._show_place)
        session.settings_changed.connect(self.text.sizes.follow)
        self._chosen.changed.connect(self._follow_chosen)
        self.work.compared.connect(self._compared)
        self.work.followed.connect(self._show_list)
        self.head.evaluators_chosen.connect(self._choose_evaluators)
        self.head.asked_changed.connect(self._ask)
        self.head.cell.clicked.connect(lambda: self._ask_cell(None))
        self.head.agreed_wanted.connect(self.deeds.take_agreed)
        self.head.merge_wanted.connect(lambda: self.part_wanted.emit("merge"))
        self.side.current_changed.connect(self._place_chosen)
        self.side.entered.connect(self._open)
        self.side.code_wanted.connect(self.head.ask_code)
        self.side.document_wanted.connect(self.head.ask_document)
        self.side.tab_changed.connect(self._show_table)
        self.side.cell_wanted.connect(self._ask_cell)
        self.room.fitted.connect(self.text.bring_into_view)
        self.text.place_pointed.connect(self._point)
        self.text.reader.selection_changed.connect(self._selection_changed)
        self.place.taken.connect(self.deeds.settle)
        self.place.later.connect(self.deeds.postpone)
        self.place.reopened.connect(self.deeds.reopen)
        self.place.said.connect(self.deeds.say)

    # In step with the project

    def _opened(self) -> None:
        if self._session.project is not self._of:
            self._of = self._session.project
            self.asked = Asked()
            self.work.choose(())
            self.place.forget()
            self.text.forget()
            self.notice.clear()
        self._is_stale = True
        if self.isVisible():
            self.came()

    def came(self) -> None:
        """It comes into view."""
        self.text.sizes.follow()
        if self._is_stale:
            self._is_stale = False
            self.work.start_over()
        self._follow_chosen()

    def _changed(self, changes: Changes) -> None:
        if not self.isVisible():
            self._is_stale = True
            return
        self.work.follow(changes)
        if changes.touches("memos") and not changes.touches("disagreements", "codings"):
            self._show_place()

    def _compared(self) -> None:
        """There is another comparison."""
        names = self.work.names
        self.head.show_ground(self.work)
        self.asked = self.head.asked(self.asked.cell)
        has = self.work.comparison is not None
        self.room.setVisible(has)
        if not has:
            is_known = not (self.work.is_running or self.work.was_stopped)
            can_choose = len(self.work.can_be_compared) > 1
            can_merge = self._session.project is not None and is_known and not can_choose
            self.head.show_empty(self._why_empty(), can_merge=can_merge, can_choose=can_choose)
            if self.work.was_stopped:
                self._offer_again()
            return
        self.head.show_empty("")
        self.side.set_people(tuple(names.coders[one].name for one in self.work.evaluators))
        self._show_list()

    def _offer_again(self) -> None:
        self._is_stale = True
        self.notice.tell(_("The comparison was stopped."), Step(_("Compare"), self._compare))

    def _compare(self) -> None:
        self.notice.clear()
        self._is_stale = False
        self.work.start_over()

    def _why_empty(self) -> str:
        if self._session.project is None:
            return _("No project is open. Open one, or make a new one.")
        if self.work.is_running:
            return _("Comparing evaluators…")
        if self.work.was_stopped:
            return _("The evaluators were not compared.")
        if len(self.work.can_be_compared) > 1:
            return _("It takes two evaluators to compare them. Choose one more, or all.")
        return _(
            "When two evaluators have coded the same texts, you see here where they differ and "
            "settle it together. Merge a colleague’s work first."
        )

    def _ordered(self) -> list[Listed]:
        """All disagreements, in the order of the documents."""
        comparison, names = self.work.comparison, self.work.names
        if comparison is None:
            return []
        return [
            one for document_id in names.documents for one in comparison.listed.get(document_id, ())
        ]

    def _show_table(self) -> None:
        """The table that is seen, if one is: it takes time where very much differs."""
        comparison, names, side = self.work.comparison, self.work.names, self.side
        if comparison is None or side.tab() not in (1, 2, 3):
            return
        everything = self.asked.whatever_state().let_through(self._ordered())
        match side.tab():
            case 1:
                side.codes.show_rows(code_rows(everything, names))
            case 2:
                side.documents.show_rows(document_rows(everything, names))
            case 3:
                found = confusion(comparison, self._ordered())
                side.show_confusion(found, names, self.asked.cell)

    def _show_list(self) -> None:
        """The list and the tables, with what is let through."""
        if self.work.comparison is None:
            return
        names = self.work.names
        ordered = self._ordered()
        self.head.show_progress(ordered, self.work.not_taken(), can_write=self._session.can_write)
        rows = self.asked.let_through(ordered)
        self.head.show_cell(self.asked.cell, names)
        self._following = True
        self.side.show_list(rows, names)
        self._show_table()
        if self._wanted_place is not None:
            self.side.choose_near(*self._wanted_place)
            self._wanted_place = None
        self._following = False
        self._show_place()

    # What is let through

    def _choose_evaluators(self, coder_ids: list[str]) -> None:
        self.work.choose(coder_ids)
        self.work.start_over()

    def _ask(self) -> None:
        self.asked = self.head.asked(self.asked.cell)
        self._show_list()

    def _ask_cell(self, cell: Cell | None) -> None:
        """Only the places of one cell of the table, or all."""
        self.asked = self.head.asked(cell)
        self._show_list()

    # One place

    def current(self) -> Listed | None:
        """The disagreement that one is at."""
        return self.side.current()

    def _text_of(self, document_id: DocumentId) -> str:
        project = self._session.project
        return project.text(document_id) if project is not None else ""

    def _place_chosen(self) -> None:
        """Another row of the list is the current one."""
        if self._following:
            return
        self.deeds.go_on()
        self._show_place()
        one = self.current()
        if one is not None and self.isVisible():
            difference = one.difference
            self._following = True
            self._chosen.choose_span(difference.document_id, Span(difference.start, difference.end))
            self._chosen.choose_code(difference.code_ids[0])
            self._following = False

    def _show_place(self) -> None:
        project, one = self._session.project, self.current()
        comparison = self.work.comparison
        there = project is not None and one is not None and self._is_there(one)
        if project is None or one is None or comparison is None or not there:
            self.place.show_place(None, self.work.names, (), can_write=False)
            self.text.reader.setVisible(False)
            self.room.fit_below()
            return
        self.text.reader.setVisible(True)
        other = words_of_its_own(project.db, one)
        self.place.set_text(project.text(one.difference.document_id), other)
        thread = memos_store.about(project.db, [one.said.id]) if one.said else []
        can_write = self._session.can_write
        self.place.show_place(one, self.work.names, thread, can_write=can_write)
        self.room.fit_below()
        self.text.show_place(comparison, one.difference, self.work.names)
        self._selection_changed()

    def _is_there(self, one: Listed) -> bool:
        """Whether its document is in the project that is open: the comparison follows later."""
        project = self._session.project
        if project is None:
            return False
        return bool(documents_store.documents(project.db, [one.difference.document_id]))

    def _point(self, start: int, end: int) -> None:
        """Somebody pointed at a mark in the text: go to its place, if it is listed."""
        one = self.current()
        if one is not None:
            self.side.choose_at(one.difference.document_id, start, end)

    def _selection_changed(self) -> None:
        is_selected = self.text.reader.selection() is not None
        if is_selected:
            self.deeds.go_on()
        self.place.show_hint(is_selected=is_selected, left=self.deeds.left)

    def _leave_text(self) -> None:
        """Esc lets go of marked words, and then goes back to the list."""
        if self.text.reader.selection() is not None:
            self.text.reader.clear_selection()
        else:
            self.side.list.setFocus()

    def _open(self) -> None:
        one = self.current()
        if one is not None:
            difference = one.difference
            self.passage_wanted.emit(difference.document_id, difference.start, difference.end)

    # In step with what is chosen

    def _follow_chosen(self) -> None:
        """Show what was chosen elsewhere."""
        document_id, span = self._chosen.document_id, self._chosen.span
        if self._following or document_id is None or not self.isVisible():
            return
        if self._is_at(document_id, span):
            return
        start = span.start if span else 0
        if self.work.comparison is None:
            self._wanted_place = document_id, start
            return
        self._following = True
        self.side.choose_near(document_id, start)
        self._following = False
        self._show_place()

    def _is_at(self, document_id: DocumentId, span: Span | None) -> bool:
        """Whether the current place is the one that is chosen."""
        one = self.current()
        if one is None or one.difference.document_id != document_id:
            return False
        return span is None or span.overlaps(Span(one.difference.start, one.difference.end))

    @called_by_qt
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "text"):
            self.text.reader.set_theme(current_theme())
            self._show_place()

    # Places

    def state(self) -> dict[str, Any]:
        """How the part was left, by ids. It holds no word of a text."""
        one = self.current()
        place = [one.difference.document_id, one.difference.start] if one else None
        return {**self.head.state(), "place": place, "tab": self.side.tab()}

    def restore_state(self, state: dict[str, Any]) -> None:
        """Go back to how the part was left. What is no longer there is passed over."""
        self.work.choose(map(str, state.get("coders") or ()))
        self.asked = Asked(
            frozenset(CodeId(str(one)) for one in state.get("codes") or ()),
            frozenset(DocumentId(str(one)) for one in state.get("documents") or ()),
            frozenset(one for one in state.get("states") or () if one in DISAGREEMENT_STATES),
        )
        self.head.ask_first(self.asked)
        place = state.get("place")
        if isinstance(place, list) and len(place) == 2 and isinstance(place[1], int):
            self._wanted_place = DocumentId(str(place[0])), place[1]
        self.side.show_tab(state.get("tab"))
        self._is_stale = True
        if self.isVisible():
            self.came()
