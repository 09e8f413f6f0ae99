import hashlib
import os
from pathlib import Path

import docx
import pytest

from qualcode.core import importers
from qualcode.core.errors import ImportRefused

LINES = (
    "för- och nackdelar",
    "Kost-",
    "nad och sam-",
    "verkan.",
    "*jätteviktigt*",
    "_inte_",
    "❤️ 1️⃣ 👩‍👩‍👧 å a\u030a \u2028\u00a0",
    "  indragen, och två  blanksteg ",
)
TEXT = "\n".join(LINES)


def word_file(path: Path, lines: tuple[str, ...]) -> Path:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    document.save(str(path))
    return path


@pytest.mark.parametrize("suffix", [".txt", ".md"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be"])
def test_plain_text_arrives_verbatim(tmp_path: Path, encoding: str, suffix: str) -> None:
    path = tmp_path / f"Intervju 3{suffix}"
    path.write_bytes(TEXT.encode(encoding))
    assert importers.read(path).text == TEXT


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman"])
def test_plain_text_of_old_machines_arrives_verbatim(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("\r\n".join(LINES[:6]).encode(encoding))
    transcript = importers.read(path)
    assert transcript.text == "\n".join(LINES[:6])
    assert (transcript.encoding, transcript.notes) == (encoding, ())


def test_word_arrives_verbatim(tmp_path: Path) -> None:
    assert importers.read(word_file(tmp_path / "a.docx", LINES)).text == TEXT


def test_a_transcript_says_where_it_comes_from(tmp_path: Path) -> None:
    path = tmp_path / "Grupp A. våren.TXT"
    path.write_bytes(b"Hej.")
    transcript = importers.read(path)
    assert (transcript.title, transcript.file_name) == ("Grupp A. våren", "Grupp A. våren.TXT")
    assert transcript.file_sha256 == hashlib.sha256(b"Hej.").hexdigest()
    assert transcript.encoding == "utf-8"


def test_speakers_come_with_the_transcript_unless_unwanted(tmp_path: Path) -> None:
    path = word_file(tmp_path / "a.docx", ("Intervjuare: Nå?", "Anna: Ja.", "Anna: Nej."))
    transcript = importers.read(path)
    assert [speech.label for speech in transcript.speeches] == ["Intervjuare", "Anna", "Anna"]
    assert [guess.label for guess in transcript.speakers] == ["Intervjuare", "Anna"]
    assert importers.read(path, speakers=False).speeches == ()


def test_a_doubtful_encoding_is_said_and_a_chosen_one_is_not(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"5 \xa7 ute")
    assert "may be wrong" in importers.read(path).notes[0]
    assert importers.read(path, encoding="cp1252").notes == ()


@pytest.mark.parametrize("name", ["a.xyz", "a", "a.txt.zip", ".txt"])
def test_other_kinds_are_refused_with_the_list_of_those_that_can_be_read(
    tmp_path: Path, name: str
) -> None:
    (tmp_path / name).write_text("Hej")
    with pytest.raises(ImportRefused, match=r"These can: \.docx, .*\.txt, \.md, .*\."):
        importers.read(tmp_path / name)


@pytest.mark.parametrize("content", [b"\xef\xbb\xbf", b" \r\n\t\n"])
def test_a_text_of_nothing_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(content)
    with pytest.raises(ImportRefused, match=r"There is no text in “a.md”"):
        importers.read(path)


def test_a_word_document_of_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ImportRefused, match=r"There is no text in “a.docx”"):
        importers.read(word_file(tmp_path / "a.docx", ("", " ")))


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    (tmp_path / "b.txt").mkdir()
    with pytest.raises(ImportRefused, match=r"“a.txt” can’t be opened"):
        importers.read(tmp_path / "a.txt")
    with pytest.raises(ImportRefused, match=r"“b.txt” is a folder"):
        importers.read(tmp_path / "b.txt")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    with pytest.raises(ImportRefused):
        importers.read(tmp_path / "a.txt")


@pytest.mark.skipif(os.name == "nt", reason="names are text there")
def test_a_file_name_that_is_no_text_still_makes_a_title(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/Sj\xf6.txt"))
    path.write_bytes(b"Hej")
    assert importers.read(path).title == "Sj\ufffd"


def test_a_text_file_beyond_all_measure_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(2**30)
    with pytest.raises(ImportRefused, match="more than 20 million characters"):
        importers.read(path)


def test_real_interviews_and_reports_arrive_verbatim(shared_data: Path) -> None:
    for path in shared_data.glob("*/*.txt"):
        assert importers.read(path).text == path.read_bytes().decode().replace("\r\n", "\n")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Projekt.qdpx", "a project of another program"),
        ("Kodbok.qdc", "a codebook of another program"),
        ("Intervju.M4A", "Have it transcribed"),
        ("Tavla.jpeg", "a picture"),
        ("Annas.qualcode", "merged on the Team page"),
        ("Enkät.sav", "import it as a survey"),
    ],
)
def test_what_is_no_text_is_refused_with_what_can_be_done(tmp_path, name, said):
    path = tmp_path / name
    path.write_bytes(b"PK")
    with pytest.raises(ImportRefused, match=said):
        importers.read(path)
