"""Several coded documents go out into a folder, a file for each: all or none."""

import pytest

from qualcode.core.errors import ProjectError
from qualcode.core.operations.importing import NewDocument, import_documents
from qualcode.core.operations.speakers import AcceptedSpeaker
from qualcode.core.report import margin_files
from qualcode.core.report.export import export
from qualcode.core.report.margin_files import cautions_of, export_margins, file_names
from qualcode.core.report.options import ExportOptions
from tests.core.whole import transcript


@pytest.fixture
def document(project, anna):
    """An interview in which Karin speaks, who is not to be named."""
    speakers = [AcceptedSpeaker("Karin", name="Karin")]
    new = NewDocument(transcript("Karins intervju", "Karin: Ja.", ("Karin",)), speakers=speakers)
    return import_documents(project, anna, [new]).first("documents")


def test_a_file_for_each_document_without_names_in_the_files_names(
    project, anna, document, tmp_path
):
    new = [NewDocument(transcript(title, "Ja.")) for title in ("a/b: c?", "A b c", "CON", "...")]
    ids = import_documents(project, anna, new).order["documents"]
    assert list(file_names(project, [document, *ids]).values()) == [
        "[Respondent 1]s intervju.docx",
        "a b c.docx",
        "A b c (2).docx",
        "Document CON.docx",
        "Document.docx",
    ]
    reports = export_margins(project, tmp_path / "ut", options=ExportOptions())
    assert sorted(report.path.name for report in reports) == sorted(
        one.name for one in (tmp_path / "ut").iterdir()
    )


def test_no_file_is_written_where_one_is_there(project, anna, document, tmp_path):
    import_documents(project, anna, [NewDocument(transcript("A", "Ja."))])
    (tmp_path / "A.docx").write_text("min")
    with pytest.raises(ProjectError, match=r"A\.docx"):
        export_margins(project, tmp_path, options=ExportOptions())
    assert (tmp_path / "A.docx").read_text() == "min"
    assert not list(tmp_path.glob("*Respondent*"))


@pytest.mark.parametrize("was_there", [False, True])
def test_several_files_are_written_all_or_none(project, anna, document, tmp_path, was_there):
    import_documents(project, anna, [NewDocument(transcript(one, "Ja.")) for one in ("A", "B")])
    folder = tmp_path / "a" / "b"
    if was_there:
        folder.mkdir(parents=True)
        (folder / "A.docx").write_text("gammal")

    def stop(done, _all, _what):
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        export_margins(project, folder, options=ExportOptions(), overwrite=True, progress=stop)
    if was_there:
        assert [one.name for one in folder.iterdir()] == ["A.docx"]
        assert (folder / "A.docx").read_text() == "gammal"
    else:
        assert list(tmp_path.glob("a*")) == []


def test_files_that_were_there_come_back_if_one_can_not_be_put(
    project, anna, tmp_path, monkeypatch
):
    import_documents(project, anna, [NewDocument(transcript(one, "Ja.")) for one in ("A", "B")])
    (tmp_path / "A.docx").write_text("gammal")

    def only_a(project, out, **options):
        return export(project, out.with_name("A.docx"), **options | {"overwrite": True})

    monkeypatch.setattr(margin_files, "export", only_a)
    with pytest.raises(ProjectError):
        export_margins(project, tmp_path, options=ExportOptions(), overwrite=True)
    assert (tmp_path / "A.docx").read_text() == "gammal"
    assert not list(tmp_path.glob(".qualcode-*"))


def test_what_is_to_be_looked_at_in_several_files_is_said_once(project, anna, tmp_path):
    texts = {"A": "Skriv till x@y.se.", "B": "Ja.\nRing 070-123 45 67."}
    new = [NewDocument(transcript(title, text)) for title, text in texts.items()]
    import_documents(project, anna, new)
    reports = export_margins(project, tmp_path / "ut", options=ExportOptions())
    (said,) = cautions_of(reports)
    assert "in 2 lines of the texts: “A”, line 1; “B”, line 2." in said
