"""What is written of a passage: comment, weight and stance, the same in fewer words, how it is read,
how it is printed, and the memos on it. Parts with nothing in them are buttons that open them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qualcode.core.ids import CodingId, SegmentId
from qualcode.core.model.coding import CONTRADICTS, QUALIFIES, SUPPORTS
from qualcode.core.translate import _
from qualcode.shell.panels.choice_row import ChoiceRow
from qualcode.shell.panels.folds import Adders, Fold, PartField
from qualcode.shell.panels.memo_lines import MemoLine, MemoLines
from qualcode.shell.panels.painting import px
from qualcode.shell.panels.printed_part import PrintedPart


@dataclass(frozen=True, slots=True)
class PartsView:
    """What is written of one coding and its passage.

    Attributes:
        own_words: what the passage holds.
        is_own: whether the evaluator at the keyboard made it, who alone writes on it; how it is
            printed, and memos, are everybody's.
    """

    coding_id: CodingId
    segment_id: SegmentId
    own_words: str = ""
    comment: str | None = None
    weight: int | None = None
    stance: str | None = None
    condensed: str | None = None
    interpretation: str | None = None
    printed: str | None = None
    is_chosen: bool = False
    attribution: str | None = None
    memos: tuple[MemoLine, ...] = ()
    can_write: bool = False
    is_own: bool = False


class PassageParts(QWidget):
    """Signals:
    weight_wanted(coding_id, weight), stance_wanted(coding_id, stance): None takes it back.
    chosen_wanted(segment_id, chosen): whether it is to stand in the report.
    memo_wanted(), memo_opened(memo_id)
    done(): the keys belong to the text again.
    """

    weight_wanted = Signal(str, object)
    stance_wanted = Signal(str, object)
    chosen_wanted = Signal(str, bool)
    memo_wanted = Signal()
    memo_opened = Signal(str)
    done = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._view: PartsView | None = None
        self.comment = PartField(_("Write a comment"), self)
        self.condensed = PartField(_("The same in fewer words"), self)
        self.interpretation = PartField(_("What it means, as you read it"), self)
        self.judged = self._make_judged()
        self.printed = PrintedPart(self)
        self.memos = MemoLines(self)
        self.folds = {
            "comment": Fold(_("Comment"), self.comment, self),
            "condensed": Fold(_("Condensed"), self.condensed, self),
            "interpretation": Fold(_("Interpretation"), self.interpretation, self),
            "judged": Fold(_("Weight and stance"), self.judged, self),
            "printed": Fold(_("Printed form"), self.printed, self),
            "memos": Fold(_("Memos"), self.memos, self),
        }
        self._adders = Adders(self)
        self._arrange()
        self._connect()

    def _make_judged(self) -> QWidget:
        box = QWidget(self)
        self.weight = ChoiceRow(_("Weight"), {1: _("Weak"), 2: _("Medium"), 3: _("Strong")}, box)
        self.stance = ChoiceRow(_("Stance"), stance_names(), box)
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(5))
        column.addWidget(self.weight)
        column.addWidget(self.stance)
        box.setFocusProxy(self.weight)
        return box

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, px(4), 0, 0)
        column.setSpacing(px(3))
        for fold in self.folds.values():
            column.addWidget(fold)
        self.add_memo = self.folds["memos"].adder
        self.add_memo.setText(_("+ Memo"))
        self.add_memo.setAccessibleName(_("Write a memo on the passage"))
        self.add_memo.clicked.disconnect()
        self.add_memo.clicked.connect(self.memo_wanted)
        for fold in self.folds.values():
            self._adders.add(fold.adder)
            fold.changed.connect(self._adders.fit)
        column.addWidget(self._adders)

    def _connect(self) -> None:
        self.weight.chosen.connect(lambda value: self._judge(self.weight_wanted, value))
        self.stance.chosen.connect(lambda value: self._judge(self.stance_wanted, value))
        for field in self.fields:
            field.done.connect(self.done)
        self.printed.words.wanted.connect(self.folds["printed"].open)
        self.printed.chosen_wanted.connect(self.chosen_wanted)
        self.memos.opened.connect(self.memo_opened)

    @property
    def fields(self) -> list[PartField]:
        """Where words are written."""
        printed = [self.printed.words, self.printed.attribution]
        return [self.comment, self.condensed, self.interpretation, *printed]

    @property
    def view(self) -> PartsView | None:
        """What is shown."""
        return self._view

    def _judge(self, wanted: SignalInstance, value: object) -> None:
        if self._view is not None:
            wanted.emit(self._view.coding_id, value)

    # Filling

    def show_parts(self, view: PartsView | None) -> None:
        """Show what is written of a passage; None where none is looked at."""
        self._view = view
        coding, segment = (view.coding_id, view.segment_id) if view else ("", "")
        own = view is not None and view.can_write and view.is_own
        may = view is not None and view.can_write
        v = view or PartsView(CodingId(""), SegmentId(""))
        self.comment.show_note(coding, v.comment, editable=own)
        self.condensed.show_note(segment, v.condensed, editable=own)
        self.interpretation.show_note(segment, v.interpretation, editable=own)
        self.printed.show_quote(
            segment,
            v.own_words,
            text=v.printed,
            chosen=v.is_chosen,
            attribution=v.attribution,
            can_write=may,
        )
        self._show_judged(v, can_write=own)
        self.memos.show_memos(v.memos)
        self._fold(v, own=own, may=may)

    def _show_judged(self, view: PartsView, *, can_write: bool) -> None:
        self.weight.set_value(view.weight)
        self.stance.set_value(view.stance)
        self.judged.setEnabled(can_write)

    def _fold(self, view: PartsView, *, own: bool, may: bool) -> None:
        has_quote = view.printed is not None or view.is_chosen or view.attribution is not None
        empty = {
            "comment": not self.comment.toPlainText(),
            "condensed": not self.condensed.toPlainText(),
            "interpretation": not self.interpretation.toPlainText(),
            "judged": view.weight is None and view.stance is None,
            "printed": not has_quote and not self.printed.words.toPlainText(),
            "memos": not view.memos,
        }
        self._adders.wait()
        for key, fold in self.folds.items():
            subject = view.coding_id if key in ("comment", "judged") else view.segment_id
            can_write = may if key in ("printed", "memos") else own
            fold.show_for(subject, is_empty=empty[key], can_write=can_write)
        self.add_memo.setVisible(bool(view.segment_id) and may)
        self._adders.fit()

    # Using

    def set_order(self, before: QWidget) -> None:
        """Tab goes as one reads, on from another widget."""
        printed = self.printed
        widgets = [
            before,
            self.comment,
            self.condensed,
            self.interpretation,
            *self.weight.buttons.values(),
            *self.stance.buttons.values(),
            *(printed.words, printed.take_words, printed.omit, printed.bracket),
            *(printed.attribution, printed.use),
            *(fold.adder for fold in self.folds.values()),
        ]
        for first, second in pairwise(widgets):
            QWidget.setTabOrder(first, second)

    def write_out(self) -> None:
        """Keep what is being written."""
        for field in self.fields:
            field.write_out()


def stance_names() -> dict[str, str]:
    """What a passage does to what its code says, in words."""
    return {
        SUPPORTS: _("Supports"),
        CONTRADICTS: _("Contradicts"),
        QUALIFIES: _("Qualifies"),
    }
