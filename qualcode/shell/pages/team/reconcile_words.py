"""What is said of a disagreement: how it stands, and what was said of it."""

from __future__ import annotations

from collections.abc import Sequence

from qualcode.core.analysis.reconcile.listing import Listed
from qualcode.core.analysis.reconcile.remembered import settlement_of
from qualcode.core.model import Memo
from qualcode.core.model.team import LATER, SETTLED
from qualcode.core.translate import _
from qualcode.shell.models.moments import day_and_time
from qualcode.shell.pages.team.reconcile_work import Names


def state_sentence(listed: Listed, names: Names, other: Sequence[str] = ()) -> str:
    """How it stands with the disagreement; `other` are the words with which it was settled, if
    nobody marked just these."""
    if listed.has_changed:
        return _("The marks have changed since this was settled or spoken of: it is open again.")
    if listed.state == LATER:
        return _("To be talked about later.")
    settlement = settlement_of(listed.said) if listed.said else None
    if listed.state != SETTLED or settlement is None:
        return _("Open: whose reading is the consensus to have?")
    by = names.coders.get(settlement.by)
    people = [names.coders[one].name for one in settlement.taken if one in names.coders]
    taken = ", ".join(people) if settlement.codings else _("no code")
    if other:
        words = "; ".join(_("“{word}”").format(word=one) for one in other)
        taken = _("{names}, with other words: {words}").format(names=taken, words=words)
    return _("Settled by {name}, {time}: {taken}.").format(
        name=by.name if by else "?", time=day_and_time(settlement.time), taken=taken
    )


def said_sentence(memo: Memo, names: Names) -> str:
    """A comment, with who wrote it and when."""
    coder = names.coders.get(memo.coder_id)
    return _("{name}, {time}: {text}").format(
        name=coder.name if coder else "?", time=day_and_time(memo.created), text=memo.text
    )
