"""The files of a folder that may be transcripts."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from qualcode.core.errors import ImportRefused
from qualcode.core.importers import SUFFIXES
from qualcode.core.importers.other_kinds import LOCKS, lie_there_too
from qualcode.core.reasons import reason
from qualcode.core.translate import _

# A folder of more is a whole disk, chosen by mistake.
MOST_FILES: Final = 5_000


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file, and the folders it lies in: below the one that was chosen, or, of several that were,
    with its name."""

    path: Path
    folders: tuple[str, ...] = ()


def files_in(paths: Iterable[Path]) -> list[FoundFile]:
    """These files, and those under these folders that are of a kind that can be read.

    A folder's files come in the order of their names, each once; hidden ones don't come.

    Raises:
        ImportRefused: if there are too many, or a folder can't be read.
    """
    wanted = [(path, path.is_dir()) for path in paths]
    alone = sum(is_folder for _path, is_folder in wanted) == 1
    found: dict[Path, FoundFile] = {}
    for path, is_folder in wanted:
        top = path if alone else path.parent
        for one in _under(path) if is_folder else (path,):
            folders = one.parent.relative_to(top).parts if is_folder else ()
            found.setdefault(one, FoundFile(one, folders))
            if len(found) > MOST_FILES:
                raise ImportRefused(
                    _(
                        "There are more than {number} files in “{folder}”. Choose a folder that "
                        "holds only the transcripts."
                    ).format(number=MOST_FILES, folder=path.name)
                )
    return list(found.values())


def passed_over(paths: Iterable[Path]) -> str:
    """What else lies in these folders, and what can be done with it, in sentences; empty for
    nothing that one may have meant.

    Raises:
        ImportRefused: if a folder can't be read.
    """
    there = {one for path in paths if path.is_dir() for one in _all_under(path)}
    return lie_there_too(one for one in there if not _is_known(one.name))


def _under(folder: Path) -> Iterable[Path]:
    return (path for path in _all_under(folder) if _is_known(path.name))


def _is_known(name: str) -> bool:
    return name.casefold().endswith(SUFFIXES)


def _all_under(folder: Path) -> Iterable[Path]:
    """Every file that is not hidden, in order."""

    def refuse(error: OSError) -> None:
        raise ImportRefused(
            _("The folder “{folder}” can’t be read ({reason}).").format(
                folder=Path(error.filename or folder).name, reason=reason(error)
            )
        ) from error

    for place, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = sorted((name for name in folders if not name.startswith(".")), key=as_read)
        for name in sorted(names, key=as_read):
            if not name.startswith((".", *LOCKS)):
                yield Path(place, name)


def as_read(name: str) -> tuple[list[str | int], str]:
    """What names are sorted by: “Interview 2” before “Interview 10”, as somebody would put them."""
    parts = re.split(r"([0-9]+)", name.casefold())  # words and numbers by turns
    return [int(part) if place % 2 else part for place, part in enumerate(parts)], name
