"""What files' names say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.core.errors import Refused
from qualcode.core.importers.file_names import Facts, Pattern, plain_date, propose


def test_a_pattern_takes_a_name_apart():
    facts = Pattern("{titel}_{typ}_{datum}_{*}_{Kommun}").read(
        "Almby_gruppintervju_20260531_slutlig_Örebro"
    )
    assert facts == Facts(
        title="Almby",
        kind="group-interview",
        date="2026-05-31",
        attributes=(("Kommun", "Örebro"),),
    )


def test_what_does_not_fit_says_nothing():
    assert Pattern("{title}_{date}").read("Almby") is None
    assert Pattern("{title}_{date}").read("Almby_slutlig") == Facts("Almby")


def test_signs_of_expressions_are_signs():
    assert Pattern("{title} ({wave}).{*}").read("A.b (Våg 2).x") == Facts("A.b", wave="2")


@pytest.mark.parametrize("pattern", ["", "title", "{}", "{title}_{titel}", "{a}{b}"])
def test_a_pattern_of_nothing_or_twice_the_same_is_refused(pattern):
    with pytest.raises(Refused, match="can’t be used"):
        Pattern(pattern)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("2026-05-31", "2026-05-31"),
        ("20260531", "2026-05-31"),
        ("260531", "2026-05-31"),
        ("2026-05", "2026-05"),
        ("2026", "2026"),
        ("2026-13", None),
        ("20260231", None),
        ("maj", None),
    ],
)
def test_dates_are_known(words, found):
    assert plain_date(words) == found


def test_a_pattern_is_proposed_where_something_is_recognised():
    names = ["Almby_intervju_2026-05-01", "Berg_gruppintervju_2026-05-03"]
    assert propose(names) == "{title}_{kind}_{date}"
    assert propose(["SK_Almby_våg 1", "LG_Berg_våg 2"]) == "{title}_{*}_{wave}"
    assert propose(["Almby_a", "Berg_b"]) is None
    assert propose(["Almby_2026", "Berg"]) is None
    assert propose([]) is None


@given(st.text(), st.text(max_size=60))
def test_no_pattern_and_no_name_is_a_bug(pattern, stem):
    try:
        made = Pattern(pattern)
    except Refused:
        return
    found = made.read(stem)
    assert found is None or isinstance(found, Facts)
