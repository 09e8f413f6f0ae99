"""Passages: marks that overlap are one; whose turns they touch; what may be printed of them."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from typing import NamedTuple

from qualcode.core.ids import CoderId, PersonId
from qualcode.core.model import Person, Span
from qualcode.core.model.label import is_name
from qualcode.core.model.person import INTERVIEWER
from qualcode.core.store.connection import casefold

#: one evaluator's code on one span: start, end, whose it is, comment; plain, for there are many
Mark = tuple[int, int, CoderId, str | None]


class Passage(NamedTuple):
    """The union of marks that overlap, with their owners and comments in the marks' order."""

    start: int
    end: int
    coder_ids: tuple[CoderId, ...]
    comments: tuple[str, ...]


_PLACE_AND_OWNER = itemgetter(0, 1, 2)


def passages(marks: Iterable[Mark]) -> list[Passage]:
    """The unions of the marks, in order. Marks that only touch stay apart."""
    found: list[Passage] = []
    ordered = sorted(marks, key=_PLACE_AND_OWNER)
    at = 0
    while at < len(ordered):
        start, end = ordered[at][:2]
        last = at + 1
        while last < len(ordered) and ordered[last][0] < end:
            end = max(end, ordered[last][1])
            last += 1
        found.append(_passage(start, end, ordered[at:last]))
        at = last
    return found


def _passage(start: int, end: int, marks: Sequence[Mark]) -> Passage:
    if len(marks) == 1:
        _, _, coder_id, comment = marks[0]
        return Passage(start, end, (coder_id,), (comment,) if comment else ())
    coders = dict.fromkeys(mark[2] for mark in marks)
    comments = dict.fromkeys(mark[3] for mark in marks if mark[3])
    return Passage(start, end, tuple(coders), tuple(comment for comment in comments if comment))


class Covers:
    """Whether a span lies wholly inside a single one of many spans."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._furthest: list[int] = []
        furthest = 0
        for start, end in sorted(spans):
            furthest = max(furthest, end)
            self._starts.append(start)
            self._furthest.append(furthest)

    def covers(self, start: int, end: int) -> bool:
        at = bisect_right(self._starts, start)
        return at > 0 and self._furthest[at - 1] >= end


class TurnRow(NamedTuple):
    """What counting and printing need of a turn."""

    start: int
    end: int
    speech_start: int
    label: str
    person_id: PersonId | None


class Turns:
    """One document's turns, in order, as counting and printing ask about them."""

    def __init__(self, turns: Sequence[TurnRow], persons: Mapping[PersonId, Person]) -> None:
        ordered = sorted(turns)
        self._starts = [turn.speech_start for turn in ordered]
        self._ends = [turn.end for turn in ordered]
        self._who = [_respondent(turn.person_id, persons) for turn in ordered]
        self._turns = ordered
        self._persons = persons

    def respondents(self, start: int, end: int) -> tuple[PersonId, ...]:
        """The respondents of whose speech the span holds at least one character, in order."""
        touched = self._who[bisect_right(self._ends, start) : bisect_left(self._starts, end)]
        if len(touched) == 1:
            return (touched[0],) if touched[0] is not None else ()
        return tuple(who for who in dict.fromkeys(touched) if who is not None)

    def by_interviewer(self, start: int, end: int) -> bool:
        """Whether the span holds speech of an interviewer; ask where there is no respondent's."""
        touched = self._turns[bisect_right(self._ends, start) : bisect_left(self._starts, end)]
        persons = (self._persons.get(turn.person_id) for turn in touched if turn.person_id)
        return any(person is not None and person.kind == INTERVIEWER for person in persons)

    def of_any(self, spans: Iterable[tuple[int, int]]) -> set[PersonId]:
        """The respondents of one or more of the spans."""
        found: set[PersonId | None] = set()
        for start, end in spans:
            found.update(
                self._who[bisect_right(self._ends, start) : bisect_left(self._starts, end)]
            )
        return {who for who in found if who is not None}

    @property
    def present(self) -> set[PersonId]:
        """The respondents who have a turn in this document."""
        return {who for who in self._who if who is not None}

    @property
    def names(self) -> dict[str, Person]:
        """Those who speak here under another name than their own: by name, and by each part."""
        found: dict[str, Person] = {}
        for person_id in dict.fromkeys(turn.person_id for turn in self._turns):
            person = self._persons.get(person_id) if person_id else None
            if person and person.name and person.name != person.pseudonym:
                found.update(dict.fromkeys((person.name, *person.name.split()), person))
        return found

    @property
    def spans(self) -> list[Span]:
        """Where each turn stands, with its label."""
        return [Span(turn.start, turn.end) for turn in self._turns]

    @property
    def labels(self) -> list[Span]:
        """Where the speakers' labels stand, with what lies between them and the speech."""
        return [
            Span(turn.start, turn.speech_start)
            for turn in self._turns
            if turn.start < turn.speech_start
        ]

    def hidden(self, text: str) -> list[tuple[Span, str]]:
        """The labels in the document's text that tell a real name, and what is shown instead."""
        found = []
        for turn in self._turns:
            person = self._persons.get(turn.person_id) if turn.person_id else None
            if person and hides(turn.label, person) and (span := _label_span(text, turn)):
                found.append((span, f"[{person.pseudonym}]"))
        return found

    def nameless(self, text: str) -> "NamelessText":
        """The document's text, from which spans are read without real names in speaker labels."""
        return NamelessText(text, self.hidden(text))

    def nameless_words(self, words: str) -> str:
        """What a passage said whose place in the text is gone, without real names in speaker labels:
        at the beginning of a line, before a colon, and cut at either end."""
        for label, person_id in {turn.label: turn.person_id for turn in self._turns}.items():
            person = self._persons.get(person_id) if person_id else None
            if person and hides(label, person):
                words = _without_label(words, label, f"[{person.pseudonym}]")
        return words


def _without_label(words: str, label: str, shown: str) -> str:
    name = re.escape(label)
    words = re.sub(rf"(?<!\w){name}(?=\s*:)|(?m:^{name}\s*$)", lambda _found: shown, words)
    for cut in range(1, len(label)):
        if re.match(rf"{re.escape(label[cut:])}\s*:", words):
            words = shown + words[len(label) - cut :]
            break
    first, newline, last = words.rpartition("\n")
    if newline and last and label.startswith(last):
        words = first + newline + shown
    return words


def _respondent(person_id: PersonId | None, persons: Mapping[PersonId, Person]) -> PersonId | None:
    person = persons.get(person_id) if person_id else None
    return person_id if person and person.kind == "respondent" else None


def hides(label: str, person: Person) -> bool:
    """Whether a speaker label may tell who a person is: a code such as ``IP1`` does not.

    A label that looks like a name does, though the person's name was taken out of the project.
    """
    if not label or casefold(label) == casefold(person.pseudonym):
        return False
    if person.name is None:
        return is_name(label)
    return person.name != person.pseudonym


def _label_span(text: str, turn: TurnRow) -> Span | None:
    """Where the label itself stands, without the colon or time code beside it."""
    at = text.find(turn.label, turn.start, turn.speech_start)
    if at >= 0:
        return Span(at, at + len(turn.label))
    head = text[turn.start : turn.speech_start]
    shown = head.rstrip().rstrip(":").rstrip()
    return Span(turn.start, turn.start + len(shown)) if shown else None


class NamelessText:
    """A text that is read span by span, with what must not be printed replaced."""

    def __init__(self, text: str, hidden: Sequence[tuple[Span, str]]) -> None:
        self._text = text
        self._hidden = hidden
        self._ends = [span.end for span, _ in hidden]

    def read(self, start: int, end: int) -> str:
        """The words from `start` to `end`; a label that is cut through is replaced whole."""
        at = bisect_right(self._ends, start)
        if at == len(self._hidden) or self._hidden[at][0].start >= end:
            return self._text[start:end]
        parts: list[str] = []
        while at < len(self._hidden) and self._hidden[at][0].start < end:
            span, shown = self._hidden[at]
            parts += (self._text[start : max(start, span.start)], shown)
            start = span.end
            at += 1
        parts.append(self._text[start:end])
        return "".join(parts)

    def hidden(self, start: int, end: int) -> list[tuple[str, str]]:
        """The labels between two places that must not be printed, and what is shown instead."""
        return [
            (self._text[span.start : span.end], shown)
            for span, shown in self._hidden
            if start < span.end and span.start < end
        ]
