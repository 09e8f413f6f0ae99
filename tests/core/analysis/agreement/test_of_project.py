import pytest

from qualcode.core.analysis.agreement.of_project import UNITS, Question, agreement
from qualcode.core.analysis.narrowing import Narrowing
from qualcode.core.errors import Refused
from tests.core.material import Material

ANNA, MIKAEL = "Anna Lindqvist", "Mikael Berg"
GROUP = "I: What?\nIP1: We meet and talk. It helps.\nIP2: We never meet."


@pytest.fixture
def material(tmp_path):
    """Two who marked the same talk, one of them more of it."""
    made = Material(tmp_path)
    made.document("Group", GROUP)
    made.document("Alone", "IP1: We always meet.")
    made.code("Meetings")
    made.code("Seldom", "Meetings")
    made.code("Unused")
    made.mark("Meetings", "We meet and talk.")
    made.mark("Meetings", "We meet", by=MIKAEL)
    made.mark("Seldom", "We never meet.")
    made.mark("Seldom", "We never meet.", by=MIKAEL)
    yield made
    made.project.close()


def compared(material, **options):
    return agreement(material.project, Question(**options))


def test_all_who_marked_something_are_compared_on_all_characters(material):
    material.coder("Idle")
    found = compared(material)
    assert found.coders == (ANNA, MIKAEL)
    assert (found.unit, found.n, found.length) == ("character", 81, 81)


def test_codes_that_no_one_used_are_left_out_unless_asked_for(material):
    assert set(compared(material).codes) == {"Meetings", "Seldom"}
    asked = compared(material, codes=(material.codes["Unused"], material.codes["Seldom"]))
    assert set(asked.codes) == {"Seldom", "Unused"}
    assert asked.codes["Unused"].coefficients["cohen_kappa"].value is None


def test_a_code_brings_what_is_under_it(material):
    asked = compared(material, codes=(material.codes["Meetings"],))
    assert set(asked.codes) == {"Meetings", "Seldom"}


def test_who_used_other_codes_alone_is_compared_as_having_none_of_these(material):
    material.code("Anna's own")
    material.mark("Anna's own", "It helps.")
    found = compared(material, codes=(material.codes["Anna's own"],))
    assert found.coders == (ANNA, MIKAEL)
    assert found.overall.coverage[MIKAEL] == 0
    assert found.overall.coefficients["percent"].value == pytest.approx(72 / 81)


def test_codes_of_one_name_are_told_apart_by_their_paths(material):
    material.code("Work")
    material.code("Seldom", "Work")
    assert "Meetings > Seldom" in compared(material).codes


@pytest.mark.parametrize(
    ("unit", "n"), [("word", 17), ("sentence", 5), ("turn", 4), ("paragraph", 4), ("segment", 3)]
)
def test_each_unit_is_counted(unit, n, material):
    assert compared(material, unit=unit).n == n


def test_a_sentence_is_coded_if_a_part_of_it_is(material):
    found = compared(material, unit="sentence").overall
    assert found.coefficients["cohen_kappa"].value == 1


def test_passages_that_overlap_enough_are_one(material):
    assert compared(material, unit="segment", overlap=0.4).n == 2


def test_only_what_chosen_persons_say_is_compared(material):
    found = compared(material, persons=(material.person("IP2"),))
    assert found.n == len("We never meet.")
    assert set(found.codes) == {"Seldom"}
    assert found.overall.coverage == {ANNA: 1, MIKAEL: 1}
    assert found.overall.coefficients["cohen_kappa"].value is None


def test_only_what_persons_say_who_are_so_is_compared(material):
    women = material.persons_are("Sex", {material.person("IP2"): "Woman"})
    found = compared(material, narrowing=Narrowing(attributes=((women, frozenset({"Woman"})),)))
    assert found.length == len("We never meet.")
    with pytest.raises(Refused, match="no text to compare"):
        compared(material, narrowing=Narrowing(attributes=((women, frozenset({"Man"})),)))


def test_persons_chosen_by_name_and_by_what_they_are_must_be_both(material):
    women = material.persons_are(
        "Sex", {material.person("IP1"): "Woman", material.person("IP2"): "Woman"}
    )
    found = compared(
        material,
        persons=(material.person("IP2"),),
        narrowing=Narrowing(attributes=((women, frozenset({"Woman"})),)),
    )
    assert found.length == len("We never meet.")


def test_turns_of_chosen_persons_are_units(material):
    found = compared(material, persons=(material.person("IP1"),), unit="turn")
    assert found.n == 1


def test_documents_can_be_chosen_and_each_is_compared(material):
    found = compared(material)
    assert {title: result.n for title, result in found.documents.items()} == {
        "Group": len(GROUP),
        "Alone": 20,
    }
    chosen = compared(material, documents=(material.documents["Group"],))
    assert chosen.n == len(GROUP)


def test_a_key_joins_those_who_are_compared(material):
    material.mark("Seldom", "never", by="Third")
    found = compared(
        material, coders=(material.coders[MIKAEL], material.coders["Third"]), key=material.someone
    )
    assert (found.coders, found.key) == ((MIKAEL, "Third", ANNA), ANNA)
    assert found.overall.coefficients["precision"].value == 1


def test_two_evaluators_of_one_name_are_two(material):
    found = compared(material, coders=tuple(material.coders.values()))
    assert found.coders == (ANNA, MIKAEL)


def test_who_left_documents_unmarked_that_others_marked_is_named(material):
    idle = material.coder("Idle")
    assert compared(material).remarks == ()
    assert "Idle" in compared(material, coders=(material.someone, idle)).remarks[0]
    material.mark("Seldom", "always", document="Alone")
    (remark,) = compared(material).remarks
    assert MIKAEL in remark
    assert "1 document that" in remark


def test_a_document_without_turns_is_counted_by_paragraph(material):
    material.document("Notes", "One line.\nAnother.", kind="document")
    found = compared(material, unit="turn")
    assert found.documents["Notes"].n == 2
    assert ["Notes" in remark for remark in found.remarks] == [True]


@pytest.mark.parametrize("unit", UNITS)
def test_intervals_are_given_for_every_unit(unit, material):
    found = compared(material, unit=unit, intervals=True).overall.coefficients["u_alpha"]
    assert found.low <= found.value <= found.high


def test_one_evaluator_alone_is_not_compared(material):
    with pytest.raises(Refused, match="two evaluators"):
        compared(material, coders=(material.someone,))


def test_a_project_without_marks_is_refused(tmp_path):
    made = Material(tmp_path)
    made.document("Alone", "IP1: We always meet.")
    with made.project, pytest.raises(Refused):
        agreement(made.project)


def test_persons_who_say_nothing_there_leave_nothing_to_compare(material):
    with pytest.raises(Refused, match="no text"):
        compared(
            material,
            persons=(material.person("IP2"),),
            documents=(material.documents["Alone"],),
        )
