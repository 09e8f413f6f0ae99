"""The columns that documents, persons and cases have beside the attributes, by their names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from qualcode.core.operations.cell_values import in_all_languages
from qualcode.core.store.connection import casefold
from qualcode.core.translate import N_

DOCUMENT_KIND_NAMES: Final = {
    "interview": N_("Interview"),
    "group-interview": N_("Group interview"),
    "workshop": N_("Workshop"),
    "observation": N_("Observation"),
    "survey": N_("Survey answers"),
    "document": N_("Document"),
}
PERSON_KIND_NAMES: Final = {"respondent": N_("Respondent"), "interviewer": N_("Interviewer")}
LANGUAGE_NAMES: Final = {"sv": "Svenska", "en": "English"}
STATE_NAMES: Final = {"under-way": N_("Under way"), "done": N_("Done")}
#: between folders that lie in each other
PATH: Final = " > "


@dataclass(frozen=True, slots=True)
class Field:
    """A column that is there from the start.

    Attributes:
        also: what it is called in sheets, beside its key and its name.
        kind: as an attribute's, or ``count`` or ``share`` for what is counted.
        names: of kind ``choice``, its values with what people call them.
    """

    key: str
    name: str
    kind: str = "text"
    editable: bool = False
    also: tuple[str, ...] = ()
    names: Mapping[str, str] | None = None


FIELDS: Final[Mapping[str, tuple[Field, ...]]] = {
    "documents": (
        Field("title", N_("Title"), editable=True, also=("titel", "document", "dokument")),
        Field("folder", N_("Folder"), editable=True, also=("mapp",)),
        Field(
            "kind",
            N_("Kind"),
            "choice",
            editable=True,
            also=("slag", "typ"),
            names=DOCUMENT_KIND_NAMES,
        ),
        Field("date", N_("Date"), editable=True, also=("datum",)),
        Field("wave", N_("Wave"), editable=True, also=("våg", "omgång")),
        Field(
            "language",
            N_("Language"),
            "choice",
            editable=True,
            also=("språk",),
            names=LANGUAGE_NAMES,
        ),
        Field("persons", N_("Persons"), also=("personer",)),
        Field("case", N_("Case"), editable=True, also=("fall",)),
        Field("file", N_("File"), also=("fil", "file name", "filnamn")),
        Field("characters", N_("Characters"), "count", also=("tecken",)),
        Field("passages", N_("Passages"), "count", also=("passager",)),
        Field("codes", N_("Codes"), "count", also=("koder",)),
        Field("coverage", N_("Coverage"), "share", also=("täckning",)),
    ),
    "persons": (
        Field("pseudonym", N_("Printed as"), editable=True, also=("pseudonymen", "tryckt som")),
        Field("name", N_("Name"), editable=True, also=("namn",)),
        Field(
            "kind",
            N_("Speaks as"),
            "choice",
            editable=True,
            also=("talar som",),
            names=PERSON_KIND_NAMES,
        ),
        Field("role", N_("Role"), editable=True, also=("roll",)),
        Field("group", N_("Group"), editable=True, also=("grupp", "reporting group")),
        Field("organisation", N_("Organisation"), editable=True),
        Field("organisation_role", N_("Role there"), editable=True, also=("roll där",)),
        Field("place", N_("Place"), editable=True, also=("plats", "ort")),
        Field("case", N_("Case"), editable=True, also=("fall",)),
        Field("documents", N_("Heard in"), also=("hörs i",)),
    ),
    "cases": (
        Field("name", N_("Name"), editable=True, also=("namn", "case", "fall")),
        Field("kind", N_("Kind"), editable=True, also=("slag", "typ")),
        Field("description", N_("Description"), editable=True, also=("beskrivning",)),
        Field("documents", N_("Documents"), "count", also=("dokument",)),
        Field("persons", N_("Persons"), "count", also=("personer",)),
    ),
}


def field_named(about: str, name: str) -> Field | None:
    """The field which a sheet's header or a user means by a name, whatever its case."""
    wanted = _comparable(name)
    for field in FIELDS[about]:
        words = (field.key, *filter(None, in_all_languages(field.name)), *field.also)
        if wanted in map(_comparable, words):
            return field
    return None


def is_field(about: str, name: str) -> bool:
    """Whether a column that is there from the start is called so."""
    return field_named(about, name) is not None


def _comparable(name: str) -> str:
    return casefold(" ".join(name.replace("_", " ").replace("-", " ").split())) or ""
