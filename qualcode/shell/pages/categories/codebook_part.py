"""The codebook as a form over all codes, to be written in one after the other from the keyboard."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from qualcode.core.analysis.counts import CodeCount
from qualcode.core.ids import CodeId
from qualcode.core.operations import codes as operations
from qualcode.core.translate import _
from qualcode.shell.models.codebook import Codebook
from qualcode.shell.models.codebook_table import WORDS, CodebookTable, Column
from qualcode.shell.overrides import called_by_qt
from qualcode.shell.pages.categories.codebook_form import FormTable
from qualcode.shell.panels.painting import px
from qualcode.shell.session import Session

_NAME, _WORDS, _SMALL = 190, 190, 112


class CodebookPart(QFrame):
    """Attributes: view, model, filter: the parts.

    Signals: code_chosen(code_id): the keys are at another code.
    """

    code_chosen = Signal(str)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._codebook = Codebook()
        self.setProperty("kind", "ground")
        self.setAccessibleName(_("Codebook"))
        self.model = CodebookTable(self)
        self.view = FormTable(self)
        self.view.setModel(self.model)
        self.view.setAccessibleName(_("Codebook"))
        self.filter = QComboBox(self)
        self.filter.setAccessibleName(_("Which codes are shown"))
        self._told = QLabel(
            _("Enter writes in a cell and goes to the code below; Tab to the next column."), self
        )
        self._told.setProperty("kind", "label")
        self._told.setWordWrap(True)
        self._empty = QLabel(_("No codes yet. The first are made where one reads and codes."), self)
        self._empty.setProperty("kind", "soft")
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._empty.setMargin(px(20))
        self._arrange()
        self.model.edited.connect(self._edit)
        self._late: Codebook | None = None
        self._left = QTimer(self, singleShot=True, interval=0)
        self._left.timeout.connect(self._show_late)
        self.view.itemDelegate().closeEditor.connect(self._left.start)
        self.model.modelReset.connect(self._fit_columns)
        self.view.current_row_changed.connect(self._tell)
        self.filter.activated.connect(lambda _row: self._show_chosen())
        self.setFocusProxy(self.view)

    def _arrange(self) -> None:
        above = QHBoxLayout()
        above.setContentsMargins(px(26), px(12), px(26), px(8))
        above.setSpacing(px(12))
        above.addWidget(self.filter)
        above.addWidget(self._told, 1)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(above)
        column.addLayout(self._stack, 1)
        self._fit_columns()

    def _fit_columns(self) -> None:
        header = self.view.horizontalHeader()
        header.setMinimumSectionSize(px(80))
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column in Column:
            if column in WORDS:
                header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
            else:
                header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
                width = _NAME if column == Column.NAME else _SMALL
                self.view.setColumnWidth(column, px(width))
        least = px(_NAME + 2 * _SMALL + len(WORDS) * _WORDS)
        narrow = self.view.width() < least
        for column in WORDS if narrow else ():
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            self.view.setColumnWidth(column, px(_WORDS))

    @called_by_qt
    def resizeEvent(self, event: QEvent) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._fit_columns()

    # Filling

    def set_codebook(self, codebook: Codebook) -> None:
        """Show these codes; once a cell is left, if others have come or gone while it is open."""
        self._late = None
        if self.view.is_written_in and not self.model.has_rows_of(codebook):
            self._late = codebook
            return
        code = self.model.code(self.view.currentIndex().row())
        column = self.view.currentIndex().column()
        self._codebook = codebook
        self.model.set_codebook(codebook)
        self._name_filters()
        self._stack.setCurrentIndex(0 if len(codebook) else 1)
        if code is not None and self.view.currentIndex().row() < 0:
            self.choose(code.id, column)

    def _show_late(self) -> None:
        if self._late is not None:
            self.set_codebook(self._late)

    def _name_filters(self) -> None:
        current = self.filter.currentData()
        choices: list[tuple[Column | None, str]] = [
            (None, _("All codes ({number})").format(number=len(self._codebook))),
            (
                Column.DEFINITION,
                _("Without a definition ({number})").format(
                    number=self.model.lacking(Column.DEFINITION)
                ),
            ),
            (
                Column.EXAMPLE,
                _("Without an example ({number})").format(
                    number=self.model.lacking(Column.EXAMPLE)
                ),
            ),
        ]
        self.filter.clear()
        for column, words in choices:
            self.filter.addItem(words, column)
        self.filter.setCurrentIndex(max(0, self.filter.findData(current)))

    def _show_chosen(self) -> None:
        code = self.model.code(self.view.currentIndex().row())
        self.model.show_lacking(self.filter.currentData())
        self.choose(code.id if code is not None else None)
        if not self.view.currentIndex().isValid() and self.model.rowCount():
            self.view.setCurrentIndex(self.model.index(0, Column.DEFINITION))

    def set_counts(self, count: Callable[[CodeId], CodeCount]) -> None:
        """How many passages codes have, for the tips."""
        self.model.set_counts(count)

    def set_writable(self, can_write: bool) -> None:
        self.model.can_write = can_write

    def choose(self, code_id: CodeId | None, column: int = -1) -> None:
        """Let the keys be at a code, in the column where they were."""
        row, now = self.model.row_of(code_id), self.view.currentIndex()
        if row >= 0 and row != now.row():
            at = column if column >= 0 else max(now.column(), Column.DEFINITION)
            self.view.setCurrentIndex(self.model.index(row, at))

    def dress(self) -> None:
        """In the theme and size of now."""
        self._fit_columns()
        self.view.viewport().update()

    def _tell(self, row: int) -> None:
        code = self.model.code(row)
        if code is not None and self.isVisible():
            self.code_chosen.emit(code.id)

    # Writing

    def _edit(self, code_id: str, field: str, value: str) -> None:
        code = self._codebook.codes.get(CodeId(code_id))
        if code is None:
            return
        run = self._session.run_soon
        if field == "name":
            run(operations.rename_code, code.id, value)
        elif field == "colour":
            run(operations.recolour_code, code.id, value)
        else:
            fields = ("definition", "when_to_use", "when_not_to_use", "example", "level")
            values = {name: getattr(code, name) for name in fields}
            run(operations.describe_code, code.id, **{**values, field: value})
