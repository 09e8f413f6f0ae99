"""The passages that have lost their place, each to be placed again on words that one marks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from qualcode.core.analysis.unplaced import Unplaced, all_unplaced, likely_place
from qualcode.core.changes import Changes
from qualcode.core.ids import SegmentId
from qualcode.core.model.span import Span, trim
from qualcode.core.operations.corrections import place_again
from qualcode.core.store import documents as documents_store
from qualcode.core.translate import _, ngettext
from qualcode.shell.chosen import Chosen
from qualcode.shell.panels.drawer import Drawer, RowList
from qualcode.shell.panels.painting import px
from qualcode.shell.panels.two_lines import Index, TwoLines, TwoLinesDelegate
from qualcode.shell.session import Session
from qualcode.shell.theme import set_kind

_ROW: Final = Qt.ItemDataRole.UserRole
_TABLES: Final = ("segments", "codings", "codes", "documents", "coders")
_NO_INDEX: Final = QModelIndex()
_LONGEST: Final = 240


class UnplacedModel(QAbstractListModel):
    """The passages, by document."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[Unplaced] = []

    def set_rows(self, rows: Sequence[Unplaced]) -> None:
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        row = self.rows[index.row()]
        if role == _ROW:
            return row
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.segment.quote
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{_line(row.segment.quote)}, {', '.join(row.codes)}, {row.document}"
        return None


class _Delegate(TwoLinesDelegate):
    def lines(self, index: Index) -> TwoLines:
        row: Unplaced = index.data(_ROW)
        second = " · ".join(filter(None, (", ".join(row.codes), row.document)))
        return TwoLines(_line(row.segment.quote), second, row.initials, row.colour)


class UnplacedDrawer(Drawer):
    """Choose a passage, mark words in its text, and press the button.

    Attributes:
        list: the passages.
        place: the button.
    """

    def __init__(self, session: Session, chosen: Chosen, parent: QWidget | None = None) -> None:
        super().__init__(_("Passages without a place"), parent)
        self._session = session
        self._chosen = chosen
        self._is_stale = True
        self._likely: Span | None = None
        self.model = UnplacedModel(self)
        self.list = RowList(_("Passages without a place"), self.model, _Delegate(), self)
        self.empty = _words(
            _(
                "Every passage has its place. Where a transcript is corrected and the words of a "
                "passage are gone, the passage is kept here."
            ),
            self,
        )
        self.words = _words("", self)
        self.place = QPushButton(_("Place it on the &marked words"), self)
        set_kind(self.place, "primary")
        self.place.clicked.connect(lambda _checked=False: self.place_here())
        self._lay_out()
        self.list.selectionModel().currentChanged.connect(lambda _now, _old: self._show_row())
        self.list.entered_row.connect(lambda _row: self.show_place())
        chosen.changed.connect(self._show_target)
        session.changed.connect(self._changed)
        session.opened.connect(self._opened)
        session.busy_changed.connect(self._show_target)

    def _lay_out(self) -> None:
        under = QWidget(self)
        rows = QVBoxLayout(under)
        rows.setContentsMargins(px(14), px(8), px(14), px(14))
        rows.setSpacing(px(8))
        rows.addWidget(self.words)
        rows.addWidget(self.place, 0, Qt.AlignmentFlag.AlignLeft)
        self.empty.setMargin(px(14))
        self.column.addWidget(self.empty)
        self.column.addWidget(self.list, 1)
        self.column.addWidget(under)
        self.column.addStretch(0)

    # In step

    def came(self) -> None:
        """It is seen now."""
        if self._is_stale:
            self._read()
        else:
            self._show_target()

    def focus_first(self) -> None:
        """Where the keys go when it opens."""
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _opened(self) -> None:
        self._is_stale = True
        if self.isVisible():
            self._read()

    def _changed(self, changes: Changes) -> None:
        if changes.touches(*_TABLES):
            self._opened()

    def _read(self) -> None:
        self._is_stale = False
        project, current = self._session.project, self._current_id()
        rows = all_unplaced(project.db) if project is not None else []
        self.model.set_rows(rows)
        there = [row.segment.id for row in rows]
        number = there.index(current) if current is not None and current in there else 0
        self.list.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self.header.set_detail(
            ngettext("{count} passage", "{count} passages", len(rows)).format(count=len(rows))
            if rows
            else ""
        )
        if rows:
            self.list.setCurrentIndex(self.model.index(number))
        self._show_row()

    def current(self) -> Unplaced | None:
        """The passage that is chosen in the list."""
        row = self.list.currentIndex().row()
        return self.model.rows[row] if 0 <= row < len(self.model.rows) else None

    def _current_id(self) -> SegmentId | None:
        current = self.current()
        return current.segment.id if current else None

    def _show_row(self) -> None:
        """What the words were, and where they may be."""
        current, project = self.current(), self._session.project
        self._likely = None
        if current is not None and project is not None and self._is_there():
            place = likely_place(project.text(current.segment.document_id), current.segment)
            self._likely = Span(place.start, place.end) if place else None
        self._show_target()

    def _is_there(self) -> bool:
        """Whether the document of the passage that is chosen is still in the project."""
        current, project = self.current(), self._session.project
        if current is None or project is None:
            return True
        return bool(documents_store.documents(project.db, [current.segment.document_id]))

    def show_place(self) -> None:
        """Show the text, where the words may be."""
        current = self.current()
        if current is not None:
            place = self._likely or Span(0, 0)
            self.passage_wanted.emit(current.segment.document_id, place.start, place.end)

    # Placing

    def _target(self) -> Span | None:
        """The marked words of the passage's document."""
        current, chosen = self.current(), self._chosen
        if current is None or chosen.document_id != current.segment.document_id:
            return None
        return chosen.span

    def _show_target(self) -> None:
        """What may be done with the passage. Not while nobody sees it, nor between an operation and
        reading anew: its document may be gone."""
        if self._is_stale or not self.isVisible() or not self._is_there():
            return
        current, target = self.current(), self._target()
        self.words.setVisible(current is not None)
        self.place.setVisible(current is not None)
        self.place.setEnabled(self._session.can_write and target is not None)
        if current is None or self._session.project is None:
            return
        text = self._session.project.text(current.segment.document_id)
        lines = [_("It was: “{words}”").format(words=_line(current.segment.quote))]
        if target is not None and (span := trim(text, *target)):
            lines.append(
                _("Marked now: “{words}”").format(words=_line(text[span.start : span.end]))
            )
        elif self._likely is not None:
            words = _line(text[self._likely.start : self._likely.end])
            lines.append(_("Perhaps here: “{words}”. Enter shows it.").format(words=words))
        else:
            lines.append(_("Enter shows the text. Mark the words there that it is to lie on."))
        self.words.setText("\n\n".join(lines))

    def place_here(self) -> None:
        """Place the passage on the marked words."""
        current, target = self.current(), self._target()
        if current is not None and target is not None:
            self._session.run(place_again, current.segment.id, target.start, target.end)


def _words(text: str, parent: QWidget) -> QLabel:
    label = QLabel(text, parent)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    set_kind(label, "soft")
    return label


def _line(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
