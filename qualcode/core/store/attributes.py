"""Reads: attributes, and what documents, persons and cases have in them."""

from collections.abc import Iterable, Iterator

from sqlite_utils import Database

from qualcode.core.ids import AttributeId
from qualcode.core.model import Attribute, AttributeValue
from qualcode.core.store import rows


def all_attributes(db: Database, about: str | None = None) -> list[Attribute]:
    """Every attribute of documents, of persons or of cases, or of all of them, in their order."""
    rest, parameters = ("WHERE about = ?", (about,)) if about else ("", ())
    return rows.select(
        db, Attribute, "attributes", f"{rest} ORDER BY about, position, id", parameters
    )


def get(db: Database, attribute_id: AttributeId) -> Attribute:
    """The attribute with that id; KeyError if there is none."""
    return rows.get(db, Attribute, "attributes", attribute_id)


def values_of(db: Database, attribute_id: AttributeId) -> list[AttributeValue]:
    """All that stands in an attribute's column."""
    return rows.select(
        db,
        AttributeValue,
        "attribute_values",
        "WHERE attribute_id = ? ORDER BY id",
        (attribute_id,),
    )


def ids_in(db: Database, attribute_ids: Iterable[AttributeId]) -> list[str]:
    """All that stands in the columns of these attributes, in order. Of many columns it is most of
    the table: that is read once from its beginning, not column by column through the index."""
    wanted = set(attribute_ids)
    if not wanted:
        return []
    query = "SELECT id, attribute_id FROM attribute_values NOT INDEXED"
    return sorted(row_id for row_id, attribute_id in db.execute(query) if attribute_id in wanted)


def values_in(
    db: Database, attribute_id: AttributeId, about_ids: Iterable[str]
) -> list[AttributeValue]:
    """What these rows have in an attribute's column."""
    found: list[AttributeValue] = []
    for chunk in rows.chunks(about_ids):
        found += rows.select(
            db,
            AttributeValue,
            "attribute_values",
            f"WHERE attribute_id = ? AND about_id IN ({', '.join('?' * len(chunk))})",
            (attribute_id, *chunk),
        )
    return found


def values_about(db: Database, about_ids: Iterable[str]) -> list[AttributeValue]:
    """All that stands in these rows."""
    return rows.select_ids(db, AttributeValue, "attribute_values", "about_id", about_ids)


def values(db: Database, value_ids: Iterable[str]) -> list[AttributeValue]:
    """The given values, as far as they exist."""
    return rows.select_ids(db, AttributeValue, "attribute_values", "id", value_ids)


def cells(db: Database, attribute_id: AttributeId) -> Iterator[tuple[str, str]]:
    """What each row has in an attribute's column, as plain tuples, for there are many."""
    query = "SELECT about_id, value FROM attribute_values WHERE attribute_id = ?"
    yield from db.execute(query, (attribute_id,))


def counts(db: Database) -> dict[AttributeId, int]:
    """How many rows have something in each attribute's column; none of them is left out."""
    query = "SELECT attribute_id, count(*) FROM attribute_values GROUP BY attribute_id"
    return dict(db.execute(query).fetchall())


def with_value(db: Database, attribute_id: AttributeId, wanted: Iterable[str]) -> set[str]:
    """The rows which have one of these values there, letter case aside; of several choices in a
    cell one is enough."""
    folded = set(wanted)
    query = "SELECT about_id, casefold(value) FROM attribute_values WHERE attribute_id = ?"
    return {
        about_id
        for about_id, value in db.execute(query, (attribute_id,))
        if value in folded or not folded.isdisjoint(value.split("\n"))
    }
