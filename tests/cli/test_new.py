import pytest

from qualcode.core import settings


def test_a_new_project_has_its_evaluator(project, qualcode):
    (coder,) = qualcode("list", project, "coders", "--json").json
    assert (coder["name"], coder["initials"]) == ("Anna", "AN")


def test_a_new_project_says_what_it_is(tmp_path, qualcode):
    made = qualcode("new", tmp_path / "P", "--coder", "Åsa Ö", "--language", "en", "--json").json
    assert made["file"] == "P.qualcode"
    assert (made["name"], made["language"], made["coder"]) == ("P", "en", "Åsa Ö")


@pytest.mark.parametrize("spoken", ["sv", "en"])
def test_a_new_project_is_in_the_language_that_is_spoken(spoken, tmp_path, qualcode):
    settings.save(settings.Settings(language=spoken))
    answer = qualcode("new", tmp_path / "P", "--coder", "A", "--json").json
    assert answer["language"] == spoken


def test_an_existing_file_is_never_replaced(project, qualcode, bytes_of):
    before = bytes_of(project)
    answer = qualcode("new", project, "--coder", "Bo", expect=1)
    assert "Samverkan.qualcode" in answer.err
    assert bytes_of(project) == before


@pytest.mark.parametrize("name", ["", "  ", "x" * 501])
def test_an_evaluator_without_a_fit_name_leaves_no_file(name, tmp_path, qualcode):
    qualcode("new", tmp_path / "p.qualcode", "--coder", name, expect=1)
    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_not_there_is_said(tmp_path, qualcode):
    answer = qualcode("new", tmp_path / "gone" / "p.qualcode", "--coder", "A", expect=1)
    assert "p.qualcode" in answer.err


@pytest.mark.parametrize("path", [".", "/", "..", "/.."])
def test_a_folder_is_no_name_for_a_project(path, qualcode, tmp_path, monkeypatch):
    (tmp_path / "inner").mkdir()
    monkeypatch.chdir(tmp_path / "inner")
    assert qualcode("new", path, "--coder", "A", expect=1).err == "A project needs a name.\n"
    assert not list((tmp_path / "inner").iterdir())
