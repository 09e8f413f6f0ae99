"""An evaluator at the window: what she sees by name, and what stands in the project's file."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF
from PySide6.QtWidgets import QWidget

from qualcode.core.store import boards, codes, codings, documents, journal
from tests.shell.hour.hands import ALT, CONTROL, KEY, NONE, SHIFT, Hands, row_of

__all__ = ["ALT", "CONTROL", "KEY", "NONE", "SHIFT", "Evaluator"]


class Evaluator:
    """Looks at the window with her eyes and works with her hands."""

    def __init__(self, program, qtbot, folder) -> None:
        self.program, self.folder = program, folder
        self.hands = Hands(qtbot, lambda: self.window)

    # What she sees

    @property
    def window(self):
        return self.program.window

    @property
    def session(self):
        return self.program.session

    @property
    def pages(self):
        return self.window.work.pages

    @property
    def page(self):
        """What is shown."""
        return self.pages.widget(self.pages.current)

    @property
    def drawer(self):
        return self.pages.widget(self.pages.drawer)

    @property
    def read(self):
        return self.pages.widget("read")

    @property
    def reader(self):
        return self.read.reader

    def go_to(self, page: str) -> None:
        """A page by its number key, which the menu tells."""
        self.hands.be_back()
        assert self.pages.current != page
        keys = self.pages.page_actions[page].shortcut()
        self.hands.press(keys[0].key(), keys[0].keyboardModifiers())
        assert self.pages.current == page

    # What stands in the file

    @property
    def db(self):
        return self.session.project.db

    def steps(self) -> int:
        return len(journal.entries(self.db))

    def text(self, title: str) -> str:
        return documents.text(self.db, self.document(title).id)

    def document(self, title: str):
        return next(one for one in documents.all_documents(self.db) if one.title == title)

    def codes(self) -> list[str]:
        """The codebook as paths, in tree order."""
        return [" > ".join(path) for path in codes.paths(codes.all_codes(self.db)).values()]

    def code(self, name: str):
        return next(code for code in codes.all_codes(self.db) if code.name == name)

    def marks(self, title: str) -> list[tuple[str, str]]:
        """Words and code, in the text's order."""
        names = {code.id: code.name for code in codes.all_codes(self.db)}
        found = codings.marks_in(self.db, self.document(title).id)
        return [(mark.segment.quote, names[mark.coding.code_id]) for mark in found]

    def mark(self, title: str, words: str, code: str):
        """One of them, whole."""
        wanted = self.code(code).id
        return next(
            mark
            for mark in codings.marks_in(self.db, self.document(title).id)
            if mark.segment.quote == words and mark.coding.code_id == wanted
        )

    def board(self) -> dict[str, str | None]:
        """What lies on the first board, with the group it lies in."""
        first = boards.all_boards(self.db)[0]
        items = {item.id: item for item in boards.items_on(self.db, first.id)}
        names = {code.id: code.name for code in codes.all_codes(self.db)}
        called = {one.id: names.get(one.code_id or "", one.text) for one in items.values()}
        return {
            called[one.id]: called[one.group_id] if one.group_id else None for one in items.values()
        }

    def wait_for_work(self) -> None:
        """Until nothing is being done."""
        self.hands.wait(lambda: not self.session.is_busy)

    # In the text

    def point(self, position: int, *, after: bool = False) -> QPoint:
        """Where a character's left edge is seen, or its right one; turns the wheel until it is."""
        port = self.reader.viewport()
        for _turn in range(60):
            rect = self.reader.rect_of(position, position + 1)
            if rect.top() < 0:
                self.hands.turn_wheel(port, -1)
            elif rect.bottom() > port.height():
                self.hands.turn_wheel(port, 1)
            else:
                x = rect.right() if after else rect.left() + 1
                return QPoint(x, rect.center().y())
        raise AssertionError("the place does not come into view")

    def span(self, words: str) -> tuple[int, int]:
        start = self.reader.text().index(words)
        return start, start + len(words)

    def drag_over(self, words: str) -> None:
        """Mark words with the mouse."""
        start, end = self.span(words)
        to = self.point(end - 1, after=True)
        self.hands.drag(self.reader.viewport(), self.point(start), to)
        assert self.marked() == words

    def walk_over(self, words: str) -> None:
        """Mark words with Shift and the arrows."""
        self.put_caret(words)
        for _key in range(len(words) + 5):
            if self.marked() == words:
                return
            self.hands.press(KEY.Key_Right, SHIFT)
        self.require_marked(words)

    def put_caret(self, words: str, *, within: int = 0) -> None:
        """Click before the words, or so many characters into them."""
        start = self.span(words)[0] + within
        self.hands.click(self.reader.viewport(), self.point(start))
        assert self.reader.hasFocus()
        assert abs(self.reader.caret() - start) <= 1
        while self.reader.caret() > start:
            self.hands.press(KEY.Key_Left)
        while self.reader.caret() < start:
            self.hands.press(KEY.Key_Right)

    def marked(self) -> str:
        span = self.reader.selection()
        return self.reader.text()[span.start : span.end] if span else ""

    def require_marked(self, words: str) -> None:
        self.hands.wait(lambda: self.marked() == words)

    # In lists

    def click_row(self, view, words: str, **how) -> None:
        if view is self.read.documents.view and not view.isVisible():
            self.hands.press(KEY.Key_F9)  # where there is too little room for all
        self.hands.click(view.viewport(), self.in_row(view, words), **how)

    def in_row(self, view, words: str) -> QPoint:
        rect = row_of(view, words)
        return QPoint(rect.left() + min(60, rect.width() // 2), rect.center().y())

    def on_board(self, name: str) -> QPoint:
        """The head of a card, a note or a group on the board."""
        canvas = self.page.canvas
        thing = next(one for one in canvas.content if one.name == name)
        frame = canvas.things[thing.id].scene_frame()
        return canvas.mapFromScene(frame.topLeft() + QPointF(60, 8))

    def press_button(self, button: QWidget) -> None:
        self.hands.click(button)
