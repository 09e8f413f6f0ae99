"""What is written of a passage: judged, read, printed; the code's definition; memos; many at once."""

import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from qualcode.core.operations import memos, passages
from qualcode.core.store import codings
from qualcode.core.store import quotes as quotes_store
from qualcode.shell.pages.passage_view import MOST_CHIPS
from qualcode.shell.panels.chip_list import ChipList
from tests.shell.pages.conftest import SPEECH

UNCLEAR = "Det är oklart, tyvärr."


@pytest.fixture
def marked(made):
    made.mark("Mandat", UNCLEAR)
    made.mark("Roller", "olika mycket", by="Mikael Berg")


@pytest.fixture
def work(marked, work):
    work.put_caret("oklart")
    return work


@pytest.fixture
def parts(work):
    return work.page.passage.parts


def seen(parts):
    return [key for key, fold in parts.folds.items() if fold.isVisible()]


def coding(work):
    return work.page.shown.current_coding().coding


def printed(work):
    return quotes_store.of_segment(work.db, work.page.shown.current_coding().segment.id)


def test_parts_with_nothing_in_them_are_buttons(work, parts):
    assert seen(parts) == []
    parts.folds["interpretation"].adder.click()
    assert seen(parts) == ["interpretation"]
    assert parts.interpretation.hasFocus()


def test_an_interpretation_is_kept_as_one_goes(work, parts):
    parts.folds["interpretation"].adder.click()
    work.write("Ingen vet")
    work.reader.setFocus()
    assert work.page.shown.current_coding().segment.interpretation == "Ingen vet"
    assert work.session.undo_label() == "Interpret “Mandat”"
    work.session.undo()
    assert parts.interpretation.toPlainText() == ""


def test_a_part_left_empty_folds_when_one_goes_on(work, parts):
    parts.folds["interpretation"].adder.click()
    work.reader.setFocus()
    work.put_caret("olika")
    work.put_caret("oklart")
    assert seen(parts) == []


def test_weight_and_stance_are_one_click_and_one_click_back(work, parts):
    parts.folds["judged"].adder.click()
    parts.weight.buttons[3].click()
    parts.stance.buttons["contradicts"].click()
    assert (coding(work).weight, coding(work).stance) == (3, "contradicts")
    assert work.page.passage.chips()[0].view.sign == "−•••"
    parts.weight.buttons[3].click()
    assert coding(work).weight is None
    assert parts.weight.value is None


def test_arrows_go_between_the_choices(work, parts):
    parts.folds["judged"].adder.click()
    work.press(Qt.Key.Key_Right)
    work.press(Qt.Key.Key_Space)
    assert coding(work).weight == 2


def test_a_printed_form_begins_with_what_was_said(work, parts):
    parts.folds["printed"].adder.click()
    parts.printed.take_words.click()
    assert parts.printed.words.toPlainText() == UNCLEAR
    work.reader.setFocus()
    assert printed(work) is None  # its own words are no other form


def test_a_word_that_was_not_said_is_named_beside_it(work, parts):
    parts.folds["printed"].adder.click()
    work.write("Det är solklart")
    parts.printed.check()
    assert "“solklart” is not the respondent’s word" in parts.printed.warning.text()
    work.reader.setFocus()
    assert printed(work).text == "Det är solklart"


def test_what_is_marked_gives_way_to_a_sign_of_omission(work, parts):
    parts.folds["printed"].adder.click()
    parts.printed.take_words.click()
    cursor = parts.printed.words.textCursor()
    cursor.setPosition(4)
    cursor.setPosition(6, cursor.MoveMode.KeepAnchor)
    parts.printed.words.setTextCursor(cursor)
    parts.printed.omit.click()
    parts.printed.check()
    assert parts.printed.words.toPlainText() == "Det … oklart, tyvärr."
    assert not parts.printed.warning.isVisible()


def test_a_quote_is_chosen_for_the_report_and_again_not(work, parts):
    parts.folds["printed"].adder.click()
    parts.printed.use.click()
    assert printed(work).chosen == 1
    parts.printed.use.click()
    assert printed(work) is None


def test_another_evaluators_passage_may_be_printed_but_not_judged(work, parts):
    work.put_caret("olika")
    assert parts.folds["printed"].adder.isVisible()
    assert not parts.folds["judged"].adder.isVisible()


def test_words_being_written_go_to_their_own_passage(work, parts):
    parts.interpretation.setFocus()
    work.write("Ingen vet")
    work.page.show_document(work.made.documents["Intervju Almby"])
    found = codings.segments_in(work.db, work.made.documents["Intervju Sjövik"])
    assert [segment.interpretation for segment in found] == ["Ingen vet", None]


def test_memos_on_the_passage_stand_beside_it(work, parts):
    segment = work.page.shown.current_coding().segment.id
    opened = []
    work.page.memo_opened.connect(opened.append)
    done = work.session.run(memos.write_memo, "Fråga igen.", about=("segments", segment))
    (button,) = parts.memos.buttons
    assert button.text() == "Fråga igen."
    button.click()
    assert opened == [done.first("memos")]
    work.session.undo()
    assert seen(parts) == []


def test_a_memo_on_words_without_a_code_is_seen_there(work):
    start = work.reader.text().index("Chefen")
    document = work.made.documents["Intervju Sjövik"]
    work.session.run(memos.write_memo_on_words, document, start, start + 6, "Vem?")
    work.put_caret("Chefen")
    assert [button.text() for button in work.page.passage.memos_here.buttons] == ["Vem?"]


def test_the_definition_is_a_key_away_and_stays(work):
    assert not work.page.passage.card.isVisible()
    work.press(Qt.Key.Key_F8)
    assert "Rätten att besluta." in work.page.passage.card.words.text()
    work.put_caret("olika")
    assert "It has no definition yet." in work.page.passage.card.words.text()
    work.press(Qt.Key.Key_F8)
    assert not work.page.passage.card.isVisible()


def test_without_a_passage_the_card_tells_of_the_code_one_is_at(work):
    work.put_caret("Chefen")
    work.page.beside.define.trigger()
    work.choose_code("Mandat")
    assert "Rätten att besluta." in work.page.passage.card.words.text()


def test_f4_goes_to_the_inspector_and_back(work):
    work.press(Qt.Key.Key_F4)
    assert work.page.passage.isAncestorOf(QApplication.focusWidget())
    work.press(Qt.Key.Key_F4)
    assert work.reader.hasFocus()


def test_what_is_looked_at_is_chosen_everywhere(work):
    chosen = work.page.chosen
    segment = work.page.shown.current_coding().segment
    assert (chosen.segment_id, chosen.span) == (segment.id, (segment.start, segment.end))
    work.select("Chefen")
    assert chosen.segment_id is None
    assert work.reader.text()[chosen.span.start : chosen.span.end] == "Chefen"


@pytest.fixture
def many(made):
    """Five hundred codes on the same words."""
    found = [made.code(f"Kod {number}") for number in range(500)]
    start = SPEECH.index(UNCLEAR)
    document = made.documents["Intervju Sjövik"]
    passages.code_passage(made.project, made.someone, document, start, start + len(UNCLEAR), found)


@pytest.fixture
def crowded(many, work):
    return work


def test_of_very_many_codes_a_few_have_a_chip_and_all_are_in_a_list(crowded):
    crowded.put_caret("oklart")
    panel = crowded.page.passage
    assert len(panel.chips()) == MOST_CHIPS
    panel.more_button.click()
    found = crowded.page.findChild(ChipList)
    assert found.model.rowCount() == 501
    found.field.setText("kod 499")
    crowded.qtbot.keyClick(found.field, Qt.Key.Key_Return)
    assert panel.chips()[0].view.name == "Kod 499"
    assert panel.chips()[0].isChecked()


def test_the_caret_moves_quickly_among_five_hundred_marks(crowded):
    times = []
    for place in range(20):
        crowded.reader.set_caret(crowded.reader.text().index(UNCLEAR) + 1 + place)
        start = time.thread_time()
        crowded.page.beside.refresh()
        times.append(time.thread_time() - start)
    assert sorted(times)[10] < 0.02  # a millisecond on a quiet machine


def test_words_on_a_passage_that_is_undone_come_back_with_it(work, parts):
    told = []
    work.session.refused.connect(told.append)
    work.select("Chefen")
    work.page.coding.tag_with([work.code("Roller").id])
    work.reader.clear_selection()
    work.put_caret("Chefen")
    work.page.passage.comment.setFocus()
    work.write("varför?")
    work.session.undo()
    assert "not there any more" in told[0]
    work.session.redo()
    work.put_caret("Chefen")
    work.qtbot.waitUntil(lambda: work.page.passage.comment.toPlainText() == "varför?")
    work.page.passage.write_out()
    assert coding(work).comment == "varför?"
