import pytest

from qualcode.core.errors import Refused
from qualcode.core.operations.coders import add_coder, edit_coder, ensure_coder
from qualcode.core.store import coders


def test_an_evaluator_presents_themselves(project):
    changes = add_coder(project, " Anna  Lindqvist ")
    (anna,) = coders.all_coders(project.db)
    assert (anna.name, anna.initials) == ("Anna Lindqvist", "AL")
    assert anna.coder_id == anna.id == changes.first("coders")


def test_two_evaluators_get_two_colours(project):
    add_coder(project, "Anna")
    add_coder(project, "Bo")
    assert len({coder.colour for coder in coders.all_coders(project.db)}) == 2


def test_an_evaluator_needs_a_name(project, anna):
    with pytest.raises(Refused):
        add_coder(project, "  ")
    with pytest.raises(Refused):
        edit_coder(project, anna, anna, name="", initials="A", colour="#000000")


@pytest.mark.parametrize("name", ["Åsa", "ÅSA", "a\u030asa", " Åsa\n"])
def test_an_evaluator_is_known_by_name_whatever_the_case_and_form(project, name):
    first = ensure_coder(project, "Åsa")
    assert ensure_coder(project, name) == first
    assert len(coders.all_coders(project.db)) == 1


def test_asa_is_not_åsa(project):
    assert ensure_coder(project, "Asa") != ensure_coder(project, "Åsa")


def test_of_two_with_one_name_nobody_is_guessed(project):
    add_coder(project, "Kim")
    add_coder(project, "kim")
    with pytest.raises(Refused, match="2 evaluators are called “Kim”"):
        ensure_coder(project, "Kim")


def test_evaluators_who_brought_the_same_colour_are_shown_apart(project, anna):
    (blue,) = {coder.colour for coder in coders.all_coders(project.db)}
    bo = add_coder(project, "Bo").first("coders")
    edit_coder(project, anna, bo, name="Bo", initials="B", colour=blue)
    shown = {coder.id: coder.colour for coder in coders.all_coders(project.db)}
    assert shown[anna] == blue != shown[bo]
    assert coders.get(project.db, bo).colour == shown[bo]
