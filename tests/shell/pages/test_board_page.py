"""A board, worked on with the mouse and with keys."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from qualcode.core.operations import boards as board_operations
from qualcode.core.operations.passages import code_passage
from qualcode.core.store import boards as store
from qualcode.core.store import codes as code_store
from qualcode.core.store import journal
from qualcode.shell.chosen import Chosen
from qualcode.shell.dialogs.name_dialog import NameDialog
from qualcode.shell.dialogs.question import Question
from qualcode.shell.pages import counting
from qualcode.shell.pages.board import BoardPage
from qualcode.shell.pages.board_files import picture
from qualcode.shell.text.dragging import put_codes
from tests.core.material import Material

LEFT = Qt.MouseButton.LeftButton


class Wall:
    """The page and the words in which a test speaks of it."""

    def __init__(self, page, session, made, chosen, qtbot):
        self.page, self.session, self.made, self.chosen = page, session, made, chosen
        self.canvas, self.qtbot = page.canvas, qtbot

    @property
    def db(self):
        return self.session.project.db

    def shown(self):
        """Each thing's name with that of its group, as one reads the board."""
        things = self.canvas.content.things
        return [
            (one.name, things[one.item.group_id].name if one.item.group_id else None)
            for one in self.canvas.content
        ]

    def id_of(self, name):
        return next(one.id for one in self.canvas.content if one.name == name)

    def place(self, name):
        item = store.item(self.db, self.id_of(name))
        return item.x, item.y

    def point(self, name):
        thing = self.canvas.things[self.id_of(name)]
        return self.canvas.mapFromScene(thing.scene_frame().topLeft() + QPointF(30, 20))

    def drag(self, name, to, modifier=Qt.KeyboardModifier.NoModifier):
        start = self.point(name)
        port = self.canvas.viewport()
        QTest.mousePress(port, LEFT, modifier, start)
        for part in (0.3, 0.7, 1.0):
            QTest.mouseMove(port, start + (to - start) * part)
        QTest.mouseRelease(port, LEFT, modifier, to)

    def key(self, key, modifier=Qt.KeyboardModifier.NoModifier):
        self.qtbot.keyClick(self.canvas, key, modifier)

    def write(self, text):
        self.qtbot.waitUntil(self.canvas.editor.hasFocus)
        self.canvas.editor.setPlainText(text)
        self.qtbot.keyClick(self.canvas.editor, Qt.Key.Key_Return)

    def tree(self):
        return [" > ".join(p) for p in code_store.paths(code_store.all_codes(self.db)).values()]

    def steps(self):
        return len(journal.entries(self.db))


@pytest.fixture
def made(tmp_path):
    made = Material(tmp_path)
    made.document("Intervju", "Karin: Mandatet är otydligt.\nIP2: Tiden är kort.")
    for name in ("Mandat", "Roller", "Tid"):
        made.code(name)
    made.mark("Mandat", "Mandatet är otydligt")
    made.mark("Tid", "Tiden är kort")
    yield made
    made.project.close()


@pytest.fixture
def empty(qtbot, session, made):
    """The page before there is a board."""
    chosen = Chosen(session)
    page = BoardPage(session, chosen)
    page.resize(1280, 720)
    session.open(made.project)
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    yield Wall(page, session, made, chosen, qtbot)
    session.close()
    page.close()
    page.deleteLater()
    chosen.deleteLater()


@pytest.fixture
def wall(empty):
    """A board with a card for each code."""
    empty.page.parts.first_step.click()
    empty.page.tray.all.click()
    empty.canvas.setFocus()
    return empty


def test_an_empty_page_offers_the_first_step(empty):
    assert "as on a wall" in empty.page.parts.empty_words.text()
    empty.page.parts.first_step.click()
    assert [board.name for board in store.all_boards(empty.db)] == ["Board"]
    assert empty.page.boards.currentText() == "Board"


def test_all_codes_are_put_on_the_board_in_one_step(empty):
    empty.page.parts.first_step.click()
    before = empty.steps()
    empty.page.tray.all.click()
    assert empty.shown() == [("Mandat", None), ("Roller", None), ("Tid", None)]
    assert empty.steps() == before + 1
    assert empty.page.tray.shown() == []
    assert empty.page.tray.nothing.isVisible()


def test_a_card_tells_its_passages_and_persons(wall):
    count = wall.canvas.content.things[wall.id_of("Tid")].count
    assert (count.passages, count.persons) == (1, 1)
    assert "1 passage, 1 person" in wall.canvas.content.things[wall.id_of("Tid")].spoken


def test_what_is_marked_while_passages_are_counted_is_counted_too(wall, monkeypatch):
    monkeypatch.setattr(counting, "LARGE", -1)
    wall.page._recount()
    wall.session.run(code_passage, wall.made.documents["Intervju"], 0, 5, [wall.made.codes["Tid"]])

    def passages():
        return wall.canvas.content.things[wall.id_of("Tid")].count.passages

    wall.page._calm.timeout.emit()
    wall.qtbot.waitUntil(lambda: passages() == 2)


def test_a_code_is_dragged_from_beside_to_where_it_is_let_go(empty):
    empty.page.parts.first_step.click()
    data = QMimeData()
    put_codes(data, [empty.made.codes["Tid"]])
    point = QPoint(300, 200)
    held = (LEFT, Qt.KeyboardModifier.NoModifier)
    for event in (
        QDragEnterEvent(point, Qt.DropAction.CopyAction, data, *held),
        QDropEvent(QPointF(point), Qt.DropAction.CopyAction, data, *held),
    ):
        QApplication.sendEvent(empty.canvas.viewport(), event)
    middle = empty.canvas.things[empty.id_of("Tid")].scene_frame().center()
    assert (middle - empty.canvas.mapToScene(point)).manhattanLength() < 2


def test_a_drag_is_one_step(wall):
    wall.canvas.choose([])
    before, steps = wall.place("Roller"), wall.steps()
    wall.drag("Roller", wall.point("Roller") + QPoint(60, 180))
    x, y = wall.place("Roller")
    scale = wall.canvas.transform().m11()
    assert x - before[0] == pytest.approx(60 / scale, abs=2)
    assert y - before[1] == pytest.approx(180 / scale, abs=2)
    assert wall.steps() == steps + 1
    wall.session.undo()
    assert wall.place("Roller") == before


def test_escape_takes_a_drag_back(wall):
    wall.canvas.choose([])
    before, start = wall.place("Roller"), wall.point("Roller")
    QTest.mousePress(wall.canvas.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, start)
    QTest.mouseMove(wall.canvas.viewport(), start + QPoint(50, 150))
    wall.key(Qt.Key.Key_Escape)
    QTest.mouseRelease(wall.canvas.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, start)
    thing = wall.canvas.things[wall.id_of("Roller")]
    assert (thing.pos().x(), thing.pos().y()) == before == wall.place("Roller")


def test_arrow_keys_move_what_is_chosen_in_one_step_of_the_history(wall):
    wall.canvas.choose([wall.id_of("Tid")])
    before, steps = wall.place("Tid"), wall.steps()
    for _press in range(5):
        wall.key(Qt.Key.Key_Right)
    wall.key(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    wall.qtbot.waitUntil(lambda: wall.steps() > steps)
    assert wall.place("Tid") == (before[0] + 60, before[1] + 1)
    assert wall.steps() == steps + 1


def test_undo_right_after_an_arrow_key_takes_back_that_move_alone(wall):
    wall.canvas.choose([wall.id_of("Tid")])
    before, steps = wall.place("Tid"), wall.steps()
    wall.key(Qt.Key.Key_Right)
    wall.session.undo()
    assert wall.place("Tid") == before
    assert wall.steps() == steps + 2
    wall.session.redo()
    assert wall.place("Tid") == (before[0] + 12, before[1])


def test_tab_goes_through_the_cards_as_one_reads_them_and_then_on(wall):
    wall.canvas.choose([])
    names = []
    for _press in range(3):
        wall.key(Qt.Key.Key_Tab)
        names.append(wall.canvas.content.things[wall.canvas.current].name)
    assert names == ["Mandat", "Roller", "Tid"]
    wall.key(Qt.Key.Key_Tab)
    assert not wall.canvas.hasFocus()


def test_a_group_is_put_round_what_is_chosen_and_named_at_once(wall):
    wall.canvas.choose([wall.id_of("Mandat"), wall.id_of("Roller")])
    wall.page.commands.group.trigger()
    wall.write("Styrning")
    assert wall.shown() == [
        *(("Styrning", None), ("Mandat", "Styrning"), ("Roller", "Styrning"), ("Tid", None))
    ]


@pytest.fixture
def grouped(wall):
    """Two of the codes lie in a group, the third far below."""
    wall.canvas.choose([wall.id_of("Tid")])
    for _press in range(3):
        wall.key(Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    wall.canvas.settle()
    wall.canvas.choose([wall.id_of("Mandat"), wall.id_of("Roller")])
    wall.page.commands.group.trigger()
    wall.write("Styrning")
    wall.canvas.show_all()
    return wall


def test_a_card_that_is_dropped_in_a_group_belongs_to_it_and_finds_room(grouped):
    grouped.drag("Tid", grouped.point("Mandat") + QPoint(0, 40))
    assert ("Tid", "Styrning") in grouped.shown()
    group = grouped.canvas.things[grouped.id_of("Styrning")].scene_frame()
    assert group.contains(grouped.canvas.things[grouped.id_of("Tid")].scene_frame())


def test_a_group_takes_its_cards_along(grouped):
    before = grouped.place("Mandat")
    thing = grouped.canvas.things[grouped.id_of("Styrning")]
    head = grouped.canvas.mapFromScene(thing.scene_frame().topLeft() + QPointF(60, 6))
    grouped.canvas.choose([])
    port = grouped.canvas.viewport()
    QTest.mousePress(port, LEFT, Qt.KeyboardModifier.NoModifier, head)
    QTest.mouseMove(port, head + QPoint(30, 60))
    QTest.mouseRelease(port, LEFT, Qt.KeyboardModifier.NoModifier, head + QPoint(30, 60))
    assert grouped.place("Mandat")[1] > before[1]
    assert ("Mandat", "Styrning") in grouped.shown()


def test_a_card_that_is_dragged_out_belongs_to_no_group(grouped):
    grouped.drag("Roller", grouped.point("Tid") + QPoint(220, 0))
    assert ("Roller", None) in grouped.shown()


def test_a_group_becomes_a_category_and_is_undone_as_one(grouped):
    grouped.canvas.choose([grouped.id_of("Styrning")])
    grouped.page.commands.to_category.trigger()
    assert grouped.tree() == ["Tid", "Styrning", "Styrning > Mandat", "Styrning > Roller"]
    grouped.session.undo()
    assert grouped.tree() == ["Mandat", "Roller", "Tid"]


def test_what_was_moved_in_the_codebook_is_said_with_a_way_back(grouped):
    grouped.canvas.choose([grouped.id_of("Styrning")])
    grouped.page.commands.to_category.trigger()
    notice = grouped.page.files.notice
    assert notice.text == (
        "“Styrning” is a category of the codebook now, and 2 codes were moved under it."
    )
    notice.buttons[0].click()
    assert grouped.tree() == ["Mandat", "Roller", "Tid"]
    assert notice.text == ""


def test_a_way_back_goes_when_something_else_is_done(grouped):
    grouped.canvas.choose([grouped.id_of("Styrning")])
    grouped.page.commands.to_category.trigger()
    grouped.canvas.choose([grouped.id_of("Tid")])
    grouped.page.commands.take_off()
    assert grouped.page.files.notice.text == ""


def test_renaming_a_category_on_the_board_renames_the_code(grouped):
    grouped.canvas.choose([grouped.id_of("Styrning")])
    grouped.page.commands.to_category.trigger()
    grouped.key(Qt.Key.Key_F2)
    grouped.write("Ledning")
    assert "Ledning > Mandat" in grouped.tree()


def test_things_are_put_into_a_group_without_a_mouse(grouped):
    grouped.canvas.choose([grouped.id_of("Tid")])
    grouped.page.commands.put_into(grouped.id_of("Styrning"))
    assert ("Tid", "Styrning") in grouped.shown()
    grouped.page.commands.put_into(None)
    assert ("Tid", None) in grouped.shown()


def test_a_note_is_written_where_it_is_made_and_becomes_a_code(wall):
    wall.page.commands.note.trigger()
    wall.write("Stress")
    wall.canvas.choose([wall.id_of("Stress")])
    wall.page.commands.to_code.trigger()
    assert wall.tree()[-1] == "Stress"
    assert wall.canvas.content.things[wall.id_of("Stress")].is_card


def test_escape_leaves_a_note_as_it_was(wall):
    wall.page.commands.note.trigger()
    wall.write("Stress")
    wall.canvas.write_current()
    wall.canvas.editor.setPlainText("Annat")
    wall.qtbot.keyClick(wall.canvas.editor, Qt.Key.Key_Escape)
    assert wall.canvas.content.things[wall.canvas.current].text == "Stress"


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Return])
def test_a_new_note_that_is_left_without_a_word_goes(wall, key):
    before = wall.shown()
    wall.page.commands.note.trigger()
    wall.qtbot.waitUntil(wall.canvas.editor.hasFocus)
    wall.qtbot.keyClick(wall.canvas.editor, key)
    assert wall.shown() == before


def test_a_new_group_that_is_not_named_stays(wall):
    wall.page.commands.group.trigger()
    wall.qtbot.waitUntil(wall.canvas.editor.hasFocus)
    wall.qtbot.keyClick(wall.canvas.editor, Qt.Key.Key_Escape)
    assert ("New group", None) in wall.shown()


def test_a_card_on_another_card_asks_whether_they_are_one(wall, monkeypatch):
    asked = []
    monkeypatch.setattr(Question, "ask", lambda *words: asked.append(words[1]) or True)
    wall.canvas.choose([])
    wall.drag("Tid", wall.point("Mandat"))
    assert "“Mandat” is kept" in asked[0]
    assert wall.tree() == ["Mandat", "Roller"]
    assert wall.shown() == [("Mandat", None), ("Roller", None)]


def test_cards_that_are_not_to_be_one_lie_where_they_lay(wall, monkeypatch):
    monkeypatch.setattr(Question, "ask", lambda *_words: False)
    wall.canvas.choose([])
    before = wall.place("Tid")
    wall.drag("Tid", wall.point("Mandat"))
    assert wall.place("Tid") == before
    assert wall.tree() == ["Mandat", "Roller", "Tid"]


def test_delete_takes_a_card_off_the_board_and_not_the_code(wall):
    wall.canvas.choose([wall.id_of("Tid")])
    wall.key(Qt.Key.Key_Delete)
    assert wall.shown() == [("Mandat", None), ("Roller", None)]
    assert "Tid" in wall.tree()
    assert wall.page.tray.shown() == [wall.made.codes["Tid"]]


def test_cards_are_aligned_and_tidied_up(wall):
    ids = [wall.id_of(name) for name in ("Mandat", "Roller", "Tid")]
    wall.canvas.choose(ids)
    wall.page.commands.align_chosen("left")
    assert len({wall.place(name)[0] for name in ("Mandat", "Roller", "Tid")}) == 1
    wall.page.commands.tidy.trigger()
    assert len({wall.place(name)[0] for name in ("Mandat", "Roller", "Tid")}) == 3


def test_the_outline_and_the_canvas_choose_the_same(grouped):
    grouped.page.outline.choose_items([])
    index = grouped.page.outline._rows[grouped.id_of("Roller")].index()
    grouped.page.outline.setCurrentIndex(index)
    assert grouped.canvas.selected() == [grouped.id_of("Roller")]
    grouped.canvas.choose([grouped.id_of("Tid")])
    assert grouped.page.outline.chosen_ids() == [grouped.id_of("Tid")]


def test_the_outline_shows_groups_with_what_is_in_them(grouped):
    model = grouped.page.outline.model()
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == ["Styrning", "Tid"]
    assert model.rowCount(model.index(0, 0)) == 2
    spoken = model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Group Styrning"


def test_enter_on_a_card_goes_to_its_passages(wall):
    wall.canvas.choose([wall.id_of("Tid")])
    with wall.qtbot.waitSignal(wall.page.page_wanted) as told:
        wall.key(Qt.Key.Key_Return)
    assert told.args == ["categories"]
    assert wall.chosen.code_id == wall.made.codes["Tid"]


def test_a_code_that_is_chosen_elsewhere_is_chosen_here(wall):
    wall.chosen.choose_code(wall.made.codes["Roller"])
    assert wall.canvas.selected() == [wall.id_of("Roller")]


def test_the_codebook_is_laid_out_on_a_board_of_its_own(grouped):
    grouped.canvas.choose([grouped.id_of("Styrning")])
    grouped.page.commands.to_category.trigger()
    grouped.page.whole.lay_out.trigger()
    assert grouped.page.boards.currentText() == "Codebook"
    assert set(grouped.shown()) == {
        *(("Tid", None), ("Styrning", None)),
        *(("Mandat", "Styrning"), ("Roller", "Styrning")),
    }


def test_boards_are_named_changed_and_deleted(wall, monkeypatch):
    monkeypatch.setattr(NameDialog, "ask", lambda *_words: "Verkstad")
    wall.page.whole.new.trigger()
    assert wall.page.boards.currentText() == "Verkstad"
    assert wall.shown() == []
    monkeypatch.setattr(NameDialog, "ask", lambda *_words: "Oktober")
    wall.page.whole.rename.trigger()
    assert wall.page.boards.currentText() == "Oktober"
    monkeypatch.setattr(Question, "ask", lambda *_words: True)
    wall.page.whole.delete.trigger()
    assert wall.page.boards.currentText() == "Board"
    assert len(wall.shown()) == 3


def test_a_code_that_is_deleted_meanwhile_leaves_the_board(wall):
    from qualcode.core.operations.codes import delete_codes

    wall.canvas.choose([wall.id_of("Tid")])
    wall.session.run(delete_codes, [wall.made.codes["Tid"]])
    assert wall.shown() == [("Mandat", None), ("Roller", None)]
    assert wall.canvas.current is None
    wall.session.undo()
    assert ("Tid", None) in wall.shown()


def test_a_board_that_is_undone_is_not_shown_any_more(empty):
    empty.page.parts.first_step.click()
    empty.session.undo()
    assert empty.page.whole.current() is None
    assert empty.page.parts.empty_words.isVisible()


def test_the_wheel_with_ctrl_and_the_keys_zoom(wall):
    before = wall.canvas.zoom_now
    wall.qtbot.keyClicks(wall.canvas, "-")
    assert wall.canvas.zoom_now < before
    wall.qtbot.keyClicks(wall.canvas, "++++++++++++++++++++")
    assert wall.canvas.zoom_now == 3.0


def test_what_was_moved_by_keys_is_kept_when_the_project_is_closed(wall, made):
    wall.canvas.choose([wall.id_of("Tid")])
    before = wall.place("Tid")
    wall.key(Qt.Key.Key_Right)
    path = made.project.path
    wall.session.close()
    from qualcode.core.project import Project

    with Project.open(path) as again:
        (board,) = store.all_boards(again.db)
        items = {i.code_id: i for i in store.items_on(again.db, board.id)}
        assert items[made.codes["Tid"]].x == before[0] + 12


def test_a_picture_holds_the_board(wall, tmp_path):
    image = QImage.fromData(picture(wall.canvas.content, ".png"))
    assert image.width() > 2 * 3 * 180
    drawing = picture(wall.canvas.content, ".svg").decode()
    assert "<svg" in drawing
    assert "Mandat" in drawing
    wall.page.files.write_picture(wall.canvas.content, tmp_path / "board.png")
    assert "written" in wall.page.files.notice.text
    assert (tmp_path / "board.png").stat().st_size > 500


def test_an_outline_is_written(grouped, tmp_path):
    grouped.page.files.write_outline(grouped.canvas.content, tmp_path / "board.md")
    grouped.qtbot.waitUntil(lambda: "written" in grouped.page.files.notice.text, timeout=5000)
    text = (tmp_path / "board.md").read_text("utf-8")
    assert "- **Styrning**\n  - Mandat (1 passage, 1 person)" in text


def test_where_one_was_on_the_board_is_remembered(wall):
    wall.canvas.set_zoom(0.5)
    stored = wall.page.state()
    wall.canvas.set_zoom(2.0)
    wall.page.restore_state(stored)
    assert wall.page.state()["zoom"] == 0.5
    wall.page.restore_state({"board": 7, "zoom": "near", "at": []})
    assert wall.page.state()["zoom"] == 0.5


def test_a_board_that_goes_while_its_things_are_moved_by_keys_takes_the_move_along(wall):
    wall.canvas.choose([wall.id_of("Mandat")])
    wall.key(Qt.Key.Key_Right)
    wall.session.run(board_operations.delete_board, wall.page._wanted)
    assert wall.shown() == []


def test_a_note_that_goes_while_one_writes_in_it_is_not_written(wall):
    note = board_operations.NewItem("note", 0, 0, 100, 50, text="Lapp")
    wall.session.run(board_operations.put_on_board, wall.page._wanted, [note])
    wall.canvas.choose([wall.id_of("Lapp")])
    wall.key(Qt.Key.Key_F2)
    wall.qtbot.waitUntil(wall.canvas.editor.hasFocus)
    wall.canvas.editor.setPlainText("Annat")
    wall.session.run(board_operations.delete_board, wall.page._wanted)
    assert wall.shown() == []


def test_a_move_by_keys_is_kept_when_the_board_is_shown_anew_meanwhile(wall):
    wall.canvas.choose([wall.id_of("Mandat")])
    x, _y = wall.place("Mandat")
    wall.key(Qt.Key.Key_Right)
    wall.page._show_content()  # as when the passages are counted
    wall.canvas.settle()
    assert wall.place("Mandat")[0] > x


def test_what_is_aligned_after_a_move_by_keys_starts_from_there(wall):
    wall.canvas.choose([wall.id_of("Mandat"), wall.id_of("Tid")])
    x = min(wall.place("Mandat")[0], wall.place("Tid")[0])
    wall.key(Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    wall.page.commands.align_chosen("left")
    wall.canvas.settle()
    assert wall.place("Mandat")[0] == wall.place("Tid")[0] == x + 96
