"""What must hold of a damaged file, whatever it is: a sentence or a text, and nothing beside it."""

import os
import sys
import tempfile
from pathlib import Path

from qualcode.core import importers
from qualcode.core.errors import ImportRefused

NAME = "Möte 3"
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC


def outcome(path: Path) -> str:
    """ "text" or "sentence"; anything else is a mistake, and is raised."""
    try:
        transcript = importers.read(path)
    except ImportRefused as error:
        sentence = str(error)
        assert path.name in sentence, f"a sentence that does not name the file: {sentence}"
        assert sentence.endswith("."), sentence
        return "sentence"
    check(transcript)
    return "text"


def check(transcript: importers.Transcript) -> None:
    """Everything that is said of the text points into it."""
    text = transcript.text
    text.encode("utf-8")
    assert "\r" not in text
    assert text.strip()
    for speech in transcript.speeches:
        assert 0 <= speech.start <= speech.speech_start < speech.end <= len(text)
        assert text[speech.start : speech.end] == text[speech.start : speech.end].strip()
    for code in transcript.time_codes:
        assert 0 <= code.start <= code.end <= len(text)
    assert list(transcript.pages) == sorted(transcript.pages)
    end = 0
    for removal in transcript.removals:
        assert end <= removal.start < removal.end <= len(text)
        end = removal.end
    assert all(note and not note.endswith(" ") for note in transcript.notes)


def forbid_writing_outside(folder: Path) -> None:
    """From now on this process may write nowhere else, and start no program but LibreOffice."""
    temporary = tempfile.gettempdir() + os.sep + "qualcode-"
    allowed = (str(folder), temporary, os.devnull, "/proc/self/")

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        if event == "open" and isinstance(arguments[0], str):
            flags = arguments[2] if isinstance(arguments[2], int) else 0
            if flags & WRITING and not arguments[0].startswith(allowed):
                raise RuntimeError(f"wrote outside its folder: {arguments[0]}")

    sys.addaudithook(watch)
