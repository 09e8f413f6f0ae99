"""Copies that change one text in every way, delete its document and take each other in come to the
same in every order."""

from itertools import permutations

import pytest

from qualcode.core.merge import weaving
from tests.core.merge.copies import copy, shown
from tests.core.merge.random_texts import taken_in
from tests.core.merge.scripted import Script
from tests.core.merge.wild_texts import back_and_forth

#: Some of these once came to one thing in one order and to another in another.
WITH_DELETIONS = [100006, 200017, 200043, 300055, 300073, 300080, 400116]
WITHOUT = [9, 10]
SEALED = [500011, 500046]


@pytest.fixture
def script(monkeypatch):
    made = Script()
    made.stand_in(monkeypatch)
    return made


@pytest.fixture
def collided(monkeypatch):
    """What stands, or does not, where two changed the same words."""
    told = []
    merged_texts = weaving.merged_texts

    def listening(*what, **how):
        merged = merged_texts(*what, **how)
        told.extend(f"{one.stands} {one.other}" for one in merged.collisions)
        return merged

    monkeypatch.setattr(weaving, "merged_texts", listening)
    return told


def in_every_order(copies):
    """Merge the copies in each order."""
    for number, order in enumerate(permutations(copies)):
        target = copy(order[0], f"order-{number}")
        taken_in(target, *order[1:])
        yield target
    a, b, c = copies
    together, first = copy(b, "together"), copy(a, "first")
    taken_in(together, c)
    taken_in(first, together)
    yield first


@pytest.mark.parametrize(
    ("seed", "sometimes"),
    [*((seed, ("delete",)) for seed in WITH_DELETIONS), *((seed, ()) for seed in WITHOUT)],
)
def test_copies_that_take_each_other_in_come_to_the_same(
    seed, sometimes, tmp_path, script, collided
):
    copies, writers = back_and_forth(tmp_path, script, seed, *sometimes)
    expected = None
    for result in in_every_order(copies):
        expected = expected or shown(result)
        assert shown(result) == expected
        assert writers.missing(result, " ".join(collided)) == []


@pytest.mark.parametrize("seed", SEALED)
def test_sealed_copies_lose_no_coding_in_any_order(seed, tmp_path, script):
    copies, _writers = back_and_forth(tmp_path, script, seed, "seal", "seal")
    codings = {tuple(row[0] for row in shown(one)["codings"]) for one in in_every_order(copies)}
    assert len(codings) == 1
