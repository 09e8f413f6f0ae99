"""What is said of the grid: how many rows there are, and what would go with an attribute."""

from __future__ import annotations

from qualcode.core.analysis.grid import Column
from qualcode.core.project import Project
from qualcode.core.store import attributes as attributes_store
from qualcode.core.translate import _, ngettext


def delete_words(project: Project, column: Column) -> str:
    """What would go with a column's attribute."""
    attribute = column.attribute
    assert attribute is not None
    number = attributes_store.counts(project.db).get(attribute.id, 0)
    said = ngettext(
        "“{name}” will be deleted, with {number} value in it. It can be undone.",
        "“{name}” will be deleted, with {number} values in it. It can be undone.",
        number,
    )
    if not number:
        said = _("“{name}” will be deleted. Nothing stands in it.")
    return said.format(name=attribute.name, number=number)


def rows_words(about: str, number: int) -> str:
    """“12 documents”"""
    words = {
        "documents": ngettext("{number} document", "{number} documents", number),
        "persons": ngettext("{number} person", "{number} persons", number),
        "cases": ngettext("{number} case", "{number} cases", number),
    }
    return words[about].format(number=number)
