"""What people have written in a document's margin, and coloured in its text.

Comments and highlights are no part of the text. What they become is decided by a rule
(`margin_rules`) before the document is brought in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from qualcode.core.model.span import trim


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer to a comment. `time` is UTC, as `clock.now` writes it; None if unsaid."""

    author: str
    initials: str
    time: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment on ``text[start:end]``, code points without outer white space.

    Attributes:
        author: as the file names them; empty where it names nobody.
        time: UTC, as `clock.now` writes it; None if unsaid.
        text: its paragraphs as lines.
        replies: in the file's order.
        is_done: whether somebody has marked it as resolved.
        is_doubtful: whether it marks no words of its own, so that it got the paragraph it is at.
    """

    start: int
    end: int
    author: str
    initials: str
    time: str | None
    text: str
    replies: tuple[Reply, ...] = ()
    is_done: bool = False
    is_doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Highlight:
    """Words in one colour, ``text[start:end]``: “yellow”, as Word calls it, or “#ffe599”."""

    start: int
    end: int
    colour: str


@dataclass(frozen=True, slots=True)
class Margin:
    """All of it, in the order of the text.

    `homeless` comments belong to nothing that is in the text.
    """

    comments: tuple[Comment, ...] = ()
    highlights: tuple[Highlight, ...] = ()
    homeless: int = 0

    def __bool__(self) -> bool:
        return bool(self.comments or self.highlights or self.homeless)

    @property
    def authors(self) -> tuple[str, ...]:
        """Who has commented, each once, in the order of the text."""
        return tuple(dict.fromkeys(comment.author for comment in self.comments))


NOTHING = Margin()


def moved(margin: Margin, place: Callable[[int], int], text: str) -> Margin:
    """The margin beside another wording of its text, in which `place` finds each position.

    A comment or highlight whose words are gone goes with them; such comments become homeless.
    """
    comments = [_moved(comment, place, text) for comment in margin.comments]
    highlights = [_moved(one, place, text) for one in margin.highlights]
    kept = [one for one in comments if one is not None]
    return Margin(
        tuple(kept),
        tuple(one for one in highlights if one is not None),
        margin.homeless + len(comments) - len(kept),
    )


_One = TypeVar("_One", Comment, Highlight)


def _moved(one: _One, place: Callable[[int], int], text: str) -> _One | None:
    span = trim(text, place(one.start), place(one.end))
    return None if span is None else replace(one, start=span.start, end=span.end)


def touching(text: str, highlights: Iterable[Highlight]) -> Iterator[Highlight]:
    """Highlights in order; those of one colour with nothing but line ends between them are one."""
    last: Highlight | None = None
    for one in highlights:
        if (
            last is not None
            and one.colour == last.colour
            and not text[last.end : one.start].strip("\n")
        ):
            last = replace(last, end=max(last.end, one.end))
            continue
        if last is not None:
            yield last
        last = one
    if last is not None:
        yield last


def without_edges(text: str, highlights: Iterable[Highlight]) -> list[Highlight]:
    """Without outer white space; what is nothing else is left out."""
    spans = ((one, trim(text, one.start, one.end)) for one in highlights)
    return [
        one if span == (one.start, one.end) else replace(one, start=span.start, end=span.end)
        for one, span in spans
        if span
    ]
