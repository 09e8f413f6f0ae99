"""Comments and colours from a document's margin, written as codings and memos."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Protocol

from sqlite_utils import Database

from qualcode.core.analysis.shown_text import ShownText, shown_text
from qualcode.core.errors import Refused
from qualcode.core.ids import CodeId, CoderId, CodingId, DocumentId, MemoId, SegmentId, new_id
from qualcode.core.importers.margin_rules import Wish
from qualcode.core.model import Coder, Coding, Memo, Segment
from qualcode.core.model.span import Span, trim
from qualcode.core.operations.margin_former import former_codings
from qualcode.core.operations.names import LONGEST_NAME, optional
from qualcode.core.operations.passages import Moment, new_segment
from qualcode.core.operations.planned_coders import PlannedCoders
from qualcode.core.operations.planned_codes import PlannedCodes, split_path
from qualcode.core.store import coders as coders_store
from qualcode.core.store import codes as codes_store
from qualcode.core.store import codings as codings_store
from qualcode.core.store import memos as memos_store
from qualcode.core.store.connection import casefold
from qualcode.core.store.margin import earlier_comments, former_memos, former_names
from qualcode.core.store.rows import storable
from qualcode.core.store.transaction import Transaction

_INITIALS: int = 8


class CodeFinder:
    """Finds the codes that words of a comment name; `planned` holds those that are to be made."""

    def __init__(self, db: Database) -> None:
        self._db = db
        codes = codes_store.all_codes(db)
        self.planned = PlannedCodes(codes)
        self._named: dict[str, list[CodeId]] = defaultdict(list)
        for code in codes:
            self._named[_folded(code.name)].append(code.id)

    def find(self, text: str) -> CodeId | None:
        """The code of a name or path; None if there is none.

        Raises:
            Refused: if several codes are meant.
        """
        named = self._named.get(_folded(text), ())
        return named[0] if len(named) == 1 else self.planned.find(text)

    @cached_property
    def _former(self) -> dict[str, CodeId]:
        """By the names that codes had before."""
        there = {code.id for code in codes_store.all_codes(self._db)}
        found = former_names(self._db)
        return {_folded(name): code_id for name, code_id in found if code_id in there}

    def was(self, text: str) -> CodeId | None:
        """The code that had this name before; None if one has it now, or none had."""
        last = split_path(text)[-1]
        return None if self.is_named(text) else self._former.get(_folded(last))

    def knows(self, text: str) -> bool:
        """Whether one code has the name or path."""
        try:
            return self.find(text) is not None
        except Refused:
            return False

    def is_named(self, text: str) -> bool:
        """Whether one code or more has the name or path."""
        try:
            return self.find(text) is not None
        except Refused:
            return True

    def ensure(self, name: str, under: str = "") -> CodeId:
        """`find`, and where that finds nothing the code is planned, under the one of that path.

        Raises:
            Refused: if several codes are meant, or the name can't be a code's.
        """
        found = self.find(name)
        if found is not None:
            return found
        if not under.strip():
            return self.planned.ensure(name)
        above = self.planned.names(self.find(under) or self.planned.ensure(under))
        return self.planned.ensure_at([*above, *filter(None, split_path(name))])


def _folded(name: str) -> str:
    return casefold(_squashed(name)) or ""


class Around(Moment, Protocol):
    """What a margin is written in: a transaction, or what can be read before there is one."""

    @property
    def db(self) -> Database: ...

    @property
    def coder_id(self) -> CoderId: ...

    def text(self, document_id: DocumentId) -> str:
        """A document's text."""
        ...


class MarginWriter:
    """Collects what margins ask for, and writes it at the end, each thing once.

    What an evaluator has coded so already, on the same words, stays as it is; what is new in a
    comment is added to that of the coding.
    """

    def __init__(self, running: Around) -> None:
        self._running = running
        self._codes = CodeFinder(running.db)
        self._coders = _Authors(running)
        self._segments: list[Segment] = []
        self._codings: list[Coding] = []
        self._memos: list[Memo] = []
        self._comments: dict[CodingId, str] = {}
        self._wanted: set[CoderId] = set()

    def add(self, document_id: DocumentId, wishes: Sequence[Wish], *, returns: bool = False) -> int:
        """The wishes for one document, at places of its text. Returns how many add something.

        Args:
            returns: whether they come from a file that may have been written from the document
                before codes were renamed, and codings taken off.
        """
        if not wishes:
            return 0
        number = 0
        there = _There(self._running, document_id, returns=returns)
        for wish in wishes:
            span = trim(there.text, wish.start, wish.end)
            if span is not None:
                before = there.size
                self._add(there, replace(wish, start=span.start, end=span.end))
                number += there.size > before
        self._segments += there.new_segments
        self._codings += there.new_codings.values()
        self._memos += there.new_memos
        self._comments.update(there.comments)
        return number

    def is_there(self, document_id: DocumentId, wishes: Sequence[Wish]) -> int:
        """How many of the wishes are in their document just so, or were."""
        there = _There(self._running, document_id, returns=True)
        return sum(self._is_there(there, self._coders.of(one), one) for one in wishes)

    def _is_there(self, there: _There, coder_id: CoderId, wish: Wish) -> bool:
        """Whether all that a comment says is in its document, or was."""
        if not wish.codes:
            return there.is_noted(coder_id, wish)
        codes = [self._codes.was(name) or self._found(name) for name in wish.codes]
        return all(code and there.is_coded(coder_id, code, wish) for code in codes)

    def _found(self, name: str) -> CodeId | None:
        try:
            return self._codes.find(str(storable(name)))
        except Refused:
            return None

    def _as_it_was(self, there: _There, coder_id: CoderId, wish: Wish) -> Wish:
        """What a comment became by the rule of that time, if it has been taken in before."""
        if not wish.others or self._is_there(there, coder_id, wish):
            return wish
        others = (replace(wish, codes=codes, memo=memo) for codes, memo in wish.others)
        return next((one for one in others if self._is_there(there, coder_id, one)), wish)

    def _add(self, there: _There, wish: Wish) -> None:
        coder_id = self._coders.of(wish)
        if there.returns:
            wish = self._as_it_was(there, coder_id, wish)
        codes, left = self._code_ids(wish, returns=there.returns)
        time = wish.time or self._running.time
        for code_id in codes:
            there.code(coder_id, code_id, wish, time)
        if left or not wish.codes:
            memo = (
                "; ".join(left) if codes else "\n".join(filter(None, ("; ".join(left), wish.memo)))
            )
            there.note(coder_id, replace(wish, memo=memo), time)
        self._wanted.add(coder_id)

    def _code_ids(self, wish: Wish, *, returns: bool) -> tuple[list[CodeId], list[str]]:
        """The codes, and those of their names that can be none or are several codes'."""
        found, left = [], []
        for name in wish.codes:
            former = self._codes.was(name) if returns else None
            try:
                found.append(former or self._codes.ensure(str(storable(name)), wish.under))
            except Refused:
                left.append(name)
        return list(dict.fromkeys(found)), left

    def write(self, running: Transaction) -> None:
        """Write it."""
        self._coders.write(running, self._wanted)
        self._codes.planned.write(running)
        running.insert_many("segments", self._segments)
        running.insert_many("codings", self._codings)
        running.insert_many("memos", self._memos)
        for coding_id, comment in self._comments.items():
            running.update("codings", coding_id, comment=comment)


class _Authors:
    """The evaluators that a file names."""

    def __init__(self, running: Around) -> None:
        self._running = running
        self._planned = PlannedCoders(running.db)
        self._known: dict[str | None, list[Coder]] = defaultdict(list)
        for coder in coders_store.all_coders(running.db):
            self._known[casefold(coder.name)].append(coder)

    def of(self, wish: Wish) -> CoderId:
        """Of several with one name the one with the initials, or else the first who joined."""
        name = " ".join(str(storable(wish.author)).split())[:LONGEST_NAME].strip()
        if not name:
            return self._running.coder_id
        known = self._known.get(casefold(name)) or []
        initials = str(storable(wish.initials)).strip()[:_INITIALS]
        same = [coder for coder in known if coder.initials.casefold() == initials.casefold()]
        for coder in (*same, *known):
            return coder.id
        return self._planned.ensure(name, initials)

    def write(self, running: Transaction, wanted: set[CoderId]) -> None:
        self._planned.write(running, wanted)


@dataclass(slots=True)
class _Known:
    """A coding that is there, and all that is said on it."""

    coding: Coding
    said: str


class _There:
    """One document with what is marked in it, and what is to come."""

    def __init__(self, running: Around, document_id: DocumentId, *, returns: bool) -> None:
        self._running = running
        self.returns = returns
        self._document_id = document_id
        self.text = running.text(document_id)
        self._shown: ShownText = shown_text(running.db, document_id)
        self.new_segments: list[Segment] = []
        self.new_codings: dict[CodingId, Coding] = {}
        self.new_memos: list[Memo] = []
        self.comments: dict[CodingId, str] = {}
        self._segments: dict[tuple[Span, CoderId], SegmentId] = {}
        self._codings: dict[tuple[Span, CoderId, CodeId], _Known] = {}
        self._noted: set[tuple[Span, CoderId, str]] = set()
        self._earlier: dict[CodingId, list[str]] = {}
        self._former: set[tuple[Span, CoderId, CodeId]] = set()
        self._unnoted: set[tuple[CoderId, str]] = set()
        self._read(running.db)

    def _read(self, db: Database) -> None:
        spans: dict[SegmentId, Span] = {}
        segments = codings_store.segments_in(db, self._document_id)
        for segment in segments:
            if segment.start is not None and segment.end is not None:
                spans[segment.id] = self._key(segment.start, segment.end)
                self._segments.setdefault((spans[segment.id], segment.coder_id), segment.id)
        codings = [one for one in codings_store.on_segments(db, spans) if one.segment_id in spans]
        said = _memos_by(memos_store.about(db, [one.id for one in codings]))
        for one in sorted(codings, key=lambda coding: coding.id):
            place = (spans[one.segment_id], one.coder_id, one.code_id)
            words = "\n".join(filter(None, (one.comment, *said.get(one.id, ()))))
            self._codings.setdefault(place, _Known(one, words))
        self._earlier = earlier_comments(db, [one.id for one in codings])
        if self.returns:
            former = former_codings(db, self._document_id, self.text, segments, codings)
            self._former = {(self._key(*span), coder, code) for span, coder, code in former}
            self._unnoted = {(coder, _squashed(said)) for coder, said in former_memos(db)}
        for memo in memos_store.about(db, spans):
            span = spans[SegmentId(memo.about_id or "")]
            self._noted.add((span, memo.coder_id, _squashed(memo.text)))
            self._noted.add((span, memo.coder_id, _squashed(f"{memo.title}\n{memo.text}")))

    @property
    def size(self) -> int:
        """How much is to come."""
        return len(self.new_codings) + len(self.new_memos) + len(self.comments)

    def _key(self, start: int, end: int) -> Span:
        """Two spans that look the same in an export are the same."""
        return self._shown.to_shown(start, end)

    def is_coded(self, coder_id: CoderId, code_id: CodeId, wish: Wish) -> bool:
        """Whether words have a code, and all that is said on it, or had."""
        place = (self._key(wish.start, wish.end), coder_id, code_id)
        known = self._codings.get(place)
        if known is None:
            return place in self._former
        said, memo = f" {_squashed(known.said)} ", _squashed(wish.memo)
        earlier = map(_squashed, self._earlier.get(known.coding.id, ()))
        return not memo or f" {memo} " in said or memo in earlier

    def is_noted(self, coder_id: CoderId, wish: Wish) -> bool:
        """Whether there is a memo on words that says this, or was."""
        said, key = _squashed(wish.memo), self._key(wish.start, wish.end)
        return (key, coder_id, said) in self._noted or (coder_id, said) in self._unnoted

    def code(self, coder_id: CoderId, code_id: CodeId, wish: Wish, time: str) -> None:
        """A code on words; what is said on it is added to what is there."""
        place = (self._key(wish.start, wish.end), coder_id, code_id)
        known = self._codings.get(place)
        if known is not None:
            self._say(known, wish)
            return
        if place in self._former:
            self._answer_former(coder_id, wish, time)
            return
        comment = optional("\n".join(filter(None, (wish.memo, *wish.replies))))
        coding = Coding(
            id=CodingId(new_id()),
            segment_id=self._segment(coder_id, wish, time),
            code_id=code_id,
            comment=storable(comment),
            weight=None,
            stance=None,
            created=time,
            coder_id=coder_id,
        )
        self.new_codings[coding.id] = coding
        self._codings[place] = _Known(coding, comment or "")

    def _answer_former(self, coder_id: CoderId, wish: Wish, time: str) -> None:
        """A coding that was taken off since stays off; what others have answered is kept."""
        if wish.replies:
            self.note(coder_id, wish, time)

    def _say(self, known: _Known, wish: Wish) -> None:
        """Add what a coding does not say yet, and did not say before it was worded otherwise."""
        earlier = {_squashed(text) for text in self._earlier.get(known.coding.id, ())}
        comment, said = known.coding.comment or "", known.said
        for part in (wish.memo, *wish.replies):
            squashed = _squashed(part)
            known_words = f" {_squashed(said)} "
            if not squashed or f" {squashed} " in known_words or squashed in earlier:
                continue
            if said.strip() and squashed.startswith(_squashed(said) + " "):
                part = _without_beginning(part, said)
            comment = f"{comment}\n{part}".strip()
            said = f"{said}\n{part}".strip()
        if comment == (known.coding.comment or ""):
            return
        known.said = said
        known.coding = replace(known.coding, comment=storable(comment))
        if known.coding.id in self.new_codings:
            self.new_codings[known.coding.id] = known.coding
        else:
            self.comments[known.coding.id] = str(storable(comment))

    def note(self, coder_id: CoderId, wish: Wish, time: str) -> None:
        """A memo on words; of one that is there, or was, what others have answered."""
        is_there = self.is_noted(coder_id, wish)
        parts = wish.replies if is_there else (wish.memo, *wish.replies)
        text = str(storable("\n".join(filter(None, parts))))
        place = (self._key(wish.start, wish.end), coder_id, _squashed(text))
        if not text.strip() or place in self._noted:
            return
        self._noted.add(place)
        segment_id = self._segment(coder_id, wish, time)
        self.new_memos.append(
            Memo(MemoId(new_id()), "segments", segment_id, "", text, time, coder_id)
        )

    def _segment(self, coder_id: CoderId, wish: Wish, time: str) -> SegmentId:
        place = (self._key(wish.start, wish.end), coder_id)
        if place not in self._segments:
            span = Span(wish.start, wish.end)
            new = new_segment(self._running, self._document_id, self.text, span, coder_id=coder_id)
            self.new_segments.append(replace(new, created=time))
            self._segments[place] = new.id
        return self._segments[place]


def _memos_by(memos: Iterable[Memo]) -> dict[str, list[str]]:
    """What memos say, by what they are about."""
    found: dict[str, list[str]] = defaultdict(list)
    for memo in sorted(memos, key=lambda one: one.id):
        found[memo.about_id or ""] += [memo.title, memo.text]
    return found


def _squashed(text: str) -> str:
    """White space makes no difference between what is said twice."""
    return " ".join(text.split())


def _without_beginning(text: str, beginning: str) -> str:
    """What follows the words of the beginning."""
    words = len(beginning.split())
    return text.split(maxsplit=words)[-1]
