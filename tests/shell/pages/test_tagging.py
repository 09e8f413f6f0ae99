"""Tagging words, by keys, by the palette and by dragging."""

from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtWidgets import QApplication

from qualcode.core.operations.codes import NewCode, create_code, delete_codes
from qualcode.shell.text.dragging import put_codes

UNCLEAR = "Det är oklart, tyvärr."
HOME = "olika mycket att säga till om hemma"


def test_a_number_key_tags_the_words_with_its_code(work):
    work.select(UNCLEAR)
    work.press(Qt.Key.Key_3)
    assert work.marks() == [(UNCLEAR, "Roller", "AL")]
    assert work.shown() == [(UNCLEAR, "Roller")]


def test_positions_stay_true_after_an_emoji(work):
    work.select("Och ingen från vårdcentralen")
    work.press(Qt.Key.Key_1)
    assert work.marks() == [("Och ingen från vårdcentralen", "Mandat", "AL")]


def test_several_number_keys_tag_the_same_words(work):
    work.select(UNCLEAR)
    work.press(Qt.Key.Key_1)
    work.press(Qt.Key.Key_4)
    assert [code for _, code, _ in work.marks()] == ["Mandat", "Samsyn"]


def test_the_key_of_a_code_that_has_gone_is_free_when_the_page_comes_back(work):
    keys = work.page.codebook
    gone = work.code("Roller").id
    number = next(key for key, code_id in keys.keys.items() if code_id == gone)
    for fresh in range(9 - len(keys.keys)):
        work.session.run(create_code, NewCode(f"Ny {fresh}"))
    work.session.run(create_code, NewCode("Ansvar"))
    work.session.run(delete_codes, [gone])
    assert number not in keys.keys
    work.page.restore_state(work.page.state())
    assert keys.keys[number] == work.code("Ansvar").id


def test_a_full_stop_repeats_the_last_code(work):
    work.select(UNCLEAR)
    work.press(Qt.Key.Key_3)
    work.select(HOME)
    work.press(Qt.Key.Key_Period)
    assert work.marks()[1] == (HOME, "Roller", "AL")


def test_a_number_key_does_nothing_without_words(work):
    work.reader.set_caret(5)
    work.press(Qt.Key.Key_1)
    assert work.marks() == []


def test_letters_open_the_palette_and_enter_tags(work):
    work.select(UNCLEAR)
    work.write("oty")
    palette = work.page.choosing.palette
    assert palette.isVisible()
    assert palette.field.text() == "oty"
    work.press(Qt.Key.Key_Return)
    assert work.marks() == [(UNCLEAR, "Otydligt mandat", "AL")]
    assert not palette.isVisible()
    assert work.reader.hasFocus()


def test_the_palette_stands_beside_the_words_and_not_over_them(work):
    work.select(UNCLEAR)
    work.press(Qt.Key.Key_Return)
    span = work.reader.selection()
    words = work.reader.rect_of(*span)
    words.moveTopLeft(work.reader.viewport().mapTo(work.page, words.topLeft()))
    assert not work.page.choosing.palette.geometry().intersects(words)


def test_the_palette_is_not_over_words_that_fill_the_page(work):
    work.page.resize(1100, 300)
    work.reader.select(0, len(work.reader.text()))
    work.press(Qt.Key.Key_Return)
    palette = work.page.choosing.palette
    assert work.page.rect().contains(palette.geometry())


def test_the_definition_is_seen_before_enter(work):
    work.select(UNCLEAR)
    work.write("mand")
    assert "Rätten att besluta." in work.page.choosing.palette.definition.text()


def test_codes_used_last_come_first(work):
    work.select(UNCLEAR)
    work.press(Qt.Key.Key_4)
    work.press(Qt.Key.Key_Return)
    assert work.page.choosing.palette.current().name == "Samsyn"


def test_a_code_that_goes_while_one_types_is_not_offered(work):
    work.select(UNCLEAR)
    work.write("S")
    work.session.run(delete_codes, [work.code("Samsyn").id])
    work.write("amsyn")
    assert work.page.choosing.palette.current().code_id is None


def test_escape_closes_the_palette_and_changes_nothing(work):
    work.select(UNCLEAR)
    work.write("m")
    work.press(Qt.Key.Key_Escape)
    assert not work.page.choosing.palette.isVisible()
    assert work.marks() == []
    assert work.reader.hasFocus()


def test_control_enter_tags_and_goes_on(work):
    work.select(UNCLEAR)
    work.write("rol")
    work.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    work.write("sam")
    work.press(Qt.Key.Key_Return)
    assert [code for _, code, _ in work.marks()] == ["Roller", "Samsyn"]


def test_tab_tags_and_lets_a_comment_be_written(work):
    work.select(UNCLEAR)
    work.write("rol")
    work.press(Qt.Key.Key_Tab)
    assert work.page.passage.comment.hasFocus()
    work.write("varför?")
    work.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert work.page.shown.current_marks()[0].coding.comment == "varför?"
    assert work.reader.hasFocus()


def offered(work):
    """Where new codes would be put."""
    return [row.above for row in work.page.choosing.palette.model.rows if row.code_id is None]


def test_a_new_code_is_offered_at_the_top_level_first_then_under_the_chosen_one(work):
    work.page.codes.set_current(work.code("Otydligt mandat").id)
    work.select(UNCLEAR)
    work.write("oklarhet")
    assert offered(work) == ["", "Mandat"]
    assert work.page.choosing.palette.current().above == ""
    work.press(Qt.Key.Key_Down)
    work.press(Qt.Key.Key_Return)
    assert work.marks() == [(UNCLEAR, "oklarhet", "AL")]
    assert work.code("oklarhet").parent_id == work.code("Mandat").id


def test_where_the_last_new_code_was_put_the_next_is_offered_first(work):
    work.page.codes.set_current(work.code("Samsyn").id)
    work.select(UNCLEAR)
    work.write("roll>nytt")
    work.press(Qt.Key.Key_Return)
    work.select(UNCLEAR)
    work.write("mer")
    assert offered(work)[:2] == ["Roller", ""]
    work.press(Qt.Key.Key_Down)
    work.press(Qt.Key.Key_Return)
    work.select(UNCLEAR)
    work.write("ännu mer")
    assert offered(work)[0] == ""


def test_a_name_with_a_colon_is_put_under_the_code_that_is_called_as_its_beginning(work):
    work.select(UNCLEAR)
    work.write("roller: nytt")
    assert offered(work)[:2] == ["Roller", ""]
    work.press(Qt.Key.Key_Return)
    assert work.code("nytt").parent_id == work.code("Roller").id
    work.select(UNCLEAR)
    work.write("kort sikt: nytt")
    work.press(Qt.Key.Key_Return)
    assert work.code("kort sikt: nytt").parent_id == work.code("Roller").id


def test_a_new_code_and_its_passage_are_undone_together(work):
    work.select(UNCLEAR)
    work.write("oklarhet")
    work.press(Qt.Key.Key_Return)
    work.session.undo()
    assert "oklarhet" not in work.names()
    assert work.shown() == []


def test_a_path_says_where_a_new_code_stands(work):
    work.select(UNCLEAR)
    work.write("roll>nytt")
    work.press(Qt.Key.Key_Return)
    assert work.code("nytt").parent_id == work.code("Roller").id


def test_a_code_is_called_as_the_words(work):
    work.select(UNCLEAR)
    work.press(
        Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    assert work.marks() == [(UNCLEAR, UNCLEAR, "AL")]


def test_enter_on_a_code_tags_the_selected_words(work):
    work.select(UNCLEAR)
    work.choose_code("Samsyn")
    work.press(Qt.Key.Key_Return)
    assert work.marks() == [(UNCLEAR, "Samsyn", "AL")]


def test_a_code_dropped_on_the_words_tags_them(work):
    work.select(UNCLEAR)
    mime = QMimeData()
    put_codes(mime, [work.code("Roller").id])
    work.drop(work.reader, mime, work.reader.cursorRect().center() - QPoint(20, 0))
    assert work.marks() == [(UNCLEAR, "Roller", "AL")]


def test_words_dropped_on_a_code_are_tagged(work):
    work.select(UNCLEAR)
    mime = work.reader.createMimeDataFromSelection()
    view = work.page.codes.view
    index = work.page.codes.model.index_of(work.code("Roller").id)
    work.drop(view, mime, view.visualRect(index).center())
    assert work.marks() == [(UNCLEAR, "Roller", "AL")]


def test_a_code_dropped_on_a_mark_tags_the_passage(work):
    work.select(UNCLEAR)
    work.press(Qt.Key.Key_1)
    work.put_caret("är oklart")
    mime = QMimeData()
    put_codes(mime, [work.code("Roller").id])
    work.drop(work.reader, mime, work.reader.cursorRect().center())
    assert [code for _, code, _ in work.marks()] == ["Mandat", "Roller"]


def test_undo_takes_the_tag_off_and_redo_puts_it_on(work):
    work.select(UNCLEAR)
    work.press(Qt.Key.Key_1)
    work.session.undo()
    assert work.shown() == []
    work.session.redo()
    assert work.shown() == [(UNCLEAR, "Mandat")]


def test_the_numbers_follow(work):
    work.select(UNCLEAR)
    work.press(Qt.Key.Key_2)
    model = work.page.codes.model
    assert model.count_of(work.code("Otydligt mandat").id).passages == 1
    assert model.count_of(work.code("Mandat").id).persons == 1
    assert work.page.documents.model.passages(work.made.documents["Intervju Sjövik"]) == 1


def test_a_refused_operation_is_told_and_nothing_changes(work, qtbot):
    work.reader.select(0, 1)
    with qtbot.waitSignal(work.session.refused):
        work.page.coding.tag_span([work.code("Roller").id], 20, 20)
    assert work.marks() == []


def test_copy_with_source_has_the_pseudonym_and_never_the_name(work):
    work.made.describe("Karin", pseudonym="Samordnare B", name="Karin")
    work.select("Karin: Det är oklart")
    work.press(
        Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    text = QApplication.clipboard().text()
    assert text == "“[Samordnare B]: Det är oklart” (Samordnare B, Intervju Sjövik, line 2)"
