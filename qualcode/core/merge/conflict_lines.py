"""Conflicts as they are told: with names in the place of ids, and without words of an interview but
those of a text that two changed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from qualcode.core.merge.answers_added import may_choose_text
from qualcode.core.merge.combine import Both, Conflict
from qualcode.core.merge.describe import Describing
from qualcode.core.merge.plan import ConflictLine, Written
from qualcode.core.merge.text_conflict import beside, collided, written

#: Columns of passages that hold words of an interview, or say no more than the place does.
_WORDS_OF_TEXTS: Final = frozenset(
    {"quote", "before", "after", "document_id", "certainty", "marks"}
)
_TEXT: Final = "text_sha256"


def conflict_line(both: Both, conflict: Conflict, words: Describing) -> ConflictLine:
    """What was changed on both sides, by whom, and which stands."""
    changes = _written(both, conflict, words)
    return ConflictLine(
        table=conflict.table,
        row_id=conflict.row_id,
        columns=conflict.columns,
        what=words.name(conflict.table, conflict.row_id),
        values=_values(conflict, words),
        coders=(
            _coders(conflict.authors[0][0], changes[0], words),
            _coders(conflict.authors[1][0], changes[1], words),
        ),
        times=(conflict.authors[0][1], conflict.authors[1][1]),
        taken=conflict.taken,
        can_decide=conflict in both.conflicts and may_choose_text(both, conflict),
        collided=collided(both, conflict, words.name),
        beside=beside(both, conflict, words.name),
        written=changes,
    )


def _coders(author: str, changes: Iterable[Written], words: Describing) -> str:
    """Whose a value is; of a text, all who wrote into it, divided by commas."""
    names = [words.name("coders", author), *(who for one in changes for who in one.coders)]
    return ", ".join(dict.fromkeys(names))


def _values(conflict: Conflict, words: Describing) -> tuple[tuple[object, ...], tuple[object, ...]]:
    if conflict.table == "persons" and "name" in conflict.columns:
        return ("…",), ("…",)
    if _is_of_a_text(conflict):
        return (), ()
    ours, theirs = (
        tuple(
            words.value(conflict.table, column, value)
            for column, value in zip(conflict.columns, values, strict=True)
            if column not in _WORDS_OF_TEXTS
        )
        for values in conflict.values
    )
    return ours, theirs


def _written(
    both: Both, conflict: Conflict, words: Describing
) -> tuple[tuple[Written, ...], tuple[Written, ...]]:
    if not _is_of_a_text(conflict):
        return (), ()
    at = conflict.columns.index(_TEXT)
    hashes = (str(conflict.values[0][at]), str(conflict.values[1][at]))
    return written(both, conflict, hashes, words.name)


def _is_of_a_text(conflict: Conflict) -> bool:
    return conflict.table == "documents" and _TEXT in conflict.columns
