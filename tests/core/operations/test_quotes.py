"""The printed form of a passage."""

import pytest

from qualcode.core.operations import meaning, quotes
from qualcode.core.operations.history import undo, undo_entry
from qualcode.core.operations.passages import remove_codings
from qualcode.core.store import codings
from qualcode.core.store import quotes as store
from tests.core.tables import broken_rules, count


@pytest.fixture
def passage(whole):
    return whole.segment_of(whole.unclear_by_anna)


def test_the_passages_own_words_are_no_printed_form(whole, passage):
    own = codings.get_segment(whole.project.db, passage).quote
    assert not quotes.print_quote(whole.project, whole.anna, passage, f" {own} ")
    assert store.of_segment(whole.project.db, passage) is None


def test_a_form_that_is_emptied_leaves_nothing(whole, passage):
    quotes.print_quote(whole.project, whole.anna, passage, "… mandat")
    assert store.of_segment(whole.project.db, passage).text == "… mandat"
    quotes.print_quote(whole.project, whole.anna, passage, None)
    assert count(whole.project.db, "quotes") == 0


def test_chosen_quotes_stand_in_the_order_in_which_they_were_chosen(whole, passage):
    other = whole.segment_of(whole.shared)
    quotes.choose_quotes(whole.project, whole.anna, [other], chosen=True)
    quotes.choose_quotes(whole.project, whole.bo, [passage, other], chosen=True)
    assert [quote.segment_id for quote in store.chosen(whole.project.db)] == [other, passage]
    undo(whole.project, whole.bo)
    assert [quote.segment_id for quote in store.chosen(whole.project.db)] == [other]


def test_a_quote_that_is_not_chosen_any_more_keeps_its_words(whole, passage):
    quotes.choose_quotes(whole.project, whole.anna, [passage], chosen=True)
    quotes.print_quote(whole.project, whole.anna, passage, "… mandat")
    quotes.choose_quotes(whole.project, whole.anna, [passage], chosen=False)
    kept = store.of_segment(whole.project.db, passage)
    assert (kept.chosen, kept.text) == (0, "… mandat")


def test_a_chosen_passage_stays_without_its_codes_until_it_is_not_chosen(whole):
    passage = whole.segment_of(whole.shared)
    chosen = quotes.choose_quotes(whole.project, whole.anna, [passage], chosen=True)
    remove_codings(whole.project, whole.anna, [whole.shared])
    assert codings.segments(whole.project.db, [passage])
    undo_entry(whole.project, whole.anna, chosen.entry_id)
    assert not codings.segments(whole.project.db, [passage])
    assert broken_rules(whole.project.db) == []


def test_weight_and_stance_are_set_and_taken_back(whole):
    meaning.weigh_coding(whole.project, whole.anna, whole.shared, 3)
    meaning.take_stance(whole.project, whole.anna, whole.shared, "contradicts")
    coding = codings.get(whole.project.db, whole.shared)
    assert (coding.weight, coding.stance) == (3, "contradicts")
    meaning.weigh_coding(whole.project, whole.anna, whole.shared, None)
    assert codings.get(whole.project.db, whole.shared).weight is None


def test_a_weight_or_stance_that_there_is_not_is_a_bug(whole):
    with pytest.raises(ValueError, match="no weight"):
        meaning.weigh_coding(whole.project, whole.anna, whole.shared, 4)
    with pytest.raises(ValueError, match="no stance"):
        meaning.take_stance(whole.project, whole.anna, whole.shared, "likes")


def test_an_interpretation_names_the_codes_it_is_about(whole, passage):
    changes = meaning.interpret(whole.project, whole.anna, passage, "Ingen bestämmer ")
    assert changes.subject == "Otydligt mandat, Roller"
    assert codings.get_segment(whole.project.db, passage).interpretation == "Ingen bestämmer"
    assert changes.documents == {whole.eva}
