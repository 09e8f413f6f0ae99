"""What two sides made of one text, told so that somebody can choose."""

from __future__ import annotations

from typing import Final

from qualcode.core.merge.combine import TOGETHER, Both, Conflict
from qualcode.core.merge.side import Side
from qualcode.core.model.anchoring import align
from qualcode.core.store import merging
from qualcode.core.translate import _, ngettext

#: how many of a side's own words are shown, and how many characters of each
_SHOWN: Final = 4
_LENGTH: Final = 40


def told_texts(both: Both, document_id: str, hashes: tuple[str, str]) -> tuple[str, str]:
    """For our text and theirs, how many places were changed since both sides had the same, and what
    stands there now. What stood there before is not told: it may be a name that was replaced."""
    ours, theirs = (_history(side, document_id) for side in (both.ours, both.theirs))
    shared = [one for one in ours if one in theirs]
    first, second = (both.text(one) for one in hashes)
    before = both.text_if_any(shared[-1]) if shared else None
    return _told(before or second, first), _told(before or first, second)


def _history(side: Side, document_id: str) -> list[str]:
    """The hashes of the texts that a document had, the latest last."""
    now = side.text_hash(document_id)
    had = [sha256 for _entry, sha256 in merging.texts_before(side.db, document_id)]
    return [*had, now] if now else had


def collided(both: Both, conflict: Conflict) -> tuple[tuple[str, str], ...]:
    """Where both changed the same words of a text that is made of both: what stands there, and what
    the other wrote; but not what stood there before."""
    woven = both.woven.get(conflict.row_id) if conflict.taken == TOGETHER else None
    found = woven.collisions if woven is not None else ()
    return tuple((_short(one.stands), _short(one.other)) for one in found)


def _short(words: str) -> str:
    one = " ".join(words.split())
    return one if len(one) <= _LENGTH else one[: _LENGTH - 1] + "…"


def _told(before: str, text: str) -> str:
    changes = align(before, text).changes
    told = ngettext("{number} place changed", "{number} places changed", len(changes))
    now = [_short(text[one.new_start : one.new_end]) for one in changes]
    words = [one for one in now if one]
    said = ", ".join(_("“{word}”").format(word=one) for one in words[:_SHOWN])
    if len(words) > _SHOWN:
        said += ", …"
    return told.format(number=len(changes)) + (": " + said if said else "")
