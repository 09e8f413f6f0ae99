"""Every wave keeps what its respondents said of themselves in it."""

from dataclasses import replace

import pytest

from qualcode.core.analysis.survey_groups import GroupBy, rates_by
from qualcode.core.analysis.surveys import answers_of, counts, response_rates
from qualcode.core.check import check
from qualcode.core.merge.apply import merge
from qualcode.core.model.replacing import Replacement
from qualcode.core.operations.anonymising import anonymise, find_names
from qualcode.core.operations.attributes import (
    delete_attributes,
    edit_attribute,
)
from qualcode.core.operations.grid import ATTRIBUTE, Cell, fill_in
from qualcode.core.operations.history import redo, undo
from qualcode.core.operations.persons import PersonDetails, edit_person
from qualcode.core.operations.survey_figures import Figures, set_invitations
from qualcode.core.operations.survey_removal import delete_surveys
from qualcode.core.operations.surveys import import_survey
from qualcode.core.store import attributes, persons, surveys
from qualcode.core.surveys.guessing import changed_role, propose
from qualcode.core.surveys.plan import BACKGROUND, ROLE_FIELD
from tests.core.survey_material import table
from tests.core.tables import broken_rules, contents, count

HEADERS = ("E-post", "Kommun", "Din roll", "Vad är bra?")
FIRST = (
    ("a@x.se", "Uppsala", "Lärare", "Mötena är bra för det mesta, tycker jag."),
    ("b@x.se", "Uppsala", "Rektor", "Inget alls, om jag ska vara riktigt ärlig."),
    ("c@x.se", "Knivsta", "Lärare", "Vi har aldrig träffats så länge förut."),
    ("d@x.se", "", "Lärare", "Det är lugnt här, för det allra mesta."),
)
#: a moved, b is something else, d says where
LATER = (
    ("a@x.se", "Knivsta", "Lärare", "Nu är det annorlunda mot hur det var i våras."),
    ("b@x.se", "Uppsala", "Samordnare", "Nu är det mycket bättre än vad det var då."),
    ("d@x.se", "Knivsta", "Lärare", "Det är inte längre lika lugnt som det var."),
)


def wave(rows, name):
    """A plan with the municipality as an attribute and the role as persons have it."""
    found = propose(table(rows, HEADERS), wave=name)
    for number, field in ((1, ""), (2, ROLE_FIELD)):
        column = changed_role(found.table, found.columns[number], BACKGROUND)
        kind = "text" if field else "choice"
        found = found.with_column(replace(column, field=field, kind=kind))
    return found


@pytest.fixture
def first(project, anna):
    """The first wave, and how many of each municipality were invited."""
    survey = import_survey(project, anna, wave(FIRST, "1")).first("surveys")
    invited = [Figures("Uppsala", 4), Figures("Knivsta", 2)]
    set_invitations(
        project, anna, survey, "attribute", invited, attribute_id=municipality(project).id
    )
    return survey


def municipality(project):
    return next(a for a in attributes.all_attributes(project.db, "persons") if a.name == "Kommun")


def cells(project):
    return dict(attributes.cells(project.db, municipality(project).id))


def person(project, number):
    return persons.all_persons(project.db)[number]


def figures(project, survey):
    """All that is counted of a survey by who its respondents are."""
    db, kommun = project.db, municipality(project).id
    asked = [one for one in surveys.columns(db, survey) if one.role == BACKGROUND]
    return (
        replace(response_rates(db, survey), survey=None),
        replace(rates_by(db, survey, GroupBy("attribute", kommun, "Kommun")), survey=None),
        replace(rates_by(db, survey, GroupBy("role", None, "Roll")), survey=None),
        [{row.answer: row.number for row in counts(db, one.id).rows} for one in asked],
    )


def test_the_figures_of_a_wave_are_the_same_after_the_next(project, anna, first):
    before = figures(project, first)
    second = import_survey(project, anna, wave(LATER, "2")).first("surveys")
    assert figures(project, first) == before
    assert figures(project, second)[3] == [
        {"Knivsta": 2, "Uppsala": 1},
        {"Lärare": 2, "Samordnare": 1},
    ]
    assert dict(attributes.cells(project.db, municipality(project).id)) == {
        one.id: text
        for one, text in zip(
            persons.all_persons(project.db),
            ("Knivsta", "Uppsala", "Knivsta", "Knivsta"),
            strict=True,
        )
    }
    assert check(project) == []


def test_what_stands_beside_an_answer_is_what_was_said_with_it(project, anna, first):
    import_survey(project, anna, wave(LATER, "2"))
    found = [
        [one.text for one in answered.background]
        for answered in answers_of(project.db, person(project, 0).id)
    ]
    assert found == [["Uppsala", "Lärare"], ["Knivsta", "Lärare"]]


def test_a_wave_is_undone_and_done_again_with_what_was_said_in_it(project, anna, first):
    before = contents(project.db)
    import_survey(project, anna, wave(LATER, "2"))
    after = contents(project.db)
    undo(project, anna)
    assert contents(project.db) == before
    redo(project, anna)
    assert contents(project.db) == after


def test_a_wave_that_was_imported_by_an_earlier_version_keeps_what_is_known(project, anna, first):
    with project.operation(anna, "import_survey") as running:
        rows = [row[0] for row in project.db.execute("SELECT id FROM backgrounds").fetchall()]
        running.delete_many("backgrounds", rows)
    before = figures(project, first)
    import_survey(project, anna, wave(LATER, "2"))
    assert figures(project, first) == before


def test_a_late_answer_to_the_first_wave_leaves_what_was_said_since(project, anna, first):
    late = ("e@x.se", "Uppsala", "Lärare", "Ett sent svar, men det är ändå ett svar.")
    import_survey(project, anna, wave([(*late[:1], "Heby", *late[2:])], "2"))
    import_survey(project, anna, wave((*FIRST, late), "1"))
    assert said(project, 4) == ["Uppsala", "Heby"]
    assert cells(project)[person(project, 4).id] == "Heby"


def test_a_wave_that_goes_takes_what_was_said_in_it_along(project, anna, first):
    second = import_survey(project, anna, wave(LATER, "2")).first("surveys")
    before = figures(project, first)
    delete_surveys(project, anna, [second])
    assert figures(project, first) == before
    assert count(project.db, "backgrounds") == 2 * len(FIRST)
    assert broken_rules(project.db) == []


# Corrected by hand


def said(project, number):
    """What somebody said of their municipality, wave by wave."""
    kommun = municipality(project).id
    told = surveys.told_by(project.db, [person(project, number).id], attribute_id=kommun)
    return [one.value for one in told]


def test_a_value_corrected_by_hand_is_corrected_in_the_last_wave_that_says_the_same(
    project, anna, first
):
    import_survey(project, anna, wave(LATER, "2"))
    column = ATTRIBUTE + municipality(project).id
    fill_in(project, anna, "persons", [Cell(person(project, 0).id, column, "Uppsala")])
    assert said(project, 0) == ["Uppsala", "Uppsala"]
    fill_in(project, anna, "persons", [Cell(person(project, 3).id, column, "")])
    assert said(project, 3) == ["", ""]


def test_a_value_that_the_last_wave_did_not_say_is_nobody_s_answer(project, anna, first):
    column = ATTRIBUTE + municipality(project).id
    with project.operation(anna, "fill_in") as running:
        told = surveys.told_by(
            project.db, [person(project, 0).id], attribute_id=municipality(project).id
        )
        running.update("backgrounds", told[0].id, value="Heby")
    fill_in(project, anna, "persons", [Cell(person(project, 0).id, column, "Knivsta")])
    assert said(project, 0) == ["Heby"]


@pytest.mark.parametrize("by_grid", [True, False])
def test_a_role_corrected_by_hand_is_corrected_in_the_wave(project, anna, first, by_grid):
    one = person(project, 1)
    if by_grid:
        fill_in(project, anna, "persons", [Cell(one.id, "role", "Skolledare")])
    else:
        details = PersonDetails(one.name or "", one.pseudonym, one.kind, "Skolledare", "")
        edit_person(project, anna, one.id, details)
    rates = rates_by(project.db, first, GroupBy("role", None, "Roll"))
    assert {row.group: row.answered for row in rates.rows} == {"Lärare": 3, "Skolledare": 1}


def test_an_attribute_that_goes_leaves_nothing_behind(project, anna, first):
    delete_attributes(project, anna, [municipality(project).id])
    assert count(project.db, "backgrounds") == len(FIRST)
    assert "Knivsta" not in str(contents(project.db)["backgrounds"])
    undo(project, anna)
    assert count(project.db, "backgrounds") == 2 * len(FIRST)


def test_what_was_said_follows_the_attribute_to_another_kind(project, anna, first):
    import_survey(project, anna, wave(LATER, "2"))
    before = [{k: v for k, v in one.items() if v} for one in figures(project, first)[3]]
    edit_attribute(project, anna, municipality(project).id, name="Kommun", kind="text")
    assert [{k: v for k, v in one.items() if v} for one in figures(project, first)[3]] == before


# Names


@pytest.mark.parametrize("kind", ["choice", "text"])
def test_a_name_that_is_replaced_is_replaced_in_every_wave(project, anna, first, kind):
    import_survey(project, anna, wave(LATER, "2"))
    if kind == "text":
        edit_attribute(project, anna, municipality(project).id, name="Kommun", kind="text")
    for old, new in (("Knivsta", "Kommun B"), ("Samordnare", "Annan")):
        wanted = [Replacement(old, new)]
        anonymise(project, anna, wanted, hits=find_names(project.db, wanted))
    kept = str(contents(project.db)["backgrounds"])
    assert "Knivsta" not in kept
    assert "Samordnare" not in kept
    assert said(project, 0) == ["Uppsala", "Kommun B"]
    assert check(project) == []


# Copies


@pytest.mark.parametrize("in_copy", [True, False])
def test_a_merge_with_a_copy_that_took_in_the_next_wave_leaves_the_first(
    project, anna, first, handed, in_copy
):
    before = figures(project, first)
    copy, bo = handed()
    where, who = (copy, bo) if in_copy else (project, anna)
    second = import_survey(where, who, wave(LATER, "2")).first("surveys")
    then = figures(where, second)
    copy.close()
    merge(project, anna, [copy.path])
    assert figures(project, first) == before
    assert figures(project, second) == then
    again = contents(project.db)
    merge(project, anna, [copy.path])
    assert contents(project.db) == again
    assert check(project) == []


def test_both_may_take_in_a_wave_each(project, anna, first, handed):
    before = figures(project, first)
    copy, bo = handed()
    theirs = import_survey(copy, bo, wave(LATER, "2")).first("surveys")
    ours = import_survey(
        project, anna, wave([(*row[:1], "Heby", *row[2:]) for row in LATER], "3")
    ).first("surveys")
    then = figures(copy, theirs)[3], figures(project, ours)[3]
    copy.close()
    merge(project, anna, [copy.path])
    found = figures(project, theirs)[3], figures(project, ours)[3]
    assert [_given(one) for one in found] == [_given(one) for one in then]
    assert figures(project, first)[0] == before[0]
    assert broken_rules(project.db) == []


def _given(counted):
    return [{answer: number for answer, number in one.items() if number} for one in counted]


def test_the_same_further_answers_in_two_copies_are_kept_once(project, anna, first, handed):
    copy, bo = handed()
    more = wave((*FIRST, ("e@x.se", "Heby", "Lärare", "Sent svar, men ändå ett svar.")), "1")
    import_survey(copy, bo, more)
    import_survey(project, anna, more)
    before = figures(project, first)
    copy.close()
    merge(project, anna, [copy.path])
    assert figures(project, first) == before
    assert count(project.db, "backgrounds") == 2 * (len(FIRST) + 1)


def test_a_copy_without_names_has_none_in_what_was_said_and_it_comes_back(
    project, anna, first, handed
):
    column = ATTRIBUTE + municipality(project).id
    edit_attribute(project, anna, municipality(project).id, name="Kommun", kind="text")
    one = person(project, 0)
    details = PersonDetails("Berit Björk", one.pseudonym, one.kind, one.role or "", "")
    edit_person(project, anna, one.id, details)
    fill_in(project, anna, "persons", [Cell(one.id, column, "Berit Björks skola")])
    copy, _bo = handed(nameless=True)
    assert "Björk" not in str(contents(copy.db)["backgrounds"])
    copy.close()
    before = contents(project.db)["backgrounds"]
    merge(project, anna, [copy.path])
    assert contents(project.db)["backgrounds"] == before
