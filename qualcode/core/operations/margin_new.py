"""How many comments of files that come back say something new, and how they came in before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from sqlite_utils import Database

from qualcode.core.ids import CoderId, DocumentId
from qualcode.core.importers.margin_rules import MarginRule, Wish, like
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
        asked = _asked(db, file)
        writer = MarginWriter(_Foreseen(db, coder_id))
        found.append(sum(writer.add(one, asked[one], returns=True) for one in asked))
    return found


@dataclass(frozen=True, slots=True)
class Before:
    """How comments of a file came into its document before.

    Attributes:
        rule: by which most of them did: by no other are more of them there. None where the file's
            own rule tells as much, or nothing is there.
        names: words that name no code, with the code that such a comment seems to have become:
            somebody said so then, or has worded the comment anew since. So it is only told.
    """

    rule: MarginRule | None = None
    names: Mapping[str, str] = field(default_factory=dict)


def came_in_before(db: Database, coder_id: CoderId, file: Returned) -> Before:
    """What can be told of it. Nothing is written."""
    writer = MarginWriter(_Foreseen(db, coder_id))
    numbers = []
    for rule in like(file.rule):
        asked = _asked(db, replace(file, rule=rule))
        numbers.append((sum(writer.came_in(one, asked[one]) for one in asked), rule))
    most, best = max(numbers, key=lambda one: one[0])
    is_other = most > numbers[0][0]
    asked = _asked(db, replace(file, rule=best) if is_other else file)
    names = {
        words: code for one in asked for words, code in writer.names_before(one, asked[one]).items()
    }
    return Before(best if is_other else None, names)


def _asked(db: Database, file: Returned) -> dict[DocumentId, list[Wish]]:
    """What is asked for. Where the text is to be corrected too, it is not yet: places are those of
    the old one."""
    return returned(db, [replace(file, corrects=False)])[1]
