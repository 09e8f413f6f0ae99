"""Projects that began apart: nothing is known by its id."""

import pytest

from qualcode.core.check import check
from qualcode.core.merge.apply import merge, plan_merge
from qualcode.core.merge.decided import NewDecision
from qualcode.core.merge.plan import Pair
from qualcode.core.merge.told import told_once
from qualcode.core.report.merge_same import same_in
from qualcode.core.report.merge_sentences import reason
from qualcode.core.store import codes as code_store
from qualcode.core.store import codings as coding_store
from qualcode.core.store import documents as document_store
from qualcode.core.store import persons as person_store
from qualcode.core.store.backups import copy_whole
from tests.core.material import Material
from tests.core.merge.copies import copy, merged, shown
from tests.core.tables import contents

TEXT = "I: Vad är mandatet?\nKarin: Mandatet är oklart, och tiden räcker inte.\nI: Tack så mycket."
DRIFTED = TEXT.replace("oklart, och", "rätt oklart och").replace("räcker", "räckte")


@pytest.fixture
def apart(tmp_path):
    """Makes a project of an evaluator's own; it is closed."""
    made = []

    def make(name, text=TEXT, title="D"):
        folder = tmp_path / name
        folder.mkdir()
        material = Material(folder, name=name)
        with material.project.operation(material.someone, "edit_coder") as running:
            running.update("coders", material.someone, name=name)
        material.document(title, text)
        made.append(material)
        return material

    yield make
    for material in made:
        material.project.close()


@pytest.fixture
def two(apart):
    anna, bo = apart("Anna"), apart("Bo", DRIFTED, title="Intervju")
    anna.code("Mandat")
    anna.code("Oklart", under="Mandat")
    anna.mark("Oklart", "Mandatet är oklart")
    bo.code("mandat")
    bo.code("oklart", under="mandat", definition="Ingen vet")
    bo.mark("oklart", "Mandatet är rätt oklart")
    bo.mark("mandat", "tiden räckte inte")
    return anna, bo


def marks(project):
    names = {one.id: one.name for one in code_store.all_codes(project.db)}
    return sorted(
        (one.segment.quote, names[one.coding.code_id], one.segment.certainty is not None)
        for one in coding_store.all_marks(project.db)
    )


def test_documents_codes_and_persons_are_found_to_be_the_same(two):
    anna, bo = two
    done = merge(anna.project, anna.someone, [bo.project.path])
    tables = contents(anna.project.db)
    assert [len(tables[table]) for table in ("documents", "codes", "persons", "coders")] == [
        *(1, 2, 2, 2)
    ]
    assert {(one.table, one.by) for one in done.plan.files[0].matches} == {
        *(("documents", "aligned text"), ("codes", "name"), ("persons", "label"))
    }
    assert code_store.all_codes(anna.project.db)[1].definition == "Ingen vet"


def test_marks_go_to_the_same_words_and_it_is_told_how_surely(two):
    anna, bo = two
    merge(anna.project, anna.someone, [bo.project.path])
    assert marks(anna.project) == [
        ("Mandatet är oklart", "Oklart", False),
        ("Mandatet är oklart", "Oklart", True),
        ("tiden räcker inte", "Mandat", True),
    ]


def test_it_makes_no_difference_who_takes_in_whom(two):
    anna, bo = two
    anna.project.close()
    bo.project.close()
    first, second = copy(anna.project.path, "first"), copy(bo.project.path, "second")
    merged(first, bo.project.path)
    merged(second, anna.project.path)
    one, other = shown(first), shown(second)
    del one["project"], other["project"]  # each file keeps its own name
    assert one == other


def test_three_projects_are_one_whatever_the_order(apart):
    texts = [TEXT, DRIFTED, TEXT.replace("Tack", "Stort tack")]
    made = []
    for name, text in zip(("Anna", "Bo", "Cleo"), texts, strict=True):
        material = apart(name, text)
        material.code("Mandat")
        material.mark("Mandat", "Mandatet")
        material.mark("Mandat", "tiden")
        material.project.close()
        made.append(material.project.path)
    results = []
    for number, order in enumerate([(0, 1, 2), (2, 1, 0), (1, 2, 0), (0, 2, 1)]):
        target = copy(made[order[0]], f"target-{number}")
        merged(target, *[made[at] for at in order[1:]])
        results.append({table: rows for table, rows in shown(target).items() if table != "project"})
    assert all(result == results[0] for result in results)
    assert len(results[0]["codings"]) == 6


def test_what_is_not_found_surely_enough_is_kept_without_a_place(apart):
    anna = apart("Anna", TEXT)
    bo = apart("Bo", TEXT.replace("och tiden räcker inte", "men vi hinner faktiskt nästan alltid"))
    bo.code("Tid")
    bo.mark("Tid", "vi hinner faktiskt nästan alltid", comment="Säkert?")
    done = merge(anna.project, anna.someone, [bo.project.path])
    (line,) = done.plan.files[0].unplaced
    assert (line.document, line.coder, line.codes, line.words) == ("D", "Bo", ("Tid",), 5)
    count = done.plan.counts["segments"]
    assert (count.unplaced, count.after) == (1, 1)
    count = done.plan.counts["codings"]
    assert (count.unplaced, count.after) == (1, 1)
    (segment,) = coding_store.all_segments(anna.project.db)
    assert (segment.start, segment.quote) == (None, "vi hinner faktiskt nästan alltid")
    assert check(anna.project) == []


def test_interviews_by_one_guide_are_not_taken_for_one(apart):
    guide = "I: Berätta om ditt uppdrag.\n{}: {}\nI: Och vad är svårast?\n{}: {}\n"
    answers = ["Jag samordnar allt möjligt. " * 5, "Att få alla med sig, säger jag. " * 5]
    others = ["Vi tar emot den som kommer. " * 5, "Pengarna, förstås, som vanligt. " * 5]
    anna = apart("Anna", guide.format("IP", answers[0], "IP", answers[1]))
    bo = apart("Bo", guide.format("IP", others[0], "IP", others[1]))
    plan = plan_merge(anna.project, [bo.project.path])
    assert plan.counts["documents"].after == 2


def test_a_hundred_codes_of_one_name_stay_where_they_are(apart):
    anna, bo = apart("Anna"), apart("Bo")
    for material in (anna, bo):
        for number in range(100):
            material.code(f"Grupp {number}")
            material.code("Övrigt", under=f"Grupp {number}")
    done = merge(anna.project, anna.someone, [bo.project.path])
    assert done.plan.counts["codes"].after == 200
    assert done.plan.counts["codes"].unified == 200


def test_a_decision_travels_to_whoever_merges_later(apart):
    made = [apart(name) for name in ("Anna", "Bo")]
    anna, bo = made
    one, other = anna.code("Otydligt mandat"), bo.code("otydliga mandat")
    cleo = anna.project.path.with_name("cleo.qualcode")
    copy_whole(anna.project.db, cleo)
    decision = NewDecision("same-code", one, other, "same")
    merge(anna.project, anna.someone, [bo.project.path], decisions=[decision])
    anna.project.close()
    bo.project.close()
    merged(cleo, anna.project.path)
    assert len(shown(cleo)["codes"]) == 1
    merged(cleo, bo.project.path)
    assert len(shown(cleo)["codes"]) == 1


def test_what_was_taken_for_the_same_can_be_said_to_be_different(two):
    anna, bo = two
    merge(anna.project, anna.someone, [bo.project.path])
    decision = NewDecision("same-code", anna.codes["Oklart"], bo.codes["oklart"], "different")
    merge(anna.project, anna.someone, [bo.project.path], decisions=[decision])
    names = [one.name for one in code_store.all_codes(anna.project.db)]
    assert sorted(names) == ["Mandat", "Oklart", "oklart (2)"]
    assert check(anna.project) == []


def test_evaluators_who_are_the_same_are_one_and_so_are_their_marks(two):
    anna, bo = two
    bo.mark("oklart", "Tack så mycket", by="Cleo")
    anna.mark("Oklart", "Tack så mycket", comment="Här")
    pair = NewDecision("same-coder", anna.someone, bo.coders["Cleo"], "same")
    merge(anna.project, anna.someone, [bo.project.path], decisions=[pair])
    tables = contents(anna.project.db)
    assert len(tables["coders"]) == 2
    assert [one for one in marks(anna.project) if one[0] == "Tack så mycket"] == [
        ("Tack så mycket", "Oklart", False)
    ]


def test_persons_keep_what_each_side_knows_of_them(two):
    anna, bo = two
    anna.describe("Karin", role="Samordnare")
    bo.describe("Karin", group="Norr")
    merge(anna.project, anna.someone, [bo.project.path])
    (karin,) = [one for one in person_store.all_persons(anna.project.db) if one.name == "Karin"]
    assert (karin.role, karin.reporting_group) == ("Samordnare", "Norr")


def names_of_codes(project):
    return sorted(one.name for one in code_store.all_codes(project.db))


@pytest.mark.parametrize("taking_in", ["decided", "other"])
def test_what_was_said_of_two_names_is_asked_of_a_project_that_has_both(apart, taking_in):
    anna, bo, cleo = apart("Anna"), apart("Bo"), apart("Cleo")
    anna.code("Stakeholder")
    bo.code("Stakeholders")
    cleo.code("Stakeholder")
    cleo.code("Stakeholders")
    (asked,) = [
        one
        for one in plan_merge(anna.project, [bo.project.path]).files[0].questions
        if one.kind == "same-code"
    ]
    decision = NewDecision("same-code", asked.ours, asked.theirs, "same")
    merge(anna.project, anna.someone, [bo.project.path], decisions=[decision])
    assert names_of_codes(anna.project) == ["Stakeholder"]
    target, other = (anna, cleo) if taking_in == "decided" else (cleo, anna)
    done = merge(target.project, target.someone, [other.project.path])
    assert names_of_codes(target.project) == ["Stakeholder", "Stakeholders"]
    (question,) = [one for one in done.plan.files[0].questions if one.kind == "same-code"]
    answer = NewDecision("same-code", question.ours, question.theirs, "same")
    merge(target.project, target.someone, [other.project.path], decisions=[answer])
    assert names_of_codes(target.project) == ["Stakeholder"]
    assert check(target.project) == []


@pytest.mark.parametrize("ours", [0, 1])
def test_the_plan_says_whose_wording_stands(two, ours):
    projects = [one.project for one in (two[ours], two[1 - ours])]
    texts = [document_store.text(one.db, document(one)) for one in projects]
    (file,) = plan_merge(projects[0], [projects[1].path]).files
    (pair,) = [one for one in file.matches if one.table == "documents"]
    assert reason(pair).endswith(f"; the wording in the {('project', 'file')[pair.stands]} stands")
    merge(projects[0], two[ours].someone, [projects[1].path])
    assert document_store.text(projects[0].db, document(projects[0])) == texts[pair.stands]


def test_of_three_that_are_the_same_each_file_tells_once():
    pairs = [
        Pair("same-document", "documents", ours, "c", ("D", "D"), "aligned text", alike, 0)
        for ours, alike in (("a", 0.991), ("b", 0.995), ("b", 0.98))
    ]
    assert [one.likeness for one in told_once(pairs)] == [0.995, 0.98]


def document(project):
    (found,) = document_store.all_documents(project.db)
    return found.id


def test_codes_of_one_name_are_told_in_a_sentence_and_what_is_not_surely_one_by_itself(apart):
    anna, bo = apart("Anna"), apart("Bo", DRIFTED)
    for material in (anna, bo):
        for name in ("Mandat", "Roller", "Tid"):
            material.code(name)
    path = bo.project.path
    bo.project.close()
    plan = plan_merge(anna.project, [path])
    same = same_in(plan.files[0])
    told = same.sentences[-1]
    assert told.startswith("Codes: 3 in “Bo.qualcode” are the same as here (")
    assert told.endswith("): “Mandat”, “Roller”, “Tid”.")
    assert [pair.table for pair in same.pairs] == ["documents"]
