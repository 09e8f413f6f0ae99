"""Marks: lifted, resized, recoded, commented, removed; one's own and others'."""

import pytest
from PySide6.QtCore import Qt

UNCLEAR = "Det är oklart, tyvärr."
SHIFT_ALT = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.AltModifier
CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def marked(made):
    """A mark of one's own, one of another evaluator's, and one of both."""
    made.mark("Mandat", UNCLEAR)
    made.mark("Roller", "olika mycket", by="Mikael Berg")
    made.mark("Samsyn", "ingen från vårdcentralen")
    made.mark("Samsyn", "ingen från vårdcentralen", by="Mikael Berg")


@pytest.fixture
def work(marked, work):
    return work


def test_the_caret_in_a_mark_shows_its_passage(work):
    work.put_caret("oklart")
    panel = work.page.passage
    assert [chip.view.name for chip in panel.chips()] == ["Mandat"]
    assert UNCLEAR in panel.quote.text()
    assert panel.header.detail == "Karin" or "Karin" in work.reader.text()


def test_a_mark_of_both_evaluators_is_one_mark_with_two_chips(work):
    work.put_caret("ingen från")
    owners = [chip.view.owner.initials for chip in work.page.passage.chips()]
    assert owners == ["AL", "MB"]
    assert [label for _, label in work.shown()].count("Samsyn") == 1


def test_delete_takes_off_ones_own_coding_alone(work):
    work.put_caret("ingen från")
    work.press(Qt.Key.Key_Delete)
    assert [(code, who) for _, code, who in work.marks()] == [
        ("Mandat", "AL"),
        ("Roller", "MB"),
        ("Samsyn", "MB"),
    ]


def test_anothers_mark_goes_only_after_an_answer(work, answer):
    work.put_caret("olika mycket")
    answer(lambda dialog: dialog.reject())
    work.press(Qt.Key.Key_Delete)
    assert len(work.marks()) == 4
    asked = []
    answer(lambda dialog: (asked.append(dialog.words), dialog.accept()))
    work.press(Qt.Key.Key_Delete)
    assert "was marked here by Mikael Berg. Remove it all the same?" in asked[0]
    assert len(work.marks()) == 3


@pytest.mark.parametrize(
    ("key", "quote"),
    [
        (Qt.Key.Key_Right, "Det är oklart, tyvärr. Chefen"),
        (Qt.Key.Key_Left, "Det är oklart, tyvärr"),
        (Qt.Key.Key_Down, "är oklart, tyvärr."),
    ],
)
def test_a_mark_is_resized_word_by_word(work, key, quote):
    work.put_caret("oklart")
    work.press(key, SHIFT_ALT)
    assert work.marks()[0][0] == quote
    assert (quote, "Mandat") in work.shown()
    assert work.reader.current() is not None


def test_resizing_goes_on_with_the_same_mark(work):
    work.put_caret("oklart")
    for _ in range(2):
        work.press(Qt.Key.Key_Right, SHIFT_ALT)
    assert work.marks()[0][0] == "Det är oklart, tyvärr. Chefen säger"


def test_a_handle_drawn_out_resizes(work):
    view = next(view for view in work.reader.marks() if view.label == "Mandat")
    work.reader.resize_wanted.emit(view.key, view.start, view.end + 7)
    assert work.marks()[0][0] == "Det är oklart, tyvärr. Chefen"


def test_a_code_is_changed_and_the_comment_stays(work):
    work.put_caret("oklart")
    work.page.coding.write_comment(work.page.shown.current_marks()[0].coding.id, "tveksamt")
    work.press(Qt.Key.Key_E, CONTROL_SHIFT)
    work.write("rol")
    work.press(Qt.Key.Key_Return)
    assert work.marks()[0] == (UNCLEAR, "Roller", "AL")
    assert work.page.shown.current_marks()[0].coding.comment == "tveksamt"


def test_a_comment_is_kept_when_one_leaves_the_field(work):
    work.put_caret("oklart")
    field = work.page.passage.comment
    field.setFocus()
    work.write("varför?")
    work.reader.setFocus()
    assert work.page.shown.current_marks()[0].coding.comment == "varför?"
    assert work.session.undo_label() == "Comment on “Mandat”"


def test_a_condensed_form_is_kept_when_another_document_is_shown(work):
    work.put_caret("oklart")
    work.page.passage.condensed.setFocus()
    work.write("oklart mandat")
    work.page.show_document(work.made.documents["Intervju Almby"])
    work.page.show_document(work.made.documents["Intervju Sjövik"])
    work.put_caret("oklart")
    assert work.page.passage.condensed.toPlainText() == "oklart mandat"


def test_escape_leaves_a_field_and_keeps_what_was_written(work):
    work.put_caret("oklart")
    work.page.passage.comment.setFocus()
    work.write("ja")
    work.press(Qt.Key.Key_Escape)
    assert work.reader.hasFocus()
    assert work.page.shown.current_coding().coding.comment == "ja"


def test_undo_in_a_field_takes_back_what_was_typed_there(work):
    work.put_caret("oklart")
    field = work.page.passage.condensed
    field.setFocus()
    work.write("kort")
    work.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert field.toPlainText() == ""
    work.press(Qt.Key.Key_Escape)
    assert work.page.shown.current_coding().segment.condensed is None


def test_words_being_written_stay_when_something_else_is_done(work):
    work.put_caret("oklart")
    field = work.page.passage.comment
    field.setFocus()
    work.write("halv")
    work.page.coding.write_condensed(work.page.shown.current_marks()[0].segment.id, "kort")
    assert field.toPlainText() == "halv"


def test_a_comment_that_is_refused_is_not_lost(work, monkeypatch):
    work.put_caret("oklart")
    work.page.passage.comment.setFocus()
    work.write("varför?")
    with monkeypatch.context() as patched:
        patched.setattr(type(work.session), "is_busy", True)
        work.put_caret("ingen från")
    work.put_caret("oklart")
    assert work.page.passage.comment.toPlainText() == "varför?"
    work.page.passage.write_out()
    assert work.page.shown.current_marks()[0].coding.comment == "varför?"


def test_an_undone_comment_is_gone_from_the_field(work):
    work.put_caret("oklart")
    work.page.passage.comment.setFocus()
    work.write("varför?")
    work.reader.setFocus()
    work.session.undo()
    assert work.page.passage.comment.toPlainText() == ""


def test_only_its_evaluator_writes_on_a_coding(work):
    work.put_caret("olika mycket")
    assert work.page.passage.comment.isReadOnly()
    assert "Mikael Berg" in work.page.passage.note.text()


def test_a_chip_takes_its_code_off(work):
    work.put_caret("oklart")
    (chip,) = work.page.passage.chips()
    chip.setFocus()
    work.press(Qt.Key.Key_Delete)
    assert work.marks()[0][1] == "Roller"
    assert work.page.passage.chips() == []


def test_a_chip_that_is_clicked_lifts_its_mark(work):
    work.made.mark("Roller", "är oklart")
    work.session.opened.emit()
    work.page.show_document(work.made.documents["Intervju Almby"])
    work.page.show_document(work.made.documents["Intervju Sjövik"])
    work.put_caret("oklart")
    chips = work.page.passage.chips()
    other = next(chip for chip in chips if not chip.isChecked())
    work.qtbot.mouseClick(other, Qt.MouseButton.LeftButton, pos=other.rect().center())
    lifted = work.reader.current()
    assert next(v.label for v in work.reader.marks() if v.key == lifted) == other.view.name


def test_the_marks_of_an_evaluator_can_be_hidden(work):
    other = next(c for c in work.page.shown.coders.values() if c.initials == "MB")
    work.page.evaluators.set_hidden([other.id])
    assert [label for _, label in work.shown()] == ["Mandat", "Samsyn"]
    work.put_caret("ingen från")
    assert len(work.page.passage.chips()) == 1
    work.page.evaluators.set_hidden([])
    assert len(work.shown()) == 3


def test_undo_brings_the_eye_to_where_it_happened(work):
    work.put_caret("ingen från")
    work.press(Qt.Key.Key_Delete)
    work.page.show_document(work.made.documents["Intervju Almby"])
    work.session.undo()
    assert work.page.current_document() == work.made.documents["Intervju Sjövik"]
    assert work.reader.caret() == work.reader.text().index("ingen från")


def test_f3_goes_from_passage_to_passage_and_round(work):
    work.choose_code("Samsyn")
    work.made.mark("Samsyn", "Hur är")
    work.page._changed(_nothing())
    work.page.show_document(work.made.documents["Intervju Almby"])
    work.page.show_document(work.made.documents["Intervju Sjövik"])
    work.reader.setFocus()
    places = []
    for _ in range(3):
        work.press(Qt.Key.Key_F3)
        places.append(work.page.shown.current_marks()[0].segment.quote)
    assert places == ["Hur är", "ingen från vårdcentralen", "Hur är"]


def _nothing():
    from qualcode.core.changes import Changes
    from qualcode.core.ids import EntryId

    return Changes("", "", EntryId(""))


def test_the_menu_on_a_mark_has_what_can_be_done_with_it(work):
    at = work.reader.text().index("oklart")
    menu = work.page.coding.menu_on(at)
    texts = [action.text().replace("&", "") for action in menu.actions() if action.isEnabled()]
    assert "Remove code" in texts
    assert "Comment…" in texts
    assert "Copy with source" in texts
