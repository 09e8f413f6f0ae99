"""What an operation changed: the one answer that goes back up to the views."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from qualcode.core.ids import DocumentId, EntryId

Rows = Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class Changes:
    """The rows that one operation added, changed and removed, by table.

    Attributes:
        operation: the operation's name as the journal has it, such as ``code_passage``.
        subject: what it was done to, in the user's words, such as the code's name.
        entry_id: the journal entry; empty when nothing changed.
        documents: the documents whose text, turns or marks are no longer the same.
    """

    operation: str
    subject: str
    entry_id: EntryId
    added: Rows = field(default_factory=dict)
    changed: Rows = field(default_factory=dict)
    removed: Rows = field(default_factory=dict)
    documents: frozenset[DocumentId] = frozenset()
    #: ids in the order in which they were added, by table
    order: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return any((self.added, self.changed, self.removed))

    def touches(self, *tables: str) -> bool:
        """Whether a row of one of the tables was added, changed or removed."""
        return any(
            table in rows for rows in (self.added, self.changed, self.removed) for table in tables
        )

    def number(self, table: str) -> int:
        """How many rows of the table were added, changed and removed."""
        none: frozenset[str] = frozenset()
        return sum(len(rows.get(table, none)) for rows in (self.added, self.changed, self.removed))

    def first(self, table: str) -> str:
        """The id of the first row that was added to the table.

        Raises:
            KeyError: if none was.
        """
        return self.order[table][0]


def both_changes(first: Changes, then: Changes) -> Changes:
    """What two operations changed, one right after the other, told as the first."""
    return replace(
        first,
        added=_together(first.added, then.added),
        changed=_together(first.changed, then.changed),
        removed=_together(first.removed, then.removed),
        documents=first.documents | then.documents,
        order={**then.order, **first.order},
    )


def _together(some: Rows, more: Rows) -> Rows:
    none: frozenset[str] = frozenset()
    return {table: some.get(table, none) | more.get(table, none) for table in {**some, **more}}
