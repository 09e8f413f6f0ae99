import json
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.core import importers
from qualcode.core.check import check
from qualcode.core.interchange import codings
from qualcode.core.interchange.codings import CodingRow
from qualcode.core.interchange.problems import SheetRefused
from qualcode.core.operations import history
from qualcode.core.operations.coders import add_coder, ensure_coder
from qualcode.core.operations.importing import NewDocument, import_documents
from qualcode.core.operations.sheet_codings import code_from_sheet
from qualcode.core.project import Project
from qualcode.core.store import coders as coders_store
from qualcode.core.store import codings as codings_store
from tests.core.material import Material

TEXT = "I: Hej  då.\nIP1: Mandat  ❤️ är oklart. Hej  då.\nIP1: Ja. \tSlut."


@pytest.fixture
def material(tmp_path):
    found = Material(tmp_path)
    found.document("D", TEXT)
    yield found
    found.project.close()


def code(material, *rows, **more):
    return code_from_sheet(material.project, material.someone, rows, source="s.csv", **more)


def row(number=2, **values):
    return CodingRow(number=number, **{"document": "D", "code": "A", **values})


def quotes(material):
    return [segment.quote for segment in codings_store.all_segments(material.project.db)]


@given(start=st.integers(-3, len(TEXT) + 3), end=st.integers(-3, len(TEXT) + 3))
@settings(max_examples=60)
def test_a_place_gives_the_words_that_stand_there_or_a_reason(tmp_path_factory, start, end):
    found = Material(tmp_path_factory.mktemp("p"))
    found.document("D", TEXT)
    sound = 0 <= start < end <= len(TEXT) and TEXT[start:end].strip()
    result = code(found, row(start=start, end=end), partial=True)
    assert quotes(found) == ([TEXT[start:end].strip()] if sound else [])
    assert (result.written, len(result.problems)) == ((1, 0) if sound else (0, 1))
    assert check(found.project) == []
    found.project.close()


def test_a_quote_of_white_space_is_none(material):
    with pytest.raises(SheetRefused, match=r"1 row of “s\.csv”") as refusal:
        code(material, row(quote=" \n\t"))
    assert "neither a place nor a quote" in refusal.value.problems[0].reason


def test_occurrences_that_overlap_are_counted(material):
    material.document("E", "I: aaaa aaaa")
    with pytest.raises(SheetRefused) as refusal:
        code(material, row(document="E", quote="aaa"))
    assert "4 times" in refusal.value.problems[0].reason


def test_the_same_words_in_another_document_do_not_matter(material):
    material.document("E", TEXT)
    assert code(material, row(quote="Slut.")).written == 1


def test_two_evaluators_of_one_name_are_told_apart_by_id(material):
    ids = [add_coder(material.project, "Bo").first("coders") for _ in range(2)]
    with pytest.raises(SheetRefused) as refusal:
        code(material, row(quote="Slut.", coder="Bo"))
    assert "2 evaluators are called “Bo”" in refusal.value.problems[0].reason
    code(material, row(quote="Slut.", coder=ids[1]))
    assert codings_store.all_segments(material.project.db)[0].coder_id == ids[1]


def test_an_evaluator_of_rows_that_are_left_out_does_not_join(material):
    code(material, row(quote="Slut.", code="", coder="Bo"), partial=True)
    assert len(coders_store.all_coders(material.project.db)) == 1


def test_condensed_words_are_kept_with_the_passage(material):
    code(material, row(quote="Slut."), row(3, quote="Slut.", code="B", condensed="The end."))
    (segment,) = codings_store.all_segments(material.project.db)
    assert segment.condensed == "The end."


def test_a_code_and_a_path_that_disagree_are_refused(material):
    with pytest.raises(SheetRefused) as refusal:
        code(material, row(quote="Slut.", code="A", code_path="B > C"))
    assert "“A” here and “B > C”" in refusal.value.problems[0].reason


def test_undo_leaves_nothing_and_redo_brings_all_back(material):
    before = material.project.db.execute("SELECT count(*) FROM codings").fetchone()
    code(material, row(quote="Slut.", coder="Bo"), row(3, start=0, end=9, code="B > C"))
    history.undo(material.project, material.someone)
    assert material.project.db.execute("SELECT count(*) FROM codings").fetchone() == before
    assert len(coders_store.all_coders(material.project.db)) == 1
    history.redo(material.project, material.someone)
    assert sorted(quotes(material)) == ["I: Hej  d", "Slut."]
    assert check(material.project) == []


def test_nothing_new_leaves_no_trace_in_the_journal(material):
    code(material, row(quote="Slut."))
    before = history.history(material.project.db)
    assert not code(material, row(quote="Slut.")).changes
    assert history.history(material.project.db) == before


def test_the_cost_is_linear_in_the_rows(material):
    """Counted in calls, so that a busy machine makes no difference."""

    def calls(count):
        rows = [row(n, start=n % 20, end=21 + n % 20, code=f"Code {n}") for n in range(count)]
        made = 0

        def count_call(_frame, event, _argument):
            nonlocal made
            made += event == "call"

        sys.setprofile(count_call)
        try:
            code(material, *rows)
        finally:
            sys.setprofile(None)
        history.undo(material.project, material.someone)
        return made

    assert calls(400) < 2.2 * calls(200)


@pytest.mark.parametrize("number", [12, 30, 40])
def test_real_interviews_are_coded_as_they_were(number, shared_data, tmp_path):
    source = json.loads(
        (shared_data / "coded-interviews" / f"interview{number}.json").read_text("utf-8")
    )
    transcript = tmp_path / "t.txt"
    transcript.write_text(source["text"], encoding="utf-8", newline="")
    rows = [
        {"document": "t", "coder": name, **coding}
        for name, found in source["coders"].items()
        for coding in found
    ]
    sheet = tmp_path / "c.json"
    sheet.write_text(json.dumps(rows))
    with Project.create(tmp_path / "p.qualcode") as project:
        me = ensure_coder(project, "Me")
        import_documents(project, me, [NewDocument(importers.read(transcript))])
        result = code_from_sheet(project, me, codings.read(sheet), source="c.json")
        assert result.problems == ()
        assert result.written + result.skipped == len(rows)
        assert check(project) == []
