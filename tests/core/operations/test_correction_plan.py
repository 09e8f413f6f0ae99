"""What a correction would do, said before it is done."""

import pytest

from qualcode.core.operations import corrections
from qualcode.core.operations.correction_plan import plan_correction
from qualcode.core.operations.quotes import print_quote
from qualcode.core.store import codings
from tests.core.tables import contents
from tests.core.whole import EVA


def plan(whole, *pairs):
    text = EVA
    for old, new in pairs:
        text = text.replace(old, new)
    return plan_correction(whole.project.db, whole.eva, text), text


def test_a_plan_counts_places_and_marks(whole):
    found, _ = plan(whole, ("otydligt", "otydlligt"), ("svag", "stark"))
    assert (found.places, len(found.touched), len(found.lost)) == (2, 2, 0)
    assert found.moved == 1
    assert {mark.new_words for mark in found.touched} == {"otydlligt mandat ❤️"}


def test_a_plan_says_which_marks_lose_their_words(whole):
    found, _ = plan(whole, (" lokala förankringen", ""))
    assert [mark.old_words for mark in found.lost] == ["lokala förankringen"]
    assert found.lost[0].code_ids == (whole.roots,)


def test_a_plan_tells_what_the_printed_and_condensed_forms_no_longer_find(whole):
    own = whole.segment_of(whole.unclear_by_anna)
    print_quote(whole.project, whole.anna, own, "otydligt …")
    found, _ = plan(whole, ("otydligt", "oklart"))
    by_id = {mark.segment_id: mark for mark in found.touched}
    assert (by_id[own].printed, by_id[own].condensed) == (True, True)
    other = by_id[whole.segment_of(whole.unclear_by_bo)]
    assert (other.printed, other.condensed) == (False, False)


def test_a_plan_tells_of_turns_and_labels(whole):
    found, _ = plan(whole, ("\nIntervjuare: Och förankringen?\nEva:", ""), ("Eva:", "R:"))
    assert (found.turns_gone, found.turns_new) == (2, 0)
    assert found.relabelled == (("Eva", "R"),)


@pytest.mark.parametrize("pair", [("otydligt mandat ❤️", "mandat"), ("lokala ", ""), ("Eva", "Bo")])
def test_what_is_planned_is_what_happens_and_planning_changes_nothing(whole, pair):
    before = contents(whole.project.db)
    found, text = plan(whole, pair)
    assert contents(whole.project.db) == before
    corrections.correct_text(whole.project, whole.anna, whole.eva, text)
    for mark in found.touched:
        (segment,) = codings.segments(whole.project.db, [mark.joins or mark.segment_id])
        assert (segment.start, segment.end) == (mark.new or (None, None))
