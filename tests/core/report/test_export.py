"""One way out."""

import errno
import os

import pytest

from qualcode.core.errors import DiskFull, ProjectError
from qualcode.core.operations.codes import rename_code
from qualcode.core.report.export import CODINGS, DOCUMENT, SUMMARY, ExportOptions, export
from qualcode.core.report.options import BOARD, FORMATS, GRID, MARGIN, MEANING_UNITS

EVERYTHING = [(what, suffix) for what, suffixes in FORMATS.items() for suffix in suffixes]


@pytest.mark.parametrize(("what", "suffix"), EVERYTHING)
def test_everything_can_be_written_and_gives_the_same_bytes_twice(material, tmp_path, what, suffix):
    one, other = tmp_path / f"one{suffix}", tmp_path / f"other{suffix}"
    assert export(material.project, one, what=what).path == one
    export(material.project, other, what=what)
    assert one.read_bytes() == other.read_bytes() != b""


@pytest.mark.parametrize(("what", "suffix"), EVERYTHING)
def test_no_real_name_leaves_unasked(material, tmp_path, what, suffix):
    material.document("Karins talk", "Karin: We pay.")
    material.mark("Money", "do?\nKarin: We meet")
    material.mark("Money", "We pay", document="Karins talk")
    out = tmp_path / f"out{suffix}"
    options = ExportOptions(document=material.documents["Karins talk"], attribution="line")
    export(material.project, out, what=what, options=options)
    assert b"Karin" not in contents(out)


def contents(path):
    import zipfile

    if not zipfile.is_zipfile(path):
        return path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        return b"".join(map(archive.read, archive.namelist()))


def test_an_existing_file_is_refused(material, tmp_path):
    out = tmp_path / "out.md"
    out.write_text("mine")
    with pytest.raises(ProjectError, match=r"There is already a file “out\.md”\."):
        export(material.project, out, what=SUMMARY)
    assert out.read_text() == "mine"


def test_an_existing_file_is_replaced_on_request(material, tmp_path):
    out = tmp_path / "out.md"
    out.write_text("mine")
    export(material.project, out, what=SUMMARY, overwrite=True)
    assert out.read_text(encoding="utf-8").startswith("# Samverkan")


def test_an_unknown_ending_is_refused_with_those_that_are_known(material, tmp_path):
    with pytest.raises(ProjectError, match=r"one of: \.xlsx, \.csv, \.json"):
        export(material.project, tmp_path / "out.docx", what=CODINGS)


def test_endings_may_be_written_in_capitals(material, tmp_path):
    export(material.project, tmp_path / "OUT.DOCX", what=SUMMARY)


def test_a_document_has_to_be_named_where_there_are_several(material, tmp_path):
    material.document("Another", "IP1: Yes.")
    with pytest.raises(ProjectError, match="Say which one"):
        export(material.project, tmp_path / "out.html", what=DOCUMENT)
    options = ExportOptions(document=material.documents["Another"])
    export(material.project, tmp_path / "out.html", what=DOCUMENT, options=options)


def test_names_inside_the_words_are_warned_of(material, tmp_path):
    material.document("Talk", "IP8: Ask Karin about it.")
    material.mark("Money", "Ask Karin", document="Talk")
    report = export(material.project, tmp_path / "out.md", what=SUMMARY)
    assert list(report.warnings) == [
        "A real name seems to stand in 1 passage: “Talk”, line 1. Read it before you send the file."
    ]


@pytest.mark.parametrize(
    ("what", "suffix"), [(SUMMARY, ".json"), (CODINGS, ".csv"), (DOCUMENT, ".html")]
)
def test_names_inside_the_words_are_found_by_document_and_line(material, tmp_path, what, suffix):
    material.document("Karins talk", "IP8: Well.\nIP8: Now.\nAsk Karin.\nIP8: Yes.")
    material.mark("Money", "Now.\nAsk Karin.", document="Karins talk")
    material.mark("Seldom", "Now.\nAsk Karin.", document="Karins talk")
    options = ExportOptions(document=material.documents["Karins talk"])
    report = export(material.project, tmp_path / f"o{suffix}", what=what, options=options)
    places = [(place.document_id, place.line) for place in report.names]
    assert places == [(material.documents["Karins talk"], 3)]
    assert "line 3" in report.warnings[0]


@pytest.mark.parametrize(
    ("what", "suffix"),
    [
        (SUMMARY, ".md"),
        (SUMMARY, ".json"),
        (CODINGS, ".csv"),
        (DOCUMENT, ".html"),
        (MARGIN, ".docx"),
    ],
)
def test_addresses_and_numbers_of_people_are_warned_of(material, tmp_path, what, suffix):
    material.document("Talk", "IP8: Well.\nIP8: Now.\nWrite to x@y.se.\nIP8: Or 070-123 45 67.")
    material.mark("Money", "Now.\nWrite to x@y.se.\nIP8: Or 070-123 45 67.", document="Talk")
    options = ExportOptions(document=material.documents["Talk"])
    report = export(material.project, tmp_path / f"o{suffix}", what=what, options=options)
    (told,) = [text for text in report.warnings if "e-mail" in text.casefold()]
    assert "2 lines of the texts: “Talk”, line 3; “Talk”, line 4." in told
    assert "x@y" not in told


def test_addresses_in_meaning_units_are_warned_of(material, tmp_path):
    material.document("Talk", "IP8: Well.\nIP8: Write to x@y.se.")
    material.mark("Money", "Write to x@y.se.", document="Talk")
    report = export(material.project, tmp_path / "o.csv", what=MEANING_UNITS)
    assert any("1 line of the texts: “Talk”, line 2." in text for text in report.warnings)


def test_addresses_in_cells_of_the_grid_are_warned_of(material, tmp_path):
    material.describe("IP2", role="x@y.se")
    options = ExportOptions(about="persons")
    (told,) = export(material.project, tmp_path / "o.csv", what=GRID, options=options).warnings
    assert "in 1 cell" in told


def test_addresses_on_a_board_are_warned_of(material, tmp_path):
    board = export(material.project, tmp_path / "before.md", what=BOARD)
    assert board.warnings == ()
    rename_code(material.project, material.someone, material.codes["Money"], "Ask x@y.se")
    (told,) = export(material.project, tmp_path / "o.md", what=BOARD).warnings
    assert "on the board" in told


def test_no_more_than_ten_places_are_named_in_a_sentence(material, tmp_path):
    material.document("Talk", "IP8: Hm.\n" + "IP8: Ask Karin about it.\n" * 13)
    options = ExportOptions(document=material.documents["Talk"])
    report = export(material.project, tmp_path / "o.html", what=DOCUMENT, options=options)
    assert report.warnings[0].endswith(
        "“Talk”, line 11; and 3 more. Read them before you send the file."
    )
    assert len(report.names) == 13


def test_a_name_in_the_genitive_is_warned_of(material, tmp_path):
    material.document("Talk", "IP8: It is Karins idea.")
    material.mark("Money", "Karins idea", document="Talk")
    report = export(material.project, tmp_path / "out.md", what=SUMMARY)
    assert "in 1 passage" in report.warnings[0]


def test_replaced_characters_are_said(material, tmp_path):
    material.document("Odd", "IP8: a\x0bb")
    material.mark("Money", "a\x0bb", document="Odd")
    report = export(material.project, tmp_path / "out.docx", what=SUMMARY)
    assert report.replaced_characters == 1
    assert report.warnings == ("1 character can’t be in such a file; � stands in its place.",)


def test_split_cells_are_said(material, tmp_path):
    material.document("Long", "IP8: " + "ja " * 12_000)
    material.mark("Money", ("ja " * 12_000).strip(), document="Long")
    report = export(material.project, tmp_path / "out.xlsx", what=CODINGS)
    assert report.split_cells == 1
    assert report.warnings == ("1 text is too long for a cell and goes on in the next column.",)


def test_a_full_disk_leaves_nothing_behind(material, tmp_path, monkeypatch):
    def full(descriptor):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    folder = tmp_path / "out"
    folder.mkdir()
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DiskFull):
        export(material.project, folder / "out.md", what=SUMMARY)
    assert list(folder.iterdir()) == []


def test_what_a_killed_program_left_of_an_export_is_cleared_away(material, tmp_path):
    left = tmp_path / f".{'0' * 36}.new"
    left.write_text("interview")
    os.utime(left, (0, 0))
    export(material.project, tmp_path / "out.md", what=SUMMARY)
    assert not left.exists()


def test_what_another_person_s_program_left_is_in_nobody_s_way(material, tmp_path):
    left = tmp_path / f".{'0' * 36}.new"
    left.mkdir()  # as little to be removed as the file of somebody else
    os.utime(left, (0, 0))
    export(material.project, tmp_path / "out.md", what=SUMMARY)
    assert (tmp_path / "out.md").exists()


def test_a_folder_that_is_missing_is_a_sentence(material, tmp_path):
    with pytest.raises(ProjectError, match=r"“out\.md”"):
        export(material.project, tmp_path / "nowhere" / "out.md", what=SUMMARY)


def test_a_project_that_is_read_only_can_be_exported(material, tmp_path):
    from qualcode.core.project import Project

    with Project.open(material.project.path, read_only=True) as project:
        export(project, tmp_path / "out.json", what=SUMMARY)


def test_a_report_in_swedish_leaves_other_threads_in_english():
    from concurrent.futures import ThreadPoolExecutor

    from qualcode.core import translate

    with translate.speaking("sv"), ThreadPoolExecutor(1) as other:
        assert translate.language() == "sv"
        assert other.submit(translate.language).result() == "en"
    assert translate.language() == "en"


def test_the_file_speaks_the_projects_language_whatever_the_window_speaks(tmp_path):
    from tests.core.material import Material

    material = Material(tmp_path, language="sv")
    export(material.project, tmp_path / "out.html", what=SUMMARY)
    assert '<html lang="sv">' in (tmp_path / "out.html").read_text(encoding="utf-8")
    material.project.close()
