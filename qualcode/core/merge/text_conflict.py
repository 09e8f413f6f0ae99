"""What two sides made of one text, told so that somebody can choose."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from qualcode.core.merge.combine import Both, Conflict
from qualcode.core.merge.plan import PlaceLine
from qualcode.core.merge.side import Side
from qualcode.core.model.anchoring import align
from qualcode.core.store import merging
from qualcode.core.translate import _, ngettext

#: how many of a side's own words are shown, and how many characters of each
_SHOWN: Final = 4
_LENGTH: Final = 40
#: and of what stands at a place that both changed
_LONGEST: Final = 1000


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


def collided(
    both: Both, conflict: Conflict, name: Callable[[str, str], str]
) -> tuple[PlaceLine, ...]:
    """Where both changed the same words of a text that is made of both.

    Args:
        name: what a row of a table is called.
    """
    woven = both.woven.get(conflict.row_id) if "text_sha256" in conflict.columns else None
    return tuple(
        PlaceLine(
            place=one.place,
            before=one.before,
            stands=_cut(one.stands if one.taken is None else one.words[one.taken] or ""),
            after=one.after,
            words=(_told_words(one.words[0]), _told_words(one.words[1])),
            coders=(name("coders", one.authors[0][0]), name("coders", one.authors[1][0])),
            times=(one.authors[0][1], one.authors[1][1]),
            taken=one.taken,
            answers=one.answers,
            chosen=one.chosen,
        )
        for one in (woven.places if woven is not None else ())
    )


def _told_words(words: str | None) -> str | None:
    return None if words is None else _cut(words)


def _cut(words: str) -> str:
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"


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
