"""Passages, turns and landmarks in the wording of a text that stands.

Each is carried from the wording in which it was made, never from a place that an earlier merge
found for it: so the result does not depend on the order of merges.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, Final

from qualcode.core.merge.relations import PLACED, index, with_values
from qualcode.core.merge.settle import Settled
from qualcode.core.merge.text_routes import known_edits
from qualcode.core.merge.wordings import makers_of
from qualcode.core.model.anchoring import Alignment, Placed, align, align_edits, find_again
from qualcode.core.model.document import HEADING, QUESTION
from qualcode.core.model.edit import Edit
from qualcode.core.model.span import take_if_free
from qualcode.core.operations.passages import CONTEXT
from qualcode.core.store import merging
from qualcode.core.store.merging import Row

#: A passage that is found less surely than this, from 0 to 1, is kept without a place, to be placed
#: by hand: fewer than half of its letters are where it would be.
SURE_ENOUGH: Final = 0.5

#: The columns that say where a row lies, in whatever table.
_PLACE: Final = ("start", "end", "speech_start", "quote", "before", "after", "certainty")

_DOCUMENT, _START, _END, _QUOTE, _BEFORE, _AFTER = (
    index("segments")[name] for name in ("document_id", "start", "end", "quote", "before", "after")
)


def place_all(settled: Settled) -> None:
    """Let everything that has a place lie in the text that its document is to have."""
    placing = _Placing(settled)
    placing.take_in_documents_with_other_texts()
    placing.place_segments()
    for table in ("landmarks", "disagreements"):
        placing.place_table(table)
    placing.place_turns()
    for table in PLACED:
        lost = [one for one, hidden in settled.hidden.items() if hidden.table == table]
        settled.take_in_users(lost, table)
    settled.refer_anew(("memos", "memo_links"))


class _Placing:
    def __init__(self, settled: Settled) -> None:
        self.settled = settled
        self.both = settled.both
        self._alignments: dict[tuple[str, str], Alignment] = {}
        self._edits: dict[str, dict[str, Sequence[Edit]]] = {}
        self._hashes: dict[str, str | None] = {}
        self._known: dict[str, list[str]] = {}
        self._unsure: set[str] = set()

    def take_in_documents_with_other_texts(self) -> None:
        at = index("documents")["text_sha256"]
        changed = []
        for one, row in self.settled.shown["documents"].items():
            before = self.both.ours.stored("documents", one)
            if before is not None and before[at] != row[at]:
                changed.append(one)
        for table in PLACED:
            ids = list(self.both.ours.where(table, "document_id", changed))
            self.both.theirs.load(table, ids)
            for one in ids:
                self.settled.take_in(table, one)

    def place_table(self, table: str) -> None:
        for one in list(self.settled.shown[table]):
            moved = self._moved(table, one)
            if moved is None:
                continue
            old, new, row = moved
            placed = self._placed(table, row, self._alignment(old, new))
            if placed is None:
                self.settled.hide(table, one, None, sticky=False)
            else:
                self.settled.shown[table][one] = placed

    def place_segments(self) -> None:
        sure = self.both.fresh["segments"] - self.settled.revived.keys()
        for one, row in list(self.settled.shown["segments"].items()):
            if row[_START] is None:
                continue
            new = self._hash(row[_DOCUMENT])
            raw = self.both.rows["segments"].get(one, row)
            old = self.both.text_of_row("segments", one, raw)
            if new is None or (old == new and (one in sure or self._holds(new, row))):
                continue
            old = self._wording(old, new, row)
            if old is None:
                old = self._stand("segments", one)
                row = self.settled.shown["segments"][one]
            if old is None and self._has_no_place(one):
                self._show("segments", one, start=None, end=None)
            elif old is None:
                self._look_for_segment(one, row, new)
            elif old != new:
                named = self._named(old, row[_DOCUMENT], one)
                self._carry_segment(one, row, self._alignment(named, new))

    def _holds(self, sha256: str, row: Row) -> bool:
        """Whether the passage's words, and those beside them, stand at its place in a text."""
        text = self.both.text_if_any(sha256)
        start, end = row[_START], row[_END]
        return (
            text is not None
            and text.startswith(row[_QUOTE], start)
            and end - start == len(row[_QUOTE])
            and text.endswith(row[_BEFORE], 0, start)
            and text.startswith(row[_AFTER], end)
        )

    def _wording(self, old: str | None, new: str, row: Row) -> str | None:
        """The text in which a passage has its place: the one that is said, if its words stand
        there, or else another wording of the document."""
        document = row[_DOCUMENT]
        for sha256 in (old, new, *self._wordings(document)):
            if sha256 is not None and self._holds(sha256, row):
                return sha256
        return None

    def _wordings(self, document_id: str) -> list[str]:
        """Every wording of a document that either file knows of."""
        if document_id not in self._known:
            members = self.settled.same.members(document_id)
            found: set[str] = set()
            for side in (self.both.ours, self.both.theirs):
                found |= merging.wordings(side.db, members)
            self._known[document_id] = sorted(found)
        return self._known[document_id]

    def _moved(self, table: str, one: str) -> tuple[str, str, Row] | None:
        """The text that a row was made in, and the one that it is to lie in, where they differ."""
        row = self.settled.shown[table][one]
        raw = self.both.rows[table].get(one, row)
        old = self.both.text_of_row(table, one, raw)
        new = self._hash(row[index(table)["document_id"]])
        if old is None or new is None or old == new:
            return None
        if self.both.text_if_any(old) is not None:
            return self._named(old, row[index(table)["document_id"]], one), new, row
        old = self._stand(table, one)
        if old is None:
            self.settled.hide(table, one, None, sticky=False)
            return None
        return None if old == new else (old, new, self.settled.shown[table][one])

    def _stand(self, table: str, one: str) -> str | None:
        """Let a row lie where it lies in our file, or in theirs if ours lacks it. Returns the hash
        of the text it lies in there; None if it has no place. Of a row whose own wording was sealed
        away no more is known."""
        ours, theirs = self.both.ours, self.both.theirs
        side = theirs if ours.stored(table, one) is None else ours
        row, where = side.stored(table, one), index(table)
        document = None if row is None else side.stored("documents", row[where["document_id"]])
        if row is None or document is None or row[where["start"]] is None:
            return None
        place = {name: row[where[name]] for name in _PLACE if name in where}
        self._show(table, one, **place)
        return str(document[index("documents")["text_sha256"]])

    def _has_no_place(self, one: str) -> bool:
        """Whether a passage of ours lost its place when its own wording was still known."""
        row = self.both.ours.stored("segments", one)
        return row is not None and row[_START] is None

    def _hash(self, document_id: str) -> str | None:
        if document_id not in self._hashes:
            row = self.settled.row("documents", document_id)
            found = None if row is None else row[index("documents")["text_sha256"]]
            self._hashes[document_id] = found
        return self._hashes[document_id]

    def _alignment(self, old: str, new: str) -> Alignment:
        if (old, new) not in self._alignments:
            self._alignments[old, new] = self._aligned(old, new)
        return self._alignments[old, new]

    def _named(self, sha256: str, document_id: str, one: str) -> str:
        """Under what name the text is known that a row is in, where several came to the same text."""
        woven = self.both.woven.get(document_id)
        if woven is None or sha256 not in woven.named:
            return sha256
        for side in (self.both.ours, self.both.theirs):
            for maker in makers_of(side, [one]).values():
                return woven.text_of(sha256, maker)
        return sha256

    def _aligned(self, old: str, new: str) -> Alignment:
        woven = next((one for one in self.both.woven.values() if one.text == new), None)
        edits = None if woven is None else woven.edits.get(old)
        if edits is None:
            edits = self._edits_to(new).get(old)
        text = self.both.text(old)
        plain = align(text, self.both.text(new)) if edits is None else align_edits(text, edits)
        return plain if woven is None else woven.moving(plain, old, new)

    def _edits_to(self, new: str) -> Mapping[str, Sequence[Edit]]:
        """How texts became this one, of documents into which nobody wrote beside another."""
        if new not in self._edits:
            self._edits[new] = {}
            for one in self._documents_with.get(new, ()):
                self._edits[new].update(known_edits(self.both, one, new))
        return self._edits[new]

    @cached_property
    def _documents_with(self) -> dict[str, list[str]]:
        """Such documents by their texts, also those that only one of the files changed."""
        at = index("documents")["text_sha256"]
        found: dict[str, list[str]] = defaultdict(list)
        for one, row in sorted(self.settled.rows("documents").items()):
            if one not in self.both.woven:
                found[row[at]].append(one)
        return found

    def _carry_segment(self, one: str, row: Row, alignment: Alignment) -> None:
        place = alignment.carry(row[_START], row[_END])
        self._put_segment(one, row, alignment.new, place)

    def _look_for_segment(self, one: str, row: Row, new: str) -> None:
        """A passage whose own wording is lost is looked for by its quote."""
        text = self.both.text(new)
        place = find_again(row[_QUOTE], row[_BEFORE], row[_AFTER], text, row[_START])
        self._put_segment(one, row, text, place)

    def _put_segment(self, one: str, row: Row, text: str, place: Placed | None) -> None:
        before = row[index("segments")["certainty"]]
        if place is None or place.certainty < SURE_ENOUGH:
            self.settled.unplaced.append(one)
            self.settled.certain[one] = 0.0 if place is None else place.certainty
            self._show("segments", one, start=None, end=None)
            return
        start, end, certainty = place
        certainty = min(1.0 if before is None else before, round(certainty, 4))
        self.settled.certain[one] = certainty
        self._show(
            "segments",
            one,
            start=start,
            end=end,
            quote=text[start:end],
            before=text[max(0, start - CONTEXT) : start],
            after=text[end : end + CONTEXT],
            certainty=certainty if certainty < 1.0 else None,
        )

    def _show(self, table: str, one: str, **values: Any) -> None:
        row = self.settled.shown[table][one]
        self.settled.shown[table][one] = with_values(table, row, **values)

    def _placed(self, table: str, row: Row, alignment: Alignment) -> Row | None:
        where = index(table)
        start, end = row[where["start"]], row[where["end"]]
        if table == "landmarks" and (start == end or row[where["kind"]] not in (HEADING, QUESTION)):
            place = alignment.place(start)
            return with_values(table, row, start=place, end=place)
        if not 0 <= start < end <= len(alignment.old):
            return None
        found = alignment.carry(start, end)
        if found is None:
            return None
        new = with_values(table, row, start=found.start, end=found.end)
        if table == "landmarks" and row[where["label"]] == alignment.old[start:end]:
            return with_values(table, new, label=alignment.new[found.start : found.end])
        return new

    def place_turns(self) -> None:
        """Of documents that are the same, the turns of one are shown; no two overlap."""
        for document_id in sorted(self._shown_turns()):
            for one in self.both.ours.where("turns", "document_id", [document_id]):
                self.settled.take_in("turns", one)
        for document_id, ids in sorted(self._shown_turns().items()):
            self._place_turns_of(document_id, ids)

    def _shown_turns(self) -> dict[str, list[str]]:
        at = index("turns")["document_id"]
        found: dict[str, list[str]] = defaultdict(list)
        for one, row in self.settled.shown["turns"].items():
            found[row[at]].append(one)
        return found

    def _place_turns_of(self, document_id: str, ids: list[str]) -> None:
        where = index("turns")
        shown = self.settled.shown["turns"]
        sources = {one: self.both.rows["turns"][one][where["document_id"]] for one in ids}
        source = min(sources.values())
        left_out = {one: shown[one] for one in ids if sources[one] != source}
        for one in left_out:
            self.settled.hide("turns", one, None, sticky=False)
        for one in ids:
            if one in shown:
                self._place_turn(one)
        self._let_none_overlap([one for one in ids if one in shown])
        spoken_of = self._spoken_of() if left_out else set()
        for one, row in left_out.items():
            place = ("documents", document_id)
            if one in spoken_of:
                place = self._in_place_of(document_id, one, row)
            self.settled.dropped.add(one)
            self.settled.instead[one] = place

    def _place_turn(self, one: str) -> None:
        moved = self._moved("turns", one)
        if moved is None:
            return
        alignment = self._alignment(moved[0], moved[1])
        row = moved[2]
        where = index("turns")
        start, end, speech = (row[where[name]] for name in ("start", "end", "speech_start"))
        inside = 0 <= start <= speech < end <= len(alignment.old)
        whole = alignment.carry(start, end) if inside else None
        speaks = alignment.carry(speech, end) if inside else None
        if whole is None or speaks is None or not whole.start <= speaks.start < whole.end:
            self.settled.hide("turns", one, None, sticky=False)
            return
        if alignment.old[start:end] != alignment.new[whole.start : whole.end]:
            self._unsure.add(one)
        self._show("turns", one, start=whole.start, end=whole.end, speech_start=speaks.start)

    def _let_none_overlap(self, ids: list[str]) -> None:
        """Of turns that overlap, those are shown whose own words stand there, and of these those
        that were made last."""
        where = index("turns")
        shown = self.settled.shown["turns"]
        rows = sorted(
            (shown[one] for one in ids if one in shown),
            key=lambda row: (row[0] not in self._unsure, row[where["created"]], row[0]),
            reverse=True,
        )
        taken: list[Row] = []
        spans: list[tuple[int, int]] = []
        for row in rows:
            start, end = row[where["start"]], row[where["end"]]
            if take_if_free(spans, start, end):
                taken.append(row)
            else:
                self.settled.hide("turns", row[0], self._over(taken, start, end), sticky=False)

    def _over(self, taken: list[Row], start: int, end: int) -> str | None:
        where = index("turns")
        return next(
            (row[0] for row in taken if row[where["start"]] < end and start < row[where["end"]]),
            None,
        )

    def _spoken_of(self) -> set[str]:
        """What memos are about or linked to."""
        found = set()
        for table, column in (("memos", "about_id"), ("memo_links", "to_id")):
            at = index(table)[column]
            found |= {row[at] for row in self.both.rows[table].values()}
        return found

    def _in_place_of(self, document_id: str, one: str, row: Row) -> tuple[str, str]:
        """The turn that is shown where another one of the same speech is not."""
        where = index("turns")
        raw = self.both.rows["turns"][one]
        old = self.both.text_of_row("turns", one, raw)
        new = self._hash(document_id)
        start = row[where["start"]]
        if old is not None and new is not None and old != new:
            start = self._alignment(old, new).place(start)
        for other, turn in self.settled.shown["turns"].items():
            same = turn[where["document_id"]] == document_id
            if same and turn[where["start"]] <= start < turn[where["end"]]:
                return "turns", other
        return "documents", document_id
