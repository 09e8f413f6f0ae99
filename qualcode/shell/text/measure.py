"""How wide the column is, where it stands in the view, and with which font it is set."""

from __future__ import annotations

from PySide6.QtGui import QFont, QGuiApplication

from qualcode.shell.text.layout import Geometry
from qualcode.shell.text.views import TextStyle

# px at zoom 1
SPEAKERS = 122.0  # room for names, to the left of the text: “Respondent 112” is whole
LEAST_SPEAKERS = 64.0  # names with less room are not shown: they stand in the text too
PLACES = 76.0  # room for pages and times alone
NO_SPEAKERS = 32.0
NUMBERS = 34.0
LABELS = 188.0  # room for stripes and labels, to the right
LEAST_LABELS = 84.0  # with less room there are stripes alone; their tips say the names
STRIPES = 36.0
LEAST_LEFT = 12.0
LEAST_CHARACTERS = 35  # on a line, which give way last
LETTER = 0.52  # of the text's size, on average
POINTS_PER_INCH = 72.0


def text_font(style: TextStyle) -> QFont:
    """The text's font. Qt takes whole px or parts of points: 15.5 px are given in points."""
    font = QFont(style.family)
    dots = QGuiApplication.primaryScreen().logicalDotsPerInch()
    font.setPointSizeF(style.scaled(style.size) * POINTS_PER_INCH / dots)
    return font


def least_column(style: TextStyle) -> float:
    """The narrowest column in which one can read."""
    return style.scaled(LEAST_CHARACTERS * LETTER * style.size)


def least_view(style: TextStyle) -> int:
    """How wide a view must be for the narrowest column, without names and labels."""
    numbers = NUMBERS if style.numbers else 0.0
    return round(least_column(style) + style.scaled(LEAST_LEFT + numbers + STRIPES))


def geometry_for(
    view_width: int, header: float, style: TextStyle, *, speakers: bool, places: bool = False
) -> Geometry:
    """The column in a view. The column gives way until a line is short, then the labels, then the
    names, and in the end the column again.

    `speakers` and `places` say whether names, and pages or times, stand to the left of the text.
    """
    numbers = style.scaled(NUMBERS) if style.numbers else 0.0
    names = style.scaled(SPEAKERS if speakers else PLACES if places else NO_SPEAKERS)
    left, labels = names + numbers, style.scaled(LABELS)
    wanted, least = style.scaled(style.width), least_column(style)
    short = left + wanted + labels - view_width
    if short <= 0:
        return Geometry(float(round(left - short / 2)), wanted, view_width, header)
    labels = min(labels, view_width - left - least)
    has_labels = labels >= style.scaled(LEAST_LABELS)
    if not has_labels:
        labels = style.scaled(STRIPES)
        left = min(left, max(view_width - least - labels, style.scaled(LEAST_LEFT) + numbers))
    has_names = not (speakers or places) or left - numbers >= style.scaled(LEAST_SPEAKERS)
    if not has_names:
        left = style.scaled(LEAST_LEFT) + numbers
    column = max(1.0, view_width - left - labels)
    return Geometry(float(round(left)), float(column), view_width, header, has_names, has_labels)
