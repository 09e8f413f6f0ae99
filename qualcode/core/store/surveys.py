"""Reads: surveys, their questions, who answered them, and how many were asked."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from sqlite_utils import Database

from qualcode.core.ids import AttributeId, PersonId, SurveyColumnId, SurveyId
from qualcode.core.model import Invitation, Response, Survey, SurveyColumn
from qualcode.core.store import rows

_TOLD: Final = (
    "SELECT b.id, r.survey_id, r.person_id, b.column_id, b.value FROM backgrounds b"
    " JOIN responses r ON r.id = b.response_id JOIN survey_columns c ON c.id = b.column_id"
    " WHERE TRUE"
)
_AS_ANSWERED: Final = " ORDER BY r.survey_id, r.position, r.id"


class Told(NamedTuple):
    """What a person said of themselves when they answered a survey: a row of `backgrounds`."""

    id: str
    survey_id: SurveyId
    person_id: PersonId
    column_id: SurveyColumnId
    value: str


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


def with_identity(db: Database) -> list[str]:
    """The responses of which is kept what their file knew the person by."""
    query = "SELECT id FROM responses WHERE identity IS NOT NULL ORDER BY id"
    return [row[0] for row in db.execute(query)]


def invitations(db: Database, survey_id: SurveyId) -> list[Invitation]:
    """How many were asked to answer a survey, by group."""
    return rows.select(
        db, Invitation, "invitations", "WHERE survey_id = ? ORDER BY id", (survey_id,)
    )


def backgrounds(
    db: Database,
    survey_ids: Iterable[SurveyId],
    *,
    field: str = "",
    attribute_id: AttributeId | None = None,
) -> list[Told]:
    """What those who answered these surveys said of themselves then: of one field or attribute, or
    of everything; of each person in the order in which they answered."""
    which, parameters = _which(field, attribute_id)
    found: list[Told] = []
    for chunk in rows.chunks(survey_ids):
        query = f"{_TOLD} AND r.survey_id IN ({', '.join('?' * len(chunk))}){which}{_AS_ANSWERED}"
        found += [Told(*row) for row in db.execute(query, (*chunk, *parameters))]
    return found


def told_by(
    db: Database,
    person_ids: Iterable[PersonId],
    *,
    field: str = "",
    attribute_id: AttributeId | None = None,
) -> list[Told]:
    """What these persons said of themselves, in whatever survey, in the order in which it came."""
    which, parameters = _which(field, attribute_id)
    found: list[Told] = []
    for chunk in rows.chunks(person_ids):
        query = f"{_TOLD} AND r.person_id IN ({', '.join('?' * len(chunk))}){which}{_AS_ANSWERED}"
        found += [Told(*row) for row in db.execute(query, (*chunk, *parameters))]
    return found


def told_in(db: Database, attribute_id: AttributeId) -> list[tuple[str, str]]:
    """The rows of what was said of themselves by everybody, where an attribute holds it, and what
    stands there."""
    query = (
        "SELECT b.id, b.value FROM backgrounds b JOIN survey_columns c ON c.id = b.column_id"
        " WHERE c.attribute_id = ? ORDER BY b.id"
    )
    return db.execute(query, (attribute_id,)).fetchall()


def _which(field: str, attribute_id: AttributeId | None) -> tuple[str, tuple[str, ...]]:
    if attribute_id is not None:
        return " AND c.attribute_id = ?", (attribute_id,)
    return (" AND c.field = ?", (field,)) if field else ("", ())


def not_told(
    db: Database, person_ids: Iterable[PersonId]
) -> list[tuple[str, SurveyColumnId, PersonId, str, AttributeId | None]]:
    """The answers to surveys with which nothing is kept of what these persons said of themselves,
    as in files of earlier versions: response, question, person, and where it stands of the person.
    """
    found = []
    for chunk in rows.chunks(person_ids):
        query = (
            "SELECT r.id, c.id, r.person_id, c.field, c.attribute_id FROM responses r"
            " JOIN survey_columns c ON c.survey_id = r.survey_id AND c.role = 'background'"
            f" WHERE r.person_id IN ({', '.join('?' * len(chunk))})"
            " AND NOT EXISTS (SELECT 1 FROM backgrounds b WHERE b.response_id = r.id)"
            " ORDER BY r.id, c.position"
        )
        found += db.execute(query, chunk).fetchall()
    return found
