"""Looking at what those said who answered so: background and closed answers as filters."""

import pytest
from PySide6.QtWidgets import QWidget

from qualcode.core.analysis.material import Material
from qualcode.core.operations.surveys import import_survey
from qualcode.core.project import Project
from qualcode.core.store import attributes as attributes_store
from qualcode.shell.panels.filter_chips import ATTRIBUTE, FilterChips, Source, choices_of
from tests.core.survey_material import plan


@pytest.fixture
def project(session, tmp_path):
    session.open(Project.create(tmp_path / "Samverkan.qualcode", language="sv"))
    session.set_coder("Anna Lindqvist")
    session.run(import_survey, plan())
    return session.project


@pytest.fixture
def chips(project, qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    made = FilterChips(lambda: Source(project.db, Material(project.db)), parent)
    made.refresh()
    return made


def filled(chips):
    chips._fill_menu()
    return chips.more.menu()


def test_closed_answers_stand_in_a_menu_of_their_survey_and_background_among_the_others(chips):
    menu = filled(chips)
    below = next(one.menu() for one in menu.actions() if one.text() == "Enkät")
    assert [one.text() for one in below.actions()] == ["Hur nöjd är du?", "Vilka stöd har ni?"]
    assert "Kön" in [one.text() for one in menu.actions()]


def test_who_answered_so_is_chosen(chips, project, qtbot):
    menu = filled(chips)
    below = next(one.menu() for one in menu.actions() if one.text() == "Enkät")
    below.actions()[0].trigger()
    popup = chips.popup
    assert [text for _value, text in popup_choices(chips, project)] == [
        "Missnöjd",
        "Nöjd",
        "Vet ej",
    ]
    popup.close()


def popup_choices(chips, project):
    attribute = next(
        one for one in attributes_store.all_attributes(project.db) if one.name == "Hur nöjd är du?"
    )
    return choices_of(f"{ATTRIBUTE}{attribute.id}", chips._source())
