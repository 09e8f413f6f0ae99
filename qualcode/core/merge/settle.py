"""What two files come to be together, made to fit: references, names, places, and what may stand
only once.

Everything here is worked out from rows as they stand in their own files, each time anew, so that it
makes no difference in which order files were merged. What is shown otherwise than it stands there
is remembered in `originals`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from qualcode.core.merge.combine import Both, Conflict
from qualcode.core.merge.match import Matches
from qualcode.core.merge.relations import (
    JOINED,
    PLACED,
    REFERENCES,
    index,
    reference_indexes,
    references_to,
)
from qualcode.core.merge.same import Same
from qualcode.core.merge.stands import Writings, values_that_stand
from qualcode.core.store.merging import Row
from qualcode.core.store.schema import MODEL_OF

TABLES = tuple(table for table in MODEL_OF if table != "originals")


@dataclass(frozen=True, slots=True)
class Hidden:
    """A row that is not shown: `same_as` is, if anything, in its place."""

    table: str
    row: Row
    same_as: str | None
    sticky: bool


@dataclass
class Settled:
    """What is to stand, of all that can have changed.

    Attributes:
        shown: rows as they are to stand, by table and id.
        hidden: rows that are not to stand, by id.
        dropped: those of the hidden that are turns of a document which is shown as another one.
        instead: what is meant where a memo is about something that is not shown: table and id.
        unplaced: passages whose words were not found in the wording that stands.
        certain: how surely each passage that was moved was found, from 0 to 1.
    """

    both: Both
    same: Same
    matches: Matches
    revived: dict[str, str]
    shown: dict[str, dict[str, Row]] = field(default_factory=dict)
    hidden: dict[str, Hidden] = field(default_factory=dict)
    dropped: set[str] = field(default_factory=set)
    instead: dict[str, tuple[str, str]] = field(default_factory=dict)
    twins: dict[str, str] = field(default_factory=dict)
    unplaced: list[str] = field(default_factory=list)
    certain: dict[str, float] = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)

    def row(self, table: str, row_id: str) -> Row | None:
        """A row as it is to stand, also if nothing became of it."""
        if row_id in self.hidden or row_id in self.both.gone:
            return None
        found = self.shown[table].get(row_id)
        return self.both.ours.stored(table, row_id) if found is None else found

    def rows(self, table: str) -> dict[str, Row]:
        """Every row of a table that is read whole, as it is to stand."""
        found: dict[str, Row] = {}
        for one in self.both.ours.ids(table) | self.shown[table].keys():
            row = self.row(table, one)
            if row is not None:
                found[one] = row
        return found

    def where(self, table: str, column: str, values: Iterable[str]) -> dict[str, Row]:
        """The rows that are to have one of these values in a column."""
        wanted, at = set(values), index(table)[column]
        ours = self.both.ours.where(table, column, wanted)
        new = {one: row for one, row in self.shown[table].items() if row[at] in wanted}
        found = {one: self.row(table, one) for one in {**ours, **new}}
        return {one: row for one, row in found.items() if row is not None and row[at] in wanted}

    def target(self, row_id: str) -> str:
        """What is shown where a row refers to this one."""
        found = self.same.resolve(row_id)
        while found in self.twins:
            found = self.same.resolve(self.twins[found])
        return found

    def refer(self, table: str, row: Row) -> Row:
        """The row with what is shown in the place of each row that it refers to."""
        new: list[Any] | None = None
        for at, kind in reference_indexes(table):
            value = row[at]
            if value is None:
                continue
            target = self.target(value)
            if target in self.instead:
                new = new or list(row)
                other, target = self.instead[target]
                if kind.startswith("@") and kind[1:] in index(table):
                    new[index(table)[kind[1:]]] = other
            if target != value:
                new = new or list(row)
                new[at] = target
        return row if new is None else tuple(new)

    def take_in(self, table: str, row_id: str) -> None:
        """Let one of our rows be worked out anew."""
        if row_id in self.shown[table] or row_id in self.both.gone or row_id in self.hidden:
            return
        raw = self.both.raw(table, row_id)
        if raw is not None:
            self.both.rows[table].setdefault(row_id, raw)
            self.shown[table][row_id] = self.refer(table, raw)

    def take_in_users(self, ids: Iterable[str], table: str) -> None:
        """Let our rows that refer to these be worked out anew."""
        wanted = list(ids)
        for user_table, column in references_to(table):
            if user_table == "originals":
                continue
            for user in self.both.ours.where(user_table, column, wanted):
                self.take_in(user_table, user)

    def hide(self, table: str, row_id: str, same_as: str | None, *, sticky: bool) -> None:
        """Do not show a row; what refers to it refers to the one that is shown instead."""
        raw = self.both.raw(table, row_id)
        self.shown[table].pop(row_id, None)
        if raw is None:
            return
        self.hidden[row_id] = Hidden(table, raw, same_as, sticky)
        if same_as is not None:
            self.instead[row_id] = (table, same_as)
        elif table in PLACED:
            document = self.target(raw[index(table)["document_id"]])
            self.instead[row_id] = ("documents", document)

    def refer_anew(self, tables: Iterable[str]) -> None:
        """Resolve references again, when more rows have turned out to be the same."""
        for table in tables:
            if REFERENCES[table]:
                shown = self.shown[table]
                for one, row in shown.items():
                    shown[one] = self.refer(table, row)


def take_up(both: Both, same: Same) -> None:
    """Take up our rows that are shown otherwise than they stand in their own files, or may be."""
    for original in both.ours.originals.values():
        _take_up_row(both, original.about_table, original.id)
    for ids in same.sets().values():
        for one in ids:
            _take_up_row(both, same.tables[one], one)


def forget_what_is_gone(both: Both, same: Same) -> None:
    """A row that was deleted is shown as no other one, nor any other as it."""
    gone = [
        one
        for ids in same.sets().values()
        for one in ids
        if both.raw(same.tables[one], one) is None
    ]
    same.without(gone)


def _take_up_row(both: Both, table: str, one: str) -> None:
    raw = both.raw(table, one)
    if raw is not None:
        both.rows[table].setdefault(one, raw)


def prepare(both: Both, matches: Matches, revived: dict[str, str]) -> Settled:
    """Take up all rows that can have changed, with their references resolved."""
    settled = Settled(both, matches.same, matches, revived)
    for table in TABLES:
        settled.shown[table] = {}
    plain = not matches.same.sets() and not matches.same.joined
    for table in TABLES:
        for one, row in both.rows[table].items():
            settled.shown[table][one] = row if plain else settled.refer(table, row)
    moved: dict[str, list[str]] = defaultdict(list)
    others = [one for ids in matches.same.sets().values() for one in ids[1:]]
    for one in (*others, *matches.same.joined):
        moved[matches.same.tables[one]].append(one)
    for table, ids in moved.items():
        settled.take_in_users(ids, table)
    return settled


def join_the_same(settled: Settled) -> None:
    """Show each set of rows that are the same as its lowest one, with what the others add."""
    for ids in settled.same.sets().values():
        join_rows(settled, settled.same.tables[ids[0]], ids, sticky=True)


def join_rows(settled: Settled, table: str, ids: list[str], *, sticky: bool) -> None:
    """Show these rows as the first of them."""
    members = [(one, settled.shown[table][one]) for one in ids if one in settled.shown[table]]
    if len(members) < 2:
        return
    shown = members[0][0]
    settled.shown[table][shown] = _joined(settled, table, members, sticky=sticky)
    for one, _row in members[1:]:
        firm = settled.same.firm_of(one) != one
        settled.hide(table, one, shown, sticky=sticky and firm)


def _joined(settled: Settled, table: str, members: list[tuple[str, Row]], *, sticky: bool) -> Row:
    """The first with the values that stand; some texts stand under each other."""
    new = list(values_that_stand(settled.both, table, members))
    for name in JOINED.get(table, ()):
        new[index(table)[name]] = _under_each_other(settled, table, name, members, sticky=sticky)
    return tuple(new)


def _under_each_other(
    settled: Settled, table: str, name: str, members: list[tuple[str, Row]], *, sticky: bool
) -> str | None:
    texts: dict[str, str | None] = {one: row[index(table)[name]] for one, row in members}
    if len(set(texts.values())) < 2:
        return texts[members[0][0]]
    if sticky:
        for one in Writings(settled.both, texts).superseded([name]):
            del texts[one]
    return "\n".join(dict.fromkeys(text for text in texts.values() if text)) or None
