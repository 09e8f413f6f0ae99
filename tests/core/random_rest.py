"""What random work does that no other part of it does: words changed afterwards, and sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.core.changes import Changes
from qualcode.core.errors import Refused
from qualcode.core.ids import EntryId
from qualcode.core.interchange.attributes import AttributeSheet
from qualcode.core.interchange.code_row import CodeRow
from qualcode.core.interchange.codings import CodingRow
from qualcode.core.interchange.persons import PersonRow
from qualcode.core.model import LEVELS
from qualcode.core.operations import (
    attributes,
    cases,
    codebook,
    coders,
    codes,
    documents,
    folders,
    memos,
    passage_shapes,
    passages,
    project_details,
    restoring,
    sheet_attributes,
    sheet_codings,
    sheet_persons,
)

if TYPE_CHECKING:
    from tests.core.random_work import Work

WORDS = (None, "", "Kort 😀", "Å\nA\u030a")


def edit_project(w: Work) -> Changes | None:
    language, questions = w.random.choice(["sv", "en"]), w.random.choice(WORDS)
    return project_details.edit_project(
        w.project, w.coder, name=w.name(), language=language, questions=questions
    )


def edit_coder(w: Work) -> Changes | None:
    edited, initials = w.pick("coders"), w.random.choice(["", "XY"])
    return coders.edit_coder(
        w.project, w.coder, edited, name=w.name(), initials=initials, colour="#123456"
    )


def describe_document(w: Work) -> Changes | None:
    wave = w.random.choice(WORDS)
    return documents.describe_document(
        w.project,
        w.coder,
        w.pick("documents"),
        kind=w.random.choice(["workshop", "survey"]),
        language="en",
        date=None,
        wave=wave,
    )


def edit_document(w: Work) -> Changes | None:
    details = documents.DocumentDetails(w.name(), "interview", "sv", "2026-05-01")
    return documents.edit_document(w.project, w.coder, w.pick("documents"), details)


def rename_folder(w: Work) -> Changes | None:
    return folders.rename_folder(w.project, w.coder, w.pick("folders"), w.name())


def edit_case(w: Work) -> Changes | None:
    details = cases.CaseDetails(w.name(), w.random.choice(WORDS), w.random.choice(WORDS))
    return cases.edit_case(w.project, w.coder, w.pick("cases"), details)


def assign(w: Work) -> Changes | None:
    case = w.random.choice([None, w.pick("cases")])
    return cases.assign_documents(w.project, w.coder, w.some("documents"), case)


def move_attribute(w: Work) -> Changes | None:
    place = w.random.randint(0, 3)
    return attributes.move_attribute(w.project, w.coder, w.pick("attributes"), place)


def recolour(w: Work) -> Changes | None:
    return codes.recolour_codes(w.project, w.coder, w.some("codes"), "#aabbcc")


def describe_code(w: Work) -> Changes | None:
    first, *others = [w.random.choice(WORDS) for _ in range(4)]
    return codes.describe_code(
        w.project,
        w.coder,
        w.pick("codes"),
        definition=first,
        when_to_use=others[0],
        when_not_to_use=others[1],
        example=others[2],
        level=w.random.choice(LEVELS),
    )


def move_codes(w: Work) -> Changes | None:
    parent, place = w.random.choice([None, w.pick("codes")]), w.random.choice([None, 0, 2])
    return codes.move_codes(w.project, w.coder, w.some("codes"), parent_id=parent, position=place)


def comment(w: Work) -> Changes | None:
    return passages.comment_coding(w.project, w.coder, w.pick("codings"), w.random.choice(WORDS))


def edit_memo(w: Work) -> Changes | None:
    return memos.edit_memo(w.project, w.coder, w.pick("memos"), title=w.name(), text="Ny tanke")


def join_neighbours(w: Work) -> Changes | None:
    query = (
        "SELECT a.id, b.id FROM segments a JOIN segments b USING (document_id, coder_id)"
        " WHERE a.id < b.id AND a.start IS NOT NULL AND b.start IS NOT NULL"
        " ORDER BY a.created, a.id, b.created, b.id"
    )
    pairs = w.project.db.execute(query).fetchall()
    if not pairs:
        raise Refused("segments")
    return passage_shapes.join_passages(w.project, w.coder, w.random.choice(pairs))


def codebook_sheet(w: Work) -> Changes | None:
    rows = [CodeRow(2, path=w.name(), definition="Vad"), CodeRow(3, name=w.name(), level="theme")]
    return codebook.import_codebook(w.project, w.coder, rows, source="k.csv").changes


def codings_sheet(w: Work) -> Changes | None:
    document = w.pick("documents")
    start, end = w.span(document)
    row = CodingRow(2, document_id=document, code=w.name(), start=start, end=end, comment="Ja")
    return sheet_codings.code_from_sheet(
        w.project, w.coder, [row], source="m.csv", partial=True
    ).changes


def persons_sheet(w: Work) -> Changes | None:
    row = PersonRow(2, "", w.random.choice(["Kim", "Lo"]), "", w.name(), "Chef", "", "")
    return sheet_persons.persons_from_sheet(w.project, w.coder, [row], source="p.csv").changes


def attributes_sheet(w: Work) -> Changes | None:
    query = "SELECT title FROM documents ORDER BY created, id"
    titles = [title for (title,) in w.project.db.execute(query)]
    rows = [
        (number, {"title": title, "Ort": w.random.choice(["Norr", "2", ""])})
        for number, title in enumerate(titles, 2)
    ]
    sheet = AttributeSheet(("title", "Ort"), tuple(rows))
    return sheet_attributes.attributes_from_sheet(
        w.project, w.coder, sheet, source="a.csv", about="documents", partial=True
    ).changes


def restore(w: Work) -> Changes | None:
    """Bring back what some step deleted, whoever did it."""
    query = (
        "SELECT DISTINCT j.id FROM journal j JOIN journal_rows r ON r.entry = j.seq"
        " WHERE r.action = 'delete' ORDER BY j.time, j.id"
    )
    found = [EntryId(row[0]) for row in w.project.db.execute(query)]
    return restoring.restore_deleted(w.project, w.coder, w.random.choice(found)) if found else None


CHANGING = [
    *[edit_project, edit_coder, describe_document, edit_document, rename_folder, edit_case],
    *[assign, move_attribute, recolour, describe_code, move_codes, comment, edit_memo],
    *[join_neighbours, codebook_sheet, codings_sheet, persons_sheet, attributes_sheet],
    restore,
]
