import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.core.importers import removals
from qualcode.core.importers.transcript import Removal, Transcript

TEXT = "Rapport\nAnna: Vi har sam-\nverkan.\n1\nRapport\nBo: Ja.\nAnna: Nej.\n2"
HEADERS = (Removal(0, 8, "header"), Removal(36, 44, "header"))
HYPHEN = Removal(24, 26, "hyphen")
NUMBER = Removal(34, 36, "page-number")


def transcript(text: str = TEXT, *offered: Removal) -> Transcript:
    return Transcript("a", text, "a.pdf", "", None, (), (), (), pages=(0, 36), removals=offered)


def test_what_is_accepted_goes_and_the_rest_moves_along() -> None:
    after = removals.accept(transcript(TEXT, *HEADERS, HYPHEN, NUMBER), [*HEADERS, HYPHEN])
    assert after.text == "Anna: Vi har samverkan.\n1\nBo: Ja.\nAnna: Nej.\n2"
    assert [after.text[r.start : r.end] for r in after.removals] == ["1\n"]
    assert [after.text[page:][:3] for page in after.pages] == ["Ann", "Bo:"]
    assert [speech.label for speech in after.speeches] == ["Anna", "Bo", "Anna"]


def test_speakers_are_left_alone_if_unwanted() -> None:
    assert removals.accept(transcript(), HEADERS, speakers=False).speeches == ()


def test_nothing_accepted_changes_nothing_but_the_speakers() -> None:
    assert removals.accept(transcript(TEXT, NUMBER), [], speakers=False) == transcript(TEXT, NUMBER)


@pytest.mark.parametrize(
    "wrong", [(Removal(0, 8, "header"), Removal(7, 9, "hyphen")), (Removal(0, 99, "header"),)]
)
def test_removals_that_overlap_or_reach_out_are_a_bug(wrong: tuple[Removal, ...]) -> None:
    with pytest.raises(ValueError, match="overlaps"):
        removals.accept(transcript(), wrong)


@given(st.text(min_size=1), st.data())
def test_what_is_left_stays_in_order(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=8)))
    taken = [Removal(a, b, "footer") for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    after = removals.accept(transcript(text), taken, speakers=False)
    kept = [c for i, c in enumerate(text) if not any(r.start <= i < r.end for r in taken)]
    assert after.text == "".join(kept)


def test_the_page_of_a_position() -> None:
    assert [transcript().page(at) for at in (0, 35, 36, 60)] == [1, 1, 2, 2]
    assert Transcript("a", "a", "a.txt", "", None, (), (), ()).page(0) is None


@given(st.text(min_size=1), st.data())
def test_what_is_left_is_found_again_in_the_whole(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=8)))
    taken = [Removal(a, b, "footer") for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    after = removals.accept(transcript(text), taken, speakers=False).text
    kept = removals.Kept(taken)
    assert "".join(text[kept.back(place)] for place in range(len(after))) == after
