"""What was undone, and stands in copies of which one holds only some of the rows it was done to."""

import pytest

from qualcode.core.check import check
from qualcode.core.errors import Refused
from qualcode.core.merge.apply import merge
from qualcode.core.merge.handout import hand_out
from qualcode.core.operations import codes, importing, many_passages, passages, persons
from qualcode.core.operations.history import undo, undo_entry
from qualcode.core.project import Project
from tests.core.merge.copies import copy, merged, shown
from tests.core.tables import broken_rules, contents
from tests.core.whole import transcript


def code_in_two(whole):
    places = [(whole.eva, 0, 11), (whole.workshop, 0, 3), (whole.solo, 0, 3)]
    return many_passages.code_passages(whole.project, whole.anna, places, [whole.roots])


def recode_in_two(whole):
    marked = [whole.unclear_by_anna, whole.shared, whole.in_solo, whole.unclear_by_bo]
    return passages.recode(whole.project, whole.anna, marked, whole.roots)


def uncode_in_two(whole):
    marked = [whole.unclear_by_anna, whole.shared, whole.in_solo, whole.unclear_by_bo]
    return passages.remove_codings(whole.project, whole.anna, marked)


def join_codes(whole):
    return codes.merge_codes(whole.project, whole.anna, whole.roots, [whole.unclear, whole.clear])


def join_persons(whole):
    return persons.join_persons(whole.project, whole.anna, whole.ip1, [whole.eva_herself])


def import_two(whole):
    new = [importing.NewDocument(transcript(f"Ny {one}", f"A: {one}.\nB: Å.")) for one in "ab"]
    changes = importing.import_documents(whole.project, whole.anna, new)
    whole.first_new = changes.order["documents"][0]
    return changes


STEPS = [code_in_two, recode_in_two, uncode_in_two, join_codes, join_persons, import_two]
LEFT_OUT = ["documents", "blind"]


@pytest.fixture
def undone(whole, tmp_path):
    """A project in which a step was undone; a whole copy of it, and one that holds less."""

    def make(step, left_out):
        step(whole)
        full = hand_out(whole.project, tmp_path / "full", name="Cleo").path
        document = whole.first_new if step is import_two else whole.eva
        how = {"documents": [document]} if left_out == "documents" else {"blind": True}
        part = hand_out(whole.project, tmp_path / "part", name="Cleo", **how).path
        undo(whole.project, whole.anna)
        whole.project.close()
        return whole.project.path, full, part

    return make


@pytest.mark.parametrize("left_out", LEFT_OUT)
@pytest.mark.parametrize("step", STEPS)
def test_a_copy_that_holds_less_keeps_nothing_from_coming_from_a_whole_one(undone, step, left_out):
    project, full, part = undone(step, left_out)
    alone, first, last = (copy(project, one) for one in ("alone", "first", "last"))
    merged(alone, full)
    expected = shown(alone)
    merged(first, part, full)
    assert shown(first) == expected
    merged(last, full, part)
    assert shown(last) == expected
    for one in (first, last):
        for other in (full, part):
            assert not merged(one, other).changes
            assert shown(one) == expected


@pytest.mark.parametrize("left_out", ["documents"])
@pytest.mark.parametrize("step", STEPS)
def test_what_came_back_in_part_travels_as_that(undone, step, left_out):
    project, full, part = undone(step, left_out)
    alone, in_part, third = (copy(project, one) for one in ("alone", "in_part", "third"))
    merged(alone, full)
    merged(in_part, part)
    seen = shown(in_part)
    assert not merged(in_part, part).changes
    merged(third, in_part)
    assert shown(third) == seen
    with Project.open(third) as again:
        further = hand_out(again, third.with_name("further"), name="Cleo").path
    merged(third, full)
    assert shown(third) == shown(alone)
    merged(in_part, third)
    assert shown(in_part) == shown(alone)
    merged(further, full)
    assert ids_but_coders(further) == ids_but_coders(alone)


@pytest.mark.parametrize("left_out", ["documents"])
@pytest.mark.parametrize("step", STEPS)
def test_a_merge_that_brought_some_of_a_step_back_is_undone_whole(undone, step, left_out):
    path, full, part = undone(step, left_out)
    alone = copy(path, "alone")
    merged(alone, full)
    with Project.open(path) as project:
        anna = project.db.execute("SELECT id FROM coders").fetchone()[0]
        before = contents(project.db)
        if merge(project, anna, [part]).changes:
            undo(project, anna)
        assert contents(project.db) == before
        merge(project, anna, [full])
        after = contents(project.db)
        del after["originals"]
        assert after == shown(alone)
        assert check(project) == []
        assert broken_rules(project.db) == []


def ids_but_coders(path):
    return {table: [row[0] for row in rows] for table, rows in shown(path).items()}


@pytest.mark.parametrize("left_out", ["documents"])
@pytest.mark.parametrize("step", STEPS)
def test_a_step_that_stands_in_part_is_undone_by_itself_or_that_is_refused(undone, step, left_out):
    path, full, part = undone(step, left_out)
    alone = copy(path, "alone")
    merged(alone, full)
    merged(path, part)
    with Project.open(path) as project:
        anna = project.db.execute("SELECT id FROM coders").fetchone()[0]
        operations = ("code_passages", "recode", "remove_codings", "merge_codes", "join_persons")
        query = "SELECT id, operation FROM journal WHERE undoes IS NULL ORDER BY seq"
        *_, entry = (
            one
            for one, operation in project.db.execute(query)
            if operation in (*operations, "import_documents")
        )
        before = contents(project.db)
        try:
            undo_entry(project, anna, entry)
        except Refused:
            assert contents(project.db) == before
        assert check(project) == []
    merged(path, full)
    assert shown(path) == shown(alone)
