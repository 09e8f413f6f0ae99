"""Leaving a window in which something was decided: by Esc only when it is pressed once more."""

from __future__ import annotations

from qualcode.core.translate import _
from qualcode.shell.dialogs.import_foot import Foot


class Leaving:
    """Says in the foot what would be lost, before it is.

    Attributes:
        decided: whether the user has decided anything.
    """

    def __init__(self, foot: Foot) -> None:
        self._foot = foot
        self.decided = False
        self._asked = False

    def note(self) -> None:
        """The user has decided something."""
        self.decided, self._asked = True, False

    def may_leave(self) -> bool:
        """Whether nothing is lost, or it has been said and the user wants to leave all the same."""
        if not self.decided or self._asked:
            return True
        self._asked = True
        self.repeat()
        return False

    def repeat(self) -> None:
        """What was asked stands in the foot whatever goes on behind it."""
        if self._asked:
            self._foot.say(
                _(
                    "What you decided here would be lost. Press Esc once more to leave without "
                    "importing."
                ),
                "warning",
            )
