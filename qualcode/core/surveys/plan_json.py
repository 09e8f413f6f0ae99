"""A plan as JSON: printed by the command line, changed by hand, and given back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from qualcode.core.errors import ImportRefused
from qualcode.core.interchange.json_texts import parse_json
from qualcode.core.interchange.sheet_files import read_bytes
from qualcode.core.model import ATTRIBUTE_KINDS
from qualcode.core.surveys.plan import FIELDS, FORMS, ROLES, PlannedColumn, SurveyPlan
from qualcode.core.translate import _

_TEXTS: Final = ("title", "wave", "language", "date")
_LISTS: Final = ("choices", "no_answer", "ticks")
#: by column: what it may say, beside lists and labels
_KNOWN: Final = {"role": ROLES, "kind": ATTRIBUTE_KINDS, "field": ("", *FIELDS)}


def as_json(plan: SurveyPlan) -> dict[str, Any]:
    """The plan as what JSON can hold."""
    return {
        "title": plan.title,
        "wave": plan.wave,
        "form": plan.form,
        "show_identity": plan.show_identity,
        "language": plan.language,
        "date": plan.date,
        "columns": [_column(plan, column) for column in plan.columns],
    }


def _column(plan: SurveyPlan, column: PlannedColumn) -> dict[str, Any]:
    field = plan.table.fields[column.number]
    whole = {
        "column": field.header,
        "name": field.name,
        "part": column.part,
        "role": column.role,
        "reason": column.reason,
        "question": column.question,
        "kind": column.kind,
        "choices": list(column.choices),
        "labels": dict(column.labels),
        "no_answer": list(column.no_answer),
        "separator": column.separator,
        "ticks": list(column.ticks),
        "field": column.field,
    }
    needed = ("column", "role", "reason", "question")
    return {key: value for key, value in whole.items() if value or key in needed}


def changed_by(plan: SurveyPlan, path: Path) -> SurveyPlan:
    """The plan, with what a file of rules says. A column is known by its header, name and part; what
    the rules do not speak of stays as it was proposed.

    Raises:
        ImportRefused: if the file is no such rules.
    """
    from qualcode.core.importers import encodings

    text, _encoding = encodings.decode(read_bytes(path), path.name, sheet=True)
    return changed(plan, parse_json(text, path.name), path.name)


def changed(plan: SurveyPlan, rules: Any, file_name: str = "") -> SurveyPlan:
    """`changed_by`, with rules that have been read from a file of that name."""
    return _Rules(file_name, rules).applied(plan)


class _Rules:
    def __init__(self, file_name: str, rules: Any) -> None:
        self._file_name = file_name
        if not isinstance(rules, dict) or not isinstance(rules.get("columns", []), list):
            raise self._refusal(_("it is no object with a list of “columns”"))
        self._rules: Mapping[str, Any] = rules

    def applied(self, plan: SurveyPlan) -> SurveyPlan:
        values: dict[str, Any] = {}
        for key in _TEXTS:
            if key in self._rules:
                values[key] = self._text(self._rules[key], key) or None
        if not values.get("title", plan.title):
            values.pop("title")
        if "form" in self._rules:
            values["form"] = self._one_of(self._rules["form"], "form", FORMS)
        if "show_identity" in self._rules:
            values["show_identity"] = self._rules["show_identity"] is True
        plan = replace(plan, **values)
        places = _places(plan)
        for rule in self._rules.get("columns", []):
            if not isinstance(rule, dict):
                raise self._refusal(_("one of its columns is no object"))
            names = ("column", "name", "part")
            where = tuple(self._text(rule.get(name), name) for name in names)
            found = places.get(where) or (places.get(where[:1]) if "name" not in rule else None)
            if found:
                number = found.pop(0)
                plan = plan.with_column(self._changed(plan.columns[number], rule))
        return plan

    def _changed(self, column: PlannedColumn, rule: Mapping[str, Any]) -> PlannedColumn:
        values: dict[str, Any] = {
            key: self._one_of(rule[key], key, known) for key, known in _KNOWN.items() if key in rule
        }
        for key in ("question", "part"):
            if key in rule and self._text(rule[key], key).strip():
                values[key] = self._text(rule[key], key).strip()
        if "separator" in rule:
            values["separator"] = self._text(rule["separator"], "separator")
        for key in _LISTS:
            if key in rule:
                values[key] = self._texts(rule[key], key)
        if "labels" in rule:
            values["labels"] = self._labels(rule["labels"])
        if values.get("role", column.role) != column.role:
            values["reason"] = ""
        return replace(column, **values)

    def _one_of(self, value: Any, key: str, known: tuple[str, ...]) -> str:
        if value not in known:
            raise self._refusal(
                _("“{key}” can’t be {value}; choose from {choices}").format(
                    key=key,
                    value=_("“{word}”").format(word=value),
                    choices=", ".join(filter(None, known)),
                )
            )
        return str(value)

    def _text(self, value: Any, key: str) -> str:
        if value is not None and not isinstance(value, str):
            raise self._refusal(_("“{key}” is no text").format(key=key))
        return value or ""

    def _texts(self, value: Any, key: str) -> tuple[str, ...]:
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise self._refusal(_("“{key}” is no list of texts").format(key=key))
        return tuple(value)

    def _labels(self, value: Any) -> tuple[tuple[str, str], ...]:
        if not isinstance(value, dict) or not all(isinstance(one, str) for one in value.values()):
            raise self._refusal(_("“{key}” is no object of texts").format(key="labels"))
        return tuple((str(key), str(label)) for key, label in value.items())

    def _refusal(self, reason: str) -> ImportRefused:
        return ImportRefused(
            _(
                "“{file}” is no rules for a survey: {reason}. Print them with --plan, and change those."
            ).format(file=self._file_name, reason=reason)
        )


def _places(plan: SurveyPlan) -> dict[tuple[str, ...], list[int]]:
    """The columns by header, name and part, and by header alone; some have all in common."""
    found: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for column in plan.columns:
        field = plan.table.fields[column.number]
        found[field.header, field.name, column.part].append(column.number)
        found[(field.header,)].append(column.number)
    return found
