"""The codes that words from outside name: by the names that they have, or had."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property

from sqlite_utils import Database

from qualcode.core.errors import Refused
from qualcode.core.ids import CodeId
from qualcode.core.operations.planned_codes import PlannedCodes, split_path
from qualcode.core.store import codes as codes_store
from qualcode.core.store.connection import casefold
from qualcode.core.store.margin import former_names


class CodeFinder:
    """Finds the codes that words of a comment name; `planned` holds those that are to be made."""

    def __init__(self, db: Database) -> None:
        self._db = db
        codes = codes_store.all_codes(db)
        self.planned = PlannedCodes(codes)
        self._named: dict[str, list[CodeId]] = defaultdict(list)
        for code in codes:
            self._named[_folded(code.name)].append(code.id)

    def find(self, text: str) -> CodeId | None:
        """The code of a name or path; None if there is none.

        Raises:
            Refused: if several codes are meant.
        """
        named = self._named.get(_folded(text), ())
        return named[0] if len(named) == 1 else self.planned.find(text)

    @cached_property
    def _former(self) -> dict[str, CodeId]:
        """By the names that codes had before."""
        there = {code.id for code in codes_store.all_codes(self._db)}
        found = former_names(self._db)
        return {_folded(name): code_id for name, code_id in found if code_id in there}

    def was(self, text: str) -> CodeId | None:
        """The code that had this name before; None if one has it now, or none had."""
        last = split_path(text)[-1]
        return None if self.is_named(text) else self._former.get(_folded(last))

    def knows(self, text: str) -> bool:
        """Whether one code has the name or path."""
        try:
            return self.find(text) is not None
        except Refused:
            return False

    def is_named(self, text: str) -> bool:
        """Whether one code or more has the name or path."""
        try:
            return self.find(text) is not None
        except Refused:
            return True

    def ensure(self, name: str, under: str = "") -> CodeId:
        """`find`, and where that finds nothing the code is planned, under the one of that path.

        Raises:
            Refused: if several codes are meant, or the name can't be a code's.
        """
        found = self.find(name)
        if found is not None:
            return found
        if not under.strip():
            return self.planned.ensure(name)
        above = self.planned.names(self.find(under) or self.planned.ensure(under))
        return self.planned.ensure_at([*above, *filter(None, split_path(name))])


def _folded(name: str) -> str:
    return casefold(" ".join(name.split())) or ""
