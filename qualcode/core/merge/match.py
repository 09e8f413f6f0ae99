"""What was made apart and is the same: documents, codes, persons and others of two files.

Only rows that each side alone has are looked at: what both know of, both know the id of.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from rapidfuzz import fuzz, process

from qualcode.core.merge.addresses import Addresses
from qualcode.core.merge.combine import Both
from qualcode.core.merge.likeness import pairs_alike
from qualcode.core.merge.relations import SAME_BY, TREES, index
from qualcode.core.merge.same import Same
from qualcode.core.merge.side import Side
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

#: So alike, from 0 to 100, two names of codes must be for somebody to be asked.
ASK_FROM: Final = 80
#: Of a longer list of names nobody would read the likenesses.
_MOST_CODES: Final = 5000


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
    matching.documents()
    matching.persons()
    for table in SAME_BY:
        matching.by_values(table)
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

    def take_what_is_known(self, decisions: Sequence[Decision]) -> None:
        """What people decided, of two answers the later one, and what earlier merges found."""
        latest: dict[tuple[str, str], Decision] = {}
        for one in sorted(decisions, key=lambda one: (one.created, one.id)):
            if one.kind in SAME_KINDS:
                first, second = sorted((one.subject, one.other))
                latest[first, second] = one
        for pair, decision in latest.items():
            if decision.answer == DIFFERENT:
                self.same.keep_apart(*pair)
        for side in (self.both.ours, self.both.theirs):
            for original in side.originals.values():
                mine, other = original.id, original.same_as
                if original.sticky and other and not self.same.are_apart(mine, other):
                    self.same.join(original.about_table, mine, other)
        for pair, decision in latest.items():
            if decision.answer == SAME and self._there(decision):
                self.same.join(SAME_KINDS[decision.kind], *pair)

    def _there(self, decision: Decision) -> bool:
        table = SAME_KINDS[decision.kind]
        return all(
            self.both.raw(table, one) is not None for one in (decision.subject, decision.other)
        )

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

    def pair(self, table: str, ours: str, theirs: str, by: str, likeness: float = 1.0) -> None:
        """Take two rows for the same, unless somebody has said that they are not."""
        if self.same.of(ours) == self.same.of(theirs) or self.same.are_apart(ours, theirs):
            return
        if table == "codes" and self._are_two_there(ours, theirs):
            self._doubtful[ours, theirs] = None
            return
        self.same.join(table, ours, theirs)
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
        ours, theirs = self.alone("documents")
        if not ours or not theirs:
            return
        at = index("documents")["text_sha256"]
        self.pair_by_key("documents", "text", _by(ours, at), _by(theirs, at))
        others = [one for one in theirs if ours.keys().isdisjoint(self.same.members(one))]
        for one, other, likeness in pairs_alike(
            self._texts(ours) if others else {},
            self._texts({their: theirs[their] for their in others}),
        ):
            if not self._are_kin(one, other):
                self.pair("documents", one, other, "aligned text", likeness)

    def _are_kin(self, one: str, other: str) -> bool:
        """Whether taking the two for one would make one of two documents that somebody brought in
        side by side."""
        members = [*self.same.members(one), *self.same.members(other)]
        made = [self._makers(member) for member in members]
        return any(
            first & following
            for at, (first, _past) in enumerate(made)
            for number, (_first, following) in enumerate(made)
            if at != number
        )

    def _makers(self, document: str) -> tuple[set[str], set[str]]:
        """The deeds that brought a document in, and all that these follow."""
        makers: set[str] = set()
        pasts: set[str] = set()
        for side in (self.both.ours, self.both.theirs):
            for touch in side.touches_of([document]).get(document, []):
                if touch.action == "insert":
                    makers.add(touch.deed.line.id)
                    pasts |= side.deeds.past([touch.deed.line.id])
        return makers, pasts

    def _texts(self, documents: dict[str, Row]) -> dict[str, str]:
        """The texts of documents; of one that is shown as another a seal may have removed it."""
        at = index("documents")["text_sha256"]
        found = {one: self.both.text_if_any(row[at]) for one, row in documents.items()}
        return {one: text for one, text in found.items() if text is not None}

    def persons(self) -> None:
        """Those who answered the same survey and are known by the same there; those who speak under
        the same label in documents that are the same, in turns that were made apart as well."""
        ours, theirs = self.alone("persons")
        self._persons_of_surveys(ours, theirs)
        if not ours or not theirs:
            return
        speakers = []
        sides = (self.both.ours, self.both.theirs)
        for (side, beside), own in ((sides, ours), (sides[::-1], theirs)):
            speakers.append(self._speakers(side, _own_turns(side, beside, own), own))
        addresses = Addresses(self.both, self.same)
        for key in sorted(speakers[0].keys() & speakers[1].keys()):
            for other in speakers[1][key]:
                for one in speakers[0][key]:
                    if not addresses.tell_apart(one, other):
                        self.pair("persons", one, other, "label")

    def _persons_of_surveys(self, ours: dict[str, Row], theirs: dict[str, Row]) -> None:
        """Persons whom a survey that both have knows by the same. One of the two may be in both
        files, where a copy was made without what the survey knows them by."""
        if not ours and not theirs:
            return
        known = [self._known_by(side) for side in (self.both.ours, self.both.theirs)]
        for key, mine in known[0].items():
            others = _one_of_each(self.same, known[1].get(key, []))
            for one, other in zip(_one_of_each(self.same, mine), others, strict=False):
                if one in ours or other in theirs:
                    self.pair("persons", one, other, "identity")

    def _known_by(self, side: Side) -> dict[Hashable, list[str]]:
        """The persons by what surveys know them by, in the order in which they came."""
        where = index("responses")
        survey, person, identity = where["survey_id"], where["person_id"], where["identity"]
        found: dict[Hashable, list[str]] = defaultdict(list)
        for one, row in sorted(side.raw_rows("responses").items()):
            if row[identity] and one not in self.both.gone and row[person] not in self.both.gone:
                found[row[survey], casefold(row[identity])].append(row[person])
        return found

    def _said(self, side: Side, turn: Row, texts: dict[str, str]) -> str:
        """The words of a turn as its own file has them; `texts` are those that were read before."""
        where = index("turns")
        document = str(turn[where["document_id"]])
        if document not in texts:
            row = side.raw("documents", document)
            sha256 = row[index("documents")["text_sha256"]] if row else ""
            texts[document] = self.both.text_if_any(sha256) or ""
        return texts[document][turn[where["start"]] : turn[where["end"]]]

    def _speakers(
        self, side: Side, turns: Iterable[Row], own: dict[str, Row]
    ) -> dict[tuple[str, str], list[str]]:
        """Whose a label is: in each of the documents that are the same, the first who has it.

        A label that does not stand in the text, as of a survey's answer, is a number that was
        given: it means the same person only over the same words.
        """
        where = index("turns")
        document, label, person = where["document_id"], where["label"], where["person_id"]
        first: dict[tuple[str, str], str] = {}
        texts: dict[str, str] = {}
        for turn in sorted(turns, key=lambda turn: (turn[document], turn[where["start"]])):
            if turn[person] in own:
                word = casefold(turn[label]) or ""
                if word and turn[where["start"]] == turn[where["speech_start"]]:
                    word += "\n" + self._said(side, turn, texts)
                first.setdefault((turn[document], word), turn[person])
        found: dict[tuple[str, str], list[str]] = defaultdict(list)
        for (document_id, word), speaker in first.items():
            found[self.same.of(document_id), word].append(speaker)
        return found

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
        """Whether either file has two codes that would become one by way of these: somebody has
        said of other files that two names mean the same."""
        first, second = self.same.members(one), self.same.members(other)
        if len(first) == len(second) == 1:
            return False
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
        """Codes of theirs that are called nearly what one of ours is called, or what one is called
        that others took for another code."""
        asked = [pair for pair in self._doubtful if not self._answered(*pair)]
        self.matches.suggestions += [Suggestion(SAME_CODE, *pair, 1.0) for pair in asked]
        _ours, theirs = self.alone("codes")
        at = index("codes")["name"]
        matched = self.same.sets()
        told = {other for _one, other in asked}
        new = [one for one in sorted(theirs.keys() - told) if self.same.of(one) not in matched]
        known = {
            one: row
            for one, row in sorted(self.both.ours.raw_rows("codes").items())
            if one not in theirs and one not in self.both.gone
        }
        if not new or not known or max(len(new), len(known)) > _MOST_CODES:
            return
        names = {one: casefold(row[at]) or "" for one, row in known.items()}
        for one in new:
            name = casefold(theirs[one][at]) or ""
            found = process.extract(name, names, scorer=fuzz.ratio, score_cutoff=ASK_FROM, limit=3)
            best = next((hit for hit in found if not self._answered(one, hit[2])), None)
            if best is not None:
                suggestion = Suggestion(SAME_CODE, best[2], one, round(best[1] / 100, 3))
                self.matches.suggestions.append(suggestion)

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


def decisions_in(both: Both) -> list[Decision]:
    """What people have decided, in either file."""
    found = merging.all_rows(both.ours.db, "decisions")
    found.update(both.rows["decisions"])
    return [Decision(*row) for one, row in found.items() if one not in both.gone]


def _own_turns(side: Side, other: Side, persons: Collection[str]) -> list[Row]:
    """What these persons say, also in documents that are shown as others, in turns that the other
    side never knew of."""
    found = side.where("turns", "person_id", persons)
    for one, original in side.originals.items():
        if original.about_table == "turns" and original.shown is None:
            row = side.raw("turns", one)
            if row is not None:
                found[one] = row
    known = merging.ids_of(other.db, "turns", found) | other.originals.keys()
    known |= other.ever_knew(found.keys() - known)
    return [row for one, row in found.items() if one not in known]


def _by(rows: dict[str, Row], at: int) -> dict[Hashable, list[str]]:
    found: dict[Hashable, list[str]] = defaultdict(list)
    for one in sorted(rows):
        found[rows[one][at]].append(one)
    return found


def _one_of_each(same: Same, ids: Iterable[str]) -> list[str]:
    return sorted({same.of(one) for one in ids})
