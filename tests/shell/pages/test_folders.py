"""The list of documents: folders, order, filter, and how far one has come."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from qualcode.core.model.document import DONE
from qualcode.core.operations import folders as operations
from qualcode.core.operations.documents import describe_document
from qualcode.core.store import documents, folders
from qualcode.shell.models.document_tree import BY_DATE, BY_KIND, BY_TITLE
from qualcode.shell.models.documents import SHARE, SIZE, STATE
from qualcode.shell.remembered import recall

ALT = Qt.KeyboardModifier.AltModifier


class List:
    """The list, in the words of somebody who looks at it."""

    def __init__(self, work):
        self.work = work
        self.panel = work.page.documents
        self.model, self.view = self.panel.model, self.panel.view
        for title in ("Åre", "Enkät 10", "Enkät 2"):
            work.made.document(title, "IP: Ja.", kind="survey")
        work.page._of = (None, None)
        work.page._opened()

    def folder(self, name, *titles, under=None):
        ids = [self.work.made.documents[title] for title in titles]
        parent = self.id(under) if under else None
        changes = self.work.session.run(
            operations.create_folder, name, parent_id=parent, documents=ids
        )
        return changes.first("folders")

    def id(self, name):
        if name in self.work.made.documents:
            return self.work.made.documents[name]
        found = folders.all_folders(self.work.db)
        return next(folder.id for folder in found if folder.name == name)

    def rows(self, parent=None):
        """What is seen, with dots for how deep it lies."""
        found = []

        def walk(index, depth):
            for row in range(self.model.rowCount(index)):
                child = self.model.index(row, 0, index)
                found.append("." * depth + child.data())
                if self.view.isExpanded(child):
                    walk(child, depth + 1)

        walk(self.view.rootIndex(), 0)
        return found

    def choose(self, *names):
        self.panel.choose([self.id(name) for name in names])
        self.view.setFocus()

    def index(self, name):
        return self.model.index_of(self.id(name))

    def drag(self, names, onto=None, below=None):
        mime = self.model.mimeData([self.index(name) for name in names])
        rect = self.view.visualRect(self.index(onto or below))
        point = rect.center() if onto else QPoint(rect.center().x(), rect.bottom())
        return self.work.drop(self.view, mime, point, Qt.DropAction.MoveAction)


@pytest.fixture
def listed(work):
    return List(work)


def test_documents_lie_in_folders_with_their_number(listed):
    listed.folder("Intervjuer", "Intervju Sjövik", "Intervju Almby")
    listed.folder("Våg 2", "Åre", under="Intervjuer")
    assert listed.rows() == [
        "Intervjuer",
        ".Våg 2",
        "..Åre",
        ".Intervju Sjövik",
        ".Intervju Almby",
        "Enkät 10",
        "Enkät 2",
    ]
    assert listed.index("Intervjuer").data(SIZE) == 3
    assert listed.index("Intervjuer").data(Qt.ItemDataRole.AccessibleTextRole) == (
        "Intervjuer, 3 documents"
    )


def test_the_document_shown_stays_when_it_is_moved_and_undone(listed):
    current = listed.work.page.current_document()
    listed.folder("Intervjuer", "Intervju Sjövik")
    assert listed.work.page.current_document() == listed.panel.current() == current
    listed.work.session.undo()
    assert listed.work.page.current_document() == listed.panel.current() == current
    assert listed.rows()[0] == "Intervju Sjövik"


def test_dragging_puts_documents_into_a_folder_and_in_another_order(listed):
    listed.folder("Enkäter")
    assert listed.drag(["Enkät 10", "Åre"], onto="Enkäter")
    assert listed.rows()[:3] == ["Enkäter", ".Åre", ".Enkät 10"]
    assert listed.drag(["Intervju Sjövik"], below="Intervju Almby")
    assert listed.rows()[3:] == ["Intervju Almby", "Intervju Sjövik", "Enkät 2"]
    assert [d.title for d in documents.all_documents(listed.work.db)][2] == "Intervju Almby"


def test_a_folder_is_not_dragged_into_itself(listed):
    listed.folder("Ute")
    listed.folder("Inne", under="Ute")
    assert not listed.drag(["Ute"], onto="Inne")
    assert listed.drag(["Inne"], below="Åre")
    assert listed.rows()[:2] == ["Ute", "Inne"]


def test_what_is_dragged_from_elsewhere_is_passed_over(listed):
    mime = listed.model.mimeData([])
    mime.setData("application/x-qualcode-documents", b'["gone", 3]')
    assert not listed.work.drop(listed.view, mime, QPoint(20, 20), Qt.DropAction.MoveAction)
    mime.setData("application/x-qualcode-documents", b"[")
    assert not listed.work.drop(listed.view, mime, QPoint(20, 20), Qt.DropAction.MoveAction)


def test_alt_and_the_arrows_move_what_is_chosen(listed):
    listed.folder("Enkäter")
    listed.choose("Intervju Almby")
    listed.work.press(Qt.Key.Key_Up, ALT)
    assert listed.rows()[1:3] == ["Intervju Almby", "Intervju Sjövik"]
    listed.work.press(Qt.Key.Key_Right, ALT)
    assert listed.rows()[:2] == ["Enkäter", ".Intervju Almby"]
    listed.work.press(Qt.Key.Key_Left, ALT)
    assert listed.rows()[-1] == "Intervju Almby"
    listed.work.press(Qt.Key.Key_Down, ALT)
    assert listed.rows()[-1] == "Intervju Almby"
    assert listed.panel.current() == listed.id("Intervju Almby")


def test_several_neighbours_move_together(listed):
    listed.choose("Enkät 10", "Enkät 2")
    listed.work.press(Qt.Key.Key_Up, ALT)
    assert listed.rows() == [
        "Intervju Sjövik",
        "Intervju Almby",
        "Enkät 10",
        "Enkät 2",
        "Åre",
    ]
    assert len(listed.panel.selected()) == 2


def test_a_new_folder_takes_what_is_chosen_and_asks_its_name(listed):
    listed.choose("Enkät 10", "Enkät 2")
    listed.work.press(Qt.Key.Key_Insert)
    editor = QApplication.focusWidget()
    editor.selectAll()
    editor.insert("Enkäter")
    listed.work.press(Qt.Key.Key_Return)
    listed.work.qtbot.waitUntil(lambda: "Enkäter" in listed.rows())
    assert listed.rows()[:3] == ["Enkäter", ".Enkät 10", ".Enkät 2"]


def test_a_removed_folder_loses_no_document(listed):
    listed.folder("Enkäter", "Enkät 10", "Enkät 2")
    listed.choose("Enkäter")
    listed.work.press(Qt.Key.Key_Delete)
    assert "Enkäter" not in listed.rows()
    assert len(listed.model) == 5


def test_enter_folds_a_folder_and_that_is_remembered(listed):
    listed.folder("Enkäter", "Enkät 10", "Enkät 2")
    listed.choose("Enkäter")
    listed.work.press(Qt.Key.Key_Return)
    assert listed.rows() == ["Enkäter", "Intervju Sjövik", "Intervju Almby", "Åre"]
    assert recall(listed.work.session, "folders_folded") == [listed.id("Enkäter")]
    listed.folder("Ny", "Åre")
    assert "Enkät 10" not in " ".join(listed.rows())


def test_the_list_is_sorted_as_people_do(listed):
    order = listed.work.page.document_commands.folders.orders
    order[BY_TITLE].trigger()
    assert listed.rows() == ["Åre", "Enkät 2", "Enkät 10", "Intervju Almby", "Intervju Sjövik"]
    assert recall(listed.work.session, "documents_order") == BY_TITLE
    order[BY_KIND].trigger()
    assert listed.rows()[:2] == ["Intervju Almby", "Intervju Sjövik"]
    listed.work.session.run(
        describe_document,
        listed.id("Åre"),
        kind="survey",
        language="sv",
        date="2026-01-01",
        wave=None,
    )
    order[BY_DATE].trigger()
    assert listed.rows()[0] == "Åre"


def test_a_sorted_list_is_not_ordered_by_hand(listed):
    listed.work.page.document_commands.folders.orders[BY_TITLE].trigger()
    before = listed.rows()
    listed.choose("Åre")
    listed.work.press(Qt.Key.Key_Up, ALT)
    assert listed.rows() == before


def test_the_filter_shows_what_holds_the_words_and_where_it_lies(listed):
    listed.folder("Enkäter", "Enkät 10", "Enkät 2")
    listed.panel.set_collapsed([listed.id("Enkäter")])
    listed.panel.filter.setText("10")
    assert listed.rows() == ["Enkäter", ".Enkät 10"]
    listed.panel.filter.setText("enkäter")
    assert listed.rows() == ["Enkäter", ".Enkät 10", ".Enkät 2"]
    assert listed.work.page.current_document() == listed.id("Intervju Sjövik")
    listed.panel.filter.clear()
    assert listed.rows()[0:2] == ["Enkäter", "Intervju Sjövik"]


def test_the_bar_is_one_s_own_share_of_what_respondents_say(listed):
    work = listed.work
    work.made.mark("Mandat", "Det har blivit bättre", document="Intervju Almby", by="Bo Ek")
    work.select("Chefen säger att det här ska vi inte göra.")
    work.press(Qt.Key.Key_1)
    share = listed.index("Intervju Sjövik").data(SHARE)
    assert 0.2 < share < 0.6
    assert listed.index("Intervju Almby").data(SHARE) == 0
    work.session.undo()
    assert listed.index("Intervju Sjövik").data(SHARE) == 0


def test_f7_says_that_one_is_done_and_takes_it_back(listed):
    listed.choose("Intervju Sjövik")
    listed.work.press(Qt.Key.Key_F7)
    assert listed.index("Intervju Sjövik").data(STATE) == DONE
    assert listed.panel.header.detail == "1 of 5 done"
    assert listed.panel.header.toolTip() == "AL 1 of 5 done"
    assert listed.work.page.document_commands.reading.done.isChecked()
    listed.work.press(Qt.Key.Key_F7)
    assert listed.index("Intervju Sjövik").data(STATE) is None
    assert listed.panel.header.detail == "5"


def test_what_is_said_of_many_documents_changes_only_what_was_touched(listed, answer):
    listed.choose("Enkät 10", "Intervju Almby")

    def act(dialog):
        assert dialog.fields["kind"].currentData() is None
        dialog.fields["wave"].setText("2")
        dialog.accept()

    answer(act)
    listed.work.page.document_commands.ask_properties()
    found = {d.title: (d.kind, d.wave) for d in documents.all_documents(listed.work.db)}
    assert found["Enkät 10"] == ("survey", "2")
    assert found["Intervju Almby"] == ("interview", "2")
    assert found["Åre"] == ("survey", None)
