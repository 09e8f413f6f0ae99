"""The material as the list of passages asks about it: read once, and each document's turns when
they are first needed."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from sqlite_utils import Database

from qualcode.core.analysis.passages import Turns
from qualcode.core.analysis.tally import gather_turns
from qualcode.core.ids import CoderId, DocumentId, PersonId
from qualcode.core.model import Coder, Document, Person
from qualcode.core.model.person import RESPONDENT
from qualcode.core.store import coders as coder_store
from qualcode.core.store import documents as document_store
from qualcode.core.store import passages as reads
from qualcode.core.store import persons as person_store
from qualcode.core.store import summary

_NOBODY = Turns((), {})


class Material:
    """Attributes: documents, persons, coders: every one, in their order."""

    def __init__(self, db: Database) -> None:
        self.documents: dict[DocumentId, Document] = {}
        self.persons: dict[PersonId, Person] = {}
        self.coders: dict[CoderId, Coder] = {}
        self._present: dict[DocumentId, frozenset[PersonId]] | None = None
        self._turns: dict[DocumentId, Turns] = {}
        self.read(db)

    def read(self, db: Database) -> None:
        """Read everything anew."""
        self.documents = {one.id: one for one in document_store.all_documents(db)}
        self.persons = {one.id: one for one in person_store.all_persons(db)}
        self.coders = {one.id: one for one in coder_store.all_coders(db)}
        self._present = None
        self._turns = {}

    def read_present(self, db: Database) -> None:
        """Know who speaks where."""
        if self._present is not None:
            return
        present: dict[DocumentId, set[PersonId]] = defaultdict(set)
        for document_id, person_id in reads.present(db):
            if self.persons[person_id].kind == RESPONDENT:
                present[document_id].add(person_id)
        self._present = {document_id: frozenset(some) for document_id, some in present.items()}

    @property
    def has_all_turns(self) -> bool:
        """Whether every document's turns are at hand."""
        return self.documents.keys() <= self._turns.keys()

    def read_turns(self, db: Database, document_ids: Iterable[DocumentId]) -> None:
        """Have the turns of these documents at hand."""
        lacking = [one for one in document_ids if one not in self._turns]
        if lacking:
            found = gather_turns(summary.turns(db, lacking), self.persons)
            self._turns.update({one: found.get(one, _NOBODY) for one in lacking})

    def turns(self, document_id: DocumentId) -> Turns:
        """The turns of a document that `read_turns` has read."""
        return self._turns[document_id]

    def asked(
        self, documents: Iterable[DocumentId], persons: Collection[PersonId] | None
    ) -> frozenset[PersonId]:
        """The respondents who speak in these documents; of these persons, if any are given.

        `read_present` has been called.
        """
        present = self._present
        assert present is not None, "who speaks is asked before it is read"
        heard = frozenset[PersonId]().union(
            *(present.get(document_id, frozenset()) for document_id in documents)
        )
        return heard if persons is None else heard & frozenset(persons)
