import pytest

from qualcode.core.analysis.meaning_units import Chains, all_units, by_chain, count, units_of
from qualcode.core.operations.passages import condense, remove_codings
from qualcode.core.store import codes as code_store
from qualcode.core.store import codings as coding_store
from tests.core.material import Material

TEXT = "I: Hur går det?\nKarin: Mandatet är otydligt.\nIP2: Rollerna är oklara, och tiden är kort."


@pytest.fixture
def made(tmp_path):
    made = Material(tmp_path)
    made.document("Intervju", TEXT)
    made.document("Annan", "IP9: Mandatet är otydligt.")
    made.code("Styrning", level="theme")
    made.code("Mandat", "Styrning", level="category")
    made.code("Otydligt mandat", "Mandat")
    made.code("Roller")
    made.mark("Otydligt mandat", "Mandatet är otydligt")
    made.mark("Roller", "Rollerna är oklara")
    made.mark("Otydligt mandat", "Rollerna är oklara")
    yield made
    made.project.close()


def shown(made, units):
    names = {code.id: code.name for code in code_store.all_codes(made.project.db)}
    return [(unit.quote, names.get(unit.code_id)) for unit in units]


def test_there_is_a_row_for_each_code_on_each_passage_as_the_text_runs(made):
    assert shown(made, all_units(made.project.db)) == [
        ("Mandatet är otydligt", "Otydligt mandat"),
        ("Rollerna är oklara", "Roller"),
        ("Rollerna är oklara", "Otydligt mandat"),
    ]


def test_a_passage_without_a_code_has_a_row_of_its_own(made):
    db = made.project.db
    (first, *_rest) = all_units(db)
    condense(made.project, made.someone, first.segment_id, "Oklart mandat")
    remove_codings(made.project, made.someone, [first.coding_id])
    (row,) = units_of(db, [first.segment_id])
    assert (row.coding_id, row.code_id, row.condensed) == (None, None, "Oklart mandat")
    assert row.key == first.segment_id


def test_a_row_knows_whose_speech_it_is(made):
    persons = [unit.persons for unit in all_units(made.project.db)]
    assert persons == [(made.person("Karin"),), (made.person("IP2"),), (made.person("IP2"),)]


def test_rows_of_some_passages_are_those_of_all(made):
    everything = all_units(made.project.db)
    segments = [segment.id for segment in coding_store.all_segments(made.project.db)]
    assert units_of(made.project.db, segments) == everything


def test_a_meaning_unit_is_counted_once_however_many_codes_and_evaluators_it_has(made):
    made.mark("Roller", "Mandatet är otydligt", by="Bo Ek")
    made.mark("Roller", "Mandatet är otydligt", document="Annan")
    found = count(all_units(made.project.db))
    assert (found.units, found.persons, found.documents) == (3, 3, 2)


def test_rows_can_stand_by_theme_with_what_has_none_last(made):
    db = made.project.db
    codes = code_store.all_codes(db)
    ordered = by_chain(
        all_units(db), Chains({code.id: code for code in codes}), [code.id for code in codes]
    )
    assert [name for _quote, name in shown(made, ordered)] == [
        "Otydligt mandat",
        "Otydligt mandat",
        "Roller",
    ]
