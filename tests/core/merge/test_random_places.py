"""Whatever was chosen at places of a text comes to the same in whatever order files are merged."""

from itertools import permutations
from random import Random

import pytest

from qualcode.core.operations.corrections import correct_text
from qualcode.core.project import Project
from qualcode.core.store import documents as documents_store
from tests.core.merge.copies import copy, shown
from tests.core.merge.random_choices import choose
from tests.core.merge.random_texts import Writers, begin, document, evaluator, taken_in
from tests.core.merge.scripted import START


def reworded(path, random, number):
    """Other words in the place of some that the others may have reworded too."""
    with Project.open(path) as project:
        text = documents_store.text(project.db, document(project))
        for word in random.sample(range(6), 3):
            text = text.replace(f"ord{word}", f"w{number}v{word}", 1)
        correct_text(project, evaluator(project), document(project), text)


@pytest.mark.parametrize("seed", range(6))
def test_choices_come_to_the_same_in_every_order(seed, tmp_path, script):
    random = Random(seed)
    script.begin(START, seed)
    base = tmp_path / "base.qualcode"
    begin(base, random)
    copies = [copy(base, name) for name in "abc"]
    writers = Writers(random)
    for number, path in enumerate(copies):
        script.begin(START + 100_000 + random.randrange(200), seed * 10 + number)
        reworded(path, random, number)
        writers.work(path, random.randint(0, 3))
    made = 0
    for number, (first, second) in enumerate(((0, 1), (2, 1), (0, 2))):
        script.begin(START + 10_000_000 + 1000 * number, seed * 10 + 5 + number)
        made += choose(copies, first, second, random)
        reworded(copies[-1], random, number + 3)
    assert made
    script.milliseconds += 10_000_000
    results = []
    orders = list(permutations(copies))
    for number, order in enumerate(random.sample(orders, 5)):
        target = copy(order[0], f"order-{number}")
        taken_in(target, *order[1:])
        results.append(shown(target))
        assert results[-1] == results[0]
