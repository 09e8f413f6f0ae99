"""Answers that three take in, correct and code stand once, each under its own respondent."""

from itertools import permutations
from random import Random

import pytest

from qualcode.core.project import Project
from tests.core.merge.copies import copy, shown
from tests.core.merge.random_answers import Respondents, begin, handed_out, taken_in, wrong
from tests.core.merge.scripted import START


@pytest.mark.parametrize("seed", [0, 2, 33, 67])
@pytest.mark.parametrize("kind", ["copies", "handed", "nameless"])
def test_each_respondent_s_row_stands_once_in_every_order(kind, seed, tmp_path, script):
    random = Random(seed)
    script.begin(START, seed)
    base = tmp_path / "base.qualcode"
    begin(base, random)
    paths = [base, *others(base, kind)]
    respondents = Respondents(random)
    for turn in range(random.choice([1, 2, 3])):
        if turn:
            script.milliseconds += 10_000
            taken_in(*random.sample(paths, 2))
        for number, path in enumerate(paths):
            later = script.milliseconds + 100_000 + random.randrange(200)
            script.begin(later, seed * 100 + turn * 10 + number)
            respondents.work(path, random.randint(1, 4))
    script.milliseconds += 10_000
    results = []
    for number, order in enumerate(orders(kind, paths)):
        target = copy(order[0], f"order-{number}")
        taken_in(target, *order[1:])
        results.append({**shown(target), "project": []})
        with Project.open(target, read_only=True) as project:
            assert wrong(project, respondents.marked) == []
        assert results[-1] == results[0]


def orders(kind, paths):
    """All of them; a copy without names stays one, so what is merged is the project itself."""
    if kind == "nameless":
        return [(paths[0], *rest) for rest in permutations(paths[1:])]
    return list(permutations(paths))


def others(base, kind):
    if kind == "copies":
        return [copy(base, name) for name in "bc"]
    return [handed_out(base, name, nameless=kind == "nameless") for name in "bc"]
