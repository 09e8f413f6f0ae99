"""Several take further answers of one wave into the document of a question: nobody's answer goes."""

from dataclasses import replace
from itertools import permutations

import pytest

from qualcode.core.check import check
from qualcode.core.ids import CoderId
from qualcode.core.merge.apply import merge, plan_merge
from qualcode.core.merge.decided import CONFLICT, MINE, THEIRS, NewDecision
from qualcode.core.operations import passages
from qualcode.core.operations.coders import add_coder
from qualcode.core.operations.codes import NewCode, create_code
from qualcode.core.operations.surveys import import_survey
from qualcode.core.project import Project
from qualcode.core.store import codings as codings_store
from qualcode.core.store import documents as documents_store
from qualcode.core.store import persons as persons_store
from qualcode.core.store import surveys
from qualcode.core.surveys.plan import BY_RESPONDENT
from tests.core.merge.copies import copy, merged, shown
from tests.core.survey_material import ROWS, plan


def answer(number):
    return f"Answer {number}: more time would be needed, that is all."


def row(number):
    return (f"r{number}@x.se", "", "Man", "Nöjd", "", "", answer(number))


@pytest.fixture
def copies(tmp_path):
    """Two copies: the one has taken in R7 and R8, the other R8, R9 and R10, and coded each."""
    path = tmp_path / "base.qualcode"
    with Project.create(path) as project:
        anna = add_coder(project, "Anna").first("coders")
        import_survey(project, anna, plan())
        create_code(project, anna, NewCode("Tid"))
    made = [copy(path, name) for name in ("mikael", "sara")]
    for one, numbers in zip(made, ((7, 8), (8, 9, 10)), strict=True):
        with Project.open(one) as project:
            topped_up(project, numbers)
    return made


def topped_up(project, numbers):
    coder = CoderId(project.db.execute("SELECT min(id) FROM coders").fetchone()[0])
    code = project.db.execute("SELECT id FROM codes").fetchone()[0]
    import_survey(project, coder, plan([*ROWS, *map(row, numbers)]))
    document = question(project)
    text = documents_store.text(project.db, document)
    for number in numbers:
        start = text.index(answer(number))
        passages.code_passage(project, coder, document, start, start + len(answer(number)), [code])


def question(project):
    found = documents_store.all_documents(project.db)
    return next(one.id for one in found if one.title.endswith("Varför?"))


def said(project):
    """What each of them says, and what of it is coded: by what the survey knows them by."""
    document = question(project)
    text = documents_store.text(project.db, document)
    survey = surveys.all_surveys(project.db)[0].id
    who = {one.person_id: one.identity for one in surveys.responses(project.db, [survey])}
    turns = documents_store.turns(project.db, document)
    segments = codings_store.all_segments(project.db)
    return {
        who[turn.person_id]: (
            text[turn.start : turn.end],
            {s.quote for s in segments if s.start == turn.start},
        )
        for turn in turns
    }


def chosen(path, other, side):
    """Take the other in, with one side's text chosen as a file of decisions may say it."""
    with Project.open(path) as project:
        coder = CoderId(project.db.execute("SELECT min(id) FROM coders").fetchone()[0])
        lines = [
            line
            for file in plan_merge(project, [other]).files
            for line in file.conflicts
            if "text_sha256" in line.columns
        ]
        assert not any(line.can_decide for line in lines)
        decisions = [
            NewDecision(CONFLICT, line.row_id, ",".join(line.columns), side) for line in lines
        ]
        merge(project, coder, [other], decisions=decisions)
        assert check(project) == []


@pytest.mark.parametrize("side", [MINE, THEIRS])
def test_who_chooses_one_text_gives_up_nobody_s_answer(copies, side):
    results = []
    for number, (first, second) in enumerate(permutations(copies)):
        target = copy(first, f"order-{number}")
        chosen(target, second, side)
        with Project.open(target, read_only=True) as project:
            results.append(said(project))
        assert not merged(target, second).changes
    assert results[0] == results[1]
    for number in (7, 8, 9, 10):
        assert results[0][f"r{number}@x.se"] == (answer(number), {answer(number)})
    assert len(results[0]) == 6


def test_what_was_chosen_in_one_order_is_what_comes_without_choosing(copies):
    mikael, sara = copies
    plain = copy(mikael, "plain")
    merged(plain, sara)
    chosen(mikael, sara, MINE)
    with Project.open(plain) as one, Project.open(mikael) as other:
        assert said(one) == said(other)
    assert shown(plain)["turns"] == shown(mikael)["turns"]


def test_who_speaks_in_a_survey_without_having_answered_it_is_noticed(copies):
    with Project.open(copies[0]) as project:
        coder = CoderId(project.db.execute("SELECT min(id) FROM coders").fetchone()[0])
        document = question(project)
        turn = documents_store.turns(project.db, document)[0]
        with project.operation(coder, "import_survey", "x") as running:
            response = next(
                one
                for one in surveys.responses(project.db, [surveys.all_surveys(project.db)[0].id])
                if one.person_id == turn.person_id
            )
            other = next(
                one.person_id
                for one in documents_store.turns(project.db, document)
                if one.person_id != turn.person_id
            )
            running.update("responses", response.id, person_id=other)
        assert ("turn", turn.id) in [(one.check, one.id) for one in check(project)]


def test_who_was_given_a_number_that_another_has_gets_the_next_free_one(copies):
    called = []
    for number, (first, second) in enumerate(permutations(copies)):
        target = copy(first, f"order-{number}")
        merged(target, second)
        with Project.open(target, read_only=True) as project:
            survey = surveys.all_surveys(project.db)[0].id
            names = {one.id: one.pseudonym for one in persons_store.all_persons(project.db)}
            responses = surveys.responses(project.db, [survey])
            called.append({one.identity: names[one.person_id] for one in responses})
    assert called[0] == called[1]
    assert sorted(called[0].values()) == [f"Respondent {number}" for number in range(1, 10)]


def test_a_respondent_s_document_is_called_what_the_respondent_is_after_a_merge(tmp_path):
    """Each of three has taken in others, and each gave the first of them the same number."""
    path = tmp_path / "base.qualcode"
    with Project.create(path) as project:
        anna = add_coder(project, "Anna").first("coders")
        import_survey(project, anna, replace(plan(), form=BY_RESPONDENT))
    made = [copy(path, name) for name in "abc"]
    for one, numbers in zip(made, ((7, 8), (8, 9), (10,)), strict=True):
        with Project.open(one) as project:
            coder = CoderId(project.db.execute("SELECT min(id) FROM coders").fetchone()[0])
            import_survey(project, coder, plan([*ROWS, *map(row, numbers)]))
    results = []
    for number, order in enumerate(permutations(made)):
        target = copy(order[0], f"order-{number}")
        merged(target, *order[1:])
        results.append(shown(target))
        assert results[-1] == results[0]
        with Project.open(target, read_only=True) as project:
            survey = surveys.all_surveys(project.db)[0].id
            called = {one.id: one.pseudonym for one in persons_store.all_persons(project.db)}
            titles = documents_store.titles(project.db)
            for one in surveys.responses(project.db, [survey]):
                if one.document_id is not None:
                    assert titles[one.document_id] == f"Enkät – {called[one.person_id]}"
