"""There is one current coding, and chip, margin, comment, Delete and the rest all mean it."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt

from qualcode.shell.text.dragging import put_codes

UNCLEAR = "Det är oklart, tyvärr."
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def twice(work):
    """Words that are marked still, with two codes: Mandat, and then Roller."""
    work.select(UNCLEAR)
    work.write("mand")
    work.press(Qt.Key.Key_Return)
    work.press(Qt.Key.Key_Return)
    work.write("roll")
    work.press(Qt.Key.Key_Return)
    return work


def lit(work):
    """The names of the chip that is lit, and of the mark that is lifted."""
    (chip,) = (chip for chip in work.page.passage.chips() if chip.isChecked())
    current = work.reader.current()
    return chip.view.name, next(v.label for v in work.reader.marks() if v.key == current)


def comments(work):
    names = {code.id: code.name for code in work.page.shown.codebook}
    marks = [mark for key in work.page.shown.marks.keys for mark in work.page.shown.codings_of(key)]
    return {names[mark.coding.code_id]: mark.coding.comment for mark in marks}


def test_the_code_set_last_is_the_current_one(twice):
    assert lit(twice) == ("Roller", "Roller")


def test_a_comment_written_on_a_second_code_is_that_codes(work):
    work.select(UNCLEAR)
    work.press(Qt.Key.Key_Return)
    work.write("mand")
    work.press(Qt.Key.Key_Return)
    work.press(Qt.Key.Key_Return)
    work.write("roll")
    work.press(Qt.Key.Key_Tab)
    work.write("varför?")
    work.press(Qt.Key.Key_Tab)
    assert comments(work) == {"Mandat": None, "Roller": "varför?"}


def test_a_comment_after_a_number_key_is_on_the_code_of_that_number(work):
    work.select(UNCLEAR)
    work.press(Qt.Key.Key_1)
    work.press(Qt.Key.Key_3)
    work.press(Qt.Key.Key_M, CONTROL | Qt.KeyboardModifier.AltModifier)
    work.write("varför?")
    work.press(Qt.Key.Key_Escape)
    assert comments(work) == {"Mandat": None, "Roller": "varför?"}


def test_delete_takes_off_the_code_whose_chip_is_lit(twice):
    work = twice
    mime = QMimeData()
    put_codes(mime, [work.code("Samsyn").id])
    work.drop(work.reader, mime, work.reader.cursorRect().center() - QPoint(20, 0))
    assert lit(work) == ("Samsyn", "Samsyn")
    work.press(Qt.Key.Key_Delete)
    assert [code for _, code, _ in work.marks()] == ["Mandat", "Roller"]


def test_words_dropped_on_a_second_code_make_it_the_current_one(twice):
    work = twice
    view = work.page.codes.view
    index = work.page.codes.model.index_of(work.code("Samsyn").id)
    mime = work.reader.createMimeDataFromSelection()
    work.drop(view, mime, view.visualRect(index).center())
    assert lit(work) == ("Samsyn", "Samsyn")
    work.reader.setFocus()
    work.press(Qt.Key.Key_Delete)
    assert [code for _, code, _ in work.marks()] == ["Mandat", "Roller"]


@pytest.mark.parametrize("name", ["Mandat", "Roller"])
def test_a_chip_that_is_clicked_is_what_delete_takes_off(twice, name):
    work = twice
    chip = next(chip for chip in work.page.passage.chips() if chip.view.name == name)
    work.qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(12, chip.height() // 2))
    assert lit(work) == (name, name)
    work.reader.setFocus()
    work.press(Qt.Key.Key_Delete)
    assert name not in [code for _, code, _ in work.marks()]


def test_a_label_in_the_margin_that_is_clicked_is_what_delete_takes_off(twice):
    work = twice
    label = next(x for x in work.reader._margins.composition.labels if x.text == "Mandat")
    top = work.reader.verticalScrollBar().value()
    point = label.rect.center().toPoint() - QPoint(0, top)
    work.qtbot.mouseClick(work.reader.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert lit(work) == ("Mandat", "Mandat")
    work.press(Qt.Key.Key_Delete)
    assert [code for _, code, _ in work.marks()] == ["Roller"]


def test_recoding_means_the_code_that_is_lit(twice):
    work = twice
    chip = next(chip for chip in work.page.passage.chips() if chip.view.name == "Mandat")
    work.qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(12, chip.height() // 2))
    work.reader.setFocus()
    work.press(Qt.Key.Key_E, CONTROL | SHIFT)
    work.write("sam")
    work.press(Qt.Key.Key_Return)
    assert [code for _, code, _ in work.marks()] == ["Samsyn", "Roller"]
    assert lit(work) == ("Samsyn", "Samsyn")


def test_the_chip_and_the_mark_agree_after_the_caret_has_moved(twice):
    work = twice
    work.put_caret("oklart")
    chip = next(chip for chip in work.page.passage.chips() if not chip.isChecked())
    work.qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(12, chip.height() // 2))
    work.reader.setFocus()
    work.press(Qt.Key.Key_Right)
    assert len(set(lit(work))) == 1


def test_of_two_evaluators_codings_the_chosen_one_is_meant(work, made, answer):
    made.mark("Mandat", UNCLEAR, by="Mikael Berg")
    made.mark("Mandat", UNCLEAR)
    work.session.opened.emit()
    work.page.show_document(made.documents["Intervju Almby"])
    work.page.show_document(made.documents["Intervju Sjövik"])
    work.put_caret("oklart")
    chip = next(chip for chip in work.page.passage.chips() if not chip.view.is_own)
    work.qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(12, chip.height() // 2))
    work.reader.setFocus()
    answer(lambda dialog: dialog.accept())
    work.press(Qt.Key.Key_Delete)
    assert work.marks() == [(UNCLEAR, "Mandat", "AL")]
