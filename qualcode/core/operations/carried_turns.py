"""Turns carried over to another wording of the text they are in.

- A turn begins with its label. Where the label's words are gone, what was said belongs to whoever
  spoke before; where nothing is left to say, the turn goes.
- All between the beginnings of two turns that followed each other belongs to the first of them.
- A label that is another now ("Kim:", "Lo:") makes its turn that speaker's, if the document has
  one; a label that is new in all its turns has only been spelled otherwise, or made anonymous.
- In what has changed, a line that begins with a label of the document begins a turn.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from qualcode.core.ids import PersonId, TurnId
from qualcode.core.importers import speaker_labels
from qualcode.core.importers.transcript import Speech
from qualcode.core.model import Turn
from qualcode.core.model.anchoring import Alignment
from qualcode.core.model.span import trim


@dataclass(frozen=True, slots=True)
class CarriedTurn:
    """A turn as it is in the new wording.

    Attributes:
        old: the turn it was; None for a new one.
        label: as it stands in the new text, as far as it stands there.
        person_id: None where `label` is one that the document did not have before.
    """

    start: int
    end: int
    speech_start: int
    label: str
    person_id: PersonId | None
    old: Turn | None
    is_new_speaker: bool = False

    @property
    def id(self) -> TurnId | None:
        return self.old.id if self.old else None


@dataclass(frozen=True, slots=True)
class _Beginning:
    """Where a turn begins in the new text, and where what is said begins."""

    start: int
    speech_start: int
    label: str
    old: Turn | None
    ends: int | None = None
    """Where the turn ends, if something stood between it and the next one."""


def carried_turns(
    turns: Sequence[Turn], alignment: Alignment, speeches: Sequence[Speech] | None = None
) -> list[CarriedTurn]:
    """The turns of the new wording, in order.

    Args:
        turns: those of the old wording, in order.
        speeches: who speaks where in the new wording, if its file says so.
    """
    if not turns:
        return []
    kept = _without_a_double(_beginnings(turns, alignment))
    labels = {turn.label.casefold(): turn for turn in turns if turn.label}
    found = _labelled(alignment, labels, speeches)
    starts = {one.start for one in kept}
    everything = sorted(
        (*kept, *(one for one in found if one.start not in starts)), key=lambda one: one.start
    )
    return _with_speakers(turns, list(_with_ends(everything, alignment.new)))


def _beginnings(turns: Sequence[Turn], alignment: Alignment) -> Iterable[_Beginning]:
    old, new = alignment.old, alignment.new
    first = True
    for turn, following in zip(turns, (*turns[1:], None), strict=True):
        limit = following.start if following else len(old)
        alone = old[turn.end : limit].strip()
        ends = alignment.place(turn.end) if alone else None
        prefix = trim(old, turn.start, turn.speech_start)
        if prefix is None:
            place = alignment.carry(turn.start, turn.end)
            at_front = first and not old[: turn.start].strip()
            if place or (at_front and not _begins_with(following, alignment)):
                start = trim(new, 0 if at_front or not place else place.start, len(new))
                if start:
                    yield _Beginning(start.start, start.start, turn.label, turn, ends)
        else:
            label = alignment.carry(*prefix)
            if label is not None:
                yield _Beginning(
                    label.start, label.end, _label(turn, alignment, label.end), turn, ends
                )
            elif first and (place := alignment.carry(turn.speech_start, turn.end)):
                yield _Beginning(place.start, place.start, turn.label, turn, ends)
        first = False


def _begins_with(turn: Turn | None, alignment: Alignment) -> bool:
    """Whether the new text begins with this turn: what was said before it is gone altogether."""
    place = None if turn is None else alignment.carry(turn.start, turn.end)
    return place is not None and not alignment.new[: place.start].strip()


def _label(turn: Turn, alignment: Alignment, prefix_end: int) -> str:
    """The turn's label as the new text has it, whole: what was put in before what followed it, such
    as the colon, is of it.

    Args:
        prefix_end: where in the new text ends what stands before what is said.
    """
    found = alignment.old.find(turn.label, turn.start, turn.speech_start) if turn.label else -1
    if found < 0:
        return turn.label
    place = alignment.carry(found, found + len(turn.label))
    if place is None:
        return turn.label
    follows = alignment.old[found + len(turn.label) : turn.speech_start].rstrip()
    end = place.end
    if follows and alignment.new[:prefix_end].endswith(follows):
        end = max(end, prefix_end - len(follows))
    words = " ".join(alignment.new[place.start : end].split())
    return words.strip("*_ ,:") or turn.label


def _without_a_double(found: Iterable[_Beginning]) -> list[_Beginning]:
    """Turns that begin after each other: labels that became one begin one turn."""
    kept: list[_Beginning] = []
    for one in found:
        if not kept or one.start > kept[-1].start:
            kept.append(one)
    return kept


def _labelled(
    alignment: Alignment, labels: dict[str, Turn], speeches: Sequence[Speech] | None
) -> list[_Beginning]:
    """Beginnings of turns in what has changed: lines with a label that the document knows."""
    if speeches is not None:
        changed = _Changed(alignment)
        return [
            _Beginning(one.start, one.speech_start, one.label, None)
            for one in speeches
            if one.label.casefold() in labels and changed.meets(one.start, one.speech_start)
        ]
    found = []
    new = alignment.new
    for start, end in _changed_lines(alignment):
        label = speaker_labels.inline(new[start:end])
        if label is not None and label.key in labels:
            found.append(_Beginning(start + label.start, start + label.end, label.text, None))
    return found


class _Changed:
    """Which parts of the new text are others than those of the old one."""

    def __init__(self, alignment: Alignment) -> None:
        self._spans = [(change.new_start, change.new_end) for change in alignment.changes]

    def meets(self, start: int, end: int) -> bool:
        last = bisect_right(self._spans, (end, len(self._spans) and self._spans[-1][1])) - 1
        return last >= 0 and self._spans[last][1] >= start


def _changed_lines(alignment: Alignment) -> Iterable[tuple[int, int]]:
    """The lines of the new text in which something has changed, each once."""
    new, reached = alignment.new, 0
    for change in alignment.changes:
        start = max(reached, new.rfind("\n", 0, change.new_start) + 1)
        while start <= change.new_end and start < len(new):
            end = new.find("\n", start)
            end = len(new) if end < 0 else end
            yield start, end
            start = reached = end + 1


def _with_ends(found: Sequence[_Beginning], new: str) -> Iterable[CarriedTurn]:
    """Turns from where each begins to where the next one does; those without words go."""
    for number, one in enumerate(found, 1):
        limit = found[number].start if number < len(found) else len(new)
        if one.ends is not None:
            limit = min(limit, max(one.ends, one.speech_start))
        speech = trim(new, one.speech_start, limit)
        if speech is not None:
            yield CarriedTurn(one.start, speech.end, speech.start, one.label, None, one.old)


def _with_speakers(turns: Sequence[Turn], found: Sequence[CarriedTurn]) -> list[CarriedTurn]:
    """The turns with the persons that their labels stand for."""
    persons: dict[str, PersonId | None] = {}
    for turn in turns:
        persons.setdefault(turn.label.casefold(), turn.person_id)
    still = Counter(one.label.casefold() for one in found)
    result = []
    for one in found:
        key, old = one.label.casefold(), one.old
        if old is not None and (key == old.label.casefold() or not still[old.label.casefold()]):
            renamed = key not in persons or key == old.label.casefold()
            person_id = old.person_id if renamed else persons[key]
            result.append(replace(one, person_id=person_id))
        elif key in persons:
            result.append(replace(one, person_id=persons[key]))
        else:
            result.append(replace(one, is_new_speaker=True))
    return result
