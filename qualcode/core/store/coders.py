"""Reads: evaluators."""

from sqlite_utils import Database

from qualcode.core.ids import CoderId
from qualcode.core.model import Coder
from qualcode.core.store import rows


def all_coders(db: Database) -> list[Coder]:
    """Every evaluator, in the order in which they joined."""
    return rows.select(db, Coder, "coders", "ORDER BY id")


def get(db: Database, coder_id: CoderId) -> Coder:
    """The evaluator with that id; KeyError if there is none."""
    return rows.get(db, Coder, "coders", coder_id)


def named(db: Database, name: str) -> Coder | None:
    """The evaluator of that name, case and normal form aside; the first if there are several."""
    found = rows.select(
        db, Coder, "coders", "WHERE casefold(name) = casefold(?) ORDER BY id LIMIT 1", (name,)
    )
    return found[0] if found else None
