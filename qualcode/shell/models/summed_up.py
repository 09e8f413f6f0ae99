"""How far the evaluators have come with the whole project, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from qualcode.core.ids import CoderId, DocumentId
from qualcode.core.model import Coder
from qualcode.core.model.coder import CONSENSUS
from qualcode.core.model.document import DONE
from qualcode.core.translate import _

States = Mapping[DocumentId, Mapping[CoderId, str]]


def own_words(states: States, coder_id: CoderId | None, documents: int) -> str:
    """“8 of 12 done”; empty while one has said so of none."""
    number = _done(states, coder_id)
    if not number:
        return ""
    return _("{number} of {documents} done").format(number=number, documents=documents)


def done_words(states: States, coders: Iterable[Coder], documents: int) -> str:
    """“AL 8 of 12 done, MB 3 of 12”: of those who said something of any document."""
    said = {coder_id for some in states.values() for coder_id in some}
    working = [coder for coder in coders if coder.id in said and coder.role != CONSENSUS]
    parts = [
        _("{initials} {number} of {documents}").format(
            initials=coder.initials, number=_done(states, coder.id), documents=documents
        )
        for coder in working
    ]
    if not parts:
        return ""
    first = _("{first} done").format(first=parts[0])
    return _(", ").join([first, *parts[1:]])


def _done(states: States, coder_id: CoderId | None) -> int:
    return sum(some.get(coder_id) == DONE for some in states.values()) if coder_id else 0
