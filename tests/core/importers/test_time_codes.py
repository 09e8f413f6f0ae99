import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.core.importers import time_codes


def found(text: str) -> list[tuple[str, str]]:
    return [(text[code.start : code.end], code.time) for code in time_codes.find(text)]


@pytest.mark.parametrize(
    ("text", "code", "time"),
    [
        ("I: Nå? #00:01:02-3#", "#00:01:02-3#", "00:01:02-3"),
        ("#00:01:02#", "#00:01:02#", "00:01:02"),
        ("Mitt i [00:12:31] meningen", "[00:12:31]", "00:12:31"),
        ("(12:31) Anna: ja", "(12:31)", "12:31"),
        ("Anna: (12:31) ja", "(12:31)", "12:31"),
        ("Anna [12:31]", "[12:31]", "12:31"),
        ("{1:02:03.5} a", "{1:02:03.5}", "1:02:03.5"),
        ("<00:10> a", "<00:10>", "00:10"),
    ],
)
def test_time_codes_are_known(text: str, code: str, time: str) -> None:
    assert found(f"en rad\n{text}\nen till") == [(code, time)]


@pytest.mark.parametrize("text", ["vi ses (12:30) där", "kl. 12:31", "1:2", "#tagg#", "a (3:5)"])
def test_a_clock_in_a_sentence_is_none(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("time", "seconds"),
    [("00:01:02-3", 62.3), ("[12:31]", 751), ("1:02:03,450", 3723.45), ("#00:00:01-25#", 1.25)],
)
def test_a_time_is_so_many_seconds(time: str, seconds: float) -> None:
    assert time_codes.seconds(time) == pytest.approx(seconds)


@given(st.integers(0, 360_000_000))
def test_a_clock_and_its_seconds_agree(milliseconds: int) -> None:
    seconds = time_codes.seconds(time_codes.clock(milliseconds / 1000))
    assert seconds == pytest.approx(milliseconds / 1000, abs=1e-6)


def test_no_time_is_said_to_be_none() -> None:
    with pytest.raises(ValueError, match="could not convert"):
        time_codes.seconds("nyss")
