"""Above the places: who is compared, what is let through, and how far one has come."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from qualcode.core.analysis.reconcile.confusion import Cell
from qualcode.core.analysis.reconcile.listing import STATE_NAMES, Listed
from qualcode.core.ids import CodeId, DocumentId
from qualcode.core.model.team import SETTLED
from qualcode.core.store import codes as codes_store
from qualcode.core.translate import N_, _, ngettext
from qualcode.shell.pages.team.agreement_choices import ChoiceChip
from qualcode.shell.pages.team.reconcile_list import Asked
from qualcode.shell.pages.team.reconcile_work import Names, ReconcileWork
from qualcode.shell.panels.flow_layout import FlowLayout
from qualcode.shell.panels.painting import px
from qualcode.shell.theme import set_kind

_CHIPS: Final = {
    "coders": N_("Evaluators"),
    "codes": N_("Codes"),
    "documents": N_("Documents"),
    "states": N_("State"),
}


class ReconcileHead(QFrame):
    """Signals:
    evaluators_chosen(coder_ids): others are to be compared.
    asked_changed(): something else is to be let through.
    agreed_wanted(): what is agreed is to be taken over.
    merge_wanted(): a colleague's work is to be merged first.
    """

    evaluators_chosen = Signal(list)
    asked_changed = Signal()
    agreed_wanted = Signal()
    merge_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._wanted: Asked | None = None
        self.chips = {key: ChoiceChip(_(title), self) for key, title in _CHIPS.items()}
        self.cell = QPushButton(self)
        set_kind(self.cell, "chip")
        self.cell.setToolTip(_("List all places again"))
        self.cell.hide()
        self.agreed = QPushButton(self)
        set_kind(self.agreed, "chip")
        self.done = QLabel(self)
        self.done.setTextFormat(Qt.TextFormat.PlainText)
        self.bar = QProgressBar(self)
        self.bar.setAccessibleName(_("Settled"))
        self.bar.setFixedWidth(px(120))
        self.fold = QPushButton(_("Cho&ose what is shown"), self)
        self.fold.setCheckable(True)
        set_kind(self.fold, "chip")
        self.fold.hide()
        self._is_low = self._can_choose = False
        self.empty = QLabel(self)
        self.empty.setTextFormat(Qt.TextFormat.PlainText)
        self.merge = QPushButton(_("Mer&ge a colleague’s work"), self)
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        title = QLabel(_("Reconcile"), self)
        set_kind(title, "title")
        top = QHBoxLayout()
        top.setSpacing(px(10))
        top.addWidget(title)
        top.addStretch(1)
        top.addWidget(self.done)
        top.addWidget(self.bar)
        top.addWidget(self.fold)
        self._row = QWidget(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._row.setSizePolicy(policy)
        flow = FlowLayout(self._row, spacing=px(8))
        for widget in (*self.chips.values(), self.cell, self.agreed):
            flow.addWidget(widget)
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        set_kind(self.empty, "soft")
        column = QVBoxLayout(self)
        column.setSpacing(px(8))
        self._column = column
        column.addLayout(top)
        column.addWidget(self._row)
        column.addWidget(self.empty)
        column.addWidget(self.merge, 0, Qt.AlignmentFlag.AlignLeft)

    def _connect(self) -> None:
        self.chips["coders"].changed.connect(self._coders_chosen)
        for key in ("codes", "documents", "states"):
            self.chips[key].changed.connect(self.asked_changed)
        self.agreed.clicked.connect(self.agreed_wanted)
        self.merge.clicked.connect(self.merge_wanted)
        self.fold.toggled.connect(lambda _on: self._fit())
        self._fit()

    def _coders_chosen(self) -> None:
        self.evaluators_chosen.emit(self.chips["coders"].ordered())

    def add(self, widget: QWidget) -> None:
        """Something else that can be done, after the choices."""
        layout = self._row.layout()
        if layout is not None:
            layout.addWidget(widget)

    # What is shown

    def show_ground(self, work: ReconcileWork) -> None:
        """What can be chosen, and who is compared."""
        names = work.names
        coders = self.chips["coders"]
        coders.show_choices({str(one): names.coders[one].name for one in work.can_be_compared})
        coders.choose(work.chosen)
        paths = codes_store.paths(list(names.codes.values()))
        self.chips["codes"].show_choices(
            {str(one): codes_store.path_text(path) for one, path in paths.items()}
        )
        self.chips["documents"].show_choices(
            {str(one): title for one, title in names.documents.items()}
        )
        self.chips["states"].show_choices({one: _(name) for one, name in STATE_NAMES.items()})
        if self._wanted is not None:
            wanted, self._wanted = self._wanted, None
            self.chips["codes"].choose(wanted.codes)
            self.chips["documents"].choose(wanted.documents)
            self.chips["states"].choose(wanted.states)

    def show_empty(
        self, sentence: str, *, can_merge: bool = False, can_choose: bool = False
    ) -> None:
        """Why there is nothing to show; empty if there is something.

        Args:
            can_merge: whether merging is the first step.
            can_choose: whether others may be chosen to be compared.
        """
        self._can_choose = can_choose
        self.empty.setText(sentence)
        self.empty.setVisible(bool(sentence))
        self.merge.setVisible(can_merge)
        self.done.setVisible(not sentence)
        self._fit()

    def set_low(self, *, low: bool) -> None:
        """Leave the room to the text where there is little: the choices come when they are wanted."""
        if low != self._is_low:
            self._is_low = low
            self._fit()

    def _fit(self) -> None:
        has = not self.empty.text()
        can_choose = has or self._can_choose
        self.fold.setVisible(can_choose and self._is_low)
        self.bar.setVisible(has and not self._is_low)
        self._row.setVisible(can_choose and (not self._is_low or self.fold.isChecked()))
        margins = (
            (px(20), px(8), px(14), px(6)) if self._is_low else (px(34), px(20), px(24), px(10))
        )
        self._column.setContentsMargins(*margins)

    def show_progress(self, listed: Sequence[Listed], agreed: int, *, can_write: bool) -> None:
        """How many are settled, and how much that is agreed the consensus doesn't have."""
        settled = sum(one.state == SETTLED for one in listed)
        words = _("{settled} of {number} settled").format(settled=settled, number=len(listed))
        self.done.setText(words if listed else _("Nothing differs"))
        self.bar.setRange(0, max(1, len(listed)))
        self.bar.setValue(settled if listed else 1)
        self.bar.setAccessibleDescription(words)
        text = ngettext(
            "Take over {number} place that is agreed",
            "Take over {number} places that are agreed",
            agreed,
        ).format(number=agreed)
        self.agreed.setText(text)
        self.agreed.setAccessibleName(text)
        self.agreed.setToolTip(_("The consensus gets what all have marked alike, in one step"))
        self.agreed.setVisible(agreed > 0)
        self.agreed.setEnabled(can_write)

    def show_cell(self, cell: Cell | None, names: Names) -> None:
        """The cell of the table whose places alone are listed; a click lists all again."""
        self.cell.setVisible(cell is not None)
        if cell is not None:
            one, other = names.code(cell[0]), names.code(cell[1])
            text = _("{code} × {other}  ✕").format(code=one, other=other)
            self.cell.setText(text.replace("&", "&&"))
            self.cell.setAccessibleName(
                _("Only {code} against {other}").format(code=one, other=other)
            )

    # What is asked

    def asked(self, cell: Cell | None) -> Asked:
        """What is let through."""
        chosen = {key: chip.chosen for key, chip in self.chips.items()}
        return Asked(
            frozenset(map(CodeId, chosen["codes"])),
            frozenset(map(DocumentId, chosen["documents"])),
            chosen["states"],
            cell,
        )

    def ask_code(self, code_id: str) -> None:
        """List this code's alone."""
        self._ask_one("codes", code_id)

    def ask_document(self, document_id: str) -> None:
        """List this document's alone."""
        self._ask_one("documents", document_id)

    def _ask_one(self, key: str, value: str) -> None:
        chip = self.chips[key]
        chip.choose(() if chip.chosen == frozenset((value,)) else (value,))
        self.asked_changed.emit()

    def ask_first(self, asked: Asked) -> None:
        """Ask for this when it is known what there is."""
        self._wanted = asked

    def state(self) -> dict[str, Any]:
        """What is asked, by ids."""
        if self._wanted is not None:
            some = {
                "codes": self._wanted.codes,
                "documents": self._wanted.documents,
                "states": self._wanted.states,
                "coders": self.chips["coders"].chosen,
            }
            return {key: sorted(values) for key, values in some.items()}
        return {key: sorted(chip.chosen) for key, chip in self.chips.items()}
