"""Words are found in what was written about the texts."""

import pytest

from qualcode.core.analysis.search.elsewhere import Section, mentions
from qualcode.core.analysis.search.query import Match
from qualcode.core.analysis.search.wanted import Wanted
from qualcode.core.operations.memos import write_memo
from qualcode.core.operations.passages import condense
from tests.core.material import Material


@pytest.fixture
def material(tmp_path):
    made = Material(tmp_path, language="sv")
    made.document("Mandatet i Norr", "Eva: Vi vet inte.")
    made.code("Mandat", definition="Vad någon får bestämma", example="”ingen”")
    made.mark("Mandat", "Vi vet inte", comment="Oklart vem som har mandatet")
    (segment,) = made.project.db.execute("SELECT id FROM segments").fetchone()
    condense(made.project, made.someone, segment, "Mandatet är okänt")
    write_memo(made.project, made.someone, "Dilemmat med mandat.\nSka följas upp.", title="Norr")
    made.describe("Eva", pseudonym="Samordnare med mandat")
    with made.project:
        yield made


def found(material, written, match=Match.WHOLE):
    return [
        (one.section, one.column, one.text[one.places[0].start : one.places[0].end])
        for one in mentions(material.project.db, Wanted(written, match))
    ]


def test_every_section_is_looked_through_in_order(material):
    assert found(material, "mandat*") == [
        (Section.TITLES, "title", "Mandatet"),
        (Section.CODES, "name", "Mandat"),
        (Section.PERSONS, "pseudonym", "mandat"),
        (Section.COMMENTS, "comment", "mandatet"),
        (Section.CONDENSED, "condensed", "Mandatet"),
        (Section.MEMOS, "text", "mandat"),
    ]


def test_the_definition_and_example_of_a_code_are_looked_in(material):
    assert found(material, "bestämma") == [(Section.CODES, "definition", "bestämma")]
    assert found(material, "ingen") == [(Section.CODES, "example", "ingen")]


def test_forms_are_those_of_words_that_no_transcript_has(material):
    assert found(material, "dilemma", Match.FORMS) == [(Section.MEMOS, "text", "Dilemmat")]


def test_regular_expressions_do_as_well(material):
    assert found(material, r"^ska\b", Match.REGEX) == [(Section.MEMOS, "text", "Ska")]
