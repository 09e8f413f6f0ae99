"""Where files are written, asked before anything is done that they tell of."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from qualcode.core.errors import ProjectError
from qualcode.core.project import taken
from qualcode.core.store.problems import errors_named
from qualcode.core.store.unfinished_copies import unfinished_copy_of
from qualcode.core.translate import _


def require_place(out: Path, suffixes: Collection[str], *, overwrite: bool = False) -> str:
    """Refuse a file that can't be written; its ending otherwise. Nothing is left of the try.

    Raises:
        ProjectError: if its ending is none of these, if it is there already, or if its folder is
            not there or is write-protected.
    """
    suffix = out.suffix.lower()
    if suffix not in suffixes:
        raise ProjectError(
            _("“{file}” can’t be written. Let its name end in one of: {suffixes}.").format(
                file=out.name, suffixes=", ".join(suffixes)
            )
        )
    with errors_named(out):
        if out.exists() and not overwrite:
            raise taken(out)
        with unfinished_copy_of(out) as unfinished:
            unfinished.touch(exist_ok=False)
    return suffix
