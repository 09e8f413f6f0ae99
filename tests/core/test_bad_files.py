"""Files that are no project, or no longer: a sentence, and the file as it was."""

import contextlib
import os
import random
import shutil
import sqlite3
import sys
from pathlib import Path

import pytest

from qualcode.core.errors import DamagedProject, NotAProject, ProjectError
from qualcode.core.operations import codes
from qualcode.core.operations.history import history, next_undo, undo
from qualcode.core.operations.project_details import make_backup
from qualcode.core.project import Project
from qualcode.core.store import coders, codings, documents
from tests.core.tables import contents
from tests.core.whole import Whole, fill_history


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    """The bytes of a filled project."""
    whole = Whole(tmp_path_factory.mktemp("sound") / "whole.qualcode")
    with whole.project:
        fill_history(whole)
    return whole.project.path.read_bytes()


def read_all(path, **how):
    with Project.open(path, **how) as project:
        contents(project.db)
        history(project.db)
        codings.all_marks(project.db)
        for document in documents.all_documents(project.db):
            documents.text(project.db, document.id)


def sentence(act, *arguments, **more):
    """What the user is told, or None if it works."""
    try:
        act(*arguments, **more)
    except ProjectError as error:
        return str(error)
    return None


def refusal(path):
    with pytest.raises(ProjectError) as raised:
        Project.open(path)
    return raised.value


CONTENTS = {
    "text": b"Intervjuare: Vem best\xc3\xa4mmer?\n" * 50,
    "empty": b"",
    "short": b"SQLite format 3\x00",
    "word": b"PK\x03\x04" + bytes(500),
    "zeros": bytes(8192),
}


@pytest.mark.parametrize("kind", CONTENTS)
def test_another_file_is_no_project(path, kind):
    path.write_bytes(CONTENTS[kind])
    assert "“Samverkan.qualcode” is not a Qualcode project" in str(refusal(path))
    assert path.read_bytes() == CONTENTS[kind]
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_a_folder_is_no_project(path):
    path.mkdir()
    error = refusal(path)
    assert isinstance(error, NotAProject)
    assert "is a folder" in str(error)


def test_a_database_of_another_program_is_no_project(path):
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE project (id)")
    db.close()
    before = path.read_bytes()
    error = refusal(path)
    assert isinstance(error, NotAProject)
    assert "another program" in str(error)
    assert path.read_bytes() == before


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes among files there")
def test_a_pipe_is_no_project_and_is_not_waited_for(path):
    os.mkfifo(path)
    assert isinstance(refusal(path), NotAProject)


def test_a_project_with_the_version_of_none_is_damaged(path, sound):
    path.write_bytes(sound[:60] + bytes(4) + sound[64:])
    assert isinstance(refusal(path), DamagedProject)


@pytest.mark.parametrize("share", [0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99, 0.9999])
def test_a_project_that_was_cut_short_is_damaged(path, sound, share):
    path.write_bytes(sound[: int(len(sound) * share)])
    before = path.read_bytes()
    error = refusal(path)
    assert isinstance(error, DamagedProject)
    assert "backups" in str(error)
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def damage(data, seed):
    """Some bytes changed, on one page or on several."""
    chance = random.Random(seed)
    changed = bytearray(data)
    start = chance.choice([16, 100, 4096, chance.randrange(len(data))])
    for _ in range(chance.choice([1, 8, 200])):
        place = min(len(data) - 1, start + chance.randrange(4096))
        changed[place] = chance.randrange(256)
    return bytes(changed)


@pytest.mark.parametrize("first", range(0, 400, 50))
def test_a_damaged_project_gives_a_sentence_or_works(path, sound, first):
    for seed in range(first, first + 50):
        path.write_bytes(damage(sound, seed))
        before = path.read_bytes()
        said = sentence(read_all, path, read_only=True)
        assert said is None or path.name in said, seed
        assert path.read_bytes() == before, seed


@pytest.mark.parametrize("first", range(0, 200, 50))
def test_a_project_that_is_too_damaged_to_open_stays_as_it_is(path, sound, first):
    for seed in range(first, first + 50):
        path.write_bytes(damage(sound, seed))
        before = path.read_bytes()
        said = sentence(lambda file: Project.open(file).close(), path)
        if said is not None:
            assert path.name in said, seed
            assert path.read_bytes() == before, seed
        assert [file.name for file in path.parent.iterdir()] == [path.name], seed


@pytest.fixture
def torn(path, sound):
    """A project with a page overwritten that opening doesn't look at."""
    for page in range(2, len(sound) // 4096):
        path.write_bytes(sound[: page * 4096] + b"\xff" * 4096 + sound[(page + 1) * 4096 :])
        try:
            Project.open(path, read_only=True).close()
        except DamagedProject:
            continue
        return path
    raise AssertionError("every page is looked at")


def test_a_project_that_is_looked_through_is_opened_only_if_it_is_whole(torn):
    before = torn.read_bytes()
    with pytest.raises(DamagedProject, match="“Samverkan.qualcode” is damaged"):
        Project.open(torn, thorough=True)
    assert torn.read_bytes() == before
    assert [file.name for file in torn.parent.iterdir()] == [torn.name]


def test_a_sound_project_is_found_sound(path, sound):
    path.write_bytes(sound)
    with Project.open(path, thorough=True) as project:
        project.require_sound()


def test_an_open_project_can_refuse_what_would_be_written(torn):
    with Project.open(torn) as project:
        with pytest.raises(DamagedProject) as raised:
            project.require_sound()
        project.refuse_writing(raised.value)
        assert project.read_only
        with project.sibling() as other, pytest.raises(DamagedProject):
            other.require_writable()
    assert [file.name for file in torn.parent.iterdir()] == [torn.name]


def test_no_backup_is_made_of_a_damaged_project(torn):
    with Project.open(torn) as project, pytest.raises(DamagedProject):
        make_backup(project)
    assert [file.name for file in torn.parent.iterdir()] == [torn.name]


def test_the_newest_backup_is_named_where_there_is_one(torn, sound):
    for day in (1, 3, 2):
        name = f"Samverkan (backup 2026-05-0{day}T120000).qualcode"
        torn.with_name(name).write_bytes(sound)
    with pytest.raises(DamagedProject, match=r"“Samverkan \(backup 2026-05-03T120000\)\.qualcode”"):
        Project.open(torn, thorough=True)


def test_where_there_is_no_backup_none_is_promised(torn):
    with pytest.raises(DamagedProject, match="There is no backup beside it: ask a colleague"):
        Project.open(torn, thorough=True)


def work(path):
    with Project.open(path) as project:
        coder = coders.all_coders(project.db)[0].id
        codes.create_code(project, coder, codes.NewCode("Ny"))
        undo(project, coder)
        undo(project, coder)


def take_everything_back(path):
    with Project.open(path) as project:
        coder = coders.all_coders(project.db)[0].id
        while next_undo(project.db):
            undo(project, coder)


def test_work_in_a_damaged_project_works_or_gives_a_sentence(path, sound):
    for seed in range(60):
        path.write_bytes(damage(sound, seed))
        assert sentence(work, path) != "", seed


def test_a_text_that_is_no_text_any_more_is_not_quoted_in_the_error(path, sound):
    at = sound.index(b"Minnesanteckningar")
    path.write_bytes(sound[:at] + b"\xff\xfe" + sound[at + 2 :])
    with pytest.raises(DamagedProject) as raised:
        read_all(path)
    told = repr(raised.value.__cause__) + repr(raised.value)
    assert "innesanteckningar" not in told


def test_a_damaged_journal_is_told_when_a_step_is_undone(path, sound):
    at = sound.rindex(b'{"comment": ')
    path.write_bytes(sound[:at] + b"[" + sound[at + 1 :])
    assert "damaged" in sentence(take_everything_back, path)


def test_a_table_that_is_gone_is_damage_and_not_a_bug(path, sound):
    path.write_bytes(sound)
    with sqlite3.connect(path) as db:
        db.execute("DROP TABLE memos")
    db.close()
    with Project.open(path, read_only=True) as project, pytest.raises(DamagedProject):
        contents(project.db)


def test_a_wrong_statement_is_a_bug_and_not_damage(project):
    with pytest.raises(sqlite3.OperationalError, match="no such table: absent"):
        project.db.execute("SELECT * FROM absent")


def test_a_change_that_was_cut_short_is_taken_back_when_the_file_is_only_read(
    path, sound, tmp_path
):
    path.write_bytes(sound)
    with Project.open(path, read_only=True) as project:
        before = contents(project.db)
    cut = tmp_path / "cut.qualcode"
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode = DELETE")
        db.execute("PRAGMA cache_size = 1")
        db.execute("BEGIN")
        db.execute("UPDATE segments SET created = 'never'")
        db.execute("UPDATE codings SET created = 'never'")
        for ending in ("", "-journal"):
            shutil.copy(f"{path}{ending}", f"{cut}{ending}")
        db.execute("ROLLBACK")
    assert Path(f"{cut}-journal").read_bytes()[:1] != b"\0"
    with Project.open(cut, read_only=True) as project:
        assert contents(project.db) == before
    assert not Path(f"{cut}-journal").exists()
