"""The documents beside the text, and what happens to the page when they come and go."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from qualcode.core.operations import codes as code_operations
from qualcode.core.operations import memos
from qualcode.core.operations.codes import NewCode
from qualcode.core.project import Project
from qualcode.core.store import documents
from qualcode.shell.models.codes import MEMOS
from qualcode.shell.pages.read_and_code import ReadAndCodePage
from tests.core.material import Material

CONTROL = Qt.KeyboardModifier.ControlModifier
UNCLEAR = "Det är oklart, tyvärr."


def choose(work, title):
    work.page.documents.set_current(work.made.documents[title])
    work.page.documents.view.setFocus()


def test_the_arrow_keys_show_the_next_document(work):
    choose(work, "Intervju Sjövik")
    work.press(Qt.Key.Key_Down)
    assert work.page.current_document() == work.made.documents["Intervju Almby"]
    work.press(Qt.Key.Key_PageUp, CONTROL)
    assert work.page.current_document() == work.made.documents["Intervju Sjövik"]
    assert work.page.documents.selected() == [work.made.documents["Intervju Sjövik"]]


def test_the_place_in_each_document_is_remembered(work):
    work.select(UNCLEAR)
    work.page.show_document(work.made.documents["Intervju Almby"])
    work.page.show_document(work.made.documents["Intervju Sjövik"])
    assert work.reader.selected_text() == UNCLEAR


def test_a_document_is_renamed_in_place(work):
    choose(work, "Intervju Almby")
    work.press(Qt.Key.Key_F2)
    editor = QApplication.focusWidget()
    editor.selectAll()
    editor.insert("Almby 2")
    work.press(Qt.Key.Key_Return)
    work.qtbot.waitUntil(lambda: "Almby 2" in documents.titles(work.db).values())
    assert work.page.documents.view.currentIndex().data() == "Almby 2"


def test_deleting_documents_says_how_many_passages_go(work, answer):
    work.select(UNCLEAR)
    work.press(Qt.Key.Key_1)
    choose(work, "Intervju Sjövik")
    said = []
    answer(lambda dialog: (said.append(dialog.words), dialog.accept()))
    work.press(Qt.Key.Key_Delete)
    assert "1 passage goes with its codes" in said[0]
    assert work.page.current_document() == work.made.documents["Intervju Almby"]
    work.session.undo()
    assert work.page.current_document() == work.made.documents["Intervju Sjövik"]
    assert work.shown() == [(UNCLEAR, "Mandat")]


def test_the_last_document_gone_leaves_the_first_step(work, answer, qtbot):
    work.page.documents.view.selectAll()
    work.page.documents.view.setFocus()
    answer(lambda dialog: dialog.accept())
    work.press(Qt.Key.Key_Delete)
    assert work.page.current_document() is None
    assert work.page.documents.import_button.isVisible()
    with qtbot.waitSignal(work.page.import_wanted):
        work.page.documents.import_button.click()


def test_a_document_removed_by_undo_while_it_is_shown(work):
    from qualcode.core.operations.importing import NewDocument, import_documents
    from tests.core.material import transcript

    new = NewDocument(transcript("Ny", "IP9: Något nytt."))
    changes = work.session.run(import_documents, [new])
    assert work.page.current_document() == changes.first("documents")
    work.select("Något")
    work.write("man")
    work.session.undo()
    assert work.page.current_document() in work.made.documents.values()
    assert not work.page.choosing.palette.isVisible()
    work.session.redo()
    assert work.page.current_document() == changes.first("documents")


def test_without_a_project_there_is_nothing_and_nothing_breaks(qtbot, session):
    page = ReadAndCodePage(session)
    qtbot.addWidget(page)
    page.show()
    assert page.current_document() is None
    page.open_palette("x")
    page.next_part(1)
    assert not page.choosing.palette.isVisible()


def test_another_project_is_shown_whole(work, tmp_path):
    work.select(UNCLEAR)
    work.session.open(Project.create(tmp_path / "annat.qualcode"))
    assert work.page.current_document() is None
    assert len(work.page.codes.model.codebook) == 0
    assert work.page.codes.new_button.isVisible()


def test_the_state_brings_one_back(work, tmp_path):
    work.select(UNCLEAR)
    work.page.codes.view.collapse(work.page.codes.model.index_of(work.code("Mandat").id))
    work.choose_code("Samsyn")
    work.page.codebook.give_key(7)
    state = work.page.state()
    work.session.open(Project.create(tmp_path / "annat.qualcode"))
    work.session.open(Project.open(work.made.project.path))
    work.page.restore_state(state)
    assert work.page.current_document() == work.made.documents["Intervju Sjövik"]
    assert work.reader.selected_text() == UNCLEAR
    assert work.page.codes.current() == work.code("Samsyn").id
    assert work.page.codebook.keys[7] == work.code("Samsyn").id
    index = work.page.codes.model.index_of(work.code("Mandat").id)
    assert not work.page.codes.view.isExpanded(index)


def keys_of(work):
    codebook = work.page.codes.model.codebook
    return {codebook.codes[code_id].name: n for n, code_id in work.page.codebook.keys.items()}


def test_the_number_keys_stay_with_their_codes_wherever_they_are_moved(work, tmp_path):
    before = keys_of(work)
    last = work.code("Samsyn").id
    work.session.run(code_operations.move_codes, [last], parent_id=None, position=0)
    assert keys_of(work) == before
    state = work.page.state()
    work.session.open(Project.create(tmp_path / "annat.qualcode"))
    assert keys_of(work) == {}
    work.session.open(Project.open(work.made.project.path))
    work.page.restore_state(state)
    assert keys_of(work) == before


def test_a_new_code_gets_a_free_key_and_one_that_comes_back_its_own(work):
    before = keys_of(work)
    gone = work.code("Samsyn").id
    work.session.run(code_operations.delete_codes, [gone])
    new = NewCode("Aaa")
    work.session.run(code_operations.create_code, new)
    after = keys_of(work)
    assert after.pop("Aaa") not in before.values()
    assert after == {name: key for name, key in before.items() if name != "Samsyn"}
    work.session.undo()
    work.session.undo()
    assert keys_of(work) == before


def test_the_state_holds_no_word_of_a_text(work):
    work.select(UNCLEAR)
    assert "oklart" not in str(work.page.state())


@pytest.mark.parametrize("state", [{}, {"sizes": "x", "places": [1], "keys": 3, "code": "gone"}])
def test_a_state_that_makes_no_sense_does_no_harm(work, state):
    work.page.restore_state(state)
    assert work.page.current_document() is not None


def test_f6_goes_round_the_parts(work):
    work.select(UNCLEAR)
    parts = []
    for _ in range(4):
        work.press(Qt.Key.Key_F6)
        parts.append(QApplication.focusWidget())
    passage = work.page.passage
    assert parts[0] is work.page.codes.view
    assert passage.isAncestorOf(parts[1])
    assert parts[2] is work.page.documents.view
    assert parts[3] is work.reader


def test_everything_that_takes_the_keys_has_a_name(work):
    work.select(UNCLEAR)
    work.press(Qt.Key.Key_1)
    work.put_caret("oklart")
    nameless = [
        widget
        for widget in work.page.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not (widget.accessibleName() or getattr(widget, "text", str)())
        and not widget.objectName().startswith("qt_")
    ]
    assert nameless == []


@pytest.fixture
def read_only(qtbot, session, made):
    made.mark("Mandat", UNCLEAR)
    made.project.close()
    session.open(Project.open(made.project.path, read_only=True))
    page = ReadAndCodePage(session)
    page.show()
    qtbot.waitExposed(page)
    page.show_document(made.documents["Intervju Sjövik"])
    yield page
    session.close()
    page.close()
    page.deleteLater()


def test_what_writes_is_off_where_one_may_only_read_and_says_why(read_only):
    read_only.reader.set_caret(30)
    coding, codebook, rest = read_only.coding, read_only.codebook, read_only.document_commands
    writing = [coding.tag, coding.repeat, coding.in_vivo, coding.change, coding.remove]
    writing += [codebook.new, codebook.rename_here, codebook.merge, codebook.delete]
    writing += [
        rest.rename_here,
        rest.delete,
        coding.shapes.split,
        coding.shapes.join,
        *codebook.moves,
    ]
    assert not any(action.isEnabled() for action in writing)
    assert all("can’t be written to" in action.statusTip() for action in writing)


def test_a_read_only_project_is_read_and_nothing_opens(read_only, qtbot):
    assert [view.label for view in read_only.reader.marks()] == ["Mandat"]
    read_only.reader.select(20, 30)
    qtbot.keyClicks(read_only.reader, "m")
    assert not read_only.choosing.palette.isVisible()
    assert read_only.coding.copy_source.isEnabled()


def test_an_empty_page_says_what_to_do_and_does_it(qtbot, session, tmp_path):
    made = Material(tmp_path, name="Empty")
    page = ReadAndCodePage(session)
    session.open(made.project)
    page.show()
    button = page.columns.import_button
    assert button.isVisible() and not page.reader.isVisible()
    with qtbot.waitSignal(page.import_wanted):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    session.close()
    page.close()
    page.deleteLater()


def test_codes_and_documents_with_a_memo_say_so_in_their_lists(work):
    code, document = work.code("Mandat").id, work.made.documents["Intervju Sjövik"]
    codes, documents = work.page.codes.model, work.page.documents.model

    def said():
        spoken = Qt.ItemDataRole.AccessibleTextRole
        rows = (codes.index_of(code).data(spoken), documents.index_of(document).data(spoken))
        return [row.rpartition(", ")[2] for row in rows]

    assert "1 memo" not in said()
    for about in (("codes", code), ("documents", document)):
        work.session.run(memos.write_memo, "Varför?", about=about)
    assert said() == ["1 memo", "1 memo"]
    assert codes.index_of(code).data(MEMOS) == 1
    assert codes.index_of(code).data(Qt.ItemDataRole.ToolTipRole).endswith("1 memo")
    work.session.undo()
    work.session.undo()
    assert "1 memo" not in said()
