"""``qualcode attributes``: fill in documents, persons or cases from a sheet."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Final

from qualcode.cli.arguments import Parser
from qualcode.cli.output import say, warn, write_json, write_table
from qualcode.cli.projects import back_up_if_due, reading, writing
from qualcode.cli.refusals import problems_shown
from qualcode.core.translate import _, ngettext

if TYPE_CHECKING:
    from qualcode.core.interchange.attributes import AttributeSheet
    from qualcode.core.operations.sheet_attributes import SheetPlan
    from qualcode.core.project import Project

ABOUT: Final = ("documents", "persons", "cases")


def add_arguments(parser: Parser) -> None:
    parser.project()
    parser.what(
        "FILE",
        type=Path,
        help=_(
            ".csv, .xlsx or .json with a row for each, found by the column title or file "
            "(documents), pseudonym (persons) or case; every other column is an attribute, made "
            "if new; an empty cell leaves what is there"
        ),
    )
    parser.option("--about", choices=ABOUT, help=_("what the rows are; found out if unsaid"))
    parser.option(
        "--partial",
        action="store_true",
        help=_("writes the rows that can be used, even if others can’t"),
    )
    parser.option(
        "--preview", action="store_true", help=_("says what would change, and writes nothing")
    )
    parser.coder()
    parser.json()


def run(options: argparse.Namespace) -> int:
    from qualcode.core.interchange import attributes

    if options.preview:
        with reading(options.project) as project:
            return _preview(project, attributes.read(options.file), options)
    with writing(options.project) as project, problems_shown():
        sheet = attributes.read(options.file)
        plan = _write(project, sheet, options)
    _tell_problems(plan)
    if options.json:
        write_json(_answer(plan))
    else:
        _say(plan)
    return 0


def _write(project: Project, sheet: AttributeSheet, options: argparse.Namespace) -> SheetPlan:
    """A sheet that is refused brings no evaluator into the project either."""
    from qualcode.core.operations.coders import ensure_coder
    from qualcode.core.operations.sheet_attributes import attributes_from_sheet

    back_up_if_due(project)
    with project.together():
        return attributes_from_sheet(
            project,
            ensure_coder(project, options.coder),
            sheet,
            source=options.file.name,
            about=options.about,
            partial=options.partial,
        ).plan


def _preview(project: Project, sheet: AttributeSheet, options: argparse.Namespace) -> int:
    from qualcode.core.operations.sheet_attributes import column_name, plan_attributes

    plan = plan_attributes(project.db, None, sheet, about=options.about)
    _tell_problems(plan)
    if options.json:
        write_json(_answer(plan))
        return 0
    rows = [
        (cell.name, column_name(project.db, plan, cell.column), cell.before, cell.after)
        for cell in plan.cells
    ]
    write_table([_("Row"), _("Column"), _("Now"), _("Then")], rows)
    _say(plan, would=True)
    return 0


def _tell_problems(plan: SheetPlan) -> None:
    for problem in plan.problems:
        warn(str(problem))


def _answer(plan: SheetPlan) -> dict[str, object]:
    return {
        "about": plan.about,
        "matched": plan.matched,
        "cells": len(plan.cells),
        "created": [{"name": one.name, "kind": one.kind} for one in plan.new],
        "passed": list(plan.passed),
        "problems": [{"row": one.row, "reason": one.reason} for one in plan.problems],
    }


def _say(plan: SheetPlan, *, would: bool = False) -> None:
    number = len(plan.cells)
    said = (
        ngettext("{number} cell would be filled in.", "{number} cells would be filled in.", number)
        if would
        else ngettext("{number} cell filled in.", "{number} cells filled in.", number)
    )
    say(said.format(number=number))
    if plan.new:
        names = ", ".join(one.name for one in plan.new)
        say(_("New attributes: {names}.").format(names=names))
    if plan.passed:
        say(_("Passed over: {columns}.").format(columns=", ".join(plan.passed)))
