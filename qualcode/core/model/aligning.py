"""What differs between two wordings of a text, found quickly and word by word.

The texts are compared coarsely first (what they begin and end with, then lines, then sentences),
and only what differs there is looked at more closely: runs of three words that are unique in both
are the fixed points (as in Bram Cohen's patience diff), between which the longest common
subsequence of the words is taken; last, the words of a short stretch are paired by likeness, so
that “Lindkvist” meets “Lindqvist” and not its neighbour. Lines that move are not followed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final, TypeAlias

from qualcode.core.model.equal_runs import Run, Spans, most_in_common, patience, solid
from qualcode.core.model.word_changes import Change, Stretch, changes_by_words

#: How far the ends of what differs are moved out to white space, at most.
_WORD: Final = 200
#: A longer text without lines and sentences is cut into handfuls of words, some so long each.
_UNCUT: Final = 20_000
_HANDFUL: Final = 80
_INITIALS: Final = "abcdefghijklmnopqrstuvwxyzåäöABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"

_Units: TypeAlias = Callable[[str, str, Stretch], tuple[Spans, Spans] | None]

_LINE: Final = re.compile(r"[^\n]*\n|[^\n]+")
_SENTENCE: Final = re.compile(r"[^.!?…\n]*[.!?…\n]+|[^.!?…\n]+")


def changes_between(old: str, new: str) -> list[Change]:
    """Where two texts differ, in order."""
    return changes_within(old, new, 0, len(old), 0, len(new))


def changes_within(
    old: str, new: str, old_start: int, old_end: int, new_start: int, new_end: int
) -> list[Change]:
    """Where a stretch of one text differs from a stretch of another, in order."""
    whole = _closest(old, new, Stretch(old_start, old_end, new_start, new_end))
    stretches: Iterator[Stretch] = iter((whole,))
    for units in (_lines, _sentences, _handfuls):
        stretches = _closer(old, new, stretches, units)
    return [change for part in stretches for change in changes_by_words(old, new, part)]


def _closest(old: str, new: str, part: Stretch) -> Stretch:
    """The stretch without what both begin and end with, cut between words."""
    one, other = old[part.old_start : part.old_end], new[part.new_start : part.new_end]
    most = min(len(one), len(other))
    begin = most_in_common(lambda size: one[:size] == other[:size], most)
    if begin == len(one) == len(other):
        return Stretch(part.old_end, part.old_end, part.new_end, part.new_end)
    begin = _out_of_a_word(one, begin)
    end = most_in_common(
        lambda size: one[len(one) - size :] == other[len(other) - size :], most - begin
    )
    least = max(0, end - _WORD)
    while end > least and not (
        _begins_a_word(one, len(one) - end) and _begins_a_word(other, len(other) - end)
    ):
        end -= 1
    return Stretch(
        part.old_start + begin, part.old_end - end, part.new_start + begin, part.new_end - end
    )


def _out_of_a_word(text: str, begin: int) -> int:
    """Back from the first difference to white space, if there is some."""
    least = max(0, begin - _WORD)
    while begin > least and not _begins_a_word(text, begin):
        begin -= 1
    return begin


def _begins_a_word(text: str, position: int) -> bool:
    """Whether nothing or white space stands before it."""
    return position == 0 or text[position - 1].isspace()


def _closer(old: str, new: str, stretches: Iterator[Stretch], units: _Units) -> Iterator[Stretch]:
    """What is left of the stretches when the units that are equal are taken out."""
    for part in stretches:
        found = None if part.one_sided else units(old, new, part)
        if found is None:
            yield part
            continue
        mine, others = found
        one = [old[start:end] for start, end in mine]
        other = [new[start:end] for start, end in others]
        runs = solid(patience(one, other, 1), mine, others, 4)
        yield from _between(runs, mine, others, part)


def _lines(old: str, new: str, part: Stretch) -> tuple[Spans, Spans]:
    return _matches(_LINE, old, new, part)


def _sentences(old: str, new: str, part: Stretch) -> tuple[Spans, Spans]:
    return _matches(_SENTENCE, old, new, part)


def _handfuls(old: str, new: str, part: Stretch) -> tuple[Spans, Spans] | None:
    """A long text without lines and sentences, cut wherever a word begins with a certain letter:
    the cuts are at the same words in both, whatever stands between them."""
    if min(part.old_end - part.old_start, part.new_end - part.new_start) < _UNCUT:
        return None
    sample = old[part.old_start : part.old_start + _UNCUT]
    wanted = len(sample) / _HANDFUL
    cut = min(_INITIALS, key=lambda letter: abs(sample.count(" " + letter) - wanted))
    return (
        _cut(old, part.old_start, part.old_end, " " + cut),
        _cut(new, part.new_start, part.new_end, " " + cut),
    )


def _cut(text: str, start: int, end: int, cut: str) -> Spans:
    spans = []
    at = start
    while at < end:
        stop = text.find(cut, at + 1, end)
        stop = end if stop < 0 else stop
        spans.append((at, stop))
        at = stop
    return spans


def _matches(pattern: re.Pattern[str], old: str, new: str, part: Stretch) -> tuple[Spans, Spans]:
    return (
        [found.span() for found in pattern.finditer(old, part.old_start, part.old_end)],
        [found.span() for found in pattern.finditer(new, part.new_start, part.new_end)],
    )


def _between(
    runs: Sequence[Run],
    mine: Spans,
    others: Spans,
    part: Stretch,
) -> Iterator[Stretch]:
    """What lies between equal runs of units that tile the stretch."""
    old, new = part.old_start, part.new_start
    for run in runs:
        gap = Stretch(old, mine[run.old][0], new, others[run.new][0])
        if gap.old_start < gap.old_end or gap.new_start < gap.new_end:
            yield gap
        old, new = mine[run.old + run.size - 1][1], others[run.new + run.size - 1][1]
    if old < part.old_end or new < part.new_end:
        yield Stretch(old, part.old_end, new, part.new_end)
