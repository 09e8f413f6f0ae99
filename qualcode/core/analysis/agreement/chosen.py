"""Comparisons of codings that were given in a file: of chosen coders and codes."""

from collections.abc import Sequence

import numpy as np

from qualcode.core.analysis.agreement import segments
from qualcode.core.analysis.agreement.compare import CHARACTER, Counted, compare, compare_table
from qualcode.core.analysis.agreement.marks import Marks
from qualcode.core.analysis.agreement.of_project import SEGMENT
from qualcode.core.analysis.agreement.result import Agreement
from qualcode.core.analysis.agreement.tables import Table
from qualcode.core.errors import Refused
from qualcode.core.translate import _


def compare_given(
    found: Marks | Table,
    *,
    file: str,
    coders: Sequence[str] = (),
    key: str | None = None,
    codes: Sequence[str] = (),
    unit: str | None = None,
    overlap: float,
    intervals: bool = False,
) -> Agreement:
    """How far the coders in a file agree; `unit` is character, segment or None.

    Raises:
        Refused: if the file does not hold what is asked for.
    """
    names = _chosen(found.coders, [*coders, *([key] if key else [])] if coders else [], file)
    if len(names) < 2:
        raise Refused(_("It takes two evaluators at least to compare what they marked."))
    if key is not None and key not in names:
        raise _missing(key, file)
    if isinstance(found, Table):
        if codes or unit:
            raise Refused(
                _(
                    "“{file}” holds units with their values: --unit and --codes are for spans."
                ).format(file=file)
            )
        values = found.values[:, [found.coders.index(name) for name in names]]
        table = Table(names, found.categories, values, found.times).packed()
        return compare_table(table, key=key, intervals=intervals)
    if unit not in (None, CHARACTER, SEGMENT):
        raise Refused(
            _("“{file}” holds no text: --unit can be character or segment.").format(file=file)
        )
    marks = _only(found, names, _chosen(found.codes, codes, file))
    counted = None
    if unit == SEGMENT:
        counted = Counted(SEGMENT, *segments.grouped(marks.joined(), overlap), overlap)
    return compare(marks, counted=counted, key=key, intervals=intervals)


def _chosen(known: Sequence[str], wanted: Sequence[str], file: str) -> tuple[str, ...]:
    for name in wanted:
        if name not in known:
            raise _missing(name, file)
    return tuple(dict.fromkeys(wanted or known))


def _missing(name: str, file: str) -> Refused:
    return Refused(_("There is no “{name}” in “{file}”.").format(name=name, file=file))


def _only(marks: Marks, coders: tuple[str, ...], codes: tuple[str, ...]) -> Marks:
    """The marks of these coders and codes, in this order."""
    coder_at = np.array([_at(coders, name) for name in marks.coders], dtype=np.int64)
    code_at = np.array([_at(codes, name) for name in marks.codes], dtype=np.int64)
    coder, code = coder_at[marks.coder], code_at[marks.code]
    kept = (coder >= 0) & (code >= 0)
    moved = Marks(marks.length, coders, codes, coder, code, marks.start, marks.end)
    return moved.where(kept)


def _at(names: tuple[str, ...], name: str) -> int:
    return names.index(name) if name in names else -1
