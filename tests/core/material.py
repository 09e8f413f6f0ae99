"""A small real project, made as a user makes it."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

from qualcode.core.ids import AttributeId, CodeId, CoderId, DocumentId, PersonId
from qualcode.core.importers.transcript import SpeakerGuess, Speech, Transcript
from qualcode.core.operations.attributes import NewAttribute, create_attribute
from qualcode.core.operations.coders import add_coder
from qualcode.core.operations.codes import NewCode, create_code
from qualcode.core.operations.grid import ATTRIBUTE, Cell, fill_in
from qualcode.core.operations.importing import NewDocument, import_documents
from qualcode.core.operations.passages import code_passage
from qualcode.core.operations.persons import PersonDetails, edit_person, join_persons
from qualcode.core.project import Project
from qualcode.core.store import documents as document_store
from qualcode.core.store import persons as person_store
from qualcode.core.store.attributes import all_attributes


def transcript(title: str, text: str) -> Transcript:
    """Each line `Label: speech` is a turn; a label `I` interviews, one with a capital is a name."""
    speeches, labels, at = [], {}, 0
    for line in text.split("\n"):
        label, colon, _ = line.partition(": ")
        if colon:
            start = at + len(label) + 2
            speeches.append(Speech(at, at + len(line), start, label))
            labels[label] = labels.get(label, 0) + 1
        at += len(line) + 1
    guesses = tuple(
        SpeakerGuess(
            label,
            "interviewer" if label == "I" else "respondent",
            turns,
            label.istitle() and label != "I",
        )
        for label, turns in labels.items()
    )
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return Transcript(title, text, f"{title}.txt", sha256, "utf-8", tuple(speeches), guesses, ())


class Material:
    """A project with the words in which a test speaks of it."""

    def __init__(self, folder: Path, *, name: str = "Samverkan", language: str = "en") -> None:
        self.project = Project.create(folder / f"{name}.qualcode", name=name, language=language)
        self.coders: dict[str, CoderId] = {}
        self.codes: dict[str, CodeId] = {}
        self.documents: dict[str, DocumentId] = {}
        self.coder("Anna Lindqvist")

    @property
    def someone(self) -> CoderId:
        return next(iter(self.coders.values()))

    def coder(self, name: str) -> CoderId:
        if name not in self.coders:
            self.coders[name] = CoderId(add_coder(self.project, name).first("coders"))
        return self.coders[name]

    def document(
        self, title: str, text: str, *, language: str | None = None, kind: str = "interview"
    ) -> DocumentId:
        new = NewDocument(transcript(title, text), kind=kind, language=language)
        changes = import_documents(self.project, self.someone, [new])
        self.documents[title] = DocumentId(changes.first("documents"))
        return self.documents[title]

    def code(self, name: str, under: str | None = None, **details: str) -> CodeId:
        new = NewCode(name, parent_id=self.codes[under] if under else None, **details)
        self.codes[name] = CodeId(create_code(self.project, self.someone, new).first("codes"))
        return self.codes[name]

    def mark(
        self,
        code: str,
        words: str,
        *,
        document: str | None = None,
        by: str = "Anna Lindqvist",
        comment: str | None = None,
    ) -> None:
        document_id = self.documents[document or next(iter(self.documents))]
        text = document_store.text(self.project.db, document_id)
        start = text.index(words)
        code_passage(
            self.project,
            self.coder(by),
            document_id,
            start,
            start + len(words),
            [self.codes[code]],
            comment=comment,
        )

    def person(self, label: str, document: str | None = None) -> PersonId:
        document_id = self.documents[document or next(iter(self.documents))]
        turns = document_store.turns(self.project.db, document_id)
        found = next(turn.person_id for turn in turns if turn.label == label)
        assert found is not None
        return found

    def describe(self, label: str, document: str | None = None, **details: str | None) -> None:
        person_id = self.person(label, document)
        person = person_store.get(self.project.db, person_id)
        known = {
            "name": person.name,
            "pseudonym": person.pseudonym,
            "kind": person.kind,
            "role": person.role,
            "group": person.reporting_group,
        }
        edit_person(self.project, self.someone, person_id, PersonDetails(**{**known, **details}))

    def persons_are(self, name: str, values: Mapping[PersonId, str]) -> AttributeId:
        """A column about persons, filled in."""
        choices = tuple(dict.fromkeys(values.values()))
        create_attribute(
            self.project, self.someone, NewAttribute(name, "persons", "choice", choices)
        )
        own = next(one for one in all_attributes(self.project.db) if one.name == name)
        cells = [Cell(person, f"{ATTRIBUTE}{own.id}", value) for person, value in values.items()]
        fill_in(self.project, self.someone, "persons", cells)
        return own.id

    def same_person(self, label: str, one: str, other: str) -> None:
        join_persons(
            self.project, self.someone, self.person(label, one), [self.person(label, other)]
        )
