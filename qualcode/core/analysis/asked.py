"""Who was asked: the respondents of a choice of documents and groups, before anything is counted."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlite_utils import Database

from qualcode.core.analysis.tally import gather_turns
from qualcode.core.ids import DocumentId, PersonId
from qualcode.core.model.person import RESPONDENT
from qualcode.core.store import persons as person_store
from qualcode.core.store import summary as reads


@dataclass(frozen=True, slots=True)
class Asked:
    """The respondents.

    Attributes:
        present: who speaks in each document.
        group_of: the reporting group of each respondent who has one.
    """

    present: Mapping[DocumentId, frozenset[PersonId]]
    group_of: Mapping[PersonId, str]

    @property
    def groups(self) -> tuple[str, ...]:
        """The reporting groups, in alphabetical order."""
        return tuple(sorted(set(self.group_of.values()), key=str.casefold))

    def count(
        self,
        documents: Collection[DocumentId],
        groups: Collection[str] = (),
        persons: Collection[PersonId] | None = None,
    ) -> int:
        """How many respondents speak in these documents, of these groups and persons if any are
        given."""
        heard = {person for document in documents for person in self.present.get(document, ())}
        if persons is not None:
            heard &= frozenset(persons)
        if not groups:
            return len(heard)
        return sum(self.group_of.get(person) in groups for person in heard)


def asked(db: Database) -> Asked:
    """Read who speaks where."""
    persons = {person.id: person for person in person_store.all_persons(db)}
    turns = gather_turns(reads.turns(db), persons)
    return Asked(
        {document: frozenset(found.present) for document, found in turns.items()},
        {
            person.id: person.reporting_group
            for person in persons.values()
            if person.kind == RESPONDENT and person.reporting_group
        },
    )
