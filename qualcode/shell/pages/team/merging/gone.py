"""Marks that colleagues deleted: which, and where they are or were."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from sqlite_utils import Database

from qualcode.core.changes import Changes, both_changes
from qualcode.core.ids import CoderId, DocumentId, EntryId
from qualcode.core.merge.plan import GoneLine, Plan
from qualcode.core.operations.restoring import missing, restore_deleted
from qualcode.core.project import Project
from qualcode.core.report.typography import quoted
from qualcode.core.store import documents as documents_store
from qualcode.core.translate import _, language
from qualcode.shell.jobs import Job, Progress
from qualcode.shell.models.codes import shortened
from qualcode.shell.pages.team.merging.listed import Listed
from qualcode.shell.pages.team.merging.question import Looked
from qualcode.shell.pages.team.plain_table import Row
from qualcode.shell.panels.flow_layout import FlowLayout
from qualcode.shell.panels.painting import px
from qualcode.shell.session import Session

_LONGEST = 80
#: of so many steps it is looked up whether what they deleted is back
_MOST_LOOKED_UP = 100


class GoneMarks(QWidget):
    """Takes no room if there are none.

    Attributes: listed: the marks; show_place, bring_back, bring_all: the buttons; marks: what is
    listed.

    Signals:
        place_wanted(document_id, start, end): where a mark is.
        restore_wanted(deeds): what these steps deleted is to be brought back.
    """

    place_wanted = Signal(str, int, int)
    restore_wanted = Signal(list)

    def __init__(self, parent: QWidget, *, is_done: bool = False) -> None:
        """Args: is_done: the merge is done, so that they can be brought back."""
        super().__init__(parent)
        self.marks: list[GoneLine] = []
        self._can_write = True
        self.listed = Listed(
            _("Deleted by colleagues"),
            "",
            (_("Code"), _("Document"), _("Whose"), _("Deleted by"), _("Words")),
            self,
        )
        self.show_place = QPushButton(_("Show it in the te&xt"), self)
        self.bring_back = QPushButton(_("&Bring it back"), self)
        self.bring_all = QPushButton(_("Bring &all back"), self)
        row = QWidget(self)
        buttons = FlowLayout(row, spacing=px(8))
        for button in (self.show_place, self.bring_back, self.bring_all):
            buttons.addWidget(button)
        for button in (self.bring_back, self.bring_all):
            button.setVisible(is_done)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        column.addWidget(self.listed, 1)
        column.addWidget(row)
        self.listed.table.row_changed.connect(lambda _key: self._refresh())
        self.listed.table.entered.connect(lambda _key: self._show_place())
        self.show_place.clicked.connect(self._show_place)
        self.bring_back.clicked.connect(self._bring_back)
        self.bring_all.clicked.connect(
            lambda: self.restore_wanted.emit(list(dict.fromkeys(one.deed for one in self.marks)))
        )
        self.hide()

    def show_marks(self, looked: Looked, back: frozenset[str] = frozenset()) -> None:
        """List what goes, but for what the given steps deleted."""
        gone = (one for file in looked.plan.files for one in file.gone)
        marks = [one for one in gone if one.deed not in back]
        if marks == self.marks and not self.isHidden():
            return  # the row that is chosen stays so
        self.marks = marks
        self.listed.show_rows(
            [_row(number, one, looked.words) for number, one in enumerate(self.marks)]
        )
        self.setVisible(bool(self.marks))
        if self.marks:
            self.listed.table.selectRow(0)
        self._refresh()

    def current(self) -> GoneLine | None:
        """The mark that is chosen."""
        key = self.listed.table.current_key()
        return self.marks[int(key)] if key else None

    def refresh(self, *, can_write: bool) -> None:
        """What can be done now."""
        self._can_write = can_write
        self._refresh()

    def _refresh(self) -> None:
        one = self.current()
        self.show_place.setEnabled(one is not None and one.start is not None)
        self.bring_back.setEnabled(self._can_write and one is not None)
        self.bring_all.setEnabled(self._can_write)

    def _show_place(self) -> None:
        one = self.current()
        if one is not None and one.start is not None and one.end is not None:
            self.place_wanted.emit(one.document_id, one.start, one.end)

    def _bring_back(self) -> None:
        one = self.current()
        if one is not None:
            self.restore_wanted.emit([one.deed])


def _row(number: int, one: GoneLine, words: Mapping[str, str]) -> Row:
    found = words.get(one.segment_id, "")
    quote = quoted(shortened(found, _LONGEST), language()) if found else "–"
    return Row((one.code, one.document, one.coder, one.deleted_by or "–", quote), str(number))


def words_of(db: Database, plan: Plan) -> dict[str, str]:
    """The words of the passages from which a code goes, by passage."""
    gone = [one for file in plan.files for one in file.gone if one.start is not None]
    asked = {DocumentId(one.document_id) for one in gone}
    texts = {
        document.id: documents_store.text(db, document.id)
        for document in documents_store.documents(db, asked)
    }
    return {
        one.segment_id: " ".join(text[one.start : one.end].split())
        for one in gone
        if (text := texts.get(DocumentId(one.document_id))) is not None
    }


class BroughtBack(QObject):
    """Finds out beside the window what is back of what colleagues deleted: it may be very much.

    Signals: found(looked, deeds): nothing that these steps deleted is missing any more.
    """

    found = Signal(object, object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._job: Job | None = None

    def look(self, looked: Looked | None) -> None:
        """Look for it as it is now; what was being looked for is told no more."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
        if looked is None:
            return
        words = _("Looking through the history…")
        self._job = job = self._session.start_reading(words, brought_back, looked)
        if job is not None:
            job.is_quiet = True
            job.done.connect(lambda back: self._tell(job, looked, back))
            job.over.connect(lambda: self._end(job))

    def _tell(self, job: Job, looked: Looked | None, back: frozenset[str]) -> None:
        if job is self._job:
            self.found.emit(looked, back)

    def _end(self, job: Job) -> None:
        if job is self._job:
            self._job = None


def brought_back(project: Project, looked: Looked, *, progress: Progress) -> frozenset[str]:
    """Those steps of which nothing that they deleted is missing any more."""
    deeds = dict.fromkeys(one.deed for file in looked.plan.files for one in file.gone)
    back = []
    for done, deed in enumerate(asked := list(deeds)[:_MOST_LOOKED_UP]):
        progress(done, len(asked))
        if not missing(project.db, EntryId(deed)):
            back.append(deed)
    return frozenset(back)


def bring_back(
    project: Project, coder_id: CoderId, deeds: Sequence[str], *, progress: Progress
) -> Changes:
    """Bring back what these steps deleted: all of it, or nothing."""
    changes: Changes | None = None
    with project.together():
        for done, deed in enumerate(deeds):
            progress(done, len(deeds))
            one = restore_deleted(project, coder_id, EntryId(deed))
            changes = both_changes(changes, one) if changes else one
    assert changes is not None, "somebody asked for something"
    return changes
