"""``qualcode redo``: do again what was taken back last."""

from __future__ import annotations

import argparse

from qualcode.cli.steps import add_arguments, take
from qualcode.core.translate import _

__all__ = ["add_arguments", "run"]


def run(options: argparse.Namespace) -> int:
    from qualcode.core.operations import history

    return take(
        options,
        history.next_redo,
        history.redo,
        nothing=_("There is nothing to redo."),
        done=_("Done again: {operation}"),
        key="redone",
    )
