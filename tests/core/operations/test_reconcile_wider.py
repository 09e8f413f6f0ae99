"""What some evaluators settled holds where others are compared too, and say nothing else."""

import pytest

from qualcode.core.analysis.reconcile.listing import compare
from qualcode.core.operations import reconcile
from qualcode.core.operations.coders import add_coder
from tests.core.operations.test_reconcile import Team


@pytest.fixture
def team(project, anna):
    """Anna and Bo settled one place: Anna's code is the consensus."""
    team = Team(project, anna)
    team.cleo = add_coder(project, "Cleo Dahl").first("coders")
    team.mark(anna, "otydligt mandat", "Mandat")
    team.mark(team.bo, "otydligt mandat", "Makt")
    reconcile.settle(project, anna, team.one, [anna])
    return team


def states(team, *compared):
    listed = compare(team.project.db, compared).listed.get(team.eva, ())
    return [one.state for one in listed]


def test_who_coded_nothing_in_the_document_opens_nothing(team):
    assert states(team, team.anna, team.bo, team.cleo) == ["settled"]


def test_who_marked_what_was_taken_opens_nothing(team):
    team.mark(team.cleo, "otydligt mandat", "Mandat")
    assert states(team, team.anna, team.bo, team.cleo) == ["settled"]


@pytest.mark.parametrize("code", ["Makt", "Roller"])
def test_who_marked_anything_else_opens_the_place(team, code):
    team.mark(team.cleo, "otydligt mandat", code)
    assert "settled" not in states(team, team.anna, team.bo, team.cleo)
    assert states(team, team.anna, team.bo) == ["settled"]


def test_who_left_the_place_and_marked_others_opens_it(team):
    team.mark(team.cleo, "Rollerna", "Roller")
    assert states(team, team.anna, team.bo, team.cleo) == ["open", "open"]


def test_what_three_settled_is_settled_between_two_of_them(team):
    team.mark(team.cleo, "Rollerna", "Roller")
    team.mark(team.anna, "Rollerna", "Makt")
    everyone = (team.anna, team.bo, team.cleo)
    place = compare(team.project.db, everyone).listed[team.eva][-1]
    reconcile.settle(team.project, team.anna, place, [team.cleo])
    assert states(team, team.anna, team.cleo)[-1] == "settled"


def test_what_is_marked_otherwise_since_is_open(team):
    team.mark(team.bo, "ett otydligt mandat", "Makt")
    assert "settled" not in states(team, team.anna, team.bo, team.cleo)


def test_settling_it_between_all_takes_back_what_two_had_settled(team):
    everyone = (team.anna, team.bo, team.cleo)
    (place,) = compare(team.project.db, everyone).listed[team.eva]
    reconcile.settle(team.project, team.cleo, place, [team.bo])
    assert team.consensus == [("Makt", "otydligt mandat")]
    assert states(team, *everyone) == states(team, team.anna, team.bo) == ["settled"]
