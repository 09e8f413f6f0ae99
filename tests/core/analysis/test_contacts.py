"""What points at somebody and is no name."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.core.analysis.contacts import E_MAIL, IDENTITY_NUMBER, TELEPHONE, find_contacts


def found(text):
    return [(text[one.start : one.end], one.sort) for one in find_contacts(text)]


@pytest.mark.parametrize(
    "address", ["anna.ek@uppsala.se", "a+b@x.co.uk", "Åsa_Öberg@malmö.se", "o'neil@x-y.org"]
)
@pytest.mark.parametrize("text", ["Skriv till {}.", "({})", "<{}>, tack", "mailto:{}", "{}"])
def test_an_address_is_found_whole(text, address):
    assert found(text.format(address)) == [(address, E_MAIL)]


@pytest.mark.parametrize("text", ["Vi ses @torget", "a@b", "@anna.ek", "5 st @ 10 kr"])
def test_what_has_the_sign_and_is_no_address_is_left(text):
    assert found(text) == []


@pytest.mark.parametrize(
    "number",
    [
        *("070-123 45 67", "0701234567", "070 123 45 67", "070-1234567", "0701-23 45 67"),
        *("018-12 34 56", "08-123 456 78", "08/123 45 67", "(018) 12 34 56", "0171-123 45"),
        *("+46 70 123 45 67", "+46701234567", "+46 (0)70-123 45 67", "0046 70 123 45 67"),
        *("+47 22 12 34 56", "+358 40 1234567", "+44 20 7946 0958", "+1 555-123-4567"),
        *("(555) 123-4567", "555-123-4567", "070 – 123 45 67"),
    ],
)
@pytest.mark.parametrize("text", ["Ring {} i morgon.", "{}", "Mitt nummer är {}, tack", "({})"])
def test_a_telephone_number_is_found_whole(text, number):
    assert found(text.format(number)) == [(number, TELEPHONE)]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("tel. 12 34 56", "12 34 56"),
        ("Mobil: 7012345678", "7012345678"),
        ("telefonnummer 123456", "123456"),
    ],
)
def test_a_number_that_is_said_to_be_a_telephone_s_is_one(text, number):
    assert found(text) == [(number, TELEPHONE)]


@pytest.mark.parametrize(
    "number",
    [
        *("850101-1234", "19850101-1234", "850101+1234", "198112189876", "8112189876"),
        *("850161-1234", "850101 - 1234", "811218 9876"),
    ],
)
def test_a_personal_identity_number_is_found(number):
    assert found(f"Jag är {number}, säger hen.") == [(number, IDENTITY_NUMBER)]


@pytest.mark.parametrize(
    "text",
    [
        *("kl. 08.00–17.00", "klockan 08:30-09:15", "0800-0930", "08.00 - 09.00", "08-17"),
        *("år 2019-2023", "1998–2004", "2024-05-01", "2024 05 01", "01-02-2024", "01/02/24"),
        *("12 500 000 kr", "1 234 567", "0,5 procent", "0.75", "05 %", "100 000 000 invånare"),
        *("paragraf 7 kap. 3", "SOU 2019:12", "dnr 2023/01234", "01:02:03", "#00:01:02-3#"),
        *("vecka 09-12", "s. 101-112", "12345678", "1234-5678", "nr 5", "007", "20240501"),
        *("i årskurs 7-9 och 09/10", "läsåret 08/09", "10.1000/123-456", "bilaga 1.2.3.4"),
        *("årskurserna 1 2 3 4 5 6 7 8 9", "3 000 000", "0–100", "850101", "851301-1234"),
    ],
)
def test_times_years_dates_and_amounts_are_left(text):
    assert found(text) == []


@given(st.text(alphabet="0123456789 +-–()./@a\u00a0", max_size=80))
def test_what_is_found_stands_apart_and_holds_digits_or_the_sign(text):
    places = sorted((one.start, one.end) for one in find_contacts(text))
    assert all(end <= start for (_s, end), (start, _e) in pairwise(places))
    assert all(re.search(r"\d|@", text[start:end]) for start, end in places)
