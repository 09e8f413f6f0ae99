"""Codes that could be made of the letters that are typed, and where they could stand."""

from __future__ import annotations

from collections.abc import Callable

from qualcode.core.ids import CodeId
from qualcode.core.model.code import PATH_SEPARATOR
from qualcode.shell.models.codebook import Codebook

#: a name, and what it would stand under
NewCode = tuple[str, CodeId | None]


class NewCodes:
    """Knows which names are taken in a codebook."""

    def __init__(self, codebook: Codebook) -> None:
        self._codebook = codebook
        #: the names under each parent, in small letters
        self._taken: dict[CodeId | None, set[str]] = {}

    def of(
        self,
        letters: str,
        places: tuple[CodeId | None, ...],
        find: Callable[[str], CodeId | None],
    ) -> list[NewCode]:
        """A code of that name in each of the places; `Parent > name` or `Parent: name` says where.

        Args:
            find: the code that the letters of a parent are meant for.
        """
        above, separator, name = letters.rpartition(PATH_SEPARATOR.strip())
        found: list[NewCode] = []
        if separator:
            found.append((name, find(above) if above.strip() else None))
        else:
            above, _colon, name = letters.partition(":")
            if name.strip() and (parent_id := self._called(above)):
                found.append((name, parent_id))
            found += [(letters, place) for place in places]
        plain = dict.fromkeys((" ".join(name.split()), place) for name, place in found)
        return [(name, place) for name, place in plain if name and not self._is_taken(name, place)]

    def _called(self, name: str) -> CodeId | None:
        """The code of that name, whatever its case."""
        wanted = " ".join(name.split()).casefold()
        return next((one.id for one in self._codebook if one.name.casefold() == wanted), None)

    def _is_taken(self, name: str, parent_id: CodeId | None) -> bool:
        if parent_id not in self._taken:
            codes = self._codebook.codes
            below = self._codebook.children(parent_id)
            self._taken[parent_id] = {codes[other].name.casefold() for other in below}
        return name.casefold() in self._taken[parent_id]
