"""The reader's lower half: a text in a column that scrolls, can be selected in, and remembers where
it was. `Reader` adds marks and gestures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QPointF, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent, QTextCursor, QWheelEvent
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from qualcode.core.model.span import Span, trim
from qualcode.core.translate import _
from qualcode.shell.overrides import called_by_qt
from qualcode.shell.text.layout import ReaderLayout
from qualcode.shell.text.margin import LOOKBACK, Margins
from qualcode.shell.text.measure import geometry_for, least_view, text_font
from qualcode.shell.text.offsets import Display
from qualcode.shell.text.paint import Inks, PagePainter
from qualcode.shell.text.resizing import Resizing
from qualcode.shell.text.scene import Places, Scene, Turns
from qualcode.shell.text.views import Place, PlaceView, TextStyle, TurnView
from qualcode.shell.theme import LIGHT, Theme

LEAST_ZOOM, MOST_ZOOM, ZOOM_STEP = 0.6, 3.0, 1.1
# How far below the top of the view a passage is put that is scrolled to.
SCROLL_ROOM = 0.3
# And below it a heading that one goes to, px.
TOP_ROOM = 24.0
# Blocks turn out higher or lower than guessed when they are laid out; a few rounds settle it.
MOST_ROUNDS = 6


class TextView(QTextEdit):
    """A read-only text. All positions are code points.

    Signals: `selection_changed()`, `caret_moved(position)`, `zoom_changed(zoom)`, `scrolled()`.
    """

    selection_changed = Signal()
    caret_moved = Signal(int)
    zoom_changed = Signal(float)
    scrolled = Signal()

    def __init__(self, parent: QWidget | None = None, *, theme: Theme = LIGHT) -> None:
        super().__init__(parent)
        self._scene = Scene(theme=theme)
        self._places: dict[str, Place] = {}
        self._anchor: tuple[int, float] | None = None
        self._busy = False
        self.setProperty("kind", "reader")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._build_layout()
        self._later = QTimer(self, interval=0, singleShot=True)
        self._later.timeout.connect(self._settle)
        self.selectionChanged.connect(self._selection_changed)
        self.cursorPositionChanged.connect(self._caret_changed)
        self._name()

    def _build_layout(self) -> None:
        document = self.document()
        document.setUndoRedoEnabled(False)
        self._layout = ReaderLayout(document)
        document.setDocumentLayout(self._layout)
        self._margins = Margins(self._layout, self._scene, self._view)
        self._resizing = Resizing(self._layout, self._scene)
        self._painter = PagePainter(self._layout, self._scene, self._margins, self._resizing)
        self._inks = Inks(self._scene)
        self._layout.paint = self._painter
        self._layout.formats = self._inks
        self._set_font()

    def _name(self) -> None:
        self.setAccessibleName(self._scene.title or _("Text"))
        self.setAccessibleDescription(_("The text of a document, with its marks"))

    # What is shown

    def show_text(
        self,
        document_key: str,
        title: str,
        subtitle: str,
        text: str,
        turns: Sequence[TurnView] = (),
        places: Sequence[PlaceView] = (),
    ) -> None:
        """Show a text, without marks, at the place where it was left."""
        if self._scene.key:
            self._places[self._scene.key] = self.place()
        self._reset_scene()
        scene = self._scene
        scene.key, scene.title, scene.subtitle, scene.text = document_key, title, subtitle, text
        scene.display = Display.of(text)
        scene.turns, scene.places = Turns(turns), Places(places)
        self._busy = True
        self._layout.prepare(scene.display)
        self.setPlainText(scene.display.text)
        self._busy = False
        self._name()
        self._fit()
        self.restore_place(self._places.get(document_key))

    def _reset_scene(self) -> None:
        self._scene.marks.set(())
        for spans in (self._scene.hits, self._scene.struck, self._scene.offered):
            spans.set(())
        self._scene.current = self._scene.hovered = None
        self._resizing.cancel()

    @property
    def document_key(self) -> str:
        return self._scene.key

    def text(self) -> str:
        """The stored text that is shown."""
        return self._scene.text

    def set_title(self, title: str, subtitle: str) -> None:
        self._scene.title, self._scene.subtitle = title, subtitle
        self._name()
        self._fit()

    def set_places(self, places: Sequence[PlaceView]) -> None:
        self._scene.places = Places(places)
        self._fit()

    def set_turns(self, turns: Sequence[TurnView]) -> None:
        self._scene.turns = Turns(turns)
        self._redo_lines()

    # Selection, caret

    def selection(self) -> Span | None:
        """The selected span without outer white space; None if nothing else is selected."""
        return trim(self._scene.text, *self._selected())

    def _selected(self) -> tuple[int, int]:
        cursor, offsets = self.textCursor(), self._scene.offsets
        return offsets.from_qt(cursor.selectionStart()), offsets.from_qt(cursor.selectionEnd())

    def selected_text(self) -> str:
        """What is selected, as it is stored, with outer white space."""
        start, end = self._selected()
        return self._scene.text[start:end]

    def select(self, start: int, end: int) -> None:
        """Select a span; its end has the caret."""
        self._set_cursor(start, end)

    def clear_selection(self) -> None:
        self.set_caret(self.caret())

    def caret(self) -> int:
        return self._scene.offsets.from_qt(self.textCursor().position())

    def set_caret(self, position: int) -> None:
        self._set_cursor(position, position)

    def _set_cursor(self, anchor: int, caret: int) -> None:
        to_qt = self._scene.offsets.to_qt
        cursor = self.textCursor()
        cursor.setPosition(to_qt(anchor))
        cursor.setPosition(to_qt(caret), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def _selection_changed(self) -> None:
        self.viewport().update()
        if not self._busy:
            self.selection_changed.emit()

    def _caret_changed(self) -> None:
        if not self._busy:
            self.caret_moved.emit(self.caret())

    def rect_of(self, start: int, end: int) -> QRect:
        """From the first character of a span to its last, as far as they are seen, in the
        viewport."""
        to_qt, cursor = self._scene.offsets.to_qt, QTextCursor(self.document())
        cursor.setPosition(to_qt(start))
        first = self.cursorRect(cursor)
        cursor.setPosition(to_qt(end))
        return first.united(self.cursorRect(cursor)).intersected(self.viewport().rect())

    # Scrolling, place

    def _view(self) -> tuple[float, float]:
        """Top and height of what is seen of the document."""
        return float(self.verticalScrollBar().value()), float(self.viewport().height())

    def visible_span(self) -> Span:
        """The code points of the blocks that are seen."""
        top, height = self._view()
        document = self.document()
        first = document.findBlockByNumber(self._layout.block_at(top))
        last = document.findBlockByNumber(self._layout.block_at(top + height - 1))
        return Span(self._scene.span_of(first)[0], self._scene.span_of(last)[1])

    def scroll_to(self, start: int, end: int) -> None:
        """Bring a passage into view, if it is not all seen already."""
        top, height = self._view()
        first, last = self._line(start)[0], self._line(max(start, end - 1))[1]
        if first >= top and last <= top + height:
            return
        room = height * SCROLL_ROOM if last - first < height * (1 - SCROLL_ROOM) else 12.0
        self._scroll(lambda: self._line(start)[0] - room)

    def reading_place(self) -> int:
        """What one reads: the character at the caret if that is seen, or else the first one seen."""
        top, height = self._view()
        caret = self.caret()
        line_top, line_bottom = self._line(caret)
        if top <= line_top and line_bottom <= top + height:
            return caret
        first = self.document().findBlockByNumber(self._layout.block_at(top))
        return self._scene.span_of(first)[0]

    def go_to(self, position: int) -> None:
        """Put the caret at a place, and that place near the top of the view."""
        self.set_caret(position)
        self._scroll(lambda: self._line(position)[0] - TOP_ROOM)

    def place(self) -> Place:
        """Where the reader is now; `restore_place` goes there again, at any width and size."""
        cursor, offsets = self.textCursor(), self._scene.offsets
        top = self._view()[0]
        left = self._layout.geometry.left
        hit = self._layout.hitTest(QPointF(left, top + 1), Qt.HitTestAccuracy.FuzzyHit)
        first = offsets.from_qt(hit)
        below = self._line(first)[0] - top
        return Place(first, below, offsets.from_qt(cursor.anchor()), self.caret())

    def restore_place(self, place: Place | None) -> None:
        """Go to a place; None is the beginning."""
        self._busy = True
        self._set_cursor(*((place.anchor, place.caret) if place else (0, 0)))
        self._busy = False
        self._scroll(lambda: self._line(place.top)[0] - place.below if place else 0.0)
        self._caret_changed()
        self._selection_changed()

    def _line(self, position: int) -> tuple[float, float]:
        return self._layout.line_box(self._scene.offsets.to_qt(position))

    def _scroll(self, wanted: Callable[[], float]) -> None:
        """Scroll to a height that may move as the blocks around it are laid out."""
        bar = self.verticalScrollBar()
        for _round in range(MOST_ROUNDS):
            value = round(wanted())
            self._anchor = None
            self._tell_size()
            bar.setValue(value)
            self._settle()
            if round(wanted()) == value:
                break
        self.viewport().update()

    def _tell_size(self) -> None:
        self._layout.documentSizeChanged.emit(self._layout.documentSize())

    def _settle(self) -> None:
        """Lay out what is seen. What was seen before stays where it is, although blocks above it
        turn out to be higher or lower than was guessed."""
        if self._busy:
            return
        self._busy = True
        bar = self.verticalScrollBar()
        lookback = self._scene.style.scaled(LOOKBACK)
        for _round in range(MOST_ROUNDS):
            top, height = self._view()
            at_end = 0 < bar.maximum() == bar.value()
            self._layout.settled = True
            self._layout.lay_range(top - lookback, top + height)
            if self._layout.settled:
                break
            moved = self._anchor_moved(top, height)
            self._tell_size()
            bar.setValue(bar.maximum() if at_end else round(top + moved))
        first = self._layout.block_at(self._view()[0])
        self._anchor = first, self._layout.top(first)
        self._busy = False

    def _anchor_moved(self, top: float, height: float) -> float:
        """How far the block has moved that was the first one seen, if it is seen still."""
        if self._anchor is None:
            return 0.0
        number, was = self._anchor
        now = self._layout.top(number)
        self._anchor = number, now
        return now - was if top <= was <= top + height else 0.0

    @called_by_qt
    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        self._settle()
        self.viewport().update()
        if not self._busy:
            self.scrolled.emit()

    @called_by_qt
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._layout.settled:
            self._later.start()

    @called_by_qt
    def resizeEvent(self, event: QResizeEvent) -> None:
        place = self.place()
        self._busy = True
        super().resizeEvent(event)
        self._busy = False
        self._fit()
        self._scroll(lambda: self._line(place.top)[0] - place.below)

    # Appearance

    @property
    def text_style(self) -> TextStyle:
        return self._scene.style

    def least_width(self) -> int:
        """How wide this must be for lines that can be read, scroll bar and all."""
        return least_view(self._scene.style) + self.verticalScrollBar().sizeHint().width()

    def set_text_style(self, style: TextStyle) -> None:
        """Set family, size, width, line height, spacing, zoom and line numbers."""
        place = self.place()
        self._scene.style = style
        self._set_font()
        self._fit()
        self._scroll(lambda: self._line(place.top)[0] - place.below)

    def set_zoom(self, zoom: float) -> None:
        zoom = round(min(max(zoom, LEAST_ZOOM), MOST_ZOOM), 3)
        if zoom != self._scene.style.zoom:
            self.set_text_style(replace(self._scene.style, zoom=zoom))
            self.zoom_changed.emit(zoom)

    def set_theme(self, theme: Theme) -> None:
        self._scene.theme = theme
        self._redo_lines()

    def _set_font(self) -> None:
        """Also after the style sheet has given the widget, and so the document, its own font."""
        font = text_font(self._scene.style)
        self._busy, busy = True, self._busy
        self.document().setDefaultFont(font)
        self._layout.set_style(self._scene.style, font)
        self._busy = busy

    def _fit(self) -> None:
        """Put the column into the view."""
        geometry = geometry_for(
            self.viewport().width(),
            self._painter.header_height(),
            self._scene.style,
            speakers=len(self._scene.turns) > 0,
            places=len(self._scene.places) > 0,
        )
        self._layout.set_geometry(geometry)
        self._redo_lines()

    def _redo_lines(self) -> None:
        self._layout.relay_all()
        self._painter.forget()
        self._margins.forget()
        self._settle()
        self._tell_size()
        self.viewport().update()

    @called_by_qt
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._set_font()
            self._fit()

    @called_by_qt
    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            steps = event.angleDelta().y() / 120
            self.set_zoom(self._scene.style.zoom * ZOOM_STEP**steps)
            event.accept()
            return
        super().wheelEvent(event)
