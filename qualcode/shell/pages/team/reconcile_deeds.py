"""What is done about disagreements."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from qualcode.core.changes import Changes
from qualcode.core.ids import CoderId
from qualcode.core.operations import reconcile as operations
from qualcode.core.project import Project
from qualcode.core.translate import _
from qualcode.shell.jobs import Progress
from qualcode.shell.pages.team.reconcile_list import Asked, key_of
from qualcode.shell.pages.team.reconcile_place import PlacePanel
from qualcode.shell.pages.team.reconcile_side import ReconcileSide
from qualcode.shell.pages.team.reconcile_work import ReconcileWork
from qualcode.shell.session import Session
from qualcode.shell.text.reader import Reader


class Deeds(QObject):
    """Each is one operation, after which one is at the next place that is open."""

    def __init__(
        self,
        session: Session,
        work: ReconcileWork,
        side: ReconcileSide,
        reader: Reader,
        place: PlacePanel,
        asked: Callable[[], Asked],
    ) -> None:
        super().__init__(side)
        self._session = session
        self._work = work
        self._side = side
        self._reader = reader
        self._place = place
        self._asked = asked

    def settle(self, coder_ids: list[CoderId]) -> None:
        """Let these evaluators' codes be the consensus, on the marked words if there are any."""
        one = self._side.current()
        if one is None:
            return
        self._side.wanted = self._side.next_open()
        if self._session.run(operations.settle, one, coder_ids, self._reader.marked()) is None:
            self._side.wanted = None
            return
        self._reader.clear_selection()

    def postpone(self) -> None:
        """Talk about it later."""
        one = self._side.current()
        if one is not None:
            self._side.wanted = self._side.next_open()
            if self._session.run(operations.postpone, one) is None:
                self._side.wanted = None

    def reopen(self) -> None:
        """Open it again; one stays at it."""
        one = self._side.current()
        if one is not None:
            self._side.wanted = key_of(one)
            if self._session.run(operations.reopen, one) is None:
                self._side.wanted = None

    def say(self, text: str) -> None:
        """Say something of it."""
        one = self._side.current()
        if one is not None and self._session.run(operations.discuss, one, text) is not None:
            self._place.was_said()
            self._side.list.setFocus()  # one goes on by key

    def take_agreed(self) -> None:
        """Let the consensus have what is agreed on, in the documents and codes that are asked for."""
        compared, asked = self._work.evaluators, self._asked()

        def work(project: Project, coder_id: CoderId, *, progress: Progress) -> Changes:
            return operations.take_agreed(
                project,
                coder_id,
                compared,
                asked.documents or None,
                asked.codes,
                progress=progress,
            )

        self._session.start_operation(_("Taking over what is agreed…"), work)
