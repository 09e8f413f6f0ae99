"""The list in which hits are seen among the words around them, walked through by key."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QKeyEvent,
    QPainter,
    QPen,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from qualcode.core.analysis.search.context import Context
from qualcode.shell.models import search
from qualcode.shell.models.search import FoundModel, Heading
from qualcode.shell.overrides import called_by_qt
from qualcode.shell.panels.painting import (
    current_theme,
    paint_edge,
    paint_frame,
    paint_text,
    px,
    scaled,
    small_font,
)
from qualcode.shell.theme import Theme

Index = QModelIndex | QPersistentModelIndex

LINES: Final = 2
EDGE: Final = 14
INDENT: Final = 12
GAP: Final = 4
BOX: Final = 15


def row_height() -> int:
    """Every row is as high as two lines: only so are 300 000 laid out at once."""
    return px(LINES * 17 + 2 * GAP)


class HitDelegate(QStyledItemDelegate):
    """A document with its numbers; or a hit in bold on a tinted ground, on two lines."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(px(120), row_height())

    @called_by_qt
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = current_theme()
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(option.rect, QColor(theme.accent_soft))
            paint_edge(painter, option.rect, theme)
        rect = QRectF(option.rect).adjusted(px(EDGE), 0, -px(EDGE), 0)
        if isinstance(index.data(search.ROW), Heading):
            _paint_heading(painter, rect, index, theme)
        else:
            _paint_hit(painter, rect, index, theme)
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint_frame(painter, option.rect, theme)
        painter.restore()


def _paint_heading(painter: QPainter, rect: QRectF, index: Index, theme: Theme) -> None:
    line = QRectF(rect.left() - px(EDGE), rect.top(), rect.width() + 2 * px(EDGE), 1)
    if index.row():
        painter.fillRect(line, QColor(theme.hairline))
    row = QRectF(rect).adjusted(0, px(GAP), 0, 0)
    detail = index.data(search.DETAIL)
    width = paint_text(painter, row, detail, small_font(), theme.soft_ink, right=True)
    row.setRight(row.right() - width - px(8))
    bold = QFont(QApplication.font())
    bold.setWeight(QFont.Weight.DemiBold)
    paint_text(painter, row, index.data(Qt.ItemDataRole.DisplayRole), bold, theme.ink)


def _paint_hit(painter: QPainter, rect: QRectF, index: Index, theme: Theme) -> None:
    ticked = index.data(search.TICKED)
    if ticked is not None:
        _paint_box(painter, rect, theme, ticked=ticked)
        rect = rect.adjusted(px(BOX + 4), 0, 0, 0)
    rect = rect.adjusted(px(INDENT), px(GAP), 0, -px(GAP))
    layout = _laid_out(index.data(search.CONTEXT), rect.width(), theme)
    painter.setPen(QColor(theme.soft_ink))
    painter.setClipRect(rect)
    layout.draw(painter, rect.topLeft())


def _laid_out(around: Context, width: float, theme: Theme) -> QTextLayout:
    before = around.before.lstrip()
    layout = QTextLayout(before + around.words + around.after, QApplication.font())
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    stands_out = QTextCharFormat()
    stands_out.setFontWeight(QFont.Weight.DemiBold)
    stands_out.setForeground(QColor(theme.ink))
    stands_out.setBackground(QColor(theme.warning_soft))
    made = QTextLayout.FormatRange()
    made.start, made.length = _units(before), _units(around.words)
    made.format = stands_out
    layout.setFormats([made])
    layout.beginLayout()
    top = 0.0
    for _number in range(LINES):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        line.setPosition(QPointF(0, top))
        top += line.height()
    layout.endLayout()
    return layout


def _units(text: str) -> int:
    """How long Qt takes a text to be."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _paint_box(painter: QPainter, rect: QRectF, theme: Theme, *, ticked: bool) -> None:
    size = px(BOX)
    box = QRectF(rect.left() + 0.5, rect.center().y() - size / 2 + 0.5, size, size)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(theme.accent if ticked else theme.soft_ink), 1))
    painter.setBrush(QColor(theme.accent if ticked else theme.raised))
    painter.drawRoundedRect(box, scaled(4), scaled(4))
    if ticked:
        painter.setPen(QPen(QColor(theme.on_accent), scaled(2)))
        unit = box.width() / 10
        points = [(2.4, 5.3), (4.3, 7.2), (7.7, 3.2)]
        painter.drawPolyline(
            [QPointF(box.left() + x * unit, box.top() + y * unit) for x, y in points]
        )
    painter.setBrush(Qt.BrushStyle.NoBrush)


class HitList(QListView):
    """Signals:
    walked(index): another row is the current one.
    entered_row(index): Enter, or a double click.
    ticked(): a hit was chosen, or not.
    left_above(): Up was pressed on the first row.
    """

    walked = Signal(QModelIndex)
    entered_row = Signal(QModelIndex)
    ticked = Signal()
    left_above = Signal()

    def __init__(self, model: FoundModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self.setModel(model)
        self.setItemDelegate(HitDelegate(self))
        self.setUniformItemSizes(True)
        self.setMinimumHeight(2 * row_height())
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.doubleClicked.connect(self.entered_row)
        self.clicked.connect(self._clicked)

    @called_by_qt
    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            self.walked.emit(current)

    def _clicked(self, index: QModelIndex) -> None:
        """On the box a click chooses; anywhere in a row it shows the place again."""
        box = QRect(self.visualRect(index))
        box.setWidth(px(EDGE + BOX + 6))
        if self._model.ticking and box.contains(self.viewport().mapFromGlobal(self.cursor().pos())):
            self._tick(index, on=not index.data(search.TICKED))
        else:
            self.walked.emit(index)

    def _tick(self, index: QModelIndex, *, on: bool) -> None:
        self._model.tick(index, on=on)
        self.ticked.emit()

    def go(self, step: int) -> bool:
        """To the next hit, or the one before; whether there is one."""
        row = self._model.next_hit(self.currentIndex().row(), step)
        if row is None:
            return False
        self.setCurrentIndex(self._model.index(row))
        return True

    @called_by_qt
    def event(self, event: QEvent) -> bool:
        """Here F3 is for hits, whatever it is for in the text."""
        overrides = event.type() == QEvent.Type.ShortcutOverride
        if overrides and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_F3:
            event.accept()
            return True
        return super().event(event)

    @called_by_qt
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, plain = event.key(), not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered_row.emit(self.currentIndex())
        elif key == Qt.Key.Key_F3:
            self.go(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif plain and key == Qt.Key.Key_Up and self.currentIndex().row() <= 0:
            self.left_above.emit()
        elif plain and key == Qt.Key.Key_Space and self._model.ticking:
            self._tick(self.currentIndex(), on=True)
            self.go(1)
        elif plain and key == Qt.Key.Key_Backspace and self._model.ticking:
            self.go(-1)
            self._tick(self.currentIndex(), on=False)
        elif plain and self._model.ticking and key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.go(1 if key == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)
