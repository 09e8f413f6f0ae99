"""Answers to what the page asks: at once if that is quick, else the first passages at once and the
rest from a thread."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from time import perf_counter
from typing import Final

from PySide6.QtCore import QObject, Signal
from sqlite_utils import Database

from qualcode.core.analysis.found import Answer, Found, Query, find
from qualcode.core.analysis.grouping import By, Group, group
from qualcode.core.analysis.material import Material
from qualcode.core.analysis.narrowing import choose
from qualcode.core.analysis.query import Operator
from qualcode.core.changes import Changes
from qualcode.core.collector import collector_paused
from qualcode.core.ids import DocumentId
from qualcode.core.model import Code
from qualcode.core.project import Project
from qualcode.core.store import codes as codes_store
from qualcode.core.store import passages as reads
from qualcode.core.store import rows
from qualcode.core.translate import _
from qualcode.shell.jobs import Progress
from qualcode.shell.models.codebook import Codebook
from qualcode.shell.pages.counting import MANY_TURNS
from qualcode.shell.session import Session

#: reading so many codings and uniting them takes some 30 ms
FEW: Final = 4000
#: as many as fill the highest screen
FIRST: Final = 40
_AT_ONCE: Final = 3
_LONGEST: Final = 0.05
#: asking so many documents again is no quicker than asking all
_MANY_DOCUMENTS: Final = 12
#: the material is read anew when something of these has changed
DESCRIBING: Final = ("documents", "persons", "turns", "coders", "folders", "attributes")


@dataclass(frozen=True)
class Asked:
    """What is asked, and under which headings it is to stand."""

    query: Query
    by: By


@dataclass(frozen=True)
class Shown:
    """An answer under headings.

    Attributes:
        is_whole: false while only the first passages are known.
    """

    asked: Asked
    answer: Answer
    groups: Sequence[Group]
    is_whole: bool


class Reading(QObject):
    """Asks, and asks again what an operation may have changed.

    Attributes:
        material: persons, documents and turns, as they were last read; None without a project.

    Signals:
        answered(Shown)
        stopped(): only the first passages are known and no more come: it was cancelled, or could
            not be done.
    """

    answered = Signal(object)
    stopped = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._generation = 0
        self._asked: Asked | None = None
        self._shown: Shown | None = None
        self._is_running = False
        self.material: Material | None = None

    @property
    def is_running(self) -> bool:
        """Whether more passages are being read."""
        return self._is_running

    @property
    def shown(self) -> Shown | None:
        """The last answer."""
        return self._shown

    def start_over(self) -> None:
        """Another project is open, or none."""
        self._generation += 1
        self._is_running = False
        self._asked = self._shown = None
        project = self._session.project
        self.material = Material(project.db) if project is not None else None

    def read_material(self) -> None:
        """Persons, documents, turns or evaluators have changed."""
        if self._session.project is not None and self.material is not None:
            self.material.read(self._session.project.db)

    def ask(self, asked: Asked | None) -> None:
        """Answer this, and nothing that was asked before."""
        before, self._asked = self._shown, asked
        self._generation += 1
        self._is_running = False
        project, material = self._session.project, self.material
        if project is None or material is None or asked is None:
            self._shown = None
        elif before is not None and before.is_whole and before.asked.query == asked.query:
            self._tell(asked, before.answer, is_whole=True)
        elif self._has_far_to_read(project.db, material):
            self._ask_beside(asked)
            self._wait(asked, before)
        elif _count(project.db, asked.query) <= FEW:
            self._tell(asked, find(project.db, asked.query, material), is_whole=True)
        else:
            self._ask_beside(asked)
            self._tell(asked, _first(project.db, asked.query, material), is_whole=False)

    def ask_again(self, documents: Collection[DocumentId] | None = None) -> None:
        """Something has changed: in these documents alone, or anywhere."""
        project, shown, material = self._session.project, self._shown, self.material
        if project is None or shown is None or material is None:
            return
        if documents is None or not shown.is_whole or len(documents) > _MANY_DOCUMENTS:
            self._shown = replace(shown, is_whole=False)
            self.ask(shown.asked)
            return
        part = find(project.db, shown.asked.query, material, documents)
        kept = {**shown.answer.passages, **dict.fromkeys(documents, ()), **part.passages}
        ordered = (one for one in part.chosen.documents if kept.get(one))
        passages = {document_id: kept[document_id] for document_id in ordered}
        answer = replace(part, passages=passages, unplaced=shown.answer.unplaced)
        self._tell(shown.asked, answer, is_whole=True)

    def _has_far_to_read(self, db: Database, material: Material) -> bool:
        """Whether so many speak that even a few passages take long to read with their speakers."""
        return rows.has_more(db, "turns", MANY_TURNS) and not material.has_all_turns

    def _wait(self, asked: Asked, before: Shown | None) -> None:
        """Show what has been known of this question, if its documents are still there."""
        project, material = self._session.project, self.material
        assert project is not None
        assert material is not None
        there = material.documents.keys()
        if before and before.asked == asked and before.answer.passages.keys() <= there:
            self._shown = replace(before, is_whole=False)
        else:
            of = asked.query.narrowing
            chosen = choose(project.db, of, material.documents.values(), material.persons)
            self._shown = Shown(asked, Answer({}, chosen, frozenset(), 0), (), is_whole=False)
        self.answered.emit(self._shown)

    def _tell(self, asked: Asked, answer: Answer, *, is_whole: bool) -> None:
        project, material = self._session.project, self.material
        assert project is not None
        assert material is not None
        groups = grouped(project.db, asked, answer, material)
        if not is_whole:
            groups = [one for one in groups if one.passages]
        self._shown = Shown(asked, answer, groups, is_whole)
        self.answered.emit(self._shown)

    def _ask_beside(self, asked: Asked) -> None:
        generation = self._generation
        job = self._session.start_reading(_("Reading passages…"), _work, asked)
        if job is None:
            return
        self._is_running = True
        job.done.connect(lambda found: self._take(generation, *found))
        job.over.connect(lambda: self._stop(generation))

    def _stop(self, generation: int) -> None:
        if generation == self._generation and self._is_running:
            self._is_running = False
            self.stopped.emit()

    def _take(self, generation: int, shown: Shown, material: Material) -> None:
        if generation != self._generation:
            return
        self._is_running = False
        self.material, self._shown = material, shown
        self.answered.emit(shown)


def reaches_everywhere(changes: Changes, old: Codebook, new: Codebook, by: By) -> bool:
    """Whether more than the passages of some documents may be others now."""
    if changes.touches(*DESCRIBING, "attribute_values", "landmarks", "guide_questions"):
        return True
    if not changes.touches("codes"):
        return False
    moved = any(code.id not in new or new.parent(code.id) != code.parent_id for code in old)
    return moved or by == By.CODE


def _work(project: Project, asked: Asked, *, progress: Progress) -> tuple[Shown, Material]:
    progress(0, 0)
    with project.db.atomic(), collector_paused():
        material = Material(project.db)
        answer = find(project.db, asked.query, material)
        progress(0, 0)
        material.read_turns(project.db, material.documents)
        return Shown(asked, answer, grouped(project.db, asked, answer, material), True), material


def grouped(db: Database, asked: Asked, answer: Answer, material: Material) -> list[Group]:
    """The answer under the headings that were asked for."""
    codes: list[Code] = []
    if asked.by == By.CODE:
        query = asked.query
        wanted = set(codes_store.subtree(db, [query.code_id]))
        if not query.with_those_under:
            wanted = {query.code_id}
        either = [term.code_id for term in query.terms if term.operator == Operator.OR]
        wanted.update(codes_store.subtree(db, either))
        codes = [code for code in codes_store.all_codes(db) if code.id in wanted]
    return group(db, answer, asked.by, material, codes)


def _count(db: Database, query: Query) -> int:
    """How many codings must be read."""
    under = codes_store.subtree(db, [query.code_id, *(term.code_id for term in query.terms)])
    return reads.count_coded(db, under)


def _first(db: Database, query: Query, material: Material) -> Answer:
    """What is found in the first documents, as many as fill a screen or can be read soon."""
    start = perf_counter()
    chosen = choose(db, query.narrowing, material.documents.values(), material.persons)
    waiting = list(chosen.documents)
    passages: dict[DocumentId, Sequence[Found]] = {}
    while True:
        some, waiting = waiting[:_AT_ONCE], waiting[_AT_ONCE:]
        answer = find(db, query, material, some)
        passages.update(answer.passages)
        enough = sum(map(len, passages.values())) >= FIRST
        if enough or not waiting or perf_counter() - start > _LONGEST:
            return replace(answer, passages=passages)
