"""How many were asked to answer a survey, and how many said no."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qualcode.core.analysis.surveys import response_rates
from qualcode.core.changes import Changes
from qualcode.core.errors import Refused
from qualcode.core.ids import AttributeId, CoderId, SurveyId, new_id
from qualcode.core.model import Invitation
from qualcode.core.model.survey import BY_ATTRIBUTE, INVITED_BY, survey_label
from qualcode.core.operations.attached import delete_attached
from qualcode.core.project import Project
from qualcode.core.store import attributes as attributes_store
from qualcode.core.store import surveys as store
from qualcode.core.store.connection import casefold
from qualcode.core.store.transaction import Transaction
from qualcode.core.translate import _


@dataclass(frozen=True)
class Figures:
    """How many of a group were asked, and said no."""

    group: str
    invited: int
    declined: int = 0


def set_invitations(
    project: Project,
    coder_id: CoderId,
    survey_id: SurveyId,
    group_by: str,
    figures: Sequence[Figures],
    *,
    attribute_id: AttributeId | None = None,
) -> Changes:
    """Say how many were asked to answer a survey, by group; what was said before gives way.

    Args:
        group_by: one of `INVITED_BY`; `attribute_id` goes with ``attribute``.

    Raises:
        Refused: if a number is below none, more declined or answered than were invited, or two
            figures are of one group.
    """
    if group_by not in INVITED_BY or (group_by == BY_ATTRIBUTE) != (attribute_id is not None):
        raise ValueError(group_by)
    for one in figures:
        _refuse_impossible(one)
    groups = [casefold(" ".join(one.group.split())) for one in figures]
    if len(set(groups)) < len(groups):
        raise Refused(_("Two of the figures are of the same group. Put them together."))
    with project.operation(coder_id, "set_invitations") as running:
        survey = store.get(running.db, survey_id)
        running.subject = survey_label(survey.title, survey.wave)
        if attribute_id is not None:
            attributes_store.get(running.db, attribute_id)
        _put(running, survey_id, group_by, attribute_id, figures)
        _refuse_too_few(running, survey_id)
        return running.changes("set_invitations")


def _put(
    running: Transaction,
    survey_id: SurveyId,
    group_by: str,
    attribute_id: AttributeId | None,
    figures: Sequence[Figures],
) -> None:
    """Let these be the figures; a row whose group is the same stays the same row."""
    there = store.invitations(running.db, survey_id)
    known = {(one.group_by, one.attribute_id, casefold(one.group_value)): one.id for one in there}
    kept: set[str] = set()
    for figure in figures:
        group = " ".join(figure.group.split())
        row_id = known.get((group_by, attribute_id, casefold(group)))
        if row_id is not None:
            kept.add(row_id)
            running.update("invitations", row_id, invited=figure.invited, declined=figure.declined)
            continue
        running.insert(
            "invitations",
            Invitation(
                new_id(),
                survey_id,
                group_by,
                attribute_id,
                group,
                figure.invited,
                figure.declined,
                running.time,
                running.coder_id,
            ),
        )
    gone = sorted(one.id for one in there if one.id not in kept)
    delete_attached(running, gone)
    running.delete_many("invitations", gone)


def _refuse_impossible(one: Figures) -> None:
    if one.invited < 0 or one.declined < 0:
        raise Refused(_("A number of persons can’t be below 0."))
    if one.declined > one.invited:
        raise Refused(
            _("More declined than were invited in “{group}”. Correct one of the numbers.").format(
                group=one.group or _("all")
            )
        )


def _refuse_too_few(running: Transaction, survey_id: SurveyId) -> None:
    """Nobody answers who was not invited."""
    rates = response_rates(running.db, survey_id)
    for one in rates.rows or (rates.total,):
        if one.invited is not None and one.invited < one.answered:
            raise Refused(
                _(
                    "In “{group}” {answered} answered, so more than {invited} were invited. "
                    "Correct the number."
                ).format(group=one.group or _("all"), answered=one.answered, invited=one.invited)
            )
