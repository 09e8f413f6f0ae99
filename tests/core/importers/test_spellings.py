"""Which labels may be one, and which never are."""

import pytest

from qualcode.core.importers.spellings import alike, propose


def pairs(turns, known=()):
    return [(one.label, one.other) for one in propose(turns, known)]


def test_a_slip_of_the_hand_is_proposed():
    turns = {"Deltagare 2": 10, "Deltagre 2": 1, "Deltagare 1": 9, "IP 1": 1, "IP1": 4}
    assert pairs(turns) == [("Deltagre 2", "Deltagare 2"), ("IP 1", "IP1")]


def test_somebody_who_speaks_as_much_is_somebody_else():
    assert pairs({"Karin": 10, "Karina": 9}) == []


def test_other_files_tell_what_is_usual():
    assert pairs({"Deltagre 2": 5}, ["Deltagare 2"] * 30) == [("Deltagre 2", "Deltagare 2")]
    assert pairs({"Deltagare 2": 5}, ["Deltagre 2"]) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Deltagare 1", "Deltagare 2"),
        ("Deltagare", "Deltagare 2"),
        ("Interviewer", "Interviewee"),
        ("IP1", "IP11"),
        ("SK", "LK"),
        ("Anna", "Anne"),
        ("Anna (Kalmar)", "Anja (Kalmar)"),
        ("Fatima Haddad (Kalix)", "Fatima Haddad (Kalmar)"),
        ("", ""),
    ],
)
def test_what_differs_in_more_is_never_one(one, other):
    assert one == other or alike(one, other) == 0.0


def test_a_place_behind_a_name_may_be_left_out_or_misspelled():
    there = {"Fatima Haddad (Kalmar)": 20, "Fatima Hadad (Kalmar)": 2, "Fatima Haddad": 3}
    assert pairs(there) == [
        ("Fatima Hadad (Kalmar)", "Fatima Haddad (Kalmar)"),
        ("Fatima Haddad", "Fatima Haddad (Kalmar)"),
    ]
