"""Texts twice as large on a small screen: lines can be read, and windows fit."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication

from qualcode.shell.pages.parts import EASY, EASY_RIGHT, LEFT, NOTHING_MARKED
from qualcode.shell.panels.painting import px
from qualcode.shell.text.measure import LETTER, geometry_for
from qualcode.shell.text.views import TextStyle
from qualcode.shell.windows.on_screen import within
from qualcode.shell.windows.pages import PAGES


@pytest.fixture
def program(start, material, request):
    return start(material, text_scale=2.0)


def letters(reader):
    """How many letters go on a line."""
    metrics = QFontMetricsF(reader.document().defaultFont())
    sample = "Det är oklart, tyvärr, och vad ska man göra åt det."
    return reader._layout.geometry.width / metrics.horizontalAdvance(sample) * len(sample)


@pytest.mark.parametrize("size", [(1280, 720), (1280, 800), (1024, 768)])
def test_lines_can_be_read_at_twice_the_size(program, qtbot, size):
    window = program.window
    qtbot.waitUntil(lambda: window.minimumSize().width() <= size[0])  # as it is laid out
    window.resize(*size)
    assert window.width() == size[0]
    assert letters(window._page.reader) >= 33


def test_a_side_that_was_put_away_comes_back_with_the_room(program, qtbot):
    window, page = program.window, program.window._page
    window.resize(1200, 720)
    assert not page.documents.isVisible() and not page.sides.actions[0].isChecked()
    assert page.state()["panels"] == [True, True]
    window.resize(1700, 720)
    assert page.documents.isVisible() and page.sides.actions[0].isChecked()


def test_a_side_is_shown_all_the_same_with_its_key(program, qtbot):
    window, page = program.window, program.window._page
    window.resize(1200, 720)
    qtbot.keyClick(window, Qt.Key.Key_F9)
    assert page.documents.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_F9, Qt.KeyboardModifier.ShiftModifier)
    assert not page.codes.isVisible()


def test_a_side_the_user_put_away_stays_away(program, qtbot):
    window, page = program.window, program.window._page
    window.resize(1700, 720)
    qtbot.keyClick(window, Qt.Key.Key_F9)
    window.resize(1200, 720)
    window.resize(1700, 720)
    assert not page.documents.isVisible()


def test_labels_go_before_names_and_names_before_letters():
    style = TextStyle()
    steps = [geometry_for(width, 0, style, speakers=True) for width in range(1200, 300, -5)]
    shown = [(step.labels, step.names) for step in steps]
    assert shown == sorted(shown, reverse=True) and set(shown) == {
        (True, True),
        (False, True),
        (False, False),
    }
    wide = [step for step in steps if step.view_width >= 340]
    assert all(step.width >= 35 * LETTER * style.size - 1 for step in wide)
    assert all(step.right <= step.view_width for step in steps)


def test_codes_have_the_room_of_a_passage_that_is_not_there(start, material, qtbot):
    page = start(material).window._page
    assert page.passage.height() <= px(NOTHING_MARKED)
    page.reader.select(*_span(page, "oklart"))
    page.coding.tag_by_key(1)
    assert page.passage.height() > px(NOTHING_MARKED)
    codes = page.codes.height()
    page.reader.set_caret(0)
    qtbot.waitUntil(lambda: page.codes.height() > codes)
    assert page.passage.quote.isHidden()


def _span(page, words):
    start = page.reader.text().index(words)
    return start, start + len(words)


@pytest.mark.parametrize("which", ["persons", "manual"])
def test_no_window_is_larger_than_the_screen(program, qtbot, which):
    window = program.window
    room = window.screen().availableGeometry()
    (window.persons if which == "persons" else window.help.manual).trigger()
    others = [w for w in QApplication.topLevelWidgets() if w.isVisible() and w is not window]
    (shown,) = [w for w in others if w.isWindow() and w.windowTitle()]
    qtbot.waitUntil(lambda: room.contains(shown.frameGeometry()))
    shown.close()


@pytest.mark.parametrize(
    ("frame", "wanted"),
    [
        (QRect(10, 10, 300, 200), QRect(10, 10, 300, 200)),
        (QRect(700, 500, 300, 200), QRect(500, 400, 300, 200)),
        (QRect(-50, -20, 300, 200), QRect(0, 0, 300, 200)),
        (QRect(0, 0, 2000, 1000), QRect(0, 0, 800, 600)),
    ],
)
def test_a_frame_is_made_smaller_and_moved_only_as_far_as_it_must(frame, wanted):
    assert within(frame, QRect(0, 0, 800, 600)) == wanted


def test_sides_are_as_wide_as_before_when_the_window_is_wide_again(start, material, qtbot):
    window = start(material, window=None).window
    page = window._page
    window.resize(1280, 800)
    left, right = page.documents.width(), page.columns.right.width()
    assert left >= px(240) and right >= px(300)
    window.resize(window.minimumSizeHint())
    window.resize(1280, 800)
    qtbot.waitUntil(lambda: (page.documents.width(), page.columns.right.width()) == (left, right))


@pytest.mark.parametrize("page", [place.key for place in PAGES])
def test_every_page_fits_a_low_screen(program, qtbot, page):
    window = program.window
    window.work.pages.show_page(page)
    qtbot.waitUntil(lambda: window.minimumSizeHint().height() <= 720)
    assert window.minimumSizeHint().width() <= 1280


def test_with_a_drawer_open_the_sides_give_the_text_room(start, material, qtbot):
    window = start(material).window
    page = window._page
    window.resize(1366, 768)
    window.work.pages.open_drawer("history")
    qtbot.waitUntil(lambda: page.width() < 1000)
    hairlines = 4
    assert page.reader.width() >= EASY * page.reader.least_width() - hairlines
    assert page.columns.right.width() >= px(EASY_RIGHT)
    window.work.pages.close_drawer()
    qtbot.waitUntil(lambda: page.documents.width() >= px(LEFT) - 2)
