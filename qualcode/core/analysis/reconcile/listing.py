"""The places where evaluators coded otherwise, with what was said of each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlite_utils import Database

from qualcode.core.analysis.reconcile.differences import (
    AGREED,
    Coded,
    Difference,
    differences,
)
from qualcode.core.analysis.reconcile.remembered import Remembered, marks_text
from qualcode.core.collector import collector_paused
from qualcode.core.ids import CodeId, CoderId, DocumentId
from qualcode.core.model import Disagreement
from qualcode.core.model.team import LATER, OPEN, SETTLED
from qualcode.core.store import disagreements as store
from qualcode.core.translate import N_

#: how it stands with a place, in words
STATE_NAMES: Final = {OPEN: N_("open"), LATER: N_("talk later"), SETTLED: N_("settled")}


@dataclass(frozen=True, slots=True)
class Listed:
    """A place and what was said of it.

    Attributes:
        state: one of `DISAGREEMENT_STATES`; open again where the marks are others since.
        said: the stored disagreement, if something was said.
        has_changed: whether the marks are others than when it was last spoken of.
    """

    difference: Difference
    state: str = OPEN
    said: Disagreement | None = None
    has_changed: bool = False


@dataclass(frozen=True)
class Comparison:
    """What some evaluators marked, document by document.

    Attributes:
        compared: the evaluators.
        listed: where they disagree, in the order of the text.
        agreed: where they agree.
    """

    compared: tuple[CoderId, ...]
    listed: Mapping[DocumentId, tuple[Listed, ...]]
    agreed: Mapping[DocumentId, tuple[Difference, ...]]

    def with_documents(self, other: Comparison, document_ids: Iterable[DocumentId]) -> Comparison:
        """This, with what another comparison found in these documents in the place of its own."""
        listed, agreed = dict(self.listed), dict(self.agreed)
        for document_id in document_ids:
            listed[document_id] = other.listed.get(document_id, ())
            agreed[document_id] = other.agreed.get(document_id, ())
        return Comparison(self.compared, listed, agreed)

    @property
    def all_listed(self) -> list[Listed]:
        """Every disagreement, document after document."""
        return [one for some in self.listed.values() for one in some]

    def count(self, state: str) -> int:
        """How many disagreements are in that state."""
        return sum(one.state == state for one in self.all_listed)


def compare(
    db: Database,
    compared: Sequence[CoderId],
    document_ids: Collection[DocumentId] | None = None,
) -> Comparison:
    """What these evaluators marked, in all documents or in some."""
    with collector_paused(), db.atomic():
        coded: dict[DocumentId, list[Coded]] = defaultdict(list)
        for document_id, *rest in store.marks(db, compared, document_ids):
            coded[document_id].append(Coded(*rest))
        said: dict[DocumentId, list[Remembered]] = defaultdict(list)
        elsewhere: dict[DocumentId, list[Remembered]] = defaultdict(list)
        for row in store.rows_in(db, document_ids):
            remembered = Remembered(row)
            between = said if remembered.is_between(compared) else elsewhere
            between[row.document_id].append(remembered)
        listed, agreed = {}, {}
        for document_id, some in coded.items():
            found = differences(document_id, some, compared)
            agreed[document_id] = tuple(one for one in found if one.kind == AGREED)
            places = _listed([one for one in found if one.kind != AGREED], said[document_id])
            coding = {one.coder_id for one in some}
            listed[document_id] = tuple(
                _settled_elsewhere(one, elsewhere[document_id], coding) for one in places
            )
    return Comparison(tuple(compared), listed, agreed)


def _listed(found: Sequence[Difference], said: Sequence[Remembered]) -> list[Listed]:
    """Each place with the one stored row that is about it: about just these marks, or else about
    what they were before."""
    if not said:
        return [Listed(one) for one in found]
    about: dict[int, tuple[Disagreement, bool]] = {}
    just_so: dict[str | None, list[Remembered]] = defaultdict(list)
    for one in said:
        just_so[one.row.marks].append(one)
    taken: set[str] = set()
    for at, difference in enumerate(found):
        same = [one for one in just_so.get(marks_text(difference), ()) if one.lies_at(difference)]
        if same:
            # of two, brought together from two copies, the one that was settled
            best = max(same, key=lambda one: (one.row.state == SETTLED, one.row.id))
            taken.update(one.row.id for one in same)
            about[at] = best.row, False
    left = [one for one in said if one.row.id not in taken]
    for at, difference in enumerate(found):
        if at in about or not left:
            continue
        best = max(left, key=lambda one: (*one.in_common(difference), one.row.id))
        if any(best.in_common(difference)):
            left.remove(best)
            about[at] = best.row, not best.is_about(difference)
    return [_said(one, *about.get(at, (None, False))) for at, one in enumerate(found)]


def _settled_elsewhere(
    listed: Listed, said: Sequence[Remembered], coding: Collection[CoderId]
) -> Listed:
    """A place of which nothing was said between just these evaluators: it is settled where fewer or
    more of them have settled it, and nobody says otherwise."""
    if listed.said is not None:
        return listed
    rows = [one.row for one in said if one.settles(listed.difference, coding)]
    if not rows:
        return listed
    return Listed(listed.difference, SETTLED, max(rows, key=lambda row: row.id))


def _said(difference: Difference, row: Disagreement | None, has_changed: bool) -> Listed:
    if row is None:
        return Listed(difference)
    was_said = row.settled is not None or row.state != OPEN
    return Listed(difference, OPEN if has_changed else row.state, row, has_changed and was_said)


def by_code(listed: Iterable[Listed]) -> Counter[CodeId]:
    """In how many disagreements each code is."""
    return Counter(code_id for one in listed for code_id in one.difference.code_ids)


def by_document(listed: Iterable[Listed]) -> Counter[DocumentId]:
    """How many disagreements there are in each document."""
    return Counter(one.difference.document_id for one in listed)
