"""What was worked out, told as a plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from qualcode.core.merge.conflict_lines import conflict_line
from qualcode.core.merge.decided import PLACE
from qualcode.core.merge.describe import Describing
from qualcode.core.merge.differences import told_differences
from qualcode.core.merge.match import SAME_CODE, SAME_CODER, SAME_DOCUMENT
from qualcode.core.merge.names_back import NAMES, NamesBack
from qualcode.core.merge.plan import (
    Count,
    EvaluatorLine,
    FilePlan,
    GoneLine,
    KeptLine,
    MovedLine,
    NamesLine,
    Pair,
    SideCount,
    Sides,
    UnplacedLine,
)
from qualcode.core.merge.relations import index
from qualcode.core.merge.settle import TABLES, Settled
from qualcode.core.merge.side import Touch
from qualcode.core.merge.undone import undone_in_one
from qualcode.core.merge.workout import Outcome
from qualcode.core.model.replacing import Names, replaced
from qualcode.core.model.team import Decision
from qualcode.core.store import merging, rows
from qualcode.core.store.merging import Row

KIND_OF: Final = {"codes": SAME_CODE, "coders": SAME_CODER, "documents": SAME_DOCUMENT}


def describe_outcome(outcome: Outcome, back: NamesBack) -> FilePlan:
    """The values that tell what was worked out."""
    return _Planning(outcome, back).plan()


class _Planning:
    def __init__(self, outcome: Outcome, back: NamesBack) -> None:
        self.outcome = outcome
        self._back = back
        self.settled: Settled = outcome.settled
        self.both = outcome.both
        self.words = Describing(self.settled)
        self.conflicts = [
            *self.both.conflicts,
            *self.settled.conflicts,
            *told_differences(self.settled),
        ]
        self.unplaced = self._newly_unplaced()
        self._before = merging.count_rows(self.both.ours.db, TABLES)
        self._new_passages = [row[0] for row in outcome.inserts.get("segments", ())]

    def plan(self) -> FilePlan:
        return FilePlan(
            file=self.both.theirs.name,
            counts={table: self._count(table) for table in TABLES},
            sides=self._sides(),
            matches=tuple(
                self._pairs(one for one in self.outcome.matches.found if one.by != "twin")
            ),
            questions=tuple(self._questions()),
            conflicts=tuple(conflict_line(self.both, one, self.words) for one in self.conflicts),
            kept=tuple(self._kept()),
            unplaced=tuple(map(self._unplaced, self.unplaced)),
            evaluators=tuple(self._evaluators()),
            decisions=tuple(self._decisions()),
            moved=self._surely(one for one in self._new_passages if one in self.settled.certain),
            carried=self._surely(self._carried()),
            came=frozenset(self._new_passages),
            is_empty=self.outcome.is_empty,
            names=tuple(self._names()),
            gone=tuple(self._gone()),
            unsure=tuple(self._unsure()),
            changed={table: frozenset(ids) for table, ids in self.outcome.updates.items() if ids},
            undone=tuple(undone_in_one(self.both, self.words)),
        )

    def _questions(self) -> Iterator[Pair]:
        file = self.both.theirs.name
        if self._back.places:
            yield Pair(NAMES, "", "", file, (str(self._back.number), file), "", 1.0)
        for one in self.outcome.matches.suggestions:
            yield self._pair(one.kind, _table_of(one.kind), one.ours, one.theirs, "", one.likeness)

    def _names(self) -> Iterator[NamesLine]:
        """Where names stand. What that is called may hold one: it is told without."""
        names = Names(self._back.replacements)
        for place in self._back.places:
            what = self.words.name(place.table, place.row_id)
            plain = replaced(what, [hit for hit in names.find(what) if hit.sure])
            yield NamesLine(place.table, place.row_id, plain, place.number)

    def _surely(self, passages: Iterable[str]) -> dict[str, int]:
        """How surely these passages stand where they are now, in tenths."""
        return {one: int(self._certainty(one) * 10) for one in passages}

    def _certainty(self, one: str) -> float:
        where, row = index("segments"), self.settled.row("segments", one)
        if one in self.settled.certain or row is None or row[where["start"]] is None:
            return self.settled.certain.get(one, 0.0)
        told = row[where["certainty"]]
        return 1.0 if told is None else float(told)

    def _carried(self) -> set[str]:
        """Passages of ours that this file moves."""
        updates = self.outcome.updates.get("segments", {})
        return {one for one, changed in updates.items() if not _PLACE.isdisjoint(changed)}

    def _count(self, table: str) -> Count:
        outcome = self.outcome
        inserted = {row[0] for row in outcome.inserts.get(table, [])}
        deleted = outcome.deletes.get(table, {})
        #: ours that are shown as one of theirs now: nothing came and nothing went
        swapped = len({other for other in deleted.values() if other in inserted})
        unified = sum(hidden.table == table for hidden in self._newly_hidden())
        added, gone = len(inserted) - swapped, len(deleted) - swapped
        before = self._before[table]
        return Count(
            before=before,
            added=added,
            unified=unified,
            changed=len(outcome.updates.get(table, {})),
            deleted=gone,
            conflicts=sum(conflict.table == table for conflict in self.conflicts),
            unplaced=self._number_unplaced(table),
            after=before + added - gone,
        )

    def _number_unplaced(self, table: str) -> int:
        """So many passages, or codings of theirs, lose their place."""
        if table == "codings":
            return len(self.settled.where("codings", "segment_id", self.unplaced))
        return len(self.unplaced) if table == "segments" else 0

    def _newly_hidden(self) -> list[Any]:
        known = self.both.ours.originals
        dropped = [_Dropped("turns") for one in self.settled.dropped if one not in known]
        return [
            *(
                hidden
                for one, hidden in self.settled.hidden.items()
                if hidden.same_as is not None and (one not in known or known[one].shown is not None)
            ),
            *dropped,
        ]

    def _newly_unplaced(self) -> list[str]:
        start = index("segments")["start"]
        found = []
        for one in self.settled.unplaced:
            before = self.both.ours.stored("segments", one)
            if one in self.settled.shown["segments"] and (
                before is None or before[start] is not None
            ):
                found.append(one)
        return found

    def _sides(self) -> dict[str, Sides]:
        ours, theirs = self.both.ours, self.both.theirs
        common = ours.deeds.by_id.keys() & theirs.deeds.by_id.keys()
        # what was done before a copy was made is new to neither, though its journal begins later
        known = ours.deeds.past(common) | theirs.deeds.past(common)
        counts = []
        for side, deeds in ((ours, self.both.our_new), (theirs, self.both.new)):
            seqs = side.deeds.numbers(deeds - known)
            counts.append(merging.touched_counts(side.db, seqs))
        found = {}
        for table in TABLES:
            our, their = (_side_count(some, table) for some in counts)
            touched = self.both.touched.get(table, {})
            everything = rows.count(theirs.db, table)
            new = len(touched) - len(theirs.lacking(table, touched))
            found[table] = Sides(our, their, everything - new)
        return found

    def _pairs(self, matches: Iterable[Any]) -> list[Pair]:
        return [
            self._pair(
                KIND_OF.get(one.table, ""), one.table, one.ours, one.theirs, one.by, one.likeness
            )
            for one in matches
        ]

    def _pair(
        self, kind: str, table: str, ours: str, theirs: str, by: str, likeness: float
    ) -> Pair:
        names = (self.words.name(table, ours), self.words.name(table, theirs))
        stands = self._wording_that_stands(ours, theirs) if by and table == "documents" else None
        return Pair(kind, table, ours, theirs, names, by, likeness, stands)

    def _wording_that_stands(self, ours: str, theirs: str) -> int | None:
        here = self.both.ours.shown_as("documents", ours)
        texts = self.both.ours.text_hash(here or ours), self.both.theirs.text_hash(theirs)
        shown = self.settled.row("documents", self.settled.target(ours))
        if shown is None or texts[0] == texts[1]:
            return None
        text = shown[index("documents")["text_sha256"]]
        return texts.index(text) if text in texts else None

    def _kept(self) -> list[KeptLine]:
        """But for what is of no use by itself."""
        told = []
        for kept in self.both.kept:
            if self.settled.row(kept.table, kept.row_id) is None or kept.table in _PARTS:
                continue
            if self.both.ours.is_only_used(kept.table, kept.row_id):
                continue  # told when it was kept
            line = kept.deleted_by.line if kept.deleted_by else None
            told.append(
                KeptLine(
                    kept.table,
                    kept.row_id,
                    self.words.name(kept.table, kept.row_id),
                    self.words.name("coders", line.coder_id if line else ""),
                    kept.deleted_here,
                    line.id if line else "",
                    kept.only_with,
                )
            )
        return told

    def _gone(self) -> list[GoneLine]:
        """In the order of the texts."""
        ours, theirs = self.both.ours, self.both.theirs
        deleted = self.outcome.deletes.get("codings", {})
        ids = [one for one, shown in deleted.items() if shown is None]
        touches = theirs.touches_of(ids)
        codings = [(one, ours.stored("codings", one)) for one in ids]
        ours.load("segments", {row[index("codings")["segment_id"]] for _, row in codings if row})
        found = []
        for one, row in codings:
            told = [touch for touch in touches.get(one, ()) if touch.action == "delete"]
            if row is not None and told:
                found.append(self._gone_line(row, told[-1]))
        return sorted(found, key=lambda one: (one.document, one.start or 0, one.code))

    def _gone_line(self, coding: Row, touch: Touch) -> GoneLine:
        where, at = index("codings"), index("segments")
        segment = self.both.ours.stored("segments", coding[where["segment_id"]])
        assert segment is not None, "what is coded is there"
        return GoneLine(
            segment_id=segment[0],
            document_id=segment[at["document_id"]],
            start=segment[at["start"]],
            end=segment[at["end"]],
            document=self.words.name("documents", segment[at["document_id"]]),
            code=self.words.name("codes", coding[where["code_id"]]),
            coder=self.words.name("coders", coding[where["coder_id"]]),
            deleted_by=self.words.name("coders", touch.deed.line.coder_id),
            deed=touch.deed.line.id,
        )

    def _unplaced(self, one: str) -> UnplacedLine:
        row = self.settled.shown["segments"][one]
        words = len(str(row[index("segments")["quote"]]).split())
        return UnplacedLine(*self._of_passage(one, row), words, self.settled.certain.get(one, 0.0))

    def _of_passage(self, one: str, row: Row) -> tuple[str, str, str, tuple[str, ...]]:
        """Its id, and what its document, its evaluator and its codes are called."""
        where, at = index("segments"), index("codings")["code_id"]
        codings = self.settled.where("codings", "segment_id", [one])
        return (
            one,
            self.words.name("documents", row[where["document_id"]]),
            self.words.name("coders", row[where["coder_id"]]),
            tuple(sorted({self.words.name("codes", coding[at]) for coding in codings.values()})),
        )

    def _unsure(self) -> Iterator[MovedLine]:
        """Passages that this file brings or moves and that stand at other words than before."""
        where = index("segments")
        new = {*self._new_passages, *self._carried()}
        for one, certainty in sorted(self.settled.certain.items(), key=lambda found: found[1]):
            row = self.settled.row("segments", one) if one in new else None
            if row is None or row[where["start"]] is None:
                continue
            before = self.both.ours.stored("segments", one)
            told = before[where["certainty"]] if before is not None else None
            if certainty < (1 if told is None else told):
                yield MovedLine(*self._of_passage(one, row), certainty)

    def _evaluators(self) -> list[EvaluatorLine]:
        at = index("codings")["coder_id"]
        ours = self.both.ours
        before = merging.codings_by_coder(ours.db)
        added = Counter(row[at] for row in self.outcome.inserts.get("codings", []))
        gone: Counter[str] = Counter()
        for one in self.outcome.deletes.get("codings", {}):
            row = ours.stored("codings", one)
            if row is not None:
                gone[row[at]] += 1
        for one, changed in self.outcome.updates.get("codings", {}).items():
            row = ours.stored("codings", one)
            if "coder_id" in changed and row is not None:
                gone[row[at]] += 1
                added[changed["coder_id"]] += 1
        return [
            EvaluatorLine(
                coder,
                self.words.name("coders", coder),
                before.get(coder, 0),
                added[coder],
                gone[coder],
                before.get(coder, 0) + added[coder] - gone[coder],
            )
            for coder in sorted(before.keys() | added.keys())
        ]

    def _decisions(self) -> list[Pair]:
        return [
            Pair(
                one.kind,
                _table_of(one.kind),
                one.subject,
                one.other,
                self._about(one),
                one.answer,
                1.0,
            )
            for one in self.outcome.decided.rows
        ]

    def _about(self, one: Decision) -> tuple[str, str]:
        """What a decision is about; of a place of a text, which text and whose words stand."""
        other = one.answer if one.kind == PLACE else one.other
        return self.words.any_name(one.subject), self.words.any_name(other)


@dataclass(frozen=True)
class _Dropped:
    table: str
    same_as: str = ""


#: Columns of a passage that say where it is.
_PLACE: Final = frozenset({"start", "end", "quote"})
#: Tables whose rows come back with what they belong to.
_PARTS: Final = (
    *("turns", "landmarks", "readings", "memo_links", "attribute_values", "affiliations"),
    "backgrounds",
)


def _table_of(kind: str) -> str:
    return next((table for table, known in KIND_OF.items() if known == kind), "")


def _side_count(found: dict[tuple[str, str], int], table: str) -> SideCount:
    return SideCount(
        found.get((table, "insert"), 0),
        found.get((table, "update"), 0),
        found.get((table, "delete"), 0),
    )
