"""Corrections of whatever texts a project holds, for `random_work`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from qualcode.core.changes import Changes
from qualcode.core.model.edit import Edit
from qualcode.core.model.replacing import Replacement
from qualcode.core.operations import anonymising, corrections
from qualcode.core.store import documents as documents_store
from tests.core.whole import transcript

if TYPE_CHECKING:
    from tests.core.random_work import Work


def correct(w: Work) -> Changes | None:
    document = w.pick("documents")
    text = documents_store.text(w.project.db, document)
    start, end = w.span(document)
    words = w.random.choice(["", "x", " nej ", "\nLo: Så\n", "Mandatet", text[:start]])
    edits = [Edit(start, min(end, len(text)), words)] if w.random.random() < 0.5 else None
    new = text[:start] + words + text[end:]
    return corrections.correct_text(w.project, w.coder, document, new, edits=edits)


def replace_file(w: Work) -> Changes | None:
    document = w.pick("documents")
    text = documents_store.text(w.project.db, document).replace(w.name(), "Tilliten")
    return corrections.replace_document(
        w.project, w.coder, document, transcript("Rättad", text.replace("Kim", "Lo"))
    )


def place_again(w: Work) -> Changes | None:
    segment = w.pick("segments")
    query = "SELECT document_id FROM segments WHERE id = ?"
    document = w.project.db.execute(query, (segment,)).fetchone()[0]
    return corrections.place_again(w.project, w.coder, segment, *w.span(document))


def anonymise(w: Work) -> Changes | None:
    old = w.random.choice(["Kim", "Eva", "Mandatet", "Lo", "vi"])
    hits = anonymising.find_names(w.project.db, [Replacement(old, "[N]")])
    some = [hit for hit in hits if w.random.random() < 0.7]
    return anonymising.anonymise(
        w.project,
        w.coder,
        [Replacement(old, "[N]")],
        hits=some,
        real_names=w.random.random() < 0.3,
    )


CHANGING: list[Callable[[Work], Changes | None]] = [
    correct,
    correct,
    replace_file,
    place_again,
    anonymise,
]
