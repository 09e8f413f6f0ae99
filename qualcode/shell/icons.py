"""The program's icon, and the line icons, which take a colour of the theme."""

from PySide6.QtCore import QBuffer, QByteArray, QSize
from PySide6.QtGui import QColor, QIcon, QImageReader, QPainter, QPixmap, QPixmapCache

from qualcode.core.paths import resource
from qualcode.shell.theme import Theme

_SHARP = 3  # pixels drawn for one shown, enough for every screen
_PLACEHOLDER = b"currentColor"


def app_icon() -> QIcon:
    """The program's own, as windows and launchers show it."""
    return QIcon(str(resource("icons", "app.svg")))


def line_icon(name: str, theme: Theme, size: int = 16) -> QIcon:
    """`resources/icons/NAME.svg`, in the theme's ink; fainter where its button is off."""
    made = QIcon(_drawn(name, theme.ink, size))
    made.addPixmap(_drawn(name, theme.faint_ink, size), QIcon.Mode.Disabled)
    return made


def in_ink(icon: QIcon, theme: Theme, size: QSize) -> QIcon:
    """The shape of an icon that is not ours, in the theme's ink; fainter where its button is off."""
    made = QIcon()
    for mode, ink in ((QIcon.Mode.Normal, theme.ink), (QIcon.Mode.Disabled, theme.faint_ink)):
        shape = icon.pixmap(size)
        painter = QPainter(shape)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
        painter.fillRect(shape.rect(), QColor(ink))
        painter.end()
        made.addPixmap(shape, mode)
    return made


def _drawn(name: str, colour: str, size: int) -> QPixmap:
    """Drawn once; Qt keeps what was asked for last."""
    key = f"qualcode {name} {colour} {size}"
    found = QPixmap()
    if not QPixmapCache.find(key, found):
        found = _draw(name, colour, size)
        QPixmapCache.insert(key, found)
    return found


def _draw(name: str, colour: str, size: int) -> QPixmap:
    drawing = resource("icons", f"{name}.svg").read_bytes().replace(_PLACEHOLDER, colour.encode())
    buffer = QBuffer()
    buffer.setData(QByteArray(drawing))
    reader = QImageReader(buffer, QByteArray(b"svg"))
    reader.setScaledSize(QSize(size, size) * _SHARP)
    pixmap = QPixmap.fromImage(reader.read())
    pixmap.setDevicePixelRatio(_SHARP)
    return pixmap
