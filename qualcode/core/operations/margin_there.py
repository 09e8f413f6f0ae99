"""What is marked in a document, and what a margin adds to it, each thing once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Protocol

from sqlite_utils import Database

from qualcode.core.analysis.shown_text import ShownText, shown_text
from qualcode.core.ids import CodeId, CoderId, CodingId, DocumentId, MemoId, SegmentId, new_id
from qualcode.core.importers.margin_rules import Wish
from qualcode.core.model import Coding, Memo, Segment
from qualcode.core.model.span import Span
from qualcode.core.operations.margin_former import Former
from qualcode.core.operations.names import optional
from qualcode.core.operations.passages import Moment, new_segment
from qualcode.core.store import codings as codings_store
from qualcode.core.store import memos as memos_store
from qualcode.core.store.margin import earlier_comments
from qualcode.core.store.rows import storable


class Around(Moment, Protocol):
    """What a margin is written in: a transaction, or what can be read before there is one."""

    @property
    def db(self) -> Database: ...

    @property
    def coder_id(self) -> CoderId: ...

    def text(self, document_id: DocumentId) -> str:
        """A document's text."""
        ...


@dataclass(slots=True)
class _Known:
    """A coding that is there, and all that is said on it."""

    coding: Coding
    said: str


class There:
    """One document with what is marked in it, and what is to come."""

    def __init__(self, running: Around, document_id: DocumentId, former: Former | None) -> None:
        """`former` is for what comes from a file that may have been written from the document
        before codes were renamed, and codings taken off."""
        self._running = running
        self._hidden = former
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
        self._made: dict[tuple[Span, CoderId, str], set[CodeId]] = defaultdict(set)
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
            self._made[place[0], one.coder_id, one.created].add(one.code_id)
        self._earlier = earlier_comments(db, [one.id for one in codings])
        if self._hidden is not None:
            former = self._hidden.codings(self._document_id, self.text, segments, codings)
            self._former = {(self._key(*span), coder, code) for span, coder, code in former}
            self._unnoted = {(coder, squashed(said)) for coder, said in self._hidden.memos}
        for memo in memos_store.about(db, spans):
            span = spans[SegmentId(memo.about_id or "")]
            self._noted.add((span, memo.coder_id, squashed(memo.text)))
            self._noted.add((span, memo.coder_id, squashed(f"{memo.title}\n{memo.text}")))

    @property
    def returns(self) -> bool:
        """Whether it may be told of what is there, or was."""
        return self._hidden is not None

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
        said, memo = f" {squashed(known.said)} ", squashed(wish.memo)
        earlier = map(squashed, self._earlier.get(known.coding.id, ()))
        return not memo or f" {memo} " in said or memo in earlier

    def made(self, coder_id: CoderId, wish: Wish) -> set[CodeId]:
        """The codes that words were given at a comment's very time by its author: what it became,
        when it came in before."""
        key = self._key(wish.start, wish.end)
        return set(self._made.get((key, coder_id, wish.time or ""), ()))

    def is_noted(self, coder_id: CoderId, wish: Wish) -> bool:
        """Whether there is a memo on words that says this, or was."""
        said, key = squashed(wish.memo), self._key(wish.start, wish.end)
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
        earlier = {squashed(text) for text in self._earlier.get(known.coding.id, ())}
        comment, said = known.coding.comment or "", known.said
        for part in (wish.memo, *wish.replies):
            words, known_words = squashed(part), squashed(said)
            if not words or f" {words} " in f" {known_words} " or words in earlier:
                continue
            if said.strip() and words.startswith(known_words + " "):
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
        place = (self._key(wish.start, wish.end), coder_id, squashed(text))
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


def squashed(text: str) -> str:
    """White space makes no difference between what is said twice."""
    return " ".join(text.split())


def _memos_by(memos: Iterable[Memo]) -> dict[str, list[str]]:
    """What memos say, by what they are about."""
    found: dict[str, list[str]] = defaultdict(list)
    for memo in sorted(memos, key=lambda one: one.id):
        found[memo.about_id or ""] += [memo.title, memo.text]
    return found


def _without_beginning(text: str, beginning: str) -> str:
    """What follows the words of the beginning."""
    words = len(beginning.split())
    return text.split(maxsplit=words)[-1]
