"""The open project and who works in it: one call down, one signal back.

A click becomes `session.run(operation, …)`, which calls one function of the core and tells the
views what changed by one signal. Nothing else in the window writes to a project.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from time import perf_counter
from typing import Any, Concatenate, Final, ParamSpec

from PySide6.QtCore import QObject, Signal

from qualcode.core import logs, settings
from qualcode.core.analysis.whose_copy import Copy, handed_out
from qualcode.core.changes import Changes
from qualcode.core.errors import ProjectError
from qualcode.core.ids import CoderId
from qualcode.core.model import Coder
from qualcode.core.operations import history
from qualcode.core.project import Project
from qualcode.core.settings import Settings
from qualcode.core.store import journal
from qualcode.core.translate import _
from qualcode.shell import at_keyboard, stepping, waiting
from qualcode.shell.jobs import Job, Progress, on_own_connection

Arguments = ParamSpec("Arguments")
Operation = Callable[Concatenate[Project, CoderId, Arguments], Changes]

#: A passage with its code is two rows, and removing it looks for what depends on both: so many
#: take some 20 ms, and half as much to be shown.
_LARGE_PASSAGES: Final = 150
_RECENT: Final = 10


class Session(QObject):
    """The one thing that panels, dialogs and commands share.

    Attributes:
        project: the open project, or None.
        coder_id: the evaluator at the keyboard; None in a project that can't be written to and
            where they have never worked, and in a colleague's copy until they say who they are.
        copy: what is known of the open project as a copy that was handed out; None if it is none.
        settings: what is remembered of this person; change it with `remember`.

    Signals:
        closing(): the open project is about to be closed.
        settling(): what was begun and waits to become an operation is to become one now.
        opened(): another project is open, or none; everything shown is to be read anew.
        changed(Changes): an operation was done.
        stepped(Stepped): it was an undo or a redo; comes after `changed`.
        refused(sentence): something could not be done; the window shows why.
        busy_changed(bool): work that writes is going on; operations are refused meanwhile.
        job_started(Job): the window shows its progress.
        settings_changed(): language, theme, who one is.
    """

    closing = Signal()
    settling = Signal()
    opened = Signal()
    changed = Signal(object)
    stepped = Signal(object)
    refused = Signal(str)
    busy_changed = Signal(bool)
    job_started = Signal(object)
    settings_changed = Signal()

    def __init__(self, stored: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.settings = stored
        self.project: Project | None = None
        self.coder_id: CoderId | None = None
        self.copy: Copy | None = None
        self._jobs: list[Job] = []
        self._waiting: list[Callable[[], object]] = []
        self._is_stopping = False

    # Opening and closing

    def open(self, project: Project) -> None:
        """Work in this project from now on, and close the one before."""
        self.close()
        self.project, self.copy = project, handed_out(project.db)
        self._join()
        recent = (str(project.path.absolute()), *self.settings.recent)
        self.remember(recent=tuple(dict.fromkeys(recent))[:_RECENT])
        self.opened.emit()

    def close(self) -> None:
        """Stop what is running, and close the project, if one is open.

        Work that writes is stopped first: what is being typed can be kept only when it is over.
        What is found for a project that is no longer open is told to nobody.
        """
        if self.project is not None:
            self.stop_writing()
            self.closing.emit()
            self._waiting.clear()
        project, self.project, self.coder_id = self.project, None, None
        self.copy = None
        self._give_up(list(self._jobs))
        if project is not None:
            project.close()
            self.opened.emit()

    # Who is at the keyboard

    def introduce(self, name: str, *, initials: str = "", colour: str = "") -> None:
        """Say who one is, at the first start; in a colleague's copy it is still to be asked."""
        self.remember(coder_name=name, coder_initials=initials, coder_colour=colour)
        if self.project is not None:
            self._join()
            self.opened.emit()

    def set_coder(self, name: str, *, initials: str = "", colour: str = "") -> None:
        """Say who is at the keyboard now: remembered, and a coder in the open project."""
        self.remember(coder_name=name, coder_initials=initials, coder_colour=colour)
        if self.project is None:
            self.remember(window=at_keyboard.without_people(self.settings))
        else:
            self._be(at_keyboard.by_name(self.settings, self.project))
            self.opened.emit()

    def become(self, coder: Coder) -> None:
        """Go on as this evaluator of the open project, now and when it is opened again."""
        self._be(coder.id)
        self.opened.emit()

    @property
    def asks_about(self) -> Coder | None:
        """For whom the open copy was made, as long as it is not said whether that is oneself."""
        project = self.project
        if project is None or project.read_only or self.coder_id is not None:
            return None
        if not self.settings.coder_name:
            return None  # who one is at all is asked first
        return self.copy.owner if self.copy else None

    def _join(self) -> None:
        if self.project is not None and self.settings.coder_name:
            self._be(at_keyboard.joining(self.settings, self.project, self.copy))

    def _be(self, coder_id: CoderId | None) -> None:
        assert self.project is not None, "somebody joins a project that is not open"
        if coder_id is None:
            return
        self.coder_id = coder_id
        window = at_keyboard.with_person(self.settings, self.project, self.copy, coder_id)
        if window != self.settings.window:
            self.remember(window=window)

    # Operations

    @property
    def can_write(self) -> bool:
        """Whether an operation would be tried: a project is open, and by us, and nothing runs."""
        return (
            self.project is not None
            and not self.project.read_only
            and self.coder_id is not None
            and not self.is_busy
        )

    @property
    def is_busy(self) -> bool:
        """Whether work that writes is going on."""
        return any(job.writes for job in self._jobs)

    @property
    def why_not(self) -> str:
        """Why an operation would be refused now, in a sentence; empty if none would be."""
        try:
            self._writable()
        except ProjectError as error:
            return str(error)
        return ""

    def run(
        self,
        operation: Operation[Arguments],
        *arguments: Arguments.args,
        **keywords: Arguments.kwargs,
    ) -> Changes | None:
        """Do an operation and tell the views. None if it was refused, which is told as well."""
        start = perf_counter()
        try:
            project, coder_id = self._writable()
            changes = operation(project, coder_id, *arguments, **keywords)
        except ProjectError as error:
            self.refused.emit(str(error))
            return None
        self._announce(changes, start)
        return changes

    def run_soon(
        self,
        operation: Operation[Arguments],
        *arguments: Arguments.args,
        **keywords: Arguments.kwargs,
    ) -> None:
        """Do it now, or as soon as other work no longer writes: for words that are typed already,
        and would be lost if they were refused. Whoever sat here when they were typed has written
        them. Other work may have removed what they are for, while they were typed or since: that is
        told."""
        typed = waiting.by(self.coder_id, operation)
        self._when_free(partial(self.run, typed, *arguments, **keywords))

    def _when_free(self, run: Callable[[], object]) -> None:
        if self.project is not None and self.is_busy:
            self._waiting.append(run)
        else:
            run()

    def run_on_many(
        self,
        title: str,
        passages: int,
        operation: Operation[Arguments],
        *arguments: Arguments.args,
        **keywords: Arguments.kwargs,
    ) -> None:
        """Do an operation that touches so many passages: at once if they are few, else in a
        thread, with the title beside its progress. The views are told when it is done."""
        if passages < _LARGE_PASSAGES:
            self.run(operation, *arguments, **keywords)
            return

        def work(project: Project, coder_id: CoderId, *, progress: Progress) -> Changes:
            progress(0, 0)
            return operation(project, coder_id, *arguments, **keywords)

        self.start_operation(title, work)

    def settle(self) -> None:
        """Let what waits for a moment's rest be done: before a step is taken back or done again,
        and before another window takes the place of this one."""
        self.settling.emit()

    def undo(self) -> None:
        """Take back the latest operation."""
        self.settle()
        stepping.run(self, self.next_undo(), stepping.UNDO)

    def redo(self) -> None:
        """Do again what was undone last."""
        self.settle()
        stepping.run(self, self._next_redo(), stepping.REDO)

    def next_undo(self) -> journal.Entry | None:
        """What undo would take back; None if nothing."""
        return stepping.next_step(self.project, history.next_undo)

    def _next_redo(self) -> journal.Entry | None:
        return stepping.next_step(self.project, history.next_redo)

    def undo_label(self) -> str | None:
        """What undo would take back, in words; None if nothing."""
        return stepping.in_words(self.next_undo())

    def redo_label(self) -> str | None:
        """What redo would do again, in words; None if nothing."""
        return stepping.in_words(self._next_redo())

    def name_of(self, coder_id: CoderId) -> str:
        """An evaluator's name."""
        from qualcode.core.store import coders

        assert self.project is not None, "an evaluator is asked for of a project that is not open"
        return coders.get(self.project.db, coder_id).name

    # Long work

    @property
    def running(self) -> tuple[Job, ...]:
        """The work that goes on, the latest last."""
        return tuple(self._jobs)

    def start_operation(
        self, title: str, work: Callable[..., Changes], *arguments: Any
    ) -> Job | None:
        """An operation in a thread: ``work(project, coder_id, *arguments, progress=…)``.

        The views are told when it is done. None if it was refused, which is told as well. Connect
        to the job's `done` at once: its signals come no sooner than the event loop.
        """
        try:
            project, coder_id = self._writable()
        except ProjectError as error:
            self.refused.emit(str(error))
            return None
        job = Job(
            title, on_own_connection(project, work, coder_id, *arguments), writes=True, parent=self
        )
        start = perf_counter()
        job.done.connect(lambda changes: self._announce(changes, start))
        self._start(job)
        return job

    def start_soon(
        self,
        title: str,
        work: Callable[..., Changes],
        *arguments: Any,
        begun: Callable[[Job], object],
    ) -> None:
        """`start_operation` as `run_soon` runs; what still waits when all is stopped is done at
        once. `begun` is given the job."""
        typed = waiting.by(self.coder_id, work)

        def start() -> None:
            if self._is_stopping:
                self.run(partial(typed, progress=lambda *_how_far: None), *arguments)
            elif job := self.start_operation(title, typed, *arguments):
                begun(job)

        self._when_free(start)

    def start_reading(self, title: str, work: Callable[..., Any], *arguments: Any) -> Job | None:
        """Work that only reads: ``work(project, *arguments, progress=…)``."""
        if self.project is None:
            return None
        job = Job(title, on_own_connection(self.project, work, *arguments), parent=self)
        self._start(job)
        return job

    def start_apart(self, title: str, work: Callable[..., Any], *arguments: Any) -> Job:
        """Work that needs no project, such as reading files: ``work(*arguments, progress=…)``."""
        job = Job(title, lambda progress: work(*arguments, progress=progress), parent=self)
        self._start(job)
        return job

    def _start(self, job: Job) -> None:
        self._jobs.append(job)
        job.failed.connect(lambda error: self.refused.emit(str(error)))
        job.over.connect(lambda: self._forget(job))
        self.job_started.emit(job)
        if job.writes:
            self.busy_changed.emit(True)
        job.start()

    def stop_writing(self) -> None:
        """Stop work that writes, as if it had not been begun."""
        self._is_stopping = True
        self._give_up([job for job in self._jobs if job.writes])
        self._is_stopping = False

    def _give_up(self, jobs: list[Job]) -> None:
        for job in jobs:
            job.cancel()
        for job in jobs:
            job.give_up()

    def _forget(self, job: Job) -> None:
        self._jobs.remove(job)
        job.deleteLater()
        if job.writes:
            try:
                self._run_waiting()
            finally:
                self.busy_changed.emit(self.is_busy)

    def _run_waiting(self) -> None:
        while self._waiting and not self.is_busy:
            self._waiting.pop(0)()

    def _announce(self, changes: Changes, start: float) -> None:
        if changes:
            logs.operation(changes.operation, perf_counter() - start)
            self.changed.emit(changes)

    def _writable(self) -> tuple[Project, CoderId]:
        if self.project is None:
            raise ProjectError(_("No project is open. Open one, or make a new one."))
        self.project.require_writable()
        if self.is_busy:
            raise ProjectError(_("Something is still being done. Wait until it is, or cancel it."))
        if owner := self.asks_about:
            raise ProjectError(at_keyboard.whose_copy(owner))
        if self.coder_id is None:
            raise ProjectError(_("Say who you are first: choose “Who are you?” in the menu."))
        return self.project, self.coder_id

    # Settings

    def remember(self, **values: Any) -> None:
        """Change settings and save them."""
        self.settings = replace(self.settings, **values)
        try:
            settings.save(self.settings)
        except OSError:
            self.refused.emit(
                _("Your settings could not be saved: there is no room, or no right to write there.")
            )
        self.settings_changed.emit()
