"""Whatever three wrote into one text stands in it once, in whatever order their files are merged."""

from random import Random

import pytest

from tests.core.merge.copies import copy, shown
from tests.core.merge.random_texts import Writers, begin, in_every_order
from tests.core.merge.scripted import START

#: where words that were taken out of an answer, or came to another, were looked for in that answer
LOOKED_FOR = [80011, 80028]


@pytest.mark.parametrize("seed", [*range(4), *LOOKED_FOR])
def test_what_three_write_stands_once_in_every_order(seed, tmp_path, script, collided):
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
    expected = None
    for result in in_every_order(copies):
        expected = expected or shown(result)
        assert shown(result) == expected
        assert writers.missing(result, " ".join(collided)) == []
