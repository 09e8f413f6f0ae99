"""Who speaks where: `Name:` at the beginning of lines, and names on lines of their own.

Proposals, to be shown before they are accepted. A label is never known from itself alone: a text
counts as a transcript when its labels come again and again (`_transcript`), so that a report with
“Fråga:” on four of its pages has no speakers. Positions are code points.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from qualcode.core.importers import speaker_labels
from qualcode.core.importers.speaker_labels import Label, Shape
from qualcode.core.importers.transcript import SpeakerGuess, Speech

# A label that is a word of the language rather than a name or a code must come so often.
LOOSE_TURNS: Final = 4
# People speak some 900 characters a minute. Three minutes on the average between two changes of
# speaker is a lecture; the reports at hand have 6 000 characters and more between their labels.
MAX_MEAN_TURN: Final = 2_700
# Where “Interviewer” or “Moderator” comes again and again there is no doubt, only long answers.
MAX_MEAN_TURN_WITH_INTERVIEWER: Final = 12_000
# A text this short of repetition (“Anna: …”, “Bo: …”, the end) must be labels for the most part.
LABELLED_SHARE: Final = 0.5
# What an interviewer says once, at the beginning, is told from a field such as “Moderator: Eva Ek”.
MIN_SPEECH_WORDS: Final = 5


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    text: str
    after_blank: bool
    after_sentence: bool


@dataclass(frozen=True, slots=True)
class _Found:
    """A possible label: where its turn would begin, and where what is said would."""

    start: int
    after: int
    label: Label
    line: _Line


def find(text: str) -> tuple[Speech, ...]:
    """The turns, in order. Text before the first label, and a label with nothing said, in none."""
    lines = _lines(text)
    accepted = max(
        (_transcript(_inline(lines), lines, text), _transcript(_alone(lines), lines, text)),
        key=len,
    )
    return tuple(_speeches(text, accepted))


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
            is_name=speaker_labels.is_name(label),
        )
        for label, count in turns.items()
    )


def _kind(is_interviewer: bool) -> Literal["respondent", "interviewer"]:
    return "interviewer" if is_interviewer else "respondent"


def _interviewers(said: Counter[str]) -> set[str]:
    """Labels of interviewers: by a whole word, or by a letter where no whole word is used.

    Somebody was interviewed: where letters would make interviewers of all (“I1”, “I2”:
    informants), those who say most are not.
    """
    words = {label for label in said if speaker_labels.is_interviewer(label)}
    if words:
        return words
    letters = {label for label in said if speaker_labels.may_be_interviewer(label)}
    if letters and len(letters) == len(said):
        letters.discard(max(said, key=lambda label: said[label]))
    return letters


def _lines(text: str) -> list[_Line]:
    lines, start = [], 0
    after_blank, after_sentence = True, True
    for line in text.split("\n"):
        lines.append(_Line(start, line, after_blank, after_sentence))
        start += len(line) + 1
        stripped = line.rstrip()
        after_blank = not stripped
        after_sentence = after_blank or stripped[-1] in ".?!…”\"')]*_"
    return lines


def _inline(lines: Iterable[_Line]) -> list[_Found]:
    found = []
    for line in lines:
        label = speaker_labels.inline(line.text)
        if label:
            found.append(_Found(line.start + label.start, line.start + label.end, label, line))
    return found


def _alone(lines: Sequence[_Line]) -> list[_Found]:
    """Names on lines of their own, after a blank line or a whole sentence, before other text."""
    found = []
    following = _next_texts(lines)
    for line, following_text in zip(lines, following, strict=True):
        if not line.after_sentence:
            continue
        label = speaker_labels.alone(line.text)
        if label and following_text and speaker_labels.alone(following_text) is None:
            found.append(_Found(line.start + label.start, line.start + label.end, label, line))
    return found


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
    if len(keys) < 2:
        return False
    interviewers = {place.label.key for place in core if place.label.is_interviewer}
    limit = MAX_MEAN_TURN_WITH_INTERVIEWER if interviewers else MAX_MEAN_TURN
    return (len(text) - core[0].start) / len(core) <= limit


def _short_transcript(found: Sequence[_Found], lines: Sequence[_Line], text: str) -> list[_Found]:
    """A few words each, or one person alone: accepted where nearly each line has its label."""
    named = [place for place in found if place.label.shape is not Shape.LOOSE]
    keys = {place.label.key for place in named}
    if not named or (len(keys) < 2 and (len(named) < 2 or named[0].label.is_interviewer)):
        return []
    written = sum(1 for line in lines if line.start >= named[0].line.start and line.text.strip())
    if any(not place.line.text[place.label.end :].strip() for place in named):
        written -= len(named)  # each of these labels took a line to itself
    enough = len(named) >= LABELLED_SHARE * written
    dense = (len(text) - named[0].start) / len(named) <= MAX_MEAN_TURN
    return named if enough and dense else []


def _opens(place: _Found, text: str) -> bool:
    """An interviewer's welcome, before anybody's label has come twice."""
    if not place.label.is_interviewer:
        return False
    line = text[place.after : place.line.start + len(place.line.text)].strip()
    return len(line.split()) >= MIN_SPEECH_WORDS and line[-1] in '.?!…”"'


def _speeches(text: str, found: Sequence[_Found]) -> Iterable[Speech]:
    spelling: dict[str, str] = {}
    for place in found:
        spelling.setdefault(place.label.key, place.label.text)
    ends = [*(place.start for place in found[1:]), len(text)]
    for place, limit in zip(found, ends, strict=False):
        end = place.start + len(text[place.start : limit].rstrip())
        said = text[place.after : end]
        speech_start = end - len(said.lstrip())
        if speech_start < end:
            label = spelling[place.label.key]
            yield Speech(place.start, end, speech_start, label, place.label.time_code)
