"""The marks of the document that is shown, kept in step with the project change by change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import TypeVar

from sqlite_utils import Database

from qualcode.core.changes import Changes
from qualcode.core.ids import CodeId, CoderId, CodingId, DocumentId, SegmentId
from qualcode.core.model import Coder, Segment, Span
from qualcode.core.model.span import merge
from qualcode.core.store import codings as store
from qualcode.core.store.codings import Mark
from qualcode.shell.models.codebook import Codebook
from qualcode.shell.text.views import MarkView, Owner

Key = TypeVar("Key")
Value = TypeVar("Value")

#: Beyond so many changed codings it is quicker to read the document's marks anew.
MANY = 500


class DocumentMarks:
    """Codings of one document. Those with the same code on the same span make one mark, named by
    its key: evaluators who agree share it."""

    def __init__(self) -> None:
        self._codings: dict[CodingId, Mark] = {}
        self._groups: dict[str, dict[CodingId, Mark]] = {}
        self._by_segment: dict[SegmentId, set[CodingId]] = defaultdict(set)
        self._by_code: dict[CodeId, set[str]] = defaultdict(set)

    def __len__(self) -> int:
        return len(self._codings)

    def __contains__(self, key: str) -> bool:
        return key in self._groups

    @property
    def keys(self) -> Iterable[str]:
        return self._groups.keys()

    @property
    def passages(self) -> int:
        """How many passages have a code."""
        return len(self._by_segment)

    def covered(self) -> int:
        """How many characters have a code."""
        spans = {(m.segment.start or 0, m.segment.end or 0) for m in self._codings.values()}
        return sum(end - start for start, end in merge(Span(*span) for span in spans))

    def coding(self, coding_id: CodingId) -> Mark | None:
        return self._codings.get(coding_id)

    def codings(self, key: str) -> list[Mark]:
        """The codings that make up a mark, the earliest first."""
        return sorted(self._groups.get(key, {}).values(), key=lambda mark: mark.coding.id)

    def on_segment(self, segment_id: SegmentId) -> list[Mark]:
        """The codings of one passage."""
        return [self._codings[coding_id] for coding_id in self._by_segment.get(segment_id, ())]

    def segments(self) -> list[Segment]:
        """The passages that have a code, in the order of the text."""
        found = {mark.segment.id: mark.segment for mark in self._codings.values()}
        return sorted(found.values(), key=lambda one: (one.start or 0, one.end or 0))

    def with_code(self, code_ids: Iterable[CodeId]) -> set[str]:
        """The marks with one of the codes."""
        return set().union(*(self._by_code.get(code_id, ()) for code_id in code_ids))

    def load(self, marks: Iterable[Mark]) -> None:
        """Start over."""
        self.clear()
        for mark in marks:
            self._add(mark)

    def clear(self) -> None:
        self._codings.clear()
        self._groups.clear()
        self._by_segment.clear()
        self._by_code.clear()

    def apply(self, db: Database, document_id: DocumentId, changes: Changes) -> Set[str]:
        """Follow an operation. Returns the keys of marks that came, went or look different."""
        if changes.number("codings") + changes.number("segments") > MANY:
            before = set(self._groups)
            self.load(store.marks_in(db, document_id))
            return before | self._groups.keys()
        touched = self._touched(changes)
        keys = {key for coding_id in touched if (key := self._drop(coding_id))}
        for mark in store.marks(db, touched):
            if mark.segment.document_id == document_id and mark.segment.start is not None:
                keys.add(self._add(mark))
        return keys

    def _touched(self, changes: Changes) -> set[CodingId]:
        rows = (changes.added, changes.changed, changes.removed)
        touched = {CodingId(row) for some in rows for row in some.get("codings", ())}
        for some in rows:
            for segment_id in some.get("segments", ()):
                touched |= self._by_segment.get(SegmentId(segment_id), set())
        return touched

    def _add(self, mark: Mark) -> str:
        key = key_of(mark)
        self._codings[mark.coding.id] = mark
        self._groups.setdefault(key, {})[mark.coding.id] = mark
        self._by_segment[mark.segment.id].add(mark.coding.id)
        self._by_code[mark.coding.code_id].add(key)
        return key

    def _drop(self, coding_id: CodingId) -> str | None:
        mark = self._codings.pop(coding_id, None)
        if mark is None:
            return None
        key = key_of(mark)
        _discard(self._by_segment, mark.segment.id, coding_id)
        del self._groups[key][coding_id]
        if not self._groups[key]:
            del self._groups[key]
            _discard(self._by_code, mark.coding.code_id, key)
        return key

    def views(
        self,
        keys: Iterable[str],
        codebook: Codebook,
        coders: Mapping[CoderId, Coder],
        *,
        hidden: Set[CoderId] = frozenset(),
        own: CoderId | None = None,
    ) -> Iterator[MarkView]:
        """How the reader shows these marks; those of hidden evaluators alone are left out.

        Most marks have one coding, and there may be ten thousand to show at once.
        """
        known: dict[tuple[CoderId, ...], tuple[Owner, ...]] = {}
        for key in keys:
            group = self._groups.get(key, {})
            shown: Sequence[Mark] = self.codings(key) if len(group) > 1 else tuple(group.values())
            if hidden:
                shown = [mark for mark in shown if mark.coding.coder_id not in hidden]
            if not shown or shown[0].coding.code_id not in codebook:
                continue
            ids = _in_order(shown, own)
            if ids not in known:
                known[ids] = _owners(ids, coders)
            segment, code = shown[0].segment, codebook.codes[shown[0].coding.code_id]
            start, end = segment.start or 0, segment.end or 0
            yield MarkView(key, start, end, code.id, code.name, code.colour, known[ids])


def key_of(mark: Mark) -> str:
    """What names a mark: its span and its code."""
    return f"{mark.segment.start}:{mark.segment.end}:{mark.coding.code_id}"


def _discard(sets: dict[Key, set[Value]], key: Key, value: Value) -> None:
    sets[key].discard(value)
    if not sets[key]:
        del sets[key]


def _in_order(shown: Sequence[Mark], own: CoderId | None) -> tuple[CoderId, ...]:
    """The evaluators whose codings these are, oneself first."""
    if len(shown) == 1:
        return (shown[0].coding.coder_id,)
    ids = {mark.coding.coder_id for mark in shown}
    return tuple(sorted(ids, key=lambda some: (some != own, some)))


def _owners(ids: Iterable[CoderId], coders: Mapping[CoderId, Coder]) -> tuple[Owner, ...]:
    found = [coders[coder_id] for coder_id in ids if coder_id in coders]
    return tuple(Owner(coder.initials, coder.colour, coder.name) for coder in found)
