"""Documents as a table, finding everywhere, correcting and anonymising."""

from PySide6.QtWidgets import QApplication

from qualcode.core.store import documents
from qualcode.shell.dialogs.anonymise_window import AnonymiseWindow
from tests.shell.hour.coding import CHIEF, SJOVIK, UNCLEAR
from tests.shell.hour.evaluator import CONTROL, KEY, SHIFT, Evaluator

ALESTA = "Intervju Ålesta"


def fill_in_the_documents(anna: Evaluator) -> None:
    """A cell, filled down to the next; a block pasted from a spreadsheet."""
    hands = anna.hands
    anna.go_to("documents")
    table, model = anna.page.grid.table, anna.page.grid.model
    wave = next(n for n, one in enumerate(model.columns) if one.heading == "Wave")
    date = next(n for n, one in enumerate(model.columns) if one.heading == "Date")
    hands.click(table.viewport(), _cell(table, 0, wave))
    hands.type("1")
    hands.press(KEY.Key_Return)
    hands.click(table.viewport(), _cell(table, 0, wave))
    hands.press(KEY.Key_Down, SHIFT)
    hands.press(KEY.Key_D, CONTROL)
    assert [one.wave for one in documents.all_documents(anna.db)] == ["1", "1"]
    QApplication.clipboard().setText("2025-06-11\n2025-06-12")
    hands.click(table.viewport(), _cell(table, 0, date))
    hands.press(KEY.Key_V, CONTROL)
    dates = [one.date for one in documents.all_documents(anna.db)]
    assert sorted(dates) == ["2025-06-11", "2025-06-12"]


def find_and_mark(anna: Evaluator) -> None:
    """By a regular expression in all texts; what was found is marked, as one step."""
    hands = anna.hands
    anna.go_to("read")
    hands.press(KEY.Key_F, CONTROL)
    hands.type("mandat")
    hands.press(KEY.Key_F, CONTROL)  # first in this text, then in all
    drawer = anna.drawer
    hands.wait(lambda: len(drawer.model.hits) == 4 and not drawer.searching.is_running)
    hands.choose_in_box(drawer.fields.match, "Regular")
    hands.click(drawer.fields.field)
    hands.press(KEY.Key_A, CONTROL)
    hands.type(r"[Tt]iden\b")
    hands.wait(lambda: len(drawer.model.hits) == 2 and not drawer.searching.is_running)
    hands.click(drawer.marking.fold)
    hands.click(drawer.marking.code.lineEdit())
    hands.press(KEY.Key_A, CONTROL)
    hands.type("Mandat > Otydligt mandat")
    steps = anna.steps()
    hands.click(drawer.marking.mark)
    hands.press(KEY.Key_Return)  # so many in so many documents
    hands.wait(lambda: anna.steps() == steps + 1)
    anna.wait_for_work()
    found = anna.marks(ALESTA)
    assert found == [("tiden", "Otydligt mandat"), ("Tiden", "Otydligt mandat")]
    hands.click(drawer.fields.field)
    hands.press(KEY.Key_Escape)
    assert anna.pages.drawer == ""


def correct_a_word(anna: Evaluator) -> None:
    """In the text itself; the passage moves along, before it is kept nothing is changed."""
    hands = anna.hands
    before = anna.text(SJOVIK)
    anna.click_row(anna.read.documents.view, SJOVIK)
    anna.put_caret(CHIEF)
    hands.press(KEY.Key_T, CONTROL | SHIFT)
    view = anna.read.correcting.view
    hands.wait(view.editor.hasFocus)
    place = view.editor.stored.index("säger att det")
    while view.editor.caret() < place:
        hands.press(KEY.Key_Right)
    hands.type("ju ")
    hands.wait(lambda: "1 passage touched" in view.state.text())
    assert anna.text(SJOVIK) == before
    hands.click(view.keep)
    hands.wait(lambda: not anna.read.correcting.is_active and not anna.session.is_busy)
    assert anna.text(SJOVIK) == before.replace("säger att det", "ju säger att det")
    assert (CHIEF.replace("säger", "ju säger"), "Ledning") in anna.marks(SJOVIK)
    assert (UNCLEAR, "Mandat") in anna.marks(SJOVIK)


def anonymise_a_name(anna: Evaluator) -> None:
    """Everything that is proposed is looked at, and the names go from the texts."""
    hands = anna.hands
    assert "Leif" in anna.text(SJOVIK)
    number = len(anna.marks(SJOVIK))
    hands.choose_in_bar(anna.window.menuBar(), "File", "Anonymise")
    window = anna.window.findChild(AnonymiseWindow)
    hands.wait(lambda: window.names.rows and window.hits.hits and window._looking is None)
    hands.click(window.all_button)
    hands.click(window.replace)
    hands.wait(lambda: "Leif" not in anna.text(SJOVIK))
    anna.wait_for_work()
    hands.press(KEY.Key_Escape)
    assert not window.isVisible()
    assert "Karin" not in anna.text(SJOVIK)
    assert len(anna.marks(SJOVIK)) == number


def _cell(table, row: int, column: int):
    index = table.model().index(row, column)
    table.scrollTo(index)
    return table.visualRect(index).center()
