"""Cells of the table of meaning units as they may leave the program."""

from __future__ import annotations

from collections.abc import Callable

from qualcode.core.analysis.meaning_units import Unit
from qualcode.core.analysis.passages import NamelessText
from qualcode.core.analysis.quotes import nameless_title
from qualcode.core.ids import DocumentId
from qualcode.shell.models.meaning_units import UnitsModel
from qualcode.shell.models.unit_material import Column


class NamelessCells:
    """Without real names in speakers' labels and in titles, as in every export.

    Each document's text is read once, when the first of its passages is asked for.
    """

    def __init__(self, units: UnitsModel, text_of: Callable[[DocumentId], str]) -> None:
        self._units = units
        self._text_of = text_of
        self._texts: dict[DocumentId, NamelessText] = {}

    def text(self, unit: Unit, column: Column) -> str:
        """What the cell says."""
        text, turns = self._units.text(unit, column), self._units.material.turns
        if unit.document_id not in turns:
            return text
        if column is Column.DOCUMENT:
            return nameless_title(text, turns[unit.document_id].names)
        if column is Column.UNIT and unit.start is not None and unit.end is not None:
            return self._whole(unit.document_id).read(unit.start, unit.end)
        return text

    def _whole(self, document_id: DocumentId) -> NamelessText:
        if document_id not in self._texts:
            turns = self._units.material.turns[document_id]
            self._texts[document_id] = turns.nameless(self._text_of(document_id))
        return self._texts[document_id]
