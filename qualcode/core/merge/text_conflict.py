"""What two sides made of one text, told so that somebody can choose."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Final

from qualcode.core.merge.combine import TOGETHER, Both, Conflict
from qualcode.core.merge.plan import BesideLine, PlaceLine, Written
from qualcode.core.merge.side import Side
from qualcode.core.merge.text_words import first_words, last_words
from qualcode.core.merge.woven import Author, Woven
from qualcode.core.model.anchoring import align
from qualcode.core.store import merging

#: what a row of a table is called
Name = Callable[[str, str], str]

#: how many of a side's own words are shown, and how many characters of each
_SHOWN: Final = 4
_LENGTH: Final = 40
#: and of what stands at a place that both changed
_LONGEST: Final = 1000


def written(
    both: Both, conflict: Conflict, hashes: tuple[str, str], name: Name
) -> tuple[tuple[Written, ...], tuple[Written, ...]]:
    """What was changed in our text and in theirs since both sides had the same, and what stands
    there now. What stood there before is not told: it may be a name that was replaced."""
    document_id = conflict.row_id
    ours, theirs = (_history(side, document_id) for side in (both.ours, both.theirs))
    shared = [one for one in ours if one in theirs]
    texts = (both.text(hashes[0]), both.text(hashes[1]))
    before = both.text_if_any(shared[-1]) if shared else None
    woven = both.woven.get(document_id)
    writers = woven.writers if woven is not None else None
    found: list[tuple[Written, ...]] = []
    for side, text in enumerate(texts):
        by: dict[tuple[str, ...], list[tuple[str, str]]] = defaultdict(list)
        for change in align(before or texts[1 - side], text).changes:
            span = (change.new_start, change.new_end)
            authors = writers(side, span) if writers else [Author(*conflict.authors[side])]
            by[tuple(one.coder_id for one in authors)].append((authors[0].time, text[slice(*span)]))
        found.append(tuple(_written(coders, told, name) for coders, told in by.items()))
    return found[0], found[1]


def _written(coders: tuple[str, ...], told: list[tuple[str, str]], name: Name) -> Written:
    words = [short for _time, one in told if (short := _short(one))]
    return Written(
        coders=tuple(name("coders", one) for one in coders),
        time=max(time for time, _words in told),
        number=len(told),
        words=tuple(words[:_SHOWN]),
        more=len(words) > _SHOWN,
    )


def _history(side: Side, document_id: str) -> list[str]:
    """The hashes of the texts that a document had, the latest last."""
    now = side.text_hash(document_id)
    had = [sha256 for _entry, sha256 in merging.texts_before(side.db, document_id)]
    return [*had, now] if now else had


def beside(both: Both, conflict: Conflict, name: Name) -> tuple[BesideLine, ...]:
    """Where both changed words beside each other in a text that is made of both."""
    woven = _woven(both, conflict)
    if woven is None or woven.text is None:
        return ()
    text = both.text(woven.text)
    return tuple(
        BesideLine(
            before=last_words(text, one.start),
            stands=_cut(text[one.start : one.end]),
            after=first_words(text, one.end),
            coders=tuple(name("coders", author.coder_id) for author in one.authors),
        )
        for one in woven.beside
    )


def _woven(both: Both, conflict: Conflict) -> Woven | None:
    return both.woven.get(conflict.row_id) if "text_sha256" in conflict.columns else None


def collided(both: Both, conflict: Conflict, name: Name) -> tuple[PlaceLine, ...]:
    """Where both changed the same words of a text that is made of both."""
    woven = _woven(both, conflict)
    return tuple(
        PlaceLine(
            place=one.place,
            before=one.before,
            stands=_cut(one.stands if one.taken is None else one.words[one.taken] or ""),
            after=one.after,
            words=(_told_words(one.words[0]), _told_words(one.words[1])),
            coders=(_names(one.authors[0], name), _names(one.authors[1], name)),
            times=(one.authors[0][0].time, one.authors[1][0].time),
            taken=one.taken,
            answers=tuple(answer for answer in one.answers if answer != TOGETHER),
            chosen=one.chosen,
            both=_cut(one.stands) if TOGETHER in one.answers else None,
        )
        for one in (woven.places if woven is not None else ())
    )


def _names(authors: Iterable[Author], name: Name) -> str:
    return ", ".join(name("coders", one.coder_id) for one in authors)


def _told_words(words: str | None) -> str | None:
    return None if words is None else _cut(words)


def _cut(words: str) -> str:
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"


def _short(words: str) -> str:
    one = " ".join(words.split())
    return one if len(one) <= _LENGTH else one[: _LENGTH - 1] + "…"
