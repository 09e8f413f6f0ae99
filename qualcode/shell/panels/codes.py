"""The codebook's tree, to the right of the text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import (
    QItemSelectionModel,
    QMimeData,
    QModelIndex,
    QPoint,
    QPointF,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFontMetrics,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from qualcode.core.analysis.counts import CodeCount
from qualcode.core.ids import CodeId
from qualcode.core.model import Code
from qualcode.core.translate import _
from qualcode.shell.models.codebook import Codebook
from qualcode.shell.models.codes import CODE, CodesModel, shortened
from qualcode.shell.overrides import called_by_qt
from qualcode.shell.panels.delegates import CodeDelegate
from qualcode.shell.panels.header import PanelHeader
from qualcode.shell.panels.painting import picture_of, px
from qualcode.shell.panels.row_tree import RowTree
from qualcode.shell.text.dragging import CODINGS, PASSAGE

#: as much of a definition as is looked at for the lines below the tree; the rest is in its window
_LONGEST_DEFINITION = 400
_DEFINITION_LINES = 3
#: a lower panel has no room for a definition below its tree
_DEFINITION_FROM = 260
#: fewer codes are found at a glance
_FILTER_FROM = 12


class CodeTree(RowTree):
    """The tree itself, which takes codes between its rows, and words on the whole of a row."""

    def drag_picture(self, indexes: Sequence[QModelIndex]) -> QPixmap:
        name = str(indexes[0].data() or "")
        more = f"{name} +{len(indexes) - 1}" if len(indexes) > 1 else name
        code = indexes[0].data(CODE)
        return picture_of(more, code.colour if code else None)

    @called_by_qt
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self.setDropIndicatorShown(True)
        super().dragEnterEvent(event)

    @called_by_qt
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Qt would go on showing where the last thing could have been dropped."""
        super().dragLeaveEvent(event)
        self.setDropIndicatorShown(False)

    @called_by_qt
    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        wanted = _action_on_codes(event)
        if wanted is None:
            super().dragMoveEvent(event)
            return
        moved = QDragMoveEvent(self._middle(event), *_parts(event))
        moved.setDropAction(wanted)
        super().dragMoveEvent(moved)
        event.setDropAction(wanted)
        event.setAccepted(moved.isAccepted())

    @called_by_qt
    def dropEvent(self, event: QDropEvent) -> None:
        self.setDropIndicatorShown(False)
        wanted = _action_on_codes(event)
        if wanted is None:
            super().dropEvent(event)
            return
        dropped = QDropEvent(QPointF(self._middle(event)), *_parts(event))
        dropped.setDropAction(wanted)
        super().dropEvent(dropped)
        event.setDropAction(wanted)
        event.setAccepted(dropped.isAccepted())

    def _middle(self, event: QDropEvent) -> QPoint:
        """The middle of the row at the event: words are dropped on a code, never between two."""
        point = event.position().toPoint()
        index = self.indexAt(point)
        return self.visualRect(index).center() if index.isValid() else point


def _action_on_codes(event: QDropEvent) -> Qt.DropAction | None:
    """What is done with words that are dropped on a code: those of a text are marked, passages of a
    list move, or with Ctrl are copied. None for anything else."""
    if event.mimeData().hasFormat(PASSAGE):
        return Qt.DropAction.CopyAction
    if not event.mimeData().hasFormat(CODINGS):
        return None
    copies = event.modifiers() & Qt.KeyboardModifier.ControlModifier
    return Qt.DropAction.CopyAction if copies else Qt.DropAction.MoveAction


def _parts(
    event: QDropEvent,
) -> tuple[Qt.DropAction, QMimeData, Qt.MouseButton, Qt.KeyboardModifier]:
    return event.possibleActions(), event.mimeData(), event.buttons(), event.modifiers()


class CodesPanel(QFrame):
    """The tree of codes with a filter, or the first step where there is none.

    Signals:
        entered(code_id): Enter or a double click.
        current_changed(): another code is the current one.
        new_wanted(): the button on the empty panel.
        menu_wanted(global_point)
    """

    entered = Signal(str)
    current_changed = Signal()
    new_wanted = Signal()
    menu_wanted = Signal(QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "panel")
        self.setAccessibleName(_("Codes"))
        self.model = CodesModel(self)
        self._collapsed: set[CodeId] = set()
        self._settling = False
        self.header = PanelHeader(_("Codes"), parent=self)
        self.filter = self._make_filter()
        self.view = self._make_view()
        self.definition = self._make_definition()
        self.new_button = QPushButton(_("New code…"))
        self._stack = QStackedLayout()
        self._stack.addWidget(self._make_tree_side())
        self._stack.addWidget(self._make_empty())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addLayout(self._stack)
        self.set_codebook(Codebook())

    def _make_filter(self) -> QLineEdit:
        field = QLineEdit(self)
        field.setPlaceholderText(_("Filter codes"))
        field.setAccessibleName(_("Filter codes"))
        field.setClearButtonEnabled(True)
        field.textChanged.connect(self._filter_changed)
        return field

    def _make_view(self) -> CodeTree:
        view = CodeTree(self)
        view.setModel(self.model)
        view.setItemDelegate(CodeDelegate(view))
        view.setAccessibleName(_("Codes"))
        view.setDragEnabled(True)
        view.setAcceptDrops(True)
        view.setDropIndicatorShown(False)
        view.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        view.setDefaultDropAction(Qt.DropAction.MoveAction)
        view.setAutoExpandDelay(600)
        view.entered_row.connect(self._entered)
        view.collapsed.connect(lambda index: self._folded(index, collapsed=True))
        view.expanded.connect(lambda index: self._folded(index, collapsed=False))
        view.selectionModel().currentChanged.connect(self._current_changed)
        view.customContextMenuRequested.connect(
            lambda point: self.menu_wanted.emit(view.viewport().mapToGlobal(point))
        )
        self.setFocusProxy(view)
        return view

    def _make_definition(self) -> QLabel:
        label = QLabel(self)
        label.setProperty("kind", "soft")
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setAccessibleName(_("Definition"))
        return label

    def _make_tree_side(self) -> QWidget:
        side = QWidget(self)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        self._filter_row = QWidget(side)
        row = QVBoxLayout(self._filter_row)
        row.setContentsMargins(px(14), 0, px(14), px(2))
        row.addWidget(self.filter)
        column.addWidget(self._filter_row)
        column.addWidget(self.view, 1)
        self._below = QWidget(side)
        below = QVBoxLayout(self._below)
        below.setContentsMargins(px(14), px(4), px(14), px(8))
        below.addWidget(self.definition)
        column.addWidget(self._below)
        return side

    def _make_empty(self) -> QWidget:
        empty = QWidget(self)
        sentence = QLabel(
            _("No codes yet. Mark some words in the text and press Enter, or make the first here."),
            empty,
        )
        sentence.setWordWrap(True)
        sentence.setProperty("kind", "soft")
        self.new_button.clicked.connect(self.new_wanted)
        column = QVBoxLayout(empty)
        column.setContentsMargins(px(14), px(6), px(14), px(14))
        column.setSpacing(px(12))
        column.addWidget(sentence)
        column.addWidget(self.new_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        return empty

    # Filling

    def set_codebook(self, codebook: Codebook) -> None:
        """Show these codes; what is folded, chosen and scrolled to stays so."""
        current, place = self.current(), self.view.verticalScrollBar().value()
        self._settling = True
        self.model.set_codebook(codebook)
        self._unfold()
        self._settling = False
        if current in codebook and self.current() != current:
            self.set_current(current)
            self.view.verticalScrollBar().setValue(place)
        self._stack.setCurrentIndex(0 if len(codebook) else 1)
        self._filter_row.setVisible(len(codebook) >= _FILTER_FROM or self.model.is_filtered)
        self.header.set_detail(_("passages · persons") if len(codebook) else "")
        self._show_definition()

    def _unfold(self) -> None:
        filtered = self.model.is_filtered
        for code in self.model.codebook:
            if self.model.codebook.children(code.id):
                index = self.model.index_of(code.id)
                self.view.setExpanded(index, filtered or code.id not in self._collapsed)

    def set_counts(self, counts: Mapping[CodeId, CodeCount], *, whole: bool) -> None:
        self.model.set_counts(counts, whole=whole)

    def set_writable(self, can_write: bool, why_not: str) -> None:
        self.model.can_write = can_write
        self.new_button.setEnabled(can_write)
        self.new_button.setToolTip(why_not)

    def collapsed(self) -> list[CodeId]:
        """The codes whose sub-codes are folded away."""
        return [code_id for code_id in self.model.codebook.codes if code_id in self._collapsed]

    def set_collapsed(self, code_ids: list[CodeId]) -> None:
        self._collapsed = set(code_ids)
        self._settling = True
        self._unfold()
        self._settling = False

    # Choosing

    def current(self) -> CodeId | None:
        code = self.model.code_at(self.view.currentIndex())
        return code.id if code else None

    def set_current(self, code_id: CodeId | None) -> None:
        index = self.model.index_of(code_id)
        if index.isValid():
            self.view.choose(index)

    def choose(self, code_ids: Sequence[CodeId]) -> None:
        """Mark these codes; the first is the current one."""
        self.set_current(next(iter(code_ids), None))
        for index in map(self.model.index_of, code_ids):
            self.view.selectionModel().select(index, QItemSelectionModel.SelectionFlag.Select)

    def selected(self) -> list[CodeId]:
        """The chosen codes in tree order; the current one if none is marked."""
        indexes = self.view.selectionModel().selectedIndexes()
        chosen = {code.id for index in indexes if (code := self.model.code_at(index))}
        return [code.id for code in self.model.codebook if code.id in chosen]

    def edit_name(self, code_id: CodeId | None = None) -> None:
        """Rename a code in place, the current one if none is named."""
        if code_id is not None:
            self.set_current(code_id)
        index = self.view.currentIndex()
        if index.isValid() and self.model.can_write:
            self.view.setFocus()
            self.view.scrollTo(index)
            self.view.edit(index)

    def _entered(self, index: QModelIndex) -> None:
        code = self.model.code_at(index)
        if code is not None:
            self.entered.emit(code.id)

    def _folded(self, index: QModelIndex, *, collapsed: bool) -> None:
        code = self.model.code_at(index)
        if code is None or self._settling or self.model.is_filtered:
            return
        (self._collapsed.add if collapsed else self._collapsed.discard)(code.id)

    def _filter_changed(self, text: str) -> None:
        current = self.current()
        self._settling = True
        self.model.set_filter(text)
        self._unfold()
        self._settling = False
        self.set_current(current)

    def _current_changed(self) -> None:
        self._show_definition()
        self.current_changed.emit()

    def _show_definition(self) -> None:
        """Below the tree, in a room that is always the same: else rows would move under a click."""
        code = self.model.code_at(self.view.currentIndex())
        label = self.definition
        label.setFixedHeight(_DEFINITION_LINES * label.fontMetrics().lineSpacing() + 1)
        label.setText(_fitting(_definition(code), label.fontMetrics(), self.width() - 2 * px(14)))
        label.setToolTip((code.definition or "") if code else "")
        has_room = self.height() >= px(_DEFINITION_FROM)
        self._below.setVisible(has_room and any(code.definition for code in self.model.codebook))

    @called_by_qt
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_definition()


def _definition(code: Code | None) -> str:
    if code is None or not code.definition:
        return ""
    return shortened(" ".join(code.definition.split()), _LONGEST_DEFINITION)


def _fitting(text: str, metrics: QFontMetrics, width: int) -> str:
    """As much of a text as fits on the lines below the tree."""

    def fits(words: str) -> bool:
        box = metrics.boundingRect(QRect(0, 0, width, 9999), Qt.TextFlag.TextWordWrap, words)
        return box.height() <= _DEFINITION_LINES * metrics.lineSpacing() + 1

    if fits(text):
        return text
    known, beyond = 0, len(text)
    while beyond - known > 1:
        middle = (known + beyond) // 2
        if fits(shortened(text, middle)):
            known = middle
        else:
            beyond = middle
    return shortened(text, known)
