"""The parts of the page: which there are."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from qualcode.core.translate import N_
from qualcode.shell.chosen import Chosen
from qualcode.shell.session import Session


@dataclass(frozen=True)
class PartPlace:
    """A part: what it is called, and where its widget is made.

    Attributes:
        maker: ``module:Class``; made as ``Class(session, chosen, parent)`` when it is first shown.
    """

    key: str
    name: str
    maker: str
    tip: str

    def make(self, session: Session, chosen: Chosen, parent: QWidget) -> Any:
        module, name = self.maker.split(":")
        return getattr(import_module(module), name)(session, chosen, parent)


@dataclass(frozen=True)
class Section:
    """A row of the list under a part's own heading.

    Attributes:
        tag: what stands to the right, such as a number.
        warns: whether the tag is something that wants care.
    """

    key: str
    name: str
    tag: str = ""
    warns: bool = False


PARTS: Final[tuple[PartPlace, ...]] = (
    PartPlace(
        "evaluators",
        N_("Evaluators"),
        "qualcode.shell.pages.team.evaluators:EvaluatorsPart",
        N_("Who did what, and how far everybody has come"),
    ),
    PartPlace(
        "hand-out",
        N_("Hand out"),
        "qualcode.shell.pages.team.hand_out:HandOutPart",
        N_("Make a copy of the project for a colleague"),
    ),
    PartPlace(
        "merge",
        N_("Merge"),
        "qualcode.shell.pages.team.merging.part:MergePart",
        N_("Take in colleagues’ work"),
    ),
    PartPlace(
        "agreement",
        N_("Agreement"),
        "qualcode.shell.pages.team.agreement:AgreementPart",
        N_("How far evaluators agree, as an offer"),
    ),
    PartPlace(
        "reconcile",
        N_("Reconcile"),
        "qualcode.shell.pages.team.reconcile:ReconcilePart",
        N_("Where evaluators differ, settled place by place"),
    ),
)
