"""Who speaks where in a table with a column for each speaker, whose name stands at its top.

Such a table looks like any other with headings; it is talk where one of the headings is a word or a
letter for somebody who asks or answers, and the cells hold most of the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from qualcode.core.importers import speaker_labels
from qualcode.core.importers.speaker_labels import Label
from qualcode.core.importers.transcript import Speech
from qualcode.core.model.label import Shape
from qualcode.core.model.span import trim

_LEAST_TURNS: Final = 4
_SHARE: Final = 0.5
# Times and numbers of rows are said by nobody.
_NOT_SAID: Final = re.compile(r"[\s\d:.,#\[\]()–-]*$")

#: The cells of the rows of a table: where each stands in the text.
Table = Sequence[Sequence[tuple[int, int]]]


def find(text: str, tables: Sequence[Table]) -> tuple[Speech, ...]:
    """The turns of the first table that is talk; none where none is."""
    for table in tables:
        found = _turns(text, table)
        said = sum(speech.end - speech.start for speech in found)
        if len(found) >= _LEAST_TURNS and said >= _SHARE * len(text):
            return found
    return ()


def _turns(text: str, table: Table) -> tuple[Speech, ...]:
    labels = _labels(text, table)
    if not labels:
        return ()
    found = []
    for row in table[1:]:
        if len(row) != len(table[0]):
            continue  # cells that were merged: a heading within the talk
        for column, label in labels.items():
            span = trim(text, *row[column])
            if span is not None:
                found.append(Speech(span.start, span.end, span.start, label.text))
    return tuple(found)


def _labels(text: str, table: Table) -> dict[int, Label]:
    """The columns of speakers; none where the headings are not those of talk."""
    if len(table) < 2 or len(table[0]) < 2:
        return {}
    found = {
        column: label
        for column, (start, end) in enumerate(table[0])
        if (label := speaker_labels.alone(text[start:end].strip().rstrip(":")))
        and _is_said(text, table, column)
    }
    known = [label for label in found.values() if label.shape in (Shape.WORD, Shape.CODE)]
    different = len({label.key for label in found.values()}) == len(found)
    return found if known and different and len(found) > 1 else {}


def _is_said(text: str, table: Table, column: int) -> bool:
    cells = [text[slice(*row[column])] for row in table[1:] if len(row) > column]
    return not all(map(_NOT_SAID.match, cells))
