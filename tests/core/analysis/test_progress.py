"""Coverage counts the respondents' words within marks, document by document and by evaluator."""

import pytest

from qualcode.core.analysis.progress import ProgressCounter, word_starts
from tests.core.material import Material

TEXT = "I: Hur är det nu?\nIP1: Ett två tre fyra.\nIP2: Fem sex sju åtta nio tio."


@pytest.fixture
def made(tmp_path):
    made = Material(tmp_path)
    made.document("A", TEXT)
    made.document("B", "Minnesanteckningar utan talare", kind="document")
    made.code("Mandat")
    made.code("Roller")
    yield made
    made.project.close()


def counted(made, title="A"):
    document_id = made.documents[title]
    return ProgressCounter().count(made.project.db, [document_id])[document_id]


def test_only_what_respondents_say_counts(made):
    made.mark("Mandat", "är det nu?\nIP1: Ett två")
    progress = counted(made)
    assert progress.words == 10
    assert progress.coverage(None) == pytest.approx(0.2)


def test_overlapping_marks_count_their_words_once_and_each_evaluator_apart(made):
    made.mark("Mandat", "Ett två tre")
    made.mark("Roller", "tre fyra")
    made.mark("Mandat", "Fem", by="Bo Ek")
    progress = counted(made)
    assert progress.share(made.coder("Anna Lindqvist")).words == 4
    assert progress.coverage(made.coder("Bo Ek")) == pytest.approx(0.1)
    assert (progress.together.words, progress.together.passages, progress.codes) == (5, 3, 2)
    assert progress.together.last


def test_a_text_without_respondents_counts_whole(made):
    made.mark("Mandat", "utan talare", document="B")
    assert counted(made, "B").coverage(None) == pytest.approx(2 / 3)


def test_nothing_marked_and_nothing_said(made):
    made.document("Tom", "")
    assert counted(made, "Tom").coverage(None) == 0
    assert counted(made).share(made.coder("Bo Ek")).last is None
    assert ProgressCounter().count(made.project.db, ["gone"]) == {}


def test_the_words_of_a_document_are_looked_up_once(made, monkeypatch):
    counter, document_id = ProgressCounter(), made.documents["A"]
    counter.count(made.project.db, [document_id])
    monkeypatch.setattr("qualcode.core.analysis.progress.word_starts", None)
    made.mark("Mandat", "Ett")
    assert counter.count(made.project.db, [document_id])[document_id].together.words == 1


def test_a_speaker_who_becomes_an_interviewer_counts_no_more(made):
    counter, document_id = ProgressCounter(), made.documents["A"]
    counter.count(made.project.db, [document_id])
    made.describe("IP1", kind="interviewer")
    assert counter.count(made.project.db, [document_id])[document_id].words == 6


def test_words_begin_where_they_begin():
    assert list(word_starts("a, b❤️ c", [])) == [0, 3, 7]
