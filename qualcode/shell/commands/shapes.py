"""Splitting a passage and joining passages, where one reads."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from qualcode.core.ids import CodeId, SegmentId
from qualcode.core.model import Segment
from qualcode.core.operations import passage_shapes
from qualcode.core.store.codings import Mark
from qualcode.core.translate import _
from qualcode.shell.commands.actions import action, enable
from qualcode.shell.pages.shown import ShownDocument
from qualcode.shell.session import Session
from qualcode.shell.text.words import word_at


class ShapeCommands(QObject):
    """Attributes: split, join: the actions."""

    def __init__(
        self,
        session: Session,
        shown: ShownDocument,
        may_reshape: Callable[[Sequence[Mark]], bool],
        lift: Callable[[int, int, CodeId], None],
        page: QWidget,
    ) -> None:
        """
        Args:
            may_reshape: whether these may get another shape; asks, if they are somebody else's.
            lift: lets one's own mark with a code on a span be the current one.
        """
        super().__init__(page)
        self._session = session
        self._shown = shown
        self._may_reshape, self._lift = may_reshape, lift
        self.split = self._make(
            _("S&plit passage here"),
            self.split_here,
            "Ctrl+Shift+Return",
            _("Make two passages of one, where the caret is; both keep the codes"),
        )
        self.join = self._make(
            _("&Join passages"),
            self.join_here,
            "Ctrl+Shift+Backspace",
            _("Make one passage of those that are marked over, or of this and those it touches"),
        )

    def _make(self, text: str, run: object, key: str, tip: str) -> QAction:
        made = action(self, text, run, shortcut=key, tip=tip)  # type: ignore[arg-type]
        made.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._shown.reader.addAction(made)
        return made

    def refresh(self) -> None:
        """Enable what can be done now; say why the rest can't."""
        shown, why_not = self._shown, self._session.why_not
        has_mark = shown.current_coding() is not None
        mark = _("Put the caret in a marked passage first.")
        enable(self.split, why_not or ("" if has_mark else mark))
        enable(self.join, why_not or ("" if has_mark or shown.reader.selection() else mark))

    # Splitting

    def split_here(self) -> None:
        """Split the passage at the caret, never within a word; another's after asking."""
        current = self._shown.current_coding()
        if current is None or not self._may_reshape([current]):
            return
        reader = self._shown.reader
        word = word_at(reader.text(), reader.caret())
        position = word[0] if word else reader.caret()
        done = self._session.run(
            passage_shapes.split_passage, SegmentId(current.segment.id), position
        )
        if done:
            reader.set_caret(position)

    # Joining

    def join_here(self) -> None:
        """Join one's own passages that lie within what is marked; with nothing marked, the passage
        at the caret with those of its code that it touches or overlaps."""
        selected, current = self._shown.reader.selection(), self._shown.current_coding()
        if selected is not None:
            segments = self._within(selected.start, selected.end)
        else:
            segments = [] if current is None else self._touching(current)
        if len(segments) < 2:
            self._session.refused.emit(
                _(
                    "There is nothing to join here. Mark the text over all the passages that are "
                    "to be one; each evaluator’s passages are joined by themselves."
                )
            )
            return
        codings = [mark for one in segments for mark in self._shown.marks.on_segment(one.id)]
        if not self._may_reshape(codings):
            return
        start = min(segment.start or 0 for segment in segments)
        end = max(segment.end or 0 for segment in segments)
        ids = [SegmentId(segment.id) for segment in segments]
        if self._session.run(passage_shapes.join_passages, ids) is not None:
            self._shown.reader.set_caret(start)
            code = current.coding.code_id if current else codings[0].coding.code_id
            self._lift(start, end, CodeId(code))

    def _within(self, start: int, end: int) -> list[Segment]:
        """One's own passages that lie wholly within a stretch; or if one has none, those of the
        one evaluator who has."""
        here = [
            segment
            for segment in self._shown.segments()
            if start <= (segment.start or 0) and (segment.end or 0) <= end
        ]
        own = [segment for segment in here if segment.coder_id == self._session.coder_id]
        if own:
            return own
        return here if len({segment.coder_id for segment in here}) == 1 else []

    def _touching(self, current: Mark) -> list[Segment]:
        """The passage and those with its code that it reaches, one through the other."""
        text, code = self._shown.reader.text(), current.coding.code_id
        others = [
            segment
            for segment in self._shown.segments()
            if segment.coder_id == current.segment.coder_id
            and segment.id != current.segment.id
            and any(m.coding.code_id == code for m in self._shown.marks.on_segment(segment.id))
        ]
        found = [current.segment]
        start, end = current.segment.start or 0, current.segment.end or 0
        while near := [one for one in others if _reaches(text, one, start, end)]:
            found += near
            others = [one for one in others if one not in near]
            start = min(start, *(one.start or 0 for one in near))
            end = max(end, *(one.end or 0 for one in near))
        return found


def _reaches(text: str, segment: Segment, start: int, end: int) -> bool:
    """Whether a passage overlaps a span, or nothing but white space is between them."""
    first, last = segment.start or 0, segment.end or 0
    if last <= start:
        return not text[last:start].strip()
    return first < end or not text[end:first].strip()
