"""Surveys in a list, and how many of each group answered."""

from dataclasses import replace

import pytest

from qualcode.core.analysis.survey_groups import listed, perhaps_the_same, rates_by, way_told, ways
from qualcode.core.analysis.surveys import response_rates
from qualcode.core.operations.attributes import NewAttribute, create_attribute
from qualcode.core.operations.survey_figures import Figures, set_invitations
from qualcode.core.operations.surveys import import_survey
from qualcode.core.store import surveys as store
from qualcode.core.surveys.plan import BY_RESPONDENT
from tests.core.material import Material
from tests.core.survey_material import plan


@pytest.fixture
def made(tmp_path):
    material = Material(tmp_path)
    import_survey(material.project, material.someone, plan())
    yield material
    material.project.close()


@pytest.fixture
def survey(made):
    return store.all_surveys(made.project.db)[0]


def way(made, survey, name):
    return next(one for one in ways(made.project.db, survey.id) if one.name == name)


def told(made, survey, name, *figures):
    by = way(made, survey, name)
    set_invitations(
        made.project, made.someone, survey.id, by.how, figures, attribute_id=by.attribute_id
    )


@pytest.mark.parametrize("form", ["question", "respondent"])
def test_a_survey_is_listed_with_what_it_brought_whatever_its_form(tmp_path, form):
    material = Material(tmp_path)
    import_survey(material.project, material.someone, replace(plan(), form=form))
    (found,) = listed(material.project.db)
    assert (found.respondents, found.questions, found.open) == (5, 5, 2)
    assert (found.answers, found.total.invited) == (5, None)
    assert found.survey.form == form or form != BY_RESPONDENT
    material.project.close()


def test_letter_case_and_white_space_make_no_other_group(made, survey):
    told(made, survey, "Kön", Figures("  kvinna", 8), Figures("MAN", 4))
    found = response_rates(made.project.db, survey.id)
    assert [one.answered for one in found.rows] == [3, 2]
    assert perhaps_the_same(made.project.db, survey.id) == []


def test_a_group_that_is_nearly_called_as_one_that_answered_is_told(made, survey):
    told(made, survey, "Kön", Figures("Kvinnor", 8), Figures("Annat", 4))
    assert perhaps_the_same(made.project.db, survey.id) == [("Kvinnor", "Kvinna")]


def test_groups_that_answered_are_there_before_anything_is_told(made, survey):
    found = rates_by(made.project.db, survey.id, way(made, survey, "Kön"))
    assert [(one.group, one.invited, one.answered) for one in found.rows] == [
        ("Kvinna", None, 3),
        ("Man", None, 2),
    ]
    assert found.total.answered == 5


def test_what_is_told_is_what_the_reports_say(made, survey):
    told(made, survey, "Kön", Figures("Kvinna", 10, 1), Figures("Man", 12), Figures("Annat", 2))
    db = made.project.db
    here = rates_by(db, survey.id, way(made, survey, "Kön"))
    reported = response_rates(db, survey.id)
    assert {(r.group, r.invited, r.declined, r.answered) for r in here.rows} == {
        (r.group, r.invited, r.declined, r.answered) for r in reported.rows
    }
    assert here.total == reported.total
    assert listed(db)[0].total.invited == 24


def test_the_way_that_was_told_is_remembered(made, survey):
    assert way_told(made.project.db, survey.id) == ("whole", None)
    told(made, survey, "Kön", Figures("Kvinna", 10))
    by = way(made, survey, "Kön")
    assert way_told(made.project.db, survey.id) == (by.how, by.attribute_id)


def test_what_else_is_known_of_persons_can_be_counted_by_but_no_closed_answers(made, survey):
    create_attribute(made.project, made.someone, NewAttribute("Område", "persons", "text"))
    names = [one.name for one in ways(made.project.db, survey.id)]
    assert names == ["All together", "Role", "Group", "Kön", "Område"]


def test_who_is_of_a_group_without_a_number_of_invited_is_not_in_the_rate_of_all(made, survey):
    told(made, survey, "Kön", Figures("Kvinna", 4))
    db = made.project.db
    totals = [
        rates_by(db, survey.id, way(made, survey, "Kön")).total,
        response_rates(db, survey.id).total,
        listed(db)[0].total,
    ]
    for total in totals:
        assert (total.answered, total.beside, total.of_invited) == (5, 2, 3)
        assert (total.invited, total.rate, total.silent) == (4, 0.75, 1)
