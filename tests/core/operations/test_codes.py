"""The codebook's rules."""

import pytest

from qualcode.core.errors import Refused
from qualcode.core.operations import codes, memos
from qualcode.core.operations.codes import NewCode, create_code
from qualcode.core.store import codes as store
from qualcode.core.store import codings
from qualcode.core.store import memos as memo_store


def paths(project):
    return [" > ".join(path) for path in store.paths(store.all_codes(project.db)).values()]


def create(project, coder, name, parent=None):
    return create_code(project, coder, NewCode(name, parent_id=parent)).first("codes")


def of(project, code_id):
    return [mark for mark in codings.all_marks(project.db) if mark.coding.code_id == code_id]


@pytest.mark.parametrize("alike", ["Å", "å", "A\u030a", "a\u030a", " Å ", "\u212b"])
def test_two_siblings_never_have_one_name(project, anna, alike):
    create(project, anna, "Å")
    with pytest.raises(Refused, match="already a code “Å”"):
        create(project, anna, alike)


def test_a_and_å_are_different_names(project, anna):
    create(project, anna, "Å")
    create(project, anna, "A")
    assert paths(project) == ["Å", "A"]


def test_a_name_may_stand_under_two_parents(project, anna):
    first, second = create(project, anna, "Mål"), create(project, anna, "Medel")
    create(project, anna, "Oklart", first)
    create(project, anna, "Oklart", second)
    assert paths(project) == ["Mål", "Mål > Oklart", "Medel", "Medel > Oklart"]


@pytest.mark.parametrize("name", ["", "  ", "\u2028\n", "x" * 501])
def test_a_name_is_needed_and_not_endless(project, anna, name):
    with pytest.raises(Refused):
        create(project, anna, name)
    assert paths(project) == []


def test_a_name_is_one_line(project, anna):
    create(project, anna, " Lokal\n förankring\u2028på\u00a0orten ")
    assert paths(project) == ["Lokal förankring på orten"]


def test_a_code_takes_its_parent_s_colour_and_the_next_at_the_top(project, anna):
    first = create(project, anna, "Mål")
    create(project, anna, "Oklart", first)
    create(project, anna, "Medel")
    goal, unclear, means = store.all_codes(project.db)
    assert goal.colour == unclear.colour != means.colour


def test_renaming_in_another_case_is_allowed(project, anna):
    code = create(project, anna, "mål")
    codes.rename_code(project, anna, code, "Mål")
    assert paths(project) == ["Mål"]


def test_a_code_is_not_renamed_to_its_sibling(project, anna):
    create(project, anna, "Mål")
    other = create(project, anna, "Medel")
    with pytest.raises(Refused, match="already a code “Mål”"):
        codes.rename_code(project, anna, other, "MÅL")


def test_a_level_is_one_of_four(project, anna):
    with pytest.raises(Refused, match="not a level"):
        create_code(project, anna, NewCode("Mål", level="node"))


def test_a_code_is_never_moved_under_itself(project, anna):
    top = create(project, anna, "Mål")
    below = create(project, anna, "Oklart", create(project, anna, "Delmål", top))
    for place in (top, below):
        with pytest.raises(Refused, match="can’t be moved under itself"):
            codes.move_code(project, anna, top, parent_id=place)


def test_a_code_is_moved_to_its_place_among_the_siblings(project, anna):
    first, second, third = (create(project, anna, name) for name in "ABC")
    codes.move_code(project, anna, third, parent_id=None, position=0)
    assert paths(project) == ["C", "A", "B"]
    codes.move_code(project, anna, third, parent_id=None, position=99)
    assert paths(project) == ["A", "B", "C"]
    codes.move_code(project, anna, first, parent_id=second)
    assert paths(project) == ["B", "B > A", "C"]


def test_a_code_is_not_moved_beside_one_of_its_name(project, anna):
    top = create(project, anna, "Mål")
    inner = create(project, anna, "Medel", top)
    create(project, anna, "MEDEL")
    with pytest.raises(Refused, match="already a code “MEDEL”"):
        codes.move_code(project, anna, inner, parent_id=None)


def test_merged_codes_leave_their_passages_to_the_one_that_stays(whole):
    codes.merge_codes(whole.project, whole.anna, whole.roles, [whole.roots, whole.clear])
    quotes = sorted(mark.segment.quote for mark in of(whole.project, whole.roles))
    assert quotes == [
        "Rollerna är oklara",
        "lokala förankringen",
        "otydligt mandat ❤️",
        "share a view 1️⃣",
    ]
    assert paths(whole.project) == ["Mandat", "Mandat > Otydligt mandat", "Roller"]


def test_merging_keeps_both_comments_weight_and_stance_of_one_passage(whole):
    query = "UPDATE codings SET comment = ?, weight = 3, stance = 'for' WHERE id = ?"
    whole.project.db.execute(query, ("Vem då?", whole.unclear_by_anna))
    codes.merge_codes(whole.project, whole.anna, whole.roles, [whole.unclear])
    kept = codings.get(whole.project.db, whole.roles_by_anna)
    assert (kept.comment, kept.weight, kept.stance) == ("Oklart vem\nVem då?", 3, "for")
    with pytest.raises(KeyError):
        codings.get(whole.project.db, whole.unclear_by_anna)


def test_merging_leaves_another_evaluator_s_passage_theirs(whole):
    codes.merge_codes(whole.project, whole.anna, whole.roles, [whole.unclear])
    assert codings.get(whole.project.db, whole.unclear_by_bo).coder_id == whole.bo


def test_merging_moves_memos_and_joins_definitions(whole):
    codes.merge_codes(whole.project, whole.anna, whole.roots, [whole.mandate, whole.unclear])
    kept = store.get(whole.project.db, whole.roots)
    assert kept.definition == "Vad någon får bestämma"
    assert (kept.when_to_use, kept.example) == ("Om orten", "”ingen”")
    assert [memo.text for memo in memo_store.about(whole.project.db, [kept.id])] == ["Om codes ✓"]


def test_merging_moves_sub_codes_and_no_two_get_one_name(project, anna):
    into, other = create(project, anna, "Mål"), create(project, anna, "Medel")
    create(project, anna, "Oklart", into)
    for name in ("Oklart", "Oklart (2)"):
        create(project, anna, name, other)
    codes.merge_codes(project, anna, into, [other])
    assert paths(project) == [
        "Mål",
        "Mål > Oklart",
        "Mål > Oklart (2)",
        "Mål > Oklart (2) (2)",
    ]


def test_a_code_and_its_parent_are_merged_into_a_third(project, anna):
    into, other = create(project, anna, "Mål"), create(project, anna, "Medel")
    inner = create(project, anna, "Inre", other)
    create(project, anna, "Innerst", inner)
    codes.merge_codes(project, anna, into, [other, inner])
    assert paths(project) == ["Mål", "Mål > Innerst"]


def test_a_code_merges_its_own_children_into_itself(project, anna):
    into = create(project, anna, "Mål")
    inner = create(project, anna, "Inre", into)
    create(project, anna, "Inre", inner)
    codes.merge_codes(project, anna, into, [inner, into])
    assert paths(project) == ["Mål", "Mål > Inre"]


def test_a_code_is_not_merged_into_one_below_it(project, anna):
    top = create(project, anna, "Mål")
    inner = create(project, anna, "Inre", top)
    with pytest.raises(Refused, match="lies under a code that would go"):
        codes.merge_codes(project, anna, inner, [top])


def test_splitting_takes_the_chosen_passages_only(whole):
    changes = codes.split_code(
        whole.project, whole.bo, whole.roles, NewCode("Rollkonflikt"), [whole.lost]
    )
    new = of(whole.project, changes.first("codes"))
    assert [mark.coding.id for mark in new] == [whole.lost]
    assert [mark.coding.id for mark in of(whole.project, whole.roles)] == [whole.roles_by_anna]


def test_deleting_a_code_takes_all_below_and_the_passages_left_bare(whole):
    codes.delete_codes(whole.project, whole.anna, [whole.mandate])
    assert paths(whole.project) == ["Lokal förankring", "Roller"]
    quotes = {segment.quote for segment in codings.all_segments(whole.project.db)}
    assert quotes == {"otydligt mandat ❤️", "lokala förankringen", "Rollerna är oklara"}


def test_deleting_a_code_takes_the_memos_about_what_goes_and_about_those(whole):
    about = memo_store.about(whole.project.db, [whole.unclear])[0]
    memos.write_memo(whole.project, whole.bo, "Om memot", about=("memos", about.id))
    codes.delete_codes(whole.project, whole.anna, [whole.unclear])
    texts = {memo.text for memo in memo_store.all_memos(whole.project.db)}
    assert texts == {
        "Vi börjar om på måndag.",
        "Om documents ✓",
        "Om segments ✓",
        "Om persons ✓",
    }


def test_half_characters_in_a_name_become_signs_that_can_be_stored(project, anna):
    create(project, anna, "Mål \ud83d")
    assert paths(project) == ["Mål \ufffd"]
    code = store.all_codes(project.db)[0].id
    codes.rename_code(project, anna, code, "\udc00 Medel")
    assert paths(project) == ["\ufffd Medel"]


def test_a_code_with_no_passages_can_be_merged_and_tells_where_it_went(project, anna):
    into, other = create(project, anna, "Mål"), create(project, anna, "Medel")
    changes = codes.merge_codes(project, anna, into, [other])
    query = "SELECT merged_into FROM journal_rows WHERE row_id = ? AND action = 'delete'"
    assert project.db.execute(query, (other,)).fetchone() == (into,)
    assert changes.removed == {"codes": {other}}


def test_a_passage_in_a_merged_code_is_not_lost_to_its_document(whole):
    before = codings.marks_in(whole.project.db, whole.eva)
    codes.merge_codes(whole.project, whole.anna, whole.mandate, [whole.unclear, whole.roots])
    after = codings.marks_in(whole.project.db, whole.eva)
    assert {mark.segment.id for mark in after} == {mark.segment.id for mark in before}
