"""Captions as Teams, Zoom, YouTube and Whisper lay them out. All of them were written for this."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.core import importers
from qualcode.core.errors import ImportRefused
from qualcode.core.importers import caption_files, captions, rolling
from qualcode.core.importers.transcript import Reading

TEAMS = """WEBVTT

4f0c7a52-3d5b-4c61-9b0e-6b8f4a1f2c11/13-0
00:00:04.120 --> 00:00:07.840
<v Anna Berg>Hej och välkomna.
Då börjar vi.</v>

4f0c7a52-3d5b-4c61-9b0e-6b8f4a1f2c11/13-1
00:00:07.840 --> 00:00:09.100
<v Anna Berg>Vad är ert uppdrag &amp; mandat?</v>

4f0c7a52-3d5b-4c61-9b0e-6b8f4a1f2c11/21-0
00:00:10.500 --> 00:00:14.000
<v Björk, Bo (Region)>Ja, <skrattar> det undrar jag med.</v>
"""
ZOOM = """WEBVTT

1
00:00:02.390 --> 00:00:05.120
Anna Berg: Hej och välkomna.

2
00:00:05.120 --> 00:00:09.000
Anna Berg: Vad är ert uppdrag?

3
00:00:09.870 --> 00:00:12.000
Bo Ek: Det är lokal förankring: mest det.

4
00:00:12.870 --> 00:00:15.000
och samsyn.
"""
YOUTUBE = """WEBVTT
Kind: captions
Language: sv

00:00:00.160 --> 00:00:02.869 align:start position:0%
\x20
välkomna<00:00:00.480><c> till</c><00:00:00.640><c> oss</c>

00:00:02.869 --> 00:00:02.879 align:start position:0%
välkomna till oss
\x20

00:00:02.879 --> 00:00:05.000 align:start position:0%
välkomna till oss
här<00:00:03.000><c> i</c><00:00:03.100><c> dag</c>

00:00:05.000 --> 00:00:05.010 align:start position:0%
här i dag
\x20

00:00:05.010 --> 00:00:07.000 align:start position:0%
här i dag
ja

00:00:07.000 --> 00:00:07.010 align:start position:0%
ja
\x20

00:00:07.010 --> 00:00:09.000 align:start position:0%
ja
ja
"""
WHISPERX = """1
00:00:00,160 --> 00:00:02,869
[SPEAKER_00]: Vad är ert uppdrag?

2
00:00:03,160 --> 00:00:04,869
[SPEAKER_01]: Samverkan.
3
00:00:05,160 --> 00:00:06,869
[SPEAKER_01]: <i>Mest</i> {\\an8}det.

4
00:00:13,160 --> 00:00:14,869
[SPEAKER_00]: 42
"""


def read(text: str) -> Reading:
    return captions.assemble(rolling.joined(list(caption_files.parse(text))), "a.vtt")


def turns(reading: Reading) -> list[tuple[str, str | None, str]]:
    speeches = reading.speeches or ()
    return [(s.label, s.time_code, reading.text[s.speech_start : s.end]) for s in speeches]


def file_of(payloads: Sequence[str], suffix: str = ".vtt") -> str:
    blocks = [f"{n}\n00:00:{n:02}.000 --> 00:00:{n:02}.900\n{p}\n" for n, p in enumerate(payloads)]
    return "\n".join(["WEBVTT\n", *blocks] if suffix == ".vtt" else blocks)


def test_teams_names_the_speakers_beside_the_text() -> None:
    reading = read(TEAMS)
    assert reading.text == (
        "Anna Berg: Hej och välkomna.\nDå börjar vi.\nVad är ert uppdrag & mandat?\n"
        "Björk, Bo (Region): Ja, <skrattar> det undrar jag med."
    )
    assert turns(reading) == [
        ("Anna Berg", "00:00:04", reading.text[11:71]),
        ("Björk, Bo (Region)", "00:00:10", "Ja, <skrattar> det undrar jag med."),
    ]


def test_zoom_says_a_name_again_and_again() -> None:
    reading = read(ZOOM)
    assert reading.text == (
        "Anna Berg: Hej och välkomna.\nVad är ert uppdrag?\n"
        "Bo Ek: Det är lokal förankring: mest det.\noch samsyn."
    )
    assert turns(reading) == [
        ("Anna Berg", "00:00:02", "Hej och välkomna.\nVad är ert uppdrag?"),
        ("Bo Ek", "00:00:09", "Det är lokal förankring: mest det.\noch samsyn."),
    ]


def test_each_caption_keeps_its_time_beside_the_text() -> None:
    reading = read(ZOOM)
    found = [(code.time, reading.text[code.start :][:5]) for code in reading.time_codes or ()]
    assert found == [
        ("00:00:02.390", "Anna "),
        ("00:00:05.120", "Vad ä"),
        ("00:00:09.870", "Bo Ek"),
        ("00:00:12.870", "och s"),
    ]


def test_rolling_captions_say_each_line_once_and_what_is_said_twice_twice() -> None:
    reading = read(YOUTUBE)
    assert reading.text == "välkomna till oss\nhär i dag\nja\nja"
    assert [code.time for code in reading.time_codes or ()][:2] == ["00:00:00.160", "00:00:02.879"]


@pytest.mark.parametrize(
    ("payloads", "text"),
    [
        (["a", "a\nb", "b\nc", "c\nd"], "a\nb\nc\nd"),
        (["hej", "hej på", "hej på dig", "hej på dig\nja"], "hej på dig\nja"),
        (["<u>a</u> b", "a <u>b</u>", "<u>c</u> d", "c <u>d</u>"], "a b\nc d"),
        (["Ja.", "Ja.", "Ja.", "Ja."], "Ja.\nJa.\nJa.\nJa."),
        (["Ja.", "Ja. Nej", "x", "y", "z", "å"], "Ja.\nJa. Nej\nx\ny\nz\nå"),
    ],
)
def test_only_a_file_that_rolls_is_joined(payloads: list[str], text: str) -> None:
    assert read(file_of(payloads)).text == text


def test_whisperx_puts_speakers_in_brackets() -> None:
    reading = read(WHISPERX)
    assert reading.text == (
        "[SPEAKER_00]: Vad är ert uppdrag?\n[SPEAKER_01]: Samverkan.\nMest det.\n[SPEAKER_00]: 42"
    )
    assert [turn[0] for turn in turns(reading)] == ["SPEAKER_00", "SPEAKER_01", "SPEAKER_00"]


def test_several_voices_in_a_caption_are_several_turns() -> None:
    reading = read(file_of(["<v.loud Anna>Hej</v> <v Bo>Ja</v>", "okänd", "<v Bo>Nej"]))
    assert reading.text == "Anna: Hej\nBo: Ja\nokänd\nBo: Nej"
    assert [turn[2] for turn in turns(reading)] == ["Hej", "Ja", "Nej"]


def test_comments_styles_and_names_are_left_out_and_lost_text_is_kept() -> None:
    text = (
        "WEBVTT - titel\nX-TIMESTAMP-MAP=LOCAL:0\n\nNOTE\nen\nkommentar\n\nSTYLE\n::cue {}\n\n"
        "namn\n01:02.5 --> 01:03.000 line:0\n- Hej\n\nlöst stycke\n\nNOTE igen\n\n"
        "5\n00:01:04.000 --> 00:01:05.000\nNOTE är också text"
    )
    assert read(text).text == "- Hej\nlöst stycke\nNOTE är också text"


LINES = st.lists(
    st.text(
        st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp"), exclude_characters="<>&{}:[]"),
        min_size=1,
        max_size=30,
    ).map(str.strip).filter(lambda line: bool(line) and not line.startswith(("NOTE", "STYLE", "REGION"))),
    min_size=1,
    max_size=3,
)  # fmt: skip


@given(st.lists(LINES, min_size=1, max_size=20), st.sampled_from([".vtt", ".srt"]))
def test_captions_of_any_words_arrive_verbatim(cues: list[list[str]], suffix: str) -> None:
    numbered = [[f"{n} {line}" for line in lines] for n, lines in enumerate(cues)]
    reading = read(file_of(["\n".join(lines) for lines in numbered], suffix))
    assert reading.text == "\n".join(line for lines in numbered for line in lines)


@given(st.lists(st.tuples(st.sampled_from(["Anna Berg", "Bo Ek", "Ö"]), LINES), min_size=1))
def test_voices_of_any_words_arrive_verbatim(cues: list[tuple[str, list[str]]]) -> None:
    reading = read(file_of([f"<v {name}>{chr(10).join(lines)}</v>" for name, lines in cues]))
    said = "\n".join(turn[2] for turn in turns(reading))
    assert said == "\n".join(line for _, lines in cues for line in lines)
    for speech in reading.speeches or ():
        assert (
            reading.text[speech.start : speech.end]
            == reading.text[speech.start : speech.end].strip()
        )


@pytest.fixture
def written(tmp_path: Path) -> Callable[..., importers.Transcript]:
    def write(data: bytes, name: str = "a.vtt", **options: bool) -> importers.Transcript:
        (tmp_path / name).write_bytes(data)
        return importers.read(tmp_path / name, **options)

    return write


def test_persons_are_proposed(written: Callable[..., importers.Transcript]) -> None:
    transcript = written(TEAMS.encode("utf-8-sig"))
    assert [guess.label for guess in transcript.speakers] == ["Anna Berg", "Björk, Bo (Region)"]
    assert written(TEAMS.encode(), speakers=False).speeches == ()
    other = written(WHISPERX.replace("\n", "\r\n").encode(), "a.srt")
    assert [guess.is_name for guess in other.speakers] == [False, False]


def test_old_encodings_are_read(written: Callable[..., importers.Transcript]) -> None:
    transcript = written(ZOOM.encode("cp1252"), "a.srt")
    assert transcript.text.endswith("förankring: mest det.\noch samsyn.")
    assert (transcript.encoding, transcript.notes) == ("cp1252", ())


@pytest.mark.parametrize("data", [b"WEBVTT\n\nhej", b"hej\nhopp", b"\0\1\2", b"PK\x03\x04"])
def test_what_holds_no_captions_is_refused(
    written: Callable[..., importers.Transcript], data: bytes
) -> None:
    with pytest.raises(ImportRefused, match="“a.vtt”"):
        written(data)


@pytest.mark.parametrize(
    "piece", ["<v ", "<c.", "&#", "00:00:01.000 --> ", "{\\an", "<00:", "\n\n1\n"]
)
def test_text_made_to_be_slow_is_not(piece: str) -> None:
    start = time.process_time()
    read("WEBVTT\n\n00:01.000 --> 00:02.000\n" + piece * 200_000)
    assert time.process_time() - start < 5
