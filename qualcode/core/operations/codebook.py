"""A whole codebook from a file: new codes are made, known ones are described anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Final

from qualcode.core.changes import Changes
from qualcode.core.errors import Refused
from qualcode.core.ids import CodeId, CoderId
from qualcode.core.interchange.code_row import CodeRow
from qualcode.core.interchange.problems import RowProblem, SheetRefused
from qualcode.core.model import LEVELS, Code
from qualcode.core.model.palette import is_colour
from qualcode.core.operations.names import optional, required
from qualcode.core.operations.planned_codes import (
    CodeTexts,
    PlannedCodes,
    path_key,
    split_path,
)
from qualcode.core.project import Project
from qualcode.core.store import codes as store
from qualcode.core.store.connection import casefold
from qualcode.core.translate import _

OPERATION: Final = "import_codebook"
_TEXTS: Final = tuple(field.name for field in fields(CodeTexts))
#: how a sheet may call the levels, beside what the project calls them
_LEVEL_WORDS: Final = {
    "kod": "code",
    "subcategory": "sub-category",
    "sub category": "sub-category",
    "underkategori": "sub-category",
    "kategori": "category",
    "tema": "theme",
}


@dataclass(frozen=True)
class CodebookResult:
    """How many of the file's codes were new, were described anew, and were so already."""

    changes: Changes
    created: int
    updated: int
    unchanged: int


def import_codebook(
    project: Project, coder_id: CoderId, rows: Sequence[CodeRow], *, source: str
) -> CodebookResult:
    """Take a codebook in. A code of the same path is the same code: case makes no difference.

    What a row says replaces what was said of the code; what it leaves empty stays. No code is
    removed or moved.

    Raises:
        SheetRefused: if a row can't be used; then nothing is written.
    """
    with project.operation(coder_id, OPERATION, source) as running:
        plan = _plan(store.all_codes(running.db), rows)
        if plan.problems:
            raise SheetRefused(source, plan.problems)
        plan.codes.write(running)
        for code_id, said in plan.updates.items():
            running.update("codes", code_id, **said)
        return CodebookResult(
            changes=running.changes(OPERATION),
            created=len(plan.codes.new),
            updated=len(plan.updates),
            unchanged=plan.unchanged,
        )


def check_codebook(project: Project, rows: Sequence[CodeRow], *, source: str) -> None:
    """Raise what `import_codebook` would, without writing."""
    plan = _plan(store.all_codes(project.db), rows)
    if plan.problems:
        raise SheetRefused(source, plan.problems)


@dataclass
class _Plan:
    codes: PlannedCodes
    updates: dict[CodeId, dict[str, str]]
    problems: list[RowProblem]
    unchanged: int = 0


def _plan(existing: Sequence[Code], rows: Sequence[CodeRow]) -> _Plan:
    plan = _Plan(PlannedCodes(existing), {}, [])
    known = {code.id: code for code in existing}
    first_rows: dict[tuple[str, ...], int] = {}
    parents = _Parents(rows)
    for row in rows:
        try:
            names = _names(row, parents, plan.codes)
            said = _said(row)
            _refuse_twice(names, row, first_rows)
            found = plan.codes.at(names)
            if found is None:
                parent = plan.codes.ensure_at(names[:-1]) if names[1:] else None
                plan.codes.add(names[-1], parent, said)
            elif found in known:
                _note_update(plan, known[found], said)
            else:
                plan.codes.describe(found, said)  # made for a row above, as this one's parent
        except Refused as refusal:
            plan.problems.append(RowProblem(row.number, str(refusal)))
    return plan


def _note_update(plan: _Plan, code: Code, said: CodeTexts) -> None:
    new = {
        name: text
        for name in _TEXTS
        if (text := getattr(said, name)) is not None and text != getattr(code, name)
    }
    if new:
        plan.updates[code.id] = new
    else:
        plan.unchanged += 1


def _refuse_twice(
    names: Sequence[str], row: CodeRow, first_rows: dict[tuple[str, ...], int]
) -> None:
    first = first_rows.setdefault(path_key(names), row.number)
    if first != row.number:
        raise Refused(
            _("“{name}” stands in row {row} already.").format(name=" > ".join(names), row=first)
        )


class _Parents:
    """The rows' own paths, for those that name their parent."""

    def __init__(self, rows: Sequence[CodeRow]) -> None:
        self._parent_of: dict[str | None, list[str]] = {}
        for row in rows:
            if row.name and not (row.names or row.path):
                self._parent_of.setdefault(casefold(row.name), []).append(row.parent)

    def path(self, name: str) -> list[str] | None:
        """The path of the row of that name; None if there is no such row.

        Raises:
            Refused: if several rows have it, or it stands under itself.
        """
        path: list[str] = []
        seen = set()
        while name:
            key = casefold(name)
            parents = self._parent_of.get(key)
            if parents is None:
                return [*split_path(name), *path] if path else None
            if len(parents) > 1:
                raise Refused(
                    _("Several codes are called “{name}”. Write the parent’s path.").format(
                        name=name
                    )
                )
            if key in seen:
                raise Refused(_("“{name}” stands under itself.").format(name=name))
            seen.add(key)
            path.insert(0, name)
            name = parents[0]
        return path


def _names(row: CodeRow, parents: _Parents, codes: PlannedCodes) -> list[str]:
    """The path that a row means, from the top."""
    if row.names:
        names = list(row.names)
    elif row.path:
        names = _names_on_path(row)
    elif row.parent:
        names = [*_parent_path(row.parent, parents, codes), row.name]
    else:
        names = [row.name]
    for name in names:
        required(name, _("A code needs a name."))
    return names


def _names_on_path(row: CodeRow) -> list[str]:
    """The path's names. The code's own name may hold the sign that divides them."""
    names = [name for name in split_path(row.path) if name]
    if not row.name:
        return names
    tail = split_path(row.name)
    if path_key(names[-len(tail) :]) != path_key(tail):
        raise Refused(
            _("The name is “{name}” here and “{path}” in the column of paths.").format(
                name=row.name, path=row.path
            )
        )
    return [*names[: -len(tail)], row.name]


def _parent_path(parent: str, parents: _Parents, codes: PlannedCodes) -> list[str]:
    path = parents.path(parent)
    if path is not None:
        return path
    found = codes.find(parent)
    return list(codes.names(found)) if found is not None else split_path(parent)


def _said(row: CodeRow) -> CodeTexts:
    return replace(
        CodeTexts(**{name: optional(getattr(row, name)) for name in _TEXTS}),
        level=_level(row.level),
        colour=_colour(row.colour),
    )


def _level(text: str) -> str | None:
    if not text:
        return None
    word = (casefold(text) or "").strip()
    level = _LEVEL_WORDS.get(word, word)
    if level not in LEVELS:
        raise Refused(
            _("“{level}” is not a level. Choose one of: {levels}.").format(
                level=text, levels=", ".join(LEVELS)
            )
        )
    return level


def _colour(text: str) -> str | None:
    if not text:
        return None
    colour = text if text.startswith("#") else f"#{text}"
    if not is_colour(colour):
        raise Refused(
            _("“{colour}” is not a colour. Write it as #rrggbb, such as #e07a5f.").format(
                colour=text
            )
        )
    return colour.lower()
