"""What no interview should hold, and some do: nothing crashes, no mark shifts."""

import time

import pytest
from PySide6.QtCore import Qt

from qualcode.core.analysis.language import warm_up
from qualcode.core.model.span import Span
from qualcode.core.operations.documents import delete_documents
from qualcode.core.operations.history import redo, undo
from qualcode.core.operations.importing import NewDocument, import_documents
from qualcode.core.operations.passages import tag
from qualcode.core.store import codings
from tests.core.material import transcript

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
HARD = {
    "emoji": "Vi 👩‍👩‍👧 vet ❤️ inte 1️⃣ alls. Men 🏳️‍🌈 sedan 😀 då? Ja 👍🏽 visst.",
    "right to left": "השיחה על המנדט. כן, בוודאי? لا أعرف. Och svenska mitt i النص هنا.",
    "combining": "A\u030a, e\u0301 och a\u0308 är tre. Z\u0351\u036b\u0343\u036a\u0302 algo\u0301! Slut.",
    "no width": "Ord\u200b\u200b delat\u200d här. \ufeff\u2060\u00ad Tyst\u200c. \u200b",
    "directions": "Före \u202eomvänt\u202c efter. \u2067Inuti\u2069 slut. Mer.",
    "line ends": "Ett\u2028två\u2029tre\u0085fyra. Fem.\x0bSex.\x0csju.",
    "objects": "Bild \ufffc här. \x00 Noll \ufdd0 ram. Slut \ufffd.",
}


@pytest.fixture(scope="module", autouse=True)
def rules():
    warm_up("sv")


@pytest.fixture
def shows(work):
    """Imports a text and shows it."""

    def show(text):
        new = NewDocument(transcript("Prov", text), kind="document")
        changes = import_documents(work.session.project, work.session.coder_id, [new])
        work.session.changed.emit(changes)
        work.page.show_document(changes.first("documents"))
        work.reader.setFocus()
        work.page.coding.edges._sentences._ready |= {"sv", "en"}
        return changes.first("documents")

    return show


def sound(work, document):
    """Every mark is its quote, and is shown where it is."""
    text = work.reader.text()
    segments = codings.segments_in(work.db, document)
    spans = {(view.start, view.end) for view in work.reader.marks()}
    assert spans == {(segment.start, segment.end) for segment in segments}
    return all(text[one.start : one.end] == one.quote for one in segments)


@pytest.mark.parametrize("text", HARD.values(), ids=HARD.keys())
def test_gestures_in_a_hard_text_shift_no_mark(work, shows, text):
    document = shows(text)
    work.reader.set_caret(len(text) // 2)
    keys = [
        (Qt.Key.Key_Down, CONTROL | SHIFT), (Qt.Key.Key_1, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Right, SHIFT | ALT), (Qt.Key.Key_Left, SHIFT | ALT),
        (Qt.Key.Key_Up, SHIFT | ALT), (Qt.Key.Key_PageDown, CONTROL | SHIFT),
        (Qt.Key.Key_PageUp, SHIFT | ALT), (Qt.Key.Key_Up, CONTROL | SHIFT),
    ]  # fmt: skip
    for key, modifier in keys:
        work.press(key, modifier)
        work.reader.viewport().grab()
        assert sound(work, document)
    marked = codings.segments_in(work.db, document)
    assert marked
    work.reader.clear_selection()
    work.reader.set_caret((marked[0].start + marked[0].end) // 2)
    work.press(Qt.Key.Key_Return, CONTROL | SHIFT)
    assert sound(work, document)
    while work.session.next_undo() and codings.segments_in(work.db, document):
        work.session.undo()
        assert sound(work, document)


def test_a_paragraph_of_two_million_characters(work, shows):
    text = "alltså det är ju så att vi vet. " * 62_500
    document = shows(text)
    place = text.index("vi vet", 1_000_000)
    work.reader.set_caret(place)
    work.reader.scroll_to(place, place + 6)
    measured = []
    for key, modifier in (
        (Qt.Key.Key_Down, CONTROL | SHIFT),
        (Qt.Key.Key_1, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Right, SHIFT | ALT),
    ):
        start = time.thread_time()
        work.press(key, modifier)
        work.reader.viewport().repaint()
        measured.append(time.thread_time() - start)
    assert max(measured) < 1
    assert len(codings.segments_in(work.db, document)) == 1
    assert sound(work, document)


def test_five_hundred_marks_on_one_word(work, shows):
    text = f"Vi har {'o' * 40}mandat{'et' * 40} här. " * 20
    document = shows(text)
    word = Span(text.index("mandat"), text.index("mandat") + 6)
    code = work.code("Mandat").id
    with work.session.project.operation(work.session.coder_id, "code_passage") as running:
        for number in range(500):
            tag(
                running, document, max(0, word.start - number % 23), word.end + number // 23, [code]
            )
        changes = running.changes("code_passage")
    work.session.changed.emit(changes)
    work.reader.set_caret(word.start + 2)
    start = time.thread_time()
    work.press(Qt.Key.Key_2)
    work.reader.viewport().repaint()
    assert time.thread_time() - start < 1
    assert len(work.page.shown.marks_at(word.start + 2)) > 490
    assert sound(work, document)


def test_a_code_name_of_ten_thousand_characters_is_refused_in_a_sentence(work):
    work.select("Det är oklart")
    work.page.open_palette("")
    work.page.choosing.palette.field.setText("namn " * 2000)
    work.page.grab()
    with work.qtbot.waitSignal(work.session.refused) as told:
        work.press(Qt.Key.Key_Return)
    assert "at most 500" in told.args[0]
    assert work.marks() == []


@pytest.mark.parametrize("opened", ["palette", "text"])
def test_a_document_that_goes_while_it_is_shown_takes_nothing_with_it(work, shows, opened):
    document = shows("Vi vet inte. Kanske sedan.")
    work.select("Vi vet inte.")
    work.press(Qt.Key.Key_1)
    work.select("Kanske sedan.")
    if opened == "palette":
        work.page.open_palette("ma")
    else:
        work.page.views.open_panel()
    changes = delete_documents(work.session.project, work.session.coder_id, [document])
    work.session.changed.emit(changes)
    assert work.page.current_document() != document
    assert not work.page.choosing.palette.isVisible()
    work.press(Qt.Key.Key_Escape)
    work.page.reader.setFocus()
    work.press(Qt.Key.Key_Down, CONTROL | SHIFT)
    work.session.changed.emit(undo(work.session.project, work.session.coder_id))
    work.page.show_document(document)
    assert sound(work, document)
    work.session.changed.emit(redo(work.session.project, work.session.coder_id))
    assert work.page.current_document() != document


def test_what_is_chosen_elsewhere_is_shown_when_the_page_comes_into_view(work):
    other = work.made.documents["Intervju Almby"]
    work.page.chosen.choose_span(other, Span(9, 14))
    work.page.chosen.choose_code(work.code("Samsyn").id)
    work.page.came()
    assert work.page.current_document() == other
    assert work.reader.caret() == 9
    assert work.page.codes.current() == work.code("Samsyn").id
