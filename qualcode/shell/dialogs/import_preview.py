"""A text with the speakers proposed in it: the table to decide in, and the text in colour below."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QMenu,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from qualcode.core.importers.transcript import Speech
from qualcode.core.model.person import INTERVIEWER, RESPONDENT
from qualcode.core.translate import _
from qualcode.shell.dialogs.cells import ROW, CellTable
from qualcode.shell.dialogs.text_panel import TextPanel
from qualcode.shell.models.removals import Removals
from qualcode.shell.models.speakers import Proposed, SpeakerSheet, speakers_found
from qualcode.shell.models.speakers_table import Column, SpeakersModel
from qualcode.shell.overrides import called_by_qt
from qualcode.shell.panels.painting import current_theme, px
from qualcode.shell.text.reader import Reader
from qualcode.shell.text.views import MarkView, TurnView
from qualcode.shell.theme import set_kind

Index = QModelIndex | QPersistentModelIndex

#: A longer text takes over 50 ms to be shown, so its beginning comes first.
LONGEST_AT_ONCE: Final = 600_000
#: Where places of a text are gone to, all of it is shown that can be in some 100 ms.
LONGEST_WHOLE: Final = 2_000_000
SHOWN_FIRST: Final = 200_000
_MOST_ROWS: Final = 8
_LEAST_WIDTH: Final = 60


class SpeakersPanel(TextPanel):
    """Who speaks in one text, to be accepted, changed or refused.

    Respondents' turns are tinted, each person's in a colour, with what will be printed in the
    margin; an interviewer's stand back in a softer ink.

    Signals: edited(): who speaks, or as what, was changed here.
    """

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheet: SpeakerSheet | None = None
        self.removals: Removals | None = None
        self._shown = 0
        self._busy = False
        self._moved = False
        self.model = SpeakersModel(self)
        self.model.edited.connect(self.edited)
        self.found = QLabel(self)
        self.found.setTextFormat(Qt.TextFormat.PlainText)
        set_kind(self.found, "heading")
        self.nobody = QCheckBox(_("&No speakers in this file"), self)
        self.nobody.setAccessibleName(_("No speakers in this file"))
        self.nobody.toggled.connect(self._nobody_toggled)
        self.table = self._table()
        self.reader = Reader(self, theme=current_theme())
        self.reader.mark_activated.connect(self._turn_chosen)
        self.more = self._more_bar()
        self._lay_out()
        self._fit()

    def _table(self) -> CellTable:
        table = CellTable(self)
        table.setAccessibleName(_("Speakers proposed"))
        table.setModel(self.model)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.customContextMenuRequested.connect(self._show_menu)
        self.model.together = self._together
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        for column in (Column.PSEUDONYM, Column.ROLE, Column.GROUP):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(px(_LEAST_WIDTH))
        table.selectionModel().currentRowChanged.connect(self._row_chosen)
        return table

    def _more_bar(self) -> QWidget:
        bar = QWidget(self)
        set_kind(bar, "bar")
        self._more_text = QLabel(bar)
        self._more_text.setTextFormat(Qt.TextFormat.PlainText)
        set_kind(self._more_text, "soft")
        self._more_button = QPushButton(_("Show &all of it"), bar)
        self._more_button.setAccessibleName(_("Show all of it"))
        self._more_button.setAutoDefault(False)
        set_kind(self._more_button, "chip")
        self._more_button.clicked.connect(self.show_all)
        row = QHBoxLayout(bar)
        row.setContentsMargins(12, 6, 12, 6)
        row.addWidget(self._more_text, 1)
        row.addWidget(self._more_button)
        bar.hide()
        return bar

    def _lay_out(self) -> None:
        top = QWidget(self)
        line = QHBoxLayout()
        line.addWidget(self.found, 1)
        line.addWidget(self.nobody)
        upper = QVBoxLayout(top)
        upper.setContentsMargins(0, 0, 0, 6)
        upper.setSpacing(4)
        upper.addLayout(line)
        upper.addWidget(self.table, 1)
        below = QWidget(self)
        lower = QVBoxLayout(below)
        lower.setContentsMargins(0, 0, 0, 0)
        lower.setSpacing(0)
        lower.addWidget(self.more)
        lower.addWidget(self.reader, 1)
        self.splitter = QSplitter(Qt.Orientation.Vertical, self)
        self.splitter.addWidget(top)
        self.splitter.addWidget(below)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.splitterMoved.connect(self._user_moved)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.splitter)

    # What is shown

    def show_sheet(
        self,
        sheet: SpeakerSheet | None,
        printed: dict[Proposed, str],
        removals: Removals | None = None,
    ) -> None:
        """Show a text and its speakers; `printed` is what each of them will be printed as.

        `removals` shows the whole text, with what will not be stored of it struck through.
        """
        before = self._text
        self.sheet, self.removals = sheet, removals
        other = self._text is not before
        self._busy = True
        self.model.show(sheet, printed)
        self.nobody.setChecked(sheet.nobody if sheet else False)
        self.nobody.setVisible(bool(sheet and sheet.rows))
        self.found.setText(speakers_found(sheet) if sheet else "")
        self.table.setVisible(bool(sheet and sheet.shown))
        if other:
            self._show_text(LONGEST_AT_ONCE)
            self._fit_table()
        else:
            self._show_turns()
        self._busy = False

    def show_all(self) -> None:
        """Show the whole text, however long it is."""
        self._show_text(len(self._text))
        self.reader.setFocus()

    @property
    def _text(self) -> str:
        if self.removals is not None:
            return self.removals.text
        return self.sheet.text if self.sheet else ""

    def _turns(self) -> list[Speech]:
        """The turns, where they stand in the text that is shown."""
        turns = self.sheet.turns() if self.sheet else ()
        return [self.removals.whole(turn) if self.removals else turn for turn in turns]

    def _show_text(self, at_once: int) -> None:
        text = self._text
        self._shown = len(text) if len(text) <= at_once else SHOWN_FIRST
        self.more.setVisible(self._shown < len(text))
        said = _("The first {shown} of {all} characters are shown. All are imported.")
        self._more_text.setText(said.format(shown=f"{self._shown:,}", all=f"{len(text):,}"))
        key = str(id(self.sheet)) if self.sheet else ""
        self.reader.show_text(key, "", "", text[: self._shown])
        self._show_turns()

    def _show_turns(self) -> None:
        sheet = self.sheet
        turns = [turn for turn in self._turns() if turn.start < self._shown]
        rows = {row.label: row for row in sheet.accepted} if sheet else {}
        self.reader.set_turns([self._turn(turn, rows[turn.label]) for turn in turns])
        self.reader.set_marks(
            self._mark(number, turn, rows[turn.label])
            for number, turn in enumerate(turns)
            if not rows[turn.label].is_interviewer
        )
        self.reader.struck.show(
            *(
                [span for span in spans if span.end <= self._shown]
                for spans in (
                    (self.removals.struck, self.removals.offered) if self.removals else ((), ())
                )
            )
        )

    def _turn(self, turn: Speech, row: Proposed) -> TurnView:
        end = min(turn.end, self._shown)
        start = min(turn.speech_start, end)
        return TurnView(turn.start, end, start, turn.label, turn.time_code, row.is_interviewer)

    def _mark(self, number: int, turn: Speech, row: Proposed) -> MarkView:
        label = self.model.printed(row)
        colour = self.sheet.colour(row) if self.sheet else ""
        end = min(turn.end, self._shown)
        return MarkView(f"{number}", turn.start, end, row.label, label, colour, dim=True)

    # What is done

    def _together(self, index: Index) -> list[Index]:
        """The cells of the rows that are selected along with one."""
        rows = [chosen.row() for chosen in self.table.selectionModel().selectedRows()]
        if index.row() not in rows:
            return [index]
        return [self.model.index(row, index.column()) for row in rows]

    def _show_menu(self, place: QPoint) -> None:
        """What can be said of all selected rows at once."""
        check = Qt.ItemDataRole.CheckStateRole
        edit = Qt.ItemDataRole.EditRole
        checked, unchecked = Qt.CheckState.Checked, Qt.CheckState.Unchecked
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for text, column, value, role in (
            (_("&Respondents"), Column.KIND, RESPONDENT, edit),
            (_("&Interviewers"), Column.KIND, INTERVIEWER, edit),
            (_("Names, never &printed"), Column.NAME, checked, check),
            (_("&Labels, no names"), Column.NAME, unchecked, check),
            (_("&Speakers"), Column.LABEL, checked, check),
            (_("&No speakers"), Column.LABEL, unchecked, check),
        ):
            action = menu.addAction(text)
            action.triggered.connect(partial(self._say_of_selected, column, value, role))
        menu.popup(self.table.viewport().mapToGlobal(place))

    def _say_of_selected(self, column: Column, value: object, role: int) -> None:
        rows = [chosen.row() for chosen in self.table.selectionModel().selectedRows()]
        self.model.set_many([self.model.index(row, column) for row in rows], value, role)

    def _nobody_toggled(self, nobody: bool) -> None:
        if self.sheet and not self._busy:
            self.sheet.nobody = nobody
            self.edited.emit()

    def _row_chosen(self, index: QModelIndex) -> None:
        """Show where the speaker first speaks, if they are not seen."""
        row = self.model.row_at(index)
        if row is None or self.sheet is None or self._busy:
            return
        seen = self.reader.visible_span()
        turns = [turn for turn in self._turns() if turn.label == row.label]
        if turns and not any(seen.start <= turn.start < seen.end for turn in turns):
            self.reader.scroll_to(turns[0].start, turns[0].speech_start)

    def _turn_chosen(self, keys: list[str], _position: int) -> None:
        """Choose the row of the speaker whose turn was clicked. No turn stands out in the text."""
        self.reader.lift(None)
        mark = next((m for m in self.reader.marks() if keys and m.key == keys[0]), None)
        if mark is None or self._busy:
            return
        self._busy = True
        self.table.setCurrentIndex(self.model.index(self.model.row_of(mark.code_id), 0))
        self._busy = False

    # Appearance

    def _fit(self) -> None:
        super()._fit()
        self._fit_table()

    @called_by_qt
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_table()

    def _user_moved(self) -> None:
        self._moved = True

    def _fit_table(self) -> None:
        """Room for all speakers, or for so many that the text has as much; unless the user has
        divided it otherwise."""
        if self._moved:
            return
        rows = min(max(self.model.rowCount(), 1), _MOST_ROWS)
        header = self.table.horizontalHeader().sizeHint().height()
        height = header + rows * px(ROW) + px(16) + self.found.sizeHint().height() + px(16)
        self.table.setMinimumHeight(header + 2 * px(ROW))
        if not self.model.rowCount():
            height = self.found.sizeHint().height() + px(12)
        height = min(height, max(self.height() // 2, px(160)))
        self.splitter.setSizes([height, max(self.height() - height, px(160))])
