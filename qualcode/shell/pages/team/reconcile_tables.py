"""Where evaluators disagree most: by code, by document, and code against code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSizePolicy, QTableView, QWidget

from qualcode.core.analysis.reconcile.confusion import Cell, Confusion
from qualcode.core.analysis.reconcile.listing import Listed
from qualcode.core.ids import CodeId
from qualcode.core.model.team import SETTLED
from qualcode.core.translate import _
from qualcode.shell.overrides import called_by_qt
from qualcode.shell.pages.team.plain_table import PlainTable, Row
from qualcode.shell.pages.team.reconcile_work import Names
from qualcode.shell.pages.team.steep_header import SteepHeader
from qualcode.shell.panels.painting import current_theme, px
from qualcode.shell.theme import mix

Index = QModelIndex | QPersistentModelIndex
_NONE: Final = QModelIndex()
_COLUMN, _ROW, _WIDEST = 36, 28, 200
#: of the table's width, at most
_NAMES: Final = 0.4


def by_code_table(parent: QWidget) -> PlainTable:
    """How many disagreements each code is in."""
    return _table(_("By code"), _("Code"), parent)


def by_document_table(parent: QWidget) -> PlainTable:
    """How many disagreements there are in each document."""
    return _table(_("By document"), _("Document"), parent)


def _table(name: str, what: str, parent: QWidget) -> PlainTable:
    """The name gives way where there is little room, the numbers don't."""
    table = PlainTable(name, (what, _("Differ"), _("Settled")), parent, numbers=(1, 2))
    table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
    header = table.horizontalHeader()
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    for column in (1, 2):
        header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
    return table


def code_rows(listed: Iterable[Listed], names: Names) -> list[Row]:
    """The codes that differ most first."""
    found, settled = Counter[str](), Counter[str]()
    for one in listed:
        found.update(one.difference.code_ids)
        settled.update(one.difference.code_ids if one.state == SETTLED else ())
    titles = {str(code_id): code.name for code_id, code in names.codes.items()}
    return _rows(found, settled, titles)


def document_rows(listed: Iterable[Listed], names: Names) -> list[Row]:
    """The documents with most disagreements first."""
    listed = list(listed)
    found = Counter[str](one.difference.document_id for one in listed)
    settled = Counter[str](one.difference.document_id for one in listed if one.state == SETTLED)
    return _rows(found, settled, {str(one): title for one, title in names.documents.items()})


def _rows(found: Counter[str], settled: Counter[str], titles: dict[str, str]) -> list[Row]:
    return [
        Row((titles.get(key, "?"), str(number), str(settled[key])), key)
        for key, number in found.most_common()
    ]


class _Model(QAbstractTableModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.confusion = Confusion()
        self.rows: Sequence[CodeId | None] = ()
        self.columns: Sequence[CodeId | None] = ()
        self.names = Names()
        self.people: tuple[str, str] = ("", "")
        self.chosen: Cell | None = None
        self._most = 1

    def show(self, confusion: Confusion, names: Names, people: tuple[str, str]) -> None:
        self.beginResetModel()
        self.confusion, self.names, self.people = confusion, names, people
        place = {code_id: at for at, code_id in enumerate(names.codes)}
        # the same codes both ways, so that where they agree is the diagonal
        codes = sorted(
            {*confusion.rows(), *confusion.columns()} - {None},
            key=lambda code_id: place.get(code_id, len(place)) if code_id else len(place),
        )
        self.rows, self.columns = (
            [*codes, *([None] if None in some else [])]
            for some in (confusion.rows(), confusion.columns())
        )
        self._most = max((n for (a, b), n in confusion.counts.items() if a != b), default=1)
        self.endResetModel()

    def cell(self, index: Index) -> Cell:
        return self.rows[index.row()], self.columns[index.column()]

    def rowCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        cell = self.cell(index)
        number = self.confusion.counts.get(cell, 0)
        if role == Qt.ItemDataRole.DisplayRole:
            return str(number) if number else ""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignCenter
        if role == Qt.ItemDataRole.BackgroundRole:
            return self._ground(cell, number)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._told(cell, number)
        return None

    def _ground(self, cell: Cell, number: int) -> QColor | None:
        theme = current_theme()
        if cell == self.chosen:
            return QColor(theme.accent_soft)
        if cell[0] == cell[1]:
            return QColor(theme.panel)
        if not number:
            return None
        return mix(theme.warning_soft, theme.ground, 0.35 + 0.65 * number / self._most)

    def _told(self, cell: Cell, number: int) -> str:
        differ = self.confusion.disagreements.get(cell, 0)
        return _(
            "{first}: {code}. {second}: {other}. Places: {number}, of them disagreements: {differ}."
        ).format(
            first=self.people[0],
            second=self.people[1],
            code=self.names.code(cell[0]),
            other=self.names.code(cell[1]),
            number=number,
            differ=differ,
        )

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        codes = self.columns if orientation == Qt.Orientation.Horizontal else self.rows
        if section >= len(codes):
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.names.code(codes[section])
        return None


class ConfusionTable(QTableView):
    """The earlier evaluator's codes down, the later one's across; a click or Enter on a cell asks for
    its places, and again for all.

    Signals:
        cell_chosen(cell): two codes, or None.
    """

    cell_chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Code against code"))
        self.setProperty("kind", "ground")
        self.model_ = _Model(self)
        self.setModel(self.model_)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalHeader(SteepHeader(self))
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setHighlightSections(False)
            header.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.horizontalHeader().setDefaultSectionSize(px(_COLUMN))
        self.verticalHeader().setDefaultSectionSize(px(_ROW))
        self.verticalHeader().setMaximumWidth(px(_WIDEST))
        self.clicked.connect(self._choose)

    def show_confusion(self, confusion: Confusion, names: Names, people: tuple[str, str]) -> None:
        """Show this table."""
        at = self.currentIndex()
        row, column = at.row(), at.column()
        self.model_.show(confusion, names, people)
        if row >= 0 and self.model_.rowCount() and self.model_.columnCount():
            row = min(row, self.model_.rowCount() - 1)
            column = min(column, self.model_.columnCount() - 1)
            self.setCurrentIndex(self.model_.index(row, column))

    def show_chosen(self, cell: Cell | None) -> None:
        """The cell whose places are listed."""
        self.model_.chosen = cell
        self.viewport().update()

    def _choose(self, index: Index) -> None:
        if not index.isValid() or not index.data():
            return
        cell = self.model_.cell(index)
        self.cell_chosen.emit(None if cell == self.model_.chosen else cell)

    @called_by_qt
    def resizeEvent(self, event: QResizeEvent) -> None:
        """The names at the side leave most of the room to the numbers."""
        widest = min(px(_WIDEST), max(px(_COLUMN), round(self.width() * _NAMES)))
        self.verticalHeader().setMaximumWidth(widest)
        super().resizeEvent(event)

    @called_by_qt
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._choose(self.currentIndex())
            return
        super().keyPressEvent(event)
