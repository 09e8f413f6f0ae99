"""What is done on a board, and between it and the codebook."""

import pytest

from qualcode.core.check import check
from qualcode.core.errors import Refused
from qualcode.core.model.board import CODE_CARD, GROUP, NOTE
from qualcode.core.operations import board_codes, boards
from qualcode.core.operations.boards import NewItem, Placed
from qualcode.core.operations.codes import delete_codes, merge_codes
from qualcode.core.operations.history import redo, undo
from qualcode.core.store import boards as store
from qualcode.core.store import codes as code_store
from tests.core.material import Material
from tests.core.tables import contents

SIZE = (100.0, 50.0)


class Table:
    """A board and the words in which a test speaks of it."""

    def __init__(self, made):
        self.made, self.project, self.anna = made, made.project, made.someone
        self.board = boards.create_board(self.project, self.anna, "Verkstad").first("boards")
        self.items = {}

    def put(self, kind, name, x=0.0, y=0.0, **details):
        if kind == CODE_CARD:
            details["code_id"] = self.made.codes[name]
        text = "" if kind == CODE_CARD else name
        new = NewItem(kind, x, y, *SIZE, text=text, **details)
        changes = boards.put_on_board(self.project, self.anna, self.board, [new])
        self.items[name] = changes.first("board_items")
        return self.items[name]

    def do(self, operation, *arguments):
        module = boards if hasattr(boards, operation) else board_codes
        return getattr(module, operation)(self.project, self.anna, *arguments)

    def shown(self, board=None):
        """Each thing's name with that of its group, in the order in which they were put there."""
        items = store.items_on(self.project.db, board or self.board)
        names = {code.id: code.name for code in code_store.all_codes(self.project.db)}
        called = {item.id: names.get(item.code_id, item.text) for item in items}
        return [(called[item.id], called.get(item.group_id)) for item in items]

    def tree(self):
        codes = code_store.all_codes(self.project.db)
        return [" > ".join(path) for path in code_store.paths(codes).values()]

    def level(self, name):
        codes = code_store.all_codes(self.project.db)
        return next(code.level for code in codes if code.name == name)


@pytest.fixture
def table(tmp_path):
    made = Material(tmp_path)
    for name in ("Mandat", "Roller", "Tid"):
        made.code(name)
    yield Table(made)
    assert check(made.project) == []
    made.project.close()


def test_a_code_has_one_card_on_a_board(table):
    table.put(CODE_CARD, "Tid")
    new = NewItem(CODE_CARD, 0, 0, *SIZE, code_id=table.made.codes["Tid"])
    assert not table.do("put_on_board", table.board, [new])
    assert table.shown() == [("Tid", None)]


def test_a_second_board_of_the_same_name_gets_a_number(table):
    table.do("create_board", "verkstad ")
    assert [board.name for board in store.all_boards(table.project.db)] == [
        "Verkstad",
        "verkstad (2)",
    ]


def test_a_drag_of_several_cards_is_one_step(table):
    one, other = table.put(CODE_CARD, "Tid"), table.put(NOTE, "Tanke")
    before = contents(table.project.db)
    table.do("place_on_board", [Placed(item, 7, 8, *SIZE, None) for item in (one, other)])
    assert {(item.x, item.y) for item in store.items_on(table.project.db, table.board)} == {(7, 8)}
    undo(table.project, table.anna)
    assert contents(table.project.db) == before


def test_a_group_can_not_be_put_into_itself(table):
    outer = table.put(GROUP, "Yttre")
    inner = table.put(GROUP, "Inre", group_id=outer)
    with pytest.raises(Refused, match="in itself"):
        table.do("place_on_board", [Placed(outer, 0, 0, *SIZE, inner)])


def test_a_group_of_another_board_is_refused(table):
    group = table.put(GROUP, "Styrning")
    other = table.do("create_board", "Annan").first("boards")
    with pytest.raises(Refused, match="no such group"):
        table.do("put_on_board", other, [NewItem(NOTE, 0, 0, *SIZE, group_id=group)])


def test_what_lies_in_a_group_that_goes_stays_on_the_board(table):
    outer = table.put(GROUP, "Yttre")
    inner = table.put(GROUP, "Inre", group_id=outer)
    table.put(CODE_CARD, "Tid", group_id=inner)
    table.do("take_off_board", [inner])
    assert table.shown() == [("Yttre", None), ("Tid", "Yttre")]
    assert "Tid" in table.tree()


def test_groups_are_taken_off_with_what_is_in_them_and_come_back(table):
    outer = table.put(GROUP, "Yttre")
    inner = table.put(GROUP, "Inre", group_id=outer)
    card = table.put(CODE_CARD, "Tid", group_id=inner)
    before = contents(table.project.db)
    table.do("take_off_board", [outer, card, inner])
    assert table.shown() == []
    undo(table.project, table.anna)
    assert contents(table.project.db) == before


def test_a_board_goes_with_what_lies_on_it_and_the_codes_stay(table):
    group = table.put(GROUP, "Styrning")
    table.put(CODE_CARD, "Tid", group_id=group)
    before = contents(table.project.db)
    table.do("delete_board", table.board)
    assert store.all_boards(table.project.db) == []
    assert table.tree() == ["Mandat", "Roller", "Tid"]
    undo(table.project, table.anna)
    assert contents(table.project.db) == before


def test_cards_are_put_into_a_group_in_one_step(table):
    cards = [table.put(CODE_CARD, "Tid"), table.put(NOTE, "Tanke")]
    table.do("group_on_board", table.board, NewItem(GROUP, 0, 0, 300, 300, text="Resurser"), cards)
    assert table.shown()[:2] == [("Tid", "Resurser"), ("Tanke", "Resurser")]


def test_a_note_becomes_a_code_with_its_first_line_as_name(table):
    note = table.put(NOTE, "Stress\nNär tiden inte räcker.")
    table.do("note_to_code", note)
    code = code_store.all_codes(table.project.db)[-1]
    assert (code.name, code.definition) == ("Stress", "När tiden inte räcker.")
    assert table.shown() == [("Stress", None)]


def test_a_note_in_a_category_becomes_a_code_under_it(table):
    group = table.put(GROUP, "Resurser")
    table.put(CODE_CARD, "Tid", group_id=group)
    table.do("group_to_category", group)
    table.do("note_to_code", table.put(NOTE, "Stress", group_id=group))
    assert "Resurser > Stress" in table.tree()


def test_an_empty_note_can_not_become_a_code(table):
    with pytest.raises(Refused, match="empty"):
        table.do("note_to_code", table.put(NOTE, ""))


def test_a_group_becomes_a_category_with_its_codes_in_one_step(table):
    group = table.put(GROUP, "Styrning")
    table.put(CODE_CARD, "Roller", x=300.0, group_id=group)
    table.put(CODE_CARD, "Mandat", x=10.0, group_id=group)
    table.put(NOTE, "Bara en tanke", group_id=group)
    before = contents(table.project.db)
    table.do("group_to_category", group)
    assert table.tree() == ["Tid", "Styrning", "Styrning > Mandat", "Styrning > Roller"]
    assert table.level("Styrning") == "category"
    undo(table.project, table.anna)
    assert contents(table.project.db) == before
    redo(table.project, table.anna)
    assert table.level("Styrning") == "category"


def test_a_category_gathers_what_was_put_into_its_group_since(table):
    group = table.put(GROUP, "Styrning")
    table.do("group_to_category", group)
    table.put(CODE_CARD, "Tid", group_id=group)
    table.do("group_to_category", group)
    assert table.tree()[-2:] == ["Styrning", "Styrning > Tid"]


def test_a_group_with_the_name_of_a_code_is_that_code(table):
    group = table.put(GROUP, "mandat")
    table.put(CODE_CARD, "Tid", group_id=group)
    table.do("group_to_category", group)
    assert table.tree() == ["Mandat", "Mandat > Tid", "Roller"]
    assert table.level("Mandat") == "category"


def test_groups_in_a_group_are_categories_under_a_theme(table):
    theme = table.put(GROUP, "Att samverka")
    category = table.put(GROUP, "Styrning", group_id=theme)
    table.put(CODE_CARD, "Mandat", group_id=category)
    table.do("group_to_category", category)
    table.do("group_to_category", theme)
    assert "Att samverka > Styrning > Mandat" in table.tree()
    assert (table.level("Styrning"), table.level("Att samverka")) == ("category", "theme")


def test_a_code_that_stands_under_another_in_the_group_stays_there(table):
    table.made.code("Otydligt mandat", "Mandat")
    group = table.put(GROUP, "Styrning")
    table.put(CODE_CARD, "Otydligt mandat", group_id=group)
    table.put(CODE_CARD, "Mandat", group_id=group)
    table.do("group_to_category", group)
    assert "Styrning > Mandat > Otydligt mandat" in table.tree()


def test_the_codebook_is_laid_out_as_groups_in_groups(table):
    table.made.code("Styrning", level="theme")
    table.made.code("Ledning", "Styrning", level="category")
    table.made.code("Chefer", "Ledning")
    board = table.do("lay_out_codebook", "Kodboken").first("boards")
    assert set(table.shown(board)) == {
        *(("Mandat", None), ("Roller", None), ("Tid", None)),
        *(("Styrning", None), ("Ledning", "Styrning"), ("Chefer", "Ledning")),
    }


def test_merged_codes_have_one_card_left_and_their_groups_stay(table):
    group = table.put(GROUP, "Mandat", code_id=table.made.codes["Mandat"])
    table.put(CODE_CARD, "Roller", group_id=group)
    table.put(CODE_CARD, "Tid")
    merge_codes(
        *(table.project, table.anna, table.made.codes["Tid"]),
        [table.made.codes["Roller"], table.made.codes["Mandat"]],
    )
    assert table.shown() == [("Tid", None), ("Tid", None)]
    kinds = [item.kind for item in store.items_on(table.project.db, table.board)]
    assert kinds == [GROUP, CODE_CARD]


def test_the_card_of_a_deleted_code_goes_and_its_group_keeps_its_name(table):
    table.put(GROUP, "Styrning", code_id=table.made.codes["Mandat"])
    table.put(CODE_CARD, "Tid")
    ids = [table.made.codes["Mandat"], table.made.codes["Tid"]]
    delete_codes(table.project, table.anna, ids)
    assert table.shown() == [("Styrning", None)]


def test_a_group_needs_a_name_and_a_note_does_not(table):
    group, note = table.put(GROUP, "Styrning"), table.put(NOTE, "Tanke")
    with pytest.raises(Refused, match="name"):
        table.do("write_on_board", group, "  ")
    table.do("write_on_board", note, "")
    assert table.shown() == [("Styrning", None), ("", None)]


def test_cards_keep_the_colour_of_their_code(table):
    note, card = table.put(NOTE, "Tanke"), table.put(CODE_CARD, "Tid")
    table.do("colour_on_board", [note, card], "#e07a5f")
    colours = [item.colour for item in store.items_on(table.project.db, table.board)]
    assert colours == ["#e07a5f", None]
