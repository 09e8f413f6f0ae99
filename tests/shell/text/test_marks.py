from hypothesis import given
from hypothesis import strategies as st

from qualcode.shell.text.marks import MOST_BANDS, MOST_LANES, Band, Marks
from qualcode.shell.text.views import MarkView

RED, BLUE, GREEN = "#e07a5f", "#3d7ea6", "#81a04a"


def mark(key: str, start: int, end: int, colour: str = RED, *, dim: bool = False) -> MarkView:
    return MarkView(key, start, end, code_id=colour, label=key, colour=colour, dim=dim)


def marks_of(*views: MarkView) -> Marks:
    marks = Marks()
    marks.set(views)
    return marks


SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 30)), max_size=25)


@given(SPANS)
def test_no_two_marks_that_overlap_share_a_lane_however_they_came(spans):
    views = [mark(str(i), s, s + n) for i, (s, n) in enumerate(spans)]
    at_once, one_by_one = marks_of(*views), Marks()
    for view in views:
        one_by_one.add(view)
    for marks in (at_once, one_by_one):
        for a in views:
            for b in views:
                if a.key < b.key and a.start < b.end and b.start < a.end:
                    assert marks.lane(a.key) != marks.lane(b.key)


@given(SPANS)
def test_bands_cover_what_is_marked_and_nothing_else(spans):
    marks = marks_of(*(mark(str(i), s, s + n) for i, (s, n) in enumerate(spans)))
    marked = {p for s, n in spans for p in range(s, s + n)}
    banded = [p for band in marks.bands(0, 200) for p in range(band.start, band.end)]
    assert banded == sorted(marked)


def test_two_marks_are_bands_where_they_overlap():
    marks = marks_of(mark("a", 0, 10, RED), mark("b", 5, 15, BLUE))
    assert marks.bands(0, 20) == [
        Band(0, 5, ((RED, False),)),
        Band(5, 10, ((RED, False), (BLUE, False))),
        Band(10, 15, ((BLUE, False),)),
    ]


def test_marks_of_one_colour_are_one_fill():
    marks = marks_of(mark("a", 0, 10), mark("b", 5, 15), mark("c", 15, 20))
    assert marks.bands(0, 30) == [Band(0, 20, ((RED, False),))]


def test_bands_end_where_what_is_asked_for_ends():
    marks = marks_of(mark("a", 0, 100))
    assert marks.bands(20, 30) == [Band(20, 30, ((RED, False),))]


def test_many_colours_on_one_place_are_capped():
    marks = marks_of(*(mark(str(i), 0, 5, f"#0000{i:02x}") for i in range(500)))
    (band,) = marks.bands(0, 5)
    assert len(band.colours) == MOST_BANDS
    assert marks.lanes == MOST_LANES


def test_a_mark_keeps_its_lane_when_another_goes():
    marks = marks_of(mark("a", 0, 10), mark("b", 5, 15))
    marks.remove("a")
    assert marks.lane("b") == 1
    marks.add(mark("c", 5, 8))
    assert marks.lane("c") == 0


def test_a_mark_put_in_anothers_place_with_other_looks_keeps_the_lane():
    marks = marks_of(mark("a", 0, 10), mark("b", 5, 15))
    marks.remove("a")
    marks.add(mark("b", 5, 15, GREEN))
    assert marks.lane("b") == 1
    assert marks.get("b").colour == GREEN


def test_the_shortest_mark_at_a_place_comes_first():
    marks = marks_of(mark("long", 0, 100), mark("short", 10, 20), mark("other", 30, 40))
    assert [m.key for m in marks.at(15)] == ["short", "long"]


def test_a_mark_of_nothing_is_not_shown():
    marks = marks_of(mark("a", 5, 5))
    marks.add(mark("b", 7, 7))
    assert len(marks) == 0
