"""Meaning units are read for their page: at once if they are few, else in a thread."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, Signal

from qualcode.core.store import meaning_units as store
from qualcode.core.translate import _
from qualcode.shell.jobs import Job
from qualcode.shell.models.unit_material import UnitMaterial, read_material
from qualcode.shell.session import Session

#: reading so many takes some 50 ms
MANY: Final = 1500


class UnitReading(QObject):
    """One reading at a time.

    Signals:
        found(UnitMaterial)
        over(): nothing is being read any more.
        stopped(): nor was anything found: the reading was cancelled, or could not be done.
    """

    found = Signal(object)
    over = Signal()
    stopped = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._job: Job | None = None
        self._has_found = False

    @property
    def is_running(self) -> bool:
        """Whether the units are being read in a thread."""
        return self._job is not None

    def start(self) -> None:
        """Read everything anew."""
        project = self._session.project
        if project is None:
            return
        if store.number(project.db) <= MANY:
            self.found.emit(read_material(project))
            return
        self._has_found = False
        self._job = self._session.start_reading(_("Reading meaning units…"), read_material)
        if self._job is not None:
            self._job.done.connect(self._tell)
            self._job.over.connect(self._over)

    def _tell(self, material: UnitMaterial) -> None:
        self._has_found = True
        self.found.emit(material)

    def _over(self) -> None:
        self._job = None
        (self.over if self._has_found else self.stopped).emit()
