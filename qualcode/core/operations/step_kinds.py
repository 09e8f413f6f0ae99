"""The kinds of steps by which one looks for them in the history."""

from collections.abc import Mapping
from typing import Final

from sqlite_utils import Database

from qualcode.core.store import steps as store
from qualcode.core.translate import N_

PASSAGES, CODES, DOCUMENTS, PERSONS, MEMOS, QUOTES, BOARDS, TEAM, REVERSALS, OTHER = (
    *("passages", "codes", "documents", "persons", "memos", "quotes", "boards", "team"),
    *("reversals", "other"),
)
KINDS: Final = {
    PASSAGES: N_("Passages and their codes"),
    CODES: N_("Codebook"),
    DOCUMENTS: N_("Documents"),
    PERSONS: N_("Persons and attributes"),
    MEMOS: N_("Memos and journal"),
    QUOTES: N_("Printed quotes"),
    BOARDS: N_("Boards"),
    TEAM: N_("Team"),
    REVERSALS: N_("Undone and done again"),
    OTHER: N_("Other steps"),
}
#: What a part of an operation's name says of its kind; the first that fits.
_BY_PART: Final = (
    ("undo", REVERSALS),
    ("redo", REVERSALS),
    ("restore", REVERSALS),
    ("board", BOARDS),
    ("memo", MEMOS),
    ("journal", MEMOS),
    ("quote", QUOTES),
    ("merge_codes", CODES),
    ("merge", TEAM),
    ("coder", TEAM),
    ("disagree", TEAM),
    ("consensus", TEAM),
    ("person", PERSONS),
    ("attribut", PERSONS),
    ("case", PERSONS),
    ("sheet_persons", PERSONS),
    ("passage", PASSAGES),
    ("coding", PASSAGES),
    ("recode", PASSAGES),
    ("code_from_sheet", PASSAGES),
    ("code_units", PASSAGES),
    ("marks", PASSAGES),
    ("condense", PASSAGES),
    ("interpret", PASSAGES),
    ("stance", PASSAGES),
    ("code", CODES),
    ("level", CODES),
    ("document", DOCUMENTS),
    ("folder", DOCUMENTS),
    ("speaker", DOCUMENTS),
    ("reading", DOCUMENTS),
    ("question", DOCUMENTS),
    ("landmark", DOCUMENTS),
    ("text", DOCUMENTS),
)


def kind_of(operation: str) -> str:
    """Which of `KINDS` an operation is of."""
    return next((kind for part, kind in _BY_PART if part in operation), OTHER)


def kinds(db: Database) -> Mapping[str, frozenset[str]]:
    """The kinds of steps that the journal holds, with the operations of each."""
    found: dict[str, set[str]] = {kind: set() for kind in KINDS}
    for operation in store.operations(db):
        found[kind_of(operation)].add(operation)
    return {kind: frozenset(some) for kind, some in found.items() if some}
