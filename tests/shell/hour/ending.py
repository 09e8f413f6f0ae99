"""The end of the hour: the journal, one step taken back, the report, and home; and is it all there?"""

import sqlite3
from collections import Counter

from docx import Document

from qualcode.cli.main import main as qualcode
from qualcode.core.store import memos
from tests.shell.hour.coding import SJOVIK, UNCLEAR
from tests.shell.hour.evaluator import CONTROL, KEY, SHIFT, Evaluator


def write_the_research_journal(anna: Evaluator) -> None:
    hands = anna.hands
    hands.press(KEY.Key_J, CONTROL | SHIFT)
    hands.type("Mandatet är vidare än jag trodde. 👩‍👩‍👧")
    hands.press(KEY.Key_Escape)
    (page,) = memos.of_kind(anna.db, "journal")
    assert page.text == "Mandatet är vidare än jag trodde. 👩‍👩‍👧"


def undo_an_earlier_step(anna: Evaluator) -> None:
    """Not the last one: the definition, on which nothing depends."""
    hands = anna.hands
    hands.press(KEY.Key_H, CONTROL)
    drawer = anna.drawer
    labels = [str(drawer.model.index(n, 0).data()) for n in range(drawer.model.rowCount())]
    label = next(one for one in labels if one.startswith("Describe"))
    anna.click_row(drawer.list, label)
    hands.click(drawer.detail.undo)
    assert anna.code("Mandat").definition in (None, "")
    hands.press(KEY.Key_Escape)
    assert anna.pages.drawer == ""


def export_for_word(anna: Evaluator) -> None:
    """The summary, with the quote that was chosen for print."""
    hands, out = anna.hands, anna.folder / "summary.docx"

    def write(dialog) -> None:
        hands.choose_files(out)
        hands.click(dialog.accept_button)

    hands.with_dialog(write)
    hands.press(KEY.Key_E, CONTROL)
    hands.wait(out.is_file)
    anna.wait_for_work()
    words = "\n".join(paragraph.text for paragraph in Document(str(out)).paragraphs)
    assert "Mandat" in words and "Det är oklart …" in words
    assert "Karin" not in words and "Leif" not in words


def close_and_come_back(anna: Evaluator) -> None:
    """Everything where it was: the page, the text, the caret."""
    hands, path = anna.hands, anna.session.project.path
    anna.click_row(anna.read.documents.view, SJOVIK)
    anna.put_caret(UNCLEAR, within=4)
    caret = anna.reader.caret()
    before = anna.marks(SJOVIK)
    hands.press(KEY.Key_W, CONTROL)
    hands.wait(lambda: anna.session.project is None)
    row = anna.window._start.recent
    hands.click(row.viewport(), row.visualItemRect(row.item(0)).center())
    hands.press(KEY.Key_Return)
    hands.wait(lambda: anna.session.project is not None)
    anna.wait_for_work()
    assert anna.session.project.path == path
    assert anna.pages.current == "read"
    assert anna.read.current_document() == anna.document(SJOVIK).id
    assert anna.reader.caret() == caret
    assert anna.marks(SJOVIK) == before


def check_and_count(anna: Evaluator) -> None:
    """`qualcode check` finds nothing; and what the panel counts is what is counted by hand, in the
    closed file, without the program."""
    shown = {
        code.name: anna.read.codes.model.count_of(code.id).passages
        for code in anna.read.codes.model.codebook.codes.values()
        if not anna.read.codes.model.codebook.children(code.id)
    }
    path = anna.session.project.path
    anna.hands.press(KEY.Key_W, CONTROL)
    anna.hands.wait(lambda: anna.session.project is None)
    assert qualcode(["check", str(path)]) == 0
    file = sqlite3.connect(path)
    rows = file.execute(
        "SELECT codes.name, segments.start, segments.end, segments.quote, texts.text "
        "FROM codings JOIN codes ON codes.id = codings.code_id "
        "JOIN segments ON segments.id = codings.segment_id "
        "JOIN documents ON documents.id = segments.document_id "
        "JOIN texts ON texts.sha256 = documents.text_sha256"
    ).fetchall()
    file.close()
    assert len(rows) > 8
    assert all(text[start:end] == quote for _name, start, end, quote, text in rows)
    counted = Counter(name for name, *_rest in rows)
    assert {name: number for name, number in shown.items() if number} == {
        name: counted[name] for name in shown if counted[name]
    }
