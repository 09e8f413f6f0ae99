"""Reading and marking: every way there is, by the mouse and by keys."""

from PySide6.QtCore import QPoint

from qualcode.core.store import codings, memos, quotes
from tests.shell.hour.evaluator import ALT, CONTROL, KEY, SHIFT, Evaluator

SJOVIK = "Intervju Sjövik"
UNCLEAR = "Det är oklart, tyvärr."
CHIEF = "Chefen säger att det här ska vi inte göra."
THERE = "Då står man där."
UNEQUAL = "De som sitter med har olika mycket att säga till om hemma."
NOBODY = "Och ingen från vårdcentralen."
BANK = "Vi träffas i gamla banken på torsdagar."
EGGS = "Leif steker ägg."
BEST = "Det är det bästa vi har gjort."


def mark_with_the_mouse_and_the_palette(anna: Evaluator) -> None:
    """A code that is not there yet, and one under it; the second word stands after an emoji."""
    hands = anna.hands
    anna.click_row(anna.read.documents.view, SJOVIK)
    assert anna.reader.text() == anna.text(SJOVIK)
    anna.drag_over(UNCLEAR)
    hands.type("Mandat")
    palette = anna.read.choosing.palette
    assert palette.isVisible() and palette.current().code_id is None
    hands.press(KEY.Key_Return)
    assert anna.marks(SJOVIK) == [(UNCLEAR, "Mandat")]
    anna.click_row(anna.read.codes.view, "Mandat")
    anna.drag_over(NOBODY)
    hands.type("Otydligt mandat")
    assert palette.current().above == ""
    hands.press(KEY.Key_Down)
    assert palette.current().above == "Mandat"
    hands.press(KEY.Key_Return)
    assert anna.codes() == ["Mandat", "Mandat > Otydligt mandat"]
    assert (NOBODY, "Otydligt mandat") in anna.marks(SJOVIK)


def mark_with_the_keyboard_alone(anna: Evaluator) -> None:
    """Shift and the arrows, some letters, Ctrl+Enter for one code more; Esc lets it be."""
    hands = anna.hands
    anna.walk_over(CHIEF)
    hands.press(KEY.Key_Return)
    hands.type("oty")
    hands.press(KEY.Key_Return, CONTROL)
    hands.type("Ledning>")
    hands.press(KEY.Key_Backspace)
    hands.press(KEY.Key_Return)
    assert [code for words, code in anna.marks(SJOVIK) if words == CHIEF] == [
        "Otydligt mandat",
        "Ledning",
    ]
    before = anna.steps()
    anna.walk_over(THERE)
    hands.type("man")
    hands.press(KEY.Key_Escape)
    assert anna.steps() == before and anna.reader.hasFocus()


def use_number_keys_and_the_last_code(anna: Evaluator) -> None:
    hands = anna.hands
    anna.drag_over(UNEQUAL)
    hands.press(KEY.Key_1)
    anna.drag_over(THERE)
    hands.press(KEY.Key_Period)
    assert {(UNEQUAL, "Mandat"), (THERE, "Mandat")} <= set(anna.marks(SJOVIK))


def make_a_code_of_the_words(anna: Evaluator) -> None:
    anna.drag_over("gamla banken")
    anna.hands.press(KEY.Key_V, CONTROL | SHIFT)
    assert ("gamla banken", "gamla banken") in anna.marks(SJOVIK)


def drag_words_and_codes(anna: Evaluator) -> None:
    """Words onto a code, and a code onto words."""
    hands, view, port = anna.hands, anna.read.codes.view, anna.reader.viewport()
    anna.drag_over(EGGS)
    start, end = anna.span(EGGS)
    inside = anna.point((start + end) // 2)
    hands.carry(port, inside, view.viewport(), anna.in_row(view, "Ledning"))
    assert (EGGS, "Ledning") in anna.marks(SJOVIK)
    anna.drag_over(BEST)
    start, end = anna.span(BEST)
    inside = anna.point((start + end) // 2)
    hands.carry(view.viewport(), anna.in_row(view, "Ledning"), port, inside)
    assert (BEST, "Ledning") in anna.marks(SJOVIK)


def reshape_passages(anna: Evaluator) -> None:
    """Drawn out by the handle; by a word, a sentence, a turn; split, joined, given another code."""
    hands = anna.hands
    anna.put_caret(EGGS, within=3)
    end = anna.span(EGGS)[1]
    handle = anna.reader.rect_of(end - 1, end).bottomRight() + QPoint(1, 0)
    to = anna.point(anna.span("det bästa")[0] + 2, after=True)
    hands.drag(anna.reader.viewport(), handle, to)
    assert (f"{EGGS} Det är det", "Ledning") in anna.marks(SJOVIK)
    hands.press(KEY.Key_Z, CONTROL)
    assert (EGGS, "Ledning") in anna.marks(SJOVIK)

    anna.put_caret(BANK, within=2)
    hands.press(KEY.Key_Down, CONTROL | SHIFT)
    anna.require_marked(BANK)
    hands.press(KEY.Key_1)
    anna.put_caret(BANK, within=2)
    hands.press(KEY.Key_Left, ALT | SHIFT)
    assert (BANK, "Mandat") not in anna.marks(SJOVIK)
    hands.press(KEY.Key_Right, ALT | SHIFT)
    assert (BANK, "Mandat") in anna.marks(SJOVIK)
    hands.press(KEY.Key_Down, CONTROL | SHIFT)
    hands.wait(lambda: (f"{BANK} {EGGS}", "Mandat") in anna.marks(SJOVIK))
    hands.press(KEY.Key_PageDown, CONTROL | SHIFT)
    assert (f"{BANK} {EGGS} {BEST}", "Mandat") in anna.marks(SJOVIK)

    anna.put_caret(f"{BANK} {EGGS} {BEST}", within=len(BANK) + 3)
    choose_mark(anna, f"{BANK} {EGGS} {BEST}")
    hands.press(KEY.Key_Return, CONTROL | SHIFT)
    assert {(BANK, "Mandat"), (f"{EGGS} {BEST}", "Mandat")} <= set(anna.marks(SJOVIK))
    anna.put_caret(BANK, within=2)
    hands.press(KEY.Key_Backspace, CONTROL | SHIFT)
    assert (f"{BANK} {EGGS} {BEST}", "Mandat") in anna.marks(SJOVIK)

    anna.put_caret(BANK, within=2)
    hands.press(KEY.Key_E, CONTROL | SHIFT)
    hands.type("Samverkan")
    hands.press(KEY.Key_Return)
    assert (f"{BANK} {EGGS} {BEST}", "Samverkan") in anna.marks(SJOVIK)
    assert (f"{BANK} {EGGS} {BEST}", "Mandat") not in anna.marks(SJOVIK)


def choose_mark(anna: Evaluator, words: str) -> None:
    """Of several marks at one place, the one on these words: by its chip beside the text."""
    wanted = anna.mark(SJOVIK, words, "Mandat")
    chip = next(c for c in anna.read.passage.chips() if c.view.coding_id == wanted.coding.id)
    anna.hands.click(chip, QPoint(20, chip.height() // 2))
    anna.reader.setFocus()


def write_beside_the_text(anna: Evaluator) -> None:
    """Comment, condensed, weight, stance, interpretation, printed quote, a memo, the definition."""
    hands, parts = anna.hands, anna.read.passage.parts
    anna.put_caret(UNCLEAR, within=4)
    hands.press(KEY.Key_M, CONTROL | ALT)
    hands.type("Sagt lågt ❤️")
    hands.press(KEY.Key_Return, CONTROL)
    assert anna.reader.hasFocus()
    for fold, field, words in (
        ("condensed", parts.condensed, "Oklart vem som får besluta"),
        ("interpretation", parts.interpretation, "Ansvaret ligger hos ingen"),
    ):
        hands.click(parts.folds[fold].adder)
        assert field.hasFocus()
        hands.type(words)
        hands.press(KEY.Key_Return, CONTROL)
    hands.click(parts.folds["judged"].adder)
    hands.click(parts.weight.buttons[3])
    hands.click(parts.stance.buttons["contradicts"])
    hands.click(parts.folds["printed"].adder)
    hands.type("Det är oklart …")
    hands.press(KEY.Key_Return, CONTROL)
    hands.click(parts.printed.use)
    mark = anna.mark(SJOVIK, UNCLEAR, "Mandat")
    assert (mark.coding.comment, mark.coding.weight) == ("Sagt lågt ❤️", 3)
    assert mark.coding.stance == "contradicts"
    segment = codings.get_segment(anna.db, mark.segment.id)
    assert segment.condensed == "Oklart vem som får besluta"
    assert segment.interpretation == "Ansvaret ligger hos ingen"
    quote = quotes.of_segment(anna.db, segment.id)
    assert (quote.text, quote.chosen) == ("Det är oklart …", True)

    anna.put_caret(UNCLEAR, within=4)
    hands.press(KEY.Key_M, CONTROL)
    hands.type("Fråga Karin igen")
    hands.press(KEY.Key_Escape)
    (memo,) = memos.of_kind(anna.db)
    assert (memo.text, memo.about_id) == ("Fråga Karin igen", segment.id)
    assert anna.reader.hasFocus() and anna.pages.drawer == ""
    hands.press(KEY.Key_F8)
    assert anna.read.passage.card.isVisible()
    hands.press(KEY.Key_F8)
    assert not anna.read.passage.card.isVisible()


def undo_and_redo_several(anna: Evaluator) -> None:
    """Six steps back and six again, and everything stands as it stood."""
    before, paths = anna.marks(SJOVIK), anna.codes()
    anna.hands.press(KEY.Key_Z, CONTROL, times=6)
    assert memos.of_kind(anna.db) == []
    anna.hands.press(KEY.Key_Y, CONTROL, times=6)
    assert (anna.marks(SJOVIK), anna.codes()) == (before, paths)
    assert len(memos.of_kind(anna.db)) == 1
