"""What random work does on boards and in the table of meaning units."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.core.changes import Changes
from qualcode.core.model import LEVELS
from qualcode.core.model.board import ITEM_KINDS
from qualcode.core.operations import board_codes, boards, chains
from qualcode.core.operations.boards import NewItem, Placed
from qualcode.core.operations.codes import NewCode

if TYPE_CHECKING:
    from tests.core.random_work import Work

SIZE = (100.0, 50.0)


def a_group(w: Work, board: str) -> str | None:
    query = "SELECT id FROM board_items WHERE kind = 'group' AND board_id = ? ORDER BY id"
    found = [row[0] for row in w.project.db.execute(query, (board,))]
    return w.random.choice([None, *found])


def board(w: Work) -> Changes | None:
    if w.random.random() < 0.3:
        return board_codes.lay_out_codebook(w.project, w.coder, w.name())
    return boards.create_board(w.project, w.coder, w.name())


def rename_board(w: Work) -> Changes | None:
    return boards.rename_board(w.project, w.coder, w.pick("boards"), w.name())


def delete_board(w: Work) -> Changes | None:
    return boards.delete_board(w.project, w.coder, w.pick("boards"))


def put(w: Work) -> Changes | None:
    on = w.pick("boards")
    kind = w.random.choice(ITEM_KINDS)
    code = w.pick("codes") if kind == "code" else None
    place = (w.random.randint(0, 900), w.random.randint(0, 900))
    new = NewItem(kind, *place, *SIZE, code_id=code, text=w.name(), group_id=a_group(w, on))
    return boards.put_on_board(w.project, w.coder, on, [new])


def place(w: Work) -> Changes | None:
    item = w.pick("board_items")
    query = "SELECT board_id FROM board_items WHERE id = ?"
    on = w.project.db.execute(query, (item,)).fetchone()[0]
    return boards.place_on_board(
        w.project, w.coder, [Placed(item, 5, w.random.randint(0, 900), *SIZE, a_group(w, on))]
    )


def write(w: Work) -> Changes | None:
    text = w.random.choice(["", "Tanke\nom tid", w.name()])
    return boards.write_on_board(w.project, w.coder, w.pick("board_items"), text)


def colour(w: Work) -> Changes | None:
    chosen = w.random.choice([None, "#e07a5f"])
    return boards.colour_on_board(w.project, w.coder, w.some("board_items"), chosen)


def take_off(w: Work) -> Changes | None:
    return boards.take_off_board(w.project, w.coder, w.some("board_items"))


def group(w: Work) -> Changes | None:
    item = w.pick("board_items")
    query = "SELECT board_id, group_id FROM board_items WHERE id = ?"
    on, around = w.project.db.execute(query, (item,)).fetchone()
    new = NewItem("group", 0, 0, *SIZE, text=w.name(), group_id=around)
    return boards.group_on_board(w.project, w.coder, on, new, [item])


def note_to_code(w: Work) -> Changes | None:
    return board_codes.note_to_code(w.project, w.coder, w.pick("board_items"))


def group_to_category(w: Work) -> Changes | None:
    return board_codes.group_to_category(w.project, w.coder, w.pick("board_items"))


def code_units(w: Work) -> Changes | None:
    code = w.random.choice([w.pick("codes"), NewCode(w.name())])
    segments = w.some("segments") if w.random.random() < 0.5 else []
    return chains.code_units(w.project, w.coder, w.some("codings"), segments, code)


def place_codes(w: Work) -> Changes | None:
    target = w.random.choice([w.pick("codes"), NewCode(w.name()), None])
    level = w.random.choice(LEVELS[1:])
    return chains.place_codes(w.project, w.coder, w.some("codes"), level, target)


def set_level(w: Work) -> Changes | None:
    level = w.random.choice(LEVELS)
    return chains.set_level(w.project, w.coder, w.some("codes"), level)


CHANGING = [
    *[board, board, rename_board, delete_board, put, put, put, put, place, place, write, colour],
    *[take_off, group, note_to_code, group_to_category, code_units, place_codes, set_level],
]
