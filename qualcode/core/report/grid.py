"""The grid as a sheet: a row for each document, person or case, that can be read in again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from qualcode.core.analysis.grid import Column, Grid
from qualcode.core.analysis.progress import ProgressCounter
from qualcode.core.analysis.quotes import nameless_title
from qualcode.core.analysis.tally import gather_turns
from qualcode.core.ids import DocumentId
from qualcode.core.operations.cell_values import SEPARATOR
from qualcode.core.project import Project
from qualcode.core.report.cautions import contacts_in_cells, names_in_cells
from qualcode.core.report.pointing import Pointing
from qualcode.core.report.tables import Table, Value
from qualcode.core.shares import percent
from qualcode.core.store import documents as documents_store
from qualcode.core.store import persons as persons_store
from qualcode.core.store import summary as reads

#: columns in which a real name stands by what they are
_NAMES: Final = {"documents": ("file",), "persons": ("name",), "cases": ()}

Title = Callable[[DocumentId], str]


def table(
    project: Project, about: str, *, real_names: bool = False
) -> tuple[Table, tuple[Callable[[], str], ...]]:
    """The rows in their order, with what is to be said of what may point at somebody in them.

    Args:
        about: one of `DESCRIBED`.
        real_names: keep real names; else pseudonyms stand in titles, and no names.
    """
    db = project.db
    with db.atomic():
        grid = Grid.read(db, about)
        if about == "documents":
            grid.progress = ProgressCounter().count(db, map(DocumentId, grid.row_ids))
        titles = _titles(project, real_names=real_names)
    left_out = () if real_names else _NAMES[about]
    columns = [column for column in grid.columns if column.key not in left_out]
    rows = [[_value(grid, row_id, column, titles) for column in columns] for row_id in grid.row_ids]
    made = Table("grid", tuple(map(_heading, columns)), rows)
    if real_names:
        return made, ()
    cells = (value for row in rows for value in row if isinstance(value, str))
    return made, Pointing(project).count(cells, names_in_cells, contacts_in_cells)


def _heading(column: Column) -> str:
    return f"{column.heading} (%)" if column.kind == "share" else column.heading


def _value(grid: Grid, row_id: str, column: Column, titles: dict[str, str]) -> Value:
    value = grid.value(row_id, column.key)
    if value is None or value == "":
        return None
    if column.kind == "share":
        return percent(float(value))
    if column.kind == "number":
        return _number(str(value))
    if column.key == "title":
        return titles[str(value)]
    if column.key == "documents" and grid.about == "persons":
        return SEPARATOR.join(titles[title] for title in str(value).split(SEPARATOR))
    return value if isinstance(value, int | float) else column.shown(value)


def _number(value: str) -> int | float:
    return float(value) if "." in value else int(value)


def _titles(project: Project, *, real_names: bool) -> dict[str, str]:
    """How each document's title is written."""
    db = project.db
    documents = documents_store.all_documents(db)
    if real_names:
        return _Whole({document.title: document.title for document in documents})
    persons = {person.id: person for person in persons_store.all_persons(db)}
    turns = gather_turns(reads.turns(db), persons)
    return _Whole(
        {
            document.title: nameless_title(document.title, turns[document.id].names)
            if document.id in turns
            else document.title
            for document in documents
        }
    )


class _Whole(dict[str, str]):
    """A part of a title that holds a semicolon stands for itself."""

    def __missing__(self, title: str) -> str:
        return title
