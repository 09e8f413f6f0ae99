"""The chips that hold a code against others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, QPoint, QRect, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from qualcode.core.analysis.query import Distance, Operator, Term
from qualcode.core.ids import CodeId
from qualcode.core.translate import _
from qualcode.shell.commands.actions import action, choice, plain
from qualcode.shell.models.codes import CodesModel, shortened
from qualcode.shell.pages.categories.asking import (
    DISTANCES,
    OPERATOR_NAMES,
    OPERATOR_TIPS,
    distance_name,
    term_words,
)
from qualcode.shell.panels.code_palette import CodePalette
from qualcode.shell.panels.palette_rows import Candidate

_LONGEST = 32


class ExistingCodes(CodePalette):
    """The palette for a code that is there already: a new one would have no passages."""

    def _new_ones(self, _letters: str) -> list[Candidate]:
        return []

    def _show_definition(self) -> None:
        super()._show_definition()
        self.keys.setText(_("{enter} combine").format(enter="↵"))


class TermChips(QObject):
    """A chip for each further code, and one for adding another.

    Attributes:
        chips: those of the terms; `add` comes before or after them.

    Signals:
        changed(): `terms` are others.
        arranged(): chips have come or gone.
    """

    changed = Signal()
    arranged = Signal()

    def __init__(self, codes: CodesModel, parent: QWidget, page: QWidget) -> None:
        super().__init__(parent)
        self._codes = codes
        self._widget = parent
        self._page = page
        self.terms: tuple[Term, ...] = ()
        self.chips: list[QPushButton] = []
        self._wanted: Callable[[CodeId], None] = lambda _code_id: None
        self.palette = ExistingCodes(codes, page)
        self.palette.chosen.connect(lambda code_id, _further: self._wanted(CodeId(code_id)))
        self.add = QPushButton(parent)
        self.add.setProperty("kind", "chip")
        self.add.setAutoDefault(False)
        self.add.setToolTip(
            _("Hold the passages against those of another code: and, or, not, overlapping, near")
        )
        self._menu = self._make_menu()
        self.add.setMenu(self._menu)
        self.palette.closed.connect(self.add.setFocus)
        self.show_terms(())

    def _make_menu(self) -> QMenu:
        menu = QMenu(self.add)
        menu.setToolTipsVisible(True)
        for operator, name in OPERATOR_NAMES.items():
            made = action(menu, _(name), partial(self._ask_code, operator))
            made.setToolTip(_(OPERATOR_TIPS[operator]))
            made.setStatusTip(_(OPERATOR_TIPS[operator]))
            menu.addAction(made)
        return menu

    def show_terms(self, terms: tuple[Term, ...]) -> None:
        """Show these, without telling of it."""
        self.terms = terms
        while len(self.chips) > len(terms):
            chip = self.chips.pop()
            chip.hide()
            chip.deleteLater()
        while len(self.chips) < len(terms):
            self.chips.append(self._make_chip(len(self.chips)))
        for chip, term in zip(self.chips, terms, strict=True):
            self._name(chip, term)
        words = _("Combine further") if terms else _("Combine")
        self.add.setText(words)
        self.add.setAccessibleName(words)
        self.arranged.emit()

    def _name(self, chip: QPushButton, term: Term) -> None:
        code = self._codes.codebook.codes.get(term.code_id)
        name = shortened(code.name.replace("\n", " "), _LONGEST) if code else "?"
        words = term_words(term, name)
        chip.setText(plain(words))
        chip.setAccessibleName(words)
        chip.setToolTip(_(OPERATOR_TIPS[term.operator]))

    def _make_chip(self, number: int) -> QPushButton:
        chip = QPushButton(self._widget)
        chip.setProperty("kind", "chip")
        chip.setAutoDefault(False)
        menu = QMenu(chip)
        menu.setToolTipsVisible(True)
        menu.aboutToShow.connect(lambda: self._fill(menu, number))
        chip.setMenu(menu)
        return chip

    def _fill(self, menu: QMenu, number: int) -> None:
        """How the code is held against the others; which code; whether at all."""
        menu.clear()
        term = self.terms[number]
        group = QActionGroup(menu)
        for operator, name in OPERATOR_NAMES.items():
            made = choice(menu, _(name), partial(self._change, number, operator=operator))
            made.setToolTip(_(OPERATOR_TIPS[operator]))
            made.setChecked(operator == term.operator)
            group.addAction(made)
            menu.addAction(made)
        menu.addSeparator()
        if term.operator == Operator.NEAR:
            menu.addMenu(self._distances(menu, number))
        menu.addAction(action(menu, _("Another code…"), partial(self._ask_other, number)))
        menu.addAction(action(menu, _("Remove"), partial(self._remove, number)))

    def _distances(self, parent: QMenu, number: int) -> QMenu:
        menu = QMenu(_("How near"), parent)
        group = QActionGroup(menu)
        for distance in DISTANCES:
            words = distance_name(distance)
            made = choice(menu, words, partial(self._change, number, distance=distance))
            made.setChecked(distance == self.terms[number].distance)
            group.addAction(made)
            menu.addAction(made)
        return menu

    # Changing

    def _ask_code(self, operator: Operator) -> None:
        self.ask(lambda code_id: self._take((*self.terms, Term(operator, code_id))), self.add)

    def _ask_other(self, number: int) -> None:
        self.ask(lambda code_id: self._change(number, code_id=code_id), self.chips[number])

    def ask(self, take: Callable[[CodeId], None], at: QWidget) -> None:
        """Let a code be chosen in the palette, by a chip."""
        self._wanted = take
        place = QRect(at.mapTo(self._page, QPoint(0, 0)), at.size())
        self.palette.open(place, letters="", recent=(), parent_id=None)

    def _change(
        self,
        number: int,
        *,
        operator: Operator | None = None,
        code_id: CodeId | None = None,
        distance: Distance | None = None,
    ) -> None:
        term = self.terms[number]
        changed = replace(
            term,
            operator=operator or term.operator,
            code_id=code_id or term.code_id,
            distance=distance or term.distance,
        )
        self._take((*self.terms[:number], changed, *self.terms[number + 1 :]))

    def _remove(self, number: int) -> None:
        self._take((*self.terms[:number], *self.terms[number + 1 :]))

    def _take(self, terms: tuple[Term, ...]) -> None:
        self.show_terms(terms)
        self.changed.emit()
