from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from qualcode.core.analysis.passages import Covers, TurnRow, Turns, passages
from qualcode.core.model import Person

SPANS = st.lists(
    st.tuples(st.integers(0, 40), st.integers(1, 8)).map(lambda at: (at[0], at[0] + at[1])),
    max_size=30,
)


def marks(spans, coder="a"):
    return [(start, end, coder, None) for start, end in spans]


@given(SPANS)
def test_unions_hold_every_marked_character_and_no_other(spans):
    marked = {at for span in spans for at in range(*span)}
    assert {at for union in passages(marks(spans)) for at in range(*union[:2])} == marked


@given(SPANS)
def test_unions_do_not_overlap(spans):
    unions = passages(marks(spans))
    assert all(one.end <= next_.start for one, next_ in pairwise(unions))


@given(SPANS)
def test_each_union_is_as_long_as_its_marks_hang_together(spans):
    """Two neighbouring characters of a union lie together in one mark."""
    for union in passages(marks(spans)):
        for at in range(union.start, union.end - 1):
            assert any(start <= at and at + 1 < end for start, end in spans)


@given(SPANS, st.randoms())
def test_the_order_of_the_marks_does_not_matter(spans, random):
    shuffled = random.sample(spans, len(spans))
    assert passages(marks(spans)) == passages(marks(shuffled))


@given(SPANS)
def test_unions_are_united_once_and_for_all(spans):
    unions = [(union.start, union.end) for union in passages(marks(spans))]
    assert [(u.start, u.end) for u in passages(marks(unions))] == unions


@given(SPANS, st.tuples(st.integers(0, 40), st.integers(1, 8)))
def test_a_span_is_covered_by_one_that_holds_it_whole(spans, asked):
    start, end = asked[0], sum(asked)
    assert Covers(spans).covers(start, end) == any(s <= start and end <= e for s, e in spans)


def test_owners_and_comments_are_kept_once_each():
    (union,) = passages([(0, 5, "a", "why"), (3, 9, "b", None), (4, 6, "a", "why")])
    assert union == (0, 9, ("a", "b"), ("why",))


@given(st.integers(0, 60), st.integers(1, 20))
def test_a_span_has_the_respondents_whose_speech_it_shares_a_character_with(start, length):
    persons = {
        "p": Person("p", None, "P", "respondent", None, None, "", "c"),
        "q": Person("q", None, "Q", "respondent", None, None, "", "c"),
        "i": Person("i", None, "I", "interviewer", None, None, "", "c"),
    }
    rows = [
        TurnRow(at, at + 9, at + 3, who.upper(), who)
        for at, who in zip(range(0, 60, 10), "ipqipp", strict=True)
    ]
    expected = {
        row.person_id
        for row in rows
        if row.person_id != "i" and start < row.end and row.speech_start < start + length
    }
    assert set(Turns(rows, persons).respondents(start, start + length)) == expected
