"""Files from before names were replaced, or old wordings removed for good."""

from itertools import permutations

import pytest

from qualcode.core.check import check
from qualcode.core.merge.apply import merge, plan_merge
from qualcode.core.merge.decided import NewDecision
from qualcode.core.merge.handout import hand_out
from qualcode.core.merge.names_back import NAMES, REPLACE
from qualcode.core.operations import codes, documents, memos, passages, persons
from qualcode.core.operations.anonymising import Replacement, anonymise
from qualcode.core.operations.corrections import correct_text
from qualcode.core.operations.history import undo
from qualcode.core.operations.sealing import seal
from qualcode.core.project import Project
from qualcode.core.report.merge_sentences import question_sentence
from qualcode.core.store import coders as coder_store
from qualcode.core.store import documents as document_store
from qualcode.core.store import persons as person_store
from tests.core.material import Material
from tests.core.merge.copies import copy, merged, shown
from tests.core.tables import broken_rules, contents
from tests.core.whole import Whole

WRITTEN_THERE = "Eva Berg sade detta. Evas ord."


@pytest.fixture
def handed_out(tmp_path):
    """A project, and a copy made before names were replaced in it; the copy's owner goes on."""
    whole = Whole(tmp_path / "ours.qualcode")
    made = hand_out(whole.project, tmp_path / "copy", name="Cleo")
    anonymise(
        whole.project,
        whole.anna,
        [Replacement("Eva", "Respondent X"), Replacement("Berg", "Y")],
        real_names=True,
    )
    with Project.open(made.path) as theirs:
        work_on(theirs, whole, made.coder_id)
        yield whole, theirs
    whole.project.close()


def work_on(theirs, whole, cleo):
    text = document_store.text(theirs.db, whole.eva)
    correct_text(theirs, cleo, whole.eva, text.replace("Vem bestämmer", "Vem är det som bestämmer"))
    memos.write_memo(theirs, cleo, WRITTEN_THERE, title="Om Eva")
    passages.code_passage(theirs, cleo, whole.eva, 60, 80, [whole.roots], comment="Eva menar")
    details = persons.PersonDetails("Eva Berg-Olsson", "Samordnare 1", "respondent", "", "SK")
    persons.edit_person(theirs, cleo, whole.eva_herself, details)


def texts_of(project):
    """Whatever stands in the project as one text."""
    rows = [row for table in contents(project.db).values() for row in table]
    texts = [
        document_store.text(project.db, one.id) for one in document_store.all_documents(project.db)
    ]
    return "\n".join([*texts, *(str(value) for row in rows for value in row)])


def test_what_was_replaced_stays_so_and_what_others_wrote_later_is_there_too(handed_out):
    whole, theirs = handed_out
    ours = whole.project
    before = document_store.text(ours.db, whole.eva)
    done = merge(ours, whole.anna, [theirs.path])
    text = before.replace("Vem bestämmer", "Vem är det som bestämmer")
    assert document_store.text(ours.db, whole.eva) == text
    assert person_store.get(ours.db, whole.eva_herself).name is None
    assert {turn.label for turn in document_store.turns(ours.db, whole.eva)} == {
        "Intervjuare",
        "Respondent X",
    }
    told = {(one.table, one.columns[0]) for one in done.plan.files[0].conflicts}
    assert told == {("documents", "text_sha256"), ("persons", "name")}
    assert check(ours) == broken_rules(ours.db) == []


def test_the_copy_that_takes_in_the_project_comes_to_the_same(handed_out):
    whole, theirs = handed_out
    merge(theirs, whole.bo, [whole.project.path])
    merge(whole.project, whole.anna, [theirs.path])
    mine, others = contents(whole.project.db), contents(theirs.db)
    mine.pop("originals"), others.pop("originals")
    assert mine == others
    assert "Eva:" not in document_store.text(theirs.db, whole.eva)


def test_a_plan_says_where_names_would_come_back_without_saying_them(handed_out):
    whole, theirs = handed_out
    (file,) = plan_merge(whole.project, [theirs.path]).files
    assert {(line.table, line.number) for line in file.names} == {("memos", 4), ("codings", 1)}
    (asked,) = file.questions
    assert "was made before names were replaced: 5 places" in question_sentence(asked)
    assert "Eva" not in repr(file.names)


def test_the_same_replacements_can_be_made_in_what_comes_in(handed_out):
    whole, theirs = handed_out
    ours = whole.project
    answer = NewDecision(NAMES, theirs.path.name, "", REPLACE)
    done = merge(ours, whole.anna, [theirs.path], decisions=[answer])
    assert "Eva" not in texts_of(ours)
    assert done.changes.touches("memos", "codings")
    (memo,) = [row[4] for row in contents(ours.db)["memos"] if "sade detta" in row[4]]
    assert memo.endswith("Respondent Xs ord.")
    again = plan_merge(ours, [theirs.path])
    assert again.is_empty
    assert again.files[0].questions == ()


def test_a_merge_is_taken_back_with_the_names_that_were_replaced_in_it(handed_out):
    whole, theirs = handed_out
    ours = whole.project
    before = contents(ours.db)
    answer = NewDecision(NAMES, theirs.path.name, "", REPLACE)
    done = merge(ours, whole.anna, [theirs.path], decisions=[answer])
    assert done.replaced_names
    undo(ours, whole.anna)
    assert contents(ours.db) == before
    assert not merge(ours, whole.anna, [theirs.path]).replaced_names
    assert "Evas ord" in texts_of(ours)


def test_names_replaced_in_a_merge_stay_so_in_whatever_order_files_are_merged(tmp_path):
    whole = Whole(tmp_path / "ours.qualcode")
    paths = [hand_out(whole.project, tmp_path / name, name=name).path for name in ("cleo", "dan")]
    anonymise(whole.project, whole.anna, [Replacement("Eva", "X")], real_names=True)
    for path in paths:
        with Project.open(path) as theirs:
            cleo = next(one.id for one in coder_store.all_coders(theirs.db))
            memos.write_memo(theirs, cleo, f"Eva sade det till {path.stem}.")
    whole.project.close()
    target = copy(whole.project.path, "target")
    with Project.open(target) as project:
        answer = NewDecision(NAMES, paths[0].name, "", REPLACE)
        assert merge(project, whole.anna, [paths[0]], decisions=[answer]).replaced_names
    results = []
    for number, order in enumerate(permutations([whole.project.path, target, *paths])):
        made = copy(order[0], f"order-{number}")
        merged(made, *order[1:])
        results.append(shown(made))
        assert results[-1] == results[0]
    found = [row[4] for row in results[0]["memos"] if "sade det" in row[4]]
    assert sorted(found) == ["Eva sade det till dan.", "X sade det till cleo."]


def test_other_files_know_that_names_were_replaced_in_a_merge(handed_out):
    whole, theirs = handed_out
    ours = whole.project
    answer = NewDecision(NAMES, theirs.path.name, "", REPLACE)
    merge(ours, whole.anna, [theirs.path], decisions=[answer])
    merge(theirs, whole.bo, [ours.path])
    mine, others = contents(ours.db), contents(theirs.db)
    mine.pop("originals"), others.pop("originals")
    assert mine == others
    assert "Eva" not in texts_of(theirs)
    assert plan_merge(ours, [theirs.path]).is_empty
    assert check(theirs) == broken_rules(theirs.db) == []


def test_names_replaced_in_the_copy_are_found_in_what_we_wrote(tmp_path):
    whole = Whole(tmp_path / "ours.qualcode")
    made = hand_out(whole.project, tmp_path / "copy", name="Cleo")
    with Project.open(made.path) as theirs:
        anonymise(theirs, made.coder_id, [Replacement("Eva", "Respondent X")])
    memos.write_memo(whole.project, whole.anna, WRITTEN_THERE)
    (file,) = plan_merge(whole.project, [made.path]).files
    assert [(line.table, line.number) for line in file.names] == [("memos", 2)]
    answer = NewDecision(NAMES, made.path.name, "", REPLACE)
    merge(whole.project, whole.anna, [made.path], decisions=[answer])
    assert "Respondent X Berg sade detta. Respondent Xs ord." in texts_of(whole.project)
    whole.project.close()


def test_a_project_in_which_no_names_were_replaced_asks_nothing(tmp_path):
    whole = Whole(tmp_path / "ours.qualcode")
    made = hand_out(whole.project, tmp_path / "copy", name="Cleo")
    with Project.open(made.path) as theirs:
        memos.write_memo(theirs, made.coder_id, WRITTEN_THERE)
    (file,) = plan_merge(whole.project, [made.path]).files
    assert file.names == file.questions == ()
    whole.project.close()


def test_a_sealed_file_takes_in_no_old_wordings(handed_out):
    whole, theirs = handed_out
    ours = whole.project
    seal(ours, whole.anna)
    cleo = next(iter(theirs.db.execute("SELECT id FROM coders WHERE name = 'Cleo'")))[0]
    codes.rename_code(theirs, cleo, whole.roots, "Gammal lydelse")
    codes.rename_code(theirs, cleo, whole.roots, "Ny lydelse")
    merge(ours, whole.anna, [theirs.path])
    before = contents(ours.db)
    ours.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    found = ours.path.read_bytes()
    for words in ("Eva: Vi har", "Gammal lydelse", '"label": "Eva"', "Eva: Den"):
        assert words.encode() not in found, words
    assert WRITTEN_THERE.encode() in found  # nobody has taken it out, and the plan says so
    assert not merge(ours, whole.anna, [theirs.path]).changes
    assert contents(ours.db) == before
    assert check(ours) == broken_rules(ours.db) == []


def test_a_seal_takes_old_wordings_out_of_what_merges_remember(handed_out):
    whole, theirs = handed_out
    ours = whole.project
    merge(ours, whole.anna, [theirs.path])
    assert "Vem är det som" in texts_of(ours) or contents(ours.db)["originals"]
    seal(ours, whole.anna)
    found = ours.path.read_bytes()
    for words in ("Eva: Vi har", '"label": "Eva"'):
        assert words.encode() not in found, words
    assert not merge(ours, whole.anna, [theirs.path]).changes
    assert check(ours) == []


@pytest.mark.parametrize("real_names", [False, True])
@pytest.mark.parametrize("replaced", ["Karin Ek", "Karin", "Ek"])
def test_what_was_anonymised_stays_so_whether_or_not_a_nameless_copy_of_it_comes_first(
    tmp_path, replaced, real_names
):
    """Lena replaces a name in her copy, and hands out a nameless one of that."""
    made = Material(tmp_path, name="anna")
    made.document("Om Karin Ek", "I: Vad säger du?\nKarin: Det är oklart, sa Karin Ek.")
    made.code("Mandat", definition="Det som Karin Ek säger")
    made.describe("Karin", name="Karin Ek", pseudonym="R7")
    hand_out(made.project, tmp_path / "lena", name="Lena")
    made.project.close()
    with Project.open(tmp_path / "lena.qualcode") as lena:
        anonymise(
            lena,
            coder_store.named(lena.db, "Lena").id,
            [Replacement(replaced, "[A]")],
            real_names=real_names,
        )
        hand_out(lena, tmp_path / "nils", name="Nils", nameless=True)
    begun, lena, nils = (made.project.path, tmp_path / "lena.qualcode", tmp_path / "nils.qualcode")
    expected = {table: rows for table, rows in shown(lena).items() if table != "coders"}
    for number, order in enumerate([[lena, nils], [nils, lena]]):
        target = copy(begun, f"order-{number}")
        merged(target, *order)
        for table, rows in expected.items():
            assert shown(target)[table] == rows, table
        assert merged(target, lena, nils).plan.is_empty


@pytest.mark.parametrize("title", ["Samtal", "Samtal med Karin Ek"])
@pytest.mark.parametrize("corrects", [False, True])
def test_a_document_that_was_renamed_is_called_so_also_where_a_nameless_copy_of_it_comes_first(
    tmp_path, title, corrects
):
    made = Material(tmp_path, name="anna")
    document = made.document("Om Karin Ek", "I: Vad säger du?\nKarin: Det är oklart.")
    made.describe("Karin", name="Karin Ek", pseudonym="R7")
    hand_out(made.project, tmp_path / "lena", name="Lena")
    made.project.close()
    with Project.open(tmp_path / "lena.qualcode") as lena:
        coder = coder_store.named(lena.db, "Lena").id
        documents.rename_document(lena, coder, document, title)
        if corrects:
            text = document_store.text(lena.db, document)
            correct_text(lena, coder, document, text.replace("oklart", "klart"))
        hand_out(lena, tmp_path / "nils", name="Nils", nameless=True)
    begun, lena, nils = (made.project.path, tmp_path / "lena.qualcode", tmp_path / "nils.qualcode")
    expected = shown(lena)["documents"]
    for number, order in enumerate([[lena, nils], [nils, lena]]):
        target = copy(begun, f"order-{number}")
        with Project.open(target) as project:
            for other in order:
                done = merge(project, made.someone, [other])
                assert done.plan.files[0].conflicts == ()
        assert shown(target)["documents"] == expected
        assert merged(target, lena, nils).plan.is_empty
