"""Rows to values and back, the same way for every table."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import MISSING, fields
from functools import cache
from itertools import chain, islice
from operator import attrgetter
from typing import Any, Final, TypeVar, cast

from sqlite_utils import Database

from qualcode.core.store.problems import damaged
from qualcode.core.store.schema import MODEL_OF

Model = TypeVar("Model")

#: SQLite takes at least 999 parameters in a statement on every version we support.
CHUNK = 900

#: values in a statement that adds many rows: every SQLite with strict tables takes 32 766
_VALUES_AT_ONCE: Final = 16_000

_HALF_CHARACTER = re.compile("[\ud800-\udfff]")


@cache
def columns(table: str) -> tuple[str, ...]:
    """The table's columns, in the order of its class's fields."""
    return tuple(field.name for field in fields(MODEL_OF[table]))


@cache
def column_list(table: str, prefix: str = "") -> str:
    """The columns, quoted, for a SELECT; `prefix` is the table's alias with its dot."""
    return ", ".join(f'{prefix}"{name}"' for name in columns(table))


def select(
    db: Database, model: type[Model], table: str, rest: str = "", parameters: Sequence[Any] = ()
) -> list[Model]:
    """All rows of the table that `rest` (WHERE …, ORDER BY …) lets through, as values."""
    cursor = db.execute(f"SELECT {column_list(table)} FROM {table} {rest}", parameters)
    return [model(*row) for row in cursor]


def get(db: Database, model: type[Model], table: str, row_id: str) -> Model:
    """The row with that id.

    Raises:
        KeyError: if there is none.
    """
    found = select(db, model, table, "WHERE id = ?", (row_id,))
    if not found:
        raise missing(db, table, row_id)
    return found[0]


def missing(db: Database, table: str, row_id: str) -> Exception:
    """The error for a row that is not found: KeyError, or that the file is damaged where the row is
    there and its index doesn't say so."""
    path = getattr(db.conn, "path", None)
    if path and count(db, table, "NOT INDEXED WHERE id = ?", (row_id,)):
        return damaged(path)
    return KeyError(row_id)


def select_ids(
    db: Database, model: type[Model], table: str, column: str, values: Iterable[str]
) -> list[Model]:
    """The rows whose `column` is one of the values, in no particular order."""
    found: list[Model] = []
    for chunk in chunks(values):
        marks = ", ".join("?" * len(chunk))
        found += select(db, model, table, f'WHERE "{column}" IN ({marks})', chunk)
    return found


def existing(db: Database, table: str, row_ids: Iterable[str]) -> set[str]:
    """Those of the ids that a row of the table has."""
    found: set[str] = set()
    for chunk in chunks(row_ids):
        marks = ", ".join("?" * len(chunk))
        query = f"SELECT id FROM {table} WHERE id IN ({marks})"
        found.update(row[0] for row in db.execute(query, chunk))
    return found


def chunks(values: Iterable[str], size: int = CHUNK) -> Iterator[list[str]]:
    """The values in lists short enough for one statement."""
    iterator = iter(values)
    while chunk := list(islice(iterator, size)):
        yield chunk


def insert(
    db: Database, table: str, names: Sequence[str], values: Iterable[tuple[Any, ...]]
) -> None:
    """Add rows with these columns. Where there are very many, a thousand or so go with each
    statement, which takes half the time; with fewer to each, what SQLite notes to take a statement
    back by itself would cost more than is gained."""
    quoted = ", ".join(f'"{name}"' for name in names)
    head = f"INSERT INTO {table} ({quoted}) VALUES "
    marks = f"({', '.join('?' * len(names))})"
    at_once = _VALUES_AT_ONCE // len(names)
    many = ""
    cursor = db.conn.cursor()
    rest = iter(values)
    while found := list(islice(rest, at_once)):
        if len(found) == at_once:
            many = many or head + ", ".join([marks] * at_once)
            cursor.execute(many, tuple(chain.from_iterable(found)))
        else:
            cursor.executemany(head + marks, found)


def storable(value: Any) -> Any:
    """The value; in a text, half characters (which file names and JSON can hold, and no file in
    UTF-8 can) become U+FFFD, so that every position stays."""
    return _HALF_CHARACTER.sub("\ufffd", value) if isinstance(value, str) else value


def as_tuple(table: str, row: object) -> tuple[Any, ...]:
    """The row's values in the order of the table's columns."""
    found: tuple[Any, ...] = _values_of(table)(row)
    return found


@cache
def _values_of(table: str) -> Callable[[object], Any]:
    return attrgetter(*columns(table))


def from_image(table: str, image: Mapping[str, Any]) -> tuple[Any, ...]:
    """A row's values from an image that the journal kept, perhaps of an older version: a column
    that came later has its default."""
    defaults = _defaults(table)
    return tuple(
        image[name] if name in image else defaults[name]  # a damaged image is a KeyError
        for name in columns(table)
    )


@cache
def _defaults(table: str) -> dict[str, Any]:
    return {
        field.name: field.default
        for field in fields(MODEL_OF[table])
        if field.default is not MISSING
    }


def count(db: Database, table: str, rest: str = "", parameters: Sequence[Any] = ()) -> int:
    """How many rows of the table `rest` lets through."""
    return cast(int, db.execute(f"SELECT count(*) FROM {table} {rest}", parameters).fetchone()[0])


def has_more(db: Database, table: str, number: int) -> bool:
    """Whether the table holds more rows than that; no more of them are looked at."""
    query = f"SELECT count(*) FROM (SELECT 1 FROM {table} LIMIT ?)"
    return cast(int, db.execute(query, (number + 1,)).fetchone()[0]) > number
