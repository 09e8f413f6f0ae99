"""Filling in the grid: any cells of documents, persons or cases, as one step.

Everything is looked at before anything is written: of a block that is pasted all goes in, or
nothing, with a sentence for each cell that can't be.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlite_utils import Database

from qualcode.core.changes import Changes
from qualcode.core.errors import Refused
from qualcode.core.ids import AttributeId, CoderId, DocumentId
from qualcode.core.model import READING_STATES, Attribute
from qualcode.core.operations import grid_rows
from qualcode.core.operations.attributes import choices_of, put_values
from qualcode.core.operations.cell_values import from_names, parsed
from qualcode.core.operations.grid_fields import FIELDS, STATE_NAMES
from qualcode.core.operations.readings import put_readings
from qualcode.core.operations.survey_backgrounds import correct_values
from qualcode.core.project import Project
from qualcode.core.store import attributes as attributes_store
from qualcode.core.store import rows
from qualcode.core.store.schema import MODEL_OF
from qualcode.core.store.transaction import Transaction
from qualcode.core.translate import _, ngettext

#: columns that are made of an id: an attribute's values, an evaluator's states and what is counted
ATTRIBUTE: Final = "attribute:"
STATE: Final = "state:"
COVERAGE: Final = "coverage:"
LAST: Final = "last:"


@dataclass(frozen=True, slots=True)
class Cell:
    """What is to stand in a cell, as it was written.

    Attributes:
        column: a field's key (`grid_fields.FIELDS`), or `ATTRIBUTE` or `STATE` with an id.
    """

    row_id: str
    column: str
    text: str


@dataclass(frozen=True, slots=True)
class CellProblem:
    """Why a cell can't be filled in so."""

    cell: Cell
    reason: str


class CellsRefused(Refused):
    """Cells that can't be filled in so; nothing was written.

    Attributes:
        problems: one for each such cell.
    """

    def __init__(self, problems: Sequence[CellProblem]) -> None:
        self.problems = tuple(problems)
        first = problems[0].reason
        if len(problems) == 1:
            super().__init__(first)
            return
        said = ngettext(
            "{first} Nothing was written, for {count} more cell does not fit.",
            "{first} Nothing was written, for {count} more cells do not fit.",
            len(problems) - 1,
        )
        super().__init__(said.format(first=first, count=len(problems) - 1))


@dataclass
class _Plan:
    """What the cells come to."""

    fields: dict[str, dict[str, str]]
    values: dict[tuple[AttributeId, str], str]
    states: dict[DocumentId, str | None]
    problems: list[CellProblem]


def fill_in(
    project: Project,
    coder_id: CoderId,
    about: str,
    cells: Sequence[Cell],
    *,
    subject: str = "",
) -> Changes:
    """Write into cells of documents, persons or cases. An empty text empties a cell.

    Folders and cases that are named and not there yet are made.

    Args:
        about: one of `DESCRIBED`.
        subject: what was filled in, in the user's words; what the rows are called if unsaid.

    Raises:
        CellsRefused: if a text doesn't fit its cell; then nothing is written.
    """
    with project.operation(coder_id, "fill_in", subject) as running:
        write_cells(running, about, cells)
        running.subject = subject or _subject(running.db, about, cells)
        return running.changes("fill_in")


def write_cells(running: Transaction, about: str, cells: Sequence[Cell]) -> None:
    """`fill_in` as a part of another operation."""
    plan = _plan(running.db, running.coder_id, about, cells)
    plan.problems += grid_rows.problems(running.db, about, plan.fields, _cell_of(cells))
    if plan.problems:
        raise CellsRefused(plan.problems)
    if about == "persons":
        correct_values(running, plan.values)
    grid_rows.write(running, about, plan.fields)
    put_values(running, plan.values)
    put_readings(running, plan.states)


def check_cells(db: Database, coder_id: CoderId, about: str, cells: Sequence[Cell]) -> None:
    """Raise what `fill_in` would, without writing."""
    plan = _plan(db, coder_id, about, cells)
    plan.problems += grid_rows.problems(db, about, plan.fields, _cell_of(cells))
    if plan.problems:
        raise CellsRefused(plan.problems)


def _cell_of(cells: Iterable[Cell]) -> Callable[[str, str, str], CellProblem]:
    texts = {(cell.row_id, cell.column): cell for cell in cells}
    return lambda row_id, column, reason: CellProblem(texts[row_id, column], reason)


def _plan(db: Database, coder_id: CoderId, about: str, cells: Sequence[Cell]) -> _Plan:
    plan = _Plan(defaultdict(dict), {}, {}, [])
    attributes = {a.id: a for a in attributes_store.all_attributes(db, about)}
    for cell in cells:
        try:
            _place(plan, cell, about, coder_id, attributes)
        except Refused as refusal:
            plan.problems.append(CellProblem(cell, str(refusal)))
    return plan


def _place(
    plan: _Plan,
    cell: Cell,
    about: str,
    coder_id: CoderId,
    attributes: Mapping[AttributeId, Attribute],
) -> None:
    if cell.column.startswith(ATTRIBUTE):
        attribute = attributes[AttributeId(cell.column.removeprefix(ATTRIBUTE))]
        text = parsed(attribute.kind, cell.text, choices_of(attribute.choices))
        plan.values[attribute.id, cell.row_id] = text
    elif cell.column.startswith(STATE):
        if cell.column != STATE + coder_id:
            raise Refused(_("Each evaluator says for themselves how far they have come."))
        plan.states[DocumentId(cell.row_id)] = state_named(cell.text)
    elif any(field.key == cell.column and field.editable for field in FIELDS[about]):
        plan.fields[cell.row_id][cell.column] = cell.text.strip()
    else:
        raise Refused(_("This column is counted, and can’t be filled in."))


def state_named(text: str) -> str | None:
    """The state that a word stands for; None for an empty one.

    Raises:
        Refused: if it stands for none.
    """
    if not text.strip():
        return None
    state = from_names(text, STATE_NAMES)
    if state not in READING_STATES:
        names = ", ".join(_(name) for name in STATE_NAMES.values())
        raise Refused(
            _("“{text}” is no state of the work. Choose one of: {names}.").format(
                text=text.strip()[:40], names=names
            )
        )
    return state


def _subject(db: Database, about: str, cells: Sequence[Cell]) -> str:
    name = {"documents": "title", "persons": "pseudonym", "cases": "name"}[about]
    row_ids = list(dict.fromkeys(cell.row_id for cell in cells))[: rows.CHUNK]
    found: list[Any] = rows.select_ids(db, MODEL_OF[about], about, "id", row_ids)
    names = {row.id: getattr(row, name) for row in found}
    return ", ".join(names[row_id] for row_id in row_ids if row_id in names)
