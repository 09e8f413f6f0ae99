"""Copying the marks of a code to another one, chosen in the palette."""

from PySide6.QtCore import Qt

from qualcode.core.operations.codes import NewCode, create_code

HOME = "olika mycket att säga till om hemma"
UNCLEAR = "Det är oklart, tyvärr."


def marked(work):
    return sorted(work.marks())


def begin(work):
    work.select(UNCLEAR)
    work.press(Qt.Key.Key_1)
    work.select(HOME)
    work.press(Qt.Key.Key_1)
    work.choose_code("Mandat")
    work.page.copying.copy.trigger()


def test_all_marks_of_a_code_are_copied_to_the_chosen_one_and_back_with_one_undo(work):
    begin(work)
    work.write("sams")
    work.press(Qt.Key.Key_Return)
    both = [(UNCLEAR, code, "AL") for code in ("Mandat", "Samsyn")]
    both += [(HOME, code, "AL") for code in ("Mandat", "Samsyn")]
    assert marked(work) == sorted(both)
    work.session.undo()
    assert marked(work) == sorted([(UNCLEAR, "Mandat", "AL"), (HOME, "Mandat", "AL")])


def test_the_palette_says_what_it_is_for_and_offers_neither_more_nor_a_comment(work):
    begin(work)
    palette = work.page.choosing.palette
    assert palette.field.placeholderText() == "Copy the marks of “Mandat” to…"
    assert "comment" not in palette.keys.text()
    work.write("rol")
    work.press(Qt.Key.Key_Tab)
    assert not palette.isVisible()
    assert (HOME, "Roller", "AL") in work.marks()


def test_they_can_be_copied_to_a_new_code(work):
    begin(work)
    work.write("Makt över andra")
    work.press(Qt.Key.Key_Return)
    assert (HOME, "Makt över andra", "AL") in work.marks()


def test_escape_leaves_everything_and_the_next_palette_marks_again(work):
    begin(work)
    work.press(Qt.Key.Key_Escape)
    assert len(work.marks()) == 2
    work.select("Chefen")
    work.write("rol")
    assert work.page.choosing.palette.field.placeholderText() == "Type a few letters of a code"
    work.press(Qt.Key.Key_Return)
    assert ("Chefen", "Roller", "AL") in work.marks()


def test_there_is_nothing_to_copy_of_a_code_without_marks(work):
    work.choose_code("Samsyn")
    assert not work.page.copying.copy.isEnabled()
    assert work.page.copying.copy.statusTip() == "Nothing is marked with this code."


def test_the_definition_shows_when_to_use_a_code_and_when_not(work):
    work.made.code(
        "Tillit", definition="Att lita på.", when_to_use="Om folk.", when_not_to_use="Pengar."
    )
    work.session.opened.emit()
    work.page._of = (None, None)
    work.page._opened()
    work.page.show_document(work.made.documents["Intervju Sjövik"])
    work.select(UNCLEAR)
    work.write("till")
    words = work.page.choosing.palette.definition.text()
    assert words == "<b>Tillit.</b> Att lita på. Om folk. Not: Pengar."


def test_the_palette_is_never_higher_than_the_page(work):
    words = "Vad någon får bestämma, och vem som säger det. " * 12
    new = NewCode("Tillit", definition=words, when_to_use=words, when_not_to_use=words)
    work.session.run(create_code, new)
    palette = work.page.choosing.palette
    for height in (900, 420, 300):
        work.page.resize(900, height)
        work.select(UNCLEAR)
        work.page.open_palette("till")
        assert palette.height() <= work.page.height() or palette.definition.text() == ""
        assert work.page.rect().contains(palette.geometry()) or height == 300
        palette.close_palette()
