"""Correcting the text that is shown, in its place: while it is corrected, and how that ends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from qualcode.core import importers
from qualcode.core.changes import Changes
from qualcode.core.collector import collector_paused
from qualcode.core.ids import CodeId, CoderId
from qualcode.core.importers.transcript import Transcript
from qualcode.core.model import Document, Segment
from qualcode.core.model.anchoring import Alignment, align, align_edits
from qualcode.core.model.edit import Edit
from qualcode.core.operations import corrections, drafts
from qualcode.core.operations.correction_plan import CorrectionPlan, plan_alignment
from qualcode.core.project import Project
from qualcode.core.store import codings as codings_store
from qualcode.core.translate import _
from qualcode.shell.dialogs.files import Kind, ask_files
from qualcode.shell.dialogs.question import Question
from qualcode.shell.jobs import Job, Progress
from qualcode.shell.models.text_read import read_text
from qualcode.shell.pages.correcting_view import CorrectingView
from qualcode.shell.pages.parts import Columns
from qualcode.shell.pages.shown import ShownDocument
from qualcode.shell.panels.notice import Notice
from qualcode.shell.panels.painting import current_theme
from qualcode.shell.session import Session

#: ms after which what was written is put aside
_PUT_ASIDE: Final = 8000


class Correction(QObject):
    """The editor in the place of the text, from the first letter until it is kept or discarded.

    Attributes:
        view: the editor and its bar.
        is_keeping: what was written is becoming the document's text.

    Signals:
        changed(): a correction has begun or ended.
    """

    changed = Signal()

    def __init__(
        self,
        session: Session,
        shown: ShownDocument,
        columns: Columns,
        note: Notice,
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._session = session
        self._shown = shown
        self._columns = columns
        self._note = note
        self._page = page
        self._document: Document | None = None
        self._coder_id: CoderId | None = None
        self._looking: Job | None = None
        self._segments: list[Segment] = []
        self._transcript: Transcript | None = None
        self.is_keeping = False
        self.view = CorrectingView(columns.middle)
        columns.add_instead(self.view)
        self._later = QTimer(self, interval=_PUT_ASIDE, singleShot=True)
        self._later.timeout.connect(self.put_aside)
        view = self.view
        view.paused.connect(self._tell)
        view.editor.corrected.connect(self._later.start)
        view.preview_wanted.connect(self._preview)
        view.keep.clicked.connect(lambda _checked=False: self.keep())
        view.discard.clicked.connect(lambda _checked=False: self.discard())
        session.closing.connect(self.leave)
        session.settling.connect(self.put_aside)
        shown.marks_changed.connect(self._marks_changed)

    @property
    def is_active(self) -> bool:
        """Whether a text is being corrected."""
        return self._document is not None

    # Beginning

    def begin(self, document: Document, put_aside: Sequence[Edit]) -> None:
        """Let the text that is shown be corrected, from what was put aside before."""
        self._open(document)
        if put_aside:
            self.view.editor.apply(put_aside)
        self._tell()

    def _open(self, document: Document) -> None:
        assert self._session.project is not None
        reader, editor = self._shown.reader, self.view.editor
        place, selected = reader.place(), reader.selection()
        self._document, self._transcript = document, None
        self._coder_id = self._session.coder_id
        self._segments = codings_store.segments_in(self._session.project.db, document.id)
        self._note.clear()
        text = self._session.project.text(document.id)
        editor.load(text, reader.marks(), reader.text_style, current_theme())
        self.view.preview.setChecked(False)
        self.view.set_working(working=False)
        self._columns.show_instead(self.view)
        self._columns.right.setEnabled(False)
        editor.scroll_top(place.top)
        if selected is not None or place.caret >= place.top:
            start = selected.start if selected else place.caret
            editor.put_caret(start)
        editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    # A corrected file

    def ask_file(self) -> None:
        """Ask for a corrected file, and show the text as it would be."""
        files = ask_files(
            self._session,
            self._page.window(),
            _("Replace by a corrected file"),
            _("Transcripts"),
            importers.SUFFIXES,
            several=False,
            kind=Kind.TRANSCRIPTS,
        )
        if files:
            self.read_file(files[0])

    def read_file(self, path: Path) -> None:
        """Read a corrected file, and show the text as it would be."""
        document = self._shown.document
        if document is None or self._session.project is None:
            return
        text = self._session.project.text(document.id)

        def work(*, progress: Progress) -> tuple[Transcript, list[Edit]]:
            progress(0, 0)
            transcript = importers.read(path)
            alignment = align(text, transcript.text)
            return transcript, _edits_of(alignment)

        job = self._session.start_apart(_("Comparing the texts…"), work)
        job.done.connect(lambda result: self._show_file(document, *result))

    def _show_file(self, compared: Document, transcript: Transcript, edits: list[Edit]) -> None:
        document = self._shown.document
        if document is None or document.id != compared.id or self.is_active:
            return
        if document.text_sha256 != compared.text_sha256:
            self._note.warn(
                _("The text was changed while the file was compared with it. Choose it again.")
            )
        elif not edits:
            self._note.tell(_("The file holds the same text: there is nothing to replace."))
        else:
            self._open(document)
            self._transcript = transcript
            self.view.editor.apply(edits)
            self._tell()
            self.view.preview.setChecked(True)

    # Meanwhile

    def _tell(self) -> None:
        if self._document is None or self.is_keeping:
            return
        edits = self.view.editor.edits()
        alignment = align_edits(self.view.editor.stored, edits)
        touched, lost = self._touched(alignment)
        self.view.say(len(edits), touched, lost)
        if self.view.preview.isChecked():
            self._preview()

    def _touched(self, alignment: Alignment) -> tuple[int, int]:
        """How many passages the corrections touch, and how many lose their words."""
        touched = lost = 0
        for segment in self._segments:
            start, end = segment.start, segment.end
            if start is None or end is None or not alignment.touches(start, end):
                continue
            place = alignment.carry(start, end)
            if place is None:
                lost += 1
            if place is None or alignment.new[place.start : place.end] != segment.quote:
                touched += 1
        return touched, lost

    def _preview(self) -> None:
        if self._document is None:
            return
        edits, document_id = self.view.editor.edits(), self._document.id
        names = {code.id: code.name for code in self._shown.codebook}
        transcript = self._whole_file(edits)
        speeches = transcript.speeches if transcript else None

        def work(project: Project, *, progress: Progress) -> CorrectionPlan:
            progress(0, 0)
            alignment = align_edits(project.text(document_id), edits)
            return plan_alignment(project.db, document_id, alignment, speeches=speeches)

        self._look_no_more()
        job = self._looking = self._session.start_reading(_("Looking at the passages…"), work)
        if job is not None:
            job.done.connect(lambda plan: self._show_plan(job, plan, names))

    def _show_plan(self, job: Job, plan: CorrectionPlan, names: Mapping[CodeId, str]) -> None:
        if job is self._looking:
            self._looking = None
            self.view.show_plan(plan, names)

    def _look_no_more(self) -> None:
        """What is found is of corrections that are no longer these."""
        if self._looking is not None:
            self._looking.cancel()
        self._looking = None

    def _whole_file(self, edits: Sequence[Edit]) -> Transcript | None:
        """The corrected file, if its text is what stands there and nothing was written beside."""
        if self._transcript is None:
            return None
        same = align_edits(self.view.editor.stored, edits).new == self._transcript.text
        return self._transcript if same else None

    def _marks_changed(self) -> None:
        """Somebody's marks have come or gone meanwhile."""
        document = self._document
        if document is None or self.is_keeping or self._session.project is None:
            return
        self._segments = codings_store.segments_in(self._session.project.db, document.id)
        self.view.editor.set_marks(self._shown.reader.marks())
        self._tell()

    # Ending

    def keep(self) -> None:
        """Make it the document's text."""
        document = self._document
        if document is None or self.is_keeping:
            return
        edits = self.view.editor.edits()
        if not edits:
            self.close()
            return
        transcript = self._whole_file(edits)
        document_id, based_on = document.id, document.text_sha256

        shown = self._shown

        def work(project: Project, coder_id: CoderId, *, progress: Progress) -> Changes:
            progress(0, 0)
            if transcript is not None:
                changes = corrections.replace_document(project, coder_id, document_id, transcript)
            else:
                text = align_edits(project.text(document_id), edits).new
                changes = corrections.correct_text(
                    project, coder_id, document_id, text, edits=edits, based_on=based_on
                )
            with collector_paused():
                shown.take_ahead(read_text(project.db, document_id))
            return changes

        self._later.stop()
        self.is_keeping = True
        self._shown.go_after_correction(self.view.editor.top(), self.view.editor.caret())
        job = self._session.start_operation(_("Keeping the corrections…"), work)
        if job is None:
            self.is_keeping = False
            return
        self.view.say_busy(_("Keeping the corrections…"))
        job.done.connect(lambda _changes: self._kept())
        job.over.connect(self._not_kept)

    def _kept(self) -> None:
        self.is_keeping = False
        self.close()

    def _not_kept(self) -> None:
        """It was refused, cancelled or broke: what was written is there still."""
        if self.is_keeping:
            self.is_keeping = False
            self.view.set_working(working=False)
            self._tell()

    def discard(self) -> None:
        """Leave the text as it was."""
        document = self._document
        if document is None or self.is_keeping:
            return
        if self.view.editor.edits() and not Question.ask(
            _("Discard the corrections"),
            _("What you have corrected since you began is lost."),
            _("Discard"),
            self._page.window(),
        ):
            return
        self._session.run(drafts.drop, document.id)
        self.close()

    def put_aside(self) -> None:
        """Save what was written in the project, without making it the text."""
        document, coder_id = self._document, self._coder_id
        if document is not None and coder_id is not None and not self.is_keeping:
            edits = self.view.editor.edits()
            self._save(coder_id, document, edits)

    def _save(self, coder_id: CoderId, document: Document, edits: Sequence[Edit]) -> None:
        """For whoever wrote them, also where somebody else sits at the keyboard by now."""

        def put_aside(project: Project, _at_keyboard: CoderId) -> Changes:
            return drafts.put_aside(project, coder_id, document.id, edits, document.text_sha256)

        self._session.run_soon(put_aside)

    def leave(self) -> None:
        """One goes elsewhere: what was written is put aside."""
        if self._document is not None and not self.is_keeping:
            self.put_aside()
            self.close()

    def follow_text(self, document: Document) -> list[Edit]:
        """The text has become another while it was corrected: what still fits is put aside.
        Returns the corrections that don't."""
        project, coder_id = self._session.project, self._coder_id
        assert project is not None, "a text is corrected of a project that is not open"
        assert coder_id is not None, "nobody corrects the text"
        edits, old = self.view.editor.edits(), self.view.editor.stored
        self.close()
        if not edits:
            return []
        moved = align(old, project.text(document.id))
        lost = [one for one in edits if moved.touches(one.start, one.end)]
        fitting = [
            Edit(moved.place(one.start), moved.place(one.end), one.words)
            for one in edits
            if one not in lost
        ]
        self._save(coder_id, document, fitting)
        return lost

    def _has_keys(self) -> bool:
        focused: QWidget | None = self._page.window().focusWidget()
        return focused is not None and self.view.isAncestorOf(focused)

    def close(self) -> None:
        self._later.stop()
        self._look_no_more()
        self._document, self._transcript, self._segments = None, None, []
        had_keys = self._has_keys()
        self._columns.show_instead(None)
        self._columns.right.setEnabled(True)
        self.view.editor.forget()
        self.view.list.clear()
        if had_keys:
            self._shown.reader.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()


def _edits_of(alignment: Alignment) -> list[Edit]:
    return [
        Edit(change.old_start, change.old_end, alignment.new[change.new_start : change.new_end])
        for change in alignment.changes
    ]
