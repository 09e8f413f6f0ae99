"""The chosen passage in its text, beside the list, and the comment on it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget
from sqlite_utils import Database

from qualcode.core.analysis.found import Found
from qualcode.core.analysis.material import Material
from qualcode.core.changes import Changes
from qualcode.core.ids import CodeId, CoderId, DocumentId
from qualcode.core.store import codings as codings_store
from qualcode.core.store import documents as documents_store
from qualcode.core.translate import _
from qualcode.shell.models.codebook import Codebook
from qualcode.shell.models.document_marks import DocumentMarks, key_of
from qualcode.shell.models.who_speaks import WhoSpeaks
from qualcode.shell.overrides import called_by_qt
from qualcode.shell.pages.text_sizes import TextSizes
from qualcode.shell.panels.note_field import NoteField
from qualcode.shell.panels.painting import current_theme, px
from qualcode.shell.session import Session
from qualcode.shell.text.reader import Reader
from qualcode.shell.text.views import MarkView, TurnView

#: while an arrow is held down, texts are not read one after the other, in ms
_CALM: Final = 60
#: characters; a longer text is always shown in a moment of its own
_LONG: Final = 100_000


class Context(QFrame):
    """Signals:
    comment_written(coding_id, text)
    done(): the keys belong to the list again.
    """

    comment_written = Signal(str, str)
    done = Signal()

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self.setProperty("kind", "ground")
        self.setAccessibleName(_("Context"))
        self.reader = Reader(self, theme=current_theme())
        self.reader.set_resizable(resizable=False)
        self.reader.viewport().setAcceptDrops(False)
        self.sizes = TextSizes(session, self.reader)
        self._marks = DocumentMarks()
        self._found: Found | None = None
        self._codebook = Codebook()
        self._clear: frozenset[CodeId] = frozenset()
        self._material: Material | None = None
        self._document: DocumentId | None = None
        self._later = QTimer(self, interval=_CALM, singleShot=True)
        self._later.timeout.connect(self._show_now)
        self._fitting = QTimer(self, interval=0, singleShot=True)
        self._fitting.timeout.connect(self._point_out)
        self._hint = QLabel(_("The passage that is chosen stands here in its text."), self)
        self._hint.setProperty("kind", "soft")
        self._hint.setWordWrap(True)
        self._hint.setMargin(px(24))
        self.comment = NoteField(_("Write a comment"), self)
        self.comment.setAccessibleName(_("Comment"))
        self.comment.written.connect(self.comment_written)
        self.comment.done.connect(self.done)
        self._note = QLabel(self)
        self._note.setProperty("kind", "label")
        self._note.setWordWrap(True)
        self._below = self._make_below()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._hint)
        column.addWidget(self.reader, 1)
        column.addStretch(0)
        column.addWidget(self._below)
        self.show_passage(None)

    def _make_below(self) -> QWidget:
        below = QFrame(self)
        column = QVBoxLayout(below)
        column.setContentsMargins(px(24), px(8), px(24), px(14))
        column.setSpacing(px(3))
        label = QLabel(_("Comment"), below)
        label.setProperty("kind", "label")
        label.setBuddy(self.comment)
        column.addWidget(label)
        column.addWidget(self.comment)
        column.addWidget(self._note)
        return below

    @property
    def _db(self) -> Database:
        project = self._session.project
        assert project is not None, "a passage is shown of a project that is not open"
        return project.db

    # What is shown

    def set_ground(
        self, material: Material | None, codebook: Codebook, clear: Collection[CodeId]
    ) -> None:
        """The material, the codes, and those of them whose marks stand out."""
        same = self._codebook is codebook and self._clear == frozenset(clear)
        self._material, self._codebook, self._clear = material, codebook, frozenset(clear)
        if not same and self._document is not None:
            self.reader.set_marks(self._views(self._marks.keys))
            self._point_out()

    def show_passage(self, found: Found | None) -> None:
        """Show a passage where it stands; another document when the keys have come to rest."""
        self._found = found
        self._later.stop()
        if found is None or self._can_show_soon(found.document_id):
            self._show_now()
        else:
            self._later.start()

    def _can_show_soon(self, document_id: DocumentId) -> bool:
        if self._document is not None:
            return document_id == self._document
        document = self._material.documents.get(document_id) if self._material else None
        return document is None or document.characters <= _LONG

    def _show_now(self) -> None:
        found = self._found
        self._hint.setVisible(found is None)
        self.reader.setVisible(found is not None)
        self._show_comment()
        if found is None or self._material is None or self._session.project is None:
            self._document = None
            return
        if found.document_id not in self._material.documents:
            return
        if found.document_id != self._document:
            self._read(found.document_id)
        self._point_out()

    @called_by_qt
    def resizeEvent(self, event: QResizeEvent) -> None:
        """A passage that had just come into view stays there."""
        super().resizeEvent(event)
        self._fitting.start()

    def settle(self) -> None:
        """Show now what would be shown in a moment."""
        if self._later.isActive():
            self._later.stop()
            self._show_now()

    def _read(self, document_id: DocumentId) -> None:
        assert self._material is not None
        self._document = document_id
        text = documents_store.text(self._db, document_id)
        self._marks.load(codings_store.marks_in(self._db, document_id))
        title = self._material.documents[document_id].title
        subtitle = _("the passage in its context")
        self.reader.show_text(document_id, title, subtitle, text, self._turns(document_id))
        self.reader.set_marks(self._views(self._marks.keys))

    def _turns(self, document_id: DocumentId) -> list[TurnView]:
        assert self._material is not None
        persons = {one.id: (one.kind, one.pseudonym) for one in self._material.persons.values()}
        in_survey = self._material.documents[document_id].kind == "survey"
        turns = documents_store.spoken(self._db, document_id)
        return WhoSpeaks(turns, persons, in_survey).views()

    def _views(self, keys: Iterable[str]) -> list[MarkView]:
        coders = self._material.coders if self._material is not None else {}
        views = self._marks.views(keys, self._codebook, coders, own=self._session.coder_id)
        return [view if view.code_id in self._clear else view._replace(dim=True) for view in views]

    def _point_out(self) -> None:
        """Lift the mark that the passage is; select its words where it is none, or several."""
        found = self._found
        if found is None or found.document_id != self._document:
            return
        marks = (self._marks.coding(mark.coding_id) for mark in found.marks)
        keys = [
            key_of(mark)
            for mark in marks
            if mark is not None and (mark.segment.start, mark.segment.end) == found[1:3]
        ]
        if keys:
            self.reader.set_caret(found.start)
            self.reader.lift(keys[0])
        else:
            self.reader.select(found.start, found.end)
        self.reader.scroll_to(found.start, found.end)

    # Comment

    def _show_comment(self) -> None:
        """That on one's own coding, or else the first; of the code whose list it is, if any."""
        found, project = self._found, self._session.project
        self._below.setVisible(found is not None)
        if found is None or project is None:
            self.comment.show_note("", "", editable=False)
            return
        own: CoderId | None = self._session.coder_id
        ordered = sorted(
            found.marks,
            key=lambda mark: (mark.code_id not in self._clear, mark.coder_id != own),
        )
        coding = next(
            (mark.coding for mark in codings_store.marks(project.db, [ordered[0].coding_id])), None
        )
        if coding is None:
            self.comment.show_note("", "", editable=False)
            return
        mine = coding.coder_id == own and self._session.can_write
        self.comment.show_note(coding.id, coding.comment, editable=mine)
        coder = self._material.coders.get(coding.coder_id) if self._material else None
        others = coding.coder_id != own and coder is not None
        self._note.setVisible(others)
        self._note.setText(
            _("Marked by {evaluator}, who alone writes here.").format(
                evaluator=coder.name if coder else ""
            )
        )

    # In step

    def follow(self, changes: Changes) -> None:
        """Show what an operation has changed in the text that is shown."""
        document_id = self._document
        if document_id is None or self._session.project is None or self._material is None:
            return
        if document_id in changes.removed.get("documents", ()):
            self._document = None
            self.reader.show_text("", "", "", "")
            return
        if changes.touches("turns", "persons", "coders", "documents", "texts"):
            self._document = None
            self.show_passage(self._found)
        elif changes.touches("codings", "segments"):
            keys = self._marks.apply(self._db, document_id, changes)
            views = self._views(keys)
            self.reader.remove_marks(set(keys) - {view.key for view in views})
            self.reader.add_marks(views)
        self._show_comment()

    def forget(self) -> None:
        """Another project is open, or none."""
        self._later.stop()
        self._found = self._document = None
        self._marks.clear()
        self.reader.show_text("", "", "", "")
        self._show_now()
