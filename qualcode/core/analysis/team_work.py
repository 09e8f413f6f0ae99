"""Who did what: each evaluator's share of the work."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlite_utils import Database

from qualcode.core.ids import CoderId, DocumentId
from qualcode.core.model import Coder
from qualcode.core.model.document import DONE
from qualcode.core.store import coders, documents, readings
from qualcode.core.store import team_work as store


@dataclass(frozen=True)
class EvaluatorWork:
    """What an evaluator has done.

    Attributes:
        passages: that they marked, by document.
        states: what they say of documents: under way or done.
        last: when they last did something, as it is stored; empty if they never did.
    """

    coder: Coder
    passages: Mapping[DocumentId, int]
    codings: int
    memos: int
    states: Mapping[DocumentId, str]
    last: str

    @property
    def marked(self) -> int:
        """How many passages."""
        return sum(self.passages.values())

    @property
    def done(self) -> int:
        """How many documents they say they are done with."""
        return sum(state == DONE for state in self.states.values())

    @property
    def under_way(self) -> int:
        """How many documents they say they are at work with."""
        return len(self.states) - self.done


@dataclass(frozen=True)
class TeamWork:
    """What all have done; documents by their titles, in the order of the list of documents."""

    evaluators: tuple[EvaluatorWork, ...] = ()
    documents: Mapping[DocumentId, str] = field(default_factory=dict)


def team_work(db: Database) -> TeamWork:
    """What each evaluator has done so far, in the order in which they joined."""
    passages, codings, memos = store.passages(db), store.codings(db), store.memos(db)
    last = store.last_steps(db)
    states: dict[CoderId, dict[DocumentId, str]] = {}
    for document_id, by_coder in readings.states(db).items():
        for coder_id, state in by_coder.items():
            states.setdefault(coder_id, {})[document_id] = state
    evaluators = tuple(
        EvaluatorWork(
            coder,
            passages.get(coder.id, {}),
            codings.get(coder.id, 0),
            memos.get(coder.id, 0),
            states.get(coder.id, {}),
            last.get(coder.id, ""),
        )
        for coder in coders.all_coders(db)
    )
    return TeamWork(evaluators, documents.titles(db))
