"""What the tour of the window stops at."""

from __future__ import annotations

from PySide6.QtWidgets import QMainWindow, QWidget

from qualcode.core.translate import _
from qualcode.shell.panels.tour import Stop, Tour
from qualcode.shell.windows.pages import READ, Pages


def make_tour(pages: Pages, switch: QWidget, undo: QWidget, window: QMainWindow) -> Tour:
    """The tour of the window; `switch` leads to the pages, and `undo` is the button of that name."""
    read = pages.widget(READ)
    return Tour(
        [
            Stop(
                lambda: read.documents,
                _("The material"),
                _(
                    "Here are the transcripts. Drop a file anywhere in the window to bring in "
                    "more. Nothing in a text is changed when it is brought in."
                ),
            ),
            Stop(
                lambda: read.reader,
                _("Read and mark"),
                _(
                    "Mark some words with the mouse, or with Shift and the arrows. Then type a few "
                    "letters of a code and press Enter. A code that is not there yet is made."
                ),
            ),
            Stop(
                lambda: read.codes,
                _("The codes"),
                _(
                    "Each code with its passages and the persons who said them. You can also drag "
                    "marked words onto a code, and press 1 to 9 for the codes you use most."
                ),
            ),
            Stop(
                lambda: switch,
                _("From passages to results"),
                _(
                    "The same work, seen otherwise: all passages of a category, the way from "
                    "meaning unit to theme, the documents as a table."
                ),
            ),
            Stop(
                lambda: undo,
                _("Nothing is lost"),
                _(
                    "Every step is saved when it is done, and every step can be undone, also "
                    "tomorrow. Ctrl+K finds everything that can be done, F1 opens the manual."
                ),
            ),
        ],
        window,
    )
