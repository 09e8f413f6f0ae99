"""Labels that may be one speaker, spelled in two ways: “Deltagre 2” and “Deltagare 2”.

Proposals only. Two names may differ in a letter and be two persons, so the rarer of two must be
rare, and their numbers must be the same: “Deltagare 1” is never “Deltagare 2”.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from rapidfuzz import fuzz

from qualcode.core.importers.speakers import guess_speakers, plain
from qualcode.core.importers.transcript import Transcript
from qualcode.core.model.label import is_interviewer, is_name

# One letter of eight is left out, put in or changed; of five, the word is another one.
LEAST_ALIKE: Final = 87.0
# A slip of the hand comes now and then; somebody who speaks comes again and again.
MOST_SHARE: Final = 0.25
_SHORTEST: Final = 4
_DIGITS: Final = re.compile(r"\d+")
_PARENTHESES: Final = re.compile(r"\([^()]*\)")
_MARKS: Final = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Spelling:
    """A label that is perhaps another one, and how alike the two are, from 0 to 100."""

    label: str
    other: str
    score: float


def propose(turns: Mapping[str, int], known: Iterable[str] = ()) -> list[Spelling]:
    """For labels with how many turns each has, which may be misspelled, and of what.

    `known` are labels of other texts: one that is there too is not misspelled, and one that is only
    there may be what is meant.
    """
    elsewhere = Counter(known)
    found = []
    for label, count in turns.items():
        others = {other: n for other, n in turns.items() if other != label}
        for other, times in elsewhere.items():
            others[other] = max(others.get(other, 0), times, 1)
        others.pop(label, None)
        likely = [
            Spelling(label, other, score)
            for other, times in others.items()
            if (score := alike(label, other)) and _is_rarer(count + elsewhere[label], times, score)
        ]
        if likely:
            found.append(max(likely, key=lambda one: (one.score, others[one.other])))
    return found


def joined(transcript: Transcript, spellings: Mapping[str, str]) -> Transcript:
    """The transcript with the labels on the left taken for those on the right."""
    wanted = {plain(label): other for label, other in spellings.items()}
    if not any(plain(one.label) in wanted for one in transcript.speakers):
        return transcript
    speeches = tuple(
        replace(one, label=wanted.get(plain(one.label), one.label)) for one in transcript.speeches
    )
    speakers = guess_speakers(transcript.text, speeches)
    return replace(transcript, speeches=speeches, speakers=speakers)


def _is_rarer(count: int, other: int, score: float) -> bool:
    """The same letters with other marks are one label, however often each comes."""
    return count <= MOST_SHARE * other or (score >= _SAME and count < other)


_SAME = 100.0


def alike(one: str, other: str) -> float:
    """How alike two labels are, from `LEAST_ALIKE` to 100; 0 for what can't be one.

    What stands in parentheses, such as a place, makes no name more like another: “Anna (Kalmar)” is
    not “Anja (Kalmar)”, and of two places each has its own.
    """
    places = [" ".join(_PARENTHESES.findall(label)).casefold() for label in (one, other)]
    if all(places) and fuzz.ratio(*places) < LEAST_ALIKE:
        return 0.0
    one, other = (_PARENTHESES.sub(" ", label).strip() or label for label in (one, other))
    first, second = (_MARKS.sub(" ", label.casefold()).strip() for label in (one, other))
    if _DIGITS.findall(first) != _DIGITS.findall(second):
        return 0.0
    if first.replace(" ", "") == second.replace(" ", ""):
        return _SAME
    letters = [_DIGITS.sub("", label).strip() for label in (first, second)]
    if min(map(len, letters)) < _SHORTEST or _are_different_words(one, other):
        return 0.0
    return fuzz.ratio(letters[0], letters[1], score_cutoff=LEAST_ALIKE)


def _are_different_words(one: str, other: str) -> bool:
    """“Interviewer” and “Interviewee” differ in a letter, and could not differ more."""
    return is_interviewer(one) != is_interviewer(other) and (
        not is_name(one) and not is_name(other)
    )
