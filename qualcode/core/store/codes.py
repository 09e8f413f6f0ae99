"""Reads: the codebook."""

from collections import defaultdict
from collections.abc import Iterable

from sqlite_utils import Database

from qualcode.core.ids import CodeId
from qualcode.core.model import Code
from qualcode.core.model.code import PATH_SEPARATOR
from qualcode.core.store import rows
from qualcode.core.store.connection import casefold


def all_codes(db: Database) -> list[Code]:
    """Every code in codebook order: a parent, then its children in their order."""
    return in_tree_order(rows.select(db, Code, "codes", "ORDER BY position, id"))


def get(db: Database, code_id: CodeId) -> Code:
    """The code with that id; KeyError if there is none."""
    return rows.get(db, Code, "codes", code_id)


def children(db: Database, parent_id: CodeId | None) -> list[Code]:
    """The codes directly under a code, or at the top, in their order."""
    return rows.select(
        db, Code, "codes", "WHERE parent_id IS ? ORDER BY position, id", (parent_id,)
    )


def names_under(db: Database, parent_id: CodeId | None) -> dict[CodeId, str]:
    """The names of the codes directly under a code, or at the top."""
    query = "SELECT id, name FROM codes WHERE parent_id IS ?"
    return dict(db.execute(query, (parent_id,)).fetchall())


def next_position(db: Database, parent_id: CodeId | None) -> int:
    """The place after the last code under a code, or at the top."""
    query = "SELECT max(position) FROM codes WHERE parent_id IS ?"
    last = db.execute(query, (parent_id,)).fetchone()[0]
    return 0 if last is None else last + 1


def colours(db: Database) -> list[str]:
    """The colour of every code."""
    return [row[0] for row in db.execute("SELECT colour FROM codes")]


def in_tree_order(codes: Iterable[Code]) -> list[Code]:
    """The codes depth first; siblings keep the order in which they come."""
    below: dict[CodeId | None, list[Code]] = defaultdict(list)
    for code in codes:
        below[code.parent_id].append(code)
    ordered: list[Code] = []
    waiting = below[None][::-1]
    while waiting:
        code = waiting.pop()
        ordered.append(code)
        waiting.extend(reversed(below[code.id]))
    return ordered


def subtree(db: Database, code_ids: Iterable[CodeId]) -> list[CodeId]:
    """The codes and everything under them, each once, parents before children."""
    wanted = set(code_ids)
    found: list[CodeId] = []
    for code in all_codes(db):
        if code.id in wanted or code.parent_id in wanted:
            wanted.add(code.id)
            found.append(code.id)
    return found


def paths(codes: Iterable[Code]) -> dict[CodeId, tuple[str, ...]]:
    """The names from the top down to each code. The codes must be in tree order."""
    found: dict[CodeId, tuple[str, ...]] = {}
    for code in codes:
        above = found[code.parent_id] if code.parent_id is not None else ()
        found[code.id] = (*above, code.name)
    return found


def path_text(path: tuple[str, ...]) -> str:
    """A path as it is written: ``Mandate > Unclear mandate``."""
    return PATH_SEPARATOR.join(path)


def same_name(one: str, other: str) -> bool:
    """Whether two names are the same to a reader: case and normal form make no difference."""
    return casefold(one.strip()) == casefold(other.strip())
