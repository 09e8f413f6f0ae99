"""Passages split and joined: what was said of them stays with them."""

import pytest

from qualcode.core.errors import Refused
from qualcode.core.ids import new_id
from qualcode.core.model import PrintedQuote
from qualcode.core.operations import memos, passages
from qualcode.core.operations.history import redo, undo
from qualcode.core.operations.passage_shapes import join_passages, split_passage
from qualcode.core.store import codings, documents, quotes
from qualcode.core.store import memos as memo_store
from tests.core.tables import broken_rules, contents


def here(whole, *, by=None):
    return [
        segment.quote
        for segment in codings.segments_in(whole.project.db, whole.eva)
        if by is None or segment.coder_id == by
    ]


def place(whole, words):
    return documents.text(whole.project.db, whole.eva).index(words)


def names(whole, segment_id):
    found = codings.on_segments(whole.project.db, [segment_id])
    return sorted((coding.code_id, coding.coder_id) for coding in found)


def print_as(whole, segment, text, *, chosen=1):
    with whole.project.operation(whole.anna, "print_quote") as running:
        row = PrintedQuote(new_id(), segment, text, chosen, 3, "SK", running.time, running.coder_id)
        running.insert("quotes", row)


def printed(whole, segment):
    return quotes.of_segments(whole.project.db, [segment])[segment]


def test_a_passage_is_split_between_two_words_with_its_codes_on_both(whole):
    segment = whole.segment_of(whole.unclear_by_anna)
    split_passage(whole.project, whole.anna, segment, place(whole, " mandat ❤️"))
    assert here(whole, by=whole.anna) == ["otydligt", "mandat ❤️"]
    first, second = [
        s for s in codings.segments_in(whole.project.db, whole.eva) if s.coder_id == whole.anna
    ]
    assert names(whole, first.id) == names(whole, second.id)
    assert (first.id, first.condensed) == (segment, "Mandatet är otydligt")
    assert (second.condensed, second.before[-9:]) == (None, "otydligt ")
    assert len(memo_store.about(whole.project.db, [segment])) == 1
    assert broken_rules(whole.project.db) == []


def test_both_parts_keep_comment_weight_and_stance(whole):
    segment = whole.segment_of(whole.unclear_by_bo)
    with whole.project.operation(whole.bo, "weigh_coding") as running:
        running.update("codings", whole.unclear_by_bo, weight=3, stance="supports")
    changes = split_passage(whole.project, whole.bo, segment, place(whole, "mandat ❤️"))
    new = codings.get(whole.project.db, changes.first("codings"))
    assert (new.comment, new.weight, new.stance) == ("Precis", 3, "supports")
    assert new.coder_id == whole.bo


@pytest.mark.parametrize("words", ["otydligt mandat ❤️", ", ingen vet", "Intervjuare: Och"])
def test_a_place_that_is_not_within_the_passage_is_refused(whole, words):
    before = contents(whole.project.db)
    segment = whole.segment_of(whole.unclear_by_anna)
    with pytest.raises(Refused, match="between two words"):
        split_passage(whole.project, whole.anna, segment, place(whole, words))
    assert contents(whole.project.db) == before


def test_a_passage_without_a_place_is_not_split(whole):
    with pytest.raises(Refused, match="between two words"):
        split_passage(whole.project, whole.anna, whole.segment_of(whole.lost), 3)


def test_a_passage_without_a_code_is_not_split(whole):
    segment = whole.segment_of(whole.unclear_by_anna)
    passages.remove_codings(whole.project, whole.anna, [whole.unclear_by_anna, whole.roles_by_anna])
    with pytest.raises(Refused, match="without a code"):
        split_passage(whole.project, whole.anna, segment, place(whole, "mandat ❤️"))


def test_a_part_that_is_marked_already_gets_the_codes_it_lacks(whole):
    (there,) = whole.mark(whole.eva, "mandat ❤️", whole.unclear, by=whole.anna, comment="Mitt")
    segment = whole.segment_of(whole.unclear_by_anna)
    split_passage(whole.project, whole.anna, segment, place(whole, "mandat ❤️"))
    assert codings.get(whole.project.db, there).comment == "Mitt"
    assert names(whole, whole.segment_of(there)) == names(whole, segment)
    assert here(whole, by=whole.anna) == ["otydligt", "mandat ❤️"]


def test_joined_passages_have_all_codes_comments_memos_and_words(whole):
    (other,) = whole.mark(whole.eva, "ingen vet", whole.roots, by=whole.anna, comment="Ja")
    first, second = whole.segment_of(whole.unclear_by_anna), whole.segment_of(other)
    passages.condense(whole.project, whole.anna, second, "Ingen vet")
    memos.write_memo(whole.project, whole.anna, "Tanke", about=("segments", second))
    join_passages(whole.project, whole.anna, [second, first])
    assert here(whole, by=whole.anna) == ["otydligt mandat ❤️, ingen vet"]
    joined = codings.get_segment(whole.project.db, first)
    assert joined.condensed == "Mandatet är otydligt\nIngen vet"
    assert codings.get(whole.project.db, other).comment == "Ja"
    assert len(codings.on_segments(whole.project.db, [first])) == 3
    assert len(memo_store.about(whole.project.db, [first])) == 2
    assert broken_rules(whole.project.db) == []


def test_joining_over_a_third_passage_of_that_span_takes_it_in(whole):
    (other,) = whole.mark(whole.eva, "ingen vet", whole.unclear, by=whole.anna)
    (third,) = whole.mark(whole.eva, "otydligt mandat ❤️, ingen vet", whole.roots, by=whole.anna)
    ids = [whole.segment_of(whole.unclear_by_anna), whole.segment_of(other)]
    join_passages(whole.project, whole.anna, ids)
    assert here(whole, by=whole.anna) == ["otydligt mandat ❤️, ingen vet"]
    assert len(codings.on_segments(whole.project.db, [whole.segment_of(third)])) == 3


@pytest.mark.parametrize(
    ("texts", "joined"),
    [
        (("… otydligt [mandat]", "ingen [alls] vet"), "… otydligt [mandat] … ingen [alls] vet"),
        ((None, "ingen [alls] vet"), "otydligt mandat ❤️ … ingen [alls] vet"),
        ((None, None), None),
    ],
)
def test_two_printed_quotes_become_one(whole, texts, joined):
    (other,) = whole.mark(whole.eva, "ingen vet", whole.unclear, by=whole.anna)
    first, second = whole.segment_of(whole.unclear_by_anna), whole.segment_of(other)
    print_as(whole, first, texts[0], chosen=0)
    print_as(whole, second, texts[1])
    join_passages(whole.project, whole.anna, [first, second])
    quote = printed(whole, first)
    assert (quote.text, quote.chosen, quote.attribution) == (joined, 1, "SK")


def test_the_only_printed_quote_stays_with_the_joined_passage(whole):
    (other,) = whole.mark(whole.eva, "ingen vet", whole.unclear, by=whole.anna)
    first, second = whole.segment_of(whole.unclear_by_anna), whole.segment_of(other)
    print_as(whole, second, "ingen [alls] vet")
    join_passages(whole.project, whole.anna, [first, second])
    assert printed(whole, first).text == "ingen [alls] vet"


def test_what_is_not_one_evaluator_s_in_one_text_is_not_joined(whole):
    mine = whole.segment_of(whole.unclear_by_anna)
    for others, why in (
        ([], "two passages"),
        ([mine], "two passages"),
        ([whole.segment_of(whole.unclear_by_bo)], "different evaluators"),
        ([whole.segment_of(whole.shared)], "different documents"),
    ):
        with pytest.raises(Refused, match=why):
            join_passages(whole.project, whole.anna, [mine, *others])
    (unplaced,) = whole.mark(whole.notes, "oklara", whole.roles, by=whole.bo)
    with pytest.raises(Refused, match="without a place"):
        join_passages(
            whole.project,
            whole.bo,
            [whole.segment_of(unplaced), whole.segment_of(whole.lost)],
        )


def test_splitting_and_joining_are_undone_and_done_again(whole):
    segment = whole.segment_of(whole.unclear_by_anna)
    print_as(whole, segment, "[mandat]")
    moments = [contents(whole.project.db)]
    changes = split_passage(whole.project, whole.anna, segment, place(whole, "mandat ❤️"))
    moments.append(contents(whole.project.db))
    join_passages(whole.project, whole.anna, [segment, changes.first("segments")])
    moments.append(contents(whole.project.db))
    for moment in moments[-2::-1]:
        undo(whole.project, whole.anna)
        assert contents(whole.project.db) == moment
    for moment in moments[1:]:
        redo(whole.project, whole.anna)
        assert contents(whole.project.db) == moment


def test_a_passage_split_and_joined_again_is_as_it_was(whole):
    segment = whole.segment_of(whole.unclear_by_anna)
    before = codings.get_segment(whole.project.db, segment)
    changes = split_passage(whole.project, whole.anna, segment, place(whole, "mandat ❤️"))
    join_passages(whole.project, whole.anna, [segment, changes.first("segments")])
    assert codings.get_segment(whole.project.db, segment) == before
    assert len(codings.on_segments(whole.project.db, [segment])) == 2
