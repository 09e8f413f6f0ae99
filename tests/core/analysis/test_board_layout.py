from hypothesis import given
from hypothesis import strategies as st

from qualcode.core.analysis.board_layout import (
    ACROSS,
    DOWN,
    HEAD,
    LEFT,
    RIGHT,
    Box,
    Node,
    aligned,
    arrange,
    frame,
    free_place,
    grown,
    reading_order,
)

lengths = st.floats(20, 400)


ROUNDING = 1e-6  # points: sums of the same lengths in another order


def overlap(one, other):
    apart = one.right <= other.x + ROUNDING or other.right <= one.x + ROUNDING
    return not (apart or one.bottom <= other.y + ROUNDING or other.bottom <= one.y + ROUNDING)


def within(inner, outer):
    return (
        outer.x <= inner.x + ROUNDING
        and outer.y + HEAD <= inner.y + ROUNDING
        and inner.right <= outer.right + ROUNDING
        and inner.bottom <= outer.bottom + ROUNDING
    )


def trees(keys):
    """Groups and cards, three deep at most."""
    card = st.builds(lambda w, h: Node(next(keys), w, h), lengths, lengths)

    def group(inside):
        return st.builds(
            lambda nodes: Node(next(keys), 0, 0, is_group=True, inside=tuple(nodes)),
            st.lists(inside, max_size=5),
        )

    return st.lists(st.one_of(card, group(st.one_of(card, group(card)))), max_size=8)


def names():
    number = 0
    while True:
        number += 1
        yield str(number)


def siblings(nodes):
    yield [node.key for node in nodes]
    for node in nodes:
        yield from siblings(node.inside)


def families(nodes):
    for node in nodes:
        yield from ((node.key, one.key) for one in node.inside)
        yield from families(node.inside)


@given(trees(names()))
def test_what_is_tidied_lies_apart_and_each_card_in_its_group(nodes):
    found = arrange(nodes)
    for keys in siblings(nodes):
        boxes = [found[key] for key in keys]
        assert not [
            1 for at, one in enumerate(boxes) for other in boxes[:at] if overlap(one, other)
        ]
    assert all(within(found[inner], found[outer]) for outer, inner in families(nodes))


def test_one_reads_row_by_row_though_no_row_is_straight():
    boxes = [Box(name, x, y, 100, 50) for name, x, y in
             [("b", 120, 12), ("a", 0, 0), ("d", 130, 80), ("c", 5, 90)]]  # fmt: skip
    assert [box.key for box in reading_order(boxes)] == ["a", "b", "c", "d"]


@given(st.lists(st.tuples(lengths, lengths, lengths, lengths), max_size=20))
def test_reading_order_keeps_each_card(places):
    boxes = [Box(str(at), *place) for at, place in enumerate(places)]
    assert sorted(box.key for box in reading_order(boxes)) == sorted(box.key for box in boxes)


def test_edges_are_brought_in_line():
    boxes = [Box("a", 10, 0, 50, 20), Box("b", 30, 40, 100, 20)]
    assert [box.x for box in aligned(boxes, LEFT)] == [10, 10]
    assert [box.right for box in aligned(boxes, RIGHT)] == [130, 130]


def test_cards_are_spread_with_equal_gaps_between_the_outermost():
    boxes = [Box("a", 0, 0, 10, 10), Box("c", 100, 5, 20, 10), Box("b", 15, 3, 10, 10)]
    assert [(box.key, box.x) for box in aligned(boxes, ACROSS)] == [("a", 0), ("c", 100), ("b", 50)]


def test_cards_on_one_heap_are_spread_apart():
    heap = [Box(name, 0, 0, 10, 30) for name in "abc"]
    assert [box.y for box in aligned(heap, DOWN)] == [0, 42, 84]


def test_a_new_card_is_put_where_nothing_lies():
    taken = [Box("a", 0, 0, 100, 50), Box("b", 0, 62, 100, 50)]
    x, y = free_place(taken, (100, 50), 10, 10)
    assert not any(overlap(Box("new", x, y, 100, 50), box) for box in taken)


def test_a_group_holds_what_it_is_put_round_and_grows_with_it():
    cards = [Box("a", 0, 0, 300, 50), Box("b", 400, 300, 100, 50)]
    group = frame(cards, "g")
    assert all(within(card, group) for card in cards)
    further = Box("c", 900, -100, 50, 50)
    assert within(further, grown(group, [*cards, further]))
