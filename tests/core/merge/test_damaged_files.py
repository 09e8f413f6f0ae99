"""Files that SQLite finds whole and that say what can't be: they are refused, and nothing is
done."""

import shutil
import sqlite3

import pytest

from qualcode.core.check import check
from qualcode.core.errors import DamagedProject
from qualcode.core.merge.apply import merge, plan_merge
from qualcode.core.merge.decided import NewDecision
from qualcode.core.operations import codes, passages
from qualcode.core.project import Project
from qualcode.core.store import documents
from qualcode.core.store.backups import backups_of
from tests.core.material import Material
from tests.core.tables import contents

LAST = "(SELECT max(id) FROM {})"
DAMAGES = {
    "a passage off its quote": (
        f'UPDATE segments SET "end" = "end" + 1 WHERE id = {LAST.format("segments")}',
        "does not hold the words of its quote",
    ),
    "a passage outside its text": (
        'UPDATE segments SET start = start + 9000, "end" = "end" + 9000 WHERE id = '
        + LAST.format("segments"),
        "lies outside the text",
    ),
    "a coding without its code": (
        f"UPDATE codings SET code_id = 'nope' WHERE id = {LAST.format('codings')}",
        "A row of “codings” refers to one of “codes” that is not there",
    ),
    "a passage without its evaluator": (
        f"UPDATE segments SET coder_id = 'nobody' WHERE id = {LAST.format('segments')}",
        "A row of “segments” refers to one of “coders” that is not there",
    ),
    "another text": (
        "UPDATE texts SET text = replace(text, 'mandat', 'mandag')",
        "is not the one that was stored",
    ),
    "an id that is none": (
        f"UPDATE codings SET id = 'not-an-id' WHERE id = {LAST.format('codings')}",
        "A row of “codings” that was made is not there",
    ),
    "a code under itself": (
        f"UPDATE codes SET parent_id = id WHERE id = {LAST.format('codes')}",
        "stands under itself",
    ),
    "a time that is none": (
        f"UPDATE codes SET created = 'today' WHERE id = {LAST.format('codes')}",
        "The time of a row of “codes” is not written as ISO 8601",
    ),
}


def coded(project, coder, name, words="otydligt"):
    """Code words of the first text with a new code."""
    document = documents.all_documents(project.db)[0].id
    start = documents.text(project.db, document).index(words)
    code = codes.create_code(project, coder, codes.NewCode(name)).first("codes")
    passages.code_passage(project, coder, document, start, start + len(words), [code])


@pytest.fixture
def pair(tmp_path, base):
    for name in ("ours", "theirs"):
        shutil.copy(base.project.path, tmp_path / f"{name}.qualcode")
    with Project.open(tmp_path / "theirs.qualcode") as project:
        coded(project, base.bo, "Ny")
    return tmp_path / "ours.qualcode", tmp_path / "theirs.qualcode"


def damage(path, statement):
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute(statement)
    connection.commit()
    connection.close()


@pytest.mark.parametrize("what", DAMAGES)
def test_a_damaged_file_is_refused_with_a_sentence_and_nothing_is_done(what, pair, base):
    ours, theirs = pair
    statement, message = DAMAGES[what]
    damage(theirs, statement)
    with Project.open(theirs, read_only=True) as project:
        assert check(project), "the check finds it too"
    with Project.open(ours) as project:
        before = contents(project.db)
        for step in (plan_merge, lambda *given: merge(given[0], base.anna, given[1])):
            with pytest.raises(DamagedProject, match=message) as caught:
                step(project, [theirs])
            assert "“theirs.qualcode” is damaged." in str(caught.value)
            assert "Ask whoever it is from for another copy" in str(caught.value)
        assert contents(project.db) == before
        assert backups_of(project.path) == []
        assert check(project) == []


def test_a_good_file_beside_a_damaged_one_is_not_taken_in_either(pair, base, tmp_path):
    ours, theirs = pair
    damaged = shutil.copy(theirs, tmp_path / "damaged.qualcode")
    with Project.open(damaged) as project:
        coded(project, base.bo, "Nyare", words="mandat")
    damage(damaged, DAMAGES["a passage off its quote"][0])
    with Project.open(ours) as project:
        before = contents(project.db)
        with pytest.raises(DamagedProject, match="“damaged.qualcode” is damaged"):
            merge(project, base.anna, [theirs, damaged])
        assert contents(project.db) == before


def test_of_our_own_project_it_is_said_that_it_is_ours(pair, base):
    ours, theirs = pair
    with Project.open(theirs) as project:
        code = project.db.execute("SELECT id FROM codings ORDER BY id").fetchone()[0]
        passages.comment_coding(project, base.bo, code, "Nytt")
    damage(ours, "UPDATE codings SET code_id = 'nope' WHERE id = (SELECT min(id) FROM codings)")
    with Project.open(ours) as project:
        before = contents(project.db)
        for step in (plan_merge, lambda *given: merge(given[0], base.anna, given[1])):
            with pytest.raises(DamagedProject, match="“ours.qualcode” itself is damaged"):
                step(project, [theirs])
        assert contents(project.db) == before


def test_damage_in_what_both_have_had_is_not_taken_in(pair, base):
    ours, theirs = pair
    damage(
        theirs,
        'UPDATE segments SET "end" = "end" + 1 WHERE id = (SELECT min(id) FROM segments)',
    )
    with Project.open(ours) as project:
        assert merge(project, base.anna, [theirs]).plan.counts["codings"].added == 1
        assert check(project) == []


def test_who_is_shown_as_another_evaluator_has_still_done_what_they_did(tmp_path):
    theirs, ours = (Material(tmp_path, name=name) for name in ("theirs", "ours"))
    for made in (theirs, ours):
        made.document("Intervju", "Karin: Det är oklart.")
    same = NewDecision("same-coder", ours.someone, theirs.someone, "same")
    merge(ours.project, ours.someone, [theirs.project.path], decisions=[same])
    theirs.code("Mandat")
    done = merge(ours.project, theirs.someone, [theirs.project.path])
    assert done.plan.counts["codes"].added == 1
    ours.project.close()
    theirs.project.close()
