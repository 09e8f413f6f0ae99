"""A hit among the words around it, as it stands in a list."""

from dataclasses import dataclass
from typing import Final

#: about so many characters on each side
_AROUND: Final = 60


@dataclass(frozen=True, slots=True, repr=False)  # no interview in a report of a crash
class Context:
    """What stands before a hit, the hit, and what stands after it, on one line."""

    before: str
    words: str
    after: str


def context_of(text: str, start: int, end: int, *, around: int = _AROUND) -> Context:
    """The words around a place in the paragraph, or the lines, that it stands in."""
    first = max(0, start - around)
    last = min(len(text), end + around)
    before, after = text[first:start], text[end:last]
    if first > 0 and not text[first - 1].isspace() and " " in before:
        before = before[before.index(" ") + 1 :]
    if last < len(text) and not text[last].isspace() and " " in after:
        after = after[: after.rindex(" ")]
    before = before.rpartition("\n")[2].lstrip()
    after = after.partition("\n")[0].rstrip()
    return Context(_on_one_line(before), _on_one_line(text[start:end]), _on_one_line(after))


def _on_one_line(text: str) -> str:
    """White space of any kind as a space, one at each edge kept."""
    inside = " ".join(text.split())
    if not inside:
        return " " if text else ""
    return " " * text[0].isspace() + inside + " " * text[-1].isspace()
