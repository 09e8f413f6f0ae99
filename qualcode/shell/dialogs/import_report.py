"""What an import found in each file, to be saved."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from qualcode.core.importers.removals import KINDS
from qualcode.core.operations.margin_intake import doubts, sentences
from qualcode.core.report import imported
from qualcode.core.report.imported import FileLine
from qualcode.core.translate import _, ngettext
from qualcode.shell.dialogs.files import Kind, ask_target
from qualcode.shell.dialogs.import_fate import notes_of
from qualcode.shell.dialogs.import_names import words_of
from qualcode.shell.jobs import Progress
from qualcode.shell.models.documents import kind_name
from qualcode.shell.models.import_file import CORRECT, LEAVE, TAKE_IN, ImportFile
from qualcode.shell.models.removal_places import REMOVAL_NAMES
from qualcode.shell.models.speakers import speakers_found
from qualcode.shell.session import Session


class ReportButton(QPushButton):
    """Asks where a report is to be, and writes it beside the window.

    Attributes: beside: what else lies in the folders, in sentences.

    Signals: said(text, kind): it was written, or not, in a sentence; “soft” or “warning”.
    """

    said = Signal(str, str)

    def __init__(
        self, session: Session, files: Callable[[], Sequence[ImportFile]], parent: QWidget
    ) -> None:
        super().__init__(_("Save a &report…"), parent)
        self._session = session
        self._files = files
        self._out = Path()
        self.beside = ""
        self.setAccessibleName(_("Save a report…"))
        self.setToolTip(
            _("One line for each file: what was found, what is doubtful, what can’t be read")
        )
        self.setAutoDefault(False)
        self.clicked.connect(self.ask)

    def ask(self) -> None:
        """Save what was found in each file, what is doubtful, and what can't be read and why."""
        out = ask_target(
            self._session,
            self,
            _("Save a report"),
            name=_("Imported files"),
            filters={suffix: _(name) for suffix, name in imported.FORMATS.items()},
            kind=Kind.REPORTS,
        )
        if out is not None:
            self.save(out)

    def save(self, out: Path) -> None:
        """Write it as things are now."""
        lines = [line_of(file) for file in self._files()]
        job = self._session.start_apart(
            _("Saving the report…"), write_report, lines, out, self.beside
        )
        self._out = out
        # Not by functions of no object: the button may be gone when the file is written.
        job.done.connect(self._written)
        job.failed.connect(self._refuse)

    def _written(self) -> None:
        self.said.emit(_("“{file}” is written.").format(file=self._out.name), "soft")

    def _refuse(self, error: Exception) -> None:
        self.said.emit(str(error), "warning")


def line_of(file: ImportFile) -> FileLine:
    """One file, as it stands in the preview."""
    if file.refusal:
        return FileLine(file.path.name, file.refusal)
    return FileLine(file.path.name, _outcome(file), tuple(_found(file)), tuple(_doubtful(file)))


def _outcome(file: ImportFile) -> str:
    if file.is_waiting:
        return _("Was not read yet")
    if file.fate == LEAVE:
        return _("Is to be left out")
    if file.fate == TAKE_IN and file.earlier:
        return _("Its comments are to be taken into “{title}”").format(title=file.earlier[1])
    if file.fate == CORRECT and file.earlier:
        return _("Is to correct “{title}”").format(title=file.earlier[1])
    return _("Is to be imported")


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
    yield from words_of(file.facts).splitlines()
    if taken := file.removed.taken(file.read) if file.read else {}:
        line = _("{name}: {value}")
        what = (
            line.format(name=_(REMOVAL_NAMES[KINDS[kind]]), value=number)
            for kind, number in taken.items()
        )
        yield _("Taken out: {what}.").format(what=", ".join(what))
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


def write_report(lines: Sequence[FileLine], out: Path, beside: str, *, progress: Progress) -> None:
    """Write it, in a thread."""
    progress(0, 0)
    imported.write(lines, out, beside)
