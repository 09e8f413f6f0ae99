import pytest

from qualcode.core.analysis.counts import CodeCount, code_counts, document_counts
from qualcode.core.analysis.summary import build
from tests.core.material import Material


@pytest.fixture
def material(tmp_path):
    made = Material(tmp_path)
    made.document("Group", "I: What?\nIP1: We meet and talk.\nIP2: We never meet.")
    made.document("Alone", "IP1: We always meet.")
    made.code("Meetings")
    made.code("Seldom", "Meetings")
    made.code("Other")
    made.mark("Meetings", "We meet and")
    made.mark("Meetings", "and talk", by="Mikael Berg")
    made.mark("Seldom", "never")
    made.mark("Meetings", "never meet")
    yield made
    made.project.close()


def test_a_code_counts_what_lies_under_it(material):
    counts = code_counts(material.project.db)
    assert counts == {
        material.codes["Meetings"]: CodeCount(2, 2),
        material.codes["Seldom"]: CodeCount(1, 1),
        material.codes["Other"]: CodeCount(0, 0),
    }


def test_one_code_is_counted_as_all_are(material):
    code_id = material.codes["Meetings"]
    assert code_counts(material.project.db, [code_id]) == {code_id: CodeCount(2, 2)}


def test_the_counts_are_those_of_the_summary(material):
    counts = code_counts(material.project.db)
    for category in build(material.project).categories:
        assert counts[category.code_id] == CodeCount(category.passages, category.persons)


def test_a_code_that_is_gone_has_no_count(material):
    assert code_counts(material.project.db, ["gone"]) == {}


def test_a_passage_with_two_codes_is_one_in_its_document(material):
    material.mark("Other", "We meet and")
    assert document_counts(material.project.db) == {material.documents["Group"]: 4}
