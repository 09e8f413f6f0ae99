"""Merging on the page of the team: files are chosen, looked at, decided on, and taken in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from qualcode.core.changes import Changes
from qualcode.core.merge.apply import Merged
from qualcode.core.merge.decided import CONFLICT
from qualcode.core.operations.steps import StepReader
from qualcode.core.store import wordings
from qualcode.core.translate import _
from qualcode.shell.chosen import Chosen
from qualcode.shell.jobs import Job
from qualcode.shell.pages.team.merging import stored
from qualcode.shell.pages.team.merging.deciding import Deciding
from qualcode.shell.pages.team.merging.done_view import DoneView
from qualcode.shell.pages.team.merging.gone import BroughtBack, bring_back
from qualcode.shell.pages.team.merging.looking import LookingView
from qualcode.shell.pages.team.merging.question import Key, Looked
from qualcode.shell.pages.team.merging.reports import save_report
from qualcode.shell.pages.team.merging.source_note import SourceNote
from qualcode.shell.pages.team.merging.start_view import StartView
from qualcode.shell.pages.team.merging.work import Failure, Taking, look, take_back
from qualcode.shell.pages.team.parts import Section
from qualcode.shell.session import Session

#: milliseconds after an answer until the counts are worked out anew
_CALM: Final = 400


class MergePart(QStackedWidget):
    """Attributes:
        start, looking, done: what is shown before, while one decides, and after.
        deciding: the questions and answers.
        beside: shown under the list of parts while one decides.

    Signals:
        sections_changed(): the list of parts shows other rows of this part.
        section_wanted(key): one of them is to be shown.
        drawer_wanted(key, words): a drawer is.
        passage_wanted(document_id, start, end): a place in a text is.
    """

    passage_wanted = Signal(str, int, int)
    sections_changed = Signal()
    section_wanted = Signal(str)
    drawer_wanted = Signal(str, str)

    def __init__(self, session: Session, _chosen: Chosen, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._of: object = session.project
        self._taking: Taking | None = None
        self._entry = ""
        self._is_stale = False
        self._back = BroughtBack(session, self)
        self._stored: tuple[list[Path], list[tuple[Key, str]]] = ([], [])
        self._merged: Merged | None = None
        self.setAccessibleName(_("Merge"))
        self.heading = _("Merge")
        self.deciding = Deciding(self)
        self.start = StartView(self)
        self.beside = SourceNote(parent)
        self.addWidget(self.start)
        self._timer = QTimer(self, interval=_CALM, singleShot=True)
        self._connect()
        self.refresh()

    def _connect(self) -> None:
        session = self._session
        session.opened.connect(self._opened)
        session.changed.connect(self._changed)
        session.busy_changed.connect(self.refresh)
        self._timer.timeout.connect(self._look_again)
        self.start.choose_wanted.connect(self.ask_files)
        self.start.again_wanted.connect(lambda: self.look_at(*self._stored))
        self.deciding.answered.connect(self._answered)

    @cached_property
    def looking(self) -> LookingView:
        """Made when it is first needed, as `done` is: there is much in it."""
        view = LookingView(self.deciding, self)
        view.merge.clicked.connect(self.merge)
        view.cancel.clicked.connect(self.leave)
        view.report.clicked.connect(self._save_plan)
        view.section_wanted.connect(self.section_wanted)
        view.gone.place_wanted.connect(self.passage_wanted)
        self.addWidget(view)
        return view

    @cached_property
    def done(self) -> DoneView:
        """What the merge did."""
        view = DoneView(self)
        view.report_wanted.connect(self._save_report)
        view.undo_wanted.connect(self.undo)
        view.place_wanted.connect(lambda: self.drawer_wanted.emit("unplaced", ""))
        view.history_wanted.connect(lambda: self.drawer_wanted.emit("history", ""))
        view.more_wanted.connect(self.ask_files)
        view.gone.restore_wanted.connect(self._bring_back)
        self._back.found.connect(view.show_brought_back)
        view.gone.place_wanted.connect(self.passage_wanted)
        self.addWidget(view)
        return view

    def _is_at(self, view: str) -> bool:
        """Whether `looking` or `done` is what is shown."""
        return self.currentWidget() is self.__dict__.get(view)

    # The list of parts

    def sections(self) -> list[Section]:
        """The rows of the list that are this part's own."""
        return self.looking.rows() if self._is_at("looking") else []

    def show_section(self, key: str) -> None:
        """Show one of the lists of the plan."""
        self.looking.show_section(key)

    # Looking

    def ask_files(self) -> None:
        """Let files be chosen."""
        from qualcode.shell.dialogs.files import ask_copies

        found = ask_copies(self._session, self, _("Merge colleagues’ work"))
        if found:
            self.look_at(found)

    def look_at(self, paths: Sequence[Path], answers: Sequence[tuple[Key, str]] = ()) -> None:
        """Work out what these files would bring."""
        if self._session.project is None or self.is_working:
            return
        self._show(self.start)
        self.start.notice.clear()
        self._stored = (list(paths), list(answers))
        self.deciding.start(None, answers)
        self.sections_changed.emit()  # the plan of the files before is not there any more
        if why := self._session.why_not:
            self.start.notice.warn(why)
            self.start.offer_again([path.name for path in paths])
            return
        job = self._start_looking(list(paths))
        if job is not None:
            self.start.work.show_job(job)
            self.start.work.cancel.setFocus()  # the keys are not to go to the button of undo
            QTimer.singleShot(0, self, lambda: self.looking)  # while the files are read
            job.done.connect(self._looked)
            job.over.connect(self._look_is_over)
        self.refresh()

    def _look_is_over(self) -> None:
        """Whether it succeeded or was stopped."""
        if self.currentWidget() is self.start:
            self._offer_again()
        self.refresh()
        if self.start.isVisible():
            self.start.setFocus()

    def _start_looking(self, paths: list[Path]) -> Job | None:
        return self._session.start_reading(
            _("Looking at colleagues’ work…"), look, paths, self.deciding.decisions()
        )

    @property
    def is_working(self) -> bool:
        """Whether files are being looked at or taken in."""
        return self.start.work.job is not None or self._is_taking

    @property
    def _is_taking(self) -> bool:
        return self._is_at("looking") and self.looking.work.job is not None

    def _looked(self, found: Looked | Failure) -> None:
        if self._of is not self._session.project:
            return
        if isinstance(found, Failure):
            self.start.notice.warn(found.sentence)
            if found.is_lasting:
                self._stored = ([], [])
            return
        self.deciding.own_name = self._own_name()
        self.beside.show_sources(found)
        self.looking.notice.clear()
        self._show(self.looking)
        self.deciding.follow(found)
        self.looking.show_section("plan")
        self.looking.plan.verticalScrollBar().setValue(0)
        self.refresh()
        self.sections_changed.emit()
        if not self.isHidden():  # one may be at another part meanwhile
            self.section_wanted.emit("plan")
        self.looking.setFocus()

    def _own_name(self) -> str:
        coder_id = self._session.coder_id
        return self._session.name_of(coder_id) if coder_id is not None else ""

    def _offer_again(self) -> None:
        self.start.offer_again([path.name for path in self._stored[0]])

    # Deciding

    def _answered(self, key: Key) -> None:
        self.sections_changed.emit()
        self.refresh()
        if key[0] != CONFLICT or "text_sha256" in key[2]:  # these make other texts and counts
            self._timer.start()

    def _look_again(self) -> None:
        """What an answer makes of the counts, or what somebody did here meanwhile."""
        looked = self.deciding.looked
        if looked is None or not self._is_at("looking") or self.is_working:
            return
        asked = dict(self.deciding.answers)
        job = self._start_looking(list(looked.paths))
        if job is not None:
            job.is_quiet = True
            job.done.connect(lambda found: self._looked_again(found, asked, looked))

    def _looked_again(self, found: Looked | Failure, asked: dict[Key, str], before: Looked) -> None:
        if not self._is_at("looking") or self.deciding.looked is not before:
            return  # other files are looked at by now, or these were looked at again
        if isinstance(found, Failure):
            self.looking.notice.warn(found.sentence)
        elif asked == self.deciding.answers:
            self.beside.show_sources(found)
            self.deciding.follow(found)
            self.refresh()
            self.sections_changed.emit()
        else:
            self._timer.start()

    def leave(self) -> None:
        """Leave it at looking."""
        if self._is_taking:
            return
        self._timer.stop()
        looked = self.deciding.looked
        if looked is not None:
            self._stored = (list(looked.paths), list(self.deciding.answers.items()))
        self.deciding.start(None)
        self._show(self.start)
        self._offer_again()
        self.refresh()
        self.sections_changed.emit()
        self.start.setFocus()

    # Merging

    def merge(self) -> None:
        """Take the files in, with what was decided."""
        looked = self.deciding.looked
        if looked is None or self.is_working:
            return
        self._timer.stop()
        self.looking.notice.clear()
        taking = Taking(looked, self.deciding.decisions())
        if why := self._session.why_not:
            self.looking.notice.warn(why)
            return
        job = self._session.start_operation(_("Merging…"), taking)
        if job is None:
            return
        self._taking = taking
        self.looking.work.show_job(job)
        QTimer.singleShot(0, self, lambda: self.done)
        job.over.connect(lambda: self._taken(taking, looked))
        self.refresh()

    def _taken(self, taking: Taking, looked: Looked) -> None:
        self._taking = None
        if taking.failure is not None:
            self.looking.notice.warn(taking.failure.sentence)
            if taking.failure.is_stale:
                self._timer.start()
        elif taking.merged is None:
            self.looking.notice.tell(_("Stopped. Nothing was changed."))
        else:
            done = replace(looked, plan=taking.merged.plan)
            self._merged = taking.merged
            self._entry = str(taking.merged.changes.entry_id)
            self._stored = ([], [])
            self.done.show_merged(taking.merged, done)
            self._show_unplaced()
            self.start.offer_again([])
            self.deciding.start(None)
            self._show(self.done)
            self.sections_changed.emit()
            self.done.setFocus()
        self.refresh()
        if self._is_at("looking"):
            self.looking.setFocus()  # the button that was pressed lost the keys

    def undo(self) -> None:
        """Take the whole merge back."""
        self._session.start_operation(_("Undoing the merge…"), take_back, self._entry)

    def _bring_back(self, deeds: list[str]) -> None:
        """Bring back what colleagues deleted."""
        self._session.start_operation(_("Bringing back what was deleted…"), bring_back, deeds)

    # Reports

    def _save_plan(self) -> None:
        if self.deciding.looked is not None:
            save_report(self._session, self, self.deciding.looked.plan, self.looking.notice)

    def _save_report(self) -> None:
        if self._merged is not None:
            save_report(self._session, self, self._merged, self.done.notice)

    # In step with the project

    def _show(self, view: QWidget) -> None:
        self.setCurrentWidget(view)
        self.setFocusProxy(view)

    def _opened(self) -> None:
        if self._session.project is self._of:
            self.refresh()
            return
        self._of = self._session.project
        self._timer.stop()
        self._stored = ([], [])
        self._entry = ""
        self.deciding.start(None)
        self.start.notice.clear()
        self.start.offer_again([])
        self._show(self.start)
        self.refresh()
        self.sections_changed.emit()

    def _changed(self, _changes: Changes) -> None:
        if self._taking is not None:
            return
        if self._is_at("looking") or (self._is_at("done") and self._entry):
            self._follow()

    def _follow(self) -> None:
        """Work the plan out anew, or what became of the merge, once it is seen."""
        self._is_stale = not self.isVisible()
        if self._is_stale:
            return
        if self._is_at("looking"):
            self._timer.start()
        else:
            self._show_whether_undone()

    def came(self) -> None:
        """It comes into view."""
        if self._is_stale:
            self._follow()

    def _show_whether_undone(self) -> None:
        project = self._session.project
        line = StepReader(project.db).line(self._entry) if project is not None else None  # type: ignore[arg-type]
        if project is not None and line is not None and line.is_undone:
            self.done.show_undone()
        elif project is not None and line is not None:
            self.done.show_done_again()
            self._show_unplaced()
            self._back.look(self.done.with_gone())

    def _show_unplaced(self) -> None:
        if self._session.project is not None:
            self.done.show_unplaced(len(wordings.unplaced(self._session.project.db)))

    def refresh(self) -> None:
        """What can be done now."""
        why_not = self._session.why_not
        self.start.refresh(why_not, is_working=self.is_working)
        if self._is_at("looking"):
            self.looking.refresh(why_not, is_working=self._is_taking)
        if self._is_at("done"):
            self.done.refresh(can_undo=bool(self._entry and not why_not), can_write=not why_not)

    # Places

    def state(self) -> dict[str, Any]:
        """Which files one was looking at, and what one had answered."""
        looked = self.deciding.looked
        paths, answers = self._stored
        if looked is not None:
            paths, answers = list(looked.paths), list(self.deciding.answers.items())
        return stored.state_of(paths, answers)

    def restore_state(self, state: dict[str, Any]) -> None:
        """Offer to go on where one left."""
        self._stored = stored.from_state(state)
        self._offer_again()
