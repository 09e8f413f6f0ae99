"""Where two files changed a text a few words from each other: nothing collides there, but together
it may say what nobody wrote."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from qualcode.core.merge.combine import Both
from qualcode.core.merge.text_words import whole_words
from qualcode.core.merge.text_writers import Writers
from qualcode.core.merge.weighing import REPLACING
from qualcode.core.merge.woven import Author, Meeting, TextBeside
from qualcode.core.model.anchoring import align
from qualcode.core.model.edit import Edit
from qualcode.core.model.words import WORD

if TYPE_CHECKING:
    from qualcode.core.merge.weaving import Weaving

#: So many words between two changes that they are read together, in one sentence.
_FEW: Final = 3
_ENDS_A_SENTENCE: Final = re.compile(r"[.?!\n]")


class _Change(NamedTuple):
    """``[start, end)`` of the text of both was written by one of the sides, 0 or 1."""

    start: int
    end: int
    side: int


def changed_beside(
    both: Both, weaving: Weaving, meeting: Meeting, sha256: str
) -> Iterator[TextBeside]:
    """Where what the two sides changed is a few words apart, in the text that stands."""
    text, merged = both.text(sha256), meeting.merged
    writers = [Writers(both, weaving, side, sha256) for side in (0, 1)]
    moved = None if merged.text == text else align(merged.text, text)
    changes = [
        one if moved is None else _Change(moved.place(one.start), moved.place(one.end), one.side)
        for one in _changes(meeting)
    ]
    changes = [one for one in changes if one.start <= one.end and not _is_a_name(writers, one)]
    for some in _near_each_other(sorted(changes), text):
        if len({one.side for one in some}) > 1:
            authors = dict.fromkeys(author for one in some for author in _authors(writers, one))
            start, end = whole_words(text, some[0].start, max(one.end for one in some))
            yield TextBeside(start, end, tuple(authors))


def _changes(meeting: Meeting) -> Iterator[_Change]:
    """What is otherwise than in the one text was written in the other."""
    one, other = meeting.order[0], meeting.order[1]
    edits = (meeting.merged.of_one, meeting.merged.of_other)
    for side, some in ((0, edits[other]), (1, edits[one])):
        yield from (_Change(start, end, side) for start, end in _written(some))


def _written(edits: Iterable[Edit]) -> Iterator[tuple[int, int]]:
    """Where it stands in the text that comes of them."""
    moved = 0
    for edit in edits:
        start = edit.start + moved
        yield start, start + len(edit.words)
        moved += len(edit.words) - (edit.end - edit.start)


def _near_each_other(changes: Sequence[_Change], text: str) -> Iterator[list[_Change]]:
    some: list[_Change] = []
    reached = 0
    for one in changes:
        words = [*WORD.finditer(text, one.start, one.end)]
        between = text[reached : words[0].start() if words else one.start]
        if some and (_ENDS_A_SENTENCE.search(between) or len(WORD.findall(between)) > _FEW):
            yield some
            some = []
        some.append(one)
        reached = max(reached, words[-1].end() if words else one.start)
    if some:
        yield some


def _is_a_name(writers: Sequence[Writers], change: _Change) -> bool:
    """Whether it was put in the place of a name: that makes no other sentence."""
    side = writers[change.side]
    entries = side.entries_at(change[:2])
    return bool(entries) and all(side.operation(one) == REPLACING for one in entries)


def _authors(writers: Sequence[Writers], change: _Change) -> list[Author]:
    return [author._replace(time="") for author in writers[change.side].of(change[:2])]
