"""Reads: cases, and what belongs to them."""

from collections.abc import Iterable

from sqlite_utils import Database

from qualcode.core.ids import CaseId
from qualcode.core.model import Affiliation, Case, Document
from qualcode.core.store import rows


def get(db: Database, case_id: CaseId) -> Case:
    """The case with that id; KeyError if there is none."""
    return rows.get(db, Case, "cases", case_id)


def documents_in(db: Database, case_ids: Iterable[CaseId]) -> list[Document]:
    """The documents that belong to these cases."""
    return rows.select_ids(db, Document, "documents", "case_id", case_ids)


def affiliations_in(db: Database, case_ids: Iterable[CaseId]) -> list[Affiliation]:
    """What says that persons belong to these cases."""
    return rows.select_ids(db, Affiliation, "affiliations", "case_id", case_ids)


def all_affiliations(db: Database) -> list[Affiliation]:
    """Where everybody belongs, in the order in which it was said."""
    return rows.select(db, Affiliation, "affiliations", "ORDER BY person_id, id")
