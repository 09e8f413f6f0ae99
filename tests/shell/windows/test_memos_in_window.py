"""Memos, journal and history in the window: a key away from what is chosen, and back."""

import pytest
from PySide6.QtCore import Qt

from qualcode.core.operations import memos
from qualcode.core.store import memos as store
from tests.core.material import Material

CONTROL = Qt.KeyboardModifier.ControlModifier
CONTROL_SHIFT = CONTROL | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def made(tmp_path):
    made = Material(tmp_path)
    made.document("Intervju Sjövik", "I: Hur är mandatet?\nKarin: Det är oklart, tyvärr.")
    made.code("Mandat")
    made.mark("Mandat", "Det är oklart")
    made.project.close()
    return made


@pytest.fixture
def window(start, made):
    window = start(made.project.path).window
    window.work.pages.widget("read").reader.setFocus()
    return window


@pytest.fixture
def pages(window):
    return window.work.pages


def press(qtbot, window, key, modifiers=CONTROL):
    qtbot.keyClick(window.focusWidget(), key, modifiers)


def written(window):
    return store.all_memos(window._session.project.db)


def test_a_memo_on_the_passage_at_the_caret(window, pages, qtbot):
    reader = pages.widget("read").reader
    reader.set_caret(reader.text().index("oklart"))
    press(qtbot, window, Qt.Key.Key_M)
    assert pages.drawer == "memos"
    qtbot.keyClicks(window.focusWidget(), "Varfor?")
    press(qtbot, window, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    assert pages.drawer == ""
    assert [(memo.text, memo.about_table) for memo in written(window)] == [("Varfor?", "segments")]
    (button,) = pages.widget("read").passage.parts.memos.buttons
    assert button.text() == "Varfor?"
    button.click()
    assert pages.widget("memos").editor.text.toPlainText() == "Varfor?"


def test_a_memo_on_marked_words_and_on_a_code(window, pages, qtbot):
    page = pages.widget("read")
    page.reader.select(0, 2)
    press(qtbot, window, Qt.Key.Key_M)
    qtbot.keyClicks(window.focusWidget(), "Intervjuaren")
    pages.close_drawer()
    page.codes.set_current(window._session.project.db.execute("SELECT id FROM codes").fetchone()[0])
    page.codes.view.setFocus()
    press(qtbot, window, Qt.Key.Key_M)
    qtbot.keyClicks(window.focusWidget(), "Om koden")
    pages.close_drawer()
    found = {memo.text: memo.about_table for memo in written(window)}
    assert found == {"Intervjuaren": "segments", "Om koden": "codes"}


def test_a_memo_leads_to_its_place_in_the_text(window, pages, made):
    document = made.documents["Intervju Sjövik"]
    window._session.run(memos.write_memo_on_words, document, 20, 25, "Hon")
    drawer = pages.widget("memos")
    pages.open_drawer("memos")
    drawer.open_memo(written(window)[0].id)
    drawer.links.about.click()
    assert pages.widget("read").reader.caret() == 20


def test_today_s_page_is_a_key_away(window, pages, qtbot):
    press(qtbot, window, Qt.Key.Key_J, CONTROL_SHIFT)
    assert pages.drawer == "journal"
    qtbot.keyClicks(window.focusWidget(), "Borjade")
    press(qtbot, window, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    assert [(memo.kind, memo.text) for memo in written(window)] == [("journal", "Borjade")]


def test_the_history_is_a_key_away_and_follows_what_is_done(window, pages, qtbot, made):
    press(qtbot, window, Qt.Key.Key_H)
    drawer = pages.widget("history")
    before = drawer.model.rowCount()
    window._session.run(memos.write_memo, "Ett")
    assert drawer.model.rowCount() == before + 1
    pages.close_drawer()
    window._session.run(memos.write_memo, "Två")
    press(qtbot, window, Qt.Key.Key_H)
    assert drawer.model.rowCount() == before + 2


def test_without_a_right_to_write_no_memo_is_begun(window, pages, monkeypatch):
    monkeypatch.setattr(type(window._session), "is_busy", True)
    window._session.busy_changed.emit(True)
    pages.widget("read").memo_wanted.emit()
    assert pages.drawer == ""
