"""The tables are those of the released versions, and every column has its field."""

import dataclasses
import hashlib
import sqlite3
from types import NoneType
from typing import get_args, get_type_hints

import pytest

from qualcode.core.store import migrations, rows
from qualcode.core.store.migrations import schema_of
from qualcode.core.store.schema import AUTHORED, MODEL_OF
from tests.core.tables import count

#: Files with this schema are out in the world. Change it by a new migration, with a golden project.
SCHEMA_OF_VERSION_3 = "8a05dca873d591b373ba88ede842cb1a36f994732755f139a5b75029962d5fc4"


def columns(db, table):
    return [(row[1], bool(row[3])) for row in db.execute(f"PRAGMA table_info({table})")]


def test_the_schema_is_the_released_one(project):
    statements = "\n".join(sorted(schema_of(project.db.conn)))
    assert hashlib.sha256(statements.encode()).hexdigest() == SCHEMA_OF_VERSION_3


@pytest.mark.parametrize("table", MODEL_OF)
def test_a_table_s_columns_are_its_class_s_fields(project, table):
    fields = [field.name for field in dataclasses.fields(MODEL_OF[table])]
    assert [name for name, _required in columns(project.db, table)] == fields
    assert rows.columns(table) == tuple(fields)


@pytest.mark.parametrize("table", MODEL_OF)
def test_a_column_may_be_empty_where_its_field_may_be_none(project, table):
    hints = get_type_hints(MODEL_OF[table])
    optional = {name for name, hint in hints.items() if NoneType in get_args(hint)}
    assert {name for name, required in columns(project.db, table) if not required} == optional


@pytest.mark.parametrize("table", AUTHORED)
def test_every_row_has_its_author_and_time(project, table):
    assert {("created", True), ("coder_id", True)} <= set(columns(project.db, table))


def test_every_table_is_strict_and_foreign_keys_are_checked(project):
    tables = project.db.execute("PRAGMA table_list").fetchall()
    loose = {row[1] for row in tables if row[2] == "table" and not row[5]}
    assert loose <= {"_sqlite_migrations", "sqlite_schema", "sqlite_temp_schema"}
    assert project.db.execute("PRAGMA foreign_keys").fetchone() == (1,)


def test_nothing_is_written_outside_the_file_and_every_step_is_on_the_disk(project):
    def setting(name):
        return project.db.execute(f"PRAGMA {name}").fetchone()[0]

    assert setting("temp_store") == 2  # memory
    assert setting("synchronous") == 2  # full
    assert setting("journal_mode") == "wal"


def test_a_passage_is_placed_or_not_and_never_half(whole):
    for start, end in ((3, None), (None, 3), (3, 3), (-1, 3)):
        with pytest.raises(sqlite3.IntegrityError):
            whole.project.db.execute('UPDATE segments SET start = ?, "end" = ?', (start, end))


def test_a_step_that_breaks_a_foreign_key_is_taken_back(whole, monkeypatch):
    steps = migrations.Migrations("test")

    @steps()
    def lose_the_documents(db):
        db.execute("DELETE FROM documents")

    monkeypatch.setattr(migrations, "steps", steps)
    with pytest.raises(sqlite3.IntegrityError, match="foreign keys"):
        migrations.migrate(whole.project.db)
    assert count(whole.project.db, "documents") == 4
