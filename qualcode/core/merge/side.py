"""One of the files of a merge: what stands in it, and what stood in the files it was made from."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable
from functools import cached_property
from typing import Final, NamedTuple

from sqlite_utils import Database

from qualcode.core.merge.deeds import MERGE, Deed, Deeds
from qualcode.core.merge.relations import PLACED, groups, index
from qualcode.core.model import Original
from qualcode.core.store import merging, rows
from qualcode.core.store.merging import LARGE, JournalLine, Row, RowLine

#: under which an original keeps the hash of the text that its place is in
TEXT: Final = "_text"
#: and the hash of the text that stood when it was written
SHOWN_IN: Final = "_shown_in"
#: Rows from which on it is faster to read a whole table than to look for each.
_MANY: Final = 2000


class Touch(NamedTuple):
    """What a deed did to a row; `columns` is None where it was all of them."""

    deed: Deed
    action: str
    columns: frozenset[str] | None
    merged_into: str | None


class Side:
    """A file that is read for a merge.

    Attributes:
        name: what the file is called where a user reads of it.
    """

    def __init__(self, db: Database, name: str) -> None:
        self.db = db
        self.name = name
        self.deeds = Deeds(merging.journal_lines(db))
        self.originals = merging.originals(db)
        self._stored: dict[str, dict[str, Row | None]] = defaultdict(dict)
        self._whole: set[str] = set()
        self._texts: dict[str, str] = {}
        self._hashes: dict[str, str | None] = {}

    @property
    def is_sealed(self) -> bool:
        """Whether old wordings were removed from the file for good."""
        return merging.is_sealed(self.db)

    def load(self, table: str, ids: Iterable[str] | None = None) -> None:
        """Read rows of a table that will be asked for; all of them if no ids are given."""
        if table in self._whole:
            return
        known = self._stored[table]
        if ids is None or table not in LARGE:
            known.update(merging.all_rows(self.db, table))
            self._whole.add(table)
            return
        missing = [one for one in dict.fromkeys(ids) if one not in known]
        if len(missing) > _MANY and len(missing) > rows.count(self.db, table) // 2:
            known.update(merging.all_rows(self.db, table))
            self._whole.add(table)
            return
        found = merging.rows_of(self.db, table, missing)
        known.update((one, found.get(one)) for one in missing)

    def stored(self, table: str, row_id: str) -> Row | None:
        """A row as it stands in the file."""
        known = self._stored[table]
        if row_id not in known:
            self.load(table, [row_id])
        return known.get(row_id)

    def lacking(self, table: str, ids: Collection[str]) -> list[str]:
        """Those of the ids that are of no row in the file."""
        self.load(table, ids)
        known = self._stored[table]
        return [one for one in ids if known.get(one) is None]

    def rows_there(self, table: str, ids: Collection[str]) -> list[Row]:
        """The rows with these ids, as far as they stand in the file."""
        self.load(table, ids)
        found = map(self._stored[table].get, ids)
        return [row for row in found if row is not None]

    def where(self, table: str, column: str, values: Iterable[str]) -> dict[str, Row]:
        """The rows whose column has one of these values."""
        if table in LARGE:
            found = merging.rows_where(self.db, table, column, values)
            self._stored[table].update(found)
            return found
        self.load(table)
        at, wanted = index(table)[column], set(values)
        return {
            one: row
            for one, row in self._stored[table].items()
            if row is not None and row[at] in wanted
        }

    def ids(self, table: str) -> set[str]:
        """The ids of all rows as they stand; of a table that is read whole."""
        self.load(table)
        return {one for one, row in self._stored[table].items() if row is not None}

    def raw(self, table: str, row_id: str) -> Row | None:
        """A row as it is apart from what merging made of it; None if it is not there."""
        original = self.originals.get(row_id)
        if original is None:
            return self.stored(table, row_id)
        stored = self.stored(table, row_id)
        if original.shown is None:
            gone = is_pale(original) or self._went_with_another(original)
            return None if gone else _row_of(table, original)
        if stored is None or (is_pale(original) and _is_unchanged(table, stored, original)):
            return None
        if is_pale(original):
            return stored
        stays = table not in PLACED or self._lies_where_it_did(table, row_id, original)
        return _restored(table, stored, original, placed=not stays)

    def is_only_used(self, table: str, row_id: str) -> bool:
        """Whether a row was deleted somewhere and is there only because something refers to it."""
        original = self.originals.get(row_id)
        if original is None or not is_pale(original):
            return False
        stored = self.stored(table, row_id)
        return stored is not None and _is_unchanged(table, stored, original)

    def standing(self, table: str, row_id: str) -> Row | None:
        """A row as it stands apart from what merging made of it, also if it is only used, or is not
        shown and went with its document."""
        original = self.originals.get(row_id)
        if original is not None and (
            (original.shown is None and original.same_as in (None, row_id))
            or self.is_only_used(table, row_id)
        ):
            return _row_of(table, original)
        return self.raw(table, row_id)

    @cached_property
    def without_place(self) -> dict[str, list[Original]]:
        """What is not shown because it has, or had, no place in its document's text, by the
        document."""
        found = defaultdict(list)
        for one in self.originals.values():
            without = one.shown is None and one.same_as in (None, one.id)
            if without and one.about_table in PLACED:
                found[str(json.loads(one.image)["document_id"])].append(one)
        return dict(found)

    @cached_property
    def remembered_turns(self) -> dict[str, dict[str, Row]]:
        """The turns of which is remembered how they stand in their own files, as they do there, by
        the document."""
        found: dict[str, dict[str, Row]] = defaultdict(dict)
        for one in sorted(self.originals):
            row = self.raw("turns", one) if self.originals[one].about_table == "turns" else None
            if row is not None:
                found[row[index("turns")["document_id"]]][one] = row
        return dict(found)

    def remembered(self, table: str, row_id: str) -> tuple[Row, str] | None:
        """A row that is shown as another one, and that one, whether or not that is still there."""
        original = self.originals.get(row_id)
        if original is None or original.shown is not None or original.same_as is None:
            return None
        return _row_of(table, original), original.same_as

    def _went_with_another(self, original: Original) -> bool:
        """A row that is shown as another one is gone when that one is gone; one that has no place
        when its document is."""
        if original.same_as is not None:
            return self.shown_as(original.about_table, original.same_as) is None
        document = self._document_of(original)
        return document is not None and self.shown_as("documents", document) is None

    def _document_of(self, original: Original) -> str | None:
        if original.about_table not in PLACED:
            return None
        return str(json.loads(original.image)["document_id"])

    def shown_as(self, table: str, row_id: str) -> str | None:
        """The row that is there for this one; None if neither is."""
        seen = set()
        while row_id not in seen and self.stored(table, row_id) is None:
            seen.add(row_id)
            original = self.originals.get(row_id)
            row_id = (original and original.same_as) or row_id
        return None if row_id in seen else row_id

    def _last(self, row_id: str) -> str:
        """The row that is, or was, shown for this one."""
        original = self.originals.get(row_id)
        while original is not None and original.shown is None and original.same_as is not None:
            row_id, before = original.same_as, row_id
            original = self.originals.get(row_id) if row_id != before else None
        return row_id

    def raw_rows(self, table: str) -> dict[str, Row]:
        """Every row of a table that is read whole, apart from what merging made of it."""
        self.load(table)
        ids = {one for one, row in self._stored[table].items() if row is not None}
        ids |= {one.id for one in self.originals.values() if one.about_table == table}
        found = ((one, self.raw(table, one)) for one in ids)
        return {one: row for one, row in found if row is not None}

    def text_of_row(self, table: str, row_id: str, row: Row) -> str | None:
        """The hash of the text in which a raw row has its place."""
        original = self.originals.get(row_id)
        if original is not None and self._lies_where_it_did(table, row_id, original):
            found = json.loads(original.image).get(TEXT)
            if found is not None:
                return str(found)
        return self.text_hash(row[index(table)["document_id"]])

    def _lies_where_it_did(self, table: str, row_id: str, original: Original) -> bool:
        """Whether what is remembered of the row's place holds: nobody has placed it since a merge
        did, nor given its text another wording in which it stayed where it was."""
        if original.shown is None:
            return True
        if is_pale(original):
            return self.is_only_used(table, row_id)
        stored, image = self.stored(table, row_id), json.loads(original.image)
        if stored is None:
            return False
        where, shown = index(table), json.loads(original.shown)
        stands = self.text_hash(stored[where["document_id"]])
        if TEXT in image and not self.has_text(image[TEXT]):
            return False  # it was sealed away: of the row no more is known than where it lies now
        return image.get(SHOWN_IN, stands) == stands and all(
            stored[where[name]] == shown[name]
            for name in ("start", "end")
            if name in image and name in shown
        )

    def text_hash(self, document_id: str) -> str | None:
        """The hash of the text that a document has here, or had before it was shown as another."""
        if document_id not in self._hashes:
            row = self.stored("documents", document_id) or self.standing("documents", document_id)
            found = None if row is None else str(row[index("documents")["text_sha256"]])
            self._hashes[document_id] = found
        return self._hashes[document_id]

    def text(self, sha256: str) -> str | None:
        """A text by its hash."""
        if sha256 not in self._texts:
            found = merging.text(self.db, sha256)
            if found is None:
                return None
            self._texts[sha256] = found
        return self._texts[sha256]

    def has_text(self, sha256: str | None) -> bool:
        """Whether a text is in the file."""
        return sha256 in self._stored_texts

    @cached_property
    def _stored_texts(self) -> set[str]:
        return merging.stored_texts(self.db)

    def touches(self, deeds: Collection[str]) -> dict[str, dict[str, list[Touch]]]:
        """What these deeds did, by table and row, in order."""
        seqs = self.deeds.numbers(deeds)
        found: dict[str, dict[str, list[Touch]]] = defaultdict(dict)
        made: dict[int, list[Touch]] = {}
        for seq, table, row_id, action, before, merged_into in merging.row_lines(self.db, seqs):
            if table == "originals":
                continue
            touched = found[table]
            if action == "insert" and row_id not in touched:
                # one list for all that a deed has made: there are many, and they never grow
                if seq not in made:
                    made[seq] = [Touch(self.deeds.by_seq[seq], action, None, None)]
                touched[row_id] = made[seq]
            else:
                line = RowLine(seq, table, row_id, action, before, merged_into)
                touched[row_id] = [*touched.get(row_id, ()), self._touch(line)]
        self._pass_on_deletions(found)
        return found

    def touches_of(self, row_ids: Iterable[str]) -> dict[str, list[Touch]]:
        """What any deed did to these rows, in order."""
        found: dict[str, list[Touch]] = defaultdict(list)
        for line in merging.row_lines_of(self.db, row_ids):
            if line.seq in self.deeds.by_seq and line.table != "originals":
                found[line.row_id].append(self._touch(line))
        return found

    def ever_knew(self, row_ids: Iterable[str]) -> set[str]:
        """Those of the rows that were ever in the file, also if their making was undone; not those
        of a merge that was."""
        lines = {line.seq: line for line in self.deeds.lines}
        return {
            line.row_id
            for line in merging.row_lines_of(self.db, row_ids)
            if line.seq in self.deeds.by_seq or _is_own(lines[line.seq])
        }

    def _touch(self, line: RowLine) -> Touch:
        return Touch(self.deeds.by_seq[line.seq], line.action, columns_of(line), line.merged_into)

    def _pass_on_deletions(self, found: dict[str, dict[str, list[Touch]]]) -> None:
        """Whoever deletes a row deletes those that are shown as that row."""
        for original in self.originals.values():
            if original.shown is not None or is_pale(original):
                continue
            table, other = original.about_table, original.same_as
            if other is None:
                table, other = "documents", self._document_of(original)
            touches = [] if other is None else found.get(table, {}).get(self._last(other), [])
            gone = [touch for touch in touches if touch.action == "delete"]
            if gone and self.raw(original.about_table, original.id) is None:
                known = found[original.about_table].get(original.id, [])
                found[original.about_table][original.id] = [*known, *gone]


def columns_of(line: RowLine) -> frozenset[str] | None:
    """The columns that were changed; None for all."""
    if line.action != "update" or line.before is None:
        return None
    return frozenset(json.loads(line.before))


def _is_own(line: JournalLine) -> bool:
    return line.brought_by is None and line.undoes is None and line.operation != MERGE


def is_pale(original: Original) -> bool:
    """Whether the row was deleted and is shown, if it can be, only because something refers to
    it."""
    return original.same_as == original.id


def _is_unchanged(table: str, stored: Row, original: Original) -> bool:
    where = index(table)
    shown = json.loads(original.shown or "{}")
    return all(stored[where[name]] == value for name, value in shown.items())


def _row_of(table: str, original: Original) -> Row:
    image = json.loads(original.image)
    return rows.from_image(table, image)


def _restored(table: str, stored: Row, original: Original, *, placed: bool) -> Row:
    """The row with its own values where nobody has changed what is shown in their place; `placed`:
    where it lies is its own."""
    shown = json.loads(original.shown or "{}")
    image = json.loads(original.image)
    new = list(stored)
    names = rows.columns(table)
    fixed = [(at,) for at, name in enumerate(names) if name in ("coder_id", "created")]
    for group in (*groups(table), *fixed):
        if placed and "start" in {names[at] for at in group}:
            continue
        theirs = [at for at in group if names[at] in image]
        if theirs and all(stored[at] == shown[names[at]] for at in theirs):
            for at in theirs:
                new[at] = image[names[at]]
    return tuple(new)


def image_of(table: str, row: Row, text: str | None) -> str:
    """A whole row as an original keeps it."""
    image = dict(zip(rows.columns(table), row, strict=True))
    if table in PLACED and text is not None:
        image[TEXT] = text
    return json.dumps(image, ensure_ascii=False)
