"""``qualcode persons``: say from a sheet who the speakers are."""

from __future__ import annotations

import argparse
from pathlib import Path

from qualcode.cli.arguments import Parser
from qualcode.cli.output import say, write_json
from qualcode.cli.projects import back_up_if_due, coder, writing
from qualcode.cli.refusals import problems_shown
from qualcode.core.translate import _


def add_arguments(parser: Parser) -> None:
    parser.project()
    parser.option(
        "--from",
        dest="file",
        metavar="FILE",
        type=Path,
        required=True,
        help=_(
            ".csv, .xlsx or .json with the columns document, label, name, pseudonym, role, group, "
            "interviewer; an empty cell leaves what is there"
        ),
    )
    parser.coder()
    parser.json()


def run(options: argparse.Namespace) -> int:
    from qualcode.core.interchange import persons
    from qualcode.core.operations.sheet_persons import check_persons, persons_from_sheet

    with writing(options.project) as project, problems_shown():
        rows = persons.read(options.file)
        check_persons(project, rows, source=options.file.name)
        back_up_if_due(project)
        coder_id = coder(project, options.coder)
        result = persons_from_sheet(project, coder_id, rows, source=options.file.name)
    counts = {"described": result.described, "joined": result.joined}
    if options.json:
        write_json(counts)
    else:
        say(_("Persons: {described} described, {joined} joined with others.").format(**counts))
    return 0
