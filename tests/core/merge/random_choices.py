"""Choices at places of a text, by chance."""

from __future__ import annotations

from pathlib import Path
from random import Random

from qualcode.core.check import check
from qualcode.core.merge.apply import merge, plan_merge
from qualcode.core.merge.decided import PLACE, NewDecision
from qualcode.core.project import Project
from tests.core.merge.copies import copy, shown
from tests.core.merge.random_texts import evaluator, taken_in
from tests.core.tables import broken_rules


def _chosen(path: Path, other: Path, random: Random) -> int:
    """Take the other in, with something chosen at some of the places; how many that were."""
    with Project.open(path) as project:
        decisions = []
        for file in plan_merge(project, [other]).files:
            for line in file.conflicts:
                for place in line.collided:
                    if place.answers and random.random() < 0.8:
                        answer = str(random.choice(place.answers))
                        decisions.append(NewDecision(PLACE, line.row_id, place.place, answer))
        merge(project, evaluator(project), [other], decisions=decisions)
        assert broken_rules(project.db) == check(project) == []
    return len(decisions)


def choose(copies: list[Path], first: int, second: int, random: Random) -> int:
    """Add a copy of the first that has taken the second in with choices; how many these are. Who of
    the two takes that copy in has the same."""
    made = copy(copies[first], f"chosen-{len(copies)}")
    number = _chosen(made, copies[second], random)
    for side in (first, second):
        follower = copy(copies[side], f"follower-{len(copies)}-{side}")
        taken_in(follower, made)
        assert shown(follower) == shown(made)
    copies.append(made)
    return number
