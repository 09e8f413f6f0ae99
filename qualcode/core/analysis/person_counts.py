"""How many passages each respondent is behind."""

from collections import Counter, defaultdict
from collections.abc import Callable

from sqlite_utils import Database

from qualcode.core.analysis.tally import gather_turns
from qualcode.core.ids import DocumentId, PersonId
from qualcode.core.store import persons as person_store
from qualcode.core.store import summary as reads


def person_counts(
    db: Database, *, progress: Callable[[int, int, str], None] | None = None
) -> dict[PersonId, int]:
    """The passages that touch what each respondent says; those without any are left out.

    Marks on the very same words are one passage, whatever their codes and whoever set them.
    """
    spans: dict[DocumentId, set[tuple[int, int]]] = defaultdict(set)
    for _code_id, document_id, start, end, *_rest in reads.marks(db):
        if start is not None:
            spans[document_id].add((start, end))
    persons = {person.id: person for person in person_store.all_persons(db)}
    turns = gather_turns(reads.turns(db, sorted(spans)), persons)
    found: Counter[PersonId] = Counter()
    for number, (document_id, here) in enumerate(spans.items()):
        if progress:
            progress(number, len(spans), "")
        if document_id in turns:
            for start, end in here:
                found.update(turns[document_id].respondents(start, end))
    return dict(found)
