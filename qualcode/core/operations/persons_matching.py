"""Which respondents are meant by what they are or answered: a role, a group, or an attribute."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from qualcode.core.errors import Refused
from qualcode.core.ids import AttributeId, PersonId
from qualcode.core.operations.attributes import choices_of
from qualcode.core.operations.cell_values import parsed
from qualcode.core.operations.documents_matching import NAMED
from qualcode.core.operations.grid_fields import field_named
from qualcode.core.store import attributes as attributes_store
from qualcode.core.store import persons as persons_store
from qualcode.core.store.connection import casefold
from qualcode.core.translate import _

#: what a condition may name of persons, beside attributes
_FIELDS = {"role": "role", "group": "reporting_group"}


@dataclass(frozen=True)
class ChosenPersons:
    """What conditions say of persons.

    Attributes:
        persons: those who are so; None if no condition is about persons.
        conditions: those that are, as they were written.
        others: the conditions that are about something else.
    """

    persons: frozenset[PersonId] | None
    conditions: tuple[str, ...]
    others: tuple[str, ...]


def chosen_persons(db: Database, conditions: Sequence[str]) -> ChosenPersons:
    """The persons for whom the conditions about persons hold, such as ``Sex=Woman``.

    Of several conditions on one column one must hold. A column that documents have too is theirs.

    Raises:
        Refused: if a value can't be one of its column, or nobody is so.
    """
    attributes: dict[AttributeId, list[str]] = defaultdict(list)
    fields: dict[str, list[str]] = defaultdict(list)
    own, others = list[str](), list[str]()
    for condition in conditions:
        name, _equals, text = (part.strip() for part in condition.partition("="))
        of_persons = bool(text) and _add(db, name, text, fields, attributes)
        (own if of_persons else others).append(condition)
    if not own:
        return ChosenPersons(None, (), tuple(others))
    found = {
        person.id
        for person in persons_store.all_persons(db)
        if all(casefold(getattr(person, key) or "") in wanted for key, wanted in fields.items())
    }
    for attribute_id, values in attributes.items():
        having = attributes_store.with_value(
            db, attribute_id, [casefold(one) or "" for one in values]
        )
        found &= {PersonId(one) for one in having}
    if not found:
        raise Refused(_("Nobody fits {conditions}.").format(conditions=", ".join(own)))
    return ChosenPersons(frozenset(found), tuple(own), tuple(others))


def _add(
    db: Database,
    name: str,
    text: str,
    fields: dict[str, list[str]],
    attributes: dict[AttributeId, list[str]],
) -> bool:
    """Note a condition that is about persons; False for another."""
    of_documents = field_named("documents", name)
    if of_documents is not None and of_documents.key in NAMED:
        return False
    if _named(db, "documents", name) is not None:
        return False
    field = field_named("persons", name)
    if field is not None and field.key in _FIELDS:
        fields[_FIELDS[field.key]].append(casefold(text) or "")
        return True
    attribute = _named(db, "persons", name)
    if attribute is None:
        return False
    kept = attributes_store.get(db, attribute)
    attributes[attribute] += parsed(kept.kind, text, choices_of(kept.choices)).split("\n")
    return True


def _named(db: Database, about: str, name: str) -> AttributeId | None:
    for attribute in attributes_store.all_attributes(db, about):
        if casefold(attribute.name) == casefold(name):
            return attribute.id
    return None
