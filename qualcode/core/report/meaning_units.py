"""The table of meaning units as journals print it: Word, Excel, a web page; and as plain lists."""

from collections.abc import Sequence
from typing import Final

from qualcode.core.report.characters import Characters
from qualcode.core.report.html import page
from qualcode.core.report.options import ExportOptions, Written
from qualcode.core.report.tables import Table, Value, write_csv, write_json
from qualcode.core.report.typography import quoted
from qualcode.core.report.unit_rows import PrintedUnit, UnitTable
from qualcode.core.report.wordfile import Cell, WordFile
from qualcode.core.translate import _

COLUMNS: Final = (
    "document",
    "line",
    "quote",
    "persons",
    "groups",
    "coder",
    "condensed",
    "interpretation",
    "code",
    "sub_category",
    "category",
    "theme",
    "document_id",
    "segment_id",
    "coding_id",
    "start",
    "end",
)
#: shares of the page's width
_QUOTE, _CONDENSED, _INTERPRETATION, _LEVEL = 34, 22, 22, 16

_STYLE: Final = """@page { size: A4 landscape; margin: 1.8cm }
body { max-width: none }
td { vertical-align: top; white-space: pre-wrap }
td small { display: block; color: #52606d; margin-top: .2em }
tr { break-inside: avoid }
"""


def write(table: UnitTable, suffix: str, options: ExportOptions, changed: str | None) -> Written:
    """The table in one of its formats. `changed` is when the project was last changed."""
    typography = options.typography or table.language
    if suffix == ".docx":
        return _write_docx(table, typography, changed)
    if suffix == ".html":
        return _write_html(table, typography)
    if suffix == ".xlsx":
        from qualcode.core.report.unit_sheet import write_xlsx

        return write_xlsx(table, listed(table), typography)
    return write_csv(listed(table)) if suffix == ".csv" else write_json(listed(table))


def listed(table: UnitTable) -> Table:
    """One row for each code on each passage, nothing joined, for other programs."""
    return Table("meaning-units", COLUMNS, [_listed(row) for row in table.rows], table.count.units)


def _listed(row: PrintedUnit) -> tuple[Value, ...]:
    unit = row.unit
    return (
        *(row.document, row.line, row.quote, row.persons, row.groups, row.coder),
        *(unit.condensed, unit.interpretation),
        *(name or None for name in row.chain),
        *(unit.document_id, unit.segment_id, unit.coding_id, unit.start, unit.end),
    )


def _write_docx(table: UnitTable, typography: str, changed: str | None) -> Written:
    file = WordFile(table.title, table.language, changed, landscape=True)
    file.text("Title", table.title)
    file.text("Subtitle", _("Meaning units"))
    file.caption(table.caption + ".")
    rows = [
        tuple(_cells(table, row, spans, typography))
        for row, spans in zip(table.rows, table.spans(), strict=True)
    ]
    file.table(_widths(table), [tuple(map(Cell, table.headings)), *rows])
    for note in table.notes:
        file.text("Note", note)
    return Written(file.finish(), replaced_characters=file.characters.replaced)


def _widths(table: UnitTable) -> list[int]:
    texts = [_QUOTE, _CONDENSED, *([_INTERPRETATION] if table.interpretation else [])]
    return texts + [_LEVEL] * len(table.levels)


def _cells(table: UnitTable, row: PrintedUnit, spans: Sequence[int], typography: str) -> list[Cell]:
    cells = [
        Cell(quoted(row.quote, typography), below=row.source, language=row.language),
        Cell(row.unit.condensed or ""),
    ]
    if table.interpretation:
        cells.append(Cell(row.unit.interpretation or ""))
    for level in table.levels:
        merge = "continue" if spans[level] == 0 else "restart" if spans[level] > 1 else ""
        cells.append(Cell(row.chain[level] if spans[level] else "", merge=merge))
    return cells


def _write_html(table: UnitTable, typography: str) -> Written:
    characters = Characters()
    escaped = characters.escaped
    head = "".join(f'<th scope="col">{escaped(heading)}</th>' for heading in table.headings)
    rows = "\n".join(
        f"<tr>{_html_cells(table, row, spans, typography, characters)}</tr>"
        for row, spans in zip(table.rows, table.spans(), strict=True)
    )
    body = [
        f"<h1>{escaped(table.title)}</h1>",
        f'<p class="subtitle">{escaped(_("Meaning units"))}</p>',
        f"<table><caption>{escaped(table.caption)}.</caption><thead><tr>{head}</tr></thead>",
        f"<tbody>\n{rows}\n</tbody></table>",
        *(f'<p class="note">{escaped(note)}</p>' for note in table.notes),
    ]
    data = page(escaped(table.title), table.language, body, _STYLE)
    return Written(data, replaced_characters=characters.replaced)


def _html_cells(
    table: UnitTable,
    row: PrintedUnit,
    spans: Sequence[int],
    typography: str,
    characters: Characters,
) -> str:
    escaped = characters.escaped
    foreign = f' lang="{escaped(row.language)}"' if row.language != table.language else ""
    source = f"<small>{escaped(row.source)}</small>" if row.source else ""
    cells = [
        f"<td{foreign}>{escaped(quoted(row.quote, typography))}{source}</td>",
        f"<td>{escaped(row.unit.condensed or '')}</td>",
    ]
    if table.interpretation:
        cells.append(f"<td>{escaped(row.unit.interpretation or '')}</td>")
    for level in table.levels:
        if spans[level]:
            over = f' rowspan="{spans[level]}"' if spans[level] > 1 else ""
            cells.append(f"<td{over}>{escaped(row.chain[level])}</td>")
    return "".join(cells)
