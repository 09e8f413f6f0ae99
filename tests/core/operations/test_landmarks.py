"""Headings, pages and times come in beside the text, and go along with it."""

from dataclasses import replace

import pytest

from qualcode.core.check import check
from qualcode.core.importers.transcript import Heading, TimeCode
from qualcode.core.operations import corrections, documents, importing
from qualcode.core.operations.history import redo, undo
from qualcode.core.store import landmarks
from tests.core.tables import contents, count
from tests.core.whole import transcript

TEXT = "Roller\nKim: Vi vet.\nMandat\nLo: Ja."


@pytest.fixture
def bring(project, anna):
    """Import one transcript; its document's id."""

    def run(text=TEXT, **what):
        new = importing.NewDocument(replace(transcript("A", text), **what))
        return importing.import_documents(project, anna, [new]).first("documents")

    return run


def told(project, document, *kinds):
    found = landmarks.in_document(project.db, document, kinds)
    return [(one.kind, one.start, one.label, one.level) for one in found]


def test_headings_pages_and_times_are_stored(project, bring):
    document = bring(
        headings=(Heading(0, 6, 1), Heading(20, 26, 2)),
        pages=(0, 20),
        time_codes=(TimeCode(20, 20, "00:01:02"),),
    )
    assert sorted(told(project, document)) == [
        ("heading", 0, "Roller", 1),
        ("heading", 20, "Mandat", 2),
        ("page", 0, "1", 0),
        ("page", 20, "2", 0),
        ("time", 20, "00:01:02", 0),
    ]
    assert check(project) == []


def test_a_label_that_is_styled_as_a_heading_is_none(project, bring):
    document = bring(headings=(Heading(7, 11, 1), Heading(20, 26, 1)))
    assert [place[2] for place in told(project, document)] == ["Mandat"]


def test_the_time_of_a_turn_is_told_once_as_the_turn_has_it(project, bring):
    made = transcript("A", "Kim: [00:00:07] Ja.\nLo: Nej.")
    codes = (TimeCode(5, 15, "00:00:07"),)
    speeches = (replace(made.speeches[0], speech_start=16, time_code="[00:00:07]"),)
    document = bring(made.text, time_codes=codes, speeches=speeches)
    assert told(project, document) == [("time", 0, "[00:00:07]", 0)]


def test_a_time_within_a_turn_stands_where_it_is(project, bring):
    document = bring(time_codes=(TimeCode(12, 12, "00:00:07"),))
    assert told(project, document) == [("time", 12, "00:00:07", 0)]


def test_the_import_is_undone_and_redone_with_them(project, anna, bring):
    before = contents(project.db)
    bring(headings=(Heading(0, 6, 1),), pages=(0,))
    after = contents(project.db)
    undo(project, anna)
    assert contents(project.db) == before
    redo(project, anna)
    assert contents(project.db) == after


def test_deleting_a_document_takes_them_along(project, anna, bring):
    document = bring(headings=(Heading(0, 6, 1),), pages=(0,))
    documents.delete_documents(project, anna, [document])
    assert count(project.db, "landmarks") == 0
    assert check(project) == []


def test_a_correction_moves_them(project, anna, bring):
    document = bring(headings=(Heading(20, 26, 1),), pages=(0, 20))
    corrections.correct_text(project, anna, document, "Nytt. " + TEXT)
    assert [place[1] for place in told(project, document, "heading")] == [26]
    assert [place[1] for place in told(project, document, "page")][1] == 26


def test_a_new_file_brings_its_own_and_keeps_what_it_has_none_of(project, anna, bring):
    document = bring(headings=(Heading(0, 6, 1),), pages=(0, 20))
    new = replace(transcript("A", "Mål\n" + TEXT), headings=(Heading(0, 3, 1), Heading(4, 10, 1)))
    corrections.replace_document(project, anna, document, new)
    assert [place[2] for place in told(project, document, "heading")] == ["Mål", "Roller"]
    assert [place[2] for place in told(project, document, "page")] == ["1", "2"]
    assert check(project) == []


def test_a_place_outside_the_text_is_found(project, bring):
    bring(pages=(0,))
    project.db.execute('UPDATE landmarks SET "end" = 99')
    assert [problem.table for problem in check(project)] == ["landmarks"]


def test_the_same_file_again_changes_nothing(project, anna, bring):
    made = replace(transcript("A", TEXT), headings=(Heading(0, 6, 1),), pages=(0,))
    document = bring(headings=made.headings, pages=made.pages)
    changes = corrections.replace_document(project, anna, document, made)
    assert not changes.touches("landmarks")
