"""Passages and persons under each category, sub-categories included, each counted once."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from qualcode.core.analysis.passages import Mark, Passage, TurnRow, Turns, passages
from qualcode.core.ids import CodeId, DocumentId, PersonId
from qualcode.core.model import Code, Person

Spans = Mapping[DocumentId, Sequence[tuple[int, int]]]
Marks = Mapping[CodeId, Mapping[DocumentId, Sequence[Mark]]]


@dataclass(frozen=True, slots=True)
class Tally:
    """What lies under one category.

    Attributes:
        own: the unions of the category's own marks.
        printed: the same for the category and everything under it, not united further.
        whole: the unions of all marks in the subtree.
        persons: the respondents whose turns these touch.
    """

    own: Mapping[DocumentId, Sequence[Passage]]
    printed: Spans
    whole: Spans
    persons: frozenset[PersonId]


def gather(rows: Iterable[tuple[Any, ...]]) -> tuple[Marks, int]:
    """The marks by code and document, and how many there are that have lost their place."""
    found: dict[CodeId, dict[DocumentId, list[Mark]]] = defaultdict(lambda: defaultdict(list))
    unplaced = 0
    for row in rows:
        if row[2] is None:
            unplaced += 1
        else:
            found[row[0]][row[1]].append(row[2:])
    return found, unplaced


def gather_turns(
    rows: Iterable[tuple[Any, ...]], persons: Mapping[PersonId, Person]
) -> dict[DocumentId, Turns]:
    """The turns of each document that has any."""
    found: dict[DocumentId, list[TurnRow]] = defaultdict(list)
    for document_id, *row in rows:
        found[document_id].append(TurnRow(*row))
    return {document_id: Turns(turns, persons) for document_id, turns in found.items()}


def tally(
    codes: Sequence[Code], marks: Marks, turns: Mapping[DocumentId, Turns]
) -> dict[CodeId, Tally]:
    """A tally for each of the codes, which must be in tree order."""
    below: dict[CodeId, list[Tally]] = defaultdict(list)
    found: dict[CodeId, Tally] = {}
    for code in reversed(codes):
        found[code.id] = _one(marks.get(code.id, {}), below[code.id], turns)
        if code.parent_id is not None:
            below[code.parent_id].append(found[code.id])
    return found


def _one(
    marks: Mapping[DocumentId, Sequence[Mark]],
    below: Sequence[Tally],
    turns: Mapping[DocumentId, Turns],
) -> Tally:
    own = {document_id: passages(some) for document_id, some in marks.items()}
    spans = {
        document_id: [(start, end) for start, end, _coders, _comments in some]
        for document_id, some in own.items()
    }
    persons = {
        person
        for document_id, some in spans.items()
        if document_id in turns
        for person in turns[document_id].of_any(some)
    }
    return Tally(
        own,
        _together(spans, [tally.printed for tally in below]),
        _united(spans, [tally.whole for tally in below]),
        frozenset(persons.union(*(tally.persons for tally in below))),
    )


def _together(own: Spans, below: Collection[Spans]) -> Spans:
    if not below:
        return own
    found: dict[DocumentId, list[tuple[int, int]]] = defaultdict(list)
    for spans in (own, *below):
        for document_id, some in spans.items():
            found[document_id] += some
    return found


def _united(own: Spans, below: Collection[Spans]) -> Spans:
    together = _together(own, below)
    if together is own:
        return own
    return {document_id: _unions(some) for document_id, some in together.items()}


def _unions(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """As `model.span.merge`, on plain tuples."""
    found: list[tuple[int, int]] = []
    last_end = -1
    for span in sorted(spans):
        if span[0] >= last_end:
            found.append(span)
            last_end = span[1]
        elif span[1] > last_end:
            last_end = span[1]
            found[-1] = (found[-1][0], last_end)
    return found
