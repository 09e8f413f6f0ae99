"""How far one has come: the state one gives a document, and what the list shows of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from qualcode.core.ids import DocumentId
from qualcode.core.model.document import DONE, UNDER_WAY
from qualcode.core.operations.readings import set_reading
from qualcode.core.store import coders as coders_store
from qualcode.core.translate import _
from qualcode.shell.commands.actions import action, enable
from qualcode.shell.models.coding_progress import CodingProgress
from qualcode.shell.models.summed_up import done_words, own_words
from qualcode.shell.panels.documents import DocumentsPanel
from qualcode.shell.session import Session

_KEY: Final = "F7"


class ReadingCommands(QObject):
    """Attributes: done, under_way: actions with a check where it is so."""

    def __init__(self, session: Session, panel: DocumentsPanel, page: QWidget) -> None:
        super().__init__(page)
        self._session = session
        self._panel = panel
        self._progress = CodingProgress.shared(session)
        self.done = self._action(
            page,
            _("I am done wit&h the document"),
            DONE,
            _KEY,
            _("Say that you have coded the document"),
        )
        self.under_way = self._action(
            page,
            _("I am at wor&k on the document"),
            UNDER_WAY,
            "",
            _("Say that you have begun the document"),
        )
        self._progress.counted.connect(self._counted)
        self._progress.states_changed.connect(self._show_states)
        session.opened.connect(self._show_states)
        session.settings_changed.connect(self._show_states)
        panel.model.modelReset.connect(self._sum_up)
        self._counted(None)
        self._show_states()

    def _action(self, page: QWidget, text: str, state: str, key: str, tip: str) -> QAction:
        made = action(self, text, lambda: self.toggle(state), shortcut=key or (), tip=tip)
        made.setCheckable(True)
        page.addAction(made)
        return made

    def toggle(self, state: str) -> None:
        """Say it of all chosen documents, or take it back where it was said of all of them."""
        chosen = self._panel.selected()
        said = all(self._panel.model.state(one) == state for one in chosen)
        self._session.run(set_reading, chosen, None if said else state)
        self.refresh(self._session.why_not)

    def refresh(self, why_not: str) -> None:
        """Enable what can be done now, with checks where it is so."""
        chosen = self._panel.selected()
        states = {self._panel.model.state(document_id) for document_id in chosen}
        for made, state in ((self.done, DONE), (self.under_way, UNDER_WAY)):
            enable(made, why_not or ("" if chosen else _("Choose a document first.")))
            made.setChecked(states == {state})

    def _counted(self, documents: Iterable[DocumentId] | None) -> None:
        known = self._progress.known
        if documents is None:
            self._panel.model.set_progress(known, whole=True)
        else:
            self._panel.model.set_progress({one: known[one] for one in documents if one in known})

    def _show_states(self) -> None:
        self._panel.model.set_states(self._progress.states, self._session.coder_id)
        self._sum_up()

    def _sum_up(self) -> None:
        """How many documents one is done with, above the list; of everybody in its tool tip."""
        project, coder_id = self._session.project, self._session.coder_id
        number = len(self._panel.model)
        if project is None or not self._progress.states:
            self._panel.show_summary("")
            self._panel.header.setToolTip("")
            return
        self._panel.show_summary(own_words(self._progress.states, coder_id, number))
        coders = coders_store.all_coders(project.db)
        self._panel.header.setToolTip(done_words(self._progress.states, coders, number))
