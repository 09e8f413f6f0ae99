"""What project is open, who works in it and how much it holds: in the title, above and below."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLabel, QMainWindow

from qualcode.core.changes import Changes
from qualcode.core.model import Coder
from qualcode.core.model.coder import CONSENSUS
from qualcode.core.translate import _, language, ngettext
from qualcode.shell.languages import own_name
from qualcode.shell.panels.top_bar import TopBar
from qualcode.shell.session import Session
from qualcode.shell.theme import Appearance


class WhatIsOpen(QObject):
    """Attributes: counts, language: in the status bar."""

    def __init__(
        self, session: Session, appearance: Appearance, top: TopBar, window: QMainWindow
    ) -> None:
        super().__init__(window)
        self._session, self._appearance = session, appearance
        self._top, self._window = top, window
        bar = window.statusBar()
        bar.setSizeGripEnabled(False)
        self.counts = QLabel(bar)
        self.language = QLabel(own_name(language()), bar)
        self.language.setAccessibleName(own_name(language()))
        bar.addPermanentWidget(self.counts)
        bar.addPermanentWidget(self.language)

    def show_project(self, coder: Coder | None, why_read_only: str) -> None:
        """Show its name, who is at the keyboard, and whether everything is saved."""
        project, stored = self._session.project, self._session.settings
        name = None if project is None else project.info.name
        self._window.setWindowTitle(self._title(name))
        self._top.show_project(name)
        who = (stored.coder_name, stored.coder_initials, stored.coder_colour)
        if coder is not None:
            who = (coder.name, coder.initials, coder.colour)
        self._top.show_coder(*who, self._appearance.theme)
        if project is not None and project.read_only:
            self._top.show_state(_("Read only"), why_read_only)
        elif self._session.is_busy:
            self._top.show_state(_("Saving…"))
        else:
            self._top.show_state(_("Saved"), _("Every step is saved when it is done."))

    def _title(self, project: str | None) -> str:
        """A copy has its project's name: the title says whose it is."""
        if not project:
            return "Qualcode"
        copy = self._session.copy
        if copy is None or copy.owner is None:
            return _("{project} – Qualcode").format(project=project)
        return _("{project}, copy for {name} – Qualcode").format(
            project=project, name=copy.owner.name
        )

    def follow(self, changes: Changes) -> None:
        """Count anew what an operation has made more or fewer."""
        if changes.touches("documents", "codes", "coders"):
            self.count()

    def count(self) -> None:
        """How many documents, codes and evaluators there are."""
        from qualcode.core.store import coders, codes, documents

        project = self._session.project
        if project is None:
            self.counts.clear()
            return
        number = len(documents.titles(project.db))
        texts = [ngettext("{number} document", "{number} documents", number).format(number=number)]
        number = len(codes.all_codes(project.db))
        texts += [ngettext("{number} code", "{number} codes", number).format(number=number)]
        number = sum(one.role != CONSENSUS for one in coders.all_coders(project.db))
        texts += [
            ngettext("{number} evaluator", "{number} evaluators", number).format(number=number)
        ]
        self.counts.setText(" · ".join(texts))
        self.counts.setAccessibleName(self.counts.text())
