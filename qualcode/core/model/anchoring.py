"""Where a mark on one wording of a text lies in another wording of it.

The rules at a mark's borders:

- A mark goes where its first and its last word go. What was put in between them goes into the
  mark; what was taken out between them is no longer in it.
- What was put in right before the first word or right after the last one stays outside, unless it
  makes that word longer ("intervju", "intervjun"): letters typed onto a word belong to it.
- A word that is spelled otherwise ("Lindkvist", "Lindqvist") is the same word. A mark that begins
  or ends within it does so at the same letter, or at the word's border where it did before.
- Words replaced by quite other words at a mark's border ("Anna Lindkvist", "[Informant 1]") go with
  the mark if it held half of them or more, and are left outside if it held less.
- A mark whose words were all replaced goes to what replaced them where that was a name or a phrase
  (see `PHRASE`). Where a longer passage was written anew, or the words are gone, it has no place.
- A place never begins or ends with white space, nor lies in white space alone.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Final

from qualcode.core.model.aligning import changes_between, changes_within
from qualcode.core.model.edit import Edit
from qualcode.core.model.finding import Placed, find_again
from qualcode.core.model.span import trim
from qualcode.core.model.word_changes import ALIKE, Change
from qualcode.core.model.words import WORD, glued, in_a_word

__all__ = ["Alignment", "Change", "Placed", "align", "align_edits", "find_again"]

#: Characters up to which words that were replaced wholesale still stand for what replaced them: a
#: full name with a title, not a sentence.
PHRASE: Final = 60
#: And what replaced all words of a mark and no others may be longer: "[headteacher of a school …]".
_REPLACING: Final = 240
#: Characters after which what has no white space in it is no word any more.
_LONGEST_WORD: Final = 200


def align(old: str, new: str) -> Alignment:
    """Find out how one text became the other. What only stands behind it was put there, also where
    it ends as the text did."""
    if old and len(old) < len(new) and new.startswith(old):
        return align_edits(old, [Edit(len(old), len(old), new[len(old) :])])
    return Alignment(old, new, changes_between(old, new))


def align_edits(old: str, edits: Iterable[Edit]) -> Alignment:
    """How a text becomes another by edits that are known, in order and apart.

    It is surer than `align` where the same words stand several times.

    Raises:
        ValueError: if the edits overlap, are out of order, or lie outside the text.
    """
    parts: list[str] = []
    spans: list[tuple[int, int, int, int]] = []
    done = length = 0
    for start, end, words in _by_words(old, list(edits)):
        length += start - done
        parts += (old[done:start], words)
        spans.append((start, end, length, length + len(words)))
        done, length = end, length + len(words)
    new = "".join((*parts, old[done:]))
    changes = [change for span in spans for change in changes_within(old, new, *span)]
    return Alignment(old, new, changes)


def _by_words(old: str, edits: Sequence[Edit]) -> Iterator[Edit]:
    """The edits, each with the whole of the words that it cuts or lengthens."""
    groups: list[tuple[int, int, list[Edit]]] = []
    last = 0
    for edit in edits:
        if not last <= edit.start <= edit.end <= len(old):
            raise ValueError("edits must be in order, apart and within the text")
        last = edit.end
        start, end = _with_words(old, edit)
        if groups and start < max(groups[-1][1], groups[-1][0] + 1):
            first, reached, together = groups.pop()
            groups.append((first, max(reached, end), [*together, edit]))
        else:
            groups.append((start, end, [edit]))
    for start, end, together in groups:
        parts: list[str] = []
        done = start
        for edit in together:
            parts += (old[done : edit.start], edit.words)
            done = edit.end
        yield Edit(start, end, "".join((*parts, old[done:end])))


def _with_words(old: str, edit: Edit) -> tuple[int, int]:
    """Where the words begin and end that an edit touches."""
    start, end, words = edit
    following, preceding = words[:1] or old[end : end + 1], words[-1:] or old[start - 1 : start]
    if in_a_word(old, start) or glued(old[max(0, start - 1) : start], following):
        least = max(0, start - _LONGEST_WORD)
        start -= 1
        while start > least and in_a_word(old, start):
            start -= 1
    if in_a_word(old, end) or glued(preceding, old[end : end + 1]):
        most = min(len(old), end + _LONGEST_WORD)
        end += 1
        while end < most and in_a_word(old, end):
            end += 1
    return start, end


class Alignment:
    """How an old wording of a text lies beside a new one.

    Attributes:
        old, new: the two texts.
        changes: where they differ, in order.
    """

    def __init__(self, old: str, new: str, changes: Sequence[Change]) -> None:
        from rapidfuzz.distance import MatchingBlock

        self.old = old
        self.new = new
        self.changes = tuple(changes)
        self._starts = [change.old_start for change in self.changes]
        self._ends = [change.old_end for change in self.changes]
        self._blocks: dict[int, list[MatchingBlock]] = {}
        self._lost = [0.0, *accumulate(map(_lost, self.changes))]

    def carry(self, start: int, end: int) -> Placed | None:
        """Where a span of the old text lies in the new one; None where its words are gone.

        The certainty is 1 where all its words are unchanged, with none put in between them; else
        it is how alike the words are, from 0 to 1.

        Raises:
            ValueError: if the span does not lie in the old text.
        """
        if not 0 <= start < end <= len(self.old):
            raise ValueError("the span does not lie in the text")
        first = bisect_right(self._ends, start)
        last = bisect_left(self._starts, end)
        if first >= last:
            moved = self._moved_by(first)
            return _trimmed(self.new, start + moved, end + moved, 1.0)
        begin, stop = start + self._moved_by(first), end + self._moved_by(last)
        begins, stops = self.changes[first], self.changes[last - 1]
        if first == last - 1 and begins.old_start <= start and end <= begins.old_end:
            begin, stop = self._within(begins, start, end)
        else:
            if begins.old_start <= start:
                begin = self._begin(begins, start, end)
            if stops.old_end >= end:
                stop = self._stop(stops, start, end)
        if begin >= stop or (
            _has_words(self.old, start, end) and not _has_words(self.new, begin, stop)
        ):
            return None
        certainty = self._certainty(first, last, (start, end), stop - begin)
        return _trimmed(self.new, begin, stop, certainty)

    @property
    def likeness(self) -> float:
        """How alike the two texts are as a whole, word by word, from 0 to 1."""
        both = len(self.old) + len(self.new)
        lost = sum(_lost(c if c.same > ALIKE else c._replace(same=0.0)) for c in self.changes)
        return max(0.0, 1.0 - lost / both) if both else 1.0

    def place(self, position: int) -> int:
        """Where a point of the old text lies in the new one: before the character that it was
        before, or where that was, if it is gone."""
        first = bisect_right(self._ends, position)
        if first < len(self.changes) and self._starts[first] < position:
            change = self.changes[first]
            return self._letter(change, position) if change.same > ALIKE else change.new_start
        return position + self._moved_by(first)

    def touches(self, start: int, end: int) -> bool:
        """Whether anything within a span of the old text is changed."""
        return bisect_right(self._ends, start) < bisect_left(self._starts, end)

    def _moved_by(self, number: int) -> int:
        """How far what stands after so many changes has moved."""
        if not number:
            return 0
        change = self.changes[number - 1]
        return change.new_end - change.old_end

    def _begin(self, change: Change, start: int, end: int) -> int:
        """Where a mark begins whose first character is in a change."""
        if not self.old[change.old_start : start].strip():
            return change.new_start
        if change.same > ALIKE:
            place = self._letter(change, start)
            cut = in_a_word(self.old, start)
            while not cut and place > change.new_start and in_a_word(self.new, place):
                place -= 1
            return place
        return change.new_start if self._held(change, start, end) else change.new_end

    def _stop(self, change: Change, start: int, end: int) -> int:
        """Where a mark ends whose last character is in a change."""
        if not self.old[end : change.old_end].strip():
            return change.new_end
        if change.same > ALIKE:
            place = self._letter(change, end, before=True)
            cut = in_a_word(self.old, end)
            while not cut and place < change.new_end and in_a_word(self.new, place):
                place += 1
            return place
        return change.new_end if self._held(change, start, end) else change.new_start

    def _within(self, change: Change, start: int, end: int) -> tuple[int, int]:
        """Where a mark lies that lies in one change altogether; nowhere if it is empty."""
        outside = self.old[change.old_start : start] + self.old[end : change.old_end]
        if change.same > ALIKE and outside.strip():
            return self._begin(change, start, end), self._stop(change, start, end)
        length, now = change.old_end - change.old_start, change.new_end - change.new_start
        longest = _REPLACING if not outside.strip() else PHRASE
        if change.same > ALIKE or (length <= PHRASE and now <= longest):
            return change.new_start, change.new_end
        return change.new_start, change.new_start

    def _held(self, change: Change, start: int, end: int) -> bool:
        """Whether the mark holds half of the letters that were replaced, or more."""
        inside = self.old[max(start, change.old_start) : min(end, change.old_end)]
        return 2 * _letters(inside) >= _letters(self.old[change.old_start : change.old_end])

    def _letter(self, change: Change, position: int, *, before: bool = False) -> int:
        """Where the first letter of a corrected word from the position on is now, or, `before`,
        where the last letter ahead of it ends."""

        from rapidfuzz.distance import Indel

        blocks = self._blocks.get(change.old_start)
        if blocks is None:
            one = self.old[change.old_start : change.old_end]
            other = self.new[change.new_start : change.new_end]
            blocks = Indel.opcodes(one, other).as_matching_blocks()
            self._blocks[change.old_start] = blocks
        position -= change.old_start
        if before:
            fits = [block for block in blocks if block.size and block.a < position]
            block = fits[-1] if fits else None
            reached = block.b + min(block.size, position - block.a) if block else 0
        else:
            block = next((b for b in blocks if b.size and b.a + b.size > position), None)
            reached = (
                block.b + max(0, position - block.a)
                if block
                else (change.new_end - change.new_start)
            )
        return change.new_start + reached

    def _certainty(self, first: int, last: int, span: tuple[int, int], length: int) -> float:
        """How alike the words of a span are, of which these changes touch some."""
        start, end = span
        lost = self._lost[last] - self._lost[first]
        for number in {first, last - 1}:
            change = self.changes[number]
            size = change.old_end - change.old_start
            outside = max(0, start - change.old_start) + max(0, change.old_end - end)
            if outside:
                lost -= _lost(change) * outside / size
        return max(0.0, 1.0 - lost / (end - start + length))


def _lost(change: Change) -> float:
    """How many characters of the two texts together a change does not leave alike."""
    both = change.old_end - change.old_start + change.new_end - change.new_start
    return (1.0 - change.same) * both


def _letters(text: str) -> int:
    return len("".join(text.split()))


def _has_words(text: str, start: int, end: int) -> bool:
    return WORD.search(text, start, end) is not None


def _trimmed(text: str, start: int, end: int, certainty: float) -> Placed | None:
    span = trim(text, start, end)
    return None if span is None else Placed(span.start, span.end, certainty)
