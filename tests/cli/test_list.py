import hashlib
import re

import pytest

from qualcode.cli import listing
from qualcode.core import translate
from qualcode.core.model import ATTRIBUTE_KINDS, DOCUMENT_KINDS, LEVELS, PERSON_KINDS
from tests.cli.conftest import ANNA, INTERVIEW

UUID = re.compile(r"[0-9a-f-]{36}")
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
FIELDS = {
    "documents": "id title kind language characters sha256 date wave folder case attributes",
    "turns": "id document document_id start end speech_start label person person_id kind time_code",
    "persons": "id name pseudonym kind role group documents labels turns belongs attributes",
    "codes": "id name path parent_id level colour definition passages persons",
    "segments": "id document document_id start end quote condensed interpretation codes coder"
    " coder_id created",
    "codings": "id document document_id segment_id start end quote code code_id code_path coder"
    " coder_id persons comment created",
    "coders": "id name initials colour codings created",
}


@pytest.fixture
def listed(project, interview, sheet, qualcode):
    """Lists what is in a project with one coding by Anna, of Karin's words."""
    path = sheet("document,code,quote", f"{interview},Tid > Brist,Tiden räcker inte.")
    qualcode("code", project, "--from", path, *ANNA)
    return lambda what, *words: qualcode("list", project, what, "--json", *words).json


@pytest.mark.parametrize("what", FIELDS)
def test_each_list_has_its_fields_in_order(what, listed):
    assert " ".join(listed(what)[0]) == FIELDS[what]


@pytest.mark.parametrize("what", [*FIELDS, "memos"])
def test_ids_and_times_are_well_formed(what, listed):
    for row in listed(what):
        assert UUID.fullmatch(row["id"])
        assert TIME.fullmatch(row.get("created", "2026-01-01T00:00:00.000Z"))


@pytest.mark.parametrize("what", [*FIELDS, "memos"])
def test_an_empty_project_has_empty_lists(what, project, qualcode):
    assert len(qualcode("list", project, what, "--json").json) == (what == "coders")


def test_a_document_has_the_hash_of_its_stored_text(listed):
    (document,) = listed("documents")
    assert document["sha256"] == hashlib.sha256(INTERVIEW.encode()).hexdigest()
    assert document["characters"] == len(INTERVIEW)


def test_a_coding_tells_whose_words_it_holds(listed):
    (coding,) = listed("codings")
    assert coding["persons"] == ["Respondent 1"]
    assert (coding["code"], coding["code_path"], coding["comment"]) == (
        "Brist",
        "Tid > Brist",
        None,
    )
    assert INTERVIEW[coding["start"] : coding["end"]] == coding["quote"]


def test_a_code_counts_what_is_under_it(listed):
    assert [(c["path"], c["passages"], c["persons"]) for c in listed("codes")] == [
        ("Tid", 1, 1),
        ("Tid > Brist", 1, 1),
    ]


def test_turns_stand_in_the_order_of_the_text(listed):
    turns = listed("turns")
    assert [turn["label"] for turn in turns] == ["Intervjuare", "Karin"] * 2
    assert all(INTERVIEW[t["start"] :].startswith(t["label"]) for t in turns)


def test_real_names_are_given_only_when_asked_for(listed):
    quiet, asked = listed("persons"), listed("persons", "--names")
    assert "Karin" not in str(quiet)
    assert {"Karin", None} == {person["name"] for person in asked}
    assert quiet[1]["labels"][0]["label"] == "[Respondent 1]"


@pytest.mark.parametrize("what", [*FIELDS, "memos"])
def test_people_read_a_table(what, listed, project, qualcode):
    lines = qualcode("list", project, what).out.splitlines()
    assert len(lines) == 1 + len(listed(what))
    assert lines[0][0].isupper()


def test_the_table_of_persons_hides_names_too(listed, project, qualcode):
    assert "Karin" not in qualcode("list", project, "persons").out
    assert "Karin" in qualcode("list", project, "persons", "--names").out


def test_text_prints_the_stored_text_and_nothing_else(project, interview, qualcode):
    assert qualcode("text", project, "intervju 1").out == INTERVIEW


def test_the_text_of_an_unknown_document_is_refused(project, qualcode):
    assert "“Gone”" in qualcode("text", project, "Gone", expect=1).err


def test_people_read_names_and_programs_what_is_stored(project, interview, sheet, qualcode):
    qualcode("codebook", project, sheet("path,level", "A,category", "A > B,sub-category"), *ANNA)
    translate.set_language("sv")
    assert "sub-category" not in qualcode("list", project, "codes").out
    assert "interview\n" not in qualcode("list", project, "documents").out
    codes = qualcode("list", project, "codes", "--json").json
    assert [code["level"] for code in codes] == ["category", "sub-category"]


def test_every_level_and_kind_has_a_name_for_people():
    assert {*LEVELS} == listing.NAMES["level"].keys()
    assert {*DOCUMENT_KINDS, *PERSON_KINDS, *ATTRIBUTE_KINDS} == listing.NAMES["kind"].keys()


@pytest.fixture
def known(project, listed, sheet, qualcode, tmp_path):
    """Karin is known by name, and a document is called after her."""
    path = tmp_path / "Karins intervju.txt"
    path.write_text("I: Hur?\nKarin: Det är oklart.", encoding="utf-8")
    qualcode("import", project, path, *ANNA)
    rows = ("Karin,Samordnare A,Karin",)
    path = sheet("label,pseudonym,name", *rows, name="p.csv")
    qualcode("persons", project, "--from", path, *ANNA)
    return listed


@pytest.mark.parametrize("what", ["documents", "turns", "persons", "segments", "codings"])
def test_names_are_left_out_of_titles_labels_and_quotes_on_request(what, known, qualcode, project):
    shown = qualcode("list", project, what, "--nameless", "--json").out
    assert "Karin" not in shown
    if what in ("documents", "turns"):
        assert "[Samordnare A]s intervju" in shown
        assert "Karins intervju" in qualcode("list", project, what, "--json").out


def test_a_text_has_pseudonyms_on_request_and_else_every_sign_as_it_was(known, qualcode, project):
    stored = qualcode("text", project, "Karins intervju").out
    assert stored == "I: Hur?\nKarin: Det är oklart."
    shown = qualcode("text", project, "Karins intervju", "--nameless").out
    assert shown == "I: Hur?\n[Samordnare A]: Det är oklart."


def test_what_is_found_has_pseudonyms_on_request(known, qualcode, project):
    answer = qualcode("find", project, "oklart", "--nameless", "--json").json
    hit = answer["hits"][-1]
    assert hit["document"] == "[Samordnare A]s intervju"
    assert (hit["before"], hit["quote"]) == ("[Samordnare A]: Det är ", "oklart")
    assert "Karin" not in qualcode("find", project, "intervju", "--nameless", "--json").out


def test_names_are_not_asked_for_and_refused_at_once(known, qualcode, project):
    assert qualcode("list", project, "persons", "--names", "--nameless", expect=2).err
