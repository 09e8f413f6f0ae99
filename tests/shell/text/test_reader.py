from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QColor, QContextMenuEvent, QGuiApplication, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from qualcode.shell.text.margin import LABEL_HEIGHT
from qualcode.shell.text.views import LINES, TextStyle, TurnView
from qualcode.shell.theme import DARK, LIGHT, contrast
from tests.shell.text.conftest import ANNA, BLUE, MARIA, RED, mark

TEXT = "Precis. De som sitter med har olika mycket att säga.\nJag tycker nog det. ❤️ 👩‍👩‍👧 Ja.\n"
LONG = "\n".join(f"Stycke {i} " + "om samverkan mellan parterna " * 12 for i in range(400))
PLAIN = LIGHT.ground


def fill(colour: str, theme=LIGHT) -> str:
    return theme.mark(colour).name()


# Positions


def test_a_selection_is_the_stored_texts_after_emoji(shown):
    reader = shown(TEXT)
    start = TEXT.index("Ja.")
    reader.select(start, start + 3)
    assert reader.selection() == (start, start + 3)
    assert reader.selected_text() == "Ja."


def test_outer_white_space_is_no_part_of_a_selection(shown):
    reader = shown("ett  två \n tre")
    reader.select(3, 11)
    assert reader.selection() == (5, 8)
    assert reader.selected_text() == "  två \n "
    reader.select(3, 5)
    assert reader.selection() is None


def test_a_selection_goes_on_over_line_breaks_of_all_kinds(shown):
    text = "a\u2028b\u2029c\nd\u00a0e\tf"
    reader = shown(text)
    for end in range(1, len(text) + 1):
        reader.select(0, end)
        assert reader.selected_text() == text[:end]


def test_a_selection_in_a_paragraph_of_two_million_characters(shown):
    text = "ord " * 500_000
    reader = shown(text)
    start = 1_999_000
    reader.select(start, start + 3)
    assert reader.selection() == (start, start + 3)
    reader.scroll_to(start, start + 3)
    assert reader.visible_span().start <= start < reader.visible_span().end


def test_keys_select_character_by_character_and_word_by_word(shown):
    reader = shown("👩‍👩‍👧 samverkan i gruppen")
    QTest.keyClick(reader, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert reader.selected_text() == "👩‍👩‍👧"
    QTest.keyClick(reader, Qt.Key.Key_Right)
    QTest.keyClick(
        reader,
        Qt.Key.Key_Right,
        Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier,
    )
    assert reader.selected_text().strip() == "" or "samverkan".startswith(reader.selected_text())


def test_down_and_page_down_move_the_caret_and_end_reaches_the_last_character(shown):
    reader = shown(LONG)
    QTest.keyClick(reader, Qt.Key.Key_Down)
    one = reader.caret()
    QTest.keyClick(reader, Qt.Key.Key_PageDown)
    assert 0 < one < reader.caret()
    QTest.keyClick(reader, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert reader.caret() == len(LONG)
    assert reader.visible_span().end == len(LONG)


def test_dragging_the_mouse_selects_what_is_dragged_over(shown, seen):
    reader = shown(TEXT)
    start = TEXT.index("sitter")
    QTest.mousePress(reader.viewport(), Qt.MouseButton.LeftButton, pos=seen.point(start, into=0.05))
    QTest.mouseMove(reader.viewport(), seen.point(start + 5, into=0.95))
    QTest.mouseRelease(
        reader.viewport(), Qt.MouseButton.LeftButton, pos=seen.point(start + 5, into=0.95)
    )
    assert reader.selected_text() == "sitter"


def test_a_word_is_selected_by_a_double_click(shown, seen):
    reader = shown(TEXT)
    QTest.mouseDClick(
        reader.viewport(), Qt.MouseButton.LeftButton, pos=seen.point(TEXT.index("olika") + 2)
    )
    assert reader.selected_text() == "olika"


def test_selecting_is_told_once_for_each_change(shown, qtbot):
    reader = shown(TEXT)
    with qtbot.waitSignal(reader.selection_changed):
        reader.select(0, 6)


# Marks


def test_a_mark_is_painted_under_its_characters_and_no_others(shown, seen):
    start = TEXT.index("nog")
    shown(TEXT, mark("a", start, start + 3))
    assert seen.ground(start) == seen.ground(start + 2) == fill(RED)
    assert seen.ground(start - 2) == seen.ground(start + 5) == PLAIN


def test_a_mark_after_emoji_is_painted_under_its_characters(shown, seen):
    start = TEXT.rindex("Ja.")
    shown(TEXT, mark("a", start, start + 2))
    assert seen.ground(start) == fill(RED)
    assert seen.ground(start + 2) == PLAIN


def test_where_two_marks_overlap_each_has_its_band(shown, seen):
    shown(TEXT, mark("a", 0, 30), mark("b", 10, 40, colour=BLUE))
    assert seen.ground(5, down=0.12) == fill(RED)
    assert seen.ground(20, down=0.12) == fill(RED)
    assert seen.ground(20, down=0.9) == fill(BLUE)
    assert seen.ground(35, down=0.12) == fill(BLUE)


def test_a_mark_over_two_paragraphs_is_painted_on_both(shown, seen):
    shown(TEXT, mark("a", 30, 70))
    second = TEXT.index("\n") + 2
    assert seen.ground(40) == seen.ground(second) == fill(RED)


def test_an_added_mark_is_seen_and_a_removed_one_is_gone(shown, seen):
    reader = shown(TEXT)
    reader.add_marks([mark("a", 0, 6)])
    assert seen.ground(4) == fill(RED)
    reader.add_marks([mark("a", 8, 10)])
    assert seen.ground(4) == PLAIN
    assert seen.ground(9) == fill(RED)
    reader.remove_marks(["a", "unknown"])
    assert seen.ground(9) == PLAIN
    assert reader.marks() == []


def test_dim_marks_stand_back(shown, seen):
    shown(TEXT, mark("a", 0, 6, dim=True), mark("b", 10, 16))
    faint, strong = QColor(seen.ground(4)), QColor(seen.ground(12))
    assert QColor(PLAIN).green() > faint.green() > strong.green()


def test_the_dark_theme_paints_the_lighter_sister(shown, seen):
    reader = shown(TEXT, mark("a", 0, 6))
    reader.set_theme(DARK)
    assert seen.ground(4) == fill(RED, DARK)
    assert seen.ground(20) == DARK.ground


def test_marks_at_a_place_come_with_the_shortest_first(shown):
    reader = shown(TEXT, mark("long", 0, 40), mark("short", 8, 14))
    assert [m.key for m in reader.marks_at(10)] == ["short", "long"]
    assert reader.marks_at(45) == []


def test_500_overlapping_marks_on_one_word(shown, seen):
    reader = shown(TEXT, *(mark(str(i), 8, 14, colour=f"#a0{i % 256:02x}50") for i in range(500)))
    assert seen.ground(9) != PLAIN
    assert len(reader.marks_at(9)) == 500
    (labels,) = [reader._margins.composition.labels]
    assert sum(len(label.keys) for label in labels) == 500
    assert labels[-1].more > 480


def test_a_new_text_has_no_marks(shown):
    reader = shown(TEXT, mark("a", 0, 6))
    reader.show_text("other", "", "", TEXT)
    assert reader.marks() == []
    assert reader.current() is None


def test_marks_on_white_space_and_nothing_do_not_hurt(shown):
    reader = shown("a \n\n b", mark("a", 1, 4), mark("b", 3, 3))
    reader.viewport().grab()
    assert [m.key for m in reader.marks()] == ["a"]


@pytest.mark.parametrize(
    "text",
    [
        "שלום עולם, זה ראיון על שיתוף פעולה. " * 20,
        "مرحبا بالعالم ABC 123 هذه مقابلة " * 20,
        "\u200b\u200d\u200c\u2060\ufeff" * 50,
        "\u202eomvänd\u202c text " * 30,
        "e\u0301\u0302\u0303" * 500,
        "\0\ufffc\ufdd0\r\x0b\x0c",
        "",
        "\n" * 1000,
        "🇸🇪👍🏽1️⃣" * 300,
        "ก็ไม่มีช่องว่างระหว่างคำ" * 100,
    ],
    ids=["hebrew", "arabic", "zero-width", "overrides", "combining", "controls", "empty", "lines",
         "flags", "thai"],
)  # fmt: skip
def test_awkward_text_is_shown_marked_and_selected(shown, text):
    marks = [mark(str(i), i, min(i + 9, len(text))) for i in range(0, len(text), 7)]
    reader = shown(text, *marks)
    reader.set_caret(len(text) // 2)
    reader.viewport().grab()
    reader.select(0, len(text))
    assert reader.selected_text() == text
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_End, Qt.Key.Key_Left):
        QTest.keyClick(reader, key)
    reader.viewport().grab()


def test_marks_in_right_to_left_text_cover_their_own_letters(shown, seen):
    text = "שלום עולם"
    shown(text, mark("a", 0, 4))
    assert seen.ground(1) == fill(RED)
    assert seen.ground(6) == PLAIN


def test_a_mark_over_both_directions_leaves_no_gap(shown):
    text = "שלום with English ושוב"
    reader = shown(text)
    reader.viewport().grab()
    block = reader.document().firstBlock()
    line = block.layout().lineAt(0).naturalTextRect()
    (rect,) = reader._layout.boxes(block, 0, len(text))
    assert (rect.left(), rect.right()) == pytest.approx((line.left(), line.right()), abs=0.5)
    words = [reader._layout.boxes(block, start, start + 4) for start in (0, 5, 19)]
    assert all(len(rects) == 1 for rects in words)


# What stands out


def test_the_mark_at_the_caret_is_current_and_told(shown, qtbot):
    reader = shown(TEXT, mark("long", 0, 40), mark("short", 8, 14))
    reader.set_caret(48)
    with qtbot.waitSignal(reader.mark_activated) as told:
        reader.set_caret(10)
    assert told.args == [["short", "long"], 10]
    assert reader.current() == reader.lifted() == "short"
    with qtbot.waitSignal(reader.mark_activated) as told:
        reader.set_caret(48)
    assert told.args == [[], 48]
    assert reader.current() is None


def test_the_current_mark_is_outlined_in_its_colour(shown, seen):
    reader = shown(TEXT, mark("a", 8, 20))
    left, top, _right, _bottom = seen.box(12)
    outline = QPoint(round(left), round(top + 1))
    before = reader.viewport().grab().toImage().pixelColor(outline)
    reader.set_caret(10)
    after = reader.viewport().grab().toImage().pixelColor(outline)
    assert after != before
    assert abs(after.hue() - QColor(RED).hue()) < 8


def test_the_mark_under_the_pointer_is_lifted_until_it_leaves(shown, seen, qtbot):
    reader = shown(TEXT, mark("a", 8, 20))
    seen.move_to(12)
    assert (reader.lifted(), reader.current()) == ("a", None)
    seen.move_to(30)
    assert reader.lifted() is None


def test_a_click_on_a_label_makes_its_mark_current(shown, qtbot):
    reader = shown(TEXT, mark("long", 0, 40), mark("short", 8, 14))
    labels = {label.text: label for label in reader._margins.composition.labels}
    with qtbot.waitSignal(reader.mark_activated) as told:
        QTest.mouseClick(
            reader.viewport(),
            Qt.MouseButton.LeftButton,
            pos=labels["long"].rect.center().toPoint(),
        )
    assert told.args[0] == ["long"]
    assert reader.current() == "long"


def test_a_click_on_a_stripe_makes_its_mark_current(shown):
    reader = shown(TEXT, mark("a", 0, 6), mark("b", 0, 40))
    stripes = {stripe.mark.key: stripe for stripe in reader._margins.composition.stripes}
    QTest.mouseClick(
        reader.viewport(), Qt.MouseButton.LeftButton, pos=stripes["a"].rect.center().toPoint()
    )
    assert reader.current() == "a"


def test_a_removed_mark_is_current_no_more(shown):
    reader = shown(TEXT, mark("a", 0, 6))
    reader.set_caret(3)
    reader.remove_marks(["a"])
    assert reader.current() is None


def test_a_mark_lifted_by_its_key(shown):
    reader = shown(TEXT, mark("a", 0, 6))
    reader.lift("a")
    assert reader.current() == "a"
    reader.lift("unknown")
    assert reader.current() is None


# Place, size, theme


def test_the_place_is_remembered_for_each_document(reader):
    reader.show_text("one", "", "", LONG)
    middle = LONG.index("Stycke 200")
    reader.scroll_to(middle, middle + 5)
    reader.select(middle, middle + 6)
    place, span = reader.place(), reader.visible_span()
    reader.show_text("two", "", "", TEXT)
    assert reader.verticalScrollBar().value() == 0
    reader.show_text("one", "", "", LONG)
    assert reader.visible_span() == span
    assert reader.selection() == (middle, middle + 6)
    assert reader.place().top == place.top


@pytest.mark.parametrize("change", ["width", "zoom", "height"])
def test_what_is_read_stays_in_place_when_the_size_changes(reader, change):
    reader.show_text("one", "Title", "", LONG)
    middle = LONG.index("Stycke 200")
    reader.scroll_to(middle, middle + 5)
    top = reader.place().top
    match change:
        case "width":
            reader.resize(500, 700)
        case "zoom":
            reader.set_zoom(1.6)
        case "height":
            reader.resize(900, 400)
    assert abs(reader.place().top - top) < 120
    assert reader.visible_span().start <= top < reader.visible_span().end


def test_scrolling_up_over_text_not_seen_before_is_even(reader):
    reader.show_text("one", "", "", LONG)
    reader.scroll_to(LONG.index("Stycke 300"), LONG.index("Stycke 300") + 1)
    first = reader.visible_span().start
    line = reader._line(first)[0] - reader.verticalScrollBar().value()
    reader.verticalScrollBar().setValue(reader.verticalScrollBar().value() - 50)
    assert reader._line(first)[0] - reader.verticalScrollBar().value() == pytest.approx(
        line + 50, abs=1.01
    )


def test_scrolling_to_the_end_shows_the_last_line(reader):
    reader.show_text("one", "", "", LONG)
    reader.verticalScrollBar().setValue(reader.verticalScrollBar().maximum())
    assert reader.visible_span().end == len(LONG)
    assert reader.verticalScrollBar().value() == reader.verticalScrollBar().maximum()


def test_a_passage_that_is_seen_is_not_scrolled_to(reader):
    reader.show_text("one", "", "", LONG)
    before = reader.verticalScrollBar().value()
    reader.scroll_to(10, 20)
    assert reader.verticalScrollBar().value() == before


def test_control_and_wheel_change_the_size(shown, qtbot):
    reader = shown(TEXT)
    wheel = QWheelEvent(
        QPointF(300, 200), QPointF(300, 200), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    with qtbot.waitSignal(reader.zoom_changed):
        QApplication.sendEvent(reader.viewport(), wheel)
    assert reader.text_style.zoom == pytest.approx(1.1)
    assert reader.document().defaultFont().pointSizeF() > 12


def test_size_keeps_within_bounds(shown):
    reader = shown(TEXT)
    reader.set_zoom(99)
    assert reader.text_style.zoom == 3.0
    reader.set_zoom(0)
    assert reader.text_style.zoom == 0.6


def test_width_family_and_line_height_can_be_set(shown, seen):
    reader = shown(LONG)
    reader.set_text_style(TextStyle(family="DejaVu Serif", size=18, width=400, line_height=2))
    assert reader.document().defaultFont().family() == "DejaVu Serif"
    assert reader._layout.geometry.width == 400
    assert seen.box(0)[3] - seen.box(0)[1] == 36


@pytest.mark.parametrize("width", [200, 360, 640, 900, 1600, 2600])
def test_the_column_fits_into_any_width(shown, width):
    reader = shown(LONG)
    reader.resize(width, 500)
    geometry = reader._layout.geometry
    assert geometry.left > 0
    assert geometry.right <= reader.viewport().width()


# Margins


TURNS = [
    TurnView(0, 20, 13, "Intervjuare", "00:01:00", is_interviewer=True),
    TurnView(21, 50, 21, "Deltagare med ett mycket långt namn", "00:01:10"),
]
TURN_TEXT = "Intervjuare: Hur då?\nJo, det är så här det brukar"


def test_speakers_and_time_codes_stand_in_the_margin(shown):
    reader = shown(TURN_TEXT, turns=TURNS)
    speakers = reader._margins.composition.speakers
    assert [(s.name, s.time_code) for s in speakers] == [
        ("Intervjuare", "00:01:00"),
        ("Deltagare med ett mycket långt namn", "00:01:10"),
    ]


def test_the_interviewers_words_are_softer_and_the_label_fainter(shown):
    reader = shown(TURN_TEXT, turns=TURNS)
    formats = reader.document().firstBlock().layout().formats()
    inks = [f.format.foreground().color().name() for f in formats]
    assert inks == [LIGHT.faint_ink, LIGHT.soft_ink]
    assert reader.document().lastBlock().layout().formats() == []


def test_the_interviewers_words_on_a_mark_have_full_ink(shown):
    reader = shown(TURN_TEXT, turns=TURNS)
    reader.add_marks([mark("a", 13, 16)])
    reader.viewport().grab()
    formats = reader.document().firstBlock().layout().formats()
    assert formats[-1].format.foreground().color().name() == LIGHT.ink
    assert (formats[-1].start, formats[-1].length) == (13, 3)


def test_who_speaks_stays_in_view_while_a_long_turn_is_read(reader):
    reader.show_text("one", "", "", LONG, [TurnView(0, len(LONG), 0, "Deltagare 1")])
    reader.verticalScrollBar().setValue(3000)
    (speaker,) = reader._margins.composition.speakers
    assert speaker.name == "Deltagare 1"
    assert speaker.sticky


def test_a_name_that_is_half_scrolled_away_is_not_written_twice(shown):
    text = "\n".join(f"Karin: Mening {n} om samverkan. " + "Ord " * 60 for n in range(20))
    starts = [at for at in range(len(text)) if text.startswith("Karin: ", at)]
    turns = [TurnView(a, b - 1, a + 7, "Karin") for a, b in pairwise([*starts, len(text) + 1])]
    reader = shown(text, turns=turns)
    for value in range(40, 160, 3):
        reader.verticalScrollBar().setValue(value)
        tops = sorted(one.top for one in reader._margins.composition.speakers)
        assert all(b - a >= LABEL_HEIGHT for a, b in pairwise(tops))


def test_labels_on_one_line_are_pushed_down_and_never_overprinted(shown):
    reader = shown(TEXT, *(mark(f"kod {i}", 8, 14) for i in range(4)))
    rects = [label.rect for label in reader._margins.composition.labels]
    assert len(rects) == 4
    assert all(a.bottom() <= b.top() for a, b in pairwise(rects))


def test_one_code_on_one_line_has_one_label_with_both_evaluators(shown):
    reader = shown(
        TEXT,
        mark("a", 0, 6, label="Roller", owners=(ANNA,)),
        mark("b", 8, 14, label="Roller", owners=(MARIA, ANNA)),
    )
    (label,) = reader._margins.composition.labels
    assert label.owners == (ANNA, MARIA)
    assert label.keys == ["a", "b"]


def test_a_tip_tells_whole_names_and_whose_the_mark_is(shown):
    name = "En mycket lång kod " * 500
    reader = shown(TEXT, mark("a", 0, 6, label=name, owners=(ANNA,)))
    (label,) = reader._margins.composition.labels
    assert reader._margins.tip_at(label.rect.center()) == f"{name} · Anna Lind"
    assert label.rect.right() <= reader.viewport().width()
    (speaker,) = reader._margins.composition.stripes
    assert reader._margins.tip_at(speaker.rect.center()).startswith(name)


def test_lines_are_numbered_as_in_the_stored_text(reader):
    text = "ett\u2029fortsatt\ntvå\n" + "ord " * 6000 + "\nfyra"
    reader.set_text_style(TextStyle(numbers=LINES))
    reader.show_text("one", "", "", text)
    assert [n for _y, n in reader._margins.composition.numbers] == [1, 2, 3]
    reader.scroll_to(len(text) - 1, len(text))
    assert [n for _y, n in reader._margins.composition.numbers] == [4]


# What leaves it, what comes in


def test_copying_takes_the_stored_text(shown):
    text = "a\u00a0b\u2028c 👍"
    reader = shown(text)
    reader.select(0, len(text))
    QTest.keyClick(reader, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == text


def test_the_text_cannot_be_changed_from_the_keyboard(shown):
    reader = shown(TEXT)
    reader.select(0, 6)
    before = reader.document().toPlainText()
    for key in (Qt.Key.Key_A, Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Return):
        QTest.keyClick(reader, key)
    QGuiApplication.clipboard().setText("annat")
    reader.paste()
    reader.cut()
    assert reader.document().toPlainText() == before


def test_the_menu_is_asked_for_where_the_pointer_is_and_at_the_caret(shown, seen, qtbot):
    reader = shown(TEXT)
    at = seen.point(20, into=0.1)
    pointed = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, QPoint(5, 5))
    with qtbot.waitSignal(reader.context_menu_wanted) as told:
        QApplication.sendEvent(reader.viewport(), pointed)
    assert told.args == [20, QPoint(5, 5)]
    reader.set_caret(3)
    typed = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
    with qtbot.waitSignal(reader.context_menu_wanted) as told:
        QApplication.sendEvent(reader.viewport(), typed)
    assert told.args[0] == 3


def test_it_has_a_name_and_its_value_is_the_text_for_screen_readers(shown):
    reader = shown("Hej på dig")
    described = QAccessible.queryAccessibleInterface(reader)
    assert described.text(QAccessible.Text.Name) == "Title"
    assert described.text(QAccessible.Text.Description)
    assert described.text(QAccessible.Text.Value) == "Hej på dig"


def test_the_caret_is_seen(shown, seen):
    reader = shown(TEXT)
    reader.set_caret(20)
    image = reader.viewport().grab().toImage()
    left, top, _right, bottom = seen.box(20)
    at = [QPoint(round(left) + dx, round(top + (bottom - top) * 0.2)) for dx in (0, 1)]
    assert max(contrast(image.pixelColor(point), LIGHT.ground) for point in at) > 10


def test_leaving_takes_the_lift_away(shown, seen):
    reader = shown(TEXT, mark("a", 8, 20))
    seen.move_to(12)
    QApplication.sendEvent(reader, QEvent(QEvent.Type.Leave))
    assert reader.lifted() is None
