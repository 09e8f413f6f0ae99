"""The File menu: projects are made, opened, copied, restored and closed here."""

import contextlib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from qualcode.core.errors import DamagedProject, ProjectError
from qualcode.core.project import SUFFIX, Project
from qualcode.core.translate import _, language
from qualcode.shell.commands.actions import action, plain
from qualcode.shell.jobs import Progress
from qualcode.shell.panels.notice import Notice
from qualcode.shell.session import Session


class FileCommands(QObject):
    """What can be done with projects as files.

    Attributes:
        new, open, example, copy, restore, close_project, details, quit: the actions.

    Signals: example_opened(): the example is open, perhaps for the first time.
    """

    example_opened = Signal()

    def __init__(self, session: Session, window: QMainWindow, notice: Notice) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        self._notice = notice
        self._make_actions()
        self.recent_menu = QMenu(_("Open &recent"), window)
        self.recent_menu.aboutToShow.connect(self._fill_recent)
        #: the example that is about to be opened
        self._example: Path | None = None
        session.opened.connect(self._opened)
        self.refresh()

    def _make_actions(self) -> None:
        keys = QKeySequence.StandardKey
        self.new = action(
            self,
            _("&New project…"),
            self.ask_new,
            shortcut=keys.New,
            tip=_("Make a new, empty project"),
        )
        self.open = action(
            self, _("&Open…"), self.ask_open, shortcut=keys.Open, tip=_("Open a project’s file")
        )
        self.example = action(
            self,
            _("Open the e&xample"),
            self.open_example,
            tip=_(
                "A project with four coded transcripts to try things in; it is made among your documents"
            ),
        )
        self.quit = action(
            self,
            _("&Quit"),
            self._window.close,
            shortcut="Ctrl+Q",
            tip=_("Close the project and the window; everything is saved"),
            role=QAction.MenuRole.QuitRole,
        )
        self._make_actions_of_a_project()

    def _make_actions_of_a_project(self) -> None:
        self.copy = action(
            self,
            _("&Save a copy…"),
            self.ask_copy,
            shortcut="Ctrl+Shift+S",
            tip=_("Write the whole project as another file; you go on in this one"),
        )
        self.restore = action(
            self,
            _("Restore a &backup…"),
            self.ask_restore,
            tip=_("Let the project be as it was at an earlier time"),
        )
        self.details = action(
            self,
            _("Project &details…"),
            self.ask_details,
            tip=_("The project’s name, language and evaluation questions"),
        )
        self.close_project = action(
            self,
            _("&Close the project"),
            self.close_open_project,
            shortcut="Ctrl+W",
            tip=_("Close the project; everything is saved"),
        )

    def refresh(self) -> None:
        """Let what can't be done now look like that."""
        session = self._session
        known = bool(session.settings.coder_name)
        for made in (self.new, self.open, self.example):
            made.setEnabled(known and not session.is_busy)
        self.recent_menu.setEnabled(known and not session.is_busy)
        for made in (self.copy, self.restore, self.close_project):
            made.setEnabled(session.project is not None and not session.is_busy)
        self.details.setEnabled(session.can_write)

    # New and open

    def ask_new(self) -> None:
        from qualcode.shell.dialogs.files import Kind, remember_folder
        from qualcode.shell.dialogs.new_project import NewProjectDialog

        wanted = NewProjectDialog.ask(self._session, self._window)
        if wanted is not None:
            remember_folder(self._session, wanted.path, Kind.PROJECTS)
            self._enter(
                lambda: Project.create(wanted.path, name=wanted.name, language=wanted.language)
            )

    def ask_open(self) -> None:
        from qualcode.shell.dialogs.files import ask_project

        path = ask_project(self._session, self._window)
        if path is not None:
            self.open_path(path)

    def open_path(self, path: Path) -> None:
        """Open this project, unless it is the one that is open."""
        current = self._session.project
        if current is not None and path.exists() and path.samefile(current.path):
            return
        self._enter(lambda: Project.open(path))

    def _enter(self, make: Callable[[], Project]) -> None:
        self._leave(lambda: self._change_to(make))

    def _leave(self, then: Callable[[], None]) -> None:
        """Do something with the open project's file closed, once there is a backup of its work."""
        from qualcode.core.operations.project_details import first_backup_is_due

        project = self._session.project
        if project is None or not first_backup_is_due(project):
            then()
            return
        job = self._session.start_reading(_("Making a first backup…"), _back_up)
        if job is not None:
            job.over.connect(lambda: then() if self._session.project is project else None)

    def _change_to(self, make: Callable[[], Project]) -> None:
        try:
            project = make()
        except ProjectError as error:
            self._notice.warn(str(error))
            return
        self._notice.clear()
        self._session.open(project)
        self.look_through()

    def look_through(self) -> None:
        """Look for damage in the whole of the project that is open, before more is written to it."""
        project = self._session.project
        if project is None:
            return
        job = self._session.start_reading(_("Looking through the project…"), _look_through)
        if job is not None:
            job.done.connect(lambda damage: self._looked_through(project, damage))

    def _looked_through(self, project: Project, damage: DamagedProject | None) -> None:
        """A damaged project is read and no more; of a sound one there is a backup each day."""
        from qualcode.core.operations.project_details import backup_is_due

        if project is not self._session.project:
            return
        if damage is not None:
            project.refuse_writing(damage)
            self._session.opened.emit()
        elif backup_is_due(project):
            self._session.start_reading(_("Making today’s backup…"), _back_up)

    # Recent

    def _fill_recent(self) -> None:
        self.recent_menu.clear()
        for text in self._session.settings.recent:
            self.recent_menu.addAction(self._recent_action(Path(text)))
        if self.recent_menu.isEmpty():
            none = self.recent_menu.addAction(_("No projects yet"))
            none.setEnabled(False)
            return
        self.recent_menu.addSeparator()
        self.recent_menu.addAction(
            action(self.recent_menu, _("&Clear the list"), self.clear_recent)
        )

    def _recent_action(self, path: Path) -> QAction:
        made = action(
            self.recent_menu,
            plain(path.stem),
            lambda: self.open_path(path),
            tip=str(path),
        )
        made.setEnabled(path.is_file())
        return made

    def clear_recent(self) -> None:
        self._session.remember(recent=())

    # Copies

    def ask_copy(self) -> None:
        from qualcode.core.operations.project_details import save_copy
        from qualcode.shell.dialogs.files import Kind, ask_target

        project = self._session.project
        if project is None:
            return
        target = ask_target(
            self._session,
            self._window,
            _("Save a copy"),
            name=_("{name} (copy)").format(name=project.path.stem) + SUFFIX,
            filters={SUFFIX: _("Qualcode project")},
            kind=Kind.COPIES,
        )
        if target is None:
            return

        def work(own: Project, *, progress: Progress) -> Path:
            progress(0, 0)
            return save_copy(own, target, overwrite=True)

        job = self._session.start_reading(_("Saving a copy…"), work)
        if job is not None:
            job.done.connect(self._tell_of_copy)

    def _tell_of_copy(self, path: Path) -> None:
        self._notice.tell(_("The copy is saved as “{file}”.").format(file=path.name))

    def ask_restore(self) -> None:
        from qualcode.core.operations.project_details import restore_backup
        from qualcode.shell.dialogs.restore import RestoreDialog

        project = self._session.project
        if project is None:
            return
        path = project.path
        backup = RestoreDialog.ask(path, self._window)
        if backup is None:
            return

        def work(*, progress: Progress) -> None:
            progress(0, 0)
            restore_backup(path, backup.path)

        self._session.close()
        job = self._session.start_apart(_("Restoring the backup…"), work)
        job.done.connect(lambda _none: self._reopen(path, backup.time))
        job.failed.connect(lambda error: self._reopen(path, error))

    def _reopen(self, path: Path, outcome: datetime | ProjectError) -> None:
        self.open_path(path)
        if isinstance(outcome, ProjectError):
            self._notice.warn(str(outcome))
        else:
            time = f"{outcome.astimezone():%Y-%m-%d %H:%M}"
            self._notice.tell(_("The project is as it was on {time}.").format(time=time))

    # The rest

    def open_example(self) -> None:
        """Open the example among the person's documents; made there if it isn't yet."""
        from platformdirs import user_documents_path

        documents = user_documents_path()
        folder = (documents if documents.is_dir() else Path.home()) / _("Qualcode example")
        there = list(folder.glob(f"*{SUFFIX}"))
        if there:  # backups beside it have longer names
            self._show_example(min(there, key=lambda file: (len(file.name), file.name)))
        else:
            self.make_example(folder)

    def make_example(self, folder: Path) -> None:
        """Write the example into this folder, as files of their own, and open it."""

        def work(*, progress: Progress) -> Path:
            from qualcode.core.demo import build_example

            progress(0, 0)
            return build_example(folder, language()).project

        job = self._session.start_apart(_("Making the example…"), work)
        job.done.connect(self._show_example)

    def _show_example(self, path: Path) -> None:
        self._example = path.absolute()
        self.open_path(path)

    def _opened(self) -> None:
        project, example = self._session.project, self._example
        if project is not None and example is not None and project.path.absolute() == example:
            self._example = None
            self._notice.tell(_("The example is in {folder}.").format(folder=str(example.parent)))
            self.example_opened.emit()

    def ask_details(self) -> None:
        from qualcode.shell.dialogs.new_project import ProjectDialog

        ProjectDialog.ask(self._session, self._window)

    def close_open_project(self) -> None:
        self._notice.clear()
        self._leave(self._session.close)

    def back_up_before_the_end(self) -> None:
        """The same as `_leave` does, where nothing is left to wait for and to be told in."""
        from qualcode.core.operations.project_details import first_backup_is_due, make_backup

        project = self._session.project
        with contextlib.suppress(ProjectError):  # all is in the project's own file
            if project is not None and first_backup_is_due(project):
                make_backup(project)


def _look_through(project: Project, *, progress: Progress) -> DamagedProject | None:
    progress(0, 0)
    try:
        project.require_sound()
    except DamagedProject as damage:
        return damage
    return None


def _back_up(project: Project, *, progress: Progress) -> None:
    from qualcode.core.operations.project_details import make_backup

    progress(0, 0)
    make_backup(project)
