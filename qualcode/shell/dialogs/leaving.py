"""Leaving a window in which something was decided: by Esc only when it is pressed once more."""

from __future__ import annotations

from collections.abc import Callable

from qualcode.core.translate import _
from qualcode.shell.dialogs.import_foot import Foot


class Leaving:
    """Says in the foot what would be lost, before it is.

    `anew` shows what the foot says otherwise.

    Attributes:
        decided: whether the user has decided anything.
    """

    def __init__(self, foot: Foot, anew: Callable[[], None]) -> None:
        self._foot, self._anew = foot, anew
        self.decided = False
        self._asked = False

    def note(self) -> None:
        """The user has decided something."""
        self.decided = True
        self.go_on()

    def go_on(self) -> None:
        """The user does not leave."""
        if self._asked:
            self._asked = False
            self._anew()

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
