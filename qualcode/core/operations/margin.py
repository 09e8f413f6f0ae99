"""Comments and colours from a document's margin, written as codings and memos."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from qualcode.core.errors import Refused
from qualcode.core.ids import CodeId, CoderId, CodingId, DocumentId
from qualcode.core.importers.margin_rules import Wish
from qualcode.core.model import Coder, Coding, Memo, Segment
from qualcode.core.model.span import trim
from qualcode.core.operations.code_finder import CodeFinder
from qualcode.core.operations.margin_former import Former
from qualcode.core.operations.margin_there import Around, There
from qualcode.core.operations.names import LONGEST_NAME
from qualcode.core.operations.planned_coders import PlannedCoders
from qualcode.core.store import coders as coders_store
from qualcode.core.store.connection import casefold
from qualcode.core.store.rows import storable
from qualcode.core.store.transaction import Transaction

_INITIALS: int = 8


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
        self._former = Former(running.db)
        self._theres: dict[DocumentId, There] = {}

    def add(self, document_id: DocumentId, wishes: Sequence[Wish], *, returns: bool = False) -> int:
        """The wishes for one document, at places of its text. Returns how many add something.

        Args:
            returns: whether they come from a file that may have been written from the document
                before codes were renamed, and codings taken off.
        """
        if not wishes:
            return 0
        number = 0
        there = There(self._running, document_id, self._former if returns else None)
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

    def came_in(self, document_id: DocumentId, wishes: Iterable[Wish]) -> float:
        """How many of the wishes are in their document, or were; half a one for codes that were
        given at the comment's time by other names."""
        there = self._there(document_id)
        return sum(self._came_in(there, self._coders.of(one), one) for one in wishes)

    def _came_in(self, there: There, coder_id: CoderId, wish: Wish) -> float:
        if not wish.codes:
            return float(there.is_noted(coder_id, wish))
        known = [code for name in wish.codes if (code := self._known(name)) is not None]
        given = there.made(coder_id, wish) - set(known) if len(known) < len(wish.codes) else set()
        if len(known) + len(given) != len(wish.codes):
            return 0.0
        if not all(there.is_coded(coder_id, code, wish) for code in (*known, *given)):
            return 0.0
        return (len(known) + len(given) / 2) / len(wish.codes)

    def names_before(self, document_id: DocumentId, wishes: Iterable[Wish]) -> dict[str, str]:
        """For words of comments that name no code now: the code that such a comment became before,
        by another name."""
        there = self._there(document_id)
        found: dict[str, str] = {}
        for wish in wishes:
            known = {self._known(name) for name in wish.codes}
            unknown = [one for one in wish.codes if not self._codes.is_named(one)]
            unknown = [one for one in unknown if self._known(one) is None]
            made = there.made(self._coders.of(wish), wish) - known
            if len(unknown) == len(made) == 1:
                found.setdefault(unknown[0], self._codes.planned.path(made.pop()))
        return found

    def _there(self, document_id: DocumentId) -> There:
        """A document as it is, to compare with."""
        if document_id not in self._theres:
            self._theres[document_id] = There(self._running, document_id, self._former)
        return self._theres[document_id]

    def _is_there(self, there: There, coder_id: CoderId, wish: Wish) -> bool:
        """Whether all that a comment says is in its document, or was."""
        if not wish.codes:
            return there.is_noted(coder_id, wish)
        codes = list(map(self._known, wish.codes))
        return all(code and there.is_coded(coder_id, code, wish) for code in codes)

    def _known(self, name: str) -> CodeId | None:
        """The code that has a name, or had it."""
        try:
            return self._codes.was(name) or self._codes.find(str(storable(name)))
        except Refused:
            return None

    def _as_it_was(self, there: There, coder_id: CoderId, wish: Wish) -> Wish:
        """What a comment became by the rule of that time, if it has been taken in before."""
        if not wish.others or self._is_there(there, coder_id, wish):
            return wish
        others = (replace(wish, codes=codes, memo=memo) for codes, memo in wish.others)
        return next((one for one in others if self._is_there(there, coder_id, one)), wish)

    def _add(self, there: There, wish: Wish) -> None:
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
