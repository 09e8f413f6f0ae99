"""No read that a screen makes looks through a whole table that grows with the work."""

import pytest

from qualcode.core.operations import codes as code_operations
from qualcode.core.operations import copied_marks, passage_shapes, passages, persons
from qualcode.core.operations import documents as document_operations
from qualcode.core.operations.history import next_redo, next_undo, undo, undo_entry
from qualcode.core.store import (
    codes,
    codings,
    documents,
    landmarks,
    memos,
    quotes,
    search,
    steps,
    team_work,
)
from qualcode.core.store import persons as person_store

#: these stay small, or are read whole: a codebook, a list of documents, the people, and the ids
#: that a statement is about
SMALL = ("coders", "documents", "persons", "cases", "affiliations", "codes", "project", "json_each")


@pytest.fixture
def scans(whole):
    """The tables that statements have looked through from end to end."""
    db = whole.project.db
    statements = []
    db.conn.set_trace_callback(statements.append)

    def found():
        db.conn.set_trace_callback(None)
        plans = [
            (statement, row[3])
            for statement in statements
            if statement.startswith(("SELECT", "UPDATE", "DELETE"))
            for row in db.execute(f"EXPLAIN QUERY PLAN {statement}")
        ]
        return [
            (statement, plan)
            for statement, plan in plans
            if plan.startswith("SCAN") and plan.split()[1] not in SMALL
        ]

    yield found
    db.conn.set_trace_callback(None)


READS = {
    "who says a hit": lambda w, db: search.speakers_in(db, w.eva),
    "whether a hit is coded": lambda w, db: search.coded_spans(db, w.eva, [w.anna]),
    "what is marked already": lambda w, db: search.known_codings(db, w.eva, w.anna, w.roles),
    "text": lambda w, db: documents.text(db, w.eva),
    "landmarks": lambda w, db: landmarks.in_document(db, w.eva),
    "turns": lambda w, db: documents.turns(db, w.eva),
    "who speaks in a document": lambda w, db: documents.spoken(db, w.eva),
    "turns of a person": lambda w, db: documents.turns_of(db, w.ip1),
    "marks in a document": lambda w, db: codings.marks_in(db, w.eva),
    "marks": lambda w, db: codings.marks(db, [w.lost, w.shared]),
    "segments in a document": lambda w, db: codings.segments_in(db, w.eva),
    "segments": lambda w, db: codings.segments(db, [w.segment_of(w.lost)]),
    "codings of codes": lambda w, db: codings.of_codes(db, [w.roles, w.mandate]),
    "a passage by its span": lambda w, db: codings.segment_at(db, w.eva, 0, 5, w.anna),
    "persons in a document": lambda w, db: person_store.in_document(db, w.eva),
    "memos about": lambda w, db: memos.about(db, [w.eva, w.lost]),
    "memos that speak of rows": lambda w, db: memos.speaking_of(db, [w.eva, w.lost]),
    "links of memos": lambda w, db: memos.links_of(db, [w.eva]),
    "passages with memos": lambda w, db: memos.passages_in(db, w.eva),
    "codings with memos": lambda w, db: memos.codings_in(db, w.eva),
    "how many memos speak of codes": lambda w, db: memos.spoken_of(db, "codes"),
    "a page of the journal": lambda w, db: memos.journal_page(db, "2026-11-22", w.anna),
    "the journal": lambda w, db: memos.of_kind(db, "journal"),
    "a printed quote": lambda w, db: quotes.of_segment(db, w.segment_of(w.lost)),
    "printed quotes": lambda w, db: quotes.of_segments(db, [w.segment_of(w.lost)]),
    "what a step touched": lambda w, db: steps.touched(db, 5, 10),
    "what came after a step": lambda w, db: steps.later_touches(db, 5),
    "whose passages are in documents": lambda w, db: team_work.passages_in(db, [w.eva]),
    "whose marks have codes": lambda w, db: team_work.codings_of(db, [w.roles, w.mandate]),
    "steps a merge brought": lambda w, db: steps.brought(db, w.eva),
    "codes": lambda w, db: codes.all_codes(db),
    "children": lambda w, db: codes.children(db, w.mandate),
    "a code": lambda w, db: codes.get(db, w.mandate),
}


@pytest.mark.parametrize("name", READS)
def test_a_read_uses_an_index(whole, scans, name):
    READS[name](whole, whole.project.db)
    assert scans() == []


def details(pseudonym):
    return persons.PersonDetails(None, pseudonym, "respondent", None, None)


STEPS = {
    "code": lambda w: passages.code_passage(w.project, w.bo, w.eva, 0, 12, [w.roles]),
    "remove": lambda w: passages.remove_codings(w.project, w.bo, [w.lost]),
    "recode": lambda w: passages.recode(w.project, w.bo, [w.unclear_by_anna], w.roles),
    "resize": lambda w: passages.resize_passage(w.project, w.bo, w.segment_of(w.shared), 0, 12),
    "split": lambda w: passage_shapes.split_passage(
        w.project, w.anna, w.segment_of(w.unclear_by_anna), 49
    ),
    "join": lambda w: passage_shapes.join_passages(
        w.project, w.bo, [w.segment_of(w.unclear_by_bo), w.segment_of(w.roots_by_bo)]
    ),
    "copy marks": lambda w: copied_marks.copy_marks(w.project, w.bo, w.unclear, w.roots),
    "create code": lambda w: w.code("Ny", w.mandate),
    "delete codes": lambda w: code_operations.delete_codes(w.project, w.bo, [w.mandate]),
    "merge codes": lambda w: code_operations.merge_codes(w.project, w.bo, w.roles, [w.unclear]),
    "delete document": lambda w: document_operations.delete_documents(w.project, w.bo, [w.eva]),
    "edit person": lambda w: persons.edit_person(w.project, w.bo, w.ip1, details("Kim")),
    "join persons": lambda w: persons.join_persons(w.project, w.bo, w.ip1, [w.ip2]),
}


@pytest.mark.parametrize("name", STEPS)
def test_an_operation_uses_indexes(whole, scans, name):
    STEPS[name](whole)
    assert scans() == []


def test_undo_looks_back_through_the_journal_alone(whole, scans):
    undo(whole.project, whole.bo)
    assert {plan for _statement, plan in scans()} == {"SCAN journal"}  # from its end, and stops


def test_undo_of_an_earlier_step_uses_indexes_but_for_the_undone(whole, scans):
    changes = passages.comment_coding(whole.project, whole.bo, whole.lost, "Ja")
    passages.comment_coding(whole.project, whole.bo, whole.shared, "Nej")
    undo_entry(whole.project, whole.bo, changes.entry_id)
    assert {plan for _statement, plan in scans()} <= {
        "SCAN journal",  # newest first, as far as the first that counts
        "SCAN journal USING INDEX journal_undoes",
    }


def test_what_undo_would_do_is_found_without_reading_the_whole_history(whole):
    db = whole.project.db
    passages.comment_coding(whole.project, whole.bo, whole.lost, "Ja")
    ticks = []
    db.conn.set_progress_handler(lambda: ticks.append(1), 1)
    next_undo(db)
    next_redo(db)
    db.conn.set_progress_handler(None, 1)
    assert len(ticks) < 200
