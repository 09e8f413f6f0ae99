"""The page where one reads and codes: documents, the text, codes, and the passage at the caret."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from qualcode.core.changes import Changes
from qualcode.core.ids import CodeId, DocumentId
from qualcode.core.project import Project
from qualcode.core.store import codes as codes_store
from qualcode.core.store import documents as documents_store
from qualcode.core.translate import _
from qualcode.shell.chosen import Chosen
from qualcode.shell.commands.codebook import CodebookCommands
from qualcode.shell.commands.coding import CodingCommands
from qualcode.shell.commands.copying import CopyCommand
from qualcode.shell.commands.documents import DocumentCommands
from qualcode.shell.models.codebook import Codebook
from qualcode.shell.overrides import called_by_qt
from qualcode.shell.pages.arriving import Arriving
from qualcode.shell.pages.beside import Beside
from qualcode.shell.pages.choosing import Choosing
from qualcode.shell.pages.correcting import Correcting
from qualcode.shell.pages.counting import Counting, Numbers, touched
from qualcode.shell.pages.eye import Eye
from qualcode.shell.pages.find_in_text import FindInText
from qualcode.shell.pages.headings import Headings
from qualcode.shell.pages.memo_signs import MemoSigns
from qualcode.shell.pages.part_keys import PartKeys, subject_with_keys
from qualcode.shell.pages.parts import Columns
from qualcode.shell.pages.reading_state import bring_back, state_of
from qualcode.shell.pages.shown import ShownDocument
from qualcode.shell.pages.sides import Sides
from qualcode.shell.pages.text_sizes import TextSizes
from qualcode.shell.pages.view_choices import ViewChoices
from qualcode.shell.pages.which_marks import WhichMarks
from qualcode.shell.panels.evaluators import EvaluatorsBar, EvaluatorsMenu
from qualcode.shell.panels.painting import current_theme
from qualcode.shell.session import Session

#: how much of a text more marks than these cover takes too long to add up at every step
_MANY_MARKS: Final = 2000
#: ms after the page has come into view, when one has begun to read
_IDLE: Final = 6000


class ReadAndCodePage(QWidget):
    """Puts the parts together and keeps them in step with the session.

    Attributes:
        documents, reader, codes, passage: the parts.
        coding, codebook, document_commands: what can be done.
        sides: which of the parts beside the text are shown.
        beside: what the passage panel shows, and what is done there.
        find_in_text: finding in the text that is shown.
        choosing: the palette, and what is done with the code chosen in it.
        which: whose marks are shown.

    Signals:
        import_wanted(): the button on the empty list of documents.
        document_changed(): another document is shown, or none.
        drawer_wanted(key, words): words are to be found everywhere.
        memo_wanted(), memo_on_coding(coding_id), memo_opened(memo_id): a memo is to be written, or
            read, in its drawer.
    """

    import_wanted = Signal()
    document_changed = Signal()
    drawer_wanted = Signal(str, str)
    memo_wanted = Signal()
    memo_on_coding = Signal(str)
    memo_opened = Signal(str)

    def __init__(
        self, session: Session, chosen: Chosen | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self.chosen = chosen or Chosen(session, self)
        self._of: tuple[Project | None, object] = (None, None)
        self.setAccessibleName(_("Read and code"))
        self.setProperty("kind", "ground")
        self.evaluators = EvaluatorsMenu(self)
        self._evaluators_bar = EvaluatorsBar(self.evaluators, self)
        self.columns = Columns(self._evaluators_bar, self)
        self.documents, self.reader = self.columns.documents, self.columns.reader
        self.codes, self.passage = self.columns.codes, self.columns.passage
        self.shown = ShownDocument(session, self.reader, self)
        self._arriving = Arriving(session, self.shown, self.show_passage, self)
        self.counting = Counting(session, self)
        self.coding = CodingCommands(session, self.shown, self.codes.model, self)
        self.codebook = CodebookCommands(session, self.codes, self)
        self.document_commands = DocumentCommands(session, self.documents, self)
        MemoSigns(session, self.codes.model, self.documents.model, self)
        self.beside = Beside(session, self.shown, self.coding, self.passage, self, self.chosen)
        self.choosing = Choosing(session, self.shown, self.coding, self.codebook, self)
        self.copying = CopyCommand(session, self.shown, self.codes, self.choosing, self)
        self.codebook.further.append(self.copying.copy)
        self.find_in_text = FindInText(self.shown, self)
        self.correcting = Correcting(session, self.shown, self.columns, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.columns)
        self.which = WhichMarks(
            session, self.shown, self.codes, self.evaluators, self._evaluators_bar, self
        )
        self._headings = Headings(self.shown, self.columns.outline, self)
        self.setFocusProxy(self.reader)
        self._keys = PartKeys(self.columns, self.open_palette, self)
        self.sides = Sides(self.columns, self)
        self.beside.room_wanted.connect(self.sides.show_right)
        self._sizes = TextSizes(session, self.reader)
        self._make_view_actions()
        self._connect_parts()
        self._connect_session()
        self._settings_changed()
        self._opened()

    # Building

    def _make_view_actions(self) -> None:
        which = self.which
        self.views = ViewChoices(
            self._sizes,
            self,
            show_alone=which.show_alone,
            show_by_evaluator=which.show_by_evaluator,
        )
        which.follow(self.views)
        self._evaluators_bar.add(self.views.button)

    def _connect_parts(self) -> None:
        reader, coding, codebook = self.reader, self.coding, self.codebook
        self.documents.chosen.connect(self.show_document)
        self.documents.entered.connect(lambda _id: reader.setFocus())
        self.documents.import_wanted.connect(self.import_wanted)
        self.columns.import_wanted.connect(self.import_wanted)
        self.document_commands.wanted.connect(self.show_document)
        reader.selection_changed.connect(self.beside.refresh)
        reader.mark_activated.connect(lambda _keys, _position: self.beside.refresh())
        reader.context_menu_wanted.connect(coding.show_menu)
        reader.codes_dropped.connect(coding.tag_span)
        reader.resize_wanted.connect(coding.resize)
        self.shown.shown.connect(self._document_shown)
        self.shown.marks_changed.connect(self._marks_changed)
        self.codes.entered.connect(self._code_entered)
        self.codes.current_changed.connect(lambda: self.beside.show_code(self.codes.current()))
        self.beside.memo_wanted.connect(self.memo_wanted)
        self.beside.memo_on_coding.connect(self.memo_on_coding)
        self.beside.memo_opened.connect(self.memo_opened)
        self.codes.model.tag_wanted.connect(lambda code_id: coding.tag_with([code_id]))
        codebook.tag_wanted.connect(lambda code_id: coding.tag_with([code_id]))
        codebook.next_wanted.connect(lambda code_id, back: self.next_passage(code_id, back=back))
        codebook.keys_changed.connect(lambda: setattr(coding, "keys", codebook.keys))
        coding.comment_wanted.connect(self.edit_comment)
        self.counting.counted.connect(self._counted)
        finding = self.find_in_text
        finding.everywhere_wanted.connect(lambda words: self.drawer_wanted.emit("find", words))
        finding.place_wanted.connect(self.show_passage)
        self.passage.add_wanted.connect(lambda: self.open_palette(""))
        self.passage.done.connect(reader.setFocus)

    def _connect_session(self) -> None:
        self._session.opened.connect(self._opened)
        self._session.closing.connect(self.passage.write_out)
        self._session.changed.connect(self._changed)
        self._session.busy_changed.connect(self._refresh)
        self._session.settings_changed.connect(self._settings_changed)

    def menu_actions(self) -> dict[str, list[QAction | QMenu | None]]:
        """What the menu bar shows of this page; None is a separator."""
        view: list[QAction | QMenu | None] = [
            self.evaluators.menuAction(),
            *self.views.actions(),
            None,
            *self.coding.marking.actions,
            None,
            *self.sides.actions,
            self.beside.inspect,
            self.beside.define,
            None,
            *self._keys.actions,
        ]
        return {
            "document": [*self.document_commands.menu(), None, *self.correcting.menu()],
            "code": [*self.codebook.menu()],
            "passage": self.coding.menu(),
            "edit": [*self.find_in_text.actions],
            "view": view,
        }

    # In step with the project

    def _opened(self) -> None:
        """Show the project that is open now, if it isn't the one that is shown."""
        project = self._session.project
        if self._of == (project, self._session.coder_id):
            return
        is_same = project is self._of[0]
        current = self.current_document() if is_same else None
        self._of = (project, self._session.coder_id)
        self.choosing.palette.close_palette()
        codebook, documents = Codebook(), []
        if project is not None:
            codebook = Codebook.of(codes_store.all_codes(project.db))
            documents = documents_store.all_documents(project.db)
        if project is None or current is None:
            self.coding.recent = []
            self.codes.filter.clear()
        self.shown.open(codebook)
        self.codes.set_codebook(codebook)
        if is_same:
            self.codebook.refresh_keys()
        else:
            self.codebook.set_keys(None)
        self.documents.set_documents(documents)
        self.which.show_coders()
        self.counting.start_over()
        ids = self.documents.model.ordered
        self.show_document(current if current in ids else next(iter(ids), None))
        self._refresh()

    def _changed(self, changes: Changes) -> None:
        """Read anew what an operation has changed, and bring the eye there if it was undone."""
        project = self._session.project
        if project is None:
            return
        old = new = self.codes.model.codebook
        if changes.touches("codes"):
            new = Codebook.of(codes_store.all_codes(project.db))
        eye = Eye(changes, self.shown)
        shown = self.current_document()
        wanted = touched(project.db, changes, self.shown.marks, (old, new), shown)
        if new is not old:
            self.codes.set_codebook(new)
            self.codebook.refresh_keys()
        self.shown.prepare(changes, new)
        if changes.touches("documents"):
            self._documents_changed(changes)
        if self.current_document() == shown:  # another one has been read just now
            self.shown.follow(changes, old)
        if new is not old:
            self.which.show_alone()
        if changes.touches("coders"):
            self.which.show_coders()
        self.counting.count(wanted)
        if place := eye.place(project.db, self.documents.model.ordered):
            self._arriving.bring(changes, *place)
        self._refresh()

    def _documents_changed(self, changes: Changes) -> None:
        assert self._session.project is not None
        current = self.current_document()
        ordered = self.documents.model.ordered
        self.documents.set_documents(documents_store.all_documents(self._session.project.db))
        now = self.documents.model.ordered
        if current is not None and current not in now:
            place = min(ordered.index(current), len(now) - 1)
            self.show_document(now[place] if now else None)
        new = [document_id for document_id in now if document_id not in ordered]
        if new and (current is None or changes.operation == "import_documents"):
            self._arriving.bring(changes, new[0])

    def _counted(self, numbers: Numbers) -> None:
        self.codes.set_counts(numbers.codes, whole=numbers.whole)
        if numbers.documents is not None:
            self.documents.set_passages(numbers.documents, numbers.covered)

    def _marks_changed(self) -> None:
        document_id = self.current_document()
        if document_id is not None:
            marks = self.shown.marks
            covered = marks.covered() if len(marks) < _MANY_MARKS else None
            self.documents.model.set_passages_of(document_id, marks.passages, covered)
        self.beside.refresh()

    def _settings_changed(self) -> None:
        self._sizes.follow()
        self.sides.fit()
        self._refresh()

    @called_by_qt
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "columns"):
            self.reader.set_theme(current_theme())
            self.which.show_coders()

    def _refresh(self) -> None:
        """What can be done now, and what is at the caret."""
        session = self._session
        why_not = session.why_not
        self.documents.set_writable(session.can_write, why_not)
        self.columns.import_button.setEnabled(session.can_write)
        self.codes.set_writable(session.can_write, why_not)
        self.codebook.refresh()
        self.copying.refresh()
        self.document_commands.refresh()
        self.correcting.refresh()
        self.beside.refresh()

    # Documents and passages

    def current_document(self) -> DocumentId | None:
        """The document that is shown."""
        return self.shown.document.id if self.shown.document else None

    def show_document(self, document_id: str | None) -> None:
        """Show a document where it was left."""
        self.passage.write_out()
        document = self.documents.model.get(DocumentId(document_id)) if document_id else None
        if document is not None and document.id == self.current_document():
            return
        self.choosing.palette.close_palette()
        self.correcting.leave()
        self.shown.show(document)

    def _document_shown(self) -> None:
        self.columns.show_text(shows=self.shown.document is not None)
        self._evaluators_bar.setVisible(self.shown.document is not None)
        self.beside.choose(None)
        self.correcting.offer()
        self.documents.set_current(self.current_document())
        self.document_commands.refresh()
        self.beside.refresh()
        self.document_changed.emit()

    def came(self) -> None:
        """This comes into view again: what was chosen meanwhile elsewhere is shown here."""
        chosen = self.chosen
        document, span, code = chosen.document_id, chosen.span, chosen.code_id
        if document is not None and document in self.documents.model.ordered:
            self.show_document(document)
            if span is not None and self.shown.target() != span:
                self.shown.show_place(*span)
        if code is not None and code != self.codes.current():
            self.codes.set_current(code)
        QTimer.singleShot(_IDLE, self.coding.edges, self.coding.edges.warm)

    def show_passage(self, document_id: DocumentId, start: int, end: int) -> None:
        """Show a document with a passage of it in view."""
        self.show_document(document_id)
        if self.current_document() == document_id and start < end:
            self.shown.show_place(start, end)
            self.find_in_text.lift(start, end)

    def next_passage(self, code_id: str, *, back: bool = False) -> None:
        """Show the next passage in this text of a code, or of those under it."""
        codes = self.codes.model.codebook.subtree([CodeId(code_id)])
        key = self.shown.next_with_code(codes, back=back)
        marks = self.shown.codings_of(key) if key else []
        if not marks:
            return
        segment = marks[0].segment
        self.shown.show_place(segment.start or 0, segment.end or 0)
        self.reader.lift(key)
        self.beside.refresh()

    def _code_entered(self, code_id: str) -> None:
        """Enter on a code tags what is selected, or else shows the code's next passage."""
        if self.reader.selection() is not None:
            self.coding.tag_with([code_id])
        else:
            self.next_passage(code_id)

    def edit_comment(self) -> None:
        """Let the comment of the current coding be written."""
        self.sides.show_right()
        self.passage.comment.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def memo_subject(self) -> tuple[str, str] | None:
        """What a memo would be about: the code or document whose list has the keys, or else what
        is chosen in the text (then None)."""
        return subject_with_keys(self.codes, self.documents, self.current_document())

    # Keys

    def open_palette(self, letters: str = "") -> None:
        """Bring the palette up by what is marked."""
        self.choosing.ask_tag(letters)

    # Parts and places

    def next_part(self, step: int) -> None:
        """Let the next part of the page have the keys."""
        self._keys.go(step)

    def state(self) -> dict[str, Any]:
        """How the page was left, for `restore_state`. It holds no word of a text."""
        return state_of(self)

    def restore_state(self, state: dict[str, Any]) -> None:
        """Go back to how the page was left. What is no longer there is passed over."""
        self._opened()
        bring_back(self, state)
        self._refresh()
