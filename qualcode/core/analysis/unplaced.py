"""Passages that have lost their place: what they are of, and where their words may be now."""

from __future__ import annotations

from dataclasses import dataclass

from sqlite_utils import Database

from qualcode.core.ids import SegmentId
from qualcode.core.model import Segment
from qualcode.core.model.anchoring import Placed, find_again
from qualcode.core.store import coders as coders_store
from qualcode.core.store import codes as codes_store
from qualcode.core.store import codings as codings_store
from qualcode.core.store import documents as documents_store
from qualcode.core.store import wordings as store


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A passage without a place.

    Attributes:
        document: the title.
        codes: the names of the codes on it.
        initials, colour: of its owner.
    """

    segment: Segment
    document: str
    codes: tuple[str, ...]
    initials: str
    colour: str


def all_unplaced(db: Database) -> list[Unplaced]:
    """Every passage that has lost its place, by document as they are listed."""
    segments = store.unplaced(db)
    if not segments:
        return []
    titles = {one.id: one.title for one in documents_store.all_documents(db)}
    order = list(titles)
    names = {code.id: code.name for code in codes_store.all_codes(db)}
    coders = {coder.id: coder for coder in coders_store.all_coders(db)}
    codes: dict[SegmentId, dict[str, None]] = {segment.id: {} for segment in segments}
    for coding in codings_store.on_segments(db, list(codes)):
        codes[coding.segment_id][names[coding.code_id]] = None
    found = [
        Unplaced(
            segment=segment,
            document=titles[segment.document_id],
            codes=tuple(codes[segment.id]),
            initials=coders[segment.coder_id].initials,
            colour=coders[segment.coder_id].colour,
        )
        for segment in segments
    ]
    return sorted(found, key=lambda one: (order.index(one.segment.document_id), one.segment.id))


def likely_place(text: str, segment: Segment) -> Placed | None:
    """Where the passage's words may be in a text; None where nothing is like them."""
    return find_again(segment.quote, segment.before, segment.after, text)
