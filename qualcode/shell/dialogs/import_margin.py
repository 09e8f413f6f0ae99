"""A text with its margin: what comments and colours become, and below it where they stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from qualcode.core.importers.margin_rules import (
    CODE_AND_MEMO,
    CODES,
    LINE,
    MEMOS,
    NONE,
    ONE_CODE,
    SEMICOLON,
    TEXT,
    Wish,
)
from qualcode.core.model.palette import PALETTE
from qualcode.core.operations.margin_names import CodeNames
from qualcode.core.translate import N_, _
from qualcode.shell.dialogs.cells import ROW, CellTable
from qualcode.shell.dialogs.import_preview import LONGEST_WHOLE
from qualcode.shell.dialogs.text_panel import TextPanel
from qualcode.shell.models.margin import Column, MarginModel, MarginRow, MarginSheet
from qualcode.shell.panels.flow_layout import FlowLayout
from qualcode.shell.panels.painting import current_theme, px
from qualcode.shell.text.reader import Reader
from qualcode.shell.text.views import MarkView
from qualcode.shell.theme import set_kind

_BECOME: Final = {
    CODES: N_("Codes"),
    CODE_AND_MEMO: N_("Codes and memos"),
    MEMOS: N_("Memos"),
    TEXT: N_("Lines of the text"),
    NONE: N_("Nothing"),
}
_APART: Final = {
    ONE_CODE: N_("One in each"),
    SEMICOLON: N_("Semicolon between"),
    LINE: N_("One on each line"),
}
_LEAST_WIDTH: Final = 60
_FIELD: Final = 22  # characters
_MOST_ROWS: Final = 6
_LEAST_ROOM: Final = 240
_LEAST_TEXT: Final = 48


class MarginPanel(TextPanel):
    """What becomes of one file's margin.

    Signals:
        edited(): something was decided.
        become_chosen(comments): comments are to become something else, one of `BECOME`.
    """

    edited = Signal()
    become_chosen = Signal(str)

    def __init__(
        self, codes: Callable[[], CodeNames | None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._codes = codes
        self.sheet: MarginSheet | None = None
        self._decided: object = None
        self.model = MarginModel(codes, self)
        self.model.edited.connect(self._decided_on)
        self.doubts = QLabel(self)
        self.doubts.setTextFormat(Qt.TextFormat.PlainText)
        self.doubts.setWordWrap(True)
        set_kind(self.doubts, "warning")
        self.become = self._box(_("Comments become"), _BECOME)
        self.become.setToolTip(
            _(
                "Codes: each comment is a code. Codes and memos: its first line is a code and the "
                "rest a memo, as in “Mandate: unclear”. Memos: each is a memo on its words. Lines "
                "of the text: each stands below its paragraph. Nothing: they are left out."
            )
        )
        self.become.activated.connect(lambda: self.become_chosen.emit(self.become.currentData()))
        self.apart = self._box(_("Several codes"), _APART)
        self.apart.activated.connect(self._apart_chosen)
        self.under = QComboBox(self)
        self.under.setAccessibleName(_("New codes go under"))
        self.under.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.under.setMinimumContentsLength(_FIELD)
        self.under.activated.connect(self._under_chosen)
        self.alike_button = QPushButton(_("&Take the likely code"), self)
        self.alike_button.setAccessibleName(_("Take the likely code"))
        self.alike_button.setToolTip(
            _("The chosen row becomes the code of the project that its words are like.")
        )
        self.alike_button.setAutoDefault(False)
        self.alike_button.clicked.connect(self.take_alike)
        self.table = self._table()
        self.reader = Reader(self, theme=current_theme())
        self.reader.mark_activated.connect(self._mark_chosen)
        self._lay_out()
        self._fit()

    def _box(self, name: str, items: dict[str, str]) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        for value, text in items.items():
            box.addItem(_(text), value)
        return box

    def _table(self) -> CellTable:
        table = CellTable(self)
        table.setAccessibleName(_("Comments and colours"))
        table.setModel(self.model)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        for column in (Column.WORDS, Column.CODE, Column.STATE):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(px(_LEAST_WIDTH))
        table.selectionModel().currentRowChanged.connect(self._row_chosen)
        return table

    def _lay_out(self) -> None:
        fields = FlowLayout(spacing=8)
        self._apart_field = _named(_("Se&veral codes"), self.apart, self)
        self._under_field = _named(_("New codes go un&der"), self.under, self)
        fields.addWidget(_named(_("Co&mments become"), self.become, self))
        fields.addWidget(self._apart_field)
        fields.addWidget(self._under_field)
        fields.addWidget(self.alike_button)
        self.splitter = self._text_below(self.table)
        inside = QWidget(self)
        set_kind(inside, "panel")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.doubts)
        column.addLayout(fields)
        column.addWidget(self.splitter, 1)
        scroll = QScrollArea(self)  # where room is short
        scroll.setAccessibleName(_("Comments and colours"))
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidgetResizable(True)
        scroll.setWidget(inside)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(scroll)

    # What is shown

    def show_sheet(self, sheet: MarginSheet | None) -> None:
        """Show a file's margin, and what is decided of it."""
        is_other = sheet is not self.sheet
        if is_other:
            self.sheet = sheet
            text = sheet.text[:LONGEST_WHOLE] if sheet else ""
            self.reader.show_text(str(id(sheet)) if sheet else "", "", "", text)
        self._show_fields()
        decided = (sheet.comments, sheet.apart) if sheet else None
        if is_other or decided != self._decided:
            self._decided = decided
            self.model.show(sheet)
            self._share()
        self._show_marks()
        self._show_state()

    def _share(self) -> None:
        """Room for the rows, or for so many that the text has as much."""
        rows = min(max(self.model.rowCount(), 1), _MOST_ROWS)
        header = self.table.horizontalHeader().sizeHint().height()
        wanted = header + rows * px(ROW) + px(8)
        room = max(self.splitter.height(), px(_LEAST_ROOM))
        self.table.setMinimumHeight(header + px(ROW))
        self.reader.setMinimumHeight(px(_LEAST_TEXT))
        self.splitter.setMinimumHeight(header + px(ROW) + px(_LEAST_TEXT) + px(12))
        self.splitter.setSizes([min(wanted, room // 2), max(room - wanted, room // 2)])

    def _show_fields(self) -> None:
        sheet = self.sheet
        doubts = sheet.doubts() if sheet else ""
        self.doubts.setText(doubts)
        self.doubts.setAccessibleName(doubts)
        self.doubts.setVisible(bool(doubts))
        if sheet is None:
            return
        self.become.setEnabled(bool(sheet.margin.comments))
        self.become.setCurrentIndex(self.become.findData(sheet.comments))
        self.apart.setCurrentIndex(self.apart.findData(sheet.apart))
        self._apart_field.setVisible(sheet.rule.makes_codes)
        self._fill_under(sheet.under)

    def _fill_under(self, chosen: str) -> None:
        codes = self._codes()
        self.under.clear()
        self.under.addItem(_("The top of the codebook"), "")
        for path in codes.paths.values() if codes else ():
            self.under.addItem(path, path)
        if chosen and self.under.findData(chosen) < 0:
            self.under.addItem(chosen, chosen)
        self.under.setCurrentIndex(max(0, self.under.findData(chosen)))
        sheet = self.sheet
        makes = sheet is not None and (sheet.rule.makes_codes or any(sheet.highlights.values()))
        self._under_field.setVisible(makes)

    def _show_marks(self) -> None:
        sheet, codes = self.sheet, self._codes()
        end = len(self.reader.text())
        wishes = sheet.wishes(codes) if sheet and codes else []
        self.reader.set_marks(
            mark for mark in self._marks(wishes, codes) if mark.start < mark.end <= end
        )
        self.table.setVisible(self.model.rowCount() > 0)

    def _marks(self, wishes: list[Wish], codes: CodeNames | None) -> Iterator[MarkView]:
        """Each code and memo where it will be, in its colour; colours without a code stand back."""
        new: dict[str, str] = {}
        for number, wish in enumerate(wishes):
            for code in wish.codes or ("",):
                colour = codes.colour(code) if codes and code else None
                if colour is None:
                    colour = new.setdefault(code, PALETTE[len(new) % len(PALETTE)].light)
                label = code or _("Memo")
                if wish.initials or wish.author:
                    label = f"{label} · {wish.initials or wish.author}"
                key = f"{number} {code}"
                yield MarkView(key, wish.start, wish.end, code or " ", label, colour)

    def _show_state(self) -> None:
        alike = self.model.alike(self.table.currentIndex())
        self.alike_button.setVisible(bool(alike))

    # What is chosen

    def _decided_on(self) -> None:
        self._fill_under(self.sheet.under if self.sheet else "")
        self._show_marks()
        self._show_state()
        self.edited.emit()

    def _apart_chosen(self) -> None:
        if self.sheet is not None:
            self.sheet.say(apart=self.apart.currentData())
            self.show_sheet(self.sheet)
            self.edited.emit()

    def _under_chosen(self) -> None:
        if self.sheet is not None:
            self.sheet.say(under=self.under.currentData())
            self.edited.emit()

    def take_alike(self) -> None:
        """Let the chosen row become the code that its words are like."""
        self.model.take_alike(self.table.currentIndex())

    def _row_chosen(self, index: QModelIndex) -> None:
        """Show the first passage of the row."""
        row = self.model.row_at(index)
        place = self._first_place(row) if row else None
        if place is not None and place[1] <= len(self.reader.text()):
            self.reader.scroll_to(*place)
        self._show_state()

    def _first_place(self, row: MarginRow) -> tuple[int, int] | None:
        sheet, codes = self.sheet, self._codes()
        if sheet is None or codes is None:
            return None
        if row.is_person:
            spans = ((c.start, c.end) for c in sheet.margin.comments if c.author == row.words)
        elif row.is_colour:
            spans = ((h.start, h.end) for h in sheet.margin.highlights if h.colour == row.words)
        else:
            code = sheet.code_of(row)
            spans = ((w.start, w.end) for w in sheet.wishes(codes) if code in w.codes)
        return next(spans, None)

    def _mark_chosen(self, keys: list[str], _position: int) -> None:
        """Choose the row that a clicked mark came from."""
        self.reader.lift(None)
        code = keys[0].partition(" ")[2] if keys else ""
        for number, row in enumerate(self.model.rows):
            if self.sheet is not None and code and self.sheet.code_of(row) == code:
                self.table.setCurrentIndex(self.model.index(number, 0))
                return


def _named(name: str, field: QWidget, parent: QWidget) -> QWidget:
    """A field with its name before it, which stay together."""
    pair = QWidget(parent)
    label = QLabel(name, pair)
    label.setBuddy(field)
    set_kind(label, "soft")
    row = QHBoxLayout(pair)
    row.setContentsMargins(0, 0, 6, 0)
    row.setSpacing(6)
    row.addWidget(label)
    row.addWidget(field)
    return pair
