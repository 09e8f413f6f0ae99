"""Things on a board while they are dragged: one step of the history when they are let go."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF

from qualcode.core.analysis.board_layout import GROUP_SIZE, NOTE_SIZE, Box, grown
from qualcode.core.ids import BoardItemId
from qualcode.core.operations.boards import Placed
from qualcode.shell.panels.board_surface import BoardSurface
from qualcode.shell.panels.board_things import Thing

#: how much of a card must lie over another, in points from middle to middle, to be one with it
_NEAR: Final = 18.0
_LEAST: Final = 60.0


class Moving:
    """From the press of the button until it is let go.

    Attributes:
        held: what the pointer took.
        joins: the card with which it would become one.
    """

    def __init__(
        self, canvas: BoardSurface, held: Thing, chosen: Sequence[BoardItemId], place: QPointF
    ) -> None:
        """What is `chosen` moves with what is held."""
        self._canvas, self.held, self._from = canvas, held, place
        self._resizing = held.handle().contains(place - held.pos())
        self._moved = [held.shown.id] if self._resizing else canvas.content.with_insides(chosen)
        self._top = canvas.content.topmost(self._moved)
        self._before = {one: QPointF(canvas.things[one].pos()) for one in self._moved}
        self._size = held.size
        self._begun = False
        self._target: Thing | None = None
        self.joins: Thing | None = None

    def go(self, place: QPointF, least: int) -> None:
        """The pointer is there now."""
        by = place - self._from
        if not self._begun and by.manhattanLength() < least:
            return
        self._begun = True
        if self._resizing:
            smallest = GROUP_SIZE if self.held.shown.is_group else NOTE_SIZE
            self.held.resize(
                max(_LEAST + 60, smallest[0] / 2, self._size[0] + by.x()),
                max(_LEAST, smallest[1] / 2, self._size[1] + by.y()),
            )
            return
        for item_id, before in self._before.items():
            self._canvas.things[item_id].setPos(before + by)
        self._aim(place)

    def _aim(self, place: QPointF) -> None:
        self._target = self._canvas.group_at(place, self._moved)
        self.joins = self._card_under()
        self._canvas.show_target(self.joins or self._target)

    def _card_under(self) -> Thing | None:
        """Another code's card that lies right under the one that is dragged."""
        if self._moved != [self.held.shown.id] or not self.held.shown.is_card:
            return None
        middle = self.held.scene_frame().center()
        others = (
            thing
            for thing in self._canvas.things.values()
            if thing.shown.is_card and thing is not self.held
        )
        return next(
            (
                thing
                for thing in others
                if (thing.scene_frame().center() - middle).manhattanLength() < _NEAR
            ),
            None,
        )

    def cancel(self) -> None:
        """Everything goes back to where it was."""
        self._canvas.show_target(None)
        for item_id, before in self._before.items():
            self._canvas.things[item_id].setPos(before)
        self.held.resize(*self._size)

    def finish(self) -> list[Placed]:
        """Where everything lies now; nothing if it was not moved."""
        self._canvas.show_target(None)
        if not self._begun:
            return []
        if self.joins is not None:
            self.cancel()
            return []
        if self._resizing:
            shown = self.held.shown
            place = (shown.item.x, shown.item.y, *self.held.size)
            return [Placed(shown.id, *place, shown.item.group_id)]
        places = [self._placed(item_id) for item_id in self._moved]
        return [*places, *self._grown_groups(places)]

    def _placed(self, item_id: BoardItemId) -> Placed:
        thing = self._canvas.things[item_id]
        group_id = thing.shown.item.group_id
        if item_id in self._top:
            group_id = self._target.shown.id if self._target else None
        return Placed(item_id, thing.pos().x(), thing.pos().y(), *thing.size, group_id)

    def _grown_groups(self, places: list[Placed]) -> list[Placed]:
        """The group into which something was put, made as large as it takes; those around it too."""
        if self._target is None:
            return []
        content = self._canvas.content
        boxes = [Box(p.id, p.x, p.y, p.width, p.height) for p in places if p.id in self._top]
        found: list[Placed] = []
        target = self._target.shown
        for group_id in (target.id, *content.around(target.id)):
            group = content.things[group_id]
            box = grown(group.box, boxes)
            if box != group.box:
                size = (box.x, box.y, box.width, box.height)
                found.append(Placed(group_id, *size, group.item.group_id))
            boxes = [box]
        return found
