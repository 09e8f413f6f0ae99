"""A code on a passage, as a button: its colour, its name, whose it is, a cross to take it off."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from qualcode.core.ids import CodeId, CodingId
from qualcode.core.model.coding import CONTRADICTS, QUALIFIES, SUPPORTS
from qualcode.core.translate import _
from qualcode.shell.disc import paint_disc
from qualcode.shell.overrides import called_by_qt
from qualcode.shell.panels.painting import (
    current_theme,
    paint_swatch,
    paint_text,
    px,
    scaled,
    small_font,
)
from qualcode.shell.text.views import Owner

HEIGHT, PADDING, GAP, DISC, CROSS = 26, 9, 7, 16, 16
COMMENT = 12
#: how a passage stands to what its code says
SIGNS = {SUPPORTS: "+", CONTRADICTS: "−", QUALIFIES: "±"}


@dataclass(frozen=True, slots=True)
class ChipView:
    """One coding as the passage panel shows it."""

    coding_id: CodingId
    code_id: CodeId
    name: str
    colour: str
    owner: Owner
    is_own: bool
    comment: str | None
    weight: int | None = None
    stance: str | None = None

    @property
    def sign(self) -> str:
        """The stance in a sign, and a dot for each step of the weight."""
        return SIGNS.get(self.stance or "", "") + "•" * (self.weight or 0)


class CodeChip(QAbstractButton):
    """Signals: remove_wanted(coding_id), menu_wanted(coding_id, global_point)."""

    remove_wanted = Signal(str)
    menu_wanted = Signal(str, object)

    def __init__(self, view: ChipView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = view
        self._removable = True
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.set_view(view)

    def set_view(self, view: ChipView) -> None:
        self.view = view
        self.setText(view.name)
        self.setAccessibleName(
            ", ".join(
                filter(
                    None,
                    (
                        _("{code}, by {evaluator}").format(
                            code=view.name, evaluator=view.owner.name
                        ),
                        _judged(view),
                    ),
                )
            )
        )
        lines = [view.name, view.owner.name, _judged(view), view.comment]
        self.setToolTip("\n".join(line for line in lines if line))
        self.updateGeometry()
        self.update()

    def set_removable(self, removable: bool) -> None:
        if removable == self._removable:
            return
        self._removable = removable
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        text = QFontMetricsF(self.font()).horizontalAdvance(self.view.name.replace("\n", " "))
        return QSize(round(text) + 2 + self._before() + self._after(), px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._before() + self._after() + px(16), px(HEIGHT))

    def _before(self) -> int:
        return px(PADDING) + px(10) + px(GAP)

    def _after(self) -> int:
        comment = px(COMMENT) + px(3) if self.view.comment else 0
        cross = px(CROSS) if self._removable else 0
        return px(GAP) + self._sign_width() + comment + px(DISC) + cross + px(5)

    def _sign_width(self) -> int:
        if not self.view.sign:
            return 0
        return round(QFontMetricsF(small_font()).horizontalAdvance(self.view.sign)) + px(4)

    def _cross(self) -> QRectF:
        size = px(CROSS)
        return QRectF(self.width() - size - px(3), (self.height() - size) / 2, size, size)

    # Painting

    @called_by_qt
    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        middle = self.height() / 2
        paint_swatch(painter, px(PADDING), middle, theme.code_colour(self.view.colour))
        room = QRectF(self._before(), 0, self.width() - self._before() - self._after(), 2 * middle)
        paint_text(painter, room, self.view.name, self.font(), theme.ink)
        x = self.width() - self._after() + px(GAP)
        if self.view.sign:
            sign = QRectF(x, 0, self._sign_width(), 2 * middle)
            paint_text(painter, sign, self.view.sign, small_font(), theme.soft_ink)
            x += self._sign_width()
        if self.view.comment:
            self._paint_comment(painter, x, middle)
            x += px(COMMENT) + px(3)
        colour = theme.code_colour(self.view.owner.colour)
        disc = QRectF(x, middle - px(DISC) / 2, px(DISC), px(DISC))
        paint_disc(painter, disc, self.view.owner.initials, colour)
        if self._removable:
            self._paint_cross(painter)
        painter.end()

    def _paint_ground(self, painter: QPainter) -> None:
        theme = current_theme()
        chosen = self.isChecked()
        edge = theme.accent if chosen or self.hasFocus() else theme.edge
        painter.setPen(QPen(QColor(edge), 2 if self.hasFocus() else 1))
        painter.setBrush(QColor(theme.accent_soft if chosen else theme.raised))
        inset = 1.0 if self.hasFocus() else 0.5
        box = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(box, scaled(6), scaled(6))

    def _paint_comment(self, painter: QPainter, x: float, middle: float) -> None:
        """A small page with lines: there is a comment."""
        size = px(COMMENT)
        painter.setPen(QPen(QColor(current_theme().soft_ink), scaled(1.2)))
        for line, length in ((-0.25, 0.8), (0.0, 0.8), (0.25, 0.5)):
            y = middle + line * size
            painter.drawLine(QPointF(x + 1, y), QPointF(x + 1 + size * length, y))

    def _paint_cross(self, painter: QPainter) -> None:
        theme = current_theme()
        over = self._cross().contains(QPointF(self.mapFromGlobal(self.cursor().pos())))
        painter.setPen(QPen(QColor(theme.ink if over else theme.faint_ink), scaled(1.4)))
        arm = px(CROSS) * 0.19
        middle = self._cross().center()
        painter.drawLine(middle + QPointF(-arm, -arm), middle + QPointF(arm, arm))
        painter.drawLine(middle + QPointF(-arm, arm), middle + QPointF(arm, -arm))

    # Using

    @called_by_qt
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.update()
        super().mouseMoveEvent(event)

    @called_by_qt
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._removable and self._cross().contains(event.position()):
            self.setDown(False)
            self.remove_wanted.emit(self.view.coding_id)
            return
        super().mouseReleaseEvent(event)

    @called_by_qt
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self._removable:
            self.remove_wanted.emit(self.view.coding_id)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    @called_by_qt
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(self.view.coding_id, event.globalPos())


def _judged(view: ChipView) -> str:
    """Stance and weight in words."""
    stances = {
        SUPPORTS: _("Supports"),
        CONTRADICTS: _("Contradicts"),
        QUALIFIES: _("Qualifies"),
    }
    weights = {1: _("Weak"), 2: _("Medium"), 3: _("Strong")}
    said = (stances.get(view.stance or ""), weights.get(view.weight or 0))
    return " · ".join(filter(None, said))
