"""Persons: a small table in which one says who speaks, and as what each is printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from qualcode.core.analysis.person_counts import person_counts
from qualcode.core.changes import Changes
from qualcode.core.errors import ProjectError
from qualcode.core.ids import PersonId
from qualcode.core.model import Person
from qualcode.core.model.person import RESPONDENT
from qualcode.core.operations.persons import PersonDetails, edit_person, join_persons
from qualcode.core.project import Project
from qualcode.core.translate import _, ngettext
from qualcode.shell.dialogs.cells import CellTable
from qualcode.shell.dialogs.files import ask_files
from qualcode.shell.dialogs.join_persons import JoinDialog
from qualcode.shell.dialogs.persons_sheet import SUFFIXES, describe_from
from qualcode.shell.jobs import Job, Progress
from qualcode.shell.models.persons import (
    Column,
    PersonsFilter,
    PersonsModel,
    details_of,
    small_groups,
)
from qualcode.shell.overrides import called_by_qt
from qualcode.shell.panels.flow_layout import FlowLayout
from qualcode.shell.panels.form_button import form_button
from qualcode.shell.panels.notice import Notice
from qualcode.shell.panels.painting import px
from qualcode.shell.session import Session
from qualcode.shell.theme import set_kind

_SIZE: Final = (1020, 520)
#: Passages are counted anew when nothing has changed for so long, in milliseconds.
_CALM: Final = 400


def _count(project: Project, *, progress: Progress) -> Mapping[PersonId, int]:
    return person_counts(project.db, progress=progress)


def _total(persons: Sequence[Person]) -> str:
    number = len(persons)
    respondents = sum(person.kind == RESPONDENT for person in persons)
    some = ngettext("{number} respondent", "{number} respondents", respondents)
    return _("{persons}, {respondents}").format(
        persons=ngettext("{number} person", "{number} persons", number).format(number=number),
        respondents=some.format(number=respondents),
    )


class PersonsWindow(QWidget):
    """The persons of the open project, beside the main window."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._session = session
        self._counting: Job | None = None
        self._fitting = self._user_fitted = False
        set_kind(self, "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(_("Persons"))
        self.setAccessibleName(_("Persons"))
        self.model = PersonsModel(self)
        self.filter = PersonsFilter(self.model, self)
        self._build()
        self._lay_out()
        self._timer = QTimer(self, interval=_CALM, singleShot=True)
        self._timer.timeout.connect(self._count_passages)
        session.changed.connect(self._project_changed)
        session.opened.connect(self._project_opened)
        session.refused.connect(self._refused)
        session.busy_changed.connect(self._show_state)
        self.resize(px(_SIZE[0]), px(_SIZE[1]))

    @classmethod
    def show_for(cls, session: Session, parent: QWidget | None) -> PersonsWindow:
        """Show the window, the one that there is already if there is one."""
        window = parent.findChild(cls) if parent else None
        if window is None:
            window = cls(session, parent)
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.activateWindow()
        return window

    # Building

    def _build(self) -> None:
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(_("Find a person, a role, a group, a document"))
        self.search.setAccessibleName(_("Find persons"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._filter)
        self.names = QCheckBox(_("&Show names"), self)
        self.names.setAccessibleName(_("Show names"))
        self.names.setToolTip(
            _("Real names are hidden, so that nobody reads them over your shoulder.")
        )
        self.names.toggled.connect(self.model.show_names)
        self.join_button = form_button(_("&Join…"), self, self.join)
        self.join_button.setToolTip(_("Select two or more who are the same person."))
        self.belongs_button = form_button(_("Where they belon&g…"), self, self.ask_belongs)
        self.belongs_button.setToolTip(
            _("Organisations, roles, places and cases of the person who is selected.")
        )
        self.sheet_button = form_button(_("&From a sheet…"), self, self.ask_sheet)
        self.sheet_button.setToolTip(_("A sheet with names, pseudonyms, roles and groups."))
        self.notice = Notice(self)
        self.table = self._table()
        self.empty = QLabel(
            _("The persons who speak in your documents will be here. Import a transcript first."),
            self,
        )
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setWordWrap(True)
        set_kind(self.empty, "soft")
        self.groups = QLabel(self)
        self.groups.setWordWrap(True)
        self.groups.setTextFormat(Qt.TextFormat.PlainText)
        set_kind(self.groups, "warning")
        self.total = QLabel(self)
        set_kind(self.total, "soft")
        QShortcut(QKeySequence.StandardKey.Find, self, self.search.setFocus)
        QShortcut(QKeySequence.StandardKey.Undo, self, self._session.undo)
        QShortcut(QKeySequence.StandardKey.Redo, self, self._session.redo)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.close)

    def _table(self) -> CellTable:
        table = CellTable(self)
        table.setAccessibleName(_("Persons"))
        table.setModel(self.filter)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        table.setSortingEnabled(True)
        table.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        header = table.horizontalHeader()
        header.setMinimumSectionSize(px(70))
        header.setStretchLastSection(False)
        for column in Column:
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(Column.HEARD, QHeaderView.ResizeMode.Stretch)
        for column in (Column.KIND, Column.PASSAGES):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        header.sectionResized.connect(self._section_resized)
        self.model.edit_wanted.connect(self._edit)
        table.selectionModel().selectionChanged.connect(self._show_state)
        return table

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(self.search, 1)
        top.addWidget(self.names)
        buttons = FlowLayout(spacing=10)
        for button in (self.join_button, self.belongs_button, self.sheet_button):
            buttons.addWidget(button)
        bottom = QHBoxLayout()
        bottom.addWidget(self.groups, 1)
        bottom.addStretch(1)
        bottom.addWidget(self.total)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(10)
        column.addLayout(top)
        column.addLayout(buttons)
        column.addWidget(self.notice)
        column.addWidget(self.table, 1)
        column.addWidget(self.empty, 1)
        column.addLayout(bottom)

    # What is shown

    def _read(self) -> None:
        """Read everything anew, or wait with it until the window is seen."""
        if not self.isVisible():
            return
        project = self._session.project
        self.model.read(project.db if project else None)
        if not self._user_fitted:
            self._fit_columns()
        self._timer.start()
        self._show_state()

    def _fit_columns(self) -> None:
        """Wide enough for what stands there, unless the user has found their own widths."""
        self._fitting = True
        for column in (Column.PSEUDONYM, Column.NAME, Column.ROLE, Column.GROUP):
            self.table.resizeColumnToContents(column)
            width = self.table.columnWidth(column) + px(12)
            self.table.setColumnWidth(column, min(max(width, px(110)), px(200)))
        self._fitting = False

    def _section_resized(self, column: int) -> None:
        fitted = column in (Column.PSEUDONYM, Column.NAME, Column.ROLE, Column.GROUP)
        self._user_fitted = self._user_fitted or (fitted and not self._fitting)

    def _show_state(self) -> None:
        session, persons = self._session, self.model.persons
        self.model.can_write = session.can_write
        self.join_button.setEnabled(session.can_write and len(self.selected()) > 1)
        self.belongs_button.setEnabled(session.can_write and len(self.selected()) == 1)
        self.sheet_button.setEnabled(session.can_write and bool(persons))
        self.table.setVisible(bool(persons))
        self.empty.setVisible(not persons)
        self.total.setText(_total(persons))
        self._show_groups(small_groups(persons))

    def _show_groups(self, groups: list[str]) -> None:
        self.groups.setVisible(bool(groups))
        said = _("Groups of fewer than 3 persons, who may be recognised: {groups}")
        self.groups.setText(said.format(groups=", ".join(groups)))

    def selected(self) -> list[Person]:
        """The persons whose rows are selected, in the table's order."""
        rows = sorted(self.table.selectionModel().selectedRows(), key=lambda index: index.row())
        return [self.model.person_at(self.filter.mapToSource(index)) for index in rows]

    def _filter(self, text: str) -> None:
        self.filter.set_filter(text)
        self._show_state()

    # What is done

    def _edit(self, person_id: PersonId, details: PersonDetails) -> None:
        self.notice.clear()
        self._session.run(edit_person, person_id, details)

    def join(self) -> None:
        """Say that the selected persons are one, and ask which of them stays."""
        persons = self.selected()
        said = [(person.id, self._described(person)) for person in persons]
        kept = JoinDialog.ask(said, self)
        if kept is None:
            return
        others = [person.id for person in persons if person.id != kept]
        self.notice.clear()
        self._session.run(join_persons, kept, others)

    def _described(self, person: Person) -> str:
        details = details_of(person)
        parts = [details.pseudonym, details.role, details.group, *self.model.places(person)]
        return " · ".join(part for part in parts if part)

    def ask_belongs(self) -> None:
        """Say where the selected person belongs."""
        from qualcode.shell.dialogs.belongings import BelongingsDialog

        chosen = self.selected()
        if len(chosen) == 1:
            self.notice.clear()
            BelongingsDialog.ask(self._session, chosen[0].id, self)

    def ask_sheet(self) -> None:
        """Choose a sheet and describe the persons by it."""
        for path in ask_files(
            self._session, self, _("Persons from a sheet"), _("Sheets"), SUFFIXES
        )[:1]:
            describe_from(self._session, path, self.notice)

    # What happens

    def _project_changed(self, changes: Changes) -> None:
        if changes.touches("persons", "turns", "documents", "affiliations"):
            self._read()
        elif changes.touches("codings", "segments"):
            self._timer.start()

    def _project_opened(self) -> None:
        self.notice.clear()
        self.model.set_passages(None)
        self.model.read(None)
        self._read()
        if self._session.project is None:
            self.close()

    def _refused(self, sentence: str) -> None:
        if self.isVisible():
            self.notice.warn(sentence)
            self.model.say_changed()

    @called_by_qt
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._read()
        self._count_passages()

    @called_by_qt
    def closeEvent(self, event: QCloseEvent) -> None:
        self._timer.stop()
        self.names.setChecked(False)
        super().closeEvent(event)

    # Counting

    def _count_passages(self) -> None:
        """Count beside the window; what changes meanwhile is counted afterwards."""
        self._timer.stop()
        if not self.isVisible() or self._session.project is None:
            return
        if self._counting is not None:
            self._timer.start()
            return
        try:
            job = self._session.start_reading(_("Counting passages…"), _count)
        except ProjectError as error:
            self.notice.warn(str(error))
            return
        if job is not None:
            self._counting = job
            job.done.connect(self.model.set_passages)
            job.over.connect(self._counted)

    def _counted(self) -> None:
        self._counting = None
