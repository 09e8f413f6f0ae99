"""The chips above the table of meaning units: which rows are shown, and which columns."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from qualcode.core.model.person import RESPONDENT
from qualcode.core.store.connection import casefold
from qualcode.core.translate import N_, _
from qualcode.shell.models.codes import shortened
from qualcode.shell.models.meaning_units import UnitsModel
from qualcode.shell.models.unit_material import EDITABLE, HEADINGS, UnitFilter
from qualcode.shell.panels.choice_popup import ChoicePopup
from qualcode.shell.panels.painting import px

_TITLES: Final = {
    "documents": N_("Document"),
    "persons": N_("Respondent"),
    "groups": N_("Group"),
    "coders": N_("Evaluator"),
    "codes": N_("Code"),
    "empty": N_("Still empty"),
}
#: so many letters of what is chosen stand on a chip
_LONGEST: Final = 24
#: what is typed is searched for when one has stopped for so long, in milliseconds
_CALM: Final = 200


class UnitChoices(QObject):
    """A chip for each kind of choice, and a field for words.

    Attributes:
        chips: by kind, to be laid out by the page. words: the field.
        wanted: what is chosen.

    Signals:
        changed(): something else is chosen.
    """

    changed = Signal()

    def __init__(self, model: UnitsModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self.wanted = UnitFilter()
        self.popup: ChoicePopup | None = None
        self.words = self._field(parent)
        self._calm = QTimer(self, singleShot=True, interval=_CALM)
        self._calm.timeout.connect(self._find_words)
        self.words.textChanged.connect(lambda _text: self._calm.start())
        self.chips = {kind: self._chip(kind, parent) for kind in _TITLES}
        self.show_words()

    def _chip(self, kind: str, parent: QWidget) -> QPushButton:
        chip = QPushButton(parent)
        chip.setProperty("kind", "chip")
        chip.setAutoDefault(False)
        chip.clicked.connect(partial(self.ask, kind))
        return chip

    def _field(self, parent: QWidget) -> QLineEdit:
        words = QLineEdit(parent)
        words.setPlaceholderText(_("Find in meaning units"))
        words.setAccessibleName(_("Find in meaning units"))
        words.setClearButtonEnabled(True)
        words.setFixedWidth(min(px(230), 340))
        return words

    def _find_words(self) -> None:
        self.set_wanted(replace(self.wanted, words=self.words.text()))

    def clear(self) -> None:
        """Ask for all rows."""
        self.words.clear()
        self._calm.stop()
        self.set_wanted(UnitFilter())

    def options(self, kind: str) -> list[tuple[Hashable, str]]:
        """What can be chosen, with the words for it."""
        material, codebook = self._model.material, self._model.codebook
        respondents = [one for one in material.persons.values() if one.kind == RESPONDENT]
        match kind:
            case "documents":
                return [(one.id, one.title) for one in material.documents.values()]
            case "persons":
                return _sorted([(one.id, one.pseudonym) for one in respondents])
            case "groups":
                groups = {one.reporting_group for one in respondents}
                known = _sorted([(group, group) for group in groups if group is not None])
                return [*known, (None, _("No group"))] if None in groups else known
            case "coders":
                return [(one.id, one.name) for one in material.coders.values()]
            case "codes":
                return [
                    (code.id, "\u2003" * (len(codebook.path(code.id)) - 1) + code.name)
                    for code in codebook
                ]
        return [(column, _(HEADINGS[column])) for column in EDITABLE]

    def ask(self, kind: str, *_checked: object) -> None:
        """Let it be chosen in a list that comes down from the chip."""
        chip = self.chips[kind]
        popup = ChoicePopup(
            _(_TITLES[kind]), self.options(kind), getattr(self.wanted, kind), chip.window()
        )
        popup.changed.connect(lambda: self._choose(kind, popup.ticked()))
        self.popup = popup
        popup.open_at(chip)

    def _choose(self, kind: str, values: list[Hashable]) -> None:
        changed: dict[str, Any] = {kind: frozenset(values)}
        self.set_wanted(replace(self.wanted, **changed))

    def set_wanted(self, wanted: UnitFilter) -> None:
        """Ask for these rows."""
        if wanted != self.wanted:
            self.wanted = wanted
            self.show_words()
            self.changed.emit()

    def forget_gone(self) -> None:
        """What is no longer there can't be asked for."""
        kept: dict[str, Any] = {}
        for kind in filter(self._values, _TITLES):
            there = {value for value, _text in self.options(kind)}
            kept[kind] = frozenset(one for one in getattr(self.wanted, kind) if one in there)
        self.set_wanted(replace(self.wanted, **kept))

    def show_words(self) -> None:
        """Each chip says what is chosen."""
        for kind, chip in self.chips.items():
            values = self._values(kind)
            options = self.options(kind) if values else ()
            chosen = [text for value, text in options if value in values]
            title = _(_TITLES[kind])
            if not chosen:
                chip.setText(title)
            elif len(chosen) == 1:
                name = shortened(chosen[0].strip(), _LONGEST)
                chip.setText(_("{what}: {name}").format(what=title, name=name).replace("&", "&&"))
            else:
                chip.setText(_("{what}: {number}").format(what=title, number=len(chosen)))
            chip.setAccessibleName(chip.text().replace("&&", "&"))
            chip.setToolTip("\n".join(one.strip() for one in chosen[:20]))

    def _values(self, kind: str) -> frozenset[Any]:
        values: frozenset[Any] = getattr(self.wanted, kind)
        return values


def _sorted(options: list[tuple[Hashable, str]]) -> list[tuple[Hashable, str]]:
    return sorted(options, key=lambda option: (casefold(option[1]) or "", option[1]))
