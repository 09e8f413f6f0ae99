"""Answers in a .sav, with what SPSS and its kin know of them: labels of variables and of values,
values that are no answer, and sets of choices.

pyreadstat takes the file apart, in C, and anybody may have written it: see `importers.apart`. This
module is what runs there; it answers in JSON.
"""

from __future__ import annotations

import io
import json
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, Final

from qualcode.core.errors import ImportRefused
from qualcode.core.importers import apart
from qualcode.core.importers.encodings import with_line_feeds
from qualcode.core.importers.transcript import Reading
from qualcode.core.surveys.table import MAX_CELLS, MAX_COLUMNS, Field
from qualcode.core.translate import _

#: the first bytes: of a plain file, and of one that is packed
_MAGIC: Final = (b"$FL2", b"$FL3", b"\xc6\xd3\xd3\xf2")  # the last in EBCDIC
# What pyreadstat raises for files that are not what they say, besides its own errors.
_DAMAGE: Final = (
    ValueError,
    TypeError,
    LookupError,
    ArithmeticError,
    AttributeError,
    AssertionError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    SystemError,
)


def read(path: Path, file_name: str) -> tuple[tuple[Field, ...], list[tuple[str, ...]], str]:
    """The variables, the rows, and the encoding of a file.

    Raises:
        ImportRefused: if it can't be read.
    """
    try:
        answer = json.loads(apart.run(parse, path, file_name).text)
    except apart.Stuck as error:
        raise ImportRefused(
            _(
                "“{file}” took too long to read, so it was stopped. Save it as .csv or .xlsx in "
                "the program it comes from."
            ).format(file=file_name)
        ) from error
    except apart.Died as error:
        raise ImportRefused(damaged(file_name)) from error
    fields = tuple(
        Field(
            number,
            one["header"],
            one["name"],
            one["part"],
            tuple((value, label) for value, label in one["labels"]),
            tuple(one["missing"]),
            one["ticked"],
        )
        for number, one in enumerate(answer["fields"])
    )
    rows = list(zip(*answer["columns"], strict=True)) if fields else []
    return fields, rows, answer["encoding"]


def damaged(file_name: str) -> str:
    """The sentence for a file that can't be read."""
    return _(
        "“{file}” is damaged or no SPSS file, whatever its name says. Save it again in the "
        "program it comes from, or as .csv or .xlsx."
    ).format(file=file_name)


# The other process


def parse(data: bytes, file_name: str, alive: Callable[[], None]) -> Reading:
    """The file as JSON: ``fields``, ``columns`` (texts) and ``encoding``."""
    if not data.startswith(_MAGIC):
        raise ImportRefused(damaged(file_name))
    import pyreadstat

    alive()
    try:
        columns, about = _loaded(pyreadstat, data, file_name)
        alive()
        texts = [_texts(columns[name]) for name in about.column_names]
        alive()
        fields = list(_fields(about))
    except (pyreadstat.ReadstatError, pyreadstat.PyreadstatError, *_DAMAGE) as error:
        raise ImportRefused(damaged(file_name)) from error
    whole = {"fields": fields, "columns": texts, "encoding": about.file_encoding or ""}
    return Reading(json.dumps(whole).replace("\\u0000", ""))


def _loaded(pyreadstat: Any, data: bytes, file_name: str) -> tuple[Mapping[str, Any], Any]:
    options = {"output_format": "dict", "user_missing": True}
    _nothing, about = pyreadstat.read_sav(io.BytesIO(data), metadataonly=True, **options)
    if not all(about.column_names):  # a damaged file's variable may come without its name
        raise ImportRefused(damaged(file_name))
    width = len(about.column_names)
    if width > MAX_COLUMNS or width * (about.number_rows or 0) > MAX_CELLS:
        raise ImportRefused(too_large(file_name))
    limit = MAX_CELLS // max(width, 1) + 1
    columns, about = pyreadstat.read_sav(io.BytesIO(data), row_limit=limit, **options)
    if width and len(columns[about.column_names[0]]) >= limit:
        raise ImportRefused(too_large(file_name))
    return columns, about


def too_large(file_name: str) -> str:
    """The sentence for a table beyond `MAX_COLUMNS` or `MAX_CELLS`."""
    return _(
        "“{file}” has more than {columns} columns or {cells} million cells. Remove what is no "
        "answer, or divide it into several files."
    ).format(file=file_name, columns=MAX_COLUMNS, cells=MAX_CELLS // 1_000_000)


def _texts(values: Any) -> list[str]:
    found = values.tolist() if hasattr(values, "tolist") else list(values)
    return [text_of(value) for value in found]


def text_of(value: Any) -> str:
    """A value as text: a whole number without a point, a date in ISO 8601, nothing for none."""
    if value is None:
        return ""
    if isinstance(value, str):
        return with_line_feeds(value)
    if isinstance(value, float):
        if math.isnan(value):
            return ""
        return str(int(value)) if value.is_integer() and abs(value) < 1e16 else repr(value)
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d}" if value.time() == time() else value.isoformat(" ", "seconds")
    if isinstance(value, date | time):
        return value.isoformat()
    return str(timedelta(seconds=value.seconds)) if isinstance(value, timedelta) else str(value)


def _fields(about: Any) -> Iterator[dict[str, Any]]:
    sets = dict(_sets(about))
    for name in about.column_names:
        label = (about.column_names_to_labels.get(name) or "").strip()
        labels = about.variable_value_labels.get(name) or {}
        question = sets.get(name)
        yield {
            "header": question or label or name,
            "name": name,
            "part": (label or name) if question else "",
            "labels": _labels(labels),
            "missing": _missing(about.missing_ranges.get(name) or (), labels),
            "ticked": question is not None,
        }


def _sets(about: Any) -> Iterator[tuple[str, str]]:
    """The variables that each tick a choice, with the question that they are of."""
    for name, one in (getattr(about, "mr_sets", None) or {}).items():
        if one.get("is_dichotomy"):
            for variable in one.get("variable_list", ()):
                yield variable, (one.get("label") or name.lstrip("$")).strip()


def _labels(labels: Mapping[Any, str]) -> list[tuple[str, str]]:
    try:
        ordered = sorted(labels.items())
    except TypeError:
        ordered = list(labels.items())
    return [(text_of(value), " ".join(str(label).split())) for value, label in ordered]


def _missing(ranges: Sequence[Mapping[str, Any]], labels: Mapping[Any, str]) -> list[str]:
    """The labelled values that are declared to be no answer, and those that are named one by one."""
    found = [text_of(one["lo"]) for one in ranges if one["lo"] == one["hi"]]
    found += [
        text_of(value)
        for value in labels
        for one in ranges
        if type(one["lo"]) is type(value) and one["lo"] <= value <= one["hi"]
    ]
    return list(dict.fromkeys(found))
