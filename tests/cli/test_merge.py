"""Projects become one, from the command line."""

import json
import shutil
import sqlite3

import pytest

from qualcode.core.operations.anonymising import Replacement, anonymise
from qualcode.core.operations.codes import NewCode, create_code, delete_codes
from qualcode.core.operations.corrections import correct_text
from qualcode.core.operations.memos import write_memo
from qualcode.core.project import Project
from qualcode.core.store import coders, documents, journal
from qualcode.core.store.backups import backups_of
from qualcode.core.store.problems import disk_full
from tests.cli.conftest import ANNA, INTERVIEW
from tests.core.tables import contents

BO = ["--coder", "Bo"]


@pytest.fixture
def coded(project, interview, qualcode, sheet):
    codings = sheet(
        "document,code,quote",
        f"{interview},Otydligt mandat,Vi vet inte vem som får besluta.",
    )
    qualcode("code", project, "--from", codings, *ANNA)
    return project


@pytest.fixture
def apart(tmp_path, qualcode, sheet):
    """Bo's own project with the same interview, spelled a little otherwise."""
    path = tmp_path / "Bos.qualcode"
    qualcode("new", path, *BO, "--language", "sv")
    text = tmp_path / "bo" / "Intervju ett.txt"
    text.parent.mkdir()
    text.write_text(INTERVIEW.replace("räcker inte", "räcker ej"), encoding="utf-8")
    qualcode("import", path, text, *BO)
    codings = sheet(
        "document,code,quote,comment",
        "Intervju ett,otydliga mandat,Vi vet inte vem som får besluta.,Ja",
        "Intervju ett,Tid,Tiden räcker ej.,",
        name="bo.csv",
    )
    qualcode("code", path, "--from", codings, *BO)
    return path


def everything(path):
    """All that stands in a file; opening it to write changes a counter in its header."""
    with Project.open(path, read_only=True) as project:
        return contents(project.db), journal.entries(project.db)


def adds_up(answer):
    tables = [value for value in answer.values() if isinstance(value, dict) and "after" in value]
    assert len(tables) > 9
    return all(one["after"] == one["before"] + one["added"] - one["deleted"] for one in tables)


def test_projects_that_began_apart_become_one(coded, apart, qualcode):
    answer = qualcode("merge", coded, apart, *ANNA, "--json").json
    assert adds_up(answer)
    assert answer["documents"]["unified"] == answer["documents"]["after"] == 1
    assert (answer["codings"]["before"], answer["codings"]["after"]) == (1, 3)
    assert answer["persons"]["after"] == 2
    quotes = {one["quote"] for one in qualcode("list", coded, "codings", "--json").json}
    assert quotes == {"Vi vet inte vem som får besluta.", "Tiden räcker inte."}
    assert qualcode("check", coded, "--json").json == []


def test_merging_again_changes_nothing(coded, apart, qualcode):
    qualcode("merge", coded, apart, *ANNA)
    before = everything(coded)
    answer = qualcode("merge", coded, apart, *ANNA)
    assert "nothing new" in answer.out
    assert everything(coded) == before
    assert len(backups_of(coded)) == 1


def test_undo_takes_a_merge_back_whole(coded, apart, qualcode):
    before = qualcode("list", coded, "codings", "--json").out
    qualcode("merge", coded, apart, *ANNA)
    assert "Merge with “Bos”" in qualcode("undo", coded, *ANNA).out
    assert qualcode("list", coded, "codings", "--json").out == before
    assert qualcode("merge", coded, apart, *ANNA, "--json").json["codings"]["after"] == 3


def test_a_plan_writes_nothing(coded, apart, qualcode):
    before = coded.read_bytes(), apart.read_bytes()
    plan = qualcode("merge", coded, apart, *BO, "--plan", "--json").json
    qualcode("merge", coded, apart, *BO, "--plan")
    assert (coded.read_bytes(), apart.read_bytes()) == before
    assert adds_up(plan)
    assert plan["codings"]["added"] == 2
    assert backups_of(coded) == []


def test_a_question_is_asked_answered_and_remembered(coded, apart, qualcode, tmp_path):
    plan = qualcode("merge", coded, apart, *ANNA, "--plan", "--json").json
    (question,) = plan["questions"]
    assert (question["ours"]["name"], question["theirs"]["name"]) == (
        "Otydligt mandat",
        "otydliga mandat",
    )
    question["answer"] = "same"
    answers = tmp_path / "answers.json"
    answers.write_text(json.dumps(plan), encoding="utf-8")
    done = qualcode("merge", coded, apart, *ANNA, "--decisions", answers, "--json").json
    assert [one["answer"] for one in done["decisions"]] == ["same"]
    codes = [one["name"] for one in qualcode("list", coded, "codes", "--json").json]
    assert codes == ["Otydligt mandat", "Tid"]
    assert qualcode("merge", coded, apart, *ANNA, "--plan", "--json").json["questions"] == []


def test_answers_to_a_plan_that_is_no_longer_true_are_taken_with_a_word(
    coded, apart, qualcode, tmp_path
):
    answers = tmp_path / "answers.json"
    answers.write_text(qualcode("merge", coded, apart, *ANNA, "--plan", "--json").out, "utf-8")
    with Project.open(apart) as project:
        create_code(project, coders.all_coders(project.db)[0].id, NewCode("Tillit"))
    told = qualcode("merge", coded, apart, *ANNA, "--decisions", answers)
    assert "“Bos.qualcode” was changed since the plan" in told.err
    assert told.err.count("was changed since") == 1
    again = qualcode("merge", coded, apart, *ANNA, "--decisions", answers)
    assert "was changed since" not in again.err


@pytest.fixture
def corrected(coded, tmp_path):
    """The project and a copy of it, in which the same words are corrected, each otherwise."""
    other = tmp_path / "Annas andra.qualcode"
    shutil.copy(coded, other)
    for path, time in ((coded, "Tiden är för knapp"), (other, "Tiden räcker aldrig")):
        with Project.open(path) as project:
            coder = coders.all_coders(project.db)[0].id
            (document,) = documents.all_documents(project.db)
            text = documents.text(project.db, document.id)
            correct_text(project, coder, document.id, text.replace("Tiden räcker inte", time))
    return other


def test_at_a_place_that_two_corrected_one_chooses_in_the_file_of_decisions(
    coded, corrected, qualcode, tmp_path
):
    plan = qualcode("merge", coded, corrected, *ANNA, "--plan", "--json").json
    ((place,),) = [one["collided"] for one in plan["conflicts"]]
    assert [one["value"] for one in place["values"]] == ["är för knapp", "räcker aldrig"]
    assert (place["taken"], place["answers"], place["answer"]) == (1, [0, 1], None)
    assert place["before"].endswith("Tiden ") and place["after"].startswith(". Mandatet")
    said = qualcode("merge", coded, corrected, *ANNA, "--plan").err
    assert "“räcker aldrig” stands, not “är för knapp”" in said
    assert "At 1 place one can choose between two wordings" in said
    place["answer"] = 0
    answers = tmp_path / "answers.json"
    answers.write_text(json.dumps(plan), encoding="utf-8")
    more = "--decisions", answers, "--report", tmp_path / "report.docx"
    done = qualcode("merge", coded, corrected, *ANNA, *more, "--json").json
    ((place,),) = [one["collided"] for one in done["conflicts"]]
    assert (place["stands"], place["taken"], place["chosen"]) == ("är för knapp", 0, True)
    assert [(one["kind"], one["names"]) for one in done["decisions"]] == [
        ("place", ["Intervju 1", "Anna"])
    ]
    assert "nothing new" in qualcode("merge", coded, corrected, *ANNA, "--decisions", answers).out


def test_a_place_of_no_text_is_refused(coded, corrected, qualcode, tmp_path):
    answers = tmp_path / "answers.json"
    lost = {"kind": "conflict", "id": "nothing", "collided": [{"place": "a-1-2", "answer": 1}]}
    answers.write_text(json.dumps({"conflicts": [lost]}), encoding="utf-8")
    said = qualcode("merge", coded, corrected, *ANNA, "--decisions", answers, expect=1).err
    assert "“answers.json” are about other projects" in said
    unknown = lost | {"what": "Intervju 1", "collided": [{"place": "nix", "answer": 1}]}
    answers.write_text(json.dumps({"conflicts": [unknown]}), encoding="utf-8")
    said = qualcode("merge", coded, corrected, *ANNA, "--decisions", answers, expect=1).err
    assert "“answers.json”: the text of “Intervju 1” has no place “nix”" in said
    answers.write_text(json.dumps({"conflicts": [lost | {"collided": 7}]}), encoding="utf-8")
    said = qualcode("merge", coded, corrected, *ANNA, "--decisions", answers, expect=1).err
    assert "“answers.json” is no file of decisions" in said


def test_an_answer_that_can_t_be_given_is_refused(coded, apart, qualcode, tmp_path):
    plan = qualcode("merge", coded, apart, *ANNA, "--plan", "--json").json
    plan["questions"][0]["answer"] = "maybe"
    answers = tmp_path / "answers.json"
    answers.write_text(json.dumps(plan), encoding="utf-8")
    before = everything(coded)
    said = qualcode("merge", coded, apart, *ANNA, "--decisions", answers, expect=1).err
    assert "number 1 of “questions”" in said
    assert everything(coded) == before


def test_two_answers_to_one_question_that_contradict_each_other_are_refused(
    coded, apart, qualcode, tmp_path
):
    plan = qualcode("merge", coded, apart, *ANNA, "--plan", "--json").json
    (question,) = plan["questions"]
    turned = question | {"ours": question["theirs"], "theirs": question["ours"]}
    answers = tmp_path / "answers.json"
    before = everything(coded)
    for other in (question, turned):
        plan["questions"] = [question | {"answer": "same"}, other | {"answer": "different"}]
        answers.write_text(json.dumps(plan), encoding="utf-8")
        said = qualcode("merge", coded, apart, *ANNA, "--decisions", answers, expect=1).err
        assert "number 1 of “questions” and number 2 of “questions”" in said
        assert everything(coded) == before
    plan["questions"] = [question | {"answer": "same"}] * 2
    answers.write_text(json.dumps(plan), encoding="utf-8")
    qualcode("merge", coded, apart, *ANNA, "--decisions", answers)


@pytest.mark.parametrize(
    "about",
    [
        {"ours": {"id": "of another project"}},
        {"kind": "same-coder"},
        {"kind": "conflict", "id": "nothing", "columns": ["name"], "answer": 0},
        {"kind": "names", "file": "Renamed.qualcode", "answer": "replace"},
    ],
)
def test_decisions_of_another_merge_are_refused(about, coded, apart, qualcode, tmp_path):
    plan = qualcode("merge", coded, apart, *ANNA, "--plan", "--json").json
    part = "conflicts" if about.get("kind") == "conflict" else "questions"
    path = tmp_path / "decisions.json"
    entry = {**plan["questions"][0], "answer": "same"} | about
    path.write_text(json.dumps({part: [entry]}), encoding="utf-8")
    before, files = everything(coded), sorted(tmp_path.iterdir())
    for more in (["--plan"], []):
        said = qualcode("merge", coded, apart, *ANNA, "--decisions", path, *more, expect=1).err
        assert "other projects" in said
    assert (everything(coded), sorted(tmp_path.iterdir())) == (before, files)


@pytest.mark.parametrize("words", ["", "[]", "{}", "{nonsense", '{"questions": 7}', "\udcff"])
def test_a_file_that_holds_no_decisions_is_refused(words, coded, apart, qualcode, tmp_path):
    answers = tmp_path / "answers.json"
    answers.write_bytes(words.encode("utf-8", "surrogateescape"))
    said = qualcode("merge", coded, apart, *ANNA, "--decisions", answers, expect=1).err
    assert "“answers.json” is no file of decisions" in said


def test_two_evaluators_of_one_name_stay_two(project, interview, tmp_path, qualcode, sheet):
    other = tmp_path / "Annas andra.qualcode"
    qualcode("new", other, *ANNA, "--language", "sv")
    qualcode("import", other, sheet("Eva: Ja.", name="Eva.txt"), *ANNA)
    plan = qualcode("merge", project, other, *ANNA, "--plan", "--json").json
    assert [one["kind"] for one in plan["questions"]] == ["same-coder"]
    qualcode("merge", project, other, *ANNA)
    names = [one["name"] for one in qualcode("list", project, "coders", "--json").json]
    assert names == ["Anna", "Anna"]
    assert "nothing new" in qualcode("merge", project, other, *ANNA).out


def test_after_a_merge_the_history_is_told_in_the_order_of_time(coded, apart, qualcode):
    qualcode("merge", coded, apart, *ANNA)
    lines = qualcode("history", coded, "--json").json
    times = [line["time"] for line in lines]
    assert {line["coder"] for line in lines} == {"Anna", "Bo"}
    assert times == sorted(times, reverse=True)


def test_an_evaluator_who_is_the_same_owns_the_codings_of_both(
    project, interview, tmp_path, qualcode, sheet
):
    other = tmp_path / "Annas andra.qualcode"
    qualcode("new", other, *ANNA, "--language", "sv")
    qualcode("import", other, sheet("Eva: Ja.", name="Eva.txt"), *ANNA)
    qualcode("code", other, "--from", sheet("document,code,quote", "Eva,A,Ja."), *ANNA)
    plan = qualcode("merge", project, other, *ANNA, "--plan", "--json").json
    plan["questions"][0]["answer"] = "same"
    answers = tmp_path / "answers.json"
    answers.write_text(json.dumps(plan), encoding="utf-8")
    qualcode("merge", project, other, *ANNA, "--decisions", answers)
    (coder,) = qualcode("list", project, "coders", "--json").json
    assert coder["codings"] == 1
    assert all(one["coder"] == "Anna" for one in qualcode("history", project, "--json").json)


@pytest.mark.parametrize("ending", [".docx", ".html", ".json"])
def test_a_report_is_written_without_names_or_quotes(ending, coded, apart, qualcode, tmp_path):
    report = tmp_path / f"rapport{ending}"
    qualcode("merge", coded, apart, *ANNA, "--report", report)
    data = report.read_bytes()
    if ending == ".docx":
        import zipfile

        data = zipfile.ZipFile(report).read("word/document.xml")
    assert b"Karin" not in data
    assert "Tiden räcker".encode() not in data
    assert b"Bos.qualcode" in data


def test_a_report_that_can_t_be_written_is_refused_before_anything(
    coded, apart, qualcode, tmp_path
):
    before = everything(coded)
    words = ["merge", coded, apart, *ANNA, "--report"]
    assert "Let its name end" in qualcode(*words, tmp_path / "r.txt", expect=1).err
    (tmp_path / "r.html").write_text("mine")
    assert "already a file" in qualcode(*words, tmp_path / "r.html", expect=1).err
    assert "no folder “gone”" in qualcode(*words, tmp_path / "gone" / "r.html", expect=1).err
    assert everything(coded) == before


def test_a_report_that_fails_afterwards_says_that_the_merge_is_done(
    coded, apart, qualcode, tmp_path, monkeypatch
):
    def full(_out, _data):
        raise disk_full(tmp_path / "r.html")

    monkeypatch.setattr("qualcode.core.report.merge.save", full)
    said = qualcode("merge", coded, apart, *ANNA, "--report", tmp_path / "r.html", expect=1).err
    assert said.startswith("It was done, but there is no report of it. There is no room")
    assert qualcode("merge", coded, apart, *ANNA, "--plan", "--json").json["nothing_new"]


def test_a_report_of_a_plan_is_wrong_usage(coded, apart, qualcode, tmp_path):
    words = ["merge", coded, apart, *ANNA, "--plan", "--report", tmp_path / "r.html"]
    assert "leave --plan out" in qualcode(*words, expect=2).err


def test_a_project_is_not_merged_with_itself_nor_twice_with_one(coded, apart, qualcode, tmp_path):
    before = everything(coded)
    assert "is the project itself" in qualcode("merge", coded, coded, *ANNA, expect=1).err
    assert "is given twice" in qualcode("merge", coded, apart, apart, *ANNA, expect=1).err
    link = tmp_path / "link.qualcode"
    link.symlink_to(apart)
    assert "is given twice" in qualcode("merge", coded, apart, link, *ANNA, expect=1).err
    assert everything(coded) == before


def test_a_copy_that_is_the_same_byte_by_byte_brings_nothing(coded, qualcode, tmp_path):
    copy = tmp_path / "copy.qualcode"
    shutil.copy(coded, copy)
    assert "nothing new" in qualcode("merge", coded, copy, *ANNA).out


@pytest.mark.parametrize("data", [None, b"", b"hello " * 100])
def test_what_is_no_project_is_refused_by_its_name(data, coded, apart, qualcode, tmp_path):
    other = tmp_path / "other.qualcode"
    if data is not None:
        other.write_bytes(data)
    before = everything(coded)
    answer = qualcode("merge", coded, apart, other, "--coder", "Cleo", expect=1)
    assert "other.qualcode" in answer.err
    assert everything(coded) == before
    assert backups_of(coded) == []


def test_a_newer_or_damaged_project_is_refused(coded, apart, qualcode):
    before = everything(coded)
    whole = apart.read_bytes()
    apart.write_bytes(whole[:8192] + b"\xff" * 4096 + whole[12288:])
    assert "“Bos.qualcode” is damaged" in qualcode("merge", coded, apart, *ANNA, expect=1).err
    apart.write_bytes(whole)
    with sqlite3.connect(apart) as connection:
        connection.execute("PRAGMA user_version = 999")
    connection.close()
    assert "newer version" in qualcode("merge", coded, apart, *ANNA, expect=1).err
    assert everything(coded) == before


def test_several_files_are_taken_in_at_once(coded, apart, qualcode, tmp_path):
    out = tmp_path / "cleo.qualcode"
    qualcode("handout", coded, out, "--for", "Cleo", "--blind")
    qualcode("import", out, tmp_path / "bo" / "Intervju ett.txt", "--coder", "Cleo")
    plan = qualcode("merge", coded, apart, out, *ANNA, "--plan", "--json").json
    done = qualcode("merge", coded, apart, out, *ANNA, "--json").json
    assert adds_up(done)
    assert done["files"] == ["Bos.qualcode", "cleo.qualcode"]
    assert done["codings"] == plan["codings"]
    assert qualcode("check", coded, "--json").json == []
    assert "nothing new" in qualcode("merge", coded, out, apart, *ANNA).out


def coders_of(path):
    return {row[1] for row in everything(path)[0]["coders"]}


def test_whoever_merges_is_counted_as_new_if_they_are(coded, apart, qualcode):
    coded_before = len(coders_of(coded))
    plan = qualcode("merge", coded, apart, "--coder", "Cleo", "--plan", "--json").json
    answer = qualcode("merge", coded, apart, "--coder", "Cleo", "--json").json
    for told in (plan["coders"], answer["coders"]):
        assert (told["before"], told["added"]) == (coded_before, 2)
        assert told["after"] == coded_before + 2
    assert "Cleo" in coders_of(coded)


def test_nobody_joins_a_project_to_merge_nothing(coded, apart, qualcode):
    qualcode("merge", coded, apart, *ANNA)
    before = everything(coded)
    answer = qualcode("merge", coded, apart, "--coder", "Cleo", "--json").json
    assert answer["nothing_new"]
    assert adds_up(answer)
    assert answer["coders"]["after"] == answer["coders"]["before"] == len(coders_of(coded))
    assert everything(coded) == before


def test_a_plan_leaves_every_byte_and_time_as_it_was(coded, apart, qualcode, tmp_path):
    def state():
        files = sorted(one for one in tmp_path.rglob("*") if one.is_file())
        return [(one, one.stat().st_mtime_ns, one.read_bytes()) for one in files]

    folders = [(one, one.stat().st_mtime_ns) for one in {coded.parent, apart.parent}]
    before = state()
    qualcode("merge", coded, apart, *ANNA, "--plan", "--json")
    qualcode("merge", coded, apart, *ANNA, "--plan")
    assert state() == before
    assert [(one, one.stat().st_mtime_ns) for one, _time in folders] == folders


def test_names_that_come_back_are_asked_about_and_replaced(coded, qualcode, tmp_path):
    made = tmp_path / "till Bo.qualcode"
    qualcode("handout", coded, made, "--for", "Bo")
    with Project.open(coded) as project:
        anna = project.db.execute("SELECT min(id) FROM coders").fetchone()[0]
        anonymise(project, anna, [Replacement("Tiden", "Klockan")])
    with Project.open(made) as project:
        bo = project.db.execute("SELECT max(id) FROM coders").fetchone()[0]
        write_memo(project, bo, "Tiden var knapp.")
    plan = qualcode("merge", coded, made, *ANNA, "--plan", "--json").json
    (asked,) = plan["questions"]
    assert (asked["kind"], asked["answers"]) == ("names", ["replace", "leave"])
    assert [line["number"] for line in plan["names"]] == [1]
    asked["answer"] = "replace"
    decisions = tmp_path / "svar.json"
    decisions.write_text(json.dumps(plan), encoding="utf-8")
    told = qualcode("merge", coded, made, *ANNA, "--decisions", decisions)
    assert "before names were replaced" not in told.out + told.err
    assert "1 name that was replaced" in told.err
    assert "Klockan var knapp." in {row[4] for row in everything(coded)[0]["memos"]}


def test_what_came_to_nothing_is_said_so_without_a_table(coded, qualcode, tmp_path):
    theirs = tmp_path / "copy.qualcode"
    shutil.copy(coded, theirs)
    with Project.open(theirs) as project:
        anna = coders.all_coders(project.db)[0].id
        code = create_code(project, anna, NewCode("Tillfällig")).first("codes")
        delete_codes(project, anna, [code])
    done = qualcode("merge", coded, theirs, *ANNA)
    assert "All that stands in it was in your project already." in done.out
    assert "After" not in done.out
