"""Codings from a sheet: many passages, found by place or by quote, coded as one step."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final

from sqlite_utils import Database

from qualcode.core.analysis.passages import NamelessText
from qualcode.core.analysis.quotes import nameless_title
from qualcode.core.analysis.tally import gather_turns
from qualcode.core.changes import Changes
from qualcode.core.collector import collector_paused
from qualcode.core.errors import Refused
from qualcode.core.ids import CodeId, CoderId, CodingId, DocumentId, SegmentId, new_ids
from qualcode.core.interchange.codings import CodingRow
from qualcode.core.interchange.problems import RowProblem, SheetRefused
from qualcode.core.interchange.sheets import as_text, whole_number
from qualcode.core.model import Coding, Segment
from qualcode.core.model.span import Span, trim
from qualcode.core.operations.lookup import Documents
from qualcode.core.operations.names import optional
from qualcode.core.operations.passages import new_segment
from qualcode.core.operations.planned_coders import PlannedCoders
from qualcode.core.operations.planned_codes import PlannedCodes, path_key, split_path
from qualcode.core.project import Project
from qualcode.core.store import codes as codes_store
from qualcode.core.store import documents as documents_store
from qualcode.core.store import persons as persons_store
from qualcode.core.store import places
from qualcode.core.store import summary as reads
from qualcode.core.store.connection import casefold
from qualcode.core.store.places import Place
from qualcode.core.store.transaction import Transaction
from qualcode.core.translate import _

OPERATION: Final = "code_from_sheet"


@dataclass(frozen=True)
class SheetCodings:
    """What became of a sheet's rows.

    Attributes:
        written: how many codings are new.
        skipped: how many were there already.
        codes_created: the paths of the codes made for it, in the order of the sheet.
        problems: the rows that were left out.
    """

    changes: Changes
    written: int
    skipped: int
    codes_created: tuple[str, ...]
    problems: tuple[RowProblem, ...]


def code_from_sheet(
    project: Project,
    coder_id: CoderId,
    rows: Sequence[CodingRow],
    *,
    source: str,
    partial: bool = False,
) -> SheetCodings:
    """Write the codings of a sheet, in one step.

    A row is by the evaluator that it names, who joins if need be, and else by `coder_id`. Codes
    are made if they are new. What is coded so already is skipped.

    Args:
        source: the sheet's file name.
        partial: write the rows that can be placed, and leave out the others.

    Raises:
        SheetRefused: if a row can't be placed, unless `partial`; then nothing is written.
    """
    with collector_paused(), project.operation(coder_id, OPERATION, source) as running:
        placement = place(running.db, coder_id, rows)
        if placement.problems and not partial:
            raise SheetRefused(source, placement.problems)
        written = _write(running, placement)
        return SheetCodings(
            changes=running.changes(OPERATION),
            written=written,
            skipped=len(placement.placed) - written,
            codes_created=tuple(placement.codes.path(code.id) for code in placement.codes.new),
            problems=tuple(placement.problems),
        )


@dataclass(frozen=True, slots=True)
class Placed:
    """A row whose passage, code and evaluator are known."""

    row: CodingRow
    document_id: DocumentId
    span: Span
    code_id: CodeId
    coder_id: CoderId


@dataclass
class Placement:
    """Where the rows of a sheet belong, before anything is written."""

    codes: PlannedCodes
    coders: PlannedCoders
    placed: list[Placed] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)


def place(db: Database, coder_id: CoderId, rows: Sequence[CodingRow]) -> Placement:
    """Find the passage, the code and the evaluator of each row; nothing is written."""
    found = Placement(PlannedCodes(codes_store.all_codes(db)), PlannedCoders(db))
    spots = _Spots(db).of(rows)
    code_ids: dict[tuple[str, str], CodeId] = {}
    for row, spot in zip(rows, spots, strict=True):
        if isinstance(spot, str):
            found.problems.append(RowProblem(row.number, spot))
            continue
        try:
            coder = found.coders.ensure(row.coder) if row.coder else coder_id
            names = (row.code_path, row.code)
            if names not in code_ids:  # last: a row that is left out makes no code
                code_ids[names] = _code(found.codes, row)
        except Refused as refusal:
            found.problems.append(RowProblem(row.number, str(refusal)))
        else:
            found.placed.append(Placed(row, *spot, code_ids[names], coder))
    return found


def _code(codes: PlannedCodes, row: CodingRow) -> CodeId:
    """The row's code. Its path says more than its name, but must not say something else."""
    if not row.code_path:
        return codes.ensure(row.code)
    path = [name for name in split_path(row.code_path) if name]
    tail = split_path(row.code)
    if not row.code:
        return codes.ensure_at(path)
    if path_key(path[-len(tail) :]) != path_key(tail):
        raise Refused(
            _("The code is “{code}” here and “{path}” in the column of paths.").format(
                code=row.code, path=row.code_path
            )
        )
    as_name = [*path[: -len(tail)], row.code]  # the sign may be a part of the name itself
    return codes.at(as_name) or codes.ensure_at(path)


class _Spots:
    """Finds the passages of rows, one document's after the other's, so that one text is at hand."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._documents = Documents(db)

    def of(self, rows: Sequence[CodingRow]) -> list[tuple[DocumentId, Span] | str]:
        """For each row its document and span, or why it has none."""
        found: list[tuple[DocumentId, Span] | str] = [""] * len(rows)
        by_document: dict[DocumentId, list[int]] = defaultdict(list)
        named: dict[tuple[str, str], DocumentId | str] = {}
        for at, row in enumerate(rows):
            name = (row.document, row.document_id)
            if name not in named:
                named[name] = self._document(row)
            answer = named[name]
            if answer in self._documents:
                by_document[DocumentId(answer)].append(at)
            else:
                found[at] = answer
        for document_id, places_in_it in by_document.items():
            page = _Page(self._db, document_id, self._documents.title(document_id))
            for at in places_in_it:
                try:
                    found[at] = (document_id, page.span(rows[at]))
                except Refused as refusal:
                    found[at] = str(refusal)
        return found

    def _document(self, row: CodingRow) -> DocumentId | str:
        """By title, which stays the same in a copy, then by id, then by the title without names."""
        reasons = []
        for text in (row.document, row.document_id):
            try:
                return self._documents.find(text)
            except Refused as refusal:
                reasons += [str(refusal)] if text else []
        alike = self._nameless_titles[casefold(row.document)] if row.document else []
        if len(alike) == 1:
            return alike[0]
        return reasons[0] if reasons else _("The row names no document.")

    @cached_property
    def _nameless_titles(self) -> dict[str | None, list[DocumentId]]:
        """The documents by their titles as an export writes them, without real names."""
        persons = {person.id: person for person in persons_store.all_persons(self._db)}
        found: dict[str | None, list[DocumentId]] = defaultdict(list)
        for document_id, turns in gather_turns(reads.turns(self._db), persons).items():
            title = nameless_title(self._documents.title(document_id), turns.names)
            found[casefold(title)].append(document_id)
        return found


class _Page:
    """A document's text, in which the passages of rows are found."""

    def __init__(self, db: Database, document_id: DocumentId, title: str) -> None:
        self._db = db
        self._document_id = document_id
        self._title = title
        self._text = documents_store.text(db, document_id)
        self._nameless: NamelessText | None = None

    def span(self, row: CodingRow) -> Span:
        """Where the row's passage lies.

        Raises:
            Refused: saying why it lies nowhere, or in several places.
        """
        quote = row.quote.strip()
        if row.start is None and row.end is None:
            return self._span_of(quote)
        span = self._span_at(row)
        if quote and self._text[span.start : span.end] != quote:
            self._refuse_other(span, quote)
        return span

    def _span_at(self, row: CodingRow) -> Span:
        start, end = whole_number(row.start), whole_number(row.end)
        if start is None or end is None:
            raise Refused(
                _(
                    "“start” and “end” must both be whole numbers; here they are “{start}” and “{end}”."
                ).format(start=as_text(row.start), end=as_text(row.end))
            )
        length = len(self._text)
        if not 0 <= start < end <= length:
            raise Refused(
                _(
                    "{start} to {end} is no place in “{document}”, whose text has {count} "
                    "characters."
                ).format(start=start, end=end, document=self._title, count=length)
            )
        span = trim(self._text, start, end)
        if span is None:
            raise Refused(
                _("There is nothing but white space from {start} to {end} in “{document}”.").format(
                    start=start, end=end, document=self._title
                )
            )
        return span

    def _span_of(self, quote: str) -> Span:
        if not quote:
            raise Refused(_("The row has neither a place nor a quote."))
        start = self._text.find(quote)
        if start < 0:
            raise Refused(
                _("The quote does not stand in “{document}”.").format(document=self._title)
            )
        if self._text.find(quote, start + 1) >= 0:
            raise Refused(
                _(
                    "The quote stands {count} times in “{document}”. Give “start” and “end” too."
                ).format(count=_times(self._text, quote), document=self._title)
            )
        return Span(start, start + len(quote))

    def _refuse_other(self, span: Span, quote: str) -> None:
        """An export hides real names in speakers' labels: that quote says the same."""
        if self._nameless is None:
            persons = {person.id: person for person in persons_store.all_persons(self._db)}
            turns = gather_turns(reads.turns(self._db, [self._document_id]), persons)
            found = turns.get(self._document_id)
            self._nameless = found.nameless(self._text) if found else NamelessText(self._text, [])
        if self._nameless.read(span.start, span.end) == quote:
            return
        raise Refused(
            _("The quote is not what stands from {start} to {end} in “{document}”.").format(
                start=span.start, end=span.end, document=self._title
            )
        )


def _times(text: str, quote: str) -> int:
    """How often the quote stands in the text, overlapping ones included."""
    count, at = 0, text.find(quote)
    while at >= 0:
        count, at = count + 1, text.find(quote, at + 1)
    return count


def _write(running: Transaction, placement: Placement) -> int:
    """Write what is new; how many codings that was."""
    placement.coders.write(running, {placed.coder_id for placed in placement.placed})
    placement.codes.write(running)
    new_segments = _NewSegments(running)
    coded = places.coded(running.db)
    codings: list[Coding] = []
    ids = iter(new_ids(len(placement.placed)))
    for placed in placement.placed:
        segment_id = new_segments.ensure(placed)
        key = (segment_id, placed.code_id, placed.coder_id)
        if key not in coded:
            coded.add(key)
            codings.append(_coding(running, CodingId(next(ids)), placed, segment_id))
    running.insert_many("segments", list(new_segments.found.values()))
    running.insert_many("codings", codings)
    return len(codings)


class _NewSegments:
    """The passages that nobody has marked yet, each once, in the order of the sheet."""

    def __init__(self, running: Transaction) -> None:
        self.found: dict[SegmentId, Segment] = {}
        self._running = running
        self._known = places.segments_by_place(running.db)
        self._texts: dict[DocumentId, str] = {}

    def ensure(self, placed: Placed) -> SegmentId:
        start, end = placed.span
        key: Place = (placed.document_id, start, end, placed.coder_id)
        segment_id = self._known.get(key)
        if segment_id is None:
            text = self._text(placed.document_id)
            new = new_segment(
                self._running, placed.document_id, text, placed.span, coder_id=placed.coder_id
            )
            segment_id = self._known[key] = new.id
            self.found[segment_id] = new
        condensed = placed.row.condensed
        if condensed and segment_id in self.found and not self.found[segment_id].condensed:
            self.found[segment_id] = replace(self.found[segment_id], condensed=condensed)
        return segment_id

    def _text(self, document_id: DocumentId) -> str:
        if document_id not in self._texts:
            self._texts[document_id] = documents_store.text(self._running.db, document_id)
        return self._texts[document_id]


def _coding(
    running: Transaction, coding_id: CodingId, placed: Placed, segment_id: SegmentId
) -> Coding:
    return Coding(
        id=coding_id,
        segment_id=segment_id,
        code_id=placed.code_id,
        comment=optional(placed.row.comment),
        weight=None,
        stance=None,
        created=running.time,
        coder_id=placed.coder_id,
    )
