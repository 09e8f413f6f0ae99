"""What the evaluators want to know of each document, person or case, beyond the given columns."""

from dataclasses import dataclass
from typing import Final

from qualcode.core.ids import AttributeId, CoderId

ATTRIBUTE_KINDS: Final = ("text", "number", "date", "choice", "yes-no")
#: the tables whose rows can have attributes
DESCRIBED: Final = ("documents", "persons", "cases")


@dataclass(frozen=True, slots=True)
class Attribute:
    """A column of the grid.

    Attributes:
        about: one of `DESCRIBED`.
        kind: one of `ATTRIBUTE_KINDS`.
        choices: of kind ``choice``, the answers in their order, one per line.
    """

    id: AttributeId
    name: str
    about: str
    kind: str
    choices: str | None
    position: int
    created: str
    coder_id: CoderId


@dataclass(frozen=True, slots=True)
class AttributeValue:
    """What one row has in that column; an empty cell has no row here.

    A number is written with a point, a date as ``2026-11-22``, yes and no as ``yes`` and ``no``;
    several choices stand one per line.
    """

    id: str
    attribute_id: AttributeId
    about_id: str
    value: str
    created: str
    coder_id: CoderId
