"""Answers to surveys' questions among the columns of the grid, and as what one can filter by."""

import pytest
from PySide6.QtWidgets import QMenu

from qualcode.core.operations.surveys import import_survey
from qualcode.core.project import Project
from qualcode.shell.chosen import Chosen
from qualcode.shell.pages.documents_grid import DocumentsPage
from tests.core.survey_material import plan

QUESTIONS = tuple(f"Hur nöjd är du med del {number}?" for number in range(40))
HEADERS = ("Kod", "Kön", *QUESTIONS, "Berätta!")
ROWS = [
    (f"K{n}", "Man" if n % 2 else "Kvinna", *(["Nöjd", "Missnöjd"][n % 2],) * 40, f"Jag {n}.")
    for n in range(12)
]


@pytest.fixture
def page(session, tmp_path, qtbot):
    session.open(Project.create(tmp_path / "Samverkan.qualcode", language="sv"))
    session.set_coder("Anna Lindqvist")
    made = DocumentsPage(session, Chosen(session))
    qtbot.addWidget(made)
    made.resize(1200, 760)
    made.show()
    made.tabs.setCurrentIndex(1)
    return made


def headings(page):
    return [column.heading for column in page.grid.model.columns]


def menu_of(page):
    menu = QMenu(page)
    page.grid.columns.fill_menu(menu)
    return menu


def test_many_closed_answers_are_no_columns_until_they_are_asked_for(page, session):
    session.run(import_survey, plan(ROWS, HEADERS))
    assert "Kön" in headings(page)
    assert not set(QUESTIONS) & set(headings(page))


def test_a_few_closed_answers_are_shown(page, session):
    session.run(import_survey, plan())
    assert "Hur nöjd är du?" in headings(page)


def test_columns_that_were_chosen_stay_when_a_survey_comes(page, session):
    page.grid.set_hidden({"role"})
    session.run(import_survey, plan(ROWS, HEADERS))
    assert "Role" not in headings(page)
    assert not set(QUESTIONS) & set(headings(page))


def test_each_survey_has_a_menu_with_its_questions(page, session):
    session.run(import_survey, plan(ROWS, HEADERS))
    menu = menu_of(page)
    below = next(one.menu() for one in menu.actions() if one.text() == "Enkät")
    assert [one.text() for one in below.actions()][3:5] == list(QUESTIONS[:2])
    next(one for one in below.actions() if one.text() == QUESTIONS[1]).trigger()
    assert QUESTIONS[1] in headings(page)
    below.actions()[0].trigger()
    assert set(QUESTIONS) <= set(headings(page))
    below.actions()[1].trigger()
    assert not set(QUESTIONS) & set(headings(page))


def test_columns_come_back_when_the_window_does(page, session, qtbot):
    session.run(import_survey, plan(ROWS, HEADERS))
    page.grid.columns.show(
        [c.key for c in page.grid.model.grid.columns if c.heading == QUESTIONS[3]], shown=True
    )
    state = page.state()
    other = DocumentsPage(session, Chosen(session))
    qtbot.addWidget(other)
    other.restore_state(state)
    other.show()
    assert QUESTIONS[3] in headings(other)
    assert QUESTIONS[4] not in headings(other)
