"""Who speaks where in a text that somebody chose of two: as in the file that it stands in.

What the other side did to the turns when it changed the text went with that text.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from qualcode.core.merge.combine import Both
from qualcode.core.merge.relations import index, with_values
from qualcode.core.merge.side import Side
from qualcode.core.store import rows
from qualcode.core.store.merging import Row

if TYPE_CHECKING:
    from qualcode.core.merge.settle import Settled

_TEXT: Final = "text_sha256"
_SPEAKER: Final = ("start", "end", "speech_start", "label", "person_id")
_WHO: Final = ("label", "person_id")

#: table, id, and what was there
Changed = list[tuple[str, str, dict[str, object]]]
#: table, id, and the row as JSON
Deleted = list[tuple[str, str, str]]


def take_turns(both: Both, document_id: str, answer: int) -> tuple[Changed, Deleted]:
    """Let the turns of a document be those of one side, as far as the other changed them together
    with the text that is given up. Returns what became of them."""
    sides = (both.ours, both.theirs)
    chosen, other = sides[answer], sides[1 - answer]
    mine, others = (side.where("turns", "document_id", [document_id]) for side in (chosen, other))
    given_up = _done_with_the_text(other, document_id, {*mine, *others})
    changed: Changed = []
    deleted: Deleted = []
    sha256 = chosen.text_hash(document_id)
    for one in sorted(given_up & mine.keys()):
        row = mine[one]
        changed.append(("turns", one, _before(both.raw("turns", one), row)))
        both.rows["turns"][one] = row
        both.gone.pop(one, None)
        if sha256 is not None:
            both.text_of[one] = sha256
    for one in sorted(given_up & others.keys() - mine.keys() - chosen.ever_knew(others)):
        image = dict(zip(rows.columns("turns"), others[one], strict=True))
        deleted.append(("turns", one, json.dumps(image, ensure_ascii=False)))
        both.rows["turns"].pop(one, None)
        if other is both.ours:
            both.gone[one] = "turns"
    return changed, deleted


def take_speakers(
    settled: Settled, changed: Changed, document_id: str, side: int, span: tuple[int, int]
) -> None:
    """Let those speak at a place of a text whom the side says whose words were chosen there; unless
    somebody decided on them by themselves.

    Args:
        changed: what was decided so far; what is decided here comes to it.
        span: the place, in the text of that side.
    """
    both, where = settled.both, index("turns")
    sides = (both.ours, both.theirs)
    mine, others = (
        one.where("turns", "document_id", [document_id]) for one in (sides[side], sides[1 - side])
    )
    known = {row_id for table, row_id, _before in changed if table == "turns"}
    for one in sorted(mine.keys() & others.keys() - known):
        start, speech = (mine[one][where[name]] for name in ("start", "speech_start"))
        raw = both.raw("turns", one)
        if raw is None or not (start < span[1] and span[0] < speech):
            continue
        new = {name: mine[one][where[name]] for name in _WHO}
        old = {name: raw[where[name]] for name in _WHO if raw[where[name]] != new[name]}
        if old:
            both.rows["turns"][one] = with_values("turns", raw, **new)
            settled.take_in("turns", one)
            shown = with_values("turns", settled.shown["turns"][one], **new)
            settled.shown["turns"][one] = settled.refer("turns", shown)
            changed.append(("turns", one, old))


def _before(raw: Row | None, row: Row) -> dict[str, object]:
    where = index("turns")
    if raw is None:
        return {}
    return {name: raw[where[name]] for name in _SPEAKER if raw[where[name]] != row[where[name]]}


def _done_with_the_text(side: Side, document_id: str, turns: set[str]) -> set[str]:
    """The turns that were changed, made or deleted together with the text."""
    entries = {
        touch.deed.line.id
        for touch in side.touches_of([document_id]).get(document_id, [])
        if touch.columns is not None and _TEXT in touch.columns
    }
    speaker = {"label", "person_id"}
    return {
        one
        for one, touches in side.touches_of(turns).items()
        if any(
            touch.deed.line.id in entries and (touch.columns is None or speaker & touch.columns)
            for touch in touches
        )
    }
