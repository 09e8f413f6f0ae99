"""The pages of the window and the drawers beside them: which there are, and which is shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QSizePolicy, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from qualcode.core.ids import DocumentId
from qualcode.core.translate import N_, _
from qualcode.shell.chosen import Chosen
from qualcode.shell.commands.actions import action
from qualcode.shell.keys import give_back
from qualcode.shell.panels.painting import px
from qualcode.shell.session import Session

Actions = dict[str, list[QAction | QMenu | None]]


@dataclass(frozen=True)
class Place:
    """A page or a drawer: what it is called, and where its widget is made.

    Attributes:
        maker: ``module:Class``; imported when it is first shown, for the start is to be quick.
        also: another shortcut, which may mean something else where one writes or reads.
    """

    key: str
    name: str
    shortcut: str
    maker: str
    tip: str
    also: str = ""

    def make(self, session: Session, chosen: Chosen, parent: QWidget) -> Any:
        module, name = self.maker.split(":")
        return getattr(import_module(module), name)(session, chosen, parent)


READ: Final = "read"
FIND: Final = "find"
PAGES: Final = (
    Place(
        READ,
        N_("Read and code"),
        "Ctrl+1",
        "qualcode.shell.pages.read_and_code:ReadAndCodePage",
        N_("Read the texts and mark passages with codes"),
    ),
    Place(
        "categories",
        N_("Categories"),
        "Ctrl+2",
        "qualcode.shell.pages.categories:CategoriesPage",
        N_("All passages of a code, and the codebook"),
    ),
    Place(
        "units",
        N_("Meaning units"),
        "Ctrl+3",
        "qualcode.shell.pages.meaning_units:MeaningUnitsPage",
        N_("Condense passages, and lead them to categories and themes"),
    ),
    Place(
        "board",
        N_("Board"),
        "Ctrl+4",
        "qualcode.shell.pages.board:BoardPage",
        N_("Lay codes and notes out by hand, and group them into categories"),
    ),
    Place(
        "documents",
        N_("Documents"),
        "Ctrl+5",
        "qualcode.shell.pages.documents_grid:DocumentsPage",
        N_("Fill in what is known of documents, persons and cases"),
    ),
    Place(
        "team",
        N_("Team"),
        "Ctrl+6",
        "qualcode.shell.pages.team:TeamPage",
        N_("Hand out copies, merge colleagues’ work, and see who did what"),
    ),
)
DRAWERS: Final[tuple[Place, ...]] = (
    Place(
        FIND,
        N_("Find everywhere"),
        "Ctrl+Shift+F",
        "qualcode.shell.panels.search_drawer:SearchDrawer",
        N_("Find words in all texts, codes, comments and memos"),
        # In the text it finds there, and once more everywhere.
        also="Ctrl+F",
    ),
    Place(
        "memos",
        N_("Memos"),
        "Ctrl+Shift+M",
        "qualcode.shell.panels.memos_drawer:MemosDrawer",
        N_("All memos: find, sort and write them"),
    ),
    Place(
        "journal",
        N_("Research journal"),
        "Ctrl+Shift+J",
        "qualcode.shell.panels.journal_drawer:JournalDrawer",
        N_("Today’s page of the research journal, and those before"),
    ),
    Place(
        "history",
        N_("History"),
        "Ctrl+H",
        "qualcode.shell.panels.history_drawer:HistoryDrawer",
        N_("Who did what and when; undo a step of it"),
    ),
    Place(
        "unplaced",
        N_("Passages without a place"),
        "",
        "qualcode.shell.panels.unplaced_drawer:UnplacedDrawer",
        N_("Passages whose words are gone since a transcript was corrected"),
    ),
)

_DRAWER_WIDTH: Final = 380


class Pages(QWidget):
    """All pages, of which one is shown, and at most one drawer to the right of it.

    A page or drawer may have: ``menu_actions()``, shown in the menus while it is seen; ``state()``
    and ``restore_state()``; ``came()`` and ``went()``, when it comes into view and leaves it; the
    signals ``passage_wanted(document_id, start, end)`` and ``drawer_wanted(key, words)``.

    Attributes:
        chosen: what is chosen on all of them.
        page_actions, drawer_actions: for the View menu, by key.

    Signals:
        page_changed(key): another page is shown.
        made(widget): a page or drawer is there for the first time.
    """

    page_changed = Signal(str)
    made = Signal(object)

    def __init__(
        self, session: Session, fill_menus: Callable[[Actions], None], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._fill_menus = fill_menus
        self.chosen = Chosen(session, self)
        #: with what they may have beside what every widget has
        self._widgets: dict[str, Any] = {}
        self._stored: dict[str, Any] = {}
        self._current = ""
        self._drawer = ""
        self._before: QWidget | None = None
        self._stack = QStackedWidget(self)
        self._drawers = QStackedWidget(self)
        self._drawers.hide()
        self._splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(1)
        for part in (self._stack, self._drawers):
            self._splitter.addWidget(part)
        self._splitter.setStretchFactor(0, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._splitter)
        self.page_actions = {place.key: self._action(place, self.show_page) for place in PAGES}
        self.drawer_actions: dict[str, QAction] = {
            place.key: self._action(place, self.toggle_drawer) for place in DRAWERS
        }
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self._drawers)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.close_drawer)

    def _action(self, place: Place, show: Callable[[str], object]) -> QAction:
        made = action(
            self,
            _(place.name),
            lambda: show(place.key),
            shortcut=[key for key in (place.shortcut, place.also) if key],
            tip=_(place.tip),
        )
        made.setCheckable(True)
        return made

    # Pages

    @property
    def current(self) -> str:
        """The key of the page that is shown."""
        return self._current

    def widget(self, key: str) -> Any:
        """A page or drawer; made now if it was not there."""
        if key not in self._widgets:
            place = next(place for place in (*PAGES, *DRAWERS) if place.key == key)
            stack = self._drawers if place in DRAWERS else self._stack
            made = place.make(self._session, self.chosen, stack)
            stack.addWidget(made)
            self._widgets[key] = made
            self._connect(made)
            if hasattr(made, "menu_actions"):
                actions = made.menu_actions()
                self._fill_menus(actions)
                _show_actions(actions, shown=False)
            if key in self._stored and hasattr(made, "restore_state"):
                made.restore_state(self._stored.pop(key))
            self.made.emit(made)
        return self._widgets[key]

    def make_all(self) -> None:
        """Make every page and drawer, so that all that can be done stands in the menus."""
        for place in (*PAGES, *DRAWERS):
            self.widget(place.key)

    def _connect(self, made: Any) -> None:
        if hasattr(made, "passage_wanted"):
            made.passage_wanted.connect(self.show_passage)
        if hasattr(made, "drawer_wanted"):
            made.drawer_wanted.connect(self.open_drawer)
        if hasattr(made, "page_wanted"):
            made.page_wanted.connect(self.show_page)
        if hasattr(made, "hits_shown"):
            made.hits_shown.connect(self._show_hits)
        if hasattr(made, "close_wanted"):
            made.close_wanted.connect(self.close_drawer)

    def show_page(self, key: str) -> None:
        """Show a page, and let it have the keys."""
        page = self.widget(key)
        if key != self._current:
            if self._current:
                self._leave(self._current)
            self._current = key
            for other in (
                self._widgets[place.key] for place in PAGES if place.key in self._widgets
            ):
                # What is not seen doesn't say how small the window may be.
                kept = QSizePolicy.Policy.Preferred if other is page else QSizePolicy.Policy.Ignored
                other.setSizePolicy(kept, kept)
            self._stack.setCurrentWidget(page)
            self.setFocusProxy(page)
            self._enter(key)
            self.page_changed.emit(key)
        self.page_actions[key].setChecked(True)
        page.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _enter(self, key: str) -> None:
        widget = self._widgets[key]
        if hasattr(widget, "menu_actions"):
            _show_actions(widget.menu_actions(), shown=True)
        if hasattr(widget, "came"):
            widget.came()

    def _leave(self, key: str) -> None:
        widget = self._widgets[key]
        actions = {**self.page_actions, **self.drawer_actions}
        actions[key].setChecked(False)
        if hasattr(widget, "went"):
            widget.went()
        if hasattr(widget, "menu_actions"):
            _show_actions(widget.menu_actions(), shown=False)

    def show_passage(self, document_id: str, start: int, end: int) -> None:
        """Show a place of a text where one reads and codes."""
        self.show_page(READ)
        self._widgets[READ].show_passage(DocumentId(document_id), start, end)

    def _show_hits(self, found: Any) -> None:
        """Let what was found stand out in the texts."""
        self.widget(READ).find_in_text.show_found(found)

    # Drawers

    @property
    def drawer(self) -> str:
        """The key of the drawer that is open; empty if none is."""
        return self._drawer

    def toggle_drawer(self, key: str) -> None:
        """Open a drawer; if it is open and has the keys already, close it."""
        if key == self._drawer and self._has_keys():
            self.close_drawer()
        else:
            self.open_drawer(key)

    def _has_keys(self) -> bool:
        focused: QWidget | None = self.window().focusWidget()
        return focused is not None and self._drawers.isAncestorOf(focused)

    def open_drawer(self, key: str, words: str = "") -> None:
        """Open a drawer beside the page, and let it have the keys; `words` are to be found there."""
        widget = self.widget(key)
        if key != self._drawer:
            if self._drawer:
                self._leave(self._drawer)
            else:
                self._before = self.window().focusWidget()
            self._drawer = key
            self._drawers.setCurrentWidget(widget)
            if not self._drawers.isVisibleTo(self):
                self._drawers.show()
                width = max(self.width(), 1)
                self._splitter.setSizes([width - px(_DRAWER_WIDTH), px(_DRAWER_WIDTH)])
            self._enter(key)
        self.drawer_actions[key].setChecked(True)
        if words and hasattr(widget, "find_words"):
            widget.find_words(words)
        if hasattr(widget, "focus_first"):
            widget.focus_first()
        else:
            widget.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_drawer(self) -> None:
        """Close the drawer; the keys go back to where they were."""
        if not self._drawer:
            return
        had_keys, before = self._has_keys(), self._before
        self._leave(self._drawer)
        self._drawer, self._before = "", None
        self._drawers.hide()
        if had_keys and not give_back(before, Qt.FocusReason.OtherFocusReason):
            self._widgets[self._current].setFocus(Qt.FocusReason.OtherFocusReason)

    # Places

    def state(self) -> dict[str, Any]:
        """How everything was left, for `restore_state`. It holds no word of a text."""
        states = {
            key: made.state() for key, made in self._widgets.items() if hasattr(made, "state")
        }
        return {"page": self._current, "drawer": self._drawer, "places": {**self._stored, **states}}

    def restore_state(self, stored: dict[str, Any]) -> None:
        """Go back to how everything was left."""
        places = stored.get("places") if "page" in stored else {READ: stored}
        self._stored = dict(places) if isinstance(places, dict) else {}
        for key, made in self._widgets.items():
            if key in self._stored and hasattr(made, "restore_state"):
                made.restore_state(self._stored.pop(key))
        page = stored.get("page")
        self.show_page(page if page in self.page_actions else READ)


def _show_actions(actions: Actions, *, shown: bool) -> None:
    """An action that is not seen in its menu has no keys either."""
    for items in actions.values():
        for item in items:
            if isinstance(item, QMenu):
                item.menuAction().setVisible(shown)
            elif item is not None:
                item.setVisible(shown)
