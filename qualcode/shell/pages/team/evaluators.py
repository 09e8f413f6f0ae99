"""Who did what: every evaluator's work, and how far everybody has come with each document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from qualcode.core.analysis.progress import DocumentProgress, ProgressCounter
from qualcode.core.analysis.team_work import EvaluatorWork, TeamWork, team_work
from qualcode.core.changes import Changes
from qualcode.core.ids import DocumentId
from qualcode.core.model import Coder
from qualcode.core.model.coder import CONSENSUS
from qualcode.core.model.document import DONE
from qualcode.core.project import Project
from qualcode.core.shares import percent
from qualcode.core.translate import _, ngettext
from qualcode.shell.chosen import Chosen
from qualcode.shell.disc import disc_icon
from qualcode.shell.handing_on import HandsKeysOn
from qualcode.shell.jobs import Job, Progress
from qualcode.shell.models.moments import day_and_time
from qualcode.shell.pages.team.plain_table import PlainTable, Row
from qualcode.shell.pages.team.scrolled import scrolled
from qualcode.shell.panels.painting import current_theme, px
from qualcode.shell.session import Session
from qualcode.shell.theme import set_kind


class EvaluatorsPart(QWidget):
    """Attributes: table: the evaluators; documents: what each has done with each document; history:
    the button for what the current one did.

    Signals:
        drawer_wanted(key, words): the history of an evaluator is to be shown.
        passage_wanted(document_id, start, end): a document is.
        part_wanted(key): the next step, where there is only one evaluator yet.
    """

    drawer_wanted = Signal(str, str)
    passage_wanted = Signal(str, int, int)
    part_wanted = Signal(str)

    def __init__(self, session: Session, _chosen: Chosen, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._is_stale = True
        self._is_reading = False
        self.work = TeamWork()
        self._counter = ProgressCounter()
        self._counting: Job | None = None
        self.progress: Mapping[DocumentId, DocumentProgress] = {}
        self.setAccessibleName(_("Evaluators"))
        self.table = PlainTable(_("Evaluators"), _headings(), self, numbers=range(1, 6))
        self.documents = PlainTable(_("By document"), (_("Document"),), self)
        self.history = QPushButton(_("Show histor&y"), self)
        self.alone = QLabel(self)
        self.alone.setTextFormat(Qt.TextFormat.PlainText)
        self.hand_out = QPushButton(_("Make a copy for a co&lleague…"), self)
        self._arrange()
        HandsKeysOn(self, self.table)
        self.table.row_changed.connect(lambda _key: self._refresh())
        self.table.entered.connect(lambda _key: self._show_history())
        self.documents.entered.connect(lambda key: self.passage_wanted.emit(key, 0, 0))
        self.history.clicked.connect(self._show_history)
        self.hand_out.clicked.connect(lambda: self.part_wanted.emit("hand-out"))
        session.opened.connect(self._follow)
        session.changed.connect(self._changed)
        self._follow()

    def _arrange(self) -> None:
        holder = QWidget(self)
        title = QLabel(_("Who did what"), self)
        set_kind(title, "title")
        self.alone.setWordWrap(True)
        set_kind(self.alone, "soft")
        by_document = QLabel(_("By document"), self)
        set_kind(by_document, "heading")
        note = QLabel(
            _(
                "Passages marked, how much of the respondents’ words that is, and how far everybody "
                "says they are."
            ),
            self,
        )
        set_kind(note, "soft")
        note.setWordWrap(True)
        buttons = QHBoxLayout()
        buttons.setSpacing(px(8))
        buttons.addWidget(self.history)
        buttons.addWidget(self.hand_out)
        buttons.addStretch(1)
        column = QVBoxLayout(holder)
        column.setContentsMargins(px(34), px(28), px(34), px(20))
        column.setSpacing(px(8))
        column.addWidget(title)
        column.addWidget(self.alone)
        column.addWidget(self.table, 1)
        column.addLayout(buttons)
        column.addSpacing(px(14))
        column.addWidget(by_document)
        column.addWidget(note)
        column.addWidget(self.documents, 3)
        column.addStretch(0)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(holder, self))

    # In step with the project

    def _changed(self, changes: Changes) -> None:
        if changes.touches("coders", "segments", "codings", "memos", "readings", "documents"):
            self._follow()

    def _follow(self) -> None:
        self._is_stale = True
        if self.isVisible():
            self.came()

    def came(self) -> None:
        """It comes into view."""
        if self._session.project is None:
            self.progress = {}
            self._show(TeamWork())
        elif self._is_stale and not self._is_reading:
            self._is_stale, self._is_reading = False, True
            job = self._session.start_reading(_("Counting everybody’s work…"), _read)
            if job is not None:
                job.done.connect(self._show)
                job.over.connect(lambda: self._read(job))

    def _read(self, job: Job) -> None:
        self._is_reading = False
        if job.was_cancelled:
            self._is_stale = True  # it is read when one comes back
        elif self._is_stale and self.isVisible():
            self.came()

    def _show(self, work: TeamWork) -> None:
        self.work = work
        own = self._session.coder_id
        self.table.show_rows([_row(one, own) for one in work.evaluators])
        if not self.table.current_key() and work.evaluators:
            self.table.selectRow(0)
        names = [one.coder.initials for one in work.evaluators]
        self.documents.set_headings((_("Document"), *names), ())
        self.documents.show_rows(_document_rows(work, self.progress))
        self._count()
        number = sum(one.coder.role != CONSENSUS for one in work.evaluators)
        words = ngettext(
            "{number} evaluator works in this project.",
            "{number} evaluators work in this project.",
            number,
        ).format(number=number)
        if number < 2:
            words = _(
                "You are alone here so far. Make a copy for a colleague, let them code on their own "
                "computer, and merge their work afterwards."
            )
        self.alone.setText(words)
        self._refresh()

    def _count(self) -> None:
        """How much each has marked takes longer than how often: it comes afterwards."""
        if self._counting is not None:
            self._counting.cancel()
            return
        asked = list(self.work.documents)
        job = self._session.start_reading(
            _("Counting what is marked…"), _marked, self._counter, asked
        )
        if job is None:
            return
        job.is_quiet = True
        self._counting = job
        job.done.connect(self._show_progress)
        job.over.connect(lambda: self._counted(job))

    def _show_progress(self, found: Mapping[DocumentId, DocumentProgress]) -> None:
        self.progress = found
        self.documents.show_rows(_document_rows(self.work, found))

    def _counted(self, job: Job) -> None:
        self._counting = None
        if job.was_cancelled and self.isVisible() and self._session.project is not None:
            self._count()

    def _refresh(self) -> None:
        self.history.setEnabled(bool(self.table.current_key()))
        self.hand_out.setVisible(len(self.work.evaluators) < 2)

    def _show_history(self) -> None:
        key = self.table.current_key()
        for one in self.work.evaluators:
            if one.coder.id == key:
                self.drawer_wanted.emit("history", one.coder.name)

    # Places

    def state(self) -> dict[str, Any]:
        """How the part was left."""
        return {"evaluator": self.table.current_key()}

    def restore_state(self, state: dict[str, Any]) -> None:
        """Go back to how the part was left."""
        for number, row in enumerate(self.table.model_.rows):
            if row.key == state.get("evaluator"):
                self.table.selectRow(number)


def _read(project: Project, *, progress: Progress) -> TeamWork:
    progress(0, 0)
    return team_work(project.db)


def _marked(
    project: Project,
    counter: ProgressCounter,
    documents: Sequence[DocumentId],
    *,
    progress: Progress,
) -> Mapping[DocumentId, DocumentProgress]:
    return counter.count(project.db, documents, progress=progress)


def _headings() -> tuple[str, ...]:
    return (
        _("Evaluator"),
        _("Passages"),
        _("Marks"),
        _("Documents under way"),
        _("Documents done"),
        _("Memos"),
        _("Last work"),
    )


def _row(work: EvaluatorWork, own: str | None) -> Row:
    coder = work.coder
    name = _("{name} (you)").format(name=coder.name) if coder.id == own else coder.name
    if coder.role == CONSENSUS:
        name = _("{name} (what was settled together)").format(name=coder.name)
    # Nobody need say how far they are: a zero there would look like work left undone.
    said = [str(number) if number else "–" for number in (work.under_way, work.done)]
    numbers = (str(work.marked), str(work.codings), *said, str(work.memos))
    never = "–" if coder.role == CONSENSUS else _("never")
    last = day_and_time(work.last) if work.last else never
    return Row((name, *numbers, last), coder.id, _icon(coder))


def _icon(coder: Coder) -> QIcon:
    return disc_icon(coder.initials, coder.colour, current_theme(), px(18))


def _document_rows(work: TeamWork, progress: Mapping[DocumentId, DocumentProgress]) -> list[Row]:
    titles = sorted(work.documents.items(), key=lambda one: one[1].casefold())
    return [
        Row((title, *(_cell(one, document_id, progress) for one in work.evaluators)), document_id)
        for document_id, title in titles
    ]


def _cell(
    work: EvaluatorWork,
    document_id: DocumentId,
    progress: Mapping[DocumentId, DocumentProgress],
) -> str:
    """Such as “16 · 23 % · done”."""
    number = work.passages.get(document_id, 0)
    parts = [str(number)] if number else []
    if number and document_id in progress:
        share = progress[document_id].coverage(work.coder.id)
        parts.append(_("{share} %").format(share=percent(share)))
    state = work.states.get(document_id)
    if state is not None:
        parts.append(_("done") if state == DONE else _("under way"))
    return " · ".join(parts) or "–"
