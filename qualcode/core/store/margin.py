"""Reads: what a file from outside may repeat of what is in the project, or was."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from sqlite_utils import Database

from qualcode.core.ids import CodeId, CoderId, CodingId, SegmentId
from qualcode.core.store import rows


class FormerCoding(NamedTuple):
    """A coding that was taken off by hand, and not by undo."""

    segment_id: SegmentId
    code_id: CodeId
    coder_id: CoderId


class FormerPlace(NamedTuple):
    """Where a passage was, and what its words were."""

    start: int
    end: int
    quote: str


def earlier_comments(db: Database, coding_ids: Iterable[CodingId]) -> dict[CodingId, list[str]]:
    """What the comments on codings said before they were changed."""
    found: dict[CodingId, list[str]] = defaultdict(list)
    for row_id, before in _updates(db, "codings", coding_ids):
        if before.get("comment"):
            found[CodingId(row_id)].append(before["comment"])
    return found


def former_memos(db: Database) -> list[tuple[CoderId, str]]:
    """What memos about passages said that were taken away or worded anew by hand, and whose they
    were."""
    query = (
        "SELECT row_id, action, before FROM journal_rows JOIN journal ON seq = entry"
        " WHERE table_name = 'memos' AND before IS NOT NULL AND undoes IS NULL"
        " ORDER BY entry DESC, position DESC"
    )
    now = {
        row_id: {"coder_id": coder_id, "title": title, "text": text}
        for row_id, coder_id, title, text in db.execute(
            "SELECT id, coder_id, title, text FROM memos WHERE about_table = 'segments'"
        )
    }
    found = []
    for row_id, action, before in db.execute(query):
        image = json.loads(before)
        if action == "delete" and image.get("about_table") == "segments":
            now[row_id] = {name: image.get(name) or "" for name in ("coder_id", "title", "text")}
        elif action == "update" and row_id in now:
            now[row_id] |= {name: image[name] for name in ("title", "text") if name in image}
        else:
            continue
        one = now[row_id]
        found.append((CoderId(one["coder_id"]), f"{one['title']}\n{one['text']}"))
    return found


def earlier_codes(db: Database, coding_ids: Iterable[CodingId]) -> dict[CodingId, list[CodeId]]:
    """The codes that codings had before."""
    found: dict[CodingId, list[CodeId]] = defaultdict(list)
    for row_id, before in _updates(db, "codings", coding_ids):
        if before.get("code_id"):
            found[CodingId(row_id)].append(CodeId(before["code_id"]))
    return found


def earlier_places(
    db: Database, segment_ids: Iterable[SegmentId]
) -> dict[SegmentId, list[FormerPlace]]:
    """Where passages were before, and the words that they held there."""
    found: dict[SegmentId, list[FormerPlace]] = defaultdict(list)
    ids = list(segment_ids)
    query = (
        'SELECT id, start, "end", quote FROM segments WHERE start IS NOT NULL AND id IN ({marks})'
    )
    now = {
        row[0]: dict(zip(("start", "end", "quote"), row[1:], strict=True))
        for row in _in(db, query, ids)
    }
    for row_id, before in reversed(list(_updates(db, "segments", ids))):
        if row_id in now and now[row_id].keys() & before.keys():
            now[row_id] |= {name: before[name] for name in now[row_id] if name in before}
            place = FormerPlace(**now[row_id])
            if place.start is not None:
                found[SegmentId(row_id)].append(place)
    return found


def removed_codings(db: Database) -> list[FormerCoding]:
    """Codings that evaluators took off; what an undo took away is none of them."""
    query = (
        "SELECT before FROM journal_rows JOIN journal ON seq = entry WHERE table_name = 'codings'"
        " AND action = 'delete' AND before IS NOT NULL AND undoes IS NULL"
    )
    images = (json.loads(row[0]) for row in db.execute(query))
    return [FormerCoding(one["segment_id"], one["code_id"], one["coder_id"]) for one in images]


def removed_places(
    db: Database, segment_ids: Iterable[SegmentId], document_id: str
) -> dict[SegmentId, FormerPlace]:
    """Where passages of a document were that are gone."""
    query = (
        "SELECT row_id, before FROM journal_rows WHERE table_name = 'segments'"
        " AND action = 'delete' AND before IS NOT NULL AND row_id IN ({marks})"
    )
    found = {}
    for row_id, before in _in(db, query, list(segment_ids)):
        one = json.loads(before)
        if one.get("document_id") == document_id and one.get("start") is not None:
            found[SegmentId(row_id)] = FormerPlace(one["start"], one["end"], one.get("quote") or "")
    return found


def former_names(db: Database) -> list[tuple[str, CodeId]]:
    """What codes were called before, and codes that others took in; the last comes last."""
    query = (
        "SELECT row_id, before, merged_into FROM journal_rows WHERE table_name = 'codes'"
        " AND before IS NOT NULL ORDER BY entry, position"
    )
    named, into = [], {}
    for row_id, before, merged_into in db.execute(query):
        name = json.loads(before).get("name")
        if merged_into:
            into[row_id] = merged_into
        if name:
            named.append((name, row_id))
    return [(name, CodeId(_last(row_id, into))) for name, row_id in named]


def _last(row_id: str, into: dict[str, str]) -> str:
    seen = set()
    while row_id in into and row_id not in seen:
        seen.add(row_id)
        row_id = into[row_id]
    return row_id


def _updates(
    db: Database, table: str, row_ids: Iterable[str]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """What was changed in rows by each operation, as it was before; the earliest first."""
    query = (
        f"SELECT row_id, before FROM journal_rows WHERE table_name = '{table}'"
        " AND action = 'update' AND before IS NOT NULL AND row_id IN ({marks})"
        " ORDER BY entry, position"
    )
    for row_id, before in _in(db, query, list(row_ids)):
        yield row_id, json.loads(before)


def _in(db: Database, query: str, values: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    for chunk in rows.chunks(values):
        yield from db.execute(query.format(marks=", ".join("?" * len(chunk))), chunk)
