"""A plan as one JSON document, which is also the form in which its questions are answered."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, Final

from qualcode.core.errors import ProjectError
from qualcode.core.merge.combine import NEITHER, TOGETHER
from qualcode.core.merge.decided import BOTH, CONFLICT, PLACE, NewDecision
from qualcode.core.merge.match import DIFFERENT, SAME, SAME_KINDS
from qualcode.core.merge.names_back import LEAVE, NAMES, REPLACE
from qualcode.core.merge.plan import ConflictLine, FilePlan, Pair, PlaceLine, Plan
from qualcode.core.merge.text_places import is_place
from qualcode.core.merge.told import told_values
from qualcode.core.store.problems import errors_named
from qualcode.core.translate import _

#: the tables that are told first, in this order
TOLD: Final = (
    "documents",
    "codes",
    "segments",
    "codings",
    "memos",
    "persons",
    "cases",
    "turns",
    "coders",
)
#: What stands where it is not one of two values.
_TAKEN: Final = {NEITHER: None, TOGETHER: "both"}
#: A file of decisions is a plan with answers: one that is larger is something else.
_LARGEST: Final = 200_000_000


def plan_as_json(plan: Plan, /, **more: object) -> dict[str, Any]:
    """The plan for `json.dumps`. Answer a question by giving its `answer` one of its `answers`."""
    counts = plan.counts
    tables = [*TOLD, *(table for table in counts if table not in TOLD)]
    return {
        **more,
        "files": [file.file for file in plan.files],
        "nothing_new": plan.is_empty,
        **{table: asdict(counts[table]) for table in tables},
        "sides": [
            {"file": file.file, **{table: asdict(file.sides[table]) for table in tables}}
            for file in plan.files
        ],
        "questions": [_pair(one, file) for file in plan.files for one in file.questions],
        "matches": [_pair(one, file) for file in plan.files for one in file.matches],
        "conflicts": [_conflict(one, file) for file in plan.files for one in file.conflicts],
        "kept": [{"file": file.file, **asdict(one)} for file in plan.files for one in file.kept],
        "undone": [
            {"file": file.file, **asdict(one)} for file in plan.files for one in file.undone
        ],
        "names": [{"file": file.file, **asdict(one)} for file in plan.files for one in file.names],
        "unplaced": [
            {"file": file.file, **asdict(one)} for file in plan.files for one in file.unplaced
        ],
        "unsure": [
            {"file": file.file, **asdict(one)} for file in plan.files for one in file.unsure
        ],
        "deleted_marks": [
            {"file": file.file, **asdict(one)} for file in plan.files for one in file.gone
        ],
        "evaluators": _evaluators(plan),
        "decisions": [
            {
                "file": file.file,
                "kind": one.kind,
                "subject": one.ours,
                "other": one.theirs,
                "names": list(one.names),
                "answer": one.by,
            }
            for file in plan.files
            for one in file.decisions
        ],
    }


def _pair(pair: Pair, file: FilePlan) -> dict[str, Any]:
    return {
        "file": file.file,
        "kind": pair.kind,
        "table": pair.table,
        "ours": {"id": pair.ours, "name": pair.names[0]},
        "theirs": {"id": pair.theirs, "name": pair.names[1]},
        "by": pair.by or None,
        "likeness": pair.likeness,
        "stands": pair.stands,
        "answer": None,
        "answers": _answers(pair.kind),
    }


def _answers(kind: str) -> list[str]:
    if kind == NAMES:
        return [REPLACE, LEAVE]
    return [SAME, DIFFERENT] if kind else []


def _conflict(conflict: ConflictLine, file: FilePlan) -> dict[str, Any]:
    return {
        "file": file.file,
        "kind": CONFLICT,
        "table": conflict.table,
        "id": conflict.row_id,
        "what": conflict.what,
        "columns": list(conflict.columns),
        "values": [
            {
                "value": list(told_values(conflict, side)),
                "coder": conflict.coders[side],
                "time": conflict.times[side],
                "written": [asdict(one) for one in conflict.written[side]],
            }
            for side in (0, 1)
        ],
        "taken": _TAKEN.get(conflict.taken, conflict.taken),
        "collided": [_place(one) for one in conflict.collided],
        "beside": [asdict(one) for one in conflict.beside],
        "answer": None,
        "answers": [0, 1] if conflict.can_decide else [],
    }


def _place(place: PlaceLine) -> dict[str, Any]:
    """Where both changed the same words; each is answered by itself."""
    sides = zip(place.words, place.coders, place.times, strict=True)
    return {
        "place": place.place,
        "before": place.before,
        "stands": place.stands,
        "after": place.after,
        "other": place.other,
        "values": [{"value": words, "coder": coder, "time": time} for words, coder, time in sides],
        "taken": place.taken,
        "chosen": place.chosen,
        "both": place.both,
        "answer": None,
        "answers": [*place.answers, *(() if place.both is None else (BOTH,))],
    }


def _evaluators(plan: Plan) -> list[dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for file in plan.files:
        for one in file.evaluators:
            line = found.setdefault(
                one.coder_id,
                {"coder_id": one.coder_id, "name": one.name, "before": one.before}
                | {"added": 0, "deleted": 0, "after": one.after},
            )
            line["added"] += one.added
            line["deleted"] += one.deleted
            line["after"] = one.after
    return list(found.values())


def read_decisions(path: Path) -> list[NewDecision]:
    """The answers in a file: what `plan_as_json` wrote, with answers filled in.

    Raises:
        ProjectError: if it is no such file, an answer is none of those that can be given, or a
            question is answered twice, and not alike.
    """
    answered = list(_decisions(path, _read(path)))
    _refuse_two_answers(path, answered)
    return [replace(decision, read_from=path.name) for decision, _place in answered]


def read_states(path: Path) -> dict[str, str]:
    """What the plan in a file of decisions rests on; empty if it does not say so.

    Raises:
        ProjectError: if it is no such file.
    """
    states = _read(path).get("states")
    if not isinstance(states, dict):
        return {}
    return {name: state for name, state in states.items() if isinstance(state, str)}


def _read(path: Path) -> dict[str, Any]:
    with errors_named(path):
        if path.exists() and path.stat().st_size > _LARGEST:
            raise _no_decisions(path)
        data = path.read_bytes()
    try:
        found = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise _no_decisions(path) from None
    if not isinstance(found, dict) or found.keys().isdisjoint(_PARTS):
        raise _no_decisions(path)
    return found


#: what of a plan can be answered
_PARTS: Final = ("questions", "matches", "conflicts")
#: one of them, and the number in there, from 1
_Place = tuple[str, int]


def _decisions(path: Path, found: Mapping[str, Any]) -> Iterator[tuple[NewDecision, _Place]]:
    for part in _PARTS:
        entries = found.get(part, [])
        if not isinstance(entries, list):
            raise _no_decisions(path)
        for number, entry in enumerate(entries, 1):
            if not isinstance(entry, dict):
                raise _no_decisions(path)
            if entry.get("answer") is not None:
                yield _decision(path, part, number, entry), (part, number)
            for one in _places_in(path, entry):
                yield _decision(path, part, number, one), (part, number)


def _places_in(path: Path, conflict: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The places of a text that are answered by themselves."""
    places = conflict.get("collided") or []
    if not isinstance(places, list) or not all(isinstance(one, dict) for one in places):
        raise _no_decisions(path)
    answered = [one for one in places if one.get("answer") is not None]
    if answered and conflict.get("answer") is not None:
        raise ProjectError(
            _(
                "“{file}”: the text of “{what}” is answered as a whole and place by place. Leave "
                "one of the two."
            ).format(file=path.name, what=conflict.get("what", ""))
        )
    for one in answered:
        if not is_place(str(one.get("place"))):
            raise _no_place(path, one.get("place"), conflict)
        yield {**one, "kind": PLACE, "id": conflict.get("id"), "file": conflict.get("file")}


def _refuse_two_answers(path: Path, answered: Sequence[tuple[NewDecision, _Place]]) -> None:
    """Say which question has two answers that contradict each other."""
    told: dict[tuple[str, str, str], list[tuple[NewDecision, _Place]]] = defaultdict(list)
    for one, place in answered:
        rows = (one.subject, one.other)
        subject, other = sorted(rows) if one.kind in SAME_KINDS else rows
        earlier = told[one.kind, subject, other]
        for before, there in earlier:
            everywhere = "" in (one.file, before.file)
            if one.answer != before.answer and (everywhere or one.file == before.file):
                raise _two_answers(path, there, place)
        earlier.append((one, place))


def _two_answers(path: Path, first: _Place, second: _Place) -> ProjectError:
    return ProjectError(
        _(
            "“{file}”: number {number} of “{part}” and number {other} of “{other_part}” answer the "
            "same question, and not alike. Leave one of the two answers."
        ).format(
            file=path.name, part=first[0], number=first[1], other_part=second[0], other=second[1]
        )
    )


def _decision(path: Path, part: str, number: int, entry: Mapping[str, Any]) -> NewDecision:
    answer, kind = entry["answer"], entry.get("kind")
    try:
        is_place = kind == PLACE
        may_be = (0, 1, BOTH) if is_place else (0, 1)
        if kind in (CONFLICT, PLACE) and answer in may_be and not isinstance(answer, bool):
            other = entry["place"] if is_place else ",".join(map(str, entry["columns"]))
            file = str(entry.get("file") or "")
            if not is_place or answer in entry.get("answers", (0, 1)):
                return NewDecision(str(kind), str(entry["id"]), str(other), str(answer), file)
        if kind == NAMES and answer in (REPLACE, LEAVE):
            return NewDecision(NAMES, str(entry["file"]), "", str(answer))
        if kind in SAME_KINDS and answer in (SAME, DIFFERENT):
            ours, theirs = str(entry["ours"]["id"]), str(entry["theirs"]["id"])
            return NewDecision(str(kind), ours, theirs, str(answer))
    except (KeyError, TypeError):
        raise _no_decisions(path) from None
    raise ProjectError(
        _(
            "“{file}”: the answer to number {number} of “{part}” is none of those that can be "
            "given. They stand beside it, as “answers”."
        ).format(file=path.name, number=number, part=part)
    )


def _no_place(path: Path, place: object, conflict: Mapping[str, Any]) -> ProjectError:
    return ProjectError(
        _(
            "“{file}”: the text of “{what}” has no place “{place}”. Leave the names of places as "
            "they were printed."
        ).format(file=path.name, what=conflict.get("what", ""), place=place)
    )


def _no_decisions(path: Path) -> ProjectError:
    return ProjectError(
        _(
            "“{file}” is no file of decisions. Print one with --plan --json, answer its questions "
            "and give that."
        ).format(file=path.name)
    )
