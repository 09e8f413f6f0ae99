"""What a merge comes to, row by row; nothing is written here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from qualcode.core.ids import CoderId, new_id
from qualcode.core.merge import fitting
from qualcode.core.merge.alive import bring_back_what_is_used
from qualcode.core.merge.claims import claim_what_was_worked_beside
from qualcode.core.merge.combine import Both, combine
from qualcode.core.merge.decided import Decided, NewDecision, decide
from qualcode.core.merge.match import Matches, decisions_in, match
from qualcode.core.merge.originals import originals_of
from qualcode.core.merge.placing import place_all
from qualcode.core.merge.relations import index, parents_first
from qualcode.core.merge.settle import (
    TABLES,
    Settled,
    forget_what_is_gone,
    join_the_same,
    prepare,
    take_up,
)
from qualcode.core.merge.settlements import unite_what_was_settled
from qualcode.core.merge.side import Side
from qualcode.core.merge.soundness import require_sound
from qualcode.core.merge.weaving import weave_texts
from qualcode.core.model import Original
from qualcode.core.store import merging, rows
from qualcode.core.store.merging import Row

Progress = Callable[[str], None]


@dataclass
class Outcome:
    """What our file becomes.

    Attributes:
        inserts, deletes: rows that come and ids that go, by table; of what goes, what is shown in
            its place.
        updates: columns that become otherwise, by table and id.
        originals: how rows stand in their own files; None removes what was remembered.
        texts: the hashes of texts that come in.
    """

    settled: Settled
    decided: Decided
    inserts: dict[str, list[Row]] = field(default_factory=dict)
    updates: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)
    deletes: dict[str, dict[str, str | None]] = field(default_factory=dict)
    originals: dict[str, Original | None] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)

    @property
    def both(self) -> Both:
        """The two files as one."""
        return self.settled.both

    @property
    def matches(self) -> Matches:
        """What was found to be the same."""
        return self.settled.matches

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to take in. What was done to rows that the other file lacks, as
        a blind copy lacks what others marked, comes with whatever tells of them."""
        both = self.both
        told = any(both.touched.values()) or both.more
        return not (told or self.decided.rows or self.writes)

    @property
    def writes(self) -> bool:
        """Whether any row becomes otherwise. What is remembered of rows is worked out anew by each
        merge that brings something."""
        return any((self.inserts, self.updates, self.deletes))


def work_out(
    ours: Side,
    theirs: Side,
    decisions: Sequence[NewDecision],
    *,
    coder_id: CoderId,
    time: str,
    progress: Progress = lambda _what: None,
) -> Outcome:
    """Find out what becomes of our file when theirs is taken in.

    Raises:
        DamagedProject: if one of them says what can't be.
    """
    both = combine(ours, theirs)
    require_sound(both)
    progress("match")
    decided = decide(both, decisions, coder_id=coder_id, time=time, new_id=new_id)
    decided.claimed = claim_what_was_worked_beside(both)
    matches = match(both, decisions_in(both))
    take_up(both, matches.same)
    revived = bring_back_what_is_used(both, matches.same)
    forget_what_is_gone(both, matches.same)
    progress("place")
    settled = prepare(both, matches, revived)
    join_the_same(settled)
    fitting.keep_trees(settled)
    fitting.keep_names_apart(settled)
    weave_texts(settled, decided)
    place_all(settled)
    fitting.join_twins(settled)
    unite_what_was_settled(settled)
    fitting.let_values_fit(settled)
    fitting.hide_empty_passages(settled)
    fitting.hide_empty_affiliations(settled)
    progress("compare")
    return _difference(settled, decided)


def _difference(settled: Settled, decided: Decided) -> Outcome:
    outcome = Outcome(settled, decided)
    ours = settled.both.ours
    for table in TABLES:
        shown, fresh = settled.shown[table], settled.both.fresh[table]
        ours.load(table, shown.keys() - fresh)
        inserts: list[Row] = []
        for one, row in shown.items():
            before = None if one in fresh else ours.stored(table, one)
            if before is None:
                inserts.append(row)
            elif before != row:
                changes = _changes(table, before, row)
                outcome.updates.setdefault(table, {})[one] = changes
        if inserts:
            outcome.inserts[table] = parents_first(table, inserts)
    _note_deletions(outcome)
    _note_originals(outcome)
    outcome.texts = sorted(_texts(settled, decided))
    return outcome


def _texts(settled: Settled, decided: Decided) -> set[str]:
    """The texts that come in, and those that somebody corrected by choosing: of a file that is
    sealed, none that no document has."""
    both, at = settled.both, index("documents")["text_sha256"]
    found = _texts_we_lack(both)
    written = {one for woven in both.woven.values() for one in woven.after.values()}
    found |= written & merging.stored_texts(both.theirs.db) if written else set()
    shown = {row[at] for row in settled.shown["documents"].values()}
    told = (before.get("text_sha256") for _table, _id, before in decided.changed)
    shown |= {one for one in told if isinstance(one, str)}
    found |= {one for one in shown if both.text_if_any(one) is not None}
    found -= merging.stored_texts(both.ours.db) if found else set()
    if both.ours.is_sealed:
        found &= {row[at] for row in settled.rows("documents").values()}
    return found


def _texts_we_lack(both: Both) -> set[str]:
    """The hashes of the texts that ours lacks: the wordings of documents that something was done
    to, and those in which passages were marked; but for those that a seal has removed there."""
    wanted = merging.wordings(both.theirs.db, both.touched.get("documents", {}))
    wanted |= {row[index("documents")["text_sha256"]] for row in both.rows["documents"].values()}
    wanted |= set(both.text_of.values())
    missing = wanted - merging.stored_texts(both.ours.db)
    return missing & merging.stored_texts(both.theirs.db) if missing else missing


def _changes(table: str, before: Row, after: Row) -> dict[str, Any]:
    names = rows.columns(table)
    return {name: new for name, old, new in zip(names, before, after, strict=True) if old != new}


def _note_deletions(outcome: Outcome) -> None:
    settled = outcome.settled
    ours = settled.both.ours
    found: dict[str, dict[str, str | None]] = defaultdict(dict)
    for one, table in settled.both.gone.items():
        if ours.stored(table, one) is not None:
            found[table][one] = None
    for one, hidden in settled.hidden.items():
        if ours.stored(hidden.table, one) is not None:
            found[hidden.table][one] = hidden.same_as
    outcome.deletes = dict(found)


def _note_originals(outcome: Outcome) -> None:
    settled = outcome.settled
    before = settled.both.ours.originals
    new = originals_of(settled)
    for one, original in new.items():
        if before.get(one) != original:
            outcome.originals[one] = original
    looked_at = {one for shown in settled.shown.values() for one in shown} if before else set()
    looked_at |= settled.hidden.keys() | settled.both.gone.keys()
    for one in before:
        if one not in new and one in looked_at:
            outcome.originals[one] = None
