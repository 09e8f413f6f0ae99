"""Whether a quote as it is printed holds the respondent's words and no others.

What is left out of a quote is marked by … or (…), and what is added stands in brackets. So every
word outside brackets must stand in the passage, in the passage's order; where words of the passage
are passed over in between, a mark must say so. The printed words are laid along the passage's so
that as many as possible have their place, and among such layings the one with the fewest gaps.
"""

import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

#: A word with what belongs to it inside: ``samordnings-`` ends before its hyphen, ``it's`` is one.
_WORD: Final = re.compile(r"\w+(?:[-–'’:.]\w+)*")
_BRACKETS: Final = re.compile(r"\[[^\[\]]*\]|\([^()]*\)")
_OMISSION: Final = re.compile(r"…|\.{3,}")
#: so many cells of the table are filled in a few hundredths of a second
_MOST_CELLS: Final = 60_000


@dataclass(frozen=True, slots=True)
class PrintedCheck:
    """What a reader of the printed quote could not know.

    Attributes:
        foreign: words outside brackets that the passage does not hold, or not in that order.
        unmarked: words after which something is left out that no sign speaks of.
    """

    foreign: tuple[str, ...] = ()
    unmarked: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.foreign or self.unmarked)


@dataclass(frozen=True, slots=True)
class _Printed:
    """A word outside brackets. After an omission or a bracket, words may have been left out.

    `pattern` is for a word of which a part is in brackets: ``[D]et``, ``oklar[t]``.
    """

    shown: str
    word: str
    after_break: bool
    pattern: re.Pattern[str] | None = None

    def is_(self, own: str) -> bool:
        return self.pattern.fullmatch(own) is not None if self.pattern else self.word == own


def check_printed(printed: str, own: str) -> PrintedCheck:
    """Compare the printed form of a quote with the passage's own words."""
    wanted = _printed_words(unicodedata.normalize("NFC", printed))
    there = own_words(unicodedata.normalize("NFC", own))
    return _judged(wanted, _places(wanted, there))


def own_words(text: str) -> list[str]:
    """The words of a text as they are compared: case makes no difference."""
    return [_folded(match[0]) for match in _WORD.finditer(text)]


def _folded(word: str) -> str:
    return word.casefold().replace("’", "'")


def _printed_words(text: str) -> list[_Printed]:
    found: list[_Printed] = []
    is_break = False
    at = 0
    masked = _BRACKETS.sub(lambda match: "\0" * len(match[0]), text)
    for match in re.finditer(r"[\w\0]+(?:[-–'’:.][\w\0]+)*|…|\.{3,}", masked):
        is_break = is_break or "\0" in masked[at : match.start()]
        at = match.end()
        token = masked[match.start() : match.end()]
        if _OMISSION.fullmatch(token) or not token.strip("\0-–'’:."):
            is_break = True
        elif "\0" in token:
            found.append(_partly_bracketed(text[match.start() : match.end()], is_break))
            is_break = False
        else:
            found.append(_Printed(token, _folded(token), is_break))
            is_break = False
    return found


def _partly_bracketed(token: str, is_break: bool) -> _Printed:
    outside = [re.escape(_folded(part)) for part in _BRACKETS.split(token)]
    return _Printed(token, _folded(token), is_break, re.compile(".*".join(outside), re.DOTALL))


def _agreeing(wanted: Sequence[_Printed], there: Sequence[str]) -> tuple[int, int]:
    """How many words agree from the start, and then from the end: most quotes are edited little."""
    most = min(len(wanted), len(there))
    before = 0
    while before < most and wanted[before].is_(there[before]):
        before += 1
    after = 0
    while after < most - before and wanted[-1 - after].is_(there[-1 - after]):
        after += 1
    return before, after


def _places(wanted: Sequence[_Printed], there: Sequence[str]) -> list[int | None]:
    """Where in the passage each printed word stands; None for one that doesn't."""
    if len(wanted) * len(there) <= _MOST_CELLS:
        return _best(wanted, there)
    before, after = _agreeing(wanted, there)
    middle, between = wanted[before : len(wanted) - after], there[before : len(there) - after]
    small = len(middle) * len(between) <= _MOST_CELLS
    found = _best(middle, between) if small else _greedy(middle, between)
    return [
        *range(before),
        *(None if place is None else place + before for place in found),
        *range(len(there) - after, len(there)),
    ]


def _best(wanted: Sequence[_Printed], there: Sequence[str]) -> list[int | None]:
    """The laying with most words in place, then the fewest gaps: a longest common subsequence in
    which a word that follows on the one before, or on a sign of omission, counts a little more."""
    rows, columns = len(wanted), len(there)
    one = rows + 1  # a word in its place outweighs every following-on
    ends = [[-1] * (columns + 1) for _ in range(rows + 1)]
    best = [[0] * (columns + 1) for _ in range(rows + 1)]
    for row, printed in enumerate(wanted, 1):
        above, own, ended = best[row - 1], best[row], ends[row]
        for column, word in enumerate(there, 1):
            if printed.is_(word):
                ended[column] = one + max(
                    above[column - 1] + printed.after_break, ends[row - 1][column - 1] + 1
                )
            own[column] = max(ended[column], above[column], own[column - 1])
    return _traced(wanted, ends, best, one)


def _traced(
    wanted: Sequence[_Printed], ends: list[list[int]], best: list[list[int]], one: int
) -> list[int | None]:
    places: list[int | None] = [None] * len(wanted)
    row, column, inside = len(best) - 1, len(best[0]) - 1, False
    while row and column:
        if inside or ends[row][column] == best[row][column]:
            places[row - 1] = column - 1
            before = ends[row][column] - one
            row, column = row - 1, column - 1
            inside = ends[row][column] >= 0 and before == ends[row][column] + 1
        elif best[row - 1][column] == best[row][column]:
            row -= 1
        else:
            column -= 1
    return places


def _greedy(wanted: Sequence[_Printed], there: Sequence[str]) -> list[int | None]:
    """For very long texts: each word at its next place, or at once after the one before."""
    by_word: dict[str, list[int]] = defaultdict(list)
    for number, word in enumerate(there):
        by_word[word].append(number)
    places: list[int | None] = []
    at = 0
    for printed in wanted:
        place: int | None = at if at < len(there) and printed.is_(there[at]) else None
        if place is None:
            known = by_word.get(printed.word, [])
            first = bisect_left(known, at)
            later = known[first : first + 1]
            place = later[0] if later else None
        places.append(place)
        if place is not None:
            at = place + 1
    return places


def _judged(wanted: Sequence[_Printed], places: Sequence[int | None]) -> PrintedCheck:
    foreign, unmarked = [], []
    last: int | None = None
    said, is_broken = "", False
    for printed, place in zip(wanted, places, strict=True):
        is_broken = is_broken or printed.after_break
        if place is None:
            if printed.pattern is None or not printed.after_break:
                foreign.append(printed.shown)
            continue
        if last is not None and place > last + 1 and not is_broken:
            unmarked.append(said)
        last, said, is_broken = place, printed.shown, False
    return PrintedCheck(tuple(dict.fromkeys(foreign)), tuple(dict.fromkeys(unmarked)))
