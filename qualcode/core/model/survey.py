"""Surveys: what was asked, who answered, and how many were asked."""

from dataclasses import dataclass
from typing import Final

from qualcode.core.ids import AttributeId, CoderId, DocumentId, PersonId, SurveyColumnId, SurveyId

#: what the invited are counted by: all of them together, what persons have, or an attribute
WHOLE: Final = "whole"
BY_ROLE: Final = "role"
BY_GROUP: Final = "reporting_group"
BY_ATTRIBUTE: Final = "attribute"
INVITED_BY: Final = (WHOLE, BY_ROLE, BY_GROUP, BY_ATTRIBUTE)


@dataclass(frozen=True, slots=True)
class Survey:
    """A survey, or one of its waves, as a file of answers was imported.

    Attributes:
        title: what its waves have in common.
        form: ``question`` if each open question has a document, ``respondent`` if each person has.
        file_sha256: of the bytes of the file that came last.
    """

    id: SurveyId
    title: str
    wave: str | None
    form: str
    file_name: str | None
    file_sha256: str | None
    created: str
    coder_id: CoderId


@dataclass(frozen=True, slots=True)
class SurveyColumn:
    """A question of a survey, in the order of the questionnaire.

    Attributes:
        role: ``identity``, ``background``, ``closed``, ``several``, ``open``, ``time``.
        header: as the file calls the column; of several columns that are one question, the first.
        question: what was asked.
        labels: what stood in the file and what it means, a tab between, one pair per line.
        no_answer: the choices that say that there is no answer, one per line.
        field: ``role`` or ``reporting_group`` if the answers stand there; empty otherwise.
        attribute_id: where the answers stand, if they do so in an attribute.
        document_id: where the answers stand, if they are a document's text.
    """

    id: SurveyColumnId
    survey_id: SurveyId
    position: int
    role: str
    header: str
    question: str
    labels: str | None
    no_answer: str | None
    field: str
    attribute_id: AttributeId | None
    document_id: DocumentId | None
    created: str
    coder_id: CoderId


@dataclass(frozen=True, slots=True)
class Response:
    """That a person answered a survey.

    Attributes:
        position: among the answers, as the file has them.
        identity: what the file knew the person by, for a later wave; never shown unasked.
        answered: when, as the file says it.
        document_id: the person's own document, in a survey of that form.
    """

    id: str
    survey_id: SurveyId
    person_id: PersonId
    position: int
    identity: str | None
    answered: str | None
    document_id: DocumentId | None
    created: str
    coder_id: CoderId


@dataclass(frozen=True, slots=True)
class Background:
    """What somebody said of themselves when they answered a survey: it stays, whatever a later wave
    says of the same person.

    Attributes:
        column_id: what was asked; its answers are the person's attribute, role or group as well.
        value: as that attribute holds it; empty if nothing was said.
    """

    id: str
    response_id: str
    column_id: SurveyColumnId
    value: str
    created: str
    coder_id: CoderId


@dataclass(frozen=True, slots=True)
class Invitation:
    """How many of a group were asked to answer a survey.

    Attributes:
        group_by: one of `INVITED_BY`; `attribute_id` is the attribute, if it is one.
        group_value: the group, as its persons have it; empty for all.
        declined: how many said no. Who did not answer at all is not among them.
    """

    id: str
    survey_id: SurveyId
    group_by: str
    attribute_id: AttributeId | None
    group_value: str
    invited: int
    declined: int
    created: str
    coder_id: CoderId


def survey_label(title: str, wave: str | None) -> str:
    """What a survey, or one of its waves, is called."""
    return f"{title}, {wave}" if wave else title
