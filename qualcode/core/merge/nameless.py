"""Persons' real names taken out of what goes to a colleague, but for the words of the texts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from qualcode.core.analysis.real_names import Names
from qualcode.core.merge.contents import Rows
from qualcode.core.merge.relations import index, with_values
from qualcode.core.store.merging import Row

#: What evaluators have written themselves, by table: names in it become pseudonyms.
WRITTEN: Final[Mapping[str, tuple[str, ...]]] = {
    "project": ("name", "questions"),
    "cases": ("name", "kind", "description"),
    "folders": ("name",),
    "documents": ("title", "wave"),
    "persons": ("role", "reporting_group"),
    "affiliations": ("organisation", "role", "place"),
    "turns": ("question",),
    "codes": ("name", "definition", "when_to_use", "when_not_to_use", "example"),
    "segments": ("condensed", "interpretation"),
    "codings": ("comment",),
    "memos": ("title", "text"),
    "guide_questions": ("guide", "number", "text"),
    "attributes": ("name", "choices"),
    "attribute_values": ("value",),
    "quotes": ("text", "attribution"),
    "boards": ("name",),
    "board_items": ("text",),
    "surveys": ("title", "wave"),
    "survey_columns": ("header", "question", "labels", "no_answer"),
    "backgrounds": ("value",),
    "invitations": ("group_value",),
}

#: What is left out, by table.
LEFT_OUT: Final[Mapping[str, str]] = {
    "persons": "name",
    "documents": "file_name",
    "surveys": "file_name",
    "responses": "identity",
}


def may_hold_names(table: str) -> frozenset[str]:
    """The columns out of which names are taken, if there are any in them."""
    left_out = (LEFT_OUT[table],) if table in LEFT_OUT else ()
    return frozenset((*WRITTEN.get(table, ()), *left_out))


def without_names(rows: Rows, names: Names) -> Rows:
    """The rows without real names: those of persons are gone, and where an evaluator wrote one the
    pseudonym stands in brackets. Labels of turns and the words of passages stay: they are words of
    the text.

    Args:
        names: those that are taken out; what is written may name persons who are not in the rows.
    """
    found: Rows = {}
    for table, some in rows.items():
        columns = [index(table)[name] for name in WRITTEN.get(table, ())]
        found[table] = {one: _out_of_row(names, row, columns) for one, row in some.items()}
    for table, column in LEFT_OUT.items():
        found[table] = {
            one: with_values(table, row, **{column: None}) for one, row in found[table].items()
        }
    return found


def _out_of_row(names: Names, row: Row, columns: Iterable[int]) -> Row:
    """The row without real names in these columns."""
    new = list(row)
    for at in columns:
        new[at] = names.out_of(new[at])
    return tuple(new)
