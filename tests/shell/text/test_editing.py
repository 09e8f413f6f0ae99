"""The editor: what is written in it becomes edits of the stored text, and of nothing else."""

import random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest

from qualcode.core.model.anchoring import align_edits
from qualcode.shell.text.editing import TextEditor
from qualcode.shell.text.measure import text_font
from qualcode.shell.text.offsets import LONGEST_BLOCK
from qualcode.shell.text.views import MarkView, TextStyle
from qualcode.shell.theme import DARK, LIGHT, apply

TEXT = "Eva: Vi ❤️ har\u00a0ett 👩‍👩‍👧 mandat.\nLo: A\u030a ja.\u2028Nej\x00 då.\n\nEva: Slut."


@pytest.fixture
def editor(qtbot):
    made = TextEditor()
    qtbot.addWidget(made)
    made.resize(700, 400)
    made.show()
    return made


def load(editor, text=TEXT, marks=()):
    editor.load(text, marks, TextStyle(), LIGHT)
    return editor


def write(editor, position, words, *, over=0):
    """Put words at a code point, over so many characters."""
    editor.go_to(position, position + over if over else None)
    editor.textCursor().insertText(words)


def result(editor):
    return align_edits(editor.stored, editor.edits()).new


def test_what_is_loaded_is_not_changed(editor):
    assert load(editor).edits() == []


def test_typed_letters_are_one_edit(editor):
    load(editor)
    editor.go_to(TEXT.index("mandat") + 6)
    QTest.keyClicks(editor, "et")
    assert result(editor) == TEXT.replace("mandat", "mandatet")
    assert len(editor.edits()) == 1


def test_around_signs_that_qt_changes_nothing_else_changes(editor):
    load(editor)
    for words in ("har", "Nej", "Slut", "Lo"):
        write(editor, TEXT.index(words), "❤️ ")
    expected = TEXT
    for words in ("har", "Nej", "Slut", "Lo"):
        expected = expected.replace(words, "❤️ " + words)
    assert result(editor) == expected
    assert "\x00" in result(editor)
    assert "\u00a0" in result(editor)


def test_lines_are_joined_and_divided(editor):
    load(editor)
    editor.go_to(TEXT.index("Lo"))
    QTest.keyClick(editor, Qt.Key.Key_Backspace)
    QTest.keyClick(editor, Qt.Key.Key_Space)
    editor.go_to(TEXT.index("Slut"))
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert result(editor) == TEXT.replace("\nLo", " Lo").replace("Slut", "\nSlut")


def test_what_is_undone_is_no_edit(editor):
    load(editor)
    write(editor, 5, "Ja. ")
    editor.undo()
    assert editor.edits() == []
    editor.redo()
    assert result(editor) == TEXT[:5] + "Ja. " + TEXT[5:]


def test_all_of_it_can_be_written_anew(editor):
    load(editor)
    editor.selectAll()
    editor.textCursor().insertText("Nytt.\nText ❤️.")
    assert result(editor) == "Nytt.\nText ❤️."


def test_a_text_with_paragraphs_beyond_measure_gets_no_breaks(editor):
    text = "ord ❤️ " * (LONGEST_BLOCK // 2)
    load(editor, text)
    assert editor.document().blockCount() > 2
    place = editor._display.breaks[0]
    for at in (place - 3, place, place + 9):
        write(editor, at, "X")
    expected = text
    for at in (place + 9, place, place - 3):
        expected = expected[:at] + "X" + expected[at:]
    assert result(editor) == expected
    editor.undo()
    editor.undo()
    editor.undo()
    assert editor.edits() == []


def test_words_written_over_a_break_of_the_display_alone(editor):
    text = "ord " * LONGEST_BLOCK
    load(editor, text)
    place = editor._display.breaks[0]
    write(editor, place - 8, "nytt ", over=16)
    assert result(editor) == text[: place - 8] + "nytt " + text[place + 8 :]
    editor.undo()
    assert editor.edits() == []


def units(text):
    return len(text.encode("utf-16-le")) // 2


@pytest.mark.parametrize("seed", range(8))
def test_whatever_is_done_the_edits_make_what_is_seen(editor, seed):
    chance = random.Random(seed)
    text = (TEXT + "\n") * 20
    load(editor, text)
    for _ in range(40):
        now = editor._selected(0, editor.document().characterCount() - 1)
        start = chance.randint(0, len(now))
        end = min(len(now), start + chance.choice([0, 0, 1, 7]))
        cursor = QTextCursor(editor.document())
        cursor.setPosition(units(now[:start]))
        cursor.setPosition(units(now[:end]), QTextCursor.MoveMode.KeepAnchor)
        action = chance.choice(["write", "write", "undo"])
        if action == "undo":
            editor.undo()
        else:
            cursor.insertText(chance.choice(["", "x", "två ord", "\n", "❤️", "\u00a0"]))
    everything = editor._selected(0, editor.document().characterCount() - 1)
    shown = result(editor).replace("\x00", "\ufffd").replace("\n", "\u2029")
    assert shown == everything


def test_edits_put_aside_are_taken_up_again(editor):
    load(editor)
    write(editor, TEXT.index("Lo"), "Nja ")
    write(editor, TEXT.index("ett"), "", over=4)
    edits, expected = editor.edits(), result(editor)
    load(editor).apply(edits)
    assert result(editor) == expected
    editor.undo()
    assert editor.edits() == []


def test_marks_are_painted_under_their_words_and_move_with_them(editor, qtbot):
    start = TEXT.index("mandat")
    mark = MarkView("a", start, start + 6, "c", "Mandat", "#e07a5f")
    load(editor, marks=[mark])

    def painted():
        picture = editor.viewport().grab().toImage()
        ground = picture.pixelColor(picture.width() - 2, picture.height() - 2)
        return [
            x
            for x in range(picture.width())
            for y in range(0, 40, 3)
            if picture.pixelColor(x, y).red() - picture.pixelColor(x, y).blue() > 25
            and picture.pixelColor(x, y) != ground
        ]

    before = min(painted())
    write(editor, 0, "Wide words ")
    assert min(painted()) > before + 20
    editor.set_theme(DARK)
    editor.set_marks([])
    assert not painted()


def test_places_are_told_in_what_was_loaded(editor):
    load(editor)
    write(editor, 0, "Före. ")
    editor.go_to(TEXT.index("mandat"))
    assert editor.caret() == TEXT.index("mandat")
    assert editor.top() == 0


def test_lines_are_never_longer_than_the_column(qtbot):
    made = TextEditor()
    qtbot.addWidget(made)
    load(made, "ord " * 400)
    for width in (840, 500, 1000):
        made.resize(width, 400)
        made.show()
        qtbot.wait(10)
        made.blockBoundingRect(made.firstVisibleBlock())
        line = made.firstVisibleBlock().layout().lineAt(0)
        assert line.width() <= made.viewport().width()
        assert made.horizontalScrollBar().maximum() == 0


def test_the_text_is_as_large_as_where_it_is_read(qapp, editor):
    style = TextStyle(zoom=1.5)
    editor.load(TEXT, (), style, LIGHT)
    apply(qapp, LIGHT)  # the window's own font is set on everything then
    QTest.qWait(0)
    assert editor.document().defaultFont().pointSizeF() == text_font(style).pointSizeF()
