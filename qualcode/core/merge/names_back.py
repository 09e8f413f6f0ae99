"""Names that were replaced in one file and still stand in another.

The text in which names were replaced stands in any case. What somebody who did not know of it wrote
meanwhile, memos, comments and texts of their own, may hold the names still: the plan says where, and
the same replacements can be made there too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from qualcode.core.analysis.names import name_words
from qualcode.core.merge.combine import Both
from qualcode.core.merge.nameless import WRITTEN
from qualcode.core.merge.relations import index
from qualcode.core.merge.replaced_names import replacement, replacements
from qualcode.core.merge.side import Side, Touch
from qualcode.core.merge.weighing import REPLACING
from qualcode.core.merge.workout import Outcome
from qualcode.core.model import Person
from qualcode.core.model.replacing import Names, Replacement
from qualcode.core.store import merging

#: The kind of a decision on names that come in; its answers.
NAMES: Final = "names"
REPLACE: Final = "replace"
LEAVE: Final = "leave"

#: What may hold a name, beside the texts, by table.
_COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    **WRITTEN,
    "persons": ("name", "pseudonym", *WRITTEN["persons"]),
    "documents": ("file_name", *WRITTEN["documents"]),
}


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """Something in which names stand: so many."""

    table: str
    row_id: str
    number: int


@dataclass(frozen=True)
class NamesBack:
    """What was replaced, with where it stands still.

    Attributes:
        replacements: names, and what stands in their place. Not to be shown.
        of_persons: whether names were taken off persons too.
    """

    replacements: tuple[Replacement, ...] = ()
    places: tuple[NamedPlace, ...] = ()
    of_persons: bool = False

    @property
    def number(self) -> int:
        """How many names there are."""
        return sum(place.number for place in self.places)


def names_that_come_back(outcome: Outcome) -> NamesBack:
    """Where names stand that one file's evaluators replaced without the other's knowing."""
    both = outcome.both
    ours, theirs = both.ours.deeds, both.theirs.deeds
    common = ours.by_id.keys() & theirs.by_id.keys()
    our_own = ours.by_id.keys() - ours.past(common)
    here = _Replaced(both, both.ours, both.theirs, our_own)
    there = _Replaced(both, both.theirs, both.ours, theirs.by_id.keys() - theirs.past(common))
    places = [
        *_places(here, _coming_in(outcome)),
        *_places(there, _of_our_own(outcome, our_own)),
    ]
    return NamesBack(
        tuple(dict.fromkeys((*here.replacements, *there.replacements))) if places else (),
        tuple(places),
        here.of_persons or there.of_persons,
    )


class _Replaced:
    """The names that were replaced on one side, as far as either file can still tell."""

    def __init__(self, both: Both, side: Side, other: Side, deeds: Iterable[str]) -> None:
        self._both, self._side, self._other = both, side, other
        known = side.deeds.by_id
        self._deeds = [one for one in deeds if known[one].line.operation == REPLACING]
        self._seqs = set(side.deeds.numbers(self._deeds))
        self.of_persons = False
        self.replacements: tuple[Replacement, ...] = ()
        if self._seqs:
            found: dict[str, Replacement] = {}
            for one in self._found():
                found.setdefault(one.old, one)  # what was put into a text comes first
            self.replacements = tuple(found[old] for old in sorted(found))

    def _found(self) -> Iterator[Replacement]:
        touched = self._side.touches(self._deeds)
        for document in touched.get("documents", {}):
            yield from self._in_text(document)
        yield from self._of_persons(touched.get("persons", {}))

    def _in_text(self, document: str) -> Iterator[Replacement]:
        now = self._side.text_hash(document)
        told = merging.texts_before(self._side.db, document)
        for (seq, before), (_next, after) in pairwise([*told, (0, now or "")]):
            if seq not in self._seqs:
                continue
            new = self._both.text_if_any(after)
            old = self._both.text_if_any(before) or self._text_there(document)
            if old is not None and new is not None:
                yield from replacements(old, new)

    def _text_there(self, document: str) -> str | None:
        """The other file's wording, where the one that was changed has been sealed away."""
        sha256 = self._other.text_hash(document)
        return None if sha256 is None else self._other.text(sha256)

    def _of_persons(self, touched: Mapping[str, list[Touch]]) -> Iterator[Replacement]:
        for one, touches in touched.items():
            if not any("name" in (touch.columns or ()) for touch in touches):
                continue
            self.of_persons = True
            row = self._other.raw("persons", one)
            person = None if row is None else Person(*row)
            if person is not None and person.name:
                words = name_words([person])
                for name in (person.name, *sorted(words)):
                    if name[:-1] not in words:  # a genitive is found with its name
                        yield from replacement(name, person.pseudonym)


#: a table, a row, and a text that stands in it
_Words = tuple[str, str, str]


def _coming_in(outcome: Outcome) -> Iterator[_Words]:
    """What is new here or becomes otherwise."""
    both, at = outcome.both, index("documents")["text_sha256"]
    for table, columns in _COLUMNS.items():
        for row in outcome.inserts.get(table, ()):
            yield from _words(table, row[0], [row[index(table)[name]] for name in columns])
        for one, values in outcome.updates.get(table, {}).items():
            yield from _words(table, one, [values.get(name) for name in columns])
    where = index("segments")
    for row in outcome.inserts.get("segments", ()):
        if row[where["start"]] is None:
            yield from _words("segments", row[0], [row[where["quote"]]])
    for row in outcome.inserts.get("documents", ()):
        yield "documents", row[0], both.text_if_any(row[at]) or ""
    for one, values in outcome.updates.get("documents", {}).items():
        if "text_sha256" in values:
            yield "documents", one, both.text_if_any(str(values["text_sha256"])) or ""


def _of_our_own(outcome: Outcome, deeds: Collection[str]) -> Iterator[_Words]:
    """What only we have done, as it is to stand."""
    settled, at = outcome.settled, index("documents")["text_sha256"]
    for table, touched in outcome.both.ours.touches(deeds).items():
        columns = _COLUMNS.get(table, ())
        for one in touched if columns else ():
            row = settled.row(table, one)
            if row is None:
                continue
            yield from _words(table, one, [row[index(table)[name]] for name in columns])
            if table == "documents":
                yield table, one, outcome.both.text_if_any(row[at]) or ""


def _words(table: str, row_id: str, values: Iterable[object]) -> Iterator[_Words]:
    for value in values:
        if isinstance(value, str) and value:
            yield table, row_id, value


def _places(replaced: _Replaced, told: Iterable[_Words]) -> Iterator[NamedPlace]:
    if not replaced.replacements:
        return
    names = Names(replaced.replacements)
    found: dict[tuple[str, str], int] = {}
    for table, one, text in told:
        number = sum(hit.sure for hit in names.find(text))
        if number:
            found[table, one] = found.get((table, one), 0) + number
    for (table, one), number in found.items():
        yield NamedPlace(table, one, number)
