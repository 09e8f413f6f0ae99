"""A table of the team shows all of its columns also where there is little room."""

import pytest

from qualcode.shell.pages.team.plain_table import PlainTable, Row

HEADINGS = ("Evaluator", "Passages", "Documents under way", "Documents that are done")
ROWS = [Row(("Anna Lindqvist", "12", "3", "4"))]


@pytest.fixture
def table(qtbot):
    table = PlainTable("Who did what", HEADINGS, numbers=range(1, 4))
    qtbot.addWidget(table)
    table.is_whole = True
    table.resize(900, 300)
    table.show_rows(ROWS)
    table.show()
    return table


def lines(table):
    header = table.model_
    return [header.headerData(at, table.horizontalHeader().orientation()) for at in range(4)]


def is_whole(table):
    return table.horizontalHeader().length() <= table.viewport().width()


def test_headings_stand_in_one_line_where_there_is_room(table):
    assert lines(table) == list(HEADINGS)
    assert is_whole(table)


def test_headings_stand_in_two_lines_where_there_is_not_and_all_is_seen(table):
    high, needed = table.whole_height(), table.horizontalHeader().length()
    beside = table.width() - table.viewport().width()
    table.resize(needed + beside - 40, 300)
    assert lines(table)[2:] == ["Documents\nunder way", "Documents\nthat are done"]
    assert is_whole(table)
    assert table.whole_height() > high
    table.resize(900, 300)
    assert lines(table) == list(HEADINGS)
    assert table.whole_height() == high


def test_other_rows_are_fitted_anew(table):
    beside = table.width() - table.viewport().width()  # a frame, by whatever style is in use
    table.resize(table.horizontalHeader().length() + beside + 8, 300)
    table.show_rows([Row(("Anna Maria Lindqvist-Söderström", "12", "3", "4"))])
    assert lines(table)[2] == "Documents\nunder way"
    table.show_rows(ROWS)
    assert lines(table)[2] == "Documents under way"
