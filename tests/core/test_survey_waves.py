"""A file with the questions of a survey that is there: its next wave, or more answers to it."""

from dataclasses import replace

import pytest

from qualcode.core.operations.survey_preview import preview
from qualcode.core.operations.survey_waves import as_before, next_wave
from qualcode.core.operations.surveys import import_survey
from qualcode.core.store import documents, surveys
from qualcode.core.surveys.guessing import changed_role
from qualcode.core.surveys.plan import CLOSED
from tests.core.material import Material
from tests.core.survey_material import HEADERS, ROWS, plan

AGAIN = [
    (row[0], "2026-11-05", row[2], "Missnöjd", row[4], f"Nu är det annorlunda, {row[0]}.", "")
    for row in ROWS
]


@pytest.fixture
def made(tmp_path):
    material = Material(tmp_path)
    import_survey(material.project, material.someone, plan())
    yield material
    material.project.close()


def known(made, rows, headers=HEADERS, title="En annan fil"):
    return as_before(made.project.db, plan(rows, headers, title))


def test_the_same_questions_later_are_the_next_wave(made):
    found, before = known(made, AGAIN)
    assert (found.title, found.wave) == ("Enkät", "2")
    assert before == surveys.all_surveys(made.project.db)[0]


def test_the_same_answers_and_more_are_the_same_wave(made):
    more = (*ROWS, ("f@x.se", "2026-05-09", "Man", "Nöjd", "", "Sent svar, men ändå.", ""))
    found, _before = known(made, more)
    assert (found.title, found.wave) == ("Enkät", None)


def test_without_times_closed_answers_tell_the_waves_apart(tmp_path):
    material = Material(tmp_path)
    without = [(row[0], "", *row[2:]) for row in ROWS]
    import_survey(material.project, material.someone, plan(without))
    assert known(material, without)[0].wave is None
    assert known(material, [(row[0], "", *row[2:]) for row in AGAIN])[0].wave == "2"
    material.project.close()


def test_other_questions_are_another_survey(made):
    other = ("Kod", "Datum", "Ort", "Betyg?", "Stöd?", "Bra?", "Övrigt?")
    found, before = known(made, AGAIN, other)
    assert before is None
    assert (found.title, found.wave) == ("En annan fil", None)


def test_roles_that_were_chosen_hold_for_the_next_wave(tmp_path):
    material = Material(tmp_path)
    first = plan()
    chosen = first.with_column(changed_role(first.table, first.columns[6], CLOSED))
    import_survey(material.project, material.someone, chosen)
    found, _before = known(material, AGAIN)
    assert found.columns[6].role == CLOSED
    assert "Enkät" in found.columns[6].reason
    material.project.close()


def test_waves_are_counted_on(made):
    first = surveys.all_surveys(made.project.db)[0]
    assert next_wave([], "Enkät") == "1"
    assert next_wave([first], "Enkät") == "2"
    assert next_wave([first, replace(first, wave="2025")], "ENKÄT") == "2026"


@pytest.mark.parametrize("form", ["question", "respondent"])
@pytest.mark.parametrize("shown", [True, False])
def test_the_preview_of_a_wave_is_what_is_stored(made, form, shown):
    wave = replace(plan(AGAIN, wave="2"), form=form, show_identity=shown)
    seen = preview(made.project.db, wave)
    before = set(documents.titles(made.project.db))
    import_survey(made.project, made.someone, wave)
    new = [one for one in documents.all_documents(made.project.db) if one.id not in before]
    assert [one.text for one in seen.first] == [
        documents.text(made.project.db, one.id) for one in new
    ]
    turns = [documents.turns(made.project.db, one.id) for one in new]
    assert [[said.who for said in one.said if said.who] for one in seen.first] == [
        [turn.label for turn in some] for some in turns
    ]
    assert (seen.documents, seen.respondents, seen.outlook.known) == (len(new), 5, 5)
