"""A page on a small real project, and the words in which a test speaks of it."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QApplication

from qualcode.core.store import codes, codings
from qualcode.shell.pages.read_and_code import ReadAndCodePage
from tests.core.material import Material

SPEECH = (
    "I: Hur är mandatet? 👩‍👩‍👧\n"
    "Karin: Det är oklart, tyvärr. Chefen säger att det här ska vi inte göra.\n"
    "IP2: Vi har olika mycket att säga till om hemma. ❤️ Och ingen från vårdcentralen."
)
OTHER = "I: Och sedan?\nIP2: Det har blivit bättre sedan i höstas."


class Workplace:
    """The page, its session, and the project's names for things."""

    def __init__(self, page, session, made, qtbot):
        self.page, self.session, self.made, self.qtbot = page, session, made, qtbot
        self.reader = page.reader

    @property
    def db(self):
        return self.session.project.db

    def select(self, words):
        start = self.reader.text().index(words)
        self.reader.select(start, start + len(words))
        self.reader.setFocus()

    def put_caret(self, words):
        self.reader.set_caret(self.reader.text().index(words) + 1)
        self.reader.setFocus()

    def press(self, key, modifier=Qt.KeyboardModifier.NoModifier):
        """To the widget that has the keys, as from a keyboard."""
        self.page.activateWindow()
        self.qtbot.waitUntil(self._has_keys)
        self.qtbot.keyClick(QApplication.focusWidget(), key, modifier)

    def _has_keys(self):
        """After a dialog the page gets them back only in a while."""
        return self.page.isActiveWindow() and QApplication.focusWidget() is not None

    def write(self, text):
        self.page.activateWindow()
        self.qtbot.waitUntil(self._has_keys)
        for letter in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(QApplication.focusWidget(), event)

    def marks(self, title="Intervju Sjövik"):
        """What is marked with which code, by whom."""
        names = {code.id: code.name for code in codes.all_codes(self.db)}
        initials = {coder.id: coder.initials for coder in self.page.shown.coders.values()}
        return [
            (mark.segment.quote, names[mark.coding.code_id], initials[mark.coding.coder_id])
            for mark in codings.marks_in(self.db, self.made.documents[title])
        ]

    def shown(self):
        """The marks that the reader shows."""
        text = self.reader.text()
        return sorted((text[view.start : view.end], view.label) for view in self.reader.marks())

    def names(self):
        """The codebook's names, in tree order."""
        return [code.name for code in codes.all_codes(self.db)]

    def code(self, name):
        return next(code for code in codes.all_codes(self.db) if code.name == name)

    def choose_code(self, *names):
        panel = self.page.codes
        panel.set_current(self.code(names[0]).id)
        for name in names[1:]:
            index = panel.model.index_of(self.code(name).id)
            panel.view.selectionModel().select(
                index, panel.view.selectionModel().SelectionFlag.Select
            )
        panel.view.setFocus()

    def drop(self, view, mime, point: QPoint, action=Qt.DropAction.CopyAction):
        """Drag onto a point and let go; whether it was taken."""
        held = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
        actions = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
        enter = QDragEnterEvent(point, actions, mime, *held)
        move = QDragMoveEvent(point, actions, mime, *held)
        drop = QDropEvent(QPointF(point), actions, mime, *held)
        for event in (enter, move, drop):
            event.setDropAction(action)
            QApplication.sendEvent(view.viewport(), event)
        return drop.isAccepted()


@pytest.fixture
def made(tmp_path):
    """The project before the page shows it; a test may add to it."""
    made = Material(tmp_path)
    made.document("Intervju Sjövik", SPEECH)
    made.document("Intervju Almby", OTHER)
    made.code("Mandat", definition="Rätten att besluta.")
    made.code("Otydligt mandat", "Mandat")
    made.code("Roller")
    made.code("Samsyn")
    yield made
    made.project.close()


@pytest.fixture
def work(qtbot, session, made):
    """The page on the project, shown, with the keys in the text."""
    page = ReadAndCodePage(session)
    page.resize(1280, 800)
    session.open(made.project)
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()
    page.show_document(made.documents["Intervju Sjövik"])
    page.reader.setFocus()
    yield Workplace(page, session, made, qtbot)
    session.close()
    page.close()
    page.deleteLater()
