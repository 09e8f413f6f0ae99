import hashlib

import pytest

from tests.cli.conftest import ANNA, INTERVIEW

TRICKY = "för- och nackdelar\nKost-\nnad och sam-\nverkan.\n*jätteviktigt* _inte_\n"


def test_import_tells_what_was_read(project, tmp_path, qualcode):
    path = tmp_path / "Möte.txt"
    path.write_bytes(INTERVIEW.encode("utf-8-sig"))
    (found,) = qualcode("import", project, path, *ANNA, "--json").json
    assert found.pop("id")
    assert found == {
        "title": "Möte",
        "kind": "interview",
        "language": "sv",
        "characters": len(INTERVIEW),
        "sha256": hashlib.sha256(INTERVIEW.encode()).hexdigest(),
        "encoding": "utf-8-sig",
        "speakers": [
            {"label": "Intervjuare", "kind": "interviewer", "pseudonym": "Intervjuare", "turns": 2},
            {"label": "Karin", "kind": "respondent", "pseudonym": "Respondent 1", "turns": 2},
        ],
        "notes": [],
        "headings": 0,
        "pages": 0,
        "times": 0,
        "questions": [],
        "offered": {},
        "removed": {},
        "margin": {},
    }


def test_the_text_comes_back_as_it_was(project, tmp_path, qualcode):
    path = tmp_path / "t.txt"
    path.write_bytes(TRICKY.replace("\n", "\r\n").encode())
    qualcode("import", project, path, *ANNA)
    assert qualcode("text", project, "t").out == TRICKY


def test_one_bad_file_among_several_leaves_none_and_each_bad_one_is_named(
    project, tmp_path, qualcode
):
    good, bad, gone = tmp_path / "good.txt", tmp_path / "bad.docx", tmp_path / "gone.txt"
    good.write_text("Hej.")
    bad.write_bytes(b"no zip")
    answer = qualcode("import", project, good, bad, gone, *ANNA, expect=1)
    assert "bad.docx" in answer.err
    assert "gone.txt" in answer.err
    assert qualcode("list", project, "documents", "--json").json == []


def test_a_refused_import_brings_no_evaluator_in(project, tmp_path, qualcode):
    qualcode("import", project, tmp_path / "gone.txt", "--coder", "Bo", expect=1)
    assert [c["name"] for c in qualcode("list", project, "coders", "--json").json] == ["Anna"]


def test_several_files_are_one_operation(project, tmp_path, qualcode):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("Hej.")
    qualcode("import", project, tmp_path / "a.txt", tmp_path / "b.txt", *ANNA)
    qualcode("undo", project, *ANNA)
    assert qualcode("list", project, "documents", "--json").json == []


def test_the_same_file_twice_gets_a_number_and_a_note(project, interview, tmp_path, qualcode):
    (again,) = qualcode("import", project, tmp_path / "Intervju 1.txt", *ANNA, "--json").json
    assert again["title"] == "Intervju 1 (2)"
    assert "“Intervju 1”" in again["notes"][0]


@pytest.mark.parametrize("name", ["cp1252", "windows-1252", "latin-1"])
def test_an_encoding_can_be_chosen_by_any_of_its_names(name, project, tmp_path, qualcode):
    path = tmp_path / "t.txt"
    path.write_bytes("å ä ö “quoted”".encode("cp1252"))
    qualcode("import", project, path, *ANNA, "--encoding", name)
    assert qualcode("text", project, "t").out == "å ä ö “quoted”"


def test_an_unknown_encoding_is_refused_with_the_list(project, tmp_path, qualcode):
    path = tmp_path / "t.txt"
    path.write_text("hej")
    answer = qualcode("import", project, path, *ANNA, "--encoding", "klingon", expect=1)
    assert all(name in answer.err for name in ("klingon", "utf-8", "mac_roman"))


def test_without_speakers_an_interview_has_one_respondent(project, tmp_path, qualcode):
    path = tmp_path / "t.txt"
    path.write_text(INTERVIEW, encoding="utf-8")
    qualcode("import", project, path, *ANNA, "--no-speakers")
    (turn,) = qualcode("list", project, "turns", "--json").json
    assert (turn["label"], turn["kind"], turn["start"]) == ("", "respondent", 0)


def test_the_kind_and_language_can_be_said(project, tmp_path, qualcode):
    path = tmp_path / "t.md"
    path.write_text("# Hej")
    words = [*ANNA, "--kind", "workshop", "--language", "en"]
    qualcode("import", project, path, *words)
    (document,) = qualcode("list", project, "documents", "--json").json
    assert (document["kind"], document["language"]) == ("workshop", "en")


def test_people_are_told_who_speaks(project, tmp_path, qualcode):
    path = tmp_path / "t.txt"
    path.write_text(INTERVIEW, encoding="utf-8")
    assert (
        "Karin: respondent, printed as Respondent 1, 2 turns"
        in qualcode("import", project, path, *ANNA).out
    )


def test_one_is_not_said_as_many(project, tmp_path, qualcode):
    file = tmp_path / "A.txt"
    file.write_text("IP1: Ja.\nIP2: Nej.\nIP2: Jo.\nIP1: Nja.\nIP3: Så.\n", encoding="utf-8")
    said = qualcode("import", project, file, *ANNA).out
    assert "; 3 speakers." in said
    assert "IP2: respondent, printed as IP2, 2 turns\n" in said
    assert "IP3: respondent, printed as IP3, 1 turn\n" in said


@pytest.mark.parametrize(
    ("words", "option"), [("x", []), ("IP1: Ja.\nIP2: Nej.", ["--no-speakers"])]
)
def test_one_respondent_whom_nothing_names_is_said_to_be_one(
    words, option, project, tmp_path, qualcode
):
    file = tmp_path / "A.txt"
    file.write_text(words, encoding="utf-8")
    said = qualcode("import", project, file, *option, *ANNA).out
    assert "; one respondent, since nobody is labelled.\n" in said


def test_a_file_that_is_gone_is_told_without_the_system_s_words(project, tmp_path, qualcode):
    said = qualcode("import", project, tmp_path / "gone.txt", *ANNA, expect=1).err
    assert "“gone.txt” can’t be opened (it is not there)." in said


# Names of files, rules and reports


def test_a_folder_comes_in_by_the_pattern_of_its_names(project, tmp_path, qualcode):
    folder = tmp_path / "Material"
    folder.mkdir()
    for name in ("Almby_intervju_20260501_Örebro", "Berg_workshop_20260503_Uppsala"):
        (folder / f"{name}.txt").write_text(INTERVIEW + name, encoding="utf-8")
    pattern = "{titel}_{typ}_{datum}_{Kommun}"
    qualcode("import", project, folder, *ANNA, "--pattern", pattern)
    found = qualcode("list", project, "documents", "--json").json
    assert [(d["title"], d["kind"], d["date"], d["attributes"]) for d in found] == [
        ("Almby", "interview", "2026-05-01", {"Kommun": "Örebro"}),
        ("Berg", "workshop", "2026-05-03", {"Kommun": "Uppsala"}),
    ]
    qualcode("check", project)


def test_the_group_of_a_name_is_that_of_its_respondents(project, tmp_path, qualcode):
    path = tmp_path / "Almby_SK.txt"
    path.write_text(INTERVIEW, encoding="utf-8")
    qualcode("import", project, path, *ANNA, "--pattern", "{title}_{group}")
    persons = qualcode("list", project, "persons", "--json").json
    assert {person["kind"]: person["group"] for person in persons} == {
        "interviewer": None,
        "respondent": "SK",
    }


def test_rules_say_what_the_command_does_not(project, tmp_path, qualcode):
    path, rules = tmp_path / "Möte.txt", tmp_path / "rules.json"
    path.write_text(INTERVIEW, encoding="utf-8")
    (tmp_path / "Guide.txt").write_text("1. Vad är ert mandat?\n", encoding="utf-8")
    rules.write_text(
        '{"kind": "workshop", "language": "en", "guide": "Guide.txt",'
        ' "speakers": {"karin": "interviewer"}}'
    )
    how = ["--rules", rules, "--kind", "observation", "--json"]
    (found,) = qualcode("import", project, path, *ANNA, *how).json
    assert (found["kind"], found["language"]) == ("observation", "en")
    assert [speaker["kind"] for speaker in found["speakers"]] == ["interviewer", "interviewer"]
    assert len(found["questions"]) == 1


def test_a_report_is_written(project, tmp_path, qualcode):
    path, report = tmp_path / "Möte.txt", tmp_path / "Report.csv"
    path.write_text(INTERVIEW, encoding="utf-8")
    qualcode("import", project, path, *ANNA, "--report", report)
    assert "Möte.txt,Is imported" in report.read_text(encoding="utf-8-sig")


def test_a_bad_pattern_and_bad_rules_are_refused(project, tmp_path, qualcode):
    path = tmp_path / "a.txt"
    path.write_text("Ja.", encoding="utf-8")
    assert (
        "can’t be used" in qualcode("import", project, path, *ANNA, "--pattern", "x", expect=1).err
    )
    assert "no rules" in qualcode("import", project, path, *ANNA, "--rules", path, expect=1).err
    assert qualcode("list", project, "documents", "--json").json == []
