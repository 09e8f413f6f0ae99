"""What random work does where evaluators coded otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.core.analysis.reconcile.listing import Listed, compare
from qualcode.core.changes import Changes
from qualcode.core.errors import Refused
from qualcode.core.operations import reconcile

if TYPE_CHECKING:
    from tests.core.random_work import Work


def _listed(w: Work) -> Listed:
    compared = sorted({w.pick("coders") for _ in range(4)})
    found = compare(w.project.db, compared).all_listed
    if not found:
        raise Refused("disagreements")
    return w.random.choice(found)


def add_consensus(w: Work) -> Changes | None:
    return reconcile.add_consensus(w.project, w.coder)


def settle(w: Work) -> Changes | None:
    one = _listed(w)
    taken = [coder for coder in one.difference.compared if w.random.random() < 0.6]
    span = w.span(one.difference.document_id) if w.random.random() < 0.3 else None
    return reconcile.settle(w.project, w.coder, one, taken, span)


def postpone(w: Work) -> Changes | None:
    return reconcile.postpone(w.project, w.coder, _listed(w))


def reopen(w: Work) -> Changes | None:
    return reconcile.reopen(w.project, w.coder, _listed(w))


def discuss(w: Work) -> Changes | None:
    return reconcile.discuss(w.project, w.coder, _listed(w), w.name())


def take_agreed(w: Work) -> Changes | None:
    compared = sorted({w.pick("coders"), w.pick("coders")})
    return reconcile.take_agreed(w.project, w.coder, compared)


CHANGING = [add_consensus, settle, settle, postpone, reopen, discuss, take_agreed]
