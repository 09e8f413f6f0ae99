"""Undo, redo, and the journal as a user reads it.

Undo is an operation like any other: it sets rows back to what the journal says they were. What was
undone can be redone until something else is done. It works on the latest operation of anyone in
the file, after a restart and from the command line.
"""

import sqlite3
from collections.abc import Collection
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from sqlite_utils import Database

from qualcode.core.changes import Changes
from qualcode.core.errors import Refused
from qualcode.core.ids import CoderId, EntryId, SegmentId
from qualcode.core.operations.labels import label
from qualcode.core.operations.passages import drop_empty_segments
from qualcode.core.operations.soundness import is_sound
from qualcode.core.project import Project
from qualcode.core.store import coders as coders_store
from qualcode.core.store import codings as codings_store
from qualcode.core.store import journal
from qualcode.core.store.journal import Entry, RowChange, Transaction
from qualcode.core.translate import _

#: An evaluator is the author of their own row and of all that follows: nobody is undone.
NOT_UNDOABLE: Final = frozenset({"add_coder"})


@dataclass(frozen=True)
class HistoryLine:
    """A journal entry as it is listed.

    Attributes:
        label: what was done, in the user's language.
        undone: whether the rows are no longer as this entry left them.
        rows: how many rows it touched.
    """

    id: EntryId
    operation: str
    subject: str
    label: str
    coder: str
    coder_id: CoderId
    time: str
    device: str
    undoes: EntryId | None
    undone: bool
    rows: int


@dataclass(frozen=True)
class _State:
    """Which ordinary entries are undone at present, and by which entry; the last undone is last."""

    undone_by: dict[EntryId, EntryId]

    @classmethod
    def read(cls, db: Database, *, without: EntryId | None = None) -> "_State":
        undone_by: dict[EntryId, EntryId] = {}
        undid: dict[EntryId, EntryId] = {}
        for _seq, own, other in journal.reversals(db):
            if own == without:
                continue
            if other in undid:
                undone_by.pop(undid[other], None)
            else:
                undid[own] = other
                undone_by.pop(other, None)
                undone_by[other] = own
        return cls(undone_by)


def next_undo(db: Database) -> Entry | None:
    """The operation that undo would take back."""
    return journal.newest_ordinary(db, without=_State.read(db).undone_by, passing=NOT_UNDOABLE)


def next_redo(db: Database) -> Entry | None:
    """The operation that redo would do again, if nothing was done since it was undone."""
    return _next_redo(db, _State.read(db))


def _next_redo(db: Database, state: "_State") -> Entry | None:
    if not state.undone_by:
        return None
    undone, reversal = list(state.undone_by.items())[-1]
    newest = journal.newest_ordinary(db, without=(), passing=NOT_UNDOABLE)
    if newest is not None and newest.seq > journal.entry(db, reversal).seq:
        return None
    return journal.entry(db, undone)


def undo(project: Project, coder_id: CoderId) -> Changes:
    """Take back the latest operation.

    Raises:
        Refused: if there is none.
    """
    project.require_writable()
    target = next_undo(project.db)
    if target is None:
        raise Refused(_("There is nothing to undo."))
    return undo_entry(project, coder_id, target.id)


def undo_entry(project: Project, coder_id: CoderId, entry_id: EntryId) -> Changes:
    """Take back one operation, which need not be the latest.

    Raises:
        Refused: if something later depends on it, or it is undone already.
    """
    with project.operation(coder_id, "undo", undoes=entry_id) as running:
        target = journal.entry(running.db, entry_id)
        running.subject = target.subject
        undone_by = _State.read(running.db, without=running.entry_id).undone_by
        if target.operation in NOT_UNDOABLE or target.undoes is not None:
            raise Refused(_("This step can’t be undone."))
        if entry_id in undone_by:
            raise Refused(_("This step is undone already."))
        latest = journal.newest_ordinary(running.db, without=undone_by, passing=NOT_UNDOABLE)
        in_order = latest is not None and latest.id == entry_id
        if in_order and not journal.undone_out_of_order(running.db, target.seq):
            _reverse(running, target)
        else:
            _reverse_earlier(running, target, undone_by)
        return running.changes("undo")


def _reverse_earlier(running: Transaction, target: Entry, undone: Collection[EntryId]) -> None:
    """Reverse an entry that others came after, if none of them depends on it."""
    if set(journal.later_touches(running.db, target.seq)) - set(undone):
        raise _depended_on(target)
    bared = _passages_of_added_codings(running.db, target)
    _reverse(running, target)
    drop_empty_segments(running, bared)
    if not is_sound(running.db, running.changes("undo")):
        raise _depended_on(target)


def _passages_of_added_codings(db: Database, target: Entry) -> set[SegmentId]:
    added = [
        change.row_id
        for change in journal.row_changes(db, target.seq)
        if (change.table, change.action) == ("codings", journal.INSERT)
    ]
    return {mark.segment.id for mark in codings_store.marks(db, added)}


def redo(project: Project, coder_id: CoderId) -> Changes:
    """Do again what was undone last.

    Raises:
        Refused: if there is nothing, or something was done since.
    """
    project.require_writable()
    state = _State.read(project.db)
    target = _next_redo(project.db, state)
    if target is None:
        raise Refused(_("There is nothing to redo."))
    undone_by = state.undone_by[target.id]
    with project.operation(coder_id, "redo", target.subject, undoes=undone_by) as running:
        now = _State.read(running.db, without=running.entry_id)
        if _next_redo(running.db, now) != target:  # another thread was quicker
            raise Refused(_("There is nothing to redo."))
        _reverse(running, journal.entry(running.db, undone_by))
        return running.changes("redo")


def history(db: Database, *, newest_first: bool = True) -> list[HistoryLine]:
    """Every operation with who and when."""
    names = {coder.id: coder.name for coder in coders_store.all_coders(db)}
    undone = _State.read(db).undone_by
    counts = journal.row_counts(db)
    entries = journal.entries(db, newest_first=newest_first)
    by_id = {entry.id: entry for entry in entries}
    return [
        HistoryLine(
            id=entry.id,
            operation=entry.operation,
            subject=entry.subject,
            label=_line_label(entry, by_id),
            coder=names.get(entry.coder_id, ""),
            coder_id=entry.coder_id,
            time=entry.time,
            device=entry.device,
            undoes=entry.undoes,
            undone=entry.id in undone,
            rows=counts.get(entry.seq, 0),
        )
        for entry in entries
    ]


def _line_label(entry: Entry, by_id: dict[EntryId, Entry]) -> str:
    origin = entry
    while origin.undoes is not None:
        origin = by_id[origin.undoes]
    if origin is entry:
        return label(entry.operation, entry.subject)
    wrapped = _("Undo: {label}") if entry.operation == "undo" else _("Redo: {label}")
    return wrapped.format(label=label(origin.operation, origin.subject))


def _reverse(running: Transaction, target: Entry) -> None:
    changes = journal.row_changes(running.db, target.seq)[::-1]
    try:
        for (table, action), run in groupby(changes, key=lambda c: (c.table, c.action)):
            _reverse_run(running, table, action, list(run))
    except (sqlite3.IntegrityError, KeyError) as error:
        raise _depended_on(target) from error


def _reverse_run(running: Transaction, table: str, action: str, run: list[RowChange]) -> None:
    if action == journal.INSERT:
        running.delete_many(table, [change.row_id for change in run])
    elif action == journal.DELETE:
        running.insert_dicts(table, [change.before or {} for change in run])
    else:
        for change in run:
            running.update(table, change.row_id, **(change.before or {}))


def _depended_on(target: Entry) -> Refused:
    return Refused(
        _(
            "“{label}” can’t be undone: something that was done later depends on it. "
            "Undo that first."
        ).format(label=label(target.operation, target.subject))
    )
