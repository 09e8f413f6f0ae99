"""From captions, each with its time, to a text of turns.

Each line of a caption is a line. Besides the characters of the captions these are written, and
nothing else: `Name: ` where somebody begins to speak whom the file names beside the text. Left
out: a label that only says again who is speaking, lines that rolling captions show again
(`rolling.py`), and white space around a line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from qualcode.core.errors import ImportRefused
from qualcode.core.importers import speakers
from qualcode.core.importers.encodings import too_long, too_many_lines
from qualcode.core.importers.transcript import MAX_CHARACTERS, MAX_LINES, Reading, Speech, TimeCode
from qualcode.core.model.label import CHANGE

_LABEL_END: Final = ": "


@dataclass(frozen=True, slots=True)
class Cue:
    """What is shown at one time: lines, none of them empty, by one speaker.

    Attributes:
        time: as written, or "" where the file says none.
        speaker: None where the file does not say it beside the text.
        styled: the payload as written, if it tells what the text alone does not.
    """

    time: str
    lines: tuple[str, ...]
    speaker: str | None = None
    styled: str = ""


def assemble(cues: Sequence[Cue], file_name: str) -> Reading:
    """The text of captions, with who speaks when. Raises ImportRefused for too much of it."""
    if sum(len(line) + 1 for cue in cues for line in cue.lines) > MAX_CHARACTERS:
        raise ImportRefused(too_long(file_name))
    if sum(len(cue.lines) for cue in cues) > MAX_LINES:
        raise ImportRefused(too_many_lines(file_name))
    if any(cue.speaker for cue in cues):
        return _by_named(cues, file_name)
    return _by_labels(cues)


class _Text:
    """A text on its way, line by line."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._codes: list[TimeCode] = []
        self.end = 0

    def add(self, lines: Sequence[str], time: str) -> int:
        """Where these lines begin."""
        start = self.end + bool(self._lines)
        self._lines += lines
        self.end = start + sum(map(len, lines)) + len(lines) - 1
        if time:
            self._codes.append(TimeCode(start, start, time))
        return start

    def reading(self, speeches: Sequence[Speech]) -> Reading:
        return Reading(
            "\n".join(self._lines), speeches=tuple(speeches), time_codes=tuple(self._codes)
        )


def _by_named(cues: Sequence[Cue], file_name: str) -> Reading:
    """The file says who speaks; captions of one speaker in a row are one turn."""
    text, speeches = _Text(), list[Speech]()
    current: str | None = None
    for cue in cues:
        if not cue.lines:
            continue
        if cue.speaker and cue.speaker == current:
            text.add(cue.lines, cue.time)
            speeches[-1] = replace(speeches[-1], end=text.end)
        elif cue.speaker:
            label = cue.speaker + _LABEL_END
            start = text.add((label + cue.lines[0], *cue.lines[1:]), cue.time)
            code = shown(cue.time)
            speeches.append(Speech(start, text.end, start + len(label), cue.speaker, code))
        else:
            text.add(cue.lines, cue.time)
        current = cue.speaker
        if text.end > MAX_CHARACTERS:
            raise ImportRefused(too_long(file_name))
    return text.reading(speeches)


def _by_labels(cues: Sequence[Cue]) -> Reading:
    """Labels in the text say who speaks, if anything does."""
    labels = _labels(cues)
    if any(speech.label == CHANGE for speech in labels.values()):
        return _by_changes(cues)
    text, speeches = _Text(), list[Speech]()
    current = ""
    for number, cue in enumerate(cue for cue in cues if cue.lines):
        speech, repeats = labels.get(number), False
        first = cue.lines[0]
        if speech is not None:
            repeats = speech.label == current
            current = speech.label
        if speech is not None and repeats:
            first = first[speech.speech_start - speech.start :]
        lines = (first, *cue.lines[1:])
        start = text.add([line for line in lines if line], cue.time) if any(lines) else text.end
        if speech is not None and not repeats:
            said = start + speech.speech_start - speech.start
            speeches.append(Speech(start, text.end, said, speech.label, shown(cue.time)))
        elif speeches:
            speeches[-1] = replace(speeches[-1], end=text.end)
    return text.reading(speeches)


def _by_changes(cues: Sequence[Cue]) -> Reading:
    """Signs say where somebody else begins, also within a caption; they stay in the text."""
    text = _Text()
    times = {text.add(cue.lines, cue.time): cue.time for cue in cues if cue.lines}
    found = speakers.find(text.reading(()).text)
    return text.reading([replace(one, time_code=shown(times.get(one.start, ""))) for one in found])


def _labels(cues: Sequence[Cue]) -> dict[int, Speech]:
    """The captions that begin with a label, if the text is a talk; by their numbers.

    A label within a caption, or one without words behind it, is left to be what it is: text.
    """
    text, starts, ends = _Text(), dict[int, int](), list[int]()
    for number, cue in enumerate(cue for cue in cues if cue.lines):
        starts[text.add(cue.lines, "")] = number
        ends.append(text.end)
    whole = text.reading(()).text
    found = [speech for speech in speakers.find(whole) if speech.start in starts]
    return {
        starts[speech.start]: speech
        for speech in found
        if speech.speech_start < _line_end(whole, speech.start)
    }


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def shown(time: str) -> str | None:
    """A time without its fraction of a second; None for none."""
    return time.replace(",", ".").partition(".")[0] or None
