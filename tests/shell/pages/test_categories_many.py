"""The list of a code with thousands of passages, and a page that is not seen meanwhile."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget

from qualcode.core.analysis.grouping import By
from qualcode.core.analysis.narrowing import Narrowing
from qualcode.core.analysis.query import Distance, Operator, Term, Within
from qualcode.core.operations import codes as code_operations
from qualcode.core.operations import passages as operations
from qualcode.core.operations.many_passages import code_passages
from qualcode.shell.chosen import Chosen
from qualcode.shell.pages.categories import CategoriesPage, reading
from qualcode.shell.pages.categories.asking import Asking, from_state, to_state
from qualcode.shell.panels.choice_popup import ChoicePopup
from tests.core.material import Material

LINE = "IP1: alltså det är ju så att vi kan komma överens i gruppen men sen säger chefen nej\n"
TEXT = (LINE * 60).strip()


@pytest.fixture
def made(tmp_path):
    made = Material(tmp_path)
    for number in range(8):
        made.document(f"Intervju {number}", TEXT)
    made.code("Mandat")
    made.code("Roller")
    places = [
        (document, at + 5, at + 60)
        for document in made.documents.values()
        for at in range(0, len(TEXT), len(LINE))
    ]
    code_passages(made.project, made.someone, places, [made.codes["Mandat"]])
    yield made
    made.project.close()


@pytest.fixture
def page(qtbot, session, made, monkeypatch):
    monkeypatch.setattr(reading, "FEW", 100)
    page = CategoriesPage(session, Chosen(session, session))
    page.resize(1300, 700)
    page.show()
    qtbot.waitExposed(page)
    yield page
    session.close()
    page.close()
    page.deleteLater()


def settle(page, qtbot):
    qtbot.waitUntil(lambda: page.passages.reading.shown.is_whole)


def test_the_first_are_seen_at_once_and_all_are_there_in_a_while(page, session, made, qtbot):
    session.open(made.project)
    shown = page.passages.reading.shown
    assert not shown.is_whole
    assert shown.answer.count >= reading.FIRST
    assert page.passages.head.counts.text() == "Counting…"
    settle(page, qtbot)
    assert page.passages.head.counts.text() == "480 passages · 8 of 8 persons asked · 8 documents"
    assert len(page.passages.cards.rows) == 480 + 8


def test_where_many_speak_who_does_is_read_beside_the_window(
    page, session, made, qtbot, monkeypatch
):
    monkeypatch.setattr(reading, "MANY_TURNS", 4)
    monkeypatch.setattr(reading, "FEW", 10_000)
    session.open(made.project)
    waiting = page.passages.reading
    assert not waiting.shown.is_whole
    assert waiting.shown.answer.count == 0
    assert not waiting.material.has_all_turns
    assert page.passages.view.isVisible()
    assert page.passages.head.counts.text() == "Counting…"
    settle(page, qtbot)
    assert waiting.material.has_all_turns
    assert len(page.passages.cards.rows) == 480 + 8
    page.codes.set_current(made.codes["Roller"])
    assert waiting.shown.is_whole


def test_what_is_known_is_shown_until_it_has_been_read_again(
    page, session, made, qtbot, monkeypatch
):
    monkeypatch.setattr(reading, "MANY_TURNS", 4)
    session.open(made.project)
    settle(page, qtbot)
    page.passages.view.choose(100)
    before = page.passages.current()
    waiting = page.passages.reading
    waiting.read_material()
    waiting.ask_again()
    assert not waiting.shown.is_whole
    assert waiting.shown.answer.count == 480
    settle(page, qtbot)
    assert page.passages.current() == before


def test_only_what_is_seen_is_laid_out_and_rows_stand_under_each_other(page, session, made, qtbot):
    session.open(made.project)
    settle(page, qtbot)
    view = page.passages.view
    bar = view.verticalScrollBar()
    for value in (bar.maximum() // 2, bar.maximum(), 300):
        bar.setValue(value)
        view.viewport().repaint()
        first = view.indexAt(QPoint(20, 1)).row()
        for row in range(first, first + 4):
            rect = view.visualRect(view.cards.index(row))
            below = view.visualRect(view.cards.index(row + 1))
            assert abs(rect.top() + rect.height() - below.top()) <= 1
            assert view.indexAt(rect.center()).row() == row
    assert len(view._laid) < 100


def test_page_down_and_end_come_to_the_last_card(page, session, made, qtbot):
    session.open(made.project)
    settle(page, qtbot)
    view = page.passages.view
    page.activateWindow()
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_PageDown)
    assert view.currentIndex().row() > 3
    qtbot.keyClick(view, Qt.Key.Key_End)
    last = len(view.cards.rows) - 1
    assert view.currentIndex().row() == last
    view.viewport().repaint()
    rect = view.visualRect(view.cards.index(last))
    assert rect.bottom() <= view.viewport().height()


def test_one_taken_off_in_the_middle_moves_nothing_else(page, session, made, qtbot):
    session.open(made.project)
    settle(page, qtbot)
    view = page.passages.view
    view.choose(200)
    view.viewport().repaint()
    seen = view.indexAt(QPoint(20, 1)).row()
    key, top = view.cards.key(seen), view.visualRect(view.cards.index(seen)).top()
    found = view.cards.found(203)
    session.run(operations.remove_codings, [found.marks[0].coding_id])
    assert view.currentIndex().row() == 200
    view.viewport().repaint()
    row = view.cards.row_of(key)
    assert abs(view.visualRect(view.cards.index(row)).top() - top) <= 1


def test_all_of_them_can_be_recoded_as_one_step(page, session, made, qtbot):
    session.open(made.project)
    settle(page, qtbot)
    view = page.passages.view
    view.selectAll()
    assert len(view.selected()) == 480
    page.passage_commands.change_code(made.codes["Roller"], view.selected())
    qtbot.waitUntil(lambda: not session.is_busy)
    assert page.passages.reading.shown.answer.count == 0
    session.undo()
    qtbot.waitUntil(lambda: not session.is_busy)
    settle(page, qtbot)
    assert page.passages.reading.shown.answer.count == 480


def test_a_page_that_is_not_seen_catches_up_when_it_comes(page, session, made, qtbot):
    session.open(made.project)
    settle(page, qtbot)
    page.hide()
    found = page.passages.cards.found(1)
    session.run(operations.remove_codings, [found.marks[0].coding_id])
    session.run(code_operations.rename_code, made.codes["Mandat"], "Makt")
    assert page.passages.cards.found(1) == found
    page.show()
    page.came()
    settle(page, qtbot)
    assert page.passages.reading.shown.answer.count == 479
    assert page.passages.head.name.text() == "Makt"


def test_a_project_closed_while_its_passages_are_read_leaves_nothing(page, session, made):
    session.open(made.project)
    assert not page.passages.reading.shown.is_whole
    session.close()
    assert page.passages.cards.rows == []
    assert page.passages.reading.shown is None


def test_a_reading_that_is_cancelled_says_so_with_a_way_on(page, session, made, qtbot):
    stop = session.job_started.connect(lambda job: job.cancel())
    session.open(made.project)
    qtbot.waitUntil(lambda: "first passages" in page.passages.notice.text)
    assert page.passages.head.counts.text() == ""
    session.job_started.disconnect(stop)
    page.passages.notice.buttons[0].click()
    settle(page, qtbot)
    assert page.passages.head.counts.text().startswith("480 passages")
    assert page.passages.notice.text == ""


@given(
    st.builds(
        Asking,
        st.none() | st.sampled_from(["a", "b"]),
        st.booleans(),
        st.lists(
            st.builds(
                Term,
                st.sampled_from(Operator),
                st.sampled_from(["a", "b"]),
                st.builds(Distance, st.sampled_from(Within), st.integers(0, 500)),
            ),
            max_size=3,
        ).map(tuple),
        st.builds(
            Narrowing,
            documents=st.frozensets(st.text()),
            waves=st.frozensets(st.text()),
            weights=st.frozensets(st.integers(1, 3)),
            attributes=st.lists(st.tuples(st.text(), st.frozensets(st.text()))).map(tuple),
        ),
        st.sampled_from(By),
    )
)
def test_a_question_is_remembered_as_it_was(asking):
    assert from_state(to_state(asking)) == asking


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda some: (
            st.lists(some)
            | st.dictionaries(
                st.sampled_from(
                    ["code", "under", "by", "terms", "narrowing", "attributes", "kinds"]
                ),
                some,
            )
        ),
    )
)
def test_what_was_never_a_question_is_passed_over(stored):
    assert isinstance(from_state(stored), Asking)


def test_a_long_list_of_choices_is_narrowed_by_letters(qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.resize(600, 500)
    parent.show()
    popup = ChoicePopup("Document", [(n, f"Intervju {n}") for n in range(30)], [3], parent)
    popup.open_at(parent)
    qtbot.keyClicks(popup.filter, "ju 2")
    shown = [row for row in range(30) if not popup.list.item(row).isHidden()]
    assert shown == [2, *range(20, 30)]
    assert popup.ticked() == [3]
    popup.all.click()
    assert popup.ticked() == []
    qtbot.keyClick(popup.filter, Qt.Key.Key_Escape)
    assert not popup.isVisible()
