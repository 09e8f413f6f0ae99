"""A phrase that two said otherwise is one place to choose at, not several words."""

import json

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from qualcode.core.check import check
from qualcode.core.merge.apply import merge, plan_merge
from qualcode.core.merge.decided import BOTH, MINE, PLACE, THEIRS, NewDecision
from qualcode.core.merge.plan_json import plan_as_json, read_decisions
from qualcode.core.merge.text_phrases import joined, phrases
from qualcode.core.model.edit import Edit
from qualcode.core.model.puts import puts_between, written
from qualcode.core.model.text_merge import merged_texts
from qualcode.core.operations.history import history
from qualcode.core.project import Project
from qualcode.core.report.merge import write_report
from tests.core.merge.copies import copy, merged, of_three
from tests.core.merge.test_text_places import choice, corrected, evaluator, places, text_of
from tests.core.tables import broken_rules

TEXT = (
    "Eva: Vi har inte haft tid att prata om saken på länge. Det är som det är.\n"
    "Karin: Gruppen lite grann drog sig undan."
)
OLD = "har inte haft tid att prata om saken på länge"
ANNA = "hade aldrig någon tid att diskutera detta på allvar"
BO = "fick knappt nån tid till att reda ut det på riktigt"


def with_phrase(words, text=TEXT):
    return text.replace(OLD, words)


@pytest.fixture
def base(tmp_path):
    return of_three(tmp_path / "base.qualcode", TEXT)


@pytest.fixture
def two(base):
    """Anna and Bo both said one thing otherwise."""
    copies = [copy(base, name) for name in ("a", "b")]
    corrected(copies[0], "Anna", {OLD: ANNA})
    corrected(copies[1], "Bo", {OLD: BO})
    return copies


def taken_in(path, other, *decisions):
    with Project.open(path) as project:
        done = merge(project, evaluator(project, "Cleo"), [other], decisions=decisions)
        assert check(project) == broken_rules(project.db) == []
    return done


def decision(path, other, answer):
    """An answer at the only place there is."""
    with Project.open(path) as project:
        (file,) = plan_merge(project, [other]).files
    ((row, place),) = [(line.row_id, one) for line in file.conflicts for one in line.collided]
    return NewDecision(PLACE, row, place.place, answer)


def test_a_phrase_that_both_replaced_is_one_place_with_the_words_of_either(two):
    (place,) = places(*two)
    assert place.words == (ANNA, BO)
    assert (place.coders, place.taken, place.answers) == (("Anna", "Bo"), 1, (0, 1))
    assert (place.stands, place.both) == (BO, None)
    assert place.before == "Eva: Vi "
    assert place.after.startswith(". Det är som det är. Karin")


@pytest.mark.parametrize("ours", [0, 1])
@pytest.mark.parametrize("words", [ANNA, BO])
def test_no_mixture_is_chosen(two, ours, words):
    target, other = two[ours], two[1 - ours]
    taken_in(target, other, *choice(target, other, [words]))
    assert text_of(target) == with_phrase(words)
    assert not merged(target, other).changes
    merged(other, target)
    assert text_of(other) == with_phrase(words)


def test_what_stands_without_a_choice_is_what_stood_before(two):
    taken_in(*two)
    assert text_of(two[0]) == with_phrase(BO)


@pytest.fixture
def mixed(base):
    """Anna's words stand later, but for one that just Bo changed."""
    copies = [copy(base, name) for name in ("a", "b")]
    corrected(copies[1], "Bo", {"inte haft tid att prata": "knappt haft tider att diskutera"})
    corrected(copies[0], "Anna", {"inte haft tid att prata": "aldrig haft tid att resonera"})
    return copies


MIXED = "aldrig haft tider att resonera"


def test_where_what_stands_is_of_both_it_is_one_of_three_answers(mixed):
    (place,) = places(*mixed)
    assert place.words == ("aldrig haft tid att resonera", "knappt haft tider att diskutera")
    assert (place.stands, place.both, place.taken, place.answers) == (MIXED, MIXED, None, (0, 1))


@pytest.mark.parametrize(
    ("answer", "stands"),
    [
        (MINE, "aldrig haft tid att resonera"),
        (THEIRS, "knappt haft tider att diskutera"),
        (BOTH, MIXED),
    ],
)
def test_each_of_three_answers_stands(mixed, answer, stands, tmp_path):
    target, other = mixed
    done = taken_in(target, other, decision(target, other, answer))
    assert text_of(target) == TEXT.replace("inte haft tid att prata", stands)
    merged(other, target)
    assert text_of(other) == text_of(target)
    with Project.open(target) as project:
        write_report(project, tmp_path / "report.html", done)
    html = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert ("was left as it is, of Anna and Bo." in html) is (answer == BOTH)


def test_a_file_of_answers_has_all_three(mixed, tmp_path):
    target, other = mixed
    with Project.open(target) as project:
        form = plan_as_json(plan_merge(project, [other]))
    ((place,),) = [one["collided"] for one in form["conflicts"] if one["collided"]]
    assert (place["answers"], place["both"]) == ([0, 1, "both"], MIXED)
    place["answer"] = "both"
    file = tmp_path / "decisions.json"
    file.write_text(json.dumps(form), encoding="utf-8")
    taken_in(target, other, *read_decisions(file))
    assert text_of(target) == TEXT.replace("inte haft tid att prata", MIXED)


def test_answers_that_were_given_word_by_word_are_still_read(two):
    """An older plan told three places here, as they are known by where they are in the text that
    both had."""
    target, other = two
    whole = decision(target, other, MINE)
    start = with_phrase(OLD).index(OLD)
    name = whole.other.partition("-")[0]
    old = [
        NewDecision(PLACE, whole.subject, f"{name}-{start + at}-{start + at + len(words)}", answer)
        for words, answer in (
            ("har inte haft", MINE),
            ("prata om saken", THEIRS),
            ("länge", MINE),
        )
        for at in (OLD.index(words),)
    ]
    taken_in(target, other, *old)
    mixture = "hade aldrig någon tid till att reda ut det på allvar"
    assert text_of(target) == with_phrase(mixture)


def test_what_one_of_three_changed_is_a_place_of_its_own(base):
    copies = [copy(base, name) for name in ("a", "b")]
    corrected(copies[0], "Anna", {"inte haft": "aldrig haft"})
    corrected(copies[0], "Cleo", {"tid att": "chans att"})
    corrected(copies[1], "Bo", {"inte haft tid att": "knappt haft möjlighet att"})
    assert [(one.words, one.coders) for one in places(*copies)] == [
        (("aldrig", "knappt"), ("Anna", "Bo")),
        (("chans", "möjlighet"), ("Cleo", "Bo")),
    ]


def test_words_of_two_sentences_are_two_places(base):
    copies = [copy(base, name) for name in ("a", "b")]
    for path, name, last, first in zip(
        copies, ("Anna", "Bo"), ("sistone", "evigheter"), ("Så", "Nu"), strict=True
    ):
        corrected(path, name, {"länge. Det": f"{last}. {first}"})
    assert [one.words for one in places(*copies)] == [("sistone", "evigheter"), ("Så", "Nu")]


def test_beside_a_place_stands_what_was_chosen_at_another(base):
    copies = [copy(base, name) for name in ("a", "b")]
    corrected(copies[0], "Anna", {"inte": "aldrig", "saken": "frågan"})
    corrected(copies[1], "Bo", {"inte": "knappt", "saken": "ärendet"})
    (decided,) = choice(*copies, ["aldrig"])
    with Project.open(copies[0]) as project:
        (file,) = plan_merge(project, [copies[1]], decisions=[decided]).files
    (line,) = file.conflicts
    assert [one.words for one in line.collided] == [("aldrig", "knappt"), ("frågan", "ärendet")]
    first, second = line.collided
    assert (first.before, first.stands) == ("Eva: Vi har ", "aldrig")
    assert first.after.startswith(" haft tid att prata")
    assert second.before == "Eva: Vi har aldrig haft tid att prata om "


def test_the_history_says_on_what_file_it_was_decided(two):
    taken_in(*two, *choice(*two, [ANNA]))
    with Project.open(two[0], read_only=True) as project:
        labels = [line.label for line in history(project.db)]
    assert labels[0] == "Decided when merging “b”"


WORDS = st.lists(
    st.sampled_from(
        [
            "vi",
            "har",
            "inte",
            "tid",
            "att.",
            "Ja,",
            "det",
            "är",
            "så!",
            "om",
            "saken\n",
            "sällan",
            "alltid",
        ]
    ),
    max_size=14,
).map(" ".join)


@given(base=WORDS, one=WORDS, other=WORDS, stands=st.sampled_from([0, 1]))
def test_phrases_hold_each_place_once_and_stand_where_they_are_said_to(base, one, other, stands):
    puts = [puts_between(base, text) for text in (one, other)]
    found = merged_texts(base, *puts, stands=stands)
    groups = list(phrases(found.changes, base, lambda _one, _other: True))
    order = [id(part) for part in found.changes]
    inside = [order.index(id(part)) for group in groups for part in group]
    assert inside == sorted(set(inside))
    assert {order.index(id(part)) for part in found.collisions} <= set(inside)
    done = 0
    for group in groups:
        hit = joined(group, (one, other), found.text)
        assert found.text.startswith(hit.stands, hit.start)
        assert hit.start >= done
        done = hit.start + len(hit.stands)
        for text, words, start in zip((one, other), hit.sides, hit.starts, strict=True):
            assert text.startswith(words, start)
        if len(group) == 1:
            assert hit.sides[0] != hit.sides[1]


@given(base=WORDS, one=WORDS, other=WORDS)
def test_what_one_of_two_said_at_every_phrase_is_that_text_but_for_what_is_elsewhere(
    base, one, other
):
    """Where all that was changed is in phrases, choosing one side everywhere gives its text."""
    found = merged_texts(base, puts_between(base, one), puts_between(base, other), stands=1)
    groups = list(phrases(found.changes, base, lambda _one, _other: True))
    assume(sum(map(len, groups)) == len(found.changes))
    for side, text in enumerate((one, other)):
        hits = [joined(group, (one, other), found.text) for group in groups]
        edits = [Edit(hit.start, hit.start + len(hit.stands), hit.sides[side]) for hit in hits]
        assert written(found.text, edits) == text
