from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from qualcode.shell.text.dragging import CODES, PASSAGE, Passage, codes_in, passage_in, put_codes
from qualcode.shell.text.reader import Reader
from tests.shell.text.conftest import mark

TEXT = "Precis. De som sitter med har olika mycket att säga.\nJag tycker nog det. 😀 Ja.\n"
COPY = Qt.DropAction.CopyAction
LEFT, NO_KEY = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def codes(*code_ids: str) -> QMimeData:
    data = QMimeData()
    put_codes(data, code_ids)
    return data


def dropped(reader: Reader, point: QPoint, data: QMimeData) -> bool:
    """Drag data onto a point of the text and let go; whether they were taken."""
    enter = QDragEnterEvent(point, COPY, data, LEFT, NO_KEY)
    QApplication.sendEvent(reader.viewport(), enter)
    move = QDragMoveEvent(point, COPY, data, LEFT, NO_KEY)
    QApplication.sendEvent(reader.viewport(), move)
    drop = QDropEvent(QPointF(point), COPY, data, LEFT, NO_KEY)
    QApplication.sendEvent(reader.viewport(), drop)
    return enter.isAccepted() and move.isAccepted() and drop.isAccepted()


@pytest.fixture
def drops(reader) -> list[tuple[object, ...]]:
    told: list[tuple[object, ...]] = []
    reader.codes_dropped.connect(lambda *args: told.append(args))
    return told


@pytest.fixture
def resizes(reader) -> list[tuple[object, ...]]:
    told: list[tuple[object, ...]] = []
    reader.resize_wanted.connect(lambda *args: told.append(args))
    return told


# Codes dragged onto the text


def test_a_code_dropped_on_the_selection_is_for_the_selection(shown, seen, drops):
    reader = shown(TEXT)
    reader.select(8, 15)
    assert dropped(reader, seen.point(10), codes("c1", "c2"))
    assert drops == [(["c1", "c2"], 8, 14)]


def test_a_code_dropped_on_a_mark_is_for_the_shortest_mark_there(shown, seen, drops):
    reader = shown(TEXT, mark("long", 0, 40), mark("short", 8, 14))
    assert dropped(reader, seen.point(10), codes("c1"))
    assert drops == [(["c1"], 8, 14)]


def test_a_code_dropped_on_a_label_is_for_its_mark(shown, drops):
    reader = shown(TEXT, mark("a", 8, 14))
    (label,) = reader._margins.composition.labels
    assert dropped(reader, label.rect.center().toPoint(), codes("c1"))
    assert drops == [(["c1"], 8, 14)]


def test_where_a_code_would_be_dropped_is_shown_while_it_is_dragged(shown, seen):
    reader = shown(TEXT, mark("a", 8, 14))
    data = codes("c1")  # kept: an event does not own its data
    enter = QDragEnterEvent(seen.point(10), COPY, data, LEFT, NO_KEY)
    QApplication.sendEvent(reader.viewport(), enter)
    move = QDragMoveEvent(seen.point(10), COPY, data, LEFT, NO_KEY)
    QApplication.sendEvent(reader.viewport(), move)
    assert reader._scene.preview == (8, 14)
    QApplication.sendEvent(reader.viewport(), QDragLeaveEvent())
    assert reader._scene.preview is None


def test_a_code_dropped_on_plain_text_is_refused(shown, seen, drops):
    reader = shown(TEXT, mark("a", 8, 14))
    assert not dropped(reader, seen.point(30), codes("c1"))
    assert not drops


@pytest.mark.parametrize("kind", ["text/plain", "text/uri-list", CODES])
def test_anything_else_dropped_is_refused_and_the_text_is_as_it_was(shown, seen, drops, kind):
    reader = shown(TEXT, mark("a", 0, 40))
    data = QMimeData()
    data.setData(kind, b"[broken")
    assert not dropped(reader, seen.point(10), data)
    assert not drops
    assert reader.document().toPlainText() == TEXT


def test_the_text_scrolls_while_a_code_is_held_at_its_edge(shown, qtbot):
    reader = shown(TEXT * 100)
    data = codes("c1")
    edge = QPoint(300, reader.viewport().height() - 5)
    enter = QDragEnterEvent(edge, COPY, data, LEFT, NO_KEY)
    QApplication.sendEvent(reader.viewport(), enter)
    move = QDragMoveEvent(edge, COPY, data, LEFT, NO_KEY)
    QApplication.sendEvent(reader.viewport(), move)
    qtbot.waitUntil(lambda: reader.verticalScrollBar().value() > 30)
    QApplication.sendEvent(reader.viewport(), QDragLeaveEvent())
    assert not reader._edge.isActive()


# Passages dragged out of the text


def test_the_selection_is_dragged_out_as_a_passage_and_as_the_stored_text(shown):
    reader = shown(TEXT)
    reader.select(TEXT.index("😀"), len(TEXT))
    data = reader.createMimeDataFromSelection()
    start = TEXT.index("😀")
    assert passage_in(data) == Passage("document", start, start + 5)
    assert data.text() == TEXT[start:]
    assert not data.hasHtml()


def test_white_space_alone_is_no_passage(shown):
    reader = shown("a   b")
    reader.select(1, 4)
    assert not reader.createMimeDataFromSelection().hasFormat(PASSAGE)


@pytest.mark.parametrize("content", [b"", b"[1]", b"{}", b"\xff", b'{"document": 1, "start": 2}'])
def test_data_that_cannot_be_read_hold_nothing(content):
    data = QMimeData()
    data.setData(PASSAGE, content)
    data.setData(CODES, content)
    assert passage_in(data) is None
    assert codes_in(data) == []


def test_ids_of_codes_come_out_as_they_went_in():
    assert codes_in(codes("a", "å")) == ["a", "å"]


# Handles


@pytest.fixture
def resizable(shown, seen) -> Callable[[], Reader]:
    def make() -> Reader:
        reader = shown(TEXT, mark("a", 15, 25))
        reader.set_caret(17)
        return reader

    return make


def test_the_end_of_the_current_mark_can_be_drawn_out(resizable, seen, resizes):
    resizable()
    to = TEXT.index("mycket") + len("mycket") - 1
    seen.drag(seen.point(24, into=0.95), seen.point(to, into=0.9))
    assert resizes == [("a", 15, to + 1)]


def test_the_beginning_of_the_current_mark_can_be_drawn_back(resizable, seen, resizes):
    reader = resizable()
    seen.drag(seen.point(15, into=0.0), seen.point(8, into=0.1))
    assert resizes == [("a", 8, 25)]
    assert not reader.textCursor().hasSelection()


def test_a_mark_drawn_out_over_a_space_ends_with_the_word(resizable, seen, resizes):
    resizable()
    space = TEXT.index(" mycket")
    seen.drag(seen.point(24, into=0.95), seen.point(space, into=0.95))
    assert resizes == [("a", 15, space)]


def test_a_mark_keeps_one_character_at_least(resizable, seen, resizes):
    resizable()
    seen.drag(seen.point(24, into=0.95), seen.point(3))
    assert resizes == [("a", 15, 16)]


def test_a_handle_put_back_changes_nothing(resizable, seen, resizes):
    resizable()
    at = seen.point(24, into=0.95)
    seen.drag(at, at)
    assert not resizes


def test_escape_lets_go_of_a_handle(resizable, seen, resizes):
    reader = resizable()
    seen.send(QEvent.Type.MouseButtonPress, seen.point(24, into=0.95), held=True)
    seen.send(QEvent.Type.MouseMove, seen.point(40), held=True)
    assert reader._scene.preview == (15, 40)
    QTest.keyClick(reader, Qt.Key.Key_Escape)
    seen.send(QEvent.Type.MouseButtonRelease, seen.point(40), held=False)
    assert reader._scene.preview is None
    assert not resizes


def test_the_pointer_tells_what_it_would_do(resizable, seen):
    reader = resizable()
    shape = reader.viewport().cursor
    seen.send(QEvent.Type.MouseMove, seen.point(24, into=0.95), held=False)
    assert shape().shape() == Qt.CursorShape.SizeHorCursor
    seen.move_to(35)
    assert shape().shape() == Qt.CursorShape.IBeamCursor
    (label,) = reader._margins.composition.labels
    seen.send(QEvent.Type.MouseMove, label.rect.center().toPoint(), held=False)
    assert shape().shape() == Qt.CursorShape.PointingHandCursor
    seen.send(QEvent.Type.MouseMove, QPoint(5, 400), held=False)
    assert shape().shape() == Qt.CursorShape.ArrowCursor
