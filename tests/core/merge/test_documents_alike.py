"""Interviews that came into several projects by themselves, in wordings that are nearly the same."""

from itertools import permutations
from random import Random

import pytest

from qualcode.core.merge.apply import merge, plan_merge
from qualcode.core.merge.decided import NewDecision
from qualcode.core.project import Project
from qualcode.core.store import coders
from qualcode.core.store import documents as documents_store
from tests.core.material import Material
from tests.core.merge.copies import copy, merged, shown

WORDS = [f"ord{number}" for number in range(120)]


def wording(*changed):
    """A text of which some words are others."""
    return " ".join(f"nytt{at}" if at in changed else word for at, word in enumerate(WORDS))


#: an interview, a later version of it, and both with a correction of somebody's own
FIRST, SECOND = wording(), wording(*range(10, 30))
NEAR_FIRST, NEAR_SECOND = wording(70, 71), wording(*range(10, 30), 80, 81)
#: as like the one as the other
BETWEEN = wording(*range(10, 20))


@pytest.fixture
def apart(tmp_path):
    """Makes a project of texts, each with a passage of its evaluator's own."""

    def make(name, *texts):
        folder = tmp_path / name
        folder.mkdir()
        material = Material(folder, name=name)
        material.code("Ord")
        for number, text in enumerate(texts):
            title = f"{name} {number}"
            material.document(title, text)
            material.mark("Ord", text.split()[100], document=title)
        material.project.close()
        return material.project.path

    return make


def in_every_order(*paths):
    """What stands in the end, which must be the same in all orders."""
    results = []
    for number, order in enumerate(permutations(paths)):
        target = copy(order[0], f"order-{number}")
        merged(target, *order[1:])
        found = shown(target)
        del found["project"]
        results.append(found)
        assert found == results[0]
    together, first = copy(paths[1], "together"), copy(paths[0], "first")
    merged(together, *paths[2:])
    merged(first, together)
    assert {**shown(first), "project": []} == {**results[0], "project": []}
    assert not merged(first, *paths[1:]).changes
    return results[0]


def test_two_versions_and_a_near_wording_of_each_become_two_documents(apart):
    paths = [
        apart("anna", FIRST, SECOND),
        apart("bo", NEAR_FIRST),
        apart("cleo", NEAR_SECOND),
    ]
    found = in_every_order(*paths)
    assert len(found["documents"]) == 2
    assert len(found["codings"]) == 4
    on = {row[1] for row in found["segments"]}
    assert on == {row[0] for row in found["documents"]}


def test_what_is_like_a_document_that_is_like_a_third_goes_with_both(apart):
    ends = wording(*range(30, 60)), wording(*range(60, 90))
    found = in_every_order(apart("anna", ends[0]), apart("bo", FIRST), apart("cleo", ends[1]))
    assert len(found["documents"]) == 1
    assert len(found["codings"]) == 3


def test_of_two_that_are_as_near_a_person_is_asked(apart):
    paths = [apart("anna", FIRST, SECOND), apart("bo", BETWEEN), apart("cleo", NEAR_FIRST)]
    found = in_every_order(*paths)
    assert len(found["documents"]) == 3
    with Project.open(paths[0]) as project:
        asked = plan_merge(project, [paths[1]]).files[0].questions
        documents = [one for one in asked if one.kind == "same-document"]
        assert len(documents) == 2
        assert all(0.8 < one.likeness < 0.95 for one in documents)


@pytest.mark.parametrize("chosen", [0, 1])
def test_what_a_person_says_of_two_that_are_as_near_travels(apart, chosen):
    anna, bo, cleo = apart("anna", FIRST, SECOND), apart("bo", BETWEEN), apart("cleo", NEAR_FIRST)
    with Project.open(anna) as project:
        asked = plan_merge(project, [bo]).files[0].questions
        pair = sorted(
            (one for one in asked if one.kind == "same-document"), key=lambda one: one.names
        )[chosen]
        decision = NewDecision("same-document", pair.ours, pair.theirs, "same")
        me = coders.all_coders(project.db)[0].id
        done = merge(project, me, [bo], decisions=[decision])
        assert [one for one in done.plan.files[0].questions if one.kind == "same-document"] == []
        titles = {one.title for one in documents_store.all_documents(project.db)}
        assert titles == {"anna 0", "anna 1"}
    found = in_every_order(anna, bo, cleo)
    assert len(found["documents"]) == 2


def test_how_alike_they_are_is_told(apart):
    anna, bo = apart("anna", FIRST), apart("bo", NEAR_FIRST)
    (pair,) = [one for one in merged(anna, bo).plan.files[0].matches if one.table == "documents"]
    assert (pair.by, 0.9 < pair.likeness < 1) == ("aligned text", True)


def test_what_was_alike_once_stays_one_whatever_is_corrected_then(apart):
    """A correction that makes it another text does not tear the two apart."""
    anna, bo, cleo = apart("anna", FIRST), apart("bo", NEAR_FIRST), apart("cleo", NEAR_SECOND)
    merged(anna, bo)
    with Project.open(anna) as project:
        from qualcode.core.operations.corrections import correct_text

        (document,) = documents_store.all_documents(project.db)
        me = coders.all_coders(project.db)[0].id
        correct_text(project, me, document.id, wording(*range(30, 115)))
    merged(anna, cleo)
    assert len(shown(anna)["documents"]) == 1
    assert len(shown(anna)["codings"]) == 3


@pytest.mark.parametrize("seed", range(6))
def test_texts_by_chance_are_paired_alike_in_every_order(apart, seed):
    random = Random(seed)
    paths = []
    for name in ("anna", "bo", "cleo"):
        texts = [
            wording(*random.choice([range(0), range(10, 40)]), *random.sample(range(120), 12))
            for _ in range(random.randint(1, 2))
        ]
        paths.append(apart(name, *texts))
    found = in_every_order(*paths)
    assert len(found["segments"]) == len(found["codings"])
