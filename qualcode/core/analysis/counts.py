"""Counts for lists of codes and documents, by the rules of the category summary."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlite_utils import Database

from qualcode.core.analysis.tally import gather, gather_turns, tally
from qualcode.core.collector import collector_paused
from qualcode.core.ids import CodeId, DocumentId
from qualcode.core.store import codes as code_store
from qualcode.core.store import persons as person_store
from qualcode.core.store import summary as reads


@dataclass(frozen=True, slots=True)
class CodeCount:
    """How many passages a code has with everything under it, and of how many respondents."""

    passages: int
    persons: int


def code_counts(db: Database, code_ids: Iterable[CodeId] | None = None) -> dict[CodeId, CodeCount]:
    """Counts for these codes, or for all. Marks that have lost their place aren't counted."""
    with collector_paused():
        return _count(db, code_ids)


def _count(db: Database, code_ids: Iterable[CodeId] | None) -> dict[CodeId, CodeCount]:
    codes = code_store.all_codes(db)
    wanted = [code.id for code in codes]
    if code_ids is not None:
        wanted = list(code_ids)
        below = set(code_store.subtree(db, wanted))
        codes = [code for code in codes if code.id in below]
    marks, _ = gather(reads.marks(db, None if code_ids is None else [code.id for code in codes]))
    documents = {document_id for some in marks.values() for document_id in some}
    persons = {person.id: person for person in person_store.all_persons(db)} if documents else {}
    turns = gather_turns(reads.turns(db, sorted(documents)), persons)
    found = tally(codes, marks, turns)
    return {
        code_id: CodeCount(
            sum(map(len, found[code_id].whole.values())), len(found[code_id].persons)
        )
        for code_id in wanted
        if code_id in found
    }


def document_counts(db: Database) -> dict[DocumentId, int]:
    """How many coded passages each document holds; documents without any are left out."""
    return reads.passages_by_document(db)
