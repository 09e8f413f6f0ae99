"""Finding a code, a document or a person by a few letters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget
from sqlite_utils import Database

from qualcode.core.analysis.things import KINDS, Ref
from qualcode.core.ids import CodeId
from qualcode.core.model.code import PATH_SEPARATOR
from qualcode.core.store import codes as codes_store
from qualcode.core.store import documents as documents_store
from qualcode.core.store import persons as persons_store
from qualcode.core.store.connection import casefold
from qualcode.core.translate import _
from qualcode.shell.panels.painting import px
from qualcode.shell.panels.palette_rows import Candidate
from qualcode.shell.panels.pick_list import PickList

HEIGHT: Final = 260
MOST: Final = 50
#: how alike, of 100, letters and a name must be
LEAST_ALIKE: Final = 75


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that can be picked."""

    ref: Ref
    name: str
    above: str
    colour: str = ""


def choices(db: Database, tables: Iterable[str]) -> list[Choice]:
    """The codes, documents and persons that can be picked, of the tables wanted."""
    found: list[Choice] = []
    wanted = set(tables)
    if "codes" in wanted:
        codes = codes_store.all_codes(db)
        paths = codes_store.paths(codes)
        for code in codes:
            above = PATH_SEPARATOR.join(paths[code.id][:-1])
            found.append(Choice(("codes", code.id), code.name, above or _("Code"), code.colour))
    if "documents" in wanted:
        found += [
            Choice(("documents", document.id), document.title, _(KINDS["documents"]))
            for document in documents_store.all_documents(db)
        ]
    if "persons" in wanted:
        found += [
            Choice(("persons", person.id), person.pseudonym, _(KINDS["persons"]))
            for person in persons_store.all_persons(db)
        ]
    return found


def matching(all_of_them: Sequence[Choice], letters: str) -> list[Choice]:
    """Those that fit the letters, the best first: a name that holds them before one that is like
    them."""

    from rapidfuzz import fuzz, process

    wanted = casefold(letters.strip()) or ""
    if not wanted:
        return list(all_of_them[:MOST])
    names = [casefold(choice.name) or "" for choice in all_of_them]
    holding = [n for n, name in enumerate(names) if wanted in name]
    holding.sort(key=lambda n: (not names[n].startswith(wanted), len(names[n])))
    known = set(holding)
    # a name that is shorter than the letters is not one that they stand in, but for a slip
    others = {
        n: name for n, name in enumerate(names) if n not in known and len(name) >= len(wanted) - 1
    }
    alike = process.extract(
        wanted, others, scorer=fuzz.partial_ratio, limit=MOST, score_cutoff=LEAST_ALIKE
    )
    found = [*holding, *(n for _name, _score, n in alike)]
    return [all_of_them[n] for n in found[:MOST]]


class ThingPicker(PickList):
    """A field and a list that open where one is, and go with Esc or when one looks elsewhere.

    Signals:
        picked(table, id, name)
        left(): nothing was picked.
    """

    picked = Signal(str, str, str)
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(
            _("A few letters of a code, a document or a person"), _("What fits"), parent
        )
        self.setProperty("kind", "card")
        self.setAccessibleName(_("Pick"))
        self._choices: list[Choice] = []
        self._shown: list[Choice] = []
        self.list.setFixedHeight(px(HEIGHT) - px(60))
        self.hide()

    def open(self, found: Sequence[Choice]) -> None:
        """Let one of these be picked."""
        self._choices = list(found)
        self.field.clear()
        self._find("")
        self.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _find(self, letters: str) -> None:
        self._shown = matching(self._choices, letters)
        self.model.set_rows(
            [
                Candidate(c.name, c.above, CodeId(c.ref[1]), colour=c.colour or "#808080")
                for c in self._shown
            ]
        )
        self.list.setCurrentIndex(self.model.index(0, 0))

    def _take(self) -> None:
        row = self.list.currentIndex().row()
        if 0 <= row < len(self._shown):
            choice = self._shown[row]
            self.hide()
            self.picked.emit(*choice.ref, choice.name)

    def leave(self) -> None:
        """Nothing is picked."""
        self.hide()
        self.left.emit()
