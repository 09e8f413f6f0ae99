"""Who speaks where: `Name:` at the beginning of lines, and names on lines of their own.

Proposals, to be shown before they are accepted. A label is never known from itself alone: a text
counts as a transcript when its labels come again and again (`_transcript`), so that a report with
“Fråga:” on four of its pages has no speakers. Positions are code points.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final, Literal

from qualcode.core.importers import speaker_labels
from qualcode.core.importers.speaker_labels import Label
from qualcode.core.importers.transcript import MAX_LINES, Beginning, SpeakerGuess, Speech
from qualcode.core.model.label import CHANGE, Shape, is_interviewer, is_name, may_be_interviewer

# A label that is a word of the language rather than a name or a code must come so often.
LOOSE_TURNS: Final = 4
# People speak some 900 characters a minute. Three minutes on the average between two changes of
# speaker is a lecture; the reports at hand have 6 000 characters and more between their labels.
MAX_MEAN_TURN: Final = 2_700
# Where “Interviewer” or “Moderator” comes again and again there is no doubt, only long answers.
MAX_MEAN_TURN_WITH_INTERVIEWER: Final = 12_000
# A text this short of repetition (“Anna: …”, “Bo: …”, the end) must be labels for the most part.
LABELLED_SHARE: Final = 0.5
SENTENCE_ENDS: Final = ".?!…”\"')]*_"
_CODE_AT_END: Final = re.compile(r"#(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?(?:-\d{1,3})?#$")
_CODE_LOOKED_AT: Final = 60
_QUOTED: Final = re.compile(r"[ \t]*>(?!>)")
# Where most names stand beside a clock, as Teams writes them, what stands before is a heading.
TIMED_SHARE: Final = 0.5
# What an interviewer says once, at the beginning, is told from a field such as “Moderator: Eva Ek”.
MIN_SPEECH_WORDS: Final = 5


# What Teams, Google Meet and Otter write below the last words.
_NOT_SAID: Final = re.compile(
    r"(?<!\s)(?:[^\S\n]*\n\s*(?:[^\n]{1,60} (?:started|stopped) transcription"
    r"|[^\n]{1,60} (?:startade|stoppade|avslutade) transkri\w{1,20}"
    r"|Transcribed by https?://[^\s]{1,60}|Meeting ended after [\d:]{4,9}[^\n]{0,9}))+\s*$"
)
# The number of a line, and what divides it from the words.
_LINE_NUMBER: Final = re.compile(r"[ \t]{0,8}(?P<number>\d{1,5})[.):]?[ \t]+")
_NUMBERED_SHARE: Final = 0.8
_LEAST_NUMBERED: Final = 5


def _are_numbered(text: str) -> bool:
    """Whether lines begin with numbers that count them; an empty line may have none."""
    lines = [line for line in text[:_NUMBERS_LOOKED_AT].split("\n") if line.strip()]
    matches = [_LINE_NUMBER.match(line) for line in lines]
    numbers = [int(match["number"]) for match in matches if match]
    if len(numbers) < max(_LEAST_NUMBERED, _NUMBERED_SHARE * len(lines)):
        return False
    growing = sum(0 < other - one <= _NUMBERED_STEP for one, other in pairwise(numbers))
    return growing >= _NUMBERED_SHARE * (len(numbers) - 1)


# Some number every fifth line only.
_NUMBERED_STEP: Final = 5
_NUMBERS_LOOKED_AT: Final = 20_000


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    text: str
    after_sentence: bool
    """Whether a name may stand here: after a blank line, a whole sentence or a time code."""
    time_code: tuple[int, str] | None
    """A time code on the line before, and where it begins."""
    number: int = 0
    """How many characters its number takes, which stand before `start`."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A possible label: where its turn would begin, and where what is said would."""

    start: int
    after: int
    label: Label
    time_code: str | None
    line: _Line


def find(text: str) -> tuple[Speech, ...]:
    """The turns, in order. Text before the first label, and a label with nothing said, in none.

    A text of more than `MAX_LINES` is no transcript, and has none.
    """
    if text.count("\n") > MAX_LINES:
        return ()
    lines = _lines(text)
    inline = _with_changes(_inline(lines), lines)
    accepted = max(
        (_transcript(inline, lines, text), _transcript(_alone(lines), lines, text)), key=len
    )
    return tuple(_speeches(text, accepted))


def find_after(text: str, beginning: Beginning | None) -> tuple[Speech, ...]:
    """The turns behind what the document says of itself: “Respondent: Eva” is no turn there."""
    end = beginning.end if beginning else 0
    return tuple(speech for speech in find(text) if speech.start >= end)


def guess_speakers(text: str, speeches: Sequence[Speech]) -> tuple[SpeakerGuess, ...]:
    """The persons behind the turns, in order of their first words."""
    turns = Counter(speech.label for speech in speeches)
    said: Counter[str] = Counter()
    for speech in speeches:
        said[speech.label] += len(text[speech.speech_start : speech.end].split())
    interviewers = _interviewers(said)
    return tuple(
        SpeakerGuess(
            label=label,
            kind=_kind(label in interviewers),
            turns=count,
            is_name=is_name(label),
        )
        for label, count in turns.items()
    )


def asked_by(guesses: Iterable[SpeakerGuess], evaluator: str) -> tuple[SpeakerGuess, ...]:
    """The same, with whoever has the name of the evaluator at work as an interviewer."""
    name = plain(evaluator)
    return tuple(
        replace(one, kind="interviewer") if name and plain(one.label) == name else one
        for one in guesses
    )


def plain(label: str) -> str:
    """Equal for labels that differ in case, in white space or in how letters are put together."""
    return unicodedata.normalize("NFC", " ".join(label.split())).casefold()


def _kind(is_interviewer: bool) -> Literal["respondent", "interviewer"]:
    return "interviewer" if is_interviewer else "respondent"


def _interviewers(said: Counter[str]) -> set[str]:
    """Labels of interviewers: by a whole word, or by a letter where no whole word is used.

    Somebody was interviewed: where letters would make interviewers of all (“I1”, “I2”:
    informants), those who say most are not.
    """
    words = {label for label in said if is_interviewer(label)}
    if words:
        return words
    letters = {label for label in said if may_be_interviewer(label)}
    if letters and len(letters) == len(said):
        letters.discard(max(said, key=lambda label: said[label]))
    return letters


def _lines(text: str) -> list[_Line]:
    lines, start = [], 0
    after_sentence, time_code = True, None
    numbered = _are_numbered(text)
    for whole in text.split("\n"):
        number = _LINE_NUMBER.match(whole) if numbered else None
        line = whole[number.end() :] if number else whole
        start += len(whole) - len(line)
        lines.append(_Line(start, line, after_sentence, time_code, len(whole) - len(line)))
        stripped = line.strip()
        if stripped:
            code = speaker_labels.time_code(line)
            time_code = (start + line.index(stripped), code) if code else None
        after_sentence = not stripped or time_code is not None or stripped[-1] in SENTENCE_ENDS
        start += len(line) + 1
    return lines


def _inline(lines: Iterable[_Line]) -> list[_Found]:
    found = []
    for line in lines:
        label = speaker_labels.inline(line.text)
        if label:
            found.append(_found(label, line))
    return found


def _with_changes(found: list[_Found], lines: Sequence[_Line]) -> list[_Found]:
    """With the places where captions say that somebody else begins, if there are some at the
    beginnings of lines. Mails quote with the same signs."""
    if any(_QUOTED.match(line.text) for line in lines):
        return found
    changes = [
        _Found(line.start + one.start, line.start + one.end, one, None, line)
        for line in lines
        if CHANGE in line.text
        for one in speaker_labels.changes(line.text)
    ]
    if not any(not place.line.text[: place.label.start].strip() for place in changes):
        return found
    named = {place.start for place in found}
    others = [place for place in changes if place.start not in named]
    return sorted((*found, *others), key=lambda place: place.start)


def _found(label: Label, line: _Line) -> _Found:
    start, code = line.time_code or (line.start + label.start, None)
    return _Found(start, line.start + label.end, label, label.time_code or code, line)


def _alone(lines: Sequence[_Line]) -> list[_Found]:
    """Names on lines of their own, before other text.

    Without a time code beside it, a name must stand after a blank line or a whole sentence.
    """
    labels = [
        label if label and (line.after_sentence or label.time_code) else None
        for line in lines
        for label in (speaker_labels.alone(line.text),)
    ]
    counts = Counter(label.key for label in labels if label)
    found = []
    for line, label, following in zip(lines, labels, _next_texts(lines), strict=True):
        if label and following and not _recurs_alone(following, counts):
            found.append(_found(label, line))
    timed = [place.start for place in found if place.label.time_code]
    if len(timed) > TIMED_SHARE * len(found):
        return [place for place in found if place.start >= timed[0]]
    return found


def _recurs_alone(line: str, counts: Counter[str]) -> bool:
    label = speaker_labels.alone(line)
    return label is not None and counts[label.key] > 1


def _next_texts(lines: Sequence[_Line]) -> list[str]:
    """For each line the next one that is not blank."""
    following, text = [], ""
    for line in reversed(lines):
        following.append(text)
        text = line.text if line.text.strip() else text
    return following[::-1]


def _transcript(found: list[_Found], lines: Sequence[_Line], text: str) -> list[_Found]:
    """The labels that are speakers; none where the text is no transcript."""
    counts = Counter(place.label.key for place in found)
    core = [place for place in found if _recurs(place.label, counts)]
    if not _is_talk(core, text):
        return _short_transcript(found, lines, text)
    first = min(place.start for place in core)
    recurring = {place.label.key for place in core}
    return [
        place
        for place in found
        if place.label.key in recurring
        or (place.start > first and place.label.shape is not Shape.LOOSE)
        or _opens(place, text)
    ]


def _recurs(label: Label, counts: Counter[str]) -> bool:
    return counts[label.key] >= (LOOSE_TURNS if label.shape is Shape.LOOSE else 2)


def _is_talk(core: Sequence[_Found], text: str) -> bool:
    """Whether labels that recur are those of several people who take turns all through."""
    keys = {place.label.key for place in core}
    if len(keys) < 2 and CHANGE not in keys:
        return False
    interviewers = {place.label.key for place in core if place.label.is_interviewer}
    limit = MAX_MEAN_TURN_WITH_INTERVIEWER if interviewers else MAX_MEAN_TURN
    return (len(text) - core[0].start) / len(core) <= limit


def _short_transcript(found: Sequence[_Found], lines: Sequence[_Line], text: str) -> list[_Found]:
    """A few words each, or one person alone: accepted where nearly each line has its label."""
    named = [place for place in found if place.label.shape is not Shape.LOOSE]
    keys = {place.label.key for place in named}
    if not named or (len(keys) < 2 and (len(named) < 2 or not _answers_alone(named))):
        return []
    written = sum(1 for line in lines if line.start >= named[0].line.start and line.text.strip())
    written -= sum(1 for place in named if _has_own_line(place))
    enough = len(named) >= LABELLED_SHARE * written
    dense = (len(text) - named[0].start) / len(named) <= MAX_MEAN_TURN
    return named if enough and dense else []


def _answers_alone(named: Sequence[_Found]) -> bool:
    """Whether the only label is that of somebody interviewed whose questions are left out."""
    label = named[0].label
    is_asked = not label.is_interviewer and not may_be_interviewer(label.text)
    return is_asked and not any(map(_has_own_line, named))


def _has_own_line(place: _Found) -> bool:
    return not place.line.text[place.label.end :].strip()


def _opens(place: _Found, text: str) -> bool:
    """An interviewer's welcome, before anybody's label has come twice."""
    if not place.label.is_interviewer:
        return False
    line = text[place.after : place.line.start + len(place.line.text)].strip()
    return len(line.split()) >= MIN_SPEECH_WORDS and line[-1] in '.?!…”"'


def _code_before(text: str, start: int) -> str | None:
    """f4 and f5 end each paragraph with the time at which the next one begins."""
    match = _CODE_AT_END.search(text[max(0, start - _CODE_LOOKED_AT) : start].rstrip())
    return match[0] if match else None


def _code_first(line: str) -> tuple[str | None, int]:
    """The time code that the first line of a turn is or begins with, and how much of it that is."""
    if code := speaker_labels.time_code(line):
        return code, len(line)
    before = speaker_labels.time_before(line)
    return (before["time"], before.end()) if before else (None, 0)


def _before(place: _Found) -> int:
    """Where the turn before a place ends at the latest: the number of a line is nobody's."""
    return place.start - (place.line.number if place.start >= place.line.start else 0)


def _speeches(text: str, found: Sequence[_Found]) -> Iterable[Speech]:
    spelling: dict[str, str] = {}
    for place in found:
        spelling.setdefault(place.label.key, place.label.text)
    ends = [*map(_before, found[1:]), len(text)]
    for place, limit in zip(found, ends, strict=False):
        end = place.start + len(_NOT_SAID.sub("", text[place.start : limit]).rstrip())
        said = text[place.after : end]
        speech_start = end - len(said.lstrip())
        code = place.time_code or _code_before(text, place.start)
        if code is None:
            code, passed = _code_first(text[speech_start:end].partition("\n")[0])
            speech_start = end - len(text[speech_start + passed : end].lstrip())
        if speech_start < end:
            yield Speech(place.start, end, speech_start, spelling[place.label.key], code)
