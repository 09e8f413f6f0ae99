"""Whether a project is sound: everything that must always hold, looked at row by row.

Nothing is repaired. The messages hold no words of a document.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from sqlite_utils import Database

from qualcode.core.check_beside import BESIDE, under_themselves
from qualcode.core.check_problem import CheckProblem
from qualcode.core.errors import DamagedProject
from qualcode.core.ids import DocumentId
from qualcode.core.model import (
    ATTRIBUTE_KINDS,
    DESCRIBED,
    DISAGREEMENT_STATES,
    DOCUMENT_KINDS,
    INVITED_BY,
    ITEM_KINDS,
    LANDMARK_KINDS,
    LEVELS,
    MEMO_KINDS,
    PERSON_KINDS,
    READING_STATES,
    STANCES,
    WEIGHTS,
    Landmark,
    Segment,
    Turn,
)
from qualcode.core.model.coder import CONSENSUS
from qualcode.core.model.palette import is_colour
from qualcode.core.project import Project
from qualcode.core.store import check as reads
from qualcode.core.store import codings as codings_store
from qualcode.core.store import disagreements as disagreements_store
from qualcode.core.store import documents as documents_store
from qualcode.core.store import landmarks as landmarks_store
from qualcode.core.store.connection import errors_named
from qualcode.core.surveys.plan import FIELDS, FORMS, ROLES
from qualcode.core.translate import LANGUAGES, _, ngettext

#: an id, and a time, as every row has them
UUID7: Final = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
TIME: Final = re.compile(
    r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3])(:[0-5]\d){2}\.\d{3}Z"
)


def check(project: Project) -> list[CheckProblem]:
    """Everything that is wrong with a project; an empty list if it is sound."""
    try:
        with errors_named(project.path):
            if number := len(reads.integrity(project.db)):
                # The other checks would stumble over the same damage.
                return [CheckProblem("integrity", "", "", _damage(number))]
            return [found for rule in _RULES for found in rule(project.db)]
    except DamagedProject as error:
        return [CheckProblem("integrity", "", "", str(error))]


def _damage(number: int) -> str:
    return ngettext(
        "The file itself is damaged, in {number} place.",
        "The file itself is damaged, in {number} places.",
        number,
    ).format(number=number)


def _keys(db: Database) -> Iterator[CheckProblem]:
    for table, row_id, other in reads.broken_keys(db):
        message = _("It refers to a row of “{table}” that is not there.").format(table=other)
        yield CheckProblem("foreign_key", table, row_id, message)


def _ids_and_times(db: Database) -> Iterator[CheckProblem]:
    for table, row_id, time in reads.ids_and_times(db):
        if not UUID7.fullmatch(row_id):
            yield CheckProblem("id", table, row_id, _("The id is not well formed."))
        if not TIME.fullmatch(time):
            message = _("The time is not written as ISO 8601 in UTC.")
            yield CheckProblem("time", table, row_id, message)


_SETS: Final = (
    ("documents", "kind", DOCUMENT_KINDS),
    ("documents", "language", LANGUAGES),
    ("project", "language", LANGUAGES),
    ("persons", "kind", PERSON_KINDS),
    ("codes", "level", LEVELS),
    ("board_items", "kind", ITEM_KINDS),
    ("landmarks", "kind", LANDMARK_KINDS),
    ("readings", "state", READING_STATES),
    ("attributes", "about", DESCRIBED),
    ("attributes", "kind", ATTRIBUTE_KINDS),
    ("memos", "kind", MEMO_KINDS),
    ("disagreements", "state", DISAGREEMENT_STATES),
    ("quotes", "chosen", (0, 1)),
    ("surveys", "form", FORMS),
    ("survey_columns", "role", ROLES),
    ("survey_columns", "field", ("", *FIELDS)),
    ("invitations", "group_by", INVITED_BY),
    ("codings", "weight", (None, *WEIGHTS)),
    ("codings", "stance", (None, *STANCES)),
    ("coders", "role", (None, CONSENSUS)),
)


def _values(db: Database) -> Iterator[CheckProblem]:
    for table, column, known in _SETS:
        for row_id, value in reads.values(db, table, column):
            if value not in known:
                message = _("“{value}” is not a known value of “{column}”.").format(
                    value=value, column=column
                )
                yield CheckProblem("value", table, row_id, message)
    for table in ("codes", "coders"):
        for row_id, colour in reads.values(db, table, "colour"):
            if not is_colour(colour):
                yield CheckProblem("colour", table, row_id, _("The colour is not one."))


def _texts(db: Database) -> Iterator[CheckProblem]:
    """The texts, and all that has a place in them, one document after the other."""
    segments: dict[DocumentId, list[Segment]] = defaultdict(list)
    for segment in codings_store.all_segments(db):
        segments[segment.document_id].append(segment)
    turns: dict[DocumentId, list[Turn]] = defaultdict(list)
    for turn in documents_store.all_turns(db):
        turns[turn.document_id].append(turn)
    for document_id, title, sha256, characters, text in reads.texts(db):
        if text is None:
            continue  # a broken key, which is told there
        if hashlib.sha256(text.encode()).hexdigest() != sha256 or len(text) != characters:
            message = _("The text of “{title}” is not the one that was stored.").format(title=title)
            yield CheckProblem("text", "documents", document_id, message)
        yield from _segments(text, title, segments[document_id])
        yield from _turns(text, title, turns[document_id])
        yield from _landmarks(text, title, landmarks_store.in_document(db, document_id))
        for one in disagreements_store.in_document(db, document_id):
            if one.end > len(text):
                message = _("A disagreement lies outside the text of “{title}”.")
                message = message.format(title=title)
                yield CheckProblem("span", "disagreements", one.id, message)


def _segments(text: str, title: str, segments: Sequence[Segment]) -> Iterator[CheckProblem]:
    for segment in segments:
        found = passage_problem(text, segment)
        if found:
            rule, message = found
            yield CheckProblem(rule, "segments", segment.id, message.format(title=title))


def passage_problem(text: str, segment: Segment) -> tuple[str, str] | None:
    """The rule that a passage breaks, and what to say of it; None if it is sound."""
    start, end = segment.start, segment.end
    if start is None and end is None:
        return None
    if start is None or end is None:
        return "span", _("A passage in “{title}” has half a place.")
    if not 0 <= start < end <= len(text):
        return "span", _("A passage lies outside the text of “{title}”.")
    quote = segment.quote
    if not text.startswith(quote, start) or end - start != len(quote):
        return "quote", _("A passage in “{title}” does not hold the words of its quote.")
    if quote != quote.strip():
        return "white_space", _("A passage in “{title}” begins or ends with white space.")
    if not text.endswith(segment.before, 0, start) or not text.startswith(segment.after, end):
        return "context", _("The words beside a passage in “{title}” are not those of the text.")
    return None


def _turns(text: str, title: str, turns: Sequence[Turn]) -> Iterator[CheckProblem]:
    last = 0
    for turn in turns:
        message = ""
        if not 0 <= turn.start <= turn.speech_start < turn.end <= len(text):
            message = _("A turn lies outside the text of “{title}”, or holds no speech.")
        elif turn.start < last:
            message = _("Two turns in “{title}” overlap.")
        elif any(text[place].isspace() for place in (turn.start, turn.speech_start, turn.end - 1)):
            message = _("A turn in “{title}” begins or ends with white space.")
        last = max(last, turn.end)
        if message:
            yield CheckProblem("turn", "turns", turn.id, message.format(title=title))


def _landmarks(text: str, title: str, landmarks: Sequence[Landmark]) -> Iterator[CheckProblem]:
    for one in landmarks:
        if not 0 <= one.start <= one.end <= len(text):
            message = _("A heading, question, page or time lies outside the text of “{title}”.")
            yield CheckProblem("span", "landmarks", one.id, message.format(title=title))


def _codings(db: Database) -> Iterator[CheckProblem]:
    for row_id in reads.doubled_codings(db):
        message = _("An evaluator has put the same code on the same passage twice.")
        yield CheckProblem("doubled_coding", "codings", row_id, message)


def _code_tree(db: Database) -> Iterator[CheckProblem]:
    for row_id in under_themselves(dict(reads.values(db, "codes", "parent_id"))):
        yield CheckProblem("code_tree", "codes", row_id, _("The code stands under itself."))


def _memos(db: Database) -> Iterator[CheckProblem]:
    for row_id in reads.lost_subjects(db):
        message = _("The memo is about something that is not there.")
        yield CheckProblem("memo", "memos", row_id, message)


def _journal(db: Database) -> Iterator[CheckProblem]:
    for table, row_id in reads.unknown_to_the_journal(db):
        message = _("The journal does not know how this row was made.")
        yield CheckProblem("journal", table, row_id, message)
    for table, row_id in reads.lost_rows(db):
        message = _("The row is gone, and the journal does not know that it was deleted.")
        yield CheckProblem("lost_row", table, row_id, message)
    for row_id in reads.early_reversals(db):
        message = _("The entry undoes one that does not come before it.")
        yield CheckProblem("journal", "journal", row_id, message)


_RULES: Final[tuple[Callable[[Database], Iterator[CheckProblem]], ...]] = (
    _keys,
    _ids_and_times,
    _values,
    _texts,
    _codings,
    _code_tree,
    _memos,
    _journal,
    *BESIDE,
)
