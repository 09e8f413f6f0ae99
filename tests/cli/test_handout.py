"""A copy for a colleague, from the command line."""

import pytest

from qualcode.core.merge import handout
from qualcode.core.project import Project, move_if_free
from qualcode.core.store import journal
from tests.cli.conftest import ANNA


@pytest.fixture
def coded(project, interview, qualcode, sheet):
    codings = sheet(
        "document,code,quote,coder,comment",
        f"{interview},Mandat > Otydligt mandat,Vi vet inte vem som får besluta.,Anna,",
        f"{interview},Tid,Tiden räcker inte.,Bo,Precis så",
    )
    qualcode("code", project, "--from", codings, *ANNA)
    return project


def test_a_copy_holds_the_documents_the_codebook_and_all_codings(coded, qualcode, tmp_path):
    out = tmp_path / "till Cleo"
    answer = qualcode("handout", coded, out, "--for", "Cleo", "--json").json
    assert answer["file"] == "till Cleo.qualcode"
    assert answer["rows"]["codings"] == 2
    names = {one["name"] for one in qualcode("list", out, "coders", "--json").json}
    assert names == {"Anna", "Bo", "Cleo"}
    assert qualcode("check", out, "--json").json == []


def test_a_blind_copy_holds_nobody_s_codings(coded, qualcode, tmp_path):
    out = tmp_path / "blind.qualcode"
    qualcode("handout", coded, out, "--for", "Cleo", "--blind")
    assert qualcode("list", out, "codings", "--json").json == []
    assert len(qualcode("list", out, "codes", "--json").json) == 3
    assert b"Precis" not in out.read_bytes()


def test_a_nameless_copy_tells_where_names_stand_in_the_text(coded, qualcode, tmp_path):
    out = tmp_path / "nameless.qualcode"
    answer = qualcode("handout", coded, out, "--for", "Cleo", "--nameless", "--json").json
    assert [one["line"] for one in answer["names"]] == [2, 4]
    assert "Karin" not in answer["warnings"][0]
    persons = qualcode("list", out, "persons", "--names", "--json").json
    assert {one["name"] for one in persons} == {None}


def test_chosen_documents_alone_are_handed_out(coded, qualcode, tmp_path, sheet):
    qualcode("import", coded, sheet("Karin: Hemligt tal.", name="Två.txt"), *ANNA)
    out = tmp_path / "ett.qualcode"
    qualcode("handout", coded, out, "--for", "Cleo", "--documents", "Intervju 1")
    assert [one["title"] for one in qualcode("list", out, "documents", "--json").json] == [
        "Intervju 1"
    ]
    assert b"Hemligt tal" not in out.read_bytes()


def test_a_file_that_is_there_is_not_written_over(coded, qualcode, tmp_path):
    out = tmp_path / "there.qualcode"
    out.write_bytes(b"mine")
    answer = qualcode("handout", coded, out, "--for", "Cleo", expect=1)
    assert "There is already a file “there.qualcode”" in answer.err
    assert out.read_bytes() == b"mine"
    names = {one["name"] for one in qualcode("list", coded, "coders", "--json").json}
    assert "Cleo" not in names


def test_a_document_that_is_not_there_is_refused(coded, qualcode, tmp_path):
    out = tmp_path / "no.qualcode"
    words = ["handout", coded, out, "--for", "Cleo", "--documents", "Gone"]
    assert "There is no document “Gone”" in qualcode(*words, expect=1).err
    assert not out.exists()


def test_the_history_tells_who_got_a_copy(coded, qualcode, tmp_path):
    out = tmp_path / "copy.qualcode"
    qualcode("handout", coded, out, "--for", "Cleo")
    assert qualcode("history", coded, "--json").json[0]["label"] == "Copy for “Cleo”"
    assert len(qualcode("history", out, "--json").json) == 1


def test_each_number_of_what_it_holds_has_its_own_word(coded, qualcode, tmp_path):
    told = qualcode("handout", coded, tmp_path / "a.qualcode", "--for", "Cleo").out
    assert "“a.qualcode” is ready for Cleo: 1 document, 3 codes, 2 codings." in told
    told = qualcode("handout", coded, tmp_path / "b.qualcode", "--for", "Cleo", "--blind").out
    assert "1 document, 3 codes, 0 codings." in told


def test_the_copy_gets_its_name_when_the_project_has_written_down_that_it_is_made(
    coded, qualcode, tmp_path, monkeypatch
):
    def move(unfinished, out):
        with Project.open(coded, read_only=True) as project:
            lines.extend(entry.operation for entry in journal.entries(project.db))
        move_if_free(unfinished, out)

    lines = []
    monkeypatch.setattr(handout, "move_if_free", move)
    qualcode("handout", coded, tmp_path / "ut", "--for", "Cleo", "--coder", "Dan")
    assert lines[-1] == "handout"
