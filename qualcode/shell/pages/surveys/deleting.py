"""Deleting a survey beside the window: one of thousands of respondents takes some seconds."""

from __future__ import annotations

from collections.abc import Sequence

from qualcode.core.changes import Changes
from qualcode.core.collector import collector_paused
from qualcode.core.ids import CoderId, SurveyId
from qualcode.core.operations.survey_removal import delete_surveys
from qualcode.core.project import Project


def delete_calmly(project: Project, coder_id: CoderId, survey_ids: Sequence[SurveyId]) -> Changes:
    """`delete_surveys` in a thread, in which the collector would hold the window up."""
    with collector_paused():
        return delete_surveys(project, coder_id, survey_ids)
