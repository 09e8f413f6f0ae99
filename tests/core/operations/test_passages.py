"""What is marked, by whom, and where exactly."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.core.errors import Refused
from qualcode.core.ids import CoderId
from qualcode.core.operations import codes, memos, passages
from qualcode.core.operations.coders import add_coder
from qualcode.core.operations.importing import NewDocument, import_documents
from qualcode.core.project import Project
from qualcode.core.store import codings, documents
from qualcode.core.store import memos as memo_store
from tests.core.tables import broken_rules, count
from tests.core.whole import transcript

HARD = "❤️ 1️⃣ 👩‍👩‍👧 e\u0301 \u00e5 a\u030a\u2028\u2029\u00a0\x00 \u202eabc\ufeff x\r\u200b\U0001f600 slut"


def document(project, coder, text, title="Text"):
    new = NewDocument(transcript(title, text), kind="document")
    return import_documents(project, coder, [new]).first("documents")


@pytest.fixture
def code(project, anna):
    return codes.create_code(project, anna, codes.NewCode("Mandat")).first("codes")


def quotes(project, document_id):
    return [segment.quote for segment in codings.segments_in(project.db, document_id)]


def test_a_mark_is_trimmed_to_its_words(project, anna, code):
    text = "Ja. \u2028\u00a0 Otydligt mandat.\t\n"
    one = document(project, anna, text)
    passages.code_passage(project, anna, one, 3, len(text), [code])
    (segment,) = codings.segments_in(project.db, one)
    assert (segment.start, segment.end, segment.quote) == (7, 23, "Otydligt mandat.")
    assert (segment.before, segment.after) == ("Ja. \u2028\u00a0 ", "\t\n")


def test_a_mark_beyond_the_text_ends_with_it(project, anna, code):
    one = document(project, anna, "Mandat")
    passages.code_passage(project, anna, one, -10, 1000, [code])
    assert quotes(project, one) == ["Mandat"]


@pytest.mark.parametrize("span", [(2, 3), (5, 5), (6, 2), (100, 200)])
def test_a_mark_without_words_is_refused(project, anna, code, span):
    one = document(project, anna, "ab  cd")
    with pytest.raises(Refused, match="no words"):
        passages.code_passage(project, anna, one, *span, [code])
    assert quotes(project, one) == []


def test_positions_count_code_points_whatever_the_text_holds(project, anna, code):
    one = document(project, anna, HARD)
    assert documents.text(project.db, one) == HARD
    for start in range(len(HARD)):
        if HARD[start : start + 3].strip():
            passages.code_passage(project, anna, one, start, start + 3, [code])
    for segment in codings.segments_in(project.db, one):
        assert HARD[segment.start : segment.end] == segment.quote
        assert HARD[: segment.start].endswith(segment.before)
        assert HARD[segment.end :].startswith(segment.after)
    assert broken_rules(project.db) == []


@pytest.fixture(scope="module")
def workshop(tmp_path_factory):
    with Project.create(tmp_path_factory.mktemp("workshop") / "x.qualcode") as project:
        anna = CoderId(add_coder(project, "Anna").first("coders"))
        code = codes.create_code(project, anna, codes.NewCode("Mandat")).first("codes")
        yield project, anna, code


@settings(max_examples=60)
@given(text=st.text(max_size=60), start=st.integers(-3, 63), length=st.integers(0, 63))
def test_any_text_is_kept_as_it_is_and_any_mark_is_its_quote(workshop, text, start, length):
    project, anna, code = workshop
    one = document(project, anna, text)
    assert documents.text(project.db, one) == text
    inside = text[max(0, start) : max(0, start + length)].strip()
    if not inside:
        with pytest.raises(Refused):
            passages.code_passage(project, anna, one, start, start + length, [code])
    else:
        passages.code_passage(project, anna, one, start, start + length, [code])
        assert quotes(project, one) == [inside]


def test_half_characters_keep_every_position(project, anna, code):
    one = document(project, anna, "a\ud83d b \udc00mandat")
    passages.code_passage(project, anna, one, 6, 12, [code])
    assert documents.text(project.db, one) == "a\ufffd b \ufffdmandat"
    assert quotes(project, one) == ["mandat"]


def test_two_evaluators_who_mark_one_span_own_two_passages(whole):
    here = [
        segment
        for segment in codings.segments_in(whole.project.db, whole.eva)
        if segment.quote == "otydligt mandat ❤️"
    ]
    assert {segment.coder_id for segment in here} == {whole.anna, whole.bo}


def test_one_evaluator_who_marks_a_span_twice_owns_one_passage(whole):
    (again,) = whole.mark(whole.eva, "otydligt mandat ❤️", whole.roots, by=whole.anna)
    assert whole.segment_of(again) == whole.segment_of(whole.unclear_by_anna)


def test_the_same_code_on_the_same_span_changes_nothing(whole):
    text = documents.text(whole.project.db, whole.eva)
    start = text.index("otydligt mandat")
    changes = passages.code_passage(
        whole.project, whole.anna, whole.eva, start - 1, start + 18, [whole.unclear], comment="Ny"
    )
    assert not changes


def test_the_last_code_takes_the_passage_with_it(whole):
    passages.remove_codings(whole.project, whole.bo, [whole.roots_by_bo])
    assert "lokala förankringen" not in quotes(whole.project, whole.eva)


def test_a_passage_with_words_of_the_evaluator_s_stays_without_a_code(whole):
    passages.remove_codings(whole.project, whole.anna, [whole.unclear_by_anna, whole.roles_by_anna])
    kept = [one for one in codings.segments_in(whole.project.db, whole.eva) if one.condensed]
    assert [segment.condensed for segment in kept] == ["Mandatet är otydligt"]


def test_such_a_passage_goes_with_the_last_of_its_words_and_its_memo(whole):
    segment = whole.segment_of(whole.unclear_by_anna)
    passages.remove_codings(whole.project, whole.anna, [whole.unclear_by_anna, whole.roles_by_anna])
    passages.condense(whole.project, whole.anna, segment, " ")
    assert codings.get_segment(whole.project.db, segment).condensed is None
    (memo,) = memo_store.about(whole.project.db, [segment])
    memos.delete_memo(whole.project, whole.anna, memo.id)
    with pytest.raises(KeyError):
        codings.get_segment(whole.project.db, segment)


def test_a_passage_is_resized_with_all_its_codes(whole):
    segment = whole.segment_of(whole.unclear_by_anna)
    passages.resize_passage(whole.project, whole.anna, segment, 13, 27)
    moved = codings.get_segment(whole.project.db, segment)
    assert moved.quote == "Vem bestämmer?"
    assert len(codings.on_segments(whole.project.db, [segment])) == 2


def test_a_passage_resized_onto_another_joins_it_with_all_that_was_said(whole):
    (again,) = whole.mark(whole.eva, "otydligt mandat", whole.unclear, by=whole.anna, comment="Ja")
    (alone,) = whole.mark(whole.eva, "otydligt mandat", whole.roots, by=whole.anna)
    small, large = whole.segment_of(again), whole.segment_of(whole.unclear_by_anna)
    passages.condense(whole.project, whole.anna, small, "Oklart")
    memos.write_memo(whole.project, whole.anna, "Kort", about=("segments", small))
    target = codings.get_segment(whole.project.db, large)
    passages.resize_passage(whole.project, whole.anna, small, target.start, target.end)
    joined = codings.get_segment(whole.project.db, large)
    assert joined.condensed == "Mandatet är otydligt\nOklart"
    assert codings.get(whole.project.db, whole.unclear_by_anna).comment == "Ja"
    assert codings.get(whole.project.db, alone).segment_id == large
    assert len(memo_store.about(whole.project.db, [large])) == 2
    assert broken_rules(whole.project.db) == []


def test_a_passage_resized_onto_another_evaluator_s_stays_apart(whole):
    segment = codings.get_segment(whole.project.db, whole.segment_of(whole.unclear_by_anna))
    passages.resize_passage(
        whole.project,
        whole.bo,
        whole.segment_of(whole.roots_by_bo),
        segment.start,
        segment.end - 3,
    )
    assert codings.get_segment(whole.project.db, whole.segment_of(whole.roots_by_bo)).quote == (
        "otydligt mandat"
    )


def test_a_passage_without_a_place_gets_one(whole):
    text = documents.text(whole.project.db, whole.notes)
    start = text.index("Rollerna")
    segment = whole.segment_of(whole.lost)
    passages.resize_passage(whole.project, whole.bo, segment, start, start + 19)
    assert codings.get_segment(whole.project.db, segment).start == start


def test_recoding_keeps_comment_author_and_memo(whole):
    passages.recode(whole.project, whole.anna, [whole.unclear_by_bo], whole.roots)
    coding = codings.get(whole.project.db, whole.unclear_by_bo)
    assert (coding.code_id, coding.comment, coding.coder_id) == (whole.roots, "Precis", whole.bo)
    assert len(memo_store.about(whole.project.db, [coding.id])) == 1


def test_recoding_to_a_code_that_is_there_joins_the_two(whole):
    passages.recode(whole.project, whole.anna, [whole.unclear_by_anna], whole.roles)
    codes_there = codings.on_segments(whole.project.db, [whole.segment_of(whole.roles_by_anna)])
    assert [coding.id for coding in codes_there] == [whole.roles_by_anna]


def test_several_codings_of_a_passage_are_recoded_to_one(whole):
    both = [whole.unclear_by_anna, whole.roles_by_anna]
    passages.recode(whole.project, whole.anna, both, whole.roots)
    there = codings.on_segments(whole.project.db, [whole.segment_of(whole.unclear_by_anna)])
    assert [coding.code_id for coding in there] == [whole.roots]


def test_a_comment_is_written_changed_and_removed(whole):
    for written, kept in ((" Ja ", "Ja"), ("Nej\nju", "Nej\nju"), ("  ", None), (None, None)):
        passages.comment_coding(whole.project, whole.bo, whole.lost, written)
        assert codings.get(whole.project.db, whole.lost).comment == kept


def test_marking_in_two_million_characters_takes_a_few_milliseconds(project, anna, code):
    one = document(project, anna, "Vi har ett otydligt mandat ❤️ här. " * 60_000)
    times = []
    for number in range(20):
        before = time.thread_time()
        passages.code_passage(project, anna, one, number * 90_000 + 3, number * 90_000 + 60, [code])
        times.append(time.thread_time() - before)
    assert sorted(times)[10] < 0.05
    assert count(project.db, "codings") == 20
