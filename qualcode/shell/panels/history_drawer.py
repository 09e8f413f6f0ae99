"""Who did what and when, in a drawer: each step with what it touched, and undone where it can be."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPushButton, QSplitter, QWidget

from qualcode.core.analysis.things import Thing
from qualcode.core.changes import Changes
from qualcode.core.ids import CodeId, DocumentId, EntryId
from qualcode.core.operations import history
from qualcode.core.operations.restoring import restore_deleted
from qualcode.core.operations.step_kinds import KINDS, kind_of, kinds
from qualcode.core.operations.steps import StepDetail, StepReader
from qualcode.core.project import Project
from qualcode.core.store import coders as coders_store
from qualcode.core.store import journal
from qualcode.core.store import steps as store
from qualcode.core.store.steps import Wanted
from qualcode.core.translate import _
from qualcode.shell import stepping
from qualcode.shell.chosen import Chosen
from qualcode.shell.jobs import Progress
from qualcode.shell.models.steps import ROW, StepsModel, tag, when_and_who
from qualcode.shell.panels.drawer import Drawer, RowList, combo, fill_combo
from qualcode.shell.panels.painting import px
from qualcode.shell.panels.step_detail import StepDetailView
from qualcode.shell.panels.thing_picker import ThingPicker, choices
from qualcode.shell.panels.two_lines import Index, TwoLines, TwoLinesDelegate
from qualcode.shell.session import Session

_PAUSE: Final = 200  # ms after the last letter until the list is filtered


class _Delegate(TwoLinesDelegate):
    def lines(self, index: Index) -> TwoLines:
        row = index.data(ROW)
        if not hasattr(row, "label"):
            return TwoLines(index.data(), is_caption=True)
        model = index.model()
        coder = model.coder(row) if isinstance(model, StepsModel) else None
        return TwoLines(
            row.label,
            when_and_who(row),
            coder.initials if coder else "?",
            coder.colour if coder else "#808080",
            tag=tag(row),
            is_faint=row.is_undone,
        )


class HistoryDrawer(Drawer):
    """Signals: code_wanted(code_id): a code is to be shown."""

    code_wanted = Signal(str)

    def __init__(self, session: Session, chosen: Chosen, parent: QWidget | None = None) -> None:
        super().__init__(_("History"), parent)
        self._session = session
        self._chosen = chosen
        self._is_stale = True
        self._of: tuple[str, str, str] | None = None
        self._touching: frozenset[int] | None = None
        self._within: EntryId | None = None
        self._told: EntryId | None = None
        self.model = StepsModel(self)
        self.list = RowList(_("Steps"), self.model, _Delegate(), self)
        self.detail = StepDetailView(self)
        self.column.addWidget(self._make_filters())
        parts = QSplitter(Qt.Orientation.Vertical, self)
        parts.setHandleWidth(1)
        parts.setChildrenCollapsible(False)
        parts.addWidget(self.list)
        parts.addWidget(self.detail)
        parts.setStretchFactor(0, 3)
        parts.setStretchFactor(1, 2)
        parts.setSizes([px(360), px(240)])
        self.column.addWidget(parts, 1)
        self._connect()

    def _make_filters(self) -> QWidget:
        box = QWidget(self)
        grid = QGridLayout(box)
        grid.setContentsMargins(px(14), 0, px(14), px(8))
        grid.setSpacing(px(6))
        self.field = QLineEdit(box)
        self.field.setPlaceholderText(_("Find a step"))
        self.field.setAccessibleName(_("Find a step"))
        self.field.setClearButtonEnabled(True)
        self.coder = combo(_("Who"), {None: _("Everybody")}, box)
        self.kind = combo(_("What kind of step"), {None: _("Steps of any kind")}, box)
        self.of = QPushButton(_("Of a document or code…"), box)
        self.of.setProperty("kind", "choice")
        self.of.setCheckable(True)
        self.of.setToolTip(_("Only steps that touched one document, or one code"))
        self.within = QPushButton(box)
        self.within.setProperty("kind", "choice")
        self.within.setCheckable(True)
        self.within.setChecked(True)
        self.within.clicked.connect(lambda: self.show_within(None))
        self.within.hide()
        self.picker = ThingPicker(box)
        grid.addWidget(self.field, 0, 0, 1, 2)
        grid.addWidget(self.coder, 1, 0)
        grid.addWidget(self.kind, 1, 1)
        grid.addWidget(self.of, 2, 0, 1, 2)
        grid.addWidget(self.picker, 3, 0, 1, 2)
        grid.addWidget(self.within, 4, 0, 1, 2)
        return box

    def _connect(self) -> None:
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self._fill)
        self.field.textChanged.connect(self._timer.start)
        for box in (self.coder, self.kind):
            box.currentIndexChanged.connect(self._fill)
        self.of.clicked.connect(self._ask_of)
        self.picker.picked.connect(lambda *picked: self._show_of(picked))
        self.picker.left.connect(lambda: self._show_of(self._of))
        self.list.selectionModel().currentChanged.connect(lambda now, _old: self._show_row(now))
        self.list.entered_row.connect(lambda _row: self.detail.take_focus())
        self.detail.undo_wanted.connect(self._undo)
        self.detail.restore_wanted.connect(self._restore)
        self.detail.step_wanted.connect(self.show_step)
        self.detail.within_wanted.connect(self.show_within)
        self.detail.thing_wanted.connect(self._jump)
        self._session.changed.connect(self._changed)
        self._session.opened.connect(self._opened)
        self._session.busy_changed.connect(
            lambda: self.detail.set_writable(self._session.can_write)
        )

    # In step

    def came(self) -> None:
        """It is seen now."""
        if self._is_stale:
            self._fill_choices()
            self._fill()

    def focus_first(self) -> None:
        """Where the keys go when it opens."""
        if not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.model.index(1, 0))
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def find_words(self, words: str) -> None:
        """Look for steps by words; of an evaluator, if the words are their name."""
        at = self.coder.findText(words)
        if at > 0:
            self.field.clear()
            self.coder.setCurrentIndex(at)
        else:
            self.field.setText(words)

    def _opened(self) -> None:
        self._of = self._touching = self._within = None
        self.of.setChecked(False)
        self.within.hide()
        self._show(None)
        self._is_stale = True
        if self.isVisible():
            self.came()

    def _changed(self, changes: Changes) -> None:
        self._is_stale, self._told = True, None
        if not self.isVisible():
            return
        if changes.touches("coders") or self._brings_kinds(changes.operation):
            self._fill_choices()
        if self._of is not None:
            self._show_of(self._of)
        else:
            self._is_stale = False
            self.model.follow()
            self._show_current()

    def _brings_kinds(self, operation: str) -> bool:
        """Whether steps of a kind may have come of which there was none."""
        return operation == "merge" or self.kind.findData(kind_of(operation)) < 0

    def _fill_choices(self) -> None:
        project = self._session.project
        coders = coders_store.all_coders(project.db) if project is not None else []
        fill_combo(self.coder, {None: _("Everybody"), **{c.id: c.name for c in coders}})
        there = kinds(project.db) if project is not None else {}
        names: dict[Any, str] = {kind: _(KINDS[kind]) for kind in there}
        fill_combo(self.kind, {None: _("Steps of any kind"), **names})

    def _wanted(self, project: Project) -> Wanted:
        kind = self.kind.currentData()
        wanted = Wanted(
            coder_id=self.coder.currentData(),
            operations=kinds(project.db).get(kind, frozenset()) if kind else None,
            words=self.field.text().strip(),
            touching=self._touching,
            brought_by=self._within,
        )
        # Whoever looks for something finds it also in what merges brought.
        return replace(wanted, with_brought=wanted != Wanted())

    def _fill(self) -> None:
        self._is_stale = False
        project = self._session.project
        if project is None:
            self.model.show(None, Wanted())
        else:
            self.model.show(project.db, self._wanted(project))
        self.list.scrollToTop()
        self._show_current()

    # What it is of

    def _ask_of(self) -> None:
        project = self._session.project
        if self._of is not None or project is None:
            self._show_of(None)
            return
        self.picker.open(choices(project.db, ("documents", "codes")))

    def show_of(self, table: str, row_id: str, name: str) -> None:
        """Only steps that touched this document or code."""
        self._show_of((table, row_id, name))

    def _show_of(self, of: tuple[str, str, str] | None) -> None:
        if of != self._of:
            self._touching = None
        self._of = of
        self.picker.hide()
        self.of.setChecked(of is not None)
        name = of[2] if of else ""
        words = _("Of “{name}” ×").format(name=name) if of else _("Of a document or code…")
        self.of.setText(words.replace("&", "&&"))
        if of is None:
            self._touching = None
            self._fill()
            return
        # A journal of a hundred thousand steps takes longer than a click may.
        job = self._session.start_reading(_("Looking through the history…"), _touching, *of[:2])
        if job is not None:
            job.done.connect(lambda found: self._take_touching(of, found))
            job.over.connect(lambda: self._forget_of(of))

    def _forget_of(self, of: tuple[str, str, str]) -> None:
        """Nothing was found, for it was cancelled: what is listed is not said to be of it."""
        if of == self._of and self._touching is None:
            self._show_of(None)

    def _take_touching(self, of: tuple[str, str, str], found: frozenset[int]) -> None:
        if of == self._of:
            self._touching = found
            self._fill()

    def show_within(self, entry_id: str | None) -> None:
        """Only the steps that a merge brought; all again if there is none."""
        self._within = EntryId(entry_id) if entry_id else None
        project = self._session.project
        line = StepReader(project.db).line(self._within) if project and self._within else None
        self.within.setVisible(line is not None)
        self.within.setChecked(True)
        if line is not None:
            words = _("Within “{step}” ×").format(step=line.label)
            self.within.setText(words.replace("&", "&&"))
        self._fill()
        if line is None and entry_id is None:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    # One step

    def _show_row(self, index: Index) -> None:
        line = self.model.line(index.row())
        if line is not None:
            self._show(line.id)

    def _show_current(self) -> None:
        line = self.model.line(self.list.currentIndex().row())
        self._show(line.id if line else None)

    def _show(self, entry_id: EntryId | None) -> None:
        """Tell of a step, once as long as nothing is changed; of a long one when it is looked
        through."""
        if entry_id is not None and entry_id == self._told:
            return
        self._told = entry_id
        project = self._session.project
        reader = StepReader(project.db) if project and entry_id else None
        line = reader.line(entry_id) if reader and entry_id else None
        if project is None or reader is None or line is None:
            self._show_detail(None)
        elif journal.is_longer(project.db, line.seq, stepping.LARGE):
            self._show_detail(None)
            job = self._session.start_reading(_("Looking through the history…"), _detail, line.id)
            if job is not None:
                job.is_quiet = True
                job.done.connect(lambda found: self._show_read(line.id, found))
        else:
            self._show_detail(reader.detail(line.id))

    def _show_read(self, entry_id: EntryId, found: StepDetail | None) -> None:
        if entry_id == self._told:
            self._show_detail(found)

    def _show_detail(self, found: StepDetail | None) -> None:
        self.detail.show_step(found, can_write=self._session.can_write)

    def show_step(self, entry_id: str) -> None:
        """Show one step, whatever is filtered; it is looked for as far back as it takes."""
        row = self.model.row_of(EntryId(entry_id))
        while row < 0 and self.model.canFetchMore(self.list.rootIndex()):
            self.model.fetchMore(self.list.rootIndex())
            row = self.model.row_of(EntryId(entry_id))
        if row >= 0:
            self.list.setCurrentIndex(self.model.index(row, 0))
            self.list.scrollTo(self.model.index(row, 0))
        else:
            self._show(EntryId(entry_id))

    def _undo(self, entry_id: str, rows: int) -> None:
        """Take the step back; what it did to very many rows in a thread."""
        if rows <= stepping.LARGE:
            self._session.run(history.undo_entry, EntryId(entry_id))
        else:
            self._session.start_operation(_("Undoing…"), history.undo_entry, EntryId(entry_id))

    def _restore(self, entry_id: str) -> None:
        """Bring back what a step deleted that can't be undone itself."""
        self._session.run(restore_deleted, EntryId(entry_id))

    def _jump(self, thing: Thing) -> None:
        """Go to what a step touched."""
        if thing.table == "memos":
            self.memo_opened.emit(thing.id)
        elif thing.table == "persons":
            self.person_wanted.emit()
        elif thing.document_id is not None:
            self._chosen.choose_document(thing.document_id)
            self.passage_wanted.emit(thing.document_id, thing.start or 0, thing.end or 0)
        elif thing.code_id is not None:
            self._chosen.choose_code(thing.code_id)
            self.code_wanted.emit(thing.code_id)


def _detail(project: Project, entry_id: EntryId, *, progress: Progress) -> StepDetail | None:
    progress(0, 0)
    return StepReader(project.db).detail(entry_id)


def _touching(project: Project, table: str, row_id: str, *, progress: Progress) -> frozenset[int]:
    progress(0, 0)
    if table == "documents":
        return store.touching_document(project.db, DocumentId(row_id))
    return store.touching_code(project.db, CodeId(row_id))
