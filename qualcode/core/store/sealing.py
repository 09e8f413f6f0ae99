"""Old wordings out of the file: texts that no document has, and what the journal kept of rows.

Everything here but `compact` is to be done within one transaction.
"""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from sqlite_utils import Database

from qualcode.core.store import search
from qualcode.core.store.problems import errors_named

#: Columns that hold no words of anybody's: a merge reads them of sealed entries too.
WORDLESS: Final = frozenset(
    {
        *("id", "created", "coder_id", "document_id", "segment_id", "code_id", "person_id"),
        *("case_id", "folder_id", "parent_id", "memo_id", "question_id", "attribute_id"),
        *("board_id", "group_id", "about_id", "about_table", "to_id", "to_table", "position"),
        *("start", "end", "speech_start", "kind", "level", "language", "characters", "encoding"),
        *("text_sha256", "file_sha256", "colour", "weight", "stance", "certainty", "state"),
        *("chosen", "x", "y", "width", "height", "about"),
        *(
            "survey_id",
            "response_id",
            "column_id",
            "form",
            "field",
            "group_by",
            "invited",
            "declined",
        ),
    }
)
#: Columns that repeat words of a text.
OF_THE_TEXT: Final = frozenset({"quote", "before", "after", "label"})
_AT_ONCE: Final = 2000
_UPDATES: Final = (
    "SELECT entry, position, before FROM journal_rows WHERE (entry, position) > (?, ?)"
    " AND entry < ? AND action = 'update' AND before IS NOT NULL ORDER BY entry, position LIMIT ?"
)


def unused_texts(db: Database) -> list[str]:
    """The hashes of texts that no document has."""
    query = "SELECT sha256 FROM texts WHERE sha256 NOT IN (SELECT text_sha256 FROM documents)"
    return [row[0] for row in db.execute(query)]


def unsealed(db: Database) -> int:
    """How many entries of the journal could still tell what was before."""
    found = db.execute("SELECT count(*) FROM journal WHERE sealed IS NULL").fetchone()
    return int(found[0])


def seal_journal(db: Database, before: int, progress: Callable[[int, int], None]) -> None:
    """Take the words out of all that the journal keeps of rows, in entries older than `before`."""
    query = "SELECT count(*) FROM journal_rows WHERE entry < ? AND before IS NOT NULL"
    total = int(db.execute(query, (before,)).fetchone()[0])
    db.execute(
        "UPDATE journal_rows SET before = NULL"
        " WHERE action = 'delete' AND entry < ? AND before IS NOT NULL",
        (before,),
    )
    done, reached = 0, (-1, -1)
    while rows := db.execute(_UPDATES, (*reached, before, _AT_ONCE)).fetchall():
        progress(done, total)
        db.conn.executemany(
            "UPDATE journal_rows SET before = ? WHERE entry = ? AND position = ?",
            [(_without_words(image), entry, position) for entry, position, image in rows],
        )
        done, reached = done + len(rows), rows[-1][:2]
    db.execute(
        "UPDATE journal SET subject = '', sealed = coalesce(sealed, 1) WHERE seq < ?", (before,)
    )


def sealed_image(action: str, image: str | None) -> str | None:
    """What a seal leaves of what the journal kept of a row: nothing of one that was deleted."""
    return _without_words(image) if action == "update" and image is not None else None


def _without_words(image: str) -> str:
    """The image of an update: that a column was changed is still told, its words are not."""
    columns: dict[str, Any] = json.loads(image)
    return json.dumps(
        {name: value if name in WORDLESS else None for name, value in columns.items()}
    )


def with_words_of(image: str, shown: Mapping[str, Any]) -> str:
    """What is remembered of a row in another wording of its text, with the words that are shown in
    the place of its own."""
    columns: dict[str, Any] = json.loads(image)
    new = {name: shown.get(name, "") if name in OF_THE_TEXT else columns[name] for name in columns}
    return image if new == columns else json.dumps(new, ensure_ascii=False)


def seal_originals(db: Database) -> None:
    """Take the words of texts that are there no more out of what merges remember."""
    query = (
        "SELECT id, about_table, image, shown, same_as FROM originals"
        " WHERE about_table IN ('segments', 'turns', 'landmarks', 'documents')"
    )
    kept = {row[0] for row in db.execute("SELECT sha256 FROM texts")}
    changed = []
    for one, table, image, shown, other in db.execute(query).fetchall():
        if table == "documents":
            changed.append((_with_the_text_shown(image, shown), one))
        elif json.loads(image).get("_text") not in (None, *kept):
            words = json.loads(shown) if shown else _row(db, table, other)
            changed.append((with_words_of(image, words), one))
    db.conn.executemany("UPDATE originals SET image = ? WHERE id = ?", changed)


def _with_the_text_shown(image: str, shown: str | None) -> str:
    """What is remembered of a document: the text that merges made of several is its own now."""
    columns: dict[str, Any] = json.loads(image)
    stands: dict[str, Any] = json.loads(shown or "{}")
    columns.pop("_after", None)
    text = {name: stands[name] for name in ("text_sha256", "characters") if name in stands}
    return json.dumps(columns | text, ensure_ascii=False)


def _row(db: Database, table: str, row_id: str | None) -> dict[str, Any]:
    found = db.execute(f"SELECT * FROM {table} WHERE id = ?", (row_id,))
    names = [column[0] for column in found.description]
    row = found.fetchone()
    return {} if row is None else dict(zip(names, row, strict=True))


def remove_unused_texts(db: Database) -> None:
    """Remove the texts that no document has, and make the index of words anew without them."""
    db.execute("DELETE FROM texts WHERE sha256 NOT IN (SELECT text_sha256 FROM documents)")
    search.rebuild_index(db)


def compact(db: Database, path: Path) -> bool:
    """Write the file anew, so that nothing that was removed is left in its empty pages, nor beside
    it. Not within a transaction.

    Returns:
        Whether nothing is left beside it either; somebody who reads the file keeps that from being
        emptied until it is closed.

    Raises:
        DiskFull: if there is no room for a second copy meanwhile.
    """
    with errors_named(path):
        db.execute("VACUUM")
        busy = db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    return not busy
