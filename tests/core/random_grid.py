"""What random work does with folders, attributes, cases, and the grid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.core.changes import Changes
from qualcode.core.operations import attributes, cases, folders, grid, readings

if TYPE_CHECKING:
    from tests.core.random_work import Work

TEXTS = ("", "1", "2", "ja", "Norr > Väst", "Norr", "2026-05", "A\u030a", "Ja; nej")


def new_folder(w: Work) -> Changes | None:
    parent = w.pick("folders") if w.random.random() < 0.4 else None
    into = w.some("documents") if w.random.random() < 0.5 else []
    return folders.create_folder(w.project, w.coder, w.name(), parent_id=parent, documents=into)


def into_folder(w: Work) -> Changes | None:
    target = w.pick("folders") if w.random.random() < 0.7 else None
    moved = w.some("folders") if w.random.random() < 0.3 else []
    place = w.random.choice([None, 0, 1])
    return folders.move_into_folder(
        w.project, w.coder, target, documents=w.some("documents"), folders=moved, position=place
    )


def delete_folders(w: Work) -> Changes | None:
    return folders.delete_folders(w.project, w.coder, w.some("folders"))


def read(w: Work) -> Changes | None:
    state = w.random.choice([None, "under-way", "done"])
    return readings.set_reading(w.project, w.coder, w.some("documents"), state)


def new_attribute(w: Work) -> Changes | None:
    about = w.random.choice(["documents", "persons", "cases"])
    kind = w.random.choice(["text", "number", "yes-no", "choice", "date"])
    new = attributes.NewAttribute(w.name(), about, kind, ("1", "Ja; nej", "2"))
    return attributes.create_attribute(w.project, w.coder, new)


def convert_attribute(w: Work) -> Changes | None:
    kind = w.random.choice(["text", "number", "yes-no", "choice", "date"])
    return attributes.edit_attribute(
        w.project, w.coder, w.pick("attributes"), name=w.name(), kind=kind
    )


def delete_attribute(w: Work) -> Changes | None:
    return attributes.delete_attributes(w.project, w.coder, [w.pick("attributes")])


def fill(w: Work) -> Changes | None:
    about = w.random.choice(["documents", "persons", "cases"])
    columns = {"documents": "title wave folder case", "persons": "role place case", "cases": "name"}
    chosen = [*columns[about].split(), "attribute:"]
    cells = [
        grid.Cell(row, _column(w, about, w.random.choice(chosen)), w.random.choice(TEXTS))
        for row in w.some(about)
    ]
    return grid.fill_in(w.project, w.coder, about, list({c.row_id: c for c in cells}.values()))


def _column(w: Work, about: str, column: str) -> str:
    if column != "attribute:":
        return column
    query = "SELECT id FROM attributes WHERE about = ? ORDER BY created, id"
    found = w.project.db.execute(query, (about,)).fetchall()
    return (
        column + w.random.choice(found)[0] if found else "title" if about == "documents" else "kind"
    )


def new_case(w: Work) -> Changes | None:
    return cases.create_case(
        w.project,
        w.coder,
        cases.CaseDetails(w.name()),
        documents=w.some("documents"),
        persons=w.some("persons"),
    )


def delete_case(w: Work) -> Changes | None:
    return cases.delete_cases(w.project, w.coder, [w.pick("cases")])


def belong(w: Work) -> Changes | None:
    where = [
        cases.Belonging("AF", w.name()),
        cases.Belonging(case_id=w.pick("cases")),
        cases.Belonging(),
    ]
    w.random.shuffle(where)
    return cases.set_belongings(w.project, w.coder, w.pick("persons"), where)


CHANGING = [
    *[new_folder, into_folder, delete_folders, read, new_attribute, convert_attribute],
    *[delete_attribute, fill, fill, new_case, delete_case, belong],
]
