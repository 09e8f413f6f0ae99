"""The table of meaning units: each passage with its condensed form and one of its codes.

The chain is that of Graneheim and Lundman, Nurse Education Today 24 (2004), 105–112.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain as chain_all
from typing import Any

from sqlite_utils import Database

from qualcode.core.analysis.passages import Turns
from qualcode.core.analysis.tally import gather_turns
from qualcode.core.collector import collector_paused
from qualcode.core.ids import CodeId, CoderId, CodingId, DocumentId, PersonId, SegmentId
from qualcode.core.model import Code
from qualcode.core.model.chain import NO_CHAIN, Chain, chain
from qualcode.core.store import documents as document_store
from qualcode.core.store import meaning_units as store
from qualcode.core.store import persons as person_store
from qualcode.core.store import summary as reads


@dataclass(frozen=True, slots=True)
class Unit:
    """A row: a passage with one of its codes, or with none.

    Attributes:
        coding_id, code_id: None where the passage has no code.
        start, end: None where the text under the mark is gone.
        coder_id: who gave it the code, or who marked it.
        persons: the respondents of whose speech it holds something, in order.
    """

    segment_id: SegmentId
    coding_id: CodingId | None
    code_id: CodeId | None
    document_id: DocumentId
    start: int | None
    end: int | None
    quote: str
    condensed: str | None
    interpretation: str | None
    coder_id: CoderId
    persons: tuple[PersonId, ...]

    @property
    def key(self) -> str:
        """What the row is known by: the id of its coding, or of a passage without one."""
        return self.coding_id or self.segment_id


def all_units(db: Database, turns: Mapping[DocumentId, Turns] | None = None) -> list[Unit]:
    """Every row: by document, then by place, a passage's codes side by side."""
    return _units(db, store.units(db), turns)


def units_of(
    db: Database,
    segment_ids: Iterable[SegmentId],
    turns: Mapping[DocumentId, Turns] | None = None,
) -> list[Unit]:
    """The rows of these passages, in the same order."""
    return _units(db, store.units(db, segment_ids), turns)


def turns_of(db: Database) -> dict[DocumentId, Turns]:
    """The turns of all documents, by which rows know their persons."""
    persons = {person.id: person for person in person_store.all_persons(db)}
    return gather_turns(reads.turns(db), persons)


def order_of(db: Database) -> Callable[[Unit], tuple[int, int, int, str, str]]:
    """The key by which rows are sorted as the documents and their texts run."""
    places = {document.id: at for at, document in enumerate(document_store.all_documents(db))}

    def key(unit: Unit) -> tuple[int, int, int, str, str]:
        place = places[unit.document_id]
        return (place, unit.start or 0, unit.end or 0, unit.segment_id, unit.coding_id or "")

    return key


def _units(
    db: Database, rows: Iterable[store.UnitRow], turns: Mapping[DocumentId, Turns] | None
) -> list[Unit]:
    with collector_paused():
        known = turns_of(db) if turns is None else turns
        found = [_unit(row, known.get(row[3])) for row in rows]
        found.sort(key=order_of(db))
    return found


def _unit(row: store.UnitRow, turns: Turns | None) -> Unit:
    values: tuple[Any, ...] = (*row, _persons(turns, row[4], row[5]))
    return Unit(*values)


def _persons(turns: Turns | None, start: int | None, end: int | None) -> tuple[PersonId, ...]:
    if turns is None or start is None or end is None:
        return ()
    return turns.respondents(start, end)


class Chains:
    """Each code's chain, found once."""

    def __init__(self, codes: Mapping[CodeId, Code]) -> None:
        self._codes = codes
        self._found: dict[CodeId | None, Chain] = {None: NO_CHAIN}

    def of(self, code_id: CodeId | None) -> Chain:
        """The chain of a passage's code; an empty one where it has none."""
        found = self._found.get(code_id)
        if found is None:
            assert code_id is not None, "the chain of no code is known from the start"
            found = self._found[code_id] = chain(code_id, self._codes)
        return found


@dataclass(frozen=True, slots=True)
class UnitCount:
    """How many meaning units, respondents and documents some rows hold, each counted once.

    Where two evaluators have marked the very same words, that is one meaning unit.
    """

    units: int
    persons: int
    documents: int


def count(units: Collection[Unit]) -> UnitCount:
    """What the rows hold."""
    with collector_paused():
        spans = {(unit.document_id, unit.start, unit.end) for unit in units}
        lost = {unit.segment_id for unit in units if unit.start is None}
        persons = set(chain_all.from_iterable({unit.persons for unit in units}))
        documents = {unit.document_id for unit in units}
    placed = len(spans) - sum(start is None for _document, start, _end in spans)
    return UnitCount(placed + len(lost), len(persons), len(documents))


def by_chain(units: Sequence[Unit], chains: Chains, codes: Sequence[CodeId]) -> list[Unit]:
    """The rows by theme, category, sub-category and code, in the codebook's order, what is empty
    last; those alike stay in their order.

    Args:
        codes: all of the codebook, in tree order.
    """
    places = {code_id: at for at, code_id in enumerate(codes)}
    last = len(places)

    def key(unit: Unit) -> tuple[int, ...]:
        above = reversed(chains.of(unit.code_id).places)
        return tuple(last if one is None else places[one] for one in above)

    return sorted(units, key=key)
