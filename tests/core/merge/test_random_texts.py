"""Whatever three wrote into one text stands in it once, in whatever order their files are merged."""

from itertools import permutations
from random import Random

import pytest

from qualcode.core.merge import weaving
from tests.core.merge.copies import copy, shown
from tests.core.merge.random_texts import Writers, begin, taken_in
from tests.core.merge.scripted import START, Script


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


@pytest.mark.parametrize("seed", range(4))
def test_what_three_write_stands_once_in_every_order(seed, tmp_path, monkeypatch, collided):
    script = Script()
    script.stand_in(monkeypatch)
    random = Random(seed)
    script.begin(START, seed)
    base = tmp_path / "base.qualcode"
    begin(base, random)
    copies = [copy(base, name) for name in "abc"]
    writers = Writers(random)
    for number, path in enumerate(copies):
        script.begin(START + 100_000 + random.randrange(200), seed * 10 + number)
        writers.work(path, random.randint(2, 8))
    script.milliseconds += 10_000
    results = []
    for number, order in enumerate(permutations(copies)):
        target = copy(order[0], f"order-{number}")
        taken_in(target, *order[1:])
        results.append(shown(target))
        assert writers.missing(target, " ".join(collided)) == []
        assert results[-1] == results[0]
    together, first = copy(copies[1], "together"), copy(copies[0], "first")
    taken_in(together, copies[2])
    taken_in(first, together)
    assert shown(first) == results[0]
