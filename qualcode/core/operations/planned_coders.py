"""The evaluators of a project, with those whom a sheet names for the first time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from sqlite_utils import Database

from qualcode.core.errors import Refused
from qualcode.core.ids import CoderId, new_id
from qualcode.core.model import Coder
from qualcode.core.model.coder import initials_of
from qualcode.core.operations.coders import coder_colour
from qualcode.core.operations.names import required
from qualcode.core.store import coders as store
from qualcode.core.store.connection import casefold
from qualcode.core.store.transaction import Transaction
from qualcode.core.translate import _


class PlannedCoders:
    """Finds evaluators by name or id, and collects those who are to join."""

    def __init__(self, db: Database) -> None:
        known = store.all_coders(db)
        self._new: dict[CoderId, tuple[str, str]] = {}
        self._colours = [coder.colour for coder in known]
        self._ids = {coder.id: coder.id for coder in known}
        self._by_name: dict[str | None, list[CoderId]] = defaultdict(list)
        for coder in known:
            self._by_name[casefold(coder.name)].append(coder.id)

    def ensure(self, name: str, initials: str = "") -> CoderId:
        """The evaluator of that name or id; one who is not in the project yet is planned.

        `initials` are those of a new one; the name's own if empty.

        Raises:
            Refused: if several have the name, or it can't be one.
        """
        if name in self._ids:
            return CoderId(name)
        found = self._by_name[casefold(" ".join(name.split()))]
        if len(found) > 1:
            raise Refused(
                _("{count} evaluators are called “{name}”. Give the id instead.").format(
                    count=len(found), name=name
                )
            )
        if not found:
            coder_id = CoderId(new_id())
            name = required(name, _("An evaluator needs a name."))
            self._new[coder_id] = name, initials or initials_of(name)
            found.append(coder_id)
        return found[0]

    def write(self, running: Transaction, wanted: Collection[CoderId]) -> None:
        """Let those of the wanted join who have not yet."""
        for coder_id, (name, initials) in self._new.items():
            if coder_id not in wanted:
                continue
            colour = coder_colour(self._colours)
            self._colours.append(colour)
            coder = Coder(coder_id, name, initials, colour, running.time, coder_id)
            running.insert("coders", coder)
