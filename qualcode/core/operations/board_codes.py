"""Between a board and the codebook: notes become codes, groups categories, and the other way."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlite_utils import Database

from qualcode.core.analysis.board_layout import CARD_SIZE, Box, Node, arrange, reading_order
from qualcode.core.changes import Changes
from qualcode.core.errors import Refused
from qualcode.core.ids import BoardId, BoardItemId, CodeId, CoderId
from qualcode.core.model import LEVELS, BoardItem, Code
from qualcode.core.model.board import CODE_CARD, GROUP, NOTE
from qualcode.core.model.chain import CATEGORY, SUB_CATEGORY, THEME
from qualcode.core.operations.boards import NewItem, add_board, add_items
from qualcode.core.operations.codes import NewCode, add_code, put_under
from qualcode.core.operations.names import required
from qualcode.core.project import Project
from qualcode.core.store import boards as store
from qualcode.core.store import codes as codes_store
from qualcode.core.store.transaction import Transaction
from qualcode.core.translate import _

#: Groups in groups in groups are sub-categories, categories and themes; in two steps the inner
#: ones are categories, as a group alone is.
_DEEP = 2


def note_to_code(project: Project, coder_id: CoderId, item_id: BoardItemId) -> Changes:
    """Make a code of a note, whose card takes the note's place.

    The first line is the name, the rest the definition. In a group that is a category, the code
    stands under it.

    Raises:
        Refused: if it is no note, has no words, or a code of that name is there already.
    """
    with project.operation(coder_id, "note_to_code") as running:
        item = store.item(running.db, item_id)
        if item.kind != NOTE:
            raise Refused(_("Only a note can become a code."))
        name, _line, rest = item.text.strip().partition("\n")
        running.subject = required(name, _("The note is empty. Write the code’s name in it."))
        group = store.item(running.db, item.group_id) if item.group_id else None
        code_id = add_code(
            running,
            NewCode(
                name,
                parent_id=group.code_id if group else None,
                colour=item.colour,
                definition=rest,
            ),
        )
        running.update(
            "board_items",
            item_id,
            kind=CODE_CARD,
            code_id=code_id,
            text="",
            colour=None,
            height=CARD_SIZE[1],
        )
        return running.changes("note_to_code")


def group_to_category(project: Project, coder_id: CoderId, item_id: BoardItemId) -> Changes:
    """Make a group a category of the codebook, and put the codes that lie in it under it.

    A group that has become one already gathers what has been put into it since. Where a code of the
    group's name stands in that place, it is the category. Groups that lie in it and are categories
    come to stand under it; one that lies in a category is made under that.

    Raises:
        Refused: if the group has no name, or a code can't be put under it; nothing changes then.
    """
    with project.operation(coder_id, "group_to_category") as running:
        group = store.item(running.db, item_id)
        if group.kind != GROUP:
            raise Refused(_("Only a group can become a category."))
        within = store.inside(running.db, [item_id])
        moved = _codes_in(within)
        category = group.code_id or _category(running, group, moved)
        running.subject = codes_store.get(running.db, category).name
        running.update("board_items", item_id, code_id=category)
        put_under(running, _not_yet_under(running.db, moved, category), category)
        return running.changes("group_to_category")


def _codes_in(items: Sequence[BoardItem]) -> list[CodeId]:
    """The codes of cards and of categories in a group, as one reads them."""
    by_id = {item.id: item for item in items}
    ordered = reading_order(Box(i.id, i.x, i.y, i.width, i.height) for i in items)
    codes = (by_id[box.key].code_id for box in ordered)
    return [code_id for code_id in codes if code_id is not None]


def _not_yet_under(db: Database, codes: Sequence[CodeId], category: CodeId) -> list[CodeId]:
    """Those of the codes that have to move: one that stands under another of them goes with it."""
    above = {code.id: code.parent_id for code in codes_store.all_codes(db)}
    there = {category, *codes}

    def is_under(code_id: CodeId | None) -> bool:
        while code_id is not None and (code_id := above[code_id]) is not None:
            if code_id in there:
                return True
        return False

    return [code_id for code_id in codes if code_id != category and not is_under(code_id)]


def _category(running: Transaction, group: BoardItem, moved: Sequence[CodeId]) -> CodeId:
    name = required(group.text, _("A group needs a name."))
    around = store.item(running.db, group.group_id) if group.group_id else None
    parent_id = around.code_id if around else None
    level = LEVELS[_level(store.groups_on(running.db, group.board_id), group)]
    for known in codes_store.children(running.db, parent_id):
        if codes_store.same_name(known.name, name) and known.id not in moved:
            if known.level == LEVELS[0]:
                running.update("codes", known.id, level=level)
            return known.id
    return add_code(running, NewCode(name, parent_id=parent_id, colour=group.colour, level=level))


def _level(groups: Mapping[BoardItemId, BoardItem], group: BoardItem) -> int:
    """By how many groups lie in each other from the innermost to this one."""
    outermost = group
    while outermost.group_id is not None:
        outermost = groups[outermost.group_id]
    lowest = SUB_CATEGORY if _height(groups, outermost.id) >= _DEEP else CATEGORY
    return min(THEME, lowest + _height(groups, group.id))


def _height(groups: Mapping[BoardItemId, BoardItem], group_id: BoardItemId) -> int:
    within = [one.id for one in groups.values() if one.group_id == group_id]
    return max((1 + _height(groups, one) for one in within), default=0)


def lay_out_codebook(project: Project, coder_id: CoderId, name: str) -> Changes:
    """A new board that shows the codebook's tree: a group for each code that has others under it,
    a card for each that has none.

    Raises:
        Refused: if there is no code, or the name is empty.
    """
    with project.operation(coder_id, "lay_out_codebook") as running:
        codes = codes_store.all_codes(running.db)
        if not codes:
            raise Refused(_("There is no code yet. Make one first."))
        board_id = add_board(running, name)
        _put_tree(running, board_id, codes)
        return running.changes("lay_out_codebook")


def _put_tree(running: Transaction, board_id: BoardId, codes: Sequence[Code]) -> None:
    below: dict[CodeId | None, list[Code]] = defaultdict(list)
    for code in codes:
        below[code.parent_id].append(code)
    places = arrange(_nodes(below, None))
    groups: dict[CodeId | None, BoardItemId] = {}
    cards: list[NewItem] = []
    for code in codes:  # parents come before their children
        box, inside_of = places[code.id], groups.get(code.parent_id)
        is_group = bool(below[code.id])
        new = NewItem(
            GROUP if is_group else CODE_CARD,
            *(box.x, box.y, box.width, box.height),
            code_id=code.id,
            text=code.name if is_group else "",
            group_id=inside_of,
        )
        if is_group:
            groups[code.id] = add_items(running, board_id, [new])[0].id
        else:
            cards.append(new)
    add_items(running, board_id, cards)


def _nodes(
    below: Mapping[CodeId | None, Sequence[Code]], code_id: CodeId | None
) -> tuple[Node[CodeId], ...]:
    return tuple(
        Node(code.id, *CARD_SIZE, is_group=bool(below[code.id]), inside=_nodes(below, code.id))
        for code in below[code_id]
    )
