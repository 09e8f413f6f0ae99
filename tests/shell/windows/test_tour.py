"""The tour goes from part to part, can be left at any time, and is offered once."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt

from qualcode.core.operations.project_details import make_backup
from qualcode.core.translate import LANGUAGES, set_language
from qualcode.shell.remembered import recall


@pytest.fixture
def program(start, material):
    return start(material)


@pytest.fixture
def tour(program):
    program.window.work.start_tour()
    return program.window.work._tour


def test_it_stops_at_every_part_and_ends(tour, qtbot):
    titles = []
    while tour.isVisible():
        titles.append(tour.title.text())
        qtbot.mouseClick(tour.next, Qt.MouseButton.LeftButton)
    assert len(titles) == 5 and len(set(titles)) == 5


def test_it_can_be_left_with_escape_and_is_not_offered_again(program, tour, qtbot):
    qtbot.keyClick(tour.next, Qt.Key.Key_Escape)
    assert not tour.isVisible()
    assert recall(program.session, "toured")
    program.window.work.offer_tour()
    assert not tour.isVisible()


def test_the_keys_are_in_the_text_when_it_is_over(program, tour, qtbot):
    qtbot.keyClick(tour.next, Qt.Key.Key_Escape)
    assert program.window.work.pages.widget("read").reader.hasFocus()


def test_one_can_go_back(tour, qtbot):
    first = tour.title.text()
    assert not tour.back.isEnabled()
    qtbot.mouseClick(tour.next, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(tour.back, Qt.MouseButton.LeftButton)
    assert tour.title.text() == first


def test_a_part_that_is_put_away_is_passed(program, tour, qtbot):
    program.window._page.documents.hide()
    tour.start()
    assert tour.title.text() == "Read and mark"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_card_stays_within_the_window_and_holds_its_words(
    start, material, qtbot, language, scale
):
    set_language(language)
    window = start(material, language=language, text_scale=scale).window
    window.resize(1280, 720)
    window.work.start_tour()
    tour = window.work._tour
    while tour.isVisible():
        card = QRect(tour.pos(), tour.size())
        assert window.rect().contains(card)
        words = tour.words
        assert words.heightForWidth(words.width()) <= words.height()
        assert tour.rect().contains(tour.next.mapTo(tour, QPoint(1, 1)))
        qtbot.mouseClick(tour.next, Qt.MouseButton.LeftButton)


def test_the_example_is_one_click_away_and_begins_with_the_tour(start, qtbot, tmp_path):
    program = start()
    program.window.file.example.trigger()
    qtbot.waitUntil(lambda: program.session.project is not None, timeout=20000)
    qtbot.waitUntil(lambda: program.window.work._tour is not None, timeout=20000)
    assert program.window.work._tour.isVisible()
    made = program.session.project.path
    make_backup(program.session.project)
    program.window.file.close_open_project()
    program.window.file.example.trigger()
    qtbot.waitUntil(lambda: program.session.project is not None, timeout=20000)
    assert program.session.project.path == made
