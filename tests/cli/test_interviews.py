"""The three interviews, as two evaluators coded them, each in their own wording: from two files to a
number and a report."""

from docx import Document

from tests.core.merge.test_interviews import evaluator_s, interviews


def test_two_evaluators_interviews_become_one_project_with_agreement_and_a_report(
    shared_data, tmp_path, qualcode
):
    found = interviews(shared_data)
    ours, theirs = (evaluator_s(tmp_path, name, found) for name in ("PO", "moderator"))
    report = tmp_path / "report.docx"
    answer = qualcode(
        "merge", ours, theirs, "--coder", "PO", "--json", "--report", str(report)
    ).json
    assert answer["documents"]["unified"] == answer["documents"]["after"] == 3
    assert (answer["codings"]["before"], answer["codings"]["after"]) == (88, 160)
    assert answer["segments"]["unplaced"] <= 1
    assert qualcode("check", ours, "--json").json == []
    told = qualcode("agreement", ours, "--coders", "PO", "moderator", "--json").json
    assert set(told["coders"]) == {"PO", "moderator"}
    shared = [code for code, values in told["codes"].items() if values["percent"] is not None]
    assert shared
    assert 0 < told["overall"]["percent"] <= 1
    texts = [paragraph.text for paragraph in Document(str(report)).paragraphs]
    assert {"Merge report", "Counts", "Conflicts"} <= set(texts)
    tables = [[cell.text for cell in row.cells] for row in Document(str(report)).tables[0].rows]
    marks = next(row for row in tables if row[0] == "Marks")
    assert [*marks[:3], marks[-1]] == ["Marks", "88", "72", "160"]


def test_the_same_file_again_changes_nothing(shared_data, tmp_path, qualcode):
    found = interviews(shared_data)
    ours, theirs = (evaluator_s(tmp_path, name, found) for name in ("PO", "moderator"))
    qualcode("merge", ours, theirs, "--coder", "PO")
    files = sorted(tmp_path.iterdir())
    before = qualcode("list", ours, "codings", "--json").json
    again = qualcode("merge", ours, theirs, "--coder", "PO", "--json").json
    assert again["nothing_new"]
    assert again["backup"] is None
    assert qualcode("list", ours, "codings", "--json").json == before
    assert sorted(tmp_path.iterdir()) == files
