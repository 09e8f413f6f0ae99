"""What was found becomes passages, at the very words, as one step."""

import pytest

from qualcode.core.analysis.search.find import Finder
from qualcode.core.analysis.search.wanted import Wanted
from qualcode.core.analysis.search.widen import Extent, widened
from qualcode.core.errors import Refused
from qualcode.core.operations.documents import delete_documents
from qualcode.core.operations.history import undo
from qualcode.core.operations.hits import FoundPlace, code_hits
from qualcode.core.store import codings
from tests.core.material import Material
from tests.core.tables import contents

EVA = (
    "I: Hur är mandatet?\n"
    "Eva: Det är ❤️ oklart. Mandatet är otydligt. Så är det.\nVi vet inte mandatet.\n"
    "Lo: Mandatet!"
)


@pytest.fixture
def material(tmp_path):
    made = Material(tmp_path, language="sv")
    made.document("Eva", EVA)
    made.code("Mandat")
    with made.project:
        yield made


def mark(material, written, extent=Extent.HIT):
    db = material.project.db
    places = widened(db, Finder().find(db, Wanted(written)), extent)
    return code_hits(material.project, material.someone, places, material.codes["Mandat"])


def quotes(material):
    return [one.quote for one in codings.all_segments(material.project.db)]


@pytest.mark.parametrize(
    ("extent", "expected"),
    [
        (Extent.HIT, ["mandatet", "Mandatet", "mandatet", "Mandatet"]),
        (
            Extent.SENTENCE,
            ["Hur är mandatet?", "Mandatet är otydligt.", "Vi vet inte mandatet.", "Mandatet!"],
        ),
        (
            Extent.PARAGRAPH,
            [
                "Hur är mandatet?",
                "Det är ❤️ oklart. Mandatet är otydligt. Så är det.",
                "Vi vet inte mandatet.",
                "Mandatet!",
            ],
        ),
    ],
)
def test_the_passages_are_the_words_or_what_they_stand_in(material, extent, expected):
    mark(material, "mandatet", extent)
    assert quotes(material) == expected


def test_two_hits_in_one_sentence_are_one_passage(material):
    mark(material, "är OR otydligt", Extent.SENTENCE)
    assert quotes(material).count("Mandatet är otydligt.") == 1


def test_the_turn_of_whoever_says_it(material):
    mark(material, "otydligt", Extent.TURN)
    assert quotes(material) == ["Det är ❤️ oklart. Mandatet är otydligt. Så är det."]


def test_all_of_it_is_undone_as_one_step(material):
    before = contents(material.project.db)
    mark(material, "mandatet")
    undo(material.project, material.someone)
    assert contents(material.project.db) == before


def test_done_twice_it_changes_nothing(material):
    mark(material, "mandatet", Extent.SENTENCE)
    assert not mark(material, "mandatet", Extent.SENTENCE)
    assert not mark(material, "mandatet", Extent.HIT)


def test_a_colleague_s_passage_is_no_hindrance(material):
    material.mark("Mandat", "Mandatet är otydligt", by="Bo")
    assert len(mark(material, "otydligt").added["codings"]) == 1


def test_a_passage_that_is_there_without_the_code_gets_it(material):
    material.code("Oklart")
    material.mark("Oklart", "otydligt")
    changes = mark(material, "otydligt")
    assert "segments" not in changes.added
    assert len(changes.added["codings"]) == 1


def test_a_text_that_is_another_by_now_is_left_alone(material):
    place = FoundPlace(material.documents["Eva"], "0" * 64, 0, 5)
    with pytest.raises(Refused, match="“Eva” has been changed"):
        code_hits(material.project, material.someone, [place], material.codes["Mandat"])
    assert quotes(material) == []


def test_a_document_that_is_gone_refuses_all(material):
    db = material.project.db
    places = widened(db, Finder().find(db, Wanted("mandatet")), Extent.HIT)
    delete_documents(material.project, material.someone, [material.documents["Eva"]])
    with pytest.raises(Refused, match="has gone"):
        code_hits(material.project, material.someone, places, material.codes["Mandat"])
