"""What becomes of each thing, case by case."""

import json
from dataclasses import replace

import pytest

from qualcode.core.errors import Refused
from qualcode.core.merge.apply import merge, plan_merge
from qualcode.core.merge.decided import NewDecision
from qualcode.core.operations import codes, documents, importing, memos, passages, persons
from qualcode.core.operations.corrections import correct_text
from qualcode.core.operations.history import history, next_undo, undo, undo_entry
from qualcode.core.project import Project
from qualcode.core.store import codes as code_store
from qualcode.core.store import codings as coding_store
from qualcode.core.store import documents as document_store
from tests.core.merge.copies import copy, merged, shown
from tests.core.tables import contents
from tests.core.whole import transcript


@pytest.fixture
def pair(tmp_path, base):
    """Two copies of the whole project, open: Anna's and Bo's."""
    source = copy(base.project.path, "pair")
    source = source.rename(tmp_path / "base.qualcode")
    with Project.open(copy(source, "anna")) as ours, Project.open(copy(source, "bo")) as theirs:
        yield ours, theirs


def take_in(ours, theirs, coder):
    return merge(ours, coder, [theirs.path])


def code(project, row_id):
    return code_store.get(project.db, row_id)


def test_what_one_changed_is_taken(pair, base):
    ours, theirs = pair
    codes.rename_code(theirs, base.bo, base.roots, "Ort")
    codes.recolour_code(ours, base.anna, base.roots, "#123456")
    take_in(ours, theirs, base.anna)
    assert (code(ours, base.roots).name, code(ours, base.roots).colour) == ("Ort", "#123456")


def test_of_what_both_changed_the_later_stands_and_both_values_are_told(pair, base):
    ours, theirs = pair
    codes.rename_code(ours, base.anna, base.roots, "Ort")
    codes.rename_code(theirs, base.bo, base.roots, "Plats")
    done = take_in(ours, theirs, base.anna)
    (conflict,) = done.plan.files[0].conflicts
    assert code(ours, base.roots).name == "Plats"
    assert (conflict.values, conflict.taken) == ((("Ort",), ("Plats",)), 1)
    assert conflict.coders == ("Anna Lindqvist", "Bo Ek")
    take_in(theirs, ours, base.bo)
    assert code(theirs, base.roots).name == "Plats"


def test_a_person_can_choose_the_earlier_of_two_values(pair, base):
    ours, theirs = pair
    codes.rename_code(ours, base.anna, base.roots, "Ort")
    codes.rename_code(theirs, base.bo, base.roots, "Plats")
    decision = NewDecision("conflict", base.roots, "name", "0")
    done = merge(ours, base.anna, [theirs.path], decisions=[decision])
    assert code(ours, base.roots).name == "Ort"
    assert [one.taken for one in done.plan.files[0].conflicts] == [0]
    take_in(theirs, ours, base.bo)
    assert code(theirs, base.roots).name == "Ort"
    assert contents(theirs.db)["decisions"] == contents(ours.db)["decisions"] != []


def test_an_unchanged_row_that_was_deleted_goes(pair, base):
    ours, theirs = pair
    codes.delete_codes(theirs, base.bo, [base.roots])
    take_in(ours, theirs, base.anna)
    assert base.roots not in {one.id for one in code_store.all_codes(ours.db)}


def test_a_deleted_code_that_was_used_is_kept_with_its_codings_and_told(pair, base):
    ours, theirs = pair
    before = len(coding_store.of_codes(ours.db, [base.roles]))
    passages.code_passage(ours, base.anna, base.solo, 0, 3, [base.roles])
    codes.delete_codes(theirs, base.bo, [base.roles])
    done = take_in(ours, theirs, base.anna)
    assert len(coding_store.of_codes(ours.db, [base.roles])) == before + 1
    kept = {(one.what, one.deleted_by) for one in done.plan.files[0].kept}
    assert ("Roller", "Bo Ek") in kept


def test_a_deleted_code_that_was_described_is_kept(pair, base):
    ours, theirs = pair
    codes.delete_codes(ours, base.anna, [base.roots])
    codes.rename_code(theirs, base.bo, base.roots, "Ort")
    take_in(ours, theirs, base.anna)
    assert code(ours, base.roots).name == "Ort"


def test_a_deleted_document_in_which_somebody_marked_comes_back_whole(pair, base):
    ours, theirs = pair
    before = shown(ours.path)["turns"]
    documents.delete_documents(ours, base.anna, [base.eva])
    passages.code_passage(theirs, base.bo, base.eva, 0, 11, [base.roots])
    take_in(ours, theirs, base.anna)
    assert contents(ours.db)["turns"] == before


def test_undoing_is_no_deleting(pair, base):
    ours, theirs = pair
    passages.code_passage(theirs, base.bo, base.solo, 0, 3, [base.roots])
    take_in(ours, theirs, base.anna)
    after = contents(ours.db)
    undo(ours, base.anna)
    assert contents(ours.db) != after
    take_in(ours, theirs, base.anna)
    assert contents(ours.db) == after


def test_what_a_colleague_did_with_a_code_follows_it_where_it_was_merged(pair, base):
    ours, theirs = pair
    codes.merge_codes(ours, base.anna, base.mandate, [base.roots])
    passages.code_passage(theirs, base.bo, base.solo, 0, 3, [base.roots])
    take_in(ours, theirs, base.anna)
    names = {one.id: one.name for one in code_store.all_codes(ours.db)}
    assert base.roots not in names
    marks = [one for one in coding_store.all_marks(ours.db) if one.segment.quote == "Jag"]
    assert [names[one.coding.code_id] for one in marks] == ["Mandat"]


def test_codes_of_one_name_that_two_made_are_one_with_both_definitions(pair, base):
    ours, theirs = pair
    codes.create_code(ours, base.anna, codes.NewCode("Tillit", definition="Att lita på"))
    codes.create_code(theirs, base.bo, codes.NewCode("tillit", definition="Förtroende"))
    done = take_in(ours, theirs, base.anna)
    (found,) = [one for one in code_store.all_codes(ours.db) if one.name.lower() == "tillit"]
    assert found.definition == "Att lita på\nFörtroende"
    assert done.plan.counts["codes"].unified == 1


def test_a_definition_that_was_put_together_and_edited_stays_as_edited(pair, base):
    ours, theirs = pair
    codes.create_code(ours, base.anna, codes.NewCode("Tillit", definition="Att lita på"))
    codes.create_code(theirs, base.bo, codes.NewCode("tillit", definition="Förtroende"))
    take_in(ours, theirs, base.anna)
    (found,) = [one for one in code_store.all_codes(ours.db) if one.name == "Tillit"]
    edited = {"when_to_use": None, "when_not_to_use": None, "example": None, "level": "code"}
    codes.describe_code(ours, base.anna, found.id, definition="Att lita på andra", **edited)
    codes.rename_code(theirs, base.bo, base.roots, "Ort")
    for one, other in ((ours, theirs), (theirs, ours)):
        take_in(one, other, base.anna)
        assert code(one, found.id).definition == "Att lita på andra"


def test_codes_that_are_one_stay_one_when_they_are_renamed(pair, base):
    ours, theirs = pair
    for project, coder in ((ours, base.anna), (theirs, base.bo)):
        codes.create_code(project, coder, codes.NewCode("Tillit"))
    take_in(ours, theirs, base.anna)
    (found,) = [one for one in code_store.all_codes(ours.db) if one.name == "Tillit"]
    codes.rename_code(ours, base.anna, found.id, "Förtroende")
    codes.rename_code(theirs, base.bo, base.roots, "Ort")
    take_in(ours, theirs, base.anna)
    names = [one.name for one in code_store.all_codes(ours.db)]
    assert names.count("Förtroende") == 1
    assert "Tillit" not in names


def test_a_code_renamed_to_the_name_of_a_new_one_keeps_apart_from_it(pair, base):
    ours, theirs = pair
    codes.rename_code(ours, base.anna, base.roots, "Tillit")
    codes.create_code(theirs, base.bo, codes.NewCode("Tillit"))
    take_in(ours, theirs, base.anna)
    names = sorted(one.name for one in code_store.all_codes(ours.db) if "Tillit" in one.name)
    assert names == ["Tillit", "Tillit (2)"]


def test_codes_that_would_stand_under_each_other_do_not(pair, base):
    ours, theirs = pair
    codes.move_code(ours, base.anna, base.roots, parent_id=base.roles)
    codes.move_code(theirs, base.bo, base.roles, parent_id=base.roots)
    take_in(ours, theirs, base.anna)
    parents = {one.id: one.parent_id for one in code_store.all_codes(ours.db)}
    assert len(parents) == 5
    assert (parents[base.roots] is None) != (parents[base.roles] is None)


def test_a_later_correction_of_a_text_carries_what_was_marked_meanwhile(pair, base):
    ours, theirs = pair
    passages.code_passage(ours, base.anna, base.solo, 4, 6, [base.roots])
    text = document_store.text(theirs.db, base.solo)
    correct_text(theirs, base.bo, base.solo, text.replace("Jag", "Vi alla"))
    take_in(ours, theirs, base.anna)
    (mark,) = [one for one in coding_store.all_marks(ours.db) if one.segment.quote.startswith("är")]
    assert (mark.segment.start, mark.segment.quote) == (8, "är")


def test_a_merge_is_one_step_of_the_history(pair, base):
    ours, theirs = pair
    codes.rename_code(theirs, base.bo, base.roots, "Ort")
    done = take_in(ours, theirs, base.anna)
    assert next_undo(ours.db).id == done.changes.entry_id
    lines = history(ours.db)
    (brought,) = [one for one in lines if one.label == "Rename code “Ort”"]
    assert brought.coder == "Bo Ek"
    with pytest.raises(Refused, match="came from another file"):
        undo_entry(ours, base.anna, brought.id)


def test_a_plan_adds_up_and_says_what_the_merge_does(pair, base):
    ours, theirs = pair
    passages.code_passage(theirs, base.bo, base.solo, 0, 3, [base.roots])
    codes.delete_codes(theirs, base.bo, [base.roles])
    memos.write_memo(theirs, base.bo, "Ny")
    plan = plan_merge(ours, [theirs.path])
    done = take_in(ours, theirs, base.anna)
    assert plan.counts == done.plan.counts
    for table, count in plan.counts.items():
        assert count.after == count.before + count.added - count.deleted
        assert count.after == ours.db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


def test_persons_joined_each_into_the_other_are_one(pair, base):
    ours, theirs = pair
    persons.join_persons(ours, base.anna, base.ip1, [base.ip2])
    persons.join_persons(theirs, base.bo, base.ip2, [base.ip1])
    take_in(ours, theirs, base.anna)
    left = {row[0] for row in contents(ours.db)["persons"]}
    assert len(left & {base.ip1, base.ip2}) == 1


def test_three_copies_handed_on_know_what_they_have_in_common(pair, base, tmp_path):
    ours, theirs = pair
    third = copy(base.project.path, "third")
    codes.rename_code(theirs, base.bo, base.roots, "Ort")
    take_in(ours, theirs, base.anna)
    codes.rename_code(ours, base.anna, base.roots, "Plats")
    merged(third, theirs.path, ours.path)
    with Project.open(third) as project:
        assert code(project, base.roots).name == "Plats"
        assert not merge(project, base.anna, [theirs.path]).changes


def test_what_was_kept_and_worked_beside_stays_when_its_use_is_taken_back(pair, base):
    ours, theirs = pair
    before = len(coding_store.of_codes(ours.db, [base.roles]))
    marked = passages.code_passage(ours, base.anna, base.solo, 0, 3, [base.roles])
    codes.delete_codes(theirs, base.bo, [base.roles])
    take_in(ours, theirs, base.anna)
    passages.remove_codings(ours, base.anna, [marked.first("codings")])
    codes.rename_code(theirs, base.bo, base.roots, "Ort")
    for one, other in ((ours, theirs), (theirs, ours)):
        take_in(one, other, base.anna)
        assert len(coding_store.of_codes(one.db, [base.roles])) == before
        assert not take_in(one, other, base.anna).changes


def test_what_was_kept_goes_when_whoever_kept_it_deletes_it(pair, base):
    ours, theirs = pair
    passages.code_passage(ours, base.anna, base.solo, 0, 3, [base.roles])
    codes.delete_codes(theirs, base.bo, [base.roles])
    take_in(ours, theirs, base.anna)
    codes.delete_codes(ours, base.anna, [base.roles])
    codes.rename_code(theirs, base.bo, base.roots, "Ort")
    for one, other in ((ours, theirs), (theirs, ours)):
        take_in(one, other, base.anna)
        assert base.roles not in {found.id for found in code_store.all_codes(one.db)}


def test_what_was_kept_and_worked_beside_stays_whoever_takes_it_in(pair, base, tmp_path):
    ours, theirs = pair
    made = passages.code_passage(ours, base.anna, base.solo, 0, 3, [base.roles])
    codes.delete_codes(theirs, base.bo, [base.roles])
    take_in(ours, theirs, base.anna)  # kept, for it was used
    memos.write_memo(ours, base.anna, "Vidare")
    passages.remove_codings(ours, base.anna, [made.first("codings")])
    with Project.open(copy(tmp_path / "base.qualcode", "third")) as other:
        take_in(other, ours, base.bo)
        assert base.roles in {one.id for one in code_store.all_codes(other.db)}


def test_what_was_kept_is_told_once(pair, base):
    ours, theirs = pair
    passages.code_passage(ours, base.anna, base.solo, 0, 3, [base.roles])
    codes.delete_codes(theirs, base.bo, [base.roles])
    assert "codes" in {line.table for line in take_in(ours, theirs, base.anna).plan.files[0].kept}
    codes.rename_code(theirs, base.bo, base.roots, "Ort")
    assert take_in(ours, theirs, base.anna).plan.files[0].kept == ()


def test_of_files_that_hold_the_same_each_conflict_is_decided_by_itself(pair, base, tmp_path):
    ours, theirs = pair
    other = Project.open(copy(tmp_path / "base.qualcode", "third"))
    codes.rename_code(ours, base.anna, base.roots, "Ort")
    codes.rename_code(theirs, base.bo, base.roots, "Plats")
    codes.rename_code(other, base.bo, base.roots, "Trakt")
    decisions = [
        NewDecision("conflict", base.roots, "name", "0", theirs.path.name),
        NewDecision("conflict", base.roots, "name", "1", other.path.name),
    ]
    merge(ours, base.anna, [theirs.path, other.path], decisions=decisions)
    assert code(ours, base.roots).name == "Trakt"
    other.close()


def test_a_plan_of_several_files_takes_decisions(pair, base, tmp_path):
    ours, theirs = pair
    other = Project.open(copy(tmp_path / "base.qualcode", "third"))
    codes.create_code(ours, base.anna, codes.NewCode("Granskning"))
    codes.create_code(theirs, base.bo, codes.NewCode("Granskningar"))
    codes.rename_code(other, base.bo, base.roots, "Trakt")
    paths = [theirs.path, other.path]
    own, new = (
        next(one.id for one in code_store.all_codes(project.db) if one.name.startswith("Gransk"))
        for project in pair
    )
    decisions = [NewDecision("same-code", own, new, "same")]
    planned = plan_merge(ours, paths, decisions=decisions)
    done = merge(ours, base.anna, paths, decisions=decisions)
    assert done.plan.counts == planned.counts
    assert done.plan.counts["codes"].after == planned.counts["codes"].before
    other.close()


def test_turns_of_a_text_that_two_brought_in_are_not_forgotten(pair, base):
    ours, theirs = pair
    mine = transcript("Ett", "Kim: Vi vet inte.\nLo: Ä det så?")
    alone = replace(mine, speeches=mine.speeches[:1], speakers=mine.speakers[:1])
    for project, who, said in ((theirs, base.bo, alone), (ours, base.anna, mine)):
        importing.import_documents(project, who, [importing.NewDocument(said)])
    done = take_in(ours, theirs, base.anna)
    assert done.plan.counts["documents"].unified == 1
    hidden = [json.loads(row[2]) for row in contents(ours.db)["originals"] if row[1] == "turns"]
    assert sorted(turn["label"] for turn in hidden) == ["Kim", "Lo"]
    undo(ours, base.anna)
    assert "Lo" in {row[5] for row in contents(ours.db)["turns"]}
