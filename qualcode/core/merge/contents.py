"""Which rows a copy for a colleague holds."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from sqlite_utils import Database

from qualcode.core.ids import CoderId, DocumentId
from qualcode.core.merge.relations import REFERENCES, TREES, index, value
from qualcode.core.store import merging
from qualcode.core.store.merging import Row

#: What evaluators do with the codebook and the texts: of a blind copy only its owner's own.
_WORK: Final = frozenset({"segments", "codings", "quotes", "readings", "memos"})
#: What several have settled or shown each other: in no blind copy.
_SHARED_WORK: Final = frozenset({"disagreements", "boards", "board_items"})
#: What is taken along whatever the documents are.
_ALWAYS: Final = ("codes", "guide_questions", "attributes")
#: What was decided when projects were merged holds what others wrote; how rows stood in their own
#: files holds what is not shown here.
_NEVER: Final = ("decisions", "originals")

#: The tables of surveys, with the columns that refer to what is perhaps not in a copy.
_SURVEYS: Final[dict[str, tuple[str, ...]]] = {
    "surveys": (),
    "survey_columns": ("document_id",),
    "responses": ("person_id", "document_id"),
    "invitations": (),
}

Rows = dict[str, dict[str, Row]]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a copy is to hold.

    Attributes:
        documents: None for all.
        blind: whether others' work is left out.
    """

    owner: CoderId
    documents: frozenset[DocumentId] | None
    blind: bool

    @property
    def is_whole(self) -> bool:
        """Whether nothing is left out of what stands in the project."""
        return self.documents is None and not self.blind


def contents_for(db: Database, wanted: Wanted) -> Rows:
    """The rows of a copy, by table and id."""
    return _Choosing(db, wanted).choose()


class _Choosing:
    def __init__(self, db: Database, wanted: Wanted) -> None:
        self._all = {table: merging.all_rows(db, table) for table in REFERENCES}
        self._wanted = wanted
        self.rows: Rows = {table: {} for table in REFERENCES}

    def choose(self) -> Rows:
        whole = self._wanted.documents is None
        for table in ("project", *_ALWAYS):
            self.rows[table] = self._all[table]
        self.rows["documents"] = {
            one: row
            for one, row in self._all["documents"].items()
            if self._wanted.documents is None or one in self._wanted.documents
        }
        for table in ("turns", "landmarks", "segments", "readings", "disagreements"):
            self._take(table, "document_id", self.rows["documents"])
        self._take("codings", "segment_id", self.rows["segments"])
        self._take("quotes", "segment_id", self.rows["segments"])
        self._take_persons(whole=whole)
        if not self._wanted.blind:
            self.rows["boards"] = self._all["boards"]
            self._take("board_items", "board_id", self.rows["boards"])
        self._take_surveys(whole=whole)
        self._take_memos(free=whole)
        self._take_values()
        self._take_coders()
        return self.rows

    def _may_go(self, table: str, row: Row) -> bool:
        if not self._wanted.blind:
            return True
        if table in _SHARED_WORK:
            return False
        return table not in _WORK or value(table, row, "coder_id") == self._wanted.owner

    def _take(self, table: str, column: str, of: Collection[str]) -> None:
        at = index(table)[column]
        self.rows[table] = {
            one: row
            for one, row in self._all[table].items()
            if row[at] in of and self._may_go(table, row)
        }

    def _take_persons(self, *, whole: bool) -> None:
        """Those who speak in the documents, with where they belong."""
        if whole:
            for table in ("persons", "affiliations", "cases", "folders"):
                self.rows[table] = self._all[table]
            return
        speak = {value("turns", row, "person_id") for row in self.rows["turns"].values()}
        self.rows["persons"] = {
            one: row for one, row in self._all["persons"].items() if one in speak
        }
        self._take("affiliations", "person_id", self.rows["persons"])
        used = {value("affiliations", row, "case_id") for row in self.rows["affiliations"].values()}
        used |= {value("documents", row, "case_id") for row in self.rows["documents"].values()}
        self.rows["cases"] = {one: row for one, row in self._all["cases"].items() if one in used}
        folders = [value("documents", row, "folder_id") for row in self.rows["documents"].values()]
        while folders:
            folder = folders.pop()
            if isinstance(folder, str) and folder not in self.rows["folders"]:
                row = self._all["folders"][folder]
                self.rows["folders"][folder] = row
                folders.append(value("folders", row, TREES["folders"]))

    def _take_memos(self, *, free: bool) -> None:
        """Memos about what is in the copy; free ones, which may speak of anything, only if all
        documents are."""
        where = index("memos")
        about, more = where["about_id"], True
        while more:
            there = {one for rows in self.rows.values() for one in rows}
            found = {
                one: row
                for one, row in self._all["memos"].items()
                if one not in self.rows["memos"]
                and self._may_go("memos", row)
                and (free if row[about] is None else row[about] in there)
            }
            self.rows["memos"].update(found)
            more = bool(found)
        there = {one for rows in self.rows.values() for one in rows}
        memo, to = (index("memo_links")[name] for name in ("memo_id", "to_id"))
        self.rows["memo_links"] = {
            one: row
            for one, row in self._all["memo_links"].items()
            if row[memo] in self.rows["memos"] and row[to] in there
        }

    def _take_surveys(self, *, whole: bool) -> None:
        """Surveys with what was asked; of those who answered, and where, only what is in the copy."""
        if whole:
            for table in (*_SURVEYS, "backgrounds"):
                self.rows[table] = self._all[table]
            return
        there = {None, *self.rows["documents"], *self.rows["persons"], *self.rows["attributes"]}
        for table, columns in _SURVEYS.items():
            where = [index(table)[column] for column in columns]
            self.rows[table] = {
                one: row
                for one, row in self._all[table].items()
                if all(row[at] in there for at in where)
            }
        self._take("backgrounds", "response_id", self.rows["responses"])

    def _take_values(self) -> None:
        described = {one for table in ("documents", "persons", "cases") for one in self.rows[table]}
        self._take("attribute_values", "about_id", described)

    def _take_coders(self) -> None:
        """The copy's owner, and the authors of what is in it; everybody, if nothing is left out."""
        if self._wanted.is_whole:
            self.rows["coders"] = self._all["coders"]
            return
        authors = {str(self._wanted.owner)}
        for table, rows in self.rows.items():
            if table not in ("project", "coders", *_NEVER):
                authors |= {str(value(table, row, "coder_id")) for row in rows.values()}
        self.rows["coders"] = {
            one: row for one, row in self._all["coders"].items() if one in authors
        }
