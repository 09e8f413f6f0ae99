"""What one works on while a project is open: the pages, their menus, and where one was."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow, QMenu, QStackedWidget

from qualcode.core.ids import DocumentId
from qualcode.core.project import Project
from qualcode.core.translate import _
from qualcode.shell.at_keyboard import file_key
from qualcode.shell.commands.actions import fill
from qualcode.shell.commands.memos import MemoCommands
from qualcode.shell.panels.page_switch import PageSwitch
from qualcode.shell.panels.top_bar import TopBar
from qualcode.shell.remembered import recall, remember
from qualcode.shell.session import Session
from qualcode.shell.windows.pages import FIND, READ, Actions, Pages

if TYPE_CHECKING:
    from qualcode.shell.panels.command_palette import Command, CommandPalette
    from qualcode.shell.panels.tour import Tour

#: Of so many projects the place where one stopped is remembered.
_PLACES: Final = 30
_MENUS_OF_PAGES: Final = ("document", "code", "passage", "board")


class WorkPlace(QObject):
    """Makes the pages when they are first needed, and ties them to the window.

    Attributes:
        made: the pages, or None as long as no project was open.

    Signals:
        import_wanted(), survey_wanted(): a button on one of the pages.
    """

    import_wanted = Signal()
    survey_wanted = Signal()

    def __init__(
        self,
        session: Session,
        top: TopBar,
        stack: QStackedWidget,
        menus: Mapping[str, QMenu],
        window: QMainWindow,
    ) -> None:
        super().__init__(window)
        self._session, self._top, self._stack = session, top, stack
        self._menus, self._window = menus, window
        self._titles = {key: menu.title() for key, menu in menus.items()}
        self.made: Pages | None = None
        self._commands: CommandPalette | None = None
        self._tour: Tour | None = None
        self._placed: Project | None = None

    @property
    def switch(self) -> PageSwitch:
        """The buttons for the pages."""
        return self._top.switch

    @property
    def pages(self) -> Pages:
        """What one works on in a project."""
        if self.made is None:
            made = self.made = Pages(self._session, self._add_to_menus, self._stack)
            made.made.connect(self._page_made)
            made.page_changed.connect(self._top.switch.show_current)
            made.page_changed.connect(lambda _key: self._show_menus())
            memos = MemoCommands(self._session, made, self._show_persons)
            edit: Actions = {"edit": [memos.write]}
            self._add_to_menus(edit)
            self._top.switch.chosen.connect(made.show_page)
            self._stack.addWidget(made)
            shown: list[QAction | QMenu | None] = [
                *made.page_actions.values(),
                None,
                *made.drawer_actions.values(),
            ]
            self._add_to_menus({"view": shown})
            if find := made.drawer_actions.get(FIND):
                self._top.offer_find(find)
            made.show_page(READ)
        return self.made

    def _show_persons(self) -> None:
        from qualcode.shell.dialogs.persons_window import PersonsWindow

        PersonsWindow.show_for(self._session, self._window)

    def _page_made(self, page: Any) -> None:
        if hasattr(page, "import_wanted"):
            page.import_wanted.connect(self.import_wanted)
        if hasattr(page, "survey_wanted"):
            page.survey_wanted.connect(self.survey_wanted)

    def _add_to_menus(self, actions: Actions) -> None:
        for key, items in actions.items():
            menu = self._menus[key]
            if items and not menu.isEmpty():
                menu.addSeparator()
            fill(menu, items)

    def _show_menus(self) -> None:
        """A menu in which nothing can be done on this page is not there."""
        for key in _MENUS_OF_PAGES:
            actions = self._menus[key].actions()
            there = any(one.isVisible() and not one.isSeparator() for one in actions)
            shown = there and self._session.project is not None
            self._menus[key].menuAction().setVisible(shown)
            # the letter of a menu that is not seen is free for what the page underlines
            title = self._titles[key]
            self._menus[key].setTitle(title if shown else title.replace("&", ""))

    def refresh(self) -> None:
        """Without a project there is no page to go to."""
        self._show_menus()
        if self.made is not None:
            for shown in (*self.made.page_actions.values(), *self.made.drawer_actions.values()):
                shown.setEnabled(self._session.project is not None)

    def make_all(self) -> None:
        """Let all that can be done stand in the menus."""
        if self._session.project is not None:
            self.pages.make_all()

    def start_tour(self) -> None:
        """Show the way round the window, where one reads and codes."""
        from qualcode.shell.windows.touring import make_tour

        if self._session.project is None:
            return
        self.pages.show_page(READ)
        if self._tour is None:
            self._tour = make_tour(self.pages, self.switch, self._top.undo, self._window)
            self._tour.over.connect(self._tour_over)
        self._tour.start()

    def _tour_over(self) -> None:
        """The keys are where one reads, whatever had them before."""
        remember(self._session, toured=True)
        if self._session.project is not None:
            self.pages.widget(READ).setFocus()

    def offer_tour(self) -> None:
        """Start it for somebody who has not seen it yet."""
        if not recall(self._session, "toured"):
            self.start_tour()

    # What can be done, and where one can go

    def open_command_palette(self) -> None:
        """Let something that can be done be found by a few letters."""
        if self._commands is None:
            from qualcode.shell.panels.command_palette import CommandPalette

            self._commands = CommandPalette(
                self._window.menuBar(), self._documents_to_go_to, self._window
            )
        self.make_all()
        self._commands.open()

    def _documents_to_go_to(self) -> list[Command]:
        from qualcode.core.store import documents
        from qualcode.shell.panels.command_palette import Command

        if self._session.project is None:
            return []
        return [
            Command(title, _("Document"), "", partial(self._go_to, document_id))
            for document_id, title in documents.titles(self._session.project.db).items()
        ]

    def _go_to(self, document_id: DocumentId) -> None:
        self.pages.show_page(READ)
        self.pages.widget(READ).show_document(document_id)

    # Where one was

    def restore_place(self) -> None:
        """Once for each opening; not when somebody else takes over the keyboard."""
        project = self._session.project
        if project is None or project is self._placed:
            return
        self._placed = project
        places = recall(self._session, "places") or {}
        place = places.get(file_key(project, self._session.copy))
        if place:
            self.pages.restore_state(place)

    def remember_place(self) -> None:
        """Where one is in the project, for the next time; the latest project last."""
        project = self._session.project
        if project is None or self.made is None:
            return
        places = dict(recall(self._session, "places") or {})
        key = file_key(project, self._session.copy)
        places.pop(key, None)
        places[key] = self.made.state()
        remember(self._session, places=dict(list(places.items())[-_PLACES:]))
