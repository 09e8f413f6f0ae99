"""Every operator against an oracle that looks at single characters."""

import re
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.core.analysis.query import Distance, Ground, Marked, Operator, Term, Within, hits
from qualcode.core.ids import CodeId, CoderId, CodingId, SegmentId

TEXT = "Vi vet inte.\n\nDå blir det så: mandatet är\noklart, eller hur? ja\nnej det är det"
TURNS = [(0, 12), (14, 41), (42, 64), (65, len(TEXT))]
_numbers = count()


def mark(start, end, code="A"):
    number = str(next(_numbers))
    ids = CodingId(number), CodeId(code), CoderId("AL"), SegmentId(number)
    return Marked(start, end, *ids)


@st.composite
def spans(draw, most=6):
    """As marks are: some characters, neither the first nor the last of them white space."""
    found = []
    for _ in range(draw(st.integers(0, most))):
        start = draw(st.integers(0, len(TEXT) - 1))
        end = draw(st.integers(start + 1, min(len(TEXT), start + 25)))
        if not TEXT[start].isspace() and not TEXT[end - 1].isspace():
            found.append((start, end))
    return found


def marks(places, code="A"):
    return [mark(start, end, code) for start, end in places]


def ask(own, *terms):
    asked = [
        (Term(operator, CodeId(code), *distance), marks(places, code))
        for operator, code, places, *distance in terms
    ]
    return hits(marks(own), asked, Ground(lambda: TEXT, lambda: TURNS))


def places(found):
    return [(hit.start, hit.end) for hit in found]


def united(some):
    """The unions, found by joining any two that share a character until none do."""
    some = set(some)
    while pair := next(
        ((a, b) for a in some for b in some if a < b and max(a[0], b[0]) < min(a[1], b[1])), None
    ):
        some -= set(pair)
        some.add((min(pair[0][0], pair[1][0]), max(pair[0][1], pair[1][1])))
    return sorted(some)


def characters(span):
    return set(range(*span))


def shares(one, others):
    return any(characters(one) & characters(other) for other in others)


@given(spans(), spans())
def test_and_gives_the_words_that_carry_both(own, other):
    expected = [
        (max(a[0], b[0]), min(a[1], b[1]))
        for a in united(own)
        for b in united(other)
        if characters(a) & characters(b)
    ]
    found = ask(own, (Operator.AND, "B", other))
    assert places(found) == sorted(expected)
    for hit in found:
        assert {one.code_id for one in hit.marks} == {"A", "B"}


@given(spans(), spans())
def test_or_gives_the_unions_of_either(own, other):
    found = ask(own, (Operator.OR, "B", other))
    assert places(found) == united([*own, *other])
    assert sum(len(hit.marks) for hit in found) == len(own) + len(other)


@given(spans(), spans())
def test_overlapping_and_not_part_the_passages_between_them(own, other):
    with_it = places(ask(own, (Operator.OVERLAPPING, "B", other)))
    without = places(ask(own, (Operator.NOT, "B", other)))
    assert with_it == [one for one in united(own) if shares(one, other)]
    assert without == [one for one in united(own) if not shares(one, other)]


@given(spans(), spans(), st.integers(0, 30))
def test_near_in_characters_counts_those_between(own, other, most):
    def gap(one, two):
        return max(0, max(one[0], two[0]) - min(one[1], two[1]))

    near = Distance(Within.CHARACTERS, most)
    expected = [one for one in united(own) if any(gap(one, two) <= most for two in other)]
    assert places(ask(own, (Operator.NEAR, "B", other, near))) == expected


@given(spans(), spans(), st.integers(0, 6))
def test_near_in_words_counts_those_that_begin_between(own, other, most):
    words = [found.start() for found in re.finditer(r"\w+", TEXT)]

    def gap(one, two):
        if characters(one) & characters(two):
            return 0
        first, last = sorted((one, two))
        return sum(first[1] <= word < last[0] for word in words)

    near = Distance(Within.WORDS, most)
    expected = [one for one in united(own) if any(gap(one, two) <= most for two in united(other))]
    assert places(ask(own, (Operator.NEAR, "B", other, near))) == expected


@pytest.mark.parametrize("within", [Within.TURN, Within.PARAGRAPH])
@given(spans(), spans())
def test_near_in_the_same_piece_wants_characters_of_both_in_it(within, own, other):
    lines = [(found.start(), found.end()) for found in re.finditer("[^\n]+", TEXT)]
    pieces = TURNS if within == Within.TURN else lines
    expected = [
        one
        for one in united(own)
        if any(shares(one, [piece]) and shares(piece, other) for piece in pieces)
    ]
    found = ask(own, (Operator.NEAR, "B", other, Distance(within)))
    assert places(found) == expected


@given(spans(), spans())
def test_near_in_the_same_document_wants_the_other_anywhere(own, other):
    found = ask(own, (Operator.NEAR, "B", other, Distance(Within.DOCUMENT)))
    assert places(found) == (united(own) if other else [])


@given(spans(), spans(), spans())
def test_terms_are_applied_from_left_to_right(own, other, third):
    found = ask(own, (Operator.OR, "B", other), (Operator.NOT, "C", third))
    assert places(found) == [one for one in united([*own, *other]) if not shares(one, third)]
    found = ask(own, (Operator.NOT, "C", third), (Operator.OR, "B", other))
    kept = [one for one in united(own) if not shares(one, third)]
    assert places(found) == united([*kept, *other])


def test_marks_that_touch_stay_apart_and_words_may_hold_a_hyphen():
    assert places(ask([(0, 2), (2, 5)])) == [(0, 2), (2, 5)]
    assert Ground(lambda: "a-b c’s d").words == [0, 4, 8]


def test_a_text_is_not_read_where_no_distance_is_asked_for():
    def text():
        raise AssertionError("read")

    term = Term(Operator.AND, CodeId("B"))
    assert len(hits([mark(0, 5)], [(term, [mark(3, 8, "B")])], Ground(text))) == 1
