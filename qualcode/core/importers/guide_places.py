"""Where the questions of a guide are asked in a transcript.

Nobody reads a guide aloud, so wordings are compared word by word: how much of a question is said
again, each word counted by how rare it is among the questions, and how much else is said with it.
A word may be bent (“uppdrag”, “uppdraget”) or misspelled. Of what fits, the places win that follow
the guide's own order; a place outside the order must fit better. All are proposals.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import Final

from qualcode.core.importers.guide import Guide
from qualcode.core.importers.guide_order import LEAST, Part, best_of_each, in_order
from qualcode.core.importers.guide_words import (
    SENTENCE,
    SMALL,
    likeness,
    telling,
    tokens,
    weight,
    wordings,
)
from qualcode.core.importers.transcript import Speech, Transcript
from qualcode.core.model.span import Span, trim

# A question out of the guide's order has no neighbours to speak for it.
LEAST_OUT_OF_ORDER: Final = 0.75
# From here on a proposal is shown as sure.
SURE: Final = 0.85
# The same question, asked again later: only in the same words.
LEAST_AGAIN: Final = 0.95
# What is said besides the question weighs this much: “Okej, då går vi vidare, …” is no objection.
_BESIDE: Final = 0.3
# “Är det tydligt?” has one word that tells it from others, and must fit better; “Varför?” has none,
# is asked a hundred times, and must be there word by word.
LEAST_SHORT: Final = 0.7
_LEAST_OF_A_CLAUSE: Final = 2
# So many words of an answer without a question mark are no question, where nobody is labelled.
_MOST_WORDS_OF_A_LINE: Final = 30


@dataclass(frozen=True, slots=True)
class Asked:
    """A place where a question of a guide seems to be asked: ``text[start:end]``.

    Attributes:
        question: its number in `Guide.questions`.
        score: how alike the words are, from 0 to 1.
        in_order: whether the guide's own order speaks for the place.
    """

    question: int
    start: int
    end: int
    score: float
    in_order: bool = True

    @property
    def is_sure(self) -> bool:
        return self.score >= SURE


def in_transcript(
    guide: Guide, transcript: Transcript, finder: Finder | None = None
) -> tuple[Asked, ...]:
    """Where a guide's questions are asked in a transcript: by its interviewers, if it has some.

    `finder` is one that knows the guide already; it finds faster in many transcripts.
    """
    asking = {one.label for one in transcript.speakers if one.kind == "interviewer"}
    spans = [Span(s.speech_start, s.end) for s in transcript.speeches if s.label in asking]
    finder = finder or Finder(guide)
    return finder.find(transcript.text, spans or lines_that_may_ask(transcript))


def lines_that_may_ask(transcript: Transcript) -> list[Span]:
    """Where nobody is known to ask: headings, lines with a question mark, and short lines."""
    text, found, at = transcript.text, list[Span](), 0
    headings = {one.start for one in transcript.headings}
    inside = _speech_starts(transcript.speeches)
    for line in text.split("\n"):
        span = trim(text, at, at + len(line))
        at += len(line) + 1
        if span is None:
            continue
        asks = "?" in line or len(line.split()) <= _MOST_WORDS_OF_A_LINE
        if asks or span.start in headings:
            found.append(Span(inside.get(span.start, span.start), span.end))
    return found


def _speech_starts(speeches: Iterable[Speech]) -> dict[int, int]:
    """Where what is said begins, on lines with a label."""
    return {speech.start: speech.speech_start for speech in speeches}


class Finder:
    """Knows a guide; finds its questions in one text after the other."""

    def __init__(self, guide: Guide) -> None:
        self._wordings = [wordings(question.text) for question in guide.questions]
        often = Counter(word for worded in self._wordings for word in set(worded[0]))
        number = max(1, len(self._wordings))
        self._weight = {word: weight(word, log(1 + number / n)) for word, n in often.items()}
        self._unknown = log(1 + number)
        self._having: dict[str, list[int]] = defaultdict(list)
        for index, worded in enumerate(self._wordings):
            for word in dict.fromkeys(worded[0]):
                self._having[word].append(index)
        self._known: dict[str, dict[str, float]] = {}

    def find(self, text: str, spans: Iterable[Span]) -> tuple[Asked, ...]:
        """The places among these stretches of a text, in its order."""
        parts = list(_parts(text, spans))
        fitting = [
            (part, question, score) for part in parts for question, score in self._scores(part)
        ]
        best = best_of_each(fitting)
        chain = in_order(best)
        found = [Asked(q, part.start, part.end, round(score, 3)) for part, q, score in chain]
        used = {part.number for part, _question, _score in chain}
        in_chain = {question for _part, question, _score in chain}
        for part, question, score in sorted(best, key=lambda one: -one[2]):
            least = LEAST_AGAIN if question in in_chain else LEAST_OUT_OF_ORDER
            if part.number not in used and score >= least:
                used.add(part.number)
                in_chain.add(question)
                found.append(Asked(question, part.start, part.end, round(score, 3), in_order=False))
        return tuple(sorted(found, key=lambda one: one.start))

    def _scores(self, part: Part) -> Iterator[tuple[int, float]]:
        """The questions that share a telling word with a part, and how well each fits."""
        alike = [self._alike(word) for word in part.words]
        said: dict[str, float] = {}
        for found in alike:
            for word, surely in found.items():
                if surely > said.get(word, 0.0):
                    said[word] = surely
        own = (word for word in said if word not in SMALL)
        sharing = {question for word in own for question in self._having[word]}
        whole = f" {' '.join(part.words)} "
        for question in sorted(sharing):
            score = max(
                1.0 if f" {' '.join(words)} " in whole else self._score(words, said, alike, part)
                for words in self._wordings[question]
            )
            if score >= LEAST:
                yield question, score

    def _score(
        self,
        words: Sequence[str],
        said: Mapping[str, float],
        alike: Sequence[Mapping[str, float]],
        part: Part,
    ) -> float:
        """How well a wording fits, or 0 where that is too badly to be counted out."""
        known = telling(words)
        if not known:
            return 0.0
        wanted = frozenset(words)
        recall = _share((self._weight[word], said.get(word, 0.0)) for word in wanted)
        if recall < LEAST:  # no score is higher
            return 0.0
        precision = _share(
            (
                self._weight_of(word),
                max((n for one, n in found.items() if one in wanted), default=0.0),
            )
            for word, found in zip(part.words, alike, strict=True)
        )
        score = recall * (1 - _BESIDE + _BESIDE * precision)
        return score if known > 1 or score >= LEAST_SHORT else 0.0

    def _weight_of(self, word: str) -> float:
        return self._weight.get(word) or weight(word, self._unknown)

    def _alike(self, word: str) -> dict[str, float]:
        """The questions' words that a word may be, and how surely."""
        found = self._known.get(word)
        if found is None:
            found = {other: surely for other in self._weight if (surely := likeness(word, other))}
            self._known[word] = found
        return found


def _share(weighed: Iterable[tuple[float, float]]) -> float:
    found = list(weighed)
    return sum(w * part for w, part in found) / (sum(w for w, _part in found) or 1.0)


def _parts(text: str, spans: Iterable[Span]) -> Iterator[Part]:
    """Each sentence, and each two in a row of one stretch, which are one part for the second."""
    number = 0
    for span in spans:
        before: Part | None = None
        for match in SENTENCE.finditer(text, span.start, span.end):
            place = trim(text, match.start(), match.end())
            words = tuple(tokens(match[0]))
            if place is None or not words:
                continue
            part = Part(number, number, place.start, place.end, words)
            yield part
            yield from _last_clause(part, text)
            if before is not None and before.end < part.start:
                yield Part(before.number, number, before.start, part.end, before.words + words)
            before, number = part, number + 1


def _last_clause(part: Part, text: str) -> Iterator[Part]:
    """“Ja, då har jag bara en sista fråga, …”: what comes behind the last comma, if it is enough."""
    comma = text.rfind(",", part.start, part.end)
    place = trim(text, comma + 1, part.end) if comma >= 0 else None
    words = tuple(tokens(text[place.start : place.end])) if place else ()
    if place and len(words) > _LEAST_OF_A_CLAUSE:
        yield Part(part.number, part.number, place.start, place.end, words)
