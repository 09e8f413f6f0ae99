"""What a row is to a user: in a few words, with the place in a text or the code that leads to it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlite_utils import Database

from qualcode.core.ids import CodeId, DocumentId
from qualcode.core.store import things as store
from qualcode.core.store.schema import MODEL_OF
from qualcode.core.translate import N_, _

#: a row: its table and id
Ref = tuple[str, str]

#: as many characters of a quote or a memo tell it from others in a list
LONGEST_NAME: Final = 80

KINDS: Final = {
    "project": N_("Project"),
    "coders": N_("Evaluator"),
    "cases": N_("Case"),
    "folders": N_("Folder"),
    "documents": N_("Document"),
    "persons": N_("Person"),
    "affiliations": N_("Affiliation"),
    "turns": N_("Turn"),
    "codes": N_("Code"),
    "segments": N_("Passage"),
    "codings": N_("Coding"),
    "memos": N_("Memo"),
    "memo_links": N_("Link of a memo"),
    "guide_questions": N_("Guide question"),
    "landmarks": N_("Heading"),
    "readings": N_("Progress"),
    "attributes": N_("Attribute"),
    "attribute_values": N_("Value"),
    "quotes": N_("Printed quote"),
    "boards": N_("Board"),
    "board_items": N_("Card on a board"),
    "decisions": N_("Decision"),
    "disagreements": N_("Disagreement"),
    "surveys": N_("Survey"),
    "survey_columns": N_("Question of a survey"),
    "responses": N_("Answer to a survey"),
    "backgrounds": N_("What a respondent said of themselves"),
    "invitations": N_("Invited to a survey"),
    "originals": N_("Original file"),
}

#: the column that names a row
_NAMED_BY: Final = {
    "project": "name",
    "coders": "name",
    "cases": "name",
    "folders": "name",
    "documents": "title",
    "persons": "pseudonym",
    "affiliations": "organisation",
    "turns": "label",
    "codes": "name",
    "segments": "quote",
    "guide_questions": "text",
    "landmarks": "label",
    "attributes": "name",
    "attribute_values": "value",
    "boards": "name",
    "board_items": "text",
    "decisions": "answer",
    "surveys": "title",
    "survey_columns": "question",
    "backgrounds": "value",
    "invitations": "group_value",
}
#: the row that a row is of, where it has no better name of its own
_PART_OF: Final = {
    "codings": ("code_id", "codes"),
    "quotes": ("segment_id", "segments"),
    "memo_links": ("memo_id", "memos"),
    "readings": ("document_id", "documents"),
    "disagreements": ("document_id", "documents"),
    "responses": ("person_id", "persons"),
}


@dataclass(frozen=True, slots=True)
class Thing:
    """A row in words.

    Attributes:
        name: what it is called; of a passage or a memo its first words.
        place: the title of the document that it stands in, where that says more.
        is_there: whether it is in the project now.
        document_id, start, end: where it stands in a text; `start` is None for a whole document.
        code_id: the code that it is, or that it puts on a passage.
    """

    table: str
    id: str
    name: str
    place: str = ""
    is_there: bool = True
    document_id: DocumentId | None = None
    start: int | None = None
    end: int | None = None
    code_id: CodeId | None = None

    @property
    def kind(self) -> str:
        """“Passage”"""
        return _(KINDS[self.table])

    @property
    def words(self) -> str:
        """“Passage “I do not know” in Interview 3”"""
        if not self.name:
            return self.kind
        if self.place:
            return _("{kind} “{name}” in “{place}”").format(
                kind=self.kind, name=self.name, place=self.place
            )
        return _("{kind} “{name}”").format(kind=self.kind, name=self.name)


def describe(db: Database, refs: Iterable[Ref]) -> dict[Ref, Thing]:
    """Every one of the rows in words, also those that are gone."""
    return _Describer(db).things(dict.fromkeys(refs))


class _Describer:
    def __init__(self, db: Database) -> None:
        self._db = db
        self._rows: dict[Ref, store.Row] = {}
        self._there: set[Ref] = set()

    def things(self, refs: Iterable[Ref]) -> dict[Ref, Thing]:
        refs = [ref for ref in refs if ref[0] in MODEL_OF]
        self._read(refs)
        # a coding's passage, that passage's document: two steps lead to everything
        for _step in range(2):
            self._read([onward for ref in list(self._rows) for onward in self._onward(ref)])
        return {ref: self._thing(ref) for ref in refs}

    def _read(self, refs: Iterable[Ref]) -> None:
        by_table: dict[str, set[str]] = defaultdict(set)
        for ref in refs:
            if ref not in self._rows:
                by_table[ref[0]].add(ref[1])
        for table, row_ids in by_table.items():
            found = store.live(self._db, table, row_ids)
            self._there.update((table, row_id) for row_id in found)
            left = row_ids - found.keys()
            before = store.gone(self._db, left) if left else {}
            for row_id in row_ids:
                row = found.get(row_id) or before.get(row_id, ("", {}))[1]
                self._rows[table, row_id] = row

    def _onward(self, ref: Ref) -> list[Ref]:
        row = self._rows[ref]
        columns = (("document_id", "documents"), ("segment_id", "segments"), ("code_id", "codes"))
        found = [(table, row[column]) for column, table in columns if row.get(column)]
        if ref[0] in _PART_OF:
            column, table = _PART_OF[ref[0]]
            found += [(table, row[column])] if row.get(column) else []
        if ref[0] in ("turns", "landmarks") and row.get("document_id"):
            found.append(("documents", row["document_id"]))
        return found

    def _thing(self, ref: Ref) -> Thing:
        table, row_id = ref
        row = self._rows.get(ref, {})
        thing = Thing(table, row_id, self._name(table, row), is_there=ref in self._there)
        if table == "documents":
            return replace(thing, document_id=DocumentId(row_id))
        if table == "codes":
            return replace(thing, code_id=CodeId(row_id))
        code_id = CodeId(row["code_id"]) if row.get("code_id") else None
        return replace(self._placed(thing, row), code_id=code_id)

    def _placed(self, thing: Thing, row: store.Row) -> Thing:
        """With the place in a text where the row stands."""
        where = row
        if row.get("segment_id"):
            where = self._rows.get(("segments", row["segment_id"]), {})
        document_id = where.get("document_id")
        if not document_id:
            return thing
        document = self._rows.get(("documents", document_id), {})
        return replace(
            thing,
            place="" if thing.table in ("readings", "disagreements") else document.get("title", ""),
            document_id=DocumentId(document_id),
            start=where.get("start"),
            end=where.get("end"),
        )

    def _name(self, table: str, row: store.Row) -> str:
        if table == "memos":
            return shortened(row.get("title") or row.get("text") or "")
        if table in _PART_OF:
            column, of = _PART_OF[table]
            return self._name(of, self._rows.get((of, row.get(column, "")), {}))
        return shortened(row.get(_NAMED_BY.get(table, "")) or "")


def shortened(text: Any) -> str:
    """A text on one line, and no longer than a name may be."""
    words = " ".join(str(text).split())
    return words if len(words) <= LONGEST_NAME else words[: LONGEST_NAME - 1].rstrip() + "…"
