"""Reads: every column in which a person's name may have been written, beside the texts."""

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from sqlite_utils import Database

from qualcode.core.ids import DocumentId
from qualcode.core.model import Decision, Original, Segment
from qualcode.core.store import rows

#: By table: its columns, and the documents that its rows belong to, as far as they do. Not here:
#: what stands in the text itself (labels of turns, quotes), persons' real names, and what surveys
#: know them by.
_COLUMNS: Final[dict[str, tuple[tuple[str, ...], str]]] = {
    "documents": (("title", "file_name", "wave"), "t.id"),
    "codings": (("comment",), "(SELECT document_id FROM segments s WHERE s.id = t.segment_id)"),
    "segments": (("condensed", "interpretation"), "t.document_id"),
    "quotes": (
        ("text", "attribution"),
        "(SELECT document_id FROM segments s WHERE s.id = t.segment_id)",
    ),
    "memos": (("title", "text"), "NULL"),
    "turns": (("question",), "t.document_id"),
    "persons": (("pseudonym", "role", "reporting_group"), "NULL"),
    "affiliations": (("organisation", "role", "place"), "NULL"),
    "cases": (("name", "kind", "description"), "NULL"),
    "codes": (("name", "definition", "when_to_use", "when_not_to_use", "example"), "NULL"),
    "folders": (("name",), "NULL"),
    "attributes": (("name", "choices"), "NULL"),
    "guide_questions": (("guide", "number", "text"), "NULL"),
    "boards": (("name",), "NULL"),
    "board_items": (("text",), "NULL"),
    "surveys": (("title", "file_name", "wave"), "NULL"),
    "survey_columns": (("header", "question", "labels", "no_answer"), "t.document_id"),
    "invitations": (("group_value",), "NULL"),
    "project": (("name", "questions"), "NULL"),
}
#: Of their values, only what is written freely: a choice is one of the attribute's own.
_VALUES: Final = (
    "SELECT v.id, v.value FROM attribute_values v JOIN attributes a ON a.id = v.attribute_id"
    " WHERE a.kind = 'text'"
)
#: What respondents said of themselves, likewise.
_BACKGROUNDS: Final = (
    "SELECT b.id, b.value FROM backgrounds b JOIN survey_columns c ON c.id = b.column_id"
    " LEFT JOIN attributes a ON a.id = c.attribute_id"
    " WHERE b.value <> '' AND ifnull(a.kind, 'text') = 'text'"
)


class Wording(NamedTuple):
    """A text of an evaluator's: where it stands, and the document it belongs to, if one."""

    table: str
    row_id: str
    column: str
    document_id: DocumentId | None
    text: str


def all_wordings(db: Database) -> Iterator[Wording]:
    """Every text of the evaluators' that is not empty."""
    for table, (columns, document) in _COLUMNS.items():
        names = ", ".join(f't."{column}"' for column in columns)
        for row in db.execute(f"SELECT t.id, {document}, {names} FROM {table} t ORDER BY t.id"):
            for column, text in zip(columns, row[2:], strict=True):
                if text:
                    yield Wording(table, row[0], column, row[1], text)
    for table, query in (("attribute_values", _VALUES), ("backgrounds", _BACKGROUNDS)):
        for row_id, text in db.execute(query):
            yield Wording(table, row_id, "value", None, text)


def wording(db: Database, table: str, row_id: str, column: str) -> str | None:
    """What stands there now; None if nothing does."""
    if column not in rows.columns(table):
        raise KeyError(column)
    query = f'SELECT "{column}" FROM {table} WHERE id = ?'
    found = db.execute(query, (row_id,)).fetchone()
    return found[0] if found else None


def unplaced(db: Database, document_id: DocumentId | None = None) -> list[Segment]:
    """The passages without a place, of one document or of all."""
    parameters: tuple[str, ...]
    if document_id is None:
        rest, parameters = "WHERE start IS NULL ORDER BY document_id, id", ()
    else:
        rest, parameters = "WHERE document_id = ? AND start IS NULL ORDER BY id", (document_id,)
    return rows.select(db, Segment, "segments", rest, parameters)


def all_originals(db: Database) -> list[Original]:
    """How rows stood in the files that they came from, where a merge shows them otherwise."""
    return rows.select(db, Original, "originals", "ORDER BY id")


def all_decisions(db: Database) -> list[Decision]:
    """What people decided while projects were merged."""
    return rows.select(db, Decision, "decisions", "ORDER BY id")


def taken(db: Database, table: str, column: str, row_id: str) -> list[str]:
    """What the other rows have in that column; of codes and folders, those beside the row."""
    beside = ""
    if table in ("codes", "folders"):
        beside = f" AND parent_id IS (SELECT parent_id FROM {table} WHERE id = :row)"
    query = f'SELECT "{column}" FROM {table} WHERE id <> :row{beside}'
    found: list[tuple[Any, ...]] = db.execute(query, {"row": row_id}).fetchall()
    return [row[0] for row in found if row[0]]
