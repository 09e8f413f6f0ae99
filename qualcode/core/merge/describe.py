"""What rows are called where a user reads of a merge. Persons stand under their pseudonyms, and
passages under their documents: no words of an interview are told."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Final

from sqlite_utils import Database

from qualcode.core.merge.plan import FilePlan, Pair
from qualcode.core.merge.relations import REFERENCES, index
from qualcode.core.merge.settle import Settled
from qualcode.core.merge.told import Told
from qualcode.core.model.code import PATH_SEPARATOR
from qualcode.core.model.team import LATER, OPEN, SETTLED
from qualcode.core.store import merging
from qualcode.core.store.merging import Row
from qualcode.core.translate import N_, _

#: What a row of the table is called by.
_NAMES: Final = {
    "coders": "name",
    "cases": "name",
    "folders": "name",
    "documents": "title",
    "persons": "pseudonym",
    "codes": "name",
    "attributes": "name",
    "boards": "name",
    "guide_questions": "text",
    "surveys": "title",
    "survey_columns": "question",
    "invitations": "group_value",
    "memos": "title",
    "project": "name",
    "landmarks": "label",
}
_DEEPEST: Final = 50
_STATES: Final = {OPEN: N_("open"), LATER: N_("for later"), SETTLED: N_("settled")}


class Describing:
    """Names for the rows of a merge."""

    def __init__(self, settled: Settled) -> None:
        self._settled = settled

    def row(self, table: str, row_id: str) -> Row | None:
        """The row, be it shown or not, gone or not."""
        settled = self._settled
        found = settled.row(table, row_id) or settled.both.raw(table, row_id)
        for side in (settled.both.ours, settled.both.theirs):
            found = found or side.stored(table, row_id) or side.raw(table, row_id)
        return found

    def name(self, table: str, row_id: str) -> str:
        """What a row is called."""
        row = self.row(table, row_id)
        if row is None:
            return ""
        if table == "codes":
            return self._path(row)
        if table in _NAMES:
            return str(row[index(table)[_NAMES[table]]] or "")
        return self._about(table, row)

    def _path(self, code: Row) -> str:
        where = index("codes")
        names = [str(code[where["name"]])]
        parent = code[where["parent_id"]]
        while parent is not None and len(names) < _DEEPEST:
            row = self.row("codes", parent)
            if row is None:
                break
            names.insert(0, str(row[where["name"]]))
            parent = row[where["parent_id"]]
        return PATH_SEPARATOR.join(names)

    def _about(self, table: str, row: Row) -> str:
        """Where a row belongs that has no name of its own."""
        where = index(table)
        if table == "codings":
            code = self.name("codes", row[where["code_id"]])
            segment = self.row("segments", row[where["segment_id"]])
            document = self._document(segment) if segment else ""
            return Told(lambda: _("{code} in {document}").format(code=code, document=document))
        if table == "quotes":
            segment = self.row("segments", row[where["segment_id"]])
            return self._document(segment) if segment else ""
        if table == "attribute_values":
            return self.name("attributes", row[where["attribute_id"]])
        if table == "responses":
            return self.name("persons", row[where["person_id"]])
        if table == "backgrounds":
            return self.name("survey_columns", row[where["column_id"]])
        if table == "affiliations":
            return self.name("persons", row[where["person_id"]])
        if "document_id" in where:
            return self.name("documents", row[where["document_id"]])
        return ""

    def _document(self, segment: Row) -> str:
        return self.name("documents", segment[index("segments")["document_id"]])

    def any_name(self, row_id: str) -> str:
        """What a row is called of which the table is not known."""
        for table in ("codes", "coders", "documents", *REFERENCES):
            if table != "originals" and self.row(table, row_id) is not None:
                return self.name(table, row_id)
        return row_id

    def value(self, table: str, column: str, value: object) -> object:
        """A column's value, names in the place of ids."""
        if table == "disagreements" and isinstance(value, str):
            return self._of_a_place(column, value)
        for name, target in REFERENCES[table]:
            if name == column and value is not None and not target.startswith("@"):
                return self.name(target, str(value))
        return value

    def _of_a_place(self, column: str, value: str) -> str:
        """Of a place that evaluators coded otherwise: whether it is settled, and with what codes."""
        if column == "state":
            return Told(lambda: _(_STATES.get(value, value)))
        if column != "settled":
            return value
        codings = [self.row("codings", one) for one in json.loads(value)["codings"]]
        at = index("codings")["code_id"]
        names = sorted({self.name("codes", row[at]) for row in codings if row is not None})
        return ", ".join(names) or Told(lambda: _("no code"))


def names_known(plan: FilePlan, db: Database) -> FilePlan:
    """The plan of a file when others are taken in too: what was decided may be about their rows."""
    return replace(plan, decisions=tuple(_names_known(one, db) for one in plan.decisions))


def _names_known(decision: Pair, db: Database) -> Pair:
    first, second = (
        _name_in(db, decision.table, row_id) or name if name == row_id else name
        for row_id, name in zip((decision.ours, decision.theirs), decision.names, strict=True)
    )
    return replace(decision, names=(first, second))


def _name_in(db: Database, table: str, row_id: str) -> str:
    row = merging.rows_of(db, table, [row_id]).get(row_id) if table in _NAMES else None
    return "" if row is None else str(row[index(table)[_NAMES[table]]] or "")
