"""Ticking what is wanted."""

import pytest

from qualcode.shell.panels.check_tree import CheckTree


@pytest.fixture
def tree(qtbot):
    rows = [
        ("m", "Mandat", None),
        ("o", "Otydligt", "m"),
        ("s", "Starkt", "m"),
        ("r", "Roller", None),
    ]
    made = CheckTree("Categories", rows)
    qtbot.addWidget(made)
    return made


def test_everything_is_ticked_at_first(tree):
    assert tree.is_whole and tree.topmost() == ("m", "r")


def test_clearing_one_leaves_its_sisters(tree):
    tree.set_ticked("o", ticked=False)
    assert tree.topmost() == ("s", "r") and not tree.is_whole


def test_ticking_a_parent_ticks_what_is_under_it(tree):
    tree.none.click()
    tree.set_ticked("m", ticked=True)
    assert tree.ticked() == ("m", "o", "s") and tree.topmost() == ("m",)


def test_none_and_all(tree, qtbot):
    tree.none.click()
    assert tree.ticked() == ()
    with qtbot.waitSignal(tree.changed):
        tree.all.click()
    assert tree.is_whole


def test_a_list_without_rows_lacks_nothing(qtbot):
    empty = CheckTree("Groups", [])
    qtbot.addWidget(empty)
    assert empty.is_whole
