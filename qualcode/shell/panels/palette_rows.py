"""The rows of the palette: codes that fit the letters, and those that could be made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from qualcode.core.ids import CodeId
from qualcode.core.translate import _
from qualcode.shell.overrides import called_by_qt
from qualcode.shell.panels.painting import current_theme, paint_swatch, paint_text, px, small_font

Index = QModelIndex | QPersistentModelIndex

ROW, GAP = 30, 8
CANDIDATE: Final = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Candidate:
    """A row: a code that is there, or one that would be made (then `code_id` is None)."""

    name: str
    above: str
    code_id: CodeId | None = None
    parent_id: CodeId | None = None
    colour: str = ""
    number: str = ""
    matched: tuple[tuple[int, int], ...] = ()
    is_recent: bool = False


class CandidatesModel(QAbstractListModel):
    """What the letters may mean."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Candidate] = []

    def set_rows(self, rows: Sequence[Candidate]) -> None:
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    @property
    def rows(self) -> list[Candidate]:
        return self._rows

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        candidate = self._rows[index.row()]
        if role == CANDIDATE:
            return candidate
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row_text(candidate)
        return None


def row_text(candidate: Candidate) -> str:
    """What a row says, without its colours."""
    if candidate.code_id is None:
        if candidate.above:
            return _("+ New code “{name}” under {parent}").format(
                name=candidate.name, parent=candidate.above
            )
        return _("+ New code “{name}”").format(name=candidate.name)
    return " · ".join(part for part in (candidate.name, candidate.above) if part)


class CandidateDelegate(QStyledItemDelegate):
    """A square of colour, the name with the matched letters, what is above it, its passages."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(px(120), px(ROW))

    @called_by_qt
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        candidate: Candidate = index.data(CANDIDATE)
        theme = current_theme()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.accent_soft))
            painter.drawRoundedRect(QRectF(option.rect), px(6), px(6))
        rect = QRectF(option.rect).adjusted(px(10), 0, -px(10), 0)
        if candidate.code_id is None:
            paint_text(painter, rect, row_text(candidate), QFont(option.font), theme.soft_ink)
        else:
            self._paint_code(painter, rect, candidate, QFont(option.font))
        painter.restore()

    def _paint_code(
        self, painter: QPainter, rect: QRectF, candidate: Candidate, font: QFont
    ) -> None:
        theme = current_theme()
        colour = theme.code_colour(candidate.colour)
        after = paint_swatch(painter, rect.left(), rect.center().y(), colour)
        number = candidate.number
        if candidate.is_recent:
            number = f"{number} · {_('recent')}" if number else _("recent")
        taken = paint_text(painter, rect, number, small_font(), theme.soft_ink, right=True)
        rect.setLeft(after + px(GAP))
        rect.setRight(rect.right() - taken - px(GAP))
        for text, is_match in _pieces(candidate):
            bold = QFont(font)
            bold.setWeight(QFont.Weight.Bold if is_match else QFont.Weight.Normal)
            ink = theme.accent if is_match else theme.ink
            rect.setLeft(rect.left() + _paint_piece(painter, rect, text, bold, ink))
        if candidate.above:
            above = f" · {candidate.above}"
            paint_text(painter, rect, above, font, theme.soft_ink)


def _pieces(candidate: Candidate) -> list[tuple[str, bool]]:
    pieces: list[tuple[str, bool]] = []
    at = 0
    for start, end in sorted(candidate.matched):
        if start >= at:
            pieces += [(candidate.name[at:start], False), (candidate.name[start:end], True)]
            at = end
    pieces.append((candidate.name[at:], False))
    return [piece for piece in pieces if piece[0]]


def _paint_piece(painter: QPainter, rect: QRectF, text: str, font: QFont, ink: str) -> float:
    """Unlike `paint_text`, returns the advance, with the space at the end of the piece."""
    if rect.width() <= 0:
        return 0.0
    paint_text(painter, rect, text, font, ink)
    return min(QFontMetricsF(font).horizontalAdvance(text), rect.width())
