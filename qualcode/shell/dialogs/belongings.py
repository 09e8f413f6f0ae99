"""Where a person belongs: organisation, role there, place and case, as many as there are."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from qualcode.core.ids import PersonId
from qualcode.core.operations.cases import (
    Place,
    belonging_of,
    belonging_rows,
    set_places,
)
from qualcode.core.store import persons as store
from qualcode.core.translate import _
from qualcode.shell.dialogs.form import FormDialog
from qualcode.shell.overrides import called_by_qt
from qualcode.shell.panels.painting import px
from qualcode.shell.session import Session


class BelongingsDialog(FormDialog):
    """A row for each place where the person belongs; empty rows are passed over."""

    def __init__(
        self, session: Session, person_id: PersonId, parent: QWidget | None = None
    ) -> None:
        project = session.project
        if project is None:
            raise ValueError("no project is open")
        pseudonym = store.get(project.db, person_id).pseudonym
        super().__init__(
            _("Where {person} belongs").format(person=pseudonym),
            _("Save"),
            parent,
            explanation=_("A person may belong to several organisations, places and cases."),
        )
        self._session = session
        self._person_id = person_id
        self.table = self._table()
        self.column.insertWidget(2, self.table)
        self.column.insertLayout(3, self._tools())
        cases = {case.id: case.name for case in store.all_cases(project.db)}
        for row in belonging_rows(project.db, person_id):
            one = belonging_of(row)
            name = cases.get(one.case_id, "") if one.case_id else ""
            self.add_row(one.organisation or "", one.role or "", one.place or "", name)
        self.add_row()
        session.busy_changed.connect(self._check)
        self.set_size(620, 340)
        self._check()

    def _table(self) -> QTableWidget:
        table = QTableWidget(0, 4, self)
        table.setAccessibleName(_("Where the person belongs"))
        table.setHorizontalHeaderLabels([_("Organisation"), _("Role there"), _("Place"), _("Case")])
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(px(30))
        table.setTabKeyNavigation(False)
        table.setEditTriggers(
            QAbstractItemView.EditTrigger.AllEditTriggers
            & ~QAbstractItemView.EditTrigger.CurrentChanged
        )
        table.itemChanged.connect(lambda _item: self._keep_an_empty_row())
        return table

    def _tools(self) -> QHBoxLayout:
        self.add_one = QPushButton(_("&Add a row"), self)
        self.remove_one = QPushButton(_("&Remove the row"), self)
        self.add_one.clicked.connect(lambda _checked=False: self.add_row())
        self.remove_one.clicked.connect(self.remove_row)
        row = QHBoxLayout()
        for button in (self.add_one, self.remove_one):
            button.setAutoDefault(False)
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _check(self) -> None:
        self.accept_button.setEnabled(self._session.can_write)

    def add_row(self, *texts: str) -> None:
        """One more row, with these texts."""
        self.table.blockSignals(True)
        row = self.table.rowCount()
        self.table.insertRow(row)
        for column in range(4):
            text = texts[column] if column < len(texts) else ""
            self.table.setItem(row, column, QTableWidgetItem(text))
        self.table.blockSignals(False)

    def remove_row(self) -> None:
        """Take away the current row."""
        if self.table.currentRow() >= 0:
            self.table.removeRow(self.table.currentRow())
        self._keep_an_empty_row()

    def _keep_an_empty_row(self) -> None:
        rows = self.rows()
        if not rows or bool(rows[-1]):
            self.add_row()

    def rows(self) -> list[Place]:
        """What stands in the table."""
        found: list[Place] = []
        for row in range(self.table.rowCount()):
            items = (self.table.item(row, column) for column in range(4))
            one, two, three, four = (item.text() if item else "" for item in items)
            found.append(Place(one, two, three, four))
        return found

    @called_by_qt
    def accept(self) -> None:
        """Save; where that is refused, say why and stay."""
        self.complain("")
        self._session.refused.connect(self.complain)
        changes = self._session.run(set_places, self._person_id, self.rows())
        self._session.refused.disconnect(self.complain)
        if changes is not None:
            super().accept()

    @classmethod
    def ask(cls, session: Session, person_id: PersonId, parent: QWidget | None) -> None:
        """Say where a person belongs, as one operation."""
        dialog = cls(session, person_id, parent)
        dialog.exec()
        dialog.deleteLater()
