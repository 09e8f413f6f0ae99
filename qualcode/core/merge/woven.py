"""What became of a text into which several wrote, as a value."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from qualcode.core.model.anchoring import Alignment
from qualcode.core.model.edit import Edit
from qualcode.core.model.replacing import Names
from qualcode.core.model.text_merge import MergedText


class Author(NamedTuple):
    """An evaluator, and when something was written."""

    coder_id: str
    time: str


@dataclass(frozen=True, slots=True)
class Meeting:
    """The texts of two files as one, of which each changed what both had before.

    Attributes:
        base: the hash of what both had before.
        texts: and of the two texts, the earlier first; `order` says where ours is in there, and
            theirs.
        names: the names that just the one, or just the other, replaced.
    """

    base: str
    texts: tuple[str, str]
    order: tuple[int, int]
    merged: MergedText
    names: tuple[Names | None, Names | None]


@dataclass(frozen=True, slots=True)
class TextPlace:
    """Words of a text that both sides changed, each otherwise.

    Attributes:
        place: by what it is known again.
        start, end: where it is in the text that stands without a choice.
        before, stands, after: what is there, and words beside it.
        words: what ours says there, and theirs; None where that may be a name that was replaced.
        spans: where that is in the text of ours, and of theirs.
        authors: who wrote either, and when: the latest first, where several did.
        taken: which of the two stands there, 0 or 1; None for neither just so.
        answers: which of the two may be chosen, or `TOGETHER` for what is there of both.
        chosen: whether somebody has.
    """

    place: str
    start: int
    end: int
    before: str
    stands: str
    after: str
    words: tuple[str | None, str | None]
    spans: tuple[tuple[int, int], tuple[int, int]]
    authors: tuple[tuple[Author, ...], tuple[Author, ...]]
    taken: int | None
    answers: tuple[int, ...]
    chosen: bool = False

    def has_in_it(self, beside: TextBeside) -> bool:
        """Whether that is within this place, of which somebody is asked."""
        return bool(self.answers) and self.start <= beside.start and beside.end <= self.end


class TextBeside(NamedTuple):
    """``[start, end)`` of the text that stands, in which both sides changed words, and who did."""

    start: int
    end: int
    authors: tuple[Author, ...]


@dataclass(frozen=True)
class Woven:
    """A document's text, of what several wrote.

    Attributes:
        text: its hash; None if one of the wordings stands as a whole.
        places: where both sides changed the same words.
        beside: where they changed words beside each other.
        writers: who wrote what stands at a place of the text of ours (0) or theirs (1); None if all
            that either wrote is known to the other.
        after: the hash of the text that each entry left.
        edits: how texts that the document had become the one that stands, by their hashes.
        named: of a text that several came to by themselves, under what name it is there, with all
            that each had done.
        moving: what else is known of how a text of one name lies beside that of another: an answer
            may stand elsewhere among the others.
    """

    text: str | None
    after: Mapping[str, str]
    edits: Mapping[str, Sequence[Edit]]
    named: Mapping[str, Mapping[str, frozenset[str]]] = field(default_factory=dict)
    places: tuple[TextPlace, ...] = ()
    beside: tuple[TextBeside, ...] = ()
    writers: Callable[[int, tuple[int, int]], Sequence[Author]] | None = None
    moving: Callable[[Alignment, str, str], Alignment] = lambda plain, _old, _new: plain

    def text_of(self, sha256: str, maker: str) -> str:
        """Under what name a text is in `edits` in which an entry put something."""
        for name, deeds in self.named.get(sha256, {}).items():
            if maker in deeds:
                return name
        return sha256
