"""What is done to the grid's cells: filled in, copied, pasted, filled down, emptied."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication

from qualcode.core.changes import Changes
from qualcode.core.errors import ProjectError
from qualcode.core.ids import CoderId
from qualcode.core.operations.grid import Cell, CellsRefused, check_cells, fill_in
from qualcode.core.project import Project
from qualcode.core.translate import _, ngettext
from qualcode.shell.commands.actions import action, enable
from qualcode.shell.jobs import Progress
from qualcode.shell.models.grid import GridModel
from qualcode.shell.panels.grid_table import GridTable, as_tsv, from_tsv
from qualcode.shell.panels.notice import Notice, Step
from qualcode.shell.session import Session

#: so many cells are written in some 20 ms; more are work for a thread
_MANY: Final = 200


class CellCommands(QObject):
    """Attributes: copy, paste, fill_down, clear: actions for the table's menu and keys."""

    def __init__(
        self, session: Session, model: GridModel, table: GridTable, notice: Notice
    ) -> None:
        super().__init__(table)
        self._session = session
        self._model = model
        self._table = table
        self._notice = notice
        self.copy = action(self, _("&Copy"), self.copy_block)
        self.paste = action(self, _("&Paste"), self.paste_block)
        self.clear = action(self, _("&Empty the cells"), self.empty)
        self.fill_down = self._in_table(
            _("Fill &down"),
            "Ctrl+D",
            _("Write what stands in the topmost chosen cell into those below it"),
        )
        model.edit_wanted.connect(self.edit)
        table.copy_wanted.connect(self.copy_block)
        table.paste_wanted.connect(self.paste_block)
        table.clear_wanted.connect(self.empty)

    def _in_table(self, text: str, key: str, tip: str) -> QAction:
        made = action(self, text, self.fill, shortcut=key, tip=tip)
        made.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._table.addAction(made)
        return made

    def refresh(self) -> None:
        """Enable what can be done now; say why the rest can't."""
        why_not = self._session.why_not
        rows, _columns = self._table.block()
        chosen = "" if rows else _("Choose a cell first.")
        enable(self.copy, chosen)
        for made in (self.paste, self.clear):
            enable(made, why_not or chosen)
        several = "" if len(rows) > 1 else _("Choose a cell with some below it first.")
        enable(self.fill_down, why_not or several)

    # Writing

    def edit(self, row_id: str, key: str, text: str) -> None:
        """What was written in a cell; it goes into all chosen cells of that column."""
        self._notice.clear()
        index = self._model.place(row_id, key)
        chosen = [self._model.rows[row] for row in self._table.chosen_rows(index.column())]
        rows = chosen if row_id in chosen else [row_id]
        cells = [Cell(one, key, text) for one in rows]
        try:
            self._check(cells)
        except CellsRefused as refused:
            self._table.edit_again(index, text, refused.problems[0].reason)
            return
        self._write(cells)

    def _check(self, cells: Sequence[Cell]) -> None:
        project, coder_id = self._session.project, self._session.coder_id
        if project is not None and coder_id is not None:
            check_cells(project.db, coder_id, self._model.grid.about, cells)

    def _write(self, cells: Sequence[Cell]) -> None:
        """At once, or in a thread if there are many."""
        self._model.set_problems({})
        about = self._model.grid.about
        if len(cells) <= _MANY:
            self._session.run_soon(fill_in, about, cells)
            return
        self._session.start_soon(
            _("Filling in…"),
            _fill_in,
            about,
            cells,
            begun=lambda job: job.failed.connect(self._refused),
        )

    def _refused(self, error: ProjectError) -> None:
        """Mark the cells that don't fit, and say the first reason."""
        if not isinstance(error, CellsRefused):
            return
        problems = {(one.cell.row_id, one.cell.column): one.reason for one in error.problems}
        self._model.set_problems(problems)
        first = error.problems[0].cell
        index = self._model.place(first.row_id, first.column)
        self._notice.warn(str(error))
        if index.isValid():
            self._table.show_note(index, error.problems[0].reason)

    def _write_checked(self, cells: Sequence[Cell]) -> None:
        if len(cells) > _MANY:
            self._write(cells)
            return
        try:
            self._check(cells)
        except CellsRefused as refused:
            self._refused(refused)
            return
        self._write(cells)

    def empty(self) -> None:
        """Empty the chosen cells, those that may be."""
        cells = [
            Cell(self._model.row_at(index), self._model.column_at(index).key, "")
            for index in self._table.selectionModel().selectedIndexes()
            if index.flags() & Qt.ItemFlag.ItemIsEditable and index.data()
        ]
        if cells:
            self._notice.clear()
            self._write_checked(cells)

    def fill(self) -> None:
        """Write the top row of the chosen block into the rows below it."""
        rows, columns = self._table.block()
        cells = []
        for place in columns:
            column = self._model.columns[place]
            if self._model.is_editable(column):
                text = self._model.text(self._model.rows[rows[0]], column)
                cells += [Cell(self._model.rows[row], column.key, text) for row in rows[1:]]
        if cells:
            self._notice.clear()
            self._write_checked(cells)

    # The clipboard

    def copy_block(self) -> None:
        """The chosen block, as it is shown, to the clipboard."""
        rows, columns = self._table.block()
        shown = [
            [self._model.text(self._model.rows[row], self._model.columns[one]) for one in columns]
            for row in rows
        ]
        if shown:
            QApplication.clipboard().setText(as_tsv(shown))

    def paste_block(self) -> None:
        """What is on the clipboard, from the topmost chosen cell; one value into all chosen."""
        text = QApplication.clipboard().text()
        rows, columns = self._table.block()
        if not rows or not text:
            return
        self._notice.clear()
        block = from_tsv(text)
        if len(block) == 1 and len(block[0]) == 1:
            self._paste([[block[0][0]] * len(columns)] * len(rows), rows[0], columns[0])
            return
        down = len(self._model.rows) - rows[0]
        across = len(self._model.columns) - columns[0]
        if len(block) > down or len(block[0]) > across:
            self._offer(block, rows[0], columns[0], down, across)
            return
        self._paste(block, rows[0], columns[0])

    def _offer(self, block: list[list[str]], top: int, left: int, down: int, across: int) -> None:
        """The block is larger than the table: say so, and paste a part of it if that is wanted."""
        said = _(
            "What you copied has {rows} rows and {columns} columns; from here there is room for "
            "{down} and {across}. Nothing was written."
        )
        fitting = [row[:across] for row in block[:down]]
        self._notice.warn(
            said.format(rows=len(block), columns=len(block[0]), down=down, across=across),
            Step(_("Paste what fits"), lambda: self._paste(fitting, top, left)),
        )

    def _paste(self, block: Sequence[Sequence[str]], top: int, left: int) -> None:
        self._notice.clear()
        cells, passed = [], set()
        for down, texts in enumerate(block):
            row_id = self._model.rows[top + down]
            for across, text in enumerate(texts):
                column = self._model.columns[left + across]
                if self._model.text(row_id, column) == text.strip():
                    continue
                if self._model.is_editable(column):
                    cells.append(Cell(row_id, column.key, text))
                else:
                    passed.add(column.heading)
        if cells:
            self._write_checked(cells)
        self._table.choose_block(range(top, top + len(block)), range(left, left + len(block[0])))
        if passed and not self._notice.text:
            said = ngettext(
                "The column {columns} can’t be filled in and was passed over.",
                "The columns {columns} can’t be filled in and were passed over.",
                len(passed),
            )
            self._notice.tell(said.format(columns=", ".join(sorted(passed))))


def _fill_in(
    project: Project,
    coder_id: CoderId,
    about: str,
    cells: Sequence[Cell],
    *,
    progress: Progress,
) -> Changes:
    progress(0, 0)
    return fill_in(project, coder_id, about, cells)
