"""Cards, notes and groups as they are painted on the canvas of a board."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from qualcode.core.analysis.board_layout import HEAD
from qualcode.shell.models.board import Shown
from qualcode.shell.overrides import called_by_qt
from qualcode.shell.theme import FAMILY, FONT_SIZE, SMALL_SIZE, Theme, mix

CORNER: Final = 8.0
PADDING: Final = 12.0
#: the place at the lower right by which a note or group is made larger
HANDLE: Final = 16.0
#: of a code's colour at the left of its card
BAR: Final = 5.0
#: smaller than this, words can't be read and are left out
_LEAST_SCALE: Final = 0.3
_NOTE_COLOUR: Final = "#d4a017"


class Thing(QGraphicsItem):
    """One thing on the board, at its place.

    Attributes:
        shown: what it is. theme: how it looks. is_target: something would be dropped on it.
        has_keys: it is the one that the keys act on.
    """

    def __init__(self, shown: Shown, theme: Theme) -> None:
        super().__init__()
        self.shown, self.theme = shown, theme
        self.is_target = self.has_keys = False
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIsSelectable)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self._size = (shown.item.width, shown.item.height)
        self.show_as(shown)

    def show_as(self, shown: Shown) -> None:
        """Be what it is now, where it is now."""
        size = (shown.item.width, shown.item.height)
        if size != self._size:
            self.resize(*size)
        self.shown = shown
        self.setPos(shown.item.x, shown.item.y)
        self.setZValue(shown.depth if shown.is_group else 1000 + shown.depth)
        self.setToolTip(shown.text if len(shown.text) < 2000 else "")
        self.update()

    def resize(self, width: float, height: float) -> None:
        """Be so large from now on."""
        self.prepareGeometryChange()
        self._size = (width, height)

    @property
    def size(self) -> tuple[float, float]:
        return self._size

    def mark(self, *, is_target: bool | None = None, has_keys: bool | None = None) -> None:
        """Show that something may be dropped here, or that the keys act on it."""
        if is_target is not None and is_target != self.is_target:
            self.is_target = is_target
            self.update()
        if has_keys is not None and has_keys != self.has_keys:
            self.has_keys = has_keys
            self.update()

    @called_by_qt
    def boundingRect(self) -> QRectF:
        return QRectF(-3, -3, self._size[0] + 6, self._size[1] + 6)

    @property
    def frame(self) -> QRectF:
        """The thing itself, from its own corner."""
        return QRectF(0, 0, *self._size)

    def handle(self) -> QRectF:
        """Where it is made larger; empty for cards."""
        if self.shown.is_card:
            return QRectF()
        width, height = self._size
        return QRectF(width - HANDLE, height - HANDLE, HANDLE, HANDLE)

    def scene_frame(self) -> QRectF:
        return self.frame.translated(self.pos())

    # Painting

    @called_by_qt
    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, _widget: QWidget | None = None
    ) -> None:
        scale = option.levelOfDetailFromTransform(painter.worldTransform())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.shown.is_group:
            self._paint_group(painter, scale)
        elif self.shown.is_note:
            self._paint_note(painter, scale)
        else:
            self._paint_card(painter, scale)
        if not self.shown.is_card and self.isSelected():
            self._paint_handle(painter)

    def _outline(self, edge: str) -> QPen:
        if self.is_target:
            return QPen(QColor(self.theme.accent), 2.5, Qt.PenStyle.DashLine)
        if self.has_keys:
            return QPen(QColor(self.theme.accent), 2.5)
        if self.isSelected():
            return QPen(QColor(self.theme.accent), 1.5)
        return QPen(QColor(edge), 1)

    def _paint_card(self, painter: QPainter, scale: float) -> None:
        theme, frame = self.theme, self.frame
        painter.setPen(self._outline(theme.edge))
        painter.setBrush(QColor(theme.accent_soft if self.isSelected() else theme.raised))
        painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), CORNER, CORNER)
        colour = theme.code_colour(self.shown.colour or theme.soft_ink)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        painter.drawRoundedRect(QRectF(6, 8, BAR, frame.height() - 16), 2, 2)
        if scale < _LEAST_SCALE:
            return
        room = frame.adjusted(PADDING + BAR + 4, 8, -PADDING, -8)
        small = _font(SMALL_SIZE)
        line = QFontMetricsF(small).height()
        numbers = self._numbers()
        if numbers:
            below = QRectF(room.left(), room.bottom() - line, room.width(), line)
            _line(painter, below, numbers, small, theme.soft_ink)
            room.setBottom(below.top() - 1)
        _words(painter, room, self.shown.name, _font(FONT_SIZE), theme.ink)

    def _numbers(self) -> str:
        count = self.shown.count
        return f"{count.passages} · {count.persons}" if count and count.passages else ""

    def _paint_note(self, painter: QPainter, scale: float) -> None:
        theme, frame = self.theme, self.frame
        colour = theme.code_colour(self.shown.colour or _NOTE_COLOUR)
        painter.setPen(self._outline(mix(colour, theme.ground, 0.5).name()))
        painter.setBrush(mix(colour, theme.ground, 0.26))
        painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        if scale >= _LEAST_SCALE:
            room = frame.adjusted(PADDING, PADDING - 2, -PADDING, -PADDING + 2)
            _words(painter, room, self.shown.text, _font(FONT_SIZE), theme.ink)

    def _paint_group(self, painter: QPainter, scale: float) -> None:
        theme, frame = self.theme, self.frame
        colour = self.shown.colour
        tint = mix(theme.code_colour(colour), theme.panel, 0.12) if colour else QColor(theme.panel)
        painter.setPen(self._outline(theme.hairline))
        painter.setBrush(tint)
        painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), 10, 10)
        if scale < _LEAST_SCALE / 2:
            return
        room = QRectF(PADDING + 4, 4, frame.width() - 2 * PADDING - 4, HEAD - 8)
        if self.shown.code is not None:
            middle = room.center().y()
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.code_colour(self.shown.code.colour)))
            painter.drawRoundedRect(QRectF(room.left(), middle - 5, 10, 10), 2.5, 2.5)
            room.setLeft(room.left() + 17)
        font = _font(FONT_SIZE, QFont.Weight.DemiBold)
        _line(painter, room, self.shown.name, font, theme.ink)

    def _paint_handle(self, painter: QPainter) -> None:
        painter.setPen(QPen(QColor(self.theme.soft_ink), 1.4))
        corner = self.frame.bottomRight() - QPointF(4, 4)
        for step in (4, 8):
            painter.drawLine(corner - QPointF(step, 0), corner - QPointF(0, step))


def _font(pixels: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    font = QFont(FAMILY)
    font.setPixelSize(pixels)
    font.setWeight(weight)
    return font


def _line(painter: QPainter, room: QRectF, text: str, font: QFont, ink: str) -> None:
    metrics = QFontMetricsF(font)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    baseline = room.center().y() + (metrics.ascent() - metrics.descent()) / 2
    painter.setFont(font)
    painter.setPen(QColor(ink))
    painter.drawText(QPointF(room.left(), baseline), shown)


def _words(painter: QPainter, room: QRectF, text: str, font: QFont, ink: str) -> None:
    """As many lines as there is room for, broken between words."""
    metrics = QFontMetricsF(font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    painter.setFont(font)
    painter.setPen(QColor(ink))
    y = room.top()
    for part in text[:2000].splitlines() or [""]:
        layout = QTextLayout(part, font)
        layout.setTextOption(option)
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(room.width())
            if y + 2 * metrics.lineSpacing() > room.bottom() + 2 and _goes_on(line, part):
                rest = part.encode("utf-16-le")[2 * line.textStart() :].decode("utf-16-le")
                last = metrics.elidedText(rest, Qt.TextElideMode.ElideRight, room.width())
                painter.drawText(QPointF(room.left(), y + metrics.ascent()), last)
                layout.endLayout()
                return
            line.setPosition(QPointF(room.left(), y))
            line.draw(painter, QPointF(0, 0))
            y += metrics.lineSpacing()
        layout.endLayout()
        if y + metrics.lineSpacing() > room.bottom() + 2:
            return


def _goes_on(line: object, part: str) -> bool:
    """Whether the text goes on after this line."""
    start, length = line.textStart(), line.textLength()  # type: ignore[attr-defined]
    return bool(start + length < len(part.encode("utf-16-le")) // 2)
