"""Rows in words."""

from qualcode.core.analysis.things import KINDS, describe
from qualcode.core.operations import codes, memos
from qualcode.core.operations.passages import remove_codings
from qualcode.core.store.schema import MODEL_OF


def words(whole, *refs):
    found = describe(whole.project.db, refs)
    return [found[ref].words for ref in refs]


def test_every_kind_of_row_has_a_word():
    assert set(KINDS) == set(MODEL_OF)


def test_a_passage_tells_its_words_and_where_they_stand(whole):
    segment = whole.segment_of(whole.shared)
    assert words(whole, ("segments", segment)) == ["Passage “share a view 1️⃣” in “Workshop”"]


def test_a_coding_leads_to_its_code_and_its_place(whole):
    thing = describe(whole.project.db, [("codings", whole.shared)])["codings", whole.shared]
    assert thing.words == "Coding “Tydligt mandat” in “Workshop”"
    assert (thing.code_id, thing.document_id) == (whole.clear, whole.workshop)
    assert thing.end - thing.start == len("share a view 1️⃣")


def test_what_is_gone_is_told_as_it_was(whole):
    segment = whole.segment_of(whole.shared)
    remove_codings(whole.project, whole.anna, [whole.shared])
    codes.delete_codes(whole.project, whole.anna, [whole.clear])
    found = describe(whole.project.db, [("codings", whole.shared), ("segments", segment)])
    assert [thing.is_there for thing in found.values()] == [False, False]
    assert found["codings", whole.shared].words == "Coding “Tydligt mandat” in “Workshop”"


def test_persons_are_told_by_their_pseudonym_alone(whole):
    assert words(whole, ("persons", whole.eva_herself)) == ["Person “Samordnare 1”"]


def test_every_row_of_a_project_can_be_told(whole):
    memos.link_memo(
        whole.project,
        whole.anna,
        memos.write_memo(whole.project, whole.anna, "Jämför").first("memos"),
        ("codes", whole.roots),
    )
    refs = [
        (table, row[0])
        for table in MODEL_OF
        for row in whole.project.db.execute(f"SELECT id FROM {table}")
    ]
    found = describe(whole.project.db, refs)
    assert all(found[ref].is_there for ref in refs)
    assert all(found[ref].words for ref in refs)
