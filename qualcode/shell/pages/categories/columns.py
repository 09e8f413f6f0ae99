"""How the page of categories is put together: codes, then passages with their context or the
codebook; and which of it is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QMenu,
    QSplitter,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from qualcode.core.translate import _
from qualcode.shell.commands.actions import action
from qualcode.shell.handing_on import HandsKeysOn
from qualcode.shell.overrides import called_by_qt
from qualcode.shell.pages.categories.codebook_part import CodebookPart
from qualcode.shell.pages.categories.context import Context
from qualcode.shell.pages.categories.passages import PassagesPart
from qualcode.shell.panels.codes import CodesPanel
from qualcode.shell.panels.painting import px

LEFT, RIGHT = 256, 480  # px at normal size
LEAST_LEFT, LEAST_MIDDLE, LEAST_RIGHT = 150, 300, 250
PASSAGES: Final = 0
CODEBOOK: Final = 1


class Columns(QFrame):
    """Attributes:
        tabs: passages or codebook.
        form: the codebook, once it has been asked for.
        actions_for_view: for the View menu.

    Signals: tab_changed(): the other tab is shown.
    """

    tab_changed = Signal()

    def __init__(
        self,
        codes: CodesPanel,
        passages: PassagesPart,
        make_form: Callable[[], CodebookPart],
        context: Context,
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._codes, self._passages = codes, passages
        self._make_form, self._context = make_form, context
        self._page = page
        self.form: CodebookPart | None = None
        self.tabs = self._make_tabs()
        self._stack = QStackedWidget(self)
        self._stack.addWidget(passages)
        self._widths = [px(LEFT), px(RIGHT)]
        self.across = self._make_splitter()
        row = QVBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.across)
        self._handing_on = HandsKeysOn(self, passages)
        self._make_actions()
        self.tabs.currentChanged.connect(self._show_tab)

    def _make_tabs(self) -> QTabBar:
        tabs = QTabBar(self)
        tabs.setAccessibleName(_("Passages or codebook"))
        tabs.setDrawBase(False)
        tabs.setExpanding(False)
        tabs.addTab(_("Passages"))
        tabs.addTab(_("Codebook"))
        return tabs

    def _make_splitter(self) -> QSplitter:
        middle = QFrame(self)
        middle.setProperty("kind", "ground")
        above = QVBoxLayout()
        above.setContentsMargins(px(14), px(6), px(14), 0)
        above.addWidget(self.tabs)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(above)
        column.addWidget(self._stack, 1)
        across = QSplitter(Qt.Orientation.Horizontal, self)
        across.setHandleWidth(1)
        across.setChildrenCollapsible(False)
        across.setAccessibleName(_("Codes, passages and context"))
        for part in (self._codes, middle, self._context):
            across.addWidget(part)
        across.setStretchFactor(1, 1)
        across.splitterMoved.connect(lambda _place, _number: self._moved())
        return across

    def _make_actions(self) -> None:
        self._sides = [
            self._side(_("&Codes"), ("Ctrl+Shift+D", "F9")),
            self._side(_("Conte&xt"), ("Ctrl+Shift+K", "Shift+F9")),
        ]
        tip = _("Go to the next part: codes, passages, context")
        following = action(self, _("Next pa&rt"), lambda: self.next_part(1), shortcut="F6", tip=tip)
        previous = action(
            self, _("Pre&vious part"), lambda: self.next_part(-1), shortcut="Shift+F6", tip=tip
        )
        other = action(
            self,
            _("Passages or code&book"),
            lambda: self.tabs.setCurrentIndex(1 - self.tabs.currentIndex()),
            shortcut="Ctrl+Shift+B",
            tip=_("Show the passages of a code, or the codebook as a form"),
        )
        self.actions_for_view: list[QAction | QMenu | None] = [
            *(other, None, *self._sides, None, following, previous)
        ]
        for made in (other, *self._sides, following, previous):
            self._page.addAction(made)

    def _side(self, text: str, keys: tuple[str, ...]) -> QAction:
        tip = _("Show or hide this part of the window")
        made = action(self, text, self.fit, shortcut=keys, tip=tip)
        made.setCheckable(True)
        made.setChecked(True)
        return made

    # Tabs and parts

    @property
    def codebook(self) -> CodebookPart:
        """The codebook as a form; made now if it was not there."""
        if self.form is None:
            self.form = self._make_form()
            self._stack.addWidget(self.form)
        return self.form

    @property
    def shows_codebook(self) -> bool:
        """Whether the codebook is shown, and not the passages."""
        return self.tabs.currentIndex() == CODEBOOK

    def show_passages(self) -> None:
        """Let the list have the keys."""
        self.tabs.setCurrentIndex(PASSAGES)
        self._passages.view.setFocus()

    def show_context(self) -> None:
        """The context is needed now."""
        self._sides[1].setChecked(True)
        self.fit()

    def _show_tab(self, number: int) -> None:
        shown = self.codebook if number == CODEBOOK else self._passages
        self._stack.setCurrentWidget(shown)
        self._handing_on.to = shown
        self.fit()
        self.tab_changed.emit()

    def next_part(self, step: int) -> None:
        """Let the next part of the page have the keys."""
        middle = self.codebook.view if self.shows_codebook else self._passages.view
        every: list[QWidget] = [self._codes.view, middle, self._context.reader]
        parts = [part for part in every if part.isVisible()]
        focused: QWidget | None = self.window().focusWidget()
        with_keys = (
            number
            for number, part in enumerate(parts)
            if focused is not None and (part is focused or part.isAncestorOf(focused))
        )
        target = parts[(next(with_keys, 0) + step) % len(parts)]
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # Room

    @called_by_qt
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Give the list its room: the context goes first where there is too little, then the
        codes."""
        width = self.width()
        codes = self._sides[0].isChecked() and width >= px(LEAST_LEFT + LEAST_MIDDLE)
        needed = px(LEAST_MIDDLE + LEAST_RIGHT) + (px(LEAST_LEFT) if codes else 0)
        wanted = self._sides[1].isChecked() and not self.shows_codebook
        context = wanted and width >= needed
        self._codes.setVisible(codes)
        self._context.setVisible(context)
        self._codes.setMinimumWidth(px(LEAST_LEFT))
        self._context.setMinimumWidth(px(LEAST_RIGHT))
        left = self._widths[0] if codes else 0
        right = self._widths[1] if context else 0
        spare = width - left - right - px(LEAST_MIDDLE)
        if spare < 0 and context:
            right = max(px(LEAST_RIGHT), right + spare)
        self.across.setSizes([left, max(1, width - left - right), right])

    def _moved(self) -> None:
        """The user has drawn a hairline elsewhere."""
        left, _middle, right = self.across.sizes()
        self._widths = [left or self._widths[0], right or self._widths[1]]

    def state(self) -> dict[str, Any]:
        """What is shown, for `restore`."""
        return {
            "tab": self.tabs.currentIndex(),
            "widths": self._widths,
            "sides": [side.isChecked() for side in self._sides],
        }

    def restore(self, stored: dict[str, Any]) -> None:
        """Show what was shown; what can't be such is passed over."""
        widths, sides = stored.get("widths"), stored.get("sides")
        if isinstance(widths, list) and len(widths) == 2 and all(type(w) is int for w in widths):
            self._widths = [max(px(LEAST_LEFT), widths[0]), max(px(LEAST_RIGHT), widths[1])]
        if isinstance(sides, list):
            for side, shown in zip(self._sides, sides, strict=False):
                side.setChecked(shown is True)
        self.tabs.setCurrentIndex(CODEBOOK if stored.get("tab") == CODEBOOK else PASSAGES)
        self.fit()
