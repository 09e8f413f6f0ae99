"""Pages and drawers: which is shown, who has the keys, and what is remembered."""

import pytest
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QWidget
from shiboken6 import delete

from qualcode.core.ids import CodeId, DocumentId
from qualcode.core.model.span import Span
from qualcode.shell.windows import pages
from qualcode.shell.windows.pages import READ, Pages, Place


class Other(QWidget):
    passage_wanted = Signal(str, int, int)
    close_wanted = Signal()

    def __init__(self, session, chosen, parent):
        super().__init__(parent)
        self.field = QLineEdit(self)
        self.field.setAccessibleName("field")
        self.setFocusProxy(self.field)
        self.doing = QAction("Do it", self)
        self.doing.setShortcut("Ctrl+Shift+U")
        self.calls: list[str] = []
        self.stored: dict[str, int] = {}

    def menu_actions(self):
        return {"passage": [self.doing]}

    def came(self):
        self.calls.append("came")

    def went(self):
        self.calls.append("went")

    def find_words(self, words):
        self.field.setText(words)

    def state(self):
        return {"place": 7}

    def restore_state(self, stored):
        self.stored = stored


@pytest.fixture
def shown(start, material, qtbot, monkeypatch):
    maker = f"{__name__}:Other"
    monkeypatch.setattr(pages, "PAGES", (*pages.PAGES[:1], Place("o", "Other", "", maker, "")))
    monkeypatch.setattr(pages, "DRAWERS", (Place("d", "Drawer", "", maker, ""),))
    program = start(material)
    made = Pages(program.session, lambda _actions: None, program.window)
    made.resize(1000, 600)
    made.show_page(READ)
    made.show()
    yield made
    made.deleteLater()


def test_another_page_comes_and_goes(shown):
    shown.show_page("o")
    other = shown.widget("o")
    assert shown.current == "o" and other.isVisible() and other.doing.isVisible()
    shown.show_page(READ)
    assert other.calls == ["came", "went"]
    assert not other.isVisible() and not other.doing.isEnabled()


def test_the_keys_of_a_page_that_is_not_seen_do_nothing(shown):
    shown.show_page("o")
    shown.show_page(READ)
    other = shown.widget("o")
    other.doing.setEnabled(True)
    assert not other.doing.isEnabled()


def test_a_passage_is_shown_where_one_reads(shown):
    shown.show_page("o")
    document = shown.widget(READ).current_document()
    shown.widget("o").passage_wanted.emit(document, 3, 8)
    assert shown.current == READ


def test_a_drawer_opens_beside_the_page_and_takes_the_keys(shown, qtbot):
    shown.open_drawer("d", "words")
    drawer = shown.widget("d")
    assert drawer.isVisible() and shown.widget(READ).isVisible()
    assert drawer.field.text() == "words"
    shown.close_drawer()
    assert not drawer.isVisible() and drawer.calls == ["came", "went"]


def test_escape_closes_the_drawer_and_gives_the_keys_back(start, material, qtbot, monkeypatch):
    maker = f"{__name__}:Other"
    monkeypatch.setattr(pages, "DRAWERS", (Place("d", "Drawer", "", maker, ""),))
    window = start(material).window
    reader = window._page.reader
    reader.setFocus()
    window.work.pages.toggle_drawer("d")
    drawer = window.work.pages.widget("d")
    assert drawer.field.hasFocus()
    qtbot.keyClick(drawer.field, Qt.Key.Key_Escape)
    assert not drawer.isVisible() and reader.hasFocus()


def test_the_keys_go_to_the_page_where_the_field_that_had_them_is_gone(
    start, material, qtbot, monkeypatch
):
    monkeypatch.setattr(pages, "DRAWERS", (Place("d", "Drawer", "", f"{__name__}:Other", ""),))
    window = start(material).window
    editor = QLineEdit(window._page)
    editor.show()
    editor.setFocus()
    window.work.pages.toggle_drawer("d")
    delete(editor)
    window.work.pages.close_drawer()
    assert window._page.isAncestorOf(window.focusWidget())


def test_a_drawer_with_the_keys_is_closed_by_its_own_key(shown, qtbot):
    shown.toggle_drawer("d")
    assert shown.drawer == "d"
    if shown._has_keys():
        shown.toggle_drawer("d")
        assert shown.drawer == ""


def test_how_everything_was_left_is_remembered(shown):
    shown.show_page("o")
    state = shown.state()
    assert state["page"] == "o" and state["places"]["o"] == {"place": 7}
    shown.show_page(READ)
    shown.restore_state(state)
    assert shown.current == "o" and shown.widget("o").stored == {"place": 7}


def test_a_place_remembered_by_an_older_version_is_that_of_the_text(shown):
    state = shown.widget(READ).state()
    shown.restore_state(state)
    assert shown.current == READ


def test_what_is_chosen_is_told_once(shown, qtbot):
    chosen, told = shown.chosen, []
    chosen.changed.connect(lambda: told.append(1))
    chosen.choose_code(CodeId("c"))
    chosen.choose_code(CodeId("c"))
    assert len(told) == 1
    chosen.choose_span(DocumentId("d"), Span(1, 2))
    chosen.choose_document(DocumentId("d"))
    assert chosen.span == Span(1, 2) and chosen.code_id == "c"
    chosen.choose_document(DocumentId("e"))
    assert chosen.span is None
