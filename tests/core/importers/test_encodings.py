import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.core.errors import ImportRefused
from qualcode.core.importers import encodings

SWEDISH = (
    "Intervjuare: Vad är för- och nackdelarna?\n"
    "IP1: Jag säger ”nja” – det är inte så lätt… Åsa på FK:s kontor, hon är jätteviktig.\n"
    "Ärligt talat: Öppenhet, idé, café.\n"
)
ENGLISH = "Interviewer: It’s a “shared view” – or isn’t it?\nR: Well… we’d say so.\n"
EVERY = ("utf-8", "utf-8-sig", "utf-16-le", "utf-16-be", "cp1252", "mac_roman")
characters = st.characters(exclude_categories=["Cs"], exclude_characters="\0\r")


def decoded(data: bytes, encoding: str | None = None) -> str:
    return encodings.decode(data, "a.txt", encoding=encoding)[0]


@pytest.mark.parametrize("text", [SWEDISH, ENGLISH])
@pytest.mark.parametrize("encoding", EVERY)
def test_every_encoding_is_detected_and_read(encoding: str, text: str) -> None:
    data = text.encode(encoding)
    assert encodings.detect(data).name == encoding
    assert decoded(data) == text


@pytest.mark.parametrize(
    ("name", "mark"), [("utf-16-le", codecs.BOM_UTF16_LE), ("utf-16-be", codecs.BOM_UTF16_BE)]
)
def test_a_mark_makes_utf16_sure_and_is_no_character_of_the_text(name: str, mark: bytes) -> None:
    data = mark + SWEDISH.encode(name)
    assert encodings.detect(data) == encodings.Encoding(name, sure=True)
    assert decoded(data) == SWEDISH


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman"])
@pytest.mark.parametrize("word", ["år", "Än", "Östersund", "nöjd”", "vet…", "café", "don’t", "“So"])
def test_one_letter_tells_windows_from_mac(word: str, encoding: str) -> None:
    assert encodings.detect(f"Vi {word} nu".encode(encoding)).name == encoding


def test_swedish_is_sure_and_a_single_odd_sign_is_not() -> None:
    assert encodings.detect(SWEDISH.encode("cp1252")).sure
    assert encodings.detect(SWEDISH.encode("mac_roman")).sure
    assert not encodings.detect(b"5 \xa7 ute").sure


def test_plain_ascii_is_utf8() -> None:
    assert encodings.detect(b"Anna: yes.") == encodings.Encoding("utf-8", sure=True)


def test_only_line_ends_change() -> None:
    text = "a\r\nb\rc\n\u2028d\u0085e\u00a0f\x0cg\u0301\ufeffh"
    assert decoded(text.encode()) == "a\nb\nc\n\u2028d\u0085e\u00a0f\x0cg\u0301\ufeffh"


def test_of_two_marks_only_the_first_is_taken_away() -> None:
    assert decoded("\ufeff\ufeffa".encode()) == "\ufeffa"
    assert decoded("\ufeffa".encode(), "utf-8") == "a"


@given(st.text(characters))
def test_random_text_in_unicode_comes_back(text: str) -> None:
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        marked = ("\ufeff" + text).encode(encoding)
        assert decoded(marked, encoding) == text


@given(st.data(), st.sampled_from(["cp1252", "mac_roman"]))
def test_random_text_in_one_byte_comes_back(data: st.DataObject, encoding: str) -> None:
    codec = st.characters(codec=encoding, exclude_categories=["Cc"])
    text = data.draw(st.text(codec, min_size=1).map(lambda text: "Text: " + text))
    assert decoded(text.encode(encoding), encoding) == text


@given(st.binary(max_size=200))
def test_any_bytes_are_a_text_or_a_sentence(data: bytes) -> None:
    try:
        text = decoded(data)
    except ImportRefused:
        return
    text.encode("utf-8")
    assert "\0" not in text


@pytest.mark.parametrize("name", ["Windows-1252", "latin-1", "CP1252", "macintosh", "Mac Roman"])
def test_encodings_go_by_several_names(name: str) -> None:
    encoding = "mac_roman" if name.lower().startswith("mac") else "cp1252"
    assert decoded("är".encode(encoding), name) == "är"


def test_utf16_may_be_chosen_without_its_order() -> None:
    assert decoded("Hej på dig".encode("utf-16-be"), "utf-16") == "Hej på dig"
    assert decoded("Hej på dig".encode("utf-16"), "UTF-16") == "Hej på dig"


def test_an_unknown_encoding_is_refused_with_those_there_are() -> None:
    with pytest.raises(ImportRefused, match=r"“klingon”.*utf-8, utf-16-le"):
        decoded(b"a", "klingon")


def test_a_chosen_encoding_that_does_not_fit_is_refused_with_the_line() -> None:
    with pytest.raises(ImportRefused, match=r"“a.txt” can’t be read as UTF-8: line 2 "):
        decoded("Hej\npå dig".encode("cp1252"), "utf-8")


def test_utf8_with_a_broken_byte_is_not_taken_for_windows() -> None:
    data = (SWEDISH * 3).encode() + b"\nsl\xe4ut"
    assert encodings.detect(data) == encodings.Encoding("utf-8", sure=False)
    with pytest.raises(ImportRefused, match="line 11"):
        decoded(data)


def test_bytes_that_mean_nothing_in_windows_leave_the_mac() -> None:
    assert encodings.detect("Åhus och Öja".encode("mac_roman")).name == "mac_roman"
    with pytest.raises(ImportRefused, match="Windows-1252"):
        decoded("Åhus".encode("mac_roman"), "cp1252")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"PK\x03\x04 and so on", "looks like a Word document"),
        (b"%PDF-1.7 and so on", "looks like a PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "looks like an older Word document"),
        (b"{\\rtf1\\ansi Hej}", "looks like a text with formatting"),
        (b"one\0two", "bytes that no text has"),
        (bytes([*range(1, 32), 0xE5]) * 9, "bytes that no text has"),
        ("a\0b".encode("utf-16-le") * 9, "bytes that no text has"),
    ],
)
def test_what_is_no_text_is_refused_with_what_it_is(data: bytes, sentence: str) -> None:
    with pytest.raises(ImportRefused, match=sentence):
        decoded(data)


@pytest.mark.parametrize(
    "data", ["\ud800".encode("utf-8", "surrogatepass"), b"\xff\xfe\x00\xd8a\x00"]
)
def test_lone_surrogates_are_refused(data: bytes) -> None:
    with pytest.raises(ImportRefused):
        decoded(data, "utf-8" if data[0] == 0xED else None)


def test_every_choice_has_a_name_for_people() -> None:
    assert [encodings.label(choice.name) for choice in encodings.CHOICES] == [
        choice.label for choice in encodings.CHOICES
    ]
    assert encodings.label("utf-8-sig") == "UTF-8"
