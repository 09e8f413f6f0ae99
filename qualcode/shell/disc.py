"""An evaluator's initials in a disc of their colour."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QPainter, QPixmap

from qualcode.shell.theme import FAMILY, Theme, ink_on

#: Two letters fill the disc at this share of its height, three at less.
_LETTERS = {1: 0.46, 2: 0.42}
_SMALL_LETTERS = 0.34
_SHARP = 3  # pixels drawn for one shown, enough for every screen


def disc_icon(initials: str, colour: str, theme: Theme, size: int = 22) -> QIcon:
    """The disc as an icon for a button or a menu. `colour` is as it is stored."""
    pixmap = QPixmap(QSize(size, size) * _SHARP)
    pixmap.setDevicePixelRatio(_SHARP)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_disc(painter, QRectF(0, 0, size, size), initials, theme.code_colour(colour))
    painter.end()
    return QIcon(pixmap)


def paint_disc(painter: QPainter, place: QRectF, initials: str, shown: str) -> None:
    """Paint it. `shown` is the colour as it looks in the theme."""
    fill = QColor(shown)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(fill)
    painter.drawEllipse(place)
    font = QFont(FAMILY)
    font.setPixelSize(max(6, round(place.height() * _LETTERS.get(len(initials), _SMALL_LETTERS))))
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(ink_on(fill))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, initials)


def swatch_icon(shown: str, size: int = 14) -> QIcon:
    """A square of a colour, for lists of colours."""
    pixmap = QPixmap(QSize(size, size) * _SHARP)
    pixmap.setDevicePixelRatio(_SHARP)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(shown))
    painter.drawRoundedRect(QRectF(0, 0, size, size), 3, 3)
    painter.end()
    return QIcon(pixmap)
