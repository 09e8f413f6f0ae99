"""Copies that change one text in every way, delete its document and take each other in come to the
same in every order."""

import pytest

from tests.core.merge.copies import shown
from tests.core.merge.random_texts import in_every_order
from tests.core.merge.wild_texts import back_and_forth

#: Some of these once came to one thing in one order and to another in another.
WITH_DELETIONS = [70000, 70033, 100006, 200017, 200043, 300055, 300073, 300080, 400116]
WITHOUT = [9, 10]
SEALED = [500011, 500046]


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
