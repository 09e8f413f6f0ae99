"""Transcripts in JSON, as Whisper, its relatives and oTranscribe lay them out."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.core import importers
from qualcode.core.errors import ImportRefused
from qualcode.core.importers import whisper

Read = Callable[..., importers.Transcript]
TURNS = [
    ("SPEAKER_00", " Vad är ert uppdrag?"),
    ("SPEAKER_01", " Samverkan."),
    ("SPEAKER_01", " Mest."),
]
SEGMENTS = [
    {"id": n, "start": n * 4.5, "end": n * 4.5 + 4, "text": text, "tokens": [50364, 42]}
    for n, (_, text) in enumerate(TURNS)
]
PLAIN = "Vad är ert uppdrag?\nSamverkan.\nMest."


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def write(content: object, name: str = "a.json") -> importers.Transcript:
        data = content if isinstance(content, bytes) else json.dumps(content).encode()
        (tmp_path / name).write_bytes(data)
        return importers.read(tmp_path / name)

    return write


@pytest.mark.parametrize(
    "content",
    [
        {"text": "".join(text for _, text in TURNS), "segments": SEGMENTS, "language": "sv"},
        SEGMENTS,
        {"transcription": [{"timestamps": {"from": f"00:00:0{n},500"}, "text": text} for n, (_, text) in enumerate(TURNS)]},
        {"chunks": [{"timestamp": [n, None], "text": text} for n, (_, text) in enumerate(TURNS)]},
    ],
)  # fmt: skip
def test_segments_of_every_kind_are_lines_with_times(read: Read, content: object) -> None:
    transcript = read(content)
    assert transcript.text == PLAIN
    assert [transcript.text[code.start :][:4] for code in transcript.time_codes] == [
        "Vad ",
        "Samv",
        "Mest",
    ]


def test_speakers_are_read_and_their_segments_joined(read: Read) -> None:
    spoken = [dict(one, speaker=name) for one, (name, _) in zip(SEGMENTS, TURNS, strict=True)]
    transcript = read({"segments": SEGMENTS, "speakers": spoken})
    assert transcript.text == "SPEAKER_00: Vad är ert uppdrag?\nSPEAKER_01: Samverkan.\nMest."
    found = [(speech.label, speech.time_code) for speech in transcript.speeches]
    assert found == [("SPEAKER_00", "00:00:00"), ("SPEAKER_01", "00:00:04")]
    assert [code.time for code in transcript.time_codes] == [
        "00:00:00.000",
        "00:00:04.500",
        "00:00:09.000",
    ]


def test_text_without_segments_is_read(read: Read) -> None:
    assert read({"text": " Hej.\nDå så. "}).text == "Hej.\nDå så."


@pytest.mark.parametrize(
    "content",
    [
        b"{",
        b"[" * 100_000,
        b"{}",
        b"[]",
        b"3",
        b'{"segments": [{"text": 3}]}',
        b"hej",
        b"1" * 10_000,
    ],
)
def test_what_is_no_transcript_is_refused(read: Read, content: bytes) -> None:
    with pytest.raises(ImportRefused, match="“a.json”"):
        read(content)


def test_times_and_texts_that_make_no_sense_do_no_harm(read: Read) -> None:
    starts: list[object] = ["x", None, -1, 1e308, True, [], {"from": 3}]
    content = [{"start": start, "text": f"\ud800 {n}\0"} for n, start in enumerate(starts)]
    transcript = read(content)
    assert transcript.time_codes == ()
    assert transcript.text.splitlines()[0].encode() == "\ufffd 0\ufffd".encode()


def test_a_file_too_large_is_refused(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whisper, "MAX_BYTES", 10)
    with pytest.raises(ImportRefused, match="million characters"):
        read(SEGMENTS)


@given(st.lists(st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=20)))
def test_segments_of_any_words_arrive_in_order(texts: list[str]) -> None:
    marked = [f"{n}{text}." for n, text in enumerate(texts)]
    cues = [whisper._cue({"text": text}) for text in marked]
    said = [line for cue in cues if cue for line in cue.lines]
    assert "".join("".join(said).split()) == "".join(
        "".join(marked).replace("\0", "\ufffd").split()
    )


def test_otranscribe_keeps_its_time_codes_in_the_text(read: Read) -> None:
    page = (
        '<p><span class="timestamp" contenteditable="false" data-timestamp="4.2">00:04</span>&nbsp;'
        "<b>Anna:</b> Vad är &aring; ena sidan?<br></p><p><br></p>"
        '<p><span class="timestamp" data-timestamp="64.9">01:04</span> Bo: Samverkan.</p>'
        "<p>Anna: Jaha.</p>"
    )
    transcript = read({"text": page, "media": "intervju.mp3", "media-time": 3.2}, "a.otr")
    assert transcript.text == (
        "00:04\u00a0Anna: Vad är å ena sidan?\n\n01:04 Bo: Samverkan.\nAnna: Jaha."
    )
    assert [transcript.text[c.start : c.end] for c in transcript.time_codes] == ["00:04", "01:04"]
    found = [(speech.label, speech.time_code) for speech in transcript.speeches]
    assert found == [("Anna", "00:04"), ("Bo", "01:04"), ("Anna", None)]


@pytest.mark.parametrize("content", [{"text": 3}, [], {"text": "<script>x</script>"}])
def test_what_is_no_otranscribe_file_is_refused(read: Read, content: object) -> None:
    with pytest.raises(ImportRefused, match="“a.otr”"):
        read(content, "a.otr")
