"""A copy for a colleague: what is in it, what is not, and the way back."""

import shutil
from datetime import date
from random import Random

import pytest

from qualcode.core.analysis.names import name_words
from qualcode.core.check import check
from qualcode.core.errors import DiskFull, ProjectError, Refused
from qualcode.core.merge.apply import merge, plan_merge
from qualcode.core.merge.handout import hand_out
from qualcode.core.operations import codes, documents, memos, passages
from qualcode.core.operations.corrections import correct_text
from qualcode.core.operations.history import history, next_undo, undo
from qualcode.core.project import Project
from qualcode.core.store import documents as document_store
from qualcode.core.store import journal
from qualcode.core.store import persons as person_store
from tests.core.random_work import Work
from tests.core.tables import broken_rules, contents
from tests.core.whole import fill_history


def copy_for(whole, tmp_path, name="Cleo", **how):
    return hand_out(whole.project, tmp_path / f"till {name}", name=name, **how)


def read(path):
    """What is in a file that is not open."""
    with Project.open(path, read_only=True) as project:
        assert check(project) == []
        assert broken_rules(project.db) == []
        return contents(project.db)


def test_a_copy_holds_what_the_project_shows(whole, tmp_path):
    made = copy_for(whole, tmp_path)
    copy, own = read(made.path), contents(whole.project.db)
    assert {table for table in own if copy[table] != own[table]} == set()
    assert made.counts["codings"] == len(own["codings"])


def test_the_colleague_is_in_both_under_one_id(whole, tmp_path):
    made = copy_for(whole, tmp_path, blind=True)
    assert made.coder_id in {row[0] for row in contents(whole.project.db)["coders"]}
    assert made.coder_id in {row[0] for row in read(made.path)["coders"]}


def test_both_journals_know_of_the_copy_by_one_entry(whole, tmp_path):
    made = copy_for(whole, tmp_path)
    with Project.open(made.path, read_only=True) as copy:
        entry = journal.entries(copy.db)[0]
    own = journal.entry(whole.project.db, made.entry_id)
    assert (entry.id, entry.time, entry.operation) == (own.id, own.time, "handout")
    assert history(whole.project.db)[0].label == "Copy for “Cleo”"


def test_a_copy_can_t_be_undone_and_hides_no_step_that_can(whole, tmp_path):
    codes.rename_code(whole.project, whole.anna, whole.roots, "Ort")
    copy_for(whole, tmp_path)
    assert next_undo(whole.project.db).subject == "Ort"
    undo(whole.project, whole.anna)


def secrets(whole):
    """Words that are no longer shown, or are not for everyone; some in every place there is."""
    p, a, b = whole.project, whole.anna, whole.bo
    memo = memos.write_memo(p, a, "Hemlig minnesanteckning").first("memos")
    memos.delete_memo(p, a, memo)
    codes.rename_code(p, a, whole.roots, "Bortvalt kodnamn")
    codes.rename_code(p, a, whole.roots, "Ort")
    passages.comment_coding(p, b, whole.roots_by_bo, "Ångrad kommentar")
    passages.comment_coding(p, b, whole.roots_by_bo, "Bos kommentar")
    text = document_store.text(p.db, whole.solo)
    correct_text(p, a, whole.solo, text.replace("Jag är", "Utbytta ord är"))
    correct_text(p, a, whole.solo, text)
    documents.delete_documents(p, a, [whole.workshop])
    return ["Hemlig minnesanteckning", "Bortvalt kodnamn", "Ångrad kommentar", "Utbytta ord"]


def found_in(path, words):
    data = path.read_bytes()
    return [word for word in words if word.encode() in data or word.encode("utf-16-le") in data]


@pytest.mark.parametrize("how", [{}, {"blind": True}, {"nameless": True}])
def test_nothing_that_was_undone_deleted_or_worded_otherwise_is_in_the_file(whole, tmp_path, how):
    hidden = secrets(whole)
    whole.project.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert found_in(whole.project.path, hidden) == hidden
    made = copy_for(whole, tmp_path, **how)
    assert found_in(made.path, [*hidden, "share a view"]) == []


def test_nobody_else_s_work_is_in_a_blind_copy(whole, tmp_path):
    secrets(whole)
    memos.write_journal(whole.project, whole.bo, "Bos dagbok", day=date(2026, 11, 22))
    made = copy_for(whole, tmp_path, blind=True)
    others = [
        "Bos kommentar",
        "Precis",
        "Oklart vem",
        "Mandatet är otydligt",
        "Bos dagbok",
        "Om codes",
    ]
    assert found_in(made.path, others) == []
    there = read(made.path)
    assert [len(there[table]) for table in ("segments", "codings", "memos", "boards")] == [0] * 4
    assert len(there["codes"]) == 5


def test_a_blind_copy_holds_its_owner_s_own_work(whole, tmp_path):
    made = hand_out(whole.project, tmp_path / "bo", name="Bo Ek", blind=True)
    coders = {row[7] for row in read(made.path)["codings"]}
    assert coders == {whole.bo}


def test_persons_names_are_not_in_a_nameless_copy(whole, tmp_path):
    memos.write_memo(whole.project, whole.anna, "Eva Berg ringde; Bergs chef vet.")
    codes.rename_code(whole.project, whole.anna, whole.roots, "Som Berg säger")
    documents.rename_document(whole.project, whole.anna, whole.solo, "Intervju med Berg")
    made = copy_for(whole, tmp_path, nameless=True)
    assert found_in(made.path, ["Berg"]) == []
    there = read(made.path)
    assert "[Samordnare 1] ringde; [Samordnare 1] chef vet." in {row[4] for row in there["memos"]}
    assert "Intervju med [Samordnare 1]" in {row[1] for row in there["documents"]}


def test_who_speaks_elsewhere_is_not_named_in_a_nameless_copy_of_some_documents(whole, tmp_path):
    codes.rename_code(whole.project, whole.anna, whole.roots, "Som Eva Berg säger")
    memos.write_memo(whole.project, whole.anna, "Evas chef", about=("codes", whole.roots))
    made = copy_for(whole, tmp_path, nameless=True, documents=[whole.workshop])
    there = read(made.path)
    assert "Samordnare 1" not in {row[2] for row in there["persons"]}
    assert found_in(made.path, ["Berg", "Evas"]) == []
    assert "Som [Samordnare 1] säger" in {row[1] for row in there["codes"]}
    assert "[Samordnare 1] chef" in {row[4] for row in there["memos"]}


def test_names_in_the_texts_are_told_and_never_printed(whole, tmp_path):
    made = copy_for(whole, tmp_path, nameless=True)
    words = name_words(person_store.all_persons(whole.project.db))
    assert {place.line for place in made.names} == {2, 4}
    assert not any(word in warning for word in words for warning in made.warnings)


def test_where_a_name_may_still_be_written_is_told_without_the_words(whole, tmp_path):
    memos.write_memo(whole.project, whole.anna, "Ett berg av papper.", title="Papper")
    memos.write_memo(whole.project, whole.anna, "Skriv till nagon@exempel.se.", title="Bergen")
    codes.rename_code(whole.project, whole.anna, whole.roots, "Evan")
    (told,) = (one for one in copy_for(whole, tmp_path, nameless=True).warnings if "Memo" in one)
    assert "3 things" in told
    assert "Code; " in told
    assert "Memo “Papper”" in told
    assert not any(word in told for word in ("Evan", "berg", "nagon", "Bergen"))


def test_a_document_s_wave_holds_no_name_in_a_nameless_copy(whole, tmp_path):
    documents.describe_document(
        whole.project,
        whole.anna,
        whole.solo,
        kind="interview",
        language="sv",
        date=None,
        wave="Efter Eva Berg",
    )
    made = copy_for(whole, tmp_path, nameless=True)
    assert "Efter [Samordnare 1]" in {row[4] for row in read(made.path)["documents"]}


def test_chosen_documents_bring_their_persons_and_marks_alone(whole, tmp_path):
    made = copy_for(whole, tmp_path, documents=[whole.workshop])
    there = read(made.path)
    assert [row[1] for row in there["documents"]] == ["Workshop"]
    assert {row[2] for row in there["persons"]} == {"IP1", "IP2"}
    assert [row[4] for row in there["segments"]] == ["share a view 1️⃣"]
    assert found_in(made.path, ["Försäkringskassan", "Dagbok", "Norr", "otydligt mandat ❤️"]) == []


def test_what_is_done_in_a_copy_comes_back(whole, tmp_path):
    made = copy_for(whole, tmp_path, blind=True, nameless=True, documents=[whole.solo])
    with Project.open(made.path) as copy:
        passages.code_passage(copy, made.coder_id, whole.solo, 0, 3, [whole.roles], comment="Ny")
        codes.rename_code(copy, made.coder_id, whole.roots, "Ort")
    before = contents(whole.project.db)
    done = merge(whole.project, whole.anna, [made.path])
    after = contents(whole.project.db)
    assert done.plan.files[0].conflicts == ()
    assert done.plan.counts["codings"].added == 1
    for table in ("persons", "documents", "turns", "memos", "cases", "affiliations"):
        assert after[table] == before[table]
    assert not merge(whole.project, whole.anna, [made.path]).changes


def test_what_both_changed_since_the_copy_was_made_is_a_conflict(whole, tmp_path):
    codes.rename_code(whole.project, whole.anna, whole.roles, "Rollfördelning")
    made = copy_for(whole, tmp_path, blind=True)
    with Project.open(made.path) as copy:
        codes.rename_code(copy, made.coder_id, whole.roots, "Ort")
        codes.rename_code(copy, made.coder_id, whole.roles, "Roll")
    codes.rename_code(whole.project, whole.anna, whole.roots, "Plats")
    (conflict,) = merge(whole.project, whole.anna, [made.path]).plan.files[0].conflicts
    assert conflict.values == (("Plats",), ("Ort",))


def test_a_code_that_a_blind_evaluator_deleted_is_kept_for_those_who_used_it(whole, tmp_path):
    made = copy_for(whole, tmp_path, blind=True)
    with Project.open(made.path) as copy:
        codes.delete_codes(copy, made.coder_id, [whole.unclear])
    before = contents(whole.project.db)["codings"]
    done = merge(whole.project, whole.anna, [made.path])
    assert contents(whole.project.db)["codings"] == before
    assert [one.what for one in done.plan.files[0].kept] == ["Mandat > Otydligt mandat"]


def test_two_copies_that_meet_first_bring_the_same(whole, tmp_path):
    fill_history(whole)
    one, other = (copy_for(whole, tmp_path, name, blind=True) for name in ("Cleo", "Dan"))
    for made, seed in ((one, 1), (other, 2)):
        with Project.open(made.path) as copy:
            for _ in range(12):
                Work(copy, made.coder_id, Random(seed)).step()
    straight, around = tmp_path / "straight.qualcode", tmp_path / "around.qualcode"
    whole.project.close()
    for path in (straight, around):
        shutil.copy(whole.project.path, path)
    with Project.open(straight) as project:
        merge(project, whole.anna, [one.path, other.path])
        expected = contents(project.db)
    with Project.open(one.path) as copy:
        merge(copy, one.coder_id, [other.path])
        assert check(copy) == []
    with Project.open(around) as project:
        merge(project, whole.anna, [one.path])
        assert contents(project.db) == expected


def test_a_copy_of_a_copy_comes_back_too(whole, tmp_path):
    first = copy_for(whole, tmp_path)
    with Project.open(first.path) as copy:
        second = hand_out(copy, tmp_path / "vidare", name="Dan", blind=True)
    with Project.open(second.path) as copy:
        passages.code_passage(copy, second.coder_id, whole.solo, 0, 3, [whole.roles])
    merge(whole.project, whole.anna, [second.path])
    assert second.coder_id in {row[7] for row in contents(whole.project.db)["codings"]}
    assert check(whole.project) == []


def test_a_name_is_needed_and_documents_that_are_there(whole, tmp_path):
    with pytest.raises(Refused, match="whom the copy is for"):
        hand_out(whole.project, tmp_path / "x", name="  ")
    with pytest.raises(Refused, match="documents that are in the project"):
        hand_out(whole.project, tmp_path / "x", name="Cleo", documents=[whole.roots])
    assert list(tmp_path.glob("x*")) == []


def test_whoever_cancels_leaves_nothing(whole, tmp_path):
    def cancel(done, _of, _what):
        if done == 2:
            raise KeyboardInterrupt

    before = contents(whole.project.db), len(journal.entries(whole.project.db))
    with pytest.raises(KeyboardInterrupt):
        hand_out(whole.project, tmp_path / "x", name="Cleo", progress=cancel)
    assert (contents(whole.project.db), len(journal.entries(whole.project.db))) == before
    assert list(tmp_path.glob("*x*")) == []


def test_a_copy_that_can_t_be_written_leaves_nothing(whole, tmp_path, monkeypatch):
    def full(*_rest):
        raise DiskFull("full")

    monkeypatch.setattr("qualcode.core.merge.handout._fill", full)
    with pytest.raises(ProjectError):
        hand_out(whole.project, tmp_path / "x", name="Cleo")
    assert "Cleo" not in {row[1] for row in contents(whole.project.db)["coders"]}
    assert list(tmp_path.glob("*x.qualcode")) == []


def test_the_history_says_who_made_a_copy_and_the_copy_begins_with_its_owner(whole, tmp_path):
    made = hand_out(whole.project, tmp_path / "copy", name="Cleo", by=whole.anna)
    line = history(whole.project.db)[0]
    assert (line.operation, line.coder_id, line.subject) == ("handout", whole.anna, "Cleo")
    with Project.open(made.path, read_only=True) as copy:
        (first,) = history(copy.db)
    assert (first.operation, first.coder_id) == ("handout", made.coder_id)


def test_right_after_a_copy_was_made_nothing_is_new_on_either_side(whole, tmp_path):
    made = hand_out(whole.project, tmp_path / "copy", name="Cleo", by=whole.anna)
    with Project.open(made.path) as copy:
        codes.create_code(copy, made.coder_id, codes.NewCode("Ny"))
        plans = [
            plan_merge(whole.project, [made.path]),
            plan_merge(copy, [whole.project.path]),
        ]
    new = [
        {
            table: (sides.ours.new, sides.theirs.new)
            for table, sides in plan.files[0].sides.items()
            if sides.ours.new or sides.theirs.new
        }
        for plan in plans
    ]
    assert new == [{"codes": (0, 1)}, {"codes": (1, 0)}]
