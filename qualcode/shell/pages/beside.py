"""The passage panel in step with the text: what is at the caret, and what is done with it there."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu, QWidget

from qualcode.core.ids import CodingId
from qualcode.shell.commands.coding import CodingCommands
from qualcode.shell.pages.passage_view import passage_view
from qualcode.shell.pages.shown import ShownDocument
from qualcode.shell.panels.passage import PassagePanel
from qualcode.shell.session import Session


class Beside(QObject):
    """Shows the passage at the caret in the panel beside the text."""

    def __init__(
        self,
        session: Session,
        shown: ShownDocument,
        coding: CodingCommands,
        panel: PassagePanel,
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._session = session
        self._shown = shown
        self._coding = coding
        self._panel = panel
        self._page = page
        panel.chip_chosen.connect(self.choose)
        panel.remove_wanted.connect(self._remove)
        panel.chip_menu_wanted.connect(self._show_menu)
        panel.comment.written.connect(self._keep_comment)
        panel.condensed.written.connect(self._keep_condensed)

    def refresh(self) -> None:
        """The caret or the selection is elsewhere, or what is there has changed."""
        self._coding.refresh()
        view = None
        if self._session.project is not None and self._shown.document is not None:
            view = passage_view(self._session, self._shown)
        self._panel.show_passage(view)

    def choose(self, coding_id: str | None) -> None:
        """Let this coding, of those at the caret, be the one that is looked at."""
        self._shown.choose(CodingId(coding_id) if coding_id else None)
        self.refresh()

    def _remove(self, coding_id: str) -> None:
        mark = self._shown.coding(CodingId(coding_id))
        if mark is not None:
            self._coding.remove_codings([mark])

    def _show_menu(self, coding_id: str, point: QPoint) -> None:
        self.choose(coding_id)
        menu = QMenu(self._page)
        menu.addActions([self._coding.comment, self._coding.change, self._coding.remove])
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(point)

    def _keep_comment(self, coding_id: str, text: str) -> None:
        if not self._coding.write_comment(coding_id, text):
            self._panel.comment.put_back(coding_id, text)

    def _keep_condensed(self, segment_id: str, text: str) -> None:
        if not self._coding.write_condensed(segment_id, text):
            self._panel.condensed.put_back(segment_id, text)
