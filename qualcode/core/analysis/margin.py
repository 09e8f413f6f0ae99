"""A document's codings as comments in its margin, each with its author."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from sqlite_utils import Database

from qualcode.core.analysis.quotes import nameless_title
from qualcode.core.analysis.shown_text import ShownText, turns_of
from qualcode.core.analysis.summary import Filters
from qualcode.core.ids import CodeId, CodingId, DocumentId, SegmentId
from qualcode.core.model import Code, Memo, Span
from qualcode.core.store import coders as coder_store
from qualcode.core.store import codes as code_store
from qualcode.core.store import codings as coding_store
from qualcode.core.store import documents as document_store
from qualcode.core.store import memos as memo_store
from qualcode.core.store import summary as reads
from qualcode.core.store.connection import casefold


@dataclass(frozen=True, slots=True)
class Noted:
    """A comment: a code or a memo on words of the text as it is shown.

    Attributes:
        code: its name, or its path where several codes have the name; empty for a memo.
        said: the evaluator's comment on it, and the memos about it; or the memo.
        time: when it was coded, or the memo written, in UTC.
    """

    span: Span
    code: str
    said: str
    author: str
    initials: str
    time: str


@dataclass(frozen=True, slots=True)
class MarginPage:
    """A document with its comments in the order of the text.

    Attributes:
        title: without real names, unless they were asked for.
        labels: where speakers' labels are in what is shown.
        unplaced: marks that are left out because the text under them is gone.
    """

    document_id: DocumentId
    title: str
    language: str
    text: str
    labels: tuple[Span, ...]
    comments: tuple[Noted, ...]
    unplaced: int


def margin_page(
    db: Database,
    document_id: DocumentId,
    filters: Filters | None = None,
    *,
    real_names: bool = False,
) -> MarginPage:
    """The document with what the filters' codes and coders let through.

    Raises:
        KeyError: if there is no such document.
    """
    document = document_store.get(db, document_id)
    text = document_store.text(db, document_id)
    turns = turns_of(db, document_id)
    shown = ShownText(text, [] if real_names else turns.hidden(text))
    wanted = _Wanted(db, filters or Filters())
    return MarginPage(
        document_id,
        title=document.title if real_names else nameless_title(document.title, turns.names),
        language=document.language,
        text=shown.text,
        labels=tuple(shown.to_shown(*span) for span in turns.labels),
        comments=tuple(_comments(db, document_id, shown, wanted)),
        unplaced=sum(
            document == document_id and start is None and wanted.lets(code_id, coder_id)
            for code_id, document, start, _end, coder_id, _comment in reads.marks(db)
        ),
    )


class _Wanted:
    """What the filters let through, and how the codes are called."""

    def __init__(self, db: Database, filters: Filters) -> None:
        codes = code_store.all_codes(db)
        self._coders = frozenset(filters.coders)
        self._codes = frozenset(
            code_store.subtree(db, filters.codes or [code.id for code in codes])
        )
        self.some_codes = bool(filters.codes)
        self.names = _names(codes)

    def lets(self, code_id: CodeId, coder_id: str) -> bool:
        return code_id in self._codes and self.lets_coder(coder_id)

    def lets_coder(self, coder_id: str) -> bool:
        return not self._coders or coder_id in self._coders


def _names(codes: list[Code]) -> dict[CodeId, str]:
    """Names by which codes are found again: paths where one name is several codes'."""
    times = Counter(casefold(code.name) for code in codes)
    paths = code_store.paths(codes)
    return {
        code.id: code.name if times[casefold(code.name)] == 1 else _path(paths[code.id])
        for code in codes
    }


def _path(names: tuple[str, ...]) -> str:
    path = code_store.path_text(names)
    return path if len(names) > 1 else f"> {path}"


def _comments(
    db: Database, document_id: DocumentId, shown: ShownText, wanted: _Wanted
) -> list[Noted]:
    marks = [
        mark
        for mark in coding_store.marks_in(db, document_id)
        if wanted.lets(mark.coding.code_id, mark.coding.coder_id)
    ]
    coders = {coder.id: coder for coder in coder_store.all_coders(db)}
    memos = _memos(db, [mark.coding.id for mark in marks])
    found = []
    for mark in marks:
        coding, segment = mark.coding, mark.segment
        if segment.start is None or segment.end is None:
            continue
        coder = coders[coding.coder_id]
        found.append(
            Noted(
                shown.to_shown(segment.start, segment.end),
                wanted.names[coding.code_id],
                "\n".join(filter(None, (coding.comment, *memos.get(coding.id, ())))),
                coder.name,
                coder.initials,
                coding.created,
            )
        )
    coded = {mark.segment.id for mark in marks}
    found += _of_passages(db, document_id, shown, wanted, coded)
    return sorted(found, key=lambda one: (one.span, one.author, one.code))


def _of_passages(
    db: Database,
    document_id: DocumentId,
    shown: ShownText,
    wanted: _Wanted,
    coded: Collection[SegmentId],
) -> Iterator[Noted]:
    """The memos about passages: of all, or of those `coded` where only some codes are wanted."""
    spans = {
        segment.id: shown.to_shown(segment.start, segment.end)
        for segment in coding_store.segments_in(db, document_id)
        if segment.start is not None and segment.end is not None
        if segment.id in coded or not wanted.some_codes
    }
    coders = {coder.id: coder for coder in coder_store.all_coders(db)}
    for memo in memo_store.about(db, spans):
        if wanted.lets_coder(memo.coder_id):
            coder, said = coders[memo.coder_id], "\n".join(filter(None, (memo.title, memo.text)))
            span = spans[SegmentId(memo.about_id or "")]
            yield Noted(span, "", said, coder.name, coder.initials, memo.created)


def _memos(db: Database, coding_ids: list[CodingId]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    memos: list[Memo] = memo_store.about(db, coding_ids)
    for memo in sorted(memos, key=lambda one: one.id):
        found[memo.about_id or ""] += [memo.title, memo.text]
    return found
