"""What must be there because something else refers to it.

A row that was deleted on one side and is used by something new of the other side comes back, with
the parts that went with it: what is half deleted is of use to no one. Where a row was joined with
another, who refers to it refers to that one instead.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from qualcode.core.merge.combine import Both, Kept
from qualcode.core.merge.dead import last_state
from qualcode.core.merge.made_again import Codes
from qualcode.core.merge.relations import (
    PARTS,
    REFERENCES,
    index,
    references_to,
)
from qualcode.core.merge.same import Same
from qualcode.core.merge.side import Side, Touch
from qualcode.core.store import merging, rows
from qualcode.core.store.merging import Row

_PARTS_OF_PARTS = ("codings", "segment_id")


def bring_back_what_is_used(both: Both, same: Same) -> dict[str, str]:
    """Let nothing refer to what is not there. Returns the rows, with their tables, that were
    deleted and are there only for that."""
    living = _Living(both, same)
    living.run()
    return living.revived


class _Living:
    def __init__(self, both: Both, same: Same) -> None:
        self.both = both
        self.same = same
        self.revived: dict[str, str] = {}
        self._looked_up: set[str] = set()
        self._parts = _Parts(both)
        self._codes = Codes(both)

    def run(self) -> None:
        self._doubt_what_was_only_used()
        doubtful = [*self.both.gone, *(kept.row_id for kept in self.both.kept)]
        self._look_up_all([*doubtful, *self._deleted_there()])
        seen: set[str] = set()
        checked: dict[str, set[str]] = defaultdict(set)
        while True:
            gone = {one: table for one, table in self.both.gone.items() if one not in seen}
            fresh = self._unchecked(checked)
            seen |= gone.keys()
            for table, ids in fresh.items():
                checked[table] |= ids
            self._look_at_users(gone)
            self._look_at_references(fresh)
            if not self._bring_back_parts() and not gone and not fresh:
                return

    def _bring_back_parts(self) -> bool:
        """Parts of what is there, that were deleted only because the whole was. Returns whether
        there are any."""
        while more := self._parts.of_which_more_is_to_be_known():
            self._look_up_all(more)  # who deleted one may have deleted others with it
        found = self._parts.that_come_back(self._is_there)
        for table, one in found:
            self._revive(table, one, only_with=True)
        return bool(found)

    def _unchecked(self, checked: dict[str, set[str]]) -> dict[str, set[str]]:
        found = {table: rows.keys() - checked[table] for table, rows in self.both.rows.items()}
        return {table: set(ids) for table, ids in found.items() if ids}

    def _doubt_what_was_only_used(self) -> None:
        """Rows that an earlier merge brought back for the sake of others."""
        ours = self.both.ours
        for original in ours.originals.values():
            table, one = original.about_table, original.id
            if ours.is_only_used(table, one) and one not in self.both.rows[table]:
                self.both.gone[one] = table

    def _deleted_there(self) -> list[str]:
        return [
            one
            for touched in self.both.touched.values()
            for one, touches in touched.items()
            if touches[-1].action == "delete"
        ]

    def _look_at_users(self, gone: dict[str, str]) -> None:
        """Rows of ours that refer to what is to go."""
        by_table: dict[str, list[str]] = defaultdict(list)
        for one, table in gone.items():
            by_table[table].append(one)
        for table, ids in by_table.items():
            for user_table, column in references_to(table):
                found = self.both.ours.where(user_table, column, ids)
                for user, row in found.items():
                    if user not in self.both.gone and user not in self.both.rows[user_table]:
                        target = row[index(user_table)[column]]
                        self._let_go_or_bring_back(table, target, (user_table, user))

    def _let_go_or_bring_back(self, table: str, target: str, user: tuple[str, str]) -> None:
        if target not in self.both.gone:
            return  # brought back meanwhile
        if self._is_shown(table, target) or self._leads_elsewhere(table, target):
            raw = self.both.ours.raw(*user)
            if raw is not None:
                self.both.rows[user[0]][user[1]] = raw
        else:
            self._revive(table, target)

    def _look_at_references(self, fresh: dict[str, set[str]]) -> None:
        """What rows that are new or changed refer to."""
        for table, ids in fresh.items():
            known = self.both.rows[table]
            found = [known[one] for one in ids if one in known]
            for column, target in REFERENCES[table]:
                at = index(table)[column]
                if not self.revived and not target.startswith("@"):
                    self._require(target, {row[at] for row in found} - {None})
                    continue
                wanted: dict[str, list[Row]] = defaultdict(list)
                for row in found:
                    if row[at] is not None:
                        wanted[self._table_of(table, row, target)].append(row)
                for other, users in wanted.items():
                    used = {row[at] for row in users if row[0] not in self.revived}
                    self._require(other, used)
                    self._require(other, {row[at] for row in users} - used, only_with=True)

    def _table_of(self, table: str, row: Row, target: str) -> str:
        if target == "@attribute":
            attribute = self.both.raw("attributes", row[index(table)["attribute_id"]])
            return str(attribute[index("attributes")["about"]]) if attribute else "documents"
        if target.startswith("@"):
            return str(row[index(table)[target[1:]]])
        return target

    def _require(self, table: str, ids: set[Any], *, only_with: bool = False) -> None:
        wanted = ids - self.both.rows[table].keys()
        self.both.ours.load(table, wanted)
        for one in wanted:
            if not self._is_shown(table, one) and not self._leads_elsewhere(table, one):
                self._revive(table, one, only_with=only_with)

    def _is_shown(self, table: str, one: str) -> bool:
        """Whether the row is there, or one that is the same."""
        return self._is_there(table, one) or any(
            self._is_there(table, other) for other in self.same.members(one) if other != one
        )

    def _is_there(self, table: str, one: str) -> bool:
        if one in self.both.gone:
            return False
        return one in self.both.rows[table] or self.both.ours.raw(table, one) is not None

    def _leads_elsewhere(self, table: str, one: str) -> bool:
        """Whether somebody joined the row with another, which is used in its place then."""
        path = self._path_of_joins(table, one)
        shown = path[-1]
        if shown == one:
            return False
        if not self._is_shown(table, shown):
            self._revive(table, shown)
        if not self._is_shown(table, shown):
            return False
        for step in path[:-1]:
            self.same.joined[step] = shown
            self.same.tables[step] = table
        return True

    def _path_of_joins(self, table: str, one: str) -> list[str]:
        """From a row to the one that is there, or that is to be: where rows were joined with each
        other, the one with the lowest id."""
        path, at = [one], one
        while not self._is_shown(table, at):
            self._look_up(at)
            if at not in self.both.joined and not self._is_made_again(table, at):
                break
            at = self.both.joined[at]
            if at in path:
                lowest = min(path[path.index(at) :])
                return [*(step for step in path if step != lowest), lowest]
            path.append(at)
        return path

    def _is_made_again(self, table: str, one: str) -> bool:
        """Whether a code was deleted and made again: it is joined with the new one then."""
        row = self._last_known(table, one) if table == "codes" else None
        other = None if row is None else self._codes.made_again(one, row)
        if other is not None:
            self.both.joined[one] = other
        return other is not None

    def _look_up(self, one: str) -> None:
        """Who deleted a row, as both journals tell."""
        if one not in self._looked_up:
            self._look_up_all([one])

    def _look_up_all(self, ids: Iterable[str]) -> None:
        new = [one for one in ids if one not in self._looked_up]
        self._looked_up.update(new)
        found: dict[str, list[tuple[Side, Touch]]] = {one: [] for one in new}
        for side in (self.both.ours, self.both.theirs):
            for one, touches in side.touches_of(new).items():
                found[one] += [(side, touch) for touch in touches if touch.action == "delete"]
        for one, told in found.items():
            told.sort(key=lambda pair: (pair[1].deed.stamp, pair[1].deed.line.id))
            self.both.deletions[one] = told
            for _side, touch in told:
                if touch.merged_into is not None:
                    self.both.joined[one] = touch.merged_into
            for side, touch in told:
                self._parts.learn(side, touch)

    def _revive(self, table: str, one: str, *, only_with: bool = False) -> None:
        if one in self.revived:
            return
        row = self._last_known(table, one)
        if row is None:
            return
        self.both.gone.pop(one, None)
        self.same.joined.pop(one, None)
        self.both.rows[table][one] = row
        self.revived[one] = table
        self._look_up(one)
        deletions = self.both.deletions[one]
        deed = deletions[-1][1].deed if deletions else None
        here = bool(deletions) and deletions[-1][0] is self.both.ours
        self.both.kept.append(Kept(table, one, deed, here, only_with))

    def _last_known(self, table: str, one: str) -> Row | None:
        """The row as it was when it was deleted, whichever file tells."""
        ours, theirs = self.both.ours, self.both.theirs
        told = [
            (side, touch)
            for side in (ours, theirs)
            for touch in side.touches_of([one]).get(one, [])
        ]
        dead = last_state(table, one, told, self.both.weighing, (ours, theirs))
        if dead is not None:
            if dead.text is not None:
                self.both.text_of[one] = dead.text
            return dead.row
        return self._shown_as_another(table, one)

    def _shown_as_another(self, table: str, one: str) -> Row | None:
        """A row that went with the one as which a merge showed it, while others still refer to it:
        the two are the same as before."""
        for side in (self.both.ours, self.both.theirs):
            remembered = side.remembered(table, one)
            if remembered is not None:
                row, other = remembered
                self.same.join(table, one, other, firm=False)
                return row
        return None


class _Parts:
    """What was deleted together, and what of it is a part of what."""

    def __init__(self, both: Both) -> None:
        self.both = both
        #: by row: its table, and by each deed that deleted it the wholes that went with it
        self._wholes: dict[str, tuple[str, dict[str, list[tuple[str, bool]]]]] = {}
        self._known: set[tuple[str, bool]] = set()
        self._asked: set[str] = set()
        #: parts of a document that is there: their codings are parts of it as well
        self._of_documents: set[str] = set()
        self._back: set[str] = set()

    def learn(self, side: Side, touch: Touch) -> None:
        """Read what a deed deleted."""
        deed, is_ours = touch.deed.line.id, side is self.both.ours
        if (deed, is_ours) in self._known:
            return
        self._known.add((deed, is_ours))
        deleted = merging.deleted_by(side.db, side.deeds.numbers([deed]))
        for _table, one, _image in tuple(deleted):
            for other in side.without_place.get(one, ()):
                deleted.append((other.about_table, other.id, other.image))
        ids = {one for _table, one, _image in deleted}
        sealed = self._standing((table, one) for table, one, image in deleted if image is None)
        for table, one, image in deleted:
            row = sealed.get(one, {}) if image is None else json.loads(image)
            wholes = [
                (str(row[column]), (part, column) == _PARTS_OF_PARTS)
                for part, column in PARTS
                if part == table and row.get(column) in ids
            ]
            told = self._wholes.setdefault(one, (table, {}))[1]
            told[deed] = wholes or told.get(deed, [])  # the other file may tell it without words

    def _standing(self, deleted: Iterable[tuple[str, str]]) -> dict[str, dict[str, Any]]:
        """Rows whose images are sealed, as they stand in the file that did not delete them."""
        by_table: dict[str, list[str]] = defaultdict(list)
        for table, one in deleted:
            by_table[table].append(one)
        found: dict[str, dict[str, Any]] = {}
        for table, ids in by_table.items():
            for side in (self.both.ours, self.both.theirs):
                side.load(table, ids)
                for one in ids:
                    row = side.standing(table, one)
                    if row is not None:
                        found[one] = dict(zip(rows.columns(table), row, strict=True))
        return found

    def of_which_more_is_to_be_known(self) -> list[str]:
        """Parts that others may have deleted too."""
        new = [
            one
            for one, (_table, told) in self._wholes.items()
            if one not in self._asked and any(told.values())
        ]
        self._asked.update(new)
        return new

    def that_come_back(self, is_there: Callable[[str, str], bool]) -> list[tuple[str, str]]:
        """Those that are not there and that nobody deleted but with a whole that is there."""
        found: list[tuple[str, str]] = []
        more = True
        while more:
            more = False
            for one, (table, told) in self._wholes.items():
                if one in self._of_documents or not self._is_part(one, told, is_there):
                    continue
                self._of_documents.add(one)
                more = True
                if one not in self._back and not is_there(table, one):
                    self._back.add(one)
                    found.append((table, one))
        return found

    def _is_part(
        self,
        one: str,
        told: dict[str, list[tuple[str, bool]]],
        is_there: Callable[[str, str], bool],
    ) -> bool:
        if one in self.both.joined:
            return False
        return all(
            any(
                whole in self._of_documents
                if of_part
                else whole in self._back or is_there(self._table(whole), whole)
                for whole, of_part in wholes
            )
            for wholes in told.values()
        )

    def _table(self, one: str) -> str:
        return self._wholes[one][0]
