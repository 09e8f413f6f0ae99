"""How much surveys have brought: numbers only, for a list of them."""

from collections import Counter

from sqlite_utils import Database

from qualcode.core.ids import AttributeId, SurveyId

_RESPONDENTS = "SELECT survey_id, COUNT(DISTINCT person_id) FROM responses GROUP BY survey_id"
_ANSWERS = (
    "SELECT {table}.survey_id, COUNT(*) FROM {table}"
    " JOIN turns ON turns.document_id = {table}.document_id"
    " WHERE {table}.document_id IS NOT NULL AND turns.person_id IS NOT NULL"
    " GROUP BY {table}.survey_id"
)


def respondents(db: Database) -> dict[SurveyId, int]:
    """How many persons answered each survey."""
    return {SurveyId(row[0]): row[1] for row in db.execute(_RESPONDENTS)}


def open_answers(db: Database) -> Counter[SurveyId]:
    """How many answers stand in the documents of each survey."""
    found: Counter[SurveyId] = Counter()
    for table in ("survey_columns", "responses"):
        for survey_id, number in db.execute(_ANSWERS.format(table=table)):
            found[SurveyId(survey_id)] += number
    return found


def asked_in(db: Database) -> dict[AttributeId, SurveyId]:
    """The attributes that hold answers to closed questions, and the survey that asked first."""
    query = (
        "SELECT attribute_id, survey_id FROM survey_columns"
        " WHERE attribute_id IS NOT NULL AND role IN ('closed', 'several')"
        " ORDER BY survey_id, position"
    )
    found: dict[AttributeId, SurveyId] = {}
    for attribute_id, survey_id in db.execute(query):
        found.setdefault(AttributeId(attribute_id), SurveyId(survey_id))
    return found
