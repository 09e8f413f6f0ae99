"""Numbered steps from each version of the file to the next.

`user_version` is the number of the last step that a file has been through. A step runs with
foreign keys off and in one transaction; afterwards they are checked, and a step that broke one is
taken back.
"""

import sqlite3
from functools import cache
from typing import Final

from sqlite_utils import Database, Migrations

from qualcode.core.store import search
from qualcode.core.store.schema import APPLICATION_ID, FIRST_VERSION
from qualcode.core.store.schema_2 import MADE_BY_SQLITE, SECOND_VERSION
from qualcode.core.store.schema_3 import THIRD_VERSION

steps: Final = Migrations("qualcode")


@steps()
def step_001_first_version(db: Database) -> None:
    """Documents, turns, persons, cases, codes, segments, codings, coders, memos, journal."""
    _run(db, FIRST_VERSION)


@steps()
def step_002_workspace(db: Database) -> None:
    """Folders, landmarks, attributes, printed quotes, boards, what a team settles, and an index of
    every text's words."""
    _run(db, SECOND_VERSION)
    search.index_every_text(db)


@steps()
def step_003_waves(db: Database) -> None:
    """What persons said of themselves in each wave of a survey. Of what was answered before, it is
    what is known of the person: nobody can tell whether it was."""
    _run(db, THIRD_VERSION)


def _run(db: Database, statements: str) -> None:
    for statement in statements.split(";\n"):
        if statement.strip():
            db.execute(statement)


#: the `user_version` of files that this program writes
VERSION: Final = 3


def migrate(db: Database) -> None:
    """Take the file through the steps it has not been through yet.

    Raises:
        sqlite3.IntegrityError: if a step left a foreign key that leads nowhere; nothing is kept.
    """
    db.execute("PRAGMA foreign_keys = OFF")
    with db.atomic():
        steps.apply(db)
        broken = db.execute("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise sqlite3.IntegrityError(f"foreign keys broken by a migration: {len(broken)}")
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {VERSION}")
    db.execute("PRAGMA foreign_keys = ON")


def has_our_schema(connection: sqlite3.Connection) -> bool:
    """Whether every table and index is there, word for word. More may be there as well."""
    return _our_schema() <= schema_of(connection)


def schema_of(connection: sqlite3.Connection) -> frozenset[str]:
    """The statements that would make a file's tables and indexes."""
    cursor = sqlite3.Cursor(connection)
    marks = ", ".join("?" * len(MADE_BY_SQLITE))
    query = f"SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT IN ({marks})"
    return frozenset(row[0] for row in cursor.execute(query, MADE_BY_SQLITE))


@cache
def _our_schema() -> frozenset[str]:
    db = Database(memory=True, recursive_triggers=False, execute_plugins=False)
    try:
        migrate(db)
        return schema_of(db.conn)
    finally:
        db.conn.close()
