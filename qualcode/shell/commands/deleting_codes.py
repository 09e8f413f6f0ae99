"""What is said before codes are deleted: what goes with them, and whose it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from qualcode.core.analysis.counts import CodeCount
from qualcode.core.ids import CodeId
from qualcode.core.report.typography import quoted
from qualcode.core.store.team_work import codings_of
from qualcode.core.translate import _, language, ngettext, one_by_one
from qualcode.shell.commands.others import named_with_numbers
from qualcode.shell.models.codebook import Codebook
from qualcode.shell.models.codes import CodesModel, shortened
from qualcode.shell.session import Session

_LONGEST_NAME: Final = 80


def words_of_deleting(session: Session, model: CodesModel, chosen: Sequence[CodeId]) -> str:
    """What would go with these codes."""
    codebook = model.codebook
    names = ", ".join(_name(codebook, code_id) for code_id in chosen)
    under = len(codebook.subtree(chosen)) - len(chosen)
    sentences = [_("{names} will be deleted.").format(names=names)]
    if under:
        sentences.append(
            ngettext(
                "{number} code under it goes too.", "{number} codes under it go too.", under
            ).format(number=under)
        )
    sentences += [
        words_of_loss(_name(codebook, code_id), model.count_of(code_id), alone=len(chosen) == 1)
        for code_id in chosen
        if model.count_of(code_id).passages
    ]
    if others := _others_on(session, codebook, chosen):
        sentences.append(_("Marks of others go with it: {names}.").format(names=others))
    sentences.append(_("The texts stay as they are, and it can be undone."))
    return one_by_one(sentences)


def _others_on(session: Session, codebook: Codebook, chosen: Sequence[CodeId]) -> str:
    """Who else has marks with these codes, and how many; empty if nobody."""
    if session.project is None:
        return ""
    return named_with_numbers(session, codings_of(session.project.db, codebook.subtree(chosen)))


def _name(codebook: Codebook, code_id: CodeId) -> str:
    return quoted(shortened(codebook.codes[code_id].name, _LONGEST_NAME), language())


def words_of_loss(name: str, count: CodeCount, *, alone: bool) -> str:
    """How many passages lose a code that is deleted."""
    passages = ngettext("{number} passage", "{number} passages", count.passages)
    persons = ngettext("{number} person", "{number} persons", count.persons)
    if count.persons:
        words = ngettext(
            "{passages} by {persons} loses {code}.",
            "{passages} by {persons} lose {code}.",
            count.passages,
        )
    else:
        words = ngettext("{passages} loses {code}.", "{passages} lose {code}.", count.passages)
    return words.format(
        passages=passages.format(number=count.passages),
        persons=persons.format(number=count.persons),
        code=_("this code") if alone else name,
    )
