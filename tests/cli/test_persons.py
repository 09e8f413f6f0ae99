import pytest

from tests.cli.conftest import ANNA

SECOND = "Intervjuare: Hej.\nKarin L: Jag heter Karin.\nIntervjuare: Jaha.\nKarin L: Ja.\n"


@pytest.fixture
def both(project, interview, tmp_path, qualcode):
    """Two interviews; Karin speaks in both, under two labels."""
    path = tmp_path / "Intervju 2.txt"
    path.write_text(SECOND, encoding="utf-8")
    qualcode("import", project, path, *ANNA)
    return project


@pytest.fixture
def persons(both, sheet, qualcode):
    """Takes in a sheet of these lines and returns the persons."""

    def run(*lines, expect=0, **more):
        path = sheet(*lines, **more)
        answer = qualcode("persons", both, "--from", path, *ANNA, expect=expect)
        return answer if expect else qualcode("list", both, "persons", "--names", "--json").json

    return run


def only(persons, **values):
    return [p for p in persons if all(p[name] == value for name, value in values.items())]


def test_what_the_sheet_says_is_known_of_the_person(persons):
    found = persons(
        "document,label,name,pseudonym,role,group,interviewer",
        "Intervju 1,Karin,Karin Lund,IP1,Samordnare,Lokal grupp,no",
        "Intervju 1,Intervjuare,Eva Ek,,,,ja",
    )
    (karin,) = only(found, pseudonym="IP1")
    assert (karin["name"], karin["role"], karin["group"], karin["kind"]) == (
        "Karin Lund",
        "Samordnare",
        "Lokal grupp",
        "respondent",
    )
    assert only(found, name="Eva Ek", kind="interviewer")


def test_an_empty_cell_leaves_what_is_there(persons):
    persons("document,label,role,group", "Intervju 1,Karin,Chef,A")
    (karin,) = only(persons("document,label,role,group", "Intervju 1,Karin,,B"), group="B")
    assert (karin["role"], karin["pseudonym"]) == ("Chef", "Respondent 1")


def test_headers_in_swedish_and_in_any_case_are_known(persons):
    found = persons(
        "DOKUMENT; Etikett ;Namn;Pseudonym;Roll;Grupp;Intervjuare", "Intervju 1;Karin;;IP7;R;G;nej"
    )
    assert only(found, pseudonym="IP7", role="R", group="G")


def test_without_a_document_the_label_is_looked_for_in_all(persons):
    found = persons("label,role", "Intervjuare,Utvärderare")
    assert len(only(found, role="Utvärderare")) == 2


@pytest.mark.parametrize("names", ["Karin Lund,Karin Lund", "Karin Lund,", ","])
def test_rows_of_one_pseudonym_in_two_documents_are_one_person(names, persons):
    one, other = names.split(",")
    found = persons(
        "document,label,name,pseudonym",
        f"Intervju 1,Karin,{one},IP1",
        f"Intervju 2,Karin L,{other},IP1",
    )
    (karin,) = only(found, pseudonym="IP1")
    assert karin["documents"] == ["Intervju 1", "Intervju 2"]


def test_a_later_sheet_joins_the_person_of_the_same_name_and_pseudonym(persons):
    persons("document,label,name,pseudonym", "Intervju 1,Karin,Karin Lund,IP1")
    found = persons("document,label,name,pseudonym", "Intervju 2,Karin L,Karin Lund,IP1")
    assert len(only(found, pseudonym="IP1")) == 1


def test_pseudonyms_can_change_places(persons):
    found = persons(
        "document,label,name,pseudonym",
        "Intervju 1,Karin,Karin,Respondent 2",
        "Intervju 2,Karin L,Karin Lund,Respondent 1",
    )
    assert only(found, name="Karin Lund", pseudonym="Respondent 1")


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (["Gone,Karin,,,,,"], "Row 2: There is no document “Gone”."),
        (["Intervju 1,Gone,,,,,"], "Row 2: Nobody is labelled “Gone” in “Intervju 1”."),
        ([",Gone,,,,,"], "Row 2: Nobody is labelled “Gone” in any document."),
        (["Intervju 1,,A,,,,"], "Row 2: The row names no label"),
        (["Intervju 1,Karin,,,,,maybe"], "Row 2: “maybe”"),
        (["Intervju 1,Karin,A,,,,", "Intervju 1,Karin,B,,,,"], "Row 3: “B” here and “A” in row 2"),
        (
            ["Intervju 1,Karin,A,IP1,,,", "Intervju 2,Karin L,B,IP1,,,"],
            "Row 3: “IP1” is given to somebody else in row 2",
        ),
        (
            ["Intervju 1,Karin,A,IP1,X,,", "Intervju 2,Karin L,A,IP1,Y,,"],
            "Row 3: “Y” here and “X” in row 2",
        ),
        (["Intervju 1,Karin,,Respondent 2,,,"], "Row 2: “Respondent 2” is another person’s"),
    ],
)
def test_a_row_that_is_wrong_is_named_and_nothing_is_written(rows, said, persons, both, qualcode):
    headers = "document,label,name,pseudonym,role,group,interviewer"
    before = qualcode("list", both, "persons", "--names", "--json").json
    answer = persons(headers, "Intervju 1,Intervjuare,Good,,,,", *rows, expect=1)
    assert shifted(said) in answer.err
    assert qualcode("list", both, "persons", "--names", "--json").json == before


def shifted(said):
    """One good row stands before the bad ones."""
    return said.replace("ow 3", "ow 4").replace("ow 2", "ow 3")


def test_a_sheet_is_one_operation(persons, both, qualcode):
    before = qualcode("list", both, "persons", "--names", "--json").json
    persons("document,label,name,pseudonym", "Intervju 1,Karin,A,X", "Intervju 2,Karin L,A,X")
    qualcode("undo", both, *ANNA)
    assert qualcode("list", both, "persons", "--names", "--json").json == before


def test_the_real_name_is_in_no_list_afterwards(persons, both, qualcode):
    persons("document,label,name,pseudonym", "Intervju 1,Karin,Karin Lund,IP1")
    assert "Karin Lund" not in qualcode("list", both, "persons", "--json").out


def test_the_one_respondent_of_an_interview_without_labels_is_meant_by_an_empty_label(
    both, persons, tmp_path, qualcode
):
    path = tmp_path / "Utan.txt"
    path.write_text("Jag sade detta.")
    qualcode("import", both, path, *ANNA)
    found = persons("document,label,pseudonym", "Utan,,IP9")
    assert only(found, pseudonym="IP9")[0]["documents"] == ["Utan"]
