"""``qualcode code``: code passages from a sheet."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.cli.arguments import Parser
from qualcode.cli.output import say, warn, write_json
from qualcode.cli.projects import back_up_if_due, writing
from qualcode.core.translate import _, ngettext

if TYPE_CHECKING:
    from qualcode.core.interchange.codings import CodingRow
    from qualcode.core.interchange.problems import RowProblem
    from qualcode.core.operations.sheet_codings import SheetCodings
    from qualcode.core.project import Project


def add_arguments(parser: Parser) -> None:
    parser.project()
    parser.option(
        "--from",
        dest="file",
        metavar="FILE",
        type=Path,
        required=True,
        help=_(
            ".csv, .xlsx or .json with the columns document, code (a name, or a path such as "
            "“Mandate > Unclear mandate”; made if new), start, end, quote, and optionally coder "
            "and comment. start and end count characters from 0; a quote without them must "
            "stand once in the text"
        ),
    )
    parser.option(
        "--partial",
        action="store_true",
        help=_(
            "writes the rows that can be placed, even if others can’t. Rows are named by number: "
            "the headers are row 1, and in .json the first object is 1"
        ),
    )
    parser.coder()
    parser.json()


def run(options: argparse.Namespace) -> int:
    from qualcode.core.interchange import codings
    from qualcode.core.interchange.problems import SheetRefused

    with writing(options.project) as project:
        rows = codings.read(options.file)
        back_up_if_due(project)
        try:
            result = _code(project, rows, options)
        except SheetRefused as refusal:
            _show_problems(refusal.problems)
            if options.json:
                write_json(_answer(None, refusal.problems))
            raise
    _show_problems(result.problems)
    if options.json:
        write_json(_answer(result, result.problems))
    else:
        _say(result)
    return 0


def _code(project: Project, rows: list[CodingRow], options: argparse.Namespace) -> SheetCodings:
    """A sheet that is refused brings no evaluator into the project either."""
    from qualcode.core.operations.coders import ensure_coder
    from qualcode.core.operations.sheet_codings import code_from_sheet

    with project.together():
        return code_from_sheet(
            project,
            ensure_coder(project, options.coder),
            rows,
            source=options.file.name,
            partial=options.partial,
        )


def _answer(result: SheetCodings | None, problems: tuple[RowProblem, ...]) -> dict[str, object]:
    return {
        "written": result.written if result else 0,
        "skipped": result.skipped if result else 0,
        "codes_created": list(result.codes_created) if result else [],
        "problems": [{"row": problem.row, "reason": problem.reason} for problem in problems],
    }


def _show_problems(problems: tuple[RowProblem, ...]) -> None:
    for problem in problems:
        warn(str(problem))


def _say(result: SheetCodings) -> None:
    say(
        ngettext("{count} coding written.", "{count} codings written.", result.written).format(
            count=result.written
        )
    )
    if result.skipped:
        say(
            ngettext(
                "{count} was there already and was skipped.",
                "{count} were there already and were skipped.",
                result.skipped,
            ).format(count=result.skipped)
        )
    if result.codes_created:
        say(_("New codes: {codes}.").format(codes=", ".join(result.codes_created)))
    if result.problems:
        say(
            ngettext(
                "{count} row was left out.", "{count} rows were left out.", len(result.problems)
            ).format(count=len(result.problems))
        )
