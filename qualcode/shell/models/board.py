"""A board as the window shows it: its things in reading order, with names, colours and numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from sqlite_utils import Database

from qualcode.core.analysis.board_layout import Box, reading_order
from qualcode.core.analysis.counts import CodeCount
from qualcode.core.ids import BoardId, BoardItemId, CodeId
from qualcode.core.model import BoardItem, Code
from qualcode.core.model.board import CODE_CARD, GROUP, NOTE
from qualcode.core.operations.boards import first_line
from qualcode.core.report.board import in_reading_order
from qualcode.core.store import boards as store
from qualcode.core.translate import _
from qualcode.shell.models.codebook import Codebook
from qualcode.shell.models.codes import count_words


@dataclass(frozen=True)
class Shown:
    """A card, note or group with what is shown of it."""

    item: BoardItem
    depth: int
    code: Code | None
    count: CodeCount | None

    @property
    def id(self) -> BoardItemId:
        return self.item.id

    @property
    def is_group(self) -> bool:
        return self.item.kind == GROUP

    @property
    def is_note(self) -> bool:
        return self.item.kind == NOTE

    @property
    def is_card(self) -> bool:
        return self.item.kind == CODE_CARD

    @property
    def text(self) -> str:
        """What stands on it."""
        return self.code.name if self.code else self.item.text

    @property
    def name(self) -> str:
        """What it is called, on one line."""
        return first_line(self.text) or (_("Empty note") if self.is_note else _("Group"))

    @property
    def colour(self) -> str | None:
        return self.code.colour if self.code else self.item.colour

    @property
    def spoken(self) -> str:
        """What a screen reader says of it."""
        if self.is_note:
            return _("Note: {text}").format(text=self.text or _("empty"))
        if self.is_group and self.code:
            return _("Category {name}").format(name=self.name)
        if self.is_group:
            return _("Group {name}").format(name=self.name)
        if self.count is None:
            return _("Code {name}").format(name=self.name)
        return _("Code {name}, {count}").format(name=self.name, count=count_words(self.count))

    @property
    def box(self) -> Box[BoardItemId]:
        item = self.item
        return Box(item.id, item.x, item.y, item.width, item.height)


@dataclass(frozen=True)
class BoardContent:
    """Everything on one board, as one reads it; a group comes before what is in it."""

    board_id: BoardId | None = None
    things: Mapping[BoardItemId, Shown] = field(default_factory=dict)
    below: Mapping[BoardItemId | None, tuple[BoardItemId, ...]] = field(default_factory=dict)

    @classmethod
    def read(
        cls,
        db: Database,
        board_id: BoardId,
        codebook: Codebook,
        counts: Mapping[CodeId, CodeCount],
    ) -> BoardContent:
        things: dict[BoardItemId, Shown] = {}
        below: dict[BoardItemId | None, list[BoardItemId]] = {}
        for item, depth in in_reading_order(store.items_on(db, board_id)):
            code = codebook.codes.get(item.code_id) if item.code_id else None
            count = counts.get(item.code_id) if item.code_id else None
            things[item.id] = Shown(item, depth, code, count)
            below.setdefault(item.group_id, []).append(item.id)
        return cls(board_id, things, {group: tuple(ids) for group, ids in below.items()})

    def __iter__(self) -> Iterator[Shown]:
        return iter(self.things.values())

    def __len__(self) -> int:
        return len(self.things)

    def get(self, item_id: str | None) -> Shown | None:
        """The thing with that id, if it is on the board."""
        return self.things.get(BoardItemId(item_id)) if item_id else None

    def inside(self, group_ids: Iterable[BoardItemId]) -> list[BoardItemId]:
        """Everything in these groups, and in the groups in them."""
        found: dict[BoardItemId, None] = {}
        waiting = list(group_ids)
        while waiting:
            for item_id in self.below.get(waiting.pop(), ()):
                if item_id not in found:
                    found[item_id] = None
                    waiting.append(item_id)
        return list(found)

    def with_insides(self, item_ids: Iterable[BoardItemId]) -> list[BoardItemId]:
        """Things with all that lies in them, each once."""
        chosen = list(item_ids)
        return list(dict.fromkeys([*chosen, *self.inside(chosen)]))

    def topmost(self, item_ids: Iterable[BoardItemId]) -> list[BoardItemId]:
        """Those that lie in none of the others, as one reads them."""
        chosen = set(item_ids)
        within = set(self.inside(chosen))
        return [item_id for item_id in self.things if item_id in chosen - within]

    def around(self, item_id: BoardItemId | None) -> Iterator[BoardItemId]:
        """The groups that a thing lies in, the innermost first."""
        shown = self.get(item_id)
        while shown is not None and shown.item.group_id is not None:
            yield shown.item.group_id
            shown = self.get(shown.item.group_id)

    def codes(self) -> set[CodeId]:
        """The codes that are on the board, as a card or as a group."""
        return {shown.code.id for shown in self if shown.code is not None}

    def in_order(self, item_ids: Iterable[BoardItemId]) -> list[Shown]:
        """Some of the things as one reads them, whatever groups they are in."""
        boxes = [self.things[item_id].box for item_id in item_ids if item_id in self.things]
        return [self.things[box.key] for box in reading_order(boxes)]
