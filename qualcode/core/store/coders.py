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


def found(db: Database, coder_id: CoderId) -> Coder | None:
    """The evaluator with that id, if there is one."""
    some = rows.select(db, Coder, "coders", "WHERE id = ?", (coder_id,))
    return some[0] if some else None


def named(db: Database, name: str) -> Coder | None:
    """The evaluator of that name, the first if there are several; case, normal form and white space
    make no difference."""
    one_line = " ".join(name.split())  # as names are stored
    some = rows.select(
        db, Coder, "coders", "WHERE casefold(name) = casefold(?) ORDER BY id LIMIT 1", (one_line,)
    )
    return some[0] if some else None


def joined_here(db: Database, coder_id: CoderId) -> bool:
    """Whether the evaluator joined in this very file, and did not come in with a merge."""
    query = (
        "SELECT 1 FROM journal_rows JOIN journal ON seq = entry WHERE row_id = ?"
        " AND table_name = 'coders' AND action = 'insert' AND brought_by IS NULL"
        " AND operation <> 'merge' LIMIT 1"
    )
    return db.execute(query, (coder_id,)).fetchone() is not None
