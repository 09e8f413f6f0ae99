"""What an import knows of a document beside its words, as attributes of it."""

from __future__ import annotations

from collections.abc import Sequence

from qualcode.core.ids import AttributeId, DocumentId
from qualcode.core.operations.attributes import (
    NewAttribute,
    add_attribute,
    choices_of,
    put_values,
)
from qualcode.core.operations.cell_values import parsed
from qualcode.core.store import attributes as store
from qualcode.core.store.connection import casefold
from qualcode.core.store.transaction import Transaction


def add_facts(
    running: Transaction, document_id: DocumentId, facts: Sequence[tuple[str, str]]
) -> None:
    """Write values into a document's attributes, by name; an attribute that is new is of text.

    Raises:
        Refused: if a value does not fit an attribute that is there, or a name can't be one.
    """
    known = {casefold(one.name): one for one in store.all_attributes(running.db, "documents")}
    cells: dict[tuple[AttributeId, str], str] = {}
    for name, value in facts:
        attribute = known.get(casefold(name)) or add_attribute(running, NewAttribute(name))
        known[casefold(attribute.name)] = attribute
        text = parsed(attribute.kind, value, choices_of(attribute.choices))
        if text:
            cells[attribute.id, document_id] = text
    put_values(running, cells)
