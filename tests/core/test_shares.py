"""Shares in whole percent."""

import pytest

from qualcode.core.shares import percent


@pytest.mark.parametrize(
    ("number", "of", "said"),
    [(13, 40, 33), (1, 40, 3), (29, 200, 15), (1, 3, 33), (2, 3, 67), (0, 7, 0), (7, 7, 100)],
)
def test_halves_go_up(number, of, said):
    assert percent(number / of) == said
