"""Reads: every code on every passage, and the passages that have none."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from sqlite_utils import Database

from qualcode.core.ids import SegmentId
from qualcode.core.store import rows

#: so many turns are read in the time of a row
_TURNS_OF_A_ROW: Final = 6

#: segment_id, coding_id, code_id, document_id, start, end, quote, condensed, interpretation,
#: coder_id; coding_id and code_id are None where there is no code
UnitRow = tuple[Any, ...]

_UNITS = (
    'SELECT s.id, c.id, c.code_id, s.document_id, s.start, s."end", s.quote, s.condensed,'
    " s.interpretation, coalesce(c.coder_id, s.coder_id) FROM segments s"
    " LEFT JOIN codings c ON c.segment_id = s.id"
)


def units(db: Database, segment_ids: Iterable[SegmentId] | None = None) -> Iterator[UnitRow]:
    """The rows of these passages, or of all, in no order."""
    if segment_ids is None:
        yield from db.execute(_UNITS)
        return
    for chunk in rows.chunks(segment_ids):
        slots = ", ".join("?" * len(chunk))
        yield from db.execute(f"{_UNITS} WHERE s.id IN ({slots})", chunk)


def number(db: Database) -> int:
    """About how many rows there are, and what is read beside them to know who speaks: whether
    reading them all is work for a thread."""
    return rows.count(db, "codings") + rows.count(db, "turns") // _TURNS_OF_A_ROW
