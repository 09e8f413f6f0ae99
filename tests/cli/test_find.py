import pytest

from qualcode.cli.finding import _SECTIONS, EXTENTS
from qualcode.core.analysis.search.elsewhere import Section
from qualcode.core.analysis.search.widen import Extent
from tests.cli.conftest import ANNA


def found(qualcode, project, *words):
    return qualcode("find", project, *words, "--json").json


def quotes(answer):
    return [hit["quote"] for hit in answer["hits"]]


@pytest.fixture
def code(project, interview, qualcode, sheet):
    qualcode("codebook", project, sheet("name,definition", "Mandat,Vem får besluta"), *ANNA)
    return "Mandat"


def test_the_words_are_found_with_what_stands_around_them(project, interview, qualcode):
    (hit,) = found(qualcode, project, "tiden räcker")["hits"]
    text = qualcode("text", project, interview).out
    assert text[hit["start"] : hit["end"]] == hit["quote"] == "Tiden räcker"
    assert hit["words"] == [[hit["start"], hit["start"] + 5], [hit["start"] + 6, hit["end"]]]
    assert (hit["before"], hit["after"][:6]) == ("Karin: ", " inte.")
    assert hit["person"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["mandatet"], ["Mandatet", "Mandatet"]),
        (["mandat"], ["mandat"]),
        (["mandat", "--begin"], ["mandat", "Mandatet", "Mandatet"]),
        (["mandat", "--lemma"], ["mandat", "Mandatet", "Mandatet"]),
        (["andat", "--part"], ["mandat", "Mandatet", "Mandatet"]),
        ([r"m\w+t\b", "--regex"], ["mandat", "Mandatet", "Mandatet"]),
        (["mandat*", "--not-interviewer"], ["Mandatet", "Mandatet"]),
        (["mandat*", "--documents", "intervju 1"], ["mandat", "Mandatet", "Mandatet"]),
    ],
)
def test_each_way_to_look(project, interview, qualcode, words, expected):
    assert quotes(found(qualcode, project, *words)) == expected


def test_people_read_a_line_for_each_and_how_many_say_it(project, interview, qualcode):
    lines = qualcode("find", project, "mandat*").out.splitlines()
    assert "Vad är ert mandat?" in lines[1]
    assert lines[-1] == "3 hits in 1 document, said by 1 respondent."


def test_the_codebook_is_searched_with_the_rest(project, code, qualcode):
    answer = found(qualcode, project, "besluta")
    assert [one["section"] for one in answer["elsewhere"]] == ["codes"]
    assert "Code: Vem får besluta" in qualcode("find", project, "besluta").out


def test_what_was_found_is_coded_in_one_step(project, code, qualcode):
    words = ["mandatet", "--code", code, "--extent", "sentence"]
    assert "2 passages coded." in qualcode("find", project, *words, *ANNA).out
    coded = qualcode("list", project, "codings", "--json").json
    assert [one["quote"] for one in coded] == [
        "Mandatet är oklart.",
        "Mandatet är oklart, som sagt.",
    ]
    assert "0 passages coded." in qualcode("find", project, *words, *ANNA).out
    qualcode("undo", project, *ANNA)
    assert qualcode("list", project, "codings", "--json").json == []


def test_a_code_that_is_not_there_is_refused_and_nobody_joins(project, interview, qualcode):
    words = ["mandat", "--code", "Nej", "--coder", "Bo"]
    assert "no code “Nej”" in qualcode("find", project, *words, expect=1).err
    assert len(qualcode("list", project, "coders", "--json").json) == 1


@pytest.mark.parametrize("words", [[""], ["-mandat"], ["(", "--regex"]])
def test_what_cannot_be_looked_for_is_refused_with_a_sentence(project, interview, qualcode, words):
    arguments = [*words[1:], "--", words[0]]
    assert qualcode("find", project, *arguments, expect=1).err.endswith(".\n")


@pytest.mark.parametrize(
    "words",
    [["--lemma", "--regex"], ["--code", "A"], ["--coder", "A"], ["--extent", "turn"]],
)
def test_options_that_do_not_go_together_are_wrong_usage(project, interview, qualcode, words):
    qualcode("find", project, "mandat", *words, expect=2)


def test_the_choices_are_those_of_the_core():
    assert tuple(one.value for one in Extent) == EXTENTS
    assert set(_SECTIONS) == {one.value for one in Section}
