"""Persons' real names taken out of what goes to a colleague, but for the words of the texts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from qualcode.core.analysis.real_names import Names
from qualcode.core.merge.contents import Rows
from qualcode.core.merge.relations import index, with_values
from qualcode.core.store.merging import Row

#: What evaluators have written themselves, by table: names in it become pseudonyms.
WRITTEN: Final[Mapping[str, tuple[str, ...]]] = {
    "project": ("name", "questions"),
    "cases": ("name", "kind", "description"),
    "folders": ("name",),
    "documents": ("title", "wave"),
    "persons": ("role", "reporting_group"),
    "affiliations": ("organisation", "role", "place"),
    "turns": ("question",),
    "codes": ("name", "definition", "when_to_use", "when_not_to_use", "example"),
    "segments": ("condensed", "interpretation"),
    "codings": ("comment",),
    "memos": ("title", "text"),
    "guide_questions": ("guide", "number", "text"),
    "attributes": ("name", "choices"),
    "attribute_values": ("value",),
    "quotes": ("text", "attribution"),
    "boards": ("name",),
    "board_items": ("text",),
    "surveys": ("title", "wave"),
    "survey_columns": ("header", "question", "labels", "no_answer"),
    "backgrounds": ("value",),
    "invitations": ("group_value",),
}

#: What is left out, by table.
LEFT_OUT: Final[Mapping[str, str]] = {
    "persons": "name",
    "documents": "file_name",
    "surveys": "file_name",
    "responses": "identity",
}


def may_hold_names(table: str) -> frozenset[str]:
    """The columns out of which names are taken, if there are any in them."""
    left_out = (LEFT_OUT[table],) if table in LEFT_OUT else ()
    return frozenset((*WRITTEN.get(table, ()), *left_out))


def without_names(rows: Rows, names: Names) -> Rows:
    """The rows without real names: those of persons are gone, and where an evaluator wrote one the
    pseudonym stands in brackets. Labels of turns and the words of passages stay: they are words of
    the text.

    Args:
        names: those that are taken out; what is written may name persons who are not in the rows.
    """
    found: Rows = {}
    for table, some in rows.items():
        columns = [index(table)[name] for name in WRITTEN.get(table, ())]
<<<<<<< Updated upstream
        found[table] = {one: names.out_of_row(row, columns) for one, row in some.items()}
    for table, column in LEFT_OUT.items():
=======
        found[table] = {one: _out_of_row(names, row, columns) for one, row in some.items()}
    for table, column in (
        ("persons", "name"),
        ("documents", "file_name"),
        ("surveys", "file_name"),
        ("responses", "identity"),
    ):
>>>>>>> Stashed changes
        found[table] = {
            one: with_values(table, row, **{column: None}) for one, row in found[table].items()
        }
    return found


<<<<<<< Updated upstream
def names_left(
    persons: Iterable[Person], texts: Mapping[DocumentId, tuple[str, str]]
) -> list[NamePlace]:
    """The lines of texts in which a real name seems to stand.

    Args:
        texts: title and text of each document.
    """
    words = name_words(persons)
    return [
        NamePlace(title, document_id, number)
        for document_id, (title, text) in texts.items()
        for number, line in enumerate(text.split("\n"), 1)
        if name_at(line, words) is not None
    ]


def contacts_left(texts: Mapping[DocumentId, tuple[str, str]]) -> list[NamePlace]:
    """The lines of texts in which an e-mail address, a telephone number or a personal identity
    number seems to stand; as `names_left`."""
    return [
        NamePlace(title, document_id, text.count("\n", 0, one.start) + 1)
        for document_id, (title, text) in texts.items()
        for one in find_contacts(text)
    ]


class Names:
    """Real names, and what is written in their place."""

    def __init__(self, persons: Iterable[Person]) -> None:
        self._pseudonyms: dict[str, str] = {}
        for person in persons:
            if person.name:
                for word in (person.name, *name_words([person])):
                    self._pseudonyms.setdefault(word, f"[{person.pseudonym}]")
        longest_first = sorted(self._pseudonyms, key=lambda name: (-len(name), name))
        either = "|".join(map(re.escape, longest_first))
        self._pattern = re.compile(rf"(?<!\w)(?:{either})(?!\w)") if either else None

    def out_of(self, found: Found) -> Found:
        """The same without real names: a text, or lists and dictionaries of texts."""
        if self._pattern is None:
            return found
        changed: Any = found
        if isinstance(found, str):
            changed = self._pattern.sub(lambda hit: self._pseudonyms[hit[0]], found)
        elif isinstance(found, dict):
            changed = {key: self.out_of(value) for key, value in found.items()}
        elif isinstance(found, list):
            changed = [self.out_of(value) for value in found]
        elif isinstance(found, tuple):
            changed = tuple(self.out_of(value) for value in found)
        return cast(Found, changed)

    def found_in(self, text: str) -> list[tuple[str, str]]:
        """The names that stand in a text, each with what is written in its place."""
        hits = self._pattern.findall(text) if self._pattern is not None else []
        return [(name, self._pseudonyms[name]) for name in hits]

    def out_of_row(self, row: Row, columns: Iterable[int]) -> Row:
        """The row without real names in these columns."""
        new = list(row)
        for at in columns:
            new[at] = self.out_of(new[at])
        return tuple(new)
=======
def _out_of_row(names: Names, row: Row, columns: Iterable[int]) -> Row:
    """The row without real names in these columns."""
    new = list(row)
    for at in columns:
        new[at] = names.out_of(new[at])
    return tuple(new)
>>>>>>> Stashed changes
