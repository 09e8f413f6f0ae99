"""The codebook beside the text."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

UNCLEAR = "Det är oklart, tyvärr."
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def marked(made):
    made.mark("Mandat", UNCLEAR)
    made.mark("Otydligt mandat", "ska vi inte göra")
    made.mark("Mandat", "olika mycket", by="Mikael Berg")


@pytest.fixture
def work(marked, work):
    return work


def rename(work, name):
    work.press(Qt.Key.Key_F2)
    editor = QApplication.focusWidget()
    editor.selectAll()
    editor.insert(name)
    work.press(Qt.Key.Key_Return)
    work.qtbot.waitUntil(work.page.codes.view.hasFocus)


def test_a_code_is_renamed_in_place_and_on_its_marks(work):
    work.choose_code("Mandat")
    rename(work, "Mandat och makt")
    assert "Mandat och makt" in work.names()
    assert (UNCLEAR, "Mandat och makt") in work.shown()


def test_a_name_that_is_taken_is_refused_and_nothing_changes(work, qtbot):
    work.choose_code("Roller")
    with qtbot.waitSignal(work.session.refused):
        rename(work, "Samsyn")
    assert work.names().count("Samsyn") == 1


def test_a_new_colour_is_seen_on_the_marks(work):
    work.choose_code("Mandat")
    work.page.codebook.recolour("#237200")
    view = next(view for view in work.reader.marks() if view.label == "Mandat")
    assert view.colour == "#237200"


@pytest.mark.parametrize(
    ("key", "names"),
    [
        (Qt.Key.Key_Up, ["Mandat", "Otydligt mandat", "Samsyn", "Roller"]),
        (Qt.Key.Key_Right, ["Mandat", "Otydligt mandat", "Roller", "Samsyn"]),
    ],
)
def test_a_code_is_moved_by_keys(work, key, names):
    work.choose_code("Samsyn")
    work.press(key, ALT)
    assert work.names() == names
    assert work.page.codes.current() == work.code("Samsyn").id
    parent = work.code("Samsyn").parent_id
    assert parent == (work.code("Roller").id if key == Qt.Key.Key_Right else None)


def test_a_code_is_moved_out_and_down_by_keys(work):
    work.choose_code("Otydligt mandat")
    work.press(Qt.Key.Key_Left, ALT)
    work.press(Qt.Key.Key_Down, ALT)
    assert work.names() == ["Mandat", "Roller", "Otydligt mandat", "Samsyn"]


def test_a_code_dropped_on_another_comes_to_stand_under_it(work):
    panel = work.page.codes
    moved = panel.model.index_of(work.code("Samsyn").id)
    target = panel.view.visualRect(panel.model.index_of(work.code("Roller").id)).center()
    mime = panel.model.mimeData([moved])
    work.drop(panel.view, mime, target, Qt.DropAction.MoveAction)
    assert work.code("Samsyn").parent_id == work.code("Roller").id


def test_a_code_dropped_between_two_comes_to_stand_there(work):
    panel = work.page.codes
    moved = panel.model.index_of(work.code("Samsyn").id)
    row = panel.view.visualRect(panel.model.index_of(work.code("Roller").id))
    mime = panel.model.mimeData([moved])
    work.drop(panel.view, mime, row.topLeft() + QPoint(60, 1), Qt.DropAction.MoveAction)
    assert work.names() == ["Mandat", "Otydligt mandat", "Samsyn", "Roller"]


def test_several_codes_are_moved_as_one_step_and_stay_chosen(work):
    work.choose_code("Mandat", "Samsyn")
    panel = work.page.codes
    mime = panel.view.make_drag().mimeData()
    target = panel.view.visualRect(panel.model.index_of(work.code("Roller").id)).center()
    assert work.drop(panel.view, mime, target, Qt.DropAction.MoveAction)
    assert work.names() == ["Roller", "Mandat", "Otydligt mandat", "Samsyn"]
    assert panel.selected() == [work.code("Mandat").id, work.code("Samsyn").id]
    assert work.session.undo_label() == "Move codes “Mandat, Samsyn”"
    work.session.undo()
    assert work.names() == ["Mandat", "Otydligt mandat", "Roller", "Samsyn"]


def test_several_codes_get_a_colour_as_one_step(work):
    work.choose_code("Roller", "Samsyn")
    before = {work.code(name).colour for name in ("Roller", "Samsyn")}
    work.page.codebook.colours.chosen.emit("#123456")
    assert {work.code(name).colour for name in ("Roller", "Samsyn")} == {"#123456"}
    work.session.undo()
    assert {work.code(name).colour for name in ("Roller", "Samsyn")} == before


def test_a_code_can_not_be_dropped_on_one_of_its_own(work):
    panel = work.page.codes
    mime = panel.model.mimeData([panel.model.index_of(work.code("Mandat").id)])
    target = panel.view.visualRect(panel.model.index_of(work.code("Otydligt mandat").id)).center()
    assert not work.drop(panel.view, mime, target, Qt.DropAction.MoveAction)


def test_a_new_code_is_asked_for_with_its_definition(work, answer):
    def fill(dialog):
        dialog.name.setText("Förtroende")
        dialog.definition.setPlainText("Att lita på.")
        dialog.accept()

    answer(fill)
    work.press(
        Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    assert work.code("Förtroende").definition == "Att lita på."


def test_a_code_without_a_name_is_not_made(work, answer):
    said = []

    def fill(dialog):
        dialog.accept()
        said.append(dialog._complaint.text())
        dialog.reject()

    answer(fill)
    work.page.codebook.ask_new()
    assert said == ["A code needs a name."]


def test_a_code_is_described(work, answer):
    work.choose_code("Roller")

    def fill(dialog):
        dialog.definition.setPlainText("Vem som gör vad.")
        dialog.level.setCurrentIndex(2)
        dialog.accept()

    answer(fill)
    work.press(Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert (work.code("Roller").definition, work.code("Roller").level) == (
        "Vem som gör vad.",
        "category",
    )
    assert work.page.codes.definition.text() == "Vem som gör vad."


def test_codes_are_merged_into_the_one_that_is_kept(work, answer):
    work.choose_code("Mandat", "Roller")

    def fill(dialog):
        dialog.into.setCurrentIndex(dialog.into.findData(work.code("Roller").id))
        assert "“Mandat” goes" in dialog.outcome.text()
        dialog.accept()

    answer(fill)
    work.page.codebook.ask_merge()
    assert work.names() == ["Roller", "Otydligt mandat", "Samsyn"]
    assert (UNCLEAR, "Roller") in work.shown()
    work.session.undo()
    assert (UNCLEAR, "Mandat") in work.shown()


def test_some_passages_of_a_code_get_a_new_one(work, answer):
    work.choose_code("Mandat")

    def fill(dialog):
        dialog.name.setText("Makt")
        items = [dialog.list.item(row) for row in range(dialog.list.count())]
        next(item for item in items if "olika" in item.text()).setCheckState(Qt.CheckState.Checked)
        dialog.accept()

    answer(fill)
    work.page.codebook.ask_split()
    assert ("olika mycket", "Makt") in work.shown()
    assert (UNCLEAR, "Mandat") in work.shown()


def test_deleting_a_code_says_what_goes_with_it(work, answer):
    work.choose_code("Mandat")
    said = []
    answer(lambda dialog: (said.append(dialog.words), dialog.reject()))
    work.press(Qt.Key.Key_Delete)
    assert "1 code under it goes too." in said[0]
    assert "3 passages by 2 persons lose this code." in said[0]
    assert "Mandat" in work.names()
    answer(lambda dialog: dialog.accept())
    work.press(Qt.Key.Key_Delete)
    assert work.names() == ["Roller", "Samsyn"]
    assert work.shown() == []


def test_a_deleted_code_comes_back_with_its_marks(work, answer):
    work.choose_code("Mandat")
    answer(lambda dialog: dialog.accept())
    work.press(Qt.Key.Key_Delete)
    work.session.undo()
    assert len(work.shown()) == 3
    assert work.page.codes.model.count_of(work.code("Mandat").id).passages == 3


def test_the_filter_shows_what_fits_and_what_stands_above_it(work):
    panel = work.page.codes
    panel.filter.setText("otyd")
    model = panel.model
    assert model.rowCount() == 1
    top = model.index(0, 0)
    assert (top.data(), model.rowCount(top)) == ("Mandat", 1)
    panel.filter.clear()
    assert model.rowCount() == 3


def test_what_is_folded_stays_so_when_the_tree_changes(work):
    panel = work.page.codes
    panel.view.collapse(panel.model.index_of(work.code("Mandat").id))
    work.choose_code("Samsyn")
    work.press(Qt.Key.Key_Up, ALT)
    assert not panel.view.isExpanded(panel.model.index_of(work.code("Mandat").id))


def test_a_code_can_be_given_a_number_key(work):
    work.choose_code("Samsyn")
    work.page.codebook.give_key(1)
    work.select("Chefen")
    work.press(Qt.Key.Key_1)
    assert ("Chefen", "Samsyn") in work.shown()
