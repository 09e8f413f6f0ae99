"""Reads: surveys, their questions, who answered them, and how many were asked."""

from collections.abc import Iterable

from sqlite_utils import Database

from qualcode.core.ids import PersonId, SurveyColumnId, SurveyId
from qualcode.core.model import Invitation, Response, Survey, SurveyColumn
from qualcode.core.store import rows


def all_surveys(db: Database) -> list[Survey]:
    """Every survey, and every wave of it, in the order in which they came."""
    return rows.select(db, Survey, "surveys", "ORDER BY id")


def get(db: Database, survey_id: SurveyId) -> Survey:
    """The survey with that id; KeyError if there is none."""
    return rows.get(db, Survey, "surveys", survey_id)


def with_file_hash(db: Database, file_sha256: str) -> list[Survey]:
    """The surveys that came last from a file with these very bytes."""
    return rows.select(db, Survey, "surveys", "WHERE file_sha256 = ? ORDER BY id", (file_sha256,))


def columns(db: Database, survey_id: SurveyId) -> list[SurveyColumn]:
    """A survey's questions, in the order of the questionnaire."""
    return rows.select(
        db,
        SurveyColumn,
        "survey_columns",
        "WHERE survey_id = ? ORDER BY position, id",
        (survey_id,),
    )


def column(db: Database, column_id: SurveyColumnId) -> SurveyColumn:
    """The question with that id; KeyError if there is none."""
    return rows.get(db, SurveyColumn, "survey_columns", column_id)


def responses(db: Database, survey_ids: Iterable[SurveyId]) -> list[Response]:
    """Who answered these surveys, in the order in which they did."""
    found = rows.select_ids(db, Response, "responses", "survey_id", survey_ids)
    return sorted(found, key=lambda one: (one.survey_id, one.position, one.id))


def responses_of(db: Database, person_id: PersonId) -> list[Response]:
    """What surveys a person answered, in the order in which they came."""
    return rows.select(
        db, Response, "responses", "WHERE person_id = ? ORDER BY survey_id, id", (person_id,)
    )


def respondents(db: Database) -> set[PersonId]:
    """Those who answered any survey."""
    query = "SELECT DISTINCT person_id FROM responses"
    return {PersonId(row[0]) for row in db.execute(query)}


def invitations(db: Database, survey_id: SurveyId) -> list[Invitation]:
    """How many were asked to answer a survey, by group."""
    return rows.select(
        db, Invitation, "invitations", "WHERE survey_id = ? ORDER BY id", (survey_id,)
    )
