"""What is done with the things on a board: put, grouped, aligned, made codes and categories."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from qualcode.core.analysis.board_layout import (
    ACROSS,
    BOTTOM,
    CARD_SIZE,
    DOWN,
    GAP,
    GROUP_SIZE,
    LEFT,
    NOTE_SIZE,
    RIGHT,
    TOP,
    Box,
    frame,
    free_place,
)
from qualcode.core.ids import BoardItemId, CodeId
from qualcode.core.model.board import CODE_CARD, GROUP, NOTE
from qualcode.core.operations import board_codes, boards
from qualcode.core.operations.boards import NewItem, Placed
from qualcode.core.operations.codes import merge_codes, rename_code
from qualcode.core.store import codes as codes_store
from qualcode.core.translate import N_, _
from qualcode.shell.commands.actions import action, enable, fill, plain
from qualcode.shell.dialogs.question import Question
from qualcode.shell.models import board_places
from qualcode.shell.models.board import BoardContent, Shown
from qualcode.shell.models.codes import shortened
from qualcode.shell.panels.board_canvas import BoardCanvas
from qualcode.shell.panels.colour_grid import ColourMenu
from qualcode.shell.session import Session

_LONGEST: Final = 60
_EDGES: Final = {
    LEFT: N_("&Left edges"),
    RIGHT: N_("&Right edges"),
    TOP: N_("&Top edges"),
    BOTTOM: N_("&Bottom edges"),
    ACROSS: N_("Spread &across"),
    DOWN: N_("Spread &down"),
}


class BoardCommands(QObject):
    """The actions on things, for menus and keys, and what they do.

    Signals:
        moved(names, number, steps): groups of these names are categories, and so many codes stand
            under them that did not; it took so many steps.
    """

    moved = Signal(str, int, int)

    def __init__(self, session: Session, canvas: BoardCanvas, page: QWidget) -> None:
        super().__init__(page)
        self._session, self._canvas, self._page = session, canvas, page
        self._make_actions()
        canvas.placed.connect(self._place)
        canvas.joined.connect(self.ask_merge)
        canvas.dropped.connect(self.put_codes)
        canvas.written.connect(self._write)
        canvas.editor.left_empty.connect(self._drop_empty)
        canvas.note_wanted.connect(self.add_note)
        canvas.take_off_wanted.connect(self.take_off)
        canvas.menu_wanted.connect(self.show_menu)
        canvas.chosen.connect(self.refresh)

    @property
    def _content(self) -> BoardContent:
        return self._canvas.content

    def _chosen(self) -> list[Shown]:
        return [self._content.things[item_id] for item_id in self._canvas.selected()]

    # Actions

    def _make_actions(self) -> None:
        self.note = self._on_page(_("New &note"), self.add_note, "Ctrl+Alt+N", _("Write a note"))
        self.group = self._on_page(
            _("New &group"), self.add_group, "Ctrl+Alt+G", _("Put a group round what is chosen")
        )
        self.tidy = self._on_page(
            _("Tidy &up"), self.tidy_up, "Ctrl+Alt+T", _("Lay everything out in groups and rows")
        )
        self.write = self._on_canvas(
            _("&Write…"), self._canvas.write_current, ("F2",), _("Change the words or the name")
        )
        self.to_code = self._on_canvas(
            _("Make a c&ode of the note"), self.note_to_code, (), _("The first line is its name")
        )
        self.to_category = self._on_canvas(
            _("Make a categor&y of the group"),
            self.group_to_category,
            (),
            _("Make it a category of the codebook, with its codes under it"),
        )
        self.merge = self._on_canvas(
            _("&Merge into one code…"), self.ask_merge_chosen, (), _("Make these codes one")
        )
        self.off = self._on_canvas(
            _("&Take off the board"),
            self.take_off,
            (QKeySequence.StandardKey.Delete,),
            _("Take it off the board; codes stay in the codebook"),
        )
        self.into = QMenu(_("&Put into"), self._page)
        self.into.aboutToShow.connect(self._fill_into)
        self.align = QMenu(_("&Align"), self._page)
        for edge, name in _EDGES.items():
            tip, run = _("Bring what is chosen in line"), partial(self.align_chosen, edge)
            self.align.addAction(action(self.align, _(name), run, tip=tip))
        self.colours = ColourMenu(self._page)
        self.colours.chosen.connect(self.colour)

    def _on_page(self, text: str, run: Callable[[], object], key: str, tip: str) -> QAction:
        """An action whose key counts on the whole page."""
        made = action(self, text, run, shortcut=key, tip=tip)
        made.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._page.addAction(made)
        return made

    def _on_canvas(
        self, text: str, run: Callable[[], object], keys: Sequence[object], tip: str
    ) -> QAction:
        """An action whose key the canvas and the outline take themselves."""
        made = action(self, text, run, shortcut=keys, tip=tip)  # type: ignore[arg-type]
        made.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        return made

    def menu(self) -> list[QAction | QMenu | None]:
        """For the menu bar, and at the pointer."""
        return [
            *(self.note, self.group, None),
            *(self.write, self.to_code, self.to_category, self.merge, None),
            *(self.into, self.align, self.colours, self.tidy, None, self.off),
        ]

    def show_menu(self, place: QPoint) -> None:
        """At the pointer, or at the current thing."""
        menu = QMenu(self._page)
        fill(menu, self.menu())
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    def refresh(self) -> None:
        """What can be done now."""
        why_not, chosen = self._session.why_not, self._chosen()
        no_board = "" if self._content.board_id else _("Make a board first.")
        nothing = "" if chosen else _("Choose something on the board first.")
        for one in (self.note, self.group):
            enable(one, why_not or no_board)
        enable(self.tidy, why_not or (no_board if len(self._content) else nothing))
        enable(self.write, why_not or nothing)
        enable(self.off, why_not or nothing)
        notes = "" if any(one.is_note for one in chosen) else _("Choose a note first.")
        groups = "" if any(one.is_group for one in chosen) else _("Choose a group first.")
        cards = [one for one in chosen if one.is_card]
        enable(self.to_code, why_not or notes)
        enable(self.to_category, why_not or groups)
        few = "" if len(cards) > 1 else _("Choose two cards or more first.")
        enable(self.merge, why_not or few)
        can_place = not why_not and bool(chosen)
        self.into.menuAction().setEnabled(can_place)
        self.align.menuAction().setEnabled(can_place and len(chosen) > 1)
        plain_ones = any(not one.is_card for one in chosen)
        self.colours.menuAction().setEnabled(can_place and plain_ones)

    # Putting on the board

    def add_note(self, place: QPointF | None = None) -> None:
        """A new note, to be written at once; in the group where it comes to lie."""
        at = place or self._canvas.middle()
        group = self._canvas.group_at(at)
        self._add(NOTE, NOTE_SIZE, at, group.shown.id if group else None, "")

    def add_group(self) -> None:
        """A group round what is chosen, or an empty one; its name is to be written at once."""
        self._canvas.settle()
        chosen = self._content.topmost(self._canvas.selected())
        if not chosen:
            self._add(GROUP, GROUP_SIZE, self._canvas.middle(), None, _("New group"))
            return
        things = self._content.things
        box = frame([things[one].box for one in chosen], BoardItemId(""))
        groups = {things[one].item.group_id for one in chosen}
        new = NewItem(
            GROUP,
            *(box.x, box.y, box.width, box.height),
            text=_("New group"),
            group_id=groups.pop() if len(groups) == 1 else None,
        )
        board_id = self._content.board_id
        assert board_id is not None, "what is chosen lies on a board"
        self._write_on_new(self._session.run(boards.group_on_board, board_id, new, chosen))

    def _add(
        self,
        kind: str,
        size: tuple[float, float],
        at: QPointF,
        group_id: BoardItemId | None,
        text: str,
    ) -> None:
        board_id = self._content.board_id
        if board_id is None:
            return
        beside = [one.box for one in self._content if one.item.group_id == group_id]
        x, y = free_place(beside, size, at.x() - size[0] / 2, at.y() - size[1] / 2)
        new = NewItem(kind, x, y, *size, text=text, group_id=group_id)
        self._write_on_new(self._session.run(boards.put_on_board, board_id, [new]))

    def _write_on_new(self, changes: object) -> None:
        from qualcode.core.changes import Changes

        if isinstance(changes, Changes):
            self._canvas.choose([changes.first("board_items")])
            self._canvas.write_current(is_new=True)

    def _drop_empty(self, item_id: str) -> None:
        """A new note on which nothing was written."""
        self._session.run_soon(boards.take_off_board, [BoardItemId(item_id)])

    def put_codes(
        self, code_ids: Sequence[str], place: QPointF | None = None, group_id: str | None = None
    ) -> None:
        """Put cards of codes on the board: at a place, or below all that lies there."""
        board_id = self._content.board_id
        if board_id is None:
            return
        group = self._content.get(group_id)
        inside = group.id if group is not None else None
        new = []
        for number, code_id in enumerate(code_ids):
            x, y = self._place_of(number, place)
            card = NewItem(CODE_CARD, x, y, *CARD_SIZE, code_id=CodeId(code_id), group_id=inside)
            new.append(card)
        boxes = [Box(BoardItemId(""), one.x, one.y, one.width, one.height) for one in new]
        room = board_places.with_room(self._content, inside, boxes)
        changes = self._session.run(boards.put_on_board, board_id, new, room)
        if changes:
            self._canvas.choose(changes.order["board_items"])

    def _place_of(self, number: int, place: QPointF | None) -> tuple[float, float]:
        width, height = CARD_SIZE
        if place is not None:
            return place.x() - width / 2, place.y() - height / 2 + number * (height + GAP)
        return board_places.of_new_card(self._content, number)

    # Where things lie

    def align_chosen(self, edge: str) -> None:
        """Bring what is chosen in line, or spread it evenly; what lies in groups goes with them."""
        self._canvas.settle()
        self._place(board_places.in_line(self._content, self._canvas.selected(), edge))

    def tidy_up(self) -> None:
        """Lay everything out: groups in rows, what is in them in columns, the rest below."""
        self._canvas.settle()
        if places := board_places.tidied(self._content):
            self._place(places)

    def _place(self, places: Sequence[Placed]) -> None:
        self._session.run_soon(boards.place_on_board, places)

    def _fill_into(self) -> None:
        """Every group that what is chosen could be put into, and out of all."""
        self.into.clear()
        chosen = self._content.with_insides(self._canvas.selected())
        for shown in self._content:
            if shown.is_group and shown.id not in chosen:
                name = "\u2003" * shown.depth + shortened(shown.name, _LONGEST)
                tip, run = _("Put it into this group"), partial(self.put_into, shown.id)
                self.into.addAction(action(self.into, plain(name), run, tip=tip))
        self.into.addSeparator()
        tip, out = _("Let it lie in no group"), partial(self.put_into, None)
        self.into.addAction(action(self.into, _("No group"), out, tip=tip))

    def put_into(self, group_id: BoardItemId | None) -> None:
        """Put what is chosen into a group, below what lies there already; or beside all groups."""
        self._canvas.settle()
        self._place(board_places.grouped(self._content, self._canvas.selected(), group_id))

    # Words and colours

    def _write(self, item_id: str, text: str) -> None:
        shown = self._content.get(item_id)
        if shown is None:
            return
        if shown.code is not None:
            self._session.run_soon(rename_code, shown.code.id, text)
        else:
            self._session.run_soon(boards.write_on_board, shown.id, text)

    def colour(self, colour: str) -> None:
        """Give notes and groups a colour."""
        chosen = [one.id for one in self._chosen() if not one.is_card]
        if chosen:
            self._session.run(boards.colour_on_board, chosen, colour)

    def take_off(self) -> None:
        """Take what is chosen off the board; the codes stay."""
        chosen = self._canvas.selected()
        if chosen and self._session.can_write:
            self._session.run(boards.take_off_board, chosen)

    # Between the board and the codebook

    def note_to_code(self) -> None:
        """Make codes of the chosen notes."""
        for one in self._chosen():
            if one.is_note and self._session.run(board_codes.note_to_code, one.id) is None:
                return

    def group_to_category(self) -> None:
        """Make categories of the chosen groups, the innermost first."""
        groups = [one for one in self._chosen() if one.is_group]
        before, steps = self._parents(), 0
        for one in sorted(groups, key=lambda shown: -shown.depth):
            if self._session.run(board_codes.group_to_category, one.id) is None:
                break
            steps += 1
        if steps:
            names = ", ".join(shortened(one.name, _LONGEST) for one in groups)
            after = self._parents()
            moved = sum(after.get(code_id, parent) != parent for code_id, parent in before.items())
            self.moved.emit(names, moved, steps)

    def _parents(self) -> dict[CodeId, CodeId | None]:
        project = self._session.project
        found = codes_store.all_codes(project.db) if project is not None else ()
        return {code.id: code.parent_id for code in found}

    def ask_merge(self, item_id: str, onto: str) -> None:
        """Ask whether a card that was dropped on another is to be one code with it."""
        self._ask_merge([self._content.get(item_id)], self._content.get(onto))

    def ask_merge_chosen(self) -> None:
        """Ask whether the chosen cards are to be one code: the current one is kept."""
        cards = [one for one in self._chosen() if one.is_card]
        kept = next((one for one in cards if one.id == self._canvas.current), cards[0])
        self._ask_merge([one for one in cards if one is not kept], kept)

    def _ask_merge(self, gone: Sequence[Shown | None], kept: Shown | None) -> None:
        codes = [one.code for one in gone if one is not None and one.code is not None]
        if kept is None or kept.code is None or not codes:
            return
        names = ", ".join(shortened(code.name, _LONGEST) for code in codes)
        words = _(
            "“{name}” is kept; the passages of {others} go to it. Comments and memos are kept. "
            "It can be undone."
        ).format(name=shortened(kept.code.name, _LONGEST), others=names)
        if Question.ask(_("Merge codes"), words, _("Merge"), self._page):
            self._session.run(merge_codes, kept.code.id, [code.id for code in codes])
