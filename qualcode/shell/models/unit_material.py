"""What the table of meaning units shows, read once; and which of it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any, Final

from sqlite_utils import Database

from qualcode.core.analysis.meaning_units import Chains, Unit, all_units, order_of, turns_of
from qualcode.core.analysis.passages import Turns
from qualcode.core.ids import CodeId, CoderId, DocumentId, PersonId
from qualcode.core.model import Coder, Document, Person
from qualcode.core.model.chain import CATEGORY, CODE, SUB_CATEGORY, THEME
from qualcode.core.project import Project
from qualcode.core.store import coders as coders_store
from qualcode.core.store import codes as codes_store
from qualcode.core.store import documents as documents_store
from qualcode.core.store import persons as persons_store
from qualcode.core.store.connection import casefold
from qualcode.core.translate import N_
from qualcode.shell.jobs import Progress
from qualcode.shell.models.codebook import Codebook


class Column(IntEnum):
    """The columns, in their order."""

    UNIT = 0
    DOCUMENT = 1
    PERSON = 2
    EVALUATOR = 3
    CONDENSED = 4
    INTERPRETATION = 5
    CODE = 6
    SUB_CATEGORY = 7
    CATEGORY = 8
    THEME = 9


#: the column of each level of the chain
LEVEL_OF: Final[Mapping[Column, int]] = {
    Column.CODE: CODE,
    Column.SUB_CATEGORY: SUB_CATEGORY,
    Column.CATEGORY: CATEGORY,
    Column.THEME: THEME,
}
TEXTS: Final = (Column.CONDENSED, Column.INTERPRETATION)
EDITABLE: Final = (*TEXTS, *LEVEL_OF)
HEADINGS: Final[Mapping[Column, str]] = {
    Column.UNIT: N_("Meaning unit"),
    Column.DOCUMENT: N_("Document"),
    Column.PERSON: N_("Respondent"),
    Column.EVALUATOR: N_("Evaluator"),
    Column.CONDENSED: N_("Condensed meaning unit"),
    Column.INTERPRETATION: N_("Interpretation"),
    Column.CODE: N_("Code"),
    Column.SUB_CATEGORY: N_("Sub-category"),
    Column.CATEGORY: N_("Category"),
    Column.THEME: N_("Theme"),
}


@dataclass(frozen=True)
class UnitMaterial:
    """The rows, in the order of the texts, and what their ids stand for."""

    units: tuple[Unit, ...] = ()
    turns: Mapping[DocumentId, Turns] = field(default_factory=dict)
    documents: Mapping[DocumentId, Document] = field(default_factory=dict)
    persons: Mapping[PersonId, Person] = field(default_factory=dict)
    coders: Mapping[CoderId, Coder] = field(default_factory=dict)
    order: Callable[[Unit], tuple[Any, ...]] = lambda unit: (unit.key,)


def read_material(project: Project, *, progress: Progress | None = None) -> UnitMaterial:
    """Everything; in a thread where there is much."""
    if progress is not None:
        progress(0, 0)
    db = project.db
    with db.atomic():
        turns = turns_of(db)
        return UnitMaterial(
            tuple(all_units(db, turns)),
            turns,
            {one.id: one for one in documents_store.all_documents(db)},
            {one.id: one for one in persons_store.all_persons(db)},
            {one.id: one for one in coders_store.all_coders(db)},
            order_of(db),
        )


def read_codebook(db: Database) -> Codebook:
    """The codebook as it is."""
    return Codebook.of(codes_store.all_codes(db))


@dataclass(frozen=True)
class UnitFilter:
    """Which rows are asked for; an empty choice lets everything through.

    Attributes:
        groups: of respondents; None stands for those who have none.
        codes: with everything under them.
        empty: rows in which one of these columns is still empty.
        words: what must stand in the passage, or in what was written of it.
    """

    documents: frozenset[DocumentId] = frozenset()
    persons: frozenset[PersonId] = frozenset()
    groups: frozenset[str | None] = frozenset()
    coders: frozenset[CoderId] = frozenset()
    codes: frozenset[CodeId] = frozenset()
    empty: frozenset[Column] = frozenset()
    words: str = ""

    @property
    def is_open(self) -> bool:
        """Whether everything is let through."""
        return self == UnitFilter()


class Sieve:
    """Decides for each row, with what a filter needs looked up once."""

    def __init__(
        self, wanted: UnitFilter, material: UnitMaterial, codebook: Codebook, chains: Chains
    ) -> None:
        self._wanted, self._material, self._chains = wanted, material, chains
        self._codes = set(codebook.subtree(code for code in wanted.codes if code in codebook))
        self._words = casefold(wanted.words.strip()) or ""
        self._checks = list(self._asked())

    def lets_through(self, unit: Unit) -> bool:
        return all(check(unit) for check in self._checks)

    def _asked(self) -> Iterator[Callable[[Unit], bool]]:
        """One question for each choice that was made."""
        wanted = self._wanted
        if wanted.documents:
            yield lambda unit: unit.document_id in wanted.documents
        if wanted.coders:
            yield lambda unit: unit.coder_id in wanted.coders
        if wanted.codes:
            yield lambda unit: unit.code_id in self._codes
        if wanted.persons:
            yield lambda unit: not wanted.persons.isdisjoint(unit.persons)
        if wanted.groups:
            yield lambda unit: not wanted.groups.isdisjoint(self._groups(unit))
        if wanted.empty:
            asked = [self._emptiness(one) for one in wanted.empty]
            yield asked[0] if len(asked) == 1 else lambda unit: any(one(unit) for one in asked)
        if self._words:
            yield self._holds_words

    def _groups(self, unit: Unit) -> list[str | None]:
        persons = self._material.persons
        return [persons[one].reporting_group for one in unit.persons if one in persons]

    def _emptiness(self, column: Column) -> Callable[[Unit], bool]:
        """Whether a column is empty in a row."""
        if column is Column.CONDENSED:
            return lambda unit: not unit.condensed
        if column is Column.INTERPRETATION:
            return lambda unit: not unit.interpretation
        if column is Column.CODE:
            return lambda unit: unit.code_id is None
        level, of = LEVEL_OF[column], self._chains.of
        return lambda unit: of(unit.code_id).places[level] is None

    def _holds_words(self, unit: Unit) -> bool:
        texts = (unit.quote, unit.condensed, unit.interpretation)
        return any(self._words in (casefold(text) or "") for text in texts if text)
