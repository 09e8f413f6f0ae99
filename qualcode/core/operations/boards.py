"""Boards: put codes and notes on them, move them about, and group them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from qualcode.core.changes import Changes
from qualcode.core.errors import Refused
from qualcode.core.ids import BoardId, BoardItemId, CodeId, CoderId, new_id
from qualcode.core.model import Board, BoardItem
from qualcode.core.model.board import CODE_CARD, GROUP, NOTE
from qualcode.core.operations.attached import delete_attached
from qualcode.core.operations.names import free_title, required
from qualcode.core.project import Project
from qualcode.core.store import boards as store
from qualcode.core.store import codes as codes_store
from qualcode.core.store.transaction import Transaction
from qualcode.core.translate import _


@dataclass(frozen=True, slots=True)
class NewItem:
    """A card, a note or a group as it is put on a board; see `BoardItem`."""

    kind: str
    x: float
    y: float
    width: float
    height: float
    code_id: CodeId | None = None
    text: str = ""
    colour: str | None = None
    group_id: BoardItemId | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """Where something on a board comes to lie, and in which group."""

    id: BoardItemId
    x: float
    y: float
    width: float
    height: float
    group_id: BoardItemId | None


def create_board(project: Project, coder_id: CoderId, name: str) -> Changes:
    """A new, empty board, after the others; one whose name is taken gets a number.

    Raises:
        Refused: if the name is empty.
    """
    with project.operation(coder_id, "create_board", name.strip()) as running:
        add_board(running, name)
        return running.changes("create_board")


def add_board(running: Transaction, name: str) -> BoardId:
    """`create_board` as a part of another operation."""
    name = _board_name(name)
    taken = [board.name for board in store.all_boards(running.db)]
    board = Board(
        id=BoardId(new_id()),
        name=free_title(name, taken),
        position=store.next_position(running.db),
        created=running.time,
        coder_id=running.coder_id,
    )
    running.insert("boards", board)
    running.subject = board.name
    return board.id


def rename_board(project: Project, coder_id: CoderId, board_id: BoardId, name: str) -> Changes:
    """Give a board another name.

    Raises:
        Refused: if the name is empty.
    """
    with project.operation(coder_id, "rename_board", name.strip()) as running:
        others = [one.name for one in store.all_boards(running.db) if one.id != board_id]
        running.update("boards", board_id, name=free_title(_board_name(name), others))
        return running.changes("rename_board")


def delete_board(project: Project, coder_id: CoderId, board_id: BoardId) -> Changes:
    """Remove a board with what lies on it. The codes stay."""
    with project.operation(coder_id, "delete_board") as running:
        running.subject = store.get(running.db, board_id).name
        _delete_items(running, store.items_on(running.db, board_id))
        delete_attached(running, [board_id])
        running.delete("boards", board_id)
        return running.changes("delete_board")


def put_on_board(
    project: Project,
    coder_id: CoderId,
    board_id: BoardId,
    new: Sequence[NewItem],
    places: Sequence[Placed] = (),
) -> Changes:
    """Put cards, notes or groups on a board. A code that has a card there gets no second one.

    Args:
        places: of what moves or grows to make room for them.

    Raises:
        Refused: if one would lie in a group that is not on the board.
    """
    with project.operation(coder_id, "put_on_board") as running:
        store.get(running.db, board_id)
        items = add_items(running, board_id, new)
        running.subject = names_of(running.db, items)
        if items:
            put_places(running, places)
        return running.changes("put_on_board")


def add_items(running: Transaction, board_id: BoardId, new: Sequence[NewItem]) -> list[BoardItem]:
    """`put_on_board` as a part of another operation; what was put there."""
    groups = store.groups_on(running.db, board_id)
    taken = store.cards_on(running.db, board_id)
    found: list[BoardItem] = []
    for one in new:
        if one.group_id is not None and one.group_id not in groups:
            raise Refused(_("There is no such group on the board any more."))
        if one.kind == CODE_CARD:
            if one.code_id is None or one.code_id in taken:
                continue
            taken.add(one.code_id)
        found.append(_item(running, board_id, one))
    running.insert_many("board_items", found)
    return found


def _item(running: Transaction, board_id: BoardId, new: NewItem) -> BoardItem:
    return BoardItem(
        id=BoardItemId(new_id()),
        board_id=board_id,
        kind=new.kind,
        code_id=new.code_id,
        text=new.text.strip(),
        colour=new.colour,
        x=float(new.x),
        y=float(new.y),
        width=float(new.width),
        height=float(new.height),
        group_id=new.group_id,
        created=running.time,
        coder_id=running.coder_id,
    )


def place_on_board(project: Project, coder_id: CoderId, places: Sequence[Placed]) -> Changes:
    """Let things on a board lie elsewhere, be larger or smaller, or be in another group.

    Raises:
        Refused: if a group is not on the same board, or would lie in itself.
    """
    with project.operation(coder_id, "place_on_board") as running:
        items = store.items(running.db, [place.id for place in places])
        running.subject = names_of(running.db, items)
        put_places(running, places)
        return running.changes("place_on_board")


def put_places(running: Transaction, places: Sequence[Placed]) -> None:
    """`place_on_board` as a part of another operation."""
    for place in places:
        item = store.item(running.db, place.id)
        if place.group_id is not None and place.group_id != item.group_id:
            _require_group(running.db, item, place.group_id)
        running.update(
            "board_items",
            place.id,
            x=float(place.x),
            y=float(place.y),
            width=float(place.width),
            height=float(place.height),
            group_id=place.group_id,
        )


def _require_group(db: Database, item: BoardItem, group_id: BoardItemId) -> None:
    groups = store.groups_on(db, item.board_id)
    at: BoardItemId | None = group_id
    if group_id not in groups:
        raise Refused(_("There is no such group on the board any more."))
    while at is not None:
        if at == item.id:
            raise Refused(_("A group can’t lie in itself. Choose another place."))
        at = groups[at].group_id


def write_on_board(project: Project, coder_id: CoderId, item_id: BoardItemId, text: str) -> Changes:
    """Change the words of a note, or the name of a group that is no category.

    Raises:
        Refused: if a group's name is empty.
    """
    with project.operation(coder_id, "write_on_board") as running:
        item = store.item(running.db, item_id)
        if item.kind == GROUP:
            text = required(text, _("A group needs a name."))
        running.update("board_items", item_id, text=text.strip())
        running.subject = first_line(text)
        return running.changes("write_on_board")


def colour_on_board(
    project: Project, coder_id: CoderId, item_ids: Sequence[BoardItemId], colour: str | None
) -> Changes:
    """Give notes and groups a colour, ``#rrggbb``, or none."""
    with project.operation(coder_id, "colour_on_board") as running:
        items = store.items(running.db, item_ids)
        running.subject = names_of(running.db, items)
        for item in items:
            if item.kind != CODE_CARD:
                running.update("board_items", item.id, colour=colour)
        return running.changes("colour_on_board")


def take_off_board(project: Project, coder_id: CoderId, item_ids: Sequence[BoardItemId]) -> Changes:
    """Take things off a board. Codes stay in the codebook; what lies in a group that goes stays on
    the board, in the group around it if there is one."""
    with project.operation(coder_id, "take_off_board") as running:
        items = store.items(running.db, item_ids)
        running.subject = names_of(running.db, items)
        going = {item.id: item for item in items}
        for left in store.inside(running.db, [one.id for one in items if one.kind == GROUP]):
            if left.id not in going:
                running.update("board_items", left.id, group_id=_staying(left.group_id, going))
        _delete_items(running, items)
        return running.changes("take_off_board")


def _staying(
    group_id: BoardItemId | None, going: Mapping[BoardItemId, BoardItem]
) -> BoardItemId | None:
    while group_id is not None and group_id in going:
        group_id = going[group_id].group_id
    return group_id


def group_on_board(
    project: Project,
    coder_id: CoderId,
    board_id: BoardId,
    group: NewItem,
    item_ids: Sequence[BoardItemId],
) -> Changes:
    """Put a group round some things on a board, as one step.

    Raises:
        Refused: if the group has no name.
    """
    with project.operation(coder_id, "group_on_board") as running:
        running.subject = required(group.text, _("A group needs a name."))
        (made,) = add_items(running, board_id, [group])
        for item in store.items(running.db, item_ids):
            running.update("board_items", item.id, group_id=made.id)
        return running.changes("group_on_board")


def _delete_items(running: Transaction, items: Sequence[BoardItem]) -> None:
    """What lies in a group goes before the group."""
    by_id = {item.id: item for item in items}

    def depth(item: BoardItem) -> int:
        around = by_id.get(item.group_id) if item.group_id else None
        return 1 + depth(around) if around else 0

    ordered = [item.id for item in sorted(items, key=depth, reverse=True)]
    delete_attached(running, ordered)
    running.delete_many("board_items", ordered)


def _board_name(name: str) -> str:
    return required(name, _("A board needs a name."))


def names_of(db: Database, items: Iterable[BoardItem]) -> str:
    """What things on a board are called, for the history."""
    return ", ".join(filter(None, (_name_of(db, item) for item in items)))


def _name_of(db: Database, item: BoardItem) -> str:
    if item.code_id is not None:
        return codes_store.get(db, item.code_id).name
    return first_line(item.text) or (_("note") if item.kind == NOTE else _("group"))


def first_line(text: str) -> str:
    """A note's first line, by which it is known."""
    return text.strip().partition("\n")[0].strip()
