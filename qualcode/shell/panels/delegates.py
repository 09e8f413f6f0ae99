"""How rows of the code tree and of the list of documents are painted."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from qualcode.core.model.document import DONE
from qualcode.shell.models import codes as codes_model
from qualcode.shell.models import documents as documents_model
from qualcode.shell.overrides import called_by_qt
from qualcode.shell.panels.painting import current_theme as theme_now
from qualcode.shell.panels.painting import (
    paint_swatch,
    paint_text,
    px,
    scaled,
    small_font,
)
from qualcode.shell.theme import Theme

Index = QModelIndex | QPersistentModelIndex

ROW = 28
GAP = 8
LEFT = 5  # as far as the chevrons are moved in
RIGHT = 14  # from the numbers to the panel's edge
BADGE = 17
EDITOR_PADDING = 3
METER_WIDTH, METER_HEIGHT = 36, 4
CHECK = 10
MEMO = 10  # how wide the sign of a memo is
LEAST_NAME = 84  # numbers give way where less is left for the name


class _RowDelegate(QStyledItemDelegate):
    """Rows of one line; names are edited in place with their room to themselves."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(px(80), px(ROW))

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setStyleSheet(f"padding: 0 {px(EDITOR_PADDING)}px; border-radius: {px(4)}px;")
        editor.setAccessibleName(index.data(Qt.ItemDataRole.DisplayRole))
        return editor

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, _index: Index
    ) -> None:
        left = option.rect.left() + self.text_left() - px(EDITOR_PADDING) - 2
        width = option.rect.right() - left - px(4)
        height = max(editor.sizeHint().height(), option.rect.height())
        top = option.rect.center().y() - height // 2
        editor.setGeometry(QRect(left, top, width, height))

    def text_left(self) -> int:
        """Where a name begins, from the row's left."""
        return px(4)


class CodeDelegate(_RowDelegate):
    """A square of colour, the name, its number key, and “passages · persons” to the right."""

    def text_left(self) -> int:
        return px(LEFT + 3) + px(10) + px(GAP)

    @called_by_qt
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        code = index.data(codes_model.CODE)
        if code is None:
            return
        theme = theme_now()
        painter.save()
        rect = QRectF(option.rect).adjusted(px(LEFT + 3), 0, -px(RIGHT), 0)
        middle = rect.center().y()
        after = paint_swatch(painter, rect.left(), middle, theme.code_colour(code.colour))
        count = index.data(codes_model.COUNT)
        numbers = f"{count.passages} · {count.persons}" if count.passages else ""
        room = QFontMetricsF(small_font()).horizontalAdvance(numbers) + px(GAP)
        key = index.data(codes_model.KEY)
        rect.setLeft(after + px(GAP))
        if rect.width() - room >= px(LEAST_NAME) / 2:
            paint_text(painter, rect, numbers, small_font(), theme.soft_ink, right=True)
            rect.setRight(rect.right() - room)
        if key and rect.width() - px(BADGE + GAP) < px(LEAST_NAME):
            key = None
        if key:
            rect.setRight(rect.right() - px(BADGE + GAP))
        has_memo = bool(index.data(codes_model.MEMOS))
        if has_memo:
            rect.setRight(rect.right() - px(MEMO + GAP))
        width = paint_text(painter, rect, code.name, _name_font(option), theme.ink)
        after = rect.left() + width + px(GAP)
        if has_memo:
            _paint_memo(painter, after, middle, theme)
            after += px(MEMO + GAP)
        if key:
            _paint_badge(painter, after, middle, str(key), theme)
        painter.restore()


class DocumentDelegate(_RowDelegate):
    """A folder with the number of its documents, or a title with a meter of how much is coded,
    and a check where the evaluator is done."""

    def text_left(self) -> int:
        return px(LEFT + 1)

    @called_by_qt
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = theme_now()
        painter.save()
        text = index.data(Qt.ItemDataRole.DisplayRole) or ""
        rect = QRectF(option.rect).adjusted(px(LEFT + 1), 0, -px(RIGHT), 0)
        if index.data(documents_model.DOCUMENT) is None:
            number = str(index.data(documents_model.SIZE) or "")
            room = paint_text(painter, rect, number, small_font(), theme.soft_ink, right=True)
            rect.setRight(rect.right() - room - px(GAP))
            paint_text(painter, rect, text, QFont(option.font), theme.soft_ink)
        else:
            rect.setRight(self._paint_progress(painter, rect, option, index))
            has_memo = bool(index.data(documents_model.MEMOS))
            if has_memo:
                rect.setRight(rect.right() - px(MEMO + GAP))
            text = _without_folder(text, index)
            # In the middle: titles that begin alike are told apart by their ends.
            middle = Qt.TextElideMode.ElideMiddle
            width = paint_text(painter, rect, text, _name_font(option), theme.ink, mode=middle)
            if has_memo:
                _paint_memo(painter, rect.left() + width + px(GAP), rect.center().y(), theme)
        painter.restore()

    def _paint_progress(
        self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem, index: Index
    ) -> float:
        """The meter, and after it the check, in one column down the list; returns where they
        begin."""
        theme = theme_now()
        column = px(METER_WIDTH + CHECK + 4)
        if rect.width() - column - px(GAP) < px(LEAST_NAME):
            return rect.right()
        meter = QRectF(rect.right() - column, 0, px(METER_WIDTH), px(METER_HEIGHT))
        meter.moveTop(rect.center().y() - meter.height() / 2)
        share = index.data(documents_model.SHARE)
        _paint_meter(painter, meter, share, theme, on_accent=_is_chosen(option))
        if index.data(documents_model.STATE) == DONE:
            _paint_check(painter, rect.right() - px(CHECK), rect.center().y(), theme)
        return meter.left() - px(GAP)


def _paint_memo(painter: QPainter, x: float, middle: float, theme: Theme) -> None:
    """A sheet with a line or two on it: there is a memo."""
    width, height = px(MEMO), px(MEMO) * 1.1
    left, top = round(x) + 0.5, round(middle - height / 2) + 0.5
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(theme.soft_ink), scaled(1.2)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(left, top, width, height), scaled(1.5), scaled(1.5))
    for down, across in ((0.36, 0.78), (0.66, 0.6)):
        line = top + height * down
        painter.drawLine(QPointF(left + width * 0.22, line), QPointF(left + width * across, line))


def _paint_check(painter: QPainter, x: float, middle: float, theme: Theme) -> None:
    size = px(CHECK)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(theme.good), scaled(1.8)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    places = ((0.1, 0.05), (0.38, 0.33), (0.95, -0.3))
    painter.drawPolyline(
        [QPointF(x + size * right, middle + size * down) for right, down in places]
    )


def _name_font(option: QStyleOptionViewItem) -> QFont:
    return QFont(option.font)


def _is_chosen(option: QStyleOptionViewItem) -> bool:
    return bool(option.state & QStyle.StateFlag.State_Selected)


def _without_folder(title: str, index: Index) -> str:
    """A title without the name of its folder, where it begins with that."""
    folder = index.parent().data(Qt.ItemDataRole.DisplayRole)
    return title.removeprefix(f"{folder} – ") if folder else title


def _paint_badge(painter: QPainter, x: float, middle: float, key: str, theme: Theme) -> None:
    height = px(BADGE) - px(2)
    box = QRectF(x, middle - height / 2, px(BADGE) - px(3), height)
    painter.setPen(QColor(theme.edge))
    painter.setBrush(QColor(theme.raised))
    painter.drawRoundedRect(box, scaled(3), scaled(3))
    painter.setFont(small_font())
    painter.setPen(QColor(theme.soft_ink))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, key)


def _paint_meter(
    painter: QPainter, meter: QRectF, share: float, theme: Theme, *, on_accent: bool
) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.panel if on_accent else theme.track))
    radius = meter.height() / 2
    painter.drawRoundedRect(meter, radius, radius)
    if share > 0:
        filled = QRectF(meter)
        filled.setWidth(max(meter.height(), meter.width() * share))
        painter.setBrush(QColor(theme.accent))
        painter.drawRoundedRect(filled, radius, radius)
