"""The table of meaning units in Excel: as it is printed, and on a second sheet as a plain list."""

import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Final

import xlsxwriter

from qualcode.core.collector import collector_paused
from qualcode.core.report.characters import Characters
from qualcode.core.report.options import Written
from qualcode.core.report.tables import LONGEST_CELL, Table, add_sheet, parts
from qualcode.core.report.typography import quoted
from qualcode.core.report.unit_rows import PrintedUnit, UnitTable
from qualcode.core.translate import _

#: in characters, as Excel measures
_QUOTE, _CONDENSED, _INTERPRETATION, _LEVEL = 52, 38, 34, 22
_A4: Final = 9
#: a sheet's name is no longer
_LONGEST_NAME: Final = 31
#: the caption stands in the first row, the headings in the second
_FIRST_ROW: Final = 2


def write_xlsx(table: UnitTable, listed: Table, typography: str) -> Written:
    """Both sheets. Every text is a text, never a formula."""
    with collector_paused():
        file = io.BytesIO()
        book = xlsxwriter.Workbook(file, {"in_memory": True})
        book.set_properties({"author": "Qualcode", "created": datetime(1980, 1, 1, tzinfo=UTC)})
        characters = Characters()
        sheet = _Sheet(book, table, typography, characters)
        sheet.write()
        split = add_sheet(book, replace(listed, name=_name(_("List"))), characters)
        book.close()
    return Written(file.getvalue(), replaced_characters=characters.replaced, split_cells=split)


def _name(text: str) -> str:
    return text[:_LONGEST_NAME]


class _Sheet:
    def __init__(
        self, book: Any, table: UnitTable, typography: str, characters: Characters
    ) -> None:
        self._table, self._typography, self._characters = table, typography, characters
        self._sheet = book.add_worksheet(_name(_("Meaning units")))
        wrapped = {"text_wrap": True, "valign": "top", "bottom": 1, "bottom_color": "#BCCCDC"}
        self._style = book.add_format(wrapped)
        self._prefixed = book.add_format({**wrapped, "quote_prefix": True})
        self._bold = book.add_format({**wrapped, "bold": True, "bg_color": "#E8EEF4"})
        self._title = book.add_format({"bold": True})

    def write(self) -> None:
        sheet, table = self._sheet, self._table
        sheet.write_string(0, 0, self._characters.clean(table.caption), self._title)
        for at, heading in enumerate(table.headings):
            sheet.write_string(1, at, heading, self._bold)
        for at, width in enumerate(self._widths()):
            sheet.set_column(at, at, width)
        for number, (row, spans) in enumerate(
            zip(table.rows, table.spans(), strict=True), _FIRST_ROW
        ):
            self._write_row(number, row, spans)
        sheet.freeze_panes(_FIRST_ROW, 0)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(1)

    def _widths(self) -> list[int]:
        texts = [_QUOTE, _CONDENSED, *([_INTERPRETATION] if self._table.interpretation else [])]
        return texts + [_LEVEL] * len(self._table.levels)

    def _write_row(self, number: int, row: PrintedUnit, spans: Sequence[int]) -> None:
        said = quoted(row.quote, self._typography)
        texts = [f"{said}\n{row.source}" if row.source else said, row.unit.condensed or ""]
        if self._table.interpretation:
            texts.append(row.unit.interpretation or "")
        for at, text in enumerate(texts):
            self._put(number, at, text)
        for at, level in enumerate(self._table.levels, len(texts)):
            if spans[level] > 1:
                last = number + spans[level] - 1
                self._sheet.merge_range(number, at, last, at, "", self._style)
            if spans[level]:
                self._put(number, at, row.chain[level])

    def _put(self, row: int, column: int, text: str) -> None:
        if not text:
            self._sheet.write_blank(row, column, None, self._style)
            return
        shown = self._characters.clean(text)
        if 2 * len(shown) > LONGEST_CELL:
            shown = next(iter(parts(shown)))  # the list has all of it, in several cells
        style = self._prefixed if shown[0] in "=+-@'" else self._style
        self._sheet.write_string(row, column, shown, style)
