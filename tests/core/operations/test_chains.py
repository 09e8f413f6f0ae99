"""What is changed in the table of meaning units."""

import pytest

from qualcode.core.analysis.meaning_units import Chains, all_units
from qualcode.core.errors import Refused
from qualcode.core.operations.chains import code_units, place_codes, set_level
from qualcode.core.operations.codes import NewCode
from qualcode.core.operations.history import undo
from qualcode.core.operations.passages import condense, remove_codings
from qualcode.core.store import codes as code_store
from tests.core.material import Material
from tests.core.tables import contents


@pytest.fixture
def made(tmp_path):
    made = Material(tmp_path)
    made.document("Intervju", "Karin: Mandatet är otydligt. Rollerna är oklara. Tiden är kort.")
    made.code("Otydligt mandat")
    made.code("Oklara roller")
    made.code("Tid")
    for code, words in (
        ("Otydligt mandat", "Mandatet är otydligt"),
        ("Oklara roller", "Rollerna är oklara"),
        ("Tid", "Tiden är kort"),
    ):
        made.mark(code, words)
    yield made
    made.project.close()


def table(made):
    """Each row's names: code, sub-category, category, theme."""
    codes = {code.id: code for code in code_store.all_codes(made.project.db)}
    chains = Chains(codes)
    return [
        tuple(codes[one].name if one else None for one in chains.of(unit.code_id).places)
        for unit in all_units(made.project.db)
    ]


def place(made, names, level, target):
    ids = [made.codes[name] for name in names]
    return place_codes(made.project, made.someone, ids, level, target)


def code_named(made, name):
    return next(code for code in code_store.all_codes(made.project.db) if code.name == name)


def test_a_new_category_is_made_and_the_codes_put_under_it_in_one_step(made):
    before = contents(made.project.db)
    place(made, ["Otydligt mandat", "Oklara roller"], "category", NewCode("Styrning"))
    assert table(made) == [
        ("Otydligt mandat", None, "Styrning", None),
        ("Oklara roller", None, "Styrning", None),
        ("Tid", None, None, None),
    ]
    assert code_named(made, "Styrning").level == "category"
    undo(made.project, made.someone)
    assert contents(made.project.db) == before


def test_a_category_is_put_under_a_theme_with_all_its_codes(made):
    place(made, ["Otydligt mandat", "Oklara roller"], "category", NewCode("Styrning"))
    place(made, ["Tid"], "category", NewCode("Resurser"))
    place(made, ["Otydligt mandat", "Tid"], "theme", NewCode("Att räcka till"))
    assert [row[2:] for row in table(made)] == [
        ("Styrning", "Att räcka till"),
        ("Styrning", "Att räcka till"),
        ("Resurser", "Att räcka till"),
    ]


def test_a_new_category_comes_between_a_code_and_its_theme(made):
    place(made, ["Tid"], "theme", NewCode("Att räcka till"))
    place(made, ["Tid"], "category", NewCode("Resurser"))
    assert table(made)[2] == ("Tid", None, "Resurser", "Att räcka till")


def test_a_sub_category_moves_with_its_codes_to_another_category(made):
    place(made, ["Otydligt mandat", "Oklara roller"], "sub-category", NewCode("Otydlighet"))
    place(made, ["Tid"], "category", NewCode("Resurser"))
    place(made, ["Oklara roller"], "category", code_named(made, "Resurser").id)
    assert [row[1:3] for row in table(made)] == [
        ("Otydlighet", "Resurser"),
        ("Otydlighet", "Resurser"),
        (None, "Resurser"),
    ]


def test_a_code_that_others_are_put_under_becomes_a_category(made):
    place(made, ["Oklara roller"], "category", made.codes["Tid"])
    assert code_named(made, "Tid").level == "category"
    assert table(made)[1:] == [("Oklara roller", None, "Tid", None), (None, None, "Tid", None)]


def test_none_takes_a_code_out_of_its_category_and_leaves_it_under_the_theme(made):
    place(made, ["Tid"], "theme", NewCode("Att räcka till"))
    place(made, ["Tid"], "category", NewCode("Resurser"))
    place(made, ["Tid"], "category", None)
    assert table(made)[2] == ("Tid", None, None, "Att räcka till")


def test_a_theme_is_refused_as_a_category_and_nothing_changes(made):
    place(made, ["Tid"], "theme", NewCode("Att räcka till"))
    before = contents(made.project.db)
    with pytest.raises(Refused, match="another level"):
        place(made, ["Oklara roller"], "category", code_named(made, "Att räcka till").id)
    assert contents(made.project.db) == before


def test_a_new_category_is_not_left_behind_where_a_name_is_taken(made):
    made.code("Resurser")
    made.code("Tid under Resurser", "Resurser")
    before = contents(made.project.db)
    with pytest.raises(Refused, match="already a code"):
        place(made, ["Tid"], "category", NewCode("Resurser"))
    assert contents(made.project.db) == before


def test_a_category_cell_of_a_passage_without_a_code_has_nothing_to_move(made):
    with pytest.raises(Refused, match="no code"):
        place(made, [], "category", NewCode("Resurser"))


def test_several_rows_are_given_one_code_with_or_without_one_before(made):
    first, second, third = all_units(made.project.db)
    condense(made.project, made.someone, third.segment_id, "Ont om tid")
    remove_codings(made.project, made.someone, [third.coding_id])
    code_units(
        *(made.project, made.someone, [first.coding_id]), [third.segment_id], made.codes["Tid"]
    )
    assert [row[0] for row in table(made)] == ["Tid", "Oklara roller", "Tid"]
    assert second.coding_id in {unit.coding_id for unit in all_units(made.project.db)}


def test_a_new_code_is_made_and_given_in_one_step(made):
    before = contents(made.project.db)
    rows = [unit.coding_id for unit in all_units(made.project.db)]
    code_units(made.project, made.someone, rows, [], NewCode("Brist"))
    assert [row[0] for row in table(made)] == ["Brist"] * 3
    undo(made.project, made.someone)
    assert contents(made.project.db) == before


def test_a_passage_that_has_the_code_already_gets_it_once(made):
    first = all_units(made.project.db)[0]
    code_units(*(made.project, made.someone, [], [first.segment_id]), made.codes["Otydligt mandat"])
    assert len(all_units(made.project.db)) == 3


def test_levels_are_said_for_several_codes_at_once(made):
    ids = [made.codes["Tid"], made.codes["Oklara roller"]]
    set_level(made.project, made.someone, ids, "theme")
    assert [code_named(made, name).level for name in ("Tid", "Oklara roller")] == ["theme"] * 2
    assert table(made)[2] == (None, None, None, "Tid")
