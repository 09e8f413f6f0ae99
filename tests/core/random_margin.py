"""What random work does with margins: comments and colours come in with a document or into one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.core.changes import Changes
from qualcode.core.importers.margin_rules import Wish
from qualcode.core.operations.importing import NewDocument, import_documents
from tests.core.whole import transcript

if TYPE_CHECKING:
    from tests.core.random_work import Work

TEXT = "Kim: Vi 👩‍👩‍👧 vet inte, å.\nLo: A\u030a, nej."
AUTHORS = (("", ""), ("Bo Ek", "BE"), ("Cia Ny", "CN"))


def take_in(w: Work) -> Changes | None:
    """What somebody has written beside a document that is here."""
    document = w.pick("documents")
    wishes = [_wish(w, *w.span(document)) for _ in range(w.random.randint(1, 4))]
    return import_documents(w.project, w.coder, [], margins={document: wishes})


def bring_in(w: Work) -> Changes | None:
    """A document with a margin."""
    at = w.random.randint(0, len(TEXT) - 6)
    new = NewDocument(transcript(w.name(), TEXT), wishes=[_wish(w, at, at + 5), _wish(w, 0, 9)])
    return import_documents(w.project, w.coder, [new])


def _wish(w: Work, start: int, end: int) -> Wish:
    author, initials = w.random.choice(AUTHORS)
    return Wish(
        start,
        end,
        codes=w.random.choice([(), (w.name(),), (w.name(), f"{w.name()} > Ny")]),
        memo=w.random.choice(["", "Se över 😀", "Se över 😀\nigen"]),
        replies=w.random.choice([(), ("Cia Ny: Ja",)]),
        author=author,
        initials=initials,
        time=w.random.choice([None, "2025-03-01T08:00:00.000Z"]),
        under=w.random.choice(["", "Från Word"]),
    )


CHANGING = (take_in, bring_in)
