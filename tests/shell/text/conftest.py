from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QMouseEvent
from PySide6.QtWidgets import QApplication

from qualcode.shell.text.reader import Reader
from qualcode.shell.text.views import MarkView, Owner
from qualcode.shell.theme import LIGHT, load_fonts

RED, BLUE, GREEN = "#e07a5f", "#3d7ea6", "#81a04a"
ANNA, MARIA = Owner("AL", BLUE, "Anna Lind"), Owner("MB", "#d4a017", "Maria Berg")


def mark(
    key: str,
    start: int,
    end: int,
    *,
    colour: str = RED,
    label: str = "",
    owners: tuple[Owner, ...] = (),
    dim: bool = False,
) -> MarkView:
    label = label or key
    return MarkView(key, start, end, f"code-{label}", label, colour, owners, dim)


class Seen:
    """Where things are in a reader, and what colour they have there, for tests."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader

    def point(self, position: int, *, down: float = 0.5, into: float = 0.5) -> QPoint:
        """A point of the viewport on a character, so far down its line and into its width."""
        reader = self.reader
        left, top, right, bottom = self.box(position)
        scrolled = reader.verticalScrollBar().value()
        return QPointF(
            left + (right - left) * into, top + (bottom - top) * down - scrolled
        ).toPoint()

    def box(self, position: int) -> tuple[float, float, float, float]:
        scene, layout = self.reader._scene, self.reader._layout
        block = self.reader.document().findBlock(scene.offsets.to_qt(position))
        (box,) = layout.boxes(block, *scene.within(block, position, position + 1))
        top = layout.top(block.blockNumber())
        box.translate(layout.geometry.left, top)
        return box.left(), box.top(), box.right(), box.bottom()

    def send(self, kind: QEvent.Type, point: QPoint, *, held: bool) -> None:
        """A mouse event at a point of the viewport, delivered at once."""
        left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
        button = none if kind == QEvent.Type.MouseMove else left
        viewport = self.reader.viewport()
        event = QMouseEvent(
            kind,
            QPointF(point),
            QPointF(viewport.mapToGlobal(point)),
            button,
            left if held else none,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(viewport, event)

    def move_to(self, position: int) -> None:
        self.send(QEvent.Type.MouseMove, self.point(position), held=False)

    def drag(self, from_: QPoint, to: QPoint) -> None:
        self.send(QEvent.Type.MouseButtonPress, from_, held=True)
        self.send(QEvent.Type.MouseMove, to, held=True)
        self.send(QEvent.Type.MouseButtonRelease, to, held=False)

    def ground(self, position: int, *, down: float = 0.12) -> str:
        """The colour behind a character, above its letters."""
        image = self.reader.viewport().grab().toImage()
        point = self.point(position, down=down)
        return QColor(image.pixelColor(point)).name()


@pytest.fixture
def reader(qtbot) -> Reader:
    load_fonts()
    reader = Reader(theme=LIGHT)
    qtbot.addWidget(reader)
    reader.resize(900, 700)
    reader.show()
    reader.activateWindow()
    reader.setFocus()
    qtbot.waitExposed(reader)
    return reader


@pytest.fixture
def seen(reader) -> Seen:
    return Seen(reader)


@pytest.fixture
def shown(reader) -> Callable[..., Reader]:
    """Shows a text with marks."""

    def show(text: str, *marks: MarkView, turns=()) -> Reader:
        reader.show_text("document", "Title", "subtitle", text, turns)
        reader.set_marks(marks)
        return reader

    return show
