"""The index of every text's words, and what it is asked.

A row of the index is a paragraph. Its number says which text it is of and where it begins there, so
that rows come in the order of the text without being sorted, and the index holds no text itself:
SQLite keeps the words with the numbers of their rows. Texts never change under their hash, and
several documents may have the same one.

The words are cut by `core/model/paragraphs.py`, for SQLite's own way to cut them differs from
version to version, and breaks words at soft hyphens. It is told to take them as they are.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from sqlite_utils import Database

from qualcode.core.ids import CoderId, DocumentId
from qualcode.core.model.paragraphs import HAS_JOINED, as_indexed, paragraphs, word_pattern

#: Places in a text take so many bits of a row's number.
_BITS: Final = 32
_PLACE: Final = (1 << _BITS) - 1


def index_text(db: Database, sha256: str) -> None:
    """Take a stored text into the index, if it isn't there already."""
    done = db.execute("INSERT OR IGNORE INTO indexed_texts (sha256) VALUES (?)", (sha256,))
    if done.rowcount == 1:
        _add(db, int(done.lastrowid or 0), sha256)


def index_every_text(db: Database) -> None:
    """Take every stored text into the index that isn't there already."""
    for sha256 in unindexed(db):
        index_text(db, sha256)


def unindexed(db: Database) -> list[str]:
    """The hashes of texts that are not in the index, or not as far as it knows."""
    query = "SELECT sha256 FROM texts WHERE sha256 NOT IN (SELECT sha256 FROM indexed_texts)"
    return [row[0] for row in db.execute(query).fetchall()]


def rebuild_index(db: Database) -> None:
    """Make the index anew from the texts that are stored now, within the caller's transaction.

    To be done after texts were removed: what the index knew of them is then gone from its tables,
    and a `VACUUM` afterwards takes it out of the file.
    """
    db.execute("INSERT INTO search (search) VALUES ('delete-all')")
    db.execute("DELETE FROM indexed_texts")
    index_every_text(db)
    db.execute("INSERT INTO search (search) VALUES ('optimize')")


def _add(db: Database, number: int, sha256: str) -> None:
    text = text_of(db, sha256)
    pattern = word_pattern(text)
    db.conn.executemany(
        "INSERT INTO search (rowid, words) VALUES (?, ?)",
        (
            ((number << _BITS) | span.start, as_indexed(text, span, pattern))
            for span in paragraphs(text)
        ),
    )


def text_of(db: Database, sha256: str) -> str:
    """The text with that hash."""
    return str(db.execute("SELECT text FROM texts WHERE sha256 = ?", (sha256,)).fetchone()[0])


def numbers(db: Database) -> dict[str, int]:
    """Under which number the index knows each text, by hash."""
    return dict(db.execute("SELECT sha256, number FROM indexed_texts").fetchall())


def paragraphs_with(db: Database, expression: str) -> dict[int, list[int]]:
    """Where the paragraphs begin that the expression fits, in order, by the text's number."""
    found: dict[int, list[int]] = {}
    query = "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid"
    for (row,) in db.execute(query, (expression,)):
        found.setdefault(row >> _BITS, []).append(row & _PLACE)
    return found


def paragraphs_in(db: Database, expression: str, number: int) -> list[int]:
    """Where the paragraphs of one text begin that the expression fits, in order."""
    query = "SELECT rowid FROM search WHERE search MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid"
    first = number << _BITS
    return [row[0] & _PLACE for row in db.execute(query, (expression, first, first | _PLACE))]


def vocabulary(db: Database) -> list[str]:
    """Every word that is in any text, folded, in order; of very long ones the beginning, for SQLite
    cuts them, and perhaps within a character."""
    db.execute(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.search_words USING fts5vocab(main, search, row)"
    )
    terms = db.execute("SELECT CAST(term AS BLOB) FROM temp.search_words")
    found = [term.decode(errors="ignore") for (term,) in terms]
    return [word for word in found if word != HAS_JOINED]


def speakers_in(
    db: Database, document_id: DocumentId
) -> list[tuple[int, int, int, str | None, str | None]]:
    """The turns of a document in order: start, end, where the speech begins, who speaks, and as
    what (see `PERSON_KINDS`)."""
    query = (
        'SELECT t.start, t."end", t.speech_start, t.person_id, p.kind FROM turns t'
        " LEFT JOIN persons p ON p.id = t.person_id WHERE t.document_id = ? ORDER BY t.start"
    )
    return db.execute(query, (document_id,)).fetchall()


def coded_spans(
    db: Database, document_id: DocumentId, coder_ids: Iterable[CoderId] = ()
) -> list[tuple[int, int]]:
    """Where a document is coded, by any of these evaluators, or by anyone."""
    wanted = list(coder_ids)
    by = f" AND c.coder_id IN ({', '.join('?' * len(wanted))})" if wanted else ""
    query = (
        'SELECT DISTINCT s.start, s."end" FROM segments s JOIN codings c ON c.segment_id = s.id'
        f" WHERE s.document_id = ? AND s.start IS NOT NULL{by} ORDER BY s.start"
    )
    return db.execute(query, (document_id, *wanted)).fetchall()


def fields_with_text(
    db: Database, table: str, columns: Iterable[str]
) -> Iterator[tuple[str, str, str]]:
    """Id, column and words of all that is written in some columns of a table."""
    for column in columns:
        query = (
            f'SELECT id, "{column}" FROM {table} WHERE "{column}" IS NOT NULL'
            f" AND \"{column}\" <> '' ORDER BY id"
        )
        for row_id, words in db.execute(query):
            yield row_id, column, words


def known_codings(
    db: Database, document_id: DocumentId, coder_id: CoderId, code_id: str
) -> dict[tuple[int, int], tuple[str, bool]]:
    """An evaluator's passages in a document: where, which, and whether they have the code."""
    query = (
        'SELECT s.start, s."end", s.id, EXISTS (SELECT 1 FROM codings c WHERE'
        " c.segment_id = s.id AND c.code_id = ? AND c.coder_id = s.coder_id) FROM segments s"
        " WHERE s.document_id = ? AND s.coder_id = ? AND s.start IS NOT NULL"
    )
    return {
        (start, end): (segment_id, bool(coded))
        for start, end, segment_id, coded in db.execute(query, (code_id, document_id, coder_id))
    }
