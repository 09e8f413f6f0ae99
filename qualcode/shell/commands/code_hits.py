"""Making passages of what was found, in a thread, as one step that can be undone."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from qualcode.core.analysis.search.find import Hit
from qualcode.core.analysis.search.widen import Extent, widened
from qualcode.core.changes import Changes
from qualcode.core.ids import CodeId, CoderId
from qualcode.core.operations.hits import code_hits
from qualcode.core.project import Project
from qualcode.core.translate import _
from qualcode.shell.jobs import Progress
from qualcode.shell.models.search import FoundModel
from qualcode.shell.panels.code_found import CodeFound
from qualcode.shell.session import Session


class CodeHits(QObject):
    """Marks the hits of a list with the code that is chosen below it.

    Signals:
        marked(number): so many passages have the code now that had not.
    """

    marked = Signal(int)

    def __init__(
        self, session: Session, model: FoundModel, panel: CodeFound, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session, self._model, self._panel = session, model, panel
        panel.mark_wanted.connect(self.mark)

    def mark(self) -> None:
        """All hits, or those that are ticked."""
        code_id = self._panel.code_id
        hits = self._model.ticked if self._model.ticking else list(self._model.hits)
        if code_id is None or not hits:
            return
        extent: Extent = self._panel.extent.currentData()
        job = self._session.start_operation(
            _("Marking what was found…"), _mark, hits, extent, code_id
        )
        if job is not None:
            job.done.connect(self._done)

    def _done(self, changes: Changes) -> None:
        self.marked.emit(len(changes.added.get("codings", ())))


def _mark(
    project: Project,
    coder_id: CoderId,
    hits: list[Hit],
    extent: Extent,
    code_id: CodeId,
    *,
    progress: Progress,
) -> Changes:
    progress(0, 0)
    places = widened(project.db, hits, extent)
    return code_hits(project, coder_id, places, code_id, progress=progress)
