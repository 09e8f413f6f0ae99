"""What somebody did to a text."""

from typing import NamedTuple


class Edit(NamedTuple):
    """``[start, end)`` of the old text became `words`."""

    start: int
    end: int
    words: str
