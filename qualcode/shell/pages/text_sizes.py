"""How large the text is: as the settings say, and as it was zoomed with the wheel."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QObject, QTimer

from qualcode.shell.remembered import recall, remember
from qualcode.shell.session import Session
from qualcode.shell.text.reader import Reader
from qualcode.shell.text.view import LEAST_ZOOM, MOST_ZOOM

ZOOM: Final = "zoom"
#: ms: the wheel turns many times before one is content
_CALM: Final = 400


class TextSizes(QObject):
    """Keeps the reader's size in step, and remembers how far it was zoomed for the next start."""

    def __init__(self, session: Session, reader: Reader) -> None:
        super().__init__(reader)
        self._session = session
        self._reader = reader
        self._zoom = 1.0
        self._shown = (0.0, 0.0, 0.0)
        self._timer = QTimer(self, interval=_CALM, singleShot=True)
        self._timer.timeout.connect(self._remember)
        reader.zoom_changed.connect(self._zoomed)
        session.closing.connect(self._keep)

    def follow(self) -> None:
        """Show the text as the settings say, zoomed as it was."""
        self._keep()
        settings, zoom = self._session.settings, recall(self._session, ZOOM)
        self._zoom = float(zoom) if isinstance(zoom, int | float) and zoom > 0 else 1.0
        wanted = (settings.reader_size, settings.text_scale, self._zoom)
        if wanted == self._shown:
            return
        self._shown = wanted
        zoom = min(max(settings.text_scale * self._zoom, LEAST_ZOOM), MOST_ZOOM)
        style = replace(self._reader.text_style, size=settings.reader_size, zoom=zoom)
        self._reader.set_text_style(style)

    def _zoomed(self, zoom: float) -> None:
        size, scale, _zoom = self._shown
        self._zoom = round(zoom / scale, 4)
        self._shown = (size, scale, self._zoom)
        self._timer.start()

    def _keep(self) -> None:
        """Remember now what would be remembered soon."""
        if self._timer.isActive():
            self._timer.stop()
            self._remember()

    def _remember(self) -> None:
        remember(self._session, **{ZOOM: self._zoom})
