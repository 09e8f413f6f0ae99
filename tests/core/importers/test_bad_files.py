"""Files that are damaged, closed, other than they say, or made to do harm."""

import io
import random
import time
import zipfile
from collections.abc import Callable

import pytest

from qualcode.core.errors import ImportRefused
from qualcode.core.importers import archive, docx, encodings
from qualcode.core.importers import transcript as limits

WordFile = Callable[..., bytes]
BODY = "".join(f"<w:p><w:r><w:t>Rad {i} om samverkan.</w:t></w:r></w:p>" for i in range(40))
MUTATIONS = 300
SECONDS = 8


def read(data: bytes) -> str:
    return docx.read(io.BytesIO(data), "a.docx").text


def repacked(data: bytes, changes: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, changes.get(name, old.read(name)))
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (archive._OLE + b"\0" * 600, "an older Word document"),
        (archive._OLE + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
        (b"%PDF-1.7", "is not a Word document, whatever its name says"),
        (b"", "is not a Word document, whatever its name says"),
        (b"PK\x03\x04" + b"\0" * 100, "is damaged"),
    ],
)
def test_what_is_no_word_document_is_refused_with_what_to_do(data: bytes, sentence: str) -> None:
    with pytest.raises(ImportRefused, match=sentence):
        read(data)


def test_another_packed_file_is_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        packed.writestr("content.xml", "<a/>")
    with pytest.raises(ImportRefused, match="is not a Word document"):
        read(buffer.getvalue())


def test_a_workbook_is_refused(word: WordFile) -> None:
    data = repacked(word(BODY), {"word/document.xml": b"<workbook/>"})
    with pytest.raises(ImportRefused, match="is not a Word document"):
        read(data)


def test_a_cut_file_is_refused_as_damaged(word: WordFile) -> None:
    with pytest.raises(ImportRefused, match="“a.docx” is damaged"):
        read(word(BODY)[:-200])


@pytest.mark.parametrize("xml", [b"", b"<w:document", b"<a>&b;</a>", b"\xff\xfe\x00", b"<a/><b/>"])
def test_xml_that_is_none_is_refused_as_damaged(word: WordFile, xml: bytes) -> None:
    with pytest.raises(ImportRefused, match="is damaged"):
        read(repacked(word(BODY), {"word/document.xml": xml}))


@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE d [<!ENTITY a "b">]>',
        '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE d SYSTEM "http://example.org/d.dtd">',
    ],
)
def test_declarations_of_entities_are_refused(word: WordFile, declaration: str) -> None:
    data = word(BODY)
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        xml = packed.read("word/document.xml")
    with pytest.raises(ImportRefused, match="holds declarations"):
        read(repacked(data, {"word/document.xml": declaration.encode() + xml}))


def test_entities_that_grow_are_refused_at_once(word: WordFile) -> None:
    entities = "".join(
        f'<!ENTITY e{i} "{"".join(f"&e{i - 1};" for _ in range(10))}">' for i in range(1, 12)
    )
    xml = f'<!DOCTYPE d [<!ENTITY e0 "lol">{entities}]><d>&e11;</d>'
    start = time.process_time()
    with pytest.raises(ImportRefused):
        read(repacked(word(BODY), {"word/document.xml": xml.encode()}))
    assert time.process_time() - start < 2


def test_a_bomb_is_refused_before_it_bursts(word: WordFile) -> None:
    bomb = b"<a>" + b" " * (archive.MAX_PART_BYTES + 10) + b"</a>"
    data = repacked(word(BODY), {"word/document.xml": bomb})
    assert len(data) < 200_000
    with pytest.raises(ImportRefused, match="more than a transcript can hold"):
        read(data)


def test_a_part_of_too_many_tags_is_refused_before_it_becomes_a_tree(
    word: WordFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "MAX_NODES", 50)
    with pytest.raises(ImportRefused, match="more than a transcript can hold"):
        read(word(BODY))


def test_a_text_beyond_all_measure_is_refused(
    word: WordFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(docx, "MAX_CHARACTERS", 100)
    with pytest.raises(ImportRefused, match="million characters"):
        read(word(BODY))
    with pytest.raises(ImportRefused, match="million characters"):
        encodings.decode(b"a" * 101, "a.txt", longest=100)
    assert limits.MAX_CHARACTERS == 20_000_000


def test_long_labels_do_not_multiply(word: WordFile) -> None:
    numbering = (
        f'<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:lvlText w:val="{"x" * 100_000}"/>'
        '</w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    item = '<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:p>'
    with pytest.raises(ImportRefused, match="million characters"):
        read(word(item * 1000, numbering=numbering))


def test_deep_nesting_is_refused(word: WordFile) -> None:
    deep = "<w:ins>" * 5000 + "</w:ins>" * 5000
    with pytest.raises(ImportRefused, match="is damaged"):
        read(word(f"<w:p>{deep}</w:p>"))


def test_names_that_climb_out_of_the_archive_do_nothing(word: WordFile) -> None:
    data = repacked(word(BODY), {})
    buffer = io.BytesIO(data)
    with zipfile.ZipFile(buffer, "a") as packed:
        packed.writestr("../../evil.txt", "x")
    assert read(buffer.getvalue()).startswith("Rad 0")


def test_a_locked_part_is_refused(word: WordFile) -> None:
    data = bytearray(word(BODY))
    entry = data.rfind(b"PK\x01\x02")
    data[entry + 8] |= 1  # the flag that says "encrypted"
    with pytest.raises(ImportRefused, match="is damaged"):
        read(bytes(data))


def mutated(data: bytes, chance: random.Random) -> bytes:
    """A few bytes changed, cut out, doubled or overwritten."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        place = chance.randrange(len(changed))
        size = chance.randint(1, 40)
        match chance.randrange(4):
            case 0:
                changed[place] = chance.randrange(256)
            case 1:
                del changed[place : place + size]
            case 2:
                changed[place:place] = changed[place : place + size]
            case _:
                changed[place : place + size] = chance.randbytes(size)
    return bytes(changed)


def test_damaged_word_documents_give_a_sentence_or_a_text(word: WordFile) -> None:
    chance = random.Random(2018)
    whole = word(BODY, footnotes="<w:footnote/>", numbering="<w:num/>", styles="<w:style/>")
    start = time.process_time()
    assert {outcome(read, mutated(whole, chance)) for _ in range(MUTATIONS)} == {"text", "sentence"}
    assert time.process_time() - start < SECONDS


def test_damaged_xml_in_a_sound_archive_gives_a_sentence_or_a_text(word: WordFile) -> None:
    chance = random.Random(2019)
    whole = word(BODY)
    with zipfile.ZipFile(io.BytesIO(whole)) as packed:
        xml = packed.read("word/document.xml")
    start = time.process_time()
    for _ in range(MUTATIONS):
        outcome(read, repacked(whole, {"word/document.xml": mutated(xml, chance)}))
    assert time.process_time() - start < SECONDS


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_damaged_plain_texts_give_a_sentence_or_a_text(encoding: str) -> None:
    chance = random.Random(2020)
    whole = ("Intervjuare: Är det så?\nAnna: Ja… ”så” är det – här.\n" * 30).encode(encoding)
    for _ in range(MUTATIONS):
        outcome(lambda data: encodings.decode(data, "a.txt")[0], mutated(whole, chance))


def outcome(reader: Callable[[bytes], str], data: bytes) -> str:
    try:
        reader(data).encode("utf-8")  # no lone surrogate got through
    except ImportRefused as error:
        assert str(error).startswith("“a.")  # noqa: PT017
        return "sentence"
    return "text"
