"""Names in a sheet, and what is to stand in their place."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from qualcode.core.errors import ImportRefused
from qualcode.core.interchange import sheets
from qualcode.core.interchange.sheets import Columns
from qualcode.core.model.replacing import Replacement
from qualcode.core.translate import _

COLUMNS: Final = Columns(
    headers={
        "name": ("namn", "old", "words", "ord"),
        "replacement": ("ersättning", "ersätts med", "new", "instead", "i stället", "pseudonym"),
    },
    required=(("name",), ("replacement",)),
    inside="replacements",
)


def read(path: Path) -> list[Replacement]:
    """The replacements in a .csv, .xlsx or .json file.

    Raises:
        ImportRefused: if it can't be read as such a sheet, or a row has only one of the two.
    """
    found = []
    for row in sheets.read(path, COLUMNS):
        one = Replacement(row.word("name"), row.word("replacement"))
        if not one.old or not one.new:
            raise ImportRefused(
                _("Row {row} of “{file}” needs both a name and what is to stand there.").format(
                    row=row.number, file=path.name
                )
            )
        found.append(one)
    return found
