"""Where things on a board come to lie when they are put, aligned, tidied up or grouped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from qualcode.core.analysis.board_layout import (
    CARD_SIZE,
    GAP,
    GROUP_GAP,
    HEAD,
    MARGIN,
    Box,
    Node,
    aligned,
    around,
    arrange,
    grown,
)
from qualcode.core.ids import BoardItemId
from qualcode.core.operations.boards import Placed
from qualcode.shell.models.board import BoardContent

#: cards that are put on a board at once stand in rows of so many
_SIDE_BY_SIDE: Final = 5


def of_new_card(content: BoardContent, number: int) -> tuple[float, float]:
    """The place of a card below all that lies there; of several, that of the one of this number."""
    width, height = CARD_SIZE
    boxes = [one.box for one in content]
    left, top = (around(boxes)[0], around(boxes)[3] + GROUP_GAP) if boxes else (0.0, 0.0)
    row, column = divmod(number, _SIDE_BY_SIDE)
    return left + column * (width + GAP), top + row * (height + GAP)


def with_room(
    content: BoardContent, group_id: BoardItemId | None, boxes: Sequence[Box[BoardItemId]]
) -> list[Placed]:
    """A group that things are put into, and those around it, as large as they must be."""
    if group_id is None:
        return []
    found: list[Placed] = []
    for around_id in (group_id, *content.around(group_id)):
        box = grown(content.things[around_id].box, boxes)
        found.append(_placed(content, box))
        boxes = [box]
    return found


def in_line(content: BoardContent, item_ids: Iterable[BoardItemId], edge: str) -> list[Placed]:
    """In line, or spread evenly; what lies in groups goes with them."""
    boxes = [content.things[one].box for one in content.topmost(item_ids)]
    places: list[Placed] = []
    for box in aligned(boxes, edge):
        places += _with_insides(content, _placed(content, box))
    return places


def tidied(content: BoardContent) -> list[Placed]:
    """Groups in rows, what is in them in columns, the rest below."""
    boxes = [one.box for one in content]
    if not boxes:
        return []
    left, top, _right, _bottom = around(boxes)
    places = arrange(_nodes(content, None), x=left, y=top)
    return [_placed(content, box) for box in places.values()]


def grouped(
    content: BoardContent, item_ids: Iterable[BoardItemId], group_id: BoardItemId | None
) -> list[Placed]:
    """In a group, below what lies there already; or beside all groups."""
    inside = [content.things[one].box for one in content.below.get(group_id, ())]
    group = content.things[group_id].box if group_id else None
    x = group.x + MARGIN if group else min((box.x for box in inside), default=0.0)
    lowest = max((box.bottom for box in inside), default=None)
    y = lowest + GAP if lowest is not None else (group.y + HEAD if group else 0.0)
    places: list[Placed] = []
    for item_id in content.topmost(item_ids):
        box = content.things[item_id].box
        place = Placed(item_id, x, y, box.width, box.height, group_id)
        places += _with_insides(content, place)
        y += box.height + GAP
    boxes = [Box(BoardItemId(""), one.x, one.y, one.width, one.height) for one in places]
    return [*places, *with_room(content, group_id, boxes)]


def _with_insides(content: BoardContent, place: Placed) -> list[Placed]:
    """With what lies in it, if it is a group."""
    before = content.things[place.id].box
    across, down = place.x - before.x, place.y - before.y
    inner = (content.things[one].box for one in content.inside([place.id]))
    return [place, *(_placed(content, box.moved(across, down)) for box in inner)]


def _placed(content: BoardContent, box: Box[BoardItemId]) -> Placed:
    group_id = content.things[box.key].item.group_id
    return Placed(box.key, box.x, box.y, box.width, box.height, group_id)


def _nodes(content: BoardContent, group_id: BoardItemId | None) -> tuple[Node[BoardItemId], ...]:
    found = []
    for item_id in content.below.get(group_id, ()):
        shown = content.things[item_id]
        size = (shown.item.width, shown.item.height)
        inside = _nodes(content, item_id) if shown.is_group else ()
        found.append(Node(item_id, *size, is_group=shown.is_group, inside=inside))
    return tuple(found)
