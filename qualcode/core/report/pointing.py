"""Where the words of a file that is written seem to point at somebody: by a real name, or by an
e-mail address, a telephone number or a personal identity number."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial

from qualcode.core.analysis.contacts import find_contacts
from qualcode.core.analysis.names import NamePlace, in_order, name_at, name_words
from qualcode.core.ids import DocumentId
from qualcode.core.project import Project
from qualcode.core.report.options import Written
from qualcode.core.store import persons as person_store

#: says of how many pieces something is so
Counted = Callable[[int], str]


class Pointing:
    """Looks through what is written, piece by piece."""

    def __init__(self, project: Project) -> None:
        self._words = name_words(person_store.all_persons(project.db))
        self._names: list[NamePlace] = []
        self._contacts: list[NamePlace] = []

    def look(
        self,
        text: str,
        title: str,
        document_id: DocumentId,
        line: int | Callable[[], int | None] | None,
    ) -> None:
        """A piece that begins in this line of the document; None where its text is gone. A function
        is asked only where there is something to tell. Of its names the first one is told."""
        name = name_at(text, self._words)
        contacts = [one.start for one in find_contacts(text)]
        if name is None and not contacts:
            return
        first = line() if callable(line) else line

        def place(at: int) -> NamePlace:
            below = text.count("\n", 0, at)
            return NamePlace(title, document_id, None if first is None else first + below)

        self._contacts += map(place, contacts)
        if name is not None:
            self._names.append(place(name))

    def count(
        self, pieces: Iterable[str], names: Counted, contacts: Counted
    ) -> tuple[Callable[[], str], ...]:
        """What is to be said where so many pieces hold names, or contacts, that have no line."""
        numbers = [0, 0]
        for piece in pieces:
            numbers[0] += name_at(piece, self._words) is not None
            numbers[1] += any(True for _one in find_contacts(piece))
        said = zip((names, contacts), numbers, strict=True)
        return tuple(partial(sentence, number) for sentence, number in said if number)

    def told(self, written: Written) -> Written:
        """The file, with what was found in it."""
        return replace(written, names=in_order(self._names), contacts=in_order(self._contacts))
