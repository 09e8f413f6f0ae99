"""Documents that were brought in apart and are the same: of one text, or of texts that are alike.

Whether texts are alike is found out from all documents that two files know of, each time that
either knows of one that the other does not: so it makes no difference in which order files came.
Two documents that somebody brought in side by side are never one. Where a document is nearly as
like the one as the other of two such, as where an interview came in in two versions, a person is
to say which it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from functools import cached_property
from itertools import chain
from typing import Final

from qualcode.core.merge.combine import Both
from qualcode.core.merge.likeness import pairs_alike
from qualcode.core.merge.relations import index
from qualcode.core.merge.same import Same
from qualcode.core.merge.side import Side, is_pale
from qualcode.core.store import merging
from qualcode.core.store.connection import casefold
from qualcode.core.store.merging import Row

#: Of two documents whose likeness to a third differs by less, neither is taken for it unasked: so
#: much is a word here and there.
CLOSE: Final = 0.03
#: How documents are known that are the same for as long as nothing else is more alike.
ALIKE: Final = "aligned text"

#: ours and theirs, by what, and how alike they are
Pairing = Callable[[str, str, str, float], None]
#: how alike two documents are
_Pairs = dict[tuple[str, str], float]

_SHA256: Final = index("documents")["text_sha256"]


class AlikeDocuments:
    """Finds them, among those of two files.

    Attributes:
        doubtful: pairs that a person is to say something of, ours first, and how alike they are.
    """

    def __init__(
        self, both: Both, same: Same, pair: Pairing, alone: tuple[dict[str, Row], dict[str, Row]]
    ) -> None:
        self._both = both
        self._same = same
        self._pair = pair
        self._alone = alone
        self.doubtful: _Pairs = {}
        self._doubted: set[frozenset[str]] = set()

    def find(self) -> None:
        """Pair them."""
        self._pair_equal_texts()
        known = [_known_alike(side) for side in (self._both.ours, self._both.theirs)]
        if not all(self._alone):  # the one knows all that the other does
            wider = [pairs for pairs, alone in zip(known, self._alone, strict=True) if alone]
            self._take(dict.fromkeys(chain(*(wider or known)), 1.0))
            return
        members = {one for pair in chain(*known) for one in pair}
        texts = self._texts(members | self._alone[0].keys() | self._alone[1].keys())
        lost = [pair for pair in chain(*known) if not texts.keys() >= set(pair)]
        self._take(dict.fromkeys(lost, 1.0))  # a seal has removed what they could be known by
        self._take(self._surely(texts))

    def _pair_equal_texts(self) -> None:
        """Letter for letter; the first of a text with the first, the second with the second."""
        ours, theirs = (self._by_text(some) for some in self._alone)
        for key, mine in ours.items():
            for one, other in zip(mine, theirs.get(key, ()), strict=False):
                self._pair(one, other, "text", 1.0)

    def _by_text(self, documents: dict[str, Row]) -> dict[Hashable, list[str]]:
        found: dict[Hashable, dict[str, None]] = defaultdict(dict)
        for one in sorted(documents):
            key = (documents[one][_SHA256], frozenset(self._answerers.get(one, ())))
            found[key][self._same.of(one)] = None
        return {key: sorted(ids) for key, ids in found.items()}

    @cached_property
    def _answerers(self) -> dict[str, set[tuple[str, str]]]:
        """Whose document each is that holds what somebody answered: by the survey, and by what the
        survey knows them by. It is no one else's, however alike they answered."""
        where = index("responses")
        found: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for side in (self._both.ours, self._both.theirs):
            for row in side.raw_rows("responses").values():
                if row[where["document_id"]]:
                    title = _title(side, row[where["survey_id"]])
                    found[row[where["document_id"]]].add(
                        (title, casefold(row[where["identity"]]) or "")
                    )
        return found

    def _texts(self, documents: Iterable[str]) -> dict[str, list[str]]:
        """The wordings of documents, as far as they are there."""
        texts = {}
        for one in documents:
            row = self._both.raw("documents", one)
            if row is not None and one not in self._answerers:
                wordings = {row[_SHA256], *self._first_wordings(one)}
                found = {self._both.text_if_any(sha256) for sha256 in wordings}
                texts[one] = sorted(text for text in found if text is not None)
        return {one: some for one, some in texts.items() if some}

    def _first_wordings(self, document: str) -> Iterator[str]:
        """What a document was when it came: what was corrected in it since makes it no other."""
        for side in (self._both.ours, self._both.theirs):
            told = [
                (side.deeds.by_seq[seq].stamp, sha256)
                for seq, sha256 in merging.texts_before(side.db, document)
                if seq in side.deeds.by_seq
            ]
            if told:
                yield min(told)[1]

    def _may_be_one(self, one: str, other: str) -> bool:
        return not self._same.are_apart(one, other) and (
            self._same.of(one) == self._same.of(other) or not self._are_kin(one, other)
        )

    def _surely(self, texts: dict[str, list[str]]) -> _Pairs:
        """Those alike of which neither has a nearer one, or one nearly as near, where the other is
        from."""
        alike = {
            (one, other): likeness for likeness, one, other in pairs_alike(texts, self._may_be_one)
        }
        beside: dict[str, list[tuple[float, str]]] = defaultdict(list)
        for (one, other), likeness in alike.items():
            certain = 2.0 if self._same.of(one) == self._same.of(other) else likeness
            beside[one].append((certain, other))
            beside[other].append((certain, one))
        found: _Pairs = {}
        for pair, likeness in alike.items():
            rival = max(
                (
                    near
                    for one, other in (pair, pair[::-1])
                    for near, third in beside[one]
                    if third != other and self._are_kin(other, third)
                ),
                default=0.0,
            )
            if likeness >= rival + CLOSE:
                found[pair] = likeness
            elif likeness > rival - CLOSE:
                self._doubt(pair, likeness)
        return found

    def _doubt(self, pair: tuple[str, str], likeness: float) -> None:
        self._doubted.add(frozenset(pair))
        ours, theirs = self._both.ours, self._both.theirs
        for one, other in (pair, pair[::-1]):
            if ours.raw("documents", one) and theirs.raw("documents", other):
                self.doubtful[one, other] = likeness
                return

    def _take(self, pairs: _Pairs) -> None:
        """The most alike first."""
        for (one, other), likeness in sorted(pairs.items(), key=lambda found: (-found[1], found)):
            apart = self._same.of(one) != self._same.of(other)
            if apart and not any(
                self._are_kin(mine, others) or frozenset((mine, others)) in self._doubted
                for mine in self._same.members(one)
                for others in self._same.members(other)
            ):
                self._pair(one, other, ALIKE, likeness)

    def _are_kin(self, one: str, other: str) -> bool:
        """Whether somebody brought the one in beside the other."""
        made, past = self._makers_of(one)
        others_made, others_past = self._makers_of(other)
        return bool(made & others_past or others_made & past)

    def _makers_of(self, document: str) -> tuple[int, int]:
        """What brought a document in, and what that followed, as sets of bits."""
        return self._makers.get(document, (0, 0))

    @cached_property
    def _makers(self) -> dict[str, tuple[int, int]]:
        sides = (self._both.ours, self._both.theirs)
        makers: dict[str, set[str]] = defaultdict(set)
        for side in sides:
            for one, touches in side.touches_of(side.raw_rows("documents")).items():
                deeds = [touch.deed for touch in touches if touch.action == "insert"]
                makers[one] |= {deed.line.id for deed in deeds if not deed.is_snapshot}
        ids = sorted(set[str]().union(*makers.values()))
        bits = {one: 1 << number for number, one in enumerate(ids)}
        pasts = [_pasts(side, bits) for side in sides]
        found = {}
        for document, some in makers.items():
            made = past = 0
            for one in some:
                made |= bits[one]
                for known in pasts:
                    past |= known.get(one, 0)
            found[document] = made, past
        return found


def _pasts(side: Side, bits: dict[str, int]) -> dict[str, int]:
    """Which of these entries each entry of a file is, or follows."""
    found: dict[str, int] = {}
    for one, deed in side.deeds.by_id.items():
        past = bits.get(one, 0)
        for before in deed.follows:
            past |= found.get(before, 0)
        found[one] = past
    return found


def _title(side: Side, survey_id: str) -> str:
    row = side.raw("surveys", survey_id)
    return survey_id if row is None else casefold(row[index("surveys")["title"]]) or ""


def _known_alike(side: Side) -> list[tuple[str, str]]:
    """What a file shows as one because it is alike."""
    return [
        (original.same_as, one)
        for one, original in sorted(side.originals.items())
        if original.about_table == "documents"
        and original.same_as is not None
        and not original.sticky
        and not is_pale(original)
    ]
