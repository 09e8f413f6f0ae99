"""Reads: what each evaluator has done, as counts."""

import json
from collections.abc import Iterable

from sqlite_utils import Database

from qualcode.core.ids import CodeId, CoderId, DocumentId


def passages(db: Database) -> dict[CoderId, dict[DocumentId, int]]:
    """How many passages each evaluator marked, by document."""
    query = "SELECT coder_id, document_id, count(*) FROM segments GROUP BY document_id, coder_id"
    found: dict[CoderId, dict[DocumentId, int]] = {}
    for coder_id, document_id, number in db.execute(query):
        found.setdefault(CoderId(coder_id), {})[DocumentId(document_id)] = number
    return found


def passages_in(db: Database, document_ids: Iterable[DocumentId]) -> dict[CoderId, int]:
    """How many passages of some documents are each evaluator's."""
    query = (
        "SELECT coder_id, count(*) FROM segments"
        " WHERE document_id IN (SELECT value FROM json_each(?)) GROUP BY coder_id"
    )
    return dict(db.execute(query, (json.dumps(list(document_ids)),)).fetchall())


def codings(db: Database) -> dict[CoderId, int]:
    """How many times each evaluator put a code on a passage."""
    query = "SELECT coder_id, count(*) FROM codings GROUP BY coder_id"
    return {CoderId(coder_id): number for coder_id, number in db.execute(query)}


def codings_of(db: Database, code_ids: Iterable[CodeId]) -> dict[CoderId, int]:
    """How many times each evaluator put some codes on passages."""
    query = (
        "SELECT coder_id, count(*) FROM codings"
        " WHERE code_id IN (SELECT value FROM json_each(?)) GROUP BY coder_id"
    )
    return dict(db.execute(query, (json.dumps(list(code_ids)),)).fetchall())


def memos(db: Database) -> dict[CoderId, int]:
    """How many memos each evaluator wrote, the research journal's pages among them. What is said of
    a disagreement is talk between evaluators, and no memo to them."""
    query = (
        "SELECT coder_id, count(*) FROM memos WHERE about_table IS NOT 'disagreements'"
        " GROUP BY coder_id"
    )
    return {CoderId(coder_id): number for coder_id, number in db.execute(query)}


def last_steps(db: Database) -> dict[CoderId, str]:
    """When each evaluator last did something, here or in a file that was merged. To join, or to be
    made a copy for, is no work of theirs."""
    query = (
        "SELECT coder_id, max(time) FROM journal WHERE operation NOT IN ('add_coder', 'handout')"
        " GROUP BY coder_id"
    )
    return {CoderId(coder_id): time for coder_id, time in db.execute(query)}
