"""``qualcode undo``: take back the latest operation of anyone in the file."""

from __future__ import annotations

import argparse

from qualcode.cli.steps import add_arguments, take
from qualcode.core.translate import _

__all__ = ["add_arguments", "run"]


def run(options: argparse.Namespace) -> int:
    from qualcode.core.operations import history

    return take(
        options,
        history.next_undo,
        history.undo,
        nothing=_("There is nothing to undo."),
        done=_("Undone: {operation}"),
        key="undone",
    )
