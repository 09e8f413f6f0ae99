"""A code as a codebook's file says it, whatever kind of file that is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CodeRow:
    """What a row or a heading says of a code. An empty text says nothing.

    Attributes:
        names: the path from the top, one name for each level, if it was written so.
        path: the path as one text; `name` and `parent` as they were written.
    """

    number: int
    names: tuple[str, ...] = ()
    path: str = ""
    name: str = ""
    parent: str = ""
    level: str = ""
    colour: str = ""
    definition: str = ""
    when_to_use: str = ""
    when_not_to_use: str = ""
    example: str = ""
