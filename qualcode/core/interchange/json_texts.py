"""JSON that came from elsewhere: read whole, or refused with the place and what is wrong there."""

from __future__ import annotations

import json
import re
from typing import Any, Final

from qualcode.core.errors import ImportRefused
from qualcode.core.translate import _

#: written so in JSON; after an even number of backslashes it is a NUL, else four digits of a text
_NUL: Final = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")


def json_objects(text: str, inside: str, file_name: str) -> list[dict[str, Any]]:
    """The objects of ``[{…}, …]`` or of ``{"inside": [{…}, …]}``.

    Raises:
        ImportRefused: if it is anything else.
    """
    whole = parse_json(text, file_name)
    if isinstance(whole, dict):
        whole = whole.get(inside)
    if not isinstance(whole, list) or not all(isinstance(item, dict) for item in whole):
        raise ImportRefused(
            _("“{file}” does not hold a list of objects, such as {example}.").format(
                file=file_name, example='[{"…": "…"}, …]'
            )
        )
    return whole


def parse_json(text: str, file_name: str) -> Any:
    """What a .json file holds.

    Raises:
        ImportRefused: if it isn't JSON, or holds NULs or half characters, which no text has.
    """
    try:
        whole = json.loads(text)
    except RecursionError as error:
        raise ImportRefused(_not_json(file_name, _("it is nested too deeply"))) from error
    except json.JSONDecodeError as error:
        reason = _("line {line}, column {column}").format(line=error.lineno, column=error.colno)
        raise ImportRefused(_not_json(file_name, reason)) from error
    except ValueError as error:  # a number of thousands of digits
        raise ImportRefused(_not_json(file_name, _("a number is too long"))) from error
    if "\\ud" in text or "\\uD" in text:
        _refuse_surrogates(whole, file_name)
    if "\\u0000" in text and _NUL.search(text):
        raise ImportRefused(_not_json(file_name, _("it holds a NUL, which no text has")))
    return whole


def _not_json(file_name: str, reason: str) -> str:
    return _(
        "“{file}” can’t be read as JSON ({reason}). Correct it there, or write it again."
    ).format(file=file_name, reason=reason)


def _refuse_surrogates(whole: Any, file_name: str) -> None:
    try:
        json.dumps(whole, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        reason = _("it holds half of a character")
        raise ImportRefused(_not_json(file_name, reason)) from error
