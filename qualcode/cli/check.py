"""``qualcode check``: everything that must always hold; exit code 1 if something does not."""

from __future__ import annotations

import argparse
import sys
from dataclasses import asdict

from qualcode.cli.arguments import Parser
from qualcode.cli.output import WHOLE, say, warn, write_json, write_table
from qualcode.cli.projects import reading
from qualcode.core.translate import _, ngettext


def add_arguments(parser: Parser) -> None:
    parser.project()
    parser.json()


def run(options: argparse.Namespace) -> int:
    from qualcode.core.check import check
    from qualcode.core.store.problems import instead_of

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
        warn(
            ngettext(
                "“{file}” breaks {count} rule. Keep it as it is. {remedy}",
                "“{file}” breaks {count} rules. Keep it as it is. {remedy}",
                len(problems),
            ).format(file=path.name, count=len(problems), remedy=instead_of(path))
        )
        return 1
    if not options.json:
        say(_("“{file}” is sound.").format(file=options.project.name))
    return 0
