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
        "file": "Möte.txt",
        "title": "Möte",
        "outcome": "imported",
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
        "details": [],
        "named": {},
        "correction": None,
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


def test_what_else_lies_in_a_folder_is_said(project, tmp_path, qualcode):
    folder = tmp_path / "material"
    folder.mkdir()
    (folder / "a.txt").write_text(INTERVIEW)
    (folder / "a.mp3").touch()
    report = tmp_path / "report.csv"
    answer = qualcode("import", project, folder, *ANNA, "--report", report)
    assert "1 recording lies there too." in answer.err
    assert "1 recording lies there too." in report.read_text(encoding="utf-8-sig")


def test_the_very_same_file_is_left_out_and_said_so(project, interview, tmp_path, qualcode):
    (again,) = qualcode("import", project, tmp_path / "Intervju 1.txt", *ANNA, "--json").json
    assert (again["title"], again["outcome"]) == ("Intervju 1", "left-out")
    assert "“Intervju 1”" in again["notes"][0]
    assert len(qualcode("list", project, "documents", "--json").json) == 1


def test_the_very_same_file_comes_in_again_where_that_is_wanted(
    project, interview, tmp_path, qualcode
):
    path = tmp_path / "Intervju 1.txt"
    how = ["--known", "again", "--json"]
    (again,) = qualcode("import", project, path, *ANNA, *how).json
    assert again["title"] == "Intervju 1 (2)"
    assert "“Intervju 1”" in again["notes"][0]


def test_of_two_files_with_the_same_bytes_one_comes_in(project, tmp_path, qualcode):
    for name in ("A.txt", "B.txt"):
        (tmp_path / name).write_text(INTERVIEW, encoding="utf-8")
    report = tmp_path / "Report.csv"
    files = [tmp_path / "A.txt", tmp_path / "B.txt"]
    said = qualcode("import", project, *files, *ANNA, "--report", report).out
    assert "“B.txt” is left out.\n  The same file comes in already, as “A”." in said
    assert [d["title"] for d in qualcode("list", project, "documents", "--json").json] == ["A"]
    assert "B.txt,Is left out" in report.read_text(encoding="utf-8-sig")


# A new version of a known file


@pytest.fixture
def newer(project, interview, tmp_path):
    """The file of the interview, corrected."""
    path = tmp_path / "Intervju 1.txt"
    path.write_text(path.read_text(encoding="utf-8").replace("oklart", "klart"), encoding="utf-8")
    return path


def documents(qualcode, project):
    return qualcode("list", project, "documents", "--json").json


def test_a_new_version_is_another_document_unless_it_is_said(newer, project, qualcode):
    (found,) = qualcode("import", project, newer, *ANNA, "--json").json
    assert (found["title"], found["outcome"]) == ("Intervju 1 (2)", "imported")
    assert "--known correct" in found["notes"][0]


def test_a_new_version_is_left_out_with_what_is_here(newer, project, qualcode):
    (found,) = qualcode("import", project, newer, *ANNA, "--known", "skip", "--json").json
    assert found["outcome"] == "left-out"
    assert len(documents(qualcode, project)) == 1


def test_a_new_version_takes_the_old_one_s_place_with_its_marks(newer, project, qualcode, tmp_path):
    before = documents(qualcode, project)[0]["id"]
    at = qualcode("text", project, "Intervju 1").out.index("oklart")
    sheet, report = tmp_path / "codings.csv", tmp_path / "Report.csv"
    sheet.write_text(f"document,start,end,code\nIntervju 1,{at},{at + 6},Mandat\n")
    qualcode("code", project, "--from", sheet, *ANNA)
    how = ["--known", "correct", "--json", "--report", report]
    (found,) = qualcode("import", project, newer, *ANNA, *how).json
    assert (found["id"], found["outcome"]) == (before, "corrected")
    assert "1 passage touched" in found["correction"]
    assert qualcode("text", project, "Intervju 1").out == newer.read_text(encoding="utf-8")
    assert "Corrects “Intervju 1”" in report.read_text(encoding="utf-8-sig")
    qualcode("check", project)


def test_rules_say_what_is_done_with_known_files(newer, project, qualcode, tmp_path):
    rules = tmp_path / "rules.json"
    rules.write_text('{"known": "correct"}')
    (found,) = qualcode("import", project, newer, *ANNA, "--rules", rules, "--json").json
    assert found["outcome"] == "corrected"


# What documents say of themselves, and folders


HEAD = "Datum: 14 juni 2016\nKommun: Ålesta\nRoll: Chef\nRespondent: Karin Ek\n\n"


@pytest.fixture
def with_head(tmp_path):
    path = tmp_path / "Möte.txt"
    path.write_text(HEAD + INTERVIEW, encoding="utf-8")
    return path


def test_what_a_document_says_of_itself_is_told_and_used_on_demand(with_head, project, qualcode):
    said = qualcode("import", project, with_head, *ANNA).out
    assert "may be used with --details: Datum, Kommun, Roll, Respondent." in said
    assert documents(qualcode, project)[0]["date"] is None


def test_what_a_document_says_of_itself_is_used(with_head, project, qualcode):
    (found,) = qualcode("import", project, with_head, *ANNA, "--details", "--json").json
    assert found["details"][0] == {
        "label": "Datum",
        "value": "14 juni 2016",
        "use": "date",
        "used": True,
    }
    (document,) = documents(qualcode, project)
    assert (document["date"], document["attributes"]) == ("2016-06-14", {"Kommun": "Ålesta"})
    persons = qualcode("list", project, "persons", "--json").json
    assert {p["role"] for p in persons if p["kind"] == "respondent"} == {"Chef"}
    assert qualcode("text", project, "Möte").out == HEAD + INTERVIEW


def test_rules_say_what_is_made_of_it(with_head, project, qualcode, tmp_path):
    rules = tmp_path / "rules.json"
    rules.write_text('{"details": {"kommun": "case"}, "remove": ["beginning"]}')
    qualcode("import", project, with_head, *ANNA, "--rules", rules)
    (document,) = documents(qualcode, project)
    assert (document["date"], document["case"]) == (None, "Ålesta")
    assert qualcode("text", project, "Möte").out == INTERVIEW


def test_folders_are_made_after_those_of_the_files(project, tmp_path, qualcode):
    inner = tmp_path / "Material" / "Våg 1" / "Chefer"
    inner.mkdir(parents=True)
    (inner / "A.txt").write_text(INTERVIEW + "A", encoding="utf-8")
    (tmp_path / "Material" / "B.txt").write_text(INTERVIEW + "B", encoding="utf-8")
    qualcode("import", project, tmp_path / "Material", *ANNA, "--folders")
    found = {d["title"]: d["folder"] for d in documents(qualcode, project)}
    assert found == {"A": "Våg 1 > Chefer", "B": None}


def test_what_can_be_read_comes_in_where_that_is_wanted(project, tmp_path, qualcode):
    good, bad, report = tmp_path / "good.txt", tmp_path / "bad.docx", tmp_path / "Report.csv"
    good.write_text("Hej.")
    bad.write_bytes(b"no zip")
    how = ["--partial", "--report", report]
    assert "bad.docx" in qualcode("import", project, good, bad, *ANNA, *how).err
    assert [d["title"] for d in documents(qualcode, project)] == ["good"]
    assert 'bad.docx,"“bad.docx”' in report.read_text(encoding="utf-8-sig")


def test_a_report_is_written_of_what_could_not_be_read(project, tmp_path, qualcode):
    good, bad, report = tmp_path / "good.txt", tmp_path / "bad.docx", tmp_path / "Report.csv"
    good.write_text("Hej.")
    bad.write_bytes(b"no zip")
    qualcode("import", project, good, bad, *ANNA, "--report", report, expect=1)
    assert "bad.docx" in report.read_text(encoding="utf-8-sig")
    assert documents(qualcode, project) == []


def test_what_is_known_is_what_rules_may_say():
    from qualcode.cli.importing import KNOWN
    from qualcode.core.importers import rules

    assert KNOWN == rules.KNOWN


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
    assert "; 3 speakers, 3 respondents." in said
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


@pytest.mark.parametrize("name", ["Report.xyz", "gone/Report.csv", "There.csv"])
def test_nothing_is_imported_if_its_report_can_t_be_written(name, project, tmp_path, qualcode):
    path = tmp_path / "Möte.txt"
    path.write_text("Karin: Ja.", encoding="utf-8")
    (tmp_path / "There.csv").write_text("mine", encoding="utf-8")
    qualcode("import", project, path, *ANNA, "--report", tmp_path / name, expect=1)
    assert qualcode("list", project, "documents", "--json").json == []
    assert (tmp_path / "There.csv").read_text(encoding="utf-8") == "mine"


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


def test_who_is_called_as_the_evaluator_is_an_interviewer(project, tmp_path, qualcode):
    path = tmp_path / "Möte.txt"
    path.write_text(INTERVIEW.replace("Intervjuare", "ANNA"), encoding="utf-8")
    (found,) = qualcode("import", project, path, *ANNA, "--json").json
    kinds = {one["label"]: one["kind"] for one in found["speakers"]}
    assert kinds == {"ANNA": "interviewer", "Karin": "respondent"}


def test_the_evaluator_asks_the_questions_of_a_guide(project, tmp_path, qualcode):
    path, guide = tmp_path / "Möte.txt", tmp_path / "Guide.txt"
    path.write_text(
        "Anna: Vad är ert mandat?\nKarin: Vad är ert mandat, undrar ni.\nAnna: Jaha.\nKarin: Ja.\n",
        encoding="utf-8",
    )
    guide.write_text("1. Vad är ert mandat?\n", encoding="utf-8")
    (found,) = qualcode("import", project, path, *ANNA, "--guide", guide, "--json").json
    assert [one["words"] for one in found["questions"]] == ["Vad är ert mandat?"]


def test_two_spellings_are_doubtful_and_one_by_the_rules(project, tmp_path, qualcode):
    path, rules = tmp_path / "Möte.txt", tmp_path / "rules.json"
    turns = "Deltagare 1: Ja.\nDeltagare 2: Nej.\n" * 5
    path.write_text(turns + "Deltagre 2: Jo.\nDeltagare 1: Ja.\n", encoding="utf-8")
    said = qualcode("import", project, path, *ANNA).out
    assert "“Deltagre 2” may be “Deltagare 2”" in said
    qualcode("undo", project, *ANNA)
    rules.write_text('{"spellings": {"deltagre 2": "Deltagare 2"}}')
    (found,) = qualcode("import", project, path, *ANNA, "--rules", rules, "--json").json
    assert [(one["label"], one["turns"]) for one in found["speakers"]] == [
        ("Deltagare 1", 6),
        ("Deltagare 2", 6),
    ]
    assert found["notes"] == []


def test_a_name_says_of_what_kind_a_document_is_and_what_it_says_is_told(
    project, tmp_path, qualcode
):
    path = tmp_path / "Slutrapport_2026-05-01.txt"
    path.write_text("Rapporten handlar om samverkan.", encoding="utf-8")
    pattern = ("--pattern", "{title}_{date}")
    (found,) = qualcode("import", project, path, *ANNA, *pattern, "--json").json
    assert (found["kind"], found["speakers"]) == ("document", [])
    assert found["named"] == {"title": "Slutrapport", "date": "2026-05-01"}
    qualcode("undo", project, *ANNA)
    said = qualcode("import", project, path, *ANNA, *pattern).out
    assert "Known by its name: Title of the document: Slutrapport, Date: 2026-05-01." in said


def test_what_is_said_of_one_respondent_is_not_used_of_two_and_that_is_said(
    project, tmp_path, qualcode
):
    path = tmp_path / "Samtal.txt"
    talk = "Eva: Det är otydligt.\nBo: Nej, det är tydligt.\nEva: Det går ju inte.\nBo: Jo.\n"
    path.write_text("Datum: 14 juni 2016\nRoll: Chef\nKommun: Ålesta\n\n" + talk * 2)
    said = qualcode("import", project, path, *ANNA, "--details").out
    assert (
        "Used of what it says of itself: Datum (Date), Kommun (Attribute of the document)." in said
    )
    assert (
        "Not used of what it says of itself, since 2 people answer: Roll (Role of the respondent)."
        in said
    )
