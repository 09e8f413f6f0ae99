"""``qualcode check``: everything that must always hold; exit code 1 if something does not."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.cli.arguments import Parser
from qualcode.cli.output import WHOLE, say, warn, write_json, write_table
from qualcode.cli.projects import reading, writing
from qualcode.core.translate import _, ngettext

if TYPE_CHECKING:
    from qualcode.core.check_problem import CheckProblem


def add_arguments(parser: Parser) -> None:
    parser.project()
    parser.option(
        "--rebuild-index",
        action="store_true",
        help=_("make the index of words anew from the texts before checking"),
    )
    parser.json()


def run(options: argparse.Namespace) -> int:
    from qualcode.core.check import check

    if options.rebuild_index:
        _rebuild_index(options.project)
    with reading(options.project) as project:
        path = project.path
        problems = check(project)
    if options.json:
        write_json([asdict(problem) for problem in problems])
    elif problems:
        write_table(
            (_("Rule"), _("Table"), _("Row"), _("What is wrong")),
            [(one.check, one.table, one.id, one.message) for one in problems],
            widest=WHOLE,
        )
    if problems:
        sys.stdout.flush()
        warn(_warning(path, problems))
        return 1
    if not options.json:
        say(_("“{file}” is sound.").format(file=options.project.name))
    return 0


def _rebuild_index(path: Path) -> None:
    from qualcode.core.operations.indexing import rebuild_index

    with writing(path) as project:
        rebuild_index(project)


def _warning(path: Path, problems: Sequence[CheckProblem]) -> str:
    """What to do about it; the index of words alone can be made again from the texts."""
    from qualcode.core.store.problems import instead_of

    if all(one.check == "index" for one in problems):
        return _(
            "The texts and codings of “{file}” are sound, but words may not be found in them. "
            "qualcode check --rebuild-index makes the index of words anew."
        ).format(file=path.name)
    return ngettext(
        "“{file}” breaks {count} rule. Keep it as it is. {remedy}",
        "“{file}” breaks {count} rules. Keep it as it is. {remedy}",
        len(problems),
    ).format(file=path.name, count=len(problems), remedy=instead_of(path))
