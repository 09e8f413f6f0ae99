"""A copy knows what was done before it was made, though not in what words: an older file that it meets
brings nothing back, and whoever takes in whom, the result is the same."""

from itertools import permutations
from random import Random

import pytest

from qualcode.core.check import check
from qualcode.core.merge.apply import merge, plan_merge
from qualcode.core.merge.handout import hand_out
from qualcode.core.operations import codes, documents, importing, passages
from qualcode.core.operations.corrections import correct_text
from qualcode.core.operations.history import history, undo
from qualcode.core.operations.persons import PersonDetails, edit_person
from qualcode.core.project import Project
from qualcode.core.store import coders as coders_store
from qualcode.core.store import codes as codes_store
from qualcode.core.store import documents as documents_store
from qualcode.core.store import merging
from qualcode.core.store.persons import all_persons
from tests.core.material import Material
from tests.core.merge.copies import copy, merged, shown
from tests.core.merge.late_copies import LateCopies
from tests.core.merge.scripted import START
from tests.core.whole import Whole, fill_history, transcript

TEXT = "I: Vad säger du om mandatet?\nKarin: Det är oklart. Jag tycker att mandatet är svagt här."


@pytest.fixture
def anna(tmp_path):
    """A project with one interview."""
    made = Material(tmp_path, name="anna")
    made.document("Karin", TEXT)
    made.code("Mandat")
    made.project.close()
    return made.project.path


def handed_out(path, name, **how):
    out = path.with_name(f"{name.lower()}.qualcode")
    while out.exists():
        out = out.with_name(f"{out.stem}-2.qualcode")
    with Project.open(path) as project:
        hand_out(project, out, name=name, **how)
    return out


def owner(project, name):
    return coders_store.named(project.db, name).id


def correct(path, name, old, new):
    with Project.open(path) as project:
        (document,) = documents_store.all_documents(project.db)
        text = merging.text(project.db, document.text_sha256)
        correct_text(project, owner(project, name), document.id, text.replace(old, new))


def text_of(path):
    with Project.open(path, read_only=True) as project:
        (document,) = documents_store.all_documents(project.db)
        return merging.text(project.db, document.text_sha256)


def test_a_newer_copy_learns_nothing_from_an_older_one_that_its_project_has_taken_in(anna):
    sara, mikael = handed_out(anna, "Sara"), handed_out(anna, "Mikael")
    correct(sara, "Sara", "att mandatet", "att uppdraget")
    correct(mikael, "Mikael", "är svagt", "är mycket svagt")
    merged(anna, sara, mikael)
    newer = handed_out(anna, "Mikael")
    before = shown(newer)
    with Project.open(newer) as project:
        assert plan_merge(project, [sara, mikael]).is_empty
    merged(newer, sara, mikael)
    assert shown(newer) == before
    assert text_of(newer) == text_of(anna)


def test_what_is_written_on_in_an_older_copy_comes_to_what_the_newer_has(anna):
    sara, mikael = handed_out(anna, "Sara"), handed_out(anna, "Mikael")
    correct(sara, "Sara", "att mandatet", "att uppdraget")
    correct(mikael, "Mikael", "är svagt", "är mycket svagt")
    merged(anna, sara, mikael)
    newer = handed_out(anna, "Mikael")
    correct(sara, "Sara", "oklart", "oklart, tyvärr")
    expected = "Det är oklart, tyvärr. Jag tycker att uppdraget är mycket svagt här."
    for first, second in ((anna, sara), (newer, sara), (sara, newer)):
        target = copy(first, f"{first.stem}-and-{second.stem}")
        merged(target, second)
        assert text_of(target).endswith(expected)


def test_an_older_definition_does_not_come_back(anna):
    sara = handed_out(anna, "Sara")
    define(sara, "Sara", "äldre")
    merged(anna, sara)
    define(anna, "Anna Lindqvist", "nyare")
    newer = handed_out(anna, "Mikael")
    merged(newer, sara)
    assert definitions(newer) == ["nyare"]


def define(path, name, definition):
    with Project.open(path) as project:
        (code,) = codes_of(project)
        details = dict.fromkeys(("when_to_use", "when_not_to_use", "example"))
        codes.describe_code(
            project, owner(project, name), code.id, definition=definition, level="code", **details
        )


def codes_of(project):
    return codes_store.all_codes(project.db)


def definitions(path):
    with Project.open(path, read_only=True) as project:
        return [code.definition for code in codes_of(project)]


def test_what_was_deleted_before_a_copy_was_made_stays_deleted_in_it(anna):
    sara = handed_out(anna, "Sara")
    mark(sara, "Sara", "oklart")
    merged(anna, sara)
    with Project.open(anna) as project:
        (one,) = marks(project)
        passages.remove_codings(project, owner(project, "Anna Lindqvist"), [one])
    newer = handed_out(anna, "Mikael")
    merged(newer, sara)
    with Project.open(newer, read_only=True) as project:
        assert marks(project) == []


def mark(path, name, words):
    with Project.open(path) as project:
        (document,) = documents_store.all_documents(project.db)
        (code,) = codes_of(project)
        start = TEXT.index(words)
        passages.code_passage(
            project, owner(project, name), document.id, start, start + len(words), [code.id]
        )


def marks(project):
    return [row[0] for row in project.db.execute("SELECT id FROM codings")]


def test_what_was_deleted_with_a_code_comes_back_with_it_also_to_a_later_copy(anna):
    """Anna deletes a code that Sara goes on using; Mikael's copy was made after that."""
    sara = handed_out(anna, "Sara")
    mark(sara, "Sara", "svagt")
    mark(anna, "Anna Lindqvist", "oklart")
    with Project.open(anna) as project:
        (code,) = codes_of(project)
        codes.delete_codes(project, owner(project, "Anna Lindqvist"), [code.id])
    later = handed_out(anna, "Mikael")
    for order in permutations([anna, sara, later]):
        target = copy(order[0], "-".join(one.stem for one in order))
        merged(target, *order[1:])
        assert len(shown(target)["codings"]) == 2
        again = shown(target)
        assert merged(target, *order[1:]).plan.is_empty
        assert shown(target) == again
    merged(later, anna)
    newest = handed_out(later, "Olle")
    merged(newest, later, sara)
    assert len(shown(newest)["codings"]) == 2


@pytest.mark.parametrize("how", [{"blind": True}, {"nameless": True}, {}])
def test_what_was_left_out_of_a_copy_still_comes_from_whoever_has_it(anna, how):
    sara = handed_out(anna, "Sara")
    mark(sara, "Sara", "oklart")
    merged(anna, sara)
    blind = handed_out(anna, "Mikael", **how)
    with Project.open(blind, read_only=True) as project:
        assert len(marks(project)) == (0 if "blind" in how else 1)
    for _ in range(2):
        merged(blind, sara)
        with Project.open(blind) as project:
            assert len(marks(project)) == 1
    assert shown(blind)["segments"] == shown(anna)["segments"]


def test_what_came_to_a_blind_copy_afterwards_goes_on_with_it(anna, tmp_path):
    mark(anna, "Anna Lindqvist", "oklart")
    blind = handed_out(anna, "Mikael", blind=True)
    merged(blind, anna)
    other = Material(tmp_path, name="other")
    other.document("Olle", "Olle: Något helt annat.")
    other.project.close()
    merged(other.project.path, blind)
    with Project.open(other.project.path, read_only=True) as project:
        assert len(marks(project)) == 1
    again = handed_out(blind, "Sara")
    merged(other.project.path, again)
    merged(again, anna, other.project.path)
    assert shown(again)["codings"] == shown(other.project.path)["codings"]


def test_taking_in_what_was_left_out_can_be_undone_and_done_again(anna):
    sara = handed_out(anna, "Sara")
    mark(sara, "Sara", "oklart")
    correct(sara, "Sara", "oklart", "mycket oklart")
    merged(anna, sara)
    correct(anna, "Anna Lindqvist", "mycket oklart", "helt oklart")
    blind = handed_out(anna, "Mikael", blind=True)
    text, before = text_of(blind), shown(blind)
    for _ in range(2):
        with Project.open(blind) as project:
            merge(project, owner(project, "Mikael"), [sara])
            assert len(marks(project)) == 1
        assert text_of(blind) == text
        with Project.open(blind) as project:
            undo(project, owner(project, "Mikael"))
            assert check(project) == []
        assert shown(blind) == before


def test_nobody_is_told_of_what_was_done_before_a_copy_was_made(anna):
    sara = handed_out(anna, "Sara")
    with Project.open(sara, read_only=True) as project:
        assert len(history(project.db)) == 1
        words = project.db.execute(
            "SELECT group_concat(subject, '') FROM journal WHERE sealed = 2"
        ).fetchone()[0]
        assert words == ""


@pytest.mark.parametrize("seed", [3, 6, 11])
def test_files_that_were_handed_out_late_come_to_the_same_in_every_order(tmp_path, script, seed):
    late = histories(tmp_path, script, seed, steps=14)
    some = late.paths if len(late.paths) <= 3 else Random(seed).sample(late.paths, 3)
    expected = None
    for number, order in enumerate(permutations(some)):
        target = copy(order[0], f"order-{number}")
        merged(target, *order[1:])
        expected = expected or shown(target)
        assert shown(target) == expected
        merged(target, *order[1:])
        assert shown(target) == expected


def histories(tmp_path, script, seed, *, steps):
    script.begin(START, seed)
    whole = Whole(tmp_path / "base.qualcode")
    if seed % 2:
        fill_history(whole)
    whole.project.close()
    late = LateCopies(whole.project.path, Random(seed))
    for _ in range(steps):
        late.step()
    return late


def test_a_nameless_copy_still_gets_the_names_of_whoever_has_them(anna):
    with Project.open(anna) as project:
        person = next(one for one in all_persons(project.db) if one.kind == "respondent")
        known = PersonDetails("Karin Ek", "R7", "respondent", None, None)
        edit_person(project, owner(project, "Anna Lindqvist"), person.id, known)
    without = handed_out(anna, "Sara", nameless=True)
    for first, second in ((anna, without), (without, anna)):
        target = copy(first, f"{first.stem}-{second.stem}")
        merged(target, second)
        assert shown(target)["persons"] == shown(anna)["persons"]


def test_colleagues_who_merge_each_other_keep_the_names_that_one_of_them_has(anna):
    with Project.open(anna) as project:
        person = next(one for one in all_persons(project.db) if one.kind == "respondent")
        known = PersonDetails("Karin Ek", "R7", "respondent", None, None)
        edit_person(project, owner(project, "Anna Lindqvist"), person.id, known)
    whole, without = handed_out(anna, "Sara"), handed_out(anna, "Mikael", nameless=True)
    for first, second in ((whole, without), (without, whole)):
        target = copy(first, f"{first.stem}-{second.stem}")
        for _ in range(2):
            merged(target, second)
            assert shown(target)["persons"] == shown(anna)["persons"]


def test_a_blind_copy_is_taken_in_though_it_does_not_hold_all_who_worked_before(anna, tmp_path):
    sara = handed_out(anna, "Sara")
    mark(sara, "Sara", "oklart")
    merged(anna, sara)
    blind = handed_out(anna, "Mikael", blind=True)
    with Project.open(blind, read_only=True) as project:
        assert coders_store.named(project.db, "Sara") is None
    other = Material(tmp_path, name="other")
    other.document("Olle", "Olle: Något helt annat.")
    other.project.close()
    merged(other.project.path, blind)
    assert len(shown(other.project.path)["documents"]) == 2
    merged(other.project.path, anna)
    assert len(shown(other.project.path)["codings"]) == 1


def test_in_a_nameless_copy_too_an_older_file_brings_no_wording_back(anna):
    older = copy(anna, "older")
    sara = handed_out(anna, "Sara")
    correct(sara, "Sara", "att mandatet", "att uppdraget")
    merged(anna, sara)
    correct(anna, "Anna Lindqvist", "är svagt", "är mycket svagt")
    without = handed_out(anna, "Mikael", nameless=True)
    for other in (sara, older):
        merged(without, other)
        assert text_of(without) == text_of(anna)


def test_of_words_that_a_copy_began_with_nobody_is_said_to_have_written_them_who_did_not(anna):
    sara, mikael = handed_out(anna, "Sara"), handed_out(anna, "Mikael")
    correct(mikael, "Mikael", "är svagt", "är mycket svagt")
    merged(anna, mikael)
    correct(anna, "Anna Lindqvist", "I: Vad", "I: Nå, vad")
    newer = handed_out(anna, "Mikael")
    correct(sara, "Sara", "är svagt", "är ganska svagt")
    with Project.open(newer) as project:
        (file,) = plan_merge(project, [sara]).files
        text = next(one for one in file.conflicts if "text_sha256" in one.columns)
    told = text.coders[0]
    assert "Mikael" in told


def test_a_deletion_of_what_was_used_takes_nothing_away_by_way_of_a_copy_that_lacks_it(anna):
    """Sara deletes a code, and does not know that Anna has commented on what is coded with it.
    Mikael's blind copy takes that in, and holds nothing that speaks against it."""
    mark(anna, "Anna Lindqvist", "oklart")
    sara = handed_out(anna, "Sara")
    with Project.open(anna) as project:
        (one,) = marks(project)
        passages.comment_coding(project, owner(project, "Anna Lindqvist"), one, "Viktigt")
    blind = handed_out(anna, "Mikael", blind=True)
    with Project.open(sara) as project:
        (code,) = codes_of(project)
        codes.delete_codes(project, owner(project, "Sara"), [code.id])
    merged(blind, sara)
    for order in permutations([anna, sara, blind]):
        target = copy(order[0], "-".join(one.stem for one in order))
        merged(target, *order[1:])
        with Project.open(target) as project:
            assert len(marks(project)) == 1
        assert merged(target, *order[1:]).plan.is_empty


def test_where_a_passage_was_put_comes_from_whoever_tells_of_it(anna):
    """Sara takes in a copy of another interview first, which knows that something was done then,
    and not to what."""
    mark(anna, "Anna Lindqvist", "oklart")
    with Project.open(anna) as project:
        coder = owner(project, "Anna Lindqvist")
        new = importing.NewDocument(transcript("Annan", "Något annat."))
        other = importing.import_documents(project, coder, [new]).order["documents"][0]
    sara = handed_out(anna, "Sara")
    with Project.open(anna) as project:
        (segment,) = project.db.execute("SELECT id FROM segments").fetchone()
        start = TEXT.index("mandatet")
        passages.resize_passage(project, coder, segment, start, start + 8)
    later = handed_out(anna, "Mikael", documents=[other])
    for order in permutations([anna, sara, later]):
        target = copy(order[0], "-".join(one.stem for one in order))
        merged(target, *order[1:])
        with Project.open(target) as project:
            assert project.db.execute("SELECT quote FROM segments").fetchall() == [("mandatet",)]


@pytest.mark.parametrize(
    "how", [{}, {"blind": True}, {"nameless": True}, {"blind": True, "nameless": True}]
)
def test_documents_that_were_found_to_be_one_are_one_in_a_later_copy(tmp_path, anna, how):
    made = Material(tmp_path, name="bo")
    made.document("Karin", TEXT.replace("oklart. Jag", "rätt oklart. Jag"))
    made.code("Mandat")
    made.mark("Mandat", "mandatet är svagt")
    made.project.close()
    bo = made.project.path
    merged(anna, bo)
    late = handed_out(anna, "Cleo", **how)
    before = shown(anna)
    merged(anna, late)
    assert shown(anna) == before
    merged(late, bo)
    merged(bo, anna)
    merged(bo, late)
    for path in (late, bo):
        with Project.open(path, read_only=True) as project:
            assert len(documents_store.all_documents(project.db)) == 1
            assert len(all_persons(project.db)) == 2


def test_what_was_deleted_in_a_nameless_copy_does_not_come_back_from_its_project(anna):
    """A nameless copy isn't told who made what a name was taken out of: that is no news of it."""
    with Project.open(anna) as project:
        coder = owner(project, "Anna Lindqvist")
        new = importing.NewDocument(transcript("Annan", "Något annat."))
        other = importing.import_documents(project, coder, [new]).order["documents"][0]
    sara, later = (handed_out(anna, name, nameless=True) for name in ("Sara", "Mikael"))
    with Project.open(sara) as project:
        documents.delete_documents(project, owner(project, "Sara"), [other])
    for order in permutations([anna, sara, later]):
        target = copy(order[0], "-".join(one.stem for one in order))
        merged(target, *order[1:])
        assert len(shown(target)["documents"]) == 1
        assert merged(target, *order[1:]).plan.is_empty
