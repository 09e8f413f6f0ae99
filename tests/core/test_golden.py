"""A project that a released version wrote is read as that version read it."""

import json
import shutil
import sqlite3
from pathlib import Path

import pytest

from qualcode.core.errors import ReadOnlyProject
from qualcode.core.operations.history import redo, undo
from qualcode.core.project import Project
from qualcode.core.store import coders
from qualcode.core.store.backups import backups_of
from qualcode.core.store.migrations import VERSION, schema_of
from qualcode.core.store.schema import MODEL_OF
from tests.core.golden import as_read
from tests.core.tables import broken_rules, contents, count

GOLDEN = Path(__file__).resolve().parent.parent / "data" / "golden"
VERSIONS = sorted(file.stem for file in GOLDEN.glob("*.qualcode"))


@pytest.fixture(params=VERSIONS)
def version(request):
    return request.param


@pytest.fixture
def golden(version, tmp_path):
    """A copy, for it is opened for writing."""
    return Path(shutil.copy(GOLDEN / f"{version}.qualcode", tmp_path))


def test_there_is_one_for_every_version():
    assert [f"version-{number}" for number in range(1, VERSION + 1)] == VERSIONS


def test_it_is_read_as_it_was_written(golden, version):
    expected = json.loads((GOLDEN / f"{version}.json").read_text(encoding="utf-8"))
    with Project.open(golden) as project:
        found = json.loads(json.dumps(as_read(project)))
    for name, values in expected.items():
        assert as_it_was(found[name], values) == values, name


def test_to_be_read_alone_it_stays_as_it_is(golden, version):
    expected = json.loads((GOLDEN / f"{version}.json").read_text(encoding="utf-8"))
    before = golden.read_bytes()
    with Project.open(golden, read_only=True) as project, project.sibling() as sibling:
        for one in (project, sibling):
            found = json.loads(json.dumps(as_read(one)))
            assert all(
                as_it_was(found[name], expected[name]) == expected[name] for name in expected
            )
        with pytest.raises(ReadOnlyProject):
            project.require_writable()
    assert golden.read_bytes() == before
    assert list(golden.parent.iterdir()) == [golden]


def as_it_was(found, expected):
    """What was read, without the fields that a later version added."""
    if isinstance(expected, dict):
        return {key: as_it_was(found[key], value) for key, value in expected.items()}
    if isinstance(expected, list) and len(found) == len(expected):
        return [as_it_was(*pair) for pair in zip(found, expected, strict=True)]
    return found


def test_every_table_of_it_is_filled(golden):
    with sqlite3.connect(golden) as old:
        tables = {row[0] for row in old.execute("SELECT name FROM sqlite_schema")}
    old.close()
    with Project.open(golden) as project:
        filled = {table for table, rows in contents(project.db).items() if rows}
        assert filled >= tables & set(MODEL_OF) - {"originals"}  # which a merge alone fills
        assert broken_rules(project.db) == []


def test_its_schema_is_that_of_a_new_project(golden, project):
    with Project.open(golden) as old:
        assert schema_of(old.db.conn) == schema_of(project.db.conn)


def test_its_history_is_undone_to_the_beginning_and_done_again(golden):
    with Project.open(golden) as project:
        anna = coders.all_coders(project.db)[0].id
        redo(project, anna)
        before = contents(project.db)
        steps = 0
        while count(project.db, "documents"):
            undo(project, anna)
            steps += 1
        for _ in range(steps):
            redo(project, anna)
        assert contents(project.db) == before


def test_one_of_the_newest_version_is_left_as_it_is(tmp_path):
    newest = GOLDEN / f"version-{VERSION}.qualcode"
    copy = Path(shutil.copy(newest, tmp_path))
    with Project.open(copy) as project:
        assert count(project.db, "documents")
    assert copy.read_bytes()[100:] == newest.read_bytes()[100:]
    assert backups_of(copy) == []
