"""Persons who speak under the same label in documents that are the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from itertools import combinations

from qualcode.core.merge.addresses import Addresses
from qualcode.core.merge.combine import Both
from qualcode.core.merge.relations import index
from qualcode.core.merge.same import Same
from qualcode.core.merge.side import Side
from qualcode.core.store import merging
from qualcode.core.store.connection import casefold
from qualcode.core.store.merging import Row

_TURN = index("turns")
#: persons by the document in which they speak, and what they are called there
_Speakers = dict[tuple[str, str], list[str]]


class AlikeSpeakers:
    """Finds them. Where documents are one for as long as nothing else is more alike, so are those
    who speak in them."""

    def __init__(
        self,
        both: Both,
        same: Same,
        pair: Callable[[str, str, bool], None],
        alone: tuple[dict[str, Row], dict[str, Row]],
    ) -> None:
        self._both = both
        self._same = same
        self._pair = pair
        self._alone = alone
        self._addresses = Addresses(both, same)

    def find(self) -> None:
        """Pair them: those whom only one file has, in turns that were made apart as well; and all
        in documents whose sameness is found out anew."""
        sides = (self._both.ours, self._both.theirs)
        if all(self._alone):
            speakers = [
                self._speakers(side, _own_turns(side, beside, own), own)
                for (side, beside), own in zip((sides, sides[::-1]), self._alone, strict=True)
            ]
            for key in sorted(speakers[0].keys() & speakers[1].keys()):
                if not self._same.is_doubted(key[0]):
                    for other in speakers[1][key]:
                        for one in speakers[0][key]:
                            self._take(one, other, firm=True)
        doubted = [one for side in sides for one in side.raw_rows("documents")]
        doubted = [one for one in doubted if self._same.is_doubted(one)]
        if doubted:
            self._find_in(set(doubted))
            self._take_what_is_known()

    def _take_what_is_known(self) -> None:
        """Those whom an earlier merge found, and whose labels were corrected since, or removed by a
        seal; for as long as the documents in which they speak are one."""
        for side in (self._both.ours, self._both.theirs):
            known = [
                (one.id, one.same_as)
                for one in side.originals.values()
                if one.about_table == "persons" and one.same_as and not one.sticky
            ]
            speak_in = self._documents_of(side, {one for pair in known for one in pair})
            for pair in known:
                there = all(self._both.raw("persons", one) is not None for one in pair)
                first, second = (speak_in.get(one, set()) for one in pair)
                if there and (side.is_sealed or not first.isdisjoint(second)):
                    self._take(*pair, firm=False)

    def _documents_of(self, side: Side, persons: set[str]) -> dict[str, set[str]]:
        """In which documents, of those that are the same the lowest, these persons speak."""
        found: dict[str, set[str]] = defaultdict(set)
        for row in (
            *side.where("turns", "person_id", persons).values(),
            *_hidden_turns(side).values(),
        ):
            if row[_TURN["person_id"]] in persons:
                found[row[_TURN["person_id"]]].add(self._same.of(row[_TURN["document_id"]]))
        return found

    def _find_in(self, documents: set[str]) -> None:
        found: dict[tuple[str, str], set[str]] = defaultdict(set)
        for side in (self._both.ours, self._both.theirs):
            persons = {
                one
                for one in side.raw_rows("persons")
                if self._both.raw("persons", one) is not None
            }
            for key, some in self._speakers(side, _turns_in(side, documents), persons).items():
                found[key].update(some)
        for key in sorted(found):
            for one, other in combinations(sorted(found[key]), 2):
                self._take(one, other, firm=False)

    def _take(self, one: str, other: str, *, firm: bool) -> None:
        if not self._addresses.tell_apart(one, other):
            self._pair(one, other, firm)

    def _said(self, side: Side, turn: Row, texts: dict[str, str]) -> str:
        """The words of a turn as its own file has them; `texts` are those that were read before."""
        document = str(turn[_TURN["document_id"]])
        if document not in texts:
            row = side.raw("documents", document)
            sha256 = row[index("documents")["text_sha256"]] if row else ""
            texts[document] = self._both.text_if_any(sha256) or ""
        return texts[document][turn[_TURN["start"]] : turn[_TURN["end"]]]

    def _speakers(self, side: Side, turns: Iterable[Row], own: Collection[str]) -> _Speakers:
        """Whose a label is: in each of the documents that are the same, the first who has it.

        A label that does not stand in the text, as of a survey's answer, is a number that was
        given: it means the same person only over the same words.
        """
        document, label, person = _TURN["document_id"], _TURN["label"], _TURN["person_id"]
        first: dict[tuple[str, str], str] = {}
        texts: dict[str, str] = {}
        for turn in sorted(turns, key=lambda turn: (turn[document], turn[_TURN["start"]])):
            if turn[person] in own:
                word = casefold(turn[label]) or ""
                if not word and not side.has_text(side.text_of_row("turns", turn[0], turn)):
                    continue  # a seal has removed what it was: it may be anybody's
                if word and turn[_TURN["start"]] == turn[_TURN["speech_start"]]:
                    word += "\n" + self._said(side, turn, texts)
                first.setdefault((turn[document], word), turn[person])
        found: _Speakers = defaultdict(list)
        for (document_id, word), speaker in first.items():
            found[self._same.of(document_id), word].append(speaker)
        return found


def _own_turns(side: Side, other: Side, persons: Collection[str]) -> list[Row]:
    """What these persons say, also in documents that are shown as others, in turns that the other
    side never knew of."""
    found = {**side.where("turns", "person_id", persons), **_hidden_turns(side)}
    known = merging.ids_of(other.db, "turns", found) | other.originals.keys()
    known |= other.ever_knew(found.keys() - known)
    return [row for one, row in found.items() if one not in known]


def _turns_in(side: Side, documents: set[str]) -> list[Row]:
    """What is said in documents, each as it stands in its own file."""
    shown = {side.shown_as("documents", one) for one in documents} - {None}
    stored = side.where("turns", "document_id", [one for one in shown if one])
    found = {one: side.raw("turns", one) for one in stored} | _hidden_turns(side)
    return [row for row in found.values() if row and row[_TURN["document_id"]] in documents]


def _hidden_turns(side: Side) -> dict[str, Row]:
    return {
        one: row
        for turns in side.remembered_turns.values()
        for one, row in turns.items()
        if side.originals[one].shown is None
    }
