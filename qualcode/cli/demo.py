"""``qualcode demo``: write the example project and its category summary."""

from __future__ import annotations

import argparse
from pathlib import Path

from qualcode.cli.arguments import Parser
from qualcode.cli.output import say, write_json
from qualcode.core.translate import _, language


def add_arguments(parser: Parser) -> None:
    parser.what("DIRECTORY", type=Path, help=_("where to; made if it is not there"))
    parser.option(
        "--language",
        choices=("sv", "en"),
        help=_("of the codebook and the summary; that of the program if unsaid"),
    )
    parser.json()


def run(options: argparse.Namespace) -> int:
    from qualcode.core.demo import build_example

    result = build_example(options.directory, options.language or language())
    if options.json:
        write_json(
            {
                "project": str(result.project),
                "summary": str(result.summary),
                "made": result.made,
            }
        )
        return 0
    if result.made:
        say(_("The example project: {file}").format(file=result.project))
    else:
        say(
            _("The example project was there already and is as it was: {file}").format(
                file=result.project
            )
        )
    say(_("Its category summary: {file}").format(file=result.summary))
    return 0
