"""Categories, meaning units and the board: what was marked is led to results."""

from PySide6.QtCore import QPoint, Qt

from qualcode.core.store import boards
from qualcode.shell.models.unit_material import Column
from tests.shell.hour.coding import CHIEF, EGGS, NOBODY, SJOVIK, UNCLEAR, UNEQUAL
from tests.shell.hour.evaluator import CONTROL, KEY, SHIFT, Evaluator


def look_at_the_passages_of_a_code(anna: Evaluator) -> None:
    """Combined with another code, filtered, grouped otherwise."""
    hands = anna.hands
    anna.go_to("categories")
    page = anna.page
    anna.click_row(page.codes.view, "Otydligt mandat")
    hands.wait(lambda: sorted(cards(anna)) == sorted([CHIEF, NOBODY]))
    for operator, left in (("and", [CHIEF]), ("near", [CHIEF])):
        hands.press_menu(page.passages.terms.add, operator)
        hands.type("ledn")
        hands.press(KEY.Key_Return)
        hands.wait(lambda left=left: cards(anna) == left)
        hands.press_menu(page.passages.terms.chips[0], "Remove")
    hands.wait(lambda: len(cards(anna)) == 2)
    hands.press_menu(page.passages.head.by, "by respondent")
    assert page.passages.asking.by == "respondent"
    anna.click_row(page.codes.view, "Mandat")
    hands.wait(lambda: {UNCLEAR, CHIEF, NOBODY, UNEQUAL} <= set(cards(anna)))


def recode_in_place(anna: Evaluator) -> None:
    """By keys in the list, and by carrying a card to a code."""
    hands, page = anna.hands, anna.page
    view = page.passages.view
    hands.click(view.viewport(), card(anna, UNEQUAL))
    hands.press(KEY.Key_E, CONTROL | SHIFT)
    hands.type("samv")
    hands.press(KEY.Key_Return)
    assert (UNEQUAL, "Samverkan") in anna.marks(SJOVIK)
    assert (UNEQUAL, "Mandat") not in anna.marks(SJOVIK)
    start = card(anna, NOBODY)
    rows = page.codes.view
    hands.carry(view.viewport(), start, rows.viewport(), anna.in_row(rows, "Ledning"))
    assert (NOBODY, "Ledning") in anna.marks(SJOVIK)
    hands.press(KEY.Key_Z, CONTROL)
    assert (NOBODY, "Otydligt mandat") in anna.marks(SJOVIK)


def define_a_code(anna: Evaluator) -> None:
    """In the codebook, as in a form."""
    hands, page = anna.hands, anna.page
    hands.choose_tab(page.columns.tabs, "Codebook")
    anna.click_row(page.codes.view, "Mandat")
    hands.press(KEY.Key_B, CONTROL | SHIFT)
    hands.click(page.passages.head.definition)
    hands.type("Rätten att besluta")
    hands.press(KEY.Key_Return, CONTROL)
    assert anna.code("Mandat").definition == "Rätten att besluta"


def fill_in_meaning_units(anna: Evaluator) -> None:
    """Condensed by typing, a category made by typing; the table is written for Word."""
    hands = anna.hands
    anna.go_to("units")
    page = anna.page
    hands.wait(lambda: page.model.rowCount() > 0)
    row = next(n for n, one in enumerate(page.model.rows) if one.quote == EGGS)
    hands.click(page.table.viewport(), cell(page.table, row, Column.CONDENSED))
    hands.type("Måltiden samlar")
    hands.press(KEY.Key_Return)
    mark = anna.mark(SJOVIK, EGGS, "Ledning")
    assert mark.segment.condensed == "Måltiden samlar"
    hands.click(page.table.viewport(), cell(page.table, row, Column.CATEGORY))
    hands.type("Det som håller ihop")
    hands.press(KEY.Key_Return)
    assert "Det som håller ihop > Ledning" in anna.codes()
    assert anna.code("Det som håller ihop").level == "category"
    out = anna.folder / "units.docx"
    hands.choose_files(out)
    hands.press_menu(page.export_button, "Word")
    hands.wait(out.is_file)
    anna.wait_for_work()


def lay_out_a_board(anna: Evaluator) -> None:
    """A card for each code, a note, a group by hand, and the group becomes a category."""
    hands = anna.hands
    anna.go_to("board")
    page, canvas = anna.page, anna.page.canvas
    hands.click(page.parts.second_step)
    assert len(boards.all_boards(anna.db)) == 1
    assert {"Mandat", "Otydligt mandat", "Samverkan", "gamla banken"} <= set(anna.board())
    hands.press(KEY.Key_N, CONTROL | Qt.KeyboardModifier.AltModifier)
    hands.wait(canvas.editor.hasFocus)
    hands.type("Frågan om tiden")
    hands.press(KEY.Key_Return)
    assert "Frågan om tiden" in anna.board()
    hands.press(KEY.Key_0)
    hands.click(canvas.viewport(), anna.on_board("Samverkan"))
    hands.click(canvas.viewport(), anna.on_board("gamla banken"), keys=CONTROL)
    hands.press(KEY.Key_G, CONTROL | Qt.KeyboardModifier.AltModifier)
    hands.wait(canvas.editor.hasFocus)
    hands.type("Att mötas")
    hands.press(KEY.Key_Return)
    assert anna.board()["Samverkan"] == anna.board()["gamla banken"] == "Att mötas"
    anna.click_row(page.outline, "Att mötas")
    hands.choose_in_bar(anna.window.menuBar(), "Board", "Make a category of the group")
    assert {"Att mötas > Samverkan", "Att mötas > gamla banken"} <= set(anna.codes())


def cards(anna: Evaluator) -> list[str]:
    """The words on the cards, without their quotation marks."""
    part = anna.page.passages
    found = [part.cards.found(number) for number in range(part.cards.rowCount())]
    return [part.texts.text(one).quote.strip("“”") for one in found if one is not None]


def card(anna: Evaluator, words: str) -> QPoint:
    part = anna.page.passages
    for number in range(part.cards.rowCount()):
        found = part.cards.found(number)
        if found is not None and part.texts.text(found).quote.strip("“”") == words:
            index = part.cards.index(number)
            part.view.scrollTo(index)
            return part.view.visualRect(index).center()
    raise AssertionError(f"no card {words!r}")


def cell(table, row: int, column: int) -> QPoint:
    index = table.model().index(row, column)
    table.scrollTo(index)
    return table.visualRect(index).center()
