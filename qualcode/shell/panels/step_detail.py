"""One step of the history: what was done, by whom, what it touched, and the way back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from qualcode.core.operations.steps import StepDetail, StepLine, Touched
from qualcode.core.store.journal import DELETE, INSERT
from qualcode.core.translate import _, ngettext
from qualcode.shell.commands.actions import plain
from qualcode.shell.dialogs.elided import ElidedLabel
from qualcode.shell.models.moments import day_and_time
from qualcode.shell.panels.painting import px

LEAST_HEIGHT = 120
#: tables whose rows one can go to
_PLACES = frozenset(("documents", "segments", "codings", "codes", "persons", "memos", "turns"))


class StepDetailView(QFrame):
    """Signals:
    undo_wanted(entry_id, rows): the step is to be taken back.
    restore_wanted(entry_id): what it deleted is to be brought back.
    step_wanted(entry_id): another step is to be shown.
    within_wanted(entry_id): the steps that a merge brought are to be listed.
    thing_wanted(thing): one is to go to what was touched.
    """

    undo_wanted = Signal(str, int)
    restore_wanted = Signal(str)
    step_wanted = Signal(str)
    within_wanted = Signal(str)
    thing_wanted = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._detail: StepDetail | None = None
        self.setAccessibleName(_("The step"))
        self.title = self._label("heading")
        self.byline = self._label("label")
        self.why_not = self._label("soft")
        self.undo = QPushButton(_("Undo this step"), self)
        self.undo.clicked.connect(self._undo)
        self.restore = QPushButton(_("Bring back what was deleted"), self)
        self.restore.clicked.connect(self._restore)
        self.brought = QPushButton(self)
        self.brought.setProperty("kind", "chip")
        self.brought.clicked.connect(self._show_within)
        self._parts: list[QWidget] = []
        self._ways: list[QWidget] = []
        self._arrange()
        self.show_step(None, can_write=False)

    def _label(self, kind: str) -> QLabel:
        label = QLabel(self)
        label.setProperty("kind", kind)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label

    def _arrange(self) -> None:
        body = QWidget(self)
        column = QVBoxLayout(body)
        column.setContentsMargins(px(14), px(10), px(14), px(12))
        column.setSpacing(px(5))
        column.addWidget(self.title)
        column.addWidget(self.byline)
        # First what can be done: what was touched may be long, and the room is little.
        column.addWidget(self.undo, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.restore, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.why_not)
        self._in_the_way = QVBoxLayout()
        self._in_the_way.setSpacing(px(1))
        column.addLayout(self._in_the_way)
        column.addWidget(self.brought, 0, Qt.AlignmentFlag.AlignLeft)
        self._touched = QVBoxLayout()
        self._touched.setSpacing(px(1))
        column.addLayout(self._touched)
        column.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(body)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)
        self._scroll = scroll
        self.setMinimumHeight(px(LEAST_HEIGHT))

    # Filling

    def show_step(self, detail: StepDetail | None, *, can_write: bool) -> None:
        """Show a step; None where none is chosen."""
        self._detail = detail
        self._drop()
        self._scroll.setVisible(detail is not None)
        if detail is None:
            return
        line = detail.line
        self.title.setText(line.label)
        self.byline.setText(_byline(line))
        self._show_brought(detail.brought)
        for touched in detail.touched:
            self._add(self._touched, self._row_of(touched), self._parts)
        if detail.more:
            more = self._label("label")
            more.setText(
                ngettext("and {number} more", "and {number} more", detail.more).format(
                    number=detail.more
                )
            )
            self._add(self._touched, more, self._parts)
        self.why_not.setText(detail.why_not)
        self.why_not.setVisible(bool(detail.why_not))
        for other in detail.in_the_way:
            self._add(self._in_the_way, self._way_to(other), self._ways)
        self.undo.setVisible(not detail.why_not)
        self.restore.setVisible(detail.deleted > 0)
        self.set_writable(can_write)

    def set_writable(self, can_write: bool) -> None:
        """Whether a step can be taken back now."""
        self.undo.setEnabled(can_write)
        self.restore.setEnabled(can_write)

    def _show_brought(self, number: int) -> None:
        words = ngettext(
            "Show the {number} step it brought", "Show the {number} steps it brought", number
        )
        self.brought.setText(words.format(number=number))
        self.brought.setVisible(number > 0)

    def _drop(self) -> None:
        for widget in (*self._parts, *self._ways):
            widget.hide()
            widget.deleteLater()
        self._parts, self._ways = [], []

    def _add(self, layout: QVBoxLayout, widget: QWidget, kept: list[QWidget]) -> None:
        layout.addWidget(widget)
        kept.append(widget)

    def _row_of(self, touched: Touched) -> QWidget:
        words = _words(touched)
        thing = touched.thing
        if not thing.is_there or thing.table not in _PLACES:
            # One that is broken into lines measures them anew each time that any of sixty is laid.
            label = ElidedLabel(self)
            label.setProperty("kind", "soft")
            label.setText(words)
            return label
        return self._link(words, lambda: self.thing_wanted.emit(thing))

    def _way_to(self, line: StepLine) -> QWidget:
        words = _("{step} ({evaluator}, {time})").format(
            step=line.label, evaluator=line.coder, time=day_and_time(line.time)
        )
        return self._link(words, lambda: self.step_wanted.emit(line.id))

    def _link(self, words: str, run: object) -> QPushButton:
        button = QPushButton(plain(words), self)
        button.setProperty("kind", "link")
        button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.clicked.connect(run)
        return button

    # Using

    def take_focus(self) -> None:
        """Where the keys go from the list."""
        targets = [self.undo, self.restore, self.brought, *self._ways, *self._parts]
        found = (w for w in targets if w.isVisible() and w.isEnabled() and w.focusPolicy())
        target = next(found, None)
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)
            self._bring_into_view(target)

    def _bring_into_view(self, target: QWidget) -> None:
        """Here, and in the drawer, which scrolls too where the window is low."""
        around = target.parentWidget()
        while around is not None:
            if isinstance(around, QScrollArea):
                around.ensureWidgetVisible(target, 0, px(10))
            around = around.parentWidget()

    def links(self) -> list[QPushButton]:
        """What one can go to."""
        return [w for w in (*self._parts, *self._ways) if isinstance(w, QPushButton)]

    def _undo(self) -> None:
        if self._detail is not None:
            self.undo_wanted.emit(self._detail.line.id, self._detail.rows)

    def _restore(self) -> None:
        if self._detail is not None:
            self.restore_wanted.emit(self._detail.line.id)

    def _show_within(self) -> None:
        if self._detail is not None:
            self.within_wanted.emit(self._detail.line.id)


def _byline(line: StepLine) -> str:
    said = _("{evaluator}, {time}").format(evaluator=line.coder, time=day_and_time(line.time))
    return (
        _("{evaluator_and_time}, brought by a merge").format(evaluator_and_time=said)
        if line.brought_by
        else said
    )


def _words(touched: Touched) -> str:
    """“New: Code “Mandate””"""
    words = touched.thing.words
    if touched.action == INSERT:
        return _("New: {thing}").format(thing=words)
    if touched.action == DELETE:
        return _("Removed: {thing}").format(thing=words)
    if touched.fields:
        return _("{thing}: {fields}").format(thing=words, fields=", ".join(touched.fields))
    return _("Changed: {thing}").format(thing=words)
