"""Beside the canvas: what lies on the board as an outline, and the codes that don't."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QMimeData,
    QModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QIcon, QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from qualcode.core.analysis.counts import CodeCount
from qualcode.core.ids import BoardItemId, CodeId
from qualcode.core.store.connection import casefold
from qualcode.core.translate import _, ngettext
from qualcode.shell.models.board import BoardContent, Shown
from qualcode.shell.models.codebook import NO_COUNT, Codebook
from qualcode.shell.models.codes import CODE, COUNT, KEY, count_words, shortened
from qualcode.shell.overrides import called_by_qt
from qualcode.shell.panels.delegates import CodeDelegate
from qualcode.shell.panels.header import PanelHeader
from qualcode.shell.panels.painting import code_icon, px
from qualcode.shell.panels.row_tree import RowTree
from qualcode.shell.text.dragging import put_codes

_ID: Final = Qt.ItemDataRole.UserRole + 10
_LONGEST: Final = 120
#: of the tray, in px: with nothing in it, and otherwise
_EMPTY, _NO_LIMIT = 96, 16777215


#: px of a list, so that both have room in the lowest window
_LEAST_HEIGHT: Final = 44


class BoardOutline(RowTree):
    """The groups with what is in them, as one reads the board; for keys and screen readers too.

    Signals:
        chosen(item_ids): rows were chosen here.
        write_wanted(item_id): F2.
        take_off_wanted(): Delete.
    """

    chosen = Signal(list)
    write_wanted = Signal(str)
    take_off_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settling = False
        self._rows: dict[BoardItemId, QStandardItem] = {}
        self._outline: list[tuple[Any, ...]] = []
        self._icons: dict[str, QIcon] = {}
        self._model = QStandardItemModel(self)
        self.setIconSize(QSize(px(12), px(12)))
        self.setModel(self._model)
        self.setAccessibleName(_("What lies on the board"))
        self.setMinimumHeight(px(_LEAST_HEIGHT))
        self.selectionModel().selectionChanged.connect(lambda *_all: self._tell())

    def show_content(self, content: BoardContent) -> None:
        """Show what lies on the board; what is chosen stays so."""
        outline = [
            (item.id, item.kind, item.group_id, item.text, item.colour, one.code, one.count)
            for one in content
            for item in (one.item,)
        ]
        if outline == self._outline:
            return
        self._outline = outline
        chosen = self.chosen_ids()
        place = self.verticalScrollBar().value()
        self._settling = True
        self._icons.clear()
        self._model.clear()
        self._rows.clear()
        for shown in content:
            row = self._row(shown)
            group = shown.item.group_id
            above = self._rows.get(group) if group is not None else None
            (above or self._model.invisibleRootItem()).appendRow(row)
            self._rows[shown.id] = row
        self.expandAll()
        self._settling = False
        self.choose_items(chosen)
        self.verticalScrollBar().setValue(place)

    def _row(self, shown: Shown) -> QStandardItem:
        row = QStandardItem(shortened(shown.name, _LONGEST))
        row.setData(shown.id, _ID)
        row.setData(shown.spoken, Qt.ItemDataRole.AccessibleTextRole)
        row.setEditable(False)
        if shown.colour:
            icon = self._icons.get(shown.colour) or code_icon(shown.colour)
            row.setIcon(self._icons.setdefault(shown.colour, icon))
        if shown.is_group:
            font = row.font()
            font.setBold(True)
            row.setFont(font)
        return row

    def chosen_ids(self) -> list[str]:
        """What is chosen here."""
        return [index.data(_ID) for index in self.selectionModel().selectedIndexes()]

    def choose_items(self, item_ids: Iterable[str]) -> None:
        """Mark these rows; they were chosen on the canvas."""
        self._settling = True
        wanted = QItemSelection()
        rows = [self._rows[BoardItemId(one)] for one in item_ids if one in self._rows]
        for row in rows:
            wanted.select(row.index(), row.index())
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().select(wanted, flags.ClearAndSelect)
        if rows:
            self.selectionModel().setCurrentIndex(rows[0].index(), flags.NoUpdate)
            self.scrollTo(rows[0].index())
        self._settling = False

    def _tell(self) -> None:
        if not self._settling:
            self.chosen.emit(self.chosen_ids())

    @called_by_qt
    def keyPressEvent(self, event: QKeyEvent) -> None:
        item_id = self.currentIndex().data(_ID)
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.take_off_wanted.emit()
        elif event.key() == Qt.Key.Key_F2 and item_id:
            self.write_wanted.emit(item_id)
        else:
            super().keyPressEvent(event)


class _TrayModel(QStandardItemModel):
    """Codes that can be dragged."""

    @called_by_qt
    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        put_codes(data, [index.data(_ID) for index in indexes])
        return data


class BoardTray(QWidget):
    """The codes that are not on the board yet.

    Signals:
        put_wanted(code_ids): Enter, a double click, or the button for all of them.
    """

    put_wanted = Signal(list)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._codebook, self._counts = Codebook(), dict[CodeId, CodeCount]()
        self._away: list[CodeId] = []
        self.header = PanelHeader(_("Not on the board"), parent=self)
        self.filter = self._make_filter()
        self.model = _TrayModel(self)
        self.view = RowTree(self)
        self.view.setModel(self.model)
        self.view.setItemDelegate(CodeDelegate(self.view))
        self.view.setRootIsDecorated(False)
        self.view.setAccessibleName(_("Codes that are not on the board"))
        self.view.setMinimumHeight(px(_LEAST_HEIGHT))
        self.view.setDragEnabled(True)
        self.view.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.view.setDefaultDropAction(Qt.DropAction.CopyAction)
        self.view.entered_row.connect(lambda _index: self._put_chosen())
        self.all = QPushButton(_("Put all on the board"), self)
        self.all.setProperty("kind", "chip")
        self.all.setAutoDefault(False)
        self.all.setAccessibleName(self.all.text())
        self.all.clicked.connect(lambda: self.put_wanted.emit(self.shown()))
        self.nothing = QLabel(_("Every code is on the board."), self)
        self.nothing.setProperty("kind", "soft")
        self.nothing.setWordWrap(True)
        self.nothing.setMargin(px(12))
        self._lay_out()

    def _make_filter(self) -> QLineEdit:
        field = QLineEdit(self)
        field.setPlaceholderText(_("Filter codes"))
        field.setAccessibleName(_("Filter codes that are not on the board"))
        field.setClearButtonEnabled(True)
        field.textChanged.connect(lambda _text: self._show())
        return field

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, px(8))
        column.setSpacing(px(4))
        column.addWidget(self.header)
        field = QVBoxLayout()
        field.setContentsMargins(px(14), 0, px(14), 0)
        field.addWidget(self.filter)
        column.addLayout(field)
        column.addWidget(self.view, 1)
        column.addWidget(self.nothing, 1, Qt.AlignmentFlag.AlignTop)
        below = QVBoxLayout()
        below.setContentsMargins(px(14), px(4), px(14), 0)
        below.addWidget(self.all, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(below)

    def show_codes(
        self, codebook: Codebook, counts: Mapping[CodeId, CodeCount], there: Iterable[CodeId]
    ) -> None:
        """Show those of the codebook that are not there."""
        on_board = set(there)
        away = [code.id for code in codebook if code.id not in on_board]
        known = (self._codebook, self._counts, self._away)
        self._codebook, self._counts, self._away = codebook, dict(counts), away
        if known != (self._codebook, self._counts, self._away):
            self._show()

    def set_writable(self, *, can_write: bool, why_not: str) -> None:
        self.all.setEnabled(can_write and bool(self._away))
        self.all.setToolTip(why_not)
        self.view.setDragEnabled(can_write)

    def shown(self) -> list[CodeId]:
        """The codes that the filter lets through."""
        wanted = casefold(self.filter.text().strip()) or ""
        codes = self._codebook.codes
        return [one for one in self._away if wanted in (casefold(codes[one].name) or "")]

    def _show(self) -> None:
        place = self.view.verticalScrollBar().value()
        self.model.clear()
        for code_id in self.shown():
            code, count = self._codebook.codes[code_id], self._counts.get(code_id, NO_COUNT)
            row = QStandardItem(code.name)
            row.setEditable(False)
            row.setData(code_id, _ID)
            row.setData(code, CODE)
            row.setData(count, COUNT)
            row.setData(None, KEY)
            row.setData(
                _("{name}, {count}").format(name=code.name, count=count_words(count)),
                Qt.ItemDataRole.AccessibleTextRole,
            )
            self.model.appendRow(row)
        self.view.verticalScrollBar().setValue(place)
        number = len(self._away)
        self.header.set_detail(
            ngettext("{number} code", "{number} codes", number).format(number=number)
        )
        for part in (self.view, self.all, self.filter):
            part.setVisible(bool(self._away))
        self.nothing.setVisible(not self._away)
        self.setMaximumHeight(_NO_LIMIT if self._away else px(_EMPTY))

    def _put_chosen(self) -> None:
        chosen = [index.data(_ID) for index in self.view.selectionModel().selectedIndexes()]
        if chosen:
            self.put_wanted.emit(chosen)
