"""The disagreements as a list: what is let through, and how each is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QStringListModel, Qt

from qualcode.core.analysis.reconcile.confusion import Cell, cells
from qualcode.core.analysis.reconcile.differences import ALONE, EXTENT, Difference
from qualcode.core.analysis.reconcile.listing import STATE_NAMES, Listed
from qualcode.core.ids import CodeId, DocumentId
from qualcode.core.model.team import OPEN, SETTLED
from qualcode.core.report.typography import quoted
from qualcode.core.translate import _, language
from qualcode.shell.models.codes import shortened
from qualcode.shell.pages.team.reconcile_work import Names
from qualcode.shell.panels.two_lines import TwoLines, TwoLinesDelegate

Index = QModelIndex | QPersistentModelIndex
_SEEN: Final = (
    Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
)
_LONGEST: Final = 90

#: what names a place while its marks are what they are
Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is let through; an empty choice lets everything through.

    Attributes:
        cell: of the table of code against code.
    """

    codes: frozenset[CodeId] = frozenset()
    documents: frozenset[DocumentId] = frozenset()
    states: frozenset[str] = frozenset()
    cell: Cell | None = None

    def lets(self, one: Listed) -> bool:
        difference = one.difference
        return (
            (not self.states or one.state in self.states)
            and (not self.documents or difference.document_id in self.documents)
            and (not self.codes or not self.codes.isdisjoint(difference.code_ids))
            and (self.cell is None or self.cell in cells(difference))
        )

    def let_through(self, listed: Sequence[Listed]) -> Sequence[Listed]:
        """Those of them."""
        return [one for one in listed if self.lets(one)] if self != Asked() else listed

    def whatever_state(self) -> Asked:
        """The same, in whichever state."""
        return replace(self, states=frozenset())


def key_of(one: Listed) -> Key:
    """What names the place."""
    difference = one.difference
    pieces = tuple(piece[:4] for piece in difference.pieces)
    return difference.document_id, difference.start, difference.end, pieces


def told(difference: Difference, names: Names) -> str:
    """What differs, in a line."""
    codes = [names.code(code_id) for code_id in difference.code_ids]
    if difference.kind == EXTENT:
        return _("{code} · on other words").format(code=codes[0])
    if difference.kind == ALONE:
        return codes[0]
    return " ≠ ".join(codes)


def who_alone(difference: Difference, names: Names) -> str:
    """Who alone has the code; empty if others differ in another way."""
    if difference.kind != ALONE:
        return ""
    marked = {piece.coder_id for piece in difference.pieces}
    *most, who = [names.coders[one].name for one in difference.compared if one in marked]
    if most:
        who = _("{some} and {last}").format(some=", ".join(most), last=who)
    return _("Only {names}").format(names=who)


class ReconcileModel(QStringListModel):
    """The rows are what is let through, document after document. They are counted by Qt itself: a
    list asks for their number once for each of them, and there may be tens of thousands.

    Attributes:
        rows: what they are about.
    """

    def __init__(self, text_of: Callable[[DocumentId], str], parent: QObject) -> None:
        super().__init__(parent)
        self._text_of = text_of
        self.rows: list[Listed] = []
        self.names = Names()

    def show(self, rows: Sequence[Listed], names: Names) -> None:
        """Show these."""
        self.names = names
        self.rows = list(rows)
        self.setStringList([""] * len(self.rows))

    def flags(self, index: Index) -> Qt.ItemFlag:
        return _SEEN if index.isValid() else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        one = self.rows[index.row()]
        if role == TwoLinesDelegate.role:
            return self._lines(one)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            lines = self._lines(one)
            return " · ".join(filter(None, (lines.first, lines.tag, lines.second)))
        if role == Qt.ItemDataRole.ToolTipRole:
            parts = (told(one.difference, self.names), who_alone(one.difference, self.names))
            return " · ".join(filter(None, parts))
        return None

    def _lines(self, one: Listed) -> TwoLines:
        difference = one.difference
        text = self._text_of(difference.document_id)
        words = " ".join(
            text[difference.start : min(difference.end, difference.start + 400)].split()
        )
        quote = quoted(shortened(words, _LONGEST), language())
        title = self.names.documents.get(difference.document_id, "")
        tag = "" if one.state == OPEN else _(STATE_NAMES[one.state])
        if one.has_changed:
            tag = _("changed since")
        alone = who_alone(difference, self.names)
        return TwoLines(
            first=told(difference, self.names),
            second=" · ".join(filter(None, (alone, shortened(title, 32), quote))),
            tag=tag,
            is_faint=one.state == SETTLED,
        )

    # Looking

    def row_of(self, key: Key | None) -> int | None:
        """The row of a place."""
        return next((at for at, one in enumerate(self.rows) if key_of(one) == key), None)

    def near(self, document_id: DocumentId, start: int) -> int | None:
        """The first row of a document that ends after a position, or else its last."""
        found = None
        for at, one in enumerate(self.rows):
            if one.difference.document_id == document_id:
                found = at
                if one.difference.end > start:
                    break
        return found

    def next_open(self, after: int) -> Key | None:
        """The next place that is open, from the top again if there is none below."""
        return next((key_of(one) for one in self._from(after) if one.state == OPEN), None)

    def _from(self, after: int) -> Iterator[Listed]:
        yield from self.rows[after + 1 :]
        yield from self.rows[:after]
