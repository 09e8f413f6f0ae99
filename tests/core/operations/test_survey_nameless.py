"""A copy that knows nobody by name takes in a file again: who is there already is known by answers."""

from dataclasses import replace

import pytest

from qualcode.core.errors import Refused
from qualcode.core.merge.handout import hand_out
from qualcode.core.operations.coders import add_coder
from qualcode.core.operations.corrections import correct_text
from qualcode.core.operations.survey_identities import forget_identities
from qualcode.core.operations.survey_outlook import outlook
from qualcode.core.operations.survey_waves import as_before
from qualcode.core.operations.surveys import import_survey
from qualcode.core.project import Project
from qualcode.core.store import documents, surveys
from qualcode.core.surveys.plan import BY_RESPONDENT
from tests.core.merge.copies import copy, merged
from tests.core.survey_material import ROWS, plan, table
from tests.core.tables import count

MORE = [
    *ROWS,
    ("f@x.se", "2026-05-07", "Man", "Nöjd", "Chef;", "Kaffet.", ""),
    ("g@x.se", "2026-05-07", "Man", "Nöjd", "Chef;", "", ""),
]


@pytest.fixture(params=["question", BY_RESPONDENT])
def asked(request, tmp_path):
    """A project with a survey, of which copies may be made."""
    with Project.create(tmp_path / "base.qualcode") as project:
        add_coder(project, "Anna")
        form = {} if request.param == "question" else {"form": BY_RESPONDENT}
        import_survey(project, evaluator(project), replace(plan(), **form))
    return tmp_path / "base.qualcode"


def evaluator(project):
    return project.db.execute("SELECT min(id) FROM coders").fetchone()[0]


def nameless(path):
    with Project.open(path) as project:
        return hand_out(project, path.with_name("bo.qualcode"), name="Bo", nameless=True)


def taken_in(path, rows):
    with Project.open(path) as project:
        found, _survey = as_before(project.db, plan(rows))
        return import_survey(project, evaluator(project), found)


def test_rows_that_answer_the_same_are_there_already(asked):
    with Project.open(nameless(asked).path) as project:
        found, before = as_before(project.db, plan(MORE))
        told = outlook(project.db, found)
    assert before is not None
    assert (told.already, told.new, told.nameless) == (len(ROWS), 2, len(ROWS))


def test_who_corrected_an_answer_is_known_by_the_others(asked):
    rows = [(*ROWS[0][:-1], "Något annat."), (*ROWS[3][:3], "Missnöjd", *ROWS[3][4:]), *MORE[5:]]
    with Project.open(nameless(asked).path) as project:
        told = outlook(project.db, plan(rows))
    assert (told.already, told.new) == (2, 2)


def test_who_says_nothing_in_the_same_words_is_somebody_new(asked):
    rows = [(*ROWS[0][:-2], "Kaffet och lokalerna.", "Något annat."), *ROWS[1:]]
    with Project.open(nameless(asked).path) as project:
        told = outlook(project.db, plan(rows))
    assert (told.already, told.new) == (len(ROWS) - 1, 1)


def test_of_two_rows_that_are_as_near_neither_is_known(asked):
    rows = [(*ROWS[0][:-1], words) for words in ("Något annat.", "Pengar.")]
    with Project.open(nameless(asked).path) as project:
        told = outlook(project.db, plan([("y@x.se", *rows[0][1:]), ("z@x.se", *rows[1][1:])]))
    assert (told.already, told.new) == (0, 2)


def test_who_answered_at_another_time_is_somebody_else(asked):
    rows = [(ROWS[0][0], "2026-06-30", *ROWS[0][2:-1], "Något annat.")]
    with Project.open(nameless(asked).path) as project:
        told = outlook(project.db, plan(rows))
    assert (told.already, told.new) == (0, 1)


def test_a_correction_in_the_copy_s_text_makes_nobody_new(asked):
    made = nameless(asked)
    with Project.open(made.path) as project:
        document = next(
            one
            for one in documents.all_documents(project.db)
            if "aldrig träffats" in documents.text(project.db, one.id)
        )
        text = documents.text(project.db, document.id)
        correct_text(project, made.coder_id, document.id, text.replace("aldrig", "inte ens"))
        told = outlook(project.db, as_before(project.db, plan(MORE))[0])
    # of that answer nothing else is left that is somebody's own
    assert (told.already, told.new) == (len(ROWS) - 1, 3)


def test_each_response_is_found_once(asked):
    twice = [ROWS[3], ("z@x.se", *ROWS[3][1:])]
    with Project.open(nameless(asked).path) as project:
        found, _survey = as_before(project.db, plan([*ROWS, twice[1]]))
        told = outlook(project.db, found)
    assert (told.already, told.new) == (len(ROWS), 1)


def test_the_very_same_file_brings_nothing(asked):
    made = nameless(asked)
    with Project.open(made.path) as project, pytest.raises(Refused):
        import_survey(project, made.coder_id, as_before(project.db, plan())[0])


def test_what_was_forgotten_is_found_by_answers_too(asked):
    with Project.open(asked) as project:
        forget_identities(project, evaluator(project))
    taken_in(asked, MORE)
    with Project.open(asked) as project:
        assert count(project.db, "responses") == count(project.db, "persons") == len(MORE)


@pytest.mark.parametrize("whose", ["ours", "theirs"])
def test_the_same_file_in_both_and_merged_doubles_nobody(asked, whose):
    theirs = nameless(asked).path
    taken_in(theirs, MORE)
    taken_in(asked, MORE)
    target, other = (asked, theirs) if whose == "ours" else (theirs, asked)
    merged(target, other)
    with Project.open(target) as project:
        assert count(project.db, "responses") == count(project.db, "persons") == len(MORE)
        text = "".join(
            documents.text(project.db, d.id) for d in documents.all_documents(project.db)
        )
        assert text.count("Kaffet.") == text.count("Det är lugnt här.") == 1
    assert not merged(target, other).changes


@pytest.mark.parametrize("first", [0, 1])
def test_who_stands_in_a_nameless_copy_twice_is_one_where_the_identity_is_known(asked, first):
    """As copies of earlier versions took all rows of a file in again."""
    theirs = nameless(asked).path
    with Project.open(theirs) as project:
        again = [(*row[:5], "", f"Det säger {number}.") for number, row in enumerate(ROWS)]
        import_survey(project, evaluator(project), replace(plan(), table=table(again)))
        assert count(project.db, "persons") == 2 * len(ROWS)
    order = [asked, theirs] if first == 0 else [theirs, asked]
    target = copy(order[0], "target")
    merged(target, order[1])
    with Project.open(target) as project:
        survey = surveys.all_surveys(project.db)[0].id
        known = {one.identity for one in surveys.responses(project.db, [survey])}
        assert known == {row[0] for row in ROWS}
        assert count(project.db, "persons") == len(ROWS)
    assert not merged(target, order[1]).changes
