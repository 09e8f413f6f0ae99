"""``qualcode history``: what was done, by whom and when; the latest first."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from qualcode.cli.arguments import Parser
from qualcode.cli.output import local_time, write_json, write_table
from qualcode.cli.projects import reading
from qualcode.core.translate import _


def add_arguments(parser: Parser) -> None:
    parser.project()
    parser.json()


def run(options: argparse.Namespace) -> int:
    from qualcode.core.operations.history import history

    with reading(options.project) as project:
        lines = history(project.db)
    # What a merge brought stands after it in the journal, but was done before.
    lines.sort(key=lambda line: line.time, reverse=True)
    if options.json:
        write_json([asdict(line) for line in lines])
        return 0
    write_table(
        (_("Time"), _("Evaluator"), _("What was done"), _("Rows"), ""),
        [
            (
                local_time(line.time),
                line.coder,
                line.label,
                line.rows,
                _("undone") if line.undone else "",
            )
            for line in lines
        ],
    )
    return 0
