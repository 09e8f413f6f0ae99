"""Codes: the categories that passages are tagged with."""

from dataclasses import dataclass
from typing import Final

from qualcode.core.ids import CodeId, CoderId

LEVELS: Final = ("code", "sub-category", "category", "theme")
PATH_SEPARATOR: Final = " > "


@dataclass(frozen=True, slots=True)
class Code:
    """A code in the codebook's tree; `position` is its place among its siblings, from 0."""

    id: CodeId
    name: str
    parent_id: CodeId | None
    position: int
    colour: str
    level: str
    definition: str | None
    when_to_use: str | None
    when_not_to_use: str | None
    example: str | None
    created: str
    coder_id: CoderId
