"""What a person decides while projects are merged: kept as rows, so that nobody is asked twice."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from sqlite_utils import Database

from qualcode.core.errors import Refused
from qualcode.core.ids import CoderId
from qualcode.core.merge.answers_added import may_choose_text
from qualcode.core.merge.chosen_turns import take_turns
from qualcode.core.merge.combine import TOGETHER, Both, Conflict
from qualcode.core.merge.match import SAME_KINDS, are_there
from qualcode.core.merge.relations import index, with_values
from qualcode.core.model.team import Decision
from qualcode.core.store import rows
from qualcode.core.store.merging import Row
from qualcode.core.store.schema import MODEL_OF
from qualcode.core.translate import _

#: The kind of a decision on which of two values stands; its answer is the value as JSON.
CONFLICT: Final = "conflict"
#: The kind of one on whose words stand at one place of a text; its answer is whose they are.
PLACE: Final = "place"
#: The answers to them: ours, theirs, and of a conflict ours with theirs under it.
MINE: Final = "0"
THEIRS: Final = "1"
BOTH: Final = "both"

#: What people write at length: of two such texts both may stand.
_TEXTS: Final = frozenset(
    {
        *("definition", "when_to_use", "when_not_to_use", "example", "comment", "text"),
        *("condensed", "interpretation", "description", "questions"),
    }
)


@dataclass(frozen=True, slots=True)
class NewDecision:
    """An answer to a question of a plan.

    Attributes:
        kind: `CONFLICT`, `PLACE`, one of `SAME_KINDS`, or `NAMES`, which is of a file: its name is
            the subject.
        subject, other: two rows that are, or are not, the same; of a conflict, the row and, divided
            by commas, the columns; of a place, the document and what the plan calls the place.
        answer: ``same`` or ``different``; of a place or a conflict `MINE` or `THEIRS` or, where what
            stands is of both or `may_have_both`, `BOTH`.
        file: of a conflict or a place, the file that the answer is about, where several hold the
            row; if it is empty, each of them.
        read_from: the file in which the answer stood, if it was read from one.
    """

    kind: str
    subject: str
    other: str
    answer: str
    file: str = ""
    read_from: str = field(default="", compare=False)


@dataclass
class Decided:
    """What was decided anew.

    Attributes:
        rows: the decisions.
        changed: columns of rows that people decided on, with what was there: table, id, columns.
        deleted: rows that went with what was not chosen: table, id, and the row as JSON.
        claimed: rows that were kept for others' sake and stand in their own right now.
        places: what was chosen at places of texts, by document and place; that is heeded when the
            texts are woven.
    """

    coder_id: CoderId
    time: str
    new_id: Callable[[], str]
    rows: list[Decision] = field(default_factory=list)
    changed: list[tuple[str, str, dict[str, object]]] = field(default_factory=list)
    deleted: list[tuple[str, str, str]] = field(default_factory=list)
    claimed: list[tuple[str, str]] = field(default_factory=list)
    places: dict[str, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))

    @property
    def texts(self) -> set[str]:
        """The documents of which one side's text was chosen as a whole."""
        return {
            row_id
            for table, row_id, before in self.changed
            if table == "documents" and "text_sha256" in before
        }

    def note(self, both: Both, kind: str, about: tuple[str, str], answer: str) -> Row:
        """Keep a decision as a row."""
        row = Decision(self.new_id(), kind, *about, answer, self.time, self.coder_id)
        self.rows.append(row)
        found = rows.as_tuple("decisions", row)
        both.rows["decisions"][row.id] = found
        return found


def decide(
    both: Both,
    decisions: Iterable[NewDecision],
    *,
    coder_id: CoderId,
    time: str,
    new_id: Callable[[], str],
) -> Decided:
    """Take answers into account that are not in the two files yet.

    Raises:
        Refused: if a text is decided on as a whole and place by place, or both of two values are to
            stand where only one can.
    """
    decided = Decided(coder_id, time, new_id)
    known = {_key(Decision(*row)) for row in both.all_raw("decisions").values()}
    conflicts = {(one.row_id, ",".join(one.columns)): at for at, one in enumerate(both.conflicts)}
    for new in decisions:
        if new.kind in (CONFLICT, PLACE) and new.file not in ("", both.theirs.name):
            continue
        if new.kind == CONFLICT and (at := conflicts.get((new.subject, new.other))) is not None:
            _choose(both, decided, at, new.answer)
        elif new.kind == PLACE:
            chosen = TOGETHER if new.answer == BOTH else int(new.answer)
            decided.places[new.subject][new.other] = chosen
        elif new.kind in SAME_KINDS and are_there(both, new.kind, pair := _pair(new)):
            if (new.kind, *pair, new.answer) in known:
                continue
            decided.note(both, new.kind, pair, new.answer)
    if any(document_id in decided.places for document_id in decided.texts):
        raise Refused(
            _("A text is decided on as a whole and place by place: leave one of the two.")
        )
    return decided


def _choose(both: Both, decided: Decided, at: int, answer: str) -> None:
    """Let one of two values stand, or both."""
    conflict = both.conflicts[at]
    is_text = "text_sha256" in conflict.columns
    if is_text and answer == BOTH:
        return  # what either changed in a text is changed, if nobody decides otherwise
    if not may_choose_text(both, conflict):
        return
    values = _values(conflict, answer)
    about = (conflict.row_id, ",".join(conflict.columns))
    decided.changed += _take_values(both, conflict, values)
    if is_text:
        turns, deleted = take_turns(both, conflict.row_id, int(answer))
        decided.changed += turns
        decided.deleted += deleted
    stands = TOGETHER if answer == BOTH else int(answer)
    both.conflicts[at] = replace(conflict, taken=stands)
    decided.note(both, CONFLICT, about, json.dumps(values, ensure_ascii=False))


def require_fitting(
    decisions: Sequence[NewDecision], files: Collection[str], projects: Sequence[Database]
) -> None:
    """Refuse decisions on rows that none of the projects has, or on other files than these.

    Raises:
        Refused
    """
    wanted: dict[str, set[str]] = defaultdict(set)
    for one in decisions:
        if one.kind == CONFLICT:
            wanted[CONFLICT].add(one.subject)
        elif one.kind == PLACE:
            wanted["documents"].add(one.subject)
        elif one.kind in SAME_KINDS:
            wanted[SAME_KINDS[one.kind]] |= {one.subject, one.other}
        named = one.file if one.kind in (CONFLICT, PLACE, *SAME_KINDS) else one.subject
        if named and named not in files:
            raise _for_others(one.read_from)
    for table, ids in wanted.items():
        tables = MODEL_OF if table == CONFLICT else (table,)
        known = {row for name in tables for db in projects for row in rows.existing(db, name, ids)}
        if ids - known:
            raise _for_others(next((one.read_from for one in decisions), ""))


def _for_others(file: str) -> Refused:
    return Refused(
        _(
            "The decisions in “{file}” are about other projects than these, about one that has "
            "another name now, or about what is in none of them any more. Print them anew with "
            "--plan --json."
        ).format(file=file)
    )


def may_have_both(columns: Sequence[str], values: Sequence[Sequence[object]]) -> bool:
    """Whether the two values of a conflict may stand under each other."""
    written = all(isinstance(some[0], str) and some[0].strip() for some in values)
    return len(columns) == 1 and columns[0] in _TEXTS and written


def _values(conflict: Conflict, answer: str) -> Sequence[object]:
    if answer != BOTH:
        return conflict.values[int(answer)]
    if not may_have_both(conflict.columns, conflict.values):
        raise Refused(_("Of these two only one can stand: choose one."))
    return ("\n".join(str(some[0]) for some in conflict.values),)


def _pair(decision: NewDecision) -> tuple[str, str]:
    first, second = sorted((decision.subject, decision.other))
    return first, second


def _key(decision: Decision) -> tuple[str, str, str, str]:
    first, second = sorted((decision.subject, decision.other))
    return decision.kind, first, second, decision.answer


def _take_values(
    both: Both, conflict: Conflict, values: Sequence[object]
) -> list[tuple[str, str, dict[str, object]]]:
    table, row_id = conflict.table, conflict.row_id
    row = both.raw(table, row_id)
    if row is None:
        return []
    where = index(table)
    before = {name: row[where[name]] for name in conflict.columns}
    both.rows[table][row_id] = with_values(
        table, row, **dict(zip(conflict.columns, values, strict=True))
    )
    return [(table, row_id, before)]
