"""A folder's transcripts, and nothing else that lies in it."""

from pathlib import Path

import pytest

from qualcode.core.errors import ImportRefused
from qualcode.core.importers import folder, read


@pytest.fixture
def material(tmp_path: Path) -> Path:
    for name in ("b.txt", "A.DOCX", "Våg 2/c.vtt", ".hidden/d.txt", "~$A.docx", ".e.txt", "f.jpg"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"")
    return tmp_path


def test_a_folder_gives_what_can_be_read_in_order(material: Path) -> None:
    found = [one.path.relative_to(material).as_posix() for one in folder.files_in([material])]
    assert found == ["A.DOCX", "b.txt", "Våg 2/c.vtt"]


def test_a_file_is_itself_and_comes_once(material: Path) -> None:
    chosen = [material / "b.txt", material / "f.jpg", material]
    assert [one.path.name for one in folder.files_in(chosen)] == [
        "b.txt",
        "f.jpg",
        "A.DOCX",
        "c.vtt",
    ]


def test_a_whole_disk_is_refused(material: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder, "MOST_FILES", 2)
    with pytest.raises(ImportRefused, match="more than 2 files"):
        folder.files_in([material])


def test_numbers_in_names_count_as_numbers() -> None:
    names = ["Intervju 10.txt", "intervju 2.txt", "Intervju 2 b.txt", "Å.txt", "3.txt"]
    assert sorted(names, key=folder.as_read) == [
        "3.txt", "Intervju 2 b.txt", "intervju 2.txt", "Intervju 10.txt", "Å.txt",
    ]  # fmt: skip


def test_folders_are_told_below_the_one_that_was_chosen(material: Path) -> None:
    alone = {found.path.name: found.folders for found in folder.files_in([material])}
    assert alone == {"A.DOCX": (), "b.txt": (), "c.vtt": ("Våg 2",)}
    other = material / "other"
    other.mkdir()
    (other / "d.txt").touch()
    two = folder.files_in([material / "Våg 2", other, material / "b.txt"])
    assert [found.folders for found in two] == [("Våg 2",), ("other",), ()]


def test_what_is_passed_over_is_counted_with_what_to_do(material: Path) -> None:
    for name in ("e.xlsx", "Våg 2/e.csv", "g.mp3", "p.qualcode", "~$e.xlsx", ".k.png", "x.unknown"):
        (material / name).touch()
    assert folder.passed_over([material, material / "Våg 2"]) == (
        "2 surveys or other sheets, 1 project, 1 recording and 1 picture lie there too. Surveys "
        "are imported by themselves. A project is opened, or merged on the Team page. Recordings "
        "have to be transcribed first. Let another program recognise the text of pictures."
    )


def test_of_transcripts_alone_nothing_is_passed_over(material: Path) -> None:
    (material / "f.jpg").unlink()
    assert folder.passed_over([material, material / "b.txt"]) == ""


def test_a_lock_file_by_name_and_an_empty_file_are_called_so(material: Path) -> None:
    with pytest.raises(ImportRefused, match="“~\\$A.docx” is a lock file of Word"):
        read(material / "~$A.docx")
    with pytest.raises(ImportRefused, match="“A.DOCX” is empty"):
        read(material / "A.DOCX")
