"""A plan as a report tells it: in the report's language, and persons under their pseudonyms.

Who did something is an evaluator, whose name stands, also where a person has the same one; and so
do the names of files.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from qualcode.core.analysis.real_names import Names
from qualcode.core.merge.decided import PLACE
from qualcode.core.merge.match import SAME_CODER
from qualcode.core.merge.names_back import NAMES
from qualcode.core.merge.plan import ConflictLine, FilePlan, Pair, Plan
from qualcode.core.merge.relations import REFERENCES
from qualcode.core.merge.told import told_anew

#: What may hold a person's name, of each line of a plan's lists but conflicts and pairs.
_LISTS: Final = {
    "kept": ("what",),
    "unplaced": ("document", "codes"),
    "unsure": ("document", "codes"),
    "gone": ("document", "code"),
    "names": ("what",),
    "undone": ("what",),
}
_OF_A_PLACE: Final = ("before", "stands", "after", "words", "both")
_EVALUATORS: Final = "coders"


def with_pseudonyms(plan: Plan, names: Names) -> Plan:
    """The plan without real names of persons, told in the language in use."""
    return Plan(tuple(_Reporting(names).file(one) for one in plan.files))


class _Reporting:
    def __init__(self, names: Names) -> None:
        self._names = names

    def file(self, file: FilePlan) -> FilePlan:
        lists: dict[str, Any] = {
            name: tuple(self._line(one, fields) for one in getattr(file, name))
            for name, fields in _LISTS.items()
        }
        evaluators = {one.row_id for one in file.conflicts if one.table == _EVALUATORS}
        return replace(
            file,
            **lists,
            matches=tuple(map(self._pair, file.matches)),
            questions=tuple(map(self._pair, file.questions)),
            decisions=tuple(
                one if one.ours in evaluators else self._pair(one) for one in file.decisions
            ),
            conflicts=tuple(map(self._conflict, file.conflicts)),
        )

    def _words(self, found: Any) -> Any:
        """A text, several, or something else, told anew and without names."""
        if isinstance(found, tuple):
            return tuple(map(self._words, found))
        return self._names.out_of(told_anew(found)) if isinstance(found, str) else found

    def _line(self, line: Any, fields: tuple[str, ...]) -> Any:
        if getattr(line, "table", "") == _EVALUATORS:
            return line
        return replace(line, **{name: self._words(getattr(line, name)) for name in fields})

    def _pair(self, pair: Pair) -> Pair:
        if pair.table == _EVALUATORS or pair.kind in (SAME_CODER, NAMES):
            return pair
        first, second = pair.names
        other = second if pair.kind == PLACE else self._words(second)  # whose words were chosen
        return replace(pair, names=(self._words(first), other))

    def _conflict(self, one: ConflictLine) -> ConflictLine:
        is_evaluator = one.table == _EVALUATORS
        mine, other = (
            values if is_evaluator else self._values(one, values) for values in one.values
        )
        ours, theirs = (
            tuple(self._line(some, ("words",)) for some in written) for written in one.written
        )
        return replace(
            one,
            what=one.what if is_evaluator else self._words(one.what),
            values=(mine, other),
            collided=tuple(self._line(some, _OF_A_PLACE) for some in one.collided),
            beside=tuple(self._line(some, ("before", "stands", "after")) for some in one.beside),
            written=(ours, theirs),
        )

    def _values(self, one: ConflictLine, values: tuple[object, ...]) -> tuple[object, ...]:
        """But for the name of an evaluator whom something is of."""
        if len(values) != len(one.columns):
            return tuple(map(self._words, values))
        of_evaluators = {name for name, table in REFERENCES[one.table] if table == _EVALUATORS}
        return tuple(
            value if column in of_evaluators else self._words(value)
            for column, value in zip(one.columns, values, strict=True)
        )
