"""How the text is set: as this person chose it, and as it was zoomed with the wheel."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any, Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QFontDatabase

from qualcode.shell.remembered import recall, remember
from qualcode.shell.session import Session
from qualcode.shell.text.reader import Reader
from qualcode.shell.text.view import LEAST_ZOOM, MOST_ZOOM
from qualcode.shell.text.views import LINES, NO_NUMBERS, PARAGRAPHS, TextStyle
from qualcode.shell.theme import FAMILY

ZOOM: Final = "zoom"
READING: Final = "reading"
#: ms: the wheel turns many times before one is content
_CALM: Final = 400

_NORMAL: Final = TextStyle()
#: px, px and sizes of the font
SIZES: Final = (10.0, 32.0)
WIDTHS: Final = (320, 1000)
LINE_HEIGHTS: Final = (1.2, 2.4)


@dataclass(frozen=True, slots=True)
class Reading:
    """What this person chose for every text.

    Attributes:
        family: of the font; empty for the interface's own.
        width: of the column, px at normal size.
        line_height: in sizes of the font.
        numbers: `NO_NUMBERS`, `LINES` or `PARAGRAPHS`.
        time_codes: whether they are shown.
    """

    family: str = ""
    width: int = _NORMAL.width
    line_height: float = _NORMAL.line_height
    numbers: str = NO_NUMBERS
    time_codes: bool = True

    @classmethod
    def of(cls, stored: object) -> Reading:
        """What was remembered; what can't be such is as it is normally."""
        if not isinstance(stored, dict):
            return cls()
        known = {field.name: stored[field.name] for field in fields(cls) if field.name in stored}
        return replace(
            cls(), **{name: value for name, value in known.items() if _fits(name, value)}
        )

    def stored(self) -> dict[str, Any]:
        """What differs from what is normal."""
        names = [field.name for field in fields(self)]
        normal = Reading()
        return {n: getattr(self, n) for n in names if getattr(self, n) != getattr(normal, n)}


def _fits(name: str, value: object) -> bool:
    match name:
        case "family":
            return isinstance(value, str)
        case "numbers":
            return value in (NO_NUMBERS, LINES, PARAGRAPHS)
        case "time_codes":
            return isinstance(value, bool)
        case _:
            least, most = WIDTHS if name == "width" else LINE_HEIGHTS
            kinds = (int,) if name == "width" else (int, float)
            return (
                isinstance(value, kinds) and not isinstance(value, bool) and least <= value <= most
            )


class TextSizes(QObject):
    """Keeps the reader in step with what was chosen, and remembers it for the next start.

    Signals: changed(): something else was chosen.
    """

    changed = Signal()

    def __init__(self, session: Session, reader: Reader) -> None:
        super().__init__(reader)
        self._session = session
        self._reader = reader
        self._zoom = 1.0
        self._shown: tuple[object, ...] = ()
        self.reading = Reading()
        self._timer = QTimer(self, interval=_CALM, singleShot=True)
        self._timer.timeout.connect(self._remember)
        reader.zoom_changed.connect(self._zoomed)
        session.closing.connect(self._keep)

    @property
    def size(self) -> float:
        """Of the letters, zoomed as they are."""
        return round(self._session.settings.reader_size * self._zoom, 1)

    def choose(self, **values: Any) -> None:
        """Set the text otherwise, at once: any field of `Reading`."""
        self.reading = replace(self.reading, **values)
        self._timer.start()
        self._show()
        self.changed.emit()

    def choose_size(self, size: float) -> None:
        """Set the size of the letters; they are not zoomed any more."""
        self._zoom = 1.0
        remember(self._session, **{ZOOM: 1.0})
        self._session.remember(reader_size=size)
        self.changed.emit()

    def reset(self) -> None:
        """Set the text as it is normally; what is shown beside it stays."""
        kept = Reading(numbers=self.reading.numbers, time_codes=self.reading.time_codes)
        self.reading = kept
        self._timer.start()
        self.choose_size(_NORMAL.size)

    def follow(self) -> None:
        """Show the text as the settings say, zoomed as it was."""
        self._keep()
        zoom = recall(self._session, ZOOM)
        self._zoom = float(zoom) if isinstance(zoom, int | float) and zoom > 0 else 1.0
        self.reading = Reading.of(recall(self._session, READING))
        self._show()

    def _show(self) -> None:
        settings = self._session.settings
        wanted = (settings.reader_size, settings.text_scale, self._zoom, self.reading)
        if wanted == self._shown:
            return
        self._shown = wanted
        zoom = min(max(settings.text_scale * self._zoom, LEAST_ZOOM), MOST_ZOOM)
        reading = self.reading
        self._reader.set_text_style(
            replace(
                self._reader.text_style,
                family=_family(reading.family),
                size=settings.reader_size,
                width=reading.width,
                line_height=reading.line_height,
                numbers=reading.numbers,
                time_codes=reading.time_codes,
                zoom=zoom,
            )
        )

    def _zoomed(self, zoom: float) -> None:
        settings = self._session.settings
        self._zoom = round(zoom / settings.text_scale, 4)
        self._shown = (settings.reader_size, settings.text_scale, self._zoom, self.reading)
        self._timer.start()
        self.changed.emit()

    def _keep(self) -> None:
        """Remember now what would be remembered soon."""
        if self._timer.isActive():
            self._timer.stop()
            self._remember()

    def _remember(self) -> None:
        remember(self._session, **{ZOOM: self._zoom, READING: self.reading.stored()})


def _family(wanted: str) -> str:
    """The font if this computer has it, or else the interface's."""
    return wanted if wanted in QFontDatabase.families() else FAMILY
