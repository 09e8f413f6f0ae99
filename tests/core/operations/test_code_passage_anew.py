import pytest

from qualcode.core.errors import Refused
from qualcode.core.operations.codes import NewCode, code_passage_anew
from qualcode.core.operations.history import undo
from qualcode.core.store import codes, codings
from tests.core.material import Material


@pytest.fixture
def material(tmp_path):
    made = Material(tmp_path)
    yield made
    made.project.close()


def test_a_new_code_and_its_first_passage_are_one_step(material):
    project, anna = material.project, material.someone
    document = material.document("Almby", "IP1: vem bestämmer egentligen")
    code_passage_anew(project, anna, document, 5, 18, NewCode("Mandat"))
    assert [mark.segment.quote for mark in codings.marks_in(project.db, document)] == [
        "vem bestämmer"
    ]
    undo(project, anna)
    assert codes.all_codes(project.db) == []
    assert codings.marks_in(project.db, document) == []


def test_no_code_is_made_where_there_are_no_words(material):
    document = material.document("Almby", "IP1: vem bestämmer egentligen")
    with pytest.raises(Refused):
        code_passage_anew(material.project, material.someone, document, 4, 5, NewCode("Mandat"))
    assert codes.all_codes(material.project.db) == []
