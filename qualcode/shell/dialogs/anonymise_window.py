"""Anonymising: the names beside the places where they stand, each accepted or not."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QMenu,
    QPushButton,
    QSplitter,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from qualcode.core.analysis.name_proposals import NameProposal, propose_names
from qualcode.core.changes import Changes
from qualcode.core.errors import ProjectError
from qualcode.core.ids import CoderId
from qualcode.core.interchange import replacements as sheet
from qualcode.core.model.replacing import Replacement
from qualcode.core.operations.anonymising import NameHit, anonymise, find_names
from qualcode.core.project import Project
from qualcode.core.store import documents as documents_store
from qualcode.core.translate import _, ngettext, one_by_one
from qualcode.shell.dialogs.cells import CellDelegate, CellTable, Index
from qualcode.shell.dialogs.files import ask_files
from qualcode.shell.dialogs.form import sentence
from qualcode.shell.dialogs.seal_dialog import ask_seal
from qualcode.shell.jobs import Job, Progress
from qualcode.shell.models.names import HitColumn, HitsModel, NamesModel
from qualcode.shell.overrides import called_by_qt
from qualcode.shell.panels.form_button import form_button
from qualcode.shell.panels.notice import Notice
from qualcode.shell.panels.painting import px
from qualcode.shell.session import Session
from qualcode.shell.theme import set_kind

_SIZE: Final = (1120, 620)
_SUFFIXES: Final = (".csv", ".xlsx", ".json")
#: ms after the last change until the names are looked for
_PAUSE: Final = 300
#: what each column has of the width, in percent
_NAME_SHARES: Final = (40, 36, 24)
_HIT_SHARES: Final = (26, 17, 26, 15, 16)


def _propose(project: Project, *, progress: Progress) -> list[NameProposal]:
    return propose_names(project.db, progress=progress)


def _find(
    project: Project, replacements: list[Replacement], *, progress: Progress
) -> list[NameHit]:
    return find_names(project.db, replacements, progress=progress)


class _EndOfText(CellDelegate):
    """Shows of a long text what stands next to the name."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.textElideMode = Qt.TextElideMode.ElideLeft


class AnonymiseWindow(QWidget):
    """Names to the left, the places where they stand to the right.

    Attributes:
        names, hits: the two tables' models.
        real_names: whether the names are to be taken off the persons, too.
        replace, seal: the buttons.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._session = session
        self._replacing = 0
        self._looking: Job | None = None
        self._is_stale = False
        set_kind(self, "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(_("Anonymise"))
        self.setAccessibleName(_("Anonymise"))
        self.names, self.hits = NamesModel(self), HitsModel(self)
        self._timer = QTimer(self, interval=_PAUSE, singleShot=True)
        self._timer.timeout.connect(self.look)
        self._build()
        self._lay_out()
        self._connect()
        self.resize(px(_SIZE[0]), px(_SIZE[1]))

    @classmethod
    def show_for(cls, session: Session, parent: QWidget | None) -> AnonymiseWindow:
        """Show the window, the one that there is already if there is one."""
        window = parent.findChild(cls) if parent else None
        if window is None:
            window = cls(session, parent)
        window.show()
        window.activateWindow()
        return window

    # Building

    def _build(self) -> None:
        self.notice = Notice(self)
        self.names_table = self._table(_("Names"), self.names)
        self.hits_table = self._table(_("Places"), self.hits)
        self.hits_table.setItemDelegateForColumn(HitColumn.BEFORE, _EndOfText(self.hits_table))
        self.hits_table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list_button = form_button(
            _("From a &list…"), self, tip=_("A sheet with names and words")
        )
        self.all_button = form_button(_("&All"), self, tip=_("Replace the names at every place"))
        self.none_button = form_button(_("N&one"), self, tip=_("Leave the names at every place"))
        self.count = QLabel(self)
        set_kind(self.count, "soft")
        self.real_names = QCheckBox(_("Take the names off the &persons, too"), self)
        self.real_names.setAccessibleName(self.real_names.text().replace("&", ""))
        self.real_names.setToolTip(_("Their pseudonyms stay."))
        self.seal = form_button(
            _("&Seal…"), self, tip=_("Remove the old wordings from the file for good")
        )
        self.replace = QPushButton(self)
        set_kind(self.replace, "primary")
        for button in (self.all_button, self.none_button, self.list_button):
            set_kind(button, "chip")

    def _table(self, name: str, model: NamesModel | HitsModel) -> CellTable:
        table = CellTable(self)
        table.setAccessibleName(name)
        table.setModel(model)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setTextElideMode(Qt.TextElideMode.ElideRight)
        table.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return table

    def _lay_out(self) -> None:
        names, places = QWidget(self), QWidget(self)
        left, right = QVBoxLayout(names), QVBoxLayout(places)
        for column in (left, right):
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(px(8))
        left.addWidget(self.names_table, 1)
        left.addWidget(self.list_button, 0, Qt.AlignmentFlag.AlignLeft)
        right.addWidget(self.hits_table, 1)
        under = QHBoxLayout()
        under.addWidget(self.all_button)
        under.addWidget(self.none_button)
        under.addWidget(self.count, 1)
        right.addLayout(under)
        parts = QSplitter(Qt.Orientation.Horizontal, self)
        parts.setChildrenCollapsible(False)
        parts.addWidget(names)
        parts.addWidget(places)
        parts.setStretchFactor(0, 2)
        parts.setStretchFactor(1, 5)
        parts.setSizes([px(360), px(720)])
        bottom = QHBoxLayout()
        bottom.addWidget(self.real_names, 1)
        bottom.addWidget(self.seal)
        bottom.addWidget(self.replace)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(14), px(12), px(14), px(12))
        column.setSpacing(px(10))
        column.addWidget(
            sentence(
                _(
                    "Choose the names, and say what is to stand there instead. They are replaced "
                    "in texts, titles, notes and quotes; every mark stays where it is. It can be "
                    "undone until the project is sealed."
                )
            )
        )
        column.addWidget(self.notice)
        column.addWidget(parts, 1)
        column.addLayout(bottom)

    def _connect(self) -> None:
        session = self._session
        self.names.wanted_changed.connect(self._timer.start)
        self.names.wanted_changed.connect(self.notice.clear)
        self.hits.accepted_changed.connect(self._show_state)
        self.hits_table.customContextMenuRequested.connect(self._show_menu)
        self.list_button.clicked.connect(lambda _checked=False: self.ask_list())
        self.all_button.clicked.connect(lambda _checked=False: self.hits.accept_all(accepted=True))
        self.none_button.clicked.connect(
            lambda _checked=False: self.hits.accept_all(accepted=False)
        )
        self.replace.clicked.connect(lambda _checked=False: self.do_replace())
        self.seal.clicked.connect(lambda _checked=False: self.ask_seal())
        session.changed.connect(self._changed)
        session.opened.connect(self._opened)
        session.refused.connect(self._refused)
        session.busy_changed.connect(self._show_state)
        QShortcut(QKeySequence.StandardKey.Undo, self, session.undo)
        QShortcut(QKeySequence.StandardKey.Redo, self, session.redo)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.close)

    # Looking

    def propose(self) -> None:
        """Look for what may be names."""
        job = self._session.start_reading(_("Looking for names…"), _propose)
        if job is not None:
            job.done.connect(self._proposed)

    def _proposed(self, proposals: list[NameProposal]) -> None:
        self.names.propose(proposals)
        self._fit_columns()

    def look(self) -> None:
        """Look where the wanted names stand."""
        project = self._session.project
        if project is None or not self.isVisible():
            return
        if self._looking is not None:
            self._is_stale = True
            return
        wanted = self.names.wanted()
        self._looking = self._session.start_reading(_("Looking for the names…"), _find, wanted)
        if self._looking is not None:
            self._looking.done.connect(self._found)
            self._looking.over.connect(self._looked)

    def _found(self, hits: list[NameHit]) -> None:
        if self._session.project is not None and not self._is_stale:
            self.hits.show_hits(hits, documents_store.titles(self._session.project.db))
            self._fit_columns()

    def _looked(self) -> None:
        self._looking = None
        if self._is_stale:
            self._is_stale = False
            self.look()

    def _fit_columns(self) -> None:
        for table, shares in ((self.names_table, _NAME_SHARES), (self.hits_table, _HIT_SHARES)):
            header, width = table.horizontalHeader(), table.viewport().width()
            header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
            header.setStretchLastSection(True)
            for column, share in enumerate(shares[:-1]):
                header.resizeSection(column, width * share // 100)

    @called_by_qt
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def _show_state(self) -> None:
        number = len(self.hits.accepted())
        words = ngettext("&Replace {count} place", "&Replace {count} places", number)
        self.replace.setText(words.format(count=number))
        self.replace.setAccessibleName(self.replace.text().replace("&", ""))
        can_write = self._session.can_write
        self.replace.setEnabled(can_write and number > 0)
        self.seal.setEnabled(can_write)
        left = len(self.hits.hits) - number
        told = ngettext("{count} place is left", "{count} places are left", left)
        self.count.setText(told.format(count=left) if left else "")
        for button in (self.all_button, self.none_button):
            button.setEnabled(bool(self.hits.hits))

    def _show_menu(self, point: QPoint) -> None:
        index = self.hits_table.indexAt(point)
        if index.isValid():
            self._menu_on(index).popup(self.hits_table.viewport().mapToGlobal(point))

    def _menu_on(self, index: QModelIndex) -> QMenu:
        words, menu = self.hits.hits[index.row()].words, QMenu(self)
        shown = words.replace("&", "&&")
        # By the words: while the menu is open, other places may come to stand in the row.
        menu.addAction(_("Replace every “{words}”").format(words=shown)).triggered.connect(
            lambda: self.hits.accept_like(words, accepted=True)
        )
        menu.addAction(_("Leave every “{words}”").format(words=shown)).triggered.connect(
            lambda: self.hits.accept_like(words, accepted=False)
        )
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    # Doing

    def ask_list(self) -> None:
        """Ask for a sheet of names, and take it in."""
        files = ask_files(
            self._session, self, _("Names from a list"), _("Sheets"), _SUFFIXES, several=False
        )
        for path in files[:1]:
            try:
                self.names.take(sheet.read(path))
            except ProjectError as error:
                self.notice.warn(str(error))

    def do_replace(self) -> None:
        """Replace the names at the accepted places, as one step."""
        wanted, accepted = self.names.wanted(), self.hits.accepted()
        real_names = self.real_names.isChecked()

        def work(project: Project, coder_id: CoderId, *, progress: Progress) -> Changes:
            return anonymise(
                project, coder_id, wanted, hits=accepted, real_names=real_names, progress=progress
            )

        self.notice.clear()
        job = self._session.start_operation(_("Replacing the names…"), work)
        if job is not None:
            self._replacing = len(accepted)
            job.done.connect(self._replaced)

    def _replaced(self) -> None:
        number = self._replacing
        words = ngettext("{count} place was replaced.", "{count} places were replaced.", number)
        left = _("The old wording is still in the history and in the backups until you seal it.")
        self.notice.tell(one_by_one([words.format(count=number), left]))

    def ask_seal(self) -> None:
        """Say what a seal does, and do it if that is wanted."""
        job = ask_seal(self._session, self)
        if job is not None:
            job.done.connect(self._sealed)

    def _sealed(self) -> None:
        self.notice.tell(_("The project is sealed: wordings from before are gone for good."))

    # What happens

    def _changed(self, changes: Changes) -> None:
        if self.isVisible() and changes:
            self._timer.start()

    def _opened(self) -> None:
        if self._session.project is None:
            self.close()
        elif self.isVisible():
            self._timer.start()

    def _refused(self, words: str) -> None:
        if self.isVisible():
            self.notice.warn(words)

    @called_by_qt
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self.propose()
            self._show_state()

    @called_by_qt
    def closeEvent(self, event: QCloseEvent) -> None:
        self._timer.stop()
        self.real_names.setChecked(False)
        super().closeEvent(event)
