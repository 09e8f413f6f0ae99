"""Reads: evaluators."""

from dataclasses import replace

from sqlite_utils import Database

from qualcode.core.ids import CoderId
from qualcode.core.model import Coder
from qualcode.core.model.palette import next_colour
from qualcode.core.store import rows
from qualcode.core.store.connection import casefold


def all_coders(db: Database) -> list[Coder]:
    """Every evaluator, in the order in which they joined. Each has a colour of their own: where two
    brought the same one from their projects, the later joined is shown in the next that is free."""
    return _apart(rows.select(db, Coder, "coders", "ORDER BY id"))


def get(db: Database, coder_id: CoderId) -> Coder:
    """The evaluator with that id; KeyError if there is none."""
    coder = found(db, coder_id)
    if coder is None:
        raise KeyError(coder_id)
    return coder


def found(db: Database, coder_id: CoderId) -> Coder | None:
    """The evaluator with that id, if there is one."""
    return next((coder for coder in all_coders(db) if coder.id == coder_id), None)


def named(db: Database, name: str) -> Coder | None:
    """The evaluator of that name, the first if there are several; case, normal form and white space
    make no difference."""
    wanted = casefold(" ".join(name.split()))  # as names are stored
    return next((coder for coder in all_coders(db) if casefold(coder.name) == wanted), None)


def _apart(coders: list[Coder]) -> list[Coder]:
    """In colours of which each is one evaluator's, as long as there are enough."""
    shown: list[Coder] = []
    later = [coder.colour.lower() for coder in coders]
    for coder in coders:
        used = [one.colour.lower() for one in shown]
        later.remove(coder.colour.lower())
        if coder.colour.lower() in used:
            coder = replace(coder, colour=next_colour([*used, *later]))
        shown.append(coder)
    return shown


def joined_here(db: Database, coder_id: CoderId) -> bool:
    """Whether the evaluator joined in this very file, and did not come in with a merge."""
    query = (
        "SELECT 1 FROM journal_rows JOIN journal ON seq = entry WHERE row_id = ?"
        " AND table_name = 'coders' AND action = 'insert' AND brought_by IS NULL"
        " AND operation <> 'merge' LIMIT 1"
    )
    return db.execute(query, (coder_id,)).fetchone() is not None
