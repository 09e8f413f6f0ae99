"""What stands in a project's tables, to compare one moment with another."""

from typing import Any

from qualcode.core.operations.attributes import fit
from qualcode.core.store.schema import MODEL_OF


def contents(db: Any) -> dict[str, list[tuple[Any, ...]]]:
    """Every row that an operation can write, by table; the journal and the texts only grow."""
    return {table: rows(db, table) for table in MODEL_OF}


def rows(db: Any, table: str) -> list[tuple[Any, ...]]:
    return sorted(db.execute(f"SELECT * FROM {table}").fetchall(), key=repr)


def count(db: Any, table: str) -> int:
    return db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


def broken_rules(db: Any) -> list[str]:
    """What must hold in every project at every moment, and does not."""
    found = [str(row) for row in db.execute("PRAGMA integrity_check") if row != ("ok",)]
    found += [str(row) for row in db.execute("PRAGMA foreign_key_check")]
    texts = dict(
        db.execute("SELECT d.id, t.text FROM documents d JOIN texts t ON t.sha256 = d.text_sha256")
    )
    for segment, document, start, end, quote in db.execute(
        'SELECT id, document_id, start, "end", quote FROM segments WHERE start IS NOT NULL'
    ):
        if texts[document][start:end] != quote or quote != quote.strip():
            found.append(f"{segment} is not its quote")
    reached: dict[str, int] = {}
    for turn, document, start, speech, end in db.execute(
        'SELECT id, document_id, start, speech_start, "end" FROM turns ORDER BY start'
    ):
        text = texts[document]
        if not reached.get(document, 0) <= start <= speech < end <= len(text) or any(
            text[place].isspace() for place in (start, speech, end - 1)
        ):
            found.append(f"{turn}: a turn at the wrong words")
        reached[document] = end
    queries = {
        "two passages of one evaluator on one span": (
            'SELECT 1 FROM segments WHERE start IS NOT NULL GROUP BY document_id, start, "end",'
            " coder_id HAVING count(*) > 1"
        ),
        "a passage that nothing holds": (
            "SELECT id FROM segments s WHERE condensed IS NULL AND interpretation IS NULL"
            " AND NOT EXISTS (SELECT 1 FROM codings WHERE segment_id = s.id)"
            " AND NOT EXISTS (SELECT 1 FROM memos WHERE about_id = s.id)"
            " AND NOT EXISTS (SELECT 1 FROM memo_links WHERE to_id = s.id)"
            " AND NOT EXISTS (SELECT 1 FROM quotes WHERE segment_id = s.id)"
        ),
        "siblings of one name": (
            "SELECT 1 FROM codes GROUP BY parent_id, casefold(name) HAVING count(*) > 1"
        ),
        "documents of one title": (
            "SELECT 1 FROM documents GROUP BY casefold(title) HAVING count(*) > 1"
        ),
        "respondents of one pseudonym": (
            "SELECT 1 FROM persons WHERE kind = 'respondent' GROUP BY casefold(pseudonym)"
            " HAVING count(*) > 1"
        ),
        "a code under itself": (
            "WITH RECURSIVE reached(id) AS (SELECT id FROM codes WHERE parent_id IS NULL UNION"
            " SELECT codes.id FROM codes JOIN reached ON parent_id = reached.id)"
            " SELECT id FROM codes WHERE id NOT IN reached"
        ),
        "folders of one name": (
            "SELECT 1 FROM folders GROUP BY parent_id, casefold(name) HAVING count(*) > 1"
        ),
        "a folder in itself": (
            "WITH RECURSIVE reached(id) AS (SELECT id FROM folders WHERE parent_id IS NULL UNION"
            " SELECT folders.id FROM folders JOIN reached ON parent_id = reached.id)"
            " SELECT id FROM folders WHERE id NOT IN reached"
        ),
        "cases of one name": "SELECT 1 FROM cases GROUP BY casefold(name) HAVING count(*) > 1",
        "attributes of one name": (
            "SELECT 1 FROM attributes GROUP BY about, casefold(name) HAVING count(*) > 1"
        ),
        "a person who belongs nowhere in particular": (
            "SELECT 1 FROM affiliations WHERE coalesce(case_id, organisation, role, place) IS NULL"
        ),
        "an entry without rows": (
            "SELECT id FROM journal WHERE operation <> 'seal'"
            " AND seq NOT IN (SELECT entry FROM journal_rows)"
            " AND operation NOT IN ('merge', 'handout') AND brought_by IS NULL"
        ),
    }
    found += values_that_do_not_fit(db)
    found += [name for name, query in queries.items() if db.execute(query).fetchone()]
    found += [
        f"a memo about nothing in {table}"
        for table in MODEL_OF
        if db.execute(
            f"SELECT 1 FROM memos WHERE about_table = ? AND about_id NOT IN (SELECT id FROM {table})",
            (table,),
        ).fetchone()
    ]
    found += [
        f"a link of a memo to nothing in {table}"
        for table in MODEL_OF
        if db.execute(
            f"SELECT 1 FROM memo_links WHERE to_table = ? AND to_id NOT IN (SELECT id FROM {table})",
            (table,),
        ).fetchone()
    ]
    return found


def values_that_do_not_fit(db: Any) -> list[str]:
    """Of attributes: what they can't hold, and what is about nothing."""
    attributes = [row[0] for row in db.execute("SELECT id FROM attributes")]
    return [f"a value in {one} does not fit" for one in attributes if not fit(db, [one], [])]
