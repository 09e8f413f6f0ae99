"""Where cards come to lie on a board: reading order, tidying up, aligning. Lengths are in points."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Final, Generic, TypeVar

CARD_SIZE: Final = (184.0, 56.0)
NOTE_SIZE: Final = (184.0, 92.0)
#: of a group with nothing in it
GROUP_SIZE: Final = (216.0, 128.0)
#: a group's name stands above what lies in it
HEAD: Final = 40.0
#: between a group's edge and its cards, and between cards
MARGIN: Final = 16.0
GAP: Final = 12.0
#: between groups
GROUP_GAP: Final = 32.0
#: a board that is laid out anew is about as wide as a screen
BOARD_WIDTH: Final = 1160.0
#: more cards than this side by side make a group hard to read
_MOST_COLUMNS: Final = 4

Key = TypeVar("Key", bound=str)


@dataclass(frozen=True, slots=True)
class Box(Generic[Key]):
    """A rectangle with what it belongs to."""

    key: Key
    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    def moved(self, dx: float, dy: float) -> Box[Key]:
        """The same so far to the right and down."""
        return replace(self, x=self.x + dx, y=self.y + dy)


@dataclass(frozen=True, slots=True)
class Node(Generic[Key]):
    """A card of some size, or a group with what is in it, in order."""

    key: Key
    width: float
    height: float
    is_group: bool = False
    inside: tuple[Node[Key], ...] = ()


def reading_order(boxes: Iterable[Box[Key]]) -> list[Box[Key]]:
    """Row by row, each from the left: a row holds what begins above the middle of its first."""
    waiting = sorted(boxes, key=attrgetter("y", "x", "key"))
    ordered: list[Box[Key]] = []
    at = 0
    while at < len(waiting):
        limit, first = waiting[at].y + waiting[at].height / 2, at
        at += 1
        while at < len(waiting) and waiting[at].y < limit:
            at += 1
        ordered += sorted(waiting[first:at], key=attrgetter("x", "y", "key"))
    return ordered


def around(boxes: Sequence[Box[Key]]) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of some boxes; there must be one."""
    return (
        min(box.x for box in boxes),
        min(box.y for box in boxes),
        max(box.right for box in boxes),
        max(box.bottom for box in boxes),
    )


def frame(boxes: Sequence[Box[Key]], key: Key) -> Box[Key]:
    """The group that holds these boxes where they lie."""
    left, top, right, bottom = around(boxes)
    return Box(
        key,
        left - MARGIN,
        top - HEAD,
        max(right - left + 2 * MARGIN, GROUP_SIZE[0]),
        max(bottom - top + HEAD + MARGIN, GROUP_SIZE[1]),
    )


def arrange(
    nodes: Sequence[Node[Key]], *, x: float = 0.0, y: float = 0.0, width: float = BOARD_WIDTH
) -> dict[Key, Box[Key]]:
    """A tidy place for each: groups in rows, then what is in no group in rows below."""
    groups = [node for node in nodes if node.is_group]
    loose = [node for node in nodes if not node.is_group]
    found, bottom = _shelves(groups, x, y, width, GROUP_GAP)
    top = bottom + GROUP_GAP if groups else y
    found.update(_shelves(loose, x, top, width, GAP)[0])
    return found


def _shelves(
    nodes: Sequence[Node[Key]], x: float, y: float, width: float, gap: float
) -> tuple[dict[Key, Box[Key]], float]:
    """The nodes side by side, in a new row where there is no room; and where the last one ends."""
    found: dict[Key, Box[Key]] = {}
    at, top, bottom = x, y, y
    for node in nodes:
        own_width, own_height, within = _inside(node)
        if at > x and at + own_width > x + width:
            at, top = x, bottom + gap
        found[node.key] = Box(node.key, at, top, own_width, own_height)
        found.update({key: box.moved(at, top) for key, box in within.items()})
        at += own_width + gap
        bottom = max(bottom, top + own_height)
    return found, bottom


def _inside(node: Node[Key]) -> tuple[float, float, dict[Key, Box[Key]]]:
    """A node's size, and the places of what is in it from its corner."""
    if not node.is_group:
        return node.width, node.height, {}
    if not node.inside:
        return (*GROUP_SIZE, {})
    cards = [one for one in node.inside if not one.is_group]
    groups = [one for one in node.inside if one.is_group]
    found, bottom = _shelves(cards, MARGIN, HEAD, _width_for(cards), GAP)
    if groups:
        top = bottom + MARGIN if cards else HEAD
        room = max((_inside(one)[0] for one in groups), default=0.0) * 2 + GROUP_GAP
        below, bottom = _shelves(groups, MARGIN, top, room, MARGIN)
        found.update(below)
    right = max(box.right for box in found.values())
    return max(right + MARGIN, GROUP_SIZE[0]), max(bottom + MARGIN, GROUP_SIZE[1]), found


def _width_for(cards: Sequence[Node[Key]]) -> float:
    """So wide that a group of many cards is about as wide as it is high."""
    widest = max((card.width for card in cards), default=0.0)
    columns = min(_MOST_COLUMNS, max(1, math.ceil(math.sqrt(len(cards) / 3))))
    return columns * widest + (columns - 1) * GAP


LEFT, RIGHT, TOP, BOTTOM = "left", "right", "top", "bottom"
ACROSS, DOWN = "across", "down"


def aligned(boxes: Sequence[Box[Key]], edge: str) -> list[Box[Key]]:
    """The boxes with one edge in line, or spread evenly between the first and the last."""
    if len(boxes) < 2:
        return list(boxes)
    left, top, right, bottom = around(boxes)
    if edge == LEFT:
        return [replace(box, x=left) for box in boxes]
    if edge == RIGHT:
        return [replace(box, x=right - box.width) for box in boxes]
    if edge == TOP:
        return [replace(box, y=top) for box in boxes]
    if edge == BOTTOM:
        return [replace(box, y=bottom - box.height) for box in boxes]
    return _spread(boxes, right - left if edge == ACROSS else bottom - top, across=edge == ACROSS)


def _spread(boxes: Sequence[Box[Key]], room: float, *, across: bool) -> list[Box[Key]]:
    """With equal gaps, in their order; in no less than a card's gap from each other."""
    ordered = sorted(boxes, key=attrgetter("x" if across else "y", "key"))
    sizes = [box.width if across else box.height for box in ordered]
    gap = max(GAP, (room - sum(sizes)) / (len(boxes) - 1))
    at = ordered[0].x if across else ordered[0].y
    found: dict[Key, Box[Key]] = {}
    for box, size in zip(ordered, sizes, strict=True):
        found[box.key] = replace(box, x=at) if across else replace(box, y=at)
        at += size + gap
    return [found[box.key] for box in boxes]


def free_place(
    boxes: Iterable[Box[Key]], size: tuple[float, float], x: float, y: float
) -> tuple[float, float]:
    """Near a point, a place of that size where nothing lies yet: further down if need be."""
    taken = list(boxes)
    width, height = size
    while hit := next((box for box in taken if _overlap(box, x, y, width, height)), None):
        y = hit.bottom + GAP
    return x, y


def _overlap(box: Box[Key], x: float, y: float, width: float, height: float) -> bool:
    return box.x < x + width and x < box.right and box.y < y + height and y < box.bottom


def grown(group: Box[Key], inside: Sequence[Box[Key]]) -> Box[Key]:
    """The group, made larger where what lies in it would stick out."""
    if not inside:
        return group
    left, top, right, bottom = around(inside)
    x, y = min(group.x, left - MARGIN), min(group.y, top - HEAD)
    return Box(
        group.key,
        x,
        y,
        max(group.right, right + MARGIN) - x,
        max(group.bottom, bottom + MARGIN) - y,
    )
