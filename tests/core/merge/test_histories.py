"""Long histories, some of which once came to one thing in one order and to another in another."""

from itertools import permutations
from random import Random

import pytest

from qualcode.core.project import Project
from tests.core.merge.copies import copy, merged, shown
from tests.core.merge.scripted import START
from tests.core.random_work import Work
from tests.core.whole import Whole, fill_history

#: seed and steps
APART = [
    (261, 30),
    (299, 26),
    (3020, 30),
    (20024, 44),
    (30005, 45),
    (30055, 31),
    (40090, 19),
    (50012, 36),
]
#: seed and steps, of copies that take each other in meanwhile
TOGETHER = [(115, 40), (171, 36), (564, 21), (690, 23), (912, 36)]


@pytest.fixture
def base(script, tmp_path, request):
    """A project, and its evaluators; of odd seeds with a longer past."""
    script.begin(START, 7)
    whole = Whole(tmp_path / "base.qualcode")
    if request.param[0] % 2:
        fill_history(whole)
    whole.project.close()
    return whole.project.path, [whole.anna, whole.bo], *request.param


def work(script, path, evaluators, seed, begins, steps):
    """Returns when it was done."""
    random = Random(seed)
    script.begin(begins, seed)
    with Project.open(path) as project:
        for _ in range(steps):
            Work(project, random.choice(evaluators), random).step()
    return script.milliseconds


@pytest.mark.parametrize("base", APART, indirect=True)
def test_three_copies_come_to_the_same_in_every_order(script, base):
    path, evaluators, seed, steps = base
    random = Random(seed)
    copies = [copy(path, name) for name in "abc"]
    for number, one in enumerate(copies):
        begins = START + 100_000 + random.randrange(200)
        work(script, one, evaluators, seed * 10 + number, begins, steps)
    expected = None
    for number, order in enumerate(permutations(copies)):
        target = copy(order[0], f"order-{number}")
        merged(target, *order[1:])
        expected = expected or shown(target)
        assert shown(target) == expected
    a, b, c = copies
    both = copy(b, "both")
    merged(both, c)
    first = copy(a, "first")
    merged(first, both)
    merged(both, a)
    assert shown(first) == shown(both) == expected
    for one in (b, c, a, both):
        assert not merged(first, one).changes


@pytest.mark.parametrize("base", TOGETHER, indirect=True)
def test_copies_that_take_each_other_in_meanwhile_come_to_the_same(script, base):
    path, evaluators, seed, steps = base
    random = Random(seed)
    copies = {name: copy(path, name) for name in "abcd"[: 3 + seed % 2]}
    clocks = {name: START + 100_000 + random.randrange(200) for name in copies}
    left = steps
    while left > 0:
        one = random.choice(sorted(copies))
        if random.random() < 0.3:
            other = random.choice([name for name in copies if name != one])
            script.milliseconds = max(clocks.values())
            merged(copies[one], copy(copies[other], "taken"))
            clocks[one] = script.milliseconds + 1
        else:
            some = random.randint(1, 5)
            left -= some
            seed_of_work = random.randrange(2**40)
            clocks[one] = work(script, copies[one], evaluators, seed_of_work, clocks[one] + 1, some)
    last = {name: copy(one, f"last-{name}") for name, one in copies.items()}
    script.milliseconds = max(clocks.values()) + 10_000
    for name, one in copies.items():
        merged(one, *(other for of, other in last.items() if of != name))
    results = [shown(one) for one in copies.values()]
    assert all(result == results[0] for result in results)
