"""Transactions that remember what they changed.

Every change to a project goes through a `Transaction`: it writes the rows, and for each one what
was before. An inserted row needs no image: it is in its table, and when it is deleted the journal
entry that deletes it keeps it whole. Texts are stored under their hash and never copied.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Final, cast

from sqlite_utils import Database

from qualcode.core.changes import Changes
from qualcode.core.clock import now
from qualcode.core.ids import CoderId, DocumentId, EntryId, new_id
from qualcode.core.store import bulk, rows, search
from qualcode.core.store.journal import DELETE, INSERT, UPDATE
from qualcode.core.store.texts import LatestText

#: made once: an operation may write a hundred thousand images, and each is a flat row
_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, check_circular=False)


#: what was done first, and last, to a row that was touched once
_ONLY: Final = {action: (action, action) for action in (INSERT, UPDATE, DELETE)}
_INSERTED: Final = _ONLY[INSERT]
_DELETED: Final = _ONLY[DELETE]

_RowsOf = dict[str, tuple[str, ...]]


def _filled(found: Mapping[str, Sequence[str]]) -> _RowsOf:
    return {table: tuple(row_ids) for table, row_ids in found.items() if row_ids}


class Transaction:
    """Writes rows within one transaction and keeps account of them.

    Attributes:
        db: for reads that belong to the same transaction.
        coder_id, time: the author and the moment of every row written here.
        subject: what the operation is about; may be set until the end.
        kept: whether the journal keeps the entry even if it changed no row.
    """

    def __init__(
        self,
        db: Database,
        seq: int,
        entry_id: EntryId,
        coder_id: CoderId,
        time: str,
        texts: LatestText | None = None,
    ) -> None:
        self.db = db
        self._texts = texts or LatestText()
        self.coder_id = coder_id
        self.time = time
        self.subject = ""
        self.kept = False
        self.entry_id = entry_id
        self._seq = seq
        self._position = 0
        #: by table and row: what was done to it first, and last
        self._touched: dict[str, dict[str, tuple[str, str]]] = defaultdict(dict)
        self._documents: set[str] = set()
        self._segments: set[str] = set()

    def text(self, document_id: DocumentId) -> str:
        """A document's stored text; KeyError if there is no such document."""
        return self._texts.of(self.db, document_id)

    def insert(self, table: str, row: object) -> None:
        """Add one row, an instance of the table's class."""
        self.insert_many(table, [row])

    def insert_many(self, table: str, values: Sequence[object]) -> None:
        """Add rows, instances of the table's class."""
        self._insert_tuples(table, [rows.as_tuple(table, row) for row in values])

    def insert_rows(self, table: str, values: Sequence[tuple[Any, ...]]) -> None:
        """Add rows, their values in the order of the table's columns."""
        self._insert_tuples(table, values)

    def insert_dicts(self, table: str, images: Sequence[Mapping[str, Any]]) -> None:
        """Add rows from images that the journal kept."""
        self._insert_tuples(table, [rows.from_image(table, image) for image in images])

    def update(self, table: str, row_id: str, **values: Any) -> None:
        """Set some columns of a row; those that have the value already are left out.

        Raises:
            KeyError: if there is no such row.
        """
        names = ", ".join(f'"{name}"' for name in values)
        found = self.db.execute(f"SELECT {names} FROM {table} WHERE id = ?", (row_id,)).fetchone()
        if found is None:
            raise KeyError(row_id)
        before = {
            name: old for (name, new), old in zip(values.items(), found, strict=True) if old != new
        }
        if not before:
            return
        assignments = ", ".join(f'"{name}" = ?' for name in before)
        new_values = [rows.storable(values[name]) for name in before]
        self.db.execute(f"UPDATE {table} SET {assignments} WHERE id = ?", (*new_values, row_id))
        self._remember(table, UPDATE, [(row_id, before)])
        self._note_rows(table, [row_id])

    def update_many(
        self, table: str, names: Sequence[str], values: Mapping[str, Sequence[Any]]
    ) -> None:
        """`update` for many rows at once: what these columns are to be, by the row's id.

        Raises:
            KeyError: if one of the rows is not there.
        """
        columns = ", ".join(f'"{name}"' for name in names)
        query = f"SELECT id, {columns} FROM {table} WHERE id IN "
        old: dict[str, tuple[Any, ...]] = {}
        for chunk in rows.chunks(values):
            marks = f"({', '.join('?' * len(chunk))})"
            old.update((row[0], row[1:]) for row in self.db.execute(query + marks, chunk))
        new = {row_id: tuple(map(rows.storable, wanted)) for row_id, wanted in values.items()}
        changed = [(row_id, wanted) for row_id, wanted in new.items() if old[row_id] != wanted]
        assignments = ", ".join(f'"{name}" = ?' for name in names)
        self.db.conn.executemany(
            f"UPDATE {table} SET {assignments} WHERE id = ?",
            [(*wanted, row_id) for row_id, wanted in changed],
        )
        images = [
            (
                row_id,
                {
                    n: was
                    for n, was, will in zip(names, old[row_id], wanted, strict=True)
                    if was != will
                },
            )
            for row_id, wanted in changed
        ]
        self._remember(table, UPDATE, images)
        self._note_rows(table, [row_id for row_id, _wanted in changed])

    def delete(self, table: str, row_id: str, *, merged_into: str | None = None) -> None:
        """Remove one row."""
        self.delete_many(table, [row_id], merged_into=merged_into)

    def delete_many(
        self, table: str, row_ids: Sequence[str], *, merged_into: str | None = None
    ) -> None:
        """Remove rows, in the order given.

        Args:
            merged_into: the row that they have been joined with.

        Raises:
            KeyError: if one of them is not there.
        """
        row_ids = list(dict.fromkeys(row_ids))
        if not row_ids:
            return
        if table in bulk.ONE_BY_ONE:
            self._delete_one_by_one(table, row_ids, merged_into)
            return
        self._note_rows(table, row_ids)
        bulk.delete(self.db, self._seq, self._position, table, row_ids, merged_into)
        self._touch(table, DELETE, row_ids)

    def note_documents(self, document_ids: Iterable[str]) -> None:
        """Say that these documents look different now, beyond what the rows tell."""
        self._documents.update(document_ids)

    def store_text(self, sha256: str, text: str) -> None:
        """Keep a text under its hash, and index its words. It stands once, whoever asks, and is no
        row of its own."""
        self.db.execute("INSERT OR IGNORE INTO texts (sha256, text) VALUES (?, ?)", (sha256, text))
        search.index_text(self.db, sha256)

    def changes(self, operation: str) -> Changes:
        """What has been done so far, all in all: a row that came and went is not spoken of."""
        order, changed, removed = self._rows_by_fate()
        return Changes(
            operation=operation,
            subject=self.subject,
            entry_id=self.entry_id if order or removed or changed or self.kept else EntryId(""),
            added={table: frozenset(found) for table, found in order.items()},
            changed={table: frozenset(found) for table, found in changed.items()},
            removed={table: frozenset(found) for table, found in removed.items()},
            documents=cast(frozenset[DocumentId], frozenset(self._all_documents())),
            order=order,
        )

    def _rows_by_fate(self) -> tuple[_RowsOf, _RowsOf, _RowsOf]:
        """By table the rows that are new, changed and gone, all in all."""
        order, changed, removed = (
            dict[str, list[str]](),
            dict[str, list[str]](),
            dict[str, list[str]](),
        )
        for table, touched in self._touched.items():
            new = order.setdefault(table, [])
            gone = removed.setdefault(table, [])
            for row_id, fate in touched.items():
                if fate is _INSERTED:  # nearly all, where there are many
                    new.append(row_id)
                elif fate is _DELETED:  # or so
                    gone.append(row_id)
                elif fate[0] == INSERT:
                    if fate[1] != DELETE:
                        new.append(row_id)
                elif fate[1] == DELETE:
                    gone.append(row_id)
                else:
                    changed.setdefault(table, []).append(row_id)
        return _filled(order), _filled(changed), _filled(removed)

    @property
    def number(self) -> int:
        """The number of the journal's entry: those done before have lower ones."""
        return self._seq

    @property
    def is_empty(self) -> bool:
        """Whether no row was written."""
        return self._position == 0

    def _insert_tuples(self, table: str, values: Sequence[tuple[Any, ...]]) -> None:
        if not values:
            return
        names = rows.columns(table)
        try:
            rows.insert(self.db, table, names, values)
        except UnicodeEncodeError:
            # Those before the one that can't be stored are in already. They are all new.
            new = [(row[0],) for row in values]
            self.db.conn.executemany(f"DELETE FROM {table} WHERE id = ?", new)
            values = [tuple(rows.storable(value) for value in row) for row in values]
            rows.insert(self.db, table, names, values)
        new_ids = [row[0] for row in values]
        bulk.note_inserted(self.db, self._seq, self._position, table, new_ids)
        self._touch(table, INSERT, new_ids)
        for noted, kept in (("document_id", self._documents), ("segment_id", self._segments)):
            if noted in names:
                index = names.index(noted)
                kept.update(row[index] for row in values)

    def _delete_one_by_one(
        self, table: str, row_ids: Sequence[str], merged_into: str | None
    ) -> None:
        names = rows.columns(table)
        images: dict[str, dict[str, Any]] = {}
        for chunk in rows.chunks(row_ids):
            marks = ", ".join("?" * len(chunk))
            query = f"SELECT {rows.column_list(table)} FROM {table} WHERE id IN ({marks})"
            for found in self.db.execute(query, chunk):
                images[found[0]] = dict(zip(names, found, strict=True))
        self._remember(table, DELETE, [(row_id, images[row_id]) for row_id in row_ids], merged_into)
        self.db.conn.executemany(
            f"DELETE FROM {table} WHERE id = ?", [(row_id,) for row_id in row_ids]
        )
        self._note_images(images.values())

    def _remember(
        self,
        table: str,
        action: str,
        changed: Sequence[tuple[str, Mapping[str, Any] | None]],
        merged_into: str | None = None,
    ) -> None:
        rows.insert(
            self.db,
            "journal_rows",
            ("entry", "position", "table_name", "row_id", "action", "before", "merged_into"),
            [
                (self._seq, position, table, row_id, action, _as_json(before), merged_into)
                for position, (row_id, before) in enumerate(changed, self._position)
            ],
        )
        self._touch(table, action, [row_id for row_id, _image in changed])

    def _touch(self, table: str, action: str, row_ids: Sequence[str]) -> None:
        """The journal has told of these rows."""
        self._position += len(row_ids)
        touched, only = self._touched[table], _ONLY[action]
        for row_id in row_ids:
            touched[row_id] = (touched[row_id][0], action) if row_id in touched else only

    def _note_rows(self, table: str, row_ids: Iterable[str]) -> None:
        for column, kept in (("document_id", self._documents), ("segment_id", self._segments)):
            if column in rows.columns(table):
                for chunk in rows.chunks(row_ids):
                    marks = ", ".join("?" * len(chunk))
                    query = f'SELECT DISTINCT "{column}" FROM {table} WHERE id IN ({marks})'
                    kept.update(row[0] for row in self.db.execute(query, chunk))

    def _note_images(self, images: Iterable[Mapping[str, Any]]) -> None:
        for image in images:
            if "document_id" in image:
                self._documents.add(image["document_id"])
            if "segment_id" in image:
                self._segments.add(image["segment_id"])

    def _all_documents(self) -> set[str]:
        found = self._documents | self._touched.get("documents", {}).keys()
        for table, column, known in (
            # those that were touched themselves have told their documents already
            ("segments", "id", self._segments - self._touched.get("segments", {}).keys()),
            ("turns", "person_id", self._touched.get("persons", ())),
        ):
            for chunk in rows.chunks(known):
                marks = ", ".join("?" * len(chunk))
                query = f"SELECT DISTINCT document_id FROM {table} WHERE {column} IN ({marks})"
                found.update(row[0] for row in self.db.execute(query, chunk))
        return set(filter(None, found))  # some rows, such as closed questions, are of no document


@contextmanager
def transaction(
    db: Database,
    *,
    operation: str,
    subject: str,
    coder_id: CoderId,
    device: str,
    undoes: EntryId | None = None,
    texts: LatestText | None = None,
) -> Iterator[Transaction]:
    """One operation: everything within is kept, with its journal entry, or nothing is.

    An operation that writes no row leaves no entry.
    """
    with db.atomic():
        # The entry comes first, so that the transaction holds the right to write before it reads.
        entry_id, time = EntryId(new_id()), now()
        seq = db.execute(
            "INSERT INTO journal (id, operation, subject, coder_id, time, device, undoes)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (entry_id, operation, rows.storable(subject), coder_id, time, device, undoes),
        ).lastrowid
        running = Transaction(db, cast(int, seq), entry_id, coder_id, time, texts)
        running.subject = subject
        yield running
        if running.is_empty and not running.kept:
            db.execute("DELETE FROM journal WHERE seq = ?", (seq,))
        elif running.subject != subject:
            subject = rows.storable(running.subject)
            db.execute("UPDATE journal SET subject = ? WHERE seq = ?", (subject, seq))


def _as_json(before: Mapping[str, Any] | None) -> str | None:
    return None if before is None else _ENCODER.encode(before)
