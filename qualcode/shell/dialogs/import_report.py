"""What an import found in each file, to be saved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from qualcode.core.operations.margin_intake import doubts, sentences
from qualcode.core.report import imported
from qualcode.core.report.imported import FileLine
from qualcode.core.translate import _, ngettext
from qualcode.shell.dialogs.import_fate import notes_of
from qualcode.shell.jobs import Progress
from qualcode.shell.models.documents import kind_name
from qualcode.shell.models.import_files import CORRECT, LEAVE, TAKE_IN, ImportFile
from qualcode.shell.models.speakers import speakers_found


def line_of(file: ImportFile) -> FileLine:
    """One file, as it stands in the preview."""
    if file.refusal:
        return FileLine(file.path.name, file.refusal)
    return FileLine(file.path.name, _outcome(file), tuple(_found(file)), tuple(_doubtful(file)))


def _outcome(file: ImportFile) -> str:
    if file.is_waiting:
        return _("Was not read yet")
    if file.fate == LEAVE:
        return _("Is left out")
    if file.fate == TAKE_IN and file.earlier:
        return _("Its comments are taken into “{title}”").format(title=file.earlier[1])
    if file.fate == CORRECT and file.earlier:
        return _("Corrects “{title}”").format(title=file.earlier[1])
    return _("Is imported")


def _found(file: ImportFile) -> Iterator[str]:
    transcript = file.transcript
    if transcript is None or file.sheet is None:
        return
    yield kind_name(file.kind)
    yield speakers_found(file.sheet)
    if file.questions:
        yield file.questions.summary()
    pages, headings = len(transcript.pages), len(transcript.headings)
    if pages:
        yield ngettext("{number} page", "{number} pages", pages).format(number=pages)
    if headings:
        yield ngettext("{number} heading", "{number} headings", headings).format(number=headings)
    if file.margin.sheet:
        yield from sentences(replace(file.margin.sheet.margin, homeless=0), file.margin.rule)


def _doubtful(file: ImportFile) -> Iterator[str]:
    yield from notes_of(file)
    yield from file.transcript.notes if file.transcript else ()
    if file.margin.sheet:
        yield from doubts(file.margin.sheet.margin)
    unsure = file.questions.unsure if file.questions else 0
    if unsure:
        yield ngettext(
            "{number} question is asked in other words: look at it.",
            "{number} questions are asked in other words: look at them.",
            unsure,
        ).format(number=unsure)


def write_report(lines: Sequence[FileLine], out: Path, *, progress: Progress) -> None:
    """Write it, in a thread."""
    progress(0, 0)
    imported.write(lines, out)
