"""The table of meaning units as it is printed: names, quotes and sources, and what is one cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from qualcode.core.analysis.contacts import find_contacts
from qualcode.core.analysis.meaning_units import (
    Chains,
    Unit,
    UnitCount,
    all_units,
    by_chain,
    count,
    turns_of,
)
from qualcode.core.analysis.names import NamePlace, in_order, name_at, name_words
from qualcode.core.analysis.passages import NamelessText, Turns
from qualcode.core.analysis.quotes import nameless_title
from qualcode.core.analysis.summary import SMALL_GROUP
from qualcode.core.collector import collector_paused
from qualcode.core.ids import CodeId, DocumentId
from qualcode.core.model import LEVELS
from qualcode.core.model.chain import CATEGORY, CODE, SUB_CATEGORY, THEME
from qualcode.core.model.span import Lines
from qualcode.core.project import Project
from qualcode.core.report.options import ExportOptions
from qualcode.core.store import coders as coder_store
from qualcode.core.store import codes as code_store
from qualcode.core.store import documents as document_store
from qualcode.core.store import persons as person_store
from qualcode.core.translate import N_, _, ngettext

#: what is printed in the columns of the chain, from the code on
LEVEL_HEADINGS: Final = (N_("Code"), N_("Sub-category"), N_("Category"), N_("Theme"))
#: about as many lines as stand on a page across, and characters on a line of its widest column
_PAGE: Final = 30
_LINE: Final = 34


@dataclass(frozen=True, slots=True)
class PrintedUnit:
    """A row. `chain` holds the names at each of `LEVELS`, empty where there is none.

    Attributes:
        quote: without real names in speakers' labels, unless they were asked for.
        source: what stands under the quote; perhaps nothing.
        persons: pseudonyms. `groups` are theirs, as far as they have one.
    """

    unit: Unit
    quote: str
    source: str
    language: str
    document: str
    line: int | None
    persons: tuple[str, ...]
    groups: tuple[str, ...]
    coder: str
    chain: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnitTable:
    """What is printed, and in which columns.

    Attributes:
        interpretation: whether it has a column.
        levels: those of `LEVELS` that have a column, for a row has them; the code if none has any.
        names: where real names seem to stand among the words.
        contacts: where e-mail addresses and numbers of people do.
    """

    title: str
    language: str
    rows: tuple[PrintedUnit, ...]
    interpretation: bool
    levels: tuple[int, ...]
    count: UnitCount
    names: tuple[NamePlace, ...]
    contacts: tuple[NamePlace, ...]

    @property
    def headings(self) -> list[str]:
        """The columns' headings."""
        found = [_("Meaning unit"), _("Condensed meaning unit")]
        if self.interpretation:
            found.append(_("Interpretation"))
        return found + [_(LEVEL_HEADINGS[level]) for level in self.levels]

    @property
    def caption(self) -> str:
        """What the table shows, and of how much."""
        highest = {
            CODE: _("From meaning unit to code"),
            SUB_CATEGORY: _("From meaning unit to sub-category"),
            CATEGORY: _("From meaning unit to category"),
            THEME: _("From meaning unit to theme"),
        }[self.levels[-1]]
        return self._counted(highest)

    def _counted(self, what: str) -> str:
        units, persons, documents = self.count.units, self.count.persons, self.count.documents
        return _("{what}: {units}, {persons}, {documents}").format(
            what=what,
            units=ngettext("{number} meaning unit", "{number} meaning units", units).format(
                number=units
            ),
            persons=ngettext("{number} respondent", "{number} respondents", persons).format(
                number=persons
            ),
            documents=ngettext("{number} document", "{number} documents", documents).format(
                number=documents
            ),
        )

    @property
    def notes(self) -> list[str]:
        """What a reader must know, in whole sentences."""
        if 0 < self.count.persons < SMALL_GROUP:
            return [_("Note: fewer than three persons may be recognised by what they say.")]
        return []

    def spans(self) -> list[tuple[int, ...]]:
        """For each row and level how many rows its cell takes: 0 where it belongs to one above.

        Cells of one name are one where all levels above are one as well; empty cells stay apart.
        After about a page they begin anew, so that the name is seen on each page.
        """
        found = [[1] * len(LEVELS) for _row in self.rows]
        heads = [0] * len(LEVELS)
        lines = 0
        for at in range(1, len(self.rows)):
            lines += _lines(self.rows[at - 1])
            together = lines < _PAGE
            lines = lines if together else 0
            for level in sorted(self.levels, reverse=True):
                mine, above = self.rows[at].chain[level], self.rows[at - 1].chain[level]
                together = together and mine == above
                if together and mine:
                    found[at][level] = 0
                    found[heads[level]][level] += 1
                else:
                    heads[level] = at
        return [tuple(row) for row in found]


def _lines(row: PrintedUnit) -> int:
    """About how many lines a row takes on paper."""
    texts = (row.quote, row.unit.condensed or "", row.unit.interpretation or "")
    return 1 + max(sum(1 + len(part) // _LINE for part in text.split("\n")) for text in texts)


def unit_table(project: Project, options: ExportOptions) -> UnitTable:
    """The rows that the options let through, by theme, category, sub-category and code."""
    with collector_paused(), project.db.atomic():
        return _Printer(project, options).table()


class _Printer:
    def __init__(self, project: Project, options: ExportOptions) -> None:
        self._project, self._db, self._options = project, project.db, options
        codes = code_store.all_codes(self._db)
        self._codes = {code.id: code for code in codes}
        self._chains = Chains(self._codes)
        self._wanted = (
            set(code_store.subtree(self._db, options.filters.codes))
            if options.filters.codes
            else None
        )
        self._persons = {person.id: person for person in person_store.all_persons(self._db)}
        self._coders = {coder.id: coder.name for coder in coder_store.all_coders(self._db)}
        self._documents = {one.id: one for one in document_store.all_documents(self._db)}
        self._turns = turns_of(self._db)
        self._titles: dict[DocumentId, str] = {}
        self._texts: dict[DocumentId, tuple[NamelessText, Lines]] = {}

    def table(self) -> UnitTable:
        wanted = [unit for unit in all_units(self._db, self._turns) if self._lets_through(unit)]
        units = by_chain(wanted, self._chains, list(self._codes))
        rows = tuple(self._print(unit) for unit in units)
        used = [level for level in range(len(LEVELS)) if any(row.chain[level] for row in rows)] or [
            CODE
        ]
        info = self._project.info
        return UnitTable(
            title=info.name,
            language=info.language,
            rows=rows,
            interpretation=self._options.interpretation,
            levels=tuple(used),
            count=count(units),
            names=in_order(self._name_places(rows)),
            contacts=in_order(self._contact_places(rows)),
        )

    def _lets_through(self, unit: Unit) -> bool:
        filters, only = self._options.filters, self._options.only
        persons = (self._persons[person] for person in unit.persons)
        return (
            (only is None or unit.key in only)
            and (self._wanted is None or unit.code_id in self._wanted)
            and (not filters.documents or unit.document_id in filters.documents)
            and (not filters.coders or unit.coder_id in filters.coders)
            and (not filters.of_some_persons or any(map(filters.lets_person, persons)))
        )

    def _print(self, unit: Unit) -> PrintedUnit:
        persons = [self._persons[person] for person in unit.persons]
        quote, line = self._words(unit)
        return PrintedUnit(
            unit=unit,
            quote=quote,
            source=self._source(unit, line),
            language=self._documents[unit.document_id].language,
            document=self._title(unit.document_id),
            line=line,
            persons=tuple(person.pseudonym for person in persons),
            groups=tuple(
                dict.fromkeys(p.reporting_group for p in persons if p.reporting_group is not None)
            ),
            coder=self._coders[unit.coder_id],
            chain=tuple(self._name(one) for one in self._chains.of(unit.code_id).places),
        )

    def _name(self, code_id: CodeId | None) -> str:
        return "" if code_id is None else self._codes[code_id].name

    def _words(self, unit: Unit) -> tuple[str, int | None]:
        """The quote as it may be printed, and the line in which it begins."""
        if unit.start is None or unit.end is None:
            turns = self._turns.get(unit.document_id)
            hidden = turns is not None and not self._options.real_names
            return turns.nameless_words(unit.quote) if hidden and turns else unit.quote, None
        if unit.document_id not in self._texts:
            whole = document_store.text(self._db, unit.document_id)
            turns = self._turns.get(unit.document_id) or Turns((), {})
            self._texts[unit.document_id] = turns.nameless(whole), Lines(whole)
        text, lines = self._texts[unit.document_id]
        quote = unit.quote if self._options.real_names else text.read(unit.start, unit.end)
        return quote, lines.number(unit.start)

    def _title(self, document_id: DocumentId) -> str:
        if document_id not in self._titles:
            title, turns = self._documents[document_id].title, self._turns.get(document_id)
            hidden = turns is not None and not self._options.real_names
            self._titles[document_id] = (
                nameless_title(title, turns.names) if hidden and turns else title
            )
        return self._titles[document_id]

    def _source(self, unit: Unit, line: int | None) -> str:
        said = self._attribution(unit, line)
        if not self._options.show_coder:
            return said
        coder = _("marked by {names}").format(names=self._coders[unit.coder_id])
        return f"{said}; {coder}" if said else coder

    def _attribution(self, unit: Unit, line: int | None) -> str:
        persons = [self._persons[person] for person in unit.persons]
        kind, title = self._options.attribution, self._title(unit.document_id)
        if kind == "role":
            return ", ".join(
                dict.fromkeys(said for p in persons if (said := p.role or p.reporting_group))
            )
        if kind == "pseudonym":
            return ", ".join(person.pseudonym for person in persons)
        if kind == "document":
            return title
        if kind == "line":
            return (
                title
                if line is None
                else _("{document}, line {line}").format(document=title, line=line)
            )
        return ""

    def _name_places(self, rows: Sequence[PrintedUnit]) -> Iterator[NamePlace]:
        if self._options.real_names:
            return
        words = name_words(self._persons.values())
        for row in rows:
            if any(name_at(text, words) is not None for text in _said(row)):
                yield NamePlace(row.document, row.unit.document_id, row.line)

    def _contact_places(self, rows: Sequence[PrintedUnit]) -> Iterator[NamePlace]:
        if self._options.real_names:
            return
        for row in rows:
            if any(True for text in _said(row) for _one in find_contacts(text)):
                yield NamePlace(row.document, row.unit.document_id, row.line)


def _said(row: PrintedUnit) -> tuple[str, ...]:
    return row.quote, row.unit.condensed or "", row.unit.interpretation or ""
