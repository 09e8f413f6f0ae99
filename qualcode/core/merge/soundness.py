"""Whether what is to be taken in keeps the promises of a project.

A file can be whole and still say what can't be: a passage at other words than its quote, a coding
without its code. `core/check.py` looks at all of a project for that, which takes as long as the
merge itself; here, by the same rules, at the rows that come in and at ours that they change.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from qualcode.core.check import TIME, UUID7, passage_problem
from qualcode.core.check_beside import under_themselves
from qualcode.core.errors import DamagedProject
from qualcode.core.merge.combine import Both
from qualcode.core.merge.relations import PLACED, TREES, index, reference_indexes
from qualcode.core.merge.side import Side, Touch
from qualcode.core.model import Segment
from qualcode.core.store import merging, rows
from qualcode.core.store.merging import Row
from qualcode.core.store.schema import MODEL_OF
from qualcode.core.translate import _


def require_sound(both: Both) -> None:
    """Refuse to go on where what either file says of the rows at hand can't be.

    Raises:
        DamagedProject: naming the file, what is wrong, and what to do.
    """
    told = _problems(both.theirs, both.touched, both.new)
    for problem in chain(told, _lost_rows(both.theirs, both.touched)):
        raise DamagedProject(
            _(
                "“{file}” is damaged. {problem} Nothing was taken in. Ask whoever it is from for "
                "another copy, or take in a backup of it."
            ).format(file=both.theirs.name, problem=problem)
        )
    changed = {table: rows.keys() - both.fresh[table] for table, rows in both.rows.items()}
    for problem in _problems(both.ours, changed, both.our_new):
        raise DamagedProject(
            _(
                "“{file}” itself is damaged. {problem} Nothing was taken in. Open a backup of it, "
                "and merge into that."
            ).format(file=both.ours.name, problem=problem)
        )


def _problems(
    side: Side, ids: Mapping[str, Collection[str]], deeds: frozenset[str]
) -> Iterator[str]:
    """What is wrong with those of the rows that the file has."""
    yield from _of_entries(side, deeds)
    at_hand = _AtHand(side, ids)
    for table, found in at_hand.rows.items():
        for rule in _RULES:
            yield from rule(at_hand, table, found)


def _lost_rows(side: Side, touched: Mapping[str, Mapping[str, list[Touch]]]) -> Iterator[str]:
    """Rows that were made there, by the journal, and not deleted since, and are not there."""
    for table, touches in touched.items():
        gone = ((one, touches[one][0]) for one in side.lacking(table, touches))
        lost = {
            one
            for one, first in gone
            if first.action == "insert"
            and first.deed.line.brought_by is None
            and one not in side.originals
        }
        if lost:
            told = merging.row_lines_of(side.db, lost)
            if lost - {line.row_id for line in told if line.action == "delete"}:
                yield _("A row of “{table}” that was made is not there.").format(table=table)


class _AtHand:
    """Rows of a file, by table."""

    def __init__(self, side: Side, ids: Mapping[str, Collection[str]]) -> None:
        self.side = side
        self.rows: dict[str, list[Row]] = {}
        self._ids: dict[str, set[str]] = {}
        for table, wanted in ids.items():
            self.rows[table] = side.rows_there(table, wanted)

    def lacks(self, table: str, ids: set[str]) -> bool:
        """Whether any of the ids is of no row in the file's table."""
        if table not in MODEL_OF:
            return True
        if table not in self._ids:
            self._ids[table] = {row[0] for row in self.rows.get(table, ())}
        others = ids - self._ids[table]
        return bool(self.side.lacking(table, others))

    def document(self, document_id: str) -> Row | None:
        """A document as it stands."""
        return self.side.stored("documents", document_id)


def _of_entries(side: Side, deeds: frozenset[str]) -> Iterator[str]:
    lines = [side.deeds.by_id[one].line for one in deeds]
    yield from _malformed("journal", (line.id for line in lines), {line.time for line in lines})
    # who did what is known in part only need not be in a copy; some are shown as others
    known = side.ids("coders") | {
        one.id for one in side.originals.values() if one.about_table == "coders"
    }
    if not {line.coder_id for line in lines if not line.in_part} <= known:
        yield _without("journal", "coders")


def _malformed(table: str, ids: Iterable[str], times: Iterable[str]) -> Iterator[str]:
    if not all(map(UUID7.fullmatch, ids)):
        yield _("The id of a row of “{table}” is not well formed.").format(table=table)
    if not all(map(TIME.fullmatch, times)):
        message = _("The time of a row of “{table}” is not written as ISO 8601 in UTC.")
        yield message.format(table=table)


def _without(table: str, other: str) -> str:
    message = _("A row of “{table}” refers to one of “{other}” that is not there.")
    return message.format(table=table, other=other)


def _ids_and_times(_at_hand: _AtHand, table: str, found: Sequence[Row]) -> Iterator[str]:
    at = index(table)["created"]
    yield from _malformed(table, (row[0] for row in found), {row[at] for row in found})


def _references(at_hand: _AtHand, table: str, found: Sequence[Row]) -> Iterator[str]:
    for at, target in reference_indexes(table):
        wanted: dict[str, set[Any]] = defaultdict(set)
        if not target.startswith("@"):
            wanted[target] = {row[at] for row in found}
        elif target[1:] in index(table):
            beside = index(table)[target[1:]]
            for row in found:
                wanted[row[beside]].add(row[at])
        for other, ids in wanted.items():
            ids.discard(None)
            if ids and at_hand.lacks(other, ids):
                yield _without(table, other)


def _trees(at_hand: _AtHand, table: str, _found: Sequence[Row]) -> Iterator[str]:
    column = TREES.get(table)
    if column is not None:
        at = index(table)[column]
        stored = ((one, at_hand.side.stored(table, one)) for one in at_hand.side.ids(table))
        parents = {one: row[at] for one, row in stored if row is not None}
        if any(under_themselves(parents)):
            yield _("Something in “{table}” stands under itself.").format(table=table)


def _texts(at_hand: _AtHand, table: str, found: Sequence[Row]) -> Iterator[str]:
    """The texts of documents, and those in which something has its place, are what was stored."""
    if table in PLACED:
        at = index(table)["document_id"]
        found = [row for one in {row[at] for row in found} if (row := at_hand.document(one))]
    elif table != "documents":
        return
    where = index("documents")
    for row in found:
        text = at_hand.side.text(row[where["text_sha256"]]) or ""
        is_it = hashlib.sha256(text.encode()).hexdigest() == row[where["text_sha256"]]
        if not is_it or len(text) != row[where["characters"]]:
            message = _("The text of “{title}” is not the one that was stored.")
            yield message.format(title=row[where["title"]])


def _quotes(at_hand: _AtHand, table: str, found: Sequence[Row]) -> Iterator[str]:
    if table != "segments":
        return
    where = index(table)
    names = ("document_id", "start", "end", "quote")
    document, start, end, quote = (where[name] for name in names)
    texts: dict[str, str] = {}
    for row in found:
        text = texts.get(row[document])
        if text is None:
            sha256 = at_hand.side.text_hash(row[document])
            text = texts[row[document]] = (sha256 and at_hand.side.text(sha256)) or ""
        # the quick way to see that it is sound, for there are many
        if row[start] is None or row[end] is None or text[row[start] : row[end]] != row[quote]:
            passage = Segment(**dict(zip(rows.columns(table), row, strict=True)))
            problem = passage_problem(text, passage)
            if problem is not None:
                title = at_hand.document(row[document])
                name = "" if title is None else title[index("documents")["title"]]
                yield problem[1].format(title=name)


_RULES: Sequence[Callable[[_AtHand, str, Sequence[Row]], Iterator[str]]] = (
    _ids_and_times,
    _references,
    _trees,
    _texts,
    _quotes,
)
