"""Two codings or two passages become one, and nothing that was said of either is lost."""

from typing import Final

from qualcode.core.model import Coding, PrintedQuote, Segment
from qualcode.core.operations.attached import move_attached
from qualcode.core.store import codings as store
from qualcode.core.store import quotes as quotes_store
from qualcode.core.store.transaction import Transaction

#: stands in a printed quote for the words between two passages
_OMISSION: Final = " … "


def join_codings(running: Transaction, coding: Coding, other: Coding) -> None:
    """Let two codings be one: what `other` lacks it gets, and both comments are kept."""
    running.update(
        "codings",
        other.id,
        comment=both(other.comment, coding.comment),
        weight=coding.weight if other.weight is None else other.weight,
        stance=other.stance or coding.stance,
    )
    move_attached(running, coding.id, other.id)
    running.delete("codings", coding.id, merged_into=other.id)


def join_segments(running: Transaction, segment: Segment, other: Segment) -> None:
    """Let two passages be one, at the place of `other`, with the codes and words of both."""
    there = {(c.code_id, c.coder_id): c for c in store.on_segments(running.db, [other.id])}
    for coding in store.on_segments(running.db, [segment.id]):
        twin = there.get((coding.code_id, coding.coder_id))
        if twin is None:
            running.update("codings", coding.id, segment_id=other.id)
        else:
            join_codings(running, coding, twin)
    for field in ("condensed", "interpretation"):
        joined = both(getattr(other, field), getattr(segment, field))
        running.update("segments", other.id, **{field: joined})
    _join_quotes(running, segment, other)
    move_attached(running, segment.id, other.id)
    running.delete("segments", segment.id, merged_into=other.id)


def _join_quotes(running: Transaction, segment: Segment, other: Segment) -> None:
    """Of two printed forms one is made; a single one goes on to the passage that stays."""
    found = quotes_store.of_segments(running.db, [segment.id, other.id])
    if len(found) < 2:
        return
    quote, kept = found[segment.id], found[other.id]
    chosen = [one for one in (kept, quote) if one.chosen]
    running.update(
        "quotes",
        kept.id,
        text=_joined_text(segment, quote, other, kept),
        chosen=int(bool(chosen)),
        position=min((one.position for one in chosen), default=kept.position),
        attribution=both(kept.attribution, quote.attribution),
    )
    move_attached(running, quote.id, kept.id)
    running.delete("quotes", quote.id, merged_into=kept.id)


def _joined_text(
    segment: Segment, quote: PrintedQuote, other: Segment, kept: PrintedQuote
) -> str | None:
    """The printed forms after each other; None where both print the passage's own words."""
    if quote.text is None and kept.text is None:
        return None
    texts = [(other.start or 0, kept.text or other.quote)]
    texts.append((segment.start or 0, quote.text or segment.quote))
    return _OMISSION.join(dict.fromkeys(text for _start, text in sorted(texts)))


def both(*texts: str | None) -> str | None:
    """The texts under each other, equal ones once."""
    return "\n".join(dict.fromkeys(text for text in texts if text)) or None
