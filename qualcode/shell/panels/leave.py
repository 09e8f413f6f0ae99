"""Asking, in place, before something is done to what others have coded."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from qualcode.core.ids import CoderId, CodingId
from qualcode.core.model import Coder
from qualcode.core.translate import _, ngettext
from qualcode.shell.panels.notice import Notice, Step

Deed = Callable[[list[CodingId]], object]


def with_leave_to_write(
    notice: Notice, whose: str, deed: Callable[[], object], *, back: Callable[[], object]
) -> None:
    """Ask before words are written to a passage of somebody else's.

    Args:
        whose: their name.
        back: gives the keys back, if nothing is to be written.
    """

    def answer(run: Callable[[], object]) -> None:
        notice.clear()
        run()

    words = _("This passage was marked by {name}. What you write can be undone.")
    notice.warn(
        words.format(name=whose),
        Step(_("Write there"), lambda: answer(deed)),
        Step(_("Cancel"), lambda: answer(back)),
    )
    notice.buttons[1].setFocus()


def with_leave(
    notice: Notice,
    whose: Mapping[CodingId, CoderId],
    own: CoderId | None,
    coders: Iterable[Coder],
    deed: Deed,
    *,
    back: Callable[[], object],
    beside: bool = False,
) -> None:
    """Do it to codings at once if they are all one's own; ask before others' are among them.

    Args:
        whose: the codings, each with the evaluator whose it is.
        own: who is at the keyboard.
        deed: what is done to the codings that it is given.
        back: gives the keys back to where one works, once it is answered.
        beside: the deed does something beside, to what is nobody's.
    """
    mine = [coding_id for coding_id, coder_id in whose.items() if coder_id == own]
    others = set(whose.values()) - {own}
    if not others:
        notice.clear()
        deed(mine)
        return

    def answer(codings: list[CodingId] | None) -> None:
        notice.clear()
        if codings is not None:
            deed(codings)
        back()

    number = len(whose) - len(mine)
    words = ngettext(
        "{number} of these marks is by {names}. It can be undone.",
        "{number} of these marks are by {names}. It can be undone.",
        number,
    ).format(number=number, names=", ".join(one.name for one in coders if one.id in others))
    steps = [Step(_("All of them"), lambda: answer(list(whose)))]
    if mine or beside:
        steps.append(Step(_("Only mine"), lambda: answer(mine)))
    steps.append(Step(_("Cancel"), lambda: answer(None)))
    notice.warn(words, *steps)
    # Enter does what harms least.
    notice.buttons[1].setFocus()
