"""Ctrl+F in the text finds there; Ctrl+G goes on; what was found everywhere stands out too."""

import pytest
from PySide6.QtCore import Qt

from qualcode.core.analysis.search.find import Finder
from qualcode.core.analysis.search.wanted import Wanted
from qualcode.shell.text.spans import Spans
from tests.shell.pages.conftest import OTHER, SPEECH

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def bar(work):
    work.press(Qt.Key.Key_F, CONTROL)
    return work.page.find_in_text.bar


def found(work):
    text = work.reader.text()
    return [text[start:end] for start, end in work.reader.hits.spans]


def everywhere(work, words):
    by_document = {}
    for hit in Finder().find(work.db, Wanted(words)):
        by_document.setdefault(hit.document_id, []).append(hit)
    work.page.find_in_text.show_found(by_document)


def test_letters_are_found_as_they_are_typed_and_the_first_is_selected(work, bar):
    work.write("det")
    assert found(work) == ["Det", "det"]
    assert work.reader.selected_text() == "Det"
    assert bar._count.text() == "1 of 2"
    assert bar.field.hasFocus()


def test_enter_and_the_arrows_go_round(work, bar):
    work.write("det")
    for key, expected in (
        (Qt.Key.Key_Return, "det"),
        (Qt.Key.Key_Down, "Det"),
        (Qt.Key.Key_Up, "det"),
        (Qt.Key.Key_F3, "Det"),
    ):
        work.press(key)
        assert work.reader.selected_text() == expected


def test_positions_after_an_emoji_are_right(work, bar):
    work.write("vårdcentralen")
    start = SPEECH.index("vårdcentralen")
    assert work.reader.hits.spans == [(start, start + 13)]


def test_what_is_not_there_is_said(work, bar):
    work.write("xyz")
    assert bar._count.text() == "Not found"
    assert not bar.next.isEnabled()


def test_a_selected_word_is_looked_for(work, bar):
    work.press(Qt.Key.Key_Escape)
    work.select("oklart")
    work.press(Qt.Key.Key_F, CONTROL)
    assert bar.field.text() == "oklart"


def test_escape_gives_the_keys_back_to_the_text(work, bar):
    work.write("det")
    work.press(Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert work.reader.hasFocus()
    assert found(work) == []


def test_once_more_finds_everywhere(work, bar):
    wanted = []
    work.page.drawer_wanted.connect(lambda *words: wanted.append(words))
    work.write("det")
    work.press(Qt.Key.Key_F, CONTROL)
    assert wanted == [("find", "det")]
    assert not bar.isVisible()


def test_what_was_found_everywhere_stands_out_in_each_text(work):
    everywhere(work, "har")
    assert found(work) == ["har"]
    work.page.show_document(work.made.documents["Intervju Almby"])
    assert found(work) == ["har"]
    work.page.find_in_text.show_found({})
    assert found(work) == []


def test_ctrl_g_goes_through_the_texts_and_round(work):
    everywhere(work, "har")
    work.reader.set_caret(0)
    places = []
    for _step in range(3):
        work.press(Qt.Key.Key_G, CONTROL)
        places.append((work.page.shown.document.title, work.reader.caret()))
    first, second = ("Intervju Sjövik", SPEECH.index("har")), ("Intervju Almby", OTHER.index("har"))
    assert places == [first, second, first]
    work.press(Qt.Key.Key_G, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert (work.page.shown.document.title, work.reader.caret()) == second


def test_hits_of_a_text_that_is_another_by_now_do_not_stand_out(work):
    finding = work.page.find_in_text
    everywhere(work, "har")
    (hit,) = finding._found[work.page.current_document()]
    object.__setattr__(hit, "text_sha256", "0" * 64)
    finding.show_found(dict(finding._found))
    assert found(work) == []


def test_hits_are_found_by_position():
    hits = Spans()
    hits.set([(10, 12), (0, 3), (5, 6)])
    assert hits.touching(3, 10) == [(5, 6)]
    assert hits.touching(2, 11) == [(0, 3), (5, 6), (10, 12)]
    assert hits.touching(12, 20) == []


def test_a_hit_is_painted(work):
    before = work.reader.grab().toImage()
    everywhere(work, "har")
    assert work.reader.grab().toImage() != before
