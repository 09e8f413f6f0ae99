"""The editor with a bar over it that says what the corrections do, and a list of what they touch."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from qualcode.core.ids import CodeId
from qualcode.core.operations.correction_plan import CorrectionPlan, TouchedMark
from qualcode.core.translate import _, ngettext
from qualcode.shell.overrides import called_by_qt
from qualcode.shell.panels.form_button import form_button
from qualcode.shell.panels.painting import current_theme, px
from qualcode.shell.text.editing import TextEditor
from qualcode.shell.theme import set_kind

_PLACE: Final = Qt.ItemDataRole.UserRole
_LONGEST: Final = 160
#: letters that stand before the first one that is changed
_BEFORE: Final = 20
#: px at normal size, and the greatest part of the height that the list takes by itself
_ROW: Final = 24
_MOST: Final = 0.4
_NARROW: Final = 520
#: ms after the last letter until it is said what the corrections do
_PAUSE: Final = 250


class CorrectingView(QFrame):
    """Where a text is corrected.

    Attributes:
        editor: the text.
        preview, keep, discard: the buttons.
        list: the passages that are touched, while the preview is open.

    Signals:
        paused(): nothing was written for a moment.
        preview_wanted(): what the corrections do is to be looked at.
    """

    paused = Signal()
    preview_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        set_kind(self, "ground")
        self.setAccessibleName(_("Correct the text"))
        self.editor = TextEditor(self, theme=current_theme())
        self.editor.setAccessibleName(_("The text, to be corrected"))
        self.state = QLabel(self)
        self.state.setWordWrap(True)
        self.state.setTextFormat(Qt.TextFormat.PlainText)
        self.preview = form_button(
            _("Previe&w"), self, tip=_("See which passages are touched"), kind="flat"
        )
        self.preview.setCheckable(True)
        self.discard = form_button(
            _("Di&scard"), self, tip=_("Leave the text as it was"), kind="flat"
        )
        self.keep = form_button(
            _("&Keep"),
            self,
            tip=_("Keep the corrections; it is one step that can be undone"),
            kind="primary",
        )
        self.list = self._make_list()
        self._pause = QTimer(self, interval=_PAUSE, singleShot=True)
        self._pause.timeout.connect(self.paused)
        self.editor.corrected.connect(self._pause.start)
        self.preview.toggled.connect(self._show_list)
        self._arrange()

    def _make_list(self) -> QTreeWidget:
        made = QTreeWidget(self)
        made.setAccessibleName(_("Passages that are touched"))
        made.setHeaderLabels([_("Codes"), _("Before"), _("Now")])
        made.setRootIsDecorated(False)
        made.setAlternatingRowColors(False)
        made.setUniformRowHeights(True)
        made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        made.header().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        made.header().setStretchLastSection(True)
        made.currentItemChanged.connect(lambda item, _before: self._go_to(item))
        made.hide()
        return made

    def _arrange(self) -> None:
        self._ground = bar = QFrame(self)
        set_kind(bar, "note-told")
        self._bar = QBoxLayout(QBoxLayout.Direction.LeftToRight, bar)
        self._bar.setContentsMargins(px(14), px(6), px(10), px(6))
        self._bar.setSpacing(px(8))
        self._bar.addWidget(self.state, 1)
        row = QHBoxLayout()
        row.setSpacing(px(8))
        row.addStretch(1)
        for button in (self.preview, self.discard, self.keep):
            row.addWidget(button)
        self._bar.addLayout(row)
        self._parts = parts = QSplitter(Qt.Orientation.Vertical, self)
        parts.setHandleWidth(1)
        parts.setChildrenCollapsible(False)
        parts.addWidget(self.list)
        parts.addWidget(self.editor)
        parts.setStretchFactor(1, 2)
        parts.setStretchFactor(0, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(parts, 1)
        self.setFocusProxy(self.editor)
        self.setTabOrder(self.preview, self.discard)
        self.setTabOrder(self.discard, self.keep)
        self.setTabOrder(self.keep, self.list)
        self.setTabOrder(self.list, self.editor)

    @called_by_qt
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room the buttons stand under the words."""
        super().resizeEvent(event)
        is_narrow = self.width() < px(_NARROW)
        direction = QBoxLayout.Direction
        self._bar.setDirection(direction.TopToBottom if is_narrow else direction.LeftToRight)

    # What is said

    def say(self, places: int, touched: int, lost: int) -> None:
        """What the corrections do so far."""
        self.state.setText(state_words(places, touched, lost))
        self.state.setAccessibleName(self.state.text())
        set_kind(self.state, "warned" if lost else "")
        set_kind(self._ground, "note-warning" if lost else "note-told")
        for button in (self.preview, self.keep):
            button.setEnabled(places > 0)
        if not places:
            self.preview.setChecked(False)

    def say_busy(self, words: str) -> None:
        """Something is being done; nothing can be written meanwhile."""
        self.state.setText(words)
        self.set_working(working=True)

    def set_working(self, *, working: bool) -> None:
        self.editor.setReadOnly(working)
        for button in (self.preview, self.discard, self.keep):
            button.setEnabled(not working)

    def _show_list(self, shown: bool) -> None:
        self.list.setVisible(shown)
        if shown:
            self.preview_wanted.emit()

    def show_plan(self, plan: CorrectionPlan, names: Mapping[CodeId, str]) -> None:
        """List the passages that are touched, those that lose their words first."""
        self.list.clear()
        for mark in sorted(plan.touched, key=lambda mark: (not mark.is_lost, mark.old)):
            self.list.addTopLevelItem(_item(mark, names))
        for turns in _turn_words(plan):
            item = QTreeWidgetItem([_("Speakers"), "", turns])
            self.list.addTopLevelItem(item)
        if not self.list.topLevelItemCount():
            nothing = QTreeWidgetItem([_("No passage is touched.")])
            self.list.addTopLevelItem(nothing)
            nothing.setFirstColumnSpanned(True)
        self._fit_list()
        width = self.list.width() or px(600)
        self.list.header().resizeSection(0, width // 5)
        self.list.header().resizeSection(1, 2 * width // 5)

    def _fit_list(self) -> None:
        """As high as its rows, but the text keeps the greater part."""
        rows = self.list.topLevelItemCount()
        wanted = self.list.header().height() + (rows + 1) * max(
            px(_ROW), self.list.sizeHintForRow(0)
        )
        whole = self._parts.height()
        shown = min(wanted, round(whole * _MOST))
        self._parts.setSizes([shown, whole - shown])

    def _go_to(self, item: QTreeWidgetItem | None) -> None:
        place = item.data(0, _PLACE) if item is not None else None
        if place is not None:
            self.editor.go_to(place[0], place[1])


def state_words(places: int, touched: int, lost: int) -> str:
    """What corrections do, in the user's language."""
    if not places:
        return _("Correct the text here; the marks move along. Nothing is saved until you keep it.")
    parts = [
        ngettext("{count} place changed", "{count} places changed", places).format(count=places),
        ngettext("{count} passage touched", "{count} passages touched", touched).format(
            count=touched
        ),
    ]
    if lost:
        words = ngettext("{count} would lose its words", "{count} would lose their words", lost)
        parts.append(words.format(count=lost))
    return _("Correcting: {what}.").format(what=", ".join(parts))


def _item(mark: TouchedMark, names: Mapping[CodeId, str]) -> QTreeWidgetItem:
    codes = ", ".join(names.get(code_id, "") for code_id in mark.code_ids)
    begin = _first_difference(mark.old_words, mark.new_words or mark.old_words)
    now = _("no place any more: kept and listed")
    if mark.new_words:
        now = _short(mark.new_words, begin)
    item = QTreeWidgetItem([codes, _short(mark.old_words, begin), now])
    item.setData(0, _PLACE, (mark.old.start, mark.old.end))
    remarks = [mark.old_words, mark.new_words or now]
    if mark.joins:
        remarks.append(_("It becomes one with another passage of the same evaluator."))
    if mark.printed:
        remarks.append(_("Its printed quote holds words that are gone, and stays as it is."))
    if mark.condensed:
        remarks.append(_("Its condensed form holds words that are gone, and stays as it is."))
    if mark.printed or mark.condensed or mark.joins:
        item.setText(2, now + " *")
    for column in range(3):
        item.setToolTip(column, "\n\n".join(remarks))
    return item


def _first_difference(old: str, new: str) -> int:
    """Where the words begin that are not the same."""
    pairs = enumerate(zip(old, new, strict=False))
    return next((at for at, (one, other) in pairs if one != other), min(len(old), len(new)))


def _short(words: str, begin: int) -> str:
    """One line, from a few letters before what is changed: a column shows the first words alone."""
    if begin > _BEFORE:
        after = words.find(" ", begin - _BEFORE, begin) + 1
        words = "…" + words[after or begin - _BEFORE :]
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


def _turn_words(plan: CorrectionPlan) -> list[str]:
    found = [_("“{old}” is now “{new}”").format(old=old, new=new) for old, new in plan.relabelled]
    if plan.turns_gone:
        words = ngettext("{count} turn goes", "{count} turns go", plan.turns_gone)
        found.append(words.format(count=plan.turns_gone))
    if plan.turns_new:
        words = ngettext("{count} new turn", "{count} new turns", plan.turns_new)
        found.append(words.format(count=plan.turns_new))
    return found
