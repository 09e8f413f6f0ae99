"""What is at the caret: who speaks, the words, the codes on them, and what is written of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from qualcode.core.ids import CodingId
from qualcode.core.translate import _, ngettext
from qualcode.shell.models.codes import shortened
from qualcode.shell.panels.chip import HEIGHT as CHIP_HEIGHT
from qualcode.shell.panels.chip import ChipView, CodeChip
from qualcode.shell.panels.code_card import CodeCard
from qualcode.shell.panels.flow_layout import FlowLayout
from qualcode.shell.panels.header import PanelHeader
from qualcode.shell.panels.memo_lines import MemoLine, MemoLines
from qualcode.shell.panels.painting import px
from qualcode.shell.panels.passage_parts import PartsView, PassageParts
from qualcode.shell.panels.survey_answers import SurveyAnswers

#: as many characters of a quote as are read at a glance: some three lines of the panel
LONGEST_QUOTE = 125


@dataclass(frozen=True, slots=True)
class PassageView:
    """A passage, or words that may become one.

    Attributes:
        speaker: time code and speaker, as the header shows them.
        quote: in quotation marks already.
        chips: the codings at the caret; empty for words without any.
        more: how many codings at the caret have no chip, for there are too many.
        chosen: the coding that is looked at; `parts` is what is written of it.
        note: why the fields can't be written in; empty if they can.
        memos: on words at the caret that have no code, or are not what is looked at.
        code: the one whose entry in the codebook is shown.
    """

    speaker: str
    quote: str
    chips: tuple[ChipView, ...] = ()
    more: int = 0
    chosen: CodingId | None = None
    parts: PartsView | None = None
    can_write: bool = False
    note: str = ""
    memos: tuple[MemoLine, ...] = ()


class PassagePanel(QFrame):
    """The passage at the caret.

    Signals:
        chip_chosen(coding_id), remove_wanted(coding_id), chip_menu_wanted(coding_id, point)
        add_wanted(): a further code for the passage.
        more_wanted(point): a coding is to be chosen among those without a chip.
        memo_opened(memo_id): a memo is to be read.
        done(): the keys belong to the text again.
        coded(has_code): what is shown has a code now, or has none any more.
    """

    chip_chosen = Signal(str)
    remove_wanted = Signal(str)
    chip_menu_wanted = Signal(str, object)
    add_wanted = Signal()
    more_wanted = Signal(object)
    memo_opened = Signal(str)
    done = Signal()
    coded = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "panel")
        self.setAccessibleName(_("About the passage"))
        self._is_filling = False
        self._chips: dict[str, CodeChip] = {}
        self._pool: list[CodeChip] = []
        self._view: tuple[PassageView | None] | None = None
        self.header = PanelHeader(_("About the passage"), parent=self)
        self._hint = self._label("soft")
        self._hint.setText(
            _(
                "Put the caret in a marked passage to see its codes, or mark some words and press Enter."
            )
        )
        self.quote = self._label("soft")
        self.note = self._label("label")
        self.add_button = self._make_add()
        self.more_button = self._make_more()
        self.parts = PassageParts(self)
        self.comment, self.condensed = self.parts.comment, self.parts.condensed
        self.parts.done.connect(self.done)
        self.parts.memo_opened.connect(self.memo_opened)
        self.memos_here = MemoLines(self)
        self.memos_here.opened.connect(self.memo_opened)
        self.card = CodeCard(self)
        self.card.hide()
        self.answers = SurveyAnswers(self)
        self.answers.hide()
        self._body = self._make_body()
        self._arrange()
        self.show_passage(None)

    def _label(self, kind: str) -> QLabel:
        label = QLabel(self)
        label.setProperty("kind", kind)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label

    def _make_add(self) -> QPushButton:
        button = QPushButton("+", self)
        button.setProperty("kind", "chip")
        button.setFixedHeight(px(CHIP_HEIGHT))
        button.setToolTip(_("Add a code to the passage"))
        button.setAccessibleName(_("Add a code to the passage"))
        button.clicked.connect(self.add_wanted)
        return button

    def _make_more(self) -> QPushButton:
        button = QPushButton(self)
        button.setProperty("kind", "chip")
        button.setFixedHeight(px(CHIP_HEIGHT))
        button.setToolTip(_("Choose among all codes here"))
        button.clicked.connect(
            lambda: self.more_wanted.emit(button.mapToGlobal(button.rect().bottomLeft()))
        )
        button.hide()
        return button

    def _make_body(self) -> QWidget:
        body = QWidget(self)
        column = QVBoxLayout(body)
        column.setContentsMargins(px(14), px(2), px(14), px(14))
        column.setSpacing(px(6))
        column.addWidget(self._hint)
        column.addWidget(self.quote)
        self._chip_box = QWidget(body)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._chip_box.setSizePolicy(policy)
        self._flow = FlowLayout(self._chip_box, spacing=px(5))
        self._flow.addWidget(self.more_button)
        self._flow.addWidget(self.add_button)
        self._group = QButtonGroup(self)
        column.addWidget(self._chip_box)
        for part in (self.card, self.parts, self.note, self.memos_here, self.answers):
            column.addWidget(part)
        column.addStretch(1)
        return body

    def _arrange(self) -> None:
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self._body)
        self._scroll = scroll
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(scroll, 1)

    # Filling

    def show_passage(self, view: PassageView | None) -> None:
        """Show a passage; None where there is none."""
        if self._view == (view,):
            return
        self._view = (view,)
        if self._is_filling:
            return  # words that were kept on the way have changed what is to be shown
        self._is_filling = True
        try:
            shown = None
            while shown != self._view:
                shown = self._view
                self._fill(shown[0])
        finally:
            self._is_filling = False

    def _fill(self, view: PassageView | None) -> None:
        has_coding = view is not None and view.chosen is not None
        self._hint.setVisible(view is None)
        self.quote.setVisible(view is not None)
        self._chip_box.setVisible(view is not None)
        self.parts.setVisible(has_coding)
        self.header.set_detail(view.speaker if view else "")
        self.quote.setText(shortened(view.quote, LONGEST_QUOTE) if view else "")
        self._set_chips(view.chips if view else (), view)
        self._show_more(view.more if view else 0)
        self.add_button.setEnabled(view is not None and view.can_write)
        self.parts.show_parts(view.parts if view else None)
        self.note.setText(view.note if view else "")
        self.note.setVisible(bool(self.note.text()))
        self.memos_here.show_memos(view.memos if view else ())
        self.memos_here.setVisible(view is not None and bool(view.memos))
        self.share_room()

    def share_room(self) -> None:
        """Tell whether more is seen than an empty panel has."""
        has_coding = self._view is not None and bool(self._view[0] and self._view[0].chosen)
        answers = self.answers.is_open and self.answers.isVisibleTo(self)
        self.coded.emit(has_coding or answers or self.card.isVisibleTo(self))

    def _show_more(self, number: int) -> None:
        self.more_button.setVisible(number > 0)
        words = ngettext("{number} more…", "{number} more…", number).format(number=number)
        self.more_button.setText(words)
        self.more_button.setAccessibleName(
            ngettext("{number} more code here", "{number} more codes here", number).format(
                number=number
            )
        )

    def show_card(self, *, shows: bool) -> None:
        """Show what the codebook says of the code, or put it away."""
        self.card.setVisible(shows)
        if shows:
            self._scroll.verticalScrollBar().setValue(0)
        self.share_room()

    def _set_chips(self, chips: Sequence[ChipView], view: PassageView | None) -> None:
        if [chip.coding_id for chip in chips] != list(self._chips):
            self._deal_chips(chips)
        self._group.setExclusive(False)  # or the last one could not be let go
        for shown, chip in zip(chips, self._chips.values(), strict=True):
            if chip.view != shown:
                chip.set_view(shown)
            chip.set_removable(view is not None and view.can_write)
            chip.setChecked(view is not None and shown.coding_id == view.chosen)
        self._group.setExclusive(True)

    def _deal_chips(self, chips: Sequence[ChipView]) -> None:
        """A chip for each; those that are there are used again, for the caret moves fast."""
        had_focus = any(chip.hasFocus() for chip in self._chips.values())
        if len(self._pool) < len(chips):
            self._add_to_pool(chips[len(self._pool) :])
        self._chips = {view.coding_id: chip for view, chip in zip(chips, self._pool, strict=False)}
        self._flow.setEnabled(False)  # laid out once, and not for each
        for number, chip in enumerate(self._pool):
            chip.setVisible(number < len(chips))
        self._flow.setEnabled(True)
        self._flow.invalidate()
        self._chip_box.updateGeometry()
        if had_focus:
            next(iter(self._chips.values()), self.add_button).setFocus()

    def _add_to_pool(self, views: Sequence[ChipView]) -> None:
        for last in (self.more_button, self.add_button):
            self._flow.removeWidget(last)
        self._pool += [self._make_chip(view) for view in views]
        for last in (self.more_button, self.add_button):
            self._flow.addWidget(last)
        self._set_order()

    def _make_chip(self, view: ChipView) -> CodeChip:
        chip = CodeChip(view, self._chip_box)
        chip.clicked.connect(lambda: self.chip_chosen.emit(chip.view.coding_id))
        chip.remove_wanted.connect(self.remove_wanted)
        chip.menu_wanted.connect(self.chip_menu_wanted)
        self._group.addButton(chip)
        self._flow.addWidget(chip)
        return chip

    def _set_order(self) -> None:
        """Tab goes as one reads."""
        widgets = [*self._pool, self.more_button, self.add_button]
        for before, after in pairwise(widgets):
            QWidget.setTabOrder(before, after)
        self.parts.set_order(self.add_button)

    # Using

    def chips(self) -> list[CodeChip]:
        """The codings that are shown."""
        return list(self._chips.values())

    @property
    def shows_passage(self) -> bool:
        """Whether there is something here for the keys."""
        return self.quote.isVisible()

    def take_focus(self) -> None:
        """Where the keys go when one comes here by F6."""
        chosen = [chip for chip in self._chips.values() if chip.isChecked()]
        target = [*chosen, *self._chips.values(), self.add_button]
        next(widget for widget in target).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def write_out(self) -> None:
        """Keep what is being written in the fields."""
        self.parts.write_out()
