"""``qualcode undo``: take back the latest operation of anyone in the file."""

from __future__ import annotations

import argparse

from qualcode.cli.arguments import Parser
from qualcode.cli.output import say, write_json
from qualcode.cli.projects import coder, writing
from qualcode.core.translate import _


def add_arguments(parser: Parser) -> None:
    parser.project()
    parser.coder()
    parser.json()


def run(options: argparse.Namespace) -> int:
    from qualcode.core.errors import Refused
    from qualcode.core.operations import history
    from qualcode.core.operations.labels import label

    with writing(options.project) as project:
        target = history.next_undo(project.db)
        if target is None:
            raise Refused(_("There is nothing to undo."))
        history.undo(project, coder(project, options.coder))
    what = label(target.operation, target.subject)
    if options.json:
        write_json({"undone": what, "operation": target.operation, "subject": target.subject})
    else:
        say(_("Undone: {operation}").format(operation=what))
    return 0
