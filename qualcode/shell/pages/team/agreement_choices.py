"""Who is compared on what: the choices above the numbers."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QPushButton, QSizePolicy, QSpinBox, QWidget
from sqlite_utils import Database

from qualcode.core.analysis.agreement.of_project import OVERLAP, SEGMENT, UNITS, Question
from qualcode.core.ids import CodeId, CoderId, DocumentId, PersonId
from qualcode.core.model.person import RESPONDENT
from qualcode.core.report.agreement_parts import UNIT_NAMES
from qualcode.core.store import coders as coders_store
from qualcode.core.store import codes as codes_store
from qualcode.core.store import documents as documents_store
from qualcode.core.store import persons as persons_store
from qualcode.core.translate import N_, _
from qualcode.shell.models.codes import shortened
from qualcode.shell.models.narrowing import narrowing_from_state, narrowing_to_state
from qualcode.shell.panels.choice_popup import ChoicePopup
from qualcode.shell.panels.drawer import combo, fill_combo
from qualcode.shell.panels.filter_chips import FilterChips, Source
from qualcode.shell.panels.flow_layout import FlowLayout
from qualcode.shell.panels.painting import px
from qualcode.shell.session import Session

_TITLES: Final = {
    "coders": N_("Evaluators"),
    "codes": N_("Codes"),
    "documents": N_("Documents"),
    "persons": N_("Respondents"),
}
_LONGEST: Final = 34
#: what documents and respondents are, beside those that have a list of their own
_NARROWED: Final = ("kinds", "folders", "waves", "groups")

Named = Mapping[str, str]


@dataclass(frozen=True)
class Ground:
    """What can be chosen: names by id."""

    coders: Named = field(default_factory=dict)
    codes: Named = field(default_factory=dict)
    documents: Named = field(default_factory=dict)
    persons: Named = field(default_factory=dict)

    @classmethod
    def read(cls, db: Database) -> Ground:
        codes = codes_store.all_codes(db)
        paths = codes_store.paths(codes)
        return cls(
            {one.id: one.name for one in coders_store.all_coders(db)},
            {code.id: codes_store.path_text(paths[code.id]) for code in codes},
            {str(one): title for one, title in documents_store.titles(db).items()},
            {
                one.id: one.pseudonym
                for one in persons_store.all_persons(db)
                if one.kind == RESPONDENT
            },
        )


class ChoiceChip(QPushButton):
    """A button that says what is chosen, and opens a list to tick it in; none ticked is all.

    Signals:
        changed(): something else is chosen.
    """

    changed = Signal()

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("kind", "chip")
        self.title = title
        self.choices: Named = {}
        self.chosen: frozenset[str] = frozenset()
        self.popup: ChoicePopup | None = None
        self.clicked.connect(self.open)
        self.show_choices({})

    def show_choices(self, choices: Named) -> None:
        """These can be chosen; what is gone is chosen no more."""
        self.choices = choices
        self.chosen &= frozenset(choices)
        self.setEnabled(bool(choices))
        self._say()

    def choose(self, keys: Iterable[str]) -> None:
        """Choose these, as far as they can be chosen; nobody is told."""
        self.chosen = frozenset(keys) & frozenset(self.choices)
        self._say()

    def ordered(self) -> list[str]:
        """What is chosen, in the order of the list."""
        return [key for key in self.choices if key in self.chosen]

    def _say(self) -> None:
        names = [self.choices[key] for key in self.ordered()]
        words = ", ".join(names) or _("all")
        if len(words) > _LONGEST and len(names) > 1:
            words = _("{number} chosen").format(number=len(names))
        text = _("{kind}: {chosen}").format(kind=self.title, chosen=shortened(words, _LONGEST))
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)
        self.setToolTip(", ".join(names))

    def open(self) -> None:
        """Let it be chosen."""
        choices: Sequence[tuple[Hashable, str]] = list(self.choices.items())
        popup = ChoicePopup(self.title, choices, self.chosen, self)
        popup.changed.connect(lambda: self._take(popup))
        popup.closed.connect(partial(setattr, self, "popup", None))
        self.popup = popup
        popup.open_at(self)

    def _take(self, popup: ChoicePopup) -> None:
        self.choose(str(one) for one in popup.ticked())
        self.changed.emit()


class AgreementChoices(QWidget):
    """Signals:
    changed(): another comparison is asked for.
    """

    changed = Signal()

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self.ground = Ground()
        self.chips = {key: ChoiceChip(_(title), self) for key, title in _TITLES.items()}
        self.only = FilterChips(self._source, self, kinds=_NARROWED, always=(), text=_("Only…"))
        self.only.changed.connect(self.changed)
        self.only.arranged.connect(self._fill)
        units: dict[Any, str] = {unit: self._unit_words(unit) for unit in UNITS}
        self.unit = combo(_("What is compared one by one"), units, self)
        self.unit.setMinimumContentsLength(14)
        self.overlap = QSpinBox(self)
        self.overlap.setRange(1, 100)
        self.overlap.setValue(round(100 * OVERLAP))
        self.overlap.setPrefix(_("overlap from") + " ")
        self.overlap.setSuffix(" %")
        self.overlap.setAccessibleName(_("From how many per cent two passages are one"))
        self.overlap.setToolTip(
            _("The characters marked in both passages, of those marked in either.")
        )
        self.key = combo(_("An evaluator who is taken to be right"), {None: _("No key")}, self)
        self.intervals = QCheckBox(_("&Intervals"), self)
        self.intervals.setToolTip(
            _("Bootstrap: how far the numbers might be others, had other text been coded.")
        )
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._flow = FlowLayout(self, spacing=px(8))
        self._fill()
        for chip in self.chips.values():
            chip.changed.connect(self._tell)
        self.unit.currentIndexChanged.connect(self._tell)
        self.overlap.editingFinished.connect(self.changed)
        self.key.currentIndexChanged.connect(self._tell)
        self.intervals.toggled.connect(self._tell)
        self.overlap.setVisible(False)
        self.setFocusProxy(self.chips["coders"])

    def _fill(self) -> None:
        """All in their order, with the chips that are there now."""
        before: QWidget | None = None
        for widget in (
            *self.chips.values(),
            self.only.more,
            *self.only.chips.values(),
            self.unit,
            self.overlap,
            self.key,
            self.intervals,
        ):
            self._flow.removeWidget(widget)
            self._flow.addWidget(widget)
            if before is not None:
                QWidget.setTabOrder(before, widget)
            before = widget
        for chip in self.only.chips.values():
            chip.show()

    def _source(self) -> Source | None:
        project = self._session.project
        return Source(project.db) if project is not None else None

    def _unit_words(self, unit: str) -> str:
        return _("by {units}").format(units=_(UNIT_NAMES[unit]))

    def _tell(self) -> None:
        self.overlap.setVisible(self.unit.currentData() == SEGMENT)
        self.changed.emit()

    def show_ground(self, ground: Ground) -> None:
        """What can be chosen has become something else."""
        self.ground = ground
        for key, chip in self.chips.items():
            chip.show_choices(getattr(ground, key))
        fill_combo(self.key, {None: _("No key")} | self._keys(ground))
        self.only.forget_what_is_gone()
        self.only.refresh()

    def _keys(self, ground: Ground) -> dict[Any, str]:
        return {
            coder_id: _("Key: {name}").format(name=name) for coder_id, name in ground.coders.items()
        }

    def question(self) -> Question:
        """What is asked for now."""
        chosen = {key: chip.ordered() for key, chip in self.chips.items()}
        key = self.key.currentData()
        return Question(
            coders=tuple(map(CoderId, chosen["coders"])),
            key=CoderId(key) if key else None,
            codes=tuple(map(CodeId, chosen["codes"])),
            documents=tuple(map(DocumentId, chosen["documents"])),
            persons=tuple(map(PersonId, chosen["persons"])),
            narrowing=self.only.narrowing,
            unit=self.unit.currentData(),
            overlap=self.overlap.value() / 100,
            intervals=self.intervals.isChecked(),
        )

    # Places

    def state(self) -> dict[str, Any]:
        """What is asked for, by ids."""
        return {
            **{key: sorted(chip.chosen) for key, chip in self.chips.items()},
            **narrowing_to_state(self.only.narrowing),
            "key": self.key.currentData(),
            "unit": self.unit.currentData(),
            "overlap": self.overlap.value(),
            "intervals": self.intervals.isChecked(),
        }

    def restore_state(self, state: dict[str, Any]) -> None:
        """Ask for what was asked for; what is gone is passed over, and nobody is told."""
        self.blockSignals(True)
        for key, chip in self.chips.items():
            chip.choose(map(str, state.get(key) or ()))
        self.only.show_narrowing(narrowing_from_state(state))
        for box, name in ((self.key, "key"), (self.unit, "unit")):
            box.setCurrentIndex(max(0, box.findData(state.get(name))))
        overlap = state.get("overlap")
        self.overlap.setValue(overlap if isinstance(overlap, int) else round(100 * OVERLAP))
        self.intervals.setChecked(state.get("intervals") is True)
        self.overlap.setVisible(self.unit.currentData() == SEGMENT)
        self.blockSignals(False)
