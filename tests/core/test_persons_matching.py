"""Which respondents are meant by what they are or answered, and what then is counted."""

import pytest

from qualcode.core.analysis.codings import coding_lines
from qualcode.core.analysis.summary import Filters, build
from qualcode.core.errors import Refused
from qualcode.core.operations.passages import code_passage
from qualcode.core.operations.persons_matching import chosen_persons
from qualcode.core.operations.surveys import import_survey
from qualcode.core.store import documents as documents_store
from tests.core.material import Material
from tests.core.survey_material import plan


@pytest.fixture
def material(tmp_path):
    made = Material(tmp_path)
    import_survey(made.project, made.someone, plan())
    made.code("Möten")
    yield made
    made.project.close()


def persons(material, *conditions):
    return chosen_persons(material.project.db, conditions).persons


def test_a_background_or_a_closed_answer_chooses_persons(material):
    assert len(persons(material, "Kön=Kvinna")) == 3
    assert len(persons(material, "kön=kvinna", "Hur nöjd är du?=Nöjd")) == 2
    assert len(persons(material, "Hur nöjd är du?=Nöjd", "Hur nöjd är du?=Vet ej")) == 4


def test_of_several_choices_one_is_enough(material):
    assert len(persons(material, "Vilka stöd har ni?=Chef")) == 3


def test_conditions_on_documents_are_left_to_those(material):
    found = chosen_persons(material.project.db, ["wave=2", "Kön=Man"])
    assert found.conditions == ("Kön=Man",)
    assert found.others == ("wave=2",)
    assert chosen_persons(material.project.db, ["wave=2"]).persons is None


def test_nobody_and_no_such_answer_are_refused(material):
    with pytest.raises(Refused, match="Nobody"):
        persons(material, "Kön=Man", "Hur nöjd är du?=Vet ej")
    with pytest.raises(Refused):
        persons(material, "Kön=Okänt")


def test_what_the_chosen_say_is_counted_and_they_are_the_base(material):
    db = material.project.db
    document = next(
        key for key, title in documents_store.titles(db).items() if title.endswith("bra?")
    )
    text = documents_store.text(db, document)
    for words in ("Mötena", "lugnt"):
        mark(material, document, text.index(words), len(words))
    everybody = build(material.project, Filters())
    women = build(material.project, Filters(persons=persons(material, "Kön=Kvinna")))
    assert (everybody.categories[0].passages, everybody.categories[0].persons) == (2, 2)
    assert (women.categories[0].passages, women.categories[0].persons) == (1, 1)
    assert (everybody.base, women.base) == (4, 2)
    lines = coding_lines(material.project, Filters(persons=persons(material, "Kön=Kvinna")))
    assert [line.quote for line in lines] == ["Mötena"]


def mark(material, document, start, length):
    code = material.codes["Möten"]
    code_passage(material.project, material.someone, document, start, start + length, [code])
