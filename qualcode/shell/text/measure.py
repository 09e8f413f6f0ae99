"""How wide the column is, where it stands in the view, and with which font it is set."""

from __future__ import annotations

from PySide6.QtGui import QFont, QGuiApplication

from qualcode.shell.text.layout import Geometry
from qualcode.shell.text.views import TextStyle

# px at zoom 1
SPEAKERS = 104.0  # room for names, to the left of the text
NO_SPEAKERS = 32.0
NUMBERS = 34.0
LABELS = 188.0  # room for stripes and labels, to the right
LEAST_LABELS = 64.0
LEAST_WIDTH = 240.0
LEAST_LEFT = 12.0
POINTS_PER_INCH = 72.0


def text_font(style: TextStyle) -> QFont:
    """The text's font. Qt takes whole px or parts of points: 15.5 px are given in points."""
    font = QFont(style.family)
    dots = QGuiApplication.primaryScreen().logicalDotsPerInch()
    font.setPointSizeF(style.scaled(style.size) * POINTS_PER_INCH / dots)
    return font


def geometry_for(view_width: int, header: float, style: TextStyle, *, speakers: bool) -> Geometry:
    """The column in a view: margins first give way, then the column itself."""
    left = style.scaled(SPEAKERS if speakers else NO_SPEAKERS)
    left += style.scaled(NUMBERS) if style.line_numbers else 0.0
    labels, wanted = style.scaled(LABELS), style.scaled(style.width)
    least = min(LEAST_WIDTH, view_width - 2 * LEAST_LEFT)
    short = left + wanted + labels - view_width
    if short <= 0:
        return Geometry(float(round(left - short / 2)), wanted, view_width, header)
    column = max(wanted - short, least)
    labels = max(min(labels, view_width - left - column), min(LEAST_LABELS, labels))
    left = max(LEAST_LEFT, min(left, view_width - column - labels))
    return Geometry(float(round(left)), max(1.0, float(column)), view_width, header)
