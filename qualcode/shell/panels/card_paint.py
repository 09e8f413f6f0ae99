"""How headings and cards of the list of passages are laid out and painted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final, Protocol

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPen,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QApplication

from qualcode.core.analysis.found import Found
from qualcode.core.analysis.grouping import Group
from qualcode.core.analysis.summary import SMALL_GROUP
from qualcode.core.ids import CodeId
from qualcode.core.model import Code
from qualcode.core.translate import ngettext
from qualcode.shell.models.passages import Row, name_of, words_of
from qualcode.shell.overrides import called_by_qt
from qualcode.shell.panels.painting import paint_swatch, paint_text, px, scaled, small_font
from qualcode.shell.text.offsets import Offsets
from qualcode.shell.theme import Theme

#: lines of a long passage that are shown; the rest is read in its context
MOST_LINES: Final = 6
SIDE, INSET, GAP = 26, 15, 8
TOP, BOTTOM = 9, 9
HEADING, FIRST_HEADING = 38, 30
BAR = 3
LINE: Final = 1.45
SMALL_LINE: Final = 1.5
_SAMPLE: Final = "det är en samordnare som har uppdraget att and the others see it as their own"


class Words(Protocol):
    """What a card says; see `CardText`."""

    @property
    def quote(self) -> str: ...
    @property
    def source(self) -> str: ...
    @property
    def comment(self) -> str: ...


@dataclass(frozen=True)
class Look:
    """What cards are painted from.

    Attributes:
        words: reads what a card says.
        codes: for the colours and names of its codes.
        chosen: the code whose list it is; other codes on a card are named on it.
        is_whole: false while headings can't say yet how many say it.
    """

    words: Callable[[Found], Words]
    codes: Mapping[CodeId, Code] = field(default_factory=dict)
    chosen: CodeId | None = None
    is_whole: bool = True


@dataclass
class Laid:
    """A row as it is painted, with its height."""

    row: Row
    height: float
    lines: QTextLayout | None = None
    source: str = ""
    comment: str = ""
    codes: tuple[Code, ...] = ()


class CardPainter:
    """Lays rows out and paints them."""

    def __init__(self) -> None:
        self.look: Look | None = None
        self.fonts_changed()

    @property
    def is_of_now(self) -> bool:
        """Whether the interface still has the font that this knows."""
        return self._font == QApplication.font()

    def fonts_changed(self) -> None:
        """The interface has another size."""
        self._font = QFont(QApplication.font())
        self._bold = QFont(self._font)
        self._bold.setWeight(QFont.Weight.DemiBold)
        self._small = small_font()
        metrics = QFontMetricsF(self._font)
        self._line = round(self._font.pixelSize() * LINE)
        self._small_line = round(self._small.pixelSize() * SMALL_LINE)
        self._letter = metrics.horizontalAdvance(_SAMPLE) / len(_SAMPLE)

    # Heights

    def _width(self, view: int) -> float:
        return max(px(60), view - 2 * px(SIDE) - px(INSET) - px(BAR) - px(8))

    def _around(self) -> float:
        """The height of a card without its words and comment."""
        return px(TOP) + px(BOTTOM) + self._small_line + px(2) + px(GAP)

    def guesser(self, view: int) -> Callable[[Row], float]:
        """How high a row will about be, in a view so wide."""
        per_line = max(1, int(self._width(view) / self._letter * 0.96))
        heights = [self._around() + self._line * lines for lines in range(MOST_LINES + 1)]
        heading = float(px(HEADING))

        def guess(row: Row) -> float:
            if isinstance(row, Group):
                return heading
            return heights[min(MOST_LINES, 1 + (row[2] - row[1]) // per_line)]

        return guess

    def lay(self, row: Row, view: int, *, is_first: bool) -> Laid:
        """A row in a view so wide."""
        if isinstance(row, Group):
            return Laid(row, float(px(FIRST_HEADING if is_first else HEADING)))
        assert self.look is not None, "a card is laid out before it is known what it says"
        words = self.look.words(row)
        lines, height = self._break(words.quote, self._width(view))
        height += self._around() + (self._small_line if words.comment else 0)
        return Laid(row, height, lines, words.source, words.comment, self._codes(row))

    def _codes(self, row: Found) -> tuple[Code, ...]:
        assert self.look is not None
        known = dict.fromkeys(mark.code_id for mark in row.marks)
        return tuple(self.look.codes[one] for one in known if one in self.look.codes)

    def _break(self, text: str, width: float) -> tuple[QTextLayout, float]:
        layout, count, last = self._lines(text, width, MOST_LINES)
        if last < len(text):
            cut = text[: max(1, last - 2)].rstrip(" .,;:–-")
            layout, count, _last = self._lines(f"{cut}…", width, MOST_LINES)
        return layout, float(count * self._line)

    def _lines(self, text: str, width: float, most: int) -> tuple[QTextLayout, int, int]:
        """The layout, how many lines it has, and how much of the text they hold."""
        layout = QTextLayout(text, self._font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setCacheEnabled(True)
        layout.beginLayout()
        count = 0
        while count < most and (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, count * self._line + (self._line - line.height()) / 2))
            count += 1
        layout.endLayout()
        last = layout.lineAt(count - 1) if count else None
        end = last.textStart() + last.textLength() if last else 0
        return layout, count, Offsets(text).from_qt(end)

    # Painting

    @called_by_qt
    def paint(
        self,
        painter: QPainter,
        rect: QRectF,
        laid: Laid,
        theme: Theme,
        *,
        is_chosen: bool,
        has_keys: bool,
    ) -> None:
        """A row where it stands."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(laid.row, Group):
            self._paint_heading(painter, rect, laid.row, theme)
        else:
            self._paint_card(painter, rect, laid, theme, is_chosen=is_chosen, has_keys=has_keys)

    def _paint_heading(self, painter: QPainter, rect: QRectF, group: Group, theme: Theme) -> None:
        line = rect.adjusted(px(SIDE), 0, -px(SIDE), 0)
        line.setTop(line.bottom() - px(26))
        is_whole = self.look is None or self.look.is_whole
        note = _note(group) if is_whole else ""
        room = QFontMetricsF(self._small).horizontalAdvance(note) + px(24) if note else 0.0
        words = f" · {words_of(group)}" if is_whole else " …"
        wanted = QFontMetricsF(self._font).horizontalAdvance(words)
        name = QRectF(line)
        name.setWidth(max(px(60), line.width() - wanted - room))
        ink = theme.ink if group.passages else theme.soft_ink
        line.setLeft(line.left() + paint_text(painter, name, name_of(group), self._bold, ink))
        line.setLeft(line.left() + paint_text(painter, line, words, self._font, theme.soft_ink))
        if note:
            self._paint_note(painter, line, note, theme)

    def _paint_note(self, painter: QPainter, line: QRectF, note: str, theme: Theme) -> None:
        width = QFontMetricsF(self._small).horizontalAdvance(note) + px(10)
        height = self._small_line + px(2)
        box = QRectF(line.left() + px(6), line.center().y() - height / 2, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.warning_soft))
        painter.drawRoundedRect(box, scaled(4), scaled(4))
        text = box.adjusted(px(5), 0, px(5), 0)
        paint_text(painter, text, note, self._small, theme.warning)

    def _paint_card(
        self,
        painter: QPainter,
        rect: QRectF,
        laid: Laid,
        theme: Theme,
        *,
        is_chosen: bool,
        has_keys: bool,
    ) -> None:
        box = rect.adjusted(px(SIDE), 0, -px(SIDE), -px(GAP))
        if is_chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.accent_soft))
            painter.drawRoundedRect(box, scaled(6), scaled(6))
        if has_keys:
            painter.setPen(QPen(QColor(theme.accent), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), scaled(6), scaled(6))
        colours = [theme.code_colour(code.colour) for code in laid.codes] or [theme.edge]
        self._paint_bar(painter, box, colours)
        at = QPointF(box.left() + px(BAR) + px(INSET), box.top() + px(TOP))
        height = 0.0
        if laid.lines is not None:
            painter.setPen(QColor(theme.ink))
            laid.lines.draw(painter, at)
            height = laid.lines.lineCount() * self._line
        line = QRectF(at.x(), at.y() + height + px(2), 0, self._small_line)
        line.setRight(box.right() - px(8))
        self._paint_source(painter, QRectF(line), laid, theme)
        if laid.comment:
            line.translate(0, self._small_line)
            self._paint_comment(painter, line, laid.comment, theme)

    def _paint_bar(self, painter: QPainter, box: QRectF, colours: list[str]) -> None:
        """The colours of a card's codes under each other."""
        height = box.height() / len(colours)
        for number, colour in enumerate(colours):
            bar = QRectF(box.left(), box.top() + number * height, px(BAR), height)
            painter.fillRect(bar, QColor(colour))

    def _paint_source(self, painter: QPainter, line: QRectF, laid: Laid, theme: Theme) -> None:
        """Where the words come from; to the right, other codes than the one whose list it is."""
        assert self.look is not None
        others = [code for code in laid.codes if code.id != self.look.chosen]
        metrics = QFontMetricsF(self._small)
        most = line.width() * 0.5
        for code in reversed(others):
            wanted = min(metrics.horizontalAdvance(code.name.replace("\n", " ")), scaled(150))
            wanted += px(10 + 6)
            if wanted > most:
                break
            x = line.right() - wanted
            after = paint_swatch(painter, x, line.center().y(), theme.code_colour(code.colour))
            name = QRectF(after + px(5), line.top(), line.right() - after - px(5), line.height())
            paint_text(painter, name, code.name, self._small, theme.soft_ink)
            line.setRight(x - px(10))
            most -= wanted + px(10)
        paint_text(painter, line, laid.source, self._small, theme.soft_ink)

    def _paint_comment(self, painter: QPainter, line: QRectF, comment: str, theme: Theme) -> None:
        size = px(10)
        painter.setPen(QPen(QColor(theme.soft_ink), scaled(1.2)))
        for offset, length in ((-0.3, 0.8), (0.0, 0.8), (0.3, 0.5)):
            y = line.center().y() + offset * size
            painter.drawLine(QPointF(line.left(), y), QPointF(line.left() + size * length, y))
        slanted = QFont(self._small)
        slanted.setItalic(True)
        line.setLeft(line.left() + size + px(3))
        paint_text(painter, line, comment, slanted, theme.soft_ink)


def _note(group: Group) -> str:
    """A warning on a heading, as short as it must be."""
    if not group.is_small:
        return ""
    return ngettext(
        "fewer than {number} person", "fewer than {number} persons", SMALL_GROUP
    ).format(number=SMALL_GROUP)
