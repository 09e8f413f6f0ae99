"""What is done about disagreements."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from qualcode.core.analysis.reconcile.listing import Listed
from qualcode.core.changes import Changes
from qualcode.core.ids import CoderId
from qualcode.core.model.team import LATER
from qualcode.core.operations import reconcile as operations
from qualcode.core.project import Project
from qualcode.core.translate import _
from qualcode.shell.jobs import Progress
from qualcode.shell.pages.team.reconcile_list import Asked, Key, key_of
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
        self._left: tuple[Key, Key] | None = None

    def settle(self, coder_ids: list[CoderId]) -> None:
        """Let these evaluators' codes be the consensus, on the marked words if there are any."""
        one = self._side.current()
        if one is None:
            return
        self.go_on()
        self._side.wanted = self._side.next_open()
        if self._session.run(operations.settle, one, coder_ids, self._reader.marked()) is None:
            self._side.wanted = None
            return
        self._reader.clear_selection()

    def postpone(self) -> None:
        """Talk about it later. What is said next by key is why."""
        one = self._side.current()
        if one is not None:
            then = self._side.wanted = self._side.next_open()
            self._left = (key_of(one), then) if then else None
            if self._session.run(operations.postpone, one) is None:
                self._side.wanted = self._left = None

    def reopen(self) -> None:
        """Open it again; one stays at it."""
        one = self._side.current()
        if one is not None:
            self.go_on()
            self._side.wanted = key_of(one)
            if self._session.run(operations.reopen, one) is None:
                self._side.wanted = None

    @property
    def left(self) -> Listed | None:
        """The place that was left for later just now, as long as one has done nothing since."""
        one = self._side.current()
        if self._left is None or one is None or key_of(one) != self._left[1]:
            return None
        left = self._side.place(self._left[0])
        return left if left is not None and left.state == LATER else None

    def go_on(self) -> None:
        """One is at another place, or does something else: what was left for later is behind."""
        self._left = None

    def write(self) -> None:
        """Begin a comment: on the place that was left for later just now, or on this one."""
        if left := self.left:
            self._side.choose(key_of(left))
        self._place.comment.setFocus()

    def say(self, text: str) -> None:
        """Say something of it."""
        one = self._side.current()
        if one is not None and self._session.run(operations.discuss, one, text) is not None:
            self.go_on()
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
