"""The page of the team: a list of its parts, and the one that is chosen."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QScrollArea,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from qualcode.core.project import SUFFIX
from qualcode.core.translate import _
from qualcode.shell.chosen import Chosen
from qualcode.shell.overrides import called_by_qt
from qualcode.shell.pages.team.part_list import PartList
from qualcode.shell.pages.team.parts import PARTS, Section
from qualcode.shell.panels.painting import px
from qualcode.shell.session import Session

_LIST_WIDTH, _NARROWEST = 240, 150
#: of the page's width, where it is narrow or the letters are large
_SHARE: Final = 0.27
#: between a part's key and that of one of its sections
_WITHIN: Final = "/"


class TeamPage(QWidget):
    """Makes the parts when they are first shown.

    A part may have, beside what a page may have (`state`, `restore_state`, `came`, `went` and the
    signals): ``heading`` with ``sections() -> list[Section]``, ``show_section(key)`` and the signal
    ``sections_changed()``, for rows of the list that are the part's own; the signal
    ``section_wanted(key)``; and ``beside``, a widget that is shown under the list while there are
    such rows.

    Attributes:
        list: the parts, to be chosen from.

    Signals:
        passage_wanted(document_id, start, end): a place is to be shown where one reads and codes.
        page_wanted(key), drawer_wanted(key, words): another page or a drawer is.
    """

    passage_wanted = Signal(str, int, int)
    page_wanted = Signal(str)
    drawer_wanted = Signal(str, str)

    def __init__(self, session: Session, chosen: Chosen, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._chosen = chosen
        self._of: object = None
        self._parts: dict[str, Any] = {}
        self._stored: dict[str, Any] = {}
        self._current = self._chosen_row = ""
        self._is_seen = self._was_moved = False
        self.setProperty("kind", "ground")
        self.setAccessibleName(_("Team"))
        self.list = PartList(self)
        self.list.chosen.connect(self._choose_row)
        self._stack = QStackedWidget(self)
        self._stack.setProperty("kind", "ground")
        self.setAcceptDrops(True)
        self._arrange()
        self.setFocusProxy(self.list)
        session.opened.connect(self._opened)
        self._list_parts()
        self.show_part(PARTS[0].key)

    def _arrange(self) -> None:
        left = QFrame(self)
        left.setProperty("kind", "panel")
        column = QVBoxLayout(left)
        column.setContentsMargins(0, px(6), 0, 0)
        column.setSpacing(0)
        self.list.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        column.addWidget(self.list, 2)
        self._beside = QScrollArea(left)
        self._beside.setWidgetResizable(True)
        self._beside.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._beside.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        holder = QWidget(self._beside)
        self._beside_column = QVBoxLayout(holder)
        self._beside_column.setContentsMargins(0, 0, 0, 0)
        self._beside_column.addStretch(1)
        self._beside.setWidget(holder)
        column.addWidget(self._beside, 1)
        column.addStretch(0)
        splitter = QSplitter(Qt.Orientation.Horizontal, self)
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(left)
        splitter.addWidget(self._stack)
        splitter.setStretchFactor(1, 1)
        left.setMinimumWidth(px(130))
        row = QVBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(splitter)
        splitter.splitterMoved.connect(self._splitter_moved)
        self.splitter = splitter

    def _splitter_moved(self) -> None:
        """The user shares the room from now on."""
        self._was_moved = True

    @called_by_qt
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._was_moved:
            wide = min(px(_LIST_WIDTH), max(px(_NARROWEST), round(self.width() * _SHARE)))
            self.splitter.setSizes([wide, max(self.width() - wide, 1)])

    # Parts

    @property
    def current(self) -> str:
        """The key of the part that is shown."""
        return self._current

    def part(self, key: str) -> Any:
        """A part; made now if it was not there."""
        if key not in self._parts:
            place = next(place for place in PARTS if place.key == key)
            made = place.make(self._session, self._chosen, self._stack)
            self._stack.addWidget(made)
            self._parts[key] = made
            self._connect(key, made)
            if key in self._stored and hasattr(made, "restore_state"):
                made.restore_state(self._stored.pop(key))
        return self._parts[key]

    def _connect(self, key: str, made: Any) -> None:
        for name in ("passage_wanted", "page_wanted", "drawer_wanted"):
            if hasattr(made, name):
                getattr(made, name).connect(getattr(self, name))
        if hasattr(made, "part_wanted"):
            made.part_wanted.connect(self.show_part)
        if hasattr(made, "sections_changed"):
            made.sections_changed.connect(self._list_parts)
        if hasattr(made, "section_wanted"):
            made.section_wanted.connect(lambda section: self.show_part(key, section))
        if getattr(made, "beside", None) is not None:
            self._beside_column.insertWidget(0, made.beside)

    def show_part(self, key: str, section: str = "") -> None:
        """Show a part, or one of its sections."""
        self._chosen_row = ""
        part = self.part(key)
        if key != self._current:
            self._went()
            self._current = key
            for one in self._parts.values():
                # What is not seen doesn't say how small the window may be.
                kept = QSizePolicy.Policy.Preferred if one is part else QSizePolicy.Policy.Ignored
                one.setSizePolicy(kept, kept)
            self._stack.setCurrentWidget(part)
            if self._is_seen and hasattr(part, "came"):
                part.came()
        if section and hasattr(part, "show_section"):
            part.show_section(section)
        self.list.choose(f"{key}{_WITHIN}{section}" if section else key)

    def _choose_row(self, row: str) -> None:
        """Show it; a part that is made only now is laid out at the next turn, for each takes long."""
        self._chosen_row = row
        key = row.partition(_WITHIN)[0]
        if key in self._parts:
            self._show_row(row)
        else:
            self.part(key)
            QTimer.singleShot(0, self, lambda: self._show_made(row))

    def _show_made(self, row: str) -> None:
        if row == self._chosen_row:  # nobody went on meanwhile
            self._show_row(row)

    def _show_row(self, row: str) -> None:
        key, _within, section = row.partition(_WITHIN)
        part = self.part(key)
        if not section and hasattr(part, "sections") and part.sections():
            section = part.sections()[0].key
        self.show_part(key, section)

    def _list_parts(self) -> None:
        groups: list[tuple[str, list[Section]]] = []
        for key, part in self._parts.items():
            sections = part.sections() if hasattr(part, "sections") else []
            if sections:
                rows = [
                    Section(f"{key}{_WITHIN}{one.key}", one.name, one.tag, one.warns)
                    for one in sections
                ]
                groups.append((part.heading, rows))
            if getattr(part, "beside", None) is not None:
                part.beside.setVisible(bool(sections))
        groups.append((_("Team"), [Section(place.key, _(place.name)) for place in PARTS]))
        self.list.show_rows(groups)
        self._beside.setVisible(len(groups) > 1)
        self.list.updateGeometry()
        if not self.list.current() and self._current:
            self._show_row(self._current)

    # In step with the project

    def _opened(self) -> None:
        if self._session.project is not self._of:
            self._of = self._session.project
            self._list_parts()

    def came(self) -> None:
        """It comes into view."""
        self._is_seen = True
        part = self.part(self._current)
        if hasattr(part, "came"):
            part.came()

    def went(self) -> None:
        """It leaves the view."""
        self._went()
        self._is_seen = False

    def _went(self) -> None:
        part = self._parts.get(self._current)
        if self._is_seen and part is not None and hasattr(part, "went"):
            part.went()

    # Merging

    def merge_files(self, paths: list[Path]) -> None:
        """Look at what these projects would bring."""
        self.show_part("merge")
        self.part("merge").look_at(paths)

    @called_by_qt
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Projects are to be merged; the window takes other files."""
        if _projects_of(event):
            event.acceptProposedAction()
        else:
            event.ignore()

    @called_by_qt
    def dropEvent(self, event: QDropEvent) -> None:
        paths = _projects_of(event)
        event.acceptProposedAction()
        # The program that the files come from waits until the drop is over.
        QTimer.singleShot(0, self, lambda: self.merge_files(paths))

    # Places

    def state(self) -> dict[str, Any]:
        """How the page was left, for `restore_state`. It holds no word of a text."""
        states = {key: made.state() for key, made in self._parts.items() if hasattr(made, "state")}
        return {"part": self._current, "parts": {**self._stored, **states}}

    def restore_state(self, state: dict[str, Any]) -> None:
        """Go back to how the page was left. What is no longer there is passed over."""
        parts = state.get("parts")
        self._stored = dict(parts) if isinstance(parts, dict) else {}
        for key, made in self._parts.items():
            if key in self._stored and hasattr(made, "restore_state"):
                made.restore_state(self._stored.pop(key))
        part = state.get("part")
        if part in [place.key for place in PARTS]:
            self.show_part(str(part))


def _projects_of(event: QDropEvent) -> list[Path]:
    """The files that are dropped, if all of them are projects."""
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return paths if all(path.suffix.lower() == SUFFIX for path in paths) else []
