"""Where evaluators differ, as a file: every place with who marked what and what was said of it, where
there is most of it, and code against code."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from qualcode.core.analysis.passages import NamelessText, Turns
from qualcode.core.analysis.quotes import nameless_title
from qualcode.core.analysis.reconcile.confusion import Confusion, confusion
from qualcode.core.analysis.reconcile.listing import STATE_NAMES, Comparison, Listed, compare
from qualcode.core.analysis.reconcile.other_words import other_words
from qualcode.core.analysis.reconcile.remembered import settlement_of
from qualcode.core.analysis.tally import gather_turns
from qualcode.core.ids import CodeId, CoderId, DocumentId
from qualcode.core.model.team import SETTLED
from qualcode.core.project import Project
from qualcode.core.report.cautions import cautions, contacts_in_cells, names_in_cells
from qualcode.core.report.characters import Characters
from qualcode.core.report.export import save
from qualcode.core.report.options import Written
from qualcode.core.report.pointing import Pointing
from qualcode.core.report.tables import Table, Value, add_sheet, write_csv
from qualcode.core.report.typography import quoted
from qualcode.core.report.wordfile import Cell, WordFile
from qualcode.core.store import coders as coders_store
from qualcode.core.store import codes as codes_store
from qualcode.core.store import documents as documents_store
from qualcode.core.store import memos as memos_store
from qualcode.core.store import persons as persons_store
from qualcode.core.store import summary as reads
from qualcode.core.translate import _, language, ngettext, speaking

#: characters of a passage in a table on a page; the whole of it is in Excel
_IN_WORD: Final = 160
_WIDE: Final = 7
SUFFIXES: Final = (".xlsx", ".docx", ".csv")


def write_to(
    project: Project,
    compared: Sequence[CoderId],
    out: Path,
    documents: Iterable[DocumentId] | None = None,
) -> list[str]:
    """Write a file, whole or not at all, in the project's language and with pseudonyms in the
    titles of documents and the labels of speakers. An older file is replaced. Returns what is to be
    said of it.

    Args:
        compared: the evaluators, two at least.

    Raises:
        ProjectError: if it can't be written.
    """
    with speaking(project.info.language):
        told = _Told.read(project, compared, documents)
        written = _write(told, project, out.suffix)
        cells = (value for row in told.places().rows for value in row if isinstance(value, str))
        warnings = Pointing(project).count(cells, names_in_cells, contacts_in_cells)
    save(out, written.data)
    return list(cautions(replace(written, warnings=warnings)))


@dataclass(frozen=True)
class _Told:
    """The disagreements, and what everything is called."""

    project: Project
    comparison: Comparison
    listed: Sequence[Listed]
    coders: Mapping[CoderId, str]
    codes: Mapping[CodeId, str]
    documents: Mapping[DocumentId, str]
    texts: Mapping[DocumentId, NamelessText]

    @classmethod
    def read(
        cls,
        project: Project,
        compared: Sequence[CoderId],
        documents: Iterable[DocumentId] | None,
    ) -> _Told:
        db = project.db
        comparison = compare(db, compared, None if documents is None else frozenset(documents))
        persons = {person.id: person for person in persons_store.all_persons(db)}
        turns = gather_turns(reads.turns(db), persons)
        titles = {
            one: nameless_title(title, turns[one].names) if one in turns else title
            for one, title in documents_store.titles(db).items()
        }
        listed = [one for document in titles for one in comparison.listed.get(document, ())]
        found = dict.fromkeys(one.difference.document_id for one in listed)
        return cls(
            project,
            comparison,
            listed,
            {one.id: one.name for one in coders_store.all_coders(db)},
            {one.id: one.name for one in codes_store.all_codes(db)},
            titles,
            {one: (turns.get(one) or Turns((), {})).nameless(project.text(one)) for one in found},
        )

    def code(self, code_id: CodeId | None) -> str:
        return _("not marked") if code_id is None else self.codes.get(code_id, "?")

    def places(self, longest: int | None = None) -> Table:
        """A row for each disagreement; of each passage so many characters are told, or all."""
        people = [self.coders[one] for one in self.comparison.compared]
        columns = (_("Document"), *people, _("State"), _("Settled as"), _("What was said"))
        return Table(_("Places"), columns, [self._place(one, longest) for one in self.listed])

    def _place(self, one: Listed, longest: int | None) -> list[Value]:
        difference = one.difference
        text = self.texts[difference.document_id]
        marked = []
        for coder in difference.compared:
            pieces = [
                f"{self.code(piece.code_id)} "
                + quoted(_words(text.read(piece.start, piece.end), longest), language())
                for piece in difference.of(coder)
            ]
            marked.append("; ".join(pieces) or _("not marked"))
        title = self.documents.get(difference.document_id, "")
        return [
            title,
            *marked,
            _(STATE_NAMES[one.state]),
            self._settled(one, longest),
            self._said(one),
        ]

    def _settled(self, one: Listed, longest: int | None) -> str:
        settlement = settlement_of(one.said) if one.said and one.state == SETTLED else None
        if settlement is None:
            return ""
        names = [self.coders.get(coder, "?") for coder in settlement.taken]
        if not settlement.codings:
            return _("no code")
        people, text = ", ".join(names), self.texts[one.difference.document_id]
        other = [
            quoted(_words(text.read(*span), longest), language())
            for span in other_words(self.project.db, one.difference, settlement)
        ]
        if not other:
            return people
        return _("{names}, with other words: {words}").format(names=people, words="; ".join(other))

    def _said(self, one: Listed) -> str:
        if one.said is None:
            return ""
        thread = memos_store.about(self.project.db, [one.said.id])
        return "\n".join(f"{self.coders.get(m.coder_id, '?')}: {m.text}" for m in thread)

    def by_code(self) -> Table:
        """The codes that differ most first."""
        return _counted(
            _("By code"),
            _("Code"),
            (
                (self.code(code), one.state)
                for one in self.listed
                for code in one.difference.code_ids
            ),
        )

    def by_document(self) -> Table:
        """The documents with most disagreements first."""
        return _counted(
            _("By document"),
            _("Document"),
            (
                (self.documents.get(one.difference.document_id, ""), one.state)
                for one in self.listed
            ),
        )

    def crossed(self) -> Table:
        """Code against code: the earlier evaluator's down, the later one's across."""
        found = confusion(self.comparison, self.listed)
        codes = self._ordered({*found.rows(), *found.columns()} - {None})
        rows = [*codes, *([None] if None in found.rows() else [])]
        columns = [*codes, *([None] if None in found.columns() else [])]
        heads = (self._corner(), *map(self.code, columns))
        return Table(
            _("Code against code"),
            heads,
            [
                [self.code(row), *(found.counts.get((row, column), 0) for column in columns)]
                for row in rows
            ],
        )

    def pairs(self) -> Table:
        """The same as a list, the most confused first: a page has no room for the table."""
        found: Confusion = confusion(self.comparison, self.listed)
        apart = [(cell, n) for cell, n in found.disagreements.items() if cell[0] != cell[1]]
        apart.sort(key=lambda one: (-one[1], self.code(one[0][0]), self.code(one[0][1])))
        first, second = self._people()
        return Table(
            _("Code against code"),
            (first, second, _("Places")),
            [[self.code(one), self.code(other), number] for (one, other), number in apart],
        )

    def _people(self) -> tuple[str, str]:
        if len(self.comparison.compared) > 2:
            return _("The earlier one"), _("The later one")
        first, second = list(self.comparison.compared)
        return self.coders[first], self.coders[second]

    def _corner(self) -> str:
        first, second = self._people()
        return _("Down: {first}. Across: {second}.").format(first=first, second=second)

    def _ordered(self, codes: Iterable[CodeId | None]) -> list[CodeId]:
        place = {code: at for at, code in enumerate(self.codes)}
        return sorted((code for code in codes if code), key=lambda one: place.get(one, len(place)))

    def heading(self) -> str:
        settled = sum(one.state == SETTLED for one in self.listed)
        places = ngettext(
            "{names}: {number} place differs, {settled} settled.",
            "{names}: {number} places differ, {settled} settled.",
            len(self.listed),
        )
        names = ", ".join(self.coders[one] for one in self.comparison.compared)
        return places.format(names=names, number=len(self.listed), settled=settled)


def _words(text: str, longest: int | None) -> str:
    words = " ".join(text.split())
    if longest is None or len(words) <= longest:
        return words
    return words[:longest].rpartition(" ")[0] + "…"


def _counted(name: str, what: str, found: Iterable[tuple[str, str]]) -> Table:
    every, settled = Counter[str](), Counter[str]()
    for title, state in found:
        every[title] += 1
        settled[title] += state == SETTLED
    rows: list[list[Value]] = [
        [title, number, settled[title]] for title, number in every.most_common()
    ]
    return Table(name, (what, _("Differ"), _("Settled")), rows)


def _write(told: _Told, project: Project, suffix: str) -> Written:
    if suffix == ".csv":
        return write_csv(told.places())
    if suffix == ".docx":
        return _write_word(told, project)
    import xlsxwriter

    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    book.set_properties({"author": "Qualcode", "created": datetime(1980, 1, 1, tzinfo=UTC)})
    characters = Characters()
    for table in (told.places(), told.by_code(), told.by_document(), told.crossed()):
        add_sheet(book, table, characters)
    book.close()
    return Written(file.getvalue(), len(told.listed), replaced_characters=characters.replaced)


def _write_word(told: _Told, project: Project) -> Written:
    info = project.info
    file = WordFile(info.name, info.language, None, landscape=True)
    file.text("Title", info.name)
    file.text("Subtitle", _("Where evaluators differ"))
    file.text("Normal", told.heading())
    for table in (told.by_code(), told.by_document(), told.pairs(), told.places(_IN_WORD)):
        file.caption(table.name)
        numbers = {at for row in table.rows for at, one in enumerate(row) if isinstance(one, int)}
        rows = [
            [Cell(str(one), right=at in numbers) for at, one in enumerate(row)]
            for row in (table.columns, *table.rows)
        ]
        widths = [1 if at in numbers else 3 for at in range(len(table.columns))]
        if table.name == _("Places"):
            people = [_WIDE] * len(told.comparison.compared)
            widths = [3, *people, 2, 3, 4]
        file.table(widths, rows)
    return Written(file.finish(), len(told.listed), replaced_characters=file.characters.replaced)
