"""The journal as one looks back through it: lines page by page, and what a step did."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Any, Final

from sqlite_utils import Database

from qualcode.core.analysis.things import Thing, describe, shortened
from qualcode.core.ids import CoderId, EntryId
from qualcode.core.operations import history
from qualcode.core.operations.labels import LABELLED, label
from qualcode.core.operations.restoring import missing
from qualcode.core.store import coders as coders_store
from qualcode.core.store import journal
from qualcode.core.store import steps as store
from qualcode.core.store.connection import casefold
from qualcode.core.store.steps import StepRow, Wanted
from qualcode.core.translate import N_, _

#: so many rows of a step are told of; the rest is a number
MOST_TOLD: Final = 60
#: so many later steps that stand in the way are named
_MOST_IN_THE_WAY: Final = 5
#: of a step with more rows it is not looked up which of them are back
_MOST_LOOKED_UP: Final = 1000

#: columns that a user knows, by the name they know them under
_FIELDS: Final = {
    "name": N_("name"),
    "title": N_("title"),
    "text": N_("text"),
    "kind": N_("kind"),
    "date": N_("date"),
    "wave": N_("wave"),
    "language": N_("language"),
    "colour": N_("colour"),
    "level": N_("level"),
    "definition": N_("definition"),
    "when_to_use": N_("when to use"),
    "when_not_to_use": N_("when not to use"),
    "example": N_("example"),
    "parent_id": N_("place in the tree"),
    "position": N_("order"),
    "code_id": N_("code"),
    "comment": N_("comment"),
    "weight": N_("weight"),
    "stance": N_("stance"),
    "condensed": N_("condensed"),
    "interpretation": N_("interpretation"),
    "quote": N_("words"),
    "pseudonym": N_("pseudonym"),
    "role": N_("role"),
    "reporting_group": N_("group"),
    "person_id": N_("person"),
    "chosen": N_("chosen for the report"),
    "attribution": N_("attribution"),
    "value": N_("value"),
    "text_sha256": N_("the text itself"),
    "initials": N_("initials"),
    "questions": N_("questions"),
    "folder_id": N_("folder"),
    "case_id": N_("case"),
    "state": N_("state"),
}
#: of these it helps to see what was there before
_TOLD_BEFORE: Final = frozenset(
    {
        *("name", "title", "pseudonym", "definition", "comment", "condensed", "interpretation"),
        *("role", "reporting_group", "date", "wave", "attribution", "value"),
    }
)


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step as it is listed.

    Attributes:
        label: what was done, in the user's language.
        is_undone: whether the rows are no longer as this step left them.
        brought_by: the merge that brought it, if one did.
    """

    seq: int
    id: EntryId
    operation: str
    label: str
    coder: str
    coder_id: CoderId
    time: str
    device: str
    undoes: EntryId | None
    is_undone: bool
    is_sealed: bool
    brought_by: EntryId | None


@dataclass(frozen=True, slots=True)
class Touched:
    """What a step did to one row.

    Attributes:
        action: ``insert``, ``update`` or ``delete``.
        fields: what was changed of it, in words.
    """

    thing: Thing
    action: str
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StepDetail:
    """A step with what it touched.

    Attributes:
        more: how many rows it touched beside those that are told.
        rows: how many in all.
        brought: how many steps it brought, if it is a merge.
        why_not: why it can't be undone, in a sentence; empty if it can be tried.
        in_the_way: the later steps that would have to be undone first; of a step that a merge
            brought, the merge.
        deleted: how many rows it deleted that can be brought back by themselves, where the step
            itself can't be undone.
    """

    line: StepLine
    touched: tuple[Touched, ...]
    more: int
    rows: int
    brought: int
    why_not: str
    in_the_way: tuple[StepLine, ...]
    deleted: int = 0


class StepReader:
    """Lines of the journal. Made anew after each change: it knows the names and what is undone."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._names = {coder.id: coder.name for coder in coders_store.all_coders(db)}
        self._undone = history.undone(db)

    def page(self, wanted: Wanted, before: int | None, limit: int) -> list[StepLine]:
        """At most so many steps from the latest back, older than the number `before`."""
        if wanted.words:
            wanted = replace(wanted, called=called(wanted.words))
        return self._lines(store.page(self._db, wanted, before, limit))

    def is_undone(self, entry_id: EntryId) -> bool:
        """Whether a step is undone at present."""
        return entry_id in self._undone

    def line(self, entry_id: EntryId) -> StepLine | None:
        """One step, if it is there."""
        found = store.entries(self._db, [entry_id]).get(entry_id)
        return self._lines([found])[0] if found else None

    def detail(self, entry_id: EntryId) -> StepDetail | None:
        """One step with what it touched, if it is there."""
        line = self.line(entry_id)
        if line is None:
            return None
        rows = journal.row_count(self._db, line.seq)
        touched = _touched(self._db, line.seq)
        in_the_way = self._in_the_way(line)
        why_not = _why_not(line, in_the_way)
        alone = bool(why_not) and line.undoes is None and not (line.is_undone or line.is_sealed)
        return StepDetail(
            line=line,
            touched=touched,
            more=rows - len(touched),
            rows=rows,
            brought=store.brought(self._db, line.id),
            why_not=why_not,
            in_the_way=tuple(self._lines(in_the_way[:_MOST_IN_THE_WAY])),
            deleted=len(missing(self._db, line.id)) if alone and rows <= _MOST_LOOKED_UP else 0,
        )

    def _in_the_way(self, line: StepLine) -> list[StepRow]:
        if line.undoes is not None or line.is_undone:
            return []
        if line.brought_by is not None:
            return list(store.entries(self._db, [line.brought_by]).values())
        ids = {row.brought_by or row.id for row in store.later_touches(self._db, line.seq)}
        # what a merge brought goes with it
        later = store.entries(self._db, ids - self._undone - {line.id}).values()
        return sorted(later, key=attrgetter("seq"))

    def _lines(self, found: Iterable[StepRow]) -> list[StepLine]:
        found = list(found)
        origins = self._origins(found)
        return [
            StepLine(
                seq=row.seq,
                id=row.id,
                operation=row.operation,
                label=_label(row, origins[row.id]),
                coder=self._names.get(row.coder_id, ""),
                coder_id=row.coder_id,
                time=row.time,
                device=row.device,
                undoes=row.undoes,
                is_undone=row.id in self._undone,
                is_sealed=bool(row.sealed),
                brought_by=row.brought_by,
            )
            for row in found
        ]

    def _origins(self, found: Iterable[StepRow]) -> dict[EntryId, StepRow]:
        """What each step was first about: an undo's is what it undid."""
        known = {row.id: row for row in found}
        origins = dict(known)
        while open_ends := {row.undoes for row in origins.values() if row.undoes is not None}:
            known.update(store.entries(self._db, open_ends - known.keys()))
            origins = {
                own: known.get(row.undoes, replace(row, undoes=None)) if row.undoes else row
                for own, row in origins.items()
            }
        return origins


def called(words: str) -> frozenset[str]:
    """The operations that are called so, in the user's language."""
    wanted = casefold(words) or ""
    return frozenset(
        operation for operation in LABELLED if wanted in (casefold(label(operation, "")) or "")
    )


def _label(row: StepRow, origin: StepRow) -> str:
    if origin.id == row.id:
        return label(row.operation, row.subject)
    wrapped = _("Undo: {label}") if row.operation == history.UNDO else _("Redo: {label}")
    return wrapped.format(label=label(origin.operation, origin.subject))


def _why_not(line: StepLine, in_the_way: list[StepRow]) -> str:
    if line.undoes is not None:
        return _("This took a step back, or did one again. Undo or redo that step instead.")
    if line.is_undone:
        return _("This step is undone.")
    if line.is_sealed:
        return _("This step is sealed: the wording from before is gone, so it can’t be undone.")
    if line.operation in history.NOT_UNDOABLE:
        return _("This step can’t be undone.")
    if line.brought_by is not None:
        return _("This step came with a merge. To take all of that back, undo the merge.")
    if in_the_way:
        return _("Something that was done later depends on this step. Undo that first:")
    return ""


def _touched(db: Database, seq: int) -> tuple[Touched, ...]:
    found = store.touched(db, seq, MOST_TOLD)
    things = describe(db, [(table, row_id) for table, row_id, _action, _before in found])
    return tuple(
        Touched(
            things[table, row_id],
            action,
            _fields(before) if action == journal.UPDATE else (),
        )
        for table, row_id, action, before in found
        if (table, row_id) in things
    )


def field_name(column: str) -> str:
    """What a user calls a column of a table; empty if they don't know it."""
    return _(_FIELDS[column]) if column in _FIELDS else ""


def _fields(before: str | None) -> tuple[str, ...]:
    """What was changed of a row, with what was there before where that helps."""
    image: dict[str, Any] = json.loads(before) if before else {}
    told = []
    for column, value in image.items():
        if column not in _FIELDS:
            continue
        name = _(_FIELDS[column])
        if column in _TOLD_BEFORE and value:
            name = _("{field} (was “{value}”)").format(field=name, value=shortened(value))
        told.append(name)
    return tuple(told)
