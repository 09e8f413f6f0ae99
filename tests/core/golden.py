"""Everything that the program reads out of a project, as JSON can hold it."""

from dataclasses import asdict
from typing import Any

from qualcode.core.model import Coder
from qualcode.core.operations.history import history, next_redo, next_undo
from qualcode.core.project import Project
from qualcode.core.store import codes, codings, documents, journal, memos, persons, rows
from qualcode.core.store.schema import MODEL_OF

#: the tables that are read by the ways of the program itself
KNOWN = {
    *("project", "coders", "documents", "turns", "persons", "cases", "affiliations", "codes"),
    *("segments", "codings", "memos"),
}


def as_read(project: Project) -> dict[str, Any]:
    db = project.db
    everybody = persons.all_persons(db)
    undo, redo = next_undo(db), next_redo(db)
    return {
        "project": asdict(project.info),
        # as stored: two of one colour are shown apart
        "coders": [asdict(one) for one in rows.select(db, Coder, "coders", "ORDER BY id")],
        "documents": [asdict(one) for one in documents.all_documents(db)],
        "texts": {one.title: documents.text(db, one.id) for one in documents.all_documents(db)},
        "turns": [asdict(one) for one in documents.all_turns(db)],
        "persons": [asdict(one) for one in everybody],
        "cases": [asdict(one) for one in persons.all_cases(db)],
        "affiliations": [
            asdict(one) for one in persons.affiliations_of(db, [person.id for person in everybody])
        ],
        "codes": [asdict(one) for one in codes.all_codes(db)],
        "segments": [asdict(one) for one in codings.all_segments(db)],
        "marks": [asdict(one) for one in codings.all_marks(db)],
        "memos": [asdict(one) for one in memos.all_memos(db)],
        **{
            table: [asdict(one) for one in rows.select(db, MODEL_OF[table], table, "ORDER BY id")]
            for table in MODEL_OF
            if table not in KNOWN
        },
        "journal": [
            {**asdict(entry), "rows": [asdict(row) for row in journal.row_changes(db, entry.seq)]}
            for entry in journal.entries(db)
        ],
        "undone": [line.id for line in history(db) if line.undone],
        "next undo": undo.id if undo else None,
        "next redo": redo.id if redo else None,
    }
