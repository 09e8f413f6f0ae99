"""The numbers, calmly: a few first, each with what it means; all of them for who asks."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from qualcode.core.analysis.agreement import meaning
from qualcode.core.analysis.agreement.result import Agreement
from qualcode.core.report import agreement_parts as report
from qualcode.core.translate import _, ngettext, one_by_one
from qualcode.shell.pages.team.agreement_figures import Figures
from qualcode.shell.pages.team.frozen_column import FrozenColumn
from qualcode.shell.pages.team.plain_table import PlainTable, Row
from qualcode.shell.panels.painting import px
from qualcode.shell.theme import set_kind


class AgreementResult(QWidget):
    """Attributes:
    figures: what is told first of all codes together.
    every: the button that shows all measures.
    overall, coverage, codes, documents: the tables; the first has all measures.
    told: what the number means that one is at in it.
    remarks: what a reader should know first, above the figures; leave_out: the button that leaves
        out what somebody marked nothing in.
    found: what is shown; None for nothing.

    Signals: leave_out_wanted(document_ids): these are not to be compared; code_chosen(name): the
    row of another code is the current one.
    """

    leave_out_wanted = Signal(tuple)
    code_chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.found: Agreement | None = None
        self.setAccessibleName(_("Agreement"))
        self.every = QPushButton(_("All measu&res"), self)
        self.every.setCheckable(True)
        self.every.setToolTip(
            _("Show every coefficient, of all codes, each code and each document")
        )
        self.every.toggled.connect(lambda _on: self._show())
        self._is_made = False

    def _make(self) -> None:
        """The parts, when there is something to show."""
        self._is_made = True
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, px(20))
        self._column.setSpacing(px(6))
        self.heading = self._label("heading")
        self._column.addWidget(self.heading)
        self.remarks = self._label("warned")
        self.leave_out = QPushButton(self)
        set_kind(self.leave_out, "chip")
        self.leave_out.clicked.connect(self._leave_out)
        self._column.addWidget(self.remarks)
        self._column.addWidget(self.leave_out, 0, Qt.AlignmentFlag.AlignLeft)
        self.figures = Figures(self)
        self._column.addWidget(self.figures)
        self.overall = self._table(_("All measures, all codes"))
        self.told = self._label("soft")
        self._column.addSpacing(px(4))
        self._column.addWidget(self.every, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(self.overall)
        self._column.addWidget(self.told)
        self.coverage = self._titled(_("How much was coded"))
        self.codes = self._titled(_("By code"))
        self.documents = self._titled(_("By document"))
        self._column.addStretch(1)
        self.overall.row_changed.connect(lambda _key: self._tell())
        self.codes.selectionModel().currentChanged.connect(lambda *_all: self._tell_of_column())
        self.codes.row_changed.connect(self.code_chosen)

    def _label(self, kind: str) -> QLabel:
        label = QLabel(self)
        set_kind(label, kind)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label

    def _table(self, name: str) -> PlainTable:
        table = PlainTable(name, ("",), self)
        table.is_whole = True
        table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return table

    def _titled(self, name: str) -> PlainTable:
        """A table under its name."""
        table = self._table(name)
        label = self._label("heading")
        label.setText(name)
        label.setContentsMargins(0, px(14), 0, 0)
        label.setBuddy(table)
        self._column.addWidget(label)
        self._column.addWidget(table)
        table.setProperty("title", label)
        table.setProperty("first", FrozenColumn(table))
        return table

    def show_result(self, found: Agreement) -> None:
        """Show these numbers."""
        if not self._is_made:
            self._make()
        self.found = found
        self._show()

    def _show(self) -> None:
        found, every = self.found, self.every.isChecked()
        if found is None:
            return
        self.heading.setText(report.heading(found))
        overall = report.overall(found)
        self.figures.show_part(report.first_of(overall))
        self._fill(self.coverage, report.coverage(found))
        self._fill(self.overall, overall)
        for table, part in (
            (self.codes, report.by_code(found)),
            (self.documents, report.by_document(found)),
        ):
            self._fill(table, part if every else report.first_of(part))
        several = len(found.documents) > 1
        for widget in (self.documents, self.documents.property("title")):
            widget.setVisible(several)
        for widget in (self.overall, self.told):
            widget.setVisible(every)
        if not self.overall.current_key():
            self.overall.selectRow(0)
        self._tell()
        self.remarks.setText("\n".join(found.remarks))
        self.remarks.setVisible(bool(found.remarks))
        number = len(found.unread)
        words = ngettext("Leave &it out", "Leave {number} documents &out", number)
        self.leave_out.setText(words.format(number=number))
        self.leave_out.setVisible(0 < number < len(found.documents))

    def _leave_out(self) -> None:
        if self.found is not None:
            self.leave_out_wanted.emit(self.found.unread)

    def _fill(self, table: PlainTable, part: report.Part) -> None:
        numbers = range(1, len(part.headings))
        if table.model_.headings != part.headings:
            table.set_headings(part.headings, numbers)
        table.show_rows(
            [
                Row(tuple(cells), key)
                for cells, key in zip(report.cells(part), part.keys, strict=True)
            ]
        )

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
        self.told.setText(one_by_one(words))

    def _tell_of_column(self) -> None:
        """Being at a code's number tells why it is undefined, in its tip."""
        index = self.codes.currentIndex()
        if index.isValid() and index.data() == _("undefined"):
            self.codes.setToolTip(meaning.undefined())
            self.codes.setAccessibleDescription(meaning.undefined())
        else:
            self.codes.setToolTip("")
            self.codes.setAccessibleDescription("")
