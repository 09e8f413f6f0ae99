"""Places that evaluators settled: what is remembered of them speaks of the evaluators, codes and
codings that are shown, and two that say something of one place become one.

Where the two were settled alike, the place is settled; where they were settled otherwise, it is open
again, for someone has to say which it is. What each settlement made stays with the consensus till
then.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from typing import Any, Final

from qualcode.core.merge.combine import NEITHER, Conflict
from qualcode.core.merge.relations import index, with_values
from qualcode.core.merge.settle import Settled
from qualcode.core.merge.stands import Writings
from qualcode.core.model.team import LATER, OPEN, SETTLED
from qualcode.core.store.merging import Row

_TABLE: Final = "disagreements"
_WHERE: Final = index(_TABLE)
#: evaluator, code, and from where to where in the place
_Mark = tuple[str, str, int, int]


def unite_what_was_settled(settled: Settled) -> None:
    """Let stored disagreements speak of what is shown, and let there be one for each place."""
    if not settled.rows(_TABLE) or not _can_have_changed(settled):
        return
    for one, row in settled.rows(_TABLE).items():
        new = _reworded(settled, row)
        if new != row:
            settled.take_in(_TABLE, one)
            settled.shown[_TABLE][one] = new
    for ids in _of_one_place(settled.rows(_TABLE)):
        _unite(settled, ids)
    hidden = [one for one, other in settled.hidden.items() if other.table == _TABLE]
    if hidden:
        settled.take_in_users(hidden, _TABLE)
        settled.refer_anew(("memos", "memo_links"))


def _can_have_changed(settled: Settled) -> bool:
    """Whether any is new, or anything that one can speak of is shown as another."""
    same = settled.same
    return bool(settled.shown[_TABLE] or same.sets() or same.joined or settled.twins)


def _reworded(settled: Settled, row: Row) -> Row:
    marks, how = row[_WHERE["marks"]], row[_WHERE["settled"]]
    return with_values(
        _TABLE,
        row,
        marks=marks and _marks_reworded(settled, marks),
        settled=how and _settlement_reworded(settled, how),
    )


def _marks_reworded(settled: Settled, marks: str) -> str:
    found: dict[str, Any] = json.loads(marks)
    new = {
        **found,
        "evaluators": sorted({settled.target(one) for one in found["evaluators"]}),
        "marks": _joined(
            (settled.target(coder), settled.target(code), start, end)
            for coder, code, start, end in found["marks"]
        ),
    }
    return marks if _plain(new) == _plain(found) else json.dumps(new)


def _joined(marks: Iterable[_Mark]) -> list[list[object]]:
    """As a comparison would list them: of one evaluator and code, those that overlap are one."""
    found: list[_Mark] = []
    for coder, code, start, end in sorted(marks):
        last = found[-1] if found else None
        if last is not None and last[:2] == (coder, code) and start < last[3]:
            found[-1] = (coder, code, last[2], max(last[3], end))
        else:
            found.append((coder, code, start, end))
    return [list(one) for one in sorted(found, key=lambda one: (*one[2:], *one[:2]))]


def _settlement_reworded(settled: Settled, how: str) -> str:
    found: dict[str, Any] = json.loads(how)
    new = {
        **found,
        "by": settled.target(found["by"]),
        "taken": list(dict.fromkeys(map(settled.target, found["taken"]))),
        "codings": list(dict.fromkeys(map(settled.target, found["codings"]))),
    }
    return how if new == found else json.dumps(new)


def _plain(found: dict[str, Any]) -> str:
    return json.dumps(found, sort_keys=True)


def _of_one_place(rows: dict[str, Row]) -> list[list[str]]:
    """Those about the same marks at the same place, each set in the order of the ids."""
    found: dict[Hashable, list[str]] = defaultdict(list)
    for one, row in sorted(rows.items()):
        marks = row[_WHERE["marks"]]
        if marks:
            place = tuple(row[_WHERE[name]] for name in ("document_id", "start", "end"))
            found[*place, _plain(json.loads(marks))].append(one)
    return [ids for ids in found.values() if len(ids) > 1]


def _unite(settled: Settled, ids: Sequence[str]) -> None:
    for one in ids:
        settled.take_in(_TABLE, one)
        settled.shown[_TABLE][one] = _reworded(settled, settled.shown[_TABLE][one])
    old = Writings(settled.both, ids).superseded(["settled"])
    counting = [settled.shown[_TABLE][one] for one in ids if one not in old]
    shown = ids[0]
    state, how = _together(counting)
    if state == OPEN and how is None and any(row[_WHERE["state"]] == SETTLED for row in counting):
        _tell(settled, ids, counting)
    row = settled.shown[_TABLE][shown]
    settled.shown[_TABLE][shown] = with_values(_TABLE, row, state=state, settled=how)
    for one in ids[1:]:
        settled.hide(_TABLE, one, shown, sticky=False)


def _together(rows: Sequence[Row]) -> tuple[str, str | None]:
    """State and settlement of one place of which several were stored."""
    told = [json.loads(row[_WHERE["settled"]]) for row in rows if row[_WHERE["settled"]]]
    if not told:
        states = {row[_WHERE["state"]] for row in rows}
        return (LATER if LATER in states else OPEN), None
    if len({_answer(one) for one in told}) > 1:
        return OPEN, None
    first = min(told, key=lambda one: (one["time"], one["by"]))
    codings = sorted({coding for one in told for coding in one["codings"]})
    return SETTLED, json.dumps({**first, "codings": codings})


def _answer(settlement: dict[str, Any]) -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(settlement["taken"]), frozenset(settlement["codings"])


def _tell(settled: Settled, ids: Sequence[str], rows: Sequence[Row]) -> None:
    """List it once, when the two meet."""
    known = settled.both.ours.originals
    if all(one in known and known[one].shown is None for one in ids[1:]):
        return
    different = {_answer(json.loads(how)): row for row in rows if (how := row[_WHERE["settled"]])}
    first, second = list(different.values())[:2]
    columns = ("state", "marks", "settled")
    settled.conflicts.append(
        Conflict(
            _TABLE,
            ids[0],
            columns,
            (_values(first, columns), _values(second, columns)),
            (_author(first), _author(second)),
            NEITHER,
        )
    )


def _values(row: Row, columns: Iterable[str]) -> tuple[object, ...]:
    return tuple(row[_WHERE[name]] for name in columns)


def _author(row: Row) -> tuple[str, str]:
    how = json.loads(row[_WHERE["settled"]])
    return how["by"], how["time"]
