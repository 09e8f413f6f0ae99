"""The passages of a code in the whole material, as its list shows them."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from sqlite_utils import Database

from qualcode.core.analysis.material import Material
from qualcode.core.analysis.narrowing import Chosen, Narrowing, choose
from qualcode.core.analysis.query import Ground, Marked, Operator, Term, hits
from qualcode.core.collector import collector_paused
from qualcode.core.ids import CodeId, DocumentId, PersonId
from qualcode.core.store import codes as code_store
from qualcode.core.store import documents as document_store
from qualcode.core.store import passages as reads


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked for.

    Attributes:
        with_those_under: whether the codes under `code_id` count as it; under the codes of the
            terms they always do.
    """

    code_id: CodeId
    with_those_under: bool = True
    terms: tuple[Term, ...] = ()
    narrowing: Narrowing = field(default_factory=Narrowing)


class Found(NamedTuple):
    """A passage that answers the query.

    `persons` are the respondents of whose speech it holds a character, as far as they are asked
    for. `key` names it as long as its place stays.
    """

    document_id: DocumentId
    start: int
    end: int
    marks: tuple[Marked, ...]
    persons: tuple[PersonId, ...]

    @property
    def key(self) -> tuple[DocumentId, int, int]:
        return self[:3]


@dataclass(frozen=True, slots=True)
class Answer:
    """All that answers the query.

    Attributes:
        passages: by document, in the order of the text; documents without any are left out.
        chosen: the documents and persons that were looked at.
        asked: the respondents who speak in those documents, of those asked for.
        unplaced: marks that have lost their place in the text, and so are in no list.
    """

    passages: Mapping[DocumentId, Sequence[Found]]
    chosen: Chosen
    asked: frozenset[PersonId]
    unplaced: int

    @property
    def count(self) -> int:
        """How many passages there are."""
        return sum(map(len, self.passages.values()))

    @property
    def persons(self) -> frozenset[PersonId]:
        """The respondents who said them."""
        return frozenset(
            person for some in self.passages.values() for one in some for person in one.persons
        )


def find(
    db: Database,
    query: Query,
    material: Material,
    documents: Collection[DocumentId] | None = None,
) -> Answer:
    """Ask, of all documents that the query lets through, or of those that are also given here."""
    with collector_paused():
        chosen = choose(db, query.narrowing, material.documents.values(), material.persons)
        wanted = [one for one in chosen.documents if documents is None or one in documents]
        material.read_present(db)
        asking = _Asking(db, query, material, chosen, wanted, in_all=documents is None)
        return Answer(
            {one: some for one in wanted if (some := asking.in_document(one))},
            chosen,
            material.asked(chosen.documents, chosen.persons),
            asking.unplaced,
        )


Marks = dict[DocumentId, list[Marked]]


class _Asking:
    """One question to some documents: the marks by document, and what they are held against."""

    def __init__(
        self,
        db: Database,
        query: Query,
        material: Material,
        chosen: Chosen,
        documents: Sequence[DocumentId],
        *,
        in_all: bool,
    ) -> None:
        self._db = db
        self._material = material
        self._persons = chosen.persons
        self._narrowing = query.narrowing
        self._documents = frozenset(documents)
        self._where = None if in_all else documents
        self.unplaced = 0
        under = code_store.subtree(db, [query.code_id]) if query.with_those_under else []
        self._own = self._marks(under or [query.code_id], shown=True)
        self._terms: list[tuple[Term, Marks]] = []
        for term in query.terms:
            codes = code_store.subtree(db, [term.code_id])
            shown = term.operator == Operator.OR
            self._terms.append((term, self._marks(codes, shown=shown)))
        with_any: set[DocumentId] = set(self._own)
        with_any.update(*(marks for term, marks in self._terms if term.operator == Operator.OR))
        material.read_turns(db, sorted(with_any))

    def _marks(self, code_ids: Sequence[CodeId], *, shown: bool) -> Marks:
        """The marks with one of the codes; those that are shown are narrowed."""
        narrowing = self._narrowing if shown else Narrowing()
        coders, weights, stances = narrowing.coders, narrowing.weights, narrowing.stances
        found: Marks = defaultdict(list)
        for row in reads.coded(self._db, code_ids, self._where):
            document_id, start = row[0], row[1]
            if (
                document_id not in self._documents
                or (coders and row[5] not in coders)
                or (weights and row[7] not in weights)
                or (stances and row[8] not in stances)
            ):
                continue
            if start is None:
                self.unplaced += shown
            else:
                found[document_id].append(Marked(*row[1:7]))
        return found

    def in_document(self, document_id: DocumentId) -> list[Found]:
        """What is found there, in the order of the text."""
        terms = [(term, marks.get(document_id, ())) for term, marks in self._terms]
        own = self._own.get(document_id, ())
        if not own and not any(some for term, some in terms if term.operator == Operator.OR):
            return []
        found = hits(own, terms, self._ground(document_id))
        speaking, wanted = self._material.turns(document_id).respondents, self._persons
        if wanted is None:
            return [
                Found(document_id, start, end, marks, speaking(start, end))
                for start, end, marks in found
            ]
        narrowed = (
            (hit, tuple(one for one in speaking(hit.start, hit.end) if one in wanted))
            for hit in found
        )
        return [Found(document_id, *hit, persons) for hit, persons in narrowed if persons]

    def _ground(self, document_id: DocumentId) -> Ground:
        return Ground(
            lambda: document_store.text(self._db, document_id),
            lambda: self._material.turns(document_id).spans,
        )
