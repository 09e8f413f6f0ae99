"""A list of questions, each with its answers as buttons in the row; thousands stay smooth."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QListView,
    QScrollArea,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from qualcode.core.merge.decided import PLACE
from qualcode.core.translate import _
from qualcode.shell.overrides import called_by_qt
from qualcode.shell.pages.team.merging.deciding import Deciding
from qualcode.shell.pages.team.merging.question import Key, Question
from qualcode.shell.pages.team.merging.row_words import bold, paint_side, paint_wrapped
from qualcode.shell.panels.painting import (
    current_theme,
    paint_edge,
    paint_frame,
    paint_text,
    px,
    scaled,
    small_font,
)

Index = QModelIndex | QPersistentModelIndex
_NONE: Final = QModelIndex()
_QUESTION: Final = Qt.ItemDataRole.UserRole

_ROW, _EDGE, _GAP, _BUTTON, _PAD = 56, 10, 14, 28, 13
#: what is seen of what lies beside a row that comes into view
_BESIDE: Final = 24
#: so wide a row must be for its buttons to stand beside the words
_WIDE: Final = 640
_BETWEEN: Final = 4
_NUMBER_KEYS: Final = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3)


class DecisionModel(QAbstractListModel):
    """The questions of one kind."""

    def __init__(self, deciding: Deciding, kind: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.deciding = deciding
        self._kind = kind
        self.rows: list[Question] = []
        deciding.asked.connect(self._take)
        deciding.answered.connect(self._answered)
        self._take()

    def _take(self) -> None:
        before, new = self.rows, list(self.deciding.questions[self._kind])
        if before and [one.key for one in before] == [one.key for one in new]:
            self.rows = new
            self.dataChanged.emit(self.index(0), self.index(len(new) - 1))
            return
        self.beginResetModel()
        self.rows = new
        self.endResetModel()

    def _answered(self, key: object) -> None:
        for number, question in enumerate(self.rows):
            if key in (question.key, question.whole):
                self.dataChanged.emit(self.index(number), self.index(number))

    def rowCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        question = self.rows[index.row()]
        if role == _QUESTION:
            return question
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.words(question)
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(_lines(question))
        return None

    def words(self, question: Question) -> str:
        """All that a row shows, to be read aloud."""
        answer = dict(question.choices)[self.deciding.stands(question)]
        if not self.deciding.is_decided(question):
            answer = _("{answer}, if you don’t decide otherwise").format(answer=answer)
        return "; ".join([*_lines(question), question.why, answer])


def _lines(question: Question) -> list[str]:
    sides = [
        _("{name} ({detail})").format(name=side.name, detail=side.detail)
        if side.detail
        else side.name
        for side in (question.ours, question.theirs)
    ]
    if question.kind == PLACE:
        return list(question.full)
    return [*filter(None, [question.what]), *sides, *question.full]


def which_keys() -> str:
    """The keys that answer."""
    return _("Left and Right, or 1, 2 and 3, choose an answer; Delete takes it back")


class DecisionList(QListView):
    """An answer is given by a click on its button, with Left and Right, or with 1, 2 and 3; Delete
    takes it back.

    Signals:
        row_changed(question): another row is the current one; None for none.
        keys_changed(here): it has the keys, or has them no more.
    """

    row_changed = Signal(object)
    keys_changed = Signal(bool)

    def __init__(
        self, name: str, deciding: Deciding, kind: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.deciding = deciding
        self._kept: Key | None = None
        self.setAccessibleName(name)
        self.setAccessibleDescription(which_keys())
        self.setProperty("kind", "ground")
        self.model_ = DecisionModel(deciding, kind, self)
        self.setModel(self.model_)
        self.delegate = _Delegate(self)
        self.setItemDelegate(self.delegate)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.selectionModel().currentChanged.connect(self._go_to)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.model_.modelAboutToBeReset.connect(self._keep_current)
        self.model_.modelReset.connect(self._go_back)
        self.model_.modelReset.connect(self.updateGeometry)

    def question(self, row: int) -> Question:
        """What is asked in a row."""
        return self.model_.rows[row]

    def current(self) -> Question | None:
        """The question that has the keys."""
        index = self.currentIndex()
        return self.model_.rows[index.row()] if index.isValid() else None

    def _go_to(self, now: QModelIndex, _old: QModelIndex) -> None:
        self.row_changed.emit(now.data(_QUESTION) if now.isValid() else None)
        if now.isValid() and self.hasFocus():
            self._bring_into_view(self.visualRect(now))

    def _bring_into_view(self, row: QRect) -> None:
        """What has the keys is seen, also where the list is as high as all its rows and what it is
        in scrolls."""
        area: QWidget | None = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        inside = None if area is None else area.widget()
        if area is not None and inside is not None:
            for corner in (row.bottomLeft(), row.topLeft()):
                place = self.viewport().mapTo(inside, corner)
                area.ensureVisible(place.x(), place.y(), 0, px(_BESIDE))

    def _keep_current(self) -> None:
        current = self.current()
        self._kept = None if current is None else current.key

    def _go_back(self) -> None:
        """To the question that had the keys before there were others."""
        rows = [row for row, one in enumerate(self.model_.rows) if one.key == self._kept]
        if rows:
            self.setCurrentIndex(self.model_.index(rows[0]))

    def button(self, row: int, answer: str) -> QRect:
        """Where the button of an answer is, in the viewport."""
        rect = self.visualRect(self.model_.index(row))
        return self.delegate.buttons(rect, self.question(row))[answer].toRect()

    def _answer_at(self, place: QPoint) -> None:
        index = self.indexAt(place)
        if not index.isValid():
            return
        question = self.question(index.row())
        for answer, button in self.delegate.buttons(self.visualRect(index), question).items():
            if button.contains(place.toPointF()):
                self.deciding.answer(question.key, answer)

    def _step(self, question: Question, step: int) -> None:
        answers = [answer for answer, _words in question.choices]
        at = answers.index(self.deciding.stands(question)) + step
        self.deciding.answer(question.key, answers[max(0, min(at, len(answers) - 1))])

    @called_by_qt
    def focusInEvent(self, event: QFocusEvent) -> None:
        """The row that the keys are for is marked; a click marks the one that is clicked."""
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.MouseFocusReason and self.model_.rows:
            current = self.currentIndex()
            now = current if current.isValid() else self.model_.index(0)
            self.setCurrentIndex(now)
            self._bring_into_view(self.visualRect(now))
        self.keys_changed.emit(True)

    @called_by_qt
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.keys_changed.emit(False)

    @called_by_qt
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._answer_at(event.position().toPoint())

    @called_by_qt
    def keyPressEvent(self, event: QKeyEvent) -> None:
        question, key = self.current(), Qt.Key(event.key())
        if question is not None and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._step(question, 1 if key == Qt.Key.Key_Right else -1)
        elif question is not None and key in _NUMBER_KEYS[: len(question.choices)]:
            self.deciding.answer(question.key, question.choices[_NUMBER_KEYS.index(key)][0])
        elif question is not None and key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.deciding.answer(question.key, None)
        elif question is not None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.deciding.answer(question.key, self.deciding.stands(question))
        else:
            super().keyPressEvent(event)

    @called_by_qt
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.whole_height())

    def minimumSizeHint(self) -> QSize:
        return QSize(px(120), min(self.whole_height(), self.row_height() * 2))

    def row_height(self) -> int:
        """How high a row is at this width."""
        return self.delegate.height(self.viewport().width())

    def whole_height(self) -> int:
        """How high it must be to show all rows."""
        return self.row_height() * self.model_.rowCount() + px(2)


class _Delegate(QStyledItemDelegate):
    def __init__(self, view: DecisionList) -> None:
        super().__init__(view)
        self._view = view

    def height(self, width: int) -> int:
        return px(_ROW) if width >= px(_WIDE) else px(_ROW + _BUTTON + _GAP)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(px(200), self.height(self._view.viewport().width()))

    def _room_for_buttons(self, question: Question) -> float:
        metrics = QFontMetricsF(bold(QApplication.font()))
        widths = (metrics.horizontalAdvance(words) + px(2 * _PAD) for _a, words in question.choices)
        return sum(widths) + px(_BETWEEN) * (len(question.choices) - 1)

    def buttons(self, row: QRect, question: Question) -> dict[str, QRectF]:
        """The button of each answer, at the right of the row or under its words."""
        metrics = QFontMetricsF(bold(QApplication.font()))
        wide = row.width() >= px(_WIDE)
        x = row.right() - px(_EDGE) - self._room_for_buttons(question)
        x = x if wide else row.left() + px(_EDGE)
        y = row.top() + px(10) if wide else row.bottom() - px(_BUTTON + 8)
        found = {}
        for answer, words in question.choices:
            width = metrics.horizontalAdvance(words) + px(2 * _PAD)
            found[answer] = QRectF(x, y, width, px(_BUTTON))
            x += width + px(_BETWEEN)
        return found

    @called_by_qt
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        question: Question = index.data(_QUESTION)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option)
        self._paint_words(painter, option.rect, question)
        self._paint_buttons(painter, option.rect, question)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        theme, row = current_theme(), option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(row, QColor(theme.panel))
            paint_edge(painter, row, theme)
            if option.state & QStyle.StateFlag.State_HasFocus:
                paint_frame(painter, row, theme)
        painter.fillRect(
            QRect(row.left(), row.bottom(), row.width(), 1), QColor(current_theme().hairline)
        )

    def _paint_words(self, painter: QPainter, row: QRect, question: Question) -> None:
        theme = current_theme()
        left, right = row.left() + px(_EDGE), row.right() - px(_EDGE)
        if row.width() >= px(_WIDE):
            right -= int(self._room_for_buttons(question)) + px(_GAP)
        first = question.what
        shares = (0.28, 0.36, 0.36) if first else (0.37, 0.37, 0.26)
        x, top = float(left), float(row.top())
        for number, share in enumerate(shares):
            room = QRectF(x, top, (right - left) * share - px(_GAP), px(_ROW))
            x += (right - left) * share
            if first and number == 0 and question.kind == PLACE:
                room.setLeft(room.left() + px(_GAP))  # a part of what stands above
                paint_wrapped(painter, room, first, QApplication.font(), theme.ink)
            elif first and number == 0:
                paint_wrapped(painter, room, first, bold(QApplication.font()), theme.ink)
            elif not first and number == 2:
                paint_wrapped(painter, room, question.why, QApplication.font(), theme.ink)
            else:
                side = (question.ours, question.theirs)[number - bool(first)]
                paint_side(painter, room, side)

    def _paint_buttons(self, painter: QPainter, row: QRect, question: Question) -> None:
        theme, deciding = current_theme(), self._view.deciding
        stands = deciding.stands(question)
        decided = deciding.is_decided(question)
        words = dict(question.choices)
        buttons = self.buttons(row, question)
        for answer, rect in buttons.items():
            filled = answer == stands and decided
            marked = answer == stands and not decided
            ground = theme.accent if filled else theme.accent_soft if marked else theme.raised
            edge = theme.accent if filled or marked else theme.edge
            painter.setPen(QPen(QColor(edge), 1))
            painter.setBrush(QColor(ground))
            painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), scaled(7), scaled(7))
            font = bold(QApplication.font()) if answer == stands else QFont(QApplication.font())
            painter.setFont(font)
            painter.setPen(QColor(theme.on_accent if filled else theme.ink))
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, words[answer])
        if not decided and row.width() >= px(_WIDE):
            last = list(buttons.values())[-1]
            note = QRectF(row.left(), last.bottom(), last.right() - row.left(), px(16))
            text = _("as it is, if you don’t decide")
            note.setLeft(last.right() - QFontMetricsF(small_font()).horizontalAdvance(text) - px(2))
            paint_text(painter, note, text, small_font(), theme.soft_ink, right=True)
