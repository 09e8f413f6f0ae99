from itertools import combinations

import pytest

from qualcode.core.model.palette import PALETTE, in_dark, is_colour, next_colour
from tests.core.model.colour_distance import SIGHTS, distance, seen

FIRST_SIX = ["#e07a5f", "#3d7ea6", "#81a04a", "#b07aa1", "#d4a017", "#2a9d8f"]


def closest(colours: list[str], sight: str, *, fixed: int = 0) -> float:
    """The least distance of any two, but for pairs among the first `fixed`."""
    views = [seen(colour, sight) for colour in colours]
    pairs = combinations(range(len(views)), 2)
    return min(distance(views[i], views[j]) for i, j in pairs if j >= fixed)


def test_the_palette_begins_with_the_designs_six_and_has_24():
    assert [colour.light for colour in PALETTE[:6]] == FIRST_SIX
    assert len({colour.light for colour in PALETTE}) == 24
    assert len({colour.name for colour in PALETTE}) == 24


@pytest.mark.parametrize("table", ["light", "dark"])
@pytest.mark.parametrize("sight", SIGHTS)
def test_all_colours_stay_apart_for_every_kind_of_sight(table, sight):
    colours = [getattr(colour, table) for colour in PALETTE]
    assert closest(colours, sight, fixed=6) > 6


@pytest.mark.parametrize("table", ["light", "dark"])
def test_the_first_six_are_far_apart_for_full_sight_and_never_the_same(table):
    colours = [getattr(colour, table) for colour in PALETTE[:6]]
    assert closest(colours, "full") > 19
    assert all(closest(colours, sight) > 2.3 for sight in SIGHTS)  # 2.3: just noticeable


def test_a_distance_of_the_published_test_data():
    # Sharma, Wu & Dalal (2005), table 1, pairs 1 and 17.
    assert distance((50, 2.6772, -79.7751), (50, 0, -82.7485)) == pytest.approx(2.0425, abs=1e-4)
    assert distance((50, 2.5, 0), (73, 25, -18)) == pytest.approx(27.1492, abs=1e-4)


def test_the_next_colour_is_the_first_one_unused():
    assert next_colour([]) == FIRST_SIX[0]
    assert next_colour(["#E07A5F", "#81a04a", "#123456"]) == "#3d7ea6"


def test_after_the_last_colour_the_first_comes_again():
    everything = [colour.light for colour in PALETTE]
    assert next_colour(everything) == FIRST_SIX[0]
    assert next_colour([*everything, FIRST_SIX[0]]) == FIRST_SIX[1]


def test_a_colour_of_the_users_own_is_lighter_in_the_dark():
    assert in_dark("#000000") == "#383838"
    assert in_dark("#E07A5F") == "#e8927a"


@pytest.mark.parametrize("text", ["", "red", "#12345", "#12345g", "#1234567"])
def test_what_is_no_colour_is_refused(text):
    assert not is_colour(text)
    with pytest.raises(ValueError, match="not a colour"):
        in_dark(text)
