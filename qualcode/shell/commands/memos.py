"""Memos from anywhere: written on what is chosen, opened in their drawer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject

from qualcode.core.translate import _
from qualcode.shell.commands.actions import action, enable
from qualcode.shell.session import Session

if TYPE_CHECKING:
    from qualcode.shell.windows.pages import Pages

MEMOS: Final = "memos"
JOURNAL: Final = "journal"


class MemoCommands(QObject):
    """Ties pages and drawers to the memos: each of them may have the signals ``memo_wanted()``,
    ``memo_on_coding(coding_id)``, ``memo_opened(memo_id)``, ``person_wanted()`` and ``code_wanted(code_id)``, and a page may say
    by ``memo_subject()`` what a memo would be about.

    Attributes:
        write: write a memo on what is chosen.
    """

    def __init__(self, session: Session, pages: Pages, show_persons: Any) -> None:
        super().__init__(pages)
        self._session = session
        self._pages = pages
        self._show_persons = show_persons
        self.write = action(
            self,
            _("Write a memo"),
            self.write_on_chosen,
            shortcut="Ctrl+M",
            tip=_("Write a memo on what is chosen: a passage, words, a code, a document"),
        )
        pages.made.connect(self._tie)
        session.busy_changed.connect(self.refresh)
        session.opened.connect(self.refresh)
        self.refresh()

    def _tie(self, made: Any) -> None:
        """Let what a page or drawer asks for be done."""
        asked = {
            "memo_wanted": self.write_on_chosen,
            "memo_on_coding": self.write_on_coding,
            "memo_opened": self.open_memo,
            "person_wanted": self._show_persons,
            "code_wanted": self._show_code,
        }
        for name, run in asked.items():
            if hasattr(made, name):
                getattr(made, name).connect(run)

    def refresh(self) -> None:
        """Whether a memo can be written now."""
        enable(self.write, self._session.why_not)

    def write_on_chosen(self) -> None:
        """Open the drawer with room for a memo on what is chosen."""
        if not self._session.can_write:
            return
        page, chosen = self._pages.widget(self._pages.current), self._pages.chosen
        subject = page.memo_subject() if hasattr(page, "memo_subject") else None
        drawer = self._pages.widget(MEMOS)
        if subject is not None:
            drawer.write_about(subject)
        elif chosen.segment_id is not None:
            drawer.write_about(("segments", chosen.segment_id))
        elif chosen.document_id is not None and chosen.span is not None:
            drawer.write_on_words(chosen.document_id, chosen.span.start, chosen.span.end)
        elif chosen.document_id is not None:
            drawer.write_about(("documents", chosen.document_id))
        else:
            drawer.write_about(("codes", chosen.code_id) if chosen.code_id else None)
        self._pages.open_drawer(MEMOS)

    def write_on_coding(self, coding_id: str) -> None:
        """Open the drawer with room for a memo on one coding."""
        self._pages.widget(MEMOS).write_about(("codings", coding_id))
        self._pages.open_drawer(MEMOS)

    def open_memo(self, memo_id: str) -> None:
        """Show a memo in the drawer."""
        self._pages.widget(MEMOS).open_memo(memo_id)
        self._pages.open_drawer(MEMOS)

    def _show_code(self, code_id: str) -> None:
        """Show a code where the codebook is at hand."""
        page = self._pages.widget(self._pages.current)
        if hasattr(page, "show_code"):
            page.show_code(code_id)
