import contextlib
import sqlite3

from tests.cli.conftest import ANNA


def change(project, statement):
    with contextlib.closing(sqlite3.connect(project)) as connection, connection:
        connection.execute(statement)


def test_a_sound_project_has_no_problems(project, interview, qualcode):
    assert qualcode("check", project, "--json").json == []
    assert qualcode("check", project).out == "“Samverkan.qualcode” is sound.\n"


def test_a_broken_rule_ends_with_1_and_is_told(project, interview, qualcode):
    change(project, "UPDATE documents SET characters = 7")
    answer = qualcode("check", project, "--json", expect=1)
    (problem,) = answer.json
    assert (problem["check"], problem["table"]) == ("text", "documents")
    assert "“Intervju 1”" in problem["message"]
    assert "breaks 1 rule" in answer.err
    assert "“Intervju 1”" in qualcode("check", project, expect=1).out


def test_nothing_is_repaired(project, interview, qualcode, bytes_of):
    change(project, "UPDATE documents SET characters = 7")
    before = bytes_of(project)
    qualcode("check", project, expect=1)
    assert bytes_of(project) == before


def test_a_damaged_file_is_told(project, interview, sheet, qualcode):
    qualcode("codebook", project, sheet("path", *(f"Code {n}" for n in range(200))), *ANNA)
    data = bytearray(project.read_bytes())
    data[8192:12288] = b"\xff" * 4096
    project.write_bytes(data)
    assert "Samverkan.qualcode" in qualcode("check", project, expect=1).err


def test_damage_is_told_without_the_words_of_sqlite(project, interview, sheet, qualcode):
    qualcode("codebook", project, sheet("path", *(f"Code {n}" for n in range(200))), *ANNA)
    change(project, "CREATE INDEX spare ON codes (name)")
    data = project.read_bytes()
    project.write_bytes(data.replace(b"Code 99", b"Code 98", 1))
    (problem,) = qualcode("check", project, "--json", expect=1).json
    assert (problem["check"], "database" in problem["message"]) == ("integrity", False)
    assert "The file itself is damaged, in " in problem["message"]
    assert "There is no backup beside it" in qualcode("check", project, expect=1).err


def test_the_index_of_words_is_made_anew_where_it_is_wrong(project, interview, qualcode):
    change(project, "INSERT INTO search (search) VALUES ('delete-all')")
    answer = qualcode("check", project, expect=1)
    assert "check --rebuild-index" in answer.err
    assert qualcode("find", project, "mandat", "--json").json["hits"] == []
    assert qualcode("check", project, "--rebuild-index", "--json").json == []
    assert qualcode("find", project, "mandat", "--json").json["hits"]


def test_a_new_index_mends_nothing_else(project, interview, qualcode):
    change(project, "UPDATE documents SET characters = 7")
    answer = qualcode("check", project, "--rebuild-index", expect=1)
    assert "breaks 1 rule" in answer.err
