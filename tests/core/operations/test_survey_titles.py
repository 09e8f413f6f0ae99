"""A respondent's document is called what the respondent is."""

from dataclasses import replace

import pytest

from qualcode.core.operations.documents import rename_document
from qualcode.core.operations.history import undo
from qualcode.core.operations.persons import PersonDetails, edit_person
from qualcode.core.operations.surveys import import_survey
from qualcode.core.store import documents, persons
from qualcode.core.surveys.plan import BY_RESPONDENT
from tests.core.survey_material import ROWS, plan


@pytest.fixture
def asked(project, anna):
    for wave in ("1", "2"):
        import_survey(project, anna, replace(plan(ROWS[:2], wave=wave), form=BY_RESPONDENT))
    return project


def titles(project):
    return [one.title for one in documents.all_documents(project.db)]


def call(project, anna, pseudonym, name=None):
    person = next(one for one in persons.all_persons(project.db) if one.pseudonym == pseudonym)
    details = PersonDetails(None, name, person.kind, person.role, person.reporting_group)
    return edit_person(project, anna, person.id, details)


def test_a_respondent_s_documents_follow_what_the_respondent_is_called(asked, anna):
    before = titles(asked)
    changes = call(asked, anna, "Respondent 1", "IP 7")
    assert titles(asked) == [one.replace("Respondent 1", "IP 7") for one in before]
    assert {one.id for one in documents.all_documents(asked.db) if "IP 7" in one.title} <= set(
        changes.documents
    )
    undo(asked, anna)
    assert titles(asked) == before


def test_a_title_that_somebody_gave_stays(asked, anna):
    document = documents.all_documents(asked.db)[0]
    rename_document(asked, anna, document.id, "Chefens svar")
    call(asked, anna, "Respondent 1", "IP 7")
    assert [one for one in titles(asked) if "IP 7" not in one] == [
        *("Chefens svar", "Enkät, 1 – Respondent 2", "Enkät, 2 – Respondent 2")
    ]


def test_a_title_that_is_taken_gets_a_number(asked, anna):
    document = documents.all_documents(asked.db)[1]
    rename_document(asked, anna, document.id, "Enkät, 1 – IP 7")
    call(asked, anna, "Respondent 1", "IP 7")
    assert "Enkät, 1 – IP 7 (2)" in titles(asked)
    call(asked, anna, "IP 7", "IP 8")
    assert "Enkät, 1 – IP 8" in titles(asked)
