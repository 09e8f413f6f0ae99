"""What ``undo`` and ``redo`` have in common: they find a step, take it, and tell which it was."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING

from qualcode.cli.arguments import Parser
from qualcode.cli.output import say, write_json
from qualcode.cli.projects import coder, writing

if TYPE_CHECKING:
    from sqlite_utils import Database

    from qualcode.core.changes import Changes
    from qualcode.core.ids import CoderId
    from qualcode.core.project import Project
    from qualcode.core.store.journal import Entry


def add_arguments(parser: Parser) -> None:
    parser.project()
    parser.coder()
    parser.json()


def take(
    options: argparse.Namespace,
    find: Callable[[Database], Entry | None],
    step: Callable[[Project, CoderId], Changes],
    *,
    nothing: str,
    done: str,
    key: str,
) -> int:
    """Take the step that `find` finds.

    Args:
        nothing: the refusal if there is none; nobody joins the project for that.
        done: the sentence with ``{operation}``.
        key: what the operation stands under with ``--json``.
    """
    from qualcode.core.errors import Refused
    from qualcode.core.operations.labels import label

    with writing(options.project) as project:
        target = find(project.db)
        if target is None:
            raise Refused(nothing)
        step(project, coder(project, options.coder))
    what = label(target.operation, target.subject)
    if options.json:
        write_json({key: what, "operation": target.operation, "subject": target.subject})
    else:
        say(done.format(operation=what))
    return 0
