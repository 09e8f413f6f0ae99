import pytest
from docx import Document


@pytest.fixture
def demo(tmp_path, qualcode):
    """Writes the example in a language, and tells where it is."""
    return lambda language="sv": (
        qualcode("demo", tmp_path / "demo", "--language", language, "--json").json
    )


def test_the_example_is_four_documents_coded_by_two(demo, qualcode):
    project = demo()["project"]
    documents = qualcode("list", project, "documents", "--json").json
    assert [(one["title"], one["kind"], one["language"]) for one in documents] == [
        ("Intervju Almby", "interview", "sv"),
        ("Intervju Sjövik", "interview", "sv"),
        ("Gruppintervju juni", "group-interview", "sv"),
        ("Workshop record October", "workshop", "en"),
    ]
    coders = qualcode("list", project, "coders", "--json").json
    assert [coder["initials"] for coder in coders] == ["AL", "MB"]
    assert all(coder["codings"] > 50 for coder in coders)


def test_the_example_is_sound(demo, qualcode):
    qualcode("check", demo()["project"])


@pytest.mark.parametrize(("language", "name"), [("sv", "Lokal förankring"), ("en", "Mandate")])
def test_the_codebook_is_in_the_language_asked_for(language, name, demo, qualcode):
    codes = qualcode("list", demo(language)["project"], "codes", "--json").json
    assert name in [code["name"] for code in codes]
    assert len(codes) >= 15
    assert all(code["definition"] for code in codes)


def test_the_summary_lies_beside_it(demo):
    answer = demo()
    headings = [p.text for p in Document(answer["summary"]).paragraphs if "Heading" in p.style.name]
    assert "Lokal förankring" in headings


def test_one_who_speaks_in_two_documents_is_one_person(demo, qualcode):
    persons = qualcode("list", demo()["project"], "persons", "--json").json
    assert sum(len(person["documents"]) > 1 for person in persons) >= 2


def test_a_second_time_the_project_is_left_as_it_is(demo, qualcode):
    first = demo()
    qualcode("undo", first["project"], "--coder", "Me")
    coders = qualcode("list", first["project"], "coders", "--json").json
    again = demo()
    assert (again["made"], again["project"]) == (False, first["project"])
    assert qualcode("list", first["project"], "coders", "--json").json == coders


def test_where_it_is_is_said(tmp_path, qualcode):
    said = qualcode("demo", tmp_path / "here").out
    assert ".qualcode" in said
    assert ".docx" in said


def test_a_folder_that_cannot_be_made_is_said(tmp_path, qualcode):
    (tmp_path / "file").write_text("")
    assert "“demo”" in qualcode("demo", tmp_path / "file" / "demo", expect=1).err
