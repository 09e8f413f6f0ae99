"""The questions of a guide are placed in documents, and passages are grouped by them."""

import pytest

from qualcode.core.analysis.found import Query, find
from qualcode.core.analysis.grouping import By, group
from qualcode.core.analysis.material import Material
from qualcode.core.check import check
from qualcode.core.errors import Refused
from qualcode.core.importers.guide import Guide, Question
from qualcode.core.operations import corrections, importing
from qualcode.core.operations.guide import AskedAt, find_questions, place_questions
from qualcode.core.operations.history import redo, undo
from qualcode.core.store import codes as code_store
from qualcode.core.store import landmarks
from tests.core.tables import contents, count
from tests.core.whole import EVA, transcript

GUIDE = Guide("Guide", (Question("1", "Vem bestämmer här?"), Question("2", "Och förankringen?")))


def proposed(whole, guide=GUIDE):
    found = find_questions(whole.project.db, guide, [whole.eva])
    return {document: [AskedAt.of(one) for one in some] for document, some in found.items()}


def placed(whole, guide=GUIDE, asked=None):
    asked = proposed(whole, guide) if asked is None else asked
    return place_questions(whole.project, whole.anna, guide, asked)


def labels(whole):
    return [one.label for one in landmarks.in_document(whole.project.db, whole.eva, ("question",))]


def test_questions_are_found_in_what_interviewers_say(whole):
    placed(whole)
    assert labels(whole) == ["Vem bestämmer?", "Och förankringen?"]
    assert check(whole.project) == []


def test_every_place_knows_the_question_before_it(whole):
    placed(whole)
    db = whole.project.db
    question = {one.number: one.id for one in landmarks.questions(db, "Guide")}
    for words, number in (("otydligt", "1"), ("svag", "2"), ("Vem", "1")):
        asked = landmarks.question_at(db, whole.eva, EVA.index(words))
        assert asked.question_id == question[number]
    assert landmarks.question_at(db, whole.eva, 3) is None


def test_doing_it_again_changes_nothing(whole):
    placed(whole)
    assert placed(whole).entry_id == ""


def test_what_is_refused_later_goes_and_the_rest_stays(whole):
    placed(whole)
    before = {one.label: one.id for one in landmarks.in_document(whole.project.db, whole.eva)}
    placed(whole, asked={whole.eva: proposed(whole)[whole.eva][:1]})
    after = {one.label: one.id for one in landmarks.in_document(whole.project.db, whole.eva)}
    assert after == {"Vem bestämmer?": before["Vem bestämmer?"]}


def test_another_guide_leaves_the_questions_of_the_first(whole):
    placed(whole)
    placed(whole, Guide("Other", GUIDE.questions), asked={whole.eva: []})
    assert len(labels(whole)) == 2


def test_a_reworded_question_is_a_new_one_and_the_same_keeps_its_id(whole):
    placed(whole)
    first = landmarks.questions(whole.project.db, "Guide")[1].id
    new = Guide("Guide", (Question("1", "Vem bestämmer egentligen?"), GUIDE.questions[1]))
    placed(whole, new)
    assert first in landmarks.questions_of(whole.project.db, "Guide")
    assert count(whole.project.db, "guide_questions") == 3


def test_it_is_undone_and_done_again(whole):
    before = contents(whole.project.db)
    placed(whole)
    after = contents(whole.project.db)
    undo(whole.project, whole.anna)
    assert contents(whole.project.db) == before
    redo(whole.project, whole.anna)
    assert contents(whole.project.db) == after


def test_a_correction_moves_questions(whole):
    placed(whole)
    corrections.correct_text(whole.project, whole.anna, whole.eva, "Början.\n" + EVA)
    found = landmarks.in_document(whole.project.db, whole.eva, ("question",))
    assert [one.start for one in found] == [8 + 13, 8 + EVA.index("Och för")]


def test_a_guide_without_questions_is_refused(whole):
    with pytest.raises(Refused, match="no questions"):
        placed(whole, Guide("Guide", ()), asked={whole.eva: []})


def test_an_import_brings_its_questions(project, anna):
    new = importing.NewDocument(transcript("Eva", EVA), asked=(AskedAt(1, 13, 27),))
    document = importing.import_documents(project, anna, [new], guide=GUIDE).first("documents")
    found = landmarks.in_document(project.db, document)
    assert [(one.kind, one.label) for one in found] == [("question", "Vem bestämmer?")]
    assert [one.number for one in landmarks.questions(project.db, "Guide")] == ["1", "2"]
    undo(project, anna)
    assert count(project.db, "guide_questions") == count(project.db, "landmarks") == 0


def test_passages_are_grouped_by_the_question_they_answer(whole):
    placed(whole)
    db = whole.project.db
    material = Material(db)
    codes = code_store.all_codes(db)
    named = set()
    for code in codes:
        answer = find(db, Query(code.id), material)
        named |= {g.name for g in group(db, answer, By.QUESTION, material, codes) if g.passages}
    assert "1 Vem bestämmer här?" in named
