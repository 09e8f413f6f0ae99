"""What respondents said of themselves when they answered: a later wave does not change it."""

from __future__ import annotations

from sqlite_utils import Database

from qualcode.core.ids import AttributeId, PersonId, SurveyId
from qualcode.core.store import attributes as attributes_store
from qualcode.core.store import persons as persons_store
from qualcode.core.store import surveys as store
from qualcode.core.surveys.plan import ROLE_FIELD


def values_then(
    db: Database,
    survey_id: SurveyId,
    *,
    field: str = "",
    attribute_id: AttributeId | None = None,
) -> dict[PersonId, str]:
    """What persons are by a field or an attribute, of those who answered this survey as they said
    then. Where the survey did not ask, or keeps nothing of it, it is what is known of them now."""
    if attribute_id is not None:
        cells = attributes_store.cells(db, attribute_id)
        found = {PersonId(about): value for about, value in cells}
    else:
        role = field == ROLE_FIELD
        everybody = persons_store.all_persons(db)
        found = {one.id: (one.role if role else one.reporting_group) or "" for one in everybody}
    then: dict[PersonId, str] = {}
    for told in store.backgrounds(db, [survey_id], field=field, attribute_id=attribute_id):
        if not then.get(told.person_id):  # who answered twice said it once at least
            then[told.person_id] = told.value
    return found | then
