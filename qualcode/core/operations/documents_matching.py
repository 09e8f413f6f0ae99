"""Which documents are meant by what they are: their kind, wave, folder, case, or an attribute."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlite_utils import Database

from qualcode.core.errors import Refused
from qualcode.core.ids import AttributeId, CaseId, DocumentId, FolderId
from qualcode.core.model import Document
from qualcode.core.operations import lookup
from qualcode.core.operations.attributes import choices_of
from qualcode.core.operations.cell_values import from_names, parsed
from qualcode.core.operations.grid_fields import (
    DOCUMENT_KIND_NAMES,
    LANGUAGE_NAMES,
    PATH,
    field_named,
)
from qualcode.core.store import attributes as attributes_store
from qualcode.core.store import documents as documents_store
from qualcode.core.store import folders as folders_store
from qualcode.core.store import persons as persons_store
from qualcode.core.store.connection import casefold
from qualcode.core.translate import _

#: the columns that a condition may name, beside attributes
NAMED = ("kind", "wave", "folder", "case", "language")


def documents_matching(
    db: Database,
    *,
    kinds: Sequence[str] = (),
    waves: Sequence[str] = (),
    folders: Sequence[FolderId] = (),
    cases: Sequence[CaseId] = (),
    languages: Sequence[str] = (),
    attributes: Mapping[AttributeId, Sequence[str]] | None = None,
) -> tuple[DocumentId, ...]:
    """The documents that are one of each of these, as they are listed; what is empty asks nothing.

    Args:
        folders: these and all that lies in them.
        attributes: for each, the stored values of which a document must have one.
    """
    inside = set(folders_store.subtree(folders_store.all_folders(db), folders))
    wanted_waves = {casefold(wave) for wave in waves}
    with_values = [
        attributes_store.with_value(db, attribute_id, [casefold(one) or "" for one in values])
        for attribute_id, values in (attributes or {}).items()
        if values
    ]

    def fits(document: Document) -> bool:
        return (
            (not kinds or document.kind in kinds)
            and (not waves or casefold(document.wave) in wanted_waves)
            and (not folders or document.folder_id in inside)
            and (not cases or document.case_id in cases)
            and (not languages or document.language in languages)
            and all(document.id in found for found in with_values)
        )

    return tuple(document.id for document in documents_store.all_documents(db) if fits(document))


def documents_where(db: Database, conditions: Iterable[str]) -> tuple[DocumentId, ...]:
    """The documents for which all of the conditions hold, such as ``wave=2`` or ``Age=45``.

    Of several conditions on one column one must hold.

    Raises:
        Refused: if a condition names no column or no value of it, or no document is so.
    """
    wanted: dict[str, list[str]] = defaultdict(list)
    attributes: dict[AttributeId, list[str]] = defaultdict(list)
    conditions = list(conditions)
    for condition in conditions:
        name, equals, text = condition.partition("=")
        if not equals or not name.strip() or not text.strip():
            raise Refused(
                _("“{condition}” is no condition. Write it like wave=2.").format(
                    condition=condition
                )
            )
        _add(db, name.strip(), text.strip(), wanted, attributes)
    found = documents_matching(
        db,
        kinds=wanted["kind"],
        waves=wanted["wave"],
        folders=[FolderId(one) for one in wanted["folder"]],
        cases=[CaseId(one) for one in wanted["case"]],
        languages=wanted["language"],
        attributes=attributes,
    )
    if not found:
        raise Refused(_("No document fits {conditions}.").format(conditions=", ".join(conditions)))
    return found


def chosen_documents(
    db: Database, titles: Sequence[str], conditions: Sequence[str]
) -> tuple[DocumentId, ...]:
    """The documents with these titles or ids for which the conditions hold; empty for all.

    Raises:
        Refused: if there is no such document, or none of them is so.
    """
    named = tuple(lookup.document(db, title) for title in titles)
    if not conditions:
        return named
    fitting = documents_where(db, conditions)
    both = tuple(one for one in fitting if not named or one in named)
    if not both:
        raise Refused(
            _("None of these documents fits {conditions}.").format(conditions=", ".join(conditions))
        )
    return both


def _add(
    db: Database,
    name: str,
    text: str,
    wanted: Mapping[str, list[str]],
    attributes: dict[AttributeId, list[str]],
) -> None:
    field = field_named("documents", name)
    if field is not None and field.key in NAMED:
        wanted[field.key].append(_value(db, field.key, text))
        return
    for attribute in attributes_store.all_attributes(db, "documents"):
        if casefold(attribute.name) == casefold(name):
            value = parsed(attribute.kind, text, choices_of(attribute.choices))
            attributes[attribute.id] += value.split("\n")
            return
    known = [*NAMED, *(one.name for one in attributes_store.all_attributes(db, "documents"))]
    raise Refused(
        _("There is no column “{name}” to choose documents by. There are: {known}.").format(
            name=name, known=", ".join(known)
        )
    )


def _value(db: Database, key: str, text: str) -> str:
    if key == "kind":
        kind = from_names(text, DOCUMENT_KIND_NAMES)
        if kind is None:
            raise Refused(
                _("“{kind}” is not a kind of document. Choose one of: {kinds}.").format(
                    kind=text, kinds=", ".join(DOCUMENT_KIND_NAMES)
                )
            )
        return kind
    if key == "language":
        return from_names(text, LANGUAGE_NAMES) or text
    if key == "folder":
        return _folder(db, text)
    if key == "case":
        for case in persons_store.all_cases(db):
            if text == case.id or casefold(case.name) == casefold(text):
                return case.id
        raise Refused(_("There is no case “{name}”.").format(name=text))
    return text


def _folder(db: Database, text: str) -> FolderId:
    """The folder of that path, name or id."""
    folders = folders_store.all_folders(db)
    wanted = [casefold(part.strip()) for part in text.split(PATH.strip())]
    found = [
        folder_id
        for folder_id, path in folders_store.paths(folders).items()
        if [casefold(name) for name in path][-len(wanted) :] == wanted or folder_id == text
    ]
    if len(found) > 1:
        whole = [one for one in found if len(folders_store.paths(folders)[one]) == len(wanted)]
        found = whole or found
    if not found:
        raise Refused(_("There is no folder “{name}”.").format(name=text))
    if len(found) > 1:
        raise Refused(
            _("{count} folders are called “{name}”. Write what they lie in too: {example}.").format(
                count=len(found), name=text, example=f"A{PATH}{text}"
            )
        )
    return found[0]
