"""The chips that say which part of the material is looked at."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QPushButton, QWidget
from sqlite_utils import Database

from qualcode.core.analysis.material import Material
from qualcode.core.analysis.narrowing import Narrowing
from qualcode.core.ids import AttributeId, SurveyId
from qualcode.core.model.person import RESPONDENT
from qualcode.core.model.survey import survey_label
from qualcode.core.store import attributes as attributes_store
from qualcode.core.store import passages as reads
from qualcode.core.store import survey_counts
from qualcode.core.store import surveys as surveys_store
from qualcode.core.store.connection import casefold
from qualcode.core.translate import N_, _
from qualcode.shell.commands.actions import action, plain
from qualcode.shell.models.codes import shortened
from qualcode.shell.models.documents import KINDS
from qualcode.shell.panels.choice_popup import ChoicePopup

Choices = list[tuple[Hashable, str]]

ATTRIBUTE: Final = "attribute:"
#: those whose chips are always there
_ALWAYS: Final = ("groups", "coders")
_TITLES: Final = {
    "groups": N_("Group"),
    "coders": N_("Evaluator"),
    "documents": N_("Document"),
    "kinds": N_("Kind"),
    "waves": N_("Wave"),
    "folders": N_("Folder"),
    "persons": N_("Respondent"),
    "weights": N_("Weight"),
    "stances": N_("Stance"),
}
_WEIGHTS: Final = ((1, N_("Weak")), (2, N_("Medium")), (3, N_("Strong")))
_STANCES: Final = (
    ("supports", N_("Supports")),
    ("contradicts", N_("Contradicts")),
    ("qualifies", N_("Qualifies")),
)
#: so many letters of what is chosen stand on a chip
_LONGEST: Final = 28


@dataclass(frozen=True)
class Source:
    """Where choices come from."""

    db: Database
    material: Material


def choices_of(key: str, source: Source) -> Choices:
    """What can be chosen, with the words for it."""
    material = source.material
    match key:
        case "documents":
            return [(one.id, one.title) for one in material.documents.values()]
        case "kinds":
            used = {one.kind for one in material.documents.values()}
            return [(kind, _(name)) for kind, name in KINDS.items() if kind in used]
        case "waves":
            waves = {one.wave or "" for one in material.documents.values()}
            return _named(waves, _("Without a wave"))
        case "folders":
            return [(one.id, one.name) for one in reads.folders(source.db)]
        case "persons":
            return [
                (one.id, one.pseudonym)
                for one in material.persons.values()
                if one.kind == RESPONDENT
            ]
        case "groups":
            people = (one for one in material.persons.values() if one.kind == RESPONDENT)
            return _named(
                {one.reporting_group or "" for one in people}, _("Without a reporting group")
            )
        case "coders":
            return [(one.id, one.name) for one in material.coders.values()]
        case "weights":
            return [(weight, _(name)) for weight, name in _WEIGHTS]
        case "stances":
            return [(stance, _(name)) for stance, name in _STANCES]
    values = reads.attribute_values(source.db, AttributeId(key.removeprefix(ATTRIBUTE)))
    return _named({line for _about, value in values for line in value.split("\n")}, "")


def _named(names: set[str], without: str) -> Choices:
    """Names in alphabetical order; what has none last."""
    ordered = sorted(names, key=lambda name: (not name, casefold(name) or "", name))
    return [(name, name or without) for name in ordered]


def chosen_in(narrowing: Narrowing, key: str) -> frozenset[Any]:
    """What a narrowing chooses of one kind."""
    if key.startswith(ATTRIBUTE):
        return dict(narrowing.attributes).get(AttributeId(key.removeprefix(ATTRIBUTE)), frozenset())
    chosen: frozenset[Any] = getattr(narrowing, key)
    return chosen


def with_choice(narrowing: Narrowing, key: str, values: frozenset[Any]) -> Narrowing:
    """The narrowing with another choice of one kind."""
    if not key.startswith(ATTRIBUTE):
        changed: dict[str, Any] = {key: values}
        return replace(narrowing, **changed)
    own = AttributeId(key.removeprefix(ATTRIBUTE))
    others = tuple(one for one in narrowing.attributes if one[0] != own)
    return replace(narrowing, attributes=(*others, (own, values)) if values else others)


class FilterChips(QObject):
    """One chip for each kind of choice that is made, and one for making others.

    Attributes:
        chips: by key, in their order; they are put where the page wants them.
        more: the button with all kinds.

    Signals:
        changed(): `narrowing` is another one.
        arranged(): chips have come or gone.
    """

    changed = Signal()
    arranged = Signal()

    def __init__(self, source: Callable[[], Source | None], parent: QWidget) -> None:
        super().__init__(parent)
        self._source = source
        self._widget = parent
        self._titles: dict[str, str] = {}
        self.narrowing = Narrowing()
        self.chips: dict[str, QPushButton] = {}
        self.popup: ChoicePopup | None = None
        self.more = QPushButton(_("Filter"), parent)
        self.more.setProperty("kind", "chip")
        self.more.setToolTip(_("Look at a part of the material"))
        self._menu = QMenu(self.more)
        self._menu.aboutToShow.connect(self._fill_menu)
        self.more.setMenu(self._menu)

    def show_narrowing(self, narrowing: Narrowing) -> None:
        """Show what is chosen, without telling of it."""
        self.narrowing = narrowing
        self.refresh()

    def refresh(self) -> None:
        """The material has changed, or what is chosen of it."""
        source = self._source()
        self._titles = {key: _(title) for key, title in _TITLES.items()}
        if source is not None:
            for one in reads.attributes(source.db):
                self._titles[f"{ATTRIBUTE}{one.id}"] = one.name
        wanted = [key for key in self._titles if key in _ALWAYS or chosen_in(self.narrowing, key)]
        if wanted != list(self.chips):
            self._remake(wanted)
        for key, chip in self.chips.items():
            words = self._words(key, source)
            chip.setText(plain(words))
            chip.setAccessibleName(words)
        self.more.setEnabled(source is not None)

    def _remake(self, wanted: list[str]) -> None:
        for key in [key for key in self.chips if key not in wanted]:
            chip = self.chips.pop(key)
            chip.hide()
            chip.deleteLater()
        self.chips = {key: self.chips.get(key) or self._make(key) for key in wanted}
        self.arranged.emit()

    def _make(self, key: str) -> QPushButton:
        chip = QPushButton(self._widget)
        chip.setProperty("kind", "chip")
        chip.setAutoDefault(False)
        chip.clicked.connect(partial(self.open, key))
        return chip

    def _words(self, key: str, source: Source | None) -> str:
        chosen = chosen_in(self.narrowing, key)
        if not chosen or source is None:
            return _("{kind}: all").format(kind=self._titles[key])
        if key == "coders":
            coders = source.material.coders.values()
            names = [one.initials for one in coders if one.id in chosen]
        else:
            names = [text for value, text in choices_of(key, source) if value in chosen]
        words = ", ".join(names)
        if len(words) > _LONGEST and len(names) > 1:
            words = _("{number} chosen").format(number=len(names))
        return _("{kind}: {chosen}").format(
            kind=shortened(self._titles[key], _LONGEST), chosen=shortened(words, _LONGEST)
        )

    def _fill_menu(self) -> None:
        self._menu.clear()
        source = self._source()
        answers = {} if source is None else survey_counts.asked_in(source.db)
        values = {} if source is None else attributes_store.counts(source.db)
        surveys = {} if source is None else _survey_menus(source.db, self._menu)
        for key, title in self._titles.items():
            own = AttributeId(key.removeprefix(ATTRIBUTE)) if key.startswith(ATTRIBUTE) else None
            menu = surveys[answers[own]] if own and own in answers else self._menu
            made = action(menu, plain(title), partial(self.open, key))
            there = values.get(own, 0) if own else source and choices_of(key, source)
            made.setEnabled(source is not None and bool(there))
            menu.addAction(made)
        for menu in surveys.values():
            if not menu.isEmpty():
                self._menu.addMenu(menu)
        self._menu.addSeparator()
        clear = action(self._menu, _("Show everything"), self.clear)
        clear.setEnabled(self.narrowing != Narrowing())
        self._menu.addAction(clear)

    def clear(self) -> None:
        """Let everything through."""
        self._take(Narrowing())

    def _take(self, narrowing: Narrowing) -> None:
        if narrowing != self.narrowing:
            self.narrowing = narrowing
            self.refresh()
            self.changed.emit()

    def open(self, key: str, _checked: bool = False) -> None:
        """Let the choice of one kind be made."""
        source = self._source()
        if source is None:
            return
        at = self.chips.get(key, self.more)
        popup = ChoicePopup(
            self._titles[key],
            choices_of(key, source),
            chosen_in(self.narrowing, key),
            at,
        )
        popup.changed.connect(
            lambda: self._take(with_choice(self.narrowing, key, frozenset(popup.ticked())))
        )
        self.popup = popup
        popup.closed.connect(lambda: setattr(self, "popup", None))
        popup.open_at(at)


def _survey_menus(db: Database, parent: QMenu) -> dict[SurveyId, QMenu]:
    """A menu for the closed questions of each survey: there may be sixty of them."""
    found = {}
    for one in surveys_store.all_surveys(db):
        label = survey_label(one.title, one.wave)
        found[one.id] = QMenu(plain(label), parent)
        found[one.id].setAccessibleName(label)
    return found


def known(narrowing: Narrowing, names: Mapping[str, Any]) -> Narrowing:
    """The narrowing without documents, persons and evaluators that are gone."""
    kept = {key: getattr(narrowing, key) & frozenset(some) for key, some in names.items()}
    return replace(narrowing, **kept)
