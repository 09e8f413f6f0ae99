"""What people said of names is said for all files, whatever the order in which they come."""

from itertools import permutations

import pytest

from qualcode.core.merge.apply import merge
from qualcode.core.merge.decided import NewDecision
from qualcode.core.project import Project
from qualcode.core.store import coders
from tests.core.material import Material
from tests.core.merge.copies import copy, merged, shown
from tests.core.merge.scripted import START

NAMES = ("Mandat oklart", "Oklara mandat", "Otydlig rätt")


class Three:
    """Three projects, each with a code of its own and a passage under it."""

    def __init__(self, folder):
        self.paths, self.codes = [], []
        for name, code in zip(("anna", "bo", "cleo"), NAMES, strict=True):
            (folder / name).mkdir()
            material = Material(folder / name, name=name)
            material.document("D", f"Vi vet inte vem som bestämmer, säger {name}. " * 3)
            self.codes.append(material.code(code))
            material.mark(code, "vem som bestämmer")
            material.project.close()
            self.paths.append(material.project.path)

    def say(self, where, one, other, answer, file=None):
        """Somebody says of two codes that they are the same, or are not, while they merge."""
        target, source = self.paths[where], self.paths[other if file is None else file]
        with Project.open(target) as project:
            me = coders.all_coders(project.db)[0].id
            pair = NewDecision("same-code", self.codes[one], self.codes[other], answer)
            merge(project, me, [copy(source, f"given-{where}-{one}-{other}")], decisions=[pair])

    def in_every_order(self):
        results = []
        for number, order in enumerate(permutations(self.paths)):
            target = copy(order[0], f"order-{number}")
            merged(target, *order[1:])
            results.append({**shown(target), "project": []})
            assert results[-1] == results[0]
            assert not merged(target, *order[1:]).changes
        return {row[0] for row in results[0]["codes"]}, results[0]


@pytest.fixture
def three(tmp_path):
    return Three(tmp_path)


def test_what_two_said_is_so_for_the_third(three):
    three.say(0, 0, 1, "same")
    codes, found = three.in_every_order()
    assert len(codes) == 2
    assert len(found["codings"]) == 3


def test_what_two_pairs_are_is_one_code(three):
    three.say(0, 0, 1, "same")
    three.say(2, 1, 2, "same", file=1)
    codes, found = three.in_every_order()
    assert len(codes) == 1
    assert len(found["codings"]) == 3


@pytest.mark.parametrize(
    ("first", "second", "left"), [("same", "different", 3), ("different", "same", 2)]
)
def test_of_two_answers_the_later_one_counts(three, first, second, left):
    three.say(0, 0, 1, first)
    three.say(1, 0, 1, second, file=0)
    codes, found = three.in_every_order()
    assert len(codes) == left
    assert len(found["decisions"]) == 2


def test_of_three_answers_that_can_t_all_be_true_the_earliest_gives_way(three):
    three.say(0, 0, 1, "same")
    three.say(1, 1, 2, "same")
    three.say(2, 0, 2, "different", file=0)
    codes, found = three.in_every_order()
    assert len(codes) == 2
    assert three.codes[0] in codes
    assert len(found["codings"]) == 3


@pytest.mark.parametrize(
    ("first", "second", "left"), [("same", "different", 3), ("different", "same", 2)]
)
def test_who_knew_of_an_answer_gave_the_later_one_whatever_the_clocks_said(
    script, tmp_path, first, second, left
):
    script.begin(START, 1)
    three = Three(tmp_path)
    script.begin(START + 1000 * 24 * 3600 * 1000, 2)  # a laptop that is a thousand days ahead
    three.say(0, 0, 1, first)
    script.begin(START + 1_000_000, 3)
    merged(three.paths[1], three.paths[0])
    three.say(1, 0, 1, second, file=0)
    codes, _found = three.in_every_order()
    assert len(codes) == left
