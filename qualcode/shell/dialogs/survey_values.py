"""One column of a survey: its answers with their labels, and what more can be said of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from qualcode.core.store.connection import casefold
from qualcode.core.surveys.plan import (
    BACKGROUND,
    CLOSED,
    GROUP_FIELD,
    ROLE_FIELD,
    SEVERAL,
    PlannedColumn,
)
from qualcode.core.translate import N_, _
from qualcode.shell.panels.painting import px
from qualcode.shell.theme import set_kind

_FIELDS: Final = {
    "": N_("A column of its own"),
    ROLE_FIELD: N_("The person’s role"),
    GROUP_FIELD: N_("The group that is reported"),
}
#: more can't be told apart in a questionnaire
_MOST: Final = 400


class ValuesPanel(QWidget):
    """Signals: changed(column): it was said here what becomes of the column."""

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column: PlannedColumn | None = None
        self._filling = False
        self._is_low = False
        self.heading = QLabel(self)
        self.heading.setTextFormat(Qt.TextFormat.PlainText)
        set_kind(self.heading, "caption")
        self.field = QComboBox(self)
        for value, text in _FIELDS.items():
            self.field.addItem(_(text), value)
        self.field.setAccessibleName(_("Stands as"))
        self.field.activated.connect(self._field_chosen)
        self.separator = QLineEdit(self)
        self.separator.setAccessibleName(_("Between choices"))
        self.separator.setMaximumWidth(px(60))
        self.separator.editingFinished.connect(self._separator_written)
        self.answers = QListWidget(self)
        self.answers.setAccessibleName(_("Answers: tick those that say “don’t know”"))
        self.answers.setUniformItemSizes(True)
        self.answers.setMinimumHeight(px(40))
        self.answers.itemChanged.connect(self._ticked)
        self.note = QLabel(self)
        self.note.setWordWrap(True)
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        set_kind(self.note, "soft")
        self._lay_out()
        self.show_column(None)

    def _lay_out(self) -> None:
        self._field_part = _named(_("Stands &as"), self.field, self)
        self._separator_part = _named(_("Between choic&es"), self.separator, self)
        top = QHBoxLayout()
        top.setSpacing(px(10))
        top.addWidget(self.heading, 1)
        top.addWidget(self._field_part)
        top.addWidget(self._separator_part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, px(6), 0, 0)
        column.setSpacing(px(4))
        column.addLayout(top)
        column.addWidget(self.note)
        column.addWidget(self.answers, 1)

    # What is shown

    def show_column(self, column: PlannedColumn | None, ticked: Iterable[str] = ()) -> None:
        """Show a column; `ticked` are the choices of the question whose columns tick one each."""
        self._filling = True
        self._column = column
        choices = list(ticked) or list(column.choices if column else ())
        closed = column is not None and column.role in (BACKGROUND, CLOSED, SEVERAL)
        if column is None or (column.kind != "choice" and column.role != SEVERAL):
            choices = []
        self._field_part.setVisible(column is not None and column.role == BACKGROUND)
        self._separator_part.setVisible(bool(column and column.role == SEVERAL and not ticked))
        if column is not None:
            self.field.setCurrentIndex(max(0, self.field.findData(column.field)))
            self.separator.setText(column.separator)
        self.heading.setText(_("Answers") if choices else "")
        self.heading.setVisible(bool(choices) or closed)
        self.note.setText(_note(column, bool(choices), bool(ticked)))
        self.note.setVisible(bool(self.note.text()) and not self._is_low)
        self.answers.setVisible(bool(choices))
        self._fill(choices)
        self._filling = False

    def _fill(self, choices: list[str]) -> None:
        column = self._column
        self.answers.clear()
        if column is None:
            return
        values = {label: value for value, label in reversed(column.labels)}
        none = {casefold(one) for one in column.no_answer}
        for choice in choices[:_MOST]:
            value = values.get(choice)
            text = choice if value is None else f"{value} = {choice}"
            item = QListWidgetItem(text)
            item.setData(Qt.ItemDataRole.UserRole, choice)
            item.setToolTip(_("Tick it if it says that there is no answer, such as “Don’t know”"))
            is_none = casefold(choice) in none
            item.setCheckState(Qt.CheckState.Checked if is_none else Qt.CheckState.Unchecked)
            self.answers.addItem(item)

    def set_low(self, *, is_low: bool) -> None:
        """Whether there is so little height that the answers get all of it."""
        self._is_low = is_low
        self.note.setVisible(bool(self.note.text()) and not is_low)

    @property
    def is_empty(self) -> bool:
        """Whether nothing more can be said of the column."""
        column = self._column
        return column is None or (column.role != BACKGROUND and not self.answers.count())

    # What is said

    def _ticked(self, _item: QListWidgetItem) -> None:
        if self._filling or self._column is None:
            return
        items = [self.answers.item(row) for row in range(self.answers.count())]
        none = tuple(
            item.data(Qt.ItemDataRole.UserRole)
            for item in items
            if item.checkState() == Qt.CheckState.Checked
        )
        self._say(replace(self._column, no_answer=none))

    def _field_chosen(self) -> None:
        if self._column is not None:
            self._say(replace(self._column, field=self.field.currentData()))

    def _separator_written(self) -> None:
        text = self.separator.text()
        if self._column is not None and text.strip() and text != self._column.separator:
            # The choices are found anew in the cells.
            self._say(replace(self._column, separator=text, choices=()))

    def _say(self, column: PlannedColumn) -> None:
        if not self._filling and column != self._column:
            self._column = column
            self.changed.emit(column)


def _note(column: PlannedColumn | None, has_choices: bool, ticks: bool) -> str:
    if column is None:
        return ""
    if ticks:
        return _("Each of these choices has a column of its own.")
    if has_choices:
        return _("Ticked answers say “don’t know”: they can be left out of a share’s base.")
    return ""


def _named(name: str, field: QWidget, parent: QWidget) -> QWidget:
    """A field with its name before it, which stay together."""
    pair = QWidget(parent)
    label = QLabel(name, pair)
    label.setBuddy(field)
    set_kind(label, "soft")
    row = QHBoxLayout(pair)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(px(6))
    row.addWidget(label)
    row.addWidget(field)
    return pair
