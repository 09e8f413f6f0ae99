"""What an import found in each file, as CSV and Word: for the record, and to be looked through."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from qualcode.core.report import tables
from qualcode.core.report.export import save
from qualcode.core.report.places import require_place
from qualcode.core.report.tables import Table
from qualcode.core.report.wordfile import Cell, WordFile
from qualcode.core.translate import N_, _, language, ngettext, one_by_one

FORMATS = {".docx": N_("Word"), ".csv": N_("CSV"), ".xlsx": N_("Excel")}


@dataclass(frozen=True, slots=True)
class FileLine:
    """One file of an import.

    Attributes:
        outcome: what happens to it, or why it can't be read, in a sentence or a few words.
        found: speakers, questions, pages and the like.
        doubtful: what somebody should look at.
    """

    file: str
    outcome: str
    found: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()


def require_known(out: Path) -> None:
    """Refuse a report that can't be written, before anything is imported.

    Raises:
        ProjectError: if its ending names no format, the file is there already, or its folder takes
            none.
    """
    require_place(out, FORMATS)


def write(lines: Sequence[FileLine], out: Path, beside: str = "") -> None:
    """Write the report in the format of the file's ending; `beside` is what else lay in the
    folders, in sentences.

    Raises:
        ProjectError: if the file can't be written.
    """
    if out.suffix.casefold() == ".docx":
        save(out, _word(lines, beside))
    else:
        other = (FileLine("", beside),) if beside else ()
        save(out, tables.write(_table([*lines, *other]), out.suffix.casefold()).data)


def _table(lines: Sequence[FileLine]) -> Table:
    rows = [
        (line.file, line.outcome, "; ".join(line.found), one_by_one(line.doubtful))
        for line in lines
    ]
    return Table("import", ("file", "outcome", "found", "doubtful"), rows)


def _word(lines: Sequence[FileLine], beside: str) -> bytes:
    title = _("Imported files")
    file = WordFile(title, language(), None, landscape=True)
    file.text("Title", title)
    number = len(lines)
    file.text("Normal", ngettext("{number} file.", "{number} files.", number).format(number=number))
    if beside:
        file.text("Normal", beside)
    head = (Cell(_("File")), Cell(_("Outcome")), Cell(_("Found")), Cell(_("To look at")))
    rows = [
        tuple(
            Cell(text)
            for text in (
                line.file,
                line.outcome,
                "; ".join(line.found),
                one_by_one(line.doubtful),
            )
        )
        for line in lines
    ]
    file.table((3, 3, 3, 4), [head, *rows])
    return file.finish()
