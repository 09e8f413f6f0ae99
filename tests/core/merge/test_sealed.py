"""Files of which old wordings were removed for good still merge."""

import pytest

from qualcode.core.check import check
from qualcode.core.ids import CoderId
from qualcode.core.merge.apply import merge, plan_merge
from qualcode.core.merge.decided import NewDecision
from qualcode.core.merge.handout import hand_out
from qualcode.core.operations import codes, documents, passages
from qualcode.core.operations.corrections import correct_text
from qualcode.core.operations.history import next_undo, undo
from qualcode.core.operations.sealing import seal
from qualcode.core.project import Project
from qualcode.core.store import codings as coding_store
from qualcode.core.store import documents as document_store
from qualcode.core.store import journal
from qualcode.core.store import persons as person_store
from tests.core.material import Material
from tests.core.merge.copies import copy
from tests.core.merge.test_interviews import evaluator_s, interviews, marks
from tests.core.tables import broken_rules, contents


@pytest.fixture
def pair(tmp_path, base):
    """Two copies of the whole project, open: Anna's and Bo's."""
    source = copy(base.project.path, "pair").rename(tmp_path / "base.qualcode")
    with Project.open(copy(source, "anna")) as ours, Project.open(copy(source, "bo")) as theirs:
        yield ours, theirs


@pytest.mark.parametrize("taking_in", ["sealed", "other"])
def test_what_was_deleted_and_sealed_comes_back_whole_where_it_was_used(pair, base, taking_in):
    sealed, other = pair
    before = contents(sealed.db)
    documents.delete_documents(sealed, base.anna, [base.eva])
    codes.delete_codes(sealed, base.anna, [base.roots])
    seal(sealed, base.anna)
    passages.code_passage(other, base.bo, base.eva, 0, 11, [base.roots])
    ours, theirs = (sealed, other) if taking_in == "sealed" else (other, sealed)
    merge(ours, base.anna, [theirs.path])
    after = contents(ours.db)
    assert check(ours) == broken_rules(ours.db) == []
    assert after["turns"] == before["turns"]
    assert len(after["codings"]) == len(before["codings"]) + 1


def test_a_wording_between_that_no_file_has_any_more_is_not_missed(pair, base):
    ours, theirs = pair
    text = document_store.text(theirs.db, base.eva)
    correct_text(theirs, base.bo, base.eva, "Ja. " + text)
    correct_text(theirs, base.bo, base.eva, "Ja. Nja. " + text)
    seal(theirs, base.bo)
    made = passages.code_passage(ours, base.anna, base.eva, 44, 52, [base.roots])
    merge(ours, base.anna, [theirs.path])
    (mark,) = coding_store.marks(ours.db, made.order["codings"])
    assert (mark.segment.start, mark.segment.quote) == (53, text[44:52])
    assert check(ours) == []


def test_who_speaks_in_documents_that_are_alike_stays_one_person_after_a_seal(tmp_path):
    text = "I: Hur går det?\nKarin: Det går bra, men mandatet är oklart.\nOlle: Ja, så är det."
    theirs, ours = (Material(tmp_path, name=name) for name in ("theirs", "ours"))
    theirs.document("Intervju", text.replace("så är det", "så är det ju här"))
    ours.document("Intervju", text)
    seal(ours.project, ours.someone)
    for _ in range(2):
        merge(ours.project, ours.someone, [theirs.project.path])
        assert len(person_store.all_persons(ours.project.db)) == 3
        assert len(document_store.all_documents(ours.project.db)) == 1
    ours.project.close()
    theirs.project.close()


def test_who_speaks_in_documents_that_are_alike_stays_one_person_when_a_label_is_corrected(
    tmp_path,
):
    text = "I: Hur går det?\nKarin: Det går bra, men mandatet är oklart.\nOlle: Ja, så är det."
    ours, theirs, third = (Material(tmp_path, name=name) for name in ("ours", "theirs", "third"))
    ours.document("Intervju", text)
    theirs.document("Intervju", text.replace("så är det", "så är det ju här"))
    third.document("Annat", "Nils: Något helt annat sägs här, om skog och vatten.")
    merge(ours.project, ours.someone, [theirs.project.path])
    (one,) = document_store.all_documents(ours.project.db)
    stands = document_store.text(ours.project.db, one.id)
    correct_text(ours.project, ours.someone, one.id, stands.replace("Karin:", "Anna:"))
    for other in (third, theirs, third):
        merge(ours.project, ours.someone, [other.project.path])
        assert len(person_store.all_persons(ours.project.db)) == 4
    for made in (ours, theirs, third):
        made.project.close()


def test_those_whose_labels_a_seal_has_removed_are_not_taken_for_each_other(tmp_path):
    text = "Karin: Det går bra, men mandatet är oklart.\nOlle: Ja, så är det ju faktiskt här."
    first, second, third, other = (
        Material(tmp_path, name=name) for name in ("first", "second", "third", "other")
    )
    for made, name in ((first, "Karin"), (second, "Nils"), (third, "Per")):
        made.document("Intervju", text.replace("Karin", name))
    other.document("Annat", "Bo: Något helt annat sägs här, om skog och vatten.")
    for one in (second, third):
        merge(first.project, first.someone, [one.project.path])
    seal(first.project, first.someone)
    for one in (other, second):
        merge(first.project, first.someone, [one.project.path])
        assert len(document_store.all_documents(first.project.db)) == 2
        assert len(person_store.all_persons(first.project.db)) == 5
    for made in (first, second, third, other):
        made.project.close()


def test_what_was_said_to_be_different_is_not_asked_again_after_a_seal(shared_data, tmp_path):
    found = interviews(shared_data)
    target, other = (evaluator_s(tmp_path, one, found) for one in ("PO", "moderator"))
    with Project.open(target) as project:
        coder = CoderId(project.db.execute("SELECT id FROM coders").fetchone()[0])
        asked = plan_merge(project, [other]).files[0].questions
        assert asked
        different = [NewDecision(one.kind, one.ours, one.theirs, "different") for one in asked]
        merge(project, coder, [other], decisions=different)
        seal(project, coder)
        assert plan_merge(project, [other]).files[0].questions == ()
        with Project.open(other) as theirs:
            author = CoderId(theirs.db.execute("SELECT id FROM coders").fetchone()[0])
            seal(theirs, author)
        assert plan_merge(project, [other]).files[0].questions == ()


def test_projects_that_began_apart_go_on_merging_after_a_seal(shared_data, tmp_path):
    found = interviews(shared_data)
    target, *others = [evaluator_s(tmp_path, one, found) for one in ("PO", "moderator", "Ilan")]
    before = {key: mark for path in (target, *others) for key, mark in marks(path).items()}
    with Project.open(target) as project:
        coder = CoderId(project.db.execute("SELECT id FROM coders").fetchone()[0])
        merge(project, coder, [others[0]])
        stood = {one.coding.id: one.segment.start for one in coding_store.all_marks(project.db)}
        seal(project, coder)
        done = merge(project, coder, [others[1]])
        assert check(project) == broken_rules(project.db) == []
        assert done.plan.counts["segments"].unplaced == 0
        left = {one.coding.id: one.segment.start for one in coding_store.all_marks(project.db)}
    assert left.keys() == before.keys()
    assert {one: left[one] for one in stood if stood[one] is None} == {
        one: start for one, start in stood.items() if start is None
    }


def test_a_merge_into_a_sealed_project_is_undone_as_any_other(pair, base):
    ours, theirs = pair
    codes.rename_code(theirs, base.bo, base.roots, "Ort")
    seal(ours, base.anna)
    before = contents(ours.db)
    done = merge(ours, base.anna, [theirs.path])
    assert next_undo(ours.db).id == done.changes.entry_id
    undo(ours, base.anna)
    assert contents(ours.db)["codes"] == before["codes"]


def test_a_copy_of_a_sealed_project_takes_in_no_old_wording_either(pair, base, tmp_path):
    ours, theirs = pair
    correct_text(theirs, base.bo, base.eva, "Eva: Fru Hemligsson sa ja.")
    correct_text(theirs, base.bo, base.eva, "Eva: Hon sa ja.")
    seal(ours, base.anna)
    path = hand_out(ours, tmp_path / "kopia.qualcode", name="Bo").path
    with Project.open(path) as handed:
        assert journal.entries(handed.db)[0].sealed
        codes.rename_code(theirs, base.bo, base.roots, "Fru Hemligsson")
        codes.rename_code(theirs, base.bo, base.roots, "Ort")
        merge(handed, base.bo, [theirs.path])
        assert check(handed) == []
    assert b"Hemligsson" not in path.read_bytes()
