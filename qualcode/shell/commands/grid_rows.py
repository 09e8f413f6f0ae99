"""What is done beside the cells of the grid: attributes, cases, sheets in and out."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from qualcode.core.analysis.grid import Column
from qualcode.core.ids import CaseId, DocumentId, PersonId
from qualcode.core.model.document import DONE
from qualcode.core.operations.attributes import delete_attributes
from qualcode.core.operations.cases import CaseDetails, create_case, delete_cases
from qualcode.core.operations.grid import ATTRIBUTE, STATE
from qualcode.core.operations.names import free_title
from qualcode.core.operations.readings import set_reading
from qualcode.core.translate import _, ngettext
from qualcode.shell.commands.actions import action, enable
from qualcode.shell.dialogs.question import Question
from qualcode.shell.models.grid_words import delete_words
from qualcode.shell.panels.grid_panel import GridPanel
from qualcode.shell.session import Session

if TYPE_CHECKING:
    from qualcode.shell.pages.documents_grid import DocumentsPage


class RowCommands(QObject):
    """Attributes: new_attribute, edit_attribute, delete_attribute, new_case, delete_case, belongs,
    from_sheet, export, filter, open, done: the actions."""

    def __init__(self, session: Session, page: DocumentsPage) -> None:
        super().__init__(page)
        self._session = session
        self._page = page
        self._make_actions()
        for grid in page.grids.values():
            grid.attribute_wanted.connect(self._edit_attribute)
            grid.delete_wanted.connect(self._delete_attribute)
        page.grids["documents"].row_actions = [self.open, self.done]
        page.grids["persons"].row_actions = [self.belongs]
        page.grids["cases"].row_actions = [self.delete_case]

    def _make_actions(self) -> None:
        self.new_attribute = self._action(
            _("New &attribute…"),
            lambda: self._edit_attribute(None),
            _("A column of your own, such as age or municipality"),
        )
        self.edit_attribute = self._action(
            _("About the attri&bute…"),
            lambda: self._edit_attribute(self._grid.current_column()),
            _("Name, kind and choices of the column one is in"),
        )
        self.delete_attribute = self._action(
            _("Delete the attrib&ute…"),
            self._delete_current,
            _("Delete the column one is in, with all that stands in it"),
        )
        self.new_case = self._action(
            _("New &case"), self.make_case, _("A unit that you compare, with a row of its own")
        )
        self.belongs = self._action(
            _("Where they belon&g…"),
            self.ask_belongs,
            _("Organisations, roles, places and cases of the person"),
        )
        self.from_sheet = self._action(
            _("From a s&heet…"),
            self.ask_sheet,
            _("Take in attributes from Excel, CSV or JSON, with a row for each"),
        )
        self.export = self._action(
            _("E&xport…"), self.ask_export, _("Write the grid to Excel, CSV or JSON")
        )
        self.filter = self._action(
            _("&Filter by the column…"), self.ask_filter, _("Show some rows only")
        )
        self.open = self._action(
            _("&Read it"), self._open, _("Show the document where it is read and coded")
        )
        self.done = self._action(
            _("I am &done with the documents"),
            self.toggle_done,
            _("Say that you have coded the documents"),
        )
        self.done.setCheckable(True)
        self.delete_case = self._action(
            _("De&lete the case…"), self.ask_delete_case, _("Delete cases; documents stay")
        )

    def _action(self, text: str, run: Callable[[], object], tip: str) -> QAction:
        return action(self, text, run, tip=tip)

    @property
    def _grid(self) -> GridPanel:
        return self._page.grid

    def ask_filter(self) -> None:
        """Ask what the cells of the current column must be."""
        self._grid.ask_filter()

    def menu(self) -> list[QAction | QMenu | None]:
        """What the Document menu shows while the page is shown."""
        return [
            self.new_attribute,
            self.edit_attribute,
            self.delete_attribute,
            None,
            self.new_case,
            self.belongs,
            None,
            self.from_sheet,
            self.export,
            None,
            self.filter,
        ]

    def refresh(self) -> None:
        """Enable what can be done now; say why the rest can't."""
        session, grid = self._session, self._grid
        why_not, chosen = session.why_not, grid.chosen()
        nothing = "" if grid.model.grid.row_ids else _("There is no row yet.")
        one = "" if len(chosen) == 1 else _("Choose one person first.")
        some = "" if chosen else _("Choose a row first.")
        column = grid.current_column()
        own = "" if column and column.attribute else _("Go to a column of your own first.")
        enable(self.new_attribute, why_not)
        enable(self.edit_attribute, why_not or own)
        enable(self.delete_attribute, why_not or own)
        enable(self.new_case, why_not)
        enable(self.belongs, why_not or (one if grid.about == "persons" else _("Choose a person.")))
        enable(self.from_sheet, why_not or nothing)
        enable(self.export, nothing)
        enable(self.filter, nothing)
        enable(self.open, some)
        enable(self.done, why_not or some)
        enable(self.delete_case, why_not or some)
        states = set(map(grid.model.grid.getter(f"{STATE}{session.coder_id}"), chosen))
        self.done.setChecked(states == {DONE})

    # Documents and cases

    def _open(self) -> None:
        chosen = self._grid.chosen()
        if chosen:
            self._page.passage_wanted.emit(chosen[0], 0, 0)

    def toggle_done(self) -> None:
        """Say of the chosen documents that one is done, or take it back."""
        chosen = [DocumentId(row) for row in self._grid.chosen()]
        key = f"state:{self._session.coder_id}"
        said = all(self._grid.model.grid.value(row, key) == DONE for row in chosen)
        self._session.run(set_reading, chosen, None if said else DONE)

    def make_case(self) -> None:
        """A new case, whose name can be written at once."""
        self._page.tabs.setCurrentIndex(2)
        grid = self._page.grids["cases"]
        taken = [str(grid.model.grid.value(row, "name")) for row in grid.model.grid.row_ids]
        changes = self._session.run(create_case, CaseDetails(free_title(_("New case"), taken)))
        if changes is not None:
            index = grid.model.place(changes.first("cases"), "name")
            if index.isValid():
                grid.table.setFocus()
                grid.table.setCurrentIndex(index)
                grid.table.edit(index)

    def ask_delete_case(self) -> None:
        """Say what a deleted case leaves, and delete it if that is wanted."""
        chosen = [CaseId(row) for row in self._grid.chosen()]
        title = ngettext("Delete case", "Delete cases", len(chosen))
        words = _("Its documents and persons stay, and belong to no case then. It can be undone.")
        if Question.ask(title, words, _("Delete"), self._page.window()):
            self._session.run(delete_cases, chosen)

    def ask_belongs(self) -> None:
        """Say where the chosen person belongs."""
        from qualcode.shell.dialogs.belongings import BelongingsDialog

        chosen = self._grid.chosen()
        if chosen:
            BelongingsDialog.ask(self._session, PersonId(chosen[0]), self._page.window())

    # Attributes

    def _edit_attribute(self, column: Column | None) -> None:
        from qualcode.shell.dialogs.attribute_dialog import AttributeDialog

        grid = self._grid
        made = AttributeDialog.ask(
            self._session,
            grid.about,
            column.attribute if column else None,
            name_of=self._name_of,
            parent=self._page.window(),
        )
        if made is not None and grid.model.rows:
            row_id = grid.chosen()[0] if grid.chosen() else grid.model.rows[0]
            index = grid.model.place(row_id, ATTRIBUTE + made)
            grid.table.setFocus()
            grid.table.setCurrentIndex(index)
            grid.table.scrollTo(index)

    def _name_of(self, row_id: str) -> str:
        key = {"documents": "title", "persons": "pseudonym", "cases": "name"}[self._grid.about]
        return str(self._grid.model.grid.value(row_id, key) or "")

    def _delete_current(self) -> None:
        column = self._grid.current_column()
        if column is not None:
            self._delete_attribute(column)

    def _delete_attribute(self, column: Column) -> None:
        project = self._session.project
        if project is None or column.attribute is None:
            return
        words = delete_words(project, column)
        if Question.ask(_("Delete attribute"), words, _("Delete"), self._page.window()):
            self._session.run(delete_attributes, [column.attribute.id])

    # Sheets

    def ask_sheet(self) -> None:
        """Choose a sheet, show what it would change, and take it in."""
        from qualcode.shell.dialogs.attributes_sheet import SUFFIXES, take_in
        from qualcode.shell.dialogs.files import ask_files

        page = self._page
        found = ask_files(
            self._session, page.window(), _("Attributes from a sheet"), _("Sheets"), SUFFIXES
        )
        for path in found[:1]:
            take_in(self._session, path, self._grid.about, page.notice, page.window())

    def ask_export(self) -> None:
        """Choose a file and write the grid to it."""
        from qualcode.shell.dialogs.export_grid import ExportGridDialog

        ExportGridDialog.ask(
            self._session, self._grid.about, self._page.notice, self._page.window()
        )
