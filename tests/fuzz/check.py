"""What must hold of a damaged file, whatever it is: a sentence or a text, and nothing beside it."""

import os
import sys
import tempfile
from pathlib import Path

from qualcode.core import importers
from qualcode.core.errors import ImportRefused
from qualcode.core.importers.margin_rules import BECOME, SEMICOLON, MarginRule, into_text, wishes
from qualcode.core.operations.survey_answers import questions
from qualcode.core.surveys import reading
from qualcode.core.surveys.guessing import propose

NAME = "Möte 3"
SURVEYS = (".csv", ".xlsx", ".sav")
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC


def outcome(path: Path) -> str:
    """ "text" or "sentence"; anything else is a mistake, and is raised."""
    if path.suffix in SURVEYS:
        return survey_outcome(path)
    try:
        transcript = importers.read(path)
    except ImportRefused as error:
        return refused(path, error)
    check(transcript)
    return "text"


def refused(path: Path, error: ImportRefused) -> str:
    sentence = str(error)
    assert path.name in sentence, f"a sentence that does not name the file: {sentence}"
    assert sentence.endswith("."), sentence
    return "sentence"


def survey_outcome(path: Path) -> str:
    """As `outcome`, of a file with a survey's answers."""
    try:
        table = reading.read(path)
        plan = propose(table)
        asked = list(questions(plan))
    except ImportRefused as error:
        return refused(path, error)
    assert len(plan.columns) == len(table.fields)
    assert all(len(row) == len(table.fields) for row in table.rows)
    for question in asked:
        assert question.name.strip()
        for answer in question.answers:
            answer.encode("utf-8")
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
    for one in (*transcript.margin.comments, *transcript.margin.highlights):
        assert 0 <= one.start < one.end <= len(text)
        assert text[one.start : one.end] == text[one.start : one.end].strip()
    _check_wishes(transcript)
    assert all(note and not note.endswith(" ") for note in transcript.notes)


def _check_wishes(transcript: importers.Transcript) -> None:
    """Whatever a margin holds, every rule makes something of it."""
    colours = {one.colour: "Kod" for one in transcript.margin.highlights}
    for become in BECOME:
        rule = MarginRule(become, SEMICOLON, highlights=colours)
        for wish in wishes(transcript.margin, rule, lambda _name: False):
            assert all(wish.codes) and (wish.codes or wish.memo or wish.replies)
    if transcript.margin.comments:
        assert len(into_text(transcript).text) > len(transcript.text)


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
