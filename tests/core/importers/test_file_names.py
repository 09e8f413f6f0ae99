"""What files' names say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.core.errors import Refused
from qualcode.core.importers.dates import plain_date
from qualcode.core.importers.file_names import Facts, Pattern, proposals


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


@pytest.mark.parametrize(
    ("names", "first"),
    [
        (["Almby_intervju_20260501", "Berg_gruppintervju_20260503"], "{title}_{kind}_{date}"),
        (["SK_Almby_våg 1", "LG_Berg_våg 2"], "{title}_{*}_{wave}"),
        (["Almby_a", "Berg_b"], "{title}_{*}"),
        (["Intervju Karin Ek 2016-06-14", "Intervju Bo 2016-06-15"], "{kind} {title} {date}"),
        (["2016-06-14 Almby", "2016-06-15 Stora Berg"], "{date} {title}"),
        (["Intervju - Almby - 2016-06-14"], "{kind} - {title} - {date}"),
        (["Almby-intervju-20160614", "Berg-workshop-20160615"], "{title}-{kind}-{date}"),
    ],
)
def test_patterns_are_proposed_the_likeliest_first(names, first):
    assert proposals(names)[0] == first


def test_every_proposal_fits_all_names():
    names = ["SK_Almby_våg 1_2026-05-01", "LG_Berg_våg 2_2026-05-03"]
    found = proposals(names)
    assert len(found) > 2
    assert all(Pattern(pattern).read(name) for pattern in found for name in names)


@pytest.mark.parametrize("names", [[], ["Almby"], ["Möte med norr", "Möte med söder"]])
def test_nothing_is_proposed_for_any_words(names):
    assert proposals(names) == ()


def test_what_stands_before_a_date_goes_up_to_it():
    facts = Pattern("{title} {date}").read("Intervju med Karin 2016-06-14")
    assert (facts.title, facts.date) == ("Intervju med Karin", "2016-06-14")


@given(st.lists(st.text(max_size=30), max_size=4))
def test_no_names_are_a_bug(stems):
    for pattern in proposals(stems):
        assert all(Pattern(pattern).read(stem) for stem in stems)


@given(st.text(), st.text(max_size=60))
def test_no_pattern_and_no_name_is_a_bug(pattern, stem):
    try:
        made = Pattern(pattern)
    except Refused:
        return
    found = made.read(stem)
    assert found is None or isinstance(found, Facts)
