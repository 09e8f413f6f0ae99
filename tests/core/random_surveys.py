"""What random work does with surveys: answers that come, come again, and how many were asked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qualcode.core.changes import Changes
from qualcode.core.operations import survey_figures, survey_identities, survey_removal, surveys
from qualcode.core.surveys.plan import FORMS
from tests.core.survey_material import ROWS, plan

if TYPE_CHECKING:
    from tests.core.random_work import Work


def import_survey(w: Work) -> Changes | None:
    """Often the same rows again, a few more, or the next wave."""
    rows = ROWS[: w.random.randint(1, len(ROWS))]
    if w.random.random() < 0.3:
        sex = w.random.choice(["Annat", "", "Man"])
        rows = tuple((*row[:2], sex, "Ganska nöjd 😀", *row[4:]) for row in rows)
    made = plan(rows, title=w.name(), wave=w.random.choice([None, None, "2"]))
    return surveys.import_survey(w.project, w.coder, replace(made, form=w.random.choice(FORMS)))


def set_invitations(w: Work) -> Changes | None:
    group_by = w.random.choice(["whole", "role", "reporting_group", "attribute"])
    attribute = w.pick("attributes") if group_by == "attribute" else None
    groups = ["SK", "Kvinna"][: w.random.randint(0, 2)]
    figures = [survey_figures.Figures(group, w.random.randint(3, 30), 2) for group in groups]
    return survey_figures.set_invitations(
        w.project, w.coder, w.pick("surveys"), group_by, figures, attribute_id=attribute
    )


def delete_surveys(w: Work) -> Changes | None:
    return survey_removal.delete_surveys(w.project, w.coder, [w.pick("surveys")])


def forget_identities(w: Work) -> Changes | None:
    return survey_identities.forget_identities(w.project, w.coder)


CHANGING = (import_survey, import_survey, set_invitations, delete_surveys, forget_identities)
