"""What people write in a cell is understood, or refused in a sentence, and never changed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.core.errors import Refused
from qualcode.core.operations.cell_values import parsed, shown

CHOICES = ("Ja", "Nej", "Vet ej; kanske")


@pytest.mark.parametrize(
    ("text", "stored"),
    [("12", "12"), ("3,50", "3.5"), (" 1 200 ", "1200"), ("−4", "-4"), ("-0,0", "0"), ("007", "7")],
)
def test_numbers_are_read_as_people_write_them(text, stored):
    assert parsed("number", text) == stored


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("2026-11-22", "2026-11-22"),
        ("2026-5", "2026-05"),
        ("2026", "2026"),
        ("20261122", "2026-11-22"),
        ("22.11.2026", "2026-11-22"),
        ("2026-11-22 00:00:00", "2026-11-22"),
        ("2026/1/2", "2026-01-02"),
    ],
)
def test_dates_are_read_as_far_as_they_are_known(text, stored):
    assert parsed("date", text) == stored


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("number", "tolv"),
        ("number", "1,2,3"),
        ("number", "٣x"),
        ("date", "2026-13-01"),
        ("date", "11/22/2026"),
        ("date", "0000-01-01"),
        ("date", "i maj"),
        ("yes-no", "kanske"),
        ("choice", "Kanske"),
        ("choice", "Ja; Kanske"),
    ],
)
def test_what_does_not_fit_is_refused_with_what_was_written(kind, text):
    with pytest.raises(Refused, match=text.split("; ")[-1]):
        parsed(kind, text, CHOICES)


def test_several_choices_stand_in_the_choices_order_each_once():
    assert parsed("choice", "nej;JA; nej", CHOICES) == "Ja\nNej"
    assert parsed("choice", "vet ej; kanske", CHOICES) == "Vet ej; kanske"
    assert parsed("choice", "Nej\nVet ej; kanske", CHOICES) == "Nej\nVet ej; kanske"


@pytest.mark.parametrize("text", ["ja", "x", "Yes", "1", "sant"])
def test_yes_is_said_in_many_ways(text):
    assert parsed("yes-no", text) == "yes"


def test_an_empty_cell_is_empty_whatever_its_kind():
    assert {parsed(kind, " ", CHOICES) for kind in ("text", "number", "date", "choice")} == {""}


@given(st.floats(allow_nan=False, allow_infinity=False, width=32))
def test_a_number_is_read_again_as_it_is_shown(number):
    stored = parsed("number", f"{number:.6f}")
    assert parsed("number", shown("number", stored, decimal=",")) == stored


@given(st.lists(st.sampled_from(CHOICES)))
def test_choices_are_read_again_as_they_are_stored(chosen):
    stored = parsed("choice", "\n".join(chosen), CHOICES)
    assert parsed("choice", stored, CHOICES) == stored


def test_yes_and_no_are_shown_in_the_user_s_language():
    assert (shown("yes-no", "yes"), shown("yes-no", "no")) == ("Yes", "No")
