import itertools

from hypothesis import given
from hypothesis import strategies as st

from qualcode.core.model.span import Lines, Span, merge, trim

texts = st.text(st.sampled_from("aå❤\ufe0f👩\u200d\u030a \n\t\u2028\u00a0\u200b"), max_size=40)
places = st.integers(-5, 45)
spans = st.builds(
    lambda start, length: Span(start, start + length), st.integers(0, 50), st.integers(1, 9)
)


@given(texts, places, places)
def test_a_trimmed_span_has_no_outer_white_space_and_loses_no_word(text, start, end):
    span = trim(text, start, end)
    inside = text[max(0, start) : max(0, min(end, len(text)))]
    if span is None:
        assert not inside.strip()
    else:
        assert text[span.start : span.end] == inside.strip()


@given(texts, places, places)
def test_trimming_again_changes_nothing(text, start, end):
    span = trim(text, start, end)
    assert span is None or trim(text, *span) == span


def test_every_kind_of_white_space_is_trimmed():
    assert trim("\u2028\u00a0\t ja\u2003\r\n", 0, 9) == Span(4, 6)


def test_a_zero_width_space_is_no_white_space():
    assert trim("\u200bja", 0, 3) == Span(0, 3)


def test_emoji_stay_whole():
    text = " 👩‍👩‍👧 "
    assert trim(text, 0, len(text)) == Span(1, len(text) - 1)


@given(spans, spans)
def test_spans_overlap_when_they_share_a_character(one, other):
    assert one.overlaps(other) == bool(set(range(*one)) & set(range(*other)))
    assert one.overlaps(other) == other.overlaps(one)


@given(st.lists(spans))
def test_merged_spans_cover_the_same_characters(many):
    def covered(some):
        return {place for span in some for place in range(*span)}

    assert covered(merge(many)) == covered(many)


@given(st.lists(spans))
def test_merged_spans_are_in_order_and_do_not_overlap(many):
    merged = merge(many)
    assert merged == sorted(merged)
    assert not any(one.overlaps(other) for one, other in itertools.pairwise(merged))


@given(st.lists(spans))
def test_the_order_of_the_spans_makes_no_difference(many):
    assert merge(many) == merge(many[::-1]) == merge(merge(many))


def test_spans_that_only_touch_stay_apart():
    assert merge([Span(0, 3), Span(3, 5)]) == [Span(0, 3), Span(3, 5)]


@given(texts)
def test_a_line_is_counted_by_the_line_feeds_before_it(text):
    lines = Lines(text)
    for place in range(len(text) + 1):
        assert lines.number(place) == text.count("\n", 0, place) + 1


def test_a_line_separator_is_no_new_line():
    assert Lines("a\u2028b\r\x0bc").number(5) == 1
