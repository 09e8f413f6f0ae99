"""The page on which meaning units are condensed, coded and led to categories and themes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from qualcode.core.analysis.meaning_units import Unit, units_of
from qualcode.core.changes import Changes
from qualcode.core.ids import DocumentId, SegmentId
from qualcode.core.model.span import Span
from qualcode.core.project import Project
from qualcode.core.store import codings as codings_store
from qualcode.core.translate import _
from qualcode.shell.chosen import Chosen
from qualcode.shell.commands.actions import fill
from qualcode.shell.commands.meaning_units import UnitCommands
from qualcode.shell.models.codebook import Codebook
from qualcode.shell.models.meaning_units import UnitsModel
from qualcode.shell.models.unit_material import UnitMaterial, read_codebook
from qualcode.shell.overrides import called_by_qt
from qualcode.shell.pages.unit_choices import UnitChoices
from qualcode.shell.pages.unit_columns import UnitColumns
from qualcode.shell.pages.unit_counting import UnitCounting
from qualcode.shell.pages.unit_export import UnitExport
from qualcode.shell.pages.unit_reading import MANY, UnitReading
from qualcode.shell.panels.flow_layout import FlowLayout
from qualcode.shell.panels.no_units import NoUnits
from qualcode.shell.panels.painting import px
from qualcode.shell.panels.unit_table import UnitTable
from qualcode.shell.session import Session

#: more passages than these are read with all others, when they have changed
_MANY_CHANGED: Final = 300
_REST: Final = 400


class MeaningUnitsPage(QWidget):
    """The table with what is above it.

    Attributes:
        model, table: the rows.
        choices: which of them are asked for. columns: which of their columns are shown.
        commands: what is done with them.

    Signals:
        passage_wanted(document_id, start, end): a passage is to be shown in its text.
        page_wanted(key): the page where passages are marked.
    """

    passage_wanted = Signal(str, int, int)
    page_wanted = Signal(str)

    def __init__(self, session: Session, chosen: Chosen, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._chosen = session, chosen
        self._of: Project | None = None
        self._reading = UnitReading(session, self)
        self._stale = True
        self._was_stopped = False
        self._settling = False
        self.setAccessibleName(_("Meaning units"))
        self.setProperty("kind", "ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.model = UnitsModel(self)
        self.table = UnitTable(self.model, self._text_of, self)
        self.table.setAccessibleName(_("Meaning units"))
        self.commands = UnitCommands(session, self.table, self)
        self.choices = UnitChoices(self.model, self)
        self.export = UnitExport(session, self)
        self._build()
        self._connect()
        self.columns.set_widths()
        self._opened()

    # Building

    def _build(self) -> None:
        self._make_timers()
        self.columns_button = self._menu_button(_("Columns"))
        self.columns = UnitColumns(self.table, self)
        fill(self.columns_button.menu(), self.columns.actions.values())
        self.export_button = self._menu_button(_("Export"))
        self.export.fill_menu(
            self.export_button.menu(), self.wanted_rows, self.columns.prints_interpretations
        )
        self.show_all = QPushButton(_("Show all"), self)
        self.show_all.setProperty("kind", "flat")
        self.show_all.setAccessibleName(self.show_all.text())
        self.show_all.clicked.connect(self._show_all)
        self.total = QLabel(self)
        self.total.setProperty("kind", "soft")
        self.total.setWordWrap(True)
        self._counting = UnitCounting(self._session, self)
        self._counting.counted.connect(self.total.setText)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.table)
        self.nothing = NoUnits(self)
        self.nothing.first_step.clicked.connect(self._first_step)
        self._stack.addWidget(self.nothing)
        self._stack.setCurrentIndex(1)
        self._lay_out()
        self.setFocusProxy(self.table)

    def _make_timers(self) -> None:
        self._read_soon = QTimer(self, singleShot=True, interval=0)
        self._read_soon.timeout.connect(self._read_if_stale)
        self._count_soon = QTimer(self, singleShot=True, interval=0)
        self._count_soon.timeout.connect(self._show_total)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(px(10))
        top.addWidget(self.choices.words)
        top.addWidget(self.total, 1)
        top.addWidget(self.columns_button)
        top.addWidget(self.export_button)
        bar = QWidget(self)
        flow = FlowLayout(bar, spacing=px(6))
        for part in (*self.choices.chips.values(), self.show_all):
            flow.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(18), px(14), px(18), px(10))
        column.setSpacing(px(8))
        column.addWidget(self.commands.notice)
        column.addWidget(self.export.notice)
        column.addLayout(top)
        column.addWidget(bar)
        column.addLayout(self._stack, 1)

    def _menu_button(self, text: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setProperty("kind", "chip")
        button.setAutoDefault(False)
        button.setAccessibleName(text)
        button.setMenu(QMenu(button))
        return button

    def _connect(self) -> None:
        session = self._session
        self._reading.found.connect(self._show_material)
        self._reading.over.connect(self._read_if_stale)
        self._reading.stopped.connect(self._not_read)
        session.opened.connect(self._opened)
        session.changed.connect(self._changed)
        session.busy_changed.connect(self._refresh)
        self._chosen.changed.connect(self._follow_chosen)
        self.choices.changed.connect(self._filter)
        self.commands.open_wanted.connect(self._open)
        self.table.itemDelegate().closeEditor.connect(self._read_soon.start)
        self.columns.order_wanted.connect(self._sort)
        self.table.selectionModel().currentChanged.connect(lambda *_all: self._tell_chosen())
        for changed in (self.model.rowsInserted, self.model.rowsRemoved, self.model.dataChanged):
            changed.connect(lambda *_all: self._count_later())

    def menu_actions(self) -> dict[str, list[QAction | QMenu | None]]:
        """What the menu bar shows of this page."""
        return {"passage": self.commands.menu()}

    # In step with the project

    def _opened(self) -> None:
        project = self._session.project
        if project is not self._of:
            self._of, self._stale = project, True
            self.commands.notice.clear()
            self.commands.chooser.close_chooser()
            self.choices.clear()
            self.model.set_material(UnitMaterial(), Codebook())
        if self.isVisible():
            self._read()
        self._refresh()

    def came(self) -> None:
        """It comes into view: what has changed meanwhile is read, filtered and sorted anew."""
        if self._stale:
            self._read()
        else:
            self._keeping_place(self.model.show_anew)
        self._refresh()
        self._follow_chosen()

    @called_by_qt
    def showEvent(self, event: QEvent) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        if self._stale:
            self._read()

    def _read(self) -> None:
        """Everything anew."""
        if self._session.project is None or self._reading.is_running:
            return
        self._was_stopped = False
        self._stale = self.table.is_written_in
        if not self._stale:  # or else as soon as the cell is left
            self._reading.start()

    def _read_if_stale(self) -> None:
        if self._stale and self.isVisible():
            self._read()

    def _not_read(self) -> None:
        """What is shown, if anything is, may be old: it is read when the page comes again."""
        self._stale = True
        self._was_stopped = self._session.project is not None
        self._show_empty()

    def _show_material(self, material: UnitMaterial) -> None:
        project = self._session.project
        if project is None or project is not self._of:
            return

        def show() -> None:
            self.model.set_material(material, read_codebook(project.db))

        self._keeping_place(show)
        self.choices.forget_gone()
        self.choices.show_words()
        self._refresh()
        self._follow_chosen()

    def _changed(self, changes: Changes) -> None:
        project = self._session.project
        if project is None or not changes:
            return
        self.commands.notice.clear()
        if not self.isVisible() or self._reading.is_running:
            self._stale = True
            return
        if self._was_stopped or changes.touches("documents", "turns", "persons", "coders"):
            self._read()
            return
        if changes.touches("codes"):
            self.model.set_codebook(read_codebook(project.db))
            self.choices.forget_gone()
            self.choices.show_words()
        if changes.touches("segments", "codings"):
            self._read_changed(project, changes)
        self._refresh()

    def _read_changed(self, project: Project, changes: Changes) -> None:
        """Only the passages that an operation has touched, unless they are many."""
        codings: set[str] = set()
        segments: set[str] = set()
        for rows in (changes.added, changes.changed, changes.removed):
            codings |= rows.get("codings", frozenset())
            segments |= rows.get("segments", frozenset())
        if len(codings) + len(segments) > _MANY_CHANGED:
            self._read()
            return
        segments |= {one.segment_id for one in codings_store.codings(project.db, codings)}
        if gone := changes.removed.get("codings"):
            segments |= {one.segment_id for one in self.model.everything if one.coding_id in gone}
        ids = [SegmentId(one) for one in segments]
        self.model.update(ids, units_of(project.db, ids, self.model.material.turns))

    def _keeping_place(self, change: Callable[[], None]) -> None:
        """The current row stays the current one, and where it is, if it is still there."""
        unit = self.model.unit(self.table.currentIndex())
        place = self.table.verticalScrollBar().value()
        column = max(0, self.table.currentIndex().column())
        self._settling = True
        try:
            change()
            row = self.model.row_of(unit.key) if unit else None
            if row is not None:
                self.table.setCurrentIndex(self.model.index(row, column))
                self.table.verticalScrollBar().setValue(place)
                self.table.scrollTo(self.model.index(row, column))
        finally:
            self._settling = False
        self._show_empty()
        self._count_later()

    def _refresh(self) -> None:
        self.model.can_write = self._session.can_write
        self.model.writer = self._session.coder_id
        self.commands.refresh()
        self._count_later()

    def _count_later(self) -> None:
        """Of many rows the numbers come when the keys rest."""
        self._count_soon.start(_REST if len(self.model.rows) > MANY else 0)

    def _show_total(self) -> None:
        rows, everything = self.model.rows, self.model.everything
        self._counting.count(rows)
        self.total.setVisible(bool(everything))
        self.show_all.setVisible(not self.choices.wanted.is_open)
        self.export_button.setEnabled(bool(rows))
        self._show_empty()

    def _show_empty(self) -> None:
        self._stack.setCurrentIndex(0 if self.model.rows else 1)
        self.nothing.tell(
            reads=self._reading.is_running,
            was_stopped=self._was_stopped,
            has_units=bool(self.model.everything),
        )

    def _first_step(self) -> None:
        if self._was_stopped:
            self._read()
            self._show_empty()
        elif self.model.everything:
            self._show_all()
        else:
            self.page_wanted.emit("read")

    # Which rows and columns

    def _filter(self) -> None:
        self._keeping_place(lambda: self.model.set_filter(self.choices.wanted))

    def _show_all(self) -> None:
        self.choices.clear()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _sort(self, column: int, order: Qt.SortOrder) -> None:
        self._keeping_place(lambda: self.model.sort(column, order))

    def wanted_rows(self) -> frozenset[str] | None:
        """What an export writes: None for everything."""
        if self.choices.wanted.is_open:
            return None
        return frozenset(unit.key for unit in self.model.rows)

    # What is chosen

    def _open(self, unit: Unit) -> None:
        if unit.start is not None and unit.end is not None:
            self.passage_wanted.emit(unit.document_id, unit.start, unit.end)
        else:
            self._session.refused.emit(
                _("The words of this passage are gone from the text. Its quote is kept here.")
            )

    def _tell_chosen(self) -> None:
        unit = self.model.unit(self.table.currentIndex())
        if unit is None or self._settling or not self.isVisible():
            return
        self._settling = True
        try:
            span = None
            if unit.start is not None and unit.end is not None:
                span = Span(unit.start, unit.end)
            self._chosen.choose_span(unit.document_id, span, unit.segment_id)
            if unit.code_id is not None:
                self._chosen.choose_code(unit.code_id)
        finally:
            self._settling = False

    def _follow_chosen(self) -> None:
        """The passage that was chosen elsewhere is the current row, if it is shown."""
        segment_id = self._chosen.segment_id
        if self._settling or segment_id is None or not self.isVisible():
            return
        unit = self.model.unit(self.table.currentIndex())
        if unit is not None and unit.segment_id == segment_id:
            return
        row = self.model.row_of(segment_id)
        if row is not None:
            self._settling = True
            try:
                self.table.show_row(row)
            finally:
                self._settling = False

    # Places

    def _text_of(self, document_id: DocumentId) -> str:
        project = self._session.project
        assert project is not None, "a text is asked for of a project that is not open"
        return project.text(document_id)

    def state(self) -> dict[str, Any]:
        """Columns, their widths, and the order."""
        return self.columns.state()

    def restore_state(self, stored: dict[str, Any]) -> None:
        """Go back to how it was left; what can't be such is passed over."""
        self.columns.restore_state(stored)

    @called_by_qt
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "columns"):
            self.columns.follow_size()
