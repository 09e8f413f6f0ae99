"""What was done to a text, stretch by stretch."""

from hypothesis import given
from hypothesis import strategies as st

from qualcode.shell.text.edited import Edited

STEPS = st.lists(
    st.tuples(st.integers(0, 40), st.integers(0, 6), st.text("xyz", max_size=4)), max_size=12
)


def done(steps, old="abcdefghijklmnopqrstuvw"):
    edited, now = Edited(), old
    for place, removed, words in steps:
        place = min(place, len(now))
        removed = min(removed, len(now) - place)
        now = now[:place] + words + now[place + removed :]
        edited.note(place, removed, len(words))
    return edited, old, now


@given(STEPS)
def test_the_stretches_make_of_the_old_text_the_new_one(steps):
    edited, old, now = done(steps)
    rebuilt, at = "", 0
    for one in edited.stretches:
        rebuilt += old[at : one.old_start]
        assert len(rebuilt) == one.start
        rebuilt += now[one.start : one.end]
        at = one.old_end
    assert rebuilt + old[at:] == now


@given(STEPS)
def test_stretches_are_in_order_and_apart(steps):
    edited, _old, _now = done(steps)
    for one, other in zip(edited.stretches, edited.stretches[1:], strict=False):
        assert one.old_end < other.old_start
        assert one.end < other.start


@given(STEPS)
def test_what_was_not_touched_is_found_both_ways(steps):
    edited, old, now = done(steps)
    for place, letter in enumerate(old):
        if not any(one.old_start <= place < one.old_end for one in edited.stretches):
            new = edited.to_new(place, after=True)
            if any(one.old_start == one.old_end == place for one in edited.stretches):
                assert now[new] == letter
            else:
                assert now[edited.to_new(place)] == letter
            assert edited.to_old(new) == place


def test_a_mark_that_ends_where_something_is_put_in_ends_before_it():
    edited, _old, _now = done([(5, 0, "xy")])
    assert (edited.to_new(5), edited.to_new(5, after=True)) == (5, 7)
