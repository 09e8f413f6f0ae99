"""``qualcode codebook``: take in a codebook."""

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
    parser.what(
        "FILE",
        type=Path,
        help=_(
            ".csv, .xlsx or .json with the columns path (or name and parent), definition, "
            "when_to_use, when_not_to_use, example, colour, level; or .docx, in which each "
            "heading is a code"
        ),
    )
    parser.coder()
    parser.json()


def run(options: argparse.Namespace) -> int:
    from qualcode.core.interchange import codebook
    from qualcode.core.operations.codebook import check_codebook, import_codebook

    with writing(options.project) as project, problems_shown():
        rows = codebook.read(options.file)
        check_codebook(project, rows, source=options.file.name)
        back_up_if_due(project)
        coder_id = coder(project, options.coder)
        result = import_codebook(project, coder_id, rows, source=options.file.name)
    counts = {
        "created": result.created,
        "updated": result.updated,
        "unchanged": result.unchanged,
    }
    if options.json:
        write_json(counts)
    else:
        say(
            _("Codes: {created} new, {updated} described anew, {unchanged} as they were.").format(
                **counts
            )
        )
    return 0
