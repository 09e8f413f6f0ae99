"""The words in a row of questions, painted."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QApplication

from qualcode.shell.pages.team.merging.question import Told
from qualcode.shell.panels.painting import (
    SWATCH,
    current_theme,
    paint_swatch,
    paint_text,
    px,
    small_font,
)


def paint_side(painter: QPainter, room: QRectF, side: Told) -> None:
    """Its name, and what is told of it under that."""
    theme = current_theme()
    name = QRectF(room.left(), room.top() + px(8), room.width(), px(20))
    if side.colour:
        paint_swatch(painter, name.left(), name.center().y(), theme.code_colour(side.colour))
        name.setLeft(name.left() + px(SWATCH + 8))
    paint_text(painter, name, side.name, QFont(QApplication.font()), theme.ink)
    detail = QRectF(room.left(), room.top() + px(29), room.width(), px(18))
    paint_text(painter, detail, side.detail, small_font(), theme.soft_ink)


def paint_wrapped(painter: QPainter, room: QRectF, text: str, font: QFont, colour: str) -> None:
    """At most two lines; what is left is in the tip and below the list."""
    metrics = QFontMetricsF(font)
    words, lines = text.split(" "), [""]
    for word in words:
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and len(lines) < 2 and metrics.horizontalAdvance(longer) > room.width():
            lines.append(word)
        else:
            lines[-1] = longer
    for number, line in enumerate(lines):
        place = QRectF(room.left(), room.top() + px(8 + 19 * number), room.width(), px(20))
        paint_text(painter, place, line, font, colour)


def bold(font: QFont) -> QFont:
    """The font as what matters is written in."""
    made = QFont(font)
    made.setWeight(QFont.Weight.DemiBold)
    return made
