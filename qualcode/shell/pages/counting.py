"""Numbers of passages and persons, counted anew where something was changed, and only there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, Signal
from sqlite_utils import Database

from qualcode.core.analysis.counts import CodeCount, code_counts, document_counts
from qualcode.core.changes import Changes, Rows
from qualcode.core.ids import CodeId, CodingId, DocumentId, SegmentId
from qualcode.core.model.span import Span, merge
from qualcode.core.project import Project
from qualcode.core.store import codings as store
from qualcode.core.store import rows
from qualcode.core.store import summary as reads
from qualcode.core.translate import _
from qualcode.shell.jobs import Progress
from qualcode.shell.models.codebook import Codebook
from qualcode.shell.models.document_marks import MANY, DocumentMarks
from qualcode.shell.session import Session

#: counting so many codings takes some 20 ms; more are counted beside the window
LARGE: Final = 3000
#: so many are read in some 20 ms, to know who speaks
MANY_TURNS: Final = 5000

#: what is said of passages and codings: no code comes or goes
_WORDS_ALONE: Final = frozenset(
    {"comment_coding", "weigh_coding", "take_stance", "condense", "interpret"}
)


@dataclass(frozen=True)
class Wanted:
    """What is to be counted: these codes, or all for None; and the documents' passages, or not."""

    codes: frozenset[CodeId] | None = frozenset()
    documents: bool = False

    def __bool__(self) -> bool:
        return self.codes is None or bool(self.codes) or self.documents

    def with_more(self, other: Wanted) -> Wanted:
        codes = None if self.codes is None or other.codes is None else self.codes | other.codes
        return Wanted(codes, self.documents or other.documents)


@dataclass(frozen=True)
class Numbers:
    """What was counted.

    Attributes:
        whole: all codes were.
        documents: the passages in each.
        covered: the characters in each that have a code.
    """

    codes: Mapping[CodeId, CodeCount]
    whole: bool
    documents: Mapping[DocumentId, int] | None
    covered: Mapping[DocumentId, int]


EVERYTHING: Final = Wanted(None, documents=True)


class Counting(QObject):
    """Signals: counted(Numbers)."""

    counted = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._generation = 0
        self._is_running = False
        self._waiting = Wanted()

    def start_over(self, wanted: Wanted = EVERYTHING) -> None:
        """Another project is open: count everything, or what is wanted of it."""
        self._generation += 1
        self._is_running, self._waiting = False, Wanted()
        self.count(wanted)

    def count(self, wanted: Wanted) -> None:
        """Count, at once if that is quick."""
        project = self._session.project
        if project is None or not wanted:
            return
        if self._is_running:
            self._waiting = self._waiting.with_more(wanted)
        elif not self._is_large(project):
            self.counted.emit(numbers(project.db, wanted))
        else:
            self._count_beside(wanted)

    def _is_large(self, project: Project) -> bool:
        db = project.db
        return rows.has_more(db, "codings", LARGE) or rows.has_more(db, "turns", MANY_TURNS)

    def _count_beside(self, wanted: Wanted) -> None:
        generation = self._generation
        job = self._session.start_reading(_("Counting passages…"), _work, wanted)
        if job is None:
            return
        self._is_running = True
        job.done.connect(lambda found: self._tell(generation, found))
        job.over.connect(lambda: self._go_on(generation))

    def _tell(self, generation: int, found: Numbers) -> None:
        if generation == self._generation:
            self.counted.emit(found)

    def _go_on(self, generation: int) -> None:
        if generation != self._generation:
            return
        self._is_running = False
        wanted, self._waiting = self._waiting, Wanted()
        self.count(wanted)


def _work(project: Project, wanted: Wanted, *, progress: Progress) -> Numbers:
    progress(0, 0)
    return numbers(project.db, wanted)


def numbers(db: Database, wanted: Wanted) -> Numbers:
    """What is wanted, counted."""
    codes: Mapping[CodeId, CodeCount] = {}
    if wanted.codes is None or wanted.codes:
        codes = code_counts(db, wanted.codes)
    documents = document_counts(db) if wanted.documents else None
    return Numbers(codes, wanted.codes is None, documents, _covered(db) if wanted.documents else {})


def _covered(db: Database) -> dict[DocumentId, int]:
    spans: dict[DocumentId, set[Span]] = defaultdict(set)
    for _code, document_id, start, end, *_rest in reads.marks(db):
        if start is not None:
            spans[document_id].add(Span(start, end))
    return {
        document_id: sum(end - start for start, end in merge(some))
        for document_id, some in spans.items()
    }


def touched(
    db: Database,
    changes: Changes,
    marks: DocumentMarks,
    books: tuple[Codebook, Codebook],
    shown: DocumentId | None,
) -> Wanted:
    """What must be counted anew after an operation.

    Args:
        marks: of the document shown, as they were before the operation.
        books: the codebook before and after it.
        shown: the document shown, whose passages are known.
    """
    if changes.operation in _WORDS_ALONE:
        return Wanted()
    old, new = books
    documents = changes.touches("segments", "codings") and bool(changes.documents - {shown})
    others = bool(_ids(changes.added, "documents") or _ids(changes.removed, "documents"))
    documents = documents or others
    many = changes.number("codings") > MANY
    if others or changes.touches("turns", "persons") or many or _has_moved(old, new):
        return Wanted(None, documents)
    codings = _codings(changes)
    known = {coding_id: mark for coding_id in codings if (mark := marks.coding(coding_id))}
    if codings - known.keys() - _ids(changes.added, "codings"):
        return Wanted(None, documents)  # which code they had is not known any more
    moved = store.on_segments(db, map(SegmentId, _ids(changes.changed, "segments")))
    now = [mark.coding for mark in (*known.values(), *store.marks(db, codings))]
    code_ids = {coding.code_id for coding in (*now, *moved)} & new.codes.keys()
    above = {other for code_id in code_ids for other in new.ancestors(code_id)}
    return Wanted(frozenset(code_ids | above), documents)


def _codings(changes: Changes) -> set[CodingId]:
    all_rows = (changes.added, changes.changed, changes.removed)
    return {CodingId(row) for some in all_rows for row in _ids(some, "codings")}


def _ids(some: Rows, table: str) -> frozenset[str]:
    return some.get(table, frozenset())


def _has_moved(old: Codebook, new: Codebook) -> bool:
    """Whether codes went or came to stand elsewhere; a new one alone changes no number."""
    return any(code.id not in new or new.codes[code.id].parent_id != code.parent_id for code in old)
