"""What was made apart and is the same: documents, codes, persons and others of two files.

Only rows that each side alone has are looked at: what both know of, both know the id of.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from qualcode.core.merge.codes_alike import pairs_alike
from qualcode.core.merge.combine import Both
from qualcode.core.merge.deeds import Stamp
from qualcode.core.merge.documents_alike import ALIKE, AlikeDocuments
from qualcode.core.merge.made_again import twice_there
from qualcode.core.merge.relations import SAME_BY, TREES, index
from qualcode.core.merge.respondents import pair_answers
from qualcode.core.merge.same import Same
from qualcode.core.merge.speakers_alike import AlikeSpeakers
from qualcode.core.merge.twins import find_twins
from qualcode.core.model.coder import CONSENSUS
from qualcode.core.model.team import Decision
from qualcode.core.store import merging
from qualcode.core.store.connection import casefold
from qualcode.core.store.merging import Row

#: The kinds of decisions: rows of these tables are, or are not, the same.
SAME_CODE: Final = "same-code"
SAME_CODER: Final = "same-coder"
SAME_DOCUMENT: Final = "same-document"
SAME_KINDS: Final = {SAME_CODE: "codes", SAME_CODER: "coders", SAME_DOCUMENT: "documents"}
SAME: Final = "same"
DIFFERENT: Final = "different"


@dataclass(frozen=True, slots=True)
class Match:
    """Two rows that are taken for the same; `by` says for what reason, `likeness` is of texts."""

    table: str
    ours: str
    theirs: str
    by: str
    likeness: float = 1.0


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two rows that may be the same: for a person to say."""

    kind: str
    ours: str
    theirs: str
    likeness: float


@dataclass
class Matches:
    """What was found to be the same, and what is to be asked."""

    same: Same = field(default_factory=Same)
    found: list[Match] = field(default_factory=list)
    suggestions: list[Suggestion] = field(default_factory=list)


def match(both: Both, decisions: Iterable[Decision]) -> Matches:
    """Find what is the same, with what people have decided."""
    matching = _Matching(both)
    matching.take_what_is_known(list(decisions))
    matching.consensus()
    pair_answers(both, matching.same, matching.pair)
    matching.documents()
    matching.persons()
    for table in SAME_BY:
        matching.by_values(table)
    for one, other in twice_there(both):
        matching.pair("codes", one, other, "name")
    find_twins(both, matching.same, matching.pair)
    matching.suggest_codes()
    matching.ask_about_coders()
    return matching.matches


class _Matching:
    def __init__(self, both: Both) -> None:
        self.both = both
        self.matches = Matches()
        self.same = self.matches.same
        self._alone: dict[str, tuple[dict[str, Row], dict[str, Row]]] = {}
        self._doubtful: dict[tuple[str, str], None] = {}
        #: codes that somebody said are the same as another
        self._named_in_answers: set[str] = set()

    def take_what_is_known(self, decisions: Sequence[Decision]) -> None:
        """What people decided, of two answers the later one, and what earlier merges found."""
        latest: dict[tuple[str, str], Decision] = {}
        for one in decisions:
            if one.kind in SAME_KINDS:
                first, second = sorted((one.subject, one.other))
                latest.pop((first, second), None)
                latest[first, second] = one
        # of answers that can't all be true the later ones count
        for pair, one in reversed(latest.items()):
            if one.answer == DIFFERENT and self.same.of(pair[0]) != self.same.of(pair[1]):
                self.same.keep_apart(*pair)
            there = one.answer == SAME and are_there(self.both, one.kind, pair)
            if there and not self.same.are_apart(*pair):
                # evaluators are in every row: who is one stays one
                self.same.join(SAME_KINDS[one.kind], *pair, firm=one.kind == SAME_CODER)
                self._named_in_answers.update(pair)
        for side in (self.both.ours, self.both.theirs):
            for original in side.originals.values():
                mine, other = original.id, original.same_as
                if original.sticky and other and not self.same.are_apart(mine, other):
                    self.same.join(original.about_table, mine, other)

    def alone(self, table: str) -> tuple[dict[str, Row], dict[str, Row]]:
        """The rows that only our side has, and those that only theirs has."""
        if table not in self._alone:
            ours, theirs = self.both.ours, self.both.theirs
            mine, others = ours.raw_rows(table), theirs.raw_rows(table)
            our_own = {one: row for one, row in mine.items() if one not in others}
            their_own = {one: row for one, row in others.items() if one not in mine}
            for own, other in ((our_own, theirs), (their_own, ours)):
                for one in other.ever_knew(own):
                    del own[one]
            # without those that were deleted
            our_own = {one: row for one, row in our_own.items() if one not in self.both.gone}
            self._alone[table] = our_own, their_own
        return self._alone[table]

    def pair(
        self,
        table: str,
        ours: str,
        theirs: str,
        by: str,
        likeness: float = 1.0,
        *,
        firm: bool = True,
    ) -> None:
        """Take two rows for the same, unless somebody has said that they are not."""
        if self.same.of(ours) == self.same.of(theirs) or self.same.are_apart(ours, theirs):
            return
        if table == "codes" and self._are_two_there(ours, theirs):
            self._doubtful[ours, theirs] = None
            return
        self.same.join(table, ours, theirs, firm=firm)
        self.matches.found.append(Match(table, ours, theirs, by, likeness))

    def pair_by_key(
        self,
        table: str,
        by: str,
        ours: dict[Hashable, list[str]],
        theirs: dict[Hashable, list[str]],
    ) -> None:
        """The first of a key with the first, the second with the second."""
        for key, mine in ours.items():
            others = _one_of_each(self.same, theirs.get(key, []))
            for one, other in zip(_one_of_each(self.same, mine), others, strict=False):
                self.pair(table, one, other, by)

    def consensus(self) -> None:
        """What evaluators agree on is the work of one, in whichever file they settled it."""
        role = index("coders")["role"]
        ours, theirs = self.both.ours.raw_rows("coders"), self.both.theirs.raw_rows("coders")
        found = sorted(
            one
            for one, row in {**theirs, **ours}.items()
            if row[role] == CONSENSUS and one not in self.both.gone
        )
        for one, other in pairwise(found):
            first, second = (one, other) if one in ours else (other, one)
            self.pair("coders", first, second, "role")

    def documents(self) -> None:
        """By their texts; then by texts that are alike."""
        alike = AlikeDocuments(self.both, self.same, self._pair_documents, self.alone("documents"))
        alike.find()
        self.matches.suggestions += [
            Suggestion(SAME_DOCUMENT, *pair, likeness)
            for pair, likeness in sorted(alike.doubtful.items())
            if not self._answered(*pair)
        ]

    def _pair_documents(self, one: str, other: str, by: str, likeness: float) -> None:
        self._pair_alike("documents", one, other, by, likeness, firm=by != ALIKE)

    def _pair_alike(
        self, table: str, one: str, other: str, by: str, likeness: float = 1.0, *, firm: bool
    ) -> None:
        """Pair two, in whichever files they are, and tell what our file does not show already."""
        ours = self.both.ours
        known = ours.shown_as(table, one)
        if not firm and known is not None and known == ours.shown_as(table, other):
            self.same.join(table, one, other, firm=False)
        else:
            first, second = (one, other) if ours.raw(table, one) is not None else (other, one)
            self.pair(table, first, second, by, likeness, firm=firm)

    def persons(self) -> None:
        """Those who speak under the same label in documents that are the same."""

        def pair(one: str, other: str, firm: bool) -> None:
            self._pair_alike("persons", one, other, "label", firm=firm)

        AlikeSpeakers(self.both, self.same, pair, self.alone("persons")).find()

    def by_values(self, table: str) -> None:
        """Those whose names, and what they stand under, are the same."""
        ours, theirs = self.alone(table)
        if not ours or not theirs:
            return
        found = -1
        while found < len(self.matches.found):  # what stands under a pair may be one too
            found = len(self.matches.found)
            self._pair_level(table, ours, theirs)

    def _pair_level(self, table: str, ours: dict[str, Row], theirs: dict[str, Row]) -> None:
        if table == "codes":  # those first that are shown
            self._pair_keys(
                table,
                *(
                    {one: rows[one] for one in rows if self.same.of(one) == one}
                    for rows in (ours, theirs)
                ),
            )
        self._pair_keys(table, ours, theirs)

    def _pair_keys(self, table: str, ours: dict[str, Row], theirs: dict[str, Row]) -> None:
        keys: list[dict[Hashable, list[str]]] = []
        for rows in (ours, theirs):
            found: dict[Hashable, list[str]] = defaultdict(list)
            for one in sorted(rows):
                found[self._key(table, rows[one])].append(one)
            keys.append(found)
        self.pair_by_key(table, "name", *keys)

    def _are_two_there(self, one: str, other: str) -> bool:
        """Whether either file has two codes that would become one by way of these, and of neither
        anybody spoke: somebody has said of other files that two names mean the same."""
        first, second = self.same.members(one), self.same.members(other)
        if len(first) == len(second) == 1:
            return False
        first, second = (
            [each for each in some if each not in self._named_in_answers]
            for some in (first, second)
        )
        return any(
            side.raw("codes", mine) is not None and side.raw("codes", others) is not None
            for side in (self.both.ours, self.both.theirs)
            for mine in first
            for others in second
        )

    def _key(self, table: str, row: Row) -> Hashable:
        values = []
        for name in SAME_BY[table]:
            found = row[index(table)[name]]
            if name == TREES.get(table):
                found = None if found is None else self.same.resolve(found)
            elif isinstance(found, str):
                found = casefold(" ".join(found.split()))
            values.append(found)
        return tuple(values)

    def suggest_codes(self) -> None:
        """Codes that are called nearly the same, and those that others took for one."""
        asked = [pair for pair in self._doubtful if not self._answered(*pair)]
        self.matches.suggestions += [Suggestion(SAME_CODE, *pair, 1.0) for pair in asked]
        told = {frozenset(pair) for pair in asked}
        alike = pairs_alike(self.both, self.same, self.alone("codes")[1])
        for (one, other), likeness in alike.items():
            if not self._answered(one, other) and frozenset((one, other)) not in told:
                self.matches.suggestions.append(Suggestion(SAME_CODE, one, other, likeness))

    def ask_about_coders(self) -> None:
        """Evaluators of one name who joined apart are two, until somebody says otherwise."""
        ours, theirs = self.alone("coders")
        at = index("coders")["name"]
        names: dict[str | None, list[str]] = defaultdict(list)
        for one in sorted(ours):
            names[casefold(ours[one][at])].append(one)
        for one in sorted(theirs):
            for other in names.get(casefold(theirs[one][at]), []):
                if not self._answered(one, other):
                    self.matches.suggestions.append(Suggestion(SAME_CODER, other, one, 1.0))

    def _answered(self, one: str, other: str) -> bool:
        return self.same.of(one) == self.same.of(other) or self.same.are_apart(one, other)


def are_there(both: Both, kind: str, pair: Iterable[str]) -> bool:
    """Whether the two that a decision is about are. Of two codes one is enough: what is coded with
    the other, that was deleted, is so with it."""
    table = SAME_KINDS[kind]
    enough = any if table == "codes" else all
    return enough(both.raw(table, one) is not None for one in pair)


def decisions_in(both: Both) -> list[Decision]:
    """What people have decided, in either file, the latest last: who knew of an answer and gave
    another gave it later, whatever the clocks said."""
    found = merging.all_rows(both.ours.db, "decisions")
    found.update(both.rows["decisions"])
    told: dict[str, Stamp] = {}
    for side in (both.ours, both.theirs):
        for one, touches in side.touches_of(found).items():
            stamps = [touch.deed.stamp for touch in touches if touch.action == "insert"]
            told[one] = max([*stamps, told.get(one, ("", 0))])
    decisions = [Decision(*row) for one, row in found.items() if one not in both.gone]
    # those of which no file tells are given in this merge
    return sorted(decisions, key=lambda one: (one.id not in told, told.get(one.id), one.id))


def _one_of_each(same: Same, ids: Iterable[str]) -> list[str]:
    return sorted({same.of(one) for one in ids})
