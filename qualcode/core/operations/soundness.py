"""What must hold for rows that an undo in the middle of the history brought back.

The latest step can always be undone: the project was sound before it. An earlier one can bring
back a name, a span or a place in the tree that something else has taken since.
"""

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from typing import Final

from sqlite_utils import Database

from qualcode.core.changes import Changes
from qualcode.core.ids import DocumentId
from qualcode.core.model import Segment, Turn
from qualcode.core.model.person import INTERVIEWER
from qualcode.core.operations import attributes as attribute_operations
from qualcode.core.store import (
    attached,
    attributes,
    codes,
    codings,
    disagreements,
    documents,
    folders,
    landmarks,
    memos,
    persons,
    rows,
)
from qualcode.core.store.connection import casefold

#: Tables of texts, and of what has a place in them.
_WITH_PLACES: Final = ("documents", "segments", "turns", "landmarks", "disagreements")


def is_sound(db: Database, changes: Changes) -> bool:
    """Whether the rows that were changed go together with all the others."""

    def there(table: str) -> frozenset[str]:
        empty: frozenset[str] = frozenset()
        return changes.added.get(table, empty) | changes.changed.get(table, empty)

    return (
        (not there("codes") or _codebook_is_a_tree(db, there("codes")))
        and not codings.have_twins(db, there("segments"))
        and _differ(there("documents"), _titles(db))
        and _differ(there("persons"), _pseudonyms(db))
        and not any(attached.without_subject(db, removed) for removed in changes.removed.values())
        and all(memos.has_subject(db, memo_id) for memo_id in there("memos"))
        and (not there("folders") or _folders_are_a_tree(db, there("folders")))
        and _differ(there("cases"), _case_names(db))
        and (not there("attributes") or _differ(there("attributes"), _attribute_names(db)))
        and attribute_operations.fit(db, there("attributes"), there("attribute_values"))
        and all(memos.link_has_ends(db, link_id) for link_id in there("memo_links"))
        and (
            not any(map(there, _WITH_PLACES))
            or all(_places_fit(db, document_id) for document_id in changes.documents)
        )
    )


def _codebook_is_a_tree(db: Database, touched: frozenset[str]) -> bool:
    reached = codes.all_codes(db)
    if len(reached) < rows.count(db, "codes"):
        return False  # some stand under each other
    return _differ(touched, {code.id: (code.parent_id, casefold(code.name)) for code in reached})


def _folders_are_a_tree(db: Database, touched: frozenset[str]) -> bool:
    reached = folders.all_folders(db)
    if len(reached) < rows.count(db, "folders"):
        return False  # some lie in each other
    return _differ(touched, {one.id: (one.parent_id, casefold(one.name)) for one in reached})


def _case_names(db: Database) -> dict[str, Hashable]:
    return {case.id: casefold(case.name) for case in persons.all_cases(db)}


def _attribute_names(db: Database) -> dict[str, Hashable]:
    return {one.id: (one.about, casefold(one.name)) for one in attributes.all_attributes(db)}


def _titles(db: Database) -> dict[str, Hashable]:
    return {str(row_id): casefold(title) for row_id, title in documents.titles(db).items()}


def _pseudonyms(db: Database) -> dict[str, Hashable]:
    return {
        person.id: casefold(person.pseudonym)
        for person in persons.all_persons(db)
        if person.kind != INTERVIEWER
    }


def _differ(touched: frozenset[str], names: Mapping[str, Hashable]) -> bool:
    """Whether none of the touched rows has a name that another row has too."""
    counts = Counter(names.values())
    return all(counts[names[row_id]] == 1 for row_id in touched if row_id in names)


def _places_fit(db: Database, document_id: DocumentId) -> bool:
    """Whether all that has a place in a document's text has one in this wording of it."""
    found = documents.documents(db, [document_id])
    if not found:
        return True
    text = documents.text(db, document_id)
    return (
        all(_is_quote(text, segment) for segment in codings.segments_in(db, document_id))
        and _turns_fit(text, documents.turns(db, document_id))
        and all(one.end <= len(text) for one in landmarks.in_document(db, document_id))
        and all(one.end <= len(text) for one in disagreements.in_document(db, document_id))
    )


def _is_quote(text: str, segment: Segment) -> bool:
    start, end, quote = segment.start, segment.end, segment.quote
    if start is None or end is None:
        return True
    beside = text.endswith(segment.before, 0, start) and text.startswith(segment.after, end)
    return beside and text.startswith(quote, start) and end - start == len(quote)


def _turns_fit(text: str, turns: Sequence[Turn]) -> bool:
    reached = 0
    for turn in turns:
        places = (turn.start, turn.speech_start, turn.end - 1)
        if turn.start < reached or turn.end > len(text) or any(text[at].isspace() for at in places):
            return False
        reached = turn.end
    return True
