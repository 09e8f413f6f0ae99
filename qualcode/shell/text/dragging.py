"""What is dragged between the text and the codes, both ways."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QMimeData

CODES = "application/x-qualcode-codes"
PASSAGE = "application/x-qualcode-passage"
CODINGS = "application/x-qualcode-codings"


@dataclass(frozen=True, slots=True)
class Passage:
    """A selection that is being dragged onto a code; positions in code points."""

    document: str
    start: int
    end: int


def put_codes(data: QMimeData, code_ids: Iterable[str]) -> None:
    data.setData(CODES, json.dumps(list(code_ids)).encode())


def codes_in(data: QMimeData) -> list[str]:
    """The ids of dragged codes; none if the data hold no codes."""
    content = _content(data, CODES)
    if not isinstance(content, list):
        return []
    return [code_id for code_id in content if isinstance(code_id, str)]


def put_codings(data: QMimeData, coding_ids: Iterable[str]) -> None:
    data.setData(CODINGS, json.dumps(list(coding_ids)).encode())


def put_passage(data: QMimeData, passage: Passage) -> None:
    content = {"document": passage.document, "start": passage.start, "end": passage.end}
    data.setData(PASSAGE, json.dumps(content).encode())


def passage_in(data: QMimeData) -> Passage | None:
    """The dragged passage, or None if the data hold none."""
    match _content(data, PASSAGE):
        case {"document": str(document), "start": int(start), "end": int(end)}:
            return Passage(document, start, end)
    return None


def _content(data: QMimeData, kind: str) -> object:
    """Anyone may offer data of this kind, so what can't be read is taken as nothing."""
    try:
        return json.loads(bytes(data.data(kind).data()))
    except ValueError:
        return None
