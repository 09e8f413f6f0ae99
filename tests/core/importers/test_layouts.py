"""Transcripts as programs and firms hand them out, in the layouts of their own files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from qualcode.core import importers
from qualcode.core.importers import time_codes

TALK = (
    ("Anna Berg", "Hur länge har du arbetat här?"),
    ("Bo Ek", "I tre år, ungefär."),
    ("Anna Berg", "Och innan dess?"),
    ("Bo Ek", "Då var jag på kommunen: det var bra.\nMen sedan slutade jag."),
    ("Anna Berg", "Tack så mycket."),
    ("Bo Ek", "Tack själv."),
)
NUMBERED = {"Anna Berg": "Speaker 1", "Bo Ek": "Speaker 2"}

#: One turn of each: `n` the name, `t` the words, `m` the minute, `e` the next one.
LAYOUTS: dict[str, str] = {
    "Teams": "{n}   {m}:0{m}\n{t}\n",
    "Teams, once": "00:0{m}:01.000 --> 00:0{e}:00.500\n{n}\n{t}\n",
    "Word": "00:0{m}:03 {s}\n{t}\n",
    "Otter": "{n}  {m}:0{m}  \n{t}\n\n",
    "Sonix": "{n}: [00:0{m}:00] {t}\n\n",
    "Descript": "[00:0{m}:00] {n}: {t}\n\n",
    "Descript, Markdown": "**{n}:** [00:0{m}:00] {t}\n\n",
    "Happy Scribe": "[00:0{m}:00.120] - {n}\n{t}\n\n",
    "Amberscript": "{s} (00:0{m}:00 - 00:0{e}:01): {t}\n\n",
    "Amberscript, lines": "{n}\n00:0{m}:00 - 00:0{e}:01\n{t}\n\n",
    "Trint": "{n} [00:0{m}:00] {t}\n\n",
    "Trint, lines": "[00:0{m}:00]\n{n}\n{t}\n\n",
    "Rev": "{n} (00:0{m}):\n{t}\n\n",
    "Premiere": "00:0{m}:00:12 - 00:0{e}:05:00\n{s}\n{t}\n\n",
    "Google Meet": "00:0{m}:00\n \n{n}: {t}\n",
    "Zoom": "[{n}] 10:23:4{m}\n{t}\n\n",
    "Zoom, tabs": "10:23:4{m}\t{n}\t{t}\n",
    "WhisperX": "[{s}]: {t}\n",
    "aTrain": "{s}\n[00:0{m}:00] - {t}\n\n",
    "f4": "{s}: {t} #00:0{m}:12-3#\n",
    "f5": "#00:0{m}:12-3# {s}: {t}\n\n",
}


def written(turn: str) -> str:
    return "".join(
        turn.format(n=name, s=NUMBERED[name], t=said, m=minute, e=minute + 1)
        for minute, (name, said) in enumerate(TALK)
    )


def heard(transcript: importers.Transcript) -> list[tuple[str, str]]:
    return [(one.label, transcript.text[one.speech_start : one.end]) for one in transcript.speeches]


@pytest.mark.parametrize("name", LAYOUTS)
def test_who_says_what_is_known(name: str, tmp_path: Path) -> None:
    path = tmp_path / "Intervju.txt"
    path.write_text(written(LAYOUTS[name]), encoding="utf-8")
    found = importers.read(path)
    assert found.text == written(LAYOUTS[name])
    said = [(label, words.partition(" #00")[0]) for label, words in heard(found)]
    numbered = "{s}" in LAYOUTS[name]
    assert said == [(NUMBERED[who] if numbered else who, words) for who, words in TALK]
    codes = [one.time_code for one in found.speeches if one.time_code]
    assert codes or name == "WhisperX"
    assert [*map(time_codes.seconds, codes)] == sorted(map(time_codes.seconds, codes))
    assert len(found.time_codes) >= len(codes)  # f4 writes one at the end too
    for code in found.time_codes:
        assert found.text[code.start : code.end].strip("[]()#") == code.time.strip("[]()#")


@pytest.mark.parametrize(
    ("name", "last"),
    [
        ("Teams", "Anna Berg stopped transcription\n"),
        ("Teams", "Anna Berg stoppade transkriptionen"),
        ("Otter", "Transcribed by https://otter.ai\n"),
        ("Google Meet", "Meeting ended after 00:27:42 👋\n"),
    ],
)
def test_what_a_program_adds_is_said_by_nobody(name: str, last: str, tmp_path: Path) -> None:
    path = tmp_path / "Intervju.txt"
    path.write_text(written(LAYOUTS[name]) + last, encoding="utf-8")
    assert heard(importers.read(path))[-1] == ("Bo Ek", "Tack själv.")


def new_teams(head: tuple[str, ...]) -> Callable[[Path], None]:
    """A paragraph for each turn: a picture, then name, time and words behind line breaks."""

    def write(path: Path) -> None:
        document = docx.Document()
        for line in head:
            document.add_paragraph(line)
        for minute, (name, said) in enumerate(TALK):
            run = document.add_paragraph().add_run()
            run.add_break()
            run.add_text(f"{name}   {minute}:03")
            for line in said.split("\n"):
                run.add_break()
                run.add_text(line)
        document.save(str(path))

    return write


@pytest.mark.parametrize(
    "head",
    [
        ("Samverkan-20260615_133555-Meeting Transcript", "15 June 2026, 03:35am", "27m 42s",
         "Anna Berg started transcription"),
        ("Samverkan-20260615_133555-Mötesavskrift", "15 juni 2026, 15:35", "27 min 42 s",
         "Anna Berg startade transkriptionen"),
        ("Ljudfil", "intervju.mp3", "Avskrift"),
    ],
)  # fmt: skip
def test_word_files_of_teams_and_word(head: tuple[str, ...], tmp_path: Path) -> None:
    path = tmp_path / "Intervju.docx"
    new_teams(head)(path)
    assert heard(importers.read(path)) == list(TALK)


# Changes of speaker


def changes(tmp_path: Path, name: str, content: str) -> importers.Transcript:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    return importers.read(path)


CUES = (">> Hur länge?", ">> I tre år. >> Jaha.", "Och innan dess?", ">> Då var jag borta.")
CHANGED = ["Hur länge?", "I tre år.", "Jaha.\nOch innan dess?", "Då var jag borta."]


@pytest.mark.parametrize(("suffix", "sign"), [(".vtt", ">>"), (".srt", ">>"), (".srt", "&gt;&gt;")])
def test_captions_say_that_somebody_else_begins(tmp_path: Path, suffix: str, sign: str) -> None:
    dot, head = (".", "WEBVTT\n\n") if suffix == ".vtt" else (",", "")
    content = head + "".join(
        f"00:00:0{n}{dot}000 --> 00:00:0{n}{dot}900\n{cue.replace('>>', sign)}\n\n"
        for n, cue in enumerate(CUES)
    )
    found = changes(tmp_path, f"a{suffix}", content)
    assert found.text == "\n".join(CUES)
    assert [words for _label, words in heard(found)] == CHANGED
    assert [one.time_code for one in found.speeches] == ["00:00:00", "00:00:01", None, "00:00:03"]
    (guess,) = found.speakers
    assert (guess.label, guess.is_name) == (">>", False)


def test_changes_in_plain_text_are_known_and_names_behind_them(tmp_path: Path) -> None:
    text = ">> ANNA: Hur länge?\n>> BO EK: I tre år.\nJag trivs.\n>> ANNA: Bra.\n>> Ja!\n"
    assert heard(changes(tmp_path, "a.txt", text)) == [
        ("ANNA", "Hur länge?"),
        ("BO EK", "I tre år.\nJag trivs."),
        ("ANNA", "Bra."),
        (">>", "Ja!"),
    ]


def test_signs_of_quotation_are_no_change_of_speaker(tmp_path: Path) -> None:
    assert heard(changes(tmp_path, "a.txt", "Hej!\n> Skrev du:\n>> Kommer ni?\n>> När?\n")) == []


def test_lines_of_whisper_have_their_times(tmp_path: Path) -> None:
    text = "[00:00.000 --> 00:04.520]  Ja.\n[01:00:04.520 --> 01:00:09.000]  Nej.\n"
    found = changes(tmp_path, "a.txt", text)
    assert [one.time for one in found.time_codes] == ["00:00.000", "01:00:04.520"]


def test_json_that_holds_a_text_alone_is_that_text(tmp_path: Path) -> None:
    found = changes(tmp_path, "a.json", '{"text": "I: Hur länge?\\nR: Tre år.\\nI: Ja?\\nR: Ja."}')
    assert [label for label, _words in heard(found)] == ["I", "R", "I", "R"]


def test_numbers_of_speakers_are_no_names(tmp_path: Path) -> None:
    segments = ", ".join(
        f'{{"offsets": {{"from": {n}500}}, "text": " Ja {n}.", "speaker": "{n % 2}"}}'
        for n in range(1, 5)
    )
    found = changes(tmp_path, "a.json", f'{{"transcription": [{segments}]}}')
    assert [(one.label, one.is_name) for one in found.speakers] == [("1", False), ("0", False)]
    assert [one.time for one in found.time_codes][:2] == ["00:00:01.500", "00:00:02.500"]
