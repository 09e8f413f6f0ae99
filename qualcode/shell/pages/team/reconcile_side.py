"""Beside the text: the list of disagreements, and where there are most of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from qualcode.core.analysis.reconcile.confusion import Cell, Confusion
from qualcode.core.analysis.reconcile.listing import Listed
from qualcode.core.ids import DocumentId
from qualcode.core.translate import _
from qualcode.shell.pages.team.reconcile_list import Key, ReconcileModel, key_of
from qualcode.shell.pages.team.reconcile_tables import (
    ConfusionTable,
    by_code_table,
    by_document_table,
)
from qualcode.shell.pages.team.reconcile_work import Names
from qualcode.shell.panels.drawer import RowList
from qualcode.shell.panels.painting import px
from qualcode.shell.panels.two_lines import TwoLinesDelegate
from qualcode.shell.theme import set_kind

_WIDTH: Final = 320
#: the number of the tab with code against code
TABLE: Final = 3


class ReconcileSide(QWidget):
    """Attributes:
        wanted: the place to be at when the list is shown anew.
        list: the disagreements. codes, documents: how many each has. table: code against code.

    Signals:
        current_changed(): another disagreement is the current one.
        entered(): it is to be opened where one reads and codes.
        code_wanted(code_id), document_wanted(document_id): only its disagreements are to be listed.
        cell_wanted(cell): only those of a cell of the table; None for all.
        tab_changed(): another of the four is shown.
    """

    current_changed = Signal()
    entered = Signal()
    code_wanted = Signal(str)
    document_wanted = Signal(str)
    cell_wanted = Signal(object)
    tab_changed = Signal()

    def __init__(self, text_of: Callable[[DocumentId], str], parent: QWidget) -> None:
        super().__init__(parent)
        self.model = ReconcileModel(text_of, self)
        lists, codes, documents, table = holders = [QWidget(self) for _tab in range(4)]
        self.list = RowList(_("Disagreements"), self.model, TwoLinesDelegate(), lists)
        self.codes = by_code_table(codes)
        self.documents = by_document_table(documents)
        self.table = ConfusionTable(table)
        self.wanted: Key | None = None
        self._people = ("", "")
        self.tabs = QTabBar(self)
        self.tabs.setAccessibleName(_("What is shown"))
        self.tabs.setDrawBase(False)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.setExpanding(False)
        self._stack = QStackedWidget(self)
        self.none = QLabel(_("Nothing differs among what is let through here."), lists)
        self.none.setWordWrap(True)
        self.none.setContentsMargins(px(14), px(12), px(14), px(12))
        set_kind(self.none, "soft")
        self.axes = QLabel(table)
        self.axes.setTextFormat(Qt.TextFormat.PlainText)
        self.axes.setWordWrap(True)
        self.axes.setContentsMargins(px(10), px(6), px(10), px(4))
        set_kind(self.axes, "label")
        tabs: list[tuple[str, tuple[QWidget, ...]]] = [
            (_("List"), (self.none, self.list)),
            (_("Codes"), (self.codes,)),
            (_("Documents"), (self.documents,)),
            (_("Table"), (self.axes, self.table)),
        ]
        for holder, (name, widgets) in zip(holders, tabs, strict=True):
            self.tabs.addTab(name)
            self.tabs.setTabToolTip(self.tabs.count() - 1, widgets[-1].accessibleName())
            _together(holder, widgets)
            self._stack.addWidget(holder)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self._stack, 1)
        self.setMinimumWidth(px(210))
        self._connect()

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._stack.setCurrentIndex)
        self.tabs.currentChanged.connect(lambda _number: self.tab_changed.emit())
        selection = self.list.selectionModel()
        selection.currentChanged.connect(lambda *_all: self.current_changed.emit())
        self.list.entered_row.connect(lambda _row: self.entered.emit())
        self.codes.entered.connect(self.code_wanted)
        self.codes.entered.connect(lambda _key: self.show_tab(0))
        self.documents.entered.connect(self.document_wanted)
        self.documents.entered.connect(lambda _key: self.show_tab(0))
        self.table.cell_chosen.connect(self.cell_wanted)

    # What is shown

    def set_people(self, names: Sequence[str]) -> None:
        """Who is compared, in their order."""
        if len(names) > 2:
            self._people = (_("The earlier one"), _("The later one"))
            self.axes.setText(
                _(
                    "For every two of {names}: down the codes of the earlier one, across those of "
                    "the later. Click a cell to list its places."
                ).format(names=", ".join(names))
            )
            return
        self._people = (names[0], names[1])
        self.axes.setText(
            _("Down: {first}. Across: {second}. Click a cell to list its places.").format(
                first=names[0], second=names[1]
            )
        )

    def show_list(self, rows: Sequence[Listed], names: Names) -> None:
        """List these. The wanted place is the current one, or that which was, or what has its
        row now."""
        wanted, self.wanted = self.wanted, None
        before, one = self.list.currentIndex().row(), self.current()
        self.model.show(rows, names)
        at = self.model.row_of(wanted) if wanted else None
        if at is None and one is not None:
            at = self.model.row_of(key_of(one))
        if at is None and rows:
            at = min(max(before, 0), len(rows) - 1)
        if at is not None:
            self.choose_row(at)
        self.none.setVisible(not rows)
        self.list.setVisible(bool(rows))

    def show_confusion(self, found: Confusion, names: Names, cell: Cell | None) -> None:
        """Code against code, with the cell whose places are listed."""
        self.table.show_confusion(found, names, self._people)
        self.table.show_chosen(cell)

    # Going

    def current(self) -> Listed | None:
        """The disagreement that one is at."""
        row = self.list.currentIndex().row()
        return self.model.rows[row] if 0 <= row < len(self.model.rows) else None

    def choose_row(self, row: int) -> None:
        """Make a row the current one."""
        index = self.model.index(row)
        self.list.setCurrentIndex(index)
        self.list.scrollTo(index)

    def place(self, key: Key) -> Listed | None:
        """A place, if it is listed."""
        row = self.model.row_of(key)
        return None if row is None else self.model.rows[row]

    def choose(self, key: Key) -> None:
        """Go to a place, if it is listed."""
        row = self.model.row_of(key)
        if row is not None:
            self.choose_row(row)

    def step(self, by: int) -> None:
        """Go down or up the list."""
        row = self.list.currentIndex().row() + by
        if 0 <= row < len(self.model.rows):
            self.choose_row(row)

    def next_open(self) -> Key | None:
        """The next place that is open."""
        return self.model.next_open(self.list.currentIndex().row())

    def choose_near(self, document_id: DocumentId, start: int) -> None:
        """Go to a document's first place at or after a position, if it has one."""
        row = self.model.near(document_id, start)
        if row is not None:
            self.choose_row(row)

    def choose_at(self, document_id: DocumentId, start: int, end: int) -> None:
        """Go to the place with just this span, if it is listed."""
        for row, one in enumerate(self.model.rows):
            found = one.difference
            if (found.document_id, found.start, found.end) == (document_id, start, end):
                self.choose_row(row)
                return

    def tab(self) -> int:
        """Which of the four is shown."""
        return self.tabs.currentIndex()

    def wanted_width(self) -> int:
        """How wide it would be: as wide as the table of code against code, if that is shown."""
        if self.tab() != TABLE:
            return px(_WIDTH)
        header, columns = self.table.verticalHeader(), self.table.model_.columnCount()
        across = self.table.horizontalHeader().defaultSectionSize() * columns
        return max(px(_WIDTH), header.width() + across + px(20))

    def show_tab(self, number: object) -> None:
        """Show one of the four."""
        if isinstance(number, int) and 0 <= number < self.tabs.count():
            self.tabs.setCurrentIndex(number)


def _together(holder: QWidget, widgets: Sequence[QWidget]) -> None:
    """One below the other."""
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for widget in widgets:
        column.addWidget(widget, 0 if isinstance(widget, QLabel) else 1)
