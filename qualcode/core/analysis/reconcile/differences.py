"""Where evaluators' marks in a text answer each other, and where they don't.

Marks of one code that overlap are one place, whoever made them. Everyone marked the same: it is
agreed. Everyone marked, but not the same words: the extent differs. Someone did not mark: either
the code is theirs alone, or the others gave those words another code.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from qualcode.core.ids import CodeId, CoderId, CodingId, DocumentId

AGREED: Final = "agreed"
#: not all marked it
ALONE: Final = "alone"
#: all marked the code, on other words
EXTENT: Final = "extent"
#: on the same words others have another code
OTHER_CODE: Final = "other-code"
DIFFERENT: Final = (OTHER_CODE, ALONE, EXTENT)

#: Of the characters that either marked, so many must be marked by both for two codes to be two
#: answers about the same words. Overlap is normal: one passage carries a theme, a level and a
#: stance, and a code on one sentence says nothing against another on the whole turn.
SAME_WORDS: Final = 0.5


class Coded(NamedTuple):
    """A coding with its place."""

    code_id: CodeId
    start: int
    end: int
    coder_id: CoderId
    coding_id: CodingId


class Piece(NamedTuple):
    """What an evaluator marked with a code as one stretch: marks of theirs that overlap are one."""

    coder_id: CoderId
    code_id: CodeId
    start: int
    end: int
    coding_ids: tuple[CodingId, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A place, with all that the compared evaluators marked there.

    Attributes:
        kind: `AGREED` or one of `DIFFERENT`.
        pieces: by place, evaluator and code.
        compared: the evaluators, in the order in which they are shown.
    """

    document_id: DocumentId
    start: int
    end: int
    kind: str
    pieces: tuple[Piece, ...]
    compared: tuple[CoderId, ...]

    def of(self, coder_id: CoderId) -> tuple[Piece, ...]:
        """What one evaluator marked there."""
        return tuple(piece for piece in self.pieces if piece.coder_id == coder_id)

    @property
    def code_ids(self) -> tuple[CodeId, ...]:
        """Its codes, each once, in the order of the text."""
        return tuple(dict.fromkeys(piece.code_id for piece in self.pieces))


@dataclass(slots=True)
class _Place:
    start: int
    end: int
    pieces: list[Piece]
    coders: set[CoderId]


def differences(
    document_id: DocumentId, coded: Iterable[Coded], compared: Sequence[CoderId]
) -> list[Difference]:
    """All places of a document that one of the evaluators marked, in the order of the text."""
    wanted = tuple(compared)
    agreed_or_not: list[tuple[str, _Place]] = []
    partial: list[_Place] = []
    for place in _places_of_codes(coded):
        if len(place.coders) < len(wanted):
            partial.append(place)
        else:
            agreed_or_not.append((AGREED if _is_agreed(place, wanted) else EXTENT, place))
    agreed_or_not += _paired(partial)
    found = [
        Difference(
            document_id,
            place.start,
            place.end,
            kind,
            tuple(sorted(place.pieces, key=_rank)),
            wanted,
        )
        for kind, place in agreed_or_not
    ]
    return sorted(found, key=lambda one: (one.start, one.end, one.pieces))


def joined_pieces(coded: Iterable[Coded]) -> list[Piece]:
    """Marks of one evaluator and code that overlap, made one."""
    found: list[Piece] = []
    for coder_id, code_id, start, end, coding_id in sorted(
        (one.coder_id, one.code_id, one.start, one.end, one.coding_id) for one in coded
    ):
        last = found[-1] if found else None
        same = last is not None and (last.coder_id, last.code_id) == (coder_id, code_id)
        if last is not None and same and start < last.end:
            ids = (*last.coding_ids, coding_id)
            found[-1] = Piece(coder_id, code_id, last.start, max(last.end, end), ids)
        else:
            found.append(Piece(coder_id, code_id, start, end, (coding_id,)))
    return found


def _places_of_codes(coded: Iterable[Coded]) -> Iterator[_Place]:
    """Pieces of one code that overlap, whoever's they are."""
    pieces = sorted(joined_pieces(coded), key=lambda one: (one.code_id, one.start, one.end))
    place: _Place | None = None
    for piece in pieces:
        if (
            place is not None
            and place.pieces[0].code_id == piece.code_id
            and piece.start < place.end
        ):
            place.end = max(place.end, piece.end)
            place.pieces.append(piece)
            place.coders.add(piece.coder_id)
            continue
        if place is not None:
            yield place
        place = _Place(piece.start, piece.end, [piece], {piece.coder_id})
    if place is not None:
        yield place


def _is_agreed(place: _Place, compared: Sequence[CoderId]) -> bool:
    if len(place.pieces) == len(compared):  # as nearly always: one piece each
        return all((one.start, one.end) == (place.start, place.end) for one in place.pieces)
    spans: dict[CoderId, list[tuple[int, int]]] = defaultdict(list)
    for piece in sorted(place.pieces, key=lambda one: one.start):
        spans[piece.coder_id].append((piece.start, piece.end))
    return len({tuple(some) for some in spans.values()}) == 1


def _paired(partial: Sequence[_Place]) -> Iterator[tuple[str, _Place]]:
    """Places that not all marked, with those of another code that the others marked instead; those
    that have most words in common first."""
    home = list(range(len(partial)))

    def root(at: int) -> int:
        while home[at] != at:
            at = home[at]
        return at

    for _likeness, one, other in sorted(_answers(partial)):
        first, second = sorted((root(one), root(other)))
        into, place = partial[first], partial[second]
        if first == second or not into.coders.isdisjoint(place.coders):
            continue
        home[second] = first
        partial[first].start = min(into.start, place.start)
        partial[first].end = max(into.end, place.end)
        into.pieces.extend(place.pieces)
        into.coders |= place.coders
    for at, place in enumerate(partial):
        if home[at] == at:
            codes = {piece.code_id for piece in place.pieces}
            yield (OTHER_CODE if len(codes) > 1 else ALONE), place


def _answers(partial: Sequence[_Place]) -> Iterator[tuple[float, int, int]]:
    """Pairs of places on the same words, by how little they have in common; each once."""
    order = sorted(range(len(partial)), key=lambda at: partial[at].start)
    under: list[int] = []
    for at in order:
        here = partial[at]
        under = [one for one in under if partial[one].end > here.start]
        for one in under:
            before = partial[one]
            if not before.coders.isdisjoint(here.coders):
                continue
            both = min(before.end, here.end) - here.start
            either = max(before.end, here.end) - before.start
            if both >= SAME_WORDS * either:
                yield -both / either, one, at
        under.append(at)


def _rank(piece: Piece) -> tuple[int, int, str, str]:
    return piece.start, piece.end, piece.coder_id, piece.code_id
