"""What on the pages of a PDF is no part of the text, and is offered for removal.

Headers and footers come again on many pages at the same height, page numbers count along with the
pages, and a hyphen at the end of a line may only divide a word. None of that is certain: “samordnar-”
before “och” keeps its hyphen.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import Any, Final, Literal

from qualcode.core.importers.transcript import Removal

Kind = Literal["header", "footer", "page-number"]

# Parts of the page's height.
_MARGIN: Final = 0.15
_SAME_HEIGHT: Final = 0.01
_MARGIN_LINES: Final = 4
_GAP: Final = 1.2
# On so many of the pages, because chapters change and left pages differ from right ones.
_SHARE: Final = 0.3
_LEAST: Final = 2
_NUMBER: Final = re.compile(
    r"\W{0,3}(?:sid(?:a|an)?|s|page|p|pg)?\.?\s*(?P<number>\d{1,4}|[ivxl]{1,6})"
    r"(?:\s*(?:av|of|/|\()\s*\d{1,4}\)?)?\W{0,3}$",
    re.IGNORECASE,
)
_HYPHEN: Final = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010]\n(?=([^\W\d_]+))")
_JOINING: Final = frozenset(
    ("och", "eller", "samt", "respektive", "men", "till", "som", "and", "or", "to", "nor")
)
_ROMAN: Final = {"i": 1, "v": 5, "x": 10, "l": 50}


@dataclass(frozen=True, slots=True)
class Placed:
    """A line of the text: where it stands in it, and where on its page.

    Attributes:
        page: from 0.
        height: of its middle, from 0 at the bottom of the page to 1 at the top.
    """

    start: int
    end: int
    page: int
    height: float


def find(text: str, lines: Sequence[Placed], pages: int) -> tuple[Removal, ...]:
    """What is offered, in order; none overlaps another."""
    offered = sorted((*_margins(text, lines, pages), *_hyphens(text)), key=_place)
    found: list[Removal] = []
    for removal in offered:
        start = max(removal.start, found[-1].end if found else 0)
        if start == removal.start or (removal.kind != "hyphen" and start < removal.end):
            found.append(replace(removal, start=start))
    return tuple(found)


def _place(removal: Removal) -> tuple[int, int]:
    return removal.start, removal.end


def _margins(text: str, lines: Sequence[Placed], pages: int) -> Iterator[Removal]:
    candidates = [line for line in _outermost(lines) if _zone(line.height) is not None]
    repeated = _repeated(text, candidates, pages)
    counted = _counted(text, candidates, pages)
    for line in candidates:
        zone = _zone(line.height)
        if line in counted:
            yield _removal(text, line, "page-number")
        elif line in repeated and zone is not None:
            yield _removal(text, line, zone)


def _outermost(lines: Sequence[Placed]) -> Iterator[Placed]:
    """The lines in the margins that more room divides from the text than its lines have."""
    by_page: dict[int, list[Placed]] = defaultdict(list)
    for line in lines:
        by_page[line.page].append(line)
    for on_page in by_page.values():
        ordered = sorted(on_page, key=lambda line: -line.height)
        usual = _usual_step(ordered)
        yield from dict.fromkeys((*_apart(ordered, usual), *_apart(ordered[::-1], usual)))


def _usual_step(ordered: Sequence[Placed]) -> float:
    """From one line of a page to the next; 0 where there are too few lines to tell."""
    steps = [one.height - other.height for one, other in pairwise(ordered)]
    return median(steps) if len(steps) >= _MARGIN_LINES else 0.0


def _apart(ordered: Sequence[Placed], usual: float) -> Sequence[Placed]:
    """The lines before the first wide gap, seen from an edge of the page."""
    if not usual:
        return ordered[:_MARGIN_LINES]
    for count, (one, other) in enumerate(pairwise(ordered[: _MARGIN_LINES + 1]), 1):
        if abs(one.height - other.height) > _GAP * usual:
            return ordered[:count]
    return ()


def _zone(height: float) -> Literal["header", "footer"] | None:
    if height > 1 - _MARGIN:
        return "header"
    return "footer" if height < _MARGIN else None


def _repeated(text: str, candidates: Sequence[Placed], pages: int) -> set[Placed]:
    """Lines that come again at the same height of many pages, but for a number that counts them."""
    alike: dict[tuple[Any, int], list[Placed]] = defaultdict(list)
    for line in candidates:
        words = " ".join(text[line.start : line.end].casefold().split())
        if any(map(str.isalpha, words)):
            for key in _keys(words, line.page):
                alike[key, round(line.height / _SAME_HEIGHT)].append(line)
    return _on_many_pages(alike, pages)


def _keys(words: str, page: int) -> Iterator[tuple[str, int]]:
    """The words as they are, and without each number, with how far it is from the page's own."""
    yield words, 0
    for number in re.finditer(r"\d{1,4}(?!\d)", words):
        yield f"{words[: number.start()]}#{words[number.end() :]}", int(number[0]) - page


def _on_many_pages(alike: Mapping[tuple[Any, int], Sequence[Placed]], pages: int) -> set[Placed]:
    found: set[Placed] = set()
    for (what, height), group in alike.items():
        beside = alike.get((what, height + 1), ())  # a height that lies on the border
        together = {line.page for line in (*group, *beside)}
        if len(together) >= max(_LEAST, _SHARE * pages):
            found.update(group, beside)
    return found


def _counted(text: str, candidates: Sequence[Placed], pages: int) -> set[Placed]:
    """Numbers that grow by one from page to page, at the same height."""
    alike: dict[tuple[int, int], list[Placed]] = defaultdict(list)
    for line in candidates:
        value = _number(text[line.start : line.end])
        if value is not None:
            alike[value - line.page, round(line.height / _SAME_HEIGHT)].append(line)
    return _on_many_pages(alike, pages)


def _number(line: str) -> int | None:
    match = _NUMBER.match(line.strip())
    if match is None:
        return None
    digits = match["number"].lower()
    if digits.isdecimal():
        return int(digits)
    values = [_ROMAN[letter] for letter in digits]
    return sum(
        -value if following > value else value for value, following in pairwise([*values, 0])
    )


def _removal(text: str, line: Placed, kind: Kind) -> Removal:
    """The line with what divides it from the text: after a header, before a footer."""
    start, end = line.start, line.end
    if _zone(line.height) == "header" or not start:
        while text[end : end + 1] == "\n":
            end += 1
    else:
        while start and text[start - 1] == "\n":
            start -= 1
    return Removal(start, end, kind)


def _hyphens(text: str) -> Iterator[Removal]:
    for match in _HYPHEN.finditer(text):
        following = match[1]
        if following[0].islower() and following.casefold() not in _JOINING:
            yield Removal(match.start(), match.end(), "hyphen")
