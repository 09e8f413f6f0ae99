"""The one window: a bar with the project, notes, the page, and a status bar. It holds the parts
together and keeps them in step with the session; what they do is theirs.
"""

from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QByteArray, QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QMainWindow,
    QMenu,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from qualcode.core.changes import Changes
from qualcode.core.translate import _
from qualcode.shell.commands.actions import action, fill
from qualcode.shell.commands.confidential import ConfidentialCommands
from qualcode.shell.commands.edit import EditCommands
from qualcode.shell.commands.exchange import ExchangeCommands, is_project
from qualcode.shell.commands.file import FileCommands
from qualcode.shell.commands.help import HelpCommands
from qualcode.shell.commands.sheets import SheetCommands
from qualcode.shell.commands.team import TEAM, TeamCommands
from qualcode.shell.commands.view import ViewCommands
from qualcode.shell.dialogs.who_are_you import Answer, WhoAreYouPage
from qualcode.shell.overrides import called_by_qt
from qualcode.shell.panels.job_strip import JobStrip
from qualcode.shell.panels.notice import Notice
from qualcode.shell.panels.page_switch import PageSwitch
from qualcode.shell.panels.top_bar import TopBar
from qualcode.shell.remembered import recall, remember
from qualcode.shell.session import Session
from qualcode.shell.theme import Appearance
from qualcode.shell.windows.banner import Banner
from qualcode.shell.windows.pages import PAGES, READ
from qualcode.shell.windows.start_page import StartPage
from qualcode.shell.windows.told import Told
from qualcode.shell.windows.what_is_open import WhatIsOpen
from qualcode.shell.windows.work_place import WorkPlace

_SIZE: Final = (1280, 800)
_IGNORED: Final = QSizePolicy.Policy.Ignored


class MainWindow(QMainWindow):
    """Attributes: notice, passing, jobs, top, work, open: the parts; file, exchange, edit, view, help: the commands."""

    def __init__(self, session: Session, appearance: Appearance) -> None:
        super().__init__()
        self._session = session
        self._appearance = appearance
        self._start: StartPage | None = None
        self._asking: WhoAreYouPage | None = None
        self.setAcceptDrops(True)
        self.notice = Notice(self)
        self.jobs = JobStrip(self)
        self._make_commands()
        self.banner = Banner(session, self.file.ask_copy, self)
        self._make_menus()
        self._make_centre()
        self._connect()
        self._restore_geometry()
        self._show_opened()

    # Building

    def _make_commands(self) -> None:
        self.file = FileCommands(self._session, self, self.notice)
        self.exchange = ExchangeCommands(self._session, self, self.notice)
        self.sheets = SheetCommands(self._session, self, self.notice)
        self.team = TeamCommands(self._session, self._show_team, self)
        self.confidential = ConfidentialCommands(self._session, self, self._leave_text)
        self.edit = EditCommands(self._session, self._appearance, self)
        self.view = ViewCommands(self._session, self)
        self.help = HelpCommands(self, self._find_command, self._start_tour, self._make_all)
        self.persons = action(
            self,
            _("&Persons…"),
            self._show_persons,
            shortcut="Ctrl+P",
            tip=_("Who speaks: names, pseudonyms, roles and groups"),
        )

    def _make_menus(self) -> None:
        files, out, edit, view = self.file, self.exchange, self.edit, self.view
        bar = self.menuBar()
        bar.setAccessibleName(_("Menus"))
        self._menus: dict[str, QMenu] = {}
        top: list[QAction | QMenu | None] = [
            *(files.new, files.open, files.recent_menu, files.example, None),
            *(out.import_files, out.import_folder, out.surveys.import_survey),
            *(self.sheets.menu, out.export, out.export_margins, None),
            *(self.team.hand_out, self.team.merge, None),
            *(self.confidential.anonymise, self.confidential.seal, None),
            *(files.copy, files.restore, files.details, None, files.close_project, files.quit),
        ]
        self._add_menu("file", _("&File"), top)
        self._add_menu(
            "edit",
            _("&Edit"),
            [edit.undo, edit.redo, None, edit.copy, None, edit.who, edit.settings],
        )
        self._add_menu("document", _("&Document"), [self.persons])
        self._add_menu("code", _("&Code"), [])
        self._add_menu("passage", _("&Passage"), [])
        self._add_menu("board", _("&Board"), [])
        self._add_menu(
            "view",
            _("&View"),
            [view.theme_menu, view.larger, view.smaller, view.normal],
        )
        self._add_menu(
            "help",
            _("&Help"),
            [
                *(self.help.commands, self.help.tour, None),
                *(self.help.manual, self.help.shortcuts, None),
                self.help.about,
            ],
        )

    def _add_menu(self, key: str, title: str, actions: list[QAction | QMenu | None]) -> None:
        menu = QMenu(title, self)
        menu.setAccessibleName(title.replace("&", ""))
        fill(menu, actions)
        self.menuBar().addMenu(menu)
        self._menus[key] = menu

    def _make_centre(self) -> None:
        names = [(place.key, _(place.name), place.shortcut) for place in PAGES]
        self.top = TopBar(self.edit.undo, self.edit.redo, PageSwitch(names), self)
        self._stack = QStackedWidget(self)
        self.work = WorkPlace(self._session, self.top, self._stack, self._menus, self)
        self.work.import_wanted.connect(self.exchange.ask_import)
        self.work.survey_wanted.connect(self.exchange.surveys.ask_import)
        # The pages are shown first: the tour goes round what is seen.
        queued = Qt.ConnectionType.QueuedConnection
        self.file.example_opened.connect(self.work.offer_tour, queued)
        ways = (self.edit.undo, self.edit.redo)
        self.passing = Told(self._session, self.notice, self.banner, ways, self._stack).passing
        self.open = WhatIsOpen(self._session, self._appearance, self.top, self)
        centre = QWidget(self)
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.top, self.banner, self.notice, self.jobs):
            column.addWidget(part)
        column.addWidget(self._stack, 1)
        self.setCentralWidget(centre)

    def _connect(self) -> None:
        session = self._session
        session.opened.connect(self._show_opened)
        session.closing.connect(self.leave_field)
        session.closing.connect(self.work.remember_place)
        session.changed.connect(self._show_changes)
        session.busy_changed.connect(self._refresh)
        session.settings_changed.connect(self._refresh)
        session.job_started.connect(self.jobs.add)
        for job in session.running:  # of the window before this one
            self.jobs.add(job)
        self._appearance.changed.connect(self._refresh)
        self.top.disc_clicked.connect(self._show_who)

    # Keeping in step

    def _show_opened(self) -> None:
        """Another project is open, or none, or somebody else works in it."""
        self._show_page()
        self.banner.follow()
        self._refresh()
        self.open.count()

    def _show_changes(self, changes: Changes) -> None:
        self.statusBar().clearMessage()
        self._refresh()
        self.open.follow(changes)

    def _refresh(self) -> None:
        session = self._session
        for commands in (
            self.file,
            self.exchange,
            self.sheets,
            self.team,
            self.confidential,
            self.edit,
            self.view,
        ):
            commands.refresh()
        self.persons.setEnabled(session.project is not None)
        self.work.refresh()
        self.help.tour.setEnabled(session.project is not None)
        if self._start is not None:
            self._start.show_recent(session.settings.recent)
        self.open.show_project(self.edit.current(), self.banner.text)

    def _show_page(self) -> None:
        if not self._session.settings.coder_name:
            self._show(self._who_page())
        elif self._session.project is None:
            self._show(self._start_page())
        else:
            self._show(self.work.pages)
            self.work.restore_place()

    def _show(self, page: QWidget) -> None:
        if self._stack.currentWidget() is not page:
            self._stack.setCurrentWidget(page)
            for other in filter(None, (self._start, self._asking, self.work.made)):
                # What is not seen doesn't say how small the window may be.
                policy = QSizePolicy.Policy.Preferred if other is page else _IGNORED
                other.setSizePolicy(policy, policy)
        page.setFocus()

    def _start_page(self) -> StartPage:
        if self._start is None:
            self._start = StartPage(self.file.new, [self.file.open, self.file.example], self)
            self._start.chosen.connect(self.file.open_path)
            self._stack.addWidget(self._start)
        return self._start

    def _who_page(self) -> WhoAreYouPage:
        if self._asking is None:
            self._asking = WhoAreYouPage(self._appearance.theme, self)
            self._asking.answered.connect(self._answered)
            self._stack.addWidget(self._asking)
        copy = self._session.copy
        self._asking.propose(copy.owner if copy else None)
        return self._asking

    def _answered(self, answer: Answer) -> None:
        self._session.introduce(answer.name, initials=answer.initials, colour=answer.colour)
        self._show_opened()

    @property
    def _page(self) -> Any:
        """Where one reads and codes."""
        return self.work.pages.widget(READ)

    def _show_team(self) -> Any:
        """The page where evaluators' work comes together."""
        self.work.pages.show_page(TEAM)
        return self.work.pages.widget(TEAM)

    def _leave_text(self) -> None:
        self._page.correcting.leave()

    def _start_tour(self) -> None:
        self.work.start_tour()

    def _find_command(self) -> None:
        self.work.open_command_palette()

    def _make_all(self) -> None:
        self.work.make_all()

    def _show_persons(self) -> None:
        from qualcode.shell.dialogs.persons_window import PersonsWindow

        PersonsWindow.show_for(self._session, self)

    def _show_who(self) -> None:
        disc = self.top.disc
        self.edit.show_who(disc.mapToGlobal(QPoint(0, disc.height())))

    # Files dropped anywhere

    @called_by_qt
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _files_of(event):
            event.acceptProposedAction()

    @called_by_qt
    def dropEvent(self, event: QDropEvent) -> None:
        paths = _files_of(event)
        event.acceptProposedAction()
        # The program that the files come from waits until the drop is over.
        QTimer.singleShot(0, self, lambda: self.take_files(paths))

    def take_files(self, paths: list[Path]) -> None:
        """Open a project, or import transcripts."""
        projects = [path for path in paths if is_project(path)]
        if not self._session.settings.coder_name:
            self.notice.warn(_("Say who you are first, then drop the files again."))
        elif len(projects) == 1 and len(paths) == 1:
            self.file.open_path(projects[0])
        elif projects:
            self.notice.warn(_("Drop one project, or transcripts, but not both at once."))
        else:
            self.exchange.import_paths(paths)

    # Places and sizes

    def _restore_geometry(self) -> None:
        stored = recall(self._session, "geometry")
        if not isinstance(stored, str) or not self.restoreGeometry(
            QByteArray.fromBase64(stored.encode())
        ):
            self.resize(*_SIZE)

    def remember_all(self) -> None:
        """What the next window takes over."""
        self.work.remember_place()
        remember(self._session, geometry=self.saveGeometry().toBase64().toStdString())

    @called_by_qt
    def closeEvent(self, event: QCloseEvent) -> None:
        """Everything is saved already; only work that goes on is asked about."""
        if self._session.is_busy and not self._may_stop_work():
            event.ignore()
            return
        self._session.stop_writing()
        self.leave_field()
        self.remember_all()
        self.hide()  # nobody need wait for the rest
        self.file.back_up_before_the_end()
        self._session.close()
        event.accept()

    def leave_field(self) -> None:
        """Words in a cell or field are kept when one leaves it: so one does before its project is
        closed."""
        field: QWidget | None = self.focusWidget()
        if field is not None:
            field.clearFocus()

    def _may_stop_work(self) -> bool:
        from qualcode.shell.dialogs.question import Question

        return Question.ask(
            _("Still at work"),
            _(
                "Something is still being done. If you close now it is stopped, and the project "
                "is as it was before it began. Everything else is saved."
            ),
            _("&Stop and close"),
            self,
        )


def _files_of(event: QDropEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
