"""Files that are no project, and projects that somebody else has open."""

import sqlite3
from datetime import timedelta

import pytest

from qualcode.cli.projects import back_up_if_due, writing
from qualcode.core.errors import ProjectError, Refused
from qualcode.core.operations.coders import add_coder
from qualcode.core.operations.project_details import make_backup
from qualcode.core.project import Project
from qualcode.core.store import backups
from qualcode.core.store.backup_files import STAMP
from qualcode.core.store.backups import backups_of
from tests.cli.conftest import ANNA

READING = [["list", "{p}", "codes"], ["history", "{p}"], ["check", "{p}"]]
WRITING = [
    ["undo", "{p}", "--coder", "Bo"],
    ["redo", "{p}", "--coder", "Bo"],
    ["import", "{p}", "{f}", "--coder", "Bo"],
    ["codebook", "{p}", "{f}", "--coder", "Bo"],
    ["persons", "{p}", "--from", "{f}", "--coder", "Bo"],
    ["code", "{p}", "--from", "{f}", "--coder", "Bo"],
]


def filled(words, project, file="no.csv"):
    return [word.format(p=project, f=file) for word in words]


@pytest.mark.parametrize("words", READING)
def test_commands_that_read_work_on_a_project_that_is_open(words, project, qualcode):
    with Project.open(project):
        qualcode(*filled(words, project))


@pytest.mark.parametrize("words", WRITING)
def test_commands_that_write_are_refused_and_say_who_has_it(words, project, qualcode, bytes_of):
    with Project.open(project):
        before = bytes_of(project)
        answer = qualcode(*filled(words, project), expect=1)
        assert bytes_of(project) == before
    assert "“Samverkan.qualcode” is open for" in answer.err


@pytest.mark.parametrize("words", [*READING, *WRITING])
@pytest.mark.parametrize("contents", [None, b"", b"hello, this is no project " * 10])
def test_what_is_no_project_is_refused_and_untouched(words, contents, tmp_path, qualcode):
    path = tmp_path / "other.qualcode"
    if contents is not None:
        path.write_bytes(contents)
    answer = qualcode(*filled(words, path), expect=1)
    assert "other.qualcode" in answer.err
    assert (path.read_bytes() if path.exists() else None) == contents
    assert [entry.name for entry in tmp_path.iterdir()] == ["other.qualcode"] * path.exists()


def test_a_newer_project_is_refused(project, qualcode):
    with sqlite3.connect(project) as connection:
        connection.execute("PRAGMA user_version = 999")
    connection.close()
    assert "newer version" in qualcode("list", project, "codes", expect=1).err


def test_a_read_only_file_is_read_and_not_written(project, interview, qualcode, tmp_path):
    project.chmod(0o444)
    assert qualcode("list", project, "documents", "--json").json[0]["title"] == interview


def test_a_project_may_be_named_without_its_ending(project, qualcode):
    assert qualcode("list", project.with_suffix(""), "coders", "--json").json[0]["name"] == "Anna"


@pytest.fixture
def torn(project, interview, sheet, qualcode):
    """A project damaged where no command looks that only writes a little."""
    qualcode("codebook", project, sheet("path", *(f"Code {n}" for n in range(900))), *ANNA)
    data = project.read_bytes()
    for page in range(len(data) // 4096 - 1, 1, -1):
        at = page * 4096
        project.write_bytes(data[:at] + b"\xff" * 4096 + data[at + 4096 :])
        if not qualcode("list", project, "coders", expect=None).code:
            return project
    raise AssertionError("every page is read")


@pytest.mark.parametrize("words", WRITING)
def test_nothing_is_written_to_a_damaged_project(words, torn, sheet, qualcode, bytes_of):
    before = bytes_of(torn)
    answer = qualcode(*filled(words, torn, sheet("path", "New")), expect=1)
    assert "“Samverkan.qualcode” is damaged" in answer.err
    assert bytes_of(torn) == before


@pytest.mark.parametrize("words", WRITING[2:])
def test_coded_work_is_backed_up_before_much_is_written(words, project, sheet, qualcode):
    codings = sheet("document,code,quote", "Intervju,Tid,Tiden räcker inte.")
    text = sheet("Karin: Tiden räcker inte.", name="Intervju.txt")
    qualcode("import", project, text, *ANNA)
    qualcode("code", project, "--from", codings, *ANNA)
    assert backups_of(project) == []  # there was nothing to lose
    file = {"codebook": "path", "persons": "label,role", "code": "document,code,quote"}
    name = "new.txt" if words[0] == "import" else "new.csv"
    new = sheet(file.get(words[0], "Hej."), name=name)
    for _time in range(2):
        qualcode(*filled(words, project, new))
    (backup,) = backups_of(project)
    codings = qualcode("list", backup.path, "codings", "--json").json
    assert [coding["quote"] for coding in codings] == ["Tiden räcker inte."]


def test_what_is_refused_makes_no_backup(project, interview, sheet, qualcode):
    qualcode("code", project, "--from", sheet("document,code,quote", f"{interview},A,Och"), *ANNA)
    qualcode("import", project, project.with_name("gone.txt"), *ANNA, expect=1)
    assert backups_of(project) == []


@pytest.fixture
def coded(project, interview, sheet, qualcode):
    qualcode("code", project, "--from", sheet("document,code,quote", f"{interview},A,Och"), *ANNA)
    return project


def test_a_backup_goes_again_where_a_survey_or_a_sheet_is_refused(coded, sheet, qualcode):
    empty = sheet("E-post,Vad är bra?", "a@x.se,", "b@x.se,", name="Enkät.csv")
    assert "All columns are left out" in qualcode("survey", coded, empty, *ANNA, expect=1).err
    wrong = sheet("document,code,quote", "Ingen,A,Och", name="fel.csv")
    qualcode("code", coded, "--from", wrong, *ANNA, expect=1)
    assert backups_of(coded) == []


def test_a_backup_stays_where_something_was_done_before_something_was_refused(coded):
    def do_half():
        with writing(coded) as project:
            back_up_if_due(project)
            add_coder(project, "Bo")
            raise Refused("Then this.")

    with pytest.raises(Refused):
        do_half()
    assert len(backups_of(coded)) == 1


def test_what_is_done_is_told_as_done_though_an_older_backup_stays(
    coded, sheet, qualcode, monkeypatch
):
    def in_use(*_who, **_how):
        raise ProjectError("The backup is in use.")

    monkeypatch.setattr(backups, "drop_older", in_use)
    qualcode("codebook", coded, sheet("path", "New"), *ANNA, expect=0)
    assert len(backups_of(coded)) == 1


def test_the_last_three_backups_are_kept_when_another_is_made(coded):
    with Project.open(coded) as project:
        for _time in range(3):
            make_backup(project)
    for one in backups_of(coded):
        days_ago = one.time - timedelta(days=9)
        one.path.rename(one.path.with_name(f"{coded.stem} (backup {days_ago:{STAMP}}).qualcode"))
    before = backups_of(coded)
    with writing(coded) as project:
        back_up_if_due(project)
        assert len(backups_of(coded)) == 4  # none goes before what is done is done
    after = backups_of(coded)
    assert len(before) == len(after) == 3
    assert after[1:] == before[:2]
