"""What is done in the table of meaning units: codes given, codes put under others, levels said."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from qualcode.core.analysis.meaning_units import Unit
from qualcode.core.ids import CodeId, CodingId, SegmentId
from qualcode.core.model import LEVELS
from qualcode.core.model.chain import CODE
from qualcode.core.operations.chains import code_units, place_codes, set_level
from qualcode.core.operations.codes import NewCode
from qualcode.core.operations.meaning import interpret
from qualcode.core.operations.passages import condense, remove_codings
from qualcode.core.report.codebook import LEVEL_NAMES
from qualcode.core.translate import _, ngettext, one_by_one
from qualcode.shell.commands.actions import action, choice, enable, fill
from qualcode.shell.models.codes import shortened
from qualcode.shell.models.meaning_units import UnitsModel
from qualcode.shell.models.unit_material import LEVEL_OF, Column
from qualcode.shell.panels.leave import Deed, with_leave, with_leave_to_write
from qualcode.shell.panels.name_chooser import Choice, NameChooser
from qualcode.shell.panels.notice import Notice
from qualcode.shell.panels.unit_table import UnitTable
from qualcode.shell.session import Session

#: so many letters of a name stand in a hint
_LONGEST: Final = 60


class UnitCommands(QObject):
    """Asks by the cell, and does it for all rows that are chosen in its column. What others have
    coded is changed only where that is asked for.

    Attributes:
        notice: where that is asked, above the table.

    Signals:
        open_wanted(unit): the passage is to be shown in its text.
    """

    open_wanted = Signal(object)

    def __init__(self, session: Session, table: UnitTable, page: QWidget) -> None:
        super().__init__(page)
        self._session, self._table, self._page = session, table, page
        self._model: UnitsModel = table.units
        self._cell: tuple[Column, tuple[Unit, ...]] | None = None
        self.notice = Notice(page)
        self.chooser = NameChooser(page)
        self.chooser.chosen.connect(lambda code_id: self._take(CodeId(code_id)))
        self.chooser.new_wanted.connect(self._make)
        self.chooser.closed.connect(self._closed)
        table.name_wanted.connect(self.ask_name)
        table.clear_wanted.connect(self.clear)
        table.leave_wanted.connect(self._ask_to_write)
        table.open_wanted.connect(lambda _index: self._open())
        table.customContextMenuRequested.connect(self._show_menu)
        self._model.text_wanted.connect(self._write)
        self._make_actions()
        table.selectionModel().selectionChanged.connect(lambda *_all: self.refresh())
        table.selectionModel().currentRowChanged.connect(self._forget_leave)

    def _make_actions(self) -> None:
        self.open = self._made(
            _("Show in the &text"), self._open, (), _("Show the passage where it stands")
        )
        self.fill = self._made(
            _("&Fill in the cell"), self._fill_in, ("F2",), _("Write or choose what stands there")
        )
        self.take_out = self._made(
            _("E&mpty the cell"),
            lambda: self.clear(self._table.currentIndex()),
            (QKeySequence.StandardKey.Delete,),
            _("Take the code off the passage, or the code out of its category"),
        )
        self.copy = self._made(
            _("&Copy cells"), self._table.copy_cells, (), _("Copy the chosen cells as a table")
        )
        self.levels = QMenu(_("&Level of the code"), self._page)
        for level in LEVELS:
            one = choice(self.levels, _(LEVEL_NAMES[level]), _saying(self, level))
            one.setData(level)
            self.levels.addAction(one)
        self.levels.aboutToShow.connect(self._tick_level)

    def _made(
        self, text: str, run: Callable[[], object], keys: Sequence[object], tip: str
    ) -> QAction:
        made = action(self, text, run, shortcut=keys, tip=tip)  # type: ignore[arg-type]
        made.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        return made

    def menu(self) -> list[QAction | QMenu | None]:
        """For the menu bar, and at the pointer."""
        return [self.open, None, self.fill, self.levels, self.take_out, None, self.copy]

    def refresh(self) -> None:
        """What can be done now."""
        index, why_not = self._table.currentIndex(), self._session.why_not
        nothing = "" if index.isValid() else _("Choose a cell first.")
        enable(self.open, nothing)
        enable(self.copy, nothing)
        enable(self.fill, why_not or nothing)
        enable(self.take_out, why_not or nothing)
        self.levels.menuAction().setEnabled(not why_not and bool(self._codes_here()))

    def _show_menu(self, point: QPoint) -> None:
        menu = QMenu(self._table)
        fill(menu, self.menu())
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._table.viewport().mapToGlobal(point))

    def _open(self) -> None:
        unit = self._model.unit(self._table.currentIndex())
        if unit is not None:
            self.open_wanted.emit(unit)

    def _fill_in(self) -> None:
        index = self._table.currentIndex()
        if index.isValid() and Column(index.column()) in LEVEL_OF:
            self.ask_name(index)
        elif self._model.needs_leave(index):
            self._ask_to_write(index)
        elif index.isValid() and self._session.can_write:
            self._table.edit(index)

    # Words

    def _write(self, segment_id: str, column: int, text: str) -> None:
        if column == Column.CONDENSED:
            self._session.run_soon(condense, SegmentId(segment_id), text)
        else:
            self._session.run_soon(interpret, SegmentId(segment_id), text)

    def _ask_to_write(self, index: QModelIndex) -> None:
        self._with_leave_to_write(index, self._table.edit)

    def _forget_leave(self) -> None:
        self._model.allowed = None

    def _with_leave_to_write(
        self, index: QModelIndex, deed: Callable[[QModelIndex], object]
    ) -> None:
        """Do it to words of somebody else's passage if one says so; it holds until one leaves it."""
        unit, place = self._model.unit(index), QPersistentModelIndex(index)
        assert unit is not None, "a cell without a row is written in"

        def write() -> None:
            self._model.allowed = unit.segment_id
            self._table.setFocus(Qt.FocusReason.OtherFocusReason)
            if place.isValid():
                deed(self._model.index(place.row(), place.column()))

        with_leave_to_write(
            self.notice,
            self._model.text(unit, Column.EVALUATOR),
            write,
            back=lambda: self._table.setFocus(Qt.FocusReason.OtherFocusReason),
        )

    # Names

    def ask_name(self, index: QModelIndex, letters: str = "") -> None:
        """Let a code be chosen or named for a cell of the chain, and for those chosen with it."""
        unit = self._model.unit(index)
        if unit is None or not self._session.can_write:
            return
        column = Column(index.column())
        self._cell = (column, tuple(self._alike(unit, column)))
        self._table.scrollTo(index)
        place = self._table.cell_rect(index)
        place.moveTopLeft(self._table.mapTo(self._page, place.topLeft()))
        self.chooser.open(self._choice(unit, column), place, letters)

    def _choice(self, unit: Unit, column: Column) -> Choice:
        codebook, level = self._model.codebook, LEVEL_OF[column]
        chain = self._model.chain(unit)
        title = str(self._model.headerData(column, Qt.Orientation.Horizontal))
        here = self._model.code_in(unit, column)
        own = (here.id,) if here else ()
        if self._gives_code(unit, column):
            return Choice(
                title,
                codebook,
                codebook.codes,
                first=own,
                above=chain.above(level),
                hint=self._hint_of_rows(),
            )
        moved = chain.below(level)
        codes = [
            code.id
            for code in codebook
            if code.level in (LEVELS[CODE], LEVELS[level])
            and (moved is None or code.id not in codebook.subtree([moved]))
        ]
        said = tuple(code for code in codes if codebook.codes[code].level == LEVELS[level])
        return Choice(
            title,
            codebook,
            frozenset(codes),
            first=tuple(dict.fromkeys((*own, *said))),
            above=chain.above(level),
            can_make=moved is not None,
            hint=self._hint_of_move(moved),
        )

    def _alike(self, unit: Unit, column: Column) -> list[Unit]:
        """The chosen rows in whose cell the same would be done."""
        gives = self._gives_code(unit, column)
        units = self._table.units_in(column)
        return [one for one in units if self._gives_code(one, column) == gives]

    def _gives_code(self, unit: Unit, column: Column) -> bool:
        """Whether the cell is that of the passage's own code."""
        if unit.code_id is None:
            return column is Column.CODE
        return column is Column.CODE or LEVEL_OF[column] == self._model.chain(unit).own

    def _hint_of_rows(self) -> str:
        assert self._cell is not None
        number = len(self._cell[1])
        if number < 2:
            return ""
        return ngettext("For {number} row.", "For {number} rows.", number).format(number=number)

    def _hint_of_move(self, moved: CodeId | None) -> str:
        if moved is None:
            return _("Give the passage a code first.")
        codebook = self._model.codebook
        name = shortened(codebook.codes[moved].name, _LONGEST)
        words = (
            _("“{name}” is put under it with its codes.")
            if codebook.children(moved)
            else _("“{name}” is put under it, wherever it is used.")
        )
        return one_by_one([self._hint_of_rows(), words.format(name=name)])

    def _take(self, code_id: CodeId) -> None:
        self._give(code_id)

    def _make(self, name: str) -> None:
        cell = self._cell
        if cell is None:
            return
        column, units = cell
        above = self._model.chain(units[0]).above(LEVEL_OF[column]) if units else None
        self._give(NewCode(name, parent_id=above))

    def _give(self, code: CodeId | NewCode) -> None:
        if self._cell is None:
            return
        (column, units), self._cell = self._cell, None
        if self._gives_code(units[0], column):
            level = LEVELS[LEVEL_OF[column]]
            if isinstance(code, NewCode):
                code = NewCode(code.name, parent_id=code.parent_id, level=level)
            bare = [unit.segment_id for unit in units if not unit.coding_id]

            def give(codings: list[CodingId]) -> None:
                self._session.run_on_many(
                    _("Coding…"), len(codings) + len(bare), code_units, codings, bare, code
                )

            self._with_leave(units, give, beside=bool(bare))
        else:
            codes = [unit.code_id for unit in units if unit.code_id]
            self._session.run(place_codes, codes, LEVELS[LEVEL_OF[column]], code)

    def _closed(self, step: int) -> None:
        self._table.setFocus(Qt.FocusReason.OtherFocusReason)
        if step:
            self._table.step(step)

    # Emptying

    def clear(self, index: QModelIndex) -> None:
        """Empty a cell: words go, a code is taken off its passages, or out of its category."""
        unit = self._model.unit(index)
        if unit is None or not self._session.can_write:
            return
        column = Column(index.column())
        if column in (Column.CONDENSED, Column.INTERPRETATION):
            if self._model.needs_leave(index):
                self._with_leave_to_write(index, self.clear)
            elif self._model.text(unit, column):
                self._write(unit.segment_id, column, "")
        elif column in LEVEL_OF and self._model.code_in(unit, column) is not None:
            units = self._alike(unit, column)
            if self._gives_code(unit, column):
                self._with_leave(units, self._remove)
            else:
                codes = [one.code_id for one in units if one.code_id]
                self._session.run(place_codes, codes, LEVELS[LEVEL_OF[column]], None)

    def _remove(self, codings: list[CodingId]) -> None:
        self._session.run_on_many(_("Removing codes…"), len(codings), remove_codings, codings)

    def _with_leave(self, units: Sequence[Unit], deed: Deed, *, beside: bool = False) -> None:
        """Do it to one's own codings of these rows; ask before it is done to others'."""
        with_leave(
            self.notice,
            {unit.coding_id: unit.coder_id for unit in units if unit.coding_id},
            self._session.coder_id,
            self._model.material.coders.values(),
            deed,
            back=lambda: self._table.setFocus(Qt.FocusReason.OtherFocusReason),
            beside=beside,
        )

    # Levels

    def _codes_here(self) -> list[CodeId]:
        """The codes in the chosen cells."""
        found: dict[CodeId, None] = {}
        for index in self._table.selectionModel().selectedIndexes():
            if Column(index.column()) in LEVEL_OF and (unit := self._model.unit(index)):
                code = self._model.code_in(unit, Column(index.column()))
                if code is not None:
                    found[code.id] = None
        return list(found)

    def _tick_level(self) -> None:
        codes = self._model.codebook.codes
        said = {codes[code_id].level for code_id in self._codes_here()}
        for one in self.levels.actions():
            one.setChecked(said == {one.data()})

    def say_level(self, level: str) -> None:
        """Say which level the chosen codes are."""
        codes = self._codes_here()
        if codes:
            self._session.run(set_level, codes, level)


def _saying(commands: UnitCommands, level: str) -> Callable[[], None]:
    return lambda: commands.say_level(level)
