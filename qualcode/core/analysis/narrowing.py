"""Which part of the material is looked at: documents, persons, evaluators, and what was noted."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlite_utils import Database

from qualcode.core.ids import AttributeId, CoderId, DocumentId, FolderId, PersonId
from qualcode.core.model import Document, Folder, Person
from qualcode.core.model.person import RESPONDENT
from qualcode.core.store import passages as reads


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What is let through. An empty choice lets everything through; several must all hold.

    Attributes:
        documents, kinds, waves: of documents; a wave of "" is that of documents without one.
        folders: documents in these, or in folders in them.
        persons, groups: passages that touch what one of these respondents says; they alone are
            counted then. A group of "" is that of respondents without one.
        coders, weights, stances: of codings. They hold for the marks that are shown; what a passage
            is held against counts by whichever evaluator.
        attributes: values of which one must be had by the document, the document's case or the
            person, according to what the attribute is about.
    """

    documents: frozenset[DocumentId] = frozenset()
    kinds: frozenset[str] = frozenset()
    waves: frozenset[str] = frozenset()
    folders: frozenset[FolderId] = frozenset()
    persons: frozenset[PersonId] = frozenset()
    groups: frozenset[str] = frozenset()
    coders: frozenset[CoderId] = frozenset()
    weights: frozenset[int] = frozenset()
    stances: frozenset[str] = frozenset()
    attributes: tuple[tuple[AttributeId, frozenset[str]], ...] = ()


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a narrowing comes to.

    Attributes:
        documents: the chosen ones, in their order.
        persons: the respondents whose words are looked at; None for everybody's and nobody's.
    """

    documents: Mapping[DocumentId, Document]
    persons: frozenset[PersonId] | None


def choose(
    db: Database,
    narrowing: Narrowing,
    documents: Iterable[Document],
    persons: Mapping[PersonId, Person],
) -> Chosen:
    """The documents and respondents that the narrowing lets through."""
    described = _Described(db, narrowing)
    folders = _with_those_inside(reads.folders(db), narrowing.folders)
    kept = {
        document.id: document
        for document in documents
        if _fits(document, narrowing, folders) and described.lets_document(document)
    }
    if not (narrowing.persons or narrowing.groups or described.about_persons):
        return Chosen(kept, None)
    return Chosen(
        kept,
        frozenset(
            person.id
            for person in persons.values()
            if person.kind == RESPONDENT
            and (not narrowing.persons or person.id in narrowing.persons)
            and (not narrowing.groups or (person.reporting_group or "") in narrowing.groups)
            and described.lets_person(person)
        ),
    )


def _fits(document: Document, narrowing: Narrowing, folders: frozenset[FolderId]) -> bool:
    return (
        (not narrowing.documents or document.id in narrowing.documents)
        and (not narrowing.kinds or document.kind in narrowing.kinds)
        and (not narrowing.waves or (document.wave or "") in narrowing.waves)
        and (not narrowing.folders or document.folder_id in folders)
    )


def _with_those_inside(
    folders: Iterable[Folder], chosen: frozenset[FolderId]
) -> frozenset[FolderId]:
    inside: dict[FolderId | None, list[FolderId]] = defaultdict(list)
    for folder in folders:
        inside[folder.parent_id].append(folder.id)
    found: set[FolderId] = set()
    waiting = list(chosen)
    while waiting:
        folder_id = waiting.pop()
        if folder_id not in found:
            found.add(folder_id)
            waiting += inside[folder_id]
    return frozenset(found)


class _Described:
    """The attributes of a narrowing, with who and what has one of the values asked for."""

    def __init__(self, db: Database, narrowing: Narrowing) -> None:
        self._documents: list[frozenset[str]] = []
        self._persons: list[frozenset[str]] = []
        self._cases: list[frozenset[str]] = []
        wanted = dict(narrowing.attributes)
        lists = {"documents": self._documents, "persons": self._persons, "cases": self._cases}
        for attribute in reads.attributes(db) if wanted else ():
            if wanted.get(attribute.id):
                values = reads.attribute_values(db, attribute.id)
                having = (row for row, value in values if _has(value, wanted[attribute.id]))
                lists[attribute.about].append(frozenset(having))

    @property
    def about_persons(self) -> bool:
        return bool(self._persons)

    def lets_document(self, document: Document) -> bool:
        """By its own values, and by its case's where it belongs to one."""
        return all(document.id in having for having in self._documents) and all(
            document.case_id in having for having in self._cases
        )

    def lets_person(self, person: Person) -> bool:
        return all(person.id in having for having in self._persons)


def _has(value: str, wanted: frozenset[str]) -> bool:
    """Whether one of the values is had; several choices stand one per line."""
    return not wanted.isdisjoint(value.split("\n"))
