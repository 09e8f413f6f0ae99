"""What can be done with codes: make, name, colour, describe, move, merge, split, delete."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from qualcode.core.ids import CodeId
from qualcode.core.operations import codes as operations
from qualcode.core.operations.codes import NewCode
from qualcode.core.store import codings, documents
from qualcode.core.translate import _, ngettext
from qualcode.shell.commands.actions import action, enable, fill
from qualcode.shell.commands.deleting_codes import words_of_deleting
from qualcode.shell.commands.moving import CodeMoves
from qualcode.shell.dialogs.question import Question
from qualcode.shell.models.codebook import Codebook
from qualcode.shell.models.number_keys import NUMBERS, NumberKeys
from qualcode.shell.panels.codes import CodesPanel
from qualcode.shell.panels.colour_grid import ColourMenu
from qualcode.shell.session import Session


class CodebookCommands(QObject):
    """The actions on codes, for menus and keys, and what they do.

    Signals:
        tag_wanted(code_id): the marked words are to be tagged with the code.
        next_wanted(code_id, back): the next passage of the code is to be shown, or the one before.
        keys_changed(): another code has a number key.
    """

    tag_wanted = Signal(str)
    next_wanted = Signal(str, bool)
    keys_changed = Signal()

    def __init__(self, session: Session, panel: CodesPanel, page: QWidget) -> None:
        super().__init__(page)
        self._session = session
        self._panel = panel
        self._page = page
        self._keys = NumberKeys()
        #: what others do with the current code, for the menu
        self.further: list[QAction] = []
        self._make_actions()
        self._moving = CodeMoves(session, panel, page)
        self.moves = self._moving.actions
        self._make_menus()
        self._connect()
        self.refresh()

    @property
    def _codebook(self) -> Codebook:
        return self._panel.model.codebook

    def _connect(self) -> None:
        model = self._panel.model
        model.rename_wanted.connect(self.rename)
        self._panel.new_wanted.connect(self.ask_new)
        self._panel.menu_wanted.connect(self.show_menu)
        self._panel.current_changed.connect(self.refresh)
        self._panel.view.selectionModel().selectionChanged.connect(lambda *_all: self.refresh())

    # Actions

    def _make_actions(self) -> None:
        self.new = self._anywhere(
            _("&New code…"), self.ask_new, "Ctrl+Shift+N", _("Make a code with its definition")
        )
        self._panel.addAction(self._key_only("Insert", self.ask_new))
        self.rename_here = self._in_panel(
            _("&Rename"), self._panel.edit_name, ("F2",), _("Give the code another name")
        )
        self.describe = self._in_panel(
            _("&Describe…"),
            self.ask_description,
            ("Ctrl+D",),
            _("Say what the code stands for, when to use it and when not"),
        )
        self.merge = self._in_panel(
            _("Mer&ge…"), self.ask_merge, (), _("Make several codes one; nothing is lost")
        )
        self.split = self._in_panel(
            _("&Split…"), self.ask_split, (), _("Move some of the code’s passages to a new code")
        )
        self.delete = self._in_panel(
            _("D&elete…"),
            self.ask_delete,
            (QKeySequence.StandardKey.Delete,),
            _("Delete the code with its sub-codes and its marks"),
        )
        self.tag = self._in_panel(
            _("&Tag the marked words"), self._tag, (), _("Tag the marked words with this code")
        )
        self.next = self._anywhere(
            _("Ne&xt passage"), lambda: self._next(back=False), "F3", _("Show its next passage")
        )
        self.previous = self._anywhere(
            _("&Previous passage"),
            lambda: self._next(back=True),
            "Shift+F3",
            _("Show the passage of it before this one"),
        )

    def _make_menus(self) -> None:
        self.colours = ColourMenu(self._page)
        self.colours.chosen.connect(self.recolour)
        self.key_menu = QMenu(_("Number &key"), self._page)
        for number in NUMBERS:
            made = action(self.key_menu, str(number), _setting(self, number))
            self.key_menu.addAction(made)

    def _anywhere(self, text: str, run: Callable[[], object], key: str, tip: str) -> QAction:
        """An action whose key counts in the whole page."""
        made = action(self, text, run, shortcut=key, tip=tip)
        self._page.addAction(made)
        return made

    def _in_panel(
        self, text: str, run: Callable[[], object], keys: Sequence[object], tip: str
    ) -> QAction:
        """An action whose key counts while the tree has the keys."""
        made = action(self, text, run, shortcut=keys, tip=tip)  # type: ignore[arg-type]
        made.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._panel.view.addAction(made)
        return made

    def _key_only(self, key: str, run: Callable[[], object]) -> QAction:
        made = action(self, "", run, shortcut=key)
        made.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        return made

    def menu(self) -> list[QAction | None]:
        """The Code menu."""
        return [
            self.new,
            self.rename_here,
            self.colours.menuAction(),
            self.key_menu.menuAction(),
            self.describe,
            None,
            *self.moves,
            None,
            self.merge,
            self.split,
            *self.further,
            self.delete,
            None,
            self.tag,
            self.next,
            self.previous,
        ]

    def show_menu(self, point: QPoint) -> None:
        """The same on the tree itself."""
        menu = QMenu(self._page)
        fill(menu, self.menu())
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(point)

    def refresh(self) -> None:
        """Enable what can be done now; say why the rest can't."""
        why_not = self._session.why_not
        chosen = self._panel.selected()
        one = "" if len(chosen) == 1 else _("Choose one code first.")
        some = "" if chosen else _("Choose a code first.")
        enable(self.new, why_not)
        for on_one in (self.rename_here, self.describe, self.split, self.tag, *self.moves):
            enable(on_one, why_not or one)
        for on_some in (self.merge, self.delete):
            enable(on_some, why_not or some)
        self.colours.setEnabled(not (why_not or some))
        self.key_menu.setEnabled(not one)
        for step in (self.next, self.previous):
            enable(step, "" if self._panel.current() else _("Choose a code first."))

    # Making and describing

    def _current(self) -> CodeId | None:
        return self._panel.current()

    def parent_for_new(self) -> CodeId | None:
        """Under what a new code would stand: the current code if it is a heading, or what it
        stands under itself."""
        current = self._current()
        if current is None:
            return None
        if self._codebook.children(current) or self._codebook.parent(current) is None:
            return current
        return self._codebook.parent(current)

    def ask_new(self) -> None:
        """Ask for a new code and make it."""
        from qualcode.shell.dialogs.code_dialog import CodeDialog

        if self._session.why_not:
            return
        details = CodeDialog.ask(
            self._codebook, parent_id=self.parent_for_new(), parent=self._page.window()
        )
        if details is None:
            return
        done = self._session.run(operations.create_code, NewCode(**asdict(details)))
        if done:
            self._panel.set_current(CodeId(done.first("codes")))

    def ask_description(self) -> None:
        """Ask what the code stands for."""
        from qualcode.shell.dialogs.code_dialog import CodeDialog

        code = self._codebook.codes.get(self._current() or CodeId(""))
        if code is None:
            return
        details = CodeDialog.ask(self._codebook, code, parent=self._page.window())
        if details is not None:
            self._session.run(
                operations.describe_code,
                code.id,
                definition=details.definition,
                when_to_use=details.when_to_use,
                when_not_to_use=details.when_not_to_use,
                example=details.example,
                level=details.level,
            )

    def rename(self, code_id: str, name: str) -> None:
        self._session.run_soon(operations.rename_code, CodeId(code_id), name)

    def recolour(self, colour: str) -> None:
        """Give the chosen codes a colour."""
        chosen = self._panel.selected()
        if chosen:
            self._session.run(operations.recolour_codes, chosen, colour)

    # Merging, splitting, deleting

    def ask_merge(self) -> None:
        """Ask into which code the chosen ones go."""
        from qualcode.shell.dialogs.merge_codes import MergeDialog

        chosen = self._panel.selected()
        wanted = MergeDialog.ask(self._panel.model, chosen, self._page.window()) if chosen else None
        if wanted is None:
            return
        into, others = wanted
        self._panel.set_current(into)
        self._session.run_on_many(
            _("Merging codes…"), self._passages(others), operations.merge_codes, into, others
        )

    def ask_split(self) -> None:
        """Ask which of the code's passages get a new one."""
        from qualcode.shell.dialogs.split_code import SplitDialog

        code = self._codebook.codes.get(self._current() or CodeId(""))
        project = self._session.project
        if code is None or project is None:
            return
        found = codings.marks(project.db, [c.id for c in codings.of_codes(project.db, [code.id])])
        titles = documents.titles(project.db)
        found.sort(key=lambda mark: (mark.segment.document_id, mark.segment.start or 0))
        wanted = SplitDialog.ask(code, found, titles, self._page.window())
        if wanted is not None:
            parent_id = code.id if wanted.under_old else code.parent_id
            new = NewCode(wanted.name, parent_id=parent_id)
            taken = list(wanted.codings)
            self._session.run_on_many(
                _("Splitting the code…"), len(taken), operations.split_code, code.id, new, taken
            )

    def ask_delete(self) -> None:
        """Say what goes with the chosen codes, and delete them if that is wanted."""
        chosen = self._codebook.topmost(self._panel.selected())
        if not chosen:
            return
        title = ngettext("Delete code", "Delete codes", len(chosen))
        words = words_of_deleting(self._session, self._panel.model, chosen)
        if Question.ask(title, words, _("Delete"), self._page.window()):
            self._session.run_on_many(
                _("Deleting codes…"), self._passages(chosen), operations.delete_codes, chosen
            )

    def _passages(self, chosen: Sequence[CodeId]) -> int:
        return sum(self._panel.model.count_of(code_id).passages for code_id in chosen)

    # Keys and passages

    @property
    def keys(self) -> dict[int, CodeId]:
        """The code of each number key that stands for one."""
        return self._keys.in_use

    def set_keys(self, stored: object, given: object = None) -> None:
        """Take up which codes have which number keys, as `chosen_keys` and `given_keys` said."""
        self._keys.restore(stored, given, self._codebook)
        self._show_keys()

    def chosen_keys(self) -> dict[str, str]:
        """The keys that the user gave to codes."""
        return self._keys.chosen()

    def given_keys(self) -> dict[str, str]:
        """The keys that codes got by themselves."""
        return self._keys.given()

    def refresh_keys(self) -> None:
        """Codes have come, gone or moved."""
        self._keys.follow(self._codebook)
        self._show_keys()

    def _show_keys(self) -> None:
        self._panel.model.set_keys(self.keys)
        self.keys_changed.emit()

    def give_key(self, number: int) -> None:
        """Let a number key stand for the current code."""
        code_id = self._current()
        if code_id is not None:
            self._keys.choose(number, code_id)
            self.refresh_keys()

    def _tag(self) -> None:
        current = self._current()
        if current is not None:
            self.tag_wanted.emit(current)

    def _next(self, *, back: bool) -> None:
        current = self._current()
        if current is not None:
            self.next_wanted.emit(current, back)


def _setting(commands: CodebookCommands, number: int) -> Callable[[], None]:
    return lambda: commands.give_key(number)
