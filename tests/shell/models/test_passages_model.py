"""The rows of the list of passages, as they come and go."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QItemSelectionModel, QPersistentModelIndex

from qualcode.core.analysis.found import Found
from qualcode.core.analysis.grouping import By, Group
from qualcode.shell.models.passages import CardsModel, name_of, words_of


def found(number):
    return Found("doc", number, number + 1, (), ())


def groups(numbers_by_key):
    return [
        Group(By.GROUP, key, key, len(numbers), 5, [found(number) for number in numbers])
        for key, numbers in numbers_by_key.items()
    ]


some_groups = st.dictionaries(
    st.sampled_from("abcd"), st.lists(st.integers(0, 9), unique=True, max_size=6)
).map(groups)


@given(some_groups, some_groups)
def test_rows_follow_whatever_changes_and_what_is_kept_is_known_still(before, after):
    model = CardsModel(str)
    model.set_groups(before)
    kept = {
        model.key(row): QPersistentModelIndex(model.index(row)) for row in range(model.rowCount())
    }
    model.set_groups(after)
    assert model.rows == [row for one in after for row in (one, *one.passages)]
    for key, index in kept.items():
        if index.isValid():
            heading, place = model.key(index.row())
            assert place == key[1]
            assert place is not None or heading == key[0]


def test_one_that_is_gone_is_one_row_less_and_its_heading_is_told_anew(qtbot):
    model = CardsModel(str)
    model.set_groups(groups({"a": [1, 2, 3], "b": [4]}))
    removed, told = [], []
    model.rowsRemoved.connect(lambda _parent, first, last: removed.append((first, last)))
    model.dataChanged.connect(lambda first, _last: told.append(first.row()))
    model.set_groups(groups({"a": [1, 3], "b": [4]}))
    assert removed == [(2, 2)]
    assert told == [0]


def test_a_card_is_found_again_under_its_heading_or_else_under_another():
    model = CardsModel(str)
    model.set_groups(groups({"a": [1, 2], "b": [2]}))
    assert model.row_of(("b", ("doc", 2, 3))) == 4
    assert model.row_of(("x", ("doc", 2, 3))) == 2
    assert model.row_of(("a", ("doc", 9, 10))) is None
    assert model.row_of(("b", None)) == 3


def test_headings_are_passed_over_and_can_not_be_chosen():
    model = CardsModel(str)
    model.set_groups(groups({"a": [1], "b": [], "c": [2]}))
    assert model.next_card(-1, 1) == 1
    assert model.next_card(1, 1) == 4
    assert model.next_card(1, -1) is None
    selection = QItemSelectionModel(model)
    selection.select(model.index(0), QItemSelectionModel.SelectionFlag.Select)
    assert not selection.isSelected(model.index(0))


@pytest.mark.parametrize(
    ("by", "words"),
    [
        (By.RESPONDENT, "Not said by a respondent"),
        (By.GROUP, "Without a reporting group"),
        (By.WAVE, "Without a wave"),
        (By.QUESTION, "Before the first question"),
        (By.CODE, "Others"),
    ],
)
def test_a_heading_without_a_name_says_what_that_means(by, words):
    assert name_of(Group(by, "", "", 0, 0, [])) == words


def test_a_heading_says_how_many_of_how_many():
    group = Group(By.GROUP, "SK", "SK", 5, 7, [found(n) for n in range(18)])
    assert words_of(group) == "5 of 7 persons, 18 passages"
    assert words_of(Group(By.RESPONDENT, "x", "x", 1, 1, [found(1)])) == "1 passage"
