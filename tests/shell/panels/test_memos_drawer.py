"""All memos: found, written in place, linked, and never lost."""

import threading

import pytest
from PySide6.QtCore import Qt

from qualcode.core.operations import memos
from qualcode.core.store import memos as store
from qualcode.shell.panels.memos_drawer import MemosDrawer


@pytest.fixture
def written(made):
    """One's own memo on a code, a colleague's on a document, a free one."""
    project, anna, bo = made.project, made.someone, made.coder("Mikael Berg")
    memos.write_memo(project, anna, "Vem bestämmer?", about=("codes", made.codes["Mandat"]))
    document = made.documents["Intervju Almby"]
    memos.write_memo(project, bo, "Kort intervju.", title="Almby", about=("documents", document))
    memos.write_memo(project, anna, "Läs Graneheim.")
    return made


@pytest.fixture
def drawer(written, show):
    return show(MemosDrawer)


def titles(drawer):
    model = drawer.model
    return [model.data(model.index(row, 0)) for row in range(model.rowCount())]


def stored(drawer):
    return {memo.text: memo for memo in store.all_memos(drawer._session.project.db)}


def test_all_memos_are_listed_the_newest_first(drawer):
    assert titles(drawer) == ["Läs Graneheim.", "Almby", "Vem bestämmer?"]
    assert drawer.header.detail == "3 memos"


def test_memos_are_found_by_their_words_and_by_what_they_are_about(drawer):
    drawer.field.setText("MANDAT")
    drawer._timer.timeout.emit()
    assert titles(drawer) == ["Vem bestämmer?"]
    assert drawer.header.detail == "1 of 3 memos"


def test_memos_are_chosen_by_what_they_are_about_and_whose_they_are(drawer, made):
    drawer.about.setCurrentIndex(drawer.about.findData("documents"))
    assert titles(drawer) == ["Almby"]
    drawer.about.setCurrentIndex(0)
    drawer.coder.setCurrentIndex(drawer.coder.findData(made.someone))
    assert titles(drawer) == ["Läs Graneheim.", "Vem bestämmer?"]


def test_only_those_on_what_is_chosen(drawer, made, chosen):
    drawer.of.setChecked(True)
    assert titles(drawer) == []
    chosen.choose_code(made.codes["Mandat"])
    drawer._timer.timeout.emit()
    assert titles(drawer) == ["Vem bestämmer?"]


def test_memos_are_sorted_as_one_wants(drawer):
    drawer.order.setCurrentIndex(drawer.order.findData("title"))
    assert titles(drawer) == ["Almby", "Läs Graneheim.", "Vem bestämmer?"]


def test_a_memo_is_written_in_place(drawer, made, qtbot):
    drawer.open_memo(stored(drawer)["Vem bestämmer?"].id)
    drawer.editor.text.setFocus()
    drawer.editor.focus_text()
    qtbot.keyClicks(drawer.editor.text, " Chefen")
    drawer.list.setFocus()
    assert "Vem bestämmer? Chefen" in stored(drawer)
    assert drawer._session.undo_label() == "Edit memo"


def test_going_from_the_title_to_the_words_is_one_step(drawer, qtbot):
    drawer.write_about(None)
    drawer.editor.title.setFocus()
    qtbot.keyClicks(drawer.editor.title, "Plan")
    qtbot.keyClick(drawer.editor.title, Qt.Key.Key_Tab)
    qtbot.keyClicks(drawer.editor.text, "Start igen")
    drawer.field.setFocus()
    assert stored(drawer)["Start igen"].title == "Plan"
    assert drawer._session.undo_label() == "Memo “Plan”"
    drawer._session.undo()
    assert len(stored(drawer)) == 3


def test_a_colleagues_memo_is_read_and_not_written(drawer):
    drawer.open_memo(stored(drawer)["Kort intervju."].id)
    assert drawer.editor.text.isReadOnly()
    assert not drawer.editor.delete.isEnabled()
    assert "Mikael Berg" in drawer.editor.byline.text()


def test_a_new_memo_tells_what_it_will_be_about(drawer, made, qtbot):
    drawer.write_about(("codes", made.codes["Roller"]))
    assert drawer.links.about.text() == "About: Code “Roller”"
    qtbot.keyClicks(drawer.editor.text, "Ny tanke")
    drawer.went()
    assert stored(drawer)["Ny tanke"].about_id == made.codes["Roller"]
    assert titles(drawer)[0] == "Ny tanke"


def test_a_memo_on_words_makes_them_a_passage(drawer, made, qtbot):
    drawer.write_on_words(made.documents["Intervju Sjövik"], 20, 25)
    qtbot.keyClicks(drawer.editor.text, "Hon igen")
    drawer.went()
    assert stored(drawer)["Hon igen"].about_table == "segments"
    assert drawer.links.about.text() == "About: Passage “Karin” in “Intervju Sjövik”"


def test_a_memo_that_was_left_empty_is_none(drawer):
    drawer.write_about(None)
    drawer.went()
    assert len(stored(drawer)) == 3


def test_words_on_a_memo_that_is_undone_meanwhile_are_not_lost(drawer, qtbot):
    drawer._session.run(memos.write_memo, "Kort")
    drawer.open_memo(stored(drawer)["Kort"].id)
    drawer.editor.focus_text()
    qtbot.keyClicks(drawer.editor.text, " igen")
    drawer._session.undo()
    drawer.went()
    assert "Kort igen" in stored(drawer)


def test_words_that_can_not_be_kept_stay_where_they_are(drawer, qtbot, monkeypatch):
    first, other = stored(drawer)["Vem bestämmer?"].id, stored(drawer)["Läs Graneheim."].id
    drawer.open_memo(first)
    drawer.editor.focus_text()
    qtbot.keyClicks(drawer.editor.text, " Vi")
    with monkeypatch.context() as patched:
        patched.setattr(type(drawer._session), "is_busy", True)
        drawer.open_memo(other)
    drawer.open_memo(first)
    assert drawer.editor.text.toPlainText() == "Vem bestämmer? Vi"
    drawer.went()
    assert "Vem bestämmer? Vi" in stored(drawer)


def test_a_memo_is_linked_by_a_few_letters_and_leads_there(drawer, made, qtbot, chosen):
    drawer.open_memo(stored(drawer)["Läs Graneheim."].id)
    drawer.links.add.click()
    drawer.links.picker.field.setText("sjovik")  # not quite as it is written
    qtbot.keyClick(drawer.links.picker.field, Qt.Key.Key_Return)
    (link,) = drawer.links._links
    assert link.go.text() == "Document “Intervju Sjövik”"
    wanted = []
    drawer.passage_wanted.connect(lambda *place: wanted.append(place))
    link.go.click()
    assert wanted == [(made.documents["Intervju Sjövik"], 0, 0)]
    assert chosen.document_id == made.documents["Intervju Sjövik"]
    drawer.links._links[0].cross.click()
    assert drawer.links._links == []


def test_escape_leaves_the_picker_and_not_the_drawer(drawer, qtbot):
    drawer.open_memo(stored(drawer)["Läs Graneheim."].id)
    drawer.links.add.click()
    qtbot.keyClick(drawer.links.picker.field, Qt.Key.Key_Escape)
    assert not drawer.links.picker.isVisible()
    assert drawer.isVisible()


def test_a_deleted_memo_is_gone_and_comes_back(drawer):
    drawer.open_memo(stored(drawer)["Vem bestämmer?"].id)
    drawer.editor.delete.click()
    assert titles(drawer) == ["Läs Graneheim.", "Almby"]
    drawer._session.undo()
    assert len(titles(drawer)) == 3


def test_an_empty_drawer_says_what_will_be_here(made, show):
    drawer = show(MemosDrawer)
    assert "Ctrl+M" in drawer.empty.text()
    assert drawer.empty.isVisible()


def other_work(drawer, go_on):
    """Work that writes a memo, and goes on until it is let end."""

    def work(project, coder_id, *, progress):
        go_on.wait()
        return memos.write_memo(project, coder_id, "Från det andra arbetet.")

    drawer._session.start_operation("…", work)


def end(drawer, go_on, qtbot):
    go_on.set()
    qtbot.waitUntil(lambda: not drawer._session.is_busy)


def test_a_memo_can_be_begun_when_other_work_is_over(drawer, qtbot):
    go_on = threading.Event()
    other_work(drawer, go_on)
    assert not drawer.new.isEnabled()
    end(drawer, go_on, qtbot)
    assert "Från det andra arbetet." in titles(drawer)
    assert drawer.new.isEnabled()


def test_words_that_wait_for_other_work_are_kept(drawer, qtbot):
    go_on = threading.Event()
    drawer.open_memo(stored(drawer)["Vem bestämmer?"].id)
    drawer.editor.focus_text()
    qtbot.keyClicks(drawer.editor.text, " Chefen")
    other_work(drawer, go_on)
    drawer.open_memo(stored(drawer)["Läs Graneheim."].id)
    end(drawer, go_on, qtbot)
    drawer.open_memo(stored(drawer)["Vem bestämmer?"].id)
    drawer.list.setFocus()
    assert "Vem bestämmer? Chefen" in stored(drawer)
