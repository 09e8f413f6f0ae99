"""What a comparison of evaluators gives."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from qualcode.core.analysis.agreement.bootstrap import Estimate
from qualcode.core.analysis.agreement.coefficients import AGAINST_KEY, UNIT_BASED

UNITISING: Final = ("u_alpha", "binary_u_alpha", "cu_alpha")
#: every coefficient that is one number, in the order in which they are shown
COEFFICIENTS: Final = (*UNIT_BASED, *UNITISING, *AGAINST_KEY)


@dataclass(frozen=True, slots=True)
class Result:
    """How far the coders agree on one code, in one document, or on the whole.

    Attributes:
        n: units.
        coefficients: by the names in `COEFFICIENTS`.
        k_u_alpha: (k)uα by code; for a single code, what the whole says of it.
        without_uncoded: the unit-based ones again, without the units to which no one gave any of
            the compared codes; None for tables, in which every unit has values.
        coverage: the share of the units that each coder marked; None if there are no units.
        marked_by_all: the share that all of them marked.
        marked_by_any: the share that at least one of them marked.
    """

    n: int
    coefficients: Mapping[str, Estimate]
    k_u_alpha: Mapping[str, Estimate]
    without_uncoded: Mapping[str, Estimate] | None
    coverage: Mapping[str, float | None]
    marked_by_all: float | None
    marked_by_any: float | None


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far the coders agree, and on what they were compared.

    Attributes:
        unit: character, word, sentence, turn, paragraph, segment; for a table, unit.
        overlap: for segments, from which share of common characters they are one.
        key: the coder against whom precision, recall and F1 are.
        intervals: whether there are bootstrap intervals.
        length: characters of text compared; None for a table.
        unread: the documents in which one of them marked nothing though others did, by id.
        remarks: what a reader should know of how it was counted, in the user's language.
    """

    unit: str
    n: int
    coders: tuple[str, ...]
    codes: Mapping[str, Result]
    documents: Mapping[str, Result]
    overall: Result
    overlap: float | None = None
    key: str | None = None
    intervals: bool = False
    length: int | None = None
    remarks: tuple[str, ...] = field(default=())
    unread: tuple[str, ...] = ()
