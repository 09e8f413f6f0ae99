"""Boards, on which codes and notes are grouped by hand into categories."""

from dataclasses import dataclass
from typing import Final

from qualcode.core.ids import BoardId, BoardItemId, CodeId, CoderId

CODE_CARD: Final = "code"
NOTE: Final = "note"
GROUP: Final = "group"
ITEM_KINDS: Final = (CODE_CARD, NOTE, GROUP)


@dataclass(frozen=True, slots=True)
class Board:
    """A board."""

    id: BoardId
    name: str
    position: int
    created: str
    coder_id: CoderId


@dataclass(frozen=True, slots=True)
class BoardItem:
    """A card, a note or a group on a board. Lengths are in points at normal size.

    Attributes:
        kind: one of `ITEM_KINDS`.
        code_id: the code that a card stands for, or that a group has become.
        text: the words of a note, or the name of a group.
        x, y: of its upper left corner, from that of the board.
        group_id: the group that it lies in.
    """

    id: BoardItemId
    board_id: BoardId
    kind: str
    code_id: CodeId | None
    text: str
    colour: str | None
    x: float
    y: float
    width: float
    height: float
    group_id: BoardItemId | None
    created: str
    coder_id: CoderId
