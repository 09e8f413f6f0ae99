"""The chips that say which part of the material is looked at."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, partial
from typing import Any, Final, Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QPushButton, QWidget
from sqlite_utils import Database

from qualcode.core.analysis.narrowing import Narrowing
from qualcode.core.ids import AttributeId, CoderId, DocumentId, PersonId, SurveyId
from qualcode.core.model import Coder, Document, Person
from qualcode.core.model.person import RESPONDENT
from qualcode.core.model.survey import survey_label
from qualcode.core.store import attributes as attributes_store
from qualcode.core.store import coders as coders_store
from qualcode.core.store import documents as documents_store
from qualcode.core.store import passages as reads
from qualcode.core.store import persons as persons_store
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


class Kept(Protocol):
    """Documents, persons and evaluators that were read already."""

    documents: dict[DocumentId, Document]
    persons: dict[PersonId, Person]
    coders: dict[CoderId, Coder]


class Source:
    """Where choices come from; what is not at hand is read when it is asked for."""

    def __init__(self, db: Database, kept: Kept | None = None) -> None:
        self.db = db
        self._kept = kept

    @cached_property
    def documents(self) -> Sequence[Document]:
        """Every one, in its order."""
        kept = self._kept
        return list(kept.documents.values()) if kept else documents_store.all_documents(self.db)

    @cached_property
    def respondents(self) -> Sequence[Person]:
        """Every one."""
        kept = self._kept
        persons = kept.persons.values() if kept else persons_store.all_persons(self.db)
        return [one for one in persons if one.kind == RESPONDENT]

    @cached_property
    def coders(self) -> Sequence[Coder]:
        """Every one."""
        kept = self._kept
        return list(kept.coders.values()) if kept else coders_store.all_coders(self.db)


def choices_of(key: str, source: Source) -> Choices:
    """What can be chosen, with the words for it."""
    match key:
        case "documents":
            return [(one.id, one.title) for one in source.documents]
        case "kinds":
            used = {one.kind for one in source.documents}
            return [(kind, _(name)) for kind, name in KINDS.items() if kind in used]
        case "waves":
            waves = {one.wave or "" for one in source.documents}
            return _named(waves, _("Without a wave"))
        case "folders":
            return [(one.id, one.name) for one in reads.folders(source.db)]
        case "persons":
            return [(one.id, one.pseudonym) for one in source.respondents]
        case "groups":
            groups = {one.reporting_group or "" for one in source.respondents}
            return _named(groups, _("Without a reporting group"))
        case "coders":
            return [(one.id, one.name) for one in source.coders]
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


def _chosen_keys(narrowing: Narrowing) -> list[str]:
    """The kinds of which something is chosen."""
    facets = [key for key in _TITLES if chosen_in(narrowing, key)]
    return facets + [f"{ATTRIBUTE}{own}" for own, _values in narrowing.attributes]


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

    def __init__(
        self,
        source: Callable[[], Source | None],
        parent: QWidget,
        *,
        kinds: Collection[str] = tuple(_TITLES),
        always: Collection[str] = _ALWAYS,
        text: str = "",
    ) -> None:
        """Chips for these kinds of choices beside attributes; some are `always` there."""
        super().__init__(parent)
        self._source = source
        self._kinds, self._always = kinds, always
        self._widget = parent
        self._titles: dict[str, str] = {}
        self.narrowing = Narrowing()
        self.chips: dict[str, QPushButton] = {}
        self.popup: ChoicePopup | None = None
        self.more = QPushButton(text or _("Filter"), parent)
        self.more.setProperty("kind", "chip")
        self.more.setToolTip(_("Look at a part of the material"))
        self._menu = QMenu(self.more)
        self._menu.aboutToShow.connect(self._fill_menu)
        self.more.setMenu(self._menu)

    def show_narrowing(self, narrowing: Narrowing) -> None:
        """Show what is chosen, without telling of it."""
        self.narrowing = narrowing
        self.refresh()

    @property
    def is_narrow(self) -> bool:
        """Whether something is left out."""
        return self.narrowing != Narrowing()

    def forget_what_is_gone(self) -> None:
        """Of what was chosen only what there is still stays chosen."""
        source, kept = self._source(), Narrowing()
        for key in _chosen_keys(self.narrowing):
            if source is None:
                break
            there = frozenset(value for value, _text in choices_of(key, source))
            kept = with_choice(kept, key, chosen_in(self.narrowing, key) & there)
        self.narrowing = kept

    def refresh(self) -> None:
        """The material has changed, or what is chosen of it."""
        source = self._source()
        self._titles = {key: _(title) for key, title in _TITLES.items() if key in self._kinds}
        if source is not None:
            for one in reads.attributes(source.db):
                self._titles[f"{ATTRIBUTE}{one.id}"] = one.name
        wanted = [
            key for key in self._titles if key in self._always or chosen_in(self.narrowing, key)
        ]
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
            names = [one.initials for one in source.coders if one.id in chosen]
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
        clear.setEnabled(self.is_narrow)
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


def words_of(narrowing: Narrowing, source: Source) -> list[str]:
    """What is chosen of the respondents, such as “Sex: Woman”, for people to read."""
    about = {f"{ATTRIBUTE}{one.id}": one for one in reads.attributes(source.db)}
    titles = {"persons": _(_TITLES["persons"]), "groups": _(_TITLES["groups"])} | {
        key: one.name for key, one in about.items() if one.about == "persons"
    }
    return [
        _("{kind}: {chosen}").format(
            kind=title,
            chosen=", ".join(text for value, text in choices_of(key, source) if value in chosen),
        )
        for key, title in titles.items()
        if (chosen := chosen_in(narrowing, key))
    ]


def known(narrowing: Narrowing, names: Mapping[str, Any]) -> Narrowing:
    """The narrowing without documents, persons and evaluators that are gone."""
    kept = {key: getattr(narrowing, key) & frozenset(some) for key, some in names.items()}
    return replace(narrowing, **kept)
