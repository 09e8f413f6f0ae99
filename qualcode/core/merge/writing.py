"""What a merge came to, written: the rows, the other file's journal, and how rows stood before."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Final

from qualcode.core.ids import new_id
from qualcode.core.merge.deeds import MERGE, MORE
from qualcode.core.merge.relations import TREES, UNIQUE, index
from qualcode.core.merge.workout import Outcome
from qualcode.core.model import Original
from qualcode.core.store import bringing, journal, rows
from qualcode.core.store.merging import JournalLine
from qualcode.core.store.schema import MODEL_OF
from qualcode.core.store.transaction import Transaction

#: the entry under which a person's decisions are told
DECIDE: Final = "decide_merge"
#: Rows that are written in one go, between which a merge can be cancelled.
_AT_ONCE: Final = 8000

#: Rows of which there can be one only: those that go make room first.
_SINGLE: Final = (
    *("quotes", "memo_links", "attribute_values", "backgrounds", "readings", "codings"),
)


def write(running: Transaction, outcome: Outcome, progress: Callable[[int], None]) -> None:
    """Let our file be what was worked out, within a merge's operation."""
    _Writing(running, outcome, progress).run()


def rows_to_write(outcome: Outcome) -> int:
    """How many rows that is, for whoever waits."""
    return (
        sum(map(len, outcome.inserts.values()))
        + sum(map(len, outcome.updates.values()))
        + sum(map(len, outcome.deletes.values()))
        + len(outcome.originals)
        + len(outcome.both.new)
    )


class _Writing:
    def __init__(
        self, running: Transaction, outcome: Outcome, progress: Callable[[int], None]
    ) -> None:
        self.running = running
        self.outcome = outcome
        self.both = outcome.both
        self._progress = progress
        self._done = 0

    def run(self) -> None:
        """Each thing after what it refers to, and before what refers to it goes."""
        self._bring_entries()
        for sha256 in self.outcome.texts:
            self.running.store_text(sha256, self.both.text(sha256))
        for table in _SINGLE:
            self._delete(table)
            self._lift(table)
        for table in MODEL_OF:
            self._insert(table)
        for table, changed in self.outcome.updates.items():
            self._update(table, changed)
        self._remember_originals()
        for table in reversed(MODEL_OF):
            if table not in _SINGLE:
                self._delete(table)

    def _tell(self, number: int) -> None:
        self._done += number
        self._progress(self._done)

    def _bring_entries(self) -> None:
        """Take in the other file's entries, so that the next merge knows of them."""
        theirs = self.both.theirs.deeds
        in_part = self.both.again
        told = sorted(
            (line.seq, line, [one] if line.operation == MORE else deed.follows)
            for one in self.both.new
            for deed in [theirs.by_id[one]]
            for line in ((deed.line,) if one in in_part else (deed.line, *deed.more))
        )
        lines = [
            replace_line(line, self.running.entry_id, follows, self._shown_coder)
            for _seq, line, follows in told
        ]
        local = self.both.ours.deeds
        again = [line for line in lines if line.id in local.undone]
        lines += [self._done_again(local.undone[line.id], line) for line in again]
        own_again = {line.id for line in again if self._is_own(line.id)}
        numbers = bringing.bring_entries(
            self.running.db, [line for line in lines if line.id not in own_again]
        )
        seqs = {
            seq: numbers[line.id]
            for seq, line, _follows in told
            if line.id in numbers and seq in theirs.by_seq
        }
        bringing.bring_rows(
            self.running.db, self.both.theirs.db, seqs, wordless=self.both.ours.is_sealed
        )
        self._bring_more()
        self._tell(len(lines))
        self._write_decisions()
        self.running.kept = self.running.kept or bool(lines or self.both.more)

    def _bring_more(self) -> None:
        """Take in what the other file tells of entries of which ours tells in part, or does again
        in part."""
        theirs, merge = self.both.theirs.deeds, self.running.entry_id
        more = self.both.more | self.both.again
        for one in sorted(more):
            deed = theirs.by_id[one]
            line = deed.line._replace(id=new_id(), operation=MORE, subject="", in_part=True)
            line = replace_line(line, merge, [one], self._shown_coder)
            (seq,) = bringing.bring_entries(self.running.db, [line]).values()
            bringing.bring_rows_of(
                self.running.db,
                self.both.theirs.db,
                theirs.numbers([one]),
                more[one],
                seq,
                wordless=self.both.ours.is_sealed,
            )

    def _is_own(self, entry_id: str) -> bool:
        """Whether it was done in our file, and not taken in by an earlier merge."""
        return any(
            line.id == entry_id and line.brought_by is None for line in self.both.ours.deeds.lines
        )

    def _done_again(self, undone_by: str, line: JournalLine) -> JournalLine:
        """What we have undone stands in the other file: it is done again."""
        entry_id = self.running.entry_id
        return JournalLine(
            0,
            new_id(),
            "redo",
            line.subject,
            self.running.coder_id,
            self.running.time,
            line.device,
            undone_by,
            entry_id,
            line.id if line.id in self.both.again else "",
        )

    def _shown_coder(self, coder_id: str) -> str:
        return self.outcome.settled.target(coder_id)

    def _write_decisions(self) -> None:
        """What people decided is an entry of its own, which travels."""
        decided = self.outcome.decided
        if not decided.rows and not decided.claimed:
            return
        heads = [*self.both.ours.deeds.heads, *self.both.theirs.deeds.heads]
        line = JournalLine(
            0,
            new_id(),
            DECIDE,
            Path(self.both.theirs.name).stem,
            self.running.coder_id,
            self.running.time,
            "",
            None,
            self.running.entry_id,
            " ".join(dict.fromkeys(heads)),
        )
        (seq,) = bringing.bring_entries(self.running.db, [line]).values()
        bringing.note_rows(
            self.running.db,
            seq,
            [
                *(("decisions", row.id, journal.INSERT, None) for row in decided.rows),
                *((table, row_id, journal.UPDATE, "{}") for table, row_id in decided.claimed),
                *(
                    (table, row_id, journal.UPDATE, json.dumps(before, ensure_ascii=False))
                    for table, row_id, before in decided.changed
                ),
                *((table, one, journal.DELETE, image) for table, one, image in decided.deleted),
            ],
        )

    def _insert(self, table: str) -> None:
        found = self.outcome.inserts.get(table, [])
        for at in range(0, len(found), _AT_ONCE):
            chunk = found[at : at + _AT_ONCE]
            self.running.insert_rows(table, chunk)
            self._tell(len(chunk))

    def _lift(self, table: str) -> None:
        """Rows that change what there can be one of only, and another takes their place: they are
        taken out and put in again."""
        changed = self.outcome.updates.get(table, {})
        keys = UNIQUE[table]
        lifted = [one for one, values in changed.items() if not values.keys().isdisjoint(keys)]
        self.running.delete_many(table, lifted)
        for one in lifted:
            del changed[one]
            self.outcome.inserts.setdefault(table, []).append(
                self.outcome.settled.shown[table][one]
            )

    def _update(self, table: str, changed: dict[str, dict[str, Any]]) -> None:
        """Those with the same columns at once."""
        by_columns: dict[tuple[str, ...], dict[str, list[Any]]] = defaultdict(dict)
        for one, values in changed.items():
            by_columns[tuple(values)][one] = list(values.values())
        for names, values_of in by_columns.items():
            self.running.update_many(table, names, values_of)
            self._tell(len(values_of))

    def _delete(self, table: str) -> None:
        """Rows of a tree from the leaves up; those that others stand for name them."""
        gone = self.outcome.deletes.get(table, {})
        if table in TREES:
            for one in self._leaves_first(table, list(gone)):
                self.running.delete(table, one, merged_into=gone[one])
            return
        by_other: dict[str | None, list[str]] = defaultdict(list)
        for one, other in gone.items():
            by_other[other].append(one)
        for other, ids in by_other.items():
            self.running.delete_many(table, ids, merged_into=other)
            self._tell(len(ids))

    def _leaves_first(self, table: str, ids: list[str]) -> list[str]:
        at = index(table)[TREES[table]]
        parents = {one: (self.both.ours.stored(table, one) or ())[at] for one in ids}

        def depth(one: str) -> int:
            steps = 0
            while parents.get(one) is not None and steps <= len(ids):
                one, steps = parents[one], steps + 1
            return steps

        return sorted(ids, key=depth, reverse=True)

    def _remember_originals(self) -> None:
        before = self.both.ours.originals
        new, changed, gone = [], [], []
        for one, original in self.outcome.originals.items():
            if original is None:
                gone.append(one)
            elif one in before:
                changed.append(original)
            else:
                new.append(rows.as_tuple("originals", original))
        self.running.delete_many("originals", gone)
        self.running.insert_rows("originals", new)
        self._change_originals(changed)
        self._tell(len(self.outcome.originals))

    def _change_originals(self, changed: Iterable[Original]) -> None:
        names = ("about_table", "image", "shown", "same_as", "sticky", "coder_id")
        values = {one.id: [getattr(one, name) for name in names] for one in changed}
        if values:
            self.running.update_many("originals", names, values)


def replace_line(
    line: JournalLine,
    merge: str,
    follows: Iterable[str],
    shown_coder: Callable[[str], str],
) -> JournalLine:
    """An entry as it comes in with a merge."""
    return line._replace(
        brought_by=merge, follows=" ".join(follows), coder_id=shown_coder(line.coder_id)
    )


__all__ = ["DECIDE", "MERGE", "rows_to_write", "write"]
