"""The surveys of a project: the list, response rates that are written in, answers counted."""

import threading
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from qualcode.core.model.survey import BY_ATTRIBUTE
from qualcode.core.operations.persons import PersonDetails, edit_person
from qualcode.core.operations.survey_figures import Figures, set_invitations
from qualcode.core.operations.survey_removal import delete_surveys
from qualcode.core.operations.surveys import import_survey
from qualcode.core.project import Project
from qualcode.core.report.options import ANSWERS, RATES
from qualcode.core.store import documents as documents_store
from qualcode.core.store import persons as persons_store
from qualcode.core.store import surveys as store
from qualcode.shell.chosen import Chosen
from qualcode.shell.dialogs.survey_export import write_to
from qualcode.shell.models.survey_lists import BAR
from qualcode.shell.models.survey_lists import Column as Listed
from qualcode.shell.models.survey_rates import Column
from qualcode.shell.pages.documents_grid import DocumentsPage
from qualcode.shell.pages.surveys import part as part_module
from tests.core.survey_material import plan

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

LATER = (
    ("a@x.se", "2026-11-01", "Kvinna", "Missnöjd", "Chef;", "Mötena är slut.", ""),
    ("ny@x.se", "2026-11-03", "Kvinna", "Nöjd", "", "Det märks att chefen är med.", ""),
)


@pytest.fixture
def page(session, tmp_path, qtbot):
    session.open(Project.create(tmp_path / "Samverkan.qualcode", language="sv"))
    session.set_coder("Anna Lindqvist")
    session.run(import_survey, plan())
    session.run(import_survey, replace(plan(LATER, wave="2"), columns=plan().columns))
    made = DocumentsPage(session, Chosen(session))
    qtbot.addWidget(made)
    made.resize(1200, 760)
    made.show()
    made.tabs.setCurrentIndex(3)
    return made


@pytest.fixture
def part(page):
    return page.surveys


def be_at(part, row):
    part.table.setCurrentIndex(part.model.index(row, 0))


def said(model):
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def write(part, qtbot, row, column, text):
    """Write in a cell as one does: go there, type, Enter."""
    table = part.rates.table
    table.setFocus()
    table.setCurrentIndex(part.rates.model.index(row, column))
    qtbot.keyClick(table, Qt.Key.Key_F2)
    field = table.findChildren(QLineEdit)[-1]
    field.setText(text)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: table.state() != table.State.EditingState)


def count_by(part, name):
    part.rates.by.setCurrentIndex(part.rates.by.findText(name))
    part.rates.by.activated.emit(part.rates.by.currentIndex())


# The list


def test_each_survey_is_listed_with_its_numbers(part):
    assert said(part.model) == [
        ["Enkät", "–", "5", "–", "5", "2", "5"],
        ["Enkät", "2", "2", "–", "5", "2", "2"],
    ]


def test_the_tools_of_the_grids_are_not_shown_over_surveys(page):
    assert not page.search.isVisible()
    assert not any(button.isVisible() for button in page.tools.buttons.values())
    page.tabs.setCurrentIndex(1)
    assert page.search.isVisible()
    assert page.grid is page.grids["persons"]


def test_a_project_without_surveys_offers_the_first_step(session, page, part, qtbot):
    session.undo()
    session.undo()
    assert part.empty_button.isVisible()
    with qtbot.waitSignal(page.survey_wanted):
        qtbot.mouseClick(part.empty_button, Qt.MouseButton.LeftButton)


def test_the_tab_is_there_again_when_the_page_comes_back(session, page, qtbot):
    other = DocumentsPage(session, Chosen(session))
    qtbot.addWidget(other)
    other.restore_state(page.state())
    assert other.shows_surveys


# Response rates


def test_the_invited_are_written_in_and_the_rate_has_its_base(part, session, qtbot):
    write(part, qtbot, 0, Column.INVITED, "22")
    write(part, qtbot, 0, Column.DECLINED, "3")
    row = said(part.rates.model)[0]
    assert row[Column.INVITED :] == ["22", "3", "5", "5 of 22, 23 %"]
    assert part.rates.model.index(0, Column.RATE).data(BAR) == 5 / 22
    assert part.model.index(0, Listed.RATE).data() == "5 of 22, 23 %"
    session.undo()
    assert said(part.rates.model)[0][Column.DECLINED] == "0"


def test_waves_stand_below_each_other(part, qtbot):
    write(part, qtbot, 1, Column.INVITED, "4")
    rows = said(part.rates.model)
    assert [row[Column.WAVE] for row in rows] == ["–", "2"]
    assert rows[0][Column.RATE] == ""
    assert rows[1][Column.RATE] == "2 of 4, 50 %"


def test_the_invited_are_counted_by_a_background(part, qtbot):
    count_by(part, "Kön")
    write(part, qtbot, 0, Column.INVITED, "10")
    assert said(part.rates.model)[2][Column.GROUP :] == ["All", "10", "0", "5", "3 of 10, 30 %"]
    assert part.model.index(0, Listed.RATE).data() == "3 of 10, 30 %"
    write(part, qtbot, 1, Column.INVITED, "12")
    rows = [row[Column.GROUP :] for row in said(part.rates.model)][:3]
    assert rows == [
        ["Kvinna", "10", "0", "3", "3 of 10, 30 %"],
        ["Man", "12", "0", "2", "2 of 12, 17 %"],
        ["All", "22", "0", "5", "5 of 22, 23 %"],
    ]


def test_those_of_no_group_are_counted_apart(part, session):
    person = persons_store.all_persons(session.project.db)[0]
    known = PersonDetails(person.name, person.pseudonym, person.kind, "Chef", None)
    session.run(edit_person, person.id, known)
    count_by(part, "Role")
    rows = [row[Column.GROUP :] for row in said(part.rates.model)]
    assert rows[0] == ["Chef", "", "", "1", ""]
    assert rows[1] == ["In none of the groups", "", "", "4", ""]
    assert not part.rates.model.flags(part.rates.model.index(1, Column.INVITED)) & (
        Qt.ItemFlag.ItemIsEditable
    )


def test_numbers_that_will_give_way_are_said(part, qtbot):
    be_at(part, 0)
    count_by(part, "Kön")
    write(part, qtbot, 0, Column.INVITED, "10")
    assert not part.rates.note.text()
    count_by(part, "All together")
    assert "“Kön”" in part.rates.note.text()


def test_a_group_that_is_perhaps_spelled_in_two_ways_is_asked_about(part, session):
    be_at(part, 0)
    assert not part.rates.alike.isVisible()
    gender = next(one for one in part.rates._ways if one.name == "Kön").attribute_id
    figures = [Figures("Kvinnor", 8), Figures("Man", 4)]
    survey_id = part.model.rows[0].survey.id
    session.run(set_invitations, survey_id, BY_ATTRIBUTE, figures, attribute_id=gender)
    assert not part.rates.alike.isVisible()
    count_by(part, "Kön")
    asked = "Nobody who answered is of “Kvinnor”. Is it “Kvinna”, spelled otherwise?"
    assert part.rates.alike.isVisible() and part.rates.alike.text() == asked
    session.undo()
    assert not part.rates.alike.isVisible()


def test_what_was_told_is_shown_when_one_comes_back(part, qtbot):
    be_at(part, 0)
    count_by(part, "Kön")
    write(part, qtbot, 0, Column.INVITED, "10")
    be_at(part, 1)
    assert part.rates.by.currentText() == "All together"
    be_at(part, 0)
    assert part.rates.by.currentText() == "Kön"


@pytest.mark.parametrize("text", ["tio", "-3", "1,5"])
def test_what_is_no_number_of_persons_is_refused_in_its_place(page, part, session, qtbot, text):
    write(part, qtbot, 0, Column.INVITED, text)
    assert text in page.notice.text
    assert not store.invitations(session.project.db, part.model.rows[0].survey.id)


def test_more_declined_than_invited_changes_nothing(part, session, qtbot):
    write(part, qtbot, 0, Column.INVITED, "8")
    with qtbot.waitSignal(session.refused):
        write(part, qtbot, 0, Column.DECLINED, "9")
    assert said(part.rates.model)[0][Column.DECLINED] == "0"


def test_fewer_invited_than_answered_changes_nothing(part, session, qtbot):
    with qtbot.waitSignal(session.refused) as refused:
        write(part, qtbot, 0, Column.INVITED, "4")
    assert "5 answered" in str(refused.args[0])
    assert said(part.rates.model)[0][Column.INVITED] == ""


def test_a_number_is_taken_away_by_emptying_its_cell(part, session, qtbot):
    write(part, qtbot, 0, Column.INVITED, "22")
    write(part, qtbot, 0, Column.INVITED, "")
    assert not store.invitations(session.project.db, part.model.rows[0].survey.id)


# Closed answers


@pytest.fixture
def one_wave(part, session):
    session.undo()


@pytest.fixture
def answers(part):
    be_at(part, 0)
    part.parts.setCurrentIndex(1)
    part.answers.question.setCurrentIndex(part.answers.question.findText("Hur nöjd är du?"))
    return part.answers


def test_answers_are_counted_with_their_base(one_wave, answers):
    assert said(answers.model) == [
        ["Missnöjd", "1", "25 %"],
        ["Nöjd", "3", "75 %"],
        ["Vet ej", "1", "not in the base"],
    ]
    assert answers.base.text().startswith("Shares of 4 who answered the question, of 5")


def test_do_not_know_is_counted_if_one_wants(one_wave, answers, qtbot):
    answers.with_none.click()
    assert said(answers.model)[2] == ["Vet ej", "1", "20 %"]
    assert answers.base.text().startswith("Shares of 5 who answered the question, of 5")


def test_several_answers_are_said_to_sum_to_more(one_wave, answers):
    answers.question.setCurrentIndex(answers.question.findText("Vilka stöd har ni?"))
    assert said(answers.model) == [["Chef", "3", "75 %"], ["Kollega", "2", "50 %"]]
    assert "more than 100 %" in answers.base.text()


def test_the_question_stays_when_another_wave_is_looked_at(part, answers):
    be_at(part, 1)
    assert answers.question.currentText() == "Hur nöjd är du?"


def test_waves_stand_side_by_side_each_with_its_base(answers):
    header = [answers.model.headerData(at, Qt.Orientation.Horizontal) for at in range(3)]
    assert header == ["Answer", "Enkät (of 4)", "Wave 2 (of 2)"]
    assert said(answers.model) == [
        ["Missnöjd", "1, 25 %", "1, 50 %"],
        ["Nöjd", "3, 75 %", "1, 50 %"],
        ["Vet ej", "1, not in the base", "0, not in the base"],
    ]
    assert [answers.model.index(0, at).data(BAR) for at in range(3)] == [None, 0.25, 0.5]
    assert "Wave 2: 2 of 2 who answered the survey." in answers.base.text()


# What is done


def test_a_survey_is_deleted_after_a_question_and_comes_back(part, session, qtbot, answer):
    be_at(part, 0)
    titles = set(documents_store.titles(session.project.db).values())
    words = []
    answer(lambda dialog: (words.append(dialog.words), dialog.accept()))
    part.table.setFocus()
    qtbot.keyClick(part.table, Qt.Key.Key_Delete)
    assert "5 open answers" in words[0]
    qtbot.waitUntil(lambda: not session.is_busy)
    assert [row.survey.wave for row in part.model.rows] == ["2"]
    session.undo()
    assert [row.survey.wave for row in part.model.rows] == [None, "2"]
    assert set(documents_store.titles(session.project.db).values()) == titles


def test_while_a_large_survey_goes_nothing_else_can_be_done_with_it(
    part, session, qtbot, answer, monkeypatch
):
    may_end = threading.Event()

    def slowly(*asked, progress):
        assert may_end.wait(10)
        return delete_surveys(*asked)

    monkeypatch.setattr(part_module, "delete_surveys", slowly)
    be_at(part, 0)
    jobs = []
    session.job_started.connect(jobs.append)
    answer(lambda dialog: dialog.accept())
    qtbot.mouseClick(part.delete_button, Qt.MouseButton.LeftButton)
    assert [job.title for job in jobs] == ["Deleting a survey…"]
    assert not part.delete_button.isEnabled() and not part.import_button.isEnabled()
    part.ask_delete()
    assert len(jobs) == 1
    may_end.set()
    qtbot.waitUntil(lambda: not session.is_busy)
    assert [row.survey.wave for row in part.model.rows] == ["2"]
    assert part.delete_button.isEnabled()


def test_a_survey_that_is_kept_after_all_stays(part, qtbot, answer):
    answer(lambda dialog: dialog.reject())
    qtbot.mouseClick(part.delete_button, Qt.MouseButton.LeftButton)
    assert len(part.model.rows) == 2


@pytest.mark.parametrize("what", [RATES, ANSWERS])
def test_rates_and_answers_are_written(page, part, session, qtbot, tmp_path, what):
    write(part, qtbot, 0, Column.INVITED, "22")
    out = tmp_path / "Svar.csv"
    write_to(session, out, what, page.notice)
    qtbot.waitUntil(lambda: "“Svar.csv” is written." in page.notice.text)
    lines = out.read_text(encoding="utf-8-sig").splitlines()
    wanted = "22" if what == RATES else "Missnöjd"
    assert any(wanted in line for line in lines[1:])


def test_where_nothing_can_be_written_nothing_is_offered(part, session, qtbot, monkeypatch):
    monkeypatch.setattr(type(session), "why_not", property(lambda _self: "Only read here."))
    part.read()
    part._show_what_can_be_done()
    assert not part.delete_button.isEnabled()
    assert part.delete_button.toolTip() == "Only read here."
    assert part.export_button.isEnabled()
