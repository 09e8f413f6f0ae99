"""The File menu: projects are made, opened, copied, restored and closed here."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from qualcode.core.errors import ProjectError
from qualcode.core.project import SUFFIX, Project
from qualcode.core.translate import _, language
from qualcode.shell.commands.actions import action, plain
from qualcode.shell.jobs import Progress
from qualcode.shell.panels.notice import Notice
from qualcode.shell.session import Session

_BETWEEN_BACKUPS: Final = timedelta(days=1)


class FileCommands(QObject):
    """What can be done with projects as files.

    Attributes:
        new, open, example, copy, restore, close_project, details, quit: the actions.
    """

    def __init__(self, session: Session, window: QMainWindow, notice: Notice) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        self._notice = notice
        self._make_actions()
        self.recent_menu = QMenu(_("Open &recent"), window)
        self.recent_menu.aboutToShow.connect(self._fill_recent)
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
            self.ask_example,
            tip=_("Make the example project, with four coded transcripts, and open it"),
        )
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
        self.quit = action(
            self,
            _("&Quit"),
            self._window.close,
            shortcut="Ctrl+Q",
            tip=_("Close the project and the window; everything is saved"),
            role=QAction.MenuRole.QuitRole,
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
        from qualcode.shell.dialogs.files import remember_folder
        from qualcode.shell.dialogs.new_project import NewProjectDialog

        wanted = NewProjectDialog.ask(self._session, self._window)
        if wanted is not None:
            remember_folder(self._session, wanted.path)
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
        try:
            project = make()
        except ProjectError as error:
            self._notice.warn(str(error))
            return
        self._notice.clear()
        self._session.open(project)
        self._back_up_daily(project)

    def _back_up_daily(self, project: Project) -> None:
        """Once a day, if something was done since: the copy that one can go back to."""
        from qualcode.core.store.backups import backups_of
        from qualcode.core.store.summary import last_change

        changed = last_change(project.db)
        if project.read_only or changed is None:
            return
        newest = next(iter(backups_of(project.path)), None)
        before = newest.time if newest else datetime.fromisoformat(project.info.created)
        is_old = datetime.now(UTC) - before > _BETWEEN_BACKUPS
        if is_old and datetime.fromisoformat(changed) > before:
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
        from qualcode.shell.dialogs.files import ask_target

        project = self._session.project
        if project is None:
            return
        target = ask_target(
            self._session,
            self._window,
            _("Save a copy"),
            name=_("{name} (copy)").format(name=project.path.stem) + SUFFIX,
            filters={SUFFIX: _("Qualcode project")},
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

    def ask_example(self) -> None:
        from qualcode.shell.dialogs.files import ask_folder

        folder = ask_folder(self._session, self._window, _("Where to put the example"))
        if folder is not None:
            self.make_example(folder)

    def make_example(self, folder: Path) -> None:
        """Write the example into this folder, as files of their own, and open it."""

        def work(*, progress: Progress) -> Path:
            from qualcode.core.demo import build_example

            progress(0, 0)
            return build_example(folder, language()).project

        job = self._session.start_apart(_("Making the example…"), work)
        job.done.connect(self.open_path)

    def ask_details(self) -> None:
        from qualcode.shell.dialogs.new_project import ProjectDialog

        ProjectDialog.ask(self._session, self._window)

    def close_open_project(self) -> None:
        self._notice.clear()
        self._session.close()


def _back_up(project: Project, *, progress: Progress) -> None:
    from qualcode.core.operations.project_details import make_backup

    progress(0, 0)
    make_backup(project)
