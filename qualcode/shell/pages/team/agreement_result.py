"""The numbers, calmly: tables that are as high as they need be, and what the numbers mean."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from qualcode.core.analysis.agreement import meaning
from qualcode.core.analysis.agreement.result import Agreement
from qualcode.core.report import agreement as report
from qualcode.core.translate import _
from qualcode.shell.pages.team.plain_table import PlainTable, Row
from qualcode.shell.panels.painting import px
from qualcode.shell.theme import set_kind


class AgreementResult(QWidget):
    """Attributes:
    overall, coverage, codes, documents: the tables.
    told: what the number means that one is at.
    found: what is shown; None for nothing.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.found: Agreement | None = None
        self.setAccessibleName(_("Agreement"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, px(20))
        self._column.setSpacing(px(6))
        self.heading = self._label("heading")
        self._column.addWidget(self.heading)
        self.overall = self._table(_("All codes"))
        self._column.addWidget(self.overall)
        self.told = self._label("soft")
        self._column.addWidget(self.told)
        self.coverage = self._table(_("How much was coded"), title=True)
        self.codes = self._table(_("By code"), title=True)
        self.documents = self._table(_("By document"), title=True)
        self.remarks = self._label("soft")
        self._column.addWidget(self.remarks)
        self._column.addStretch(1)
        self.overall.row_changed.connect(lambda _key: self._tell())
        self.codes.selectionModel().currentChanged.connect(lambda *_all: self._tell_of_column())

    def _label(self, kind: str) -> QLabel:
        label = QLabel(self)
        set_kind(label, kind)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label

    def _table(self, name: str, *, title: bool = False) -> PlainTable:
        table = PlainTable(name, ("",), self)
        table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        if title:
            label = self._label("heading")
            label.setText(name)
            label.setContentsMargins(0, px(14), 0, 0)
            label.setBuddy(table)
            self._column.addWidget(label)
            self._column.addWidget(table)
            table.setProperty("title", label)
        return table

    def show_result(self, found: Agreement) -> None:
        """Show these numbers."""
        self.found = found
        self.heading.setText(report.heading(found))
        self._fill(self.overall, report.overall(found))
        self._fill(self.coverage, report.coverage(found))
        self._fill(self.codes, report.by_code(found))
        self._fill(self.documents, report.by_document(found))
        several = len(found.documents) > 1
        for widget in (self.documents, self.documents.property("title")):
            widget.setVisible(several)
        if not self.overall.current_key():
            self.overall.selectRow(0)
        self._tell()
        self.remarks.setText("\n".join(found.remarks))
        self.remarks.setVisible(bool(found.remarks))

    def _fill(self, table: PlainTable, part: report.Part) -> None:
        numbers = range(1, len(part.headings))
        if table.model_.headings != part.headings:
            table.set_headings(part.headings, numbers)
        table.show_rows(
            [
                Row(tuple(report.cell(part, row, at) for at in range(len(part.headings))), key)
                for row, key in enumerate(part.keys)
            ]
        )
        bar = table.horizontalScrollBar().sizeHint().height()
        table.setFixedHeight(table.whole_height() + bar)

    def _tell(self) -> None:
        """What the current number means, and what not; why it is undefined if it is."""
        if self.found is None:
            return
        key = self.overall.current_key() or "percent"
        words = [f"{meaning.name(key)}: {meaning.meaning(key)}"]
        without = self.found.overall.without_uncoded or {}
        values = [self.found.overall.coefficients[key].value]
        values += [without[key].value] if key in without else []
        if None in values:
            words.append(meaning.undefined())
        if self.found.intervals:
            words.append(meaning.interval_defined())
        self.told.setText(" ".join(words))

    def _tell_of_column(self) -> None:
        """Being at a code's number tells why it is undefined, in its tip."""
        index = self.codes.currentIndex()
        if index.isValid() and index.data() == _("undefined"):
            self.codes.setToolTip(meaning.undefined())
            self.codes.setAccessibleDescription(meaning.undefined())
        else:
            self.codes.setToolTip("")
            self.codes.setAccessibleDescription("")
