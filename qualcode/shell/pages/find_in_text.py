"""Finding in the text that is read, and going from hit to hit."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QWidget

from qualcode.core.analysis.search.literal import literal_places
from qualcode.core.ids import DocumentId
from qualcode.core.model.span import Span
from qualcode.core.translate import _
from qualcode.shell.commands.actions import action
from qualcode.shell.overrides import called_by_qt
from qualcode.shell.pages.shown import ShownDocument
from qualcode.shell.panels.find_bar import FindBar, is_find

if TYPE_CHECKING:
    from qualcode.core.analysis.search.find import Hit

#: a selection longer than this is no word that one looks for
_LONGEST_WORDS: Final = 60


class FindInText(QObject):
    """Ctrl+F in the text opens the bar over it; once more finds everywhere.

    While the bar is open its hits stand out, and else those that were found everywhere.

    Attributes:
        bar: the bar over the text.
        actions: for the menu.

    Signals:
        everywhere_wanted(words): these are to be found everywhere.
        place_wanted(document_id, start, end): the next hit is there.
    """

    everywhere_wanted = Signal(str)
    place_wanted = Signal(str, int, int)

    def __init__(self, shown: ShownDocument, page: QWidget) -> None:
        super().__init__(page)
        self._shown, self._reader = shown, shown.reader
        self._found: Mapping[DocumentId, Sequence[Hit]] = {}
        self.bar = FindBar(self._reader)
        self.bar.written.connect(self._find)
        self.bar.stepped.connect(self._step_in_text)
        self.bar.closed.connect(self._closed)
        self.bar.everywhere_wanted.connect(self._go_everywhere)
        self._reader.installEventFilter(self)
        shown.shown.connect(self._show)
        here = action(
            page,
            _("&Find in this text"),
            self.open,
            shortcut="Ctrl+F",
            tip=_("Find letters in the text you read"),
        )
        # On the rest of the page the same keys find everywhere.
        here.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        tip = _("Go to the next place of what was looked for")
        next_hit = action(page, _("&Next hit"), lambda: self.step(1), shortcut="Ctrl+G", tip=tip)
        previous = action(
            page, _("Pre&vious hit"), lambda: self.step(-1), shortcut="Ctrl+Shift+G", tip=tip
        )
        self.actions: list[QAction] = [here, next_hit, previous]
        self._reader.addAction(here)
        for made in (next_hit, previous):
            page.addAction(made)

    # In this text

    def open(self) -> None:
        """Let something be found in this text: what is selected, if it is a few words."""
        if self._shown.document is None:
            return
        selected = self._reader.selected_text().strip()
        few = len(selected) <= _LONGEST_WORDS and "\n" not in selected
        self.bar.open_bar(selected if few else "")

    def _find(self, written: str) -> None:
        if not self.bar.isVisible():
            return
        self._reader.hits.show(literal_places(self._reader.text(), written))
        spans = self._reader.hits.spans
        here = bisect_left(spans, (self._selection_start(), 0))
        if spans:
            self._go_to(spans[here % len(spans)])
        self._count()

    def _selection_start(self) -> int:
        span = self._reader.selection()
        return span.start if span else self._reader.caret()

    def _step_in_text(self, step: int) -> None:
        spans = self._reader.hits.spans
        if not spans:
            return
        current = self._reader.hits.current
        if current is not None and current in spans:
            place = spans.index(current) + step
        else:
            place = _following(spans, self._reader.caret(), step)
        self._go_to(spans[place % len(spans)])
        self._count()

    def _go_to(self, span: Span) -> None:
        """Select it, so that what is done next is done to it; the bar keeps the keys."""
        self._reader.hits.go_to(span)
        self._reader.select(*span)
        self._reader.scroll_to(*span)

    def _count(self) -> None:
        hits = self._reader.hits
        number = bisect_left(hits.spans, hits.current) + 1 if hits.current else 0
        self.bar.show_count(number, len(hits.spans))

    def _closed(self) -> None:
        self._show_found()
        self._reader.setFocus()

    def _go_everywhere(self, words: str) -> None:
        self.bar.hide()
        self._show_found()
        self.everywhere_wanted.emit(words)

    # What was found everywhere

    def show_found(self, found: Mapping[DocumentId, Sequence[Hit]]) -> None:
        """Let these hits stand out, each in its document; none, if it is empty."""
        self._found = found
        if not self.bar.isVisible():
            self._show_found()

    def _show(self) -> None:
        """Another text is shown, or the same one anew."""
        if self.bar.isVisible() and self._shown.document is not None:
            self._find(self.bar.field.text())
        else:
            self.bar.hide()
            self._show_found()

    def _show_found(self) -> None:
        document = self._shown.document
        hits = self._found.get(document.id, ()) if document is not None else ()
        same = [hit for hit in hits if document and hit.text_sha256 == document.text_sha256]
        current = self._reader.hits.current
        self._reader.hits.show({word for hit in same for word in hit.words})
        if current in self._reader.hits.spans:
            self._reader.hits.go_to(current)

    def lift(self, start: int, end: int) -> None:
        """Let the hit stand out that has just been gone to, if it is one."""
        self._reader.hits.go_to(
            next((one for one in self._reader.hits.spans if start <= one.start < end), None)
        )

    def step(self, step: int) -> None:
        """To the next hit, or the one before: in this text, or in the next that has one."""
        if self.bar.isVisible():
            self._step_in_text(step)
            return
        document = self._shown.document
        if document is None:
            return
        hits = self._found.get(document.id, ())
        place = _following([Span(hit.start, hit.end) for hit in hits], self._reader.caret(), step)
        if 0 <= place < len(hits):
            self._want(hits[place])
        elif self._found:
            self._want(self._in_next(document.id, step))

    def _in_next(self, document_id: DocumentId, step: int) -> Hit:
        order = list(self._found)
        at = order.index(document_id) if document_id in order else -1 if step > 0 else 0
        hits = self._found[order[(at + step) % len(order)]]
        return hits[0] if step > 0 else hits[-1]

    def _want(self, hit: Hit) -> None:
        self.place_wanted.emit(hit.document_id, hit.start, hit.end)

    @called_by_qt
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._reader and isinstance(event, QKeyEvent) and is_find(event):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self.open()
                return True
        return super().eventFilter(watched, event)


def _following(spans: Sequence[Span], position: int, step: int) -> int:
    """Which of the spans comes after a position, or before it; may be past either end."""
    starts = [span.start for span in spans]
    return bisect_right(starts, position) if step > 0 else bisect_left(starts, position) - 1
