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

from qualcode.core.ids import CodingId, SegmentId
from qualcode.core.translate import _
from qualcode.shell.models.codes import shortened
from qualcode.shell.panels.chip import HEIGHT as CHIP_HEIGHT
from qualcode.shell.panels.chip import ChipView, CodeChip
from qualcode.shell.panels.flow_layout import FlowLayout
from qualcode.shell.panels.header import PanelHeader
from qualcode.shell.panels.note_field import NoteField
from qualcode.shell.panels.painting import px

#: as many characters of a quote as are read at a glance: some three lines of the panel
LONGEST_QUOTE = 125


@dataclass(frozen=True, slots=True)
class PassageView:
    """A passage, or words that may become one.

    Attributes:
        speaker: time code and speaker, as the header shows them.
        quote: in quotation marks already.
        chips: the codings at the caret; empty for words without any.
        chosen: the coding whose comment is shown, and whose passage is condensed.
        note: why the fields can't be written in; empty if they can.
    """

    speaker: str
    quote: str
    chips: tuple[ChipView, ...] = ()
    chosen: CodingId | None = None
    segment_id: SegmentId | None = None
    comment: str | None = None
    condensed: str | None = None
    can_write: bool = False
    is_own: bool = False
    note: str = ""

    @property
    def key(self) -> str:
        """What tells this passage from another one."""
        return str(self.chosen or "")


class PassagePanel(QFrame):
    """The passage at the caret.

    Signals:
        chip_chosen(coding_id), remove_wanted(coding_id), chip_menu_wanted(coding_id, point)
        add_wanted(): a further code for the passage.
        done(): the keys belong to the text again.
        coded(has_code): what is shown has a code now, or has none any more.
    """

    chip_chosen = Signal(str)
    remove_wanted = Signal(str)
    chip_menu_wanted = Signal(str, object)
    add_wanted = Signal()
    done = Signal()
    coded = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "panel")
        self.setAccessibleName(_("Passage"))
        self._chips: dict[str, CodeChip] = {}
        self._view: tuple[PassageView | None] | None = None
        self.header = PanelHeader(_("Passage"), parent=self)
        self._hint = self._label("soft")
        self._hint.setText(
            _(
                "Put the caret in a marked passage to see its codes, or mark some words and press Enter."
            )
        )
        self.quote = self._label("soft")
        self.note = self._label("label")
        self.add_button = self._make_add()
        self.condensed = NoteField(_("The same in fewer words"), self)
        self.comment = NoteField(_("Write a comment"), self)
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
        self._flow.addWidget(self.add_button)
        self._group = QButtonGroup(self)
        column.addWidget(self._chip_box)
        self._fields = self._make_fields(body)
        column.addWidget(self._fields)
        column.addStretch(1)
        return body

    def _make_fields(self, parent: QWidget) -> QWidget:
        fields = QWidget(parent)
        column = QVBoxLayout(fields)
        column.setContentsMargins(0, px(4), 0, 0)
        column.setSpacing(px(3))
        for name, field in ((_("Condensed"), self.condensed), (_("Comment"), self.comment)):
            label = self._label("label")
            label.setText(name)
            label.setBuddy(field)
            field.setAccessibleName(name)
            field.done.connect(self.done)
            column.addWidget(label)
            column.addWidget(field)
            column.addSpacing(px(5))
        column.addWidget(self.note)
        return fields

    def _arrange(self) -> None:
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self._body)
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
        has_coding = view is not None and view.chosen is not None
        self._hint.setVisible(view is None)
        self.quote.setVisible(view is not None)
        self._chip_box.setVisible(view is not None)
        self._fields.setVisible(has_coding)
        self.header.set_detail(view.speaker if view else "")
        self.quote.setText(shortened(view.quote, LONGEST_QUOTE) if view else "")
        self._set_chips(view.chips if view else (), view)
        self.add_button.setEnabled(view is not None and view.can_write)
        own = view is not None and view.can_write and view.is_own
        self.condensed.show_note(
            view.segment_id or "" if view else "", view.condensed if view else "", editable=own
        )
        self.comment.show_note(view.key if view else "", view.comment if view else "", editable=own)
        self.note.setText(view.note if view else "")
        self.note.setVisible(bool(self.note.text()))
        self.coded.emit(has_coding)

    def _set_chips(self, chips: Sequence[ChipView], view: PassageView | None) -> None:
        wanted = {chip.coding_id: chip for chip in chips}
        if list(wanted) != list(self._chips):
            self._remake_chips(list(wanted.values()))
        for coding_id, chip in self._chips.items():
            chip.set_view(wanted[CodingId(coding_id)])
            chip.set_removable(view is not None and view.can_write)
            chip.setChecked(view is not None and coding_id == view.chosen)

    def _remake_chips(self, chips: Sequence[ChipView]) -> None:
        had_focus = any(chip.hasFocus() for chip in self._chips.values())
        for chip in self._chips.values():
            self._flow.removeWidget(chip)
            self._group.removeButton(chip)
            chip.hide()
            chip.deleteLater()
        self._flow.removeWidget(self.add_button)
        self._chips = {chip.coding_id: self._make_chip(chip) for chip in chips}
        self._flow.addWidget(self.add_button)
        self._set_order()
        self._chip_box.updateGeometry()
        if had_focus:
            next(iter(self._chips.values()), self.add_button).setFocus()

    def _make_chip(self, view: ChipView) -> CodeChip:
        chip = CodeChip(view, self._chip_box)
        chip.clicked.connect(lambda: self.chip_chosen.emit(chip.view.coding_id))
        chip.remove_wanted.connect(self.remove_wanted)
        chip.menu_wanted.connect(self.chip_menu_wanted)
        self._group.addButton(chip)
        self._flow.addWidget(chip)
        chip.show()
        return chip

    def _set_order(self) -> None:
        """Tab goes as one reads."""
        widgets = [*self._chips.values(), self.add_button, self.condensed, self.comment]
        for before, after in pairwise(widgets):
            QWidget.setTabOrder(before, after)

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
        self.condensed.write_out()
        self.comment.write_out()
