"""Where real names may still stand in a copy without names: for a person to read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from sqlite_utils import Database

from qualcode.core.analysis.contacts import contacts_sentence, find_contacts
from qualcode.core.analysis.names import NamePlace, in_order, places_in_words
from qualcode.core.analysis.real_names import Names
from qualcode.core.analysis.things import Ref, Thing, describe
from qualcode.core.ids import DocumentId
from qualcode.core.merge.contents import Rows
from qualcode.core.merge.nameless import WRITTEN
from qualcode.core.merge.relations import index, value
from qualcode.core.store import merging
from qualcode.core.store.merging import Row
from qualcode.core.translate import _, ngettext

#: so many places are named in a sentence
_MOST_PLACES: Final = 5
#: What goes into the copy as it is: a pseudonym, the words of a passage that are in its text no
#: more, and what a survey's file says of when somebody answered.
KEPT: Final[Mapping[str, tuple[str, ...]]] = {
    "persons": ("pseudonym",),
    "segments": ("quote", "before", "after"),
    "responses": ("answered",),
}
#: What has a name that tells it from others; of the rest only the kind is told.
_NAMED: Final = frozenset(
    (
        *("cases", "folders", "documents", "persons", "codes", "codings", "memos"),
        *("attributes", "boards", "surveys"),
    )
)

_Texts = dict[DocumentId, tuple[str, str]]


def told_of_names(
    db: Database, names: Names, shown: Rows, found: Rows
) -> tuple[tuple[NamePlace, ...], tuple[str, ...]]:
    """The lines of the texts in which real names seem to stand, which a copy can't change, and what
    is to be said of them, of other words that point at somebody, and of what was written.

    Args:
        shown, found: the copy's rows with names, and without.
    """
    texts = _texts(db, found)
    lines = in_order(_names_in(names, texts))
    contacts = in_order(_contacts_in(texts))
    of_contacts = [contacts_sentence(contacts, _MOST_PLACES)] if contacts else []
    left = list(_left_in_rows(names, shown, found))
    of_rows = [_left_sentence(db, names, left, found)] if left else []
    return lines, (*_warnings(lines), *of_contacts, *of_rows)


def _texts(db: Database, found: Rows) -> _Texts:
    where = index("documents")
    return {
        DocumentId(one): (
            str(row[where["title"]]),
            merging.text(db, row[where["text_sha256"]]) or "",
        )
        for one, row in found["documents"].items()
    }


def _names_in(names: Names, texts: _Texts) -> Iterator[NamePlace]:
    """But for single words in small letters: in what people say these are mostly other words."""
    for document_id, (title, text) in texts.items():
        for number, line in enumerate(text.split("\n"), 1):
            if any(one.sure or not one.in_small for one in names.find(line)):
                yield NamePlace(title, document_id, number)


def _contacts_in(texts: _Texts) -> Iterator[NamePlace]:
    """E-mail addresses, telephone numbers and personal identity numbers."""
    for document_id, (title, text) in texts.items():
        for one in find_contacts(text):
            yield NamePlace(title, document_id, text.count("\n", 0, one.start) + 1)


def _left_in_rows(names: Names, shown: Rows, found: Rows) -> Iterator[Ref]:
    """What was written that may hold a name still."""
    for table, rows in found.items():
        where = index(table)
        written = [where[name] for name in WRITTEN.get(table, ())]
        kept = [where[name] for name in KEPT.get(table, ())]
        for one, row in rows.items():
            before = shown[table][one]
            if any(_may_hold(names, before[at], row[at]) for at in written) or (
                _stands_alone(table, row)
                and any(True for at in kept for _name in names.find(row[at] or ""))
            ):
                yield table, one


def _may_hold(names: Names, before: object, now: object) -> bool:
    if not isinstance(before, str) or not isinstance(now, str):
        return False
    return any(not one.sure for one in names.find(before)) or any(find_contacts(now))


def _stands_alone(table: str, row: Row) -> bool:
    """Whether its words are not told with the lines of a text."""
    return table != "segments" or value(table, row, "start") is None


def _warnings(names: Sequence[NamePlace]) -> list[str]:
    if not names:
        return []
    return [
        ngettext(
            "A real name seems to stand in {number} line of the texts: {places}. Speakers’ labels "
            "are words of the text too, and a copy can’t change these: anonymise the texts first.",
            "Real names seem to stand in {number} lines of the texts: {places}. Speakers’ labels "
            "are words of the text too, and a copy can’t change these: anonymise the texts first.",
            len(names),
        ).format(number=len(names), places=places_in_words(names, _MOST_PLACES))
    ]


def _left_sentence(db: Database, names: Names, left: Sequence[Ref], found: Rows) -> str:
    things = describe(db, left[:_MOST_PLACES])
    told = list(dict.fromkeys(_in_words(names, thing, found) for thing in things.values()))
    if more := len(left) - len(things):
        told.append(ngettext("and {number} more", "and {number} more", more).format(number=more))
    return ngettext(
        "What may be a real name, an address or a number of somebody was left in {number} thing "
        "that was written beside the texts: {places}. Read it before you send the copy.",
        "What may be real names, addresses or numbers of somebody was left in {number} things that "
        "were written beside the texts: {places}. Read them before you send the copy.",
        len(left),
    ).format(number=len(left), places="; ".join(told))


def _in_words(names: Names, thing: Thing, found: Rows) -> str:
    """The kind and the name, but none that holds what was left."""
    name = thing.name if thing.table in _NAMED else ""
    if thing.table == "memos":
        name = str(value("memos", found["memos"][thing.id], "title"))  # never what it says
    if not name or any(not one.sure for one in names.find(name)) or any(find_contacts(name)):
        return thing.kind
    return _("{kind} “{name}”").format(kind=thing.kind, name=names.out_of(name))
