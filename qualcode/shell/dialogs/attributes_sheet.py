"""Attributes from a sheet, with what it would change shown first."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from qualcode.core.changes import Changes
from qualcode.core.ids import CoderId
from qualcode.core.interchange import attributes as sheet_reader
from qualcode.core.interchange.attributes import SUFFIXES, AttributeSheet
from qualcode.core.operations.cell_values import KIND_NAMES
from qualcode.core.operations.sheet_attributes import (
    SheetPlan,
    attributes_from_sheet,
    column_name,
    plan_attributes,
)
from qualcode.core.project import Project
from qualcode.core.translate import _, ngettext
from qualcode.shell.dialogs.form import FormDialog, sentence
from qualcode.shell.jobs import Progress
from qualcode.shell.panels.notice import Notice
from qualcode.shell.panels.painting import px
from qualcode.shell.session import Session

__all__ = ["SUFFIXES", "AttributesSheetDialog", "take_in"]

#: more cells than these nobody looks through; their number is said
_MOST_CELLS: Final = 2000
_MOST_PROBLEMS: Final = 5

Read = tuple[AttributeSheet, SheetPlan]


class AttributesSheetDialog(FormDialog):
    """What would change: new attributes, cells before and after, and rows that can't be used."""

    def __init__(
        self, session: Session, file_name: str, plan: SheetPlan, parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Attributes from “{file}”").format(file=file_name), _("Fill in"), parent)
        self._session = session
        self.plan = plan
        self.words = _words(plan)
        self.column.insertWidget(0, sentence(self.words, "plain"))
        self.table = self._table()
        self.column.insertWidget(1, self.table, 1)
        self.problems = QLabel("\n".join(_problems(plan)), self)
        self.problems.setWordWrap(True)
        self.problems.setTextFormat(Qt.TextFormat.PlainText)
        self.problems.setProperty("kind", "warning")
        self.problems.setVisible(bool(plan.problems))
        self.column.insertWidget(2, self.problems)
        self.partial = QCheckBox(_("&Leave out the rows that can’t be used"), self)
        self.partial.setVisible(bool(plan.problems))
        self.partial.toggled.connect(self._check)
        self.column.insertWidget(3, self.partial)
        session.busy_changed.connect(self._check)
        self.set_size(680, 460)
        self._check()

    def _table(self) -> QTableWidget:
        cells = self.plan.cells[:_MOST_CELLS]
        table = QTableWidget(len(cells), 4, self)
        table.setAccessibleName(_("What would change"))
        table.setHorizontalHeaderLabels([_("Row"), _("Column"), _("Now"), _("Then")])
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(px(26))
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        project = self._session.project
        assert project is not None
        names = {
            key: column_name(project.db, self.plan, key) for key in {one.column for one in cells}
        }
        for row, cell in enumerate(cells):
            for place, text in enumerate((cell.name, names[cell.column], cell.before, cell.after)):
                table.setItem(row, place, QTableWidgetItem(text))
        table.setVisible(bool(cells))
        return table

    def _check(self) -> None:
        usable = not self.plan.problems or self.partial.isChecked()
        something = bool(self.plan.cells or self.plan.new)
        self.accept_button.setEnabled(self._session.can_write and usable and something)

    @classmethod
    def ask(
        cls, session: Session, file_name: str, plan: SheetPlan, parent: QWidget | None
    ) -> tuple[bool, bool]:
        """Whether to fill it in, and whether without the rows that can't be used."""
        dialog = cls(session, file_name, plan, parent)
        accepted = dialog.exec() == cls.DialogCode.Accepted
        partial = dialog.partial.isChecked()
        dialog.deleteLater()
        return accepted, partial


def _words(plan: SheetPlan) -> str:
    number = len(plan.cells)
    cells = ngettext("{number} cell would change", "{number} cells would change", number)
    rows = ngettext("{number} row is matched", "{number} rows are matched", plan.matched)
    said = _("{rows} by “{column}”, and {cells}. It can be undone.").format(
        rows=rows.format(number=plan.matched), column=plan.key, cells=cells.format(number=number)
    )
    if not plan.new:
        return said
    new = ", ".join(
        _("{name} ({kind})").format(name=one.name, kind=_(KIND_NAMES[one.kind]).lower())
        for one in plan.new
    )
    return said + "\n" + _("New attributes: {names}.").format(names=new)


def _problems(plan: SheetPlan) -> list[str]:
    lines = [str(problem) for problem in plan.problems[:_MOST_PROBLEMS]]
    more = len(plan.problems) - _MOST_PROBLEMS
    if more > 0:
        lines.append(ngettext("and {number} more", "and {number} more", more).format(number=more))
    return lines


def take_in(
    session: Session, path: Path, about: str, notice: Notice, parent: QWidget | None
) -> None:
    """Read a sheet beside the window, show what it would change, and fill it in."""
    notice.clear()
    job = session.start_reading(
        _("Reading “{file}”…").format(file=path.name), _read, session.coder_id, path, about
    )
    if job is None:
        return

    def ask(read: Read) -> None:
        sheet, plan = read
        accepted, partial = AttributesSheetDialog.ask(session, path.name, plan, parent)
        if accepted:
            _fill_in(session, path, sheet, plan.about, notice, partial=partial)

    job.done.connect(ask)
    job.failed.connect(lambda error: notice.warn(str(error)))


def _fill_in(
    session: Session,
    path: Path,
    sheet: AttributeSheet,
    about: str,
    notice: Notice,
    *,
    partial: bool,
) -> None:
    title = _("Attributes from “{file}”…").format(file=path.name)
    job = session.start_operation(title, _write, path.name, sheet, about, partial)
    if job is not None:
        job.done.connect(lambda changes: notice.tell(_told(changes)))


def _read(
    project: Project, coder_id: CoderId | None, path: Path, about: str, *, progress: Progress
) -> Read:
    progress(0, 0)
    sheet = sheet_reader.read(path)
    return sheet, plan_attributes(project.db, coder_id, sheet, about=about)


def _write(
    project: Project,
    coder_id: CoderId,
    source: str,
    sheet: AttributeSheet,
    about: str,
    partial: bool,
    *,
    progress: Progress,
) -> Changes:
    progress(0, 0)
    return attributes_from_sheet(
        project, coder_id, sheet, source=source, about=about, partial=partial
    ).changes


def _told(changes: Changes) -> str:
    number = len(changes.added.get("attributes", ()))
    if not number:
        return _("The sheet is filled in. It can be undone.")
    return ngettext(
        "The sheet is filled in, with {number} new attribute. It can be undone.",
        "The sheet is filled in, with {number} new attributes. It can be undone.",
        number,
    ).format(number=number)
