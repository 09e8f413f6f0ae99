"""The printed form of a passage: its words for the report, whether it stands there, and as whose.

The passage's own words are never touched.
"""

from collections.abc import Sequence
from dataclasses import replace

from qualcode.core.changes import Changes
from qualcode.core.ids import CoderId, SegmentId, new_id
from qualcode.core.model import PrintedQuote
from qualcode.core.operations.attached import delete_attached
from qualcode.core.operations.meaning import codes_of
from qualcode.core.operations.names import optional
from qualcode.core.operations.passages import drop_empty_segments
from qualcode.core.project import Project
from qualcode.core.store import codings as codings_store
from qualcode.core.store import quotes as store
from qualcode.core.store.transaction import Transaction


def print_quote(
    project: Project, coder_id: CoderId, segment_id: SegmentId, text: str | None
) -> Changes:
    """Write how a passage is printed; None, or its own words, prints those."""
    with project.operation(coder_id, "print_quote") as running:
        running.subject = codes_of(running, [segment_id])
        own = codings_store.get_segment(running.db, segment_id).quote
        words = optional(text)
        _put(running, segment_id, text=None if words == own else words)
        return running.changes("print_quote")


def attribute_quote(
    project: Project, coder_id: CoderId, segment_id: SegmentId, attribution: str | None
) -> Changes:
    """Write what is printed after a quote; None leaves that to the report."""
    with project.operation(coder_id, "attribute_quote") as running:
        running.subject = codes_of(running, [segment_id])
        codings_store.get_segment(running.db, segment_id)
        _put(running, segment_id, attribution=optional(attribution))
        return running.changes("attribute_quote")


def choose_quotes(
    project: Project, coder_id: CoderId, segment_ids: Sequence[SegmentId], *, chosen: bool
) -> Changes:
    """Let passages stand in the report as quotes, after those that are chosen already, or not."""
    with project.operation(coder_id, "choose_quotes" if chosen else "drop_quotes") as running:
        running.subject = codes_of(running, list(segment_ids))
        for segment_id in dict.fromkeys(segment_ids):
            codings_store.get_segment(running.db, segment_id)
            known = store.of_segment(running.db, segment_id)
            if chosen != bool(known and known.chosen):
                position = store.next_position(running.db) if chosen else 0
                _put(running, segment_id, chosen=int(chosen), position=position)
        return running.changes("choose_quotes" if chosen else "drop_quotes")


def _put(running: Transaction, segment_id: SegmentId, **values: object) -> None:
    """Set what is known of a passage as a quote. A row that says nothing goes, and with it a
    passage that nothing else holds."""
    known = store.of_segment(running.db, segment_id)
    if known is None:
        known = _blank(running, segment_id)
        quote = replace(known, **values)  # type: ignore[arg-type]
        if _says_something(quote):
            running.insert("quotes", quote)
    elif _says_something(replace(known, **values)):  # type: ignore[arg-type]
        running.update("quotes", known.id, **values)
    else:
        delete_attached(running, [known.id])
        running.delete("quotes", known.id)
        drop_empty_segments(running, [segment_id])


def _blank(running: Transaction, segment_id: SegmentId) -> PrintedQuote:
    return PrintedQuote(
        id=new_id(),
        segment_id=segment_id,
        text=None,
        chosen=0,
        position=0,
        attribution=None,
        created=running.time,
        coder_id=running.coder_id,
    )


def _says_something(quote: PrintedQuote) -> bool:
    return quote.text is not None or bool(quote.chosen) or quote.attribution is not None
