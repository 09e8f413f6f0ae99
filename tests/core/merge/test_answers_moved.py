"""Answers that several took in, in one order and another: each stands once, and what was marked in it
is marked in it."""

from itertools import permutations

import pytest

from qualcode.core.operations import passages
from qualcode.core.operations.coders import add_coder
from qualcode.core.operations.codes import NewCode, create_code
from qualcode.core.operations.corrections import correct_text
from qualcode.core.operations.surveys import import_survey
from qualcode.core.project import Project
from qualcode.core.store import codings, documents
from qualcode.core.surveys.plan import BY_QUESTION
from tests.core.merge.copies import copy, shown
from tests.core.merge.random_answers import (
    answers,
    evaluator,
    handed_out,
    row,
    taken_in,
    wrong,
)

ASKED = 6
"""The column of the question in whose document all is looked at."""


@pytest.fixture
def copies(tmp_path):
    """Three, in which two have answered."""
    path = tmp_path / "a.qualcode"
    with Project.create(path) as project:
        import_survey(
            project, add_coder(project, "Anna").first("coders"), answers((2, 4), None, BY_QUESTION)
        )
        create_code(project, evaluator(project), NewCode("Tid"))
    return [path, copy(path, "b"), copy(path, "c")]


def take_in(path, *numbers):
    with Project.open(path) as project:
        import_survey(project, evaluator(project), answers(numbers, None, BY_QUESTION))


def place(project, number):
    document = next(
        one.id for one in documents.all_documents(project.db) if one.title.endswith("Varför?")
    )
    text = documents.text(project.db, document)
    start = text.index(f"Tiden, svar{number} ")
    return document, text, start, text.index("behövs.", start)


def correct(path, number):
    with Project.open(path) as project:
        document, text, _start, end = place(project, number)
        new = f"{text[:end]}q{number}x {text[end:]}"
        correct_text(project, evaluator(project), document, new)


def mark(path, number):
    with Project.open(path) as project:
        document, _text, start, end = place(project, number)
        code = project.db.execute("SELECT id FROM codes").fetchone()[0]
        stop = end + len("behövs.")
        passages.code_passage(project, evaluator(project), document, start, stop, [code])


def in_every_order(copies, *, first=None):
    """What is marked, after nothing was found wrong and all orders came to the same.

    Args:
        first: the file that takes the others in; any of them if none is given.
    """
    results = []
    orders = [one for one in permutations(copies) if first in (None, one[0])]
    for number, order in enumerate(orders):
        target = copy(order[0], f"order-{number}")
        taken_in(target, *order[1:])
        results.append({**shown(target), "project": []})
        assert results[-1] == results[0]
        with Project.open(target, read_only=True) as project:
            marks = [one.quote for one in codings.all_segments(project.db)]
            marked = {one.id: ("", words(one.quote)) for one in codings.all_segments(project.db)}
            assert wrong(project, marked) == []
    return marks


def words(quote):
    """Those of the respondent whose number is in it."""
    return row(int(quote[len("Tiden, svar")]), None)[ASKED]


def test_who_took_answers_in_one_by_one_has_them_once_with_who_took_them_in_together(copies):
    anna, bo, cia = copies
    take_in(anna, 5)
    take_in(bo, 1)
    take_in(bo, 5)
    take_in(cia, 1, 5)
    taken_in(bo, cia)
    take_in(bo, 6)
    in_every_order(copies)


def test_an_answer_is_known_again_in_a_text_that_a_merge_made_and_somebody_corrected(copies):
    anna, bo, cia = copies
    take_in(cia, 1)
    take_in(bo, 0, 1)
    correct(cia, 4)
    take_in(cia, 0, 6)
    taken_in(cia, bo)
    take_in(anna, 1)
    correct(cia, 0)
    in_every_order(copies)


def test_a_passage_that_was_marked_in_a_merged_text_stays_within_its_answer(copies):
    anna, bo, cia = copies
    take_in(anna, 1, 5)
    take_in(bo, 6)
    take_in(bo, 0)
    take_in(cia, 1, 6)
    taken_in(bo, cia)
    mark(bo, 1)
    correct(cia, 1)
    (quote,) = in_every_order(copies)
    assert quote == "Tiden, svar1 i våg1, mer tid q1x behövs."


def test_whom_a_nameless_copy_took_in_again_has_answered_once(copies):
    """An answer was corrected there, so that nothing said whose it was."""
    anna, bo, _cia = copies
    cia = handed_out(anna, "without", nameless=True)
    correct(cia, 2)
    mark(cia, 2)
    take_in(cia, 2, 6)
    with Project.open(cia, read_only=True) as project:
        assert place(project, 2)[1].count("svar2") == 2
    take_in(bo, 6)
    assert in_every_order([anna, bo, cia], first=anna) == [
        "Tiden, svar2 i våg1, mer tid q2x behövs."
    ]


def test_what_was_marked_in_an_answer_that_stood_twice_is_marked_where_it_stands(copies):
    anna, _bo, _cia = copies
    cia = handed_out(anna, "without", nameless=True)
    correct(cia, 2)
    take_in(cia, 6, 2)
    with Project.open(cia) as project:
        document, text, _start, _end = place(project, 2)
        again = text.rindex("svar2")
        code = project.db.execute("SELECT id FROM codes").fetchone()[0]
        passages.code_passage(project, evaluator(project), document, again, again + 5, [code])
    for _ in range(2):
        taken_in(anna, cia)
        with Project.open(anna, read_only=True) as project:
            (marked,) = codings.all_segments(project.db)
            document, text, start, _end = place(project, 2)
            assert text.count("svar2") == 1
            assert (marked.start, marked.quote) == (start + len("Tiden, "), "svar2")


def test_a_passage_of_who_has_the_older_wording_lies_at_its_words(copies):
    _anna, bo, cia = copies
    correct(bo, 4)
    take_in(bo, 0, 1, 6)
    mark(cia, 4)
    assert in_every_order(copies) == ["Tiden, svar4 i våg1, mer tid q4x behövs."]
