"""Moving and recolouring several codes is one step."""

import pytest

from qualcode.core.errors import Refused
from qualcode.core.operations import codes, history
from qualcode.core.operations.codes import NewCode, create_code
from qualcode.core.store import codes as store
from qualcode.core.store import journal


@pytest.fixture
def tree(project, anna):
    """A, with B and C under it; D; E with another B under it."""
    made = {}
    for name, under in (("A", None), ("B", "A"), ("C", "A"), ("D", None), ("E", None)):
        new = NewCode(name, parent_id=made.get(under))
        made[name] = create_code(project, anna, new).first("codes")
    new = NewCode("B", parent_id=made["E"])
    made["other B"] = create_code(project, anna, new).first("codes")
    return made


def paths(project):
    return [">".join(path) for path in store.paths(store.all_codes(project.db)).values()]


BEFORE = ["A", "A>B", "A>C", "D", "E", "E>B"]


def test_codes_are_moved_side_by_side_in_their_order(project, anna, tree):
    codes.move_codes(project, anna, [tree["C"], tree["D"]], parent_id=tree["E"], position=0)
    assert paths(project) == ["A", "A>B", "E", "E>C", "E>D", "E>B"]


def test_the_place_is_counted_without_those_that_are_moved(project, anna, tree):
    codes.move_codes(project, anna, [tree["A"], tree["D"]], parent_id=None, position=1)
    assert paths(project) == ["E", "E>B", "A", "A>B", "A>C", "D"]


def test_a_move_of_several_is_one_entry_and_undone_at_once(project, anna, tree):
    before = len(journal.entries(project.db))
    codes.move_codes(project, anna, [tree["B"], tree["C"]], parent_id=None)
    assert len(journal.entries(project.db)) == before + 1
    assert paths(project) == ["A", "D", "E", "E>B", "B", "C"]
    history.undo(project, anna)
    assert paths(project) == BEFORE


@pytest.mark.parametrize(
    ("moved", "under"), [(("A", "D"), "B"), (("D", "B"), "E"), (("B", "other B"), "D")]
)
def test_if_one_can_not_be_moved_none_is(project, anna, tree, moved, under):
    with pytest.raises(Refused):
        codes.move_codes(project, anna, [tree[name] for name in moved], parent_id=tree[under])
    assert paths(project) == BEFORE


def test_nothing_to_move_is_nothing_done(project, anna, tree):
    assert not codes.move_codes(project, anna, [], parent_id=None)
    assert not codes.move_codes(project, anna, [tree["D"]], parent_id=None, position=1)


def test_several_codes_get_a_colour_in_one_entry(project, anna, tree):
    done = codes.recolour_codes(project, anna, [tree["A"], tree["D"]], "#123456")
    assert done.changed["codes"] == {tree["A"], tree["D"]}
    assert (done.operation, done.subject) == ("recolour_codes", "A, D")
    history.undo(project, anna)
    assert "#123456" not in store.colours(project.db)
