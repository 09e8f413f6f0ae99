"""Attributes: columns of one's own for documents, persons and cases, and what stands in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from qualcode.core.changes import Changes
from qualcode.core.errors import Refused
from qualcode.core.ids import AttributeId, CoderId, new_id, new_ids
from qualcode.core.model import ATTRIBUTE_KINDS, DESCRIBED, Attribute, AttributeValue
from qualcode.core.operations import cell_values, survey_backgrounds
from qualcode.core.operations.attached import delete_attached
from qualcode.core.operations.grid_fields import is_field
from qualcode.core.operations.names import required
from qualcode.core.project import Project
from qualcode.core.store import attributes as store
from qualcode.core.store import rows
from qualcode.core.store.connection import casefold
from qualcode.core.store.transaction import Transaction
from qualcode.core.translate import _, ngettext

Cell = tuple[AttributeId, str]  # the attribute, and what it is about


@dataclass(frozen=True)
class NewAttribute:
    """An attribute as it is asked for."""

    name: str
    about: str = "documents"
    kind: str = "text"
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Misfit:
    """A value that an attribute's new kind can't hold, in the row that it stands in."""

    about_id: str
    value: str
    reason: str


class ValuesDontFit(Refused):
    """The attribute can't be made into that kind; nothing was changed.

    Attributes:
        misfits: what stands in the way, each value with its row.
    """

    def __init__(self, name: str, misfits: Sequence[Misfit]) -> None:
        self.misfits = tuple(misfits)
        sentence = ngettext(
            "{count} value of “{name}” does not fit, so nothing was changed. {example}",
            "{count} values of “{name}” do not fit, so nothing was changed. {example}",
            len(misfits),
        )
        example = misfits[0].reason
        super().__init__(sentence.format(count=len(misfits), name=name, example=example))


def create_attribute(project: Project, coder_id: CoderId, new: NewAttribute) -> Changes:
    """A new attribute, last among those of its sort.

    Raises:
        Refused: if the name is empty or taken, or a choice has nothing to choose from.
    """
    with project.operation(coder_id, "create_attribute", new.name.strip()) as running:
        add_attribute(running, new)
        return running.changes("create_attribute")


def add_attribute(running: Transaction, new: NewAttribute) -> Attribute:
    """`create_attribute` as a part of another operation."""
    if new.about not in DESCRIBED or new.kind not in ATTRIBUTE_KINDS:
        raise ValueError(new.about, new.kind)
    others = store.all_attributes(running.db, new.about)
    attribute = Attribute(
        id=AttributeId(new_id()),
        name=_free_name(running.db, new.name, new.about),
        about=new.about,
        kind=new.kind,
        choices=_choices(new.kind, new.choices),
        position=max((other.position for other in others), default=-1) + 1,
        created=running.time,
        coder_id=running.coder_id,
    )
    running.insert("attributes", attribute)
    return attribute


def edit_attribute(
    project: Project,
    coder_id: CoderId,
    attribute_id: AttributeId,
    *,
    name: str,
    kind: str,
    choices: Sequence[str] = (),
) -> Changes:
    """Give an attribute another name, kind, or other choices; what stands in it is written anew.

    Of a text that becomes a choice without choices given, all that stands there becomes one.

    Raises:
        ValuesDontFit: if something that stands there can't be of that kind.
        Refused: if the name is empty or taken, or a choice has nothing to choose from.
    """
    with project.operation(coder_id, "edit_attribute") as running:
        before = store.get(running.db, attribute_id)
        running.subject = _free_name(running.db, name, before.about, attribute_id)
        values = store.values_of(running.db, attribute_id)
        if kind == "choice" and not any(map(str.strip, choices)):
            choices = _in_use(values)
        kept = _choices(kind, choices)
        converted = _converted(before, values, kind, choices_of(kept))
        running.update("attributes", attribute_id, name=running.subject, kind=kind, choices=kept)
        survey_backgrounds.convert(running, attribute_id, before.kind, kind, choices_of(kept))
        for value, text in converted:
            if value.value != text:
                running.update("attribute_values", value.id, value=text)
        return running.changes("edit_attribute")


def misfits(
    db: Database, attribute_id: AttributeId, kind: str, choices: Sequence[str] = ()
) -> list[Misfit]:
    """What `edit_attribute` would say does not fit."""
    attribute, values = store.get(db, attribute_id), store.values_of(db, attribute_id)
    if kind == "choice" and not any(map(str.strip, choices)):
        choices = _in_use(values)
    try:
        _converted(attribute, values, kind, choices)
    except ValuesDontFit as error:
        return list(error.misfits)
    return []


def _converted(
    attribute: Attribute, values: Iterable[AttributeValue], kind: str, choices: Sequence[str]
) -> list[tuple[AttributeValue, str]]:
    converted, wrong = [], []
    for value in values:
        # several choices stand on lines; as anything else they are written as they are read
        text = value.value if kind == "choice" else cell_values.shown(attribute.kind, value.value)
        try:
            fitting = cell_values.parsed(kind, text, choices)
        except Refused as refusal:
            wrong.append(Misfit(value.about_id, text, str(refusal)))
            continue
        converted.append((value, fitting))
    if wrong:
        raise ValuesDontFit(attribute.name, wrong)
    return converted


def delete_attributes(
    project: Project, coder_id: CoderId, attribute_ids: Sequence[AttributeId]
) -> Changes:
    """Remove attributes with all that stands in them."""
    with project.operation(coder_id, "delete_attributes") as running:
        doomed = [store.get(running.db, one) for one in dict.fromkeys(attribute_ids)]
        running.subject = ", ".join(attribute.name for attribute in doomed)
        for attribute in doomed:
            values = [value.id for value in store.values_of(running.db, attribute.id)]
            delete_attached(running, [attribute.id])
            running.delete_many("attribute_values", values)
            running.delete("attributes", attribute.id)
        return running.changes("delete_attributes")


def move_attribute(
    project: Project, coder_id: CoderId, attribute_id: AttributeId, position: int
) -> Changes:
    """Put an attribute at another place among those of its sort, counted without itself."""
    with project.operation(coder_id, "move_attribute") as running:
        moved = store.get(running.db, attribute_id)
        running.subject = moved.name
        others = store.all_attributes(running.db, moved.about)
        others = [other for other in others if other.id != attribute_id]
        place = max(0, min(position, len(others)))
        for number, other in enumerate([*others[:place], moved, *others[place:]]):
            if other.position != number:
                running.update("attributes", other.id, position=number)
        return running.changes("move_attribute")


def put_values(running: Transaction, texts: Mapping[Cell, str]) -> None:
    """Write stored values into cells; an empty one empties the cell.

    The texts must fit: see `cell_values.parsed`.
    """
    rows_of: dict[AttributeId, list[str]] = defaultdict(list)
    for attribute_id, about_id in texts:
        rows_of[attribute_id].append(about_id)
    known = {
        (attribute_id, value.about_id): value
        for attribute_id, about_ids in rows_of.items()
        for value in store.values_in(running.db, attribute_id, about_ids)
    }
    new = [cell for cell, text in texts.items() if text and cell not in known]
    ids = new_ids(len(new)) if new else []
    running.insert_many(
        "attribute_values",
        [
            AttributeValue(own, one, about, texts[one, about], running.time, running.coder_id)
            for own, (one, about) in zip(ids, new, strict=True)
        ],
    )
    gone = [known[cell].id for cell, text in texts.items() if not text and cell in known]
    running.delete_many("attribute_values", gone)
    for cell, text in texts.items():
        if text and cell in known and known[cell].value != text:
            running.update("attribute_values", known[cell].id, value=text)


def reword_choices(running: Transaction, attribute_id: AttributeId, words: Sequence[str]) -> None:
    """Give an attribute's choices, one for one, other words; what stands in it goes along. Those
    that come to be the same are one."""
    attribute = store.get(running.db, attribute_id)
    kept = _choices(attribute.kind, words)
    by_word = {casefold(choice): choice for choice in choices_of(kept)}
    new = {
        choice: by_word[casefold(" ".join(word.split()))]
        for choice, word in zip(choices_of(attribute.choices), words, strict=True)
    }
    running.update("attributes", attribute_id, choices=kept)
    survey_backgrounds.reword(running, attribute_id, new)
    for value in store.values_of(running.db, attribute_id):
        chosen = {new[line] for line in value.value.split("\n")}
        text = "\n".join(choice for choice in choices_of(kept) if choice in chosen)
        running.update("attribute_values", value.id, value=text)


def choices_of(stored: str | None) -> tuple[str, ...]:
    """An attribute's choices, in their order."""
    return tuple((stored or "").split("\n")) if stored else ()


def fit(db: Database, attribute_ids: Iterable[str], value_ids: Iterable[str]) -> bool:
    """Whether what stands in these attributes, and these values, are about something that is
    there, and of a kind that their attributes can hold."""
    values = store.values(db, value_ids)
    for attribute_id in attribute_ids:
        values += store.values_of(db, AttributeId(attribute_id))
    if not values:
        return True
    wanted = {value.attribute_id for value in values}
    known = {one.id: one for one in store.all_attributes(db) if one.id in wanted}
    for attribute in known.values():
        mine = [value for value in values if value.attribute_id == attribute.id]
        choices = choices_of(attribute.choices)
        if not all(fits(attribute.kind, value.value, choices) for value in mine):
            return False
        about = {value.about_id for value in mine}
        if len(rows.existing(db, attribute.about, about)) < len(about):
            return False
    return True


def fits(kind: str, value: str, choices: Sequence[str]) -> bool:
    """Whether a stored value is one that an attribute of that kind can hold."""
    try:
        return cell_values.parsed(kind, value, choices) == value
    except Refused:
        return False


def _in_use(values: Iterable[AttributeValue]) -> list[str]:
    found: dict[str | None, str] = {}
    for value in values:
        for line in value.value.split("\n"):
            found.setdefault(casefold(line.strip()), line.strip())
    return sorted(found.values(), key=lambda text: casefold(text) or "")


def _choices(kind: str, choices: Sequence[str]) -> str | None:
    """The choices as they are stored, each once."""
    if kind != "choice":
        return None
    once: dict[str | None, str] = {}
    for choice in filter(None, (" ".join(choice.split()) for choice in choices)):
        once.setdefault(casefold(choice), choice)
    if not once:
        raise Refused(_("A choice needs something to choose from. Write one choice per line."))
    return "\n".join(once.values())


def _free_name(db: Database, name: str, about: str, own: AttributeId | None = None) -> str:
    name = required(name, _("An attribute needs a name."))
    if is_field(about, name):
        raise Refused(
            _("There is a column “{name}” already. Choose another name.").format(name=name)
        )
    for other in store.all_attributes(db, about):
        if other.id != own and casefold(other.name) == casefold(name):
            raise Refused(
                _("There is already an attribute “{name}”. Choose another name.").format(
                    name=other.name
                )
            )
    return name
