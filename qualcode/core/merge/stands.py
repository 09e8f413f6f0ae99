"""Of rows that were made apart and are the same, whose value stands.

Who changed one of them after having seen the two as one has taken the other's value over. Of the
values that are left the one that was changed last stands; where none was changed since it was made,
the lower id's.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from qualcode.core.merge.combine import Both
from qualcode.core.merge.deeds import Deed, Stamp
from qualcode.core.merge.relations import JOINED, PLACED, groups
from qualcode.core.merge.side import Touch
from qualcode.core.merge.weighing import is_about
from qualcode.core.store import rows
from qualcode.core.store.merging import Row


@dataclass(frozen=True, slots=True)
class Writing:
    """The last that somebody wrote into some columns of a row.

    Attributes:
        changed: whether it was changed, and not only made.
    """

    deed: Deed
    changed: bool

    @property
    def weight(self) -> tuple[bool, Stamp, str]:
        """What the file began with weighs less than what was done."""
        return not self.deed.is_snapshot, self.deed.stamp, self.deed.line.id


@dataclass
class Writings:
    """What was written into rows that are the same, in either file; looked up when asked for."""

    both: Both
    row_ids: Collection[str]
    _touches: dict[str, list[Touch]] = field(default_factory=dict)

    def last(self, names: Iterable[str]) -> dict[str, Writing]:
        """For each row who wrote one of the columns last."""
        if not self._touches:
            for side in (self.both.ours, self.both.theirs):
                for one, touches in side.touches_of(self.row_ids).items():
                    self._touches.setdefault(one, []).extend(touches)
        found = {}
        for one, touches in self._touches.items():
            told = [
                Writing(touch.deed, touch.action == "update")
                for touch in touches
                if is_about(touch, names)
            ]
            if told:
                found[one] = max(told, key=lambda writing: writing.weight)
        return found

    def superseded(self, names: Iterable[str]) -> set[str]:
        """Those of the rows whose columns were written before one of the others' were changed by
        somebody who saw the two as one, and so has taken over what was written."""
        return self._superseded(self.last(names))

    def _superseded(self, last: Mapping[str, Writing]) -> set[str]:
        past = self.both.weighing.pasts.of
        return {
            one
            for one, writing in last.items()
            if any(
                writing.deed.line.id in past(other.deed.line.id)
                for row_id, other in last.items()
                if row_id != one and other.changed
            )
        }

    def stand(
        self, members: Sequence[tuple[str, Row]], group: tuple[int, ...], names: Sequence[str]
    ) -> str:
        """The member whose values stand in these columns."""
        last = self.last(names)
        old = self._superseded(last)
        left = [(one, row) for one, row in members if one not in old] or list(members)
        changed = [one for one, _row in left if one in last and last[one].changed]
        if changed:
            return max(changed, key=lambda one: last[one].weight)
        said = [one for one, row in left if any(row[at] is not None for at in group)]
        return said[0] if said else left[0][0]


def values_that_stand(both: Both, table: str, members: Sequence[tuple[str, Row]]) -> Row:
    """The first of rows that are the same, with the values that stand. Where things lie, and the
    texts of documents, are found out elsewhere, as are texts that stand under each other."""
    writings = Writings(both, [one for one, _row in members])
    by_id = dict(members)
    new = list(members[0][1])
    columns = rows.columns(table)
    for group in groups(table) if table not in PLACED else ():
        names = [columns[at] for at in group]
        values = {tuple(row[at] for at in group) for row in by_id.values()}
        if len(values) > 1 and names[0] not in ("text_sha256", *JOINED.get(table, ())):
            stands = by_id[writings.stand(members, group, names)]
            for at in group:
                new[at] = stands[at]
    return tuple(new)
