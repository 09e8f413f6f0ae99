"""Persons, cases, and what ties them together."""

from dataclasses import dataclass
from typing import Final

from qualcode.core.ids import CaseId, CoderId, PersonId

RESPONDENT: Final = "respondent"
INTERVIEWER: Final = "interviewer"
PERSON_KINDS: Final = (RESPONDENT, INTERVIEWER)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who speaks: a respondent, who is counted, or an interviewer, who is not.

    Attributes:
        name: the real name, never printed unless the user asks for it.
        pseudonym: what is printed instead.
        reporting_group: the group under which the person's answers are reported, which may
            differ from the actual role.
    """

    id: PersonId
    name: str | None
    pseudonym: str
    kind: str
    role: str | None
    reporting_group: str | None
    created: str
    coder_id: CoderId


@dataclass(frozen=True, slots=True)
class Case:
    """A unit of comparison: a local group, an intervention, an association, a municipality."""

    id: CaseId
    name: str
    kind: str | None
    description: str | None
    created: str
    coder_id: CoderId


@dataclass(frozen=True, slots=True)
class Affiliation:
    """One of a person's places: an organisation, a role in it, and the case it belongs to."""

    id: str
    person_id: PersonId
    case_id: CaseId | None
    organisation: str | None
    role: str | None
    place: str | None
    created: str
    coder_id: CoderId
