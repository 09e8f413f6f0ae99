"""Places that were settled on several laptops."""

import pytest

from qualcode.core.analysis.reconcile.listing import compare
from qualcode.core.check import check
from qualcode.core.merge.apply import merge
from qualcode.core.merge.decided import NewDecision
from qualcode.core.model.coder import CONSENSUS
from qualcode.core.model.team import LATER, OPEN, SETTLED
from qualcode.core.operations import codes, passages
from qualcode.core.operations.reconcile import discuss, postpone, settle, take_agreed
from qualcode.core.project import Project
from qualcode.core.report.merge_sentences import conflict_sentence
from qualcode.core.store import coders as coder_store
from tests.core.merge.copies import copy
from tests.core.tables import broken_rules, contents, count


@pytest.fixture
def pair(tmp_path, base):
    """Two copies of the whole project, open: Anna's and Bo's."""
    source = copy(base.project.path, "pair").rename(tmp_path / "base.qualcode")
    with Project.open(copy(source, "anna")) as ours, Project.open(copy(source, "bo")) as theirs:
        yield ours, theirs


def places(project, base):
    return compare(project.db, [base.anna, base.bo]).all_listed


def states(project, base):
    return [one.state for one in places(project, base)]


def consensus(project):
    return [one for one in coder_store.all_coders(project.db) if one.role == CONSENSUS]


def sound(project):
    return check(project) == broken_rules(project.db) == []


@pytest.fixture
def both_settled(pair, base):
    """Of the first place they say the same, of the second each something else, of the third Bo
    alone something."""
    ours, theirs = pair
    for project, who, second in ((ours, base.anna, base.anna), (theirs, base.bo, base.bo)):
        settle(project, who, places(project, base)[0], [base.anna])
        discuss(project, who, places(project, base)[0], "Sagt")
        settle(project, who, places(project, base)[1], [second])
    postpone(ours, base.anna, places(ours, base)[2])
    settle(theirs, base.bo, places(theirs, base)[2], [base.bo])
    return pair


def test_the_consensus_of_two_laptops_is_one(both_settled, base):
    ours, theirs = both_settled
    done = merge(ours, base.anna, [theirs.path])
    (one,) = consensus(ours)
    assert one.id == min(consensus(theirs)[0].id, one.id)
    assert [pair.by for pair in done.plan.files[0].matches] == ["role"]
    assert done.plan.files[0].questions == ()
    assert sound(ours)


def test_settled_places_are_united_and_those_settled_otherwise_are_open_again(both_settled, base):
    ours, theirs = both_settled
    done = merge(ours, base.anna, [theirs.path])
    assert states(ours, base)[:3] == [SETTLED, OPEN, SETTLED]
    assert count(ours.db, "disagreements") == 3
    (conflict,) = done.plan.files[0].conflicts
    assert conflict.table == "disagreements"
    assert "Anna Lindqvist and Bo Ek settled a place otherwise" in conflict_sentence(conflict)
    said = [memo for memo in contents(ours.db)["memos"] if memo[1] == "disagreements"]
    first = places(ours, base)[0].said
    assert first is not None
    assert [memo[2] for memo in said] == [first.id, first.id]


def test_it_makes_no_difference_who_takes_in_whom(both_settled, base):
    ours, theirs = both_settled
    merge(ours, base.anna, [theirs.path])
    merge(theirs, base.bo, [ours.path])
    mine, others = contents(ours.db), contents(theirs.db)
    assert mine.pop("originals")
    assert others.pop("originals")
    assert mine == others
    assert not merge(ours, base.anna, [theirs.path]).changes


def test_what_is_settled_after_that_stays_settled(both_settled, base):
    ours, theirs = both_settled
    merge(ours, base.anna, [theirs.path])
    settle(ours, base.anna, places(ours, base)[1], [base.bo])
    before = contents(ours.db)
    assert not merge(ours, base.anna, [theirs.path]).changes
    assert states(ours, base)[:3] == [SETTLED] * 3
    assert contents(ours.db)["disagreements"] == before["disagreements"]
    merge(theirs, base.bo, [ours.path])
    assert states(theirs, base)[:3] == [SETTLED] * 3
    assert sound(theirs)


def test_what_one_agreed_to_is_not_there_twice(pair, base):
    ours, theirs = pair
    for project, who in ((ours, base.anna), (theirs, base.bo)):
        take_agreed(project, who, [base.anna, base.bo])
    before = count(ours.db, "codings")
    merge(ours, base.anna, [theirs.path])
    assert count(ours.db, "codings") == before
    assert sound(ours)


def test_a_settled_place_stays_so_when_its_codes_turn_out_to_be_one_with_others(pair, base):
    ours, theirs = pair
    mine = codes.create_code(ours, base.anna, codes.NewCode("Ansvar")).first("codes")
    other = codes.create_code(theirs, base.bo, codes.NewCode("Ansvaret")).first("codes")
    for project, code in ((ours, mine), (theirs, other)):
        passages.code_passage(project, base.anna, base.solo, 0, 3, [code])
        listed = next(one for one in places(project, base) if code in one.difference.code_ids)
        settle(project, base.bo, listed, [base.anna])
    same = NewDecision("same-code", mine, other, "same")
    merge(ours, base.anna, [theirs.path], decisions=[same])
    (listed,) = [one for one in places(ours, base) if mine in one.difference.code_ids]
    assert (listed.state, listed.has_changed) == (SETTLED, False)
    assert sound(ours)
    merge(theirs, base.bo, [ours.path])
    assert states(theirs, base) == states(ours, base)


def test_what_was_left_for_later_stays_so_beside_what_was_only_spoken_of(pair, base):
    ours, theirs = pair
    discuss(ours, base.anna, places(ours, base)[0], "Hm")
    postpone(theirs, base.bo, places(theirs, base)[0])
    merge(ours, base.anna, [theirs.path])
    assert states(ours, base)[0] == LATER
