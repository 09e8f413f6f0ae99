from datetime import date

import pytest

from qualcode.core.errors import Refused
from qualcode.core.operations import codes, memos
from qualcode.core.operations.history import undo, undo_entry
from qualcode.core.operations.passages import remove_codings
from qualcode.core.store import codings
from qualcode.core.store import memos as store
from tests.core.tables import broken_rules, count


def test_a_memo_keeps_its_words_as_they_are_written(project, anna):
    text = "  Två\n\nrader \u2028 ❤️ "
    memo = memos.write_memo(project, anna, text, title=" Dagbok ").first("memos")
    assert store.get(project.db, memo).text == text
    assert store.get(project.db, memo).title == "Dagbok"


def test_an_empty_memo_is_refused(project, anna):
    with pytest.raises(Refused, match="memo is empty"):
        memos.write_memo(project, anna, " \n", title=" ")
    memo = memos.write_memo(project, anna, "x").first("memos")
    with pytest.raises(Refused, match="memo is empty"):
        memos.edit_memo(project, anna, memo, title="", text=" ")


def test_a_memo_about_nothing_there_is_a_bug(whole):
    with pytest.raises(KeyError):
        memos.write_memo(whole.project, whole.anna, "x", about=("codes", "nobody"))
    with pytest.raises(ValueError, match="no table"):
        memos.write_memo(whole.project, whole.anna, "x", about=("journal", whole.eva))


def test_a_memo_takes_the_memos_about_it_along(project, anna):
    first = memos.write_memo(project, anna, "Ett").first("memos")
    second = memos.write_memo(project, anna, "Två", about=("memos", first)).first("memos")
    memos.write_memo(project, anna, "Tre", about=("memos", second))
    memos.delete_memo(project, anna, first)
    assert count(project.db, "memos") == 0


def test_half_characters_in_a_memo_become_signs_that_can_be_stored(project, anna):
    memo = memos.write_memo(project, anna, "Ja \ud83d").first("memos")
    assert store.get(project.db, memo).text == "Ja \ufffd"


def test_a_memo_on_words_makes_a_passage_that_lives_as_long_as_it(whole):
    changes = memos.write_memo_on_words(whole.project, whole.anna, whole.notes, 0, 18, "Titel")
    (memo,) = memos_of(changes)
    about = store.get(whole.project.db, memo).about_id
    assert changes.added["segments"] == {about}
    memos.delete_memo(whole.project, whole.anna, memo)
    assert codings.segments(whole.project.db, [about]) == []
    assert broken_rules(whole.project.db) == []


def memos_of(changes):
    return changes.order["memos"]


def test_a_day_has_one_page_for_each_evaluator(whole):
    day = date(2026, 11, 22)
    memos.write_journal(whole.project, whole.anna, "Läste.", day=day)
    memos.write_journal(whole.project, whole.bo, "Kodade.", day=day)
    memos.write_journal(whole.project, whole.anna, "Läste om.", day=day, title="Söndag")
    pages = store.of_kind(whole.project.db, "journal")
    assert [(page.text, page.date) for page in pages] == [
        ("Läste om.", "2026-11-22"),
        ("Kodade.", "2026-11-22"),
    ]
    memos.write_journal(whole.project, whole.anna, " ", day=day)
    assert [page.text for page in store.of_kind(whole.project.db, "journal")] == ["Kodade."]


def test_a_link_is_followed_both_ways_and_goes_with_its_end(whole):
    memo = memos_of(memos.write_memo(whole.project, whole.anna, "Jämför"))[0]
    for to in (("codes", whole.roots), ("documents", whole.eva), ("codes", whole.roots)):
        memos.link_memo(whole.project, whole.anna, memo, to)
    assert {link.to_id for link in store.links_of(whole.project.db, [memo])} == {
        whole.roots,
        whole.eva,
    }
    assert memo in {one.id for one in store.speaking_of(whole.project.db, [whole.roots])}
    codes.delete_codes(whole.project, whole.anna, [whole.roots])
    assert [link.to_id for link in store.links_of(whole.project.db, [memo])] == [whole.eva]


def test_a_link_does_not_come_back_to_what_is_gone(whole):
    memo = memos_of(memos.write_memo(whole.project, whole.anna, "Jämför"))[0]
    link = memos.link_memo(whole.project, whole.anna, memo, ("codes", whole.roots))
    away = memos.unlink_memo(whole.project, whole.anna, link.first("memo_links"))
    codes.delete_codes(whole.project, whole.anna, [whole.roots])
    with pytest.raises(Refused, match="depends on it"):
        undo_entry(whole.project, whole.anna, away.entry_id)


def test_a_memo_is_not_linked_to_itself(whole):
    memo = memos_of(memos.write_memo(whole.project, whole.anna, "Jämför"))[0]
    with pytest.raises(Refused, match="itself"):
        memos.link_memo(whole.project, whole.anna, memo, ("memos", memo))


def test_a_link_alone_does_not_hold_a_passage(whole):
    memo = memos_of(memos.write_memo(whole.project, whole.anna, "Jämför"))[0]
    passage = whole.segment_of(whole.shared)
    memos.link_memo(whole.project, whole.anna, memo, ("segments", passage))
    assert [s.id for s in store.passages_in(whole.project.db, whole.workshop)] == [passage]
    remove_codings(whole.project, whole.anna, [whole.shared])
    assert store.links_of(whole.project.db, [memo]) == []
    undo(whole.project, whole.anna)
    assert len(store.links_of(whole.project.db, [memo])) == 1
