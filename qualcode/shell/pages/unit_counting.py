"""How much a list of meaning units holds: counted at once, or in a thread where it is long."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from qualcode.core.analysis.meaning_units import Unit
from qualcode.core.translate import _
from qualcode.shell.jobs import Progress
from qualcode.shell.models.unit_total import total_words
from qualcode.shell.pages.unit_reading import MANY
from qualcode.shell.session import Session


class UnitCounting(QObject):
    """Signals: counted(words): what the list holds that was asked of last."""

    counted = Signal(str)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._asked = 0

    def count(self, units: Sequence[Unit]) -> None:
        """Say what these are."""
        self._asked += 1
        if len(units) <= MANY:
            self.counted.emit(total_words(units))
            return
        asked = self._asked
        # As they are now: the list goes on changing while they are counted.
        job = self._session.start_apart(_("Counting passages…"), _count, tuple(units))
        job.is_quiet = True
        job.done.connect(lambda words: self._tell(asked, words))

    def _tell(self, asked: int, words: str) -> None:
        if asked == self._asked:
            self.counted.emit(words)


def _count(units: Sequence[Unit], *, progress: Progress) -> str:
    progress(0, 0)
    return total_words(units)
