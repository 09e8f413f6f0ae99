"""Taking out what was offered for removal and accepted: page headers, page numbers, hyphens, and
what a document says of itself before anybody speaks."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Final

from qualcode.core.importers import margin, time_codes
from qualcode.core.importers.headings import trimmed
from qualcode.core.importers.speakers import find_after, guess_speakers
from qualcode.core.importers.transcript import Beginning, Removal, Speech, Transcript

#: What may be offered, by the name that a user gives it.
KINDS: Final[dict[str, str]] = {
    "headers": "header",
    "footers": "footer",
    "page-numbers": "page-number",
    "hyphens": "hyphen",
    "beginning": "beginning",
}
_NAMES: Final = {kind: name for name, kind in KINDS.items()}


def counts(transcript: Transcript) -> dict[str, int]:
    """How much of each of `KINDS` is offered; those of which there is none are left out."""
    found: Counter[str] = Counter(removal.kind for removal in transcript.removals)
    return {name: found[kind] for name, kind in KINDS.items() if found[kind]}


@dataclass(frozen=True, slots=True)
class Choice:
    """What of the offers is accepted.

    Attributes:
        kinds: of `KINDS`, whose every place goes.
        otherwise: where the places begin for which it is the other way about.
    """

    kinds: frozenset[str] = frozenset()
    otherwise: frozenset[int] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.kinds or self.otherwise)

    def takes(self, removal: Removal) -> bool:
        """Whether this one goes."""
        by_kind = _NAMES[removal.kind] in self.kinds
        return by_kind != (removal.start in self.otherwise)

    def of(self, transcript: Transcript) -> tuple[Removal, ...]:
        """What goes."""
        return tuple(filter(self.takes, transcript.removals)) if self else ()

    def with_other(self, removal: Removal) -> Choice:
        """The same but for this place."""
        return replace(self, otherwise=self.otherwise ^ {removal.start})

    def with_kind(self, transcript: Transcript, name: str, *, taken: bool) -> Choice:
        """The same but for every place of a kind."""
        own = {one.start for one in transcript.removals if one.kind == KINDS[name]}
        kinds = self.kinds | {name} if taken else self.kinds - {name}
        return Choice(kinds, self.otherwise - own)

    def taken(self, transcript: Transcript) -> dict[str, int]:
        """How many of each of `KINDS` go."""
        found = Counter(_NAMES[removal.kind] for removal in self.of(transcript))
        return {name: found[name] for name in KINDS if found[name]}


def of_kinds(transcript: Transcript, names: Collection[str]) -> tuple[Removal, ...]:
    """What is offered of these `KINDS`."""
    return Choice(frozenset(names)).of(transcript)


def accept(
    transcript: Transcript, removals: Iterable[Removal], *, speakers: bool = True
) -> Transcript:
    """The transcript without these, its pages moved along and its speakers found anew.

    A removal that overlaps the one before it, or reaches out of the text, is a bug.

    Raises:
        ValueError: then.
    """
    taken = sorted(set(removals), key=lambda removal: removal.start)
    _check(taken, len(transcript.text))
    text = _without(transcript.text, taken)
    moved = Kept(taken)
    beginning = _moved(transcript.beginning, moved)
    if transcript.says_who:
        speeches = tuple(_kept_speeches(transcript, moved))
    else:
        speeches = find_after(text, beginning) if speakers else ()
    return replace(
        transcript,
        text=text,
        speeches=speeches,
        speakers=guess_speakers(text, speeches),
        time_codes=time_codes.find_with(text, speeches),
        pages=tuple(map(moved.position, transcript.pages)),
        removals=tuple(
            replace(other, start=moved.position(other.start), end=moved.position(other.end))
            for other in transcript.removals
            if other not in taken
        ),
        headings=tuple(
            trimmed(
                text,
                (
                    replace(one, start=moved.position(one.start), end=moved.position(one.end))
                    for one in transcript.headings
                ),
            )
        ),
        margin=margin.moved(transcript.margin, moved.position, text),
        beginning=beginning,
    )


def with_beginning(
    text: str, offered: tuple[Removal, ...], beginning: Beginning | None
) -> tuple[Removal, ...]:
    """What a document says of itself is offered too, if there is more in it, and with the blank
    lines behind it."""
    if beginning is None or not (text[: beginning.start] + text[beginning.end :]).strip():
        return offered
    rest = text[beginning.end :]
    end = beginning.end + len(rest) - len(rest.lstrip("\n"))
    if any(one.start < end and one.end > beginning.start for one in offered):
        return offered
    own = Removal(beginning.start, end, "beginning")
    return tuple(sorted((*offered, own), key=lambda one: one.start))


def _kept_speeches(transcript: Transcript, moved: Kept) -> Iterator[Speech]:
    for speech in transcript.speeches:
        start, said, end = map(moved.position, (speech.start, speech.speech_start, speech.end))
        if said < end:
            yield replace(speech, start=start, speech_start=said, end=end)


def _moved(beginning: Beginning | None, moved: Kept) -> Beginning | None:
    if beginning is None:
        return None
    start, end = moved.position(beginning.start), moved.position(beginning.end)
    return replace(beginning, start=start, end=end)


def _check(taken: Sequence[Removal], length: int) -> None:
    end = 0
    for removal in taken:
        if not end <= removal.start < removal.end <= length:
            raise ValueError(f"{removal} overlaps another or reaches out of the text")
        end = removal.end


def _without(text: str, taken: Sequence[Removal]) -> str:
    pieces, at = [], 0
    for removal in taken:
        pieces.append(text[at : removal.start])
        at = removal.end
    return "".join([*pieces, text[at:]])


class Kept:
    """What is left of a text without some removals, in order and none overlapping another."""

    def __init__(self, taken: Sequence[Removal]) -> None:
        self._taken = taken
        self._starts = [removal.start for removal in taken]
        self._before = [0, *accumulate(removal.end - removal.start for removal in taken)]
        self._joints = [
            start - before for start, before in zip(self._starts, self._before, strict=False)
        ]

    def back(self, position: int) -> int:
        """Where a character of what is left stands in the whole text."""
        return position + self._before[bisect_right(self._joints, position)]

    def position(self, position: int) -> int:
        """Where a position of the whole text is in what is left."""
        count = bisect_right(self._starts, position)
        inside = max(0, self._taken[count - 1].end - position) if count else 0
        return position - self._before[count] + inside
