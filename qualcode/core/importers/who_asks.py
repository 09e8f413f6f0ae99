"""Who asks in a transcript: by what the document says of itself, and by the questions of a guide.

Proposals, like those of `speakers`, which knows labels by their words only.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from qualcode.core.importers.guide_places import Asked
from qualcode.core.importers.speakers import asked_by, plain
from qualcode.core.importers.transcript import Beginning, Detail, SpeakerGuess, Transcript
from qualcode.core.model.person import INTERVIEWER, RESPONDENT

_ASKING: Final = frozenset(
    ["intervjuare", "intervjuledare", "interviewer", "moderator", "utvärderare", "forskare"]
)
_ANSWERING: Final = frozenset(
    [
        "respondent",
        "informant",
        "intervjuperson",
        "intervjuad",
        "deltagare",
        "interviewee",
        "participant",
    ]
)
_BETWEEN_NAMES: Final = re.compile(r"\s*(?:[,;/&\n]|\boch\b|\band\b)\s*", re.IGNORECASE)
_PARENTHESIS: Final = re.compile(r"\([^()]*\)")
_TWO: Final = 2
# Fewer questions may be anybody's; of more, whoever asks nearly all of them asks.
_LEAST_QUESTIONS: Final = 3
_NEARLY_ALL: Final = 0.8


def who_asks(
    transcript: Transcript, beginning: Beginning | None, evaluator: str = ""
) -> tuple[SpeakerGuess, ...]:
    """The speakers, as what the document says of itself and the evaluator's name have them."""
    guesses = asked_by(transcript.speakers, evaluator)
    return _by_names(guesses, beginning.details) if beginning else guesses


def _by_names(
    guesses: tuple[SpeakerGuess, ...], details: Sequence[Detail]
) -> tuple[SpeakerGuess, ...]:
    """Labels that are names or initials of those who are said to ask, or to answer. Of two people
    of whom one is said to answer, the other asks."""
    asking = _labels_of(guesses, _names(details, _ASKING))
    answering = _labels_of(guesses, _names(details, _ANSWERING))
    asking, answering = asking - answering, answering - asking
    others = {one.label for one in guesses} - answering
    nobody_asks = not asking and not any(one.kind == INTERVIEWER for one in guesses)
    if nobody_asks and len(guesses) == _TWO and len(answering) == 1:
        asking = others
    found = tuple(
        replace(one, kind=INTERVIEWER)
        if one.label in asking
        else replace(one, kind=RESPONDENT)
        if one.label in answering
        else one
        for one in guesses
    )
    return found if any(one.kind == RESPONDENT for one in found) else guesses


def _names(details: Iterable[Detail], words: frozenset[str]) -> list[str]:
    """Those who are named under such a word."""
    return [
        name
        for one in details
        if one.label.casefold().partition(" ")[0] in words
        for name in _BETWEEN_NAMES.split(_PARENTHESIS.sub(" ", one.value))
        if name.strip()
    ]


def _labels_of(guesses: Iterable[SpeakerGuess], names: Iterable[str]) -> set[str]:
    known = {form for name in names for form in _forms(name)}
    return {one.label for one in guesses if plain(one.label) in known}


def _forms(name: str) -> set[str]:
    """How a name may stand before a turn: all of it, its first or last word, or its initials."""
    words = plain(name).split()
    initials = "".join(word[0] for word in re.split(r"[\s-]+", " ".join(words)) if word)
    ends = words[0][0] + words[-1][0]
    short = {initials, ends} if len(words) >= _TWO else set()
    return {" ".join(words), words[0], words[-1]} | short


def by_questions(transcript: Transcript, asked: Sequence[Asked]) -> tuple[SpeakerGuess, ...]:
    """The speakers, where nobody is known to ask: whoever says nearly all the questions of the
    guide that were found, and does not say most of the words, asks."""
    guesses = transcript.speakers
    if len(guesses) < _TWO or any(one.kind == INTERVIEWER for one in guesses):
        return guesses
    by, words = Counter[str](), Counter[str]()
    for speech in transcript.speeches:
        words[speech.label] += len(transcript.text[speech.speech_start : speech.end].split())
        by[speech.label] += sum(speech.start <= one.start < speech.end for one in asked)
    label, number = by.most_common(1)[0] if by else ("", 0)
    few = number < _LEAST_QUESTIONS or number < _NEARLY_ALL * len(asked)
    if few or label == words.most_common(1)[0][0]:
        return guesses
    return tuple(replace(one, kind=INTERVIEWER) if one.label == label else one for one in guesses)
