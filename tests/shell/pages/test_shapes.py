"""Drawing passages out and in, splitting, joining: by keys, in the text."""

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from qualcode.core.analysis.language import warm_up
from qualcode.core.operations import passages
from qualcode.core.operations.coders import add_coder
from qualcode.core.store import codings
from qualcode.shell.dialogs.question import Question

UNCLEAR = "Det är oklart, tyvärr."
CHEF = "Chefen säger att det här ska vi inte göra."
HOME = "olika mycket att säga till om hemma"
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SHIFT, KEY = Qt.KeyboardModifier.ShiftModifier, Qt.Key


@pytest.fixture(scope="module", autouse=True)
def rules():
    """Read in before: how long that takes is another test's matter."""
    warm_up("sv")
    warm_up("en")


def selected(work):
    span = work.reader.selection()
    return work.reader.text()[span.start : span.end] if span else None


def tag(work, words, key=KEY.Key_1):
    work.select(words)
    work.press(key)
    work.reader.clear_selection()


def wait_for(work, words):
    work.qtbot.waitUntil(lambda: selected(work) == words)


def test_the_sentence_and_the_turn_at_the_caret_are_marked(work):
    work.put_caret("klart")
    work.press(KEY.Key_Down, CONTROL | SHIFT)
    wait_for(work, UNCLEAR)
    work.press(KEY.Key_Down, CONTROL | SHIFT)
    wait_for(work, f"{UNCLEAR} {CHEF}")
    work.press(KEY.Key_Up, CONTROL | SHIFT)
    wait_for(work, UNCLEAR)
    work.press(KEY.Key_PageDown, CONTROL | SHIFT)
    wait_for(work, f"{UNCLEAR} {CHEF}")


def test_a_selection_begins_a_sentence_earlier_and_a_word_later(work):
    work.select("Chefen säger")
    work.press(KEY.Key_PageUp, SHIFT | ALT)
    wait_for(work, f"{UNCLEAR} Chefen säger")
    work.press(KEY.Key_Down, SHIFT | ALT)
    wait_for(work, f"{UNCLEAR[4:]} Chefen säger")


def test_a_passage_is_drawn_out_by_a_sentence_and_that_is_undone(work):
    tag(work, UNCLEAR)
    work.put_caret("oklart")
    work.press(KEY.Key_Down, CONTROL | SHIFT)
    work.qtbot.waitUntil(lambda: work.marks() == [(f"{UNCLEAR} {CHEF}", "Mandat", "AL")])
    assert work.reader.selection() is None
    work.session.undo()
    assert work.marks() == [(UNCLEAR, "Mandat", "AL")]


def test_a_passage_without_another_sentence_stays(work):
    tag(work, UNCLEAR)
    work.put_caret("oklart")
    work.press(KEY.Key_Up, CONTROL | SHIFT)
    assert work.marks() == [(UNCLEAR, "Mandat", "AL")]


def test_the_rules_are_made_ready_beside_the_window(work):
    """The step is done as soon as they are."""
    work.page.coding.edges._sentences._ready.clear()
    work.put_caret("oklart")
    work.press(KEY.Key_Down, CONTROL | SHIFT)
    wait_for(work, UNCLEAR)


def test_a_passage_is_split_at_the_word_of_the_caret(work):
    tag(work, UNCLEAR)
    work.put_caret("oklart")
    work.press(KEY.Key_Return, CONTROL | SHIFT)
    assert work.marks() == [("Det är", "Mandat", "AL"), ("oklart, tyvärr.", "Mandat", "AL")]
    work.session.undo()
    assert work.shown() == [(UNCLEAR, "Mandat")]


def test_a_split_in_the_first_word_is_refused_in_a_sentence(work):
    tag(work, UNCLEAR)
    work.put_caret("Det är")
    with work.qtbot.waitSignal(work.session.refused) as told:
        work.press(KEY.Key_Return, CONTROL | SHIFT)
    assert "between two words" in told.args[0]


def test_passages_that_are_marked_over_are_joined(work):
    tag(work, "Det är oklart")
    tag(work, CHEF, KEY.Key_2)
    work.select(f"{UNCLEAR} {CHEF}")
    work.press(KEY.Key_Backspace, CONTROL | SHIFT)
    whole = f"{UNCLEAR} {CHEF}"
    assert work.marks() == [(whole, "Mandat", "AL"), (whole, "Otydligt mandat", "AL")]
    work.session.undo()
    assert len({quote for quote, _, _ in work.marks()}) == 2


def test_a_passage_is_joined_with_those_of_its_code_that_it_touches(work):
    for words, key in ((UNCLEAR, 1), (CHEF, 1), ("säger att", 2), (HOME, 1)):
        tag(work, words, getattr(KEY, f"Key_{key}"))
    work.put_caret("oklart")
    work.press(KEY.Key_Backspace, CONTROL | SHIFT)
    assert sorted(work.marks()) == sorted(
        [
            (f"{UNCLEAR} {CHEF}", "Mandat", "AL"),
            ("säger att", "Otydligt mandat", "AL"),
            (HOME, "Mandat", "AL"),
        ]
    )


def test_nothing_to_join_is_told(work):
    tag(work, UNCLEAR)
    work.put_caret("oklart")
    with work.qtbot.waitSignal(work.session.refused) as told:
        work.press(KEY.Key_Backspace, CONTROL | SHIFT)
    assert "nothing to join" in told.args[0]


def test_another_evaluator_s_passage_is_split_only_after_asking(work, monkeypatch):
    made = work.made
    bo = add_coder(made.project, "Bo Ek").first("coders")
    document = made.documents["Intervju Sjövik"]
    start = work.reader.text().index(UNCLEAR)
    code = work.code("Roller").id
    changes = passages.code_passage(made.project, bo, document, start, start + len(UNCLEAR), [code])
    work.session.changed.emit(changes)
    work.put_caret("oklart")
    monkeypatch.setattr(Question, "ask", lambda *_args: False)
    work.press(KEY.Key_Return, CONTROL | SHIFT)
    assert len(codings.segments_in(work.db, document)) == 1
    monkeypatch.setattr(Question, "ask", lambda *_args: True)
    work.press(KEY.Key_Return, CONTROL | SHIFT)
    assert {s.coder_id for s in codings.segments_in(work.db, document)} == {bo}
    assert len(codings.segments_in(work.db, document)) == 2


def drag(work, start, end):
    """Mark with the mouse from one character to another."""
    reader = work.reader
    reader.clear_selection()
    points = [reader.rect_of(place, place).center() for place in (start, end)]
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    for kind, point, button, held in (
        (QEvent.Type.MouseButtonPress, points[0], left, left),
        (QEvent.Type.MouseMove, points[1], none, left),
        (QEvent.Type.MouseButtonRelease, points[1], left, none),
    ):
        place = QPointF(reader.viewport().mapToGlobal(point))
        event = QMouseEvent(
            kind, QPointF(point), place, button, held, Qt.KeyboardModifier.NoModifier
        )
        QApplication.sendEvent(reader.viewport(), event)


def test_the_mouse_marks_whole_words_on_request_and_that_is_remembered(work):
    start = work.reader.text().index(UNCLEAR)
    drag(work, start + 5, start + 10)
    assert selected(work) == "r okl"
    work.page.coding.marking.whole_words.trigger()
    drag(work, start + 5, start + 10)
    assert selected(work) == "är oklart"
    assert work.session.settings.window["whole_words"] is True
    work.page.coding.marking.whole_words.trigger()
    drag(work, start + 5, start + 10)
    assert selected(work) == "r okl"


# Speakers' labels

ASKED = "mandatet? 👩‍👩‍👧"


def mark_over(work, words):
    start = work.reader.text().index(words)
    work.reader.select(start, start + len(words))
    work.page.coding.tag_with([work.code("Mandat").id])
    return quotes_of(work)


def quotes_of(work):
    return [one.quote for one in codings.all_segments(work.session.project.db)]


def test_what_is_marked_begins_with_what_is_said(work):
    assert mark_over(work, "Karin: Det är") == ["Det är"]


def test_half_a_label_is_left_out_too_and_so_is_the_label_of_whoever_speaks_next(work):
    assert mark_over(work, "rin: Det är oklart") == ["Det är oklart"]
    assert mark_over(work, f"{ASKED}\nKarin:")[0] == ASKED


def test_labels_between_turns_stay_and_so_does_one_that_is_marked_alone(work):
    assert mark_over(work, f"{ASKED}\nKarin: Det är") == [f"{ASKED}\nKarin: Det är"]
    assert mark_over(work, "Karin")[1:] == ["Karin"]


def test_labels_are_marked_on_request_and_that_is_remembered(work):
    work.page.coding.marking.no_labels.trigger()
    assert mark_over(work, "Karin: Det är") == ["Karin: Det är"]
    assert work.session.settings.window["no_labels"] is False


def test_a_code_that_is_called_as_the_words_is_not_called_as_the_speaker(work):
    start = work.reader.text().index("Karin: Det är")
    work.reader.select(start, start + len("Karin: Det är"))
    work.page.coding.code_in_vivo()
    assert work.code("Det är")


def test_that_a_word_was_cut_is_said_once_with_what_to_do(work):
    hint = work.page.coding.marking.hint
    mark_over(work, "Det är")
    assert hint.text == ""
    mark_over(work, "t är okl")
    assert hint.text.startswith("A part of a word was marked.")
    hint.buttons[0].click()
    assert work.page.coding.marking.whole_words.isChecked()
    assert work.reader.whole_words and hint.isHidden()
    work.page.coding.marking.whole_words.trigger()
    mark_over(work, "r okl")
    assert hint.isHidden()
