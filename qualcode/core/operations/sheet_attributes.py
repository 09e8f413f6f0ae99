"""Attributes from a sheet: which rows are meant, what would change, and the writing of it.

A row is matched by its title or file name, by its pseudonym, or by its name, in the column that is
called so. Other columns are those of the grid, or attributes, which are made where they are new.
What a row leaves empty stays as it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

from sqlite_utils import Database

from qualcode.core.analysis.grid import Column, Grid
from qualcode.core.changes import Changes
from qualcode.core.errors import Refused
from qualcode.core.ids import CoderId
from qualcode.core.interchange.attributes import AttributeSheet
from qualcode.core.interchange.problems import RowProblem, SheetRefused
from qualcode.core.operations.attributes import NewAttribute, add_attribute
from qualcode.core.operations.cell_values import from_names, parsed
from qualcode.core.operations.grid import ATTRIBUTE, Cell, CellsRefused, check_cells, write_cells
from qualcode.core.operations.grid_fields import STATE_NAMES, Field, field_named
from qualcode.core.project import Project
from qualcode.core.store import attributes as attributes_store
from qualcode.core.store import documents as documents_store
from qualcode.core.store import persons as persons_store
from qualcode.core.store.connection import casefold
from qualcode.core.translate import _

OPERATION: Final = "attributes_from_sheet"
#: the columns by which a row may be matched, the surest first
_KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "documents": ("title", "file"),
    "persons": ("pseudonym", "name"),
    "cases": ("name",),
}
#: other words for such a column
_ALSO: Final[Mapping[str, tuple[str, ...]]] = {
    "documents": ("id", "interview", "intervju"),
    "persons": ("id", "person", "respondent", "informant"),
    "cases": ("id",),
}
#: a name for a column that is made while planning
_NEW: Final = "new:"


@dataclass(frozen=True, slots=True)
class PlannedCell:
    """What would stand in a cell, and what stands there now, as they are stored."""

    row_id: str
    name: str
    column: str
    before: str
    after: str


@dataclass(frozen=True)
class SheetPlan:
    """What a sheet would change.

    Attributes:
        about: what its rows are.
        key: the header of the column by which they are matched.
        new: the attributes that would be made.
        cells: those that would be filled in otherwise than they are.
        matched: how many rows are meant by some row of the sheet.
        problems: rows that can't be used.
        passed: headers of columns that are counted, and are passed over.
    """

    about: str
    key: str
    new: tuple[NewAttribute, ...]
    cells: tuple[PlannedCell, ...]
    matched: int
    problems: tuple[RowProblem, ...]
    passed: tuple[str, ...]


@dataclass(frozen=True)
class AttributesResult:
    """What was written."""

    changes: Changes
    plan: SheetPlan


def plan_attributes(
    db: Database, coder_id: CoderId | None, sheet: AttributeSheet, *, about: str | None = None
) -> SheetPlan:
    """What `attributes_from_sheet` would do.

    Args:
        about: what the rows are; found out by the headers if None.

    Raises:
        Refused: if no column says which rows are meant.
    """
    about, key = _key(sheet, about)
    columns, new, passed = _columns(db, sheet, about, key)
    find = _Finder(db, about)
    texts: dict[tuple[str, str], tuple[int, str]] = {}
    matched: dict[str, int] = {}
    problems = []
    for number, row in sheet.rows:
        try:
            row_id = find.row(row.get(key, ""))
        except Refused as refusal:
            problems.append(RowProblem(number, str(refusal)))
            continue
        if row_id in matched:
            said = _("Row {row} fills in the same one already.").format(row=matched[row_id])
            problems.append(RowProblem(number, said))
            continue
        matched[row_id] = number
        for header, column in columns.items():
            if text := row.get(header, ""):
                texts[row_id, column] = (number, text)
    cells, wrong = _checked(db, coder_id, about, new, texts)
    problems += wrong
    return SheetPlan(
        about,
        key,
        tuple(new.values()),
        tuple(_changed(db, find, about, cells)),
        len(matched),
        tuple(sorted(problems, key=lambda problem: problem.row)),
        tuple(passed),
    )


def attributes_from_sheet(
    project: Project,
    coder_id: CoderId,
    sheet: AttributeSheet,
    *,
    source: str,
    about: str | None = None,
    partial: bool = False,
) -> AttributesResult:
    """Fill in the grid as a sheet says, as one step.

    Args:
        partial: write the rows that can be used though others can't.

    Raises:
        SheetRefused: if a row can't be used; then nothing is written.
        Refused: if no column says which rows are meant.
    """
    with project.operation(coder_id, OPERATION, source) as running:
        plan = plan_attributes(running.db, coder_id, sheet, about=about)
        if plan.problems and not partial:
            raise SheetRefused(source, plan.problems)
        made = {_NEW + one.name: ATTRIBUTE + add_attribute(running, one).id for one in plan.new}
        cells = [
            Cell(cell.row_id, made.get(cell.column, cell.column), cell.after) for cell in plan.cells
        ]
        write_cells(running, plan.about, cells)
        return AttributesResult(running.changes(OPERATION), plan)


def _key(sheet: AttributeSheet, about: str | None) -> tuple[str, str]:
    """What the rows are, and the header that names them; the surest column first."""
    for one in (about,) if about else tuple(_KEYS):
        for wanted in _KEYS[one]:
            for header in sheet.columns:
                field = field_named(one, header)
                if field is not None and field.key == wanted and _is_sure(one, header, about):
                    return one, header
        for header in sheet.columns:
            if casefold(header) in _ALSO[one] and (about or casefold(header) != "id"):
                return one, header
    raise Refused(
        _(
            "No column says what the rows are about. Call one “title” or “file” for documents, "
            "“pseudonym” for persons, “case” for cases."
        )
    )


def _is_sure(one: str, header: str, about: str | None) -> bool:
    """Whether a header tells what the rows are: “name” may be anybody's, and “case” is a column of
    documents and persons too."""
    return about is not None or one != "cases" or casefold(header) in ("case", "fall")


def _columns(
    db: Database, sheet: AttributeSheet, about: str, key: str
) -> tuple[dict[str, str], dict[str, NewAttribute], list[str]]:
    """The grid's column for each header, the attributes to be made, and what is passed over."""
    known = {casefold(one.name): one for one in attributes_store.all_attributes(db, about)}
    columns: dict[str, str] = {}
    new: dict[str, NewAttribute] = {}
    passed = []
    for header in sheet.columns:
        if header == key:
            continue
        field = field_named(about, header)
        if field is not None and _is_written(about, field):
            columns[header] = field.key
        elif field is not None or _is_counted(header):
            passed.append(header)
        elif casefold(header) in known:
            columns[header] = ATTRIBUTE + known[casefold(header)].id
        else:
            texts = [row.get(header, "") for _number, row in sheet.rows]
            new[_NEW + header] = NewAttribute(header, about, guessed_kind(texts))
            columns[header] = _NEW + header
    return columns, new, passed


def _is_written(about: str, field: Field) -> bool:
    """Names come by the sheet of persons alone: here a wrong row would rename somebody."""
    return field.editable and field.key not in _KEYS[about]


def _is_counted(header: str) -> bool:
    """Whether an export of the grid made the column of what it counted."""
    return " · " in header or header.endswith("(%)")


def guessed_kind(texts: Iterable[str]) -> str:
    """The narrowest kind that all of the texts fit; text if there are none."""
    filled = [text for text in texts if text.strip()]
    for kind in ("yes-no", "number", "date"):
        if filled and all(_fits(kind, text) for text in filled):
            return kind
    return "text"


def _fits(kind: str, text: str) -> bool:
    if kind == "yes-no" and text.strip() in ("0", "1"):
        return False  # they may be counts as well
    try:
        parsed(kind, text)
    except Refused:
        return False
    return True


class _Finder:
    """Finds rows by what a sheet calls them."""

    def __init__(self, db: Database, about: str) -> None:
        self._about = about
        self.names: dict[str, str] = {}
        self._meant: dict[str | None, list[str]] = defaultdict(list)
        self._less: dict[str | None, list[str]] = defaultdict(list)
        _READERS[about](self, db)

    def add(self, row_id: str, name: str, *others: str | None) -> None:
        """A row with its name, and what else it may be called."""
        self.names[row_id] = name
        self._meant[casefold(name)].append(row_id)
        self._meant[casefold(row_id)].append(row_id)
        for other in filter(None, others):
            if row_id not in self._less[casefold(other)]:
                self._less[casefold(other)].append(row_id)

    def row(self, text: str) -> str:
        """The one row that is meant.

        Raises:
            Refused: if there is none, or several.
        """
        if not text.strip():
            raise Refused(_("The row does not say what it is about."))
        wanted = casefold(text.strip())
        found = self._meant.get(wanted) or self._less.get(wanted) or []
        if not found:
            raise Refused(_none(self._about).format(name=text))
        if len(found) > 1:
            raise Refused(
                _("“{name}” may be several: {names}.").format(
                    name=text, names=", ".join(self.names[one] for one in found)
                )
            )
        return found[0]


def _none(about: str) -> str:
    return {
        "documents": _("There is no document with the title or file name “{name}”."),
        "persons": _("There is no person “{name}”."),
        "cases": _("There is no case “{name}”."),
    }[about]


def _read_documents(find: _Finder, db: Database) -> None:
    for document in documents_store.all_documents(db):
        file = document.file_name
        find.add(document.id, document.title, file, PurePath(file).stem if file else None)


def _read_persons(find: _Finder, db: Database) -> None:
    labels = persons_store.labels(db)
    for person in persons_store.all_persons(db):
        find.add(person.id, person.pseudonym, person.name, *labels.get(person.id, {}).values())


def _read_cases(find: _Finder, db: Database) -> None:
    for case in persons_store.all_cases(db):
        find.add(case.id, case.name)


_READERS: Final[Mapping[str, Callable[[_Finder, Database], None]]] = {
    "documents": _read_documents,
    "persons": _read_persons,
    "cases": _read_cases,
}


def _checked(
    db: Database,
    coder_id: CoderId | None,
    about: str,
    new: Mapping[str, NewAttribute],
    texts: Mapping[tuple[str, str], tuple[int, str]],
) -> tuple[dict[tuple[str, str], str], list[RowProblem]]:
    """The cells that can be written, and for each other one the row and why not."""
    cells = [
        Cell(row_id, column, text)
        for (row_id, column), (_number, text) in texts.items()
        if column not in new
    ]
    wrong: dict[tuple[str, str], str] = {}
    try:
        check_cells(db, coder_id or CoderId(""), about, cells)
    except CellsRefused as refused:
        wrong = {(one.cell.row_id, one.cell.column): one.reason for one in refused.problems}
    problems = [RowProblem(texts[cell][0], reason) for cell, reason in wrong.items()]
    bad = {row_id for row_id, _column in wrong}
    kept = {cell: text for cell, (_number, text) in texts.items() if cell[0] not in bad}
    return kept, problems


def _changed(
    db: Database, find: _Finder, about: str, texts: Mapping[tuple[str, str], str]
) -> Sequence[PlannedCell]:
    """Those of the cells in which something else would stand."""
    grid = Grid.read(db, about)
    columns = {column.key: column for column in grid.columns}
    found = []
    for (row_id, key), text in texts.items():
        column = columns.get(key)
        before = "" if column is None else column.shown(grid.value(row_id, key))
        shown = text if column is None else column.shown(_stored(about, column, text))
        if shown != before:
            found.append(PlannedCell(row_id, find.names[row_id], key, before, text))
    return found


def _stored(about: str, column: Column, text: str) -> str:
    """How a text that fits is stored."""
    if column.attribute is not None:
        return parsed(column.kind, text, [value for value, _name in column.choices])
    field = field_named(about, column.key)
    names = field.names if field else STATE_NAMES
    return (from_names(text, names) if names else None) or text


def column_name(db: Database, plan: SheetPlan, key: str) -> str:
    """What a planned cell's column is called."""
    if key.startswith(_NEW):
        return key.removeprefix(_NEW)
    for attribute in attributes_store.all_attributes(db, plan.about):
        if key == ATTRIBUTE + attribute.id:
            return attribute.name
    field = field_named(plan.about, key)
    return _(field.name) if field else key
