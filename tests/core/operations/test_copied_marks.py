"""All that is marked with one code is marked with another too."""

import pytest

from qualcode.core.errors import Refused
from qualcode.core.operations import codes
from qualcode.core.operations.copied_marks import copy_marks
from qualcode.core.operations.history import undo
from qualcode.core.store import codings
from tests.core.tables import broken_rules, contents


def marked(whole, code):
    """The codings of a code: words, whose, with which comment."""
    found = codings.of_codes(whole.project.db, [code])
    return sorted(
        (
            codings.get_segment(whole.project.db, coding.segment_id).quote,
            coding.coder_id,
            coding.comment,
        )
        for coding in found
    )


def test_marks_are_copied_as_the_copier_s_with_all_comments(whole):
    copy_marks(whole.project, whole.anna, whole.unclear, whole.roots)
    assert ("otydligt mandat ❤️", whole.anna, "Precis") in marked(whole, whole.roots)
    assert len(marked(whole, whole.unclear)) == 2
    assert broken_rules(whole.project.db) == []


def test_only_what_chosen_evaluators_marked_is_copied(whole):
    copy_marks(whole.project, whole.anna, whole.unclear, whole.clear, coders=[whole.anna])
    copied = [row for row in marked(whole, whole.clear) if row[0].startswith("otydligt")]
    assert copied == [("otydligt mandat ❤️", whole.anna, None)]


def test_copying_twice_changes_nothing(whole):
    for code in (whole.unclear, whole.roles):
        copy_marks(whole.project, whole.anna, code, whole.roots)
        assert not copy_marks(whole.project, whole.anna, code, whole.roots)


def test_what_has_the_code_already_keeps_its_own_comment(whole):
    (there,) = whole.mark(
        whole.eva, "otydligt mandat ❤️", whole.roots, by=whole.anna, comment="Mitt"
    )
    copy_marks(whole.project, whole.anna, whole.unclear, whole.roots)
    assert codings.get(whole.project.db, there).comment == "Mitt"


def test_weight_and_stance_are_copied_also_of_a_passage_without_a_place(whole):
    copy_marks(whole.project, whole.anna, whole.roles, whole.roots)
    (copied,) = [
        coding
        for coding in codings.of_codes(whole.project.db, [whole.roots])
        if coding.coder_id == whole.anna and coding.weight
    ]
    segment = codings.get_segment(whole.project.db, copied.segment_id)
    assert (copied.weight, copied.stance) == (2, "contradicts")
    assert (segment.quote, segment.start, segment.coder_id) == (
        "Rollerna är oklara",
        None,
        whole.anna,
    )


def test_the_same_code_is_refused_and_nothing_changes(whole):
    before = contents(whole.project.db)
    with pytest.raises(Refused, match="already"):
        copy_marks(whole.project, whole.anna, whole.roots, whole.roots)
    assert contents(whole.project.db) == before


def test_copying_is_undone_whole(whole):
    new = codes.create_code(whole.project, whole.bo, codes.NewCode("Makt")).first("codes")
    before = contents(whole.project.db)
    copy_marks(whole.project, whole.bo, whole.unclear, new)
    undo(whole.project, whole.bo)
    assert contents(whole.project.db) == before
