"""What a merge must know of each table, beyond its columns.

A table that is not spoken of in `REFERENCES` is unknown to the merge, and a test fails.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from qualcode.core.store import rows
from qualcode.core.store.merging import Row

#: Columns that hold the id of another row, with that row's table; where any table can be meant,
#: the column that names it. `project` and `originals` are merged in ways of their own.
REFERENCES: Final[dict[str, tuple[tuple[str, str], ...]]] = {
    "project": (),
    "coders": (("coder_id", "coders"),),
    "cases": (("coder_id", "coders"),),
    "folders": (("parent_id", "folders"), ("coder_id", "coders")),
    "documents": (("folder_id", "folders"), ("case_id", "cases"), ("coder_id", "coders")),
    "persons": (("coder_id", "coders"),),
    "affiliations": (("person_id", "persons"), ("case_id", "cases"), ("coder_id", "coders")),
    "turns": (("document_id", "documents"), ("person_id", "persons"), ("coder_id", "coders")),
    "codes": (("parent_id", "codes"), ("coder_id", "coders")),
    "segments": (("document_id", "documents"), ("coder_id", "coders")),
    "codings": (("segment_id", "segments"), ("code_id", "codes"), ("coder_id", "coders")),
    "memos": (("about_id", "@about_table"), ("coder_id", "coders")),
    "memo_links": (("memo_id", "memos"), ("to_id", "@to_table"), ("coder_id", "coders")),
    "guide_questions": (("coder_id", "coders"),),
    "landmarks": (
        ("document_id", "documents"),
        ("question_id", "guide_questions"),
        ("coder_id", "coders"),
    ),
    "readings": (("document_id", "documents"), ("coder_id", "coders")),
    "attributes": (("coder_id", "coders"),),
    "attribute_values": (
        ("attribute_id", "attributes"),
        ("about_id", "@attribute"),
        ("coder_id", "coders"),
    ),
    "quotes": (("segment_id", "segments"), ("coder_id", "coders")),
    "boards": (("coder_id", "coders"),),
    "board_items": (
        ("board_id", "boards"),
        ("code_id", "codes"),
        ("group_id", "board_items"),
        ("coder_id", "coders"),
    ),
    "decisions": (("coder_id", "coders"),),
    "disagreements": (("document_id", "documents"), ("coder_id", "coders")),
    "surveys": (("coder_id", "coders"),),
    "survey_columns": (
        ("survey_id", "surveys"),
        ("attribute_id", "attributes"),
        ("document_id", "documents"),
        ("coder_id", "coders"),
    ),
    "responses": (
        ("survey_id", "surveys"),
        ("person_id", "persons"),
        ("document_id", "documents"),
        ("coder_id", "coders"),
    ),
    "backgrounds": (
        ("response_id", "responses"),
        ("column_id", "survey_columns"),
        ("coder_id", "coders"),
    ),
    "invitations": (
        ("survey_id", "surveys"),
        ("attribute_id", "attributes"),
        ("coder_id", "coders"),
    ),
    "originals": (),
}

#: Columns that say one thing together, and are taken from one side together.
TOGETHER: Final[dict[str, tuple[tuple[str, ...], ...]]] = {
    "documents": (("text_sha256", "characters"), ("file_name", "file_sha256", "encoding")),
    "segments": (("document_id", "start", "end", "quote", "before", "after", "certainty"),),
    "turns": (("start", "end", "speech_start", "label"),),
    "landmarks": (("start", "end", "label"),),
    "disagreements": (("start", "end"), ("state", "marks", "settled")),
    "memos": (("about_table", "about_id"),),
    "memo_links": (("to_table", "to_id"),),
    "attributes": (("kind", "choices"),),
    "surveys": (("title", "wave"), ("file_name", "file_sha256")),
    "invitations": (("group_by", "attribute_id", "group_value"), ("invited", "declined")),
    "board_items": (("x", "y"), ("width", "height")),
}

#: Rows that are parts of another, by the column that says of which: what was deleted with the
#: whole comes back with it.
PARTS: Final = (
    ("turns", "document_id"),
    ("segments", "document_id"),
    ("landmarks", "document_id"),
    ("readings", "document_id"),
    ("disagreements", "document_id"),
    ("codings", "code_id"),
    ("codings", "segment_id"),
    ("memos", "about_id"),
    ("memo_links", "memo_id"),
    ("memo_links", "to_id"),
    ("attribute_values", "attribute_id"),
    ("attribute_values", "about_id"),
    ("quotes", "segment_id"),
    ("affiliations", "person_id"),
    ("survey_columns", "survey_id"),
    ("survey_columns", "attribute_id"),
    ("survey_columns", "document_id"),
    ("responses", "survey_id"),
    ("responses", "person_id"),
    ("responses", "document_id"),
    ("backgrounds", "response_id"),
    ("backgrounds", "column_id"),
    ("invitations", "survey_id"),
    ("invitations", "attribute_id"),
    ("board_items", "board_id"),
    ("board_items", "code_id"),
)

#: Columns of which a table needs no two rows with the same values.
UNIQUE: Final[dict[str, tuple[str, ...]]] = {
    "segments": ("document_id", "start", "end", "coder_id"),
    "codings": ("segment_id", "code_id", "coder_id"),
    "readings": ("document_id", "coder_id"),
    "attribute_values": ("about_id", "attribute_id"),
    "quotes": ("segment_id",),
    "memo_links": ("memo_id", "to_id"),
    "responses": ("survey_id", "person_id", "identity", "answered", "document_id"),
    "backgrounds": ("response_id", "column_id"),
    "invitations": ("survey_id", "group_by", "attribute_id", "group_value"),
}

#: By what rows that were made apart are taken for the same, beyond documents and persons.
SAME_BY: Final[dict[str, tuple[str, ...]]] = {
    "cases": ("name",),
    "folders": ("parent_id", "name"),
    "codes": ("parent_id", "name"),
    "attributes": ("about", "name"),
    "guide_questions": ("guide", "number", "text"),
}

#: The column that must differ among rows that share the others; persons first, for documents are
#: called what they are.
NAMES: Final[dict[str, tuple[str, tuple[str, ...]]]] = {
    "persons": ("pseudonym", ()),
    "documents": ("title", ()),
    "codes": ("name", ("parent_id",)),
    "folders": ("name", ("parent_id",)),
    "cases": ("name", ()),
    "attributes": ("name", ("about",)),
}

#: Texts of which nothing is lost when two rows become one: they stand under each other.
JOINED: Final[dict[str, tuple[str, ...]]] = {
    "codes": ("definition", "when_to_use", "when_not_to_use", "example"),
    "codings": ("comment",),
    "segments": ("condensed", "interpretation"),
}

#: Tables whose rows have a place in a document's text.
PLACED: Final = ("segments", "turns", "landmarks", "disagreements")

#: Tables whose rows are of a tree, by the column that says what they stand under.
TREES: Final = {"codes": "parent_id", "folders": "parent_id", "board_items": "group_id"}


@cache
def index(table: str) -> dict[str, int]:
    """Where each column stands in a row."""
    return {name: at for at, name in enumerate(rows.columns(table))}


@cache
def groups(table: str) -> tuple[tuple[int, ...], ...]:
    """The columns that can change, as indexes, in groups that are taken from one side together."""
    where = index(table)
    grouped = [tuple(where[name] for name in names) for names in TOGETHER.get(table, ())]
    known = {at for group in grouped for at in group}
    fixed = {where[name] for name in ("id", "created", "coder_id") if name in where}
    if table == "project":
        fixed = {where["id"], where["created"]}
    single = [(at,) for at in range(len(where)) if at not in known | fixed]
    return (*grouped, *single)


@cache
def reference_indexes(table: str) -> tuple[tuple[int, str], ...]:
    """`REFERENCES` with indexes in the place of names."""
    where = index(table)
    return tuple((where[column], target) for column, target in REFERENCES[table])


@cache
def references_to(target: str) -> tuple[tuple[str, str], ...]:
    """The tables and columns whose rows can refer to a row of that table."""
    return tuple(
        (table, column)
        for table, references in REFERENCES.items()
        for column, other in references
        if other in (target, "@about_table", "@to_table")
        or (other == "@attribute" and target in ("documents", "persons", "cases"))
    )


def with_values(table: str, row: Row, **values: object) -> Row:
    """The row with other values in some columns."""
    where = index(table)
    new = list(row)
    for name, value in values.items():
        new[where[name]] = value
    return tuple(new)


def value(table: str, row: Row, column: str) -> object:
    """A column of a row."""
    found: object = row[index(table)[column]]
    return found


def parents_first(table: str, found: list[Row]) -> list[Row]:
    """Rows of a table in an order in which each comes after what it stands under."""
    column = TREES.get(table)
    if column is None:
        return sorted(found)
    at = index(table)[column]
    by_id = {row[0]: row for row in found}

    def depth(row: Row) -> int:
        steps = 0
        while row[at] in by_id:
            row, steps = by_id[row[at]], steps + 1
        return steps

    return sorted(found, key=lambda row: (depth(row), row[0]))
