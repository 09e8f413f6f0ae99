"""What all kinds of sheets have in common as files: their bytes, and what a cell may hold."""

from __future__ import annotations

from pathlib import Path
from typing import Final, TypeAlias

from qualcode.core.errors import ImportRefused
from qualcode.core.reasons import reason
from qualcode.core.translate import _

Cell: TypeAlias = str | int | float | bool | None

# A million codings with a quote of a paragraph each; more does not fit in memory.
MAX_BYTES: Final = 400 * 1024 * 1024


def read_bytes(path: Path) -> bytes:
    """The file's bytes.

    Raises:
        ImportRefused: if it can't be opened or is too large to work with.
    """
    try:
        if path.exists() and not path.is_file():
            raise ImportRefused(
                _("“{file}” is a folder or a device. Choose a file in it.").format(file=path.name)
            )
        if path.stat().st_size > MAX_BYTES:
            raise ImportRefused(
                _("“{file}” is too large to be read as a sheet. Divide it into several.").format(
                    file=path.name
                )
            )
        return path.read_bytes()
    except OSError as error:
        raise ImportRefused(
            _(
                "“{file}” can’t be opened ({reason}). Check that it is there and that you may "
                "read it."
            ).format(file=path.name, reason=reason(error))
        ) from error
