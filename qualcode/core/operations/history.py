"""Undo, redo, and the journal as a user reads it.

Undo is an operation like any other: it sets rows back to what the journal says they were. What was
undone can be redone until something else is done. It works on the latest operation of anyone in
the file, after a restart and from the command line.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import Final

from sqlite_utils import Database

from qualcode.core.changes import Changes
from qualcode.core.errors import Refused
from qualcode.core.ids import CoderId, EntryId, SegmentId
from qualcode.core.model import PrintedQuote
from qualcode.core.operations.labels import label
from qualcode.core.operations.passages import drop_empty_segments
from qualcode.core.operations.soundness import is_sound
from qualcode.core.project import Project
from qualcode.core.store import coders as coders_store
from qualcode.core.store import codings as codings_store
from qualcode.core.store import journal, merging, rows
from qualcode.core.store import memos as memos_store
from qualcode.core.store.journal import Entry, RowChange
from qualcode.core.store.transaction import Transaction
from qualcode.core.translate import _, ngettext

#: An evaluator is the author of their own row and of all that follows: nobody is undone.
NOT_UNDOABLE: Final = frozenset({"add_coder", "handout", "seal"})
UNDO: Final = "undo"
REDO: Final = "redo"
#: rows; after so many it is told how far a long step back has come
_AT_ONCE: Final = 5_000

#: is told how many rows are done, of how many; what it raises leaves nothing behind
Progress = Callable[[int, int], None]


def _silent(_done: int, _total: int) -> None:
    """Nobody waits."""


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
class _Next:
    """What undo and redo would do next, None for nothing; `reversal` is what redo takes back."""

    undo: Entry | None
    redo: EntryId | None
    reversal: EntryId | None

    @classmethod
    def read(cls, db: Database, *, without: EntryId | None = None) -> "_Next":
        """Go back from the latest entry until both are known; `without` is the one being written.

        An entry stands after what it undoes, so on the way back it is met before.
        """
        done_again: set[EntryId] = set()
        undone: dict[EntryId, EntryId] = {}
        latest: tuple[EntryId, EntryId] | None = None
        redo_is_known = False
        for entry in journal.newest_first(db):
            if entry.id == without:
                continue
            if entry.sealed:
                break  # nor can anything be undone that was done before
            if entry.undoes is None:
                if entry.operation in NOT_UNDOABLE:
                    continue
                redo_is_known = True  # nothing that was undone before can be done again now
                if entry.id not in undone:
                    return cls(entry, *(latest or (None, None)))
            elif entry.operation == REDO:
                done_again.add(entry.undoes)
            elif entry.id not in done_again:
                undone[entry.undoes] = entry.id
                if not redo_is_known:
                    latest, redo_is_known = (entry.undoes, entry.id), True
        return cls(None, *(latest or (None, None)))


def undone(db: Database, *, without: EntryId | None = None) -> set[EntryId]:
    """The ordinary entries that are undone at present."""
    found: set[EntryId] = set()
    undid: dict[EntryId, EntryId] = {}
    for _seq, own, other in journal.reversals(db):
        if own == without:
            continue
        if other in undid:
            found.discard(undid[other])
        else:
            undid[own] = other
            found.add(other)
    return found


def next_undo(db: Database) -> Entry | None:
    """The operation that undo would take back."""
    return _Next.read(db).undo


def next_redo(db: Database) -> Entry | None:
    """The operation that redo would do again, if nothing was done since it was undone."""
    found = _Next.read(db).redo
    return None if found is None else journal.entry(db, found)


def undo(project: Project, coder_id: CoderId, *, progress: Progress = _silent) -> Changes:
    """Take back the latest operation.

    Raises:
        Refused: if there is none.
    """
    project.require_writable()
    target = next_undo(project.db)
    if target is None:
        raise Refused(_("There is nothing to undo."))
    return undo_entry(project, coder_id, target.id, progress=progress)


def undo_entry(
    project: Project, coder_id: CoderId, entry_id: EntryId, *, progress: Progress = _silent
) -> Changes:
    """Take back one operation, which need not be the latest.

    Raises:
        Refused: if something later depends on it, or it is undone already.
    """
    with project.operation(coder_id, UNDO, undoes=entry_id) as running:
        target = journal.entry(running.db, entry_id)
        running.subject = target.subject
        if target.operation in NOT_UNDOABLE or target.undoes is not None:
            raise Refused(_("This step can’t be undone."))
        if target.brought_by is not None:
            raise Refused(
                _("This step came from another file. Undo the merge that took it in instead.")
            )
        if target.sealed:
            raise Refused(
                _("This step is sealed: the wording from before is gone, so it can’t be undone.")
            )
        if journal.is_undone(running.db, entry_id, without=running.entry_id):
            raise Refused(_("This step is undone already."))
        latest = _Next.read(running.db, without=running.entry_id).undo
        in_order = latest is not None and latest.id == entry_id
        if in_order and not journal.undone_out_of_order(running.db, target.seq):
            _reverse(running, target, progress)
        else:
            _reverse_earlier(running, target, progress, is_next=in_order)
        return running.changes(UNDO)


def _reverse_earlier(
    running: Transaction, target: Entry, progress: Progress, *, is_next: bool
) -> None:
    """Reverse an entry that others came after, if none of them depends on it; where it is the next
    to be undone, they have all been undone, and perhaps some of those before as well."""
    later = set(journal.later_touches(running.db, target.seq))
    in_the_way = later - undone(running.db, without=running.entry_id)
    if in_the_way:
        found = [journal.entry(running.db, one) for one in in_the_way]
        raise _depended_on(target, found, is_next=is_next)
    passages = _passages_held_by(running.db, journal.row_changes(running.db, target.seq))
    _reverse(running, target, progress, is_next=is_next)
    drop_empty_segments(running, passages)
    if not is_sound(running.db, running.changes(UNDO)):
        raise _depended_on(target, is_next=is_next)


def _passages_held_by(db: Database, changes: Iterable[RowChange]) -> set[SegmentId]:
    """The passages that may have nothing else to hold them than what was changed."""
    touched: dict[str, list[str]] = defaultdict(list)
    for change in changes:
        if change.action != journal.DELETE:
            touched[change.table].append(change.row_id)
    written = memos_store.memos(db, touched["memos"])
    printed = rows.select_ids(db, PrintedQuote, "quotes", "id", touched["quotes"])
    return {
        *(quote.segment_id for quote in printed),
        *map(SegmentId, touched["segments"]),
        *(coding.segment_id for coding in codings_store.codings(db, touched["codings"])),
        *(SegmentId(memo.about_id or "") for memo in written if memo.about_table == "segments"),
    }


def redo(project: Project, coder_id: CoderId, *, progress: Progress = _silent) -> Changes:
    """Do again what was undone last.

    Raises:
        Refused: if there is nothing, or something was done since.
    """
    project.require_writable()
    found = _Next.read(project.db)
    if found.redo is None or found.reversal is None:
        raise Refused(_("There is nothing to redo."))
    subject = journal.entry(project.db, found.redo).subject
    with project.operation(coder_id, REDO, subject, undoes=found.reversal) as running:
        if _Next.read(running.db, without=running.entry_id) != found:
            raise Refused(_("There is nothing to redo."))  # another thread was quicker
        _reverse(running, journal.entry(running.db, found.reversal), progress)
        return running.changes(REDO)


def history(db: Database, *, newest_first: bool = True) -> list[HistoryLine]:
    """Every operation with who and when."""
    names: dict[str, str] = {coder.id: coder.name for coder in coders_store.all_coders(db)}
    for hidden, shown in merging.hidden_coders(db).items():
        names.setdefault(hidden, names.get(shown, ""))
    taken_back = undone(db)
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
            undone=entry.id in taken_back,
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
    if entry.operation == UNDO:
        wrapped = _("Undo: {label}")
    elif entry.brought_by is None:
        wrapped = _("Redo: {label}")
    else:  # nobody has done it: it stands in a file that was taken in
        wrapped = _("Brought back by a merge: {label}")
    return wrapped.format(label=label(origin.operation, origin.subject))


def _reverse(
    running: Transaction, target: Entry, progress: Progress, *, is_next: bool = False
) -> None:
    changes = journal.rows_backwards(running.db, target.seq)
    done = 0
    try:
        for (table, action), run in groupby(changes, key=itemgetter(0, 1)):
            rows_of_run = [(row_id, before) for *_, row_id, before in run]
            for at in range(0, len(rows_of_run), _AT_ONCE):
                progress(done, len(changes))
                part = rows_of_run[at : at + _AT_ONCE]
                _reverse_run(running, table, action, part)
                done += len(part)
    except (sqlite3.IntegrityError, KeyError) as error:
        raise _depended_on(target, is_next=is_next) from error


def _reverse_run(
    running: Transaction, table: str, action: str, run: list[tuple[str, str | None]]
) -> None:
    if action == journal.INSERT:
        running.delete_many(table, [row_id for row_id, _before in run])
    elif action == journal.DELETE:
        running.insert_dicts(table, [journal.image(before) for _row_id, before in run])
    else:
        for row_id, before in run:
            running.update(table, row_id, **journal.image(before))


def _depended_on(target: Entry, later: Sequence[Entry] = (), *, is_next: bool) -> Refused:
    called = label(target.operation, target.subject)
    if is_next:
        return Refused(
            _(
                "“{label}” can’t be undone: it builds on an earlier step that was undone by itself "
                "in the history. To take back something else, open the history, choose the step "
                "there and undo it."
            ).format(label=called)
        )
    if later:
        last = max(later, key=attrgetter("seq"))
        return Refused(
            ngettext(
                "“{label}” can’t be undone: “{later}” was done later and depends on it. Undo that "
                "first.",
                "“{label}” can’t be undone: {number} steps were done later and depend on it. Undo "
                "those first, beginning with “{later}”.",
                len(later),
            ).format(label=called, later=label(last.operation, last.subject), number=len(later))
        )
    return Refused(
        _(
            "“{label}” can’t be undone: something that was done later depends on it. "
            "Undo that first."
        ).format(label=called)
    )
