"""How many comments of files that come back say something new, and how they came in before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlite_utils import Database

from qualcode.core.ids import CoderId, DocumentId
from qualcode.core.importers.margin_rules import MarginRule, like
from qualcode.core.operations.margin import MarginWriter
from qualcode.core.operations.margin_intake import Returned, returned
from qualcode.core.store import documents as documents_store


@dataclass(frozen=True, slots=True)
class _Foreseen:
    """A project as it is read before anything is written."""

    db: Database
    coder_id: CoderId
    time: str = ""

    def text(self, document_id: DocumentId) -> str:
        return documents_store.text(self.db, document_id)


def new_comments(db: Database, coder_id: CoderId, files: Sequence[Returned]) -> list[int]:
    """For each file how many of its comments and colours would add a code, a memo or words to what
    is in its document, if they were taken in one file after the other. Nothing is written."""
    found = []
    for file in files:
        # Where the text is to be corrected too, it is not yet: places are those of the old one.
        _corrected, asked = returned(db, [replace(file, corrects=False)])
        writer = MarginWriter(_Foreseen(db, coder_id))
        found.append(sum(writer.add(one, asked[one], returns=True) for one in asked))
    return found


def rule_before(db: Database, coder_id: CoderId, file: Returned) -> MarginRule | None:
    """The rule by which most comments of a file came into its document: by no other are more of
    them there. None where the file's own rule tells as much, or nothing is there."""
    writer = MarginWriter(_Foreseen(db, coder_id))
    numbers = []
    for rule in like(file.rule):
        _corrected, asked = returned(db, [replace(file, rule=rule, corrects=False)])
        numbers.append((sum(writer.is_there(one, asked[one]) for one in asked), rule))
    most, rule = max(numbers, key=lambda one: one[0])
    return rule if most > numbers[0][0] else None
