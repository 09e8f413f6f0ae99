"""What evaluators coded otherwise is settled as the work of a consensus coder."""

import pytest

from qualcode.core.analysis.reconcile.differences import AGREED, ALONE, EXTENT, OTHER_CODE
from qualcode.core.analysis.reconcile.listing import compare
from qualcode.core.analysis.reconcile.remembered import settlement_of
from qualcode.core.check import check
from qualcode.core.errors import Refused
from qualcode.core.model.coder import CONSENSUS
from qualcode.core.operations import codes, importing, passages, reconcile
from qualcode.core.operations.coders import add_coder
from qualcode.core.operations.corrections import correct_text
from qualcode.core.operations.history import redo, undo
from qualcode.core.store import coders, codings, disagreements, journal, memos
from tests.core.whole import transcript

TEXT = "Vi har ett otydligt mandat. Ingen vet vem som bestämmer ❤️. Rollerna är oklara här."


class Team:
    """Two evaluators who marked one text."""

    def __init__(self, project, anna):
        self.project, self.anna = project, anna
        self.bo = add_coder(project, "Bo Ek").first("coders")
        new = importing.NewDocument(transcript("Eva", TEXT))
        self.eva = importing.import_documents(project, anna, [new]).first("documents")
        self.codes = {
            name: codes.create_code(project, anna, codes.NewCode(name)).first("codes")
            for name in ("Mandat", "Roller", "Makt")
        }

    def mark(self, coder, words, *names):
        start = TEXT.index(words)
        ids = [self.codes[name] for name in names]
        end = start + len(words)
        return passages.code_passage(self.project, coder, self.eva, start, end, ids)

    @property
    def comparison(self):
        return compare(self.project.db, [self.anna, self.bo])

    @property
    def listed(self):
        return list(self.comparison.listed.get(self.eva, ()))

    @property
    def one(self):
        (listed,) = self.listed
        return listed

    @property
    def consensus(self):
        """What the consensus has: codes with their words."""
        names = {code_id: name for name, code_id in self.codes.items()}
        who = {one.id for one in coders.all_coders(self.project.db) if one.role == CONSENSUS}
        return sorted(
            (names[mark.coding.code_id], mark.segment.quote)
            for mark in codings.marks_in(self.project.db, self.eva)
            if mark.coding.coder_id in who and mark.segment.coder_id in who
        )

    def theirs(self):
        found = codings.marks_in(self.project.db, self.eva)
        return [mark for mark in found if mark.coding.coder_id in (self.anna, self.bo)]


@pytest.fixture
def team(project, anna):
    return Team(project, anna)


@pytest.fixture
def other(team):
    """The same words, two codes."""
    team.mark(team.anna, "otydligt mandat", "Mandat")
    team.mark(team.bo, "ett otydligt mandat", "Makt")
    return team


def settle(team, *taken, span=None):
    return reconcile.settle(team.project, team.anna, team.listed[0], taken, span)


def test_disagreements_are_listed_by_kind(team):
    team.mark(team.anna, "otydligt mandat", "Mandat")
    team.mark(team.bo, "otydligt mandat", "Mandat", "Makt")
    team.mark(team.anna, "Rollerna", "Roller")
    team.mark(team.bo, "Rollerna är oklara", "Roller")
    assert [one.difference.kind for one in team.listed] == [ALONE, EXTENT]
    assert [one.kind for one in team.comparison.agreed[team.eva]] == [AGREED]


def test_taking_one_gives_the_consensus_their_mark_and_leaves_the_originals(other):
    before = other.theirs()
    settle(other, other.bo)
    assert other.consensus == [("Makt", "ett otydligt mandat")]
    assert other.theirs() == before
    assert other.one.state == "settled"


def test_taking_both_gives_the_consensus_both(other):
    settle(other, other.anna, other.bo)
    assert other.consensus == [("Makt", "ett otydligt mandat"), ("Mandat", "otydligt mandat")]


def test_taking_both_of_two_extents_makes_one_passage(team):
    team.mark(team.anna, "otydligt mandat", "Mandat")
    team.mark(team.bo, "mandat. Ingen vet", "Mandat")
    settle(team, team.anna, team.bo)
    assert team.consensus == [("Mandat", "otydligt mandat. Ingen vet")]


def test_taking_the_one_who_did_not_mark_settles_on_no_code(team):
    team.mark(team.anna, "otydligt mandat", "Mandat")
    settle(team, team.bo)
    assert team.consensus == []
    assert team.one.state == "settled"


def test_codes_can_be_put_on_other_words(other):
    start = TEXT.index("har ett")
    settle(other, other.anna, span=(start, start + 20))
    assert other.consensus == [("Mandat", "har ett otydligt man")]


def test_a_new_span_needs_words_and_a_code(other):
    space = TEXT.index(" ")
    with pytest.raises(Refused, match="words"):
        settle(other, other.anna, span=(space, space + 1))
    with pytest.raises(Refused, match="marked anything there"):
        settle(other, span=(0, 6))
    assert other.consensus == []
    assert other.one.said is None


def test_the_person_at_the_keyboard_did_it_and_the_consensus_has_it(other):
    changes = settle(other, other.anna)
    last = journal.entries(other.project.db, newest_first=True, limit=1)[0]
    assert (last.operation, last.coder_id) == ("settle_disagreement", other.anna)
    assert changes.subject == "Makt, Mandat"
    assert settlement_of(other.one.said).by == other.anna
    assert changes.documents == {other.eva}


def test_settling_is_one_step_that_can_be_undone_and_done_again(other):
    settle(other, other.anna)
    undo(other.project, other.anna)
    assert other.consensus == []
    assert other.one.state == "open"
    assert all(one.role is None for one in coders.all_coders(other.project.db))
    redo(other.project, other.anna)
    assert other.consensus == [("Mandat", "otydligt mandat")]


def test_settling_otherwise_takes_back_what_was_settled_before(other):
    settle(other, other.anna)
    settle(other, other.bo)
    assert other.consensus == [("Makt", "ett otydligt mandat")]


def test_opening_again_takes_the_consensus_s_mark_away_and_leaves_the_thread(other):
    reconcile.discuss(other.project, other.bo, other.one, "Jag tänkte på makten.")
    settle(other, other.anna)
    reconcile.reopen(other.project, other.bo, other.one)
    assert other.consensus == []
    assert other.one.state == "open"
    assert not other.one.has_changed
    (said,) = memos.about(other.project.db, [other.one.said.id])
    assert (said.text, said.coder_id) == ("Jag tänkte på makten.", other.bo)


def test_what_is_to_be_talked_about_later_says_so(other):
    reconcile.postpone(other.project, other.anna, other.one)
    assert other.one.state == "later"
    assert other.comparison.count("later") == 1


def test_an_empty_comment_is_refused(other):
    with pytest.raises(Refused):
        reconcile.discuss(other.project, other.anna, other.one, "  ")
    assert other.one.said is None


def test_what_is_settled_stays_so_when_marks_elsewhere_change(other):
    settle(other, other.anna)
    other.mark(other.bo, "Rollerna", "Roller")
    assert [one.state for one in other.listed] == ["settled", "open"]


def test_what_is_settled_stays_so_when_the_text_before_it_is_corrected(other):
    settle(other, other.anna)
    correct_text(other.project, other.anna, other.eva, "Jo, " + TEXT)
    assert other.one.state == "settled"


def test_what_is_settled_stays_so_when_its_own_words_are_corrected(other):
    settle(other, other.anna)
    corrected = TEXT.replace("otydligt", "mycket oklart")
    correct_text(other.project, other.anna, other.eva, corrected)
    assert other.one.state == "settled"


def test_a_place_whose_marks_have_changed_is_open_again(other):
    settle(other, other.anna)
    changed = next(m for m in other.theirs() if m.coding.coder_id == other.bo).segment
    passages.resize_passage(other.project, other.bo, changed.id, changed.start, changed.end + 1)
    assert (other.one.state, other.one.has_changed) == ("open", True)
    settle(other, other.bo)
    assert other.consensus == [("Makt", "ett otydligt mandat.")]
    assert len(disagreements.in_document(other.project.db, other.eva)) == 1


def test_marks_that_changed_meanwhile_are_not_settled(other):
    seen = other.one
    passages.remove_codings(other.project, other.bo, [other.theirs()[0].coding.id])
    with pytest.raises(Refused, match="meanwhile"):
        reconcile.settle(other.project, other.anna, seen, [other.anna])


def test_what_is_agreed_is_taken_over_in_one_step_and_once(team):
    for coder in (team.anna, team.bo):
        team.mark(coder, "otydligt mandat", "Mandat")
        team.mark(coder, "Rollerna", "Roller")
    team.mark(team.anna, "Ingen vet", "Makt")
    both = [team.anna, team.bo]
    changes = reconcile.take_agreed(team.project, team.anna, both)
    assert team.consensus == [("Mandat", "otydligt mandat"), ("Roller", "Rollerna")]
    assert changes.documents == {team.eva}
    assert not reconcile.take_agreed(team.project, team.anna, both)
    undo(team.project, team.anna)
    assert team.consensus == []


def test_what_was_agreed_on_once_gives_way_to_what_is_settled_later(team):
    team.mark(team.anna, "otydligt mandat", "Mandat")
    team.mark(team.bo, "otydligt mandat", "Mandat")
    reconcile.take_agreed(team.project, team.anna, [team.anna, team.bo])
    changed = next(m for m in team.theirs() if m.coding.coder_id == team.bo).segment
    passages.resize_passage(team.project, team.bo, changed.id, changed.start - 4, changed.end)
    settle(team, team.bo)
    assert team.consensus == [("Mandat", "ett otydligt mandat")]


def test_a_mark_that_another_settlement_stands_on_stays(team):
    """Two places settled on the same words: opening one leaves the other's mark."""
    team.mark(team.anna, "otydligt", "Mandat")
    team.mark(team.anna, "mandat", "Mandat")
    start = TEXT.index("otydligt mandat")
    span = (start, start + len("otydligt mandat"))
    first, second = team.listed
    assert {first.difference.kind, second.difference.kind} == {ALONE}
    reconcile.settle(team.project, team.anna, first, [team.anna], span)
    reconcile.settle(team.project, team.anna, second, [team.anna], span)
    assert team.consensus == [("Mandat", "otydligt mandat")]
    reconcile.reopen(team.project, team.anna, team.listed[0])
    assert team.consensus == [("Mandat", "otydligt mandat")]
    reconcile.reopen(team.project, team.anna, team.listed[1])
    assert team.consensus == []


def test_comments_and_weights_go_along(other):
    mine = next(m for m in other.theirs() if m.coding.coder_id == other.anna).coding
    passages.comment_coding(other.project, other.anna, mine.id, "Viktigt")
    settle(other, other.anna)
    made = settlement_of(other.one.said).codings
    assert codings.get(other.project.db, made[0]).comment == "Viktigt"


def test_the_consensus_joins_once(team):
    changes = reconcile.add_consensus(team.project, team.anna, "Vi")
    assert coders.get(team.project.db, changes.first("coders")).role == CONSENSUS
    assert not reconcile.add_consensus(team.project, team.bo)


def test_three_evaluators_can_be_compared(other):
    cia = add_coder(other.project, "Cia").first("coders")
    other.mark(cia, "otydligt mandat", "Mandat")
    found = compare(other.project.db, [other.anna, other.bo, cia]).listed[other.eva]
    assert [one.difference.kind for one in found] == [OTHER_CODE]
    reconcile.settle(other.project, other.anna, found[0], [other.anna, cia])
    assert other.consensus == [("Mandat", "otydligt mandat")]


def test_the_project_is_sound_after_all_this(other):
    reconcile.discuss(other.project, other.bo, other.one, "Nja.")
    settle(other, other.anna, other.bo)
    reconcile.postpone(other.project, other.anna, other.one)
    assert check(other.project) == []


def test_the_consensus_is_not_settled_with_itself(other):
    settle(other, other.anna)
    (consensus,) = [one for one in coders.all_coders(other.project.db) if one.role == CONSENSUS]
    both = [other.bo, consensus.id]
    (listed,) = compare(other.project.db, both).listed[other.eva]
    with pytest.raises(Refused, match="other evaluators"):
        reconcile.settle(other.project, other.anna, listed, [consensus.id])
    with pytest.raises(Refused, match="other evaluators"):
        reconcile.take_agreed(other.project, other.anna, both)
