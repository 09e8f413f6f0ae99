"""Reads: persons and cases."""

from collections import defaultdict
from collections.abc import Iterable

from sqlite_utils import Database

from qualcode.core.ids import DocumentId, EntryId, PersonId
from qualcode.core.model import Affiliation, Case, Person
from qualcode.core.store import rows


def all_persons(db: Database) -> list[Person]:
    """Every person, in the order in which they were met."""
    return rows.select(db, Person, "persons", "ORDER BY id")


def kinds(db: Database) -> dict[PersonId, tuple[str, str]]:
    """What each person is, and the pseudonym: of thousands, a fraction of `all_persons`' time."""
    query = "SELECT id, kind, pseudonym FROM persons"
    return {person_id: (kind, pseudonym) for person_id, kind, pseudonym in db.execute(query)}


def former_pseudonyms(db: Database) -> list[tuple[EntryId, str]]:
    """What persons were called who are gone by now, or may be called otherwise, with the entry that
    changed it; not what undoing took back. It looks through the journal: for what is done once."""
    query = (
        "SELECT journal.id, json_extract(before, '$.pseudonym') AS pseudonym"
        " FROM journal_rows CROSS JOIN journal ON journal.seq = journal_rows.entry"
        " WHERE table_name = 'persons' AND before IS NOT NULL AND undoes IS NULL"
        " AND pseudonym IS NOT NULL"
    )
    return [(EntryId(entry_id), pseudonym) for entry_id, pseudonym in db.execute(query)]


def get(db: Database, person_id: PersonId) -> Person:
    """The person with that id; KeyError if there is none."""
    return rows.get(db, Person, "persons", person_id)


def persons(db: Database, person_ids: Iterable[PersonId]) -> list[Person]:
    """The given persons, as far as they exist, in no particular order."""
    return rows.select_ids(db, Person, "persons", "id", person_ids)


def labels(db: Database) -> dict[PersonId, dict[DocumentId, str]]:
    """How each person is labelled in each document where they speak."""
    found: dict[PersonId, dict[DocumentId, str]] = defaultdict(dict)
    query = (
        "SELECT person_id, document_id, label FROM turns WHERE person_id IS NOT NULL"
        " GROUP BY person_id, document_id, label ORDER BY min(start)"
    )
    for person_id, document_id, label in db.execute(query):
        found[person_id].setdefault(document_id, label)
    return found


def hearings(db: Database) -> list[tuple[PersonId, DocumentId, str, int]]:
    """Who speaks where, under which label and how often: by document, then as they come."""
    query = (
        "SELECT person_id, document_id, label, count(*) FROM turns"
        " JOIN documents ON documents.id = document_id WHERE person_id IS NOT NULL"
        " GROUP BY person_id, document_id, label ORDER BY position, document_id, min(start)"
    )
    return [(PersonId(row[0]), DocumentId(row[1]), row[2], row[3]) for row in db.execute(query)]


def heard(db: Database) -> list[tuple[DocumentId, PersonId]]:
    """Who speaks in which document, each once, in the order in which they begin."""
    query = (
        "SELECT document_id, person_id FROM turns WHERE person_id IS NOT NULL"
        " GROUP BY document_id, person_id ORDER BY document_id, min(start)"
    )
    return db.execute(query).fetchall()


def in_document(db: Database, document_id: DocumentId) -> list[Person]:
    """Those who speak in a document."""
    return rows.select(
        db,
        Person,
        "persons",
        "WHERE id IN (SELECT person_id FROM turns WHERE document_id = ?) ORDER BY id",
        (document_id,),
    )


def all_cases(db: Database) -> list[Case]:
    """Every case by name."""
    return rows.select(db, Case, "cases", "ORDER BY casefold(name), id")


def in_something(db: Database, person_ids: Iterable[PersonId]) -> set[PersonId]:
    """Those of the persons who have a turn anywhere, or answered a survey."""
    found: set[PersonId] = set()
    for chunk in rows.chunks(person_ids):
        for table in ("turns", "responses"):
            query = (
                f"SELECT DISTINCT person_id FROM {table}"
                f" WHERE person_id IN ({', '.join('?' * len(chunk))})"
            )
            found.update(PersonId(row[0]) for row in db.execute(query, chunk))
    return found


def affiliations_of(db: Database, person_ids: Iterable[PersonId]) -> list[Affiliation]:
    """Where these persons belong."""
    return rows.select_ids(db, Affiliation, "affiliations", "person_id", person_ids)


def speakers(db: Database) -> list[tuple[DocumentId, str, PersonId]]:
    """Each label of each document with whom it stands for, in the order in which they speak."""
    query = (
        "SELECT document_id, label, person_id FROM turns WHERE person_id IS NOT NULL"
        " GROUP BY document_id, label, person_id ORDER BY document_id, min(start)"
    )
    return db.execute(query).fetchall()
