"""Reads: boards and what lies on them."""

from collections.abc import Iterable

from sqlite_utils import Database

from qualcode.core.ids import BoardId, BoardItemId, CodeId
from qualcode.core.model import Board, BoardItem
from qualcode.core.model.board import CODE_CARD, GROUP
from qualcode.core.store import rows


def all_boards(db: Database) -> list[Board]:
    """Every board, in their order."""
    return rows.select(db, Board, "boards", "ORDER BY position, id")


def get(db: Database, board_id: BoardId) -> Board:
    """The board with that id; KeyError if there is none."""
    return rows.get(db, Board, "boards", board_id)


def next_position(db: Database) -> int:
    """The place after the last board."""
    last = db.execute("SELECT max(position) FROM boards").fetchone()[0]
    return 0 if last is None else int(last) + 1


def items_on(db: Database, board_id: BoardId) -> list[BoardItem]:
    """What lies on a board, in the order in which it was put there."""
    return rows.select(db, BoardItem, "board_items", "WHERE board_id = ? ORDER BY id", (board_id,))


def item(db: Database, item_id: BoardItemId) -> BoardItem:
    """The card, note or group with that id; KeyError if there is none."""
    return rows.get(db, BoardItem, "board_items", item_id)


def items(db: Database, item_ids: Iterable[BoardItemId]) -> list[BoardItem]:
    """The given items, each once, in their order; KeyError if one does not exist."""
    return [item(db, item_id) for item_id in dict.fromkeys(item_ids)]


def inside(db: Database, group_ids: Iterable[BoardItemId]) -> list[BoardItem]:
    """What lies directly in these groups, in the order in which it was put there."""
    found = rows.select_ids(db, BoardItem, "board_items", "group_id", group_ids)
    return sorted(found, key=lambda one: one.id)


def cards_on(db: Database, board_id: BoardId) -> set[CodeId]:
    """The codes that have a card on a board."""
    return {
        one.code_id
        for one in items_on(db, board_id)
        if one.kind == CODE_CARD and one.code_id is not None
    }


def groups_on(db: Database, board_id: BoardId) -> dict[BoardItemId, BoardItem]:
    """The groups of a board."""
    return {one.id: one for one in items_on(db, board_id) if one.kind == GROUP}
