"""What several panels paint in the same way."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontInfo,
    QFontMetricsF,
    QGuiApplication,
    QIcon,
    QPainter,
    QPalette,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QApplication

from qualcode.shell.disc import swatch_icon
from qualcode.shell.theme import FONT_SIZE, LIGHT, SMALL_SIZE, THEMES, Theme

SWATCH = 10  # px at normal size
BAR = 3
PICTURE = 160  # the longest name of something that is dragged


def current_theme() -> Theme:
    """The theme that the program shows now, known by the colour of its panels."""
    palette = QApplication.palette()
    panel, ground = palette.color(QPalette.ColorRole.Window), palette.color(QPalette.ColorRole.Base)
    return _theme_of(panel.rgb(), ground.rgb())


@cache
def _theme_of(panel: int, ground: int) -> Theme:
    for theme in THEMES.values():
        if (QColor(theme.panel).rgb(), QColor(theme.ground).rgb()) == (panel, ground):
            return theme
    return LIGHT


def scaled(length: float) -> float:
    """A length that is meant at the interface's normal size."""
    font = QApplication.font()
    # A page asks hundreds of times while it is made: the font is looked up only where it must be.
    size = font.pixelSize()
    return length * (size if size > 0 else QFontInfo(font).pixelSize()) / FONT_SIZE


def px(length: float) -> int:
    """A length at normal size as whole pixels, at least one."""
    return max(1, round(scaled(length)))


def small_font(weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The font of labels and numbers."""
    font = QFont(QApplication.font())
    font.setPixelSize(px(SMALL_SIZE))
    font.setWeight(weight)
    return font


def paint_edge(painter: QPainter, row: QRect, theme: Theme) -> None:
    """The bar at the edge of a chosen row."""
    painter.fillRect(QRect(row.left(), row.top(), px(BAR), row.height()), QColor(theme.accent))


def paint_frame(painter: QPainter, row: QRect, theme: Theme) -> None:
    """The frame round the row that has the keys."""
    painter.setPen(QPen(QColor(theme.accent), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(row.adjusted(0, 0, -1, -1))


def picture_of(name: str, colour: str | None = None) -> QPixmap:
    """A small label with a name, after a square of colour if there is one: what is dragged."""
    theme, font, metrics = current_theme(), QApplication.font(), QFontMetricsF(QApplication.font())
    before = px(SWATCH + 7) if colour else 0
    width = min(metrics.horizontalAdvance(name), scaled(PICTURE)) + before + px(14)
    size = QSizeF(width + 1, metrics.height() + px(6)).toSize()
    ratio = QGuiApplication.primaryScreen().devicePixelRatio()
    picture = QPixmap(size * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(theme.edge), 1))
    painter.setBrush(QColor(theme.raised))
    box = QRectF(0.5, 0.5, size.width() - 1, size.height() - 1)
    painter.drawRoundedRect(box, scaled(5), scaled(5))
    if colour:
        paint_swatch(painter, px(7), box.center().y(), theme.code_colour(colour))
    room = box.adjusted(px(7) + before, 0, -px(6), 0)
    paint_text(painter, room, name, font, theme.ink)
    painter.end()
    return picture


def paint_swatch(painter: QPainter, x: float, middle: float, colour: str) -> float:
    """A code's square of colour; returns where it ends."""
    size = px(SWATCH)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawRoundedRect(QRectF(x, middle - size / 2, size, size), scaled(2.5), scaled(2.5))
    return x + size


def paint_text(
    painter: QPainter,
    rect: QRectF,
    text: str,
    font: QFont,
    colour: str,
    *,
    right: bool = False,
    mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
) -> float:
    """A line of text, with an ellipsis if it is too long; returns its width."""
    metrics = QFontMetricsF(font)
    shown = metrics.elidedText(text.replace("\n", " "), mode, rect.width())
    width = metrics.horizontalAdvance(shown)
    baseline = rect.center().y() + (metrics.ascent() - metrics.descent()) / 2
    painter.setFont(font)
    painter.setPen(QColor(colour))
    painter.drawText(QPointF(rect.right() - width if right else rect.left(), baseline), shown)
    return width


def code_icon(colour: str) -> QIcon:
    """A code's square of colour for menus and lists."""
    return swatch_icon(current_theme().code_colour(colour), px(14))
