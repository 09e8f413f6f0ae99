"""What is being reconciled: who is compared, where they differ, in step with the project."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from PySide6.QtCore import QObject, Signal
from sqlite_utils import Database

from qualcode.core.analysis.reconcile.differences import Difference
from qualcode.core.analysis.reconcile.listing import Comparison, compare
from qualcode.core.changes import Changes
from qualcode.core.ids import CodeId, CoderId, DocumentId
from qualcode.core.model import Code, Coder
from qualcode.core.model.coder import CONSENSUS
from qualcode.core.project import Project
from qualcode.core.store import coders as coders_store
from qualcode.core.store import codes as codes_store
from qualcode.core.store import disagreements as store
from qualcode.core.store import documents as documents_store
from qualcode.core.store import rows
from qualcode.core.translate import _
from qualcode.shell.jobs import Job, Progress
from qualcode.shell.session import Session

#: comparing so many codings takes some 50 ms; more are compared beside the window
LARGE: Final = 4000
#: after an operation on more documents than these, everything is compared anew
_MOST_DOCUMENTS: Final = 20
_TABLES: Final = ("codings", "segments", "disagreements", "documents")

_Taken = Mapping[DocumentId, frozenset[tuple[CodeId, int, int]]]


@dataclass(frozen=True)
class Names:
    """What the rows of the project are called."""

    coders: Mapping[CoderId, Coder] = field(default_factory=dict)
    codes: Mapping[CodeId, Code] = field(default_factory=dict)
    documents: Mapping[DocumentId, str] = field(default_factory=dict)

    @classmethod
    def read(cls, db: Database) -> Names:
        return cls(
            {one.id: one for one in coders_store.all_coders(db)},
            {one.id: one for one in codes_store.all_codes(db)},
            documents_store.titles(db),
        )

    @property
    def consensus(self) -> CoderId | None:
        """The one whose codings are what was settled."""
        return next((one.id for one in self.coders.values() if one.role == CONSENSUS), None)

    def code(self, code_id: CodeId | None) -> str:
        """A code's name; of none, that nothing was marked."""
        if code_id is None:
            return _("not marked")
        code = self.codes.get(code_id)
        return code.name if code else "?"


class ReconcileWork(QObject):
    """Attributes:
        names: what everything is called.
        comparison: what was found; None while nothing is known.
        was_stopped: whether that is because the comparison was stopped.
        can_be_compared: the evaluators who marked something, without the consensus.

    Signals:
        compared(): there is another comparison, or none.
        followed(): it is otherwise in a few documents.
    """

    compared = Signal()
    followed = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self.names = Names()
        self.comparison: Comparison | None = None
        self.can_be_compared: tuple[CoderId, ...] = ()
        self._wanted: tuple[CoderId, ...] = ()
        self._taken: dict[DocumentId, frozenset[tuple[CodeId, int, int]]] = {}
        self._job: Job | None = None
        self._again = self._is_known = False
        self.was_stopped = False

    # Comparing

    @property
    def evaluators(self) -> tuple[CoderId, ...]:
        """Who is to be compared: those who were chosen, or else all who marked something."""
        return self.chosen or self.can_be_compared

    @property
    def chosen(self) -> tuple[CoderId, ...]:
        """Those who were chosen; nobody for all."""
        return _chosen(self.names, self._wanted)

    def choose(self, coder_ids: Iterable[str]) -> None:
        """Compare these from now on."""
        self._wanted = tuple(map(CoderId, coder_ids))

    @property
    def is_running(self) -> bool:
        """Whether there is a comparison going on."""
        return self._job is not None

    def start_over(self) -> None:
        """Compare everything anew, beside the window if it is much."""
        project = self._session.project
        self.comparison, self._taken = None, {}
        self.was_stopped = self._is_known = False
        if project is None:
            self.names, self.can_be_compared = Names(), ()
            self.compared.emit()
            return
        if rows.has_more(project.db, "codings", LARGE):
            self._start()
            self.compared.emit()
        else:
            if self._job is not None:
                self._again = True
                self._job.cancel()
            self._take(_read(project, self._wanted))

    def _start(self) -> None:
        if self._job is not None:
            self._again = True
            self._job.cancel()
            return
        self._again = False
        job = self._session.start_reading(_("Comparing evaluators…"), _beside, self._wanted)
        if job is not None:
            self._job = job
            job.done.connect(lambda found: self._take(found) if not self._again else None)
            job.over.connect(self._over)

    def _over(self) -> None:
        self._job = None
        if self._again:
            self.start_over()
        elif self.comparison is None:
            self.was_stopped = not self._is_known
            self.compared.emit()

    def _take(self, found: _Found) -> None:
        self._know(found)
        self._is_known = True
        if found.comparison is None or found.comparison.compared == self.evaluators:
            self.comparison, self._taken = found.comparison, dict(found.taken)
            self.compared.emit()

    def _know(self, found: _Found) -> None:
        self.names, self.can_be_compared = found.names, found.can_be_compared

    # In step with the project

    def follow(self, changes: Changes) -> None:
        """An operation was done."""
        project = self._session.project
        if project is None:
            return
        if changes.touches("coders", "codes", "documents"):
            self._know(_names(project.db))
        if not changes.touches(*_TABLES):
            if changes.touches("coders", "codes"):
                self.followed.emit()
            return
        documents = changes.documents
        some = self.comparison is not None and len(documents) <= _MOST_DOCUMENTS
        if not some or self._job is not None or changes.touches("documents"):
            self.start_over()
            return
        assert self.comparison is not None
        found, taken = _work(project, self.evaluators, self.names.consensus, documents)
        if found.compared != self.comparison.compared:
            self.start_over()
            return
        self.comparison = self.comparison.with_documents(found, documents)
        for document_id in documents:
            self._taken[document_id] = taken.get(document_id, frozenset())
        self.followed.emit()

    # What is agreed

    def agreed(self) -> list[Difference]:
        """Where the evaluators agree."""
        comparison = self.comparison
        return [one for some in comparison.agreed.values() for one in some] if comparison else []

    def not_taken(self) -> int:
        """How many of these the consensus does not have."""
        return sum(not self._has(one) for one in self.agreed())

    def _has(self, difference: Difference) -> bool:
        taken = self._taken.get(difference.document_id, frozenset())
        return all((one.code_id, one.start, one.end) in taken for one in difference.pieces)


@dataclass(frozen=True)
class _Found:
    names: Names
    can_be_compared: tuple[CoderId, ...]
    comparison: Comparison | None = None
    taken: _Taken = field(default_factory=dict)


def _chosen(names: Names, wanted: Collection[CoderId]) -> tuple[CoderId, ...]:
    return tuple(one for one in names.coders if one in wanted)


def _names(db: Database) -> _Found:
    """What everything is called, and who marked something."""
    names = Names.read(db)
    marked = store.who_marked(db)
    coders = names.coders.values()
    return _Found(
        names, tuple(one.id for one in coders if one.id in marked and one.role != CONSENSUS)
    )


def _read(project: Project, wanted: Collection[CoderId]) -> _Found:
    """All of it; no comparison where there are not two to compare."""
    found = _names(project.db)
    evaluators = _chosen(found.names, wanted) or found.can_be_compared
    if len(evaluators) < 2:
        return found
    comparison, taken = _work(project, evaluators, found.names.consensus)
    return replace(found, comparison=comparison, taken=taken)


def _beside(project: Project, wanted: Collection[CoderId], *, progress: Progress) -> _Found:
    progress(0, 0)
    found = _read(project, wanted)
    progress(1, 1)
    return found


def _work(
    project: Project,
    evaluators: tuple[CoderId, ...],
    consensus: CoderId | None,
    documents: Collection[DocumentId] | None = None,
) -> tuple[Comparison, _Taken]:
    comparison = compare(project.db, evaluators, documents)
    taken: dict[DocumentId, set[tuple[CodeId, int, int]]] = defaultdict(set)
    if consensus is not None:
        marks = store.marks(project.db, [consensus], documents)
        for document_id, code_id, start, end, *_rest in marks:
            taken[document_id].add((code_id, start, end))
    return comparison, {one: frozenset(some) for one, some in taken.items()}
