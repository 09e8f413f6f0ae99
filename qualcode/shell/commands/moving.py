"""Moving codes in the tree, by keys and by dragging."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QStatusTipEvent
from PySide6.QtWidgets import QApplication, QWidget

from qualcode.core.ids import CodeId
from qualcode.core.operations import codes as operations
from qualcode.core.translate import _
from qualcode.shell.commands.actions import action
from qualcode.shell.models.codebook import Codebook
from qualcode.shell.panels.codes import CodesPanel
from qualcode.shell.session import Session


class CodeMoves(QObject):
    """Attributes: actions: for the Code menu; their keys count while the tree has the keys."""

    def __init__(self, session: Session, panel: CodesPanel, page: QWidget) -> None:
        super().__init__(page)
        self._session = session
        self._panel = panel
        self._page = page
        panel.model.move_wanted.connect(self.move_many)
        moves: tuple[tuple[str, str, Callable[[], None]], ...] = (
            (_("Move &up"), "Alt+Up", lambda: self.move_beside(-1)),
            (_("Move d&own"), "Alt+Down", lambda: self.move_beside(1)),
            (_("Move &in under the one above"), "Alt+Right", self.move_in),
            (_("Move out &a level"), "Alt+Left", self.move_out),
        )
        self.actions = []
        for text, key, run in moves:
            made = action(self, text, run, shortcut=key, tip=_("Move the code in the tree"))
            made.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            panel.view.addAction(made)
            self.actions.append(made)

    @property
    def _codebook(self) -> Codebook:
        return self._panel.model.codebook

    def move_many(
        self, code_ids: Sequence[CodeId], parent_id: CodeId | None, before: CodeId | None
    ) -> None:
        """Put codes under another one, before one of its sub-codes or last."""
        siblings = self._codebook.children(parent_id)
        if before is not None and before in siblings:
            following = siblings[siblings.index(before) :]
            before = next((code_id for code_id in following if code_id not in code_ids), None)
        others = [code_id for code_id in siblings if code_id not in code_ids]
        place = others.index(before) if before is not None and before in others else None
        self._move(code_ids, parent_id, place)

    def _move(
        self, code_ids: Sequence[CodeId], parent_id: CodeId | None, place: int | None
    ) -> None:
        done = self._session.run(
            operations.move_codes, code_ids, parent_id=parent_id, position=place
        )
        if done:
            self._panel.choose(code_ids)

    def move_beside(self, step: int) -> None:
        """Move the current code past a sibling."""
        code_id = self._panel.current()
        if code_id is None:
            return
        parent_id = self._codebook.parent(code_id)
        siblings = self._codebook.children(parent_id)
        place = siblings.index(code_id) + step
        if 0 <= place < len(siblings):
            self._move([code_id], parent_id, place)
        elif step < 0:
            self._say(_("The code is the first one there already."))
        else:
            self._say(_("The code is the last one there already."))

    def move_in(self) -> None:
        """Put the current code last under the sibling above it."""
        code_id = self._panel.current()
        if code_id is None:
            return
        siblings = self._codebook.children(self._codebook.parent(code_id))
        place = siblings.index(code_id)
        if place > 0:
            self._move([code_id], siblings[place - 1], None)
        else:
            self._say(_("No code stands above this one, on its level, to move it under."))

    def move_out(self) -> None:
        """Put the current code beside the one it stands under, after it."""
        code_id = self._panel.current()
        if code_id is None:
            return
        parent_id = self._codebook.parent(code_id)
        if parent_id is None:
            self._say(_("The code stands at the top level already."))
            return
        above = self._codebook.parent(parent_id)
        place = self._codebook.children(above).index(parent_id) + 1
        self._move([code_id], above, place)

    def _say(self, why: str) -> None:
        """In the status bar, why nothing happens."""
        QApplication.sendEvent(self._page, QStatusTipEvent(why))
