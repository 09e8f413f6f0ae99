"""Where marks of several evaluators answer each other."""

import random

from hypothesis import given
from hypothesis import strategies as st

from qualcode.core.analysis.reconcile.confusion import cells
from qualcode.core.analysis.reconcile.differences import (
    AGREED,
    ALONE,
    EXTENT,
    OTHER_CODE,
    Coded,
    differences,
)


def found(*marks, compared=("a", "b")):
    coded = [
        Coded(code, start, end, coder, str(n)) for n, (coder, code, start, end) in enumerate(marks)
    ]
    return differences("d", coded, compared)


def kinds(*marks, **compared):
    return [(one.kind, one.start, one.end) for one in found(*marks, **compared)]


def test_the_same_code_on_the_same_words_is_agreed():
    assert kinds(("a", "x", 5, 9), ("b", "x", 5, 9)) == [(AGREED, 5, 9)]


def test_what_one_alone_marked_is_theirs_alone():
    assert kinds(("b", "x", 5, 9)) == [(ALONE, 5, 9)]


def test_the_same_code_on_other_words_differs_in_extent():
    assert kinds(("a", "x", 5, 9), ("b", "x", 7, 12)) == [(EXTENT, 5, 12)]


def test_marks_that_only_touch_are_two_places():
    assert kinds(("a", "x", 5, 9), ("b", "x", 9, 12)) == [(ALONE, 5, 9), (ALONE, 9, 12)]


def test_two_codes_on_the_same_words_are_one_disagreement():
    assert kinds(("a", "x", 0, 10), ("b", "y", 1, 10)) == [(OTHER_CODE, 0, 10)]


def test_a_code_on_one_sentence_is_no_answer_to_another_on_the_whole_turn():
    assert kinds(("a", "x", 0, 100), ("b", "y", 10, 30)) == [(ALONE, 0, 100), (ALONE, 10, 30)]


def test_of_two_possible_answers_the_one_with_more_words_in_common_is_taken():
    one, other = found(("a", "x", 0, 10), ("b", "y", 0, 10), ("b", "z", 0, 8))
    assert {piece.code_id for piece in one.pieces} | {"z"} == {"x", "y", "z"} or other
    assert [(p.code_id) for d in (one, other) if d.kind == OTHER_CODE for p in d.pieces] == [
        "x",
        "y",
    ]


def test_a_code_that_both_gave_is_no_answer_to_another():
    marks = (("a", "x", 0, 9), ("b", "x", 0, 9), ("a", "y", 0, 9), ("b", "z", 0, 9))
    assert sorted(kind for kind, *_ in kinds(*marks)) == [AGREED, OTHER_CODE]


def test_one_evaluator_s_marks_that_overlap_are_one():
    assert kinds(("a", "x", 0, 6), ("a", "x", 4, 9), ("b", "x", 0, 9)) == [(AGREED, 0, 9)]


def test_of_three_evaluators_all_must_agree():
    marks = (("a", "x", 0, 9), ("b", "x", 0, 9))
    assert kinds(*marks, compared=("a", "b", "c")) == [(ALONE, 0, 9)]
    assert kinds(*marks, ("c", "x", 0, 9), compared=("a", "b", "c")) == [(AGREED, 0, 9)]
    assert kinds(*marks, ("c", "y", 0, 9), compared=("a", "b", "c")) == [(OTHER_CODE, 0, 9)]


marks = st.lists(
    st.tuples(st.sampled_from("ab"), st.sampled_from("xyz"), st.integers(0, 40), st.integers(1, 15))
)


@given(marks)
def test_every_mark_is_in_one_place_whatever_their_order(drawn):
    rows = [(coder, code, start, start + length) for coder, code, start, length in drawn]
    places = found(*rows)
    ids = [coding for place in places for piece in place.pieces for coding in piece.coding_ids]
    assert sorted(ids) == sorted(map(str, range(len(rows))))
    shuffled = list(rows)
    random.Random(3).shuffle(shuffled)
    assert kinds(*shuffled) == kinds(*rows)


@given(marks)
def test_who_comes_first_makes_no_difference_to_what_differs(drawn):
    rows = [(coder, code, start, start + length) for coder, code, start, length in drawn]
    assert kinds(*rows) == kinds(*rows, compared=("b", "a"))


def test_the_table_s_cells():
    (other,) = found(("a", "x", 0, 10), ("b", "y", 0, 10))
    (alone,) = found(("b", "y", 0, 10))
    (extent,) = found(("a", "x", 0, 10), ("b", "x", 0, 5))
    assert list(cells(other)) == [("x", "y")]
    assert list(cells(alone)) == [(None, "y")]
    assert list(cells(extent)) == [("x", "x")]
