"""Whose answers a survey's rows are: new persons, persons known from before, rows that are there.

A person is known by the identity column, among those who answered the same survey; by an e-mail
address or a full name, in other surveys too. Where there is no identity, the same row again is
known by all that stands in it; and where that was removed, by what it answers.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlite_utils import Database

from qualcode.core.ids import PersonId
from qualcode.core.model import Survey
from qualcode.core.operations.survey_answers import Question, attribute_name, questions
from qualcode.core.operations.survey_nameless import Nameless
from qualcode.core.store import attributes as attributes_store
from qualcode.core.store import persons as persons_store
from qualcode.core.store import surveys as store
from qualcode.core.store.connection import casefold
from qualcode.core.surveys.plan import BACKGROUND, ROLE_FIELD, SurveyPlan
from qualcode.core.translate import _

#: what a row is known by where nobody is; a code of an evaluator’s may begin with the sign
_BY_CONTENT: Final = re.compile("#[0-9a-f]{24}")


@dataclass(frozen=True, slots=True)
class NewRow:
    """A row that is to be imported: its place in the table, and whose it is.

    Attributes:
        person_id: None for somebody new.
    """

    at: int
    identity: str
    person_id: PersonId | None


@dataclass(frozen=True, slots=True)
class BackgroundChange:
    """A person of whom a later file says something else.

    Attributes:
        kept: whether what is there stays, for it is a role or a group.
    """

    person_id: PersonId
    pseudonym: str
    question: str
    before: str
    after: str
    kept: bool


@dataclass(frozen=True, slots=True)
class Outlook:
    """What an import of a survey would do.

    Attributes:
        same_file: the survey that these very bytes were imported as.
        before: the survey of this title and wave that is there already: only new rows come.
        new: how many persons come.
        known: how many rows are of persons who are there already.
        already: how many rows are there already.
        empty: how many rows answer nothing; they are passed over.
        doubled: the numbers of rows whose identity an earlier row has: each is somebody of their
            own.
        nameless: how many answers of the survey are there of which was removed what it knew the
            person by: rows are known again by what they answer.
    """

    same_file: Survey | None
    before: Survey | None
    new: int
    known: int
    already: int
    empty: int
    doubled: tuple[int, ...]
    changes: tuple[BackgroundChange, ...]
    nameless: int = 0


@dataclass(frozen=True, slots=True)
class Matched:
    """The rows of a plan, told apart."""

    before: Survey | None
    rows: tuple[NewRow, ...]
    already: int
    empty: int
    doubled: tuple[int, ...]
    nameless: int


def outlook(db: Database, plan: SurveyPlan) -> Outlook:
    """What `import_survey` would do.

    Raises:
        Refused: as it does.
    """
    asked = list(questions(plan))
    found = match(db, plan, asked)
    known = [row for row in found.rows if row.person_id is not None]
    return Outlook(
        same_file=next(iter(store.with_file_hash(db, plan.table.file_sha256)), None),
        before=found.before,
        new=len(found.rows) - len(known),
        known=len(known),
        already=found.already,
        empty=found.empty,
        doubled=found.doubled,
        changes=tuple(_changes(db, plan, asked, known)),
        nameless=found.nameless,
    )


def by_their_answers() -> str:
    """What is to be said where rows are known again by what they answer (`Outlook.nameless`)."""
    return _(
        "This copy was made without what the survey knows persons by: rows are known again by "
        "their answers."
    )


def match(db: Database, plan: SurveyPlan, asked: Sequence[Question]) -> Matched:
    """Whose the rows are."""
    surveys = store.all_surveys(db)
    title, wave = casefold(" ".join(plan.title.split())), (plan.wave or "").strip()
    same_title = [one for one in surveys if casefold(one.title) == title]
    before = next((one for one in same_title if (one.wave or "") == wave), None)
    known = _Known(db, surveys, same_title)
    there = known.answers_to(before)
    nameless = Nameless(db, before, plan, asked)
    telling = [one for one in asked if one.role != BACKGROUND] or asked
    already = empty = 0
    seen: set[str] = set()
    left: dict[int, str] = {}
    for at, identity in enumerate(identities(plan)):
        key = _key(identity)
        if not any(question.answers[at].strip() for question in telling):
            empty += 1
        elif there[key]:
            there[key] -= 1
            already += 1
            seen.add(key)
        else:
            left[at] = identity
    again = nameless.known_again(left)
    rows: list[NewRow] = []
    doubled: list[int] = []
    for at, identity in left.items():
        key = _key(identity)
        if at in again:
            continue
        if key in seen and not _BY_CONTENT.fullmatch(identity):
            doubled.append(plan.table.numbers[at])
            rows.append(NewRow(at, identity, None))
        else:
            seen.add(key)
            rows.append(NewRow(at, identity, known.person(identity)))
    already += len(again)
    return Matched(before, tuple(rows), already, empty, tuple(doubled), nameless.number)


def identities(plan: SurveyPlan) -> list[str]:
    """What each row is known by."""
    column = plan.identity
    found = []
    for row in plan.table.rows:
        identity = " ".join(row[column.number].split()) if column else ""
        if not identity:
            whole = "\x1f".join(row).encode("utf-8", "surrogatepass")
            identity = "#" + hashlib.sha256(whole).hexdigest()[:24]
        found.append(identity)
    return found


def _key(identity: str) -> str:
    return casefold(identity) or ""


def says_who(identity: str) -> bool:
    """Whether it is an e-mail address or a full name, which mean the same person everywhere."""
    return "@" in identity or is_full_name(identity)


def is_full_name(identity: str) -> bool:
    """Whether it is words of letters, as names are."""
    words = identity.replace("-", " ").replace("’", " ").replace("'", " ").replace(".", " ").split()
    return len(words) > 1 and all(word.isalpha() for word in words)


class _Known:
    """The persons who answered before, by what they were known by."""

    def __init__(self, db: Database, surveys: Sequence[Survey], same: Sequence[Survey]) -> None:
        self._responses = store.responses(db, [one.id for one in surveys])
        own = {one.id for one in same}
        self._own: dict[str, PersonId] = {}
        self._other: dict[str, PersonId] = {}
        for one in self._responses:
            if one.identity:
                whose = self._own if one.survey_id in own else self._other
                whose.setdefault(_key(one.identity), one.person_id)
        names: dict[str, list[PersonId]] = defaultdict(list)
        for person in persons_store.all_persons(db):
            if person.name:
                names[_key(person.name)].append(person.id)
        self._named = {name: ids[0] for name, ids in names.items() if len(ids) == 1}

    def answers_to(self, survey: Survey | None) -> Counter[str]:
        """How often each identity answered a survey."""
        return Counter(
            _key(one.identity)
            for one in self._responses
            if survey is not None and one.survey_id == survey.id and one.identity
        )

    def person(self, identity: str) -> PersonId | None:
        if _BY_CONTENT.fullmatch(identity):
            return None
        key = _key(identity)
        if key in self._own or not says_who(identity):
            return self._own.get(key)
        return self._other.get(key) or self._named.get(key)


def _changes(
    db: Database, plan: SurveyPlan, asked: Sequence[Question], rows: Sequence[NewRow]
) -> list[BackgroundChange]:
    persons = {person.id: person for person in persons_store.all_persons(db)} if rows else {}
    by_name = {casefold(one.name): one for one in attributes_store.all_attributes(db, "persons")}
    found = []
    for question in asked:
        if question.role != BACKGROUND or not rows:
            continue
        attribute = by_name.get(casefold(attribute_name(question, plan.wave)))
        values: Mapping[str, str] = {}
        if question.field:
            values = {
                one.id: (one.role if question.field == ROLE_FIELD else one.reporting_group) or ""
                for one in persons.values()
            }
        elif attribute:
            values = dict(attributes_store.cells(db, attribute.id))
        for row in rows:
            before, after = values.get(str(row.person_id), ""), question.answers[row.at]
            if before and after and casefold(before) != casefold(after) and row.person_id:
                pseudonym = persons[row.person_id].pseudonym
                found.append(
                    BackgroundChange(
                        row.person_id,
                        pseudonym,
                        question.name,
                        before,
                        after,
                        bool(question.field),
                    )
                )
    return found
