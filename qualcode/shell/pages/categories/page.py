"""The page of categories: the codes, the chosen one's passages, and each in its text; or the
codebook as a form over all codes."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from qualcode.core.analysis.found import Found
from qualcode.core.changes import Changes
from qualcode.core.ids import CodeId
from qualcode.core.model.span import Span
from qualcode.core.operations import codes as code_operations
from qualcode.core.store import codes as codes_store
from qualcode.core.translate import _
from qualcode.shell.chosen import Chosen
from qualcode.shell.commands.codebook import CodebookCommands
from qualcode.shell.handing_on import HandsKeysOn
from qualcode.shell.models.codebook import Codebook
from qualcode.shell.models.document_marks import DocumentMarks
from qualcode.shell.overrides import called_by_qt
from qualcode.shell.pages.categories.codebook_part import CodebookPart
from qualcode.shell.pages.categories.columns import Columns
from qualcode.shell.pages.categories.commands import PassageCommands, fields_of
from qualcode.shell.pages.categories.context import Context
from qualcode.shell.pages.categories.passages import PassagesPart
from qualcode.shell.pages.counting import Counting, Numbers, touched
from qualcode.shell.panels.codes import CodesPanel
from qualcode.shell.panels.painting import current_theme
from qualcode.shell.session import Session

READ: Final = "read"


class CategoriesPage(QWidget):
    """Puts the parts together and keeps them in step with the session and with what is chosen.

    Attributes:
        codes, passages, context, columns: the parts.
        code_commands, passage_commands: what can be done.

    Signals:
        passage_wanted(document_id, start, end): a place is to be shown where one reads and codes.
        page_wanted(key): another page is.
    """

    passage_wanted = Signal(str, int, int)
    page_wanted = Signal(str)

    def __init__(self, session: Session, chosen: Chosen, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._chosen = chosen
        self._of: tuple[object, object] = (None, None)
        self._following = self._has_missed = False
        self.setProperty("kind", "ground")
        self.setAccessibleName(_("Categories"))
        self.codes = CodesPanel(self)
        self.passages = PassagesPart(session, self.codes.model, self)
        self.context = Context(session, self)
        self.code_commands = CodebookCommands(session, self.codes, self)
        self.passage_commands = PassageCommands(session, self.passages, self.codes.model, self)
        self.counting = Counting(session, self)
        self.columns = Columns(self.codes, self.passages, self._make_form, self.context, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.columns)
        HandsKeysOn(self, self.columns)
        self._menus = self._make_menus()
        self._connect()
        self._opened()

    # Building

    def _make_menus(self) -> dict[str, list[QAction | QMenu | None]]:
        commands = self.code_commands
        not_here = (commands.tag, commands.key_menu.menuAction())  # they are for words in a text
        code = [item for item in commands.menu() if item not in not_here]
        return {
            "code": list(code),
            "passage": self.passage_commands.menu(),
            "view": self.columns.actions_for_view,
        }

    def menu_actions(self) -> dict[str, list[QAction | QMenu | None]]:
        """What the menu bar shows of this page; None is a separator."""
        return self._menus

    def _connect(self) -> None:
        session = self._session
        session.opened.connect(self._opened)
        session.closing.connect(self._write_out)
        session.changed.connect(self._changed)
        session.busy_changed.connect(self._refresh)
        session.settings_changed.connect(self._settings_changed)
        self._chosen.changed.connect(self._follow_chosen)
        self.counting.counted.connect(self._counted)
        self.columns.tab_changed.connect(self._tab_changed)
        self.codes.current_changed.connect(self._code_chosen)
        self.codes.entered.connect(lambda _code_id: self.columns.show_passages())
        self.code_commands.next_wanted.connect(self._next_passage)
        passages = self.passages
        passages.current_changed.connect(self._passage_chosen)
        passages.view.selectionModel().selectionChanged.connect(lambda *_all: self._refresh())
        passages.opened.connect(self._open)
        passages.renamed.connect(self._rename)
        passages.defined.connect(self._define)
        passages.first_step.connect(lambda: self.page_wanted.emit(READ))
        self.passage_commands.comment_wanted.connect(self._edit_comment)
        self.context.comment_written.connect(self._keep_comment)
        self.context.done.connect(passages.view.setFocus)

    @property
    def codebook(self) -> CodebookPart:
        """The codebook as a form; made when it is first asked for."""
        return self.columns.codebook

    def _make_form(self) -> CodebookPart:
        form = CodebookPart(self._session, self)
        form.set_codebook(self.codes.model.codebook)
        form.set_counts(self.codes.model.count_of)
        form.set_writable(self._session.can_write)
        form.code_chosen.connect(lambda code_id: self.codes.set_current(CodeId(code_id)))
        return form

    # In step with the project

    def _opened(self) -> None:
        """Show the project that is open now, if it isn't the one that is shown."""
        project = self._session.project
        if self._of == (project, self._session.coder_id):
            return
        same = self._of[0] is project
        self._has_missed = False
        self._of = (project, self._session.coder_id)
        self.passage_commands.palette.close_palette()
        self.passages.terms.palette.close_palette()
        codebook = Codebook()
        if project is not None:
            codebook = Codebook.of(codes_store.all_codes(project.db))
        if not same:
            self.codes.filter.clear()
            self.context.forget()
            self.passages.open(codebook)
        self.codes.set_codebook(codebook)
        if form := self.columns.form:
            form.set_codebook(codebook)
        self.counting.start_over()
        if not same:
            self._choose_first()
        self._refresh()

    def _choose_first(self) -> None:
        """The code that is chosen elsewhere, or else the first."""
        codebook = self.codes.model.codebook
        code_id = self._chosen.code_id
        first = code_id if code_id in codebook else next(iter(codebook.codes), None)
        self._following = True
        self.codes.set_current(first)
        self._following = False
        self.passages.show_code(self.codes.current())

    def _changed(self, changes: Changes) -> None:
        """Read anew what an operation has changed; while the page is not seen, when it is."""
        project = self._session.project
        if project is None:
            return
        if not self.isVisible():
            self._has_missed = True
            return
        old = new = self.codes.model.codebook
        if changes.touches("codes"):
            new = Codebook.of(codes_store.all_codes(project.db))
        wanted = touched(project.db, changes, DocumentMarks(), (old, new), None)
        if new is not old:
            self._following = True
            self.codes.set_codebook(new)
            self._following = False
            if form := self.columns.form:
                form.set_codebook(new)
        self.passages.follow(changes, new)
        self._set_ground()
        self.context.follow(changes)
        self.counting.count(wanted)
        if self.codes.current() != self.passages.asking.code_id:
            self._code_chosen()
        self._refresh()

    def _catch_up(self) -> None:
        """Things have changed while the page was not seen."""
        self._has_missed = False
        project = self._session.project
        if project is None:
            return
        codebook = Codebook.of(codes_store.all_codes(project.db))
        self._following = True
        self.codes.set_codebook(codebook)
        self._following = False
        if form := self.columns.form:
            form.set_codebook(codebook)
        self.passages.read_anew(codebook)
        self.context.forget()
        self.counting.start_over()
        if self.codes.current() != self.passages.asking.code_id:
            self._code_chosen()
        self._passage_chosen()
        self._refresh()

    def _counted(self, numbers: Numbers) -> None:
        self.codes.set_counts(numbers.codes, whole=numbers.whole)
        if form := self.columns.form:
            form.set_counts(self.codes.model.count_of)

    def _refresh(self) -> None:
        """What can be done now."""
        self.codes.set_writable(self._session.can_write, self._session.why_not)
        if form := self.columns.form:
            form.set_writable(self._session.can_write)
        self.code_commands.refresh()
        self.passages.refresh()
        self.passage_commands.refresh()

    def _settings_changed(self) -> None:
        self.context.sizes.follow()
        self._refresh()

    @called_by_qt
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "columns"):
            self.context.reader.set_theme(current_theme())
            self.passages.dress()
            if form := self.columns.form:
                form.dress()

    def _write_out(self) -> None:
        """Keep what is being written."""
        self.passages.head.definition.write_out()
        self.context.comment.write_out()

    # In step with what is chosen

    def came(self) -> None:
        """The page has come into view."""
        if self._has_missed:
            self._catch_up()
        self._follow_chosen()
        if self._chosen.code_id is None:
            self._chosen.choose_code(self.codes.current())
        if self._chosen.span is None:
            self._passage_chosen()

    @called_by_qt
    def showEvent(self, event: QShowEvent) -> None:
        """Also where nobody says that the page has come."""
        super().showEvent(event)
        if self._has_missed:
            self._catch_up()

    def _follow_chosen(self) -> None:
        """Show what was chosen elsewhere."""
        if self._following or not self.isVisible():
            return
        self._following = True
        code_id = self._chosen.code_id
        if code_id is not None and code_id != self.codes.current():
            self.codes.set_current(code_id)
            self.passages.show_code(self.codes.current())
        self.passages.choose_passage(self._chosen.document_id, self._chosen.segment_id)
        self._following = False

    def _code_chosen(self) -> None:
        code_id = self.codes.current()
        if self._following:
            return
        self._following = True
        self.passages.show_code(code_id)
        if form := self.columns.form:
            form.choose(code_id)
        if code_id is not None:
            self._chosen.choose_code(code_id)
        self._following = False

    def _set_ground(self) -> None:
        passages = self.passages
        self.context.set_ground(
            passages.reading.material, self.codes.model.codebook, passages.subtree()
        )

    def _passage_chosen(self) -> None:
        """Another card is the current one."""
        found = self.passages.current()
        self._set_ground()
        self.context.show_passage(found)
        self.passage_commands.refresh()
        if found is not None and self.isVisible():
            before, self._following = self._following, True
            own = self.passages.own_marks([found])
            mark = next(mark for mark in found.marks if mark.coding_id == own[0])
            self._chosen.choose_span(
                found.document_id, Span(found.start, found.end), mark.segment_id
            )
            self._following = before

    # Doing

    def _open(self, found: Found) -> None:
        self.passage_wanted.emit(found.document_id, found.start, found.end)

    def _next_passage(self, _code_id: str, back: bool) -> None:
        self.passages.view.step(-1 if back else 1)

    def _rename(self, name: str) -> None:
        code_id = self.passages.asking.code_id
        if code_id is not None:
            self._session.run_soon(code_operations.rename_code, code_id, name)
            self._refresh()

    def _define(self, code_id: str, text: str) -> None:
        code = self.codes.model.codebook.codes.get(CodeId(code_id))
        if code is not None:
            fields = {**fields_of(code, code.example), "definition": text}
            if self._session.run(code_operations.describe_code, code.id, **fields) is None:
                self.passages.head.definition.put_back(code_id, text)

    def _edit_comment(self) -> None:
        self.columns.show_context()
        self.context.settle()
        self.context.comment.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _keep_comment(self, coding_id: str, text: str) -> None:
        if not self.passage_commands.write_comment(coding_id, text):
            self.context.comment.put_back(coding_id, text)

    # Places

    def _tab_changed(self) -> None:
        if self.columns.shows_codebook:
            self.codebook.choose(self.codes.current())
        self._refresh()

    def state(self) -> dict[str, Any]:
        """How the page was left, for `restore_state`. It holds no word of a text."""
        return {
            "asked": self.passages.state(),
            "columns": self.columns.state(),
            "collapsed": self.codes.collapsed(),
        }

    def restore_state(self, state: dict[str, Any]) -> None:
        """Go back to how the page was left. What is no longer there is passed over."""
        self._opened()
        self.codes.set_collapsed([CodeId(one) for one in state.get("collapsed") or ()])
        self.passages.restore(state.get("asked"))
        self._following = True
        self.codes.set_current(self.passages.asking.code_id)
        self._following = False
        if self.passages.asking.code_id is None:
            self._choose_first()
        columns = state.get("columns")
        self.columns.restore(columns if isinstance(columns, dict) else {})
