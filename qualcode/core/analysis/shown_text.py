"""A document's text as it leaves the house, and where each place of the one is in the other."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from sqlite_utils import Database

from qualcode.core.analysis.passages import Turns
from qualcode.core.analysis.tally import gather_turns
from qualcode.core.ids import DocumentId
from qualcode.core.model import Span
from qualcode.core.model.anchoring import align
from qualcode.core.store import documents as document_store
from qualcode.core.store import persons as person_store
from qualcode.core.store import summary as reads


class ShownText:
    """A text in which some spans are shown as something else.

    A place within such a span is at its border in the other text: spans that touch it hold it
    whole.

    Attributes:
        stored: the text itself.
        text: as it is shown.
    """

    def __init__(self, stored: str, hidden: Sequence[tuple[Span, str]] = ()) -> None:
        """`hidden` are spans in order, none overlapping another, with what is shown instead."""
        self.stored = stored
        pieces: list[str] = []
        self._pairs: list[tuple[Span, Span]] = []
        at = length = 0
        for span, shown in hidden:
            length += span.start - at
            pieces += (stored[at : span.start], shown)
            self._pairs.append((span, Span(length, length + len(shown))))
            at, length = span.end, length + len(shown)
        self.text = "".join((*pieces, stored[at:]))
        self._back = [(shown, span) for span, shown in self._pairs]
        self._stored_starts = [span.start for span, _shown in self._pairs]
        self._shown_starts = [shown.start for _span, shown in self._pairs]

    def to_shown(self, start: int, end: int) -> Span:
        """Where a span of the text itself is in what is shown."""
        return Span(
            _place(self._pairs, self._stored_starts, start, at_end=False),
            _place(self._pairs, self._stored_starts, end, at_end=True),
        )

    def to_stored(self, start: int, end: int) -> Span:
        """Where a span of what is shown is in the text itself."""
        return Span(
            _place(self._back, self._shown_starts, start, at_end=False),
            _place(self._back, self._shown_starts, end, at_end=True),
        )

    def rewritten(self, new: str) -> ShownText:
        """Another wording of what is shown, with the text itself behind it where that was kept."""
        hidden: list[tuple[Span, str]] = []
        pieces: list[str] = []
        length = at = 0
        alignment = align(self.text, new)
        for span, shown in self._pairs:
            if alignment.touches(*shown):
                continue
            moved = alignment.place(shown.start)
            words = self.stored[span.start : span.end]
            pieces += (new[at:moved], words)
            length += moved - at
            hidden.append((Span(length, length + len(words)), self.text[shown.start : shown.end]))
            at, length = moved + len(hidden[-1][1]), length + len(words)
        return ShownText("".join((*pieces, new[at:])), hidden)


def _place(
    pairs: Sequence[tuple[Span, Span]], starts: Sequence[int], position: int, *, at_end: bool
) -> int:
    number = bisect_right(starts, position) - 1
    if number < 0:
        return position
    here, there = pairs[number]
    if position >= here.end:
        return there.end + position - here.end
    return there.end if at_end and position > here.start else there.start


def shown_text(db: Database, document_id: DocumentId, *, real_names: bool = False) -> ShownText:
    """The document's text; without `real_names`, labels that are names show the pseudonyms."""
    text = document_store.text(db, document_id)
    return (
        ShownText(text) if real_names else ShownText(text, turns_of(db, document_id).hidden(text))
    )


def turns_of(db: Database, document_id: DocumentId) -> Turns:
    """A document's turns, ready to be asked what of them must not be shown."""
    persons = {person.id: person for person in person_store.all_persons(db)}
    found = gather_turns(reads.turns(db, [document_id]), persons)
    return found.get(document_id) or Turns((), {})
