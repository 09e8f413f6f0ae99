"""The project's own words, copies of it, and backups."""

import os
import shutil
import sqlite3
import time

import pytest

from qualcode.core.errors import DamagedProject, LockedProject, ProjectError, Refused
from qualcode.core.operations import codes
from qualcode.core.operations.history import undo
from qualcode.core.operations.project_details import (
    edit_project,
    make_backup,
    restore_backup,
    save_copy,
)
from qualcode.core.project import Project
from qualcode.core.store.backups import backups_of
from qualcode.core.store.connection import beside
from tests.core.tables import contents


def names(folder):
    return sorted(file.name for file in folder.iterdir())


def code_names(path):
    with Project.open(path, read_only=True) as project:
        return [code.name for code in codes.store.all_codes(project.db)]


def test_a_project_is_named_and_asks_its_questions(project, anna):
    edit_project(project, anna, name=" Samverkan  2026 ", language="en", questions="Varför?\n")
    info = project.info
    assert (info.name, info.language, info.questions) == ("Samverkan 2026", "en", "Varför?")
    undo(project, anna)
    assert project.info.name == "Samverkan"


def test_a_project_needs_a_name(project, anna):
    with pytest.raises(Refused):
        edit_project(project, anna, name=" ", language="sv", questions=None)


def test_a_copy_is_one_file_with_everything_in_it(whole, tmp_path):
    folder = tmp_path / "copies"
    folder.mkdir()
    path = save_copy(whole.project, folder / "Kopia")
    assert names(folder) == ["Kopia.qualcode"]
    with Project.open(path) as copy:
        assert contents(copy.db) == contents(whole.project.db)
        assert copy.info.id == whole.project.info.id


def test_a_copy_of_a_project_that_somebody_else_works_in_is_whole(whole, tmp_path):
    with Project.open(whole.project.path) as second:
        copy = save_copy(second, tmp_path / "Kopia")
    with Project.open(copy) as copied:
        assert contents(copied.db) == contents(whole.project.db)


def test_a_copy_does_not_replace_a_file_unasked(project, tmp_path):
    (tmp_path / "Kopia.qualcode").write_text("mine")
    with pytest.raises(ProjectError, match="already a file"):
        save_copy(project, tmp_path / "Kopia")
    assert (tmp_path / "Kopia.qualcode").read_text() == "mine"


def test_a_copy_replaces_a_file_when_asked(project, tmp_path):
    (tmp_path / "Kopia.qualcode").write_text("mine")
    save_copy(project, tmp_path / "Kopia", overwrite=True)
    Project.open(tmp_path / "Kopia.qualcode").close()


def test_a_copy_never_replaces_the_project_itself(project, tmp_path):
    alias = tmp_path / "alias.qualcode"
    os.link(project.path, alias)
    for target in (project.path, alias):
        with pytest.raises(ProjectError, match="replace the project itself"):
            save_copy(project, target, overwrite=True)


def test_a_copy_does_not_replace_a_project_that_is_open(project, tmp_path):
    with Project.create(tmp_path / "other") as other:
        with pytest.raises(LockedProject, match="is open"):
            save_copy(project, other.path, overwrite=True)
        assert other.info.name == "other"


def test_what_a_killed_program_left_beside_is_not_read_into_the_copy(project, anna, tmp_path):
    with Project.create(tmp_path / "other") as other:
        codes.create_code(other, codes_author(other), codes.NewCode("Gammal"))
        wal = beside(other.path)[0]
        shutil.copy(wal, tmp_path / "kept")
    shutil.copy(tmp_path / "kept", wal)
    codes.create_code(project, anna, codes.NewCode("Ny"))
    save_copy(project, other.path, overwrite=True)
    assert code_names(other.path) == ["Ny"]


def codes_author(project):
    from qualcode.core.operations.coders import add_coder

    return add_coder(project, "Bo").first("coders")


def test_a_copy_into_a_folder_that_is_not_there_is_refused(project, tmp_path):
    with pytest.raises(ProjectError, match="no folder “nowhere”"):
        save_copy(project, tmp_path / "nowhere" / "Kopia")


def test_a_copy_is_the_way_out_when_the_file_was_taken_away(project, anna, path, tmp_path):
    codes.create_code(project, anna, codes.NewCode("Mandat"))
    path.unlink()
    save_copy(project, tmp_path / "Kopia")
    assert code_names(tmp_path / "Kopia.qualcode") == ["Mandat"]


def test_a_copy_that_a_killed_program_left_unfinished_is_cleared_away(project, tmp_path):
    left = tmp_path / f".Kopia.qualcode.{'0' * 36}.new"
    young = tmp_path / f".Kopia.qualcode.{'1' * 36}.new"
    mine = tmp_path / ".mine.new"
    for file in (left, young, mine):
        file.touch()
    day_ago = time.time() - 86400
    for file in (left, mine):
        os.utime(file, (day_ago, day_ago))
    save_copy(project, tmp_path / "Kopia")
    assert not left.exists()
    assert young.exists()
    assert mine.exists()


def test_a_backup_lies_beside_and_holds_everything(whole):
    backup = make_backup(whole.project)
    assert backup.path.parent == whole.project.path.parent
    with Project.open(backup.path, read_only=True) as copy:
        assert contents(copy.db) == contents(whole.project.db)


def test_two_backups_in_one_second_are_two(project):
    made = [make_backup(project).path for _ in range(3)]
    assert len(set(made)) == 3
    assert [backup.path for backup in backups_of(project.path)] == made[::-1]


def test_the_last_three_backups_are_kept(project):
    made = [make_backup(project).path for _ in range(5)]
    assert [backup.path for backup in backups_of(project.path)] == made[:1:-1]
    assert not made[0].exists()


def test_backups_of_a_backup_and_of_names_alike_are_others(project, tmp_path):
    backup = make_backup(project)
    with Project.open(backup.path) as opened, Project.create(tmp_path / "Samverkan 2") as alike:
        of_backup, of_alike = make_backup(opened), make_backup(alike)
        assert [one.path for one in backups_of(opened.path)] == [of_backup.path]
        assert [one.path for one in backups_of(alike.path)] == [of_alike.path]
    assert [one.path for one in backups_of(project.path)] == [backup.path]


def test_a_name_with_an_impossible_time_is_no_backup(project):
    strange = project.path.with_name("Samverkan (backup 2026-13-40T999999).qualcode")
    strange.touch()
    assert backups_of(project.path) == []
    for _ in range(4):
        make_backup(project)
    assert strange.exists()


def test_a_name_with_signs_of_patterns_has_backups(tmp_path):
    with Project.create(tmp_path / "a[b]*? {c}") as project:
        backup = make_backup(project)
        assert backups_of(project.path) == [backup]


def test_a_restored_project_is_as_the_backup(project, anna, path):
    codes.create_code(project, anna, codes.NewCode("Mandat"))
    backup = make_backup(project)
    codes.create_code(project, anna, codes.NewCode("Roller"))
    project.close()
    restore_backup(path, backup.path)
    assert code_names(path) == ["Mandat"]


def test_what_the_project_was_is_in_a_new_backup(project, anna, path):
    backup = make_backup(project)
    codes.create_code(project, anna, codes.NewCode("Mandat"))
    project.close()
    restore_backup(path, backup.path)
    assert code_names(backups_of(path)[0].path) == ["Mandat"]
    assert backup.path.exists()


def test_the_oldest_of_three_backups_can_be_restored_and_stays(project, anna, path):
    oldest = make_backup(project)
    for name in ("Mandat", "Roller"):
        codes.create_code(project, anna, codes.NewCode(name))
        make_backup(project)
    project.close()
    restore_backup(path, oldest.path)
    assert code_names(path) == []
    assert oldest.path.exists()


def test_a_project_that_is_open_is_not_restored(project, path):
    backup = make_backup(project)
    with pytest.raises(LockedProject):
        restore_backup(path, backup.path)


def test_a_damaged_project_is_restored_and_its_bytes_are_kept(project, anna, path):
    codes.create_code(project, anna, codes.NewCode("Mandat"))
    backup = make_backup(project)
    project.close()
    for broken in (path.read_bytes()[:5000], b"", b"nothing"):
        path.write_bytes(broken)
        restore_backup(path, backup.path)
        assert code_names(path) == ["Mandat"]
    kept = [file.read_bytes() for file in path.parent.iterdir() if "damaged" in file.name]
    assert sorted(map(len, kept)) == [0, 7, 5000]


def test_a_side_file_of_a_damaged_project_is_kept_with_it(project, anna, path):
    codes.create_code(project, anna, codes.NewCode("Mandat"))
    backup = make_backup(project)
    codes.create_code(project, anna, codes.NewCode("Roller"))
    wal = beside(path)[0].read_bytes()
    project.close()
    path.write_bytes(b"")
    beside(path)[0].write_bytes(wal)
    restore_backup(path, backup.path)
    assert code_names(path) == ["Mandat"]
    assert beside(path.with_name("Samverkan (damaged).qualcode"))[0].read_bytes() == wal


def test_a_project_that_is_gone_is_restored(project, anna, path):
    codes.create_code(project, anna, codes.NewCode("Mandat"))
    backup = make_backup(project)
    project.close()
    path.unlink()
    restore_backup(path, backup.path)
    assert code_names(path) == ["Mandat"]


def test_a_damaged_backup_restores_nothing(project, path):
    backup = make_backup(project)
    project.close()
    backup.path.write_bytes(backup.path.read_bytes()[:5000])
    before = path.read_bytes()
    with pytest.raises(DamagedProject, match="backup"):
        restore_backup(path, backup.path)
    assert path.read_bytes() == before


def test_a_project_is_not_restored_from_itself(project, path):
    project.close()
    with pytest.raises(ProjectError, match="from itself"):
        restore_backup(path, path)


def test_a_project_of_an_older_version_is_backed_up_before_it_is_changed(path, monkeypatch):
    Project.create(path).close()
    from qualcode.core import project as project_module

    monkeypatch.setattr(project_module, "VERSION", project_module.VERSION + 1)
    monkeypatch.setattr(
        project_module, "migrate", lambda db: db.execute("CREATE TABLE later (x TEXT)")
    )
    Project.open(path).close()
    with sqlite3.connect(backups_of(path)[0].path) as db:
        assert not db.execute("SELECT 1 FROM sqlite_schema WHERE name = 'later'").fetchone()
    db.close()
    with sqlite3.connect(path) as db:
        assert db.execute("SELECT 1 FROM sqlite_schema WHERE name = 'later'").fetchone()
    db.close()
